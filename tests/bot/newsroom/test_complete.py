"""Articles offered to who types: from memory, and never what is gone."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from bot.app import open_app
from bot.newsroom.complete import LIBRARIES
from bot.newsroom.desk import Newsroom
from bot.newsroom.library import LibraryRef
from bot.settings import Settings
from tests.bot.post import add_article
from tests.storage.texts import statement

HERE = LibraryRef.guild(1)


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncGenerator[Newsroom]:
    """A newsroom with one article."""
    settings = Settings(database=f"sqlite+aiosqlite:///{tmp_path / 'record.db'}", processes=0)
    async with open_app(settings) as app:
        await add_article(app.newsroom, statement("the bridge will stay closed"), HERE)
        yield app.newsroom


async def test_what_came_is_offered_at_once_and_what_went_is_not(newsroom: Newsroom) -> None:
    (first,) = await newsroom.complete_articles(HERE, "")
    await add_article(newsroom, statement("the gate will be mended"), HERE)
    assert len(await newsroom.complete_articles(HERE, "")) == 2
    await newsroom.remove_article(HERE, first.source.article_id, by=1)
    (second,) = await newsroom.complete_articles(HERE, "")
    assert second.source.article_id != first.source.article_id


async def test_a_guild_is_offered_nothing_of_anothers(newsroom: Newsroom) -> None:
    assert await newsroom.complete_articles(HERE, "")
    assert await newsroom.complete_articles(LibraryRef.guild(2), "") == []


async def test_no_more_libraries_are_kept_in_memory_than_are_asked_of_late(
    newsroom: Newsroom,
) -> None:
    for guild in range(2, LIBRARIES + 4):
        await newsroom.complete_articles(LibraryRef.guild(guild), "")
    assert len(newsroom.offered) == LIBRARIES
    assert await newsroom.complete_articles(HERE, "")
