"""What a feed tells of its pages: it counts where a page does not say who printed it when."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.newsroom.uploads import Upload

SOON = timedelta(days=1)
"""How far ahead of our clock a feed's date may be; one further on is the publisher's mistake."""


def told_by_feed(page: Upload, outlet: str, published: datetime | None, now: datetime) -> Upload:
    """The page with the feed's title as its outlet and the item's day (instants are UTC).

    Both count only where the page itself says nothing.
    """
    return replace(page, feed_outlet=outlet or None, feed_day=told_day(published, now))


def told_day(published: datetime | None, now: datetime) -> date | None:
    """The day that a feed tells of an item; none where it lies in the future."""
    if published is None or published > now + SOON:
        return None
    return published.date()
