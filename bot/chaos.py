"""For developers: the process kills itself at a named step of a send, to prove what heals it.

ONRECORD_CHAOS=after-send ends it where a message is in Discord and its id not yet on record;
after-send:3 does so the third time that the step is reached. CONTRIBUTING.md names the steps.
"""

import os
import signal
from enum import StrEnum


class Step(StrEnum):
    """The places at which a send can break."""

    BEFORE_CLAIM = "before-claim"
    AFTER_CLAIM = "after-claim"
    BEFORE_SEND = "before-send"
    AFTER_SEND = "after-send"
    BETWEEN_PARTS = "between-parts"
    BEFORE_FINISH = "before-finish"


class Chaos:
    """Does nothing unless told where to strike."""

    def __init__(self, step: Step | None = None, times: int = 1) -> None:
        """Strike the `times`-th time that `step` is reached."""
        self._step = step
        self._left = times

    @classmethod
    def of(cls, text: str) -> "Chaos":
        """What ONRECORD_CHAOS says; empty for none. Raises ValueError for what is no step."""
        if not text:
            return cls()
        name, _, times = text.partition(":")
        return cls(Step(name), int(times or 1))

    def reach(self, step: Step) -> None:
        """Go on, or end here as if the power failed: nothing is closed, no handler runs."""
        if step is self._step:
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
