"""The quicker attribute ruler says of every token what spaCy's own says."""

from typing import Any, cast

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token

from corpus.extraction.model import MODEL
from corpus.extraction.ruler import NAME, RememberingRuler, quicken
from corpus.samples import samples

ODD = (
    "",
    "  \n\n Once, she had n't known that they themselves could 've come .\n",
    "He said that he was to be there; there's more to it than that, isn't there?",
    "\"Ha! More! MORE\" -- cried Ivo's aunt, whose 3rd boat (the 'Alder') was one of them.",
    "To be or not to be seen, going to go, having had it done, 'd you mind?",
)


@pytest.fixture(scope="module")
def own() -> Language:
    return spacy.load(MODEL)


@pytest.fixture(scope="module")
def quick() -> Language:
    nlp = spacy.load(MODEL)
    quicken(nlp)
    return nlp


def said(token: Token) -> tuple[str, ...]:
    return (token.text, token.tag_, token.pos_, token.lemma_, str(token.morph))


def test_it_says_the_same_of_all_samples_and_of_odd_sentences(
    own: Language, quick: Language
) -> None:
    texts = [*ODD, *(data.decode() for _, data in samples())]
    seen = 0
    for one, other in zip(own.pipe(texts), quick.pipe(texts), strict=True):
        assert [said(token) for token in other] == [said(token) for token in one]
        seen += len(one)
    assert seen > 2000


def test_a_pipeline_has_the_quicker_one_in_the_place_of_its_own(
    own: Language, quick: Language
) -> None:
    assert quick.pipe_names == own.pipe_names
    assert isinstance(quick.get_pipe(NAME), RememberingRuler)


def test_a_rule_that_looks_at_more_than_the_token_s_kind_is_matched_as_ever(own: Language) -> None:
    rules: list[dict[str, Any]] = [
        {"patterns": [[{"TAG": "NN"}]], "attrs": {"POS": "NOUN"}},
        {"patterns": [[{"LOWER": {"REGEX": "^sail"}}]], "attrs": {"POS": "VERB"}},
        {"patterns": [[{"ORTH": "Harbour"}]], "attrs": {"LEMMA": "harbor"}},
        {"patterns": [[{"LOWER": "the"}, {"TAG": "NN"}]], "attrs": {"LEMMA": "it"}, "index": 1},
    ]
    doc = Doc(own.vocab, ["The", "Harbour", "sailors", "Harbour"], tags=["DT", "NN", "NN", "XX"])
    ruler = RememberingRuler(own.vocab, NAME, rules)
    cast(Any, ruler)(doc)
    assert [token.pos_ for token in doc] == ["", "NOUN", "VERB", ""]
    assert [token.lemma_ for token in doc] == ["", "it", "", "harbor"]
