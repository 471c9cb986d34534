"""The days that a picture of a timeline shows."""

from dataclasses import replace

from bot.newsroom.answers import TimelineAnswer, TimelineFound
from bot.newsroom.library import LibraryRef
from bot.newsroom.means import Means
from bot.newsroom.timeline import timeline


async def picture(
    means: Means,
    ref: LibraryRef,
    asked: str | None,
    since: str | None = None,
    until: str | None = None,
    page: int = 0,
) -> TimelineAnswer:
    """The days of a page of a timeline and of the next one, or of the last two pages."""
    first = await timeline(means, ref, asked, since=since, until=until, page=page)
    if not isinstance(first, TimelineFound) or first.page.last == 0:
        return first
    number = first.page.number
    other = number + 1 if number < first.page.last else number - 1
    second = await timeline(means, ref, asked, since=since, until=until, page=other)
    if not isinstance(second, TimelineFound):
        return first
    earlier, later = sorted((first, second), key=lambda part: part.page.number)
    return replace(first, days=(*earlier.days, *later.days))
