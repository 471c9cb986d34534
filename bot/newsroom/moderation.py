"""What moderators do to a quote: hide it, dispute its attribution; both can be undone."""

from bot.newsroom.library import LibraryRef
from bot.newsroom.means import Means
from storage import audit
from storage import quotes as stored
from storage.records import AuditEntry
from storage.visible import HIDDEN, WRONG


async def hide_quote(means: Means, ref: LibraryRef, quote_id: str, *, by: int) -> bool:
    """Show a quote no more in this library. False where it was hidden. Raises NotFound."""
    return await _mark(means, ref, quote_id, HIDDEN, by)


async def unhide_quote(means: Means, ref: LibraryRef, quote_id: str, *, by: int) -> bool:
    """Show a hidden quote again. False where it was not hidden. Raises NotFound."""
    return await _unmark(means, ref, quote_id, HIDDEN, by)


async def mark_wrong(means: Means, ref: LibraryRef, quote_id: str, *, by: int) -> bool:
    """Warn wherever the quote is shown that its speaker is disputed. Raises NotFound."""
    return await _mark(means, ref, quote_id, WRONG, by)


async def unmark_wrong(means: Means, ref: LibraryRef, quote_id: str, *, by: int) -> bool:
    """Take the warning back. Raises NotFound."""
    return await _unmark(means, ref, quote_id, WRONG, by)


async def _mark(means: Means, ref: LibraryRef, quote_id: str, mark: str, by: int) -> bool:
    library = await means.library(ref)
    change = means.change(by)
    async with means.database.write() as session:
        new = await stored.mark(session, library, quote_id, mark, change)
        if new:
            await audit.write(session, library, AuditEntry(change, f"quote.{mark}", quote_id))
    return new


async def _unmark(means: Means, ref: LibraryRef, quote_id: str, mark: str, by: int) -> bool:
    library = await means.library(ref)
    async with means.database.write() as session:
        gone = await stored.unmark(session, library, quote_id, mark)
        if gone:
            entry = AuditEntry(means.change(by), f"quote.un{mark}", quote_id)
            await audit.write(session, library, entry)
    return gone
