"""Cards of `quote`: what was said, in its paragraph, and moderators' changes."""

from typing import assert_never

from bot.newsroom.answers import (
    ContextFound,
    NothingQuoted,
    QuoteAnswer,
    QuoteFilters,
    QuoteLine,
    QuotesFound,
)
from bot.show.actions import (
    Change,
    Moderate,
    ShowContext,
    ShowHistory,
    ShowQuotes,
    ShowReactions,
    ShowWordings,
)
from bot.show.cards import (
    Accent,
    Button,
    Card,
    Line,
    LineKind,
    Run,
    Section,
    Tone,
    notice,
    plain,
    small,
)
from bot.show.catalogue import say
from bot.show.fitting import window
from bot.show.lines import (
    before_line,
    day_text,
    marked,
    page_buttons,
    page_line,
    quote_lines,
    source_runs,
    speaker_runs,
)

PARAGRAPH = 3_000
"""Characters of a paragraph that a card has room for."""


def quote_card(answer: QuoteAnswer, locale: str = "en") -> Card:
    """The card of any answer to `quote`."""
    match answer:
        case QuotesFound():
            return _found_card(answer, locale)
        case NothingQuoted():
            return nothing_quoted_card(answer, locale)
        case _:
            assert_never(answer)


def _found_card(answer: QuotesFound, locale: str) -> Card:
    page = answer.page
    turn = (
        _search(answer.asked, answer.filters, max(0, page.number - 1)),
        _search(answer.asked, answer.filters, page.number + 1),
    )
    return Card(
        say("quote.found", locale, asked=answer.asked),
        quote_sections(answer.lines, locale),
        buttons=page_buttons(page, *turn, locale),
        footer=(*_filter_lines(answer.filters, locale), *page_line(page, locale)),
    )


def nothing_quoted_card(answer: NothingQuoted, locale: str) -> Card:
    """No quote has the words: the nearest ones, or how to begin."""
    if answer.library_empty:
        line = say("library.empty", locale)
    elif answer.nearest:
        line = say("quote.nearest", locale)
    else:
        line = say("quote.nothing_near", locale)
    return Card(
        say("quote.nothing", locale, asked=answer.asked),
        (Section((plain(line),)), *quote_sections(answer.nearest, locale)),
        footer=_filter_lines(answer.filters, locale),
        accent=Accent.NOTHING,
    )


def quote_sections(lines: tuple[QuoteLine, ...], locale: str) -> tuple[Section, ...]:
    """A section a quote, each with its context button."""
    label = say("button.context", locale)
    return tuple(
        Section(quote_lines(line, locale), Button(label, ShowContext(line.public_id)))
        for line in lines
    )


def _search(asked: str, filters: QuoteFilters, page: int) -> ShowQuotes:
    return ShowQuotes(
        asked,
        filters.by or "",
        filters.outlet or "",
        filters.after or "",
        filters.before or "",
        page,
    )


def _filter_lines(filters: QuoteFilters, locale: str) -> tuple[Line, ...]:
    asked = (
        ("quote.filter.by", filters.by),
        ("quote.filter.outlet", filters.outlet),
        ("quote.filter.after", filters.after),
        ("quote.filter.before", filters.before),
    )
    shown = [say(key, locale, value=value) for key, value in asked if value]
    return (small(" · ".join(shown)),) if shown else ()


def context_card(answer: ContextFound, locale: str = "en", *, moderator: bool = False) -> Card:
    """A quote in its paragraph, in bold; with what a moderator may do about it."""
    line = answer.line
    said = (*speaker_runs(line, locale), Run(" · " + day_text(line.day, locale, line.day_source)))
    about = [Line(said), Line(source_runs(line.source, locale), LineKind.SMALL)]
    if line.before is not None:
        about.append(before_line(line.before, line.speaker, locale))
    if line.disputed:
        about.append(small(say("quote.disputed", locale)))
    paragraph = window(answer.paragraph, answer.bold, PARAGRAPH)
    return Card(
        say("context.title", locale),
        (
            Section((Line(marked(*paragraph), LineKind.QUOTE),)),
            Section(tuple(about)),
        ),
        buttons=(*_ways_on(line, locale), *_moderate(line, moderator, locale)),
        footer=(small(say("context.id", locale, quote_id=line.public_id)),),
        accent=Accent.WARNING if line.disputed else Accent.ANSWER,
    )


def _ways_on(line: QuoteLine, locale: str) -> tuple[Button, ...]:
    """To the other wordings and the article's versions, where there are any; to who answered."""
    ways = [Button(say("button.reactions", locale), ShowReactions(line.public_id))]
    if line.wordings > 1:
        label = say("button.wordings", locale, count=line.wordings)
        ways.insert(0, Button(label, ShowWordings(line.public_id)))
    if line.before is not None or line.source.withdrawn is not None:
        label = say("button.history", locale)
        ways.append(Button(label, ShowHistory(line.source.article_id)))
    return tuple(ways)


def _moderate(line: QuoteLine, moderator: bool, locale: str) -> tuple[Button, ...]:
    if not moderator:
        return ()
    wrong: Change = "unwrong" if line.disputed else "wrong"
    return (
        Button(say("button.hide", locale), Moderate("hide", line.public_id), Tone.DANGER),
        Button(say(f"button.{wrong}", locale), Moderate(wrong, line.public_id)),
    )


UNDO: dict[Change, Change] = {
    "hide": "unhide",
    "unhide": "hide",
    "wrong": "unwrong",
    "unwrong": "wrong",
}


def moderated_card(done: Moderate, locale: str = "en") -> Card:
    """A moderator's change is made; one press takes it back."""
    card = notice(
        say(f"moderated.{done.change}", locale),
        say("moderated.undo", locale),
        accent=Accent.DONE,
    )
    undo = Button(say("button.undo", locale), Moderate(UNDO[done.change], done.quote_id))
    footer = (small(say("context.id", locale, quote_id=done.quote_id)),)
    return Card(card.title, card.sections, buttons=(undo,), footer=footer, accent=card.accent)
