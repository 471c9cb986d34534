"""Fuzzy questions to one library: who is meant, and who said these words.

Each library that is asked gets an index in memory. Before each answer its generation is compared
with the database's, so that what this or another process added, removed or hid counts at once.
"""

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from corpus.matching import normalise
from corpus.models import SpeakerKind
from storage import visible
from storage.database import Database
from storage.name_index import NameIndex, RankedPerson
from storage.quote_index import QuoteEntry, QuoteIndex
from storage.tables import (
    ArticleRow,
    FigureRow,
    LibraryRow,
    MembershipRow,
    OutletRow,
    PersonLinkRow,
    PersonRow,
    QuoteGroupRow,
    QuoteMarkRow,
    QuoteRow,
)
from storage.types import LibraryId

PERSONS = frozenset({SpeakerKind.PERSON})
SPEAKERS = frozenset({SpeakerKind.PERSON, SpeakerKind.ORGANISATION})


@dataclass(frozen=True, slots=True)
class QuoteNarrowing:
    """What narrows a search: `by` and `outlet` as typed, days included on both sides.

    `by` may be a person's public id. A quote without a day counts by its article's.
    """

    by: str | None = None
    outlet: str | None = None
    after: date | None = None
    before: date | None = None


@dataclass(frozen=True, slots=True)
class QuoteHit:
    """A quote that has the words, or (`fits` False) comes near."""

    public_id: str
    score: float
    fits: bool


PersonHit = RankedPerson


@dataclass(slots=True)
class _Library:
    """One library in memory: its articles by row, with the generation each was read at."""

    generation: int = -1
    articles: dict[int, int] = field(default_factory=dict[int, int])
    quotes: QuoteIndex = field(default_factory=QuoteIndex)
    names: NameIndex = field(default_factory=NameIndex)
    hidden: frozenset[str] = frozenset()
    groups: dict[str, str] = field(default_factory=dict[str, str])
    popularity: Counter[str] = field(default_factory=Counter[str])
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


class SearchIndex:
    """The search over one database."""

    def __init__(self, database: Database) -> None:
        """Indexes are filled when a library is first asked."""
        self._database = database
        self._libraries: dict[LibraryId, _Library] = {}

    async def people(self, library: LibraryId, asked: str, *, limit: int) -> list[PersonHit]:
        """The persons whose names fit what was typed, best first, then the nearest ones."""
        known = await self._current(library)
        async with known.turn:
            return await asyncio.to_thread(
                known.names.search, asked, limit, kinds=PERSONS, popularity=known.popularity
            )

    async def quotes(
        self,
        library: LibraryId,
        asked: str,
        *,
        limit: int,
        narrowing: QuoteNarrowing | None = None,
    ) -> list[QuoteHit]:
        """The quotes with these words, best first, then the nearest ones; one per utterance."""
        known = await self._current(library)
        async with known.turn:
            return await asyncio.to_thread(
                _quotes, known, asked, limit, narrowing or QuoteNarrowing()
            )

    async def _current(self, library: LibraryId) -> _Library:
        """The library's index, brought up to the database's generation."""
        known = self._libraries.setdefault(library, _Library())
        async with known.turn, self._database.read() as session:
            generation = await session.scalar(
                select(LibraryRow.generation).where(LibraryRow.id == library)
            )
            if generation is None:
                self._libraries.pop(library, None)
                return _Library()
            if generation != known.generation:
                await _bring_up(session, library, known)
                known.generation = generation
        return known


def _quotes(known: _Library, asked: str, limit: int, narrowing: QuoteNarrowing) -> list[QuoteHit]:
    speakers = _speakers(known, narrowing.by)
    by, outlet = normalise(narrowing.by or ""), normalise(narrowing.outlet or "")

    def allowed(entry: QuoteEntry) -> bool:
        return (
            entry.public_id not in known.hidden
            and (not by or _said_by(entry, by, speakers))
            and (not outlet or outlet in entry.outlet)
            and _between(entry.day, narrowing.after, narrowing.before)
        )

    hits: list[QuoteHit] = []
    told: set[str] = set()
    for ranked in known.quotes.search(asked, len(known.quotes.entries), allowed):
        public_id = ranked.entry.public_id
        utterance = known.groups.get(public_id, public_id)
        if utterance not in told:
            told.add(utterance)
            hits.append(QuoteHit(public_id, ranked.score, ranked.fits))
    return hits[:limit]


