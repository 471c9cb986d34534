"""A moderator at the desk of briefings, and a stage whose clock the tests turn."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.app import App, open_app
from bot.courier import Courier
from bot.discord_sender import DiscordSender
from bot.newsroom.schedules import ScheduleLine
from bot.settings import Settings
from tests.bot.post import TurnedClock, add_article
from tests.cogs.stage import Stage, button, text_of
from tests.storage.texts import statement

START = datetime(2026, 1, 1, tzinfo=UTC)
"""Where simcord's clock stands; a Thursday."""

TEXT_FIELD = 4
"""A component's type; a form's other fields are menus."""


@pytest.fixture
def clock() -> TurnedClock:
    """A clock that stands at START until it is turned."""
    return TurnedClock(START)


@pytest.fixture
async def app(tmp_path: Path, clock: TurnedClock) -> AsyncGenerator[App]:
    """The app by that clock."""
    settings = Settings(database=f"sqlite+aiosqlite:///{tmp_path / 'record.db'}", processes=0)
    async with open_app(settings, clock) as app:
        yield app


@pytest.fixture
async def stage(empty_stage: Stage) -> Stage:
    """The bot with two articles in its guild's library, whose quotes and events are known."""
    newsroom, library = empty_stage.app.newsroom, empty_stage.library
    await add_article(newsroom, statement("the bridge will stay closed"), library)
    ferry = statement("the ferry sails on Monday", "Ben Okafor", outlet="Coast Radio")
    await add_article(newsroom, ferry, library)
    return empty_stage


@dataclass
class Desk:
    """A moderator and the one private message that they work in."""

    stage: Stage
    message: Any = None

    @property
    def text(self) -> str:
        """What the message says now."""
        return text_of(self.message)

    async def open(self, command: str = "briefing list", **options: Any) -> "Desk":
        """Pick a command; its answer is the message."""
        self.message = told(
            await self.stage.moderator.slash(self.stage.channel, command, **options)
        )
        return self

    async def press(self, label: str) -> str:
        """Press a button; the message turns, and says this."""
        before = self.message.id
        pressed = await self.stage.moderator.click(
            self.message, custom_id=button(self.message, label)
        )
        self.message = told(pressed)
        assert self.message.id == before
        return self.text

    async def fill_in(self, form: Any, *filled: str) -> str:
        """Fill in the form of a plan: times, days, about, style, whether to skip if empty."""
        values = [
            text if field["type"] == TEXT_FIELD else [text]
            for field, text in zip(fields(form), filled, strict=True)
        ]
        ids = [field["custom_id"] for field in fields(form)]
        sent = await self.stage.moderator.submit_modal(form, dict(zip(ids, values, strict=True)))
        self.message = told(sent)
        return self.text

    async def new(self, *filled: str, **options: Any) -> str:
        """Fill in the form of /briefing new; the message is the preview."""
        form = await self.stage.moderator.slash(self.stage.channel, "briefing new", **options)
        return await self.fill_in(form, *filled)


def fields(form: Any) -> list[dict[str, Any]]:
    """The fields of a form."""
    assert form.modal is not None, text_of(told(form))
    return [label["component"] for label in form.modal["components"]]


def told(result: Any) -> Any:
    """The message that answers, also where the answer was deferred."""
    message = result.response or result.followups[0]
    assert message is not None
    return message


async def schedule(stage: Stage, times: str = "08:00", **more: Any) -> str:
    """What the moderator reads after scheduling a briefing."""
    result = await stage.moderator.slash(stage.channel, "briefing schedule", times=times, **more)
    return text_of(told(result))


async def wake(stage: Stage) -> None:
    """What the alarm clock does."""
    await Courier(stage.app.newsroom, DiscordSender(stage.bot)).run_due()


async def only_schedule(stage: Stage) -> ScheduleLine:
    """The one schedule that there is."""
    (line,) = (await stage.app.newsroom.schedules(stage.library)).lines
    return line
