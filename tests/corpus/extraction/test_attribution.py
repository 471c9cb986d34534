"""Who said it: the examples of the lexicons, and one test for each way of attributing words."""

import tomllib
from importlib.resources import files

import pytest

from corpus.extraction import nlp
from corpus.extraction.cues import cues
from corpus.extraction.pipeline import extract
from corpus.models import Article, Block, BlockKind, Quote, QuoteKind, Span

FAMILIES = ("say", "demand", "think", "show", "judge", "label", "nouns", "phrases")


def article(*paragraphs: str) -> Article:
    blocks: list[Block] = []
    for paragraph in paragraphs:
        start = blocks[-1].span.end + 2 if blocks else 0
        blocks.append(Block(BlockKind.PARAGRAPH, Span(start, start + len(paragraph))))
    return Article("\n\n".join(paragraphs), tuple(blocks))


def quotes(*paragraphs: str) -> tuple[Quote, ...]:
    return extract(article(*paragraphs), nlp.load()).quotes


def told(*paragraphs: str) -> list[tuple[str | None, str]]:
    """(source as printed, words) of each quote, pieces joined by " … "."""
    text = "\n\n".join(paragraphs)
    return [
        (
            text[slice(*quote.speaker.span)] if quote.speaker.span else None,
            " … ".join(text[slice(*span)] for span in quote.spans),
        )
        for quote in quotes(*paragraphs)
    ]


def examples() -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = []
    for family in FAMILIES:
        path = files("corpus.extraction.lexicons") / f"cues_{family}.toml"
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        found += [(row["text"], row["source"], row["words"]) for row in table["examples"]]
    return found


@pytest.mark.parametrize(("text", "source", "words"), examples())
def test_examples_of_the_lexicons(text: str, source: str, words: str) -> None:
    assert (source, words) in told(text)


def test_every_verb_of_the_lexicon_is_found_by_its_forms() -> None:
    lexicon = cues()
    for form, lemma in (("said", "say"), ("hoped", "hope"), ("denies", "deny"), ("says", "say")):
        assert lexicon.verb(form, lemma) is lexicon.verbs[lemma]
    assert lexicon.verb("walked", "walk") is None


def test_kinds_and_quoted_stretches() -> None:
    direct, mixed, indirect = quotes(
        "“The bridge is safe,” said Ada Lund.",
        "Ada Lund said the builders had been “very slow” in spring.",
        "Ada Lund said that the mill would close.",
    )
    assert direct.kind is QuoteKind.DIRECT
    assert direct.quoted == direct.spans
    assert mixed.kind is QuoteKind.MIXED
    assert mixed.quoted[0].start > mixed.spans[0].start
    assert indirect.kind is QuoteKind.INDIRECT
    assert indirect.quoted == ()


def test_ids_follow_the_text() -> None:
    found = quotes("“One is enough,” said Ada Lund.", "“Two are better,” said Omar Reyes.")
    assert [quote.local_id for quote in found] == ["q1", "q2"]
    assert found[0].spans < found[1].spans


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    (quote,) = quotes("“Wind is cheap,” Ada Lund told reporters.", "“It is also clean.”")
    assert quote.speaker.name == "Ada Lund"
    assert len(quote.spans) == 2


def test_an_open_paragraph_waits_for_its_speaker() -> None:
    assert told("“The first is speed.", "“The second is care,” Ada Lund said.") == [
        ("Ada Lund", "The first is speed. … The second is care,")
    ]


def test_another_speaker_ends_a_continuation() -> None:
    found = told(
        "“Wind is cheap,” said Ada Lund. “It is clean.”",
        "“It is ugly,” said Omar Reyes.",
    )
    assert found == [
        ("Ada Lund", "Wind is cheap, … It is clean."),
        ("Omar Reyes", "It is ugly,"),
    ]


def test_a_colon_may_end_the_paragraph_before() -> None:
    assert told("Ada Lund continued:", "“The mill must close.”") == [
        ("Ada Lund", "The mill must close.")
    ]


def test_a_name_before_a_colon_and_after_a_dash() -> None:
    assert told("Ada Lund: “The bridge is safe.”") == [("Ada Lund", "The bridge is safe.")]
    assert told("“The bridge is safe.” — Ada Lund") == [("Ada Lund", "The bridge is safe.")]


def test_transcripts_and_posts() -> None:
    assert told("LUND: We have no time.", "REYES: We have all day.") == [
        ("LUND", "We have no time."),
        ("REYES", "We have all day."),
    ]
    assert told("We open at dawn. — Ada Lund (@adalund) May 3, 2021") == [
        ("Ada Lund", "We open at dawn.")
    ]
    assert told("NOTE: The bridge is shut.") == []


def test_a_relative_pronoun_speaks_for_its_noun() -> None:
    (quote,) = quotes("Omar Reyes met Ada Lund, who said the river was rising.")
    assert quote.speaker.name == "Ada Lund"


def test_a_second_report_keeps_the_first_one_s_subject() -> None:
    found = told("Ada Lund said it was too early to judge but added, “We all have an idea.”")
    assert ("Ada Lund", "We all have an idea.") in found


def test_scare_quotes_and_titles_are_not_speech() -> None:
    assert told("The “bridge” is a plank.", "He read the book “The Long River” twice.") == []


def test_words_inside_a_quotation_report_nothing_of_their_own() -> None:
    found = told("“I think Omar Reyes said that he was ill,” said Ada Lund.")
    assert [source for source, _ in found] == ["Ada Lund"]


def test_unnamed_and_unresolved_sources_are_never_certain_people() -> None:
    (quote,) = quotes("“It is over,” said a person familiar with the plan.")
    assert quote.speaker.kind.value == "unnamed"


def test_captions_and_forms_report_nothing() -> None:
    text = "“Sign up now,” said Ada Lund."
    boilerplate = Block(BlockKind.BOILERPLATE, Span(0, len(text)))
    assert extract(Article(text, (boilerplate,)), nlp.load()).quotes == ()


def test_words_joined_by_and_are_one_statement() -> None:
    found = told("Ada Lund called the plan “bold” and “clearly right” on Monday.")
    assert found == [("Ada Lund", "the plan “bold” and “clearly right”")]


def test_a_report_that_resumes_another_keeps_its_source() -> None:
    found = told("Ada Lund said that the mill would close but conceded that it was a loss.")
    assert found == [
        ("Ada Lund", "that the mill would close"),
        ("Ada Lund", "that it was a loss"),
    ]


def test_what_the_reporter_adds_is_left_out() -> None:
    found = told("Ada Lund said that the mill would close, which surprised nobody in Orrin.")
    assert found == [("Ada Lund", "that the mill would close")]
