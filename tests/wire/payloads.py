"""What Discord writes on the wire, as far as discord.py reads it."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

BOT_ID, OWNER_ID = 900, 901
TEXT, ANNOUNCEMENT, PUBLIC_THREAD, NEWS_THREAD, FORUM = 0, 5, 11, 10, 15
DISCORD_EPOCH = 1_420_070_400_000

Payload = dict[str, Any]

ALL_PERMISSIONS = str((1 << 50) - 1)


def answer(
    data: object, status: int = 200, headers: Mapping[str, str] | None = None
) -> web.Response:
    """JSON, its type without a charset: discord.py takes no other for JSON."""
    kind = {"Content-Type": "application/json"}
    return web.Response(
        body=json.dumps(data).encode(), status=status, headers={**kind, **(headers or {})}
    )


def snowflake(at: datetime, number: int) -> int:
    """An id that tells its time, as Discord's do."""
    return (int(at.timestamp() * 1000) - DISCORD_EPOCH << 22) | (number & 0x3FFFFF)


def user(user_id: int, name: str, *, bot: bool = False) -> Payload:
    """A user."""
    return {
        "id": str(user_id),
        "username": name,
        "global_name": name,
        "discriminator": "0",
        "avatar": None,
        "bot": bot,
    }


BOT = user(BOT_ID, "On Record", bot=True)


def guild(guild_id: int, channels: list[Payload], threads: list[Payload]) -> Payload:
    """A guild in which everybody may do everything, as GUILD_CREATE tells it."""
    joined = datetime(2022, 1, 1, tzinfo=UTC).isoformat()
    me: Payload = {"user": BOT, "roles": [], "joined_at": joined, "flags": 0}
    me |= {"deaf": False, "mute": False}
    everyone = {
        "id": str(guild_id),
        "name": "@everyone",
        "permissions": ALL_PERMISSIONS,
        "position": 0,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }
    return {
        "id": str(guild_id),
        "name": f"Guild {guild_id}",
        "owner_id": str(OWNER_ID),
        "roles": [everyone],
        "members": [me],
        "channels": channels,
        "threads": threads,
        "emojis": [],
        "stickers": [],
        "features": [],
        "member_count": 2,
        "large": False,
        "unavailable": False,
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "afk_timeout": 300,
        "afk_channel_id": None,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "preferred_locale": "en-US",
        "joined_at": joined,
        "icon": None,
        "banner": None,
        "splash": None,
        "discovery_splash": None,
        "description": None,
        "vanity_url_code": None,
        "application_id": None,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
    }


def message(message_id: int, channel_id: int, at: datetime, sent: Payload) -> Payload:
    """A message of the bot's, as it was sent."""
    return {
        "id": str(message_id),
        "channel_id": str(channel_id),
        "author": BOT,
        "content": sent.get("content") or "",
        "timestamp": at.isoformat(),
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "components": sent.get("components", []),
        "flags": sent.get("flags", 0),
        "pinned": False,
        "type": 0,
    }


def custom_ids(components: list[Payload]) -> list[str]:
    """The custom ids of components and of all within them."""
    found: list[str] = []
    for component in components:
        found += [component["custom_id"]] if "custom_id" in component else []
        found += custom_ids(component.get("components", []))
        found += custom_ids([component["accessory"]] if "accessory" in component else [])
    return found
