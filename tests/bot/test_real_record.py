"""The four real articles in one library: wordings across them, and what a question brings.

Expectations come from tests/labels. Skipped where the articles are absent.
"""

import asyncio
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.app import open_app
from bot.newsroom.answers import QuotesFound
from bot.newsroom.library import LibraryRef
from bot.newsroom.uploads import Upload
from bot.settings import Settings
from storage import quotes
from storage.records import QuoteInArticle
from tests.labels.labelled import FILES, LabelledArticle, labelled_article, read_wordings
from tests.labels.measuring import FOUND_FROM, overlap

LIBRARY = LibraryRef.local("real articles")


class Record(NamedTuple):
    """What the library holds, and what `quote war criminal` finds in it."""

    kept: list[QuoteInArticle]
    found: QuotesFound


@pytest.fixture(scope="module")
def articles() -> list[LabelledArticle]:
    """The labelled articles."""
    return [labelled_article(path) for path in FILES]


@pytest.fixture(scope="module")
def record(articles: list[LabelledArticle], tmp_path_factory: pytest.TempPathFactory) -> Record:
    """A library into which the four were brought."""
    return asyncio.run(bring(articles, tmp_path_factory.mktemp("record") / "record.db"))


async def bring(articles: list[LabelledArticle], database: Path) -> Record:
    """Ingest the articles, and ask."""
    settings = Settings(database=f"sqlite+aiosqlite:///{database}", processes=0)
    uploads = [Upload(article.path.name, article.path.read_bytes()) for article in articles]
    async with open_app(settings) as app:
        report = await app.newsroom.ingest(LIBRARY, uploads, by=None)
        assert report.added == len(articles)
        library = await app.newsroom.library(LIBRARY)
        async with app.database.read() as session:
            records = await quotes.all_of(session, library)
            kept = [await quotes.in_article(session, library, each.public_id) for each in records]
        found = await app.newsroom.quote(LIBRARY, "war criminal")
    assert isinstance(found, QuotesFound)
    return Record(kept, found)


def groups_of_units(record: Record, articles: list[LabelledArticle]) -> dict[str, str]:
    """For each unit that was found, the group of wordings that its quote is in."""
    groups: dict[str, str] = {}
    for article in articles:
        here = [each for each in record.kept if each.article.text == article.text]
        for unit in article.labels["units"]:
            best = max(here, key=lambda each, unit=unit: overlap(each.spans, unit))
            if overlap(best.spans, unit) >= FOUND_FROM:
                groups[unit["id"]] = best.quote.group or best.quote.public_id
    return groups


def test_wordings_of_one_statement_are_variants_of_one_quote(
    record: Record, articles: list[LabelledArticle]
) -> None:
    groups = groups_of_units(record, articles)
    apart = [
        pair
        for wording in read_wordings()["same"]
        if wording["required"]
        for pair in combinations(wording["units"], 2)
        if pair[0][:3] != pair[1][:3] and len({groups.get(unit, unit) for unit in pair}) > 1
    ]
    assert not apart


def test_statements_that_look_alike_are_kept_apart(
    record: Record, articles: list[LabelledArticle]
) -> None:
    groups = groups_of_units(record, articles)
    assert groups
    joined = [
        (one, other)
        for one, other in read_wordings()["different"]
        if one in groups and groups[one] == groups.get(other)
    ]
    assert not joined


def test_war_criminal_brings_what_biden_said(record: Record) -> None:
    speakers = [line.speaker for line in record.found.lines]
    assert speakers.count("Joe Biden") > len(speakers) / 2
    assert speakers[0] == "Joe Biden"
