"""Answers are data: what the newsroom found, worded nowhere but in `bot.show`.

All words of articles in here are verbatim. Instants are UTC; days are calendar dates.
"""

from dataclasses import dataclass, field
from datetime import date

from corpus.briefing.items import EarlierWording, Source, TimelineDay, TimelineEntry
from corpus.briefing.replies import Reply
from corpus.errors import OnRecordError
from corpus.models import Day, PublishedBasis, QuoteKind, Span, SpeakerKind


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """One utterance as a list shows it.

    `pieces` are the verbatim stretches: direct words are shown inside quotation marks joined by
    " … "; of mixed and indirect ones `sentence`, the article's own report of them, is shown.
    `speaker_printed` is the source as the article words it near the words. `wordings` counts the
    quote's wordings in the library, this one included; `outlets` the outlets that carry one.
    `matched` are spans into the joined pieces that the question matched. `disputed` is set when a
    moderator marked the attribution wrong. `before` is what an earlier version of the article said.
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
    wordings: int = 1
    outlets: int = 1
    matched: tuple[Span, ...] = ()
    disputed: bool = False
    day_source: Source | None = None
    before: EarlierWording | None = None


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role as printed, and the article that printed it first."""

    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person in a list: enough to choose between several."""

    public_id: str
    name: str
    role: str | None
    quotes: int
    articles: int


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a long list this is: pages count from 0."""

    number: int
    size: int
    total: int

    @classmethod
    def at(cls, number: int, size: int, total: int) -> "Page":
        """Page `number`, or the last one where there are not so many."""
        return cls(min(number, cls(0, size, total).last), size, total)

    @property
    def last(self) -> int:
        """The last page's number."""
        return max(0, (self.total - 1) // self.size)

    @property
    def part(self) -> slice:
        """Where in the list it stands."""
        return slice(self.number * self.size, (self.number + 1) * self.size)


@dataclass(frozen=True, slots=True)
class PersonFound:
    """`who`: one person fits."""

    asked: str
    person: PersonLine
    aliases: tuple[str, ...]
    roles: tuple[RoleLine, ...]
    quotes: tuple[QuoteLine, ...]
    page: Page


@dataclass(frozen=True, slots=True)
class SeveralPeople:
    """`who`: several fit; ask which."""

    asked: str
    candidates: tuple[PersonLine, ...]


@dataclass(frozen=True, slots=True)
class NobodyFound:
    """`who`: nobody fits; the nearest names. `library_empty` tells a newcomer what to do first."""

    asked: str
    nearest: tuple[PersonLine, ...]
    library_empty: bool


WhoAnswer = PersonFound | SeveralPeople | NobodyFound


@dataclass(frozen=True, slots=True)
class QuoteFilters:
    """What narrows a search for quotes. Days are included on both sides."""

    by: str | None = None
    outlet: str | None = None
    after: str | None = None
    before: str | None = None


@dataclass(frozen=True, slots=True)
class QuotesFound:
    """`quote`: these words were said, best match first."""

    asked: str
    filters: QuoteFilters
    lines: tuple[QuoteLine, ...]
    page: Page


@dataclass(frozen=True, slots=True)
class NothingQuoted:
    """`quote`: no quote has these words; `nearest` may help."""

    asked: str
    filters: QuoteFilters
    nearest: tuple[QuoteLine, ...]
    library_empty: bool


QuoteAnswer = QuotesFound | NothingQuoted


@dataclass(frozen=True, slots=True)
class ContextFound:
    """A quote in its paragraph: `bold` are spans into `paragraph`, the article's exact text."""

    line: QuoteLine
    paragraph: str
    bold: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class WordingLine:
    """One wording of an utterance, held against the fullest one.

    `own` are spans into the joined pieces that the fullest does not have. `cut` are words of the
    fullest that it leaves out, `brackets` what its editors put in, `shared` the words of a reported
    wording's sentence that the fullest has: all verbatim. `ellipsis`: it marks a gap itself.
    `first`: no other was printed earlier, as far as the articles are dated.
    """

    line: QuoteLine
    own: tuple[Span, ...] = ()
    cut: tuple[str, ...] = ()
    brackets: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    ellipsis: bool = False
    fullest: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True)
