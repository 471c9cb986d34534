"""Articles brought in through Discord: files, pasted text, and what cannot be taken."""

import asyncio
import re
from typing import Any, cast

import discord
import pytest

from bot.show.actions import StopWork
from bot.show.actions import read as read_action
from bot.show.articles import progress_card
from bot.show.discord_view import PRESS, to_view
from cogs.ingest import Ingest
from tests.cogs.archives import archive
from tests.cogs.articles import COAST, FERRY
from tests.cogs.stage import Stage, button, labels, text_of


async def bring(stage: Stage, name: str, data: bytes, **options: str) -> str:
    """What the moderator reads after bringing a file."""
    result = await stage.moderator.slash(stage.channel, "ingest", file=(name, data), **options)
    assert result.response is not None
    return text_of(result.response)


async def test_a_file_becomes_answers(empty_stage: Stage) -> None:
    shown = await bring(empty_stage, "ferry.txt", FERRY.encode(), outlet="The Harbour Post")
    assert "1 article added" in shown
    assert "The Harbour Post: Ferry strike enters second week" in shown
    await empty_stage.member.send(empty_stage.channel, "!who Mira")
    assert "“We will not sail on Friday," in empty_stage.last_text()


async def test_the_same_file_again_changes_nothing(empty_stage: Stage) -> None:
    await bring(empty_stage, "ferry.txt", FERRY.encode())
    shown = await bring(empty_stage, "again.txt", FERRY.encode())
    assert "1 on record already" in shown
    await empty_stage.member.send(empty_stage.channel, "!articles")
    assert "1 article" in empty_stage.last_text()


async def test_what_another_server_has_is_new_here(stage: Stage) -> None:
    other = stage.env.create_guild("Elsewhere")
    channel = other.create_text_channel("general")
    owner = other.add_member(other.owner)
    result = await owner.slash(channel, "ingest", file=("ferry.txt", FERRY.encode()))
    assert result.response is not None
    assert "1 article added" in text_of(result.response)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("empty.txt", b"", "“empty.txt” holds no text"),
        ("blank.txt", b" \n\t ", "“blank.txt” holds no text"),
        ("photo.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "“photo.png” is not text"),
        ("huge.txt", b"word " * 10_000_000, "“huge.txt” is too large: 50,000,000 bytes"),
    ],
)
async def test_what_cannot_be_read_is_told_with_its_reason(
    empty_stage: Stage, name: str, data: bytes, told: str
) -> None:
    shown = await bring(empty_stage, name, data)
    assert "1 not taken" in shown
    assert told in shown


async def test_an_article_in_another_language_is_kept_and_said_not_to_be_read(
    empty_stage: Stage,
) -> None:
    text = (
        "Fährstreik geht in die zweite Woche\n\n„Wir werden am Freitag nicht fahren“, sagte die "
        "Vorsitzende der Gewerkschaft am Mittwoch im Hafen. Die Reederei wollte sich dazu nicht "
        "äußern, und die Gespräche sollen in der kommenden Woche weitergehen."
    )
    shown = await bring(empty_stage, "streik.txt", text.encode())
    assert "1 article added" in shown
    assert "not read for people and quotes" in shown


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + FERRY.replace("\n", "\r\n").encode(),
        FERRY.replace("islander.", "islander\x00.").encode(),
    ],
    ids=["byte-order mark and CRLF", "NUL"],
)
async def test_odd_bytes_are_read_all_the_same(empty_stage: Stage, data: bytes) -> None:
    assert "1 article added" in await bring(empty_stage, "ferry.txt", data)
    await empty_stage.member.send(empty_stage.channel, "!quote sail on Friday")
    assert "Mira Tolland" in empty_stage.last_text()


async def test_a_day_that_is_none_is_told_before_anything_is_read(empty_stage: Stage) -> None:
    result = await empty_stage.moderator.slash(
        empty_stage.channel, "ingest", file=("ferry.txt", FERRY.encode()), published="soon"
    )
    assert result.response is not None
    assert result.response.ephemeral
    assert "“soon” is no day I understand" in text_of(result.response)
    assert len(empty_stage.env.errors) == 1


def fields(modal: dict[str, Any] | None) -> list[str]:
    """The custom ids of a form's fields: files, text, headline, outlet, day."""
    assert modal is not None
    return [label["component"]["custom_id"] for label in modal["components"]]


async def test_pasted_text_goes_in_through_the_form(empty_stage: Stage) -> None:
    shown = await empty_stage.moderator.slash(empty_stage.channel, "ingest")
    _, text, headline, outlet, day = fields(shown.modal)
    body = FERRY.split("\n\n", 2)[2]
    values = {text: body, headline: "Ferries idle", outlet: "Coast Radio", day: "2022-03-16"}
    sent = await empty_stage.moderator.submit_modal(shown, values)
    assert sent.response is not None
    told = text_of(sent.response)
    assert "Coast Radio: Ferries idle" in told
    assert "16 March 2022 (as given by whoever added it)" in told


