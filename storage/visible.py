"""What a library can see. Every read of the shared layer starts from one of these selections.

What is read is ordered by memberships, never by rows of the shared layer: their order would tell
when another library added the same article.

They are remembered by library: putting one together takes longer than many an answer.
"""

from functools import lru_cache

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Load

from storage.tables import (
    ArticleRow,
    MembershipRow,
    OutletRow,
    PersonLinkRow,
    QuoteGroupRow,
    QuoteMarkRow,
    QuoteRow,
)
from storage.tables.shared import EVIDENCE
from storage.types import LibraryId

WITH_EVIDENCE = Load(ArticleRow).undefer_group(EVIDENCE)
"""Loads an article's text, blocks and expressions of time too."""

remembered = lru_cache(maxsize=1024)
"""For what is put together out of a library's id alone, and never changed."""

HIDDEN = "hidden"
WRONG = "wrong"


@remembered
def held(library: LibraryId) -> ColumnElement[bool]:
    """The memberships of a library that count: its own, not removed, each article's newest."""
    return kept(library) & MembershipRow.superseded_at.is_(None)


@remembered
def kept(library: LibraryId) -> ColumnElement[bool]:
    """The same with the earlier versions of each article."""
    return (MembershipRow.library_id == library) & MembershipRow.removed_at.is_(None)


@remembered
def articles(library: LibraryId) -> Select[ArticleRow, MembershipRow, str]:
    """The articles of a library, each with its membership and the outlet's name."""
    return (
        select(ArticleRow, MembershipRow, OutletRow.name)
        .join(MembershipRow, MembershipRow.article_id == ArticleRow.id)
        .outerjoin(OutletRow, OutletRow.id == ArticleRow.outlet_id)
        .where(held(library))
    )


@remembered
def marked(library: LibraryId, mark: str) -> ColumnElement[bool]:
    """Whether the quote (QuoteRow) bears a moderator's mark in this library."""
    return (
        select(QuoteMarkRow.id)
        .where(
            QuoteMarkRow.library_id == library,
            QuoteMarkRow.mark == mark,
            QuoteMarkRow.quote_id == QuoteRow.public_id,
        )
        .exists()
    )


@remembered
def is_speaker(library: LibraryId) -> ColumnElement[bool]:
    """Whether a link of this library's (PersonLinkRow) tells who speaks a quote (QuoteRow)."""
    return (PersonLinkRow.figure_id == QuoteRow.speaker_figure_id) & (
        PersonLinkRow.library_id == library
    )


@remembered
def is_grouped(library: LibraryId) -> ColumnElement[bool]:
    """Whether a row of this library's (QuoteGroupRow) has a quote (QuoteRow) in its group."""
    return (QuoteGroupRow.quote_id == QuoteRow.public_id) & (QuoteGroupRow.library_id == library)
