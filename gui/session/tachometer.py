"""How many training steps a run makes in a second."""

from __future__ import annotations

import time
from collections.abc import Callable

WINDOW = 0.5  # seconds over which it is measured: a number that changes more often cannot be read


class Tachometer:
    """Is told how far a run has come, and says how fast it was over the last moments."""

    def __init__(self, now: Callable[[], float] = time.perf_counter) -> None:
        self._now = now
        self._seen: tuple[float, float] | None = None
        self.rate: float | None = None  # steps a second; None until it was measured

    def stop(self) -> None:
        """Nothing moves any more."""
        self._seen, self.rate = None, None

    def reached(self, steps: float) -> None:
        """So many training steps lie behind the run."""
        at = self._now()
        if self._seen is None:
            self._seen = at, steps
        elif at - self._seen[0] >= WINDOW:
            self.rate = (steps - self._seen[1]) / (at - self._seen[0])
            self._seen = at, steps
