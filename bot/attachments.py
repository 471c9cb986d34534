"""Files that came with a command or a form; one that is too large is not fetched."""

from collections.abc import Iterable

import discord

from bot.newsroom.answers import Failed
from bot.newsroom.files import Files
from bot.newsroom.uploads import Upload
from corpus.errors import UnreadableSource
from corpus.sources.archive import is_archive

LARGEST_ARCHIVE = 100 * 1024 * 1024
"""Bytes of a zip archive that is fetched; Discord lets most people attach 10 MiB."""


async def fetch_into(files: Files, attachments: Iterable[discord.Attachment]) -> Files:
    """Add attachments to `files`, and those not taken with the reason.

    One that is larger than may be is not fetched, by the size that Discord tells.
    """
    for each in attachments:
        try:
            data = await _data(each, files.max_bytes)
        except UnreadableSource as error:
            files.add(Failed(each.filename, error))
        else:
            told = (files.outlet, files.published)
            files.add(Upload(each.filename, data, each.content_type, None, *told))
    return files


async def _data(file: discord.Attachment, limit: int) -> bytes:
    limit = LARGEST_ARCHIVE if is_archive(file.filename) else limit
    if file.size > limit:
        raise UnreadableSource(
            "error.source.too_large", name=file.filename, size=file.size, limit=limit
        )
    try:
        return await file.read()
    except discord.HTTPException as error:
        raise UnreadableSource("error.source.not_fetched", name=file.filename) from error
