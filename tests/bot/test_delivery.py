"""The ledger at work on a real database: once, resumed, late, refused, and on record."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from bot.courier import Courier
from bot.newsroom.desk import Newsroom
from bot.newsroom.library import LibraryRef
from bot.newsroom.sends import SendLine
from bot.sending import PLAIN, CannotSend, Manner
from corpus.errors import NotFound
from storage import audit, libraries
from storage.deliveries import LEASE
from storage.records import DeliveryState, LibrarySettings
from tests.bot.post import (
    CHANNEL,
    EDITOR,
    GUILD,
    OTHER_CHANNEL,
    Crashed,
    PostOffice,
    TurnedClock,
    add_article,
    at_eight,
    crash,
    newsroom_on,
)
from tests.storage.texts import statement

BRIDGE = statement("the bridge will stay closed")
FERRY = statement("the ferry sails on Monday", "Ben Okafor", role="pilot")


@pytest.fixture
async def newsroom(tmp_path: Path, clock: TurnedClock) -> AsyncGenerator[Newsroom]:
    async with newsroom_on(tmp_path / "record.db", clock) as opened:
        await add_article(opened, BRIDGE)
        yield opened


class SlowOffice(PostOffice):
    """Takes its time when it is asked for the first time."""

    def __init__(self, *, remembers_nonces: bool) -> None:
        super().__init__(remembers_nonces=remembers_nonces)
        self.asked, self.answers = asyncio.Event(), asyncio.Event()

    async def check(self, channel_id: int, manner: Manner = PLAIN) -> None:
        if not self.asked.is_set():
            self.asked.set()
            await self.answers.wait()
        await super().check(channel_id, manner)


async def only_send(newsroom: Newsroom) -> SendLine:
    (line,) = (await newsroom.sends(GUILD)).lines
    return line


async def reasons(newsroom: Newsroom) -> list[str | None]:
    return [line.reason for line in (await newsroom.sends(GUILD)).lines]


async def test_a_due_briefing_is_sent_once_and_put_on_record(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice
) -> None:
    await at_eight(newsroom)
    courier = Courier(newsroom, office)
    await courier.run_due()
    assert office.posted == []
    clock.turn(hours=1)
    for _ in range(3):
        await courier.run_due()
    (posted,) = office.posted
    assert posted.channel_id == CHANNEL
    assert "“the bridge will stay closed”" in posted.text
    assert "Ada Lindqvist" in posted.text
    line = await only_send(newsroom)
    assert (line.state, len(line.messages)) == (DeliveryState.SENT, 1)
    assert line.statements == 1


async def test_the_next_one_says_only_what_came_after_the_last(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice
) -> None:
    await at_eight(newsroom)
    courier = Courier(newsroom, office)
    clock.turn(hours=1)
    await courier.run_due()
    clock.turn(minutes=1)
    await add_article(newsroom, FERRY)
    clock.turn(hours=24)
    await courier.run_due()
    first, second = office.posted
    assert "ferry" not in first.text
    assert "ferry" in second.text
    assert "bridge" not in second.text


async def test_a_restarted_bot_does_not_send_again(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice
) -> None:
    await at_eight(newsroom)
    clock.turn(hours=1)
    await Courier(newsroom, office).run_due()
    clock.turn(minutes=20)
    await Courier(newsroom, office).run_due()
    assert len(office.posted) == 1


async def test_two_owners_on_one_database_send_once(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice, tmp_path: Path
) -> None:
    await at_eight(newsroom)
    clock.turn(hours=1)
    office.remembers_nonces = False
    async with newsroom_on(tmp_path / "record.db", clock) as other:
        couriers = [Courier(means, office) for means in (newsroom, other) * 4]
        await asyncio.gather(*(courier.run_due() for courier in couriers))
    assert len(office.posted) == 1


@pytest.mark.parametrize("moment", ["before_posting", "after_posting"])
async def test_a_crash_at_the_send_is_healed_by_the_next_start(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice, moment: str
) -> None:
    await at_eight(newsroom)
    clock.turn(hours=1)
    office.remembers_nonces = False
    setattr(office, moment, crash)
    with pytest.raises(Crashed):
        await Courier(newsroom, office).run_due()
    setattr(office, moment, lambda: None)
    await Courier(newsroom, office).run_due()
    assert (await only_send(newsroom)).state is DeliveryState.SENDING  # the lease still runs
    clock.turn(seconds=LEASE.total_seconds() + 1)
    await Courier(newsroom, office).run_due()
    assert len(office.posted) == 1
    assert (await only_send(newsroom)).state is DeliveryState.SENT


async def test_what_another_sent_and_died_over_is_looked_for_also_in_a_run_begun_before(
    newsroom: Newsroom, clock: TurnedClock, tmp_path: Path
) -> None:
    slow = SlowOffice(remembers_nonces=False)
    await at_eight(newsroom, times="7:30")
    await at_eight(newsroom)
    clock.turn(hours=1)
    running = asyncio.create_task(Courier(newsroom, slow).run_due())
    await slow.asked.wait()  # the first has begun, and the second waits for its channel
    slow.after_posting = crash
    async with newsroom_on(tmp_path / "record.db", clock) as other:
        with pytest.raises(Crashed):
            await Courier(other, slow).run_due()
    slow.after_posting = lambda: None
    clock.turn(seconds=LEASE.total_seconds() + 1)
    slow.answers.set()
    await running
    assert len(slow.posted) == 2
    states = {line.state for line in (await newsroom.sends(GUILD)).lines}
    assert states == {DeliveryState.SENT}


async def test_a_crash_between_parts_is_resumed_at_the_first_part_missing(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice
) -> None:
    for number in range(12):
        words = f"the gate number {number} will be painted and mended " + "and mended " * 60
        await add_article(newsroom, statement(words, f"Person {'ABCDEFGHIJKL'[number]}berg"))
    await at_eight(newsroom)
    clock.turn(hours=1)
    office.remembers_nonces = False
    sent = 0

    def crash_at_second() -> None:
        nonlocal sent
        sent += 1
        if sent == 2:
            raise Crashed

    office.before_posting = crash_at_second
    with pytest.raises(Crashed):
        await Courier(newsroom, office).run_due()
    assert len(office.posted) == 1
    clock.turn(seconds=LEASE.total_seconds() + 1)
    await Courier(newsroom, office).run_due()
    nonces = [posted.nonce for posted in office.posted]
    assert len(nonces) > 1
    assert nonces == [f"{nonces[0][:-2]}.{part}" for part in range(len(nonces))]


async def test_an_error_of_one_channel_does_not_hold_up_another(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice
) -> None:
    await at_eight(newsroom)
    await at_eight(newsroom, channel_id=OTHER_CHANNEL)
    clock.turn(hours=1)
    failed = False

    def fail_once() -> None:
        nonlocal failed
        if not failed:
            failed = True
            raise ConnectionError

    office.before_posting = fail_once
    await Courier(newsroom, office).run_due()
    assert [posted.channel_id for posted in office.posted] == [OTHER_CHANNEL]
    clock.turn(seconds=LEASE.total_seconds() + 1)
    await Courier(newsroom, office).run_due()
    assert [posted.channel_id for posted in office.posted] == [OTHER_CHANNEL, CHANNEL]


async def test_late_within_the_grace_is_sent_and_says_so(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice
) -> None:
    await at_eight(newsroom)
    clock.turn(hours=4)
    await Courier(newsroom, office).run_due()
    assert "This comes late" in office.posted[0].text


async def test_later_than_the_grace_is_skipped_with_the_reason(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice
) -> None:
    await at_eight(newsroom)
    clock.turn(hours=8)
    await Courier(newsroom, office).run_due()
    assert office.posted == []
    assert await reasons(newsroom) == ["briefing.reason.late"]


async def test_of_several_missed_the_last_is_sent_and_the_others_are_on_record(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice
) -> None:
    await at_eight(newsroom, times="8:00, 9:00, 10:00")
    clock.turn(hours=3)
    await Courier(newsroom, office).run_due()
    assert len(office.posted) == 1
    superseded = "briefing.reason.superseded"
    assert await reasons(newsroom) == [None, superseded, superseded]


async def test_nothing_new_is_skipped_or_said_as_the_moderators_chose(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice
) -> None:
    await at_eight(newsroom)
    await at_eight(newsroom, channel_id=OTHER_CHANNEL, skip_if_empty=False)
    courier = Courier(newsroom, office)
    clock.turn(hours=1)
    await courier.run_due()
    clock.turn(hours=24)
    await courier.run_due()
    *_, last = office.posted
    assert len(office.posted) == 3
    assert last.channel_id == OTHER_CHANNEL
    assert "Nothing new" in last.text
    assert "briefing.reason.empty" in await reasons(newsroom)


async def test_a_missing_permission_is_named_and_the_moderators_are_told(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice
) -> None:
    await at_eight(newsroom)
    await set_moderators_channel(newsroom, OTHER_CHANNEL)
    key = "error.channel.missing.embed_links"
    office.refusals[CHANNEL] = CannotSend(key)
    clock.turn(hours=1)
    courier = Courier(newsroom, office)
    await courier.run_due()
    await courier.run_due()
    (told,) = office.posted
    assert told.channel_id == OTHER_CHANNEL
    assert "Embed Links" in told.text
    assert await reasons(newsroom) == [key]
    (schedule,) = (await newsroom.schedules(GUILD)).lines
    assert (schedule.paused, schedule.paused_reason) == (True, key)


async def test_a_channel_that_is_gone_pauses_its_schedule_on_record(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice
) -> None:
    schedule_id = await at_eight(newsroom)
    office.refusals[CHANNEL] = CannotSend("error.channel.gone", gone=True)
    clock.turn(hours=1)
    await Courier(newsroom, office).run_due()
    assert (await newsroom.schedule(GUILD, schedule_id)).paused
    library = await newsroom.library(GUILD)
    async with newsroom.database.read() as session:
        latest, *_ = await audit.history(session, library, limit=1, subject=schedule_id)
    assert (latest.action, latest.change.by) == ("schedule.pause", None)
    assert latest.after == {"reason": "error.channel.gone"}


async def test_a_resumed_schedule_begins_with_the_next_occurrence(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice
) -> None:
    schedule_id = await at_eight(newsroom)
    await newsroom.pause_schedule(GUILD, schedule_id, by=EDITOR)
    clock.turn(hours=2)
    courier = Courier(newsroom, office)
    await courier.run_due()
    await newsroom.resume_schedule(GUILD, schedule_id, by=EDITOR)
    await courier.run_due()
    assert office.posted == []
    clock.turn(hours=23)
    await courier.run_due()
    assert len(office.posted) == 1


async def test_a_schedule_deleted_while_its_send_lay_broken_is_not_resumed(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice
) -> None:
    schedule_id = await at_eight(newsroom)
    clock.turn(hours=1)
    office.before_posting = crash
    with pytest.raises(Crashed):
        await Courier(newsroom, office).run_due()
    office.before_posting = lambda: None
    await newsroom.delete_schedule(GUILD, schedule_id, by=EDITOR)
    clock.turn(seconds=LEASE.total_seconds() + 1)
    await Courier(newsroom, office).run_due()
    assert office.posted == []
    assert await reasons(newsroom) == ["briefing.reason.paused"]


async def test_nothing_is_claimed_before_channels_can_be_looked_up(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice
) -> None:
    await at_eight(newsroom)
    clock.turn(hours=1)
    office.open = False
    await Courier(newsroom, office).run_due()
    assert (await newsroom.sends(GUILD)).lines == ()


async def test_by_hand_goes_out_once_for_its_key_and_says_what_the_channel_has_not_had(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice
) -> None:
    courier = Courier(newsroom, office)
    sent = await courier.send_now(GUILD, CHANNEL, "interaction 1", by=EDITOR)
    assert (sent.state, sent.statements) == (DeliveryState.SENT, 1)
    with pytest.raises(NotFound):
        await courier.send_now(GUILD, CHANNEL, "interaction 1", by=EDITOR)
    clock.turn(minutes=1)
    again = await courier.send_now(GUILD, CHANNEL, "interaction 2", by=EDITOR)
    assert (again.state, again.statements) == (DeliveryState.SENT, 0)
    elsewhere = await courier.send_now(GUILD, OTHER_CHANNEL, "interaction 3", by=EDITOR)
    assert elsewhere.statements == 1
    assert "Nothing new" in office.posted[1].text


async def test_a_library_is_not_briefed_on_what_another_has(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice
) -> None:
    other = LibraryRef.guild(2)
    await at_eight(newsroom, ref=other)
    clock.turn(hours=1)
    await Courier(newsroom, office).run_due()
    assert office.posted == []
    (line,) = (await newsroom.sends(other)).lines
    assert line.reason == "briefing.reason.empty"
    with pytest.raises(NotFound):
        await newsroom.send(GUILD, line.public_id)


async def set_moderators_channel(newsroom: Newsroom, channel_id: int) -> None:
    library = await newsroom.library(GUILD)
    async with newsroom.database.write() as session:
        settings = LibrarySettings(moderator_channel_id=channel_id)
        await libraries.save_settings(session, library, settings)
