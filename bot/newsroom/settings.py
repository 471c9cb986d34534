"""What moderators set for their library."""

from dataclasses import asdict, dataclass, replace
from zoneinfo import available_timezones

from bot.newsroom.library import LibraryRef
from bot.newsroom.means import Means
from bot.newsroom.timetable_input import parse_quiet
from bot.quiet import NO_QUIET
from corpus.errors import BadInput
from storage import audit, libraries
from storage.records import AuditEntry


@dataclass(frozen=True, slots=True)
class LibrarySettings:
    """A library's settings: an IANA zone, Discord's ids of the role and channel of moderators,
    the code of the language of what nobody asked for (briefings, alerts), and the local hours
    ("22:00-07:00") in which no schedule sends.
    """

    zone: str | None = None
    moderator_role: int | None = None
    moderator_channel: int | None = None
    language: str | None = None
    quiet: str | None = None


async def settings(means: Means, ref: LibraryRef) -> LibrarySettings:
    """The library's settings as they are."""
    library = await means.library(ref)
    async with means.database.read() as session:
        record = await libraries.by_id(session, library)
    if record is None:
        return LibrarySettings()
    kept = record.settings
    return LibrarySettings(
        kept.zone, kept.moderator_role_id, kept.moderator_channel_id, kept.locale, kept.quiet
    )


async def change_settings(
    means: Means, ref: LibraryRef, new: LibrarySettings, *, by: int
) -> LibrarySettings:
    """Replace the settings. Raises BadInput for a zone or hours that cannot be read."""
    if new.zone is not None:
        new = replace(new, zone=known_zone(new.zone))
    quiet = parse_quiet(new.quiet)
    new = replace(new, quiet=None if quiet == NO_QUIET else quiet)
    library = await means.library(ref)
    async with means.database.write() as session:
        record = await libraries.by_id(session, library)
        if record is None:
            return LibrarySettings()
        after = replace(
            record.settings,
            zone=new.zone,
            locale=new.language,
            moderator_role_id=new.moderator_role,
            moderator_channel_id=new.moderator_channel,
            quiet=new.quiet,
        )
        await libraries.save_settings(session, library, after)
        entry = AuditEntry(
            means.change(by), "settings.change", ref.key, asdict(record.settings), asdict(after)
        )
        await audit.write(session, library, entry)
    return new


def known_zone(typed: str) -> str:
    """The IANA zone of that name, whatever its case. Raises BadInput."""
    wanted = typed.strip().replace(" ", "_")
    for zone in available_timezones():
        if zone.casefold() == wanted.casefold():
            return zone
    raise BadInput("error.input.zone", typed=typed)
