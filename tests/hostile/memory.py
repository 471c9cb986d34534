"""How much memory something took, at most. The server that answers is part of the process."""

import resource
import tracemalloc
from collections.abc import Generator
from contextlib import contextmanager

from corpus.sources.wire import Limits

MOST = Limits().max_bytes
# A growing buffer is copied now and then; the rest is the server's.
MOST_MEMORY = 3 * MOST


@contextmanager
def bounded_memory(most: int = MOST_MEMORY) -> Generator[None]:
    """Fails where Python allocated more than this at any time within."""
    tracemalloc.start()
    try:
        yield
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < most


@contextmanager
def bounded_growth(most: int) -> Generator[None]:
    """Fails where the process grew by more than this: less exact, but costs no time."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 < most
