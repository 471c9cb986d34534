"""The shared layer, written once for everybody: an article version and what was read out of it."""

import hashlib
import json
import zlib
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Load

from corpus.models import (
    Article,
    Event,
    Extraction,
    Person,
    Quote,
    SpeakerKind,
    hull,
)
from storage import rows
from storage.inserts import insert_together, insert_unless_there
from storage.records import Incoming
from storage.tables import ArticleRow, EventRow, FigureRow, OutletRow, QuoteRow
from storage.tables.shared import EVIDENCE
from storage.types import new_public_id


def fingerprint(article: Article) -> str:
    """What makes two articles one version: the text and everything its bringer told about it.

    The date, outlet or headline that one library gave must not show in another that has the same
    text, so they are part of it; the file's name or the address is not (it is kept per library).
    """
    publication = article.publication
    told = [
        article.text,
        article.headline,
        article.outlet,
        article.author,
        publication.day.isoformat() if publication.day else None,
        publication.basis.value,
        publication.instant.isoformat() if publication.instant else None,
        publication.offset_minutes,
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


async def keep(session: AsyncSession, incoming: Incoming) -> int:
    """The row of this article version, written on first sight, with all that was read out of it.

    Raises LookupError for one that was kept (`Incoming.kept`) and is no more: what was read out of
    it is gone with it.
    """
    article, extraction = incoming.article, incoming.extraction
    if incoming.kept:
        return await _row_of(session, fingerprint(article))
    values = {
        "public_id": new_public_id(),
        "fingerprint": fingerprint(article),
        "text": article.text,
        "raw": zlib.compress(incoming.raw) if incoming.raw_until else None,
        "raw_until": incoming.raw_until,
        "reader_version": incoming.reader_version,
        "outlet_id": await outlet(session, article.outlet),
        **read_columns(article, extraction),
    }
    row = await session.scalar(
        insert_unless_there(session, ArticleRow).values(values).returning(ArticleRow.id)
    )
    if row is not None:
        await write_extraction(session, row, article.text, extraction)
        return row
    return await _row_of(session, fingerprint(article))


async def _row_of(session: AsyncSession, wanted: str) -> int:
    row = await session.scalar(select(ArticleRow.id).where(ArticleRow.fingerprint == wanted))
    if row is None:
        raise LookupError(wanted)
    return row


async def stored(
    session: AsyncSession, article_id: int, name: str, address: str | None
) -> Incoming | None:
    """An article version that is kept already, as it came in, for one more library to hold.

    `name` and `address` are what that library is told. None where it is kept no more.
    """
    found = (
        await session.execute(
            select(ArticleRow, OutletRow.name)
            .outerjoin(OutletRow, OutletRow.id == ArticleRow.outlet_id)
            .where(ArticleRow.id == article_id)
            .options(Load(ArticleRow).undefer_group(EVIDENCE))
            .execution_options(populate_existing=True)
        )
    ).one_or_none()
    if found is None:
        return None
    row, outlet_name = found
    article = rows.article(row, outlet_name, address)
    return Incoming(article, Extraction(), name, b"", row.reader_version, kept=True)


def read_columns(article: Article, extraction: Extraction) -> dict[str, object]:
    """The columns of an article that a new reading renews."""
    publication = article.publication
    return {
        "extractor_version": extraction.version,
        "block_kinds": tuple(block.kind.value for block in article.blocks),
        "block_spans": tuple(block.span for block in article.blocks),
        "timexes": extraction.timexes,
        "headline": article.headline,
        "author": article.author,
        "published_day": publication.day,
        "published_basis": publication.basis.value,
        "published_at": publication.instant,
        "published_offset": publication.offset_minutes,
        "language": article.language,
        "readable": article.readable,
        "notes": article.notes,
    }


async def write_extraction(
    session: AsyncSession, article_id: int, text: str, extraction: Extraction
) -> None:
    """Write the figures, quotes and events of an article that has none yet."""
    people = [figure_columns(article_id, SpeakerKind.PERSON, p) for p in extraction.people]
    bodies = [
        figure_columns(article_id, SpeakerKind.ORGANISATION, p) for p in extraction.organisations
    ]
    figures = Figures(await _insert_figures(session, [*people, *bodies]))
    numbers: dict[str, int] = {}
    if extraction.quotes:
        quotes = [quote_columns(article_id, text, q, figures) for q in extraction.quotes]
        made = insert_together(QuoteRow).returning(QuoteRow.local_id, QuoteRow.id)
        numbers.update((await session.execute(made, quotes)).all())
    if extraction.events:
        events = (event_columns(article_id, text, e, figures, numbers) for e in extraction.events)
        await session.execute(insert_together(EventRow), list(events))


async def _insert_figures(
    session: AsyncSession, columns: list[dict[str, Any]]
) -> list[tuple[int, str, str, tuple[str, ...]]]:
    """Each figure's row, kind, name and aliases, in the order given."""
    if not columns:
        return []
    printed = (FigureRow.kind, FigureRow.name, FigureRow.aliases)
    made = insert_together(FigureRow).returning(FigureRow.id, *printed)
    found: defaultdict[tuple[str, str, tuple[str, ...]], list[int]] = defaultdict(list)
    for row, kind, name, aliases in await session.execute(made, columns):
        found[kind, name, aliases].append(row)
    in_order = ((each["kind"], each["name"], each["aliases"]) for each in columns)
    return [(found[told].pop(0), *told) for told in in_order]


class Figures:
    """The figures of one article, found by kind and printed name: full names first, then others."""

    def __init__(self, figures: Sequence[tuple[int, str, str, tuple[str, ...]]]) -> None:
        """Take each figure's row, kind, name and aliases."""
        self._by_name: dict[tuple[str, str], int] = {}
        for row, kind, name, _ in figures:
            self._by_name[kind, name] = row
        for row, kind, _, aliases in figures:
            for alias in aliases:
                self._by_name.setdefault((kind, alias), row)

    def find(self, kind: SpeakerKind, name: str | None) -> int | None:
        """The row of the figure that goes by this name."""
        return None if name is None else self._by_name.get((kind.value, name))

    def find_any(self, name: str | None) -> int | None:
        """The same where the kind is not told: a person, else an organisation."""
        return self.find(SpeakerKind.PERSON, name) or self.find(SpeakerKind.ORGANISATION, name)


def figure_columns(article_id: int, kind: SpeakerKind, person: Person) -> dict[str, Any]:
    """A person or organisation of an article as columns."""
    return {
        "article_id": article_id,
        "kind": kind.value,
        "name": person.name,
        "aliases": person.aliases,
        "roles": person.roles,
        "mentions": person.mentions,
    }


def quote_columns(article_id: int, text: str, quote: Quote, figures: Figures) -> dict[str, object]:
    """A quote as columns, without its public id."""
    speaker = quote.speaker
    start, end = hull(quote.spans)
    speaker_start, speaker_end = rows.ends(speaker.span)
    cue_start, cue_end = rows.ends(quote.cue)
    sentence_start, sentence_end = rows.ends(quote.sentence)
    return {
        "article_id": article_id,
        "local_id": quote.local_id,
        "kind": quote.kind.value,
        "start": start,
        "end": end,
        "spans": quote.spans,
        "quoted": quote.quoted,
        "pieces": tuple(text[span.start : span.end] for span in quote.spans),
        "sentence": rows.printed(text, quote.sentence),
        "sentence_start": sentence_start,
        "sentence_end": sentence_end,
        "speaker": speaker.name,
        "speaker_kind": speaker.kind.value,
        "speaker_start": speaker_start,
        "speaker_end": speaker_end,
        "speaker_printed": rows.printed(text, speaker.span),
        "speaker_certain": speaker.certain,
        "speaker_reason": speaker.reason,
        "speaker_figure_id": figures.find(speaker.kind, speaker.name),
        "cue_start": cue_start,
        "cue_end": cue_end,
        **rows.day_columns(quote.day),
    }


def event_columns(
    article_id: int, text: str, event: Event, figures: Figures, quotes: dict[str, int]
) -> dict[str, object]:
    """An event as columns, without its public id; `quotes` are rows by local id."""
    target_start, target_end = rows.ends(event.target_span)
    evidence_start, evidence_end = rows.ends(event.evidence)
    cue_start, cue_end = rows.ends(event.cue)
    return {
        "article_id": article_id,
        "local_id": event.local_id,
        "kind": event.kind.value,
        "start": event.span.start,
        "end": event.span.end,
        "words": text[event.span.start : event.span.end],
        "actor": event.actor,
        "actor_kind": event.actor_kind.value,
        "actor_figure_id": figures.find(event.actor_kind, event.actor),
        "target": event.target,
        "target_start": target_start,
        "target_end": target_end,
        "target_figure_id": figures.find_any(event.target),
        "reaction": event.reaction,
        "quote_id": quotes.get(event.quote) if event.quote else None,
        "answers": event.answers,
        "evidence_start": evidence_start,
        "evidence_end": evidence_end,
        "cue_start": cue_start,
        "cue_end": cue_end,
        "certain": event.certain,
        **rows.day_columns(event.day),
    }


async def outlet(session: AsyncSession, name: str | None) -> int | None:
    """The row of an outlet, by the name that articles give it; made on first sight."""
    if name is None:
        return None
    known = select(OutletRow.id).where(OutletRow.name == name)
    row = await session.scalar(known)
    if row is None:
        await session.execute(insert_unless_there(session, OutletRow).values(name=name, domains=()))
        row = await session.scalar(known)
    return row
