"""Keeps PySide from reading the source text of every module that is imported."""

from __future__ import annotations

import linecache
import sys
from typing import Any


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
