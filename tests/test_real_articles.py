"""The four real articles, read by the product and held against the labels made by hand.

Nothing here knows an article: what to expect comes from tests/labels. Skipped where the articles
are absent.
"""

from collections.abc import Iterable
from typing import NamedTuple

import pytest

from corpus.extraction import nlp
from corpus.extraction.pipeline import extract
from corpus.models import (
    Article,
    BlockKind,
    DayBasis,
    Event,
    Extraction,
    Person,
    Quote,
    SpeakerKind,
)
from corpus.sources.file import read_file
from tests.labels.labelled import (
    FILES,
    LabelledEvent,
    Labels,
    Unit,
    labelled_article,
)
from tests.labels.measuring import FOUND_FROM, characters, overlap, plain

RIGHT_SHARE = 0.93
NAMELESS = (SpeakerKind.GROUP.value, SpeakerKind.UNNAMED.value)


class Reading(NamedTuple):
    """One labelled article beside what the product read out of it."""

    labels: Labels
    article: Article
    extraction: Extraction


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    """All four articles, each read on its own."""
    language = nlp.load()
    readings: list[Reading] = []
    for path in FILES:
        labelled = labelled_article(path)
        article = read_file(labelled.path)
        assert article.text == labelled.text
        readings.append(Reading(labelled.labels, article, extract(article, language)))
    return readings


def rightly_named(quote: Quote, unit: Unit) -> bool:
    """Whether a quote is given to its unit's speaker."""
    if unit["speaker_kind"] in NAMELESS and quote.speaker.kind.value in NAMELESS:
        return True
    allowed = {plain(name) for name in (unit["speaker"], unit["printed"], *unit["also"])}
    return quote.speaker.name is not None and plain(quote.speaker.name) in allowed


def unit_of(reading: Reading, quote: Quote) -> Unit | None:
    """The unit that a quote pairs with, if any reaches FOUND_FROM."""
    best = max(reading.labels["units"], key=lambda unit: overlap(quote.spans, unit))
    return best if overlap(quote.spans, best) >= FOUND_FROM else None


def best_quote(reading: Reading, unit: Unit) -> Quote | None:
    """The quote that pairs with a unit and overlaps it most."""
    paired = [quote for quote in reading.extraction.quotes if unit_of(reading, quote) == unit]
    return max(paired, key=lambda quote: overlap(quote.spans, unit)) if paired else None


def required(reading: Reading) -> list[Unit]:
    """The units that nobody may miss."""
    return [unit for unit in reading.labels["units"] if unit["required"]]


def test_every_required_utterance_is_found(readings: list[Reading]) -> None:
    missing = [
        unit["id"]
        for reading in readings
        for unit in required(reading)
        if best_quote(reading, unit) is None
    ]
    assert not missing


def test_nearly_all_have_the_right_full_name(readings: list[Reading]) -> None:
    units = [(reading, unit) for reading in readings for unit in required(reading)]
    wrong = [
        (unit["id"], quote.speaker.name if quote else "not found")
        for reading, unit in units
        if (quote := best_quote(reading, unit)) is None or not rightly_named(quote, unit)
    ]
    assert 1 - len(wrong) / len(units) >= RIGHT_SHARE, wrong


def test_nobody_is_named_wrongly_without_a_warning(readings: list[Reading]) -> None:
    wrong = [
        (unit["id"], quote.speaker.name)
        for reading in readings
        for quote in reading.extraction.quotes
        if quote.speaker.certain
        and (unit := unit_of(reading, quote))
        and not rightly_named(quote, unit)
    ]
    assert not wrong


def test_no_utterance_is_made_up(readings: list[Reading]) -> None:
    stray = [
        (reading.labels["file"], quote.spans)
        for reading in readings
        for quote in reading.extraction.quotes
        if not any(overlap(quote.spans, unit) > 0 for unit in reading.labels["units"])
    ]
    assert not stray


