"""Whether both backends compute the same in a session that was saved.

Two runs may part for no fault: Adam and its like divide a gradient by its own size, and that of a key's bias is nothing but
rounding. One instruction cannot, so each is given what the other backend has in its arena.
"""

from dataclasses import replace

import numpy as np
import pytest

from engine import Debugger, lower
from engine.interchange.documents.session_file import SavedSession, restored
from engine.program.program import Instr
from engine.runtime import backends
from engine.runtime.native.library import library

ROUNDING = 1e-10  # of the largest term


def first_difference(saved: SavedSession, steps: range) -> str:
    """The first instruction of these training steps from which the backends get different results, given the same numbers."""
    native, plain = pair = _opened(saved)
    for debugger in pair:
        debugger.go(steps.start * len(debugger.program))
    for _ in range(len(steps) * len(native.program)):
        instr = native.program.code[native.next_pc]
        plain.arena.buffer[...] = native.arena.buffer
        for debugger in pair:
            debugger.step_into()
        one, other = (debugger.arena.views[instr.out] for debugger in pair)
        largest = _largest_term(native, instr)
        if np.isfinite(largest) and not np.allclose(one, other, rtol=ROUNDING, atol=ROUNDING * largest, equal_nan=True):
            return f"{native.place} {native.program.slots[instr.out].name}: {one} {other}"
    return ""


def _opened(saved: SavedSession) -> list[Debugger]:
    """The session as each backend goes on with it."""
    opened, lowered = [], replace(saved, experiment=lower(saved.experiment))
    with pytest.MonkeyPatch.context() as patch:
        for found in (library, lambda: None):
            patch.setattr(backends, "library", found)
            opened.append(restored(lowered))
    return opened


def _largest_term(debugger: Debugger, instr: Instr) -> float:
    """No term of what an instruction adds up is larger; where it is infinite, the order of a sum decides between inf and nan."""
    return float(np.prod([np.abs(debugger.arena.views[slot]).max(initial=1.0) for slot in instr.ins]))
