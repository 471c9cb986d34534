"""`quote-hide` and `quote-wrong`: what moderators do to a quote, and its undoing."""

from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.asking import library_of, locale_of, require_moderator
from bot.client import OnRecordBot
from bot.completing import quote_choices
from bot.forms import Form
from bot.newsroom.answers import QuotesFound
from bot.newsroom.desk import Newsroom
from bot.replying import reply, show, turn
from bot.show.actions import Change, Moderate, OpenModerate
from bot.show.house import door_card
from bot.show.quotes import moderated_card
from bot.show.words import words

LONGEST_ID = 100
_USE_CASES = {
    "hide": Newsroom.hide_quote,
    "unhide": Newsroom.unhide_quote,
    "wrong": Newsroom.mark_wrong,
    "unwrong": Newsroom.unmark_wrong,
}


class ModerateForm(Form):
    """Which quote is meant."""

    def __init__(self, cog: "Moderation", change: Change, locale: str) -> None:
        super().__init__(f"form.moderate.{change}", locale)
        self.cog = cog
        self.change: Change = change
        self.quote = ui.TextInput[Any](max_length=LONGEST_ID)
        self.ask("form.moderate.quote", self.quote)

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Make the change."""
        await self.cog.make(interaction, Moderate(self.change, self.quote.value.strip()))


class Moderation(commands.Cog):
    """Look after quotes."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.newsroom = newsroom

    @app_commands.command(name="quote-hide", description=words("command.quote_hide.description"))
    @app_commands.describe(quote=words("command.quote_hide.quote"))
    @app_commands.allowed_contexts(guilds=True, dms=True)
    @app_commands.default_permissions(manage_guild=True)
    async def hide(self, interaction: discord.Interaction[Any], quote: str) -> None:
        """Show a quote no more."""
        await self.make(interaction, Moderate("hide", quote))

    @app_commands.command(name="quote-wrong", description=words("command.quote_wrong.description"))
    @app_commands.describe(quote=words("command.quote_wrong.quote"))
    @app_commands.allowed_contexts(guilds=True, dms=True)
    @app_commands.default_permissions(manage_guild=True)
    async def wrong(self, interaction: discord.Interaction[Any], quote: str) -> None:
        """Warn that a quote's speaker is wrong."""
        await self.make(interaction, Moderate("wrong", quote))

    @hide.autocomplete("quote")
    @wrong.autocomplete("quote")
    async def complete(
        self, interaction: discord.Interaction[Any], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer quotes with the words typed."""
        if not typed.strip():
            return []
        answer = await self.newsroom.quote(library_of(interaction), typed)
        found = answer.lines if isinstance(answer, QuotesFound) else answer.nearest
        return quote_choices(found)

    @commands.command(name="quote-hide")
    async def hide_typed(self, ctx: commands.Context[OnRecordBot]) -> None:
        """Offer the button that opens the form."""
        await require_moderator(ctx, self.newsroom)
        await reply(ctx, door_card("quote-hide", OpenModerate("hide"), locale_of(ctx)))

    @commands.command(name="quote-wrong")
    async def wrong_typed(self, ctx: commands.Context[OnRecordBot]) -> None:
        """Offer the button that opens the form."""
        await require_moderator(ctx, self.newsroom)
        await reply(ctx, door_card("quote-wrong", OpenModerate("wrong"), locale_of(ctx)))

    async def open_form(self, interaction: discord.Interaction[Any], asked: OpenModerate) -> None:
        """Open the form."""
        await require_moderator(interaction, self.newsroom)
        form = ModerateForm(self, asked.change, locale_of(interaction))
        await interaction.response.send_modal(form)

    async def press(self, interaction: discord.Interaction[Any], asked: Moderate) -> None:
        """A button of a quote's card: make the change and offer the way back in its place."""
        await self.change(interaction, asked)
        await turn(interaction, moderated_card(asked, locale_of(interaction)))

    async def make(self, interaction: discord.Interaction[Any], asked: Moderate) -> None:
        """A command or a form: make the change and offer the way back."""
        await self.change(interaction, asked)
        await show(interaction, moderated_card(asked, locale_of(interaction)))

    async def change(self, interaction: discord.Interaction[Any], asked: Moderate) -> None:
        """Change the quote, if whoever asks may."""
        await require_moderator(interaction, self.newsroom)
        make = _USE_CASES[asked.change]
        await make(self.newsroom, library_of(interaction), asked.quote_id, by=interaction.user.id)


async def setup(bot: OnRecordBot) -> None:
    """Add the cog; discord.py calls this."""
    cog = Moderation(bot.newsroom)
    await bot.add_cog(cog)
    bot.presses.on(Moderate, cog.press)
    bot.presses.on(OpenModerate, cog.open_form)
