"""The backward pass of the current step, run again with other gradients.

The backward instructions are linear in the gradients they start from, so running them with
a single 1 in one place gives one row of a Jacobian, exactly.
"""

from __future__ import annotations

import numpy as np

from engine.library.rule import Array
from engine.program.program import BACKWARD, LOCAL, Program
from engine.runtime.backends import backend_for
from engine.runtime.debugger import Debugger
from engine.runtime.execute.arena import Arena


class Replay:
    """A copy of the values of a debugger, on which parts of the backward pass can be run; the debugger itself is not
    changed."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._arena = Arena(program)
        self._backend = backend_for(program, self._arena)
        self.stop = program.phases[BACKWARD].stop if BACKWARD in program.phases else 0

    def load(self, debugger: Debugger) -> None:
        """Copy the current values."""
        np.copyto(self._arena.buffer, debugger.arena.buffer)

    def view(self, slot: int) -> Array:
        """The value of a slot here; writing to it replaces the gradient."""
        return self._arena.views[slot]

    def clear(self, start: int, stop: int) -> None:
        """Set every gradient that these instructions write to 0; derivatives of activations stay."""
        for instr in self.program.code[start:stop]:
            if self.program.slots[instr.out].kind != LOCAL:
                self._arena.views[instr.out][...] = 0

    def run(self, start: int, stop: int) -> None:
        """Execute instructions start ... stop-1."""
        with np.errstate(all="ignore"):
            self._backend.run(start, stop)
