"""Everything that a training step receives from outside, as a pure function of the step's number."""

from __future__ import annotations

import numpy as np

from engine.library.rule import Call
from engine.program.program import Program
from engine.runtime.execute.arena import Arena
from engine.runtime.execute.calls import STEP, given, number


class Loader:
    """Fills batches, dropout masks, signals of the chunk and the step number into an arena."""

    def __init__(self, program: Program, arena: Arena) -> None:
        self._program, self._views = program, arena.views
        size = program.batches.size  # the columns of a value with positions are fed as rows: the same memory
        self._feeds = [(arena.views[feed.slot].reshape(-1, size), feed.array.astype(arena.buffer.dtype)) for feed in program.feeds]
        self._counts = any(program.step_slot in instr.ins for instr in program.code)
        self._loaded = False

    def calls(self) -> list[Call]:
        """What a run must do before each step, after `load` was called once."""
        if not self._program.batches.constant or self._program.noise:
            return [(given, (self.load, STEP))]
        return [(number, (self._views[self._program.step_slot], STEP))] if self._counts else []

    def load(self, step: int) -> None:
        """Prepare the arena for training step 0, 1, ..."""
        program = self._program
        if not self._loaded or not program.batches.constant:
            chunk, chosen = step % program.batches.chunks, program.batches.indices(step)
            for view, array in self._feeds:
                np.take(array[chunk], chosen, axis=1, out=view, mode="clip")
            for signal in program.signals:
                self._views[signal.slot][...] = signal.values[chunk]
            self._loaded = True
        for noise in program.noise:
            view = self._views[noise.slot]
            view[...] = noise.draw(step, view.shape)
        if self._counts:
            number(self._views[program.step_slot], step)
