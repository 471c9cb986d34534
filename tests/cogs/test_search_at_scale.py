"""A hundred thousand quotes in a guild's record: asked, completed, and seen by nobody else."""

from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from storage import libraries
from storage.records import LibraryKind
from tests.bench.search_database import BASE, add_quotes, sentences, speaker_name
from tests.cogs.stage import Stage, text_of

QUOTES = 100_000
RARE = "The drawbridge keeper counted forty swans before the ministry called"


@pytest.fixture
async def archive(stage: Stage) -> Stage:
    """The stage with a hundred thousand more quotes, and a phrase that only one of them has."""
    database = stage.app.database
    path = Path(make_url(database.address).database or "")
    async with database.read() as session:
        found = await libraries.find(session, LibraryKind.GUILD, str(stage.guild.id))
    assert found is not None
    texts = [RARE, *sentences(QUOTES - 1)]
    add_quotes(path, found.id, enumerate(texts, BASE), people=True)
    await stage.app.newsroom.search.save()
    return stage


async def test_half_a_phrase_and_half_a_name_are_found_and_stay_in_the_guild(
    archive: Stage,
) -> None:
    stage = archive
    speaker = speaker_name(4)
    given, family = speaker.split()
    quote_asked = {"words": "drawbrigde keeper counted forty swans"}
    await stage.member.slash(stage.channel, "quote", **quote_asked)
    assert "forty swans" in stage.last_text().replace("**", "")
    await stage.member.slash(stage.channel, "who", name=f"{family[:-1]}, {given}")
    assert speaker in stage.last_text()
    offered = await stage.member.autocomplete(stage.channel, "who", "name", f"{given} {family[:3]}")
    assert any(choice["name"].startswith(speaker) for choice in offered)
    assert len(await stage.member.autocomplete(stage.channel, "who", "name", "")) == 25

    elsewhere = stage.env.create_guild("Elsewhere")
    channel = elsewhere.create_text_channel("general")
    stranger = elsewhere.add_member(stage.env.create_user("stranger"))
    await stranger.slash(channel, "quote", **quote_asked)
    assert "swans" not in text_of(channel.last_message).replace(quote_asked["words"], "")
    await stranger.slash(channel, "who", name=speaker)
    assert "quotes in" not in text_of(channel.last_message)
    for typed in ("", given[:2], speaker):
        assert await stranger.autocomplete(channel, "who", "name", typed) == []
