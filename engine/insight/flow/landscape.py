"""The loss around a point: slices along one or two directions, and the path of the training over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from engine.insight.flow.probe import Probe
from engine.library.random_stream import Stream
from engine.library.rule import Array
from engine.model.experiment import Experiment
from engine.program.program import LOSS, Program
from engine.runtime.debugger import Debugger

Values = Mapping[str, Array]


@dataclass(frozen=True)
class Axis:
    """A direction in the space of all parameters; `reach` is how far a slice goes to either side."""

    name: str
    direction: dict[str, Array]
    reach: float

    def along(self, offset: Values) -> float:
        """How far an offset from the centre lies along this direction."""
        size = sum(float(np.vdot(d, d)) for d in self.direction.values())
        return sum(float(np.vdot(d, offset[name])) for name, d in self.direction.items()) / size if size else 0.0


@dataclass(frozen=True)
class Slice:
    """Losses over a grid: `loss[j, i]` at ys[j] along the second and xs[i] along the first axis; one row for a single axis."""

    axes: tuple[Axis, ...]
    xs: Array
    ys: Array
    loss: Array
    centre: dict[str, Array]

    def place(self, values: Values) -> tuple[float, ...]:
        """The coordinates of parameters, projected onto the axes (at right angles to each other)."""
        offset = {name: values[name] - base for name, base in self.centre.items()}
        return tuple(axis.along(offset) for axis in self.axes)


def filter_normalised(program: Program, centre: Values, seed: int = 0, count: int = 2) -> tuple[Axis, ...]:
    """Random directions in which every row of a matrix is as long as that row of the weights (Li et al. 2018); biases stay."""
    axes: list[Axis] = []
    for number in range(count):
        direction = {}
        for name, value in centre.items():
            drawn = Stream(seed, "direction", number, name).normal(value.shape)
            if value.ndim < 2:
                direction[name] = np.zeros_like(value)
                continue
            rows = np.linalg.norm(drawn, axis=1, keepdims=True)
            direction[name] = drawn * np.linalg.norm(value, axis=1, keepdims=True) / np.where(rows > 0, rows, 1)
        axes.append(Axis(f"d{number + 1}", _upright(direction, axes), 1.0))
    return tuple(axes)


def _upright(direction: dict[str, Array], others: Sequence[Axis]) -> dict[str, Array]:
    """The direction, orthogonalised against the others."""
    for other in others:
        share = other.along(direction)
        direction = {name: value - share * other.direction[name] for name, value in direction.items()}
    return direction


def single(centre: Values, parameter: str, index: tuple[int, ...]) -> Axis:
    """Along one weight: twice its size to either side, at least 2."""
    direction = {name: np.zeros_like(value) for name, value in centre.items()}
    direction[parameter][index] = 1.0
    place = ", ".join(map(str, index))
    return Axis(f"{parameter}[{place}]", direction, max(2.0, 2 * abs(float(centre[parameter][index]))))


class Landscape:
    """Computes the loss over all data at any parameters of an experiment."""

    def __init__(self, experiment: Experiment) -> None:
        self._probe = Probe(experiment, LOSS)
        self.program = self._probe.program

    def loss(self, values: Values) -> float:
        """The loss at these parameters."""
        return float(self._probe.at(values).arena.views[self.program.loss])

    def slice(self, centre: Values, axes: tuple[Axis, ...], points: int = 31) -> Slice:
        """Losses on a grid of `points` (times `points`) around a centre."""
        xs = np.linspace(-axes[0].reach, axes[0].reach, points)
        ys = np.linspace(-axes[1].reach, axes[1].reach, points) if len(axes) > 1 else np.zeros(1)
        values = np.empty((len(ys), len(xs)))
        for j, y in enumerate(ys):
            for i, x in enumerate(xs):
                steps = ((x, axes[0]), (y, axes[1])) if len(axes) > 1 else ((x, axes[0]),)
                values[j, i] = self.loss({name: base + sum(size * axis.direction[name] for size, axis in steps)
                                          for name, base in centre.items()})  # fmt: skip
        return Slice(axes, xs, ys, values, {name: np.array(value) for name, value in centre.items()})


def remembered(debugger: Debugger, step: int) -> dict[str, Array]:
    """Parameters and running statistics at the beginning of a training step that is remembered."""
    program, state = debugger.program, debugger.history.nearest(step)[1]
    carried = {slot for slot, _ in program.carried}
    named = {**program.parameters, **program.buffers}
    return {
        name: np.array(
            debugger.arena.part(state, slot, program.slots[slot].shape) if slot in carried else debugger.arena.views[slot]
        )
        for name, slot in named.items()
    }


def trail(debugger: Debugger, most: int = 120) -> list[tuple[int, dict[str, Array]]]:
    """Parameters at steps of the past that are remembered, evenly chosen, and now."""
    last = debugger.place[0]
    known = debugger.history.steps(last)
    if len(known) > most:
        known = known[np.linspace(0, len(known) - 1, most).round().astype(int)]
    return [*((step, remembered(debugger, step)) for step in map(int, known)), (last + 1, debugger.parameters())]
