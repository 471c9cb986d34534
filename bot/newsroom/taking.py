"""What a feed brought goes into the libraries that follow it: each article once, in order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.newsroom.answers import Added, Changed, Failed, Unchanged
from bot.newsroom.lines import outcome
from bot.newsroom.means import Means
from storage import shared, sources, versions
from storage.records import Incoming
from storage.source_records import ReadyEntry, SourceRecord

IN_ONE_GO = 8
"""Articles that go into a library in one transaction."""

Item = Added | Changed | Unchanged | Failed


async def take(means: Means, source: SourceRecord) -> tuple[Item, ...]:
    """Put all that is ready and not taken yet into the source's library; what became of each.

    That it was taken is noted afterwards: after a crash in between an article is brought again,
    which changes nothing.
    """
    async with means.database.read() as session:
        entries = await sources.not_taken(session, source)
    items: list[Item] = []
    for start in range(0, len(entries), IN_ONE_GO):
        items += await _take_some(means, source, entries[start : start + IN_ONE_GO])
    return tuple(items)


async def _take_some(
    means: Means, source: SourceRecord, entries: Sequence[ReadyEntry]
) -> list[Item]:
    change = means.change(None)
    async with means.database.read() as session:
        found = [(entry, await _incoming(session, source, entry)) for entry in entries]
    kept = [(entry, incoming) for entry, incoming in found if incoming is not None]
    taken = await means.intake.take(source.library, [each for _, each in kept], change)
    async with means.database.write() as session:
        for entry in entries:
            if entry.withdrawn:
                await _withdraw(session, source, entry, change.at)
        new = sum(one is not None and one.new for one in taken)
        await sources.took(session, source, entries[-1].number, new)
    return [
        outcome(entry.name, one, one.record.notes if one else ())
        for (entry, _), one in zip(kept, taken, strict=True)
    ]


async def _incoming(
    session: AsyncSession, source: SourceRecord, entry: ReadyEntry
) -> Incoming | None:
    """The article; None for one that is withdrawn, or that moderators took off the record."""
    address = entry.address or entry.name
    if entry.withdrawn or await sources.turned_away(session, source.library, address):
        return None
    found = await shared.stored(session, entry.article_id, entry.name, entry.address)
    return replace(found, backlog=entry.backlog) if found else None


async def _withdraw(
    session: AsyncSession, source: SourceRecord, entry: ReadyEntry, at: datetime
) -> None:
    address = entry.address or entry.name
    public_id = await versions.at_address(session, source.library, address)
    if public_id is not None:
        await versions.withdraw(session, source.library, public_id, at)
