"""Selection over an invented harbour strike: days that many tell of, sentences said once."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from corpus.briefing.passages import Passage, arrange
from corpus.briefing.selection import Wanted, choose

FIRST, STRIKE, DEAL, LAST = (date(2031, 5, day) for day in (1, 6, 12, 20))


def told(article: str, place: int, published: date, text: str, *days: date) -> Passage:
    """A passage of the harbour strike."""
    return Passage(article, place, published, text, days)


def library() -> list[Passage]:
    """Six articles on a strike and its end, one on a flower show."""
    walk = "Dock workers of Amley walked out and closed the harbour on May 6 over night shifts ."
    deal = "Dock workers and the harbour of Amley signed a deal on May 12 that ends night shifts ."
    found = [told("show", 0, STRIKE, "Roses and tulips won medals at the county show of flowers .")]
    for number in range(6):
        published = STRIKE + timedelta(days=2 * number + 1)
        name = f"a{number}"
        opening = f"The harbour of Amley and its dock workers argued for the {number}th time ."
        found += [
            told(name, 0, published, opening),
            told(name, 1, published, walk, STRIKE),
            told(name, 2, published, f"Ferry number {number} waited in the harbour of Amley ."),
        ]
        if published > DEAL:
            found.append(told(name, 3, published, deal, DEAL))
    return found


WANTED = Wanted(FIRST, LAST, 2, 2)


def texts(chosen: dict[date, tuple[Passage, ...]]) -> list[str]:
    return [each.text for passages in chosen.values() for each in passages]


def test_the_days_that_most_articles_tell_of_are_chosen_earliest_first() -> None:
    assert list(choose(arrange(library()), WANTED)) == [STRIKE, DEAL]


def test_a_day_is_told_by_a_sentence_that_names_it() -> None:
    chosen = choose(arrange(library()), Wanted(FIRST, LAST, 2, 1))
    assert [passages[0].days for passages in chosen.values()] == [(STRIKE,), (DEAL,)]


def test_no_text_is_chosen_twice_though_six_articles_print_it() -> None:
    shown = texts(choose(arrange(library()), Wanted(FIRST, LAST, 9, 5)))
    assert len(shown) == len(set(shown)) > 2


def test_the_same_said_with_a_word_more_is_not_shown_again() -> None:
    again = told("b", 0, LAST, library()[2].text.replace("walked out", "walked out again"), STRIKE)
    chosen = choose(arrange([*library(), again]), Wanted(FIRST, LAST, 1, 9))
    assert sum("walked out" in text for text in texts(chosen)) == 1


def test_the_second_sentence_tells_what_the_first_one_leaves_out() -> None:
    gate = "Pickets at the gate of Amley burned tyres on May 6"
    day = [
        told("c1", 0, STRIKE, "Dock workers closed the harbour", STRIKE),
        told("c2", 0, STRIKE, "Dock workers closed the harbour over night shifts", STRIKE),
        told("c3", 0, STRIKE, "Dock workers closed the harbour over pay and night shifts", STRIKE),
        told("c4", 0, STRIKE, gate, STRIKE),
        told("c5", 0, STRIKE, "Pickets burned tyres", STRIKE),
    ]
    first, second = texts(choose(arrange(day), Wanted(STRIKE, STRIKE, 1, 2)))
    assert "harbour" in first
    assert second == gate


def test_a_passage_of_no_worth_counts_for_its_day_and_is_not_shown() -> None:
    unseen = [
        Passage(f"w{n}", 0, LAST, f"Harbour cranes of Amley fell, witness {n} tells", (LAST,), 0.0)
        for n in range(9)
    ]
    seen = told("seen", 0, LAST, "Harbour cranes of Amley fell down onto three dock ferries", LAST)
    days = choose(arrange([*library(), *unseen, seen]), Wanted(FIRST, LAST, 1, 3))
    assert days == {LAST: (seen,)}
    assert LAST not in choose(arrange([*library(), *unseen]), Wanted(FIRST, LAST, 9, 3))


def test_words_asked_for_pull_their_articles_up() -> None:
    plain = choose(arrange(library()), Wanted(FIRST, LAST, 1, 3))
    assert list(plain) == [STRIKE]
    rich = [
        told(f"r{n}", 0, LAST, f"Roses of the harbour of Amley won medal {n} at the show", LAST)
        for n in range(5)
    ]
    asked = choose(arrange([*library(), *rich], ["Roses"]), Wanted(FIRST, LAST, 1, 3))
    assert list(asked) == [LAST]


def test_articles_outside_the_period_count_with_hindsight_only() -> None:
    late = told("late", 0, LAST, "The harbour of Amley was closed to dock workers", FIRST)
    period = Wanted(FIRST, FIRST, 1, 1)
    assert choose(arrange([*library(), late]), period) == {}
    assert choose(arrange([*library(), late]), Wanted(FIRST, FIRST, 1, 1, hindsight=True)) == {
        FIRST: (late,)
    }


def test_nothing_is_chosen_of_nothing() -> None:
    assert choose(arrange([]), WANTED) == {}


@given(st.permutations(library()))
def test_the_order_of_passages_changes_nothing(passages: list[Passage]) -> None:
    assert choose(arrange(passages), WANTED) == choose(arrange(library()), WANTED)


@given(st.integers(1, 12), st.floats(1, 4), st.dates(FIRST, LAST), st.dates(FIRST, LAST))
def test_bounds_hold(days: int, mean: float, one: date, other: date) -> None:
    first, last = sorted((one, other))
    chosen = choose(arrange(library()), Wanted(first, last, days, mean))
    assert all(first <= day <= last for day in chosen)
    assert len(chosen) <= days
    assert len(texts(chosen)) <= max(days, round(days * mean))
