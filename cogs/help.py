"""`help`: what one can ask."""

from discord import app_commands
from discord.ext import commands

from bot.asking import locale_of
from bot.client import OnRecordBot
from bot.replying import reply
from bot.show.house import help_card
from bot.show.words import words


class Help(commands.Cog):
    """Explain the commands."""

    @commands.hybrid_command(name="help", description=words("command.help.description"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def help(self, ctx: commands.Context[OnRecordBot]) -> None:
        """Show all commands with an example each."""
        await reply(ctx, help_card(locale_of(ctx)), private=True)


async def setup(bot: OnRecordBot) -> None:
    """Add the cog; discord.py calls this."""
    await bot.add_cog(Help())
