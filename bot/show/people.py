"""Cards of `who`: one person, several that fit, or the nearest names."""

from collections.abc import Callable
from typing import assert_never

from bot.newsroom.answers import (
    NobodyFound,
    PersonFound,
    PersonLine,
    RoleLine,
    SeveralPeople,
    WhoAnswer,
)
from bot.show.actions import Action, ShowContext, ShowPerson, ShowReactions, ShowTimeline
from bot.show.cards import (
    Accent,
    Button,
    Card,
    Choice,
    Line,
    Menu,
    Run,
    Section,
    plain,
    small,
)
from bot.show.catalogue import say
from bot.show.lines import page_buttons, page_line, quote_lines

MOST_ROLES = 5
MOST_ALIASES = 8
MOST_CHOICES = 25


def who_card(answer: WhoAnswer, locale: str = "en") -> Card:
    """The card of any answer to `who`."""
    match answer:
        case PersonFound():
            return person_card(answer, locale)
        case SeveralPeople():
            return several_card(answer, locale)
        case NobodyFound():
            return nobody_card(answer, locale)
        case _:
            assert_never(answer)


def person_card(answer: PersonFound, locale: str = "en") -> Card:
    """One person: roles with who printed them, other names, a page of quotes."""
    person, page = answer.person, answer.page
    quotes = tuple(
        Section(
            quote_lines(line, locale),
            Button(say("button.context", locale), ShowContext(line.public_id)),
        )
        for line in answer.quotes
    )
    nothing = () if quotes else (Section((plain(say("who.no_quotes", locale)),)),)
    turn = (
        ShowPerson(person.public_id, max(0, page.number - 1)),
        ShowPerson(person.public_id, page.number + 1),
    )
    return Card(
        person.name,
        (Section(_about(answer, locale)), *quotes, *nothing),
        buttons=(
            *page_buttons(page, *turn, locale),
            Button(say("button.timeline", locale), ShowTimeline(person.public_id)),
            Button(say("button.reactions", locale), ShowReactions(person.public_id)),
        ),
        footer=page_line(page, locale),
    )


def _about(answer: PersonFound, locale: str) -> tuple[Line, ...]:
    lines = [_role_line(role, locale) for role in answer.roles[:MOST_ROLES]]
    if answer.aliases:
        names = ", ".join(answer.aliases[:MOST_ALIASES])
        lines.append(small(say("who.aliases", locale, names=names)))
    lines.append(small(counts(answer.person, locale)))
    return tuple(lines)


def _role_line(role: RoleLine, locale: str) -> Line:
    outlet = role.source.outlet or say("source.no_outlet", locale)
    return Line((Run(role.text, bold=True), Run(" " + say("who.role_in", locale, outlet=outlet))))


def counts(person: PersonLine, locale: str) -> str:
    """ "12 quotes in 4 articles"."""
    quotes = say("count.quotes", locale, count=person.quotes)
    return say("who.counts", locale, quotes=quotes, count=person.articles)


def show_person(person: PersonLine) -> ShowPerson:
    """What choosing a person does, unless told otherwise."""
    return ShowPerson(person.public_id)


def people_menu(
    people: tuple[PersonLine, ...],
    locale: str,
    choose: Callable[[PersonLine], Action] = show_person,
) -> tuple[Menu, ...]:
    """A menu to choose one of `people` from; nothing where there are none."""
    choices = tuple(
        Choice(
            person.name,
            choose(person),
            " · ".join(part for part in (person.role, counts(person, locale)) if part),
        )
        for person in people[:MOST_CHOICES]
    )
    return (Menu(say("who.choose", locale), choices),) if choices else ()


def several_card(answer: SeveralPeople, locale: str = "en") -> Card:
    """Several people fit: which one is meant?"""
    title = say("who.several", locale, asked=answer.asked)
    lines = tuple(candidate_line(person, locale) for person in answer.candidates[:MOST_CHOICES])
    return Card(title, (Section(lines),), people_menu(answer.candidates, locale))


def candidate_line(person: PersonLine, locale: str) -> Line:
    """A person among several: name, role, how much of them is on record."""
    role = f", {person.role}" if person.role else ""
    return Line((Run(person.name, bold=True), Run(f"{role} · {counts(person, locale)}")))


def nobody_card(answer: NobodyFound, locale: str = "en") -> Card:
    """Nobody fits: the nearest names, or how to begin."""
    title = say("who.nobody", locale, asked=answer.asked)
    if answer.library_empty:
        lines = (plain(say("library.empty", locale)),)
    elif answer.nearest:
        near = (candidate_line(person, locale) for person in answer.nearest[:MOST_CHOICES])
        lines = (plain(say("who.nearest", locale)), *near)
    else:
        lines = (plain(say("who.nobody_near", locale)),)
    return Card(
        title,
        (Section(lines),),
        people_menu(answer.nearest, locale),
        accent=Accent.NOTHING,
    )
