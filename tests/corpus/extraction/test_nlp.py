"""Parsing: offsets hold, blocks part sentences, long texts are parsed in pieces."""

import time
from typing import Any

import spacy
from spacy.tokens import Token
from threadpoolctl import threadpool_info

from corpus.extraction import nlp
from corpus.models import Article, Block, BlockKind, Span
from corpus.samples import samples


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


def test_another_multiplication_of_matrices_reads_the_same_out_of_all_samples() -> None:
    ours, as_it_comes = nlp.load(), spacy.load(nlp.MODEL)
    as_it_comes.tokenizer = ours.tokenizer
    texts = [data.decode() for _, data in samples()]
    seen = 0
    for one, other in zip(ours.pipe(texts), as_it_comes.pipe(texts), strict=True):
        assert [_read(token) for token in one] == [_read(token) for token in other]
        seen += len(one)
    assert seen > 2000


def test_a_process_that_parses_multiplies_in_one_thread() -> None:
    nlp.load()
    pools: list[dict[str, Any]] = threadpool_info()  # pyright: ignore[reportUnknownVariableType]
    assert {pool["num_threads"] for pool in pools if pool["user_api"] == "blas"} == {1}


def _read(token: Token) -> tuple[object, ...]:
    return (
        token.text,
        token.tag_,
        token.lemma_,
        token.dep_,
        token.head.i,
        token.ent_iob_,
        token.ent_type_,
    )