async def test_several_files_go_in_through_the_form_and_a_broken_one_alone_is_refused(
    empty_stage: Stage,
) -> None:
    await empty_stage.moderator.send(empty_stage.channel, "!ingest")
    assert labels(empty_stage.last()) == ["Open the form"]
    shown = await empty_stage.moderator.click(empty_stage.last(), label="Open the form")
    files = [("ferry.txt", FERRY.encode()), ("empty.txt", b""), ("coast.txt", COAST.encode())]
    sent = await empty_stage.moderator.submit_modal(shown, {fields(shown.modal)[0]: files})
    assert sent.response is not None
    told = text_of(sent.response)
    assert "2 articles added, 1 not taken" in told
    assert "“empty.txt” holds no text" in told


async def test_ten_files_go_in_at_once_and_progress_is_told(empty_stage: Stage) -> None:
    shown = await empty_stage.moderator.slash(empty_stage.channel, "ingest")
    texts = [FERRY.replace("second week", f"week {week}") for week in range(2, 12)]
    files = [(f"{week}.txt", text.encode()) for week, text in enumerate(texts)]
    sent = await empty_stage.moderator.submit_modal(shown, {fields(shown.modal)[0]: files})
    assert sent.response is not None
    told = text_of(sent.response)
    assert "10 articles added" in told
    assert all(f"Ferry strike enters week {week}" in told for week in range(2, 12))
    edits = [each for each in empty_stage.env.http_requests if each.method == "PATCH"]
    assert len(edits) == 2  # however quick it is, progress is told every few seconds at most
    assert re.search(r"Reading: [1-9] of 10 done", str(edits[0].json))


async def test_the_articles_of_an_archive_go_in_and_what_is_wrong_in_it_is_told(
    empty_stage: Stage,
) -> None:
    members = {"ferry.txt": FERRY, "sub/coast.txt": COAST, "sub/empty.txt": "", "more.zip": "PK"}
    shown = await bring(empty_stage, "news.zip", archive(members), outlet="Island Times")
    assert "2 articles added, 2 not taken" in shown
    assert shown.count("Island Times: ") == 2
    assert "“sub/empty.txt” holds no text" in shown
    assert "“more.zip” is an archive within the archive" in shown


async def test_an_archive_that_swells_is_refused(empty_stage: Stage) -> None:
    shown = await bring(empty_stage, "zeros.zip", archive({"zeros.txt": bytes(20_000_000)}))
    assert "1 not taken" in shown
    assert "“zeros.zip” would unpack to far more than articles are" in shown


async def told_with(stage: Stage, label: str) -> discord.Message:
    """The channel's latest message as soon as it has a button with this label."""
    for _ in range(6_000):
        if (message := stage.channel.last_message) and label in labels(message):
            return message
        await asyncio.sleep(0.005)
    raise AssertionError(label)


async def test_an_ingest_is_stopped_by_its_button_and_goes_on_when_brought_again(
    empty_stage: Stage,
) -> None:
    texts = [FERRY.replace("second week", f"week {week}") for week in range(2, 42)]
    data = archive({f"{week}.txt": text for week, text in enumerate(texts)})
    bringing = asyncio.create_task(bring(empty_stage, "weeks.zip", data))
    message = await told_with(empty_stage, "Stop")
    # Nobody can press in the simulated Discord while a command is being done: do what it does.
    action = read_action(button(message, "Stop").removeprefix(PRESS))
    cog = cast(Ingest, empty_stage.bot.get_cog("Ingest"))
    assert isinstance(action, StopWork)
    assert cog.works.stop(action.key)
    assert "Stopped before the end" in await bringing
    shown = await bring(empty_stage, "weeks.zip", data)
    counts = re.search(r"(\d+) articles? added, (\d+) on record already", shown)
    assert counts is not None
    assert int(counts[1]) + int(counts[2]) == len(texts)


async def test_the_button_of_an_ingest_that_is_over_says_so(empty_stage: Stage) -> None:
    card = progress_card(1, 2, stop=StopWork("over"))
    channel = empty_stage.bot.get_partial_messageable(empty_stage.channel.id)
    sent = await channel.send(view=to_view(card, empty_stage.bot.long_ids))
    pressed = await empty_stage.moderator.click(sent, label="Stop")
    assert pressed.response is not None
    assert "This is not going on any more" in text_of(pressed.response)


async def test_a_file_over_the_operators_limit_is_not_even_fetched(empty_stage: Stage) -> None:
    empty_stage.app.newsroom.reading.max_bytes = 100
    shown = await bring(empty_stage, "ferry.txt", FERRY.encode())
    assert "“ferry.txt” is too large: 677 bytes, and at most 100 are taken" in shown


async def test_a_file_that_discord_does_not_hand_over_is_told(
    empty_stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(_url: str) -> None:
        """What the simulated store holds under an address: nothing any more."""

    monkeypatch.setattr(empty_stage.env.backend.cdn, "get", lost)
    shown = await bring(empty_stage, "ferry.txt", FERRY.encode())
    assert "1 not taken" in shown
    assert "Discord did not hand over “ferry.txt”" in shown


async def test_an_empty_form_is_told_so(empty_stage: Stage) -> None:
    shown = await empty_stage.moderator.slash(empty_stage.channel, "ingest")
    sent = await empty_stage.moderator.submit_modal(shown, {})
    assert sent.response is not None
    assert "Nothing was brought" in text_of(sent.response)


async def test_a_member_may_not_bring_articles_to_a_server(empty_stage: Stage) -> None:
    await empty_stage.member.send(empty_stage.channel, "!ingest")
    assert "Only moderators may do this" in empty_stage.last_text()
    assert len(empty_stage.env.errors) == 1
