"""The one place where an error becomes a sentence: for commands, slash commands, presses, forms."""

import logging
import secrets
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.asking import Asker, locale_of
from bot.replying import reply, show
from bot.show.cards import Accent, Card, notice
from bot.show.catalogue import say, tell
from corpus.errors import OnRecordError

log = logging.getLogger(__name__)

_WRAPPINGS = (
    commands.CommandInvokeError,
    commands.HybridCommandError,
    app_commands.CommandInvokeError,
)
_USAGES = {"who", "quote", "compare", "reactions", "article history"}


async def tell_error(asker: Asker, error: BaseException) -> None:
    """Tell the asker what went wrong, in a sentence; log what nobody expected.

    An unknown `!` command is not answered: other bots share the prefix.
    """
    cause = _cause(error)
    if isinstance(cause, commands.CommandNotFound):
        return
    sentence = _sentence(asker, cause)
    card = notice(say("error.title", locale_of(asker)), sentence, accent=Accent.WARNING)
    try:
        await _send(asker, card)
    except discord.HTTPException as failure:
        log.warning("An error could not be told: %s", failure)


async def _send(asker: Asker, card: Card) -> None:
    if isinstance(asker, commands.Context):
        await reply(asker, card, private=True)
    elif asker.type is not discord.InteractionType.autocomplete:
        await show(asker, card)


def _cause(error: BaseException) -> BaseException:
    """What a command raised, without the wrappings that discord.py puts round it."""
    while isinstance(
        error,
        commands.CommandInvokeError | commands.HybridCommandError | app_commands.CommandInvokeError,
    ):
        error = error.original
    return error


def _sentence(asker: Asker, cause: BaseException) -> str:
    locale = locale_of(asker)
    match cause:
        case OnRecordError():
            return tell(cause, locale)
        case commands.NoPrivateMessage() | app_commands.NoPrivateMessage():
            return say("error.guild_only", locale)
        case commands.CheckFailure() | app_commands.CheckFailure():
            return say("error.not_allowed", locale)
        case commands.UserInputError():
            return say(_usage(asker), locale)
        case app_commands.CommandSignatureMismatch() | app_commands.CommandNotFound():
            return say("error.commands_changed", locale)
        case _:
            reference = secrets.token_hex(4)
            log.error("Unexpected error, reference %s", reference, exc_info=cause)
            return say("error.unexpected", locale, reference=reference)


def _usage(asker: commands.Context[Any] | discord.Interaction[Any]) -> str:
    name = asker.command.qualified_name if asker.command else ""
    return f"usage.{name}" if name in _USAGES else "usage.other"
