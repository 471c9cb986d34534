"""Words that Discord itself shows, for commands and their options: in English, with their key.

Discord asks for them in each of its languages when the commands are sent to it; the translator
answers from the catalogue.
"""

import discord
from discord import app_commands

from bot.show.catalogue import say, sentences


def words(key: str) -> app_commands.locale_str:
    """The catalogue's sentence of `key`, for discord.py to send in each language there is."""
    return app_commands.locale_str(say(key), key=key)


class CatalogueTranslator(app_commands.Translator):
    """Translates what `words` made, where the catalogue has the language."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,  # noqa: ARG002  # discord.py's signature
    ) -> str | None:
        """The words in `locale`, or None for English to stand."""
        key: str | None = string.extras.get("key")
        language = locale.value.partition("-")[0].lower()
        if key is None or key not in sentences(language):
            return None
        return say(key, locale.value)
