"""Cards of `reactions`: who answered, how, with which words, and what says that they did."""

from collections.abc import Iterator
from typing import assert_never

from bot.newsroom.answers import (
    NobodyAnswered,
    PersonLine,
    ReactionLine,
    ReactionsAnswer,
    ReactionsFound,
    SeveralPeople,
)
from bot.show.actions import ShowComparison, ShowContext, ShowPerson, ShowReactions, ShowTimeline
from bot.show.cards import (
    Accent,
    Button,
    Card,
    Line,
    LineKind,
    Run,
    Section,
    notice,
)
from bot.show.catalogue import say
from bot.show.lines import page_buttons, page_line, words_line
from bot.show.people import candidate_line, people_menu
from bot.show.timeline import REPLY, actor_runs, statement_lines
from corpus.briefing.items import Statement


def reactions_card(answer: ReactionsAnswer, locale: str = "en") -> Card:
    """The card of any answer to `reactions`."""
    match answer:
        case ReactionsFound():
            return _found_card(answer, locale)
        case SeveralPeople():
            lines = tuple(candidate_line(person, locale) for person in answer.candidates)
            title = say("who.several", locale, asked=answer.asked)
            menu = people_menu(answer.candidates, locale, _ask_about)
            return Card(title, (Section(lines),), menu)
        case NobodyAnswered():
            return _nobody_card(answer, locale)
        case _:
            assert_never(answer)


def _ask_about(person: PersonLine) -> ShowReactions:
    return ShowReactions(person.public_id)


def _nobody_card(answer: NobodyAnswered, locale: str) -> Card:
    title = say("reactions.nobody", locale, subject=answer.subject or answer.asked)
    key = "library.empty" if answer.library_empty else "reactions.nobody_hint"
    return notice(title, say(key, locale), accent=Accent.NOTHING)


def _found_card(answer: ReactionsFound, locale: str) -> Card:
    page, asked = answer.page, _asked(answer)
    turn = (
        ShowReactions(asked, max(0, page.number - 1)),
        ShowReactions(asked, page.number + 1),
    )
    return Card(
        _title(answer, locale),
        (*_answered(answer, locale), *(_section(line, answer, locale) for line in answer.lines)),
        buttons=(*page_buttons(page, *turn, locale), *_ways_on(answer, locale)),
        footer=page_line(page, locale),
    )


def _asked(answer: ReactionsFound) -> str:
    if answer.statement:
        return answer.statement.public_id
    return answer.person.public_id if answer.person else answer.asked


def _title(answer: ReactionsFound, locale: str) -> str:
    if answer.statement:
        return say("reactions.to_statement", locale)
    subject = answer.person.name if answer.person else f"“{answer.asked}”"
    return say("reactions.to", locale, subject=subject)


def _answered(answer: ReactionsFound, locale: str) -> tuple[Section, ...]:
    """The statement that was asked about, above what answers it."""
    line = answer.statement
    if line is None:
        return ()
    said = Line((Run("— "), Run(line.speaker or say("speaker.unresolved", locale), bold=True)))
    return (Section((words_line(line.pieces, line.sentence, line.kind, locale), said)),)


def _section(line: ReactionLine, answer: ReactionsFound, locale: str) -> Section:
    statement = line.reply.statement
    lead = "" if statement.certain else say("timeline.perhaps", locale) + " "
    lines = statement_lines(
        statement, locale, lead=lead, reprints=len(line.reply.merged), dated=True
    )
    below = () if answer.statement else tuple(_to_line(line.reply.answered, locale))
    context = (
        Button(say("button.context", locale), ShowContext(statement.quote_id))
        if statement.quote_id
        else None
    )
    return Section((*lines, *below, *_evidence(line, locale)), context)


def _to_line(answered: Statement | None, locale: str) -> Iterator[Line]:
    """What is answered, where an article tells which statement it is."""
    if answered is not None:
        lead = (Run(REPLY + say("reactions.answers", locale) + " "), *actor_runs(answered, locale))
        words = words_line(answered.pieces, answered.sentence, answered.quote_kind, locale)
        yield Line((*lead, Run(": "), *words.runs), LineKind.SMALL)


def _evidence(line: ReactionLine, locale: str) -> Iterator[Line]:
    if line.evidence:
        lead = Run(say("reactions.evidence", locale) + " ")
        yield Line((lead, Run(f"“{line.evidence}”", body=True)), LineKind.SMALL)


def _ways_on(answer: ReactionsFound, locale: str) -> tuple[Button, ...]:
    """To the person, the timeline, the wordings."""
    if answer.statement:
        label = say("button.compare", locale)
        return (Button(label, ShowComparison(answer.statement.public_id)),)
    if answer.person:
        person_id = answer.person.public_id
        return (
            Button(say("button.timeline", locale), ShowTimeline(person_id)),
            Button(say("button.person", locale), ShowPerson(person_id)),
        )
    return (Button(say("button.timeline", locale), ShowTimeline(answer.asked)),)
