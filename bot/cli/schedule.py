"""`onrecord schedule`: when briefings at a local time would go out, whatever the clocks do."""

from datetime import UTC, datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot.clock import system_clock
from bot.newsroom.settings import known_zone
from bot.newsroom.timetable_input import parse_days, parse_times
from bot.schedule import Timetable, next_occurrences
from bot.show.schedules import next_sends_card
from bot.show.terminal import print_card

app = typer.Typer(help="Look at when briefings go out.", no_args_is_help=True)


@app.command("next")
def next_sends(
    times: Annotated[str, typer.Option("--time", help='Local times: "02:30", or "8:00, 18:30".')],
    zone: Annotated[str, typer.Option(help='An IANA zone: "Europe/Berlin".')] = "UTC",
    first: Annotated[
        datetime | None,
        typer.Option("--from", formats=["%Y-%m-%d"], help="The first local day; else from now on."),
    ] = None,
    days: Annotated[
        str | None, typer.Option(help='"weekdays", "Mon, Thu", "Tue-Sat"; else every day.')
    ] = None,
    count: Annotated[int, typer.Option(min=1, max=1000, help="How many.")] = 5,
) -> None:
    """Print the next sends in UTC and in local time."""
    timetable = Timetable(parse_times(times), known_zone(zone), parse_days(days))
    after = system_clock() if first is None else _before(first, timetable.zone)
    print_card(next_sends_card(timetable, next_occurrences(timetable, after, count)))


def _before(day: datetime, zone: str) -> datetime:
    """The instant (UTC) just before a local day begins."""
    return day.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) - timedelta(seconds=1)


# With one command alone, typer would leave its name out.
@app.callback()
def schedule() -> None:
    """Look at when briefings go out."""
