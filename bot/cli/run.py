"""`onrecord run`: the bot on the real Discord."""

import asyncio
import logging

import discord

from bot.app import App, open_app
from bot.client import OnRecordBot
from bot.settings import Settings
from bot.show.catalogue import say
from bot.stored_tree import StoredTree
from corpus.errors import Misconfigured

log = logging.getLogger(__name__)


def run() -> None:
    """Start the bot on Discord with the token in DISCORD_TOKEN."""
    settings = Settings()
    discord.utils.setup_logging(level=logging.getLevelNamesMapping()[settings.log_level.upper()])
    asyncio.run(_run(settings))


async def _run(settings: Settings) -> None:
    if settings.discord_token is None or not settings.discord_token.get_secret_value():
        raise Misconfigured("error.no_token")
    token = settings.discord_token.get_secret_value()
    async with open_app(settings, reads=True) as app:
        try:
            await _serve(app, token, message_content=settings.message_content)
        except discord.PrivilegedIntentsRequired:
            # Everything but `!` works without the intent, so the bot stays up and says so.
            await _serve(app, token, message_content=False)
        except discord.LoginFailure as error:
            raise Misconfigured("error.bad_token") from error
        except OSError as error:  # while logging in; later discord.py connects again by itself
            raise Misconfigured("error.discord_unreachable", reason=error) from error


async def _serve(app: App, token: str, *, message_content: bool) -> None:
    if not message_content:
        log.warning(say("start.no_message_content"))
    client = OnRecordBot(
        app.newsroom, message_content=message_content, tree_memory=StoredTree(app.database)
    )
    with app.waking(client):
        async with client:
            await client.start(token)
