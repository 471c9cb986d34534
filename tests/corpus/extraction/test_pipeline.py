"""The extractors joined: what comes out of whole articles, odd and long ones too."""

import gc
import time

import pytest
from spacy.tokens import Doc

from corpus.extraction import EXTRACTORS_VERSION, nlp
from corpus.extraction.pipeline import extract, extract_many, read
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


def test_time_grows_linearly_with_a_long_article_of_unbalanced_marks() -> None:
    def seconds(paragraphs: int) -> float:
        told = (
            "“The river is rising,” said Ada Lund on Tuesday. “Go home.”",
            "“We waited for the water, Omar Reyes said, and nobody came.",
            "Nina Falk told him that it had been “a hard year” for all of the valley.",
        )
        article = read_text("\n\n".join(told[i % 3] for i in range(paragraphs)))
        (doc,) = nlp.parse([article], nlp.load())
        return min(timed(article, doc, paragraphs * 2 // 3) for _ in range(3))

    def timed(article: Article, doc: Doc, least: int) -> float:
        gc.collect()
        gc.disable()  # a sweep costs by all that other tests left behind
        started = time.process_time()
        extraction = read(article, doc)
        spent = time.process_time() - started
        gc.enable()
        assert len(extraction.quotes) >= least
        return spent

    seconds(30)
    small, large = seconds(200), seconds(800)
    assert large < 4 * small * 2
