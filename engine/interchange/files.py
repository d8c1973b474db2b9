"""Crash-safe saving: the old file stays whole until the new one is on the disk."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def save_bytes(path: str | Path, content: bytes) -> None:
    """Write, flush to the disk, then put the new file in the place of the old one; OSError if that fails."""
    path = Path(os.path.realpath(path))
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
        Path(temporary).chmod(mode)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
