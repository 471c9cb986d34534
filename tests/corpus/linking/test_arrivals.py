"""How a new article's wordings join the utterances that a library has."""

from dataclasses import replace
from datetime import date

from corpus.linking.arrivals import Join, joins
from corpus.linking.variants import Wording
from corpus.models import QuoteKind, SpeakerKind

FULL = Wording(
    "full",
    ("The harbour belongs to everyone who works in it, and no minister will sell it by night",),
    QuoteKind.DIRECT,
    "courier",
    "Ilse Varga",
    SpeakerKind.PERSON,
    date(2031, 5, 6),
)
HEAD = replace(FULL, public_id="head", article_id="herald", pieces=(FULL.pieces[0][:51],))
TAIL = replace(FULL, public_id="tail", article_id="herald", pieces=(FULL.pieces[0][53:],))
LABEL = replace(
    FULL,
    public_id="label",
    article_id="gazette",
    kind=QuoteKind.MIXED,
    pieces=("him a “harbour thief”",),
    day=None,
)
CALLED = replace(FULL, public_id="called", pieces=("he is a harbour thief",))


def test_the_surest_wording_of_a_group_is_joined() -> None:
    other = replace(FULL, public_id="other", pieces=("We shall open three schools in winter",))
    near = [replace(other, group="g1"), replace(HEAD, group="g2"), replace(TAIL, group="g2")]
    assert joins([FULL], near) == [Join("full", "head")]
    assert joins([FULL], [other]) == []


def test_a_fuller_wording_gathers_the_pieces_that_another_article_prints() -> None:
    found = joins([FULL], [HEAD, TAIL])
    assert {name for join in found for name in (join.public_id, join.of)} == {
        "full",
        "head",
        "tail",
    }
    assert len(found) == 2


def test_a_group_that_holds_a_rivals_wording_is_closed() -> None:
    nobody = replace(FULL, public_id="nobody", article_id="herald", speaker=None, group="g")
    rival = replace(nobody, public_id="rival", speaker="Otto Brandl")
    assert joins([HEAD], [replace(nobody, article_id="post")])
    assert not joins([HEAD], [nobody, rival])


def test_without_a_day_a_few_words_join_only_articles_that_share_more() -> None:
    assert not joins([LABEL], [CALLED])
    assert joins([replace(LABEL, day=CALLED.day)], [CALLED])
    shared = replace(HEAD, article_id="gazette", day=None)
    assert Join("label", "called") in joins([LABEL, shared], [CALLED, FULL])
