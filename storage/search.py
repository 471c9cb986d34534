"""Fuzzy questions about one library, answered from memory."""

from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz, process, utils

from corpus.matching import normalise
from storage import libraries, people, quotes
from storage.database import Database
from storage.records import PersonName, QuoteRecord
from storage.types import LibraryId


@dataclass(frozen=True, slots=True)
class Hit:
    """A public id, how well it matches (0 to 100), and whether that is well enough to show."""

    public_id: str
    score: float
    fits: bool


@dataclass(frozen=True, slots=True)
class QuoteNarrowing:
    """What narrows a search for quotes; days are included."""

    by: str | None = None
    outlet: str | None = None
    after: date | None = None
    before: date | None = None


class SearchIndex:
    """Searches in the libraries of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def people(self, library: LibraryId, asked: str, *, limit: int) -> tuple[Hit, ...]:
        """People by name, best first."""
        async with self._database.read() as session:
            names = await people.names(session, library)
        best: dict[str, float] = {}
        for name in names:
            for printed in (name.name, *name.printed):
                score = fuzz.WRatio(normalise(asked), normalise(printed))
                best[name.public_id] = max(best.get(name.public_id, 0), score)
        ranked = sorted(best.items(), key=lambda item: -item[1])[:limit]
        top = ranked[0][1] if ranked else 0
        return tuple(Hit(i, s, s >= 80 and s >= top - 3) for i, s in ranked)

    async def quotes(
        self, library: LibraryId, asked: str, *, limit: int, narrowing: QuoteNarrowing
    ) -> tuple[Hit, ...]:
        """Quotes by words, best first."""
        async with self._database.read() as session:
            found = await quotes.all_of(session, library)
        texts = {quote.public_id: normalise(" ".join(quote.pieces)) for quote in found}
        ranked = process.extract(normalise(asked), texts, scorer=fuzz.partial_ratio, limit=limit)
        return tuple(Hit(public_id, score, score >= 75) for _, score, public_id in ranked)
