"""What storage gives back about feeds and sources: frozen records. Instants are UTC."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from corpus.errors import OnRecordError, UnreadableSource
from corpus.sources.items import KnownItem
from storage.types import LibraryId


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong, as it can be told: a key of the catalogue and what to fill in."""

    key: str
    details: dict[str, object]

    @classmethod
    def of(cls, error: OnRecordError) -> "Fault":
        """From an error; of its details, those that can be kept."""
        kept: dict[str, object] = {
            name: value for name, value in error.details.items() if isinstance(value, str | int)
        }
        return cls(error.key, kept)

    @classmethod
    def read(cls, column: dict[str, object] | None) -> "Fault | None":
        """From its column."""
        if column is None:
            return None
        return cls(str(column["key"]), cast(dict[str, object], column["details"]))

    @property
    def column(self) -> dict[str, object]:
        """As it is stored."""
        return {"key": self.key, "details": self.details}

    @property
    def error(self) -> OnRecordError:
        """As an error again, to be told."""
        return UnreadableSource(self.key, **self.details)


@dataclass(frozen=True, slots=True)
class FeedRecord:
    """A feed, of which storage/tables/sources.py says what each field is."""

    id: int
    address: str
    previous_address: str | None
    title: str
    home: str | None
    digest: str | None
    etag: str | None
    last_modified: str | None
    due_at: datetime
    read_at: datetime | None
    listed_at: datetime | None
    failing_since: datetime | None
    failures: int
    fault: Fault | None
    gone: bool
    moved_to: str | None
    moved_times: int
    ttl: timedelta | None
    owner: str | None


@dataclass(frozen=True, slots=True)
class EntryRecord:
    """An item of a feed that waits to be read."""

    id: int
    feed_id: int
    address: str | None
    key: str | None
    title: str
    published: datetime | None
    body: str | None
    attempts: int


@dataclass(frozen=True, slots=True)
class ReadyEntry:
    """An item of a feed that was made an article (a row), for a source to take.

    `address` is the article's own; `name` the one that it was fetched from. `withdrawn`: its page
    is gone. `backlog`: the feed listed it when the source came.
    """

    number: int
    article_id: int
    name: str
    address: str | None
    withdrawn: bool = False
    backlog: bool = False


@dataclass(frozen=True, slots=True)
class CheckedEntry:
    """An item whose page is due to be looked at again; the fields are its columns."""

    id: int
    feed_id: int
    address: str
    title: str
    published: datetime | None
    article_id: int | None
    checks: int
    attempts: int
    page_digest: str | None
    page_etag: str | None
    page_last_modified: str | None


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A library's source with its feed."""

    id: int
    public_id: str
    library: LibraryId
    feed: FeedRecord
    paused: bool
    taken: int
    brought: int
    backlog_to: int | None
    told: str | None
    added_at: datetime


Known = KnownItem[int]
"""An item of a feed by its row."""
