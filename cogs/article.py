"""`article`: one leaves the record and can be brought back; what became of one is shown."""

from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.asking import library_of, locale_of, require_moderator
from bot.client import OnRecordBot
from bot.completing import article_choices
from bot.forms import Form
from bot.newsroom.desk import Newsroom
from bot.replying import finish, reply, show, show_beside, turn
from bot.show.actions import OpenRemove, RestoreArticle, ShowHistory, TurnHistory
from bot.show.articles import removed_card, restored_card
from bot.show.house import door_card
from bot.show.versions import history_card
from bot.show.words import words

LONGEST_ID = 100


class RemoveForm(Form):
    """Which article is meant."""

    def __init__(self, cog: "Library", locale: str) -> None:
        super().__init__("form.remove.title", locale)
        self.cog = cog
        self.article = ui.TextInput[Any](max_length=LONGEST_ID)
        self.ask("form.remove.article", self.article)

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Take it out."""
        await self.cog.take_out(interaction, self.article.value.strip())


@app_commands.allowed_contexts(guilds=True, dms=True)
class Library(
    commands.GroupCog,
    group_name="article",
    group_description=words("command.article.description"),
):
    """What became of an article, for all; and its removal, for moderators.

    Discord shows a group to all or to none of a server's members, so `remove` is refused here.
    """

    def __init__(self, newsroom: Newsroom) -> None:
        self.newsroom = newsroom

    @app_commands.command(name="remove", description=words("command.article.remove"))
    @app_commands.describe(article=words("command.article.article"))
    async def remove(self, interaction: discord.Interaction[Any], article: str) -> None:
        """Take an article out."""
        await self.take_out(interaction, article)

    @app_commands.command(name="history", description=words("command.article.history"))
    @app_commands.describe(article=words("command.article.article"))
    async def history(self, interaction: discord.Interaction[Any], article: str) -> None:
        """Show what became of an article, the latest change first."""
        await interaction.response.defer(thinking=True)
        answer = await self.newsroom.article_history(library_of(interaction), article)
        await finish(interaction, history_card(answer, locale_of(interaction)))

    @remove.autocomplete("article")
    @history.autocomplete("article")
    async def complete(
        self, interaction: discord.Interaction[Any], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the articles on this record."""
        found = await self.newsroom.complete_articles(library_of(interaction), typed)
        return article_choices(found)

    async def show_history(self, interaction: discord.Interaction[Any], asked: ShowHistory) -> None:
        """Show what became of an article beside the message."""
        answer = await self.newsroom.article_history(library_of(interaction), asked.article_id)
        await show_beside(interaction, history_card(answer, locale_of(interaction)))

    async def turn_history(self, interaction: discord.Interaction[Any], asked: TurnHistory) -> None:
        """Turn the message to another change."""
        library = library_of(interaction)
        answer = await self.newsroom.article_history(library, asked.article_id, page=asked.page)
        await turn(interaction, history_card(answer, locale_of(interaction)))

    @commands.group(name="article", invoke_without_command=True)
    async def typed(self, ctx: commands.Context[OnRecordBot]) -> None:
        """Offer the button that opens the form of removal."""
        await require_moderator(ctx, self.newsroom)
        await reply(ctx, door_card("article remove", OpenRemove(), locale_of(ctx)))

    @typed.command(name="history")
    async def typed_history(self, ctx: commands.Context[OnRecordBot], *, article: str) -> None:
        """Show what became of an article, by its id or words of its headline."""
        answer = await self.newsroom.article_history(library_of(ctx), article)
        await reply(ctx, history_card(answer, locale_of(ctx)))

    async def open_form(self, interaction: discord.Interaction[Any], _asked: OpenRemove) -> None:
        """Open the form."""
        await require_moderator(interaction, self.newsroom)
        await interaction.response.send_modal(RemoveForm(self, locale_of(interaction)))

    async def take_out(self, interaction: discord.Interaction[Any], article_id: str) -> None:
        """Take an article out and offer the way back."""
        await require_moderator(interaction, self.newsroom)
        line = await self.newsroom.remove_article(
            library_of(interaction), article_id, by=interaction.user.id
        )
        await show(interaction, removed_card(line, locale_of(interaction)))

    async def restore(self, interaction: discord.Interaction[Any], asked: RestoreArticle) -> None:
        """Bring an article back."""
        await require_moderator(interaction, self.newsroom)
        line = await self.newsroom.restore_article(
            library_of(interaction), asked.article_id, by=interaction.user.id
        )
        await turn(interaction, restored_card(line, locale_of(interaction)))


async def setup(bot: OnRecordBot) -> None:
    """Add the cog; discord.py calls this."""
    cog = Library(bot.newsroom)
    await bot.add_cog(cog)
    bot.presses.on(OpenRemove, cog.open_form)
    bot.presses.on(RestoreArticle, cog.restore)
    bot.presses.on(ShowHistory, cog.show_history)
    bot.presses.on(TurnHistory, cog.turn_history)
