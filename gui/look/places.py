"""Unsaved work that a session left behind when it ended badly."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLockFile, QStandardPaths


def state_folder() -> Path:
    """Where the log and unsaved work are kept."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def lock_of(path: Path) -> QLockFile:
    """The lock that a living session holds on its unsaved work."""
    lock = QLockFile(str(path.with_suffix(".lock")))
    lock.setStaleLockTime(0)  # only a dead process makes a lock stale, not its age
    return lock


def leftovers() -> list[Path]:
    """Unsaved work of sessions that no longer live, the latest first."""
    found = sorted(state_folder().glob("unsaved-*.json"), key=lambda path: -path.stat().st_mtime)
    result = []
    for path in found:
        lock = lock_of(path)
        if lock.tryLock(0):
            lock.unlock()
            result.append(path)
    return result
