"""A courier in a process of its own: python -m tests.bot.courier_process DATABASE LEDGER MINUTES.

It posts into a file that all such processes share, one line a message, and remembers no nonce.
MINUTES are how far its clock is past eight.
"""

import asyncio
import sys
from datetime import datetime, timedelta
from pathlib import Path

from bot.courier import Courier
from bot.show.actions import AboutBriefing, written
from bot.show.cards import Card
from tests.bot.post import MORNING, TurnedClock, newsroom_on

SLOWLY = 0.01  # seconds a message takes, so that another process comes between


class FileOffice:
    """Posts by appending "channel mark" lines."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def ready(self) -> bool:
        """Always."""
        return True

    async def check(self, channel_id: int) -> None:
        """Every channel will do."""

    async def send(
        self,
        channel_id: int,
        card: Card,
        *,
        nonce: str,  # noqa: ARG002  # the protocol's
        ping_role_id: int | None = None,  # noqa: ARG002
    ) -> int:
        """Append a line; its place in the file is the message's id."""
        await asyncio.sleep(SLOWLY)
        with self._file.open("a", encoding="utf-8") as file:
            file.write(f"{channel_id} {written(card.buttons[0].action)}\n")
            return file.tell()

    async def find(
        self,
        channel_id: int,
        mark: AboutBriefing,
        since: datetime,  # noqa: ARG002
    ) -> int | None:
        """Look the line up."""
        lines = self._file.read_text(encoding="utf-8").splitlines()
        wanted = f"{channel_id} {written(mark)}"
        return lines.index(wanted) + 1 if wanted in lines else None


async def main() -> None:
    """Deliver what is due."""
    database, ledger, minutes = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    clock = TurnedClock(MORNING + timedelta(hours=1, minutes=minutes))
    async with newsroom_on(database, clock) as newsroom:
        await Courier(newsroom, FileOffice(ledger)).run_due()


if __name__ == "__main__":
    asyncio.run(main())
