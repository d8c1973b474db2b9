"""Which sample to show while nobody has chosen one."""

from __future__ import annotations

import numpy as np

from engine.program.program import INPUT, Program


def telling_sample(program: Program) -> int:
    """The column of the first batch whose inputs hold the fewest zeros: a factor of 0 explains nothing."""
    zeros = np.zeros(program.batches.samples, int)
    for feed in program.feeds:
        if program.slots[feed.slot].kind == INPUT:
            zeros += (feed.array == 0).sum(axis=(0, 1))
    return int(zeros[program.batches.indices(0)].argmin())
