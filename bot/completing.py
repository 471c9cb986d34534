"""What is offered while somebody types: at most 25 choices of at most 100 characters."""

from collections.abc import Iterable
from itertools import islice
from zoneinfo import available_timezones

from discord import app_commands

from bot.newsroom.answers import PersonLine
from bot.show.fitting import cut

MOST_CHOICES = 25
LONGEST = 100


def choices(offered: Iterable[tuple[str, str]]) -> list[app_commands.Choice[str]]:
    """Discord's choices of pairs (shown, value); a value too long to be one is left out."""
    fit = ((cut(shown, LONGEST), value) for shown, value in offered if len(value) <= LONGEST)
    return [
        app_commands.Choice(name=shown, value=value) for shown, value in islice(fit, MOST_CHOICES)
    ]


def people_choices(people: Iterable[PersonLine]) -> list[app_commands.Choice[str]]:
    """People to choose from, by name and role; the value is the name, as one would type it."""
    return choices(
        (f"{person.name}, {person.role}" if person.role else person.name, person.public_id)
        for person in people
    )


def zone_choices(typed: str) -> list[app_commands.Choice[str]]:
    """IANA zones that contain what is typed, those that begin with it first."""
    wanted = typed.strip().casefold().replace(" ", "_")
    fitting = [zone for zone in sorted(available_timezones()) if wanted in zone.casefold()]
    fitting.sort(key=lambda zone: not _part_begins(zone, wanted))
    return choices((zone, zone) for zone in fitting)


def _part_begins(zone: str, wanted: str) -> bool:
    return any(part.startswith(wanted) for part in (zone.casefold(), *zone.casefold().split("/")))
