"""At most one repaint every 16 ms, and none when nothing changed."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from shiboken6 import isValid

FRAME_MS = 16


class FrameClock(QObject):
    """Calls `refresh` of each invalidated panel once per frame."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: dict[object, Callable[[], None]] = {}
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def invalidate(self, key: object, refresh: Callable[[], None]) -> None:
        """Refresh at the next frame; asking twice costs nothing."""
        self._waiting[key] = refresh
        if not self._timer.isActive():
            since = (time.perf_counter() - self._last) * 1000
            self._timer.start(max(0, FRAME_MS - int(since)))

    def flush(self) -> None:
        """Refresh what is waiting now."""
        self._timer.stop()
        self._tick()

    def _tick(self) -> None:
        self._last = time.perf_counter()
        waiting, self._waiting = self._waiting, {}
        for panel, refresh in waiting.items():
            if isValid(panel):  # a window that was exchanged for another language may be gone by now
                refresh()
