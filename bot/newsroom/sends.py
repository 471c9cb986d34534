"""What became of briefings: when each was due and sent, its messages, its articles, why not."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.newsroom.answers import Page
from bot.newsroom.library import LibraryRef
from bot.newsroom.means import Means
from corpus.briefing.items import Source
from corpus.errors import NotFound
from storage import articles, deliveries, libraries
from storage.records import Delivery, DeliveryState
from storage.types import LibraryId

SENDS_ON_A_PAGE = 4


@dataclass(frozen=True, slots=True)
class MessageLine:
    """A message of a briefing by Discord's ids; `guild_id` is None outside guilds."""

    guild_id: int | None
    place_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class SendLine:
    """One send: when it was due and done (UTC), how it ended, and why (a key), if it did not.

    `articles` are those whose words it carried, as far as the library still has them.
    """

    public_id: str
    schedule_id: str
    channel_id: int
    due_at: datetime
    state: DeliveryState
    finished_at: datetime | None
    reason: str | None
    statements: int
    messages: tuple[MessageLine, ...] = ()
    articles: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class SendsFound:
    """What went out, or did not, the latest first; of one schedule where it is named."""

    lines: tuple[SendLine, ...]
    page: Page
    schedule_id: str | None = None


async def sends(
    means: Means, ref: LibraryRef, schedule_id: str | None = None, page: int = 0
) -> SendsFound:
    """A page of the sends of a library, or of one schedule."""
    library = await means.library(ref)
    async with means.database.read() as session:
        total = await deliveries.count(session, library, schedule_id)
        shown = Page.at(page, SENDS_ON_A_PAGE, total)
        found = await deliveries.history(
            session,
            library,
            schedule_id,
            limit=shown.size,
            skip=shown.part.start,
        )
        lines = tuple([await send_line(session, delivery) for delivery in found])
        return SendsFound(lines, shown, schedule_id)


async def send(means: Means, ref: LibraryRef, delivery_id: str) -> SendLine:
    """One send of the library's. Raises NotFound."""
    library = await means.library(ref)
    async with means.database.read() as session:
        return await send_line(session, await deliveries.find(session, library, delivery_id))


async def send_line(session: AsyncSession, delivery: Delivery) -> SendLine:
    """A delivery as history shows it."""
    occurrence = delivery.occurrence
    record = await libraries.by_id(session, occurrence.library)
    guild = record.discord_id if record else None
    sent = await deliveries.parts(session, delivery)
    return SendLine(
        delivery.public_id,
        occurrence.schedule_id,
        occurrence.channel_id,
        occurrence.due_at,
        delivery.state,
        delivery.finished_at,
        delivery.reason,
        len(await deliveries.items(session, delivery)),
        tuple(
            MessageLine(guild, part.place_id or occurrence.channel_id, part.message_id)
            for part in sent
            if part.message_id is not None
        ),
        await _articles(session, occurrence.library, delivery),
    )


async def _articles(
    session: AsyncSession, library: LibraryId, delivery: Delivery
) -> tuple[Source, ...]:
    found: list[Source] = []
    for public_id in await deliveries.carried_articles(session, delivery):
        try:
            found.append((await articles.record(session, library, public_id)).source)
        except NotFound:  # it was taken out since
            continue
    return tuple(found)
