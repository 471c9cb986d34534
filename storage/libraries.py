"""Libraries: found or made, set up, left, and deleted when nobody came back."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.inserts import insert_unless_there
from storage.records import Library, LibraryKind, LibrarySettings
from storage.tables import (
    ArticleChangeRow,
    ArticleRow,
    AuditRow,
    EventRow,
    FeedEntryRow,
    LateStatementRow,
    LibraryRow,
    MembershipRow,
    PersonLinkRow,
    PersonRow,
    ScheduleRow,
    SourceRow,
)
from storage.types import LibraryId

LEFT = "alert.left"
"""The key of the sentence that says why schedules are paused when the bot was taken out."""

GRACE = timedelta(days=30)
"""How long the library of a guild that the bot left is kept, and an article that was removed."""


async def for_guild(session: AsyncSession, guild_id: int) -> Library:
    """The guild's library, made on first use. Coming back within the grace finds the old one."""
    return await _get_or_create(session, LibraryKind.GUILD, str(guild_id), guild_id)


async def for_direct(session: AsyncSession, user_id: int) -> Library:
    """The library of a person's direct messages, made on first use."""
    return await _get_or_create(session, LibraryKind.DIRECT, str(user_id), user_id)


async def for_cli(session: AsyncSession, name: str = "local") -> Library:
    """The command line's library of that name, made on first use."""
    return await _get_or_create(session, LibraryKind.CLI, name, None)


async def find(session: AsyncSession, kind: LibraryKind, name: str) -> Library | None:
    """A library that exists, by kind and name (a Discord id in decimal). Needs no write."""
    row = await session.scalar(
        select(LibraryRow).where(LibraryRow.kind == kind.value, LibraryRow.name == name)
    )
    return None if row is None else _record(row)


async def by_id(session: AsyncSession, library: LibraryId) -> Library | None:
    """A library by its row."""
    row = await session.get(LibraryRow, library)
    return None if row is None else _record(row)


async def save_settings(
    session: AsyncSession, library: LibraryId, settings: LibrarySettings
) -> None:
    """Replace a library's settings."""
    await session.execute(
        update(LibraryRow).where(LibraryRow.id == library).values(**asdict(settings))
    )


async def mark_left(session: AsyncSession, guild_id: int, at: datetime) -> None:
    """Note that the bot left a guild: its library is deleted when GRACE has passed."""
    await _set_left(session, guild_id, at)


async def mark_joined(session: AsyncSession, guild_id: int) -> None:
    """Note that the bot is in a guild (again)."""
    await _set_left(session, guild_id, None)


async def mark_present(session: AsyncSession, guild_ids: Collection[int], at: datetime) -> None:
    """Note that the bot is in these guilds and in no other: what changed while it was away."""
    present = {str(guild_id) for guild_id in guild_ids}
    guilds = select(LibraryRow.name, LibraryRow.left_at).where(
        LibraryRow.kind == LibraryKind.GUILD.value
    )
    for name, left_at in (await session.execute(guilds)).all():
        if (name in present) != (left_at is None):
            await _set_left(session, int(name), None if name in present else at)


async def delete_expired(session: AsyncSession, now: datetime) -> int:
    """Delete what was left or removed more than GRACE ago; say how many libraries that were.

    An article version that no library has any more goes with it, and so do the bytes that have been
    kept as long as they may.
    """
    expired = await session.scalars(
        delete(LibraryRow).where(LibraryRow.left_at < now - GRACE).returning(LibraryRow.id)
    )
    count = len(expired.all())
    await session.execute(delete(MembershipRow).where(MembershipRow.removed_at < now - GRACE))
    await delete_unheld(session)
    await session.execute(
        update(ArticleRow).where(ArticleRow.raw_until < now).values(raw=None, raw_until=None)
    )
    return count


