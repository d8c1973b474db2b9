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
RING, MOST, CACHED = 256, 4096, 1 << 20  # rows of the ring; more of them where they fit into so many bytes


class Fingerprints:
    """Loss and a sum of squares of every step as bits, to tell a replay that went another way."""

    def __init__(self, limit: int = 1 << 22) -> None:
        self._bits = np.empty((limit, 2), np.uint64)  # reserved, as in Keyframes
        self._count, self._limit = 0, limit

    def check(self, first: int, losses: Array, squares: Array) -> int | None:
        """Compare steps seen before, remember new ones; the first step that differs, or None."""
        numbers = np.stack([losses, squares], axis=1)
        numbers[np.isnan(numbers)] = np.nan  # one NaN is as good as another
        bits = numbers.view(np.uint64)
        known = max(0, min(self._count - first, len(bits)))
        differing = np.flatnonzero((bits[:known] != self._bits[first : first + known]).any(axis=1)) if known else np.empty(0)
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
    """Follows a run step by step; a block of steps is digested at once.

    After each step only a stretch of the arena is copied. What is plotted is measured from the copies
    later, and only for the steps that the plots keep. Large networks are measured at once instead, so
    that the copy stays small.
    """

    def __init__(self, program: Program, arena: Arena, budget: int) -> None:
        self._arena = arena
        self.series, self.fingerprints = Series(arena), Fingerprints()
        known = program.loss >= 0
        self._probes = Probes(arena, arena.views[program.loss] if known else np.array(np.nan), len(self.series.columns))
        end = arena.offsets[program.loss] + 1 if known else SMALL + 1
        self._small = end <= SMALL
        width = len(arena.old)
        extra = end - width if self._small else 0
        ring = max(RING, min(MOST, CACHED // (8 * max(1, width + extra))))
        self.history = Keyframes(width, budget, ring, extra)
        self._stretch = arena.buffer[: len(self.history.rows[0])]
        self._measured: Array = np.zeros((0 if self._small else self.history.size, len(self.series.columns)))
        self.start = arena.old.copy()
        self.taint: Array = np.zeros(())  # NaN once a step has made a value that is not finite
        self.tainted = False
        self.calls = self._after_each_step()
        self.first, self.count = 0, 0  # the steps digested last
        self.diverged: int | None = None

    @property
    def block(self) -> int:
        """The most steps that can be digested at once."""
        return self.history.size

    def _after_each_step(self) -> list[Call]:
        """What a run must do after each step."""
        keep: Call = (store, (list(self.history.rows), self._stretch, STEP))
        if self._small:
            return [keep]
        return [keep, *self._probes.calls(), (store, (list(self._measured), self._probes.row, STEP))]

    def state(self, step: int) -> None:
        """Remember the state at the beginning of a step."""
        self.history.rows[step % self.history.size, : len(self._arena.old)] = self._arena.old
        self.history.keep(step)

    def digest(self, first: int, count: int) -> None:
        """Take in the steps that the ring holds since the last time. They lie within one turn of the ring."""
        self.first, self.count = first, count
        self.tainted = not np.isfinite(self.taint)
        self.taint[...] = 0
        self.history.keep(first, count)
        other = self.fingerprints.check(first, self.losses(0, count), self._squares())
        if other is not None and self.diverged is None:
            self.diverged = other
        self.series.append(first, count, self.rows)

    def _copies(self, start: int, stop: int, every: int = 1) -> Array:
        place = self.first % self.history.size
        copies = self.history.rows if self._small else self._measured
        return copies[place + start : place + stop : every]

    def losses(self, start: int, stop: int) -> Array:
        """The losses of the steps digested last, counted from the first of them."""
        return self._copies(start, stop)[:, -1 if self._small else 0]

    def rows(self, start: int, stop: int, every: int = 1) -> Array:
        """What the series says of the steps digested last, counted from the first of them."""
        copies = self._copies(start, stop, every)
        return self._probes.measure(copies, (len(self._arena.old), len(self._arena.new))) if self._small else copies

    def _squares(self) -> Array:
        """Sums of squares of deltas, gradients and what the step leaves behind."""
        copies = self._copies(0, self.count)
        if not self._small:
            return np.asarray(copies[:, 1:].sum(axis=1))
        part = copies[:, len(self._arena.old) : -1]
        return np.asarray(np.vecdot(part, part))

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
