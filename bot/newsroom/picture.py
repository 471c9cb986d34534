"""The days that a picture of a timeline chooses from."""

from bot.newsroom.answers import TimelineAnswer
from bot.newsroom.library import LibraryRef
from bot.newsroom.means import Means
from bot.newsroom.timeline import MOST_DAYS, timeline


async def picture(
    means: Means,
    ref: LibraryRef,
    asked: str | None,
    since: str | None = None,
    until: str | None = None,
) -> TimelineAnswer:
    """All the days of a timeline at once; the chart shows those that weigh most."""
    return await timeline(means, ref, asked, since=since, until=until, size=MOST_DAYS)
