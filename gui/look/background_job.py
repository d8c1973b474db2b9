"""Long work in worker processes while the window stays alive: progress, results as they come, cancel."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from engine.insight.study.jobs import Ended, Jobs
from engine.model.problem import ExperimentError
from gui.look.i18n import error_text

BEAT = 50  # milliseconds between two looks


class SideJob(QObject):
    """Runs a function over items; one SideJob runs one batch at a time.

    For each item `came` tells its number and result, or `lost` its number and why there is none; `failed` says in words why the
    batch cannot go on.
    """

    progressed = Signal(int, int)
    came = Signal(int, object)
    lost = Signal(int, Ended)
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
            logging.getLogger(__name__).exception("a job failed")
            self._finish(False)
            self.failed.emit(self._words(error))
            return
        jobs = self._jobs
        for number, result in results:
            self.lost.emit(number, result) if isinstance(result, Ended) else self.came.emit(number, result)
        if results and self._jobs is jobs:
            self.progressed.emit(jobs.done, jobs.total)
        if self._jobs is jobs and jobs.finished:
            self._finish(True)

    def _words(self, error: Exception) -> str:
        if isinstance(error, (ExperimentError, OSError)):
            return error_text(error, "\n")
        return self.tr("The computation failed; the log has the details.")

    def _finish(self, whole: bool) -> None:
        jobs, self._jobs = self._jobs, None
        self._timer.stop()
        if jobs is not None:
            jobs.cancel()
        self.ended.emit(whole)
