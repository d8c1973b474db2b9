"""What executes a network is made in idle moments, so that the first step after an edit is not late."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from engine.runtime.debugger import Debugger
from gui.session.schedule import Pace

if TYPE_CHECKING:
    from gui.session.session import Session

MOMENT = 0.006  # seconds of a frame
MANY, MUCH = 256, 2**20  # instructions and values; for fewer all is made in a moment when it is needed
AFTER_ALL = Pace(patient=True)


class Preparing(QObject):
    """Works for a moment at a time once everything is shown.

    An edit that comes meanwhile brings another debugger; what was made for the old one goes with it.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        session.edited.connect(self._ask)
        session.running_changed.connect(self._ask)

    def _ask(self) -> None:
        self._session.clock.invalidate(self, self._go_on, AFTER_ALL)

    def _go_on(self) -> None:
        debugger = self._session.debugger
        if debugger is None or self._session.running or _small(debugger):
            return
        if not self._session.clock.idle or not self._made(debugger):
            self._ask()

    @staticmethod
    def _made(debugger: Debugger) -> bool:
        try:
            return debugger.prepare(time.perf_counter() + MOMENT)
        except MemoryError:
            return True  # the step that needs more says so


def _small(debugger: Debugger) -> bool:
    program = debugger.program
    return len(program) < MANY and sum(math.prod(slot.shape) for slot in program.slots) < MUCH
