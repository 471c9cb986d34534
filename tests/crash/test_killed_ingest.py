"""An ingest killed at random moments ends as one that nobody disturbed."""

import random
from pathlib import Path

from tests.crash.contents import contents, digest
from tests.crash.killing import Ingest, moments
from tests.crash.written import written

ARTICLES = 30
KILLS = 5
PROCESSES = 2


async def test_a_killed_ingest_goes_on_and_the_library_is_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    for name, data in written(ARTICLES):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    calm = Ingest(folder, tmp_path / "calm.db", PROCESSES)
    assert await calm.finish() == f"end {ARTICLES} 0"
    stormy = Ingest(folder, tmp_path / "stormy.db", PROCESSES)
    for at, delay in moments(random.Random(3), KILLS, ARTICLES):  # noqa: S311
        await stormy.killed(at, delay)
    await stormy.finish()
    expected = contents(calm.database)
    assert len(expected["groups"]) > 3, "wordings of one utterance are needed to see them joined"
    assert contents(stormy.database) == expected
    assert digest(stormy.database) == digest(calm.database)
