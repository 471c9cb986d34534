"""Files that came with a command or a form become uploads; one that is too large is not fetched."""

from collections.abc import Sequence
from datetime import date

import discord

from bot.newsroom.answers import Failed
from bot.newsroom.uploads import Upload
from corpus.errors import UnreadableSource


async def fetched(
    files: Sequence[discord.Attachment],
    *,
    limit: int,
    outlet: str | None,
    published: date | None,
) -> tuple[list[Upload], list[Failed]]:
    """The files as uploads with what was said about them, and those not taken with the reason.

    A file of more than `limit` bytes is not fetched, by the size that Discord tells.
    """
    uploads: list[Upload] = []
    failed: list[Failed] = []
    for file in files:
        try:
            data = await _data(file, limit)
        except UnreadableSource as error:
            failed.append(Failed(file.filename, error))
        else:
            uploads.append(
                Upload(file.filename, data, file.content_type, outlet=outlet, published=published)
            )
    return uploads, failed


async def _data(file: discord.Attachment, limit: int) -> bytes:
    if file.size > limit:
        raise UnreadableSource(
            "error.source.too_large", name=file.filename, size=file.size, limit=limit
        )
    try:
        return await file.read()
    except discord.HTTPException as error:
        raise UnreadableSource("error.source.not_fetched", name=file.filename) from error
