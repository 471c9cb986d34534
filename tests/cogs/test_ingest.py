"""Articles brought in through Discord: files, pasted text, and what cannot be taken."""

from typing import Any

import pytest

from tests.cogs.articles import COAST, FERRY
from tests.cogs.stage import Stage, labels, text_of


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
    progress = [str(edit.json) for edit in edits[:-1]]
    assert len(progress) == 9
    assert all(f"Reading: {done} of 10 done" in progress[done - 1] for done in range(1, 10))


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
