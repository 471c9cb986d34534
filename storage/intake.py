"""Articles that have been read go into a library, a few in one transaction."""

import logging
from collections.abc import Iterator, Sequence

from sqlalchemy.exc import (
    DBAPIError,
    InterfaceError,
    InternalError,
    OperationalError,
    StatementError,
)

from storage import audit, libraries, receipts, versions, wordings
from storage.database import Database
from storage.records import AuditEntry, Change, Incoming
from storage.register import Registers
from storage.types import LibraryId
from storage.versions import Taken

log = logging.getLogger(__name__)


class Intake:
    """Where articles come in; it remembers whom each library knows from one batch to the next."""

    def __init__(self, database: Database) -> None:
        """Take the database."""
        self._database = database
        self._registers = Registers()

    async def take(
        self, library: LibraryId, incoming: Sequence[Incoming], change: Change
    ) -> list[Taken | None]:
        """Put articles into a library in their order; what became of each.

        All at once, or, where something is wrong with one, each by itself: None is the one that
        the database refuses.
        """
        if not incoming:
            return []
        try:
            return list(await self._together(library, incoming, change))
        except (StatementError, ValueError) as error:
            if len(incoming) > 1:
                return [(await self.take(library, [each], change))[0] for each in incoming]
            if not _is_its_own_fault(error):
                raise
            log.exception("%s could not be stored", incoming[0].name)
            return [None]

    async def _together(
        self, library: LibraryId, incoming: Sequence[Incoming], change: Change
    ) -> list[Taken]:
        async with self._database.write() as session:
            await libraries.lock(session, library)
            register = await self._registers.take(session, library)
            taken: list[Taken] = []
            for each in incoming:
                one = await versions.take(session, library, each, change, register.people)
                if one.before or one.returned:  # others than this article's people have changed
                    register = await self._registers.take(session, library)
                if one.new or one.before:
                    await wordings.link_article(session, library, one.public_id, register.wordings)
                taken.append(one)
            await audit.write(session, library, *_entries(taken, change))
            await receipts.write(session, library, _brought(incoming, taken))
            register.generation = await libraries.generation(session, library)
        self._registers.give_back(library, register)
        return taken


def _entries(taken: Sequence[Taken], change: Change) -> Iterator[AuditEntry]:
    for one in taken:
        if one.new or one.before:
            action = "article.add" if one.new else "article.change"
            yield AuditEntry(change, action, one.public_id)


def _brought(incoming: Sequence[Incoming], taken: Sequence[Taken]) -> dict[str, str]:
    return {
        each.digest: one.public_id
        for each, one in zip(incoming, taken, strict=True)
        if each.digest is not None
    }


def _is_its_own_fault(error: StatementError | ValueError) -> bool:
    """Whether it is the article that the database refuses, and not everything."""
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return False
    return not isinstance(error, OperationalError | InterfaceError | InternalError)
