"""Files that came with a command or a form become uploads; one that is too large is not fetched."""

from collections.abc import Sequence
from datetime import date

import discord

from bot.newsroom.answers import Failed
from bot.newsroom.uploads import Upload
from corpus.errors import UnreadableSource
from corpus.sources.file import MAX_BYTES


async def fetched(
    files: Sequence[discord.Attachment], *, outlet: str | None, published: date | None
) -> tuple[list[Upload], list[Failed]]:
    """The files as uploads with what was said about them, and those not taken for their size."""
    uploads: list[Upload] = []
    too_large: list[Failed] = []
    for file in files:
        if file.size > MAX_BYTES:
            too_large.append(Failed(file.filename, _too_large(file)))
            continue
        data = await file.read()
        uploads.append(
            Upload(file.filename, data, file.content_type, outlet=outlet, published=published)
        )
    return uploads, too_large


def _too_large(file: discord.Attachment) -> UnreadableSource:
    return UnreadableSource(
        "error.source.too_large", name=file.filename, size=file.size, limit=MAX_BYTES
    )
