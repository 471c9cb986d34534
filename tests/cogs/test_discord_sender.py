"""The bot's own hand in its channels: what it needs there, forums, threads, tags, pings."""

from dataclasses import replace

import discord
import pytest

from bot.discord_sender import DiscordSender
from bot.picturing import digest_picture
from bot.sending import PLAIN, CannotSend, Manner, Sent, TryAgain
from bot.show.actions import AboutBriefing
from bot.show.briefing import briefing_cards
from bot.show.cards import Button, Card
from tests.bot.post import TurnedClock
from tests.cogs.briefings import app, clock, stage
from tests.cogs.stage import Stage, closed_channel, components

__all__ = ["app", "clock", "stage"]

GALLERY = 12
"""A component's type."""


NEEDED = ["view_channel", "send_messages", "embed_links", "read_message_history"]
FOR_MORE = ["attach_files", "create_public_threads", "send_messages_in_threads"]


@pytest.mark.parametrize("permission", [*NEEDED, *FOR_MORE])
async def test_each_missing_permission_is_named(stage: Stage, permission: str) -> None:
    closed = closed_channel(stage, **{permission: False})
    sender = DiscordSender(stage.bot)
    if permission in FOR_MORE:
        await sender.check(closed.id)  # it takes no more than is wanted
    with pytest.raises(CannotSend) as caught:
        await sender.check(closed.id, Manner(thread=True, picture=True))
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


async def test_a_role_that_may_not_be_mentioned_is_refused_when_set_up(stage: Stage) -> None:
    role = stage.guild.create_role("Readers", mentionable=False)
    closed = closed_channel(stage, mention_everyone=False)
    sender = DiscordSender(stage.bot)
    with pytest.raises(CannotSend) as caught:
        await sender.check(closed.id, Manner(ping_role_id=role.id))
    assert caught.value.key == "error.channel.missing.mention_everyone"
    anybody = stage.guild.create_role("Anybody", mentionable=True)
    await sender.check(closed.id, Manner(ping_role_id=anybody.id))


@pytest.mark.parametrize("which", ["everyone", "gone"])
async def test_everyone_and_a_role_that_is_gone_are_not_pinged(stage: Stage, which: str) -> None:
    role_id = stage.guild.id if which == "everyone" else 123456789
    await briefed(stage, Manner(ping_role_id=role_id))
    assert "@" not in stage.last_text()
    assert not stage.last().mention_everyone
    assert stage.last().role_mentions == []


async def test_a_briefing_goes_on_in_the_thread_under_its_first_message(
    stage: Stage, clock: TurnedClock
) -> None:
    sender, manner = DiscordSender(stage.bot), Manner(thread=True)
    card = await first_card(stage)
    first = await sender.send(stage.channel.id, card, nonce="0123456789ab.0", manner=manner)
    for _ in range(2):  # again after a crash
        await sender.open_thread(stage.channel.id, first.message_id, card.title)
    thread = stage.bot.get_channel(first.message_id)
    assert isinstance(thread, discord.Thread)
    assert (thread.name, thread.parent_id) == (card.title, stage.channel.id)
    mark = AboutBriefing("0123456789ab", "1")
    rest = replace(card, buttons=(Button("About this briefing", mark),))
    second = await sender.send(
        stage.channel.id,
        rest,
        nonce="0123456789ab.1",
        manner=manner,
        first_id=first.message_id,
    )
    assert second.place_id == thread.id
    found = await sender.find(stage.channel.id, mark, clock.now, first.message_id, manner)
    assert found == second


async def test_threads_are_not_asked_for_where_there_are_none(stage: Stage) -> None:
    voice = stage.guild.create_voice_channel("voice")
    with pytest.raises(CannotSend) as caught:
        await DiscordSender(stage.bot).check(voice.id, Manner(thread=True))
    assert caught.value.key == "error.channel.no_threads"


async def test_the_tags_that_moderators_chose_are_put_on_the_post(stage: Stage) -> None:
    forum = stage.bot.get_channel(stage.guild.create_forum_channel("forum").id)
    assert isinstance(forum, discord.ForumChannel)
    for name in ("News", "Briefing", "Harbour"):
        await forum.create_tag(name=name)
    chosen = tuple(tag.id for tag in forum.available_tags if tag.name != "Briefing")
    sent = await DiscordSender(stage.bot).send(
        forum.id, await first_card(stage), nonce="0123456789ab.0", manner=Manner(tags=chosen)
    )
    post = stage.bot.get_channel(sent.message_id)
    assert isinstance(post, discord.Thread)
    assert [tag.name for tag in post.applied_tags] == ["News", "Harbour"]


async def test_a_picture_goes_as_a_file_with_its_words(stage: Stage) -> None:
    found = await stage.app.newsroom.brief(stage.library)
    picture = await digest_picture(found.digest)
    assert picture is not None
    card = replace(await first_card(stage), picture=picture)
    await DiscordSender(stage.bot).send(stage.channel.id, card, nonce="0123456789ab.0")
    (file,) = stage.last().attachments
    assert (file.filename, file.description) == ("timeline.png", picture.alternative)
    assert any(each["type"] == GALLERY for each in components(stage.last()))


async def test_a_reply_stands_under_the_message_and_by_itself_where_that_is_gone(
    stage: Stage,
) -> None:
    sender, card = DiscordSender(stage.bot), await first_card(stage)
    sent = await briefed(stage)
    answer = await sender.reply(sent.place_id, sent.message_id, card, nonce="0123456789ac")
    assert stage.last().id == answer
    reference = stage.last().reference
    assert reference is not None
    assert reference.message_id == sent.message_id
    for gone in stage.channel.history():
        if gone.id == sent.message_id:
            await gone.delete()
    await sender.reply(sent.place_id, sent.message_id, card, nonce="0123456789ad")
    assert stage.last().id != answer


@pytest.mark.parametrize(
    ("status", "key"),
    [(400, "error.channel.refused"), (403, "error.channel.missing.send_messages")],
)
async def test_what_no_other_try_mends_says_what_to_look_at(
    stage: Stage, status: int, key: str
) -> None:
    card = await first_card(stage)
    stage.env.inject_error("POST", "/channels/*/messages", status=status, times=1)
    with pytest.raises(CannotSend) as caught:
        await DiscordSender(stage.bot).send(stage.channel.id, card, nonce="0123456789ab.0")
    assert caught.value.key == key
    assert not caught.value.gone


@pytest.mark.parametrize("status", [401, 503])
async def test_what_another_try_may_mend_is_told_from_a_refusal(stage: Stage, status: int) -> None:
    card = await first_card(stage)
    stage.env.inject_error("POST", "/channels/*/messages", status=status, times=1)
    with pytest.raises(TryAgain):
        await DiscordSender(stage.bot).send(stage.channel.id, card, nonce="0123456789ab.0")


async def first_card(stage: Stage) -> Card:
    """The first message of a briefing over all there is."""
    found = await stage.app.newsroom.brief(stage.library)
    return briefing_cards(found, delivery_id="0123456789ab")[0]


async def briefed(stage: Stage, manner: Manner = PLAIN) -> Sent:
    """A briefing in the channel."""
    card = await first_card(stage)
    sender = DiscordSender(stage.bot)
    return await sender.send(stage.channel.id, card, nonce="0123456789ab.0", manner=manner)
