"""Cards of `compare`: the wordings of one utterance, with what differs marked and named."""

from collections.abc import Iterator
from typing import assert_never

from bot.newsroom.answers import (
    CompareAnswer,
    ComparisonFound,
    NothingQuoted,
    QuoteLine,
    WordingLine,
)
from bot.show.actions import ShowComparison, ShowContext, ShowReactions
from bot.show.cards import Button, Card, Choice, Line, LineKind, Menu, Run, Section, small
from bot.show.catalogue import say
from bot.show.lines import (
    JOINT,
    day_text,
    page_buttons,
    page_line,
    source_runs,
    speaker_runs,
    words_line,
)
from bot.show.quotes import nothing_quoted_card


def compare_card(answer: CompareAnswer, locale: str = "en") -> Card:
    """The card of any answer to `compare`."""
    match answer:
        case ComparisonFound():
            return _found_card(answer, locale)
        case NothingQuoted():
            return nothing_quoted_card(answer, locale)
        case _:
            assert_never(answer)


def _found_card(answer: ComparisonFound, locale: str) -> Card:
    page, quote_id = answer.page, answer.lines[0].line.public_id
    turn = (
        ShowComparison(quote_id, max(0, page.number - 1)),
        ShowComparison(quote_id, page.number + 1),
    )
    reactions = Button(say("button.reactions", locale), ShowReactions(quote_id))
    title = say("compare.title" if page.total > 1 else "compare.alone", locale)
    return Card(
        title,
        tuple(_section(wording, locale) for wording in answer.lines),
        menus=_others(answer.others, locale),
        buttons=(*page_buttons(page, *turn, locale), reactions),
        footer=(*_legend(answer, locale), *page_line(page, locale)),
    )


def _section(wording: WordingLine, locale: str) -> Section:
    line = wording.line
    words = words_line(line.pieces, line.sentence, line.kind, locale, wording.own)
    said = (
        Run("— "),
        *speaker_runs(line, locale),
        Run(" · " + day_text(line.day, locale, line.day_source)),
    )
    source = source_runs(line.source, locale)
    if wording.first:
        source = (*source, Run(" · " + say("compare.first", locale)))
    lines = [words, Line(said), Line(source, LineKind.SMALL), *_notes(wording, locale)]
    if line.disputed:
        lines.append(small(say("quote.disputed", locale)))
    return Section(tuple(lines), Button(say("button.context", locale), ShowContext(line.public_id)))


def _notes(wording: WordingLine, locale: str) -> Iterator[Line]:
    """What sets the wording apart, in small print; the words themselves are verbatim."""
    if wording.fullest:
        yield small(say("compare.fullest", locale))
    elif wording.shared:
        yield _listed("compare.shared", wording.shared, locale)
    elif not (wording.own or wording.cut):
        yield small(say("compare.same", locale))
    if wording.cut:
        yield _listed("compare.cut", wording.cut, locale)
    if wording.brackets:
        yield _listed("compare.brackets", wording.brackets, locale)
    if wording.ellipsis:
        yield small(say("compare.ellipsis", locale))


def _listed(key: str, stretches: tuple[str, ...], locale: str) -> Line:
    words = " · ".join(f"“{stretch}”" for stretch in stretches)
    return Line((Run(say(key, locale) + " "), Run(words, body=True)), LineKind.SMALL)


def _legend(answer: ComparisonFound, locale: str) -> tuple[Line, ...]:
    own = any(wording.own for wording in answer.lines)
    return (small(say("compare.legend", locale)),) if own else ()


def _others(lines: tuple[QuoteLine, ...], locale: str) -> tuple[Menu, ...]:
    """Other utterances that the words fit, to compare instead."""
    choices = tuple(
        Choice(
            f"{line.speaker or say('speaker.unresolved', locale)}: {JOINT.join(line.pieces)}",
            ShowComparison(line.public_id),
            line.source.outlet or say("source.no_outlet", locale),
        )
        for line in lines
    )
    return (Menu(say("compare.others", locale), choices),) if choices else ()
