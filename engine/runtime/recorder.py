"""What a run leaves behind: states to go back to, numbers to plot, and fingerprints to check a replay by."""

from __future__ import annotations

import numpy as np

from engine.library.rule import Array, Call
from engine.program.program import Program
from engine.runtime.arena import Arena
from engine.runtime.calls import STEP, store
from engine.runtime.keyframes import Keyframes
from engine.runtime.series import Probes, Series

SMALL = 4096  # elements; a stretch up to this size is copied in each step and measured later
RING = 256


class Fingerprints:
    """Loss and sum of squares of every step as bits, to tell a replay that went another way."""

    def __init__(self, limit: int = 1 << 22) -> None:
        self._bits = np.empty((limit, 2), np.uint64)  # reserved, as in Keyframes
        self._count, self._limit = 0, limit

    def check(self, first: int, rows: Array) -> int | None:
        """Compare steps seen before, remember new ones; the first step that differs, or None."""
        bits = np.stack([rows[:, 0], rows[:, 1:].sum(axis=1)], axis=1).view(np.uint64)
        known = max(0, min(self._count - first, len(bits)))
        differing = np.flatnonzero((bits[:known] != self._bits[first : first + known]).any(axis=1))
        if first + known == self._count:
            self._remember(bits[known:])
        return first + int(differing[0]) if differing.size else None

    def _remember(self, bits: Array) -> None:
        new = bits[: self._limit - self._count]
        self._bits[self._count : self._count + len(new)] = new
        self._count += len(new)

    def forget(self, step: int) -> None:
        """Drop that step and all after it."""
        self._count = min(self._count, step)

    @property
    def bytes(self) -> int:
        """Memory in use."""
        return self._bits[: self._count].nbytes


class Recorder:
    """Follows a run step by step; a block of steps is digested at once."""

    def __init__(self, program: Program, arena: Arena, budget: int) -> None:
        self._arena = arena
        self.series, self.fingerprints = Series(arena), Fingerprints()
        known = program.loss >= 0
        self._probes = Probes(arena, arena.views[program.loss] if known else np.array(np.nan), len(self.series.columns))
        end = arena.offsets[program.loss] + 1 if known else SMALL + 1
        self._small = end <= SMALL
        width = len(arena.old)
        self.history = Keyframes(width, budget, RING, end - width if self._small else 0)
        self._stretch = arena.buffer[: len(self.history.rows[0])]
        self._measured: Array = np.zeros((0 if self._small else self.history.size, len(self.series.columns)))
        self.start = arena.old.copy()
        self._nothing, self._sum, self._taint = np.zeros(arena.buffer.size), np.zeros(()), np.zeros(())
        self.tainted = False
        self.calls = self._after_each_step()
        self._first, self._last = 0, np.empty((0, 1))
        self.diverged: int | None = None

    @property
    def block(self) -> int:
        """The most steps that can be digested at once."""
        return self.history.size

    def _after_each_step(self) -> list[Call]:
        """What a run must do after each step. 0 times anything finite is 0, so one product tells whether all values are."""
        look: list[Call] = [(self._arena.buffer.dot, (self._nothing, self._sum)), (np.add, (self._taint, self._sum, self._taint))]
        keep: Call = (store, (list(self.history.rows), self._stretch, STEP))
        if self._small:
            return [*look, keep]
        return [*look, keep, *self._probes.calls(), (store, (list(self._measured), self._probes.row, STEP))]

    def state(self, step: int) -> None:
        """Remember the state at the beginning of a step."""
        self.history.rows[step % self.history.size, : len(self._arena.old)] = self._arena.old
        self.history.keep(step)

    def single(self, step: int) -> Array:
        """Record the one step that the arena holds."""
        for function, arguments in self.calls:
            function(*(step if argument is STEP else argument for argument in arguments))
        return self.digest(step, 1)

    def rows(self, step: int) -> Array:
        """The row of a step that was recorded last."""
        return self._last[step - self._first : step - self._first + 1]

    def digest(self, first: int, count: int) -> Array:
        """Take in the steps that the ring holds since the last time; returns their rows. They lie within one turn of the ring."""
        place = first % self.history.size
        self.tainted = not np.isfinite(self._taint)
        self._taint[...] = 0
        self.history.keep(first, count)
        if self._small:
            widths = (len(self._arena.old), len(self._arena.new))
            rows = self._probes.measure(self.history.rows[place : place + count], widths)
        else:
            rows = self._measured[place : place + count]
        other = self.fingerprints.check(first, rows)
        if other is not None and self.diverged is None:
            self.diverged = other
        self.series.append(first, rows)
        self._first, self._last = first, rows
        return rows

    def forget(self, step: int) -> None:
        """The steps from this one on will be others."""
        self.history.forget(step)
        self.series.forget(step)
        self.fingerprints.forget(step)
        if step == 0:
            self.history.rows[0, : len(self.start)] = self.start
            self.history.keep(0)

    @property
    def bytes(self) -> int:
        """Memory of the whole past."""
        return self.history.bytes + self.fingerprints.bytes + self._measured.nbytes
