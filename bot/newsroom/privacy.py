"""What is kept about a user, its deletion, and the libraries of guilds that the bot left."""

from collections.abc import Collection

from bot.newsroom.library import LibraryRef
from bot.newsroom.means import Means
from storage import libraries
from storage import privacy as stored
from storage.records import KeptAboutUser


async def privacy_report(means: Means, user_id: int) -> KeptAboutUser:
    """Counts of what names the user, in all libraries."""
    async with means.database.read() as session:
        return await stored.kept_about(session, user_id)


async def forget_user(means: Means, user_id: int) -> KeptAboutUser:
    """Delete the user's own library and their id everywhere else; say what there was."""
    async with means.database.write() as session:
        kept = await stored.forget(session, user_id)
    means.known.pop(LibraryRef.direct(user_id), None)
    return kept


async def library_left(means: Means, ref: LibraryRef) -> None:
    """The bot left a guild: its library is kept for the grace, then deleted."""
    async with means.database.write() as session:
        await libraries.mark_left(session, int(ref.key), means.clock())


async def library_joined(means: Means, ref: LibraryRef) -> None:
    """The bot is in a guild (again): its library stays."""
    async with means.database.write() as session:
        await libraries.mark_joined(session, int(ref.key))


async def libraries_present(means: Means, guild_ids: Collection[int]) -> None:
    """The bot is in these guilds and in no other: others were left while it was away."""
    async with means.database.write() as session:
        await libraries.mark_present(session, guild_ids, means.clock())


async def delete_expired(means: Means) -> int:
    """Delete the libraries whose grace is over; say how many."""
    async with means.database.write() as session:
        count = await libraries.delete_expired(session, means.clock())
    if count:
        means.known.clear()
    return count
