"""Before the window: PySide reads no source texts, and a start that failed is known to the next."""

from __future__ import annotations

import linecache
import sys
from pathlib import Path
from typing import Any

from gui.look.places import lock_of


def leave_unread() -> None:
    """No module is searched for PySide's `__feature__` any longer; what was read so far is let go.

    Once PySide is loaded it reads each newly imported module's source through `linecache`, where the text stays:
    16 MiB and 25 ms of a start, for a switch that nothing here uses. The hook is private to PySide, so where it
    is missing everything goes on as before.
    """
    feature: Any = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        feature._mod_uses_pyside = lambda module: False
    linecache.clearcache()


class Starting:
    """A mark that stands while a start is under way; one that a dead process left tells that its start failed."""

    def __init__(self, path: Path) -> None:
        self._lock = lock_of(path)
        found = path.exists()
        self.failed_before = self._lock.tryLock(0) and found

    def done(self) -> None:
        """The window stands."""
        if self._lock.isLocked():
            self._lock.unlock()
