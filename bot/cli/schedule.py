"""`onrecord schedule`: when briefings at a local time would go out, whatever the clocks do."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from bot.clock import system_clock
from bot.newsroom.settings import known_zone
from bot.newsroom.timetable_input import parse_days, parse_quiet, parse_when
from bot.newsroom.timing import kept_days, kept_times, timetable_of
from bot.schedule import next_occurrences
from bot.show.terminal import print_card
from bot.show.timetables import next_sends_card
from storage.records import LibrarySettings, Plan

_A_SECOND = timedelta(seconds=1)

app = typer.Typer(help="Look at when briefings go out.", no_args_is_help=True)


@app.command("next")
def next_sends(
    times: Annotated[
        str,
        typer.Option(
            "--time", help='Local times: "02:30", "8:00, 18:30"; or "every 6 hours from 8:00".'
        ),
    ],
    zone: Annotated[str, typer.Option(help='An IANA zone: "Europe/Berlin".')] = "UTC",
    first: Annotated[
        datetime | None,
        typer.Option("--from", formats=["%Y-%m-%d"], help="The first local day; else from now on."),
    ] = None,
    days: Annotated[
        str | None,
        typer.Option(help='"weekdays", "Mon, Thu", "first of the month", "31st"; else every day.'),
    ] = None,
    quiet: Annotated[
        str | None, typer.Option(help='Local hours in which nothing is sent: "22:00-07:00".')
    ] = None,
    count: Annotated[int, typer.Option(min=1, max=1000, help="How many.")] = 5,
) -> None:
    """Print the next sends in UTC and in local time."""
    zone = known_zone(zone)
    after = system_clock() if first is None else _before(first, zone)
    timing: dict[str, Any] = kept_times(parse_when(times), zone, after + _A_SECOND, None)
    timing |= kept_days(parse_days(days))
    plan = Plan(channel_id=0, zone=zone, quiet=parse_quiet(quiet), **timing)
    timetable = timetable_of(plan, LibrarySettings())
    print_card(next_sends_card(timetable, next_occurrences(timetable, after, count)))


def _before(day: datetime, zone: str) -> datetime:
    """The instant (UTC) just before a local day begins."""
    return day.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) - _A_SECOND


# With one command alone, typer would leave its name out.
@app.callback()
def schedule() -> None:
    """Look at when briefings go out."""
