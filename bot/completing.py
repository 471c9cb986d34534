"""What is offered while somebody types: at most 25 choices of at most 100 characters."""

from collections.abc import Iterable
from itertools import islice
from zoneinfo import available_timezones

from discord import app_commands

from bot.newsroom.answers import ArticleLine, PersonLine, QuoteLine
from bot.newsroom.sources import SourceLine
from bot.show.catalogue import languages
from bot.show.fitting import cut
from bot.show.lines import JOINT

MOST_CHOICES = 25
LONGEST = 100


def choices(offered: Iterable[tuple[str, str]]) -> list[app_commands.Choice[str]]:
    """Discord's choices of pairs (shown, value); a value too long to be one is left out."""
    fit = (
        (cut(" ".join(shown.split()) or value, LONGEST), value)
        for shown, value in offered
        if 0 < len(value) <= LONGEST
    )
    return [
        app_commands.Choice(name=shown, value=value) for shown, value in islice(fit, MOST_CHOICES)
    ]


def people_choices(people: Iterable[PersonLine]) -> list[app_commands.Choice[str]]:
    """People to choose from, by name and role; the value is the public id."""
    return choices((_name_and_role(person), person.public_id) for person in people)


def name_choices(people: Iterable[PersonLine]) -> list[app_commands.Choice[str]]:
    """The same where a filter wants the name."""
    return choices((_name_and_role(person), person.name) for person in people)


def _name_and_role(person: PersonLine) -> str:
    return f"{person.name}, {person.role}" if person.role else person.name


def article_choices(articles: Iterable[ArticleLine]) -> list[app_commands.Choice[str]]:
    """Articles to choose from, by outlet and headline."""
    return choices(
        (
            ": ".join(filter(None, (line.source.outlet, line.source.headline))),
            line.source.article_id,
        )
        for line in articles
    )


def source_choices(sources: Iterable[SourceLine]) -> list[app_commands.Choice[str]]:
    """Sources to choose from, by title and address."""
    return choices((f"{line.title} · {line.address}", line.public_id) for line in sources)


def quote_choices(quotes: Iterable[QuoteLine]) -> list[app_commands.Choice[str]]:
    """Quotes to choose from, by speaker and words."""
    return choices(
        (_joined(line.speaker, JOINT.join(line.pieces)), line.public_id) for line in quotes
    )


def _joined(*parts: str | None) -> str:
    return ": ".join(part for part in parts if part)


def language_choices(typed: str) -> list[app_commands.Choice[str]]:
    """The languages whose names or codes contain what is typed."""
    wanted = typed.strip().casefold()
    named = ((name, code) for code, name in languages().items())
    return choices(pair for pair in named if any(wanted in each.casefold() for each in pair))


def zone_choices(typed: str) -> list[app_commands.Choice[str]]:
    """IANA zones that contain what is typed, those that begin with it first."""
    wanted = typed.strip().casefold().replace(" ", "_")
    fitting = [zone for zone in sorted(available_timezones()) if wanted in zone.casefold()]
    fitting.sort(key=lambda zone: not _part_begins(zone, wanted))
    return choices((zone, zone) for zone in fitting)


def _part_begins(zone: str, wanted: str) -> bool:
    return any(part.startswith(wanted) for part in (zone.casefold(), *zone.casefold().split("/")))