async def delete_unheld(session: AsyncSession) -> None:
    """Delete the article versions that no library holds, with all that was read out of them.

    What a feed brought and a source has still to take is held by that.
    Persons whom only they named go too, and what a library noted of articles that it has no more.
    """
    changed = select(MembershipRow.id).where(
        MembershipRow.library_id == ArticleChangeRow.library_id,
        MembershipRow.article_id == ArticleChangeRow.article_id,
    )
    await session.execute(delete(ArticleChangeRow).where(~changed.exists()))
    told = (
        select(MembershipRow.id)
        .join(EventRow, EventRow.article_id == MembershipRow.article_id)
        .where(
            MembershipRow.library_id == LateStatementRow.library_id,
            EventRow.id == LateStatementRow.event_id,
        )
    )
    await session.execute(delete(LateStatementRow).where(~told.exists()))
    held = select(MembershipRow.id).where(MembershipRow.article_id == ArticleRow.id)
    on_its_way = (
        select(FeedEntryRow.id)
        .join(SourceRow, SourceRow.feed_id == FeedEntryRow.feed_id)
        .where(
            FeedEntryRow.article_id == ArticleRow.id,
            FeedEntryRow.number > SourceRow.taken,
            FeedEntryRow.listed_at >= SourceRow.added_at,
        )
    )
    await session.execute(delete(ArticleRow).where(~held.exists(), ~on_its_way.exists()))
    linked = select(PersonLinkRow.id).where(PersonLinkRow.person_id == PersonRow.id)
    await session.execute(delete(PersonRow).where(~linked.exists()))


async def lock(session: AsyncSession, library: LibraryId) -> None:
    """Hold a library against other writers until the transaction ends.

    A transaction that writes on SQLite holds them all from its beginning.
    """
    if session.get_bind().dialect.name == "sqlite":
        return
    await session.execute(select(LibraryRow.id).where(LibraryRow.id == library).with_for_update())


async def bump(session: AsyncSession, library: LibraryId) -> int:
    """Count a change to what a library shows; its indexes in memory see that they are behind."""
    generation = await session.scalar(
        update(LibraryRow)
        .where(LibraryRow.id == library)
        .values(generation=LibraryRow.generation + 1)
        .returning(LibraryRow.generation)
    )
    return generation or 0


async def generation(session: AsyncSession, library: LibraryId) -> int:
    """How many changes a library has seen."""
    return await session.scalar(select(LibraryRow.generation).where(LibraryRow.id == library)) or 0


async def _get_or_create(
    session: AsyncSession, kind: LibraryKind, name: str, discord_id: int | None
) -> Library:
    found = await find(session, kind, name)
    if found is not None:
        return found
    await session.execute(
        insert_unless_there(session, LibraryRow).values(
            kind=kind.value, name=name, discord_id=discord_id, generation=0
        )
    )
    row = await session.scalar(
        select(LibraryRow).where(LibraryRow.kind == kind.value, LibraryRow.name == name)
    )
    if row is None:
        raise LookupError(name)
    return _record(row)


async def _set_left(session: AsyncSession, guild_id: int, at: datetime | None) -> None:
    library = await session.scalar(
        update(LibraryRow)
        .where(LibraryRow.kind == LibraryKind.GUILD.value, LibraryRow.name == str(guild_id))
        .values(left_at=at)
        .returning(LibraryRow.id)
    )
    if library is not None and at is not None:
        await _pause_all(session, library, at)


async def _pause_all(session: AsyncSession, library: int, at: datetime) -> None:
    """What ran in a guild that the bot is taken out of runs again only when a moderator says so."""
    paused = await session.scalars(
        update(ScheduleRow)
        .where(ScheduleRow.library_id == library, ScheduleRow.paused.is_(False))
        .values(paused=True, paused_reason=LEFT)
        .returning(ScheduleRow.public_id)
    )
    session.add_all(
        AuditRow(
            library_id=library,
            at=at,
            actor_id=None,
            action="schedule.pause",
            subject=public_id,
            after={"reason": LEFT},
        )
        for public_id in paused.all()
    )


def settings_of(row: LibraryRow) -> LibrarySettings:
    """What a library's moderators have set."""
    return LibrarySettings(
        row.zone, row.locale, row.moderator_role_id, row.moderator_channel_id, row.quiet
    )


def _record(row: LibraryRow) -> Library:
    return Library(
        LibraryId(row.id),
        LibraryKind(row.kind),
        row.name,
        row.discord_id,
        settings_of(row),
        row.left_at,
    )
