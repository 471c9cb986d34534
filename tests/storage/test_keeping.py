"""What is kept and for how long: libraries, schedules, the audit, what names a user."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import StatementError

from corpus.errors import NotFound
from storage import (
    articles,
    audit,
    feeds,
    libraries,
    privacy,
    quotes,
    schedules,
    sources,
    visible,
)
from storage.database import Database
from storage.records import AuditEntry, LibraryKind, LibrarySettings, Plan
from storage.tables import ArticleRow, PersonRow
from storage.types import LibraryId, new_public_id
from tests.storage.texts import NOW, change, statement

PLAN = Plan(2**60, "Europe/Oslo", ("08:00", "17:30"), days=0b0011111, ping_role_id=2**61)


async def test_a_library_is_made_once_and_keeps_its_settings(database: Database) -> None:
    settings = LibrarySettings("Europe/Oslo", "nb", 2**60, 2**61)
    async with database.write() as session:
        assert await libraries.find(session, LibraryKind.GUILD, "5") is None
        guild = await libraries.for_guild(session, 5)
        direct = await libraries.for_direct(session, 5)
        await libraries.save_settings(session, guild.id, settings)
    async with database.write() as session:
        again = await libraries.for_guild(session, 5)
    assert again == replace(guild, settings=settings)
    assert direct.id != guild.id


async def test_a_guilds_library_is_kept_thirty_days_after_the_bot_left(database: Database) -> None:
    async with database.write() as session:
        left = (await libraries.for_guild(session, 1)).id
        stayed = (await libraries.for_guild(session, 2)).id
        await articles.add(session, left, statement(), change())
        await articles.add(session, left, statement("another"), change())
        await articles.add(session, stayed, statement("another"), change())
        await libraries.mark_left(session, 1, NOW)
        assert await libraries.delete_expired(session, NOW + timedelta(days=29)) == 0
        await libraries.mark_joined(session, 1)
        assert await libraries.delete_expired(session, NOW + timedelta(days=99)) == 0
        await libraries.mark_left(session, 1, NOW)
        assert await libraries.delete_expired(session, NOW + timedelta(days=31)) == 1
        assert await libraries.by_id(session, left) is None
        assert await session.scalar(select(func.count()).select_from(ArticleRow)) == 1
        assert await articles.count(session, stayed) == 1


async def test_a_removed_article_goes_for_good_after_a_while(database: Database) -> None:
    async with database.write() as session:
        library = (await libraries.for_guild(session, 1)).id
        added = await articles.add(session, library, statement(), change())
        await articles.remove(session, library, added.public_id, NOW)
        await libraries.delete_expired(session, NOW + timedelta(days=31))
        with pytest.raises(NotFound):
            await articles.restore(session, library, added.public_id)
        assert await session.scalar(select(func.count()).select_from(PersonRow)) == 0


async def test_a_schedule_is_made_paused_and_removed(database: Database) -> None:
    async with database.write() as session:
        library = (await libraries.for_guild(session, 1)).id
        other = (await libraries.for_guild(session, 2)).id
        made = await schedules.add(session, library, PLAN, change(by=9))
        assert await schedules.get(session, library, made.public_id) == made
        assert (made.plan, made.paused, made.created_by) == (PLAN, False, 9)
        assert await schedules.active(session) == (made,)
        await schedules.set_paused(session, library, made.public_id, paused=True)
        assert await schedules.active(session) == ()
        await schedules.set_paused(session, library, made.public_id, paused=False)
        with pytest.raises(NotFound):
            await schedules.remove(session, other, made.public_id)
        assert await schedules.remove(session, library, made.public_id) == made
        assert await schedules.all_of(session, library) == ()


async def test_what_runs_is_paused_when_the_bot_is_taken_out_and_stays_so(
    database: Database,
) -> None:
    async with database.write() as session:
        library = (await libraries.for_guild(session, 1)).id
        other = (await libraries.for_guild(session, 2)).id
        made = await schedules.add(session, library, PLAN, change(by=9))
        elsewhere = await schedules.add(session, other, PLAN, change(by=9))
        await libraries.mark_left(session, 1, NOW)
        assert await schedules.active(session) == (elsewhere,)
        await libraries.mark_joined(session, 1)
        kept = await schedules.get(session, library, made.public_id)
        assert (kept.paused, kept.paused_reason) == (True, "alert.left")
        (entry,) = await audit.history(session, library, limit=9, subject=made.public_id)
    assert (entry.action, entry.change.by) == ("schedule.pause", None)
    assert entry.after == {"reason": "alert.left"}


async def test_the_audit_tells_who_changed_what_the_latest_first(database: Database) -> None:
    first = AuditEntry(change(0, 9), "settings", "zone", {"zone": None}, {"zone": "Europe/Oslo"})
    second = AuditEntry(change(1, None), "article.remove", "a1")
    async with database.write() as session:
        library = (await libraries.for_guild(session, 1)).id
        for entry in (first, second):
            await audit.write(session, library, entry)
        assert await audit.history(session, library, limit=9) == (second, first)
        assert await audit.history(session, library, limit=9, subject="zone") == (first,)


async def _user_everywhere(database: Database, user: int) -> LibraryId:
    async with database.write() as session:
        guild = (await libraries.for_guild(session, 1)).id
        direct = (await libraries.for_direct(session, user)).id
        await articles.add(session, guild, statement(), change(by=user))
        await articles.add(session, direct, statement("only mine"), change(by=user))
        (quote,) = await quotes.all_of(session, guild)
        await quotes.mark(session, guild, quote.public_id, visible.WRONG, change(by=user))
        await schedules.add(session, guild, PLAN, change(by=user))
        feed = await feeds.find_or_add(session, "https://quay.example/feed", "Quay", NOW)
        await sources.add(session, guild, feed, change(by=user))
        await audit.write(session, guild, AuditEntry(change(by=user), "quote.wrong", "q"))
    return guild


async def test_a_user_is_told_what_is_kept_and_forgotten_on_request(database: Database) -> None:
    guild = await _user_everywhere(database, 2**60)
    async with database.write() as session:
        kept = await privacy.kept_about(session, 2**60)
        assert (kept.articles, kept.marks, kept.schedules, kept.changes) == (2, 1, 1, 1)
        assert kept.sources == 1
        assert kept.own_articles == 1
        assert not (await privacy.kept_about(session, 3)).anything
        assert await privacy.forget(session, 2**60) == kept
        assert not (await privacy.kept_about(session, 2**60)).anything
        assert await libraries.find(session, LibraryKind.DIRECT, str(2**60)) is None
        assert await session.scalar(select(func.count()).select_from(ArticleRow)) == 1
        (quote,) = await quotes.all_of(session, guild)
        assert quote.disputed
        assert len(await schedules.all_of(session, guild)) == 1
        assert len(await sources.all_of(session, guild)) == 1


async def test_instants_are_utc_whatever_zone_they_came_in(database: Database) -> None:
    abroad = datetime(2022, 3, 17, 10, 0, tzinfo=timezone(timedelta(hours=2)))
    async with database.write() as session:
        await libraries.for_guild(session, 1)
        await libraries.mark_left(session, 1, abroad)
    async with database.write() as session:
        library = await libraries.for_guild(session, 1)
        assert library.left_at == NOW
        assert str(library.left_at) == "2022-03-17 08:00:00+00:00"
        with pytest.raises((StatementError, ValueError)):
            await libraries.mark_left(session, 1, abroad.replace(tzinfo=None))


def test_public_ids_are_short_and_safe_in_an_address() -> None:
    ids = {new_public_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(
        len(each) <= 16 and each.isalnum() and each.islower() | each.isdigit() for each in ids
    )
