"""The bot's own hand in its channels: what it needs there, forums, threads, tags, pings."""

from dataclasses import replace

import discord
import pytest

from bot.discord_sender import DiscordSender
from bot.sending import CannotSend, Manner
from bot.show.actions import AboutBriefing
from bot.show.briefing import briefing_cards
from bot.show.cards import Button
from tests.bot.post import TurnedClock
from tests.cogs.briefings import app, clock, stage
from tests.cogs.stage import Stage, closed_channel, components

__all__ = ["app", "clock", "stage"]


@pytest.mark.parametrize("permission", ["view_channel", "embed_links", "read_message_history"])
async def test_each_missing_permission_is_named(stage: Stage, permission: str) -> None:
    closed = closed_channel(stage, **{permission: False})
    with pytest.raises(CannotSend) as caught:
        await DiscordSender(stage.bot).check(closed.id)
    assert caught.value.key == f"error.channel.missing.{permission}"
    assert not caught.value.gone


async def test_a_channel_that_is_gone_or_no_place_for_briefings(stage: Stage) -> None:
    sender = DiscordSender(stage.bot)
    with pytest.raises(CannotSend) as caught:
        await sender.check(123456789)
    assert (caught.value.key, caught.value.gone) == ("error.channel.gone", True)
    category = stage.guild.create_category("rooms")
    with pytest.raises(CannotSend) as caught:
        await sender.check(category.id)
    assert caught.value.key == "error.channel.kind"


async def test_a_forum_gets_a_post_for_each_briefing_which_is_found_again(
    stage: Stage, clock: TurnedClock
) -> None:
    forum = stage.guild.create_forum_channel("forum")
    sender = DiscordSender(stage.bot)
    await sender.check(forum.id)
    found = await stage.app.newsroom.brief(stage.library)
    card, *_ = briefing_cards(found, delivery_id="0123456789ab")
    sent = await sender.send(forum.id, card, nonce="0123456789ab.0")
    first = sent.message_id
    assert sent.place_id == first
    post = stage.bot.get_channel(first)
    assert isinstance(post, discord.Thread)
    assert post.name == "Briefing: what 2 new articles say"
    mark, following = AboutBriefing("0123456789ab", "0"), AboutBriefing("0123456789ab", "1")
    assert await sender.find(forum.id, mark, clock.now) == sent
    assert await sender.find(forum.id, following, clock.now, first) is None
    rest = replace(card, buttons=(Button("About this briefing", following),))
    second = await sender.send(forum.id, rest, nonce="0123456789ab.1", first_id=first)
    assert await sender.find(forum.id, following, clock.now, first) == second
    assert len([message async for message in post.history()]) == 2


async def test_a_forums_own_tag_for_briefings_is_put_on_the_post(stage: Stage) -> None:
    forum = stage.bot.get_channel(stage.guild.create_forum_channel("forum").id)
    assert isinstance(forum, discord.ForumChannel)
    for name in ("News", "Briefing"):
        await forum.create_tag(name=name)
    found = await stage.app.newsroom.brief(stage.library)
    card, *_ = briefing_cards(found, delivery_id="0123456789ab")
    sent = await DiscordSender(stage.bot).send(forum.id, card, nonce="0123456789ab.0")
    post = stage.bot.get_channel(sent.message_id)
    assert isinstance(post, discord.Thread)
    assert [tag.name for tag in post.applied_tags] == ["Briefing"]


async def test_an_announcement_is_published_and_an_ordinary_message_is_not(stage: Stage) -> None:
    news = stage.guild.create_news_channel("announcements")
    sender = DiscordSender(stage.bot)
    found = await stage.app.newsroom.brief(stage.library)
    card, *_ = briefing_cards(found, delivery_id="0123456789ab")
    for channel, published in ((news, True), (stage.channel, False)):
        sent = await sender.send(channel.id, card, nonce=f"0123456789ab.{channel.id % 7}")
        await sender.publish(channel.id, sent.message_id)
        assert channel.last_message is not None
        flags = channel.last_message.flags  # simcord sets the second of the two
        assert (flags.crossposted or flags.is_crossposted) is published


async def test_a_part_is_found_in_the_channel_by_its_button(
    stage: Stage, clock: TurnedClock
) -> None:
    sender = DiscordSender(stage.bot)
    found = await stage.app.newsroom.brief(stage.library)
    card, *_ = briefing_cards(found, delivery_id="0123456789ab")
    sent = await sender.send(stage.channel.id, card, nonce="0123456789ab.0")
    mark = AboutBriefing("0123456789ab", "0")
    assert await sender.find(stage.channel.id, mark, clock.now) == sent
    assert (
        await sender.find(stage.channel.id, AboutBriefing("0123456789ab", "1"), clock.now) is None
    )


async def test_a_role_is_pinged_and_nobody_else(stage: Stage) -> None:
    role = stage.guild.create_role("Readers")
    found = await stage.app.newsroom.brief(stage.library)
    card, *_ = briefing_cards(found, delivery_id="0123456789ab")
    await DiscordSender(stage.bot).send(
        stage.channel.id, card, nonce="0123456789ab.0", manner=Manner(ping_role_id=role.id)
    )
    assert f"<@&{role.id}>" in stage.last_text()
    assert [mentioned.id for mentioned in stage.last().role_mentions] == [role.id]
    assert not stage.last().mention_everyone
    assert len(components(stage.last())) <= 40
