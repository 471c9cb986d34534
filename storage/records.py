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
    kept until `raw_until` (UTC; None keeps none); `reader_version` names the reader. `digest` is of
    all that was brought, so that the same is known when it comes again. `backlog`: it is old to
    those who read briefings. `kept`: it is in the shared layer already, and here without what was
    read out of it.
    """

    article: Article
    extraction: Extraction
    name: str
    raw: bytes
    reader_version: str
    raw_until: datetime | None = None
    digest: str | None = None
    backlog: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True)
class LibrarySettings:
    """What moderators set. `zone` is an IANA name, `quiet` its local hours ("22:00-07:00") in which
    no schedule sends; the others are Discord's ids and locale.
    """

    zone: str | None = None
    locale: str | None = None
    moderator_role_id: int | None = None
    moderator_channel_id: int | None = None
    quiet: str | None = None


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

    `pieces` and `sentence` (the whole sentences that report it) are verbatim. `speaker` is the
    person's name across the library where the speaker is one, else the name that the article
    gives; `speaker_id` that person's public id. `group` joins wordings of one utterance. `added`
    (UTC) is when its article came; `position` the offset in it.
    """

    public_id: str
    pieces: tuple[str, ...]
    sentence: str | None
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


USUAL_GRACE_MINUTES = 360
"""How late a briefing may come where nobody set it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """When and where a briefing goes out, and what it says: what a moderator can set.

    `times` are local ("HH:MM") in the IANA `zone`; `days` is a bit set, bit 0 for Monday, and
    `month_days` one, bit 0 for the first of the month (0: all). With `every_hours` there are no
    times: it is counted from `anchor` ("2026-03-29T08:00Z"). `quiet` are local hours
    ("22:00-07:00"), "none" for none, None for the library's. `person_id` (public) or `topic`
    narrow it; a send later than `grace_minutes` is skipped. `thread` opens a thread under it,
    `picture` adds a picture of its days, `tags` (Discord's ids) go on a forum's post.
    """

    channel_id: int
    zone: str
    times: tuple[str, ...]
    days: int = 0b1111111
    style: str = "full"
    skip_if_empty: bool = True
    person_id: str | None = None
    topic: str | None = None
    ping_role_id: int | None = None
    grace_minutes: int = USUAL_GRACE_MINUTES
    month_days: int = 0
    every_hours: int | None = None
    anchor: str | None = None
    quiet: str | None = None
    thread: bool = False
    picture: bool = False
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Schedule:
    """A library's plan. `created_by` is a Discord id, `created_at` UTC.

    `paused_reason` (a key of the catalogue) is why the bot paused it itself; `house` is what
    the library has set for all.
    """

    public_id: str
    library: LibraryId
    plan: Plan
    paused: bool
    created_by: int | None
    created_at: datetime
    paused_reason: str | None = None
    house: LibrarySettings = LibrarySettings()


class DeliveryState(StrEnum):
    """How far a delivery is. The first two are under way."""

    CLAIMED = "claimed"
    SENDING = "sending"
    SENT = "sent"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """What is to be sent once.

    `schedule_id` is the schedule's public id, or for a briefing asked for by hand a word of the
    caller's. `key` is the local date and nominal local time ("2026-03-29T02:30"), the UTC instant
    for every-N-hours, or the interaction's id. `due_at` is UTC.
    """

    library: LibraryId
    schedule_id: str
    key: str
    channel_id: int
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """A claimed occurrence. `claimed_at` (UTC) is when it was first claimed, by whomever: what it
    says ends there, so that a resumed delivery says the same and the next one goes on from it.
    `resumed` says that an owner died over it: some of it may have been sent.
    """

    id: int
    public_id: str
    occurrence: Occurrence
    state: DeliveryState
    owner: str
    lease_until: datetime
    claimed_at: datetime
    finished_at: datetime | None
    reason: str | None
    resumed: bool = False


@dataclass(frozen=True, slots=True)
class DeliveryPart:
    """One message of a delivery, numbered from 0; `message_id` is None until it was sent.

    `place_id` is the channel or thread that it is in.
    """

    number: int
    nonce: str
    message_id: int | None
    sent_at: datetime | None
    place_id: int | None = None


@dataclass(frozen=True, slots=True)
class DeliveryItem:
    """A statement that a delivery carried; `wording` tells whether its words have changed since.

    `part` is the number of the message that shows it.
    """

    statement_id: str
    quote_id: str | None
    wording: str
    article_id: str | None = None
    part: int = 0


@dataclass(frozen=True, slots=True)
class QuoteChange:
    """How a quote (public id) has changed: verbatim pieces; `new` None: withdrawn.

    `speaker` said it as it was told; `new_speaker` where it is now given to another. `old_direct`
    and `new_direct`: the pieces are the speaker's own words, not a sentence that reports them.
    """

    quote_id: str
    speaker: str | None
    old: tuple[str, ...]
    new: tuple[str, ...] | None
    new_speaker: str | None = None
    old_direct: bool = False
    new_direct: bool = False


class ReplyState(StrEnum):
    """How far a reply under a briefing is."""

    NOTED = "noted"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class DeliveryReply:
    """A message that is to stand once under a part of a delivery that carried these quotes.

    `delivery_public_id` and `part` name what it answers; `article_id` is the article that changed.
    `resumed` says that an owner died over it: it may have been sent.
    """

    id: int
    public_id: str
    library: LibraryId
    schedule_id: str
    delivery_public_id: str
    channel_id: int
    part: int
    place_id: int | None
    message_id: int
    article_id: str
    noted_at: datetime
    changes: tuple[QuoteChange, ...]
    resumed: bool


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """A change somebody made: `action` to `subject` (a public id or name), before and after."""

    change: Change
    action: str
    subject: str
    before: dict[str, object] | None = None
    after: dict[str, object] | None = None


@dataclass(frozen=True, slots=True)
class KeptAboutUser:
    """How many rows name a user, in all libraries; `own_articles` are those of their own."""

    articles: int
    marks: int
    schedules: int
    sources: int
    changes: int
    own_articles: int

    @property
    def anything(self) -> bool:
        """Whether there is something to delete."""
        return any(
            (
                self.articles,
                self.marks,
                self.schedules,
                self.sources,
                self.changes,
                self.own_articles,
            )
        )