def _speakers(known: _Library, by: str | None) -> frozenset[str]:
    """The people whom `by` may mean: by public id, or by name."""
    if by is None:
        return frozenset()
    found = known.names.search(by, 25, kinds=SPEAKERS, popularity=known.popularity)
    return frozenset({by, *(hit.public_id for hit in found if hit.fits)})


def _said_by(entry: QuoteEntry, by: str, speakers: frozenset[str]) -> bool:
    """Whether a person that was meant said it, or a speaker without a person is called so."""
    if entry.speaker_id is not None:
        return entry.speaker_id in speakers
    return by in entry.speaker


def _between(day: date | None, after: date | None, before: date | None) -> bool:
    if after is None and before is None:
        return True
    if day is None:
        return False
    return (after is None or after <= day) and (before is None or day <= before)


async def _bring_up(session: AsyncSession, library: LibraryId, known: _Library) -> None:
    """Add the articles that came; where one went or was read anew, begin again."""
    found = await session.execute(
        select(MembershipRow.article_id, MembershipRow.generation).where(visible.held(library))
    )
    now = dict(found.all())
    if any(now.get(article) != read_at for article, read_at in known.articles.items()):
        known.articles, known.quotes, known.names = {}, QuoteIndex(), NameIndex()
        known.popularity = Counter()
    new = [article for article in now if article not in known.articles]
    entries = await _entries(session, library, new)
    known.quotes.add(entries)
    known.popularity.update(entry.speaker_id for entry in entries if entry.speaker_id)
    for public_id, kind, name, aliases in await _names(session, library, new):
        known.names.add(public_id, SpeakerKind(kind), (name, *aliases))
    known.articles = now
    known.hidden = frozenset(
        await session.scalars(
            select(QuoteMarkRow.quote_id).where(
                QuoteMarkRow.library_id == library, QuoteMarkRow.mark == visible.HIDDEN
            )
        )
    )
    groups = await session.execute(
        select(QuoteGroupRow.quote_id, QuoteGroupRow.group_id).where(
            QuoteGroupRow.library_id == library
        )
    )
    known.groups = dict(groups.all())


_AT_ONCE = 500
"""Articles to one statement: SQLite bounds how many values one may carry."""


async def _entries(
    session: AsyncSession, library: LibraryId, articles: list[int]
) -> list[QuoteEntry]:
    entries: list[QuoteEntry] = []
    for start in range(0, len(articles), _AT_ONCE):
        found = await session.execute(
            select(
                QuoteRow.public_id,
                QuoteRow.pieces,
                QuoteRow.article_id,
                PersonRow.public_id,
                QuoteRow.speaker,
                OutletRow.name,
                func.coalesce(QuoteRow.day_value, ArticleRow.published_day),
            )
            .join(ArticleRow, ArticleRow.id == QuoteRow.article_id)
            .outerjoin(OutletRow, OutletRow.id == ArticleRow.outlet_id)
            .outerjoin(
                PersonLinkRow,
                (PersonLinkRow.figure_id == QuoteRow.speaker_figure_id)
                & (PersonLinkRow.library_id == library),
            )
            .outerjoin(PersonRow, PersonRow.id == PersonLinkRow.person_id)
            .where(QuoteRow.article_id.in_(articles[start : start + _AT_ONCE]))
            .order_by(QuoteRow.id)
        )
        for public_id, pieces, article, person, speaker, outlet, day in found:
            entries.append(
                QuoteEntry(
                    public_id=public_id,
                    words=" ".join(pieces),
                    article=article,
                    speaker_id=person,
                    speaker=normalise(speaker or ""),
                    outlet=normalise(outlet or ""),
                    day=day,
                )
            )
    return entries


async def _names(
    session: AsyncSession, library: LibraryId, articles: list[int]
) -> list[tuple[str, str, str, tuple[str, ...]]]:
    names: list[tuple[str, str, str, tuple[str, ...]]] = []
    for start in range(0, len(articles), _AT_ONCE):
        found = await session.execute(
            select(PersonRow.public_id, PersonRow.kind, FigureRow.name, FigureRow.aliases)
            .join(PersonLinkRow, PersonLinkRow.person_id == PersonRow.id)
            .join(FigureRow, FigureRow.id == PersonLinkRow.figure_id)
            .where(
                PersonLinkRow.library_id == library,
                FigureRow.article_id.in_(articles[start : start + _AT_ONCE]),
            )
            .order_by(FigureRow.id)
        )
        names.extend(found.all())
    return names