class ComparisonFound:
    """`compare`: the wordings of one utterance, the first printed first.

    `others` are other utterances that fit the words asked for.
    """

    asked: str
    lines: tuple[WordingLine, ...]
    others: tuple[QuoteLine, ...]
    page: Page


CompareAnswer = ComparisonFound | NothingQuoted


@dataclass(frozen=True, slots=True)
class TimelineFound:
    """`timeline`: what happened about `subject`, day by day; `days_left_out` weighed less."""

    asked: str | None
    subject: str | None
    days: tuple[TimelineDay, ...]
    page: Page
    days_left_out: int = 0


@dataclass(frozen=True, slots=True)
class NothingHappened:
    """`timeline`: nothing in the library fits."""

    asked: str | None
    nearest: tuple[PersonLine, ...]
    library_empty: bool


TimelineAnswer = TimelineFound | SeveralPeople | NothingHappened


@dataclass(frozen=True, slots=True)
class ReactionLine:
    """Who answered: the reaction with what it answers, and the article's words that say so."""

    reply: Reply
    evidence: str | None


@dataclass(frozen=True, slots=True)
class ReactionsFound:
    """`reactions`: who answered, the latest first.

    `person` is set where a person was asked about, `statement` where one statement was; else
    `asked` are words of what is answered.
    """

    asked: str
    person: PersonLine | None
    statement: QuoteLine | None
    lines: tuple[ReactionLine, ...]
    page: Page


@dataclass(frozen=True, slots=True)
class NobodyAnswered:
    """`reactions`: nothing on record answers it. `subject` is the person or the words, if found."""

    asked: str
    subject: str | None
    library_empty: bool


ReactionsAnswer = ReactionsFound | SeveralPeople | NobodyAnswered


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story in a list: the source whose headline stands for it, and how far it is told.

    `articles` counts a reprint once; `first` and `last` are printed days.
    """

    lead: Source
    articles: int
    reprints: int
    outlets: tuple[str, ...]
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class StoriesFound:
    """`story`: the stories of the library, the latest first. `asked` narrows them by words.

    `unread` counts older articles that were not looked at.
    """

    asked: str | None
    lines: tuple[StoryLine, ...]
    page: Page
    library_empty: bool
    unread: int = 0


@dataclass(frozen=True, slots=True)
class StoryFound:
    """`story`: one story. `sources` are its articles in the order of publication.

    Of reprints one stands for all; `event` is the statement or act that
    most answer and carry, with its reactions; `others` what else was said.
    """

    line: StoryLine
    sources: tuple[Source, ...]
    event: TimelineEntry | None
    others: tuple[TimelineEntry, ...]


StoryAnswer = StoriesFound | StoryFound


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article in a list."""

    source: Source
    basis: PublishedBasis
    language: str
    readable: bool
    people: int
    quotes: int
    partial: bool = False


@dataclass(frozen=True, slots=True)
class ArticlesFound:
    """`articles`: the library's articles, the latest published first."""

    lines: tuple[ArticleLine, ...]
    page: Page


@dataclass(frozen=True, slots=True)
class Added:
    """`ingest`: a new article of this library."""

    name: str
    article: ArticleLine
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unchanged:
    """`ingest`: this library has exactly this article already."""

    name: str
    article: ArticleLine


@dataclass(frozen=True, slots=True)
class Changed:
    """`ingest`: a newer version of an article of this library, in whose place it is now.

    How many quotes came with it, went, and are worded or attributed otherwise.
    """

    name: str
    article: ArticleLine
    gained: int = 0
    lost: int = 0
    changed: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """`ingest`: not taken, with the error that says why."""

    name: str
    error: OnRecordError


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of each file or text of a batch, in order; `stopped`: there was more."""

    items: tuple[Added | Changed | Unchanged | Failed, ...] = field(default=())
    stopped: bool = False

    @property
    def added(self) -> int:
        """How many articles are new."""
        return sum(isinstance(item, Added) for item in self.items)

    @property
    def changed(self) -> int:
        """How many are newer versions."""
        return sum(isinstance(item, Changed) for item in self.items)

    @property
    def failed(self) -> int:
        """How many could not be taken."""
        return sum(isinstance(item, Failed) for item in self.items)
