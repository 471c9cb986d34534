"""The commands' words in Discord's languages."""

from typing import Any

import discord
from discord import app_commands

from bot.show.catalogue import say
from bot.show.words import CatalogueTranslator, words

HERE: app_commands.TranslationContext[Any, Any] = app_commands.TranslationContext(
    location=app_commands.TranslationContextLocation.other, data=None
)


async def translated(string: app_commands.locale_str, locale: discord.Locale) -> str | None:
    return await CatalogueTranslator().translate(string, locale, HERE)


async def test_a_language_of_the_catalogue_is_translated_by_key() -> None:
    described = words("command.who.description")
    assert await translated(described, discord.Locale.british_english) == say(
        "command.who.description"
    )


async def test_other_languages_and_names_stay_as_they_are() -> None:
    assert await translated(words("command.who.description"), discord.Locale.thai) is None
    assert await translated(app_commands.locale_str("who"), discord.Locale.british_english) is None
