"""The extractors joined: what comes out of whole articles, odd and long ones too."""

import time

import pytest

from corpus.extraction import nlp
from corpus.extraction.pipeline import EXTRACTORS_VERSION, extract, extract_many
from corpus.models import Article, Block, BlockKind, Span
from corpus.reading.plain import read_text

STORY = """Mill to close

“We have run out of time,” said Ada Lund, the mayor of Orrin, on Tuesday.

Omar Reyes condemned the decision. “It is a disgrace,” he said.
"""


def test_an_article_gives_people_and_quotes_with_spans_in_its_text() -> None:
    article = read_text(STORY)
    extraction = extract(article, nlp.load())
    assert extraction.version == EXTRACTORS_VERSION
    assert {"Ada Lund", "Omar Reyes"} <= {person.name for person in extraction.people}
    said = {
        STORY[slice(*quote.quoted[0])]: quote.speaker.name
        for quote in extraction.quotes
        if quote.quoted
    }
    assert said == {"We have run out of time,": "Ada Lund", "It is a disgrace,": "Omar Reyes"}


def test_an_unreadable_article_gives_nothing_and_keeps_its_place() -> None:
    foreign = Article("Der Bürgermeister schwieg.", (), language="de", readable=False)
    first, second = extract_many([foreign, read_text(STORY)], nlp.load())
    assert first.quotes == ()
    assert first.people == ()
    assert second.quotes


@pytest.mark.parametrize("text", ["“", "”””", "“ “ “ said ” he", "''", "said", ": “x”", "—"])
def test_odd_marks_raise_nothing(text: str) -> None:
    block = Block(BlockKind.PARAGRAPH, Span(0, len(text)))
    extract(Article(text, (block,)), nlp.load())


def test_many_quotations_take_linear_time() -> None:
    def seconds(count: int) -> float:
        pairs = "\n\n".join(["“The river is rising,” said Ada Lund. “Go home.”"] * count)
        article = read_text(pairs)
        started = time.process_time()
        extraction = extract(article, nlp.load())
        assert len(extraction.quotes) == count
        return time.process_time() - started

    seconds(20)
    small, large = seconds(100), seconds(400)
    assert large < 4 * small * 2.5
