"""One of several processes that claim the same thousand occurrences; prints which it got."""

import asyncio
import json
import sys
from hashlib import sha256

from storage import deliveries
from storage.database import Database
from storage.records import Occurrence
from storage.types import LibraryId
from tests.storage.texts import NOW


async def main(address: str, library: LibraryId, owner: str) -> None:
    """Try them all, several at a time, in an order of this process's own."""
    database = await Database.open(address)
    keys = sorted(map(str, range(1000)), key=lambda key: sha256((owner + key).encode()).digest())
    got: list[str] = []
    print("ready", flush=True)
    sys.stdin.readline()  # all processes begin together

    async def claim(key: str) -> None:
        async with database.write() as session:
            occurrence = Occurrence(library, "schedule1", key, 1, NOW)
            if await deliveries.claim(session, occurrence, owner, NOW) is not None:
                got.append(key)

    for start in range(0, len(keys), 8):
        await asyncio.gather(*(claim(key) for key in keys[start : start + 8]))
    await database.close()
    print(json.dumps(got))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], LibraryId(int(sys.argv[2])), sys.argv[3]))
