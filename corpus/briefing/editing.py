"""What an editor strikes from a briefing, and why; and deeds told in their whole sentence."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from enum import StrEnum

from corpus.briefing.items import Statement
from corpus.briefing.periods import last_day
from corpus.linking.words import NAMING, covered, words
from corpus.models import Article, EventKind, QuoteKind, SpeakerKind

_BACKGROUND = timedelta(days=45)  # before its article's day: told to explain, not as news
_TELLING = 2.0  # what words must tell before they can be said to say the same
_SAME = 0.8  # of the shorter one's telling words: one person's two sentences say one thing
_LEANING = {
    *("his", "her", "their", "its", "my", "our", "your", "this", "that", "these", "those", "such"),
    *("both", "neither", "others", "all"),
}
_TIMES = frozenset(("when", "after", "before", "while", "since", "once", "until"))
_SUBORDINATE = _TIMES | {
    *("as", "if", "because", "though", "although", "whether", "unless", "than", "how"),
    *("who", "whom", "whose", "which", "where"),
}
_EDGES = " .,;:!?\"'“”‘’"
_END = re.compile(r"[.!?][”\"’')\]]*\s+(?=[“\"'‘(\[]?[A-Z0-9])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sens?|Reps?|Gov|Gen|Lt|Col|Capt|Sgt|Adm|Hon|Rev|St|Jr|Sr|vs|No|Inc"
    r"|Co|Corp|Ltd|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec)|(?<![a-z])[A-Z])\.$"
)


class LeftOutReason(StrEnum):
    """Why something new is not in a briefing."""

    KNOWN = "known"  # the record had another wording of this utterance before
    REPRINT = "reprint"  # another new wording of it was chosen
    UNRESOLVED = "unresolved"  # nobody can be named for it
    NAMELESS = "nameless"  # whoever it is has no name in it: "polls", "his own staff"
    HEADLINE = "headline"  # a headline alone tells it
    BACKGROUND = "background"  # told in passing, or of long before its article
    FRAGMENT = "fragment"  # reported in so few words that they tell nothing by themselves
    LESS = "less"  # others weighed more, and there was no room


def struck(statement: Statement) -> LeftOutReason | None:
    """Why an editor would not print a statement for itself; None where nothing speaks against."""
    if statement.actor is None or statement.actor_kind is SpeakerKind.UNRESOLVED:
        return LeftOutReason.UNRESOLVED
    if statement.actor_kind is not SpeakerKind.PERSON and not names_somebody(statement.actor):
        return LeftOutReason.NAMELESS
    if shown_words(statement).strip(_EDGES) in (statement.source.headline or ""):
        return LeftOutReason.HEADLINE
    if _in_passing(statement) or is_long_ago(statement):
        return LeftOutReason.BACKGROUND
    return LeftOutReason.FRAGMENT if _is_fragment(statement) else None


def may_stand_above(statement: Statement) -> bool:
    """Whether a statement that is struck for itself can say what is answered under it."""
    if statement.actor_kind is SpeakerKind.UNRESOLVED:
        return statement.quote_kind is QuoteKind.DIRECT
    return struck(statement) is LeftOutReason.BACKGROUND and not _in_passing(statement)


def is_long_ago(statement: Statement) -> bool:
    """Whether an article of a known day tells it of long before, or of some day before."""
    published, day = statement.source.publication.day, statement.day
    if published is None:
        return False
    return day.value is None or last_day(day.value, day.precision) < published - _BACKGROUND


def same(one: Statement, other: Statement) -> bool:
    """Whether two statements show one sentence, or one actor's say the same as they are shown."""
    if shown_words(one) == shown_words(other):
        return True
    return one.actor == other.actor and (
        _covered(shown_words(one), shown_words(other))
        or _covered(" ".join(one.pieces), " ".join(other.pieces))
    )


def _covered(one: str, other: str) -> bool:
    """Whether what the shorter text tells, if it tells something, stands in the other."""
    first, second = (words((text,), all_quoted=False) for text in (one, other))
    least = min(sum(first.telling.values()), sum(second.telling.values()))
    return least >= _TELLING and covered(first, second) >= _SAME


def in_full(statements: Sequence[Statement], articles: Mapping[str, Article]) -> list[Statement]:
    """The statements, with the whole sentence for each deed that only a clause tells.

    `articles` are by public id; what is not of one of them stays as it is.
    """
    return [
        replace(each, sentence=_sentence(article, each.position, each.pieces[0]))
        if each.quote_id is None and (article := articles.get(each.source.article_id))
        else each
        for each in statements
    ]


def _in_passing(statement: Statement) -> bool:
    """Whether it is told by a clause that hangs on another: "when Lee criticised the plan"."""
    sentence = statement.sentence
    if sentence is None or statement.quote_kind is QuoteKind.DIRECT:
        return False
    if statement.quote_id is None:
        return _word_before(sentence, statement.pieces[0]) in _SUBORDINATE
    # "When Lee was asked, he said": what opens the sentence is not what reports the words.
    name = (statement.actor or "").split()[-1:]
    return bool(name) and _word_before(sentence.partition(" ")[2], name[0]) in _TIMES


def _word_before(sentence: str, words: str) -> str:
    """The word before these ones, folded; "" where they open the sentence or are not in it."""
    before, found, _ = sentence.partition(words)
    return before.split()[-1].casefold() if found and before.split() else ""


def names_somebody(actor: str) -> bool:
    """Whether it is a name, or says whose people they are: "a White House official"."""
    first, *rest = actor.split()
    if first.casefold() in _LEANING:
        return False
    named = rest if first.casefold() in {"the", "a", "an"} else [first, *rest]
    return any(word[0].isupper() for word in named)


def _is_fragment(statement: Statement) -> bool:
    """Reported words without two that tell something: "what he thought", "the remark".

    A sentence that only leads to an answer ("The ministry hit back on Monday") tells nothing: it
    names nobody who is answered and reports no words. A deed is told by few words.
    """
    if statement.quote_kind is QuoteKind.DIRECT:
        return False
    if statement.quote_kind is None and (statement.target or statement.kind is EventKind.ACT):
        return False
    telling = words(statement.pieces, all_quoted=False).telling.values()
    least = 4.5 if statement.quote_kind is None else 2.0
    return sum(weight for weight in telling if weight >= NAMING) < least


def shown_words(statement: Statement) -> str:
    """The words that stand for a statement: its own, or the sentence that reports it."""
    pieces = " ".join(statement.pieces)
    return pieces if statement.quote_kind is QuoteKind.DIRECT else statement.sentence or pieces


def _sentence(article: Article, at: int, clause: str) -> str:
    """The sentence of the article round a clause at offset `at`, within its block."""
    block = next(each.span for each in article.blocks if each.span.start <= at < each.span.end)
    text = article.text
    start, end = block
    for found in _END.finditer(text, block.start, block.end):
        if _ABBREVIATED.search(text, max(block.start, found.start() - 6), found.start() + 1):
            continue
        if found.end() <= at:
            start = found.end()
        elif found.start() + 1 >= at + len(clause):
            end = found.end()
            break
    return text[start:end].strip()
