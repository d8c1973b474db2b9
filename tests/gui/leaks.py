"""What lives beside the tests: running timers, windows, threads."""

import gc
import threading

from PySide6.QtCore import QEvent, QThread, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import getAllValidWrappers


class Living:
    """Everything that ran or stood at one moment."""

    def __init__(self) -> None:
        self.seen = _living()

    def left(self, application) -> list[str]:
        """What is there now and was not then; what waits to be deleted or collected gets the time for it.

        What lives on after a collection is not garbage, and the next one need not look at it again.
        """
        for patience in (2, 1, 0):
            application.processEvents()
            application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            more = self._more()
            if not more or not patience:
                break
            more.clear()
            gc.collect()
        if not more and patience < 2:
            gc.freeze()
        return [_described(thing) for thing in more]

    def _more(self) -> list:
        return [thing for thing in _living() if not any(thing is other for other in self.seen)]


def _living() -> list:
    qt = [thing for thing in getAllValidWrappers() if isinstance(thing, QTimer | QThread)]
    running = [thing for thing in qt if (thing.isActive() if isinstance(thing, QTimer) else thing.isRunning())]
    return [*running, *QApplication.topLevelWidgets(), *threading.enumerate()]


def _described(thing) -> str:
    if isinstance(thing, threading.Thread):
        return f"thread {thing.name}"
    parent = thing.parent()
    return f"{type(thing).__name__} {thing.objectName()!r} of {type(parent).__name__ if parent else 'nobody'}"
