"""The drawing as a table: every weight with its gradient."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine.runtime.debugger import Debugger


def weight_rows(debugger: Debugger) -> Iterator[tuple[str, ...]]:
    """A row for every number of every parameter: where it lies, its value and its gradient."""
    for name, slot in debugger.program.parameters.items():
        used = debugger.program.used_gradient.get(slot)
        gradient = None if used is None else debugger.read(used)
        for index, number in np.ndenumerate(debugger.value(name)):
            slope = "" if gradient is None else repr(float(gradient[index]))
            yield name, " ".join(map(str, index)), repr(float(number)), slope
