"""What outlets corrected between two instants, for those who may have read the earlier words."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncSession

from corpus.briefing.items import Correction, EarlierWording, Source
from corpus.linking.versions import may_be_one_speaker
from corpus.models import QuoteKind
from storage import rows, succession, visible
from storage.tables import (
    ArticleChangeRow,
    MembershipRow,
    PersonLinkRow,
    PersonRow,
    QuoteChangeRow,
    QuoteRow,
)
from storage.types import LibraryId


@dataclass(frozen=True, slots=True)
class Corrected:
    """What was corrected, and articles whose pages went, each in the order of time."""

    corrections: tuple[Correction, ...] = ()
    withdrawn: tuple[Source, ...] = ()

    @property
    def article_ids(self) -> set[str]:
        """The articles (public ids) that it is about."""
        return {source.article_id for source in (*self._sources(), *self.withdrawn)}

    def of(self, article_ids: Collection[str]) -> "Corrected":
        """What is about these articles only."""
        return Corrected(
            tuple(each for each in self.corrections if each.source.article_id in article_ids),
            tuple(each for each in self.withdrawn if each.article_id in article_ids),
        )

    def _sources(self) -> Iterable[Source]:
        return (each.source for each in self.corrections)


@dataclass(frozen=True, slots=True)
class _Step:
    """A quote that was something else at the beginning: its id then and now (None: gone)."""

    series: str
    before: str
    after: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class _Printed:
    quote: QuoteRow
    came: datetime
    person: str | None


async def between(
    session: AsyncSession,
    library: LibraryId,
    after: datetime,
    until: datetime,
    person_id: str | None = None,
) -> Corrected:
    """What changed after `after` and by `until` (UTC) in articles that had come by `after`.

    Each quote as it was then and as it is now; what was changed and changed back is not told. With
    `person_id` (public), only words that either version gives to the person.
    """
    steps = await _steps(session, library, after, until)
    sources = await _sources(session, library, {step.series for step in steps}, after)
    ids = {quote for step in steps for quote in (step.before, step.after) if quote}
    printed = await _printed(session, library, ids, after)
    corrections = [
        correction
        for step in steps
        if (correction := _correction(step, sources, printed, person_id)) is not None
    ]
    gone = () if person_id else await _withdrawn(session, library, after, until)
    return Corrected(tuple(corrections), gone)


async def _steps(
    session: AsyncSession, library: LibraryId, after: datetime, until: datetime
) -> list[_Step]:
    """The changes between two instants, each quote's put together to one."""
    found = await session.execute(
        select(QuoteChangeRow, ArticleChangeRow.series, ArticleChangeRow.at)
        .join(ArticleChangeRow, ArticleChangeRow.id == QuoteChangeRow.change_id)
        .where(
            ArticleChangeRow.library_id == library,
            ArticleChangeRow.at > after,
            ArticleChangeRow.at <= until,
        )
        .order_by(QuoteChangeRow.id)
    )
    return list(_together(found.all()))


def _together(found: Sequence[Row[QuoteChangeRow, str, datetime]]) -> Iterable[_Step]:
    origin: dict[str, str | None] = {}  # of a quote as it is so far: what it was, None if it is new
    ends: dict[str, _Step] = {}
    for pair, series, at in found:
        was = origin.pop(pair.before_id, pair.before_id) if pair.before_id else None
        if pair.after_id:
            origin[pair.after_id] = was
        if was is not None:
            ends[was] = _Step(series, was, pair.after_id, at)
    return ends.values()


def _correction(
    step: _Step, sources: dict[str, Source], printed: dict[str, _Printed], person_id: str | None
) -> Correction | None:
    """The correction, unless nothing differs in the end, or it is not to be told."""
    source, old = sources.get(step.series), printed.get(step.before)
    new = printed.get(step.after or "")
    if source is None or old is None or (step.after and new is None):
        return None
    if person_id and person_id not in {each.person for each in (old, new) if each}:
        return None
    if new is not None and _says_the_same(old.quote, new.quote):
        return None
    return Correction(
        source,
        step.at,
        EarlierWording(
            old.quote.pieces,
            old.quote.sentence,
            QuoteKind(old.quote.kind),
            old.quote.speaker,
            old.came,
        ),
        new.quote.public_id if new else None,
        new.quote.pieces if new else (),
        new.quote.sentence if new else None,
        QuoteKind(new.quote.kind) if new else None,
        new.quote.speaker if new else None,
    )


def _says_the_same(old: QuoteRow, new: QuoteRow) -> bool:
    if old.pieces != new.pieces:
        return False
    return not (old.speaker and new.speaker) or may_be_one_speaker(old.speaker, new.speaker)


async def _sources(
    session: AsyncSession, library: LibraryId, series: Collection[str], after: datetime
) -> dict[str, Source]:
    """The articles of these series as they are now, those that had come by `after`."""
    found = await session.execute(
        visible.articles(library).where(
            MembershipRow.series.in_(series), MembershipRow.added_at <= after
        )
    )
    return {
        membership.series or "": rows.source(
            row, outlet, membership.address, membership.withdrawn_at
        )
        for row, membership, outlet in found
    }


async def _printed(
    session: AsyncSession, library: LibraryId, public_ids: Collection[str], after: datetime
) -> dict[str, _Printed]:
    """The quotes that no moderator hid, with the persons that they are given to.

    And with when their versions came, as far as by `after`.
    """
    found = await session.execute(
        select(QuoteRow, MembershipRow.added_at, PersonRow.public_id)
        .join(MembershipRow, MembershipRow.article_id == QuoteRow.article_id)
        .outerjoin(PersonLinkRow, visible.is_speaker(library))
        .outerjoin(PersonRow, PersonRow.id == PersonLinkRow.person_id)
        .where(
            visible.kept(library),
            ~visible.marked(library, visible.HIDDEN),
            QuoteRow.public_id.in_(public_ids),
        )
    )
    listed = found.all()
    came = await succession.arrivals(session, library, {quote.article_id for quote, *_ in listed})
    printed: dict[str, _Printed] = {}
    for quote, first, person in listed:
        by_then = [at for at in came.get(quote.article_id, {}).values() if at <= after]
        printed[quote.public_id] = _Printed(quote, max(by_then, default=first), person)
    return printed


async def _withdrawn(
    session: AsyncSession, library: LibraryId, after: datetime, until: datetime
) -> tuple[Source, ...]:
    """The articles that had come by `after`, whose pages were found gone then, and still are."""
    found = await session.execute(
        visible.articles(library)
        .where(
            MembershipRow.added_at <= after,
            MembershipRow.withdrawn_at > after,
            MembershipRow.withdrawn_at <= until,
        )
        .order_by(MembershipRow.withdrawn_at, MembershipRow.id)
    )
    return tuple(
        rows.source(row, outlet, membership.address, membership.withdrawn_at)
        for row, membership, outlet in found
    )
