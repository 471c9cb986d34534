"""Briefings in the simulated Discord: posted by hand, at set times, changed, refused."""

from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import discord
import pytest
from simcord.builders import ChannelHandle

from bot.app import App, open_app
from bot.courier import Courier
from bot.discord_sender import DiscordSender
from bot.sending import CannotSend
from bot.settings import Settings
from bot.show.actions import AboutBriefing
from bot.show.briefing import briefing_cards
from bot.show.cards import Button
from tests.bot.post import TurnedClock, add_article
from tests.cogs.stage import Stage, button, components, options, text_of
from tests.storage.texts import statement

TEXT_FIELD = 4  # a component's type; the others are menus
START = datetime(2026, 1, 1, tzinfo=UTC)  # where simcord's clock stands; a Thursday


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock(START)


@pytest.fixture
async def app(tmp_path: Path, clock: TurnedClock) -> AsyncGenerator[App]:
    """The app by a clock that the tests turn."""
    settings = Settings(database=f"sqlite+aiosqlite:///{tmp_path / 'record.db'}", processes=0)
    async with open_app(settings, clock) as app:
        yield app


@pytest.fixture
async def stage(empty_stage: Stage) -> Stage:
    """The bot with two articles in its guild's library, whose quotes and events are known."""
    newsroom, library = empty_stage.app.newsroom, empty_stage.library
    await add_article(newsroom, statement("the bridge will stay closed"), library)
    ferry = statement("the ferry sails on Monday", "Ben Okafor", outlet="Coast Radio")
    await add_article(newsroom, ferry, library)
    return empty_stage


async def schedule(stage: Stage, times: str = "08:00", **more: Any) -> str:
    """What the moderator reads after scheduling a briefing."""
    result = await stage.moderator.slash(stage.channel, "briefing schedule", times=times, **more)
    assert result.response is not None
    return text_of(result.response)


async def wake(stage: Stage) -> None:
    """What the alarm clock does."""
    await Courier(stage.app.newsroom, DiscordSender(stage.bot)).run_due()


async def only_schedule(stage: Stage) -> str:
    (line,) = (await stage.app.newsroom.schedules(stage.library)).lines
    return line.public_id


async def test_now_posts_what_is_new_with_sources_and_reactions(stage: Stage) -> None:
    result = await stage.moderator.slash(stage.channel, "briefing now")
    assert result.response is not None
    assert result.response.ephemeral
    assert "Sent" in text_of(result.response)
    shown = stage.last_text()
    assert "what 2 new articles say" in shown
    assert "the bridge will stay closed" in shown
    assert "Coast Radio" in shown
    assert "16 March 2022" in shown


async def test_now_again_says_that_nothing_is_new(stage: Stage, clock: TurnedClock) -> None:
    await stage.moderator.slash(stage.channel, "briefing now")
    clock.turn(minutes=1)
    await stage.moderator.slash(stage.channel, "briefing now")
    assert "Nothing new has come into the record." in stage.last_text()


async def test_a_quote_opens_in_its_paragraph_and_the_button_tells_about_the_briefing(
    stage: Stage,
) -> None:
    await stage.moderator.slash(stage.channel, "briefing now")
    posted = stage.last()
    chosen = await stage.member.select(posted, [options(posted)[0]["value"]])
    assert chosen.response is not None
    assert "**" in text_of(chosen.response)
    about = await stage.member.click(posted, label="About this briefing")
    assert about.response is not None
    assert "1 message" in text_of(about.response)


async def test_a_scheduled_briefing_arrives_at_its_local_time(
    stage: Stage, clock: TurnedClock
) -> None:
    shown = await schedule(stage, "9:00", zone="europe/berlin", days="weekdays")
    assert "09:00, weekdays, Europe/Berlin" in shown
    assert "In #on-record" in shown
    assert f"<t:{int((START + timedelta(hours=8)).timestamp())}:f>" in shown
    before = len(stage.channel.history())
    clock.turn(hours=7, minutes=59)
    await wake(stage)
    assert len(stage.channel.history()) == before
    clock.turn(minutes=1)
    await wake(stage)
    await wake(stage)
    assert len(stage.channel.history()) == before + 1
    assert "the bridge will stay closed" in stage.last_text()


