"""A newsroom on a real database with a clock that tests turn, and a post office in memory."""

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.app import open_app
from bot.newsroom.desk import Newsroom
from bot.newsroom.library import LibraryRef
from bot.newsroom.schedules import ScheduleRequest
from bot.sending import PLAIN, CannotSend, Manner, Sent
from bot.settings import Settings
from bot.show.actions import AboutBriefing
from bot.show.cards import Card
from storage import articles
from storage.records import Incoming

GUILD = LibraryRef.guild(1)
CHANNEL = 10
OTHER_CHANNEL = 11
EDITOR = 99
MORNING = datetime(2022, 3, 17, 7, 0, tzinfo=UTC)  # a Thursday


class TurnedClock:
    """Tells what it was last set to."""

    def __init__(self, now: datetime = MORNING) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **by: float) -> None:
        """Turn it on, by hours, minutes …"""
        self.now += timedelta(**by)


class Crashed(BaseException):
    """The process dies here: nothing may catch it."""


def crash() -> None:
    """Die."""
    raise Crashed


@dataclass(frozen=True, slots=True)
class Posted:
    """A card in a channel."""

    id: int
    channel_id: int
    card: Card
    nonce: str
    manner: Manner
    answers: int | None = None

    @property
    def text(self) -> str:
        """All words of it."""
        lines = [line for section in self.card.sections for line in section.lines]
        lines += self.card.footer
        return "\n".join(
            [self.card.title, *("".join(run.text for run in line.runs) for line in lines)]
        )


@dataclass
class PostOffice:
    """Posts into lists; like Discord, it gives a nonce that was just used its old message."""

    posted: list[Posted] = field(default_factory=list[Posted])
    published: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    threads: dict[int, tuple[int, str]] = field(default_factory=dict[int, tuple[int, str]])
    refusals: dict[int, CannotSend] = field(default_factory=dict[int, CannotSend])
    open: bool = True
    remembers_nonces: bool = True
    blind: bool = False  # what was just posted is not to be seen yet
    before_posting: Callable[[], None] = lambda: None
    after_posting: Callable[[], None] = lambda: None

    def ready(self) -> bool:
        """Whether it is open."""
        return self.open

    async def check(self, channel_id: int, manner: Manner = PLAIN) -> None:  # noqa: ARG002
        """Refuse as told."""
        if channel_id in self.refusals:
            raise self.refusals[channel_id]

    async def send(
        self,
        channel_id: int,
        card: Card,
        *,
        nonce: str,
        manner: Manner = PLAIN,
        first_id: int | None = None,
    ) -> Sent:
        """Post, once for a nonce."""
        assert len(nonce) <= 25
        assert (first_id is None) == nonce.endswith((".0", ".told", ".gone"))
        await self.check(channel_id)
        return Sent(self._post(channel_id, card, nonce, manner), channel_id)

    def _post(
        self, channel_id: int, card: Card, nonce: str, manner: Manner, answers: int | None = None
    ) -> int:
        self.before_posting()
        known = [each for each in self.posted if each.nonce == nonce]
        if not (known and self.remembers_nonces):
            number = len(self.posted) + 1
            known = [Posted(number, channel_id, card, nonce, manner, answers)]
            self.posted += known
        self.after_posting()
        return known[0].id

    async def open_thread(self, channel_id: int, message_id: int, name: str) -> None:
        """Remember which messages have a thread."""
        self.threads[message_id] = (channel_id, name)

    async def reply(self, place_id: int, message_id: int, card: Card, *, nonce: str) -> int:
        """Post as an answer, once for a nonce."""
        assert len(nonce) <= 25
        await self.check(place_id)
        return self._post(place_id, card, nonce, PLAIN, message_id)

    async def publish(self, channel_id: int, message_id: int) -> None:
        """Remember what was published."""
        self.published.append((channel_id, message_id))

    async def find(
        self,
        channel_id: int,
        mark: AboutBriefing,
        since: datetime,
        first_id: int | None = None,  # noqa: ARG002  # channels in memory have no posts
        manner: Manner = PLAIN,  # noqa: ARG002
    ) -> Sent | None:
        """Look for the button."""
        assert since.tzinfo is not None
        for each in self.posted if not self.blind else ():
            actions = [button.action for button in each.card.buttons]
            if each.channel_id == channel_id and mark in actions:
                return Sent(each.id, channel_id)
        return None


@asynccontextmanager
async def newsroom_on(file: Path, clock: TurnedClock) -> AsyncGenerator[Newsroom]:
    """A newsroom as the program opens it."""
    settings = Settings(database=f"sqlite:///{file}", processes=0)
    async with open_app(settings, clock) as app:
        yield app.newsroom


async def add_article(newsroom: Newsroom, incoming: Incoming, ref: LibraryRef = GUILD) -> str:
    """Put an article into a library by the newsroom's clock; give its public id."""
    library = await newsroom.library(ref)
    async with newsroom.database.write() as session:
        added = await articles.add(session, library, incoming, newsroom.change(EDITOR))
    return added.public_id


async def at_eight(newsroom: Newsroom, ref: LibraryRef = GUILD, **changes: object) -> str:
    """Schedule a briefing at eight UTC in the channel; give the schedule's id."""
    eight = ScheduleRequest(CHANNEL, "8:00", "UTC")
    asked = replace(eight, **changes)  # pyright: ignore[reportArgumentType]
    return (await newsroom.add_schedule(ref, asked, by=EDITOR)).public_id
