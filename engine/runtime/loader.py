"""Everything that a training step is given from outside, as a pure function of the step's number."""

from __future__ import annotations

import numpy as np

from engine.program.program import Program
from engine.runtime.arena import Arena


class Loader:
    """Fills batches, dropout masks, signals of the chunk and the step number into an arena."""

    def __init__(self, program: Program, arena: Arena) -> None:
        self._program, self._views = program, arena.views
        self._feeds = [(arena.views[feed.slot], feed.array.astype(arena.buffer.dtype)) for feed in program.feeds]
        self._loaded = False

    def load(self, step: int) -> None:
        """Make the arena ready for training step 0, 1, ..."""
        program = self._program
        if not self._loaded or not program.batches.constant:
            chunk, chosen = step % program.batches.chunks, program.batches.indices(step)
            for view, array in self._feeds:
                np.take(array[chunk], chosen, axis=1, out=view)
            for signal in program.signals:
                self._views[signal.slot][...] = signal.values[chunk]
            self._loaded = True
        for noise in program.noise:
            view = self._views[noise.slot]
            view[...] = noise.draw(step, view.shape)
        if program.step_slot >= 0:
            self._views[program.step_slot][...] = step + 1