async def test_the_moderators_whole_way(stage: Stage, clock: TurnedClock) -> None:
    await schedule(stage)
    listed = await stage.moderator.slash(stage.channel, "briefing list")
    assert listed.response is not None
    assert "08:00, every day, UTC" in text_of(listed.response)
    opened = await stage.moderator.select(listed.response, [options(listed.response)[0]["value"]])
    assert opened.response is not None
    paused = await stage.moderator.click(
        opened.response, custom_id=button(opened.response, "Pause")
    )
    assert "Paused" in text_of(paused.response or opened.response)
    assert (await stage.app.newsroom.schedules(stage.library)).lines[0].paused
    briefing = await only_schedule(stage)
    await stage.moderator.slash(stage.channel, "briefing resume", briefing=briefing)
    clock.turn(hours=8)
    await wake(stage)
    history = await stage.moderator.slash(stage.channel, "briefing history")
    assert history.response is not None
    assert "Sent" in text_of(history.response)
    deleted = await stage.moderator.slash(stage.channel, "briefing delete", briefing=briefing)
    assert deleted.response is not None
    assert "The briefing is deleted" in text_of(deleted.response)
    assert (await stage.app.newsroom.schedules(stage.library)).lines == ()


async def new_briefing(stage: Stage, *filled: str, **options: Any) -> Any:
    """Fill in the form of /briefing new: times, days, about, style, whether to skip if empty."""
    form = await stage.moderator.slash(stage.channel, "briefing new", **options)
    return await filled_in(stage, form, *filled)


async def filled_in(stage: Stage, form: Any, *filled: str) -> Any:
    """The preview that answers the form."""
    assert form.modal is not None
    fields = [label["component"] for label in form.modal["components"]]
    assert len(fields) == 5
    values = [
        text if field["type"] == 4 else [text] for field, text in zip(fields, filled, strict=True)
    ]
    ids = [field["custom_id"] for field in fields]
    return await stage.moderator.submit_modal(form, dict(zip(ids, values, strict=True)))


def told(result: Any) -> Any:
    """The message that answers, also where the answer was deferred."""
    message = result.response or result.followups[0]
    assert message is not None
    return message


async def test_new_is_previewed_saved_edited_and_run_at_once(
    stage: Stage, clock: TurnedClock
) -> None:
    role = stage.guild.create_role("Readers")
    preview = told(
        await new_briefing(
            stage,
            "9:00",
            "weekdays",
            "Ben Okafor",
            "short",
            "yes",
            zone="Europe/Berlin",
            role=role,
        )
    )
    shown = text_of(preview)
    assert "not saved yet" in shown
    assert "09:00, weekdays, Europe/Berlin" in shown
    assert "About Ben Okafor" in shown
    assert "Pings a role" in shown
    assert "carry 2 statements" in shown  # of four
    assert (await stage.app.newsroom.schedules(stage.library)).lines == ()
    saved = told(await stage.moderator.click(preview, label="Save"))
    assert (await stage.app.newsroom.schedules(stage.library)).lines[0].about == "Ben Okafor"
    form = await stage.moderator.click(saved, label="Edit")
    again = told(await filled_in(stage, form, "10:00", "", "bridge", "full", "no"))
    assert "About bridge" in text_of(again)
    edited = told(await stage.moderator.click(again, label="Save"))
    (line,) = (await stage.app.newsroom.schedules(stage.library)).lines
    assert (f"{line.timetable.times[0]:%H:%M}", line.about, line.ping_role_id) == (
        "10:00",
        "bridge",
        role.id,
    )
    clock.turn(minutes=1)
    ran = told(await stage.moderator.click(edited, label="Run now"))
    assert "1 message" in text_of(ran)
    assert "the bridge will stay closed" in stage.last_text()
    assert "ferry" not in stage.last_text()


async def test_a_preview_may_be_forgotten(stage: Stage) -> None:
    preview = told(await new_briefing(stage, "8:00", "", "", "full", "yes"))
    dropped = told(await stage.moderator.click(preview, label="Forget it"))
    assert "Nothing was saved" in text_of(dropped)
    assert (await stage.app.newsroom.schedules(stage.library)).lines == ()


async def test_members_may_not_save_what_a_moderator_previewed(stage: Stage) -> None:
    await new_briefing(stage, "8:00", "", "", "full", "yes")
    assert "briefing new" not in stage.member.available_commands(stage.channel)


