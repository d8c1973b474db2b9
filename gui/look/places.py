"""Where the log and unsaved work are kept, and what a session left there when it ended badly."""

from __future__ import annotations

import contextlib
import math
import tempfile
import time
from functools import cache
from pathlib import Path

from PySide6.QtCore import QLockFile, QStandardPaths

ROOM = 1 << 18  # bytes that a start wants to find
PROGRESS = "lessons.json"  # the file of what was done of the lessons


def usual_folder() -> Path:
    """Where the log and unsaved work belong."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation))


@cache
def state_folder() -> Path:
    """Where the log and unsaved work are kept: the usual folder, or one of this process alone where that cannot be written."""
    folder = usual_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return Path(tempfile.mkdtemp(prefix="backprop-explorer-"))


def full() -> bool:
    """Whether there is no room for the log and unsaved work."""
    try:
        with tempfile.TemporaryFile(dir=state_folder(), buffering=0) as file:
            return file.write(bytes(ROOM)) < ROOM
    except OSError:
        return True


def lock_of(path: Path) -> QLockFile:
    """The lock that a living session holds on its unsaved work."""
    lock = QLockFile(str(path.with_suffix(".lock")))
    lock.setStaleLockTime(0)  # only a dead process makes a lock stale, not its age
    return lock


def _age(path: Path) -> float:
    with contextlib.suppress(OSError):  # another window may just have taken it
        return time.time() - path.stat().st_mtime
    return math.inf


def leftovers() -> list[Path]:
    """Unsaved work of sessions that no longer live, the latest first."""
    found = sorted(filter(Path.is_file, state_folder().glob("unsaved-*.json")), key=_age)
    result = []
    for path in found:
        lock = lock_of(path)
        if lock.tryLock(0):
            lock.unlock()
            result.append(path)
    return result