def test_credits_bylines_and_forms_hold_no_people_and_no_quotes(readings: list[Reading]) -> None:
    for reading in readings:
        barred = characters(reading.labels["barred"])
        for person in reading.extraction.people:
            assert not barred & characters(person.mentions), person.name
        for quote in reading.extraction.quotes:
            assert not barred & characters(quote.spans), quote.local_id
        quoted = characters(span for quote in reading.extraction.quotes for span in quote.spans)
        assert not quoted & characters(reading.labels["not_speech"])


def test_blocks_are_told_apart(readings: list[Reading]) -> None:
    for reading in readings:
        running = characters(
            block.span for block in reading.article.blocks if block.kind is BlockKind.PARAGRAPH
        )
        for label in reading.labels["blocks"]:
            assert not running & characters([label["span"]]), label


def person_named(people: Iterable[Person], name: str) -> Person | None:
    """The person of that surname: articles print some people by surname only."""
    surname = name.rsplit(maxsplit=1)[-1]
    return next((person for person in people if person.name.split()[-1] == surname), None)


def test_people_carry_the_roles_printed_beside_their_names(readings: list[Reading]) -> None:
    missing: list[tuple[str, str]] = []
    for reading in readings:
        for role in reading.labels["roles"]:
            person = person_named(reading.extraction.people, role["person"])
            carried = characters(each.span for each in person.roles) if person else set[int]()
            if not any(carried & characters([span]) for span in role["spans"]):
                missing.append((reading.labels["file"], role["person"]))
    assert not missing


def test_publication_days_are_as_printed(readings: list[Reading]) -> None:
    for reading in readings:
        publication = reading.article.publication
        assert publication.basis.value == reading.labels["published_basis"]
        day = publication.day.isoformat() if publication.day else None
        assert day == reading.labels["published"]


def test_no_quote_is_put_on_a_wrong_day(readings: list[Reading]) -> None:
    wrong: list[tuple[str, str]] = []
    for reading in readings:
        for unit in reading.labels["units"]:
            quote = best_quote(reading, unit)
            # A day taken from the publication is shown as such: it claims no more than that.
            told = (
                quote.day.value if quote and quote.day.basis is not DayBasis.PUBLICATION else None
            )
            known = {unit["day"], unit["true_day"]} - {None}
            if told and known and told.isoformat() not in known:
                wrong.append((unit["id"], told.isoformat()))
    assert not wrong


def test_days_that_an_article_settles_are_found(readings: list[Reading]) -> None:
    wrong: list[tuple[str, str]] = []
    for reading in readings:
        for unit in required(reading):
            quote = best_quote(reading, unit)
            if unit["day"] and quote and str(quote.day.value) != unit["day"]:
                wrong.append((unit["id"], str(quote.day.value)))
    assert not wrong


def fitting_events(reading: Reading, label: LabelledEvent) -> list[Event]:
    """The events that tell what a label tells: place, kind and actor."""
    actors = {plain(name) for name in (label["actor"], *label["actor_also"])}
    printed = {
        plain(unit["printed"])
        for unit in reading.labels["units"]
        if unit["speaker"] == label["actor"]
    }
    place = characters([label["span"]])
    return [
        event
        for event in reading.extraction.events
        if place & characters([event.span])
        and event.kind.value in label["kinds"]
        and event.actor is not None
        and plain(event.actor) in actors | printed
    ]


def test_key_statements_and_acts_are_told_on_their_days(readings: list[Reading]) -> None:
    missing: list[str] = []
    for reading in readings:
        for label in reading.labels["events"]:
            events = fitting_events(reading, label)
            days = {str(event.day.value) if event.day.value else None for event in events}
            if label["day"] not in days:
                missing.append(f"{label['id']} {label['kinds']}: {days or 'no such event'}")
    assert not missing


def test_reactions_are_marked_as_such(readings: list[Reading]) -> None:
    missing = [
        label["id"]
        for reading in readings
        for label in reading.labels["events"]
        if label["reaction"] and not any(event.reaction for event in fitting_events(reading, label))
    ]
    assert not missing


def test_an_undated_article_gives_no_day_by_itself(readings: list[Reading]) -> None:
    for reading in readings:
        if reading.labels["published"] is None:
            days = [quote.day for quote in reading.extraction.quotes]
            assert all(day.value is None for day in days if day.basis is not DayBasis.STATED)