async def test_schedules_are_offered_while_typing(stage: Stage) -> None:
    await schedule(stage, "08:00")
    await schedule(stage, "18:30")
    offered = await stage.moderator.autocomplete(stage.channel, "briefing pause", "briefing", "18")
    assert [each["name"] for each in offered] == ["18:30, every day, UTC"]
    zones = await stage.moderator.autocomplete(
        stage.channel, "briefing schedule", "zone", "berl", times="8:00"
    )
    assert zones[0]["value"] == "Europe/Berlin"


async def test_the_form_schedules_too(stage: Stage) -> None:
    await stage.moderator.send(stage.channel, "!briefing")
    form = await stage.moderator.click(stage.last(), label="Open the form")
    assert form.modal is not None
    times, days, zone, channel = (
        label["component"]["custom_id"] for label in form.modal["components"]
    )
    sent = await stage.moderator.submit_modal(
        form, {times: "7 am", days: "Mon, Thu", zone: "", channel: [stage.channel]}
    )
    assert sent.response is not None
    assert "07:00, Monday, Thursday, UTC" in text_of(sent.response)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"times": "25:00"}, "“25:00” is no time of day"),
        ({"zone": "Mars/Olympus"}, "There is no time zone “Mars/Olympus”"),
        ({"days": "someday"}, "“someday” names no days"),
    ],
)
async def test_what_cannot_be_read_is_told(stage: Stage, more: dict[str, str], told: str) -> None:
    assert told in await schedule(stage, **more)
    assert len(stage.env.errors) == 1


async def test_a_channel_that_the_bot_may_not_write_to_is_named_when_set_up(stage: Stage) -> None:
    closed = closed_channel(stage, send_messages=False)
    assert "Give it Send Messages there" in await schedule(stage, channel=closed)
    assert (await stage.app.newsroom.schedules(stage.library)).lines == ()
    assert len(stage.env.errors) == 1


async def test_members_are_refused_in_code_too(stage: Stage) -> None:
    await stage.member.send(stage.channel, "!briefing")
    assert "Only moderators may do this" in stage.last_text()
    await stage.moderator.send(stage.channel, "!briefing")
    refused = await stage.member.click(stage.last(), label="Open the form")
    assert refused.response is not None
    assert "Only moderators may do this" in text_of(refused.response)
    assert len(stage.env.errors) == 1
    assert "briefing now" not in stage.member.available_commands(stage.channel)


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
    first = await sender.send(forum.id, card, nonce="0123456789ab.0")
    post = stage.bot.get_channel(first)
    assert isinstance(post, discord.Thread)
    assert post.name == "Briefing: what 2 new articles say"
    mark, following = AboutBriefing("0123456789ab", "0"), AboutBriefing("0123456789ab", "1")
    assert await sender.find(forum.id, mark, clock.now) == first
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
    first = await DiscordSender(stage.bot).send(forum.id, card, nonce="0123456789ab.0")
    post = stage.bot.get_channel(first)
    assert isinstance(post, discord.Thread)
    assert [tag.name for tag in post.applied_tags] == ["Briefing"]


async def test_an_announcement_is_published_and_an_ordinary_message_is_not(stage: Stage) -> None:
    news = stage.guild.create_news_channel("announcements")
    sender = DiscordSender(stage.bot)
    found = await stage.app.newsroom.brief(stage.library)
    card, *_ = briefing_cards(found, delivery_id="0123456789ab")
    for channel, published in ((news, True), (stage.channel, False)):
        sent = await sender.send(channel.id, card, nonce=f"0123456789ab.{channel.id % 7}")
        await sender.publish(channel.id, sent)
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
        stage.channel.id, card, nonce="0123456789ab.0", ping_role_id=role.id
    )
    assert f"<@&{role.id}>" in stage.last_text()
    assert [mentioned.id for mentioned in stage.last().role_mentions] == [role.id]
    assert not stage.last().mention_everyone
    assert len(components(stage.last())) <= 40


def closed_channel(stage: Stage, **permissions: bool) -> ChannelHandle:
    """A channel in which the bot lacks these permissions."""
    overwrite = discord.PermissionOverwrite(**permissions)
    return stage.guild.create_text_channel(
        "closed", overwrites={stage.guild.default_role: overwrite}
    )
