"""Parsing: offsets hold, blocks part sentences, long texts are parsed in pieces."""

import time

from corpus.extraction import nlp
from corpus.models import Article, Block, BlockKind, Span


def test_text_and_order_are_kept() -> None:
    texts = ["One  two.\r\n\r\nThree.", "", "\u00a0Four\tfive. ", "Six"]
    docs = nlp.parse([Article(text, ()) for text in texts], nlp.load())
    assert [doc.text for doc in docs] == texts


def test_a_sentence_never_crosses_a_block() -> None:
    text = "Talks go on in the\nold mill and nobody\nknows"
    blocks = (
        Block(BlockKind.HEADLINE, Span(0, 18)),
        Block(BlockKind.PARAGRAPH, Span(19, len(text))),
    )
    (doc,) = nlp.parse([Article(text, blocks)], nlp.load())
    starts = {sentence.start_char for sentence in doc.sents}
    assert 19 in starts


def test_a_long_text_is_parsed_in_pieces_joined_again() -> None:
    sentence = "The mayor said the river was rising again. "
    text = "\n\n".join([sentence * 40] * 90)
    assert len(text) > 2 * nlp.CHUNK
    (doc,) = nlp.parse([Article(text, ())], nlp.load())
    assert doc.text == text
    assert doc[-2].idx > nlp.CHUNK
    assert doc.has_annotation("DEP")


def test_a_text_without_a_space_is_cut_too() -> None:
    text = "x" * (3 * nlp.CHUNK)
    started = time.process_time()
    (doc,) = nlp.parse([Article(text, ())], nlp.load())
    assert doc.text == text
    assert time.process_time() - started < 30
