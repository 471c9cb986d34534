"""Stored articles are read anew by the present readers; every public id survives."""

from bot.newsroom.ingest import Progress
from bot.newsroom.means import Means
from corpus.extraction import EXTRACTORS_VERSION
from corpus.reading import READER_VERSION
from storage import reextraction

BATCH = 50


async def reextract(means: Means, *, progress: Progress | None = None) -> int:
    """Read every article that an older version read, of all libraries; say how many.

    It can be stopped at any time and goes on where it was: each article is renewed by itself.
    """
    done, last = 0, 0
    while True:
        async with means.database.read() as session:
            behind = await reextraction.stale(
                session, READER_VERSION, EXTRACTORS_VERSION, limit=BATCH, after=last
            )
        if not behind:
            return done
        for stale in behind:
            read = await means.reading.read_again(stale.article, stale.raw)
            async with means.database.write() as session:
                await reextraction.renew(
                    session, stale, read.article, read.extraction, READER_VERSION
                )
            done, last = done + 1, stale.row
            if progress is not None:
                await progress(done, done)
