"""What the other program is to compute: names, shapes, and the numbers from which it starts, laid as PyTorch lays them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from engine.insight.compare.quantities import GRADIENT, Quantity, quantities
from engine.insight.moment.symbols import arrow
from engine.library.rule import Array, Shape
from engine.program.program import INPUT, TARGET, Program
from engine.runtime.debugger import Debugger


@dataclass(frozen=True, eq=False)
class Asked:
    """`start`: inputs, targets and weights of one training step by name; `wanted`: names and shapes of gradients and values."""

    start: dict[str, Array]
    wanted: dict[str, Shape]
    step: int
    samples: tuple[int, ...]

    def text(self) -> str:
        """Both as a piece of Python to paste into the other program."""
        lines = ["import numpy as np", 'start = np.load("start.npz")', ""]
        lines += [f"# training step {self.step}, samples {_listed(self.samples)}"]
        lines += [f'# start["{name}"]  {shape_text(value.shape)}' for name, value in self.start.items()]
        lines += ["", "# your forward and backward pass; then as many of these as you have:"]
        lines += ['np.savez("gradients.npz", **{']
        lines += [f'    "{name}": ...,  # {shape_text(shape)}' for name, shape in self.wanted.items()]
        return "\n".join([*lines, "})", ""])


def shape_text(shape: Shape) -> str:
    """A shape in short: 4 × 2."""
    return " × ".join(map(str, shape)) or "1"


def _listed(samples: tuple[int, ...]) -> str:
    shown = ", ".join(str(number + 1) for number in samples[:16])
    return f"{shown}, …" if len(samples) > 16 else shown


def asked(debugger: Debugger, names: Mapping[str, str]) -> Asked:
    """What to compute for the training step in which a debugger stands; `names` are PyTorch's for our parameters."""
    program = debugger.program
    start = {**_data(debugger, INPUT), **_data(debugger, TARGET)}
    for name, slot in program.parameters.items():
        start[names.get(name, name)] = np.array(debugger.arena.views[slot])
    wanted: dict[str, Shape] = {}
    for quantity in quantities(program):
        if quantity.order >= 0:
            wanted[_name(quantity, names)] = _outside(quantity, program)
    step = debugger.place[0]
    return Asked(start, wanted, step + 1, tuple(int(i) for i in program.batches.indices(step)))


def _name(quantity: Quantity, names: Mapping[str, str]) -> str:
    if quantity.kind == GRADIENT:
        return f"grad {names.get(quantity.of, arrow(quantity.of))}"
    return quantity.name


def _outside(quantity: Quantity, program: Program) -> Shape:
    """Samples first, then time, then units."""
    if not quantity.by_sample:
        return quantity.shape
    *time, units, samples = quantity.shape
    return (samples, *time, units)


def _data(debugger: Debugger, kind: str) -> dict[str, Array]:
    """Inputs or targets of the batch, samples first."""
    program = debugger.program
    table: dict[str, list[Array]] = {}
    for slot in program.slots:
        if slot.kind == kind:
            table.setdefault(slot.name.partition("[")[0], []).append(np.array(debugger.arena.views[slot.index]).T)
    return {name: values[0] if len(values) == 1 else np.stack(values, 1) for name, values in table.items()}
