"""Two versions of an article: what became of each quote, borne out by the texts."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from corpus.linking.versions import (
    PrintedQuote,
    PrintedVersion,
    QuoteFate,
    QuotePair,
    compare_versions,
    is_remnant,
    may_be_one_article,
    may_be_one_speaker,
    reads_the_same,
)
from corpus.models import Article, Block, BlockKind, Publication, Span, SpeakerKind

BERG, DAHL = "Anna Berg", "Carl Dahl"


def quote(number: int, words: str, speaker: str | None = BERG, **told: str) -> PrintedQuote:
    """A quote whose sentence is `words` with "said" and the speaker, unless it is told."""
    sentence = told.get("sentence", f"“{words},” said {speaker}.")
    kind = SpeakerKind.PERSON if speaker else SpeakerKind.UNRESOLVED
    return PrintedQuote(f"{told.get('side', 'q')}{number}", (words,), sentence, speaker, kind)


def version(*quotes: PrintedQuote, text: str | None = None) -> PrintedVersion:
    printed = " ".join(each.sentence or " … ".join(each.pieces) for each in quotes)
    return PrintedVersion(printed if text is None else text, quotes)


def fates(before: PrintedVersion, after: PrintedVersion) -> list[QuoteFate]:
    return [pair.fate for pair in compare_versions(before, after)]


def test_the_same_words_are_kept_whatever_the_punctuation() -> None:
    before = version(quote(1, "We can't go on, not like this"))
    after = version(quote(2, "We can’t go on – not like THIS"))
    assert compare_versions(before, after) == (QuotePair(QuoteFate.KEPT, "q1", "q2"),)


def test_a_number_that_was_corrected_is_other_words() -> None:
    before = version(quote(1, "We will accept twelve per cent and not a penny less"))
    after = version(quote(2, "We will accept ten per cent and not a penny less"))
    assert compare_versions(before, after) == (QuotePair(QuoteFate.REWORDED, "q1", "q2"),)


def test_a_denial_that_lost_its_not_is_other_words() -> None:
    assert fates(version(quote(1, "I will not resign")), version(quote(2, "I will resign"))) == [
        QuoteFate.REWORDED
    ]


def test_one_word_replaced_by_another_is_found_by_its_sentence() -> None:
    told = "Berg called the offer made on Monday by the port {} and left the room"
    before = version(quote(1, "an insult", sentence=told.format("“an insult”")))
    after = version(quote(2, "a joke", sentence=told.format("“a joke”")))
    assert fates(before, after) == [QuoteFate.REWORDED]


def test_what_is_taken_out_is_lost_and_what_is_put_in_is_gained() -> None:
    before = version(quote(1, "The ferries will sail again in May"))
    after = version(quote(2, "Nobody asked the fishermen about any of it"))
    assert compare_versions(before, after) == (
        QuotePair(QuoteFate.GAINED, None, "q2"),
        QuotePair(QuoteFate.LOST, "q1", None),
    )


def test_what_only_extraction_no_longer_finds_is_neither_lost_nor_gained() -> None:
    found = version(quote(1, "The ferries will sail again in May"))
    unfound = version(text=found.text + " A line was added.")
    assert compare_versions(found, unfound) == ()
    assert compare_versions(unfound, found) == ()


def test_another_cut_of_words_that_both_texts_print_is_no_change() -> None:
    text = "“The ferries,” she said, “will sail again in May.”"
    part = replace(quote(1, ""), pieces=("will sail again in May",))
    whole = replace(quote(2, ""), pieces=("The ferries", "will sail again in May"))
    assert compare_versions(version(part, text=text), version(whole, text=text + " More.")) == (
        QuotePair(QuoteFate.KEPT, "q1", "q2"),
    )


def test_words_given_to_another_speaker_are_told() -> None:
    before, after = version(quote(1, "We are ready")), version(quote(2, "We are ready", DAHL))
    assert fates(before, after) == [QuoteFate.REASSIGNED]


def test_a_fuller_name_or_none_is_no_other_speaker() -> None:
    words = "We are ready to sail"
    before = version(quote(1, words, "Berg"))
    assert fates(before, version(quote(2, words, "Dr. Anna Berg"))) == [QuoteFate.KEPT]
    assert fates(before, version(quote(2, words, None))) == [QuoteFate.KEPT]


def test_another_reading_of_a_sentence_that_both_print_is_no_other_speaker() -> None:
    sentence = "“We are ready to sail,” she said."
    before = version(quote(1, "We are ready to sail", BERG, sentence=sentence))
    after = version(quote(2, "We are ready to sail", "Eva Falk", sentence=sentence))
    assert fates(before, after) == [QuoteFate.KEPT]


def test_a_speaker_who_is_not_certain_is_not_held_to_have_changed() -> None:
    before = version(quote(1, "We are ready to sail"))
    unsure = replace(quote(2, "We are ready to sail", DAHL), certain=False)
    assert fates(before, version(unsure)) == [QuoteFate.KEPT]


def test_words_said_twice_stay_with_their_speakers() -> None:
    words = "We are ready to sail"
    before = version(quote(1, words, BERG), quote(2, words, DAHL))
    after = version(quote(3, words, DAHL), quote(4, words, BERG))
    assert {(pair.before, pair.after) for pair in compare_versions(before, after)} == {
        ("q1", "q4"),
        ("q2", "q3"),
    }


def test_speakers_of_one_surname_are_two_unless_the_given_names_agree() -> None:
    assert not may_be_one_speaker("Mira Tolland", "Mark Tolland")
    assert may_be_one_speaker("Mira Tolland", "M. Tolland")
    assert may_be_one_speaker("Tolland", "Mira Tolland")
    assert not may_be_one_speaker(BERG, DAHL)


def article(text: str, *, headline: str = "Talks fail", boilerplate: str = "") -> Article:
    whole = f"{text}\n{boilerplate}"
    return Article(
        text=whole,
        blocks=(
            Block(BlockKind.PARAGRAPH, Span(0, len(text))),
            Block(BlockKind.BOILERPLATE, Span(len(text) + 1, len(whole))),
        ),
        headline=headline,
        publication=Publication(),
    )


def test_what_stands_around_an_article_may_change() -> None:
    one = article("The talks failed.", boilerplate="Most read: a whale")
    assert reads_the_same(one, article("The talks failed.", boilerplate="Most read: a seal"))
    assert not reads_the_same(one, article("The talks went on.", boilerplate="Most read: a whale"))
    assert not reads_the_same(one, article("The talks failed.", headline="Talks go on"))


def test_a_teaser_of_an_article_is_a_remnant_and_a_short_article_is_none() -> None:
    lead = "The talks about the ferries ended on Wednesday without a result, the union said."
    rest = " The port declined to comment." + " Nobody knows when they will go on again." * 8
    whole = article(lead + rest)
    assert is_remnant(whole, article(lead + " Subscribe to read on."))
    assert is_remnant(whole, article(""))
    assert not is_remnant(whole, article(lead + rest[:200]))
    assert not is_remnant(whole, article("The union said on Thursday that all of this was wrong."))
    assert not is_remnant(article(lead), article(lead))


def test_files_of_one_name_are_versions_only_if_they_share_much() -> None:
    text = "The talks about the ferries ended on Wednesday without a result, the union said."
    assert may_be_one_article(text, text + " They go on tomorrow at the town hall of the city.")
    other = "The museum shows paintings of the sea from Thursday on, and entry is free for all."
    assert not may_be_one_article(text, other)
    assert not may_be_one_article("", "")


WORDS = st.lists(
    st.sampled_from(
        ["we", "they", "will", "not", "sail", "stay", "on", "friday", "ferry", "twelve", "ten"]
    ),
    min_size=2,
    max_size=9,
).map(" ".join)
QUOTES = st.lists(st.tuples(WORDS, st.sampled_from([BERG, DAHL, None])), max_size=6)


def made(side: str, drawn: list[tuple[str, str | None]]) -> PrintedVersion:
    return version(*(quote(n, words, by, side=side) for n, (words, by) in enumerate(drawn)))


@given(QUOTES, QUOTES)
def test_each_quote_has_one_fate_at_most_and_the_texts_bear_it_out(
    old: list[tuple[str, str | None]], new: list[tuple[str, str | None]]
) -> None:
    before, after = made("a", old), made("b", new)
    pairs = compare_versions(before, after)
    for side in ("before", "after"):
        named = [found for pair in pairs if (found := getattr(pair, side)) is not None]
        assert len(named) == len(set(named))
    was = {each.public_id: each.pieces[0] for each in before.quotes}
    now = {each.public_id: each.pieces[0] for each in after.quotes}
    for pair in pairs:
        assert (pair.before is None) == (pair.fate is QuoteFate.GAINED)
        assert (pair.after is None) == (pair.fate is QuoteFate.LOST)
        if pair.fate is QuoteFate.LOST:
            assert was[pair.before or ""] not in after.text
        if pair.fate is QuoteFate.GAINED:
            assert now[pair.after or ""] not in before.text
        if pair.fate is QuoteFate.REWORDED:
            assert was[pair.before or ""] != now[pair.after or ""]


@given(QUOTES)
def test_an_unchanged_article_keeps_every_quote(drawn: list[tuple[str, str | None]]) -> None:
    pairs = compare_versions(made("a", drawn), made("b", drawn))
    assert [pair.fate for pair in pairs] == [QuoteFate.KEPT] * len(drawn)


@given(st.tuples(WORDS, st.sampled_from([BERG, None])), WORDS)
def test_going_back_undoes_what_was_done(old: tuple[str, str | None], words: str) -> None:
    before, after = made("a", [old]), made("b", [(words, BERG)])
    mirror = {QuoteFate.LOST: QuoteFate.GAINED, QuoteFate.GAINED: QuoteFate.LOST}
    there = {mirror.get(fate, fate) for fate in fates(before, after)}
    assert there == set(fates(after, before))
