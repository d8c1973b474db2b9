"""At most one repaint of anything in a frame, and none when nothing changed."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from shiboken6 import isValid

from gui.session.schedule import Pace, Schedule

Refresh = Callable[[], object]
PROMPT = Pace()
PAINTED = QEvent.Type(QEvent.registerEventType())
AFTER_PAINTING = Qt.EventPriority.LowEventPriority.value - 1  # Qt asks windows to paint with a low priority


class FrameClock(QObject):
    """Calls `refresh` of each invalidated view when the schedule says so.

    Most of what a frame costs is painting, and Qt paints after the refreshing is done. So a frame lasts until an event that was
    posted after it, and behind every painting, comes back; only then is there another frame, or more work.
    """

    def __init__(self, parent: QObject | None = None, now: Callable[[], float] = time.perf_counter) -> None:
        super().__init__(parent)
        self._now, self._schedule = now, Schedule()
        self._refreshes: dict[object, Refresh] = {}
        self._spent: dict[object, float] | None = None  # of the frame that is being painted
        self._held = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)

    def invalidate(self, key: object, refresh: Refresh, pace: Pace = PROMPT) -> None:
        """Refresh at the next frame, during a run at the given pace; asking twice costs nothing."""
        self._refreshes[key] = refresh
        if self._schedule.ask(key, pace) and self._spent is None:
            self._timer.start(0)  # it may be due sooner than all others

    def run(self, on: bool) -> None:
        """Work goes on from now on and shares the time with what is shown, or it has ended."""
        self._schedule.running = on
        self._wait()

    def left(self) -> float:
        """Seconds until the next frame is due; what a slice of work may use. 0 as long as a frame is being painted."""
        return 0.0 if self._spent is not None else self._schedule.left(self._now())

    def worked(self, planned: float, seconds: float) -> None:
        """What a slice of work has taken."""
        self._schedule.worked(planned, seconds)

    def costs(self) -> dict[object, float]:
        """Seconds that showing each view takes, its painting included: a running mean."""
        return self._schedule.costs()

    def hold(self, on: bool) -> None:
        """Show nothing for a while: what is to be shown is on its way."""
        self._held = on
        self._wait()

    @property
    def idle(self) -> bool:
        """Whether nothing waits to be shown."""
        return self.idle_but_for()

    def idle_but_for(self, *moving: object) -> bool:
        """Whether nothing waits to be shown, besides the next picture of what moves by itself."""
        return self._schedule.waiting.keys() <= {*moving}

    def flush(self) -> None:
        """Refresh what is waiting now."""
        while self._schedule.waiting:
            self._refresh()
            self._painted()
        self._timer.stop()

    def tick(self) -> None:
        """Show the next frame if it is due."""
        if self._spent is None and self._schedule.waiting and not self._held:
            if self._schedule.left(self._now()) > 0:
                self._wait()
                return
            try:
                self._refresh()
            finally:  # a panel that fails must not stop the others for good
                QCoreApplication.postEvent(self, QEvent(PAINTED), AFTER_PAINTING)

    def event(self, event: QEvent) -> bool:
        if event.type() == PAINTED:
            self._painted()
            return True
        return super().event(event)

    def _refresh(self) -> None:
        self._spent, started = {}, self._now()
        taken = [(key, self._refreshes.pop(key)) for key in self._schedule.take(started)]
        for key, refresh in taken:  # what one of them invalidates again comes in the next frame
            if isValid(key):  # a window that was exchanged for another language may be gone by now
                refresh()
                self._spent[key], started = self._now() - started, self._now()

    def _painted(self) -> None:
        if self._spent is not None:
            self._schedule.took(self._spent, self._now())
            self._spent = None
            self._wait()

    def _wait(self) -> None:
        if self._spent is None and self._schedule.waiting and not self._held:
            self._timer.start(round(1000 * self.left()))
