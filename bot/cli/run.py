"""`onrecord run`: the bot on the real Discord."""

import asyncio
import logging

import discord

from bot.alarm import LOOKS_AT
from bot.app import App, open_app, stay_loaded
from bot.client import OnRecordBot
from bot.clock import Clock, system_clock
from bot.settings import Settings
from bot.show.catalogue import say
from bot.stored_tree import StoredTree
from corpus.errors import Misconfigured

log = logging.getLogger(__name__)


def run() -> None:
    """Start the bot on Discord with the token in DISCORD_TOKEN."""
    settings = Settings()
    discord.utils.setup_logging(level=logging.getLevelNamesMapping()[settings.log_level.upper()])
    asyncio.run(serve(settings))


async def serve(settings: Settings, clock: Clock = system_clock, seconds: str = LOOKS_AT) -> None:
    """Be on Discord until stopped; `seconds` of each minute, as cron writes them, wake the courier.

    Raises Misconfigured without a token, or with one that Discord does not accept.
    """
    if settings.discord_token is None or not settings.discord_token.get_secret_value():
        raise Misconfigured("error.no_token")
    token = settings.discord_token.get_secret_value()
    async with open_app(settings, clock, reads=True) as app:
        stay_loaded()
        try:
            await _connect(app, token, seconds, message_content=settings.message_content)
        except discord.PrivilegedIntentsRequired:
            # Everything but `!` works without the intent, so the bot stays up and says so.
            await _connect(app, token, seconds, message_content=False)
        except discord.LoginFailure as error:
            raise Misconfigured("error.bad_token") from error
        except OSError as error:  # while logging in; later discord.py connects again by itself
            raise Misconfigured("error.discord_unreachable", reason=error) from error


async def _connect(app: App, token: str, seconds: str, *, message_content: bool) -> None:
    if not message_content:
        log.warning(say("start.no_message_content"))
    client = OnRecordBot(
        app.newsroom, message_content=message_content, tree_memory=StoredTree(app.database)
    )
    with app.waking(client, seconds=seconds):
        async with client:
            await client.start(token)
