"""Who changed what: what moderators did, and what the bot did by itself, as it is on record."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from bot.newsroom.answers import Page
from bot.newsroom.library import LibraryRef
from bot.newsroom.means import Means
from bot.newsroom.timing import timetable_of
from bot.schedule import Timetable
from storage import audit
from storage.records import LibrarySettings, Plan

_TIMING = {"times", "every_hours", "anchor", "days", "month_days", "quiet", "zone"}
CHANGES_ON_A_PAGE = 10


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that a change gave another value; None where it had, or has, none.

    "when" has a plan's timetable.
    """

    name: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change: when (UTC), by whom (a Discord id; None: by the bot itself), what, to what.

    `reason` is a key of the catalogue, where the bot had one.
    """

    at: datetime
    by: int | None
    action: str
    subject: str
    differences: tuple[Difference, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ChangesFound:
    """A page of a library's changes, the latest first; of one subject where it is named."""

    lines: tuple[ChangeLine, ...]
    page: Page
    subject: str | None = None


async def changes(
    means: Means, ref: LibraryRef, subject: str | None = None, page: int = 0
) -> ChangesFound:
    """A page of what was changed in a library, or of one subject (a schedule's public id)."""
    library = await means.library(ref)
    async with means.database.read() as session:
        total = await audit.count(session, library, subject)
        shown = Page.at(page, CHANGES_ON_A_PAGE, total)
        found = await audit.history(
            session,
            library,
            limit=shown.size,
            subject=subject,
            skip=shown.part.start,
        )
    lines = tuple(
        ChangeLine(
            entry.change.at,
            entry.change.by,
            entry.action,
            entry.subject,
            _differences(entry.before, entry.after),
            str(entry.after["reason"]) if entry.after and "reason" in entry.after else None,
        )
        for entry in found
    )
    return ChangesFound(lines, shown, subject)


def _differences(
    before: dict[str, object] | None, after: dict[str, object] | None
) -> tuple[Difference, ...]:
    """What is on record both before and after, and differs; a plan's timing as one."""
    if before is None or after is None:
        return ()
    plans = "times" in before and "times" in after
    told = [name for name in after if name in before and not (plans and name in _TIMING)]
    found = [
        Difference(name, before[name], after[name]) for name in told if before[name] != after[name]
    ]
    if plans:
        was, now = _timetable(before), _timetable(after)
        found[:0] = [Difference("when", was, now)] if was != now else []
    return tuple(found)


def _timetable(kept: dict[str, object]) -> Timetable:
    """When a plan was due that is on record as JSON."""
    names = {each.name for each in fields(Plan)}
    plan: dict[str, Any] = {name: value for name, value in kept.items() if name in names}
    return timetable_of(Plan(**plan), LibrarySettings())
