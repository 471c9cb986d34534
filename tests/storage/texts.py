"""Small invented articles with hand-made extractions, in any number."""

from datetime import UTC, date, datetime

from corpus.models import (
    Article,
    Block,
    BlockKind,
    Day,
    DayBasis,
    Event,
    EventKind,
    Extraction,
    Person,
    Precision,
    Publication,
    PublishedBasis,
    Quote,
    QuoteKind,
    Role,
    Span,
    Speaker,
    SpeakerKind,
)
from storage.records import Change, Incoming

NOW = datetime(2022, 3, 17, 8, 0, tzinfo=UTC)


def change(minutes: int = 0, by: int | None = 7) -> Change:
    """A change some minutes after NOW."""
    return Change(NOW.replace(hour=8 + minutes // 60, minute=minutes % 60), by)


def span_of(text: str, part: str, nth: int = 0) -> Span:
    """Where the nth occurrence of `part` stands."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(part, start + 1)
    return Span(start, start + len(part))


def statement(
    words: str = "the bridge will stay closed",
    speaker: str = "Ada Lindqvist",
    *,
    role: str = "harbour minister",
    outlet: str | None = "The Quay Courier",
    day: date = date(2022, 3, 16),
    version: str = "test 1",
    address: str | None = None,
) -> Incoming:
    """An article of one paragraph with one direct quote of one person, and the event of it."""
    surname = speaker.rsplit(maxsplit=1)[-1]
    text = (
        f"A word from the harbour\n\nThe {role} {speaker} spoke on {day:%A}. "
        f"“{words},” {surname} said. The ministry answered {surname}."
    )
    paragraph = Span(text.index("The "), len(text))
    spoken = span_of(text, words)
    said = span_of(text, "said")
    printed = span_of(text, surname, 1)
    when = Day(day, Precision.DAY, DayBasis.RESOLVED, span_of(text, f"{day:%A}"), None)
    clause = Span(spoken.start - 1, said.end)
    answer = span_of(text, f"The ministry answered {surname}.")
    person = Person(
        name=speaker,
        aliases=(surname,),
        roles=(Role(role, span_of(text, role)),),
        mentions=(span_of(text, speaker), printed),
    )
    ministry = Person("the ministry", mentions=(span_of(text, "The ministry"),))
    quote = Quote(
        "q1",
        QuoteKind.DIRECT,
        (spoken,),
        Speaker(speaker, SpeakerKind.PERSON, printed, certain=True),
        said,
        (spoken,),
        day=when,
    )
    events = (
        Event("e1", EventKind.SAY, clause, speaker, SpeakerKind.PERSON, day=when, quote="q1"),
        Event(
            "e2",
            EventKind.REJECT,
            answer,
            "the ministry",
            SpeakerKind.ORGANISATION,
            target=speaker,
            reaction=True,
            answers="e1",
            certain=True,
        ),
    )
    article = Article(
        text=text,
        blocks=(
            Block(BlockKind.HEADLINE, Span(0, 23)),
            Block(BlockKind.PARAGRAPH, paragraph),
        ),
        headline="A word from the harbour",
        outlet=outlet,
        publication=Publication(day, PublishedBasis.STATED),
        address=address,
    )
    extraction = Extraction((person,), (ministry,), (), (quote,), events, version)
    return Incoming(article, extraction, "harbour.txt", text.encode(), "reader 1", None)
