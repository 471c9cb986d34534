"""What storage gives back: frozen records, each of one library, named by public ids."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from corpus.briefing.items import Source
from corpus.models import Article, Day, Extraction, QuoteKind, SpeakerKind
from storage.types import LibraryId


class LibraryKind(StrEnum):
    """Whose library it is."""

    GUILD = "guild"
    DIRECT = "direct"  # one person's direct messages with the bot
    CLI = "cli"


@dataclass(frozen=True, slots=True)
class Change:
    """When (UTC) a change is made, and by whom (a Discord id; None on the command line)."""

    at: datetime
    by: int | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """An article on its way into a library.

    `name` is what its bringer called it (a file's name). `raw` are the bytes it was read from,
    kept until `raw_until` (UTC; None keeps none); `reader_version` names the reader.
    """

    article: Article
    extraction: Extraction
    name: str
    raw: bytes
    reader_version: str
    raw_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class LibrarySettings:
    """What moderators set. `zone` is an IANA name; the others are Discord's ids and locale."""

    zone: str | None = None
    locale: str | None = None
    moderator_role_id: int | None = None
    moderator_channel_id: int | None = None


@dataclass(frozen=True, slots=True)
class Library:
    """A library. `discord_id` is the guild or the person; `left_at` (UTC) when the bot left."""

    id: LibraryId
    kind: LibraryKind
    name: str
    discord_id: int | None
    settings: LibrarySettings
    left_at: datetime | None


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """An article of a library, without its text. `people` and `quotes` count what is visible."""

    source: Source
    name: str
    language: str
    readable: bool
    notes: tuple[str, ...]
    added: datetime
    people: int
    quotes: int


@dataclass(frozen=True, slots=True)
class AddedArticle:
    """What became of an article: `new` is False where this library has it already."""

    record: ArticleRecord
    new: bool

    @property
    def public_id(self) -> str:
        """The article's public id."""
        return self.record.source.article_id


@dataclass(frozen=True, slots=True)
class QuoteRecord:
    """An utterance as a library has it.

    `pieces` are verbatim. `speaker` is the person's name across the library where the speaker is
    one, else the name that the article gives; `speaker_id` that person's public id. `group` joins
    wordings of one utterance. `added` (UTC) is when its article came; `position` the offset in it.
    """

    public_id: str
    pieces: tuple[str, ...]
    kind: QuoteKind
    speaker: str | None
    speaker_kind: SpeakerKind
    speaker_printed: str | None
    speaker_id: str | None
    certain: bool
    reason: str | None
    day: Day
    source: Source
    group: str | None
    disputed: bool
    added: datetime
    position: int


@dataclass(frozen=True, slots=True)
class QuoteInArticle:
    """A quote, where it stands in its article (the hull of its spans), and the article."""

    quote: QuoteRecord
    article: Article
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A person of a library; `role` is the one printed most often; counts are of this library."""

    public_id: str
    name: str
    kind: SpeakerKind
    aliases: tuple[str, ...]
    role: str | None
    quotes: int
    articles: int


@dataclass(frozen=True, slots=True)
class RoleRecord:
    """A role as printed, and the article that printed it first (by publication, then arrival)."""

    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class PersonName:
    """How one article (a row) prints a person: the full name first. `name` is the library's."""

    public_id: str
    name: str
    kind: SpeakerKind
    article: int
    printed: tuple[str, ...]
