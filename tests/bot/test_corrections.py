"""What a briefing carried is corrected or withdrawn: told once under it, whatever breaks."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from bot.courier import Courier
from bot.newsroom.desk import Newsroom
from bot.sending import CannotSend, TryAgain
from bot.tries import Tries
from storage import delivery_replies, events
from storage.deliveries import LEASE
from storage.records import QuoteChange
from tests.bot.post import (
    CHANNEL,
    EDITOR,
    GUILD,
    Crashed,
    PostOffice,
    TurnedClock,
    add_article,
    at_eight,
    crash,
    newsroom_on,
)
from tests.storage.texts import statement

OLD, NEW = ("the bridge will stay closed",), ("the bridge will open on Monday",)


@pytest.fixture
async def newsroom(tmp_path: Path, clock: TurnedClock) -> AsyncGenerator[Newsroom]:
    async with newsroom_on(tmp_path / "record.db", clock) as opened:
        await add_article(opened, statement(*OLD))
        yield opened


async def sent(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice, quiet: str | None = None
) -> Courier:
    """A courier that has just sent a briefing with the quote."""
    await at_eight(newsroom, quiet=quiet)
    clock.turn(hours=1)
    courier = Courier(newsroom, office)
    await courier.run_due()
    assert len(office.posted) == 1
    return courier


async def note(newsroom: Newsroom, new: tuple[str, ...] | None, by: str | None = None) -> int:
    """The article reads otherwise now, as its new version's reader says."""
    library = await newsroom.library(GUILD)
    async with newsroom.database.write() as session:
        found = await events.added_between(session, library, None, newsroom.clock())
        (quote,) = (each for each in found if each.quote_id is not None)
        change = QuoteChange(str(quote.quote_id), "Ada Lindqvist", OLD, new, by)
        return await delivery_replies.note_changes(
            session, library, quote.source.article_id, [change], newsroom.clock()
        )


async def test_a_correction_is_told_once_under_the_briefing_with_both_wordings(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice
) -> None:
    courier = await sent(newsroom, clock, office)
    assert await note(newsroom, NEW) == 1
    assert await note(newsroom, NEW) == 0
    for _ in range(3):
        await courier.run_due()
    briefing, reply = office.posted
    assert (reply.channel_id, reply.answers) == (CHANNEL, briefing.id)
    assert "Corrected since this briefing" in reply.text
    assert OLD[0] in reply.text
    assert NEW[0] in reply.text
    assert "The Quay Courier" in reply.text


async def test_a_withdrawal_and_another_speaker_are_told_as_such(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice
) -> None:
    courier = await sent(newsroom, clock, office)
    await note(newsroom, OLD, by="Ben Okafor")
    await courier.run_due()
    await note(newsroom, None)
    await courier.run_due()
    _, reassigned, withdrawn = office.posted
    assert "The article now gives it to Ben Okafor" in reassigned.text
    assert "Withdrawn since this briefing" in withdrawn.text
    assert "The article no longer has it" in withdrawn.text


@pytest.mark.parametrize("moment", ["before_posting", "after_posting"])
async def test_a_crash_at_the_reply_is_healed_without_a_second_one(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice, moment: str
) -> None:
    courier = await sent(newsroom, clock, office)
    await note(newsroom, NEW)
    office.remembers_nonces = False
    setattr(office, moment, crash)
    with pytest.raises(Crashed):
        await courier.run_due()
    setattr(office, moment, lambda: None)
    await Courier(newsroom, office).run_due()  # the dead one's lease still runs
    clock.turn(seconds=LEASE.total_seconds() + 1)
    for _ in range(2):
        await Courier(newsroom, office).run_due()
    assert len(office.posted) == 2


@pytest.mark.parametrize("moment", ["before_posting", "after_posting"])
async def test_a_bad_moment_of_discords_delays_it_a_little_and_doubles_nothing(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice, moment: str
) -> None:
    await sent(newsroom, clock, office)
    await note(newsroom, NEW)
    office.remembers_nonces = False
    bad = [TryAgain()]

    def fail_once() -> None:
        if bad:
            raise bad.pop()

    setattr(office, moment, fail_once)
    await Courier(newsroom, office, tries=Tries(pauses=(0.0,))).run_due()
    _, reply = office.posted
    assert reply.answers is not None


async def test_it_waits_for_the_end_of_the_schedules_quiet_hours(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice
) -> None:
    courier = await sent(newsroom, clock, office, quiet="9:00-17:00")
    await note(newsroom, NEW)
    clock.turn(hours=2)
    await courier.run_due()
    assert len(office.posted) == 1
    clock.turn(hours=7)
    await courier.run_due()
    assert len(office.posted) == 2


async def test_it_is_told_for_a_schedule_that_was_deleted_and_for_one_sent_by_hand(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice
) -> None:
    schedule_id = await at_eight(newsroom)
    clock.turn(hours=1)
    courier = Courier(newsroom, office)
    await courier.run_due()
    await courier.send_now(GUILD, CHANNEL + 5, "interaction 1", by=EDITOR)
    await newsroom.delete_schedule(GUILD, schedule_id, by=EDITOR)
    assert await note(newsroom, NEW) == 2
    await courier.run_due()
    assert [posted.answers for posted in office.posted] == [None, None, 1, 2]


async def test_a_channel_that_refuses_the_reply_is_not_asked_again(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice
) -> None:
    courier = await sent(newsroom, clock, office)
    await note(newsroom, NEW)
    office.refusals[CHANNEL] = CannotSend("error.channel.gone", gone=True)
    await courier.run_due()
    office.refusals.clear()
    await courier.run_due()
    assert len(office.posted) == 1
