"""A database filled with the items of the search benchmark, as the product would keep them."""

import asyncio
import itertools
import json
import random
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from storage import libraries
from storage.database import Database
from storage.types import LibraryId

PER_ARTICLE = 20
OUTLETS = 40
SPEAKERS = 2_000
BASE = 10_000_000
"""What is added to the rows of invented figures and people, so that they meet no others."""

FIRST_DAY = date(2015, 1, 1)

_ARTICLE = """INSERT INTO articles (id, public_id, fingerprint, text, reader_version,
    extractor_version, block_kinds, block_spans, timexes, outlet_id, published_day,
    published_basis, language, readable, notes)
    VALUES (?, ?, ?, '', 'r', 'e', '[]', '[]', '[]', ?, ?, 'stated', 'en', 1, '[]')"""
_MEMBER = """INSERT INTO memberships (library_id, article_id, name, added_at, generation)
    VALUES (?, ?, 'items', '2026-01-01 00:00:00.000000', ?)"""
_FIGURE = """INSERT INTO figures (id, article_id, kind, name, aliases, roles, mentions)
    VALUES (?, ?, 'person', ?, '[]', '[]', '[]')"""
_PERSON = """INSERT INTO people (id, public_id, library_id, kind, name)
    VALUES (?, ?, ?, 'person', ?)"""
_LINK = """INSERT INTO person_links (library_id, person_id, figure_id, certain)
    VALUES (?, ?, ?, 1)"""
_QUOTE = """INSERT INTO quotes (id, public_id, article_id, local_id, kind, pieces, spans, quoted,
    start, "end", speaker_figure_id, speaker, speaker_kind, speaker_certain, day_precision,
    day_basis)
    VALUES (?, ?, ?, ?, 'direct', ?, '[]', '[]', 0, 0, ?, ?, 'person', 1, 'unknown', 'unknown')"""


def public_id(item: int) -> str:
    """The public id that an item gets."""
    return f"{item:012d}"


def item_of(public_id: str) -> int:
    """The item with a public id."""
    return int(public_id)


def sentences(number: int) -> Iterator[str]:
    """Invented sentences, always the same, each with a word of its own."""
    chosen = random.Random(11)  # noqa: S311 always the same sentences
    letters = "abdefghiklmnoprstuvz"
    words = ["".join(chosen.choices(letters, k=chosen.randint(2, 9))) for _ in range(4_000)]
    weights = [1 / (rank + 1) for rank in range(len(words))]
    for at in range(number):
        yield " ".join([*chosen.choices(words, weights, k=12), f"x{at}"])


def outlet_of(item: int) -> str:
    """The outlet of an item that `fill` put in, where items count from 0."""
    return f"Outlet {(item // PER_ARTICLE + 1) % OUTLETS + 1}"


async def open_library(database: Database) -> LibraryId:
    """The library that holds the items."""
    async with database.write() as session:
        return (await libraries.for_cli(session)).id


def fill(path: Path, kind: str, items: Iterable[tuple[int, str]]) -> None:
    """Make a database and put items (id, text) in, each a quote or a person's name."""
    library = asyncio.run(_make(path))
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.executemany(
            "INSERT INTO outlets (id, name, domains) VALUES (?, ?, '[]')",
            [(outlet, f"Outlet {outlet}") for outlet in range(1, OUTLETS + 1)],
        )
        portions = _portions(items)
        if kind == "quotes":
            _people(connection, library)
        for article, portion in enumerate(portions, 1):
            _article(connection, library, article)
            if kind == "quotes":
                _quotes(connection, library, article, portion)
            else:
                _names(connection, library, article, portion)
        connection.execute("UPDATE libraries SET generation = 1 WHERE id = ?", (library,))
        connection.commit()
    connection.close()


def add_quotes(
    path: Path, library: LibraryId, items: Iterable[tuple[int, str]], *, people: bool = False
) -> None:
    """Add quotes in new articles to a database, and the invented people where they are not yet."""
    with sqlite3.connect(path) as connection:
        if people:
            _people(connection, library)
        (last,) = connection.execute("SELECT max(id) FROM articles").fetchone()
        (now,) = connection.execute(
            "UPDATE libraries SET generation = generation + 1 WHERE id = ? RETURNING generation",
            (library,),
        ).fetchone()
        for article, portion in enumerate(_portions(items), last + 1):
            _article(connection, library, article, now)
            _quotes(connection, library, article, portion)
        connection.commit()
    connection.close()


async def _make(path: Path) -> LibraryId:
    database = await Database.open(f"sqlite:///{path}")
    library = await open_library(database)
    await database.close()
    return library


def _portions(items: Iterable[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    left = iter(items)
    while portion := list(itertools.islice(left, PER_ARTICLE)):
        yield portion


def _article(
    connection: sqlite3.Connection, library: int, article: int, generation: int = 1
) -> None:
    day = FIRST_DAY + timedelta(days=article % 3_000)
    values = (article, f"a{article:011d}", f"{article:064x}", article % OUTLETS + 1, str(day))
    connection.execute(_ARTICLE, values)
    connection.execute(_MEMBER, (library, article, generation))


def _people(connection: sqlite3.Connection, library: int) -> None:
    people = [
        (BASE + speaker, f"p{speaker:011d}", library, speaker_name(speaker))
        for speaker in range(1, SPEAKERS + 1)
    ]
    connection.executemany(_PERSON, people)


def speaker_name(speaker: int) -> str:
    """What a speaker of the quotes is called: an invented name for each number."""
    first, last = divmod(speaker * 7_919, 97)
    letters = "abdefghiklmnoprstuvz"
    given = "".join(letters[(first // 20**at) % 20] for at in range(4)).capitalize()
    family = "".join(letters[(speaker * 31 // 20**at + last) % 20] for at in range(6)).capitalize()
    return f"{given} {family}"


def _quotes(
    connection: sqlite3.Connection, library: int, article: int, items: list[tuple[int, str]]
) -> None:
    figure, speaker = BASE + article, article % SPEAKERS + 1
    name = speaker_name(speaker)
    connection.execute(_FIGURE, (figure, article, name))
    connection.execute(_LINK, (library, BASE + speaker, figure))
    connection.executemany(
        _QUOTE,
        [
            (item + 1, public_id(item), article, f"q{at}", json.dumps([text]), figure, name)
            for at, (item, text) in enumerate(items)
        ],
    )


def _names(
    connection: sqlite3.Connection, library: int, article: int, items: list[tuple[int, str]]
) -> None:
    for item, text in items:
        connection.execute(_FIGURE, (item + 1, article, text))
        connection.execute(_PERSON, (item + 1, public_id(item), library, text))
        connection.execute(_LINK, (library, item + 1, item + 1))
