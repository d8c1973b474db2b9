"""The past in bounded memory: a ring of recent states and keyframes that thin out as a run grows."""

from __future__ import annotations

import numpy as np

from engine.library.rule import Array

MIB = 1 << 20


class Keyframes:
    """States of the carried values at the beginning of training steps.

    A ring keeps the last steps whole. Keyframes are kept every `spacing` steps; when they exceed
    the budget every second one is dropped and the spacing doubles, so any step can be replayed
    from at most `spacing - 1` steps before it.
    """

    def __init__(self, width: int, budget: int = 64 * MIB, ring: int = 256) -> None:
        state = max(8, 8 * width)
        self._ring_size = max(2, min(ring, budget // (4 * state)))
        self._ring: Array = np.empty((self._ring_size, width))
        self._ring_steps = np.full(self._ring_size, -1, dtype=np.int64)
        self._limit = max(2, (budget - self._ring.nbytes) // state)
        self._frames: dict[int, Array] = {}
        self.spacing = 1

    @property
    def bytes(self) -> int:
        """Memory in use."""
        return self._ring.nbytes + sum(frame.nbytes for frame in self._frames.values())

    def keep(self, step: int, state: Array) -> None:
        """Remember the state at the beginning of a step."""
        place = step % self._ring_size
        self._ring[place] = state
        self._ring_steps[place] = step
        if step % self.spacing == 0 and step not in self._frames:
            self._frames[step] = state.copy()
            if len(self._frames) > self._limit:
                self.spacing *= 2
                self._frames = {s: frame for s, frame in self._frames.items() if s % self.spacing == 0}

    def nearest(self, step: int) -> tuple[int, Array]:
        """The latest remembered state at or before a step."""
        frame = step - step % self.spacing
        while frame and frame not in self._frames:
            frame -= self.spacing
        for candidate in range(step, max(frame, step - self._ring_size), -1):
            if self._ring_steps[candidate % self._ring_size] == candidate:
                return candidate, self._ring[candidate % self._ring_size]
        return frame, self._frames[frame]
