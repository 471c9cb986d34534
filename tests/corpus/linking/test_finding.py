"""Wordings that may be one utterance are found among many, and none is left out."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from corpus.linking.finding import WordingFinder
from corpus.linking.variants import FARTHEST, Wording, same_utterance, worth_comparing
from corpus.models import QuoteKind, SpeakerKind

DAY = date(2031, 5, 6)
SAID = Wording(
    "said",
    ("The harbour belongs to everyone who works in it, and no minister will sell it by night",),
    QuoteKind.DIRECT,
    "courier",
    "Ilse Varga",
    SpeakerKind.PERSON,
    DAY,
)
OTHERS = (
    "We shall open three schools before the winter",
    "The minister was not asked about the bridge",
    "Nobody in this town has seen the report yet",
)

# Few words, so that texts share some: telling ones, names, and those that tell little.
WORDS = (
    *("harbour", "harbours", "sell", "sold", "Minister", "minister", "Varga", "night"),
    *("the", "and", "we", "will", "not", "it", "never"),
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A few words, with quotation marks or without."""
    words = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12)))
    return draw(st.sampled_from(["{}", "“{}”", "he called it “{}” again"])).format(words)


@st.composite
def wordings(draw: st.DrawFn) -> Wording:
    """Somebody's words, of a day or of none."""
    speaker = draw(st.sampled_from([None, "Ilse Varga", "Varga", "Otto Brandl"]))
    days = draw(st.one_of(st.none(), st.integers(0, 20)))
    return replace(
        SAID,
        pieces=tuple(draw(st.lists(texts(), min_size=1, max_size=2))),
        kind=draw(st.sampled_from(QuoteKind)),
        speaker=speaker,
        speaker_kind=SpeakerKind.PERSON if speaker else SpeakerKind.UNRESOLVED,
        day=None if days is None else DAY + timedelta(days),
    )


def finder(*wordings: Wording) -> WordingFinder:
    """A finder that knows each by its place."""
    found = WordingFinder()
    for number, wording in enumerate(wordings):
        found.add(number, wording.words, wording.day)
    return found


def test_a_shorter_wording_is_found_among_others() -> None:
    known = [replace(SAID, pieces=(text,)) for text in OTHERS]
    known.insert(1, replace(SAID, pieces=("no minister will sell it by night",)))
    assert finder(*known).near([SAID]) == [[1]]


def test_each_new_wording_has_its_own() -> None:
    new = [replace(SAID, pieces=(text,)) for text in OTHERS]
    assert finder(*new).near(list(reversed(new))) == [[2], [1], [0]]


def test_what_was_said_much_earlier_or_later_is_not_compared() -> None:
    days = (-FARTHEST - 1, -2, 0, 2, FARTHEST + 1)
    known = finder(*(replace(SAID, day=DAY + timedelta(each)) for each in days))
    assert known.near([SAID]) == [[1, 2, 3]]


def test_words_of_an_unknown_day_may_have_been_said_at_any_time() -> None:
    undated = replace(SAID, day=None)
    assert finder(undated).near([SAID]) == [[0]]
    assert finder(SAID).near([undated]) == [[0]]


def test_beside_words_of_a_known_day_those_without_one_are_sought_near_it() -> None:
    long_ago = replace(SAID, day=DAY - timedelta(300))
    dated = replace(SAID, pieces=(OTHERS[0],))
    undated = replace(SAID, day=None)
    assert finder(long_ago).near([undated, dated]) == [[], []]


def test_with_nothing_known_nothing_is_near() -> None:
    assert finder().near([SAID]) == [[]]
    assert len(finder(SAID)) == 1


@given(wordings(), st.lists(wordings(), min_size=1, max_size=6))
def test_nothing_that_would_be_judged_one_utterance_is_left_out(
    new: Wording, known: list[Wording]
) -> None:
    (near,) = finder(*known).near([new])
    for number, other in enumerate(known):
        if worth_comparing(new, other) and same_utterance(new, other).same:
            assert number in near
