"""Record a run: loss, parameters, gradients and deltas of every training step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from engine.library.rule import Array
from engine.program.program import DELTA
from engine.runtime.breakpoints import NOT_FINITE, Stop
from engine.runtime.debugger import Debugger

BLOCK = 100


class RunArrays:
    """Collects float64 arrays, thinned to every K-th step; see `arrays`."""

    def __init__(self, debugger: Debugger, every: int = 1) -> None:
        self._debugger, self._every = debugger, every
        program = debugger.program
        self._losses: list[float] = []
        self._parameters: dict[str, list[Array]] = {name: [] for name in program.parameters}
        names = {slot: name for name, slot in program.parameters.items()}
        self._gradients = {names[slot]: (used, list[Array]()) for slot, used in program.used_gradient.items()}
        nodes = dict.fromkeys(slot.node for slot in program.slots if slot.kind == DELTA)
        self._deltas: dict[str, tuple[tuple[int, ...], list[float]]] = {node: (program.of_node(node, DELTA), []) for node in nodes}

    def before_step(self, step: int) -> None:
        """Note the parameters with which a step begins."""
        if step % self._every == 0:
            for name, value in self._debugger.parameters().items():
                self._parameters[name].append(value)

    def after_step(self, step: int) -> None:
        """Note what a finished step computed."""
        if step % self._every:
            return
        views = self._debugger.arena.views
        self._losses.append(float(views[self._debugger.program.loss]))
        for slot, values in self._gradients.values():
            values.append(views[slot].copy())
        for slots, roots in self._deltas.values():
            elements = np.concatenate([views[slot].ravel() for slot in slots])
            roots.append(float(np.sqrt(np.mean(elements * elements))))

    def arrays(self) -> dict[str, Array]:
        """`loss` (N,), `param/NAME` (N+1, ...), `grad/NAME` (N, ...), `delta/NODE` (N,): root mean square of dL/dz."""
        last = self._debugger.parameters()
        result = {"loss": np.array(self._losses)}
        result |= {f"param/{name}": np.stack([*values, last[name]]) for name, values in self._parameters.items()}
        result |= {f"grad/{name}": np.array(values) for name, (_, values) in self._gradients.items()}
        return result | {f"delta/{node}": np.array(roots) for node, (_, roots) in self._deltas.items()}

    def save(self, path: str | Path) -> None:
        """Write the arrays as one .npz file."""
        np.savez(path, **self.arrays())  # type: ignore[arg-type]


def run(
    debugger: Debugger, steps: int, kept: RunArrays | None = None, progress: Callable[[int], object] = lambda done: None
) -> Stop:  # fmt: skip
    """Run training steps from where the debugger stands; stops early at a value that is not finite."""
    first = debugger.t // len(debugger.program)
    stop = debugger.stop
    if kept is None:
        for done in range(0, steps, BLOCK):
            stop = debugger.run(min(BLOCK, steps - done))
            if stop.reason == NOT_FINITE:
                return stop
            progress(min(steps, done + BLOCK))
        return stop
    for step in range(first, first + steps):
        kept.before_step(step)
        stop = debugger.run(1)
        if stop.reason == NOT_FINITE:
            break
        kept.after_step(step)
        progress(step + 1 - first)
    return stop
