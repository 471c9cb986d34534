"""The real bot inside a simulated Discord, shown in the browser at a loopback address.

simcord stands in for Discord: its clock starts at 2026-01-01 00:00 UTC. The product's clock is
simcord's plus the real time since the start, so that a schedule comes due while one watches.
"""

import asyncio
import signal
import sys
import time
from collections.abc import AsyncGenerator, Callable, Coroutine, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import discord
import simcord
from simcord.actors import MemberActor
from simcord.backend.errors import SetupError
from simcord.builders import ChannelHandle, GuildHandle
from simcord.env import Env
from simcord.preview import Preview

from bot.app import App, open_app
from bot.client import OnRecordBot
from bot.newsroom.answers import Failed
from bot.newsroom.library import LibraryRef
from bot.newsroom.schedules import ScheduleRequest
from bot.newsroom.uploads import Upload
from bot.settings import Settings
from bot.show.catalogue import say
from corpus.samples import samples

Plan = Callable[["Stage"], Coroutine[Any, Any, None]]
"""What happens in the demo by itself."""

SETTLE_SECONDS = 30.0
"""A cold worker process loads the language model within a command."""


class DemoClock:
    """simcord's time plus the real time since the start; UTC-aware.

    Counted by `perf_counter`: while the bot handles what a user did, simcord makes
    `time.monotonic` stand still at its own zero, and a briefing would look hours back.
    """

    def __init__(self, start: datetime) -> None:
        """Begin at simcord's first instant."""
        self._start = start
        self._began = time.perf_counter()

    def turn_to(self, instant: datetime) -> None:
        """Let time jump ahead, as the demo of a day does."""
        self._start += instant - self()

    def __call__(self) -> datetime:
        """The demo's now."""
        return self._start + timedelta(seconds=time.perf_counter() - self._began)


@dataclass(frozen=True, slots=True)
class Stage:
    """The simulated Discord with the running bot in it."""

    app: App
    clock: DemoClock
    env: Env
    guild: GuildHandle
    channel: ChannelHandle
    member: MemberActor
    moderator: MemberActor

    @property
    def library(self) -> LibraryRef:
        """The demo guild's library."""
        return LibraryRef.guild(self.guild.id)


@asynccontextmanager
async def open_stage(
    settings: Settings, uploads: Iterable[Upload], *, allowed_hosts: tuple[str, ...] = ()
) -> AsyncGenerator[Stage]:
    """Start the bot on a fresh database in a temporary folder, with `uploads` in its library.

    `allowed_hosts` may be fetched from besides those of the settings.
    """
    with TemporaryDirectory(prefix="onrecord-demo-") as folder:
        database = f"sqlite+aiosqlite:///{Path(folder) / 'demo.db'}"
        hosts = (*settings.allowed_hosts, *allowed_hosts)
        demo_settings = settings.model_copy(update={"database": database, "allowed_hosts": hosts})
        clock = DemoClock(simcord_epoch())
        async with open_app(demo_settings, clock, reads=True) as app:
            client = OnRecordBot(app.newsroom, message_content=True)
            with app.waking(client, seconds="*/2"):
                async with simcord.run(client, settle_timeout=SETTLE_SECONDS) as env:
                    stage = furnish(app, clock, env)
                    await stock(stage, uploads)
                    yield stage


def simcord_epoch() -> datetime:
    """The instant at which a simulated Discord starts."""
    return datetime.fromisoformat("2026-01-01T00:00:00+00:00")


def furnish(app: App, clock: DemoClock, env: Env) -> Stage:
    """Set up a guild with a channel, a member who reads and a moderator who sets things up."""
    guild = env.create_guild("The Newsroom")
    channel = guild.create_text_channel("on-record")
    moderators = guild.create_role("Moderators", permissions=discord.Permissions(manage_guild=True))
    member = guild.add_member(env.create_user("reader"))
    moderator = guild.add_member(env.create_user("editor"), roles=[moderators])
    return Stage(app, clock, env, guild, channel, member, moderator)


async def stock(stage: Stage, uploads: Iterable[Upload]) -> None:
    """Bring articles into the guild's library. Raises the error of the first that fails."""
    by = stage.moderator.id
    report = await stage.app.newsroom.ingest(stage.library, list(uploads), by=by)
    for item in report.items:
        if isinstance(item, Failed):
            raise item.error


async def plan_briefing(stage: Stage) -> None:
    """Have the bot post a briefing by itself within a minute, as a moderator would plan it."""
    at = stage.app.clock() + timedelta(minutes=1)
    request = ScheduleRequest(stage.channel.id, f"{at:%H:%M}", "UTC")
    await stage.app.newsroom.add_schedule(stage.library, request, by=stage.moderator.id)


def sample_uploads() -> list[Upload]:
    """The sample articles that ship with the project."""
    return [Upload(name, data) for name, data in samples()]


async def keep_page_fresh(preview: Preview, channel: ChannelHandle) -> None:
    """Show what the bot posts by itself: the page follows only users' actions on its own.

    Nothing is refreshed for the answer to an action: the two would get into each other's way.
    """
    shown = None
    while True:
        await asyncio.sleep(1)
        unasked = unasked_ids(channel.history())
        if not unasked or unasked[-1] == shown:
            continue
        try:
            await preview.refresh()
        except SetupError:
            continue  # a user's action is under way; look again in a second
        shown = unasked[-1]


def unasked_ids(history: Sequence[discord.Message]) -> list[int]:
    """What the bot posted by itself: it answers no interaction, and no message but the bot's."""
    own = {message.id for message in history if message.author.bot}
    return [
        message.id
        for message in history
        if message.id in own
        and message.interaction_metadata is None
        and (message.reference is None or message.reference.message_id in own)
    ]


async def serve(
    settings: Settings,
    port: int,
    plan: Plan,
    uploads: Iterable[Upload] = (),
    *,
    before: Plan | None = None,
    allowed_hosts: tuple[str, ...] = (),
) -> None:
    """Show the demo in the browser until it is stopped or the page ends the session.

    `uploads` are in the library from the start; `plan` is what happens then by itself. `before`
    is done before the page opens: a page whose first request meets somebody's command under way
    takes no more clicks.
    """
    stop_when_asked()
    async with open_stage(settings, uploads, allowed_hosts=allowed_hosts) as stage:
        if before is not None:
            await before(stage)
        preview = stage.env.preview(
            stage.channel,
            viewers=[stage.member, stage.moderator],
            layout="channel",
            port=port,
        )
        async with preview, asyncio.TaskGroup() as group:
            print(say("demo.address", address=preview.url), flush=True)
            playing = [
                group.create_task(keep_page_fresh(preview, stage.channel)),
                group.create_task(plan(stage)),
            ]
            await preview.wait_closed()
            for task in playing:
                task.cancel()


def stop_when_asked() -> None:
    """Close the stage on SIGTERM as on Ctrl+C, where there is one: its folder must not stay."""
    task = asyncio.current_task()
    if task is not None and sys.platform != "win32":
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
