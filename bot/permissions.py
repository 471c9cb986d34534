"""What the bot needs in a channel to brief there, and which of it is missing."""

import discord

from bot.sending import CannotSend, Manner

Written = discord.TextChannel | discord.VoiceChannel | discord.StageChannel | discord.Thread
Channel = Written | discord.ForumChannel

_NEEDED = ("view_channel", "send_messages", "embed_links", "read_message_history")


def check_permissions(channel: Channel, manner: Manner) -> None:
    """Raise CannotSend, naming the first permission that is missing."""
    allowed = channel.permissions_for(channel.guild.me)
    for name in _needed(channel, manner):
        if not getattr(allowed, name):
            raise CannotSend(f"error.channel.missing.{name}")
    if manner.thread and not isinstance(channel, discord.TextChannel | discord.ForumChannel):
        raise CannotSend("error.channel.no_threads")
    role = pinged(channel.guild, manner)
    if role is not None and not (role.mentionable or allowed.mention_everyone):
        raise CannotSend("error.channel.missing.mention_everyone")


def pinged(guild: discord.Guild, manner: Manner) -> discord.Role | None:
    """The role to ping, while it exists; never everyone."""
    role = guild.get_role(manner.ping_role_id or 0)
    return None if role is None or role.is_default() else role


def _needed(channel: Channel, manner: Manner) -> tuple[str, ...]:
    """Sending in a thread is a permission of its own, which Send Messages does not give."""
    needed = (*_NEEDED, "attach_files") if manner.picture else _NEEDED
    if isinstance(channel, discord.ForumChannel):
        return (*needed, "send_messages_in_threads")
    if isinstance(channel, discord.Thread):
        return tuple(
            "send_messages_in_threads" if name == "send_messages" else name for name in needed
        )
    if manner.thread:
        return (*needed, "create_public_threads", "send_messages_in_threads")
    return needed
