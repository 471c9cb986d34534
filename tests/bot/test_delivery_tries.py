"""Discord has a bad moment: what it could not take is tried again soon, once, and in its turn."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from pathlib import Path

import pytest

from bot.courier import Courier
from bot.newsroom.desk import Newsroom
from bot.newsroom.settings import LibrarySettings
from bot.sending import CannotSend, TryAgain
from bot.show.catalogue import tell
from bot.tries import Tries
from storage.deliveries import LEASE
from storage.records import DeliveryState
from tests.bot.post import (
    CHANNEL,
    EDITOR,
    GUILD,
    OTHER_CHANNEL,
    PostOffice,
    TurnedClock,
    add_article,
    at_eight,
    newsroom_on,
)
from tests.storage.texts import statement

SOON = Tries(pauses=(0.0, 0.0, 0.0))


@pytest.fixture
async def newsroom(tmp_path: Path, clock: TurnedClock) -> AsyncGenerator[Newsroom]:
    async with newsroom_on(tmp_path / "record.db", clock) as opened:
        await add_article(opened, statement("the bridge will stay closed"))
        yield opened


def failing(times: int) -> Callable[[], None]:
    """A bad moment that is over after so many messages."""
    left = [TryAgain()] * times

    def fail() -> None:
        if left:
            raise left.pop()

    return fail


@pytest.mark.parametrize("moment", ["before_posting", "after_posting"])
async def test_a_bad_moment_costs_no_lease_and_doubles_nothing(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice, moment: str
) -> None:
    await at_eight(newsroom)
    clock.turn(hours=1)
    office.remembers_nonces = False
    setattr(office, moment, failing(2 if moment == "before_posting" else 1))
    await Courier(newsroom, office, tries=SOON).run_due()
    assert len(office.posted) == 1
    (line,) = (await newsroom.sends(GUILD)).lines
    assert line.state is DeliveryState.SENT


async def test_while_one_waits_the_others_go_on(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice
) -> None:
    channels = [CHANNEL + number for number in range(6)]
    for channel in channels:
        await at_eight(newsroom, channel_id=channel)
    clock.turn(hours=1)
    office.before_posting = failing(1)
    await Courier(newsroom, office, tries=Tries(pauses=(1.0,))).run_due()
    assert sorted(posted.channel_id for posted in office.posted) == channels
    assert office.posted[-1].channel_id == CHANNEL


async def test_used_up_tries_are_left_to_the_lease_and_resumed(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice
) -> None:
    await at_eight(newsroom)
    clock.turn(hours=1)
    office.before_posting = failing(len(SOON.pauses) + 1)
    courier = Courier(newsroom, office, tries=SOON)
    await courier.run_due()
    await courier.run_due()
    assert office.posted == []
    clock.turn(seconds=LEASE.total_seconds() + 1)
    await courier.run_due()
    assert len(office.posted) == 1


async def test_who_lost_the_delivery_to_another_meanwhile_sends_nothing(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice
) -> None:
    """The machine slept between two tries, and another process went on with it."""
    await at_eight(newsroom)
    clock.turn(hours=1)
    office.remembers_nonces, office.blind = False, True
    tried = asyncio.Event()

    def fail_once() -> None:
        if not tried.is_set():
            tried.set()
            raise TryAgain

    office.before_posting = fail_once
    sleeper = Courier(newsroom, office, tries=Tries(pauses=(1.0,)))
    sleeping = asyncio.create_task(sleeper.run_due())
    await tried.wait()
    clock.turn(seconds=LEASE.total_seconds() + 1)
    await Courier(newsroom, office, tries=SOON).run_due()
    await sleeping
    assert len(office.posted) == 1


async def test_by_hand_whoever_asked_is_told_and_it_comes_later_all_the_same(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice
) -> None:
    office.before_posting = failing(len(SOON.pauses) + 1)
    courier = Courier(newsroom, office, tries=SOON)
    with pytest.raises(TryAgain) as caught:
        await courier.send_now(GUILD, CHANNEL, "interaction 1", by=EDITOR)
    assert "may still arrive" in tell(caught.value, "en")
    clock.turn(seconds=LEASE.total_seconds() + 1)
    await courier.run_due()
    assert len(office.posted) == 1


async def test_the_moderators_are_told_although_discord_has_a_bad_moment(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice
) -> None:
    settings = LibrarySettings(moderator_channel=OTHER_CHANNEL)
    await newsroom.change_settings(GUILD, settings, by=EDITOR)
    await at_eight(newsroom)
    office.refusals[CHANNEL] = CannotSend("error.channel.refused")
    office.before_posting = failing(2)
    clock.turn(hours=1)
    await Courier(newsroom, office, tries=SOON).run_due()
    (told,) = office.posted
    assert told.channel_id == OTHER_CHANNEL
    assert "Discord refuses the briefing" in told.text
