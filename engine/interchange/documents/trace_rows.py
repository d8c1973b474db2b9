"""The rows of numbers of a recorded run, read on from where they were read before."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from engine.interchange.documents.strict_json import read_bytes, refuse
from engine.library.rule import Array
from engine.model.problem import text

MOST_BYTES = 512 << 20
LARGEST_STEP = 2**53  # a double holds every integer up to it


class Rows:
    """The columns of a file of rows; nan where nothing was measured, if the file says so (`masked`).

    What was handed out never changes: rows that are read later stand behind it.
    """

    def __init__(self, path: Path, names: list[str], masked: bool) -> None:
        self.path, self.names, self.masked = path, names, masked
        self._size = 8 * len(names) + (-(-len(names) // 64) * 8 if masked else 0)
        self._count, self._last = 0, b""
        self._values = np.empty((len(names), 0))
        self._bad = np.empty((len(names), 0), bool)

    def more(self) -> bool:
        """Read what has been written since; False if the rows from before are there no more, so that nothing was read.

        The last row of the file may be incomplete. ExperimentError if the steps do not increase.
        """
        start = max(0, self._count - 1) * self._size
        content = read_bytes(self.path, MOST_BYTES - start, start)
        if self._count and content[: self._size] != self._last:
            return False
        new = content[self._size :] if self._count else content
        count = len(new) // self._size
        rows = np.frombuffer(new, np.uint8, count * self._size).reshape(count, self._size)
        if count:
            self._take(rows)
            self._last = rows[-1].tobytes()
        self._expect_order(self._count - count)
        return True

    def steps(self) -> Array:
        """The training step of each row."""
        return self.column("step").astype(np.int64)

    def column(self, name: str) -> Array:
        """The numbers of a column."""
        return self._values[self.names.index(name), : self._count]

    def bad(self, name: str) -> Array:
        """Where a number was measured and is not finite; all False where the file does not say what was measured."""
        return self._bad[self.names.index(name), : self._count]

    def _take(self, rows: Array) -> None:
        width, end = len(self.names), self._count + len(rows)
        if end > self._values.shape[1]:
            room = max(end, self._count * 5 // 4) if self._count else end
            self._values, self._bad = (_wider(part, room, self._count) for part in (self._values, self._bad))
        values, bad = self._values[:, self._count : end], self._bad[:, self._count : end]
        values[...] = np.ascontiguousarray(rows[:, : 8 * width]).view("<f8").T
        bad[...] = False
        if self.masked:
            measured = np.unpackbits(rows[:, 8 * width :], axis=1, bitorder="little", count=width).T.astype(bool)
            bad[...] = measured & ~np.isfinite(values)
            values[~measured] = np.nan
        self._count = end

    def _expect_order(self, since: int) -> None:
        steps = self.column("step")[max(0, since - 1) :]
        within = not len(steps) or (steps[0] >= 0 and steps[-1] <= LARGEST_STEP)
        if not np.isfinite(steps).all() or (np.diff(steps) <= 0).any() or not within:
            raise refuse(
                str(self.path), text("its steps are not in increasing order."), text("The file is damaged; record the run again.")
            )


def _wider(part: Array, room: int, count: int) -> Array:
    found = np.empty((len(part), room), part.dtype)
    found[:, :count] = part[:, :count]
    return found
