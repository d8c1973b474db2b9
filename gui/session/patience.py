"""Long ways through the steps show their progress and can be given up; the shell says how."""

from __future__ import annotations

import time
from collections.abc import Callable

from engine.runtime.debugger import Debugger
from engine.runtime.patience import GoOn, Interrupted
from gui.session.frame_clock import FrameClock

UNNOTICED = 0.3  # seconds that need no word


class Patience:
    """Moves a debugger; `ask` is asked whether to go on once that takes long, and `done` is told when it is over.

    Nothing is refreshed meanwhile: what is shown belongs to the moment before.
    """

    def __init__(self, clock: FrameClock) -> None:
        self._clock = clock
        self.ask: GoOn = lambda share: True
        self.done: Callable[[], None] = lambda: None

    def __call__(self, debugger: Debugger, verb: Callable[[Debugger], object]) -> bool:
        """Whether it came to its end."""
        since = time.perf_counter()
        debugger.go_on = lambda share: time.perf_counter() - since < UNNOTICED or self.ask(share)
        self._clock.hold(True)
        try:
            verb(debugger)
        except Interrupted:
            return False
        finally:
            debugger.go_on = None
            self._clock.hold(False)
            self.done()
        return True
