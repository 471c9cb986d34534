"""Column types that mean the same on SQLite and PostgreSQL, and the ids that the outside sees."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Generic, NewType, TypeVar

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, String
from sqlalchemy.types import TypeDecorator

from corpus.models import Role, Span, Timex, TimexType

LibraryId = NewType("LibraryId", int)
"""The row of a library. It never leaves the program; everything read from storage asks for one."""

_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
_PUBLIC_LENGTH = 12
_BITS = 5  # to a letter: there are 32
_MASK = (1 << _BITS) - 1
_SHIFTS = range(0, _PUBLIC_LENGTH * _BITS, _BITS)

RowId = BigInteger().with_variant(Integer, "sqlite")
"""A row number. SQLite numbers rows by itself only in a column called INTEGER."""

Snowflake = BigInteger
"""Discord's ids: 64 bits."""

PublicIdColumn = String(16)


def new_public_id() -> str:
    """A random id of 12 small letters and digits (60 bits): short, safe in an address, unguessable.

    i, l, o and u are left out, so that it can be read aloud and copied by hand.
    """
    bits = secrets.randbits(_PUBLIC_LENGTH * _BITS)
    return "".join(_LETTERS[bits >> shift & _MASK] for shift in _SHIFTS)


class Instant(TypeDecorator[datetime]):
    """A UTC instant: aware on the way in (ValueError otherwise) and on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn any aware datetime to UTC; SQLite keeps it without offset, so that it sorts."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the instant back in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


T = TypeVar("T")


class Whole(TypeDecorator[T], Generic[T]):
    """A value that is only ever written and read as a whole, kept as JSON."""

    impl = JSON
    cache_ok = True

    def __init__(self, dump: Callable[[T], list[Any]], load: Callable[[list[Any]], T]) -> None:
        """Take the way to JSON and the way back."""
        super().__init__()
        self.dump = dump
        self.load = load

    def process_bind_param(self, value: T | None, dialect: Dialect) -> list[Any] | None:
        """To JSON, whatever the dialect."""
        del dialect
        return None if value is None else self.dump(value)

    def process_result_value(self, value: list[Any] | None, dialect: Dialect) -> T | None:
        """From JSON, whatever the dialect."""
        del dialect
        return None if value is None else self.load(value)


def _load_spans(value: list[Any]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in value)


def _dump_timexes(value: tuple[Timex, ...]) -> list[Any]:
    return [[*timex.span, timex.type.value, timex.value] for timex in value]


def _load_timexes(value: list[Any]) -> tuple[Timex, ...]:
    return tuple(Timex(Span(start, end), TimexType(kind), text) for start, end, kind, text in value)


def _dump_roles(value: tuple[Role, ...]) -> list[Any]:
    return [[role.text, *role.span] for role in value]


def _load_roles(value: list[Any]) -> tuple[Role, ...]:
    return tuple(Role(text, Span(start, end)) for text, start, end in value)


Spans: Whole[tuple[Span, ...]] = Whole(list, _load_spans)
"""``[[start, end], …]``"""

Words: Whole[tuple[str, ...]] = Whole(list, tuple)
"""A few texts in order."""

Timexes = Whole(_dump_timexes, _load_timexes)
"""``[[start, end, type, value], …]``"""

Roles = Whole(_dump_roles, _load_roles)
"""``[[text, start, end], …]``"""
