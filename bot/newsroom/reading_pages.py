"""A page that a feed brought is read; where it does not say who printed it when, its feed does."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.newsroom.means import Means
from bot.newsroom.uploads import Upload
from bot.reading_room import ReadArticle

SOON = timedelta(days=1)
"""How far ahead of our clock a feed's date may be; one further on is the publisher's mistake."""


async def read_page(
    means: Means, upload: Upload, outlet: str, published: datetime | None
) -> tuple[Upload, ReadArticle]:
    """Read an upload; `outlet` and `published` (UTC) are what the feed tells of it.

    They count only where the page itself says nothing. Raises UnreadableSource.
    """
    read = await means.reading.read(upload)
    told = replace(
        upload,
        outlet=upload.outlet if read.article.outlet else outlet or None,
        published=upload.published
        if read.article.publication.day
        else told_day(published, means.clock()),
    )
    if told == upload:
        return upload, read
    return told, await means.reading.read(told)


def told_day(published: datetime | None, now: datetime) -> date | None:
    """The day that a feed tells of an item; none where it lies in the future."""
    if published is None or published > now + SOON:
        return None
    return published.date()
