"""Files opened or saved lately, and folders of recorded runs."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QSettings

MOST = 8


class Recent:
    """Kept in the settings, the latest first; files that no longer exist are left out."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def paths(self) -> list[str]:
        """Files that are still there."""
        value = self._settings.value("recent", [])
        known = (
            [value] if isinstance(value, str) else list(value) if isinstance(value, list) else []
        )  # an INI file turns one entry into a text
        return [str(path) for path in known if os.path.exists(str(path))]

    def add(self, path: str) -> None:
        """Put a file first."""
        whole = str(Path(path).absolute())
        self._settings.setValue("recent", [whole, *(known for known in self.paths() if known != whole)][:MOST])
