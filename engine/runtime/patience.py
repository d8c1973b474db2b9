"""Long replays ask whether to go on, and can be given up."""

from __future__ import annotations

from collections.abc import Callable

GoOn = Callable[[float], bool]  # told the share that is done


class Interrupted(Exception):
    """A replay was given up; the clock stands where it stood."""
