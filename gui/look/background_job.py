"""Long work in worker processes while the window stays alive: progress, results as they come, cancel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from engine.insight.study.jobs import Jobs

BEAT = 50  # milliseconds between two looks


class SideJob(QObject):
    """Runs a function over items; one SideJob runs one batch at a time."""

    progressed = Signal(int, int)
    came = Signal(int, object)
    ended = Signal(bool)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: Jobs | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(BEAT)
        self._timer.timeout.connect(self._look)

    @property
    def running(self) -> bool:
        """Whether a batch is under way."""
        return self._jobs is not None

    def start(self, function: Callable[[Any], Any], items: Sequence[Any]) -> None:
        """Begin; what ran before is cancelled."""
        self.cancel()
        self._jobs = Jobs(function, items)
        self.progressed.emit(0, self._jobs.total)
        self._timer.start()

    def cancel(self) -> None:
        """Cancel the batch; `ended(False)` follows if there was one."""
        if self._jobs is not None:
            self._finish(False)

    def _look(self) -> None:
        assert self._jobs is not None
        try:
            results = self._jobs.poll()
        except Exception as error:  # whatever a worker raised
            self._finish(False)
            self.failed.emit(f"{type(error).__name__}: {error}")
            return
        jobs = self._jobs
        for number, result in results:
            self.came.emit(number, result)
        if results and self._jobs is jobs:
            self.progressed.emit(jobs.done, jobs.total)
        if self._jobs is jobs and jobs.finished:
            self._finish(True)

    def _finish(self, whole: bool) -> None:
        jobs, self._jobs = self._jobs, None
        self._timer.stop()
        if jobs is not None:
            jobs.cancel()
        self.ended.emit(whole)
