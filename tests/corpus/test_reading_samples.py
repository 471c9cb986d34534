"""The samples read and extracted as the demo does it: their facts, and who said what."""

from typing import NamedTuple

import pytest

from corpus.extraction import nlp
from corpus.extraction.pipeline import extract_many
from corpus.models import Article, BlockKind, Extraction, Quote, Span
from corpus.samples import samples
from corpus.sources.file import read_bytes
from tests.corpus.sample_expectations import FACTS, SPEAKERS

RIGHT_SHARE = 0.93


class Sample(NamedTuple):
    """A sample as read, and what was read out of it."""

    article: Article
    extraction: Extraction


@pytest.fixture(scope="module")
def read() -> dict[str, Sample]:
    """Every sample by its number."""
    articles = {name[:2]: read_bytes(name, data) for name, data in samples()}
    extractions = extract_many(articles.values(), nlp.load())
    return {
        number: Sample(article, extraction)
        for (number, article), extraction in zip(articles.items(), extractions, strict=True)
    }


def holding(sample: Sample, words: str) -> list[Quote]:
    """The quotes in whose pieces these words stand."""
    start = sample.article.text.index(words)
    return [
        quote
        for quote in sample.extraction.quotes
        if any(a <= start and start + len(words) <= b for a, b in quote.spans)
    ]


def said_by(quote: Quote, speaker: str) -> bool:
    """Whether a quote is given to this speaker."""
    return quote.speaker.name is not None and speaker in quote.speaker.name


@pytest.mark.parametrize("number", FACTS)
def test_an_article_tells_its_headline_outlet_author_and_day(
    read: dict[str, Sample], number: str
) -> None:
    article, facts = read[number].article, FACTS[number]
    assert article.headline == facts.headline
    assert article.outlet is not None
    assert article.outlet.removeprefix("The ") == facts.outlet
    assert article.author == facts.author
    assert article.publication.day == facts.day


def test_captions_and_marks_of_a_sample_are_not_running_text(read: dict[str, Sample]) -> None:
    aside = ["Sample article written", "Ida Fenwick", "Lena Okafor", "With Meridian Wire"]
    for sample in read.values():
        for words in aside:
            at = sample.article.text.find(words)
            kinds = {
                block.kind
                for block in sample.article.blocks
                if block.span.start <= at < block.span.end
            }
            assert BlockKind.PARAGRAPH not in kinds, words


def test_reporters_and_photographers_are_no_people_of_the_story(read: dict[str, Sample]) -> None:
    aside = {"Ellison", "Marlowe", "Castellane", "Fenwick", "Okafor", "Harmsen"}
    for sample in read.values():
        names = {person.name.rsplit(maxsplit=1)[-1] for person in sample.extraction.people}
        assert not aside & names


def test_every_quotation_is_found(read: dict[str, Sample]) -> None:
    missing = [
        (number, words)
        for number, expected in SPEAKERS.items()
        for words in expected
        if not holding(read[number], words)
    ]
    assert not missing


def test_nearly_every_quotation_has_its_speaker(read: dict[str, Sample]) -> None:
    wrong = [
        (number, words)
        for number, expected in SPEAKERS.items()
        for words, speaker in expected.items()
        if not any(said_by(quote, speaker) for quote in holding(read[number], words))
    ]
    total = sum(len(expected) for expected in SPEAKERS.values())
    assert len(wrong) <= (1 - RIGHT_SHARE) * total, wrong


def test_no_quotation_is_given_to_somebody_else_without_a_warning(read: dict[str, Sample]) -> None:
    wrong = [
        (number, words, quote.speaker.name)
        for number, expected in SPEAKERS.items()
        for words, speaker in expected.items()
        for quote in holding(read[number], words)
        if quote.speaker.certain and not said_by(quote, speaker)
    ]
    assert not wrong


def test_what_a_reader_must_resolve_across_sentences_is_never_stated_wrongly(
    read: dict[str, Sample],
) -> None:
    heard = {"03": ("ignoring it would isolate", "Zelensky"), "10": ("“outrageous”", "Biden")}
    for number, (words, speaker) in heard.items():
        for quote in holding(read[number], words):
            assert said_by(quote, speaker) or not quote.speaker.certain, words


def test_no_utterance_is_a_single_word_of_a_report(read: dict[str, Sample]) -> None:
    stray = [
        (number, words)
        for number, sample in read.items()
        for quote in sample.extraction.quotes
        if not quote.quoted
        and len(words := sample.article.text[slice(*_hull(quote.spans))].split()) < 2
    ]
    assert not stray


def _hull(spans: tuple[Span, ...]) -> tuple[int, int]:
    return spans[0].start, spans[-1].end
