"""What a run leaves behind: states to go back to, numbers to plot, and fingerprints to check replays."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.library.rule import Array, Call
from engine.program.program import Program
from engine.runtime.execute.arena import Arena
from engine.runtime.execute.calls import STEP, fingerprint, store, when_due
from engine.runtime.past.keyframes import SPARSEST, Keyframes
from engine.runtime.past.series import Probes, Series

SMALL = 4096  # elements; a stretch up to this size is copied in each step and measured later
RING, CACHED = 256, 1 << 20  # rows of the ring; others where more or far fewer fit into so many bytes
REPLAYED = 1 << 25  # elements computed, some 50 ms: more should not lie between two states
PRINTS = 1 << 14  # fingerprints waiting to be digested
MIX = np.uint64(0x9E3779B97F4A7C15)  # 2^64 divided by the golden ratio: Fibonacci hashing (Knuth, TAOCP 3, section 6.4)


class Fingerprints:
    """The bits of loss and a sum of squares of every step, mixed, to detect a replay that diverged."""

    def __init__(self, limit: int = 1 << 22) -> None:
        self._bits = np.empty(limit, np.uint32)  # reserved, as in Keyframes
        self._count, self._limit = 0, limit

    def check(self, first: int, prints: Array) -> int | None:
        """Compare steps seen before, remember new ones; the first step that differs, or None. `prints` has a row for each step."""
        value, squares = prints.view(np.uint64).T
        mixed = squares * MIX
        mixed += value
        mixed *= MIX
        bits = (mixed >> np.uint64(32)).astype(np.uint32)
        known = max(0, min(self._count - first, len(bits)))
        differing = np.flatnonzero(bits[:known] != self._bits[first : first + known]) if known else np.empty(0)
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


class Journal:
    """Follows a run step by step; a block of steps is digested at once.

    Each step leaves a fingerprint, some leave their state, and those that the plots need are measured.
    Where calls are expensive (NumPy) and the network is small, a stretch of the arena is copied instead and
    measured later, many steps at once; states and measured steps are then the same ones.
    """

    def __init__(self, program: Program, arena: Arena, budget: int, dear_calls: bool) -> None:
        self._arena = arena
        self.series, self.fingerprints = Series(arena, program.loss_parts), Fingerprints()
        known = program.loss >= 0
        self._loss: Array = arena.views[program.loss] if known else np.array(np.nan)
        parts = [arena.views[slot] for slot in program.loss_parts.values()]
        self._probes = Probes(arena, self._loss, len(self.series.columns), parts)
        end = arena.offsets[program.loss] + 1 if known else SMALL + 1
        self._later = end <= SMALL and dear_calls and not parts
        width = len(arena.old)
        extra = end - width if self._later else 0
        fitting, replayed = CACHED // (8 * max(1, width + extra)), REPLAYED // arena.buffer.size
        ring = max(SPARSEST, min(PRINTS // SPARSEST, max(fitting, min(RING, 4 * fitting))))
        self.history = Keyframes(arena.old, budget, ring, extra, replayed)
        self._stretch = arena.buffer[: len(self.history.rows[0])]
        self._due: Array = np.ones(())  # one of so many steps is measured
        columns = len(self.series.columns)
        waiting = 0 if self._later else max(SPARSEST, min(PRINTS // SPARSEST, CACHED // (8 * columns)))
        self._measured: Array = np.zeros((waiting, columns))  # what the series has not taken in yet
        self._prints: Array = np.zeros((PRINTS, 2))
        self.taint: Array = np.zeros(())  # NaN once a step has made a value that is not finite
        self.tainted = False
        self.detailed = False  # whether every step must be measured
        self.calls = self._after_each_step()
        self.first, self.count = 0, 0  # the steps digested last
        self.diverged: int | None = None  # the first step whose replay differed, until it is forgotten
        self.places: tuple[dict[str, Any], ...] = ()  # environments with other bits in which this past was made
        self.untold = False

    def room(self, step: int) -> int:
        """The most steps from this one on that can be digested at once."""
        turns = [PRINTS, self.history.size * int(self.history.every)]
        if not self._later:
            turns.append(len(self._measured) * int(self._due))
        return min(turn - step % turn for turn in turns)

    def _after_each_step(self) -> list[Call]:
        """What a run must do after each step."""
        tell: Call = (fingerprint, (self._prints, self._loss, self._telling(), STEP))
        every, due = self.history.every, self._due
        keep: Call = (when_due, (every, STEP, [(store, (self.history.rows, self._stretch, STEP, every))]))
        if self._later:
            return [tell, keep]
        measure = [*self._probes.calls(), (store, (self._measured, self._probes.row, STEP, due))]
        return [tell, keep, (when_due, (due, STEP, measure))]

    def _telling(self) -> Array:
        """The values that identify a step: all gradients, or what the step leaves behind where there are none."""
        telling = [group for group in self._arena.groups if group.name.startswith("grad/")]
        return self._arena.buffer[telling[0].start : telling[-1].start + telling[-1].count] if telling else self._arena.new

    def digest(self, first: int, count: int) -> None:
        """Record the steps run since the last time, at most as many as there was room for."""
        self.first, self.count = first, count
        self.tainted = not np.isfinite(self.taint)
        self.taint[...] = 0
        self.history.keep(first, count)
        place = first % PRINTS
        prints = self._prints[place : place + count]
        if self.tainted:
            prints[np.isnan(prints)] = np.nan  # one NaN is as good as another
        other = self.fingerprints.check(first, prints)
        if other is not None and (self.diverged is None or other < self.diverged):
            self.diverged, self.untold = other, True
        self.series.append(first, count, self.rows)
        self.detail(self.detailed)

    def detail(self, wanted: bool) -> None:
        """Whether each step must be measured from now on, because conditions are about it."""
        self.detailed = wanted
        stride, history = self.series.stride, self.history
        if self._later:
            self._due[...] = 1 if wanted else min(stride, SPARSEST)
            history.thin(int(self._due))
        else:
            self._due[...] = 1 if wanted else stride
            history.thin(max(int(history.every), history.apart(self.first + self.count)))

    def losses(self, start: int, stop: int) -> Array:
        """The losses of the steps digested last, counted from the first of them."""
        place = self.first % PRINTS
        return self._prints[place + start : place + stop, 0]

    def rows(self, start: int, stop: int, stride: int = 1) -> Array:
        """What the series says of those steps digested last that are measured, counted from the first of them."""
        due, size = int(self._due), self.history.size if self._later else len(self._measured)
        place = (self.first + start) // due % size
        wanted = slice(place, place + -(-(stop - start) // due), stride // due)
        if not self._later:
            return self._measured[wanted]
        return self._probes.measure(self.history.rows[wanted], (len(self._arena.old), len(self._arena.new)))

    def forget(self, step: int) -> None:
        """The steps from this one on will be different."""
        self.first, self.count = step, 0
        if self.diverged is not None and step <= self.diverged:
            self.diverged, self.untold = None, False
        self.history.forget(step)
        if not self._later:
            self.history.thin(self.history.apart(step))
        self.series.forget(step)
        self.fingerprints.forget(step)
        if step == 0:
            self.places = ()

    @property
    def bytes(self) -> int:
        """Memory of the whole past."""
        return self.history.bytes + self.fingerprints.bytes + self._measured.nbytes + self._prints.nbytes
