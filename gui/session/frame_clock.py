"""At most one repaint of anything in a frame, and none when nothing changed."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from shiboken6 import isValid

FRAME = 0.014  # seconds; a timer counts in whole milliseconds and work before it may run over, so 60 a second are reached
Refresh = Callable[[], bool | None]


class FrameClock(QObject):
    """Calls `refresh` of each invalidated panel once per frame.

    During a run every panel but the canvas is patient: half a frame after the others one of them is refreshed,
    the one that has waited longest. So the canvas keeps its frame rate, whatever the plots cost.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: dict[object, Refresh] = {}
        self._patient: dict[object, Refresh] = {}
        self._last = 0.0
        self._last_patient = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def invalidate(self, key: object, refresh: Refresh, patient: bool = False) -> None:
        """Refresh at the next frame, or in one of the next if `patient`; asking twice costs nothing.

        `refresh` may return False to say that it showed nothing new, so that the frame has room for another.
        """
        if not patient:
            self._patient.pop(key, None)
            self._waiting[key] = refresh
        elif key not in self._waiting:
            self._patient.setdefault(key, refresh)
        self._wait()

    def _wait(self) -> None:
        if not self._timer.isActive():
            self._timer.start(max(0, round(1000 * self.left())))

    def left(self) -> float:
        """Seconds until the next refresh is due; what a slice of work may use."""
        due = self._last + FRAME
        if self._patient:
            later = max(self._last + FRAME / 2, self._last_patient + FRAME)
            due = min(due, later) if self._waiting else later
        return max(0.0, due - time.perf_counter())

    @property
    def idle(self) -> bool:
        """Whether nothing waits to be shown."""
        return not self._timer.isActive()

    def flush(self) -> None:
        """Refresh what is waiting now."""
        self._timer.stop()
        self._waiting.update(self._patient)
        self._patient = {}
        self._refresh_waiting()

    def _tick(self) -> None:
        now = time.perf_counter()
        if self._waiting and (now >= self._last + 0.9 * FRAME or not self._patient):
            self._refresh_waiting()
        elif self._patient:
            self._last_patient = now
            self._refresh_patient()
        if self._waiting or self._patient:
            self._wait()

    def _refresh_waiting(self) -> None:
        self._last = time.perf_counter()
        waiting, self._waiting = self._waiting, {}
        for panel, refresh in waiting.items():
            if isValid(panel):  # a window that was exchanged for another language may be gone by now
                refresh()

    def _refresh_patient(self) -> None:
        for panel in list(self._patient):
            refresh = self._patient.pop(panel)
            if isValid(panel) and refresh() is not False:
                break
