"""Crash-safe saving: the old file stays whole until the new one is on the disk."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

from engine.model.problem import ExperimentError, Problem, text

STALE = 24 * 3600  # seconds after which an unfinished file of a dead process is removed
UNFINISHED = ".unfinished"


def save_bytes(path: str | Path, content: bytes, backup: bool = False) -> None:
    """Write next to the old file, flush to the disk, then take its place. OSError if that fails; the old file is whole then.

    With `backup` the old content is kept as `NAME.bak`. A link is followed, not replaced. ExperimentError for a device or a pipe.
    """
    path = Path(os.path.realpath(path))
    if path.exists() and not path.is_file() and not path.is_dir():
        raise ExperimentError([Problem(str(path), text("this is a device or a pipe, not a file."), text("Choose a file."))])
    try:
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
        with _beside(path, content) as written:
            written.chmod(mode)
            if backup and path.is_file():
                _keep(path)
            os.replace(written, path)
    except OSError as error:
        error.filename, error.filename2 = str(path), None  # the name that was given, not that of a file on the way
        raise
    _sync(path.parent)
    _sweep(path)


@contextlib.contextmanager
def _beside(path: Path, content: bytes) -> Iterator[Path]:
    """The content in a file of another name, safely on the disk; removed afterwards unless it was renamed."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:60]}.", suffix=UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            if os.fstat(file.fileno()).st_size != len(content):
                raise OSError(errno.ENOSPC, "only a part could be written")
        yield Path(temporary)
    finally:
        with contextlib.suppress(OSError):
            Path(temporary).unlink(missing_ok=True)


def _keep(path: Path) -> None:
    """The old content as `NAME.bak`."""
    backup = path.with_name(f"{path.name}.bak")
    if backup.exists() and backup.samefile(path):  # a process died here; renaming one of two names of a file does nothing
        return
    spare = path.with_name(f".{path.name[:60]}.{uuid.uuid4().hex}{UNFINISHED}")
    try:
        os.link(path, spare)
    except OSError:  # a file system without links
        with _beside(backup, path.read_bytes()) as copy:
            os.replace(copy, backup)
        return
    try:
        os.replace(spare, backup)
    finally:
        with contextlib.suppress(OSError):
            spare.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    """Flush the new name itself to the disk, where folders can be opened."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def put_aside(path: str | Path) -> Path:
    """Rename a file that cannot be read, so that nothing writes over it; its new name. OSError if that fails."""
    path = Path(path)
    free = (path.with_name(f"{path.stem}.damaged{number}{path.suffix}") for number in ("", *range(2, 1000)))
    aside = next((name for name in free if not name.exists()), path.with_name(f"{path.stem}.{uuid.uuid4().hex}{path.suffix}"))
    os.replace(path, aside)
    return aside


def _sweep(path: Path) -> None:
    """Remove what a process that died in the middle of saving this file left behind."""
    for left in path.parent.glob(f".{path.name[:60]}.*{UNFINISHED}"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > STALE:
                left.unlink()


def expect_folder(path: str | Path) -> None:
    """ExperimentError if the folder that a file is to be written to does not exist."""
    if not Path(path).resolve().parent.is_dir():
        raise ExperimentError([Problem(str(path), text("the folder does not exist."), text("Create it, or choose another file."))])
