"""The past in bounded memory: a ring of recent steps and keyframes that thin out as a run grows."""

from __future__ import annotations

import numpy as np

from engine.library.rule import Array

MIB = 1 << 20
PIECE = 4096  # keyframes moved at once
SPARSEST = 16  # steps from one state to the next in the ring: so few that their replay goes unnoticed
CLOSEST = 64  # steps from one keyframe to the next, if they are quick
SAVED, SAVED_BYTES = 256, 64 * MIB


class Keyframes:
    """States of the carried values at the beginning of training steps.

    A ring keeps the last finished steps, or one of `every` of them; the step in which the arena stands has its state
    there, in `old`. Keyframes are kept every `spacing` steps, the first being the start, before any change; when they exceed the
    budget every second one is dropped and the spacing doubles, so any step can be replayed from at most
    `spacing - 1` steps before it. A row of the ring begins with the state and may hold more of its step (`extra` numbers), which
    the journal measures later.
    """

    def __init__(self, old: Array, budget: int = 64 * MIB, ring: int = 256, extra: int = 0, replayed: int = 1 << 30) -> None:
        width = len(old)
        row, state = max(8, 8 * (width + extra)), max(8, 8 * width)
        self.size = max(2, min(ring, budget // (4 * row)))
        self.rows: Array = np.zeros((self.size, width + extra))
        self._old, self._stands = old, 0
        self.every: Array = np.ones(())
        self._steps = np.full(self.size, -1, dtype=np.int64)
        self._limit = max(2, (budget - self.rows.nbytes) // state)
        # Reserved at once: an operating system gives memory when it is first written to, and growing would copy.
        self.frames: Array = np.empty((self._limit, width))
        self.frames[0], self._count = old, 1
        # Large states are kept less often, to keep this cheap; but not much more than `replayed` steps should be between.
        replayed = 1 << max(1, replayed).bit_length() - 1
        self._sparsest = min(SPARSEST, replayed)
        self.spacing = max(SPARSEST, min(max(CLOSEST, 1 << (state >> 10).bit_length()), 2 * replayed))

    @property
    def bytes(self) -> int:
        """Memory in use."""
        return self.rows.nbytes + self.frames[: self._count].nbytes

    @property
    def start(self) -> Array:
        """The state before the first step."""
        first: Array = self.frames[0]
        return first

    def stand(self, step: int) -> None:
        """Note that the arena now stands in that step."""
        self._stands = step

    def apart(self, step: int) -> int:
        """How far apart the ring's steps should be when a run has come so far: all of it stays there as long as it can."""
        return min(1 << (step // self.size).bit_length(), self._sparsest)

    def thin(self, every: int) -> None:
        """From now on the ring holds one of `every` steps, a power of two up to SPARSEST; what is due and fits stays."""
        if every == self.every:
            return
        self.every[...] = every
        steps = self._steps.tolist()
        due = sorted((step, place) for place, step in enumerate(steps) if step >= 0 and step % every == 0)
        sources = {step // every % self.size: place for step, place in due}  # where two have one place, the later step has it
        moves = {place: source for place, source in sources.items() if place != source}  # a large state is not moved in vain
        self.rows[list(moves)] = self.rows[list(moves.values())]
        self._steps[:] = [steps[sources[place]] if place in sources else -1 for place in range(self.size)]

    def keep(self, first: int, count: int = 1) -> None:
        """Note that the steps first ... first + count - 1 are finished, and in the ring's rows as far as they are due."""
        self.stand(first + count - 1)
        every = int(self.every)
        due = np.arange(-(-first // every), -(-(first + count) // every))
        self._steps[due % self.size] = due * every
        while (step := self._count * self.spacing) < first + count:
            if step < first:
                return  # a step was never kept; earlier keyframes serve
            if self._count == self._limit:
                self._thin()
                continue
            place, rows = step // every % self.size, -(-(first + count - step) // every)
            new = self.rows[place : place + rows : self.spacing // every, : len(self._old)][: self._limit - self._count]
            self.frames[self._count : self._count + len(new)] = new
            self._count += len(new)

    def _thin(self) -> None:
        self._count = (self._count + 1) // 2
        for start in range(0, self._count, PIECE):
            stop = min(start + PIECE, self._count)
            self.frames[start:stop] = self.frames[2 * start : 2 * stop - 1 : 2].copy()
        self.spacing *= 2

    def forget(self, step: int) -> None:
        """Drop the beginning of that step and all after it: they are about to be replaced."""
        self._steps[self._steps >= step] = -1
        self._count = max(1, min(self._count, -(-step // self.spacing)))

    def thinned(self) -> tuple[int, Array]:
        """Spacing and states of a few keyframes over the whole run, to be saved."""
        every, most = 1, max(1, min(SAVED, SAVED_BYTES // max(8, 8 * len(self._old))))
        while -(-self._count // every) > most:
            every *= 2
        return self.spacing * every, self.frames[: self._count : every].copy()

    def recall(self, spacing: int, frames: Array) -> None:
        """Go on with the keyframes of another run of the same program from the same start; the ring is empty."""
        while len(frames) > self._limit or spacing < self.every:
            spacing, frames = 2 * spacing, frames[::2]
        self.frames[1 : len(frames)] = frames[1:]
        self._count, self.spacing = len(frames), spacing
        self._steps[:] = -1

    def steps(self, last: int) -> Array:
        """The training steps up to `last` whose beginning is remembered, in order."""
        ring = self._steps[self._steps >= 0]
        known = np.union1d(np.arange(self._count) * self.spacing, np.append(ring, self._stands))
        result: Array = known[known <= last]
        return result

    def nearest(self, step: int) -> tuple[int, Array]:
        """The latest remembered state at or before a step."""
        frame = min(step // self.spacing, self._count - 1)
        known = self._steps[(self._steps <= step) & (self._steps >= 0)]
        recent = int(known.max()) if known.size else -1
        if step >= self._stands >= max(recent, frame * self.spacing):
            return self._stands, self._old
        if recent > frame * self.spacing:
            return recent, self.rows[recent // int(self.every) % self.size, : len(self._old)]
        return frame * self.spacing, self.frames[frame]
