"""What the tests of feeds do again and again: follow, let time pass, look."""

from bot.newsroom.desk import Newsroom
from bot.newsroom.library import LibraryRef
from bot.newsroom.sources import SourceAdded, SourceLine
from bot.polling import Poller
from tests.bot.feed_server import BRIDGE, FERRY, Site
from tests.bot.post import EDITOR, TurnedClock
from tests.corpus.sources.feeds import Item

HARBOUR, QUAY = LibraryRef.guild(1), LibraryRef.guild(2)
MODERATORS = 77


async def add(newsroom: Newsroom, address: str, ref: LibraryRef = HARBOUR) -> SourceAdded:
    answer = await newsroom.add_source(ref, address, by=EDITOR)
    assert isinstance(answer, SourceAdded)
    return answer


async def headlines(newsroom: Newsroom, ref: LibraryRef = HARBOUR) -> set[str | None]:
    return {line.source.headline for line in (await newsroom.articles(ref)).lines}


async def line(live: Newsroom, ref: LibraryRef = HARBOUR) -> SourceLine:
    (found,) = (await live.sources(ref)).lines
    return found


async def days_pass(poller: Poller, clock: TurnedClock, days: int) -> None:
    """Look at the feeds every two hours for some days."""
    for _ in range(days * 12):
        clock.turn(hours=2)
        await poller.run_due()


def ferry(site: Site) -> Item:
    return site.article("/ferry", "Ferry strike goes on", *FERRY)


def bridge(site: Site) -> Item:
    return site.article("/bridge", "Bridge stays closed", *BRIDGE)
