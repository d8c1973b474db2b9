"""The loss around a point: slices along one or two directions, and the path of the training over them."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
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


def principal(path: Sequence[Values]) -> tuple[Axis, ...]:
    """The two directions in which a path moved most, seen from its end (PCA, as Li et al. 2018); none if it did not move.

    Their reach takes in the whole path.
    """
    here = path[-1]
    offsets = np.array([np.concatenate([(values[name] - here[name]).ravel() for name in here]) for values in path[:-1]])
    if not len(offsets) or not np.isfinite(offsets).all() or not offsets.any():
        return ()
    _, sizes, rows = np.linalg.svd(offsets, full_matrices=False)
    axes = []
    for number, row in enumerate(rows[:2]):
        ends = np.cumsum([value.size for value in here.values()])[:-1]
        direction = {name: part.reshape(value.shape) for (name, value), part in zip(here.items(), np.split(row, ends), strict=True)}
        far = float(np.abs(offsets @ row).max())
        axes.append(Axis(f"p{number + 1}", direction, 1.25 * max(far, 0.2 * float(np.abs(offsets @ rows[0]).max()))))
    return tuple(axes) if len(axes) == 2 and sizes[0] > 0 else ()


class Scan:
    """Computes a slice in pieces: every so many-th point of the grid first, then those between."""

    def __init__(self, landscape: Landscape, centre: Values, axes: tuple[Axis, ...], points: int) -> None:
        self._landscape, self._axes = landscape, axes
        self._centre = {name: np.array(value) for name, value in centre.items()}
        self._xs = np.linspace(-axes[0].reach, axes[0].reach, points)
        self._ys = np.linspace(-axes[1].reach, axes[1].reach, points) if len(axes) > 1 else np.zeros(1)
        self._loss: Array = np.full((len(self._ys), len(self._xs)), np.nan)
        self._known = np.zeros(self._loss.shape, bool)
        self._strides = [stride for stride in (8, 4, 2) if (points - 1) % stride == 0 and points > 6 * stride] + [1]
        self._todo = self._places()

    def _places(self) -> Iterator[tuple[int, int]]:
        while self._strides:
            every = self._strides[0]
            for j in range(0, len(self._ys), every):
                for i in range(0, len(self._xs), every):
                    if not self._known[j, i]:
                        yield j, i
            if every == 1:
                return
            self._finished = self._strides.pop(0)

    _finished = 0  # every so many-th point is known

    @property
    def share(self) -> float:
        """How much of the grid is computed."""
        return float(self._known.mean())

    def work(self, seconds: float) -> None:
        """Compute for so long, at least one point, or until there is nothing left."""
        due = time.perf_counter() + seconds
        for j, i in self._todo:
            steps = zip((self._xs[i], self._ys[j]), self._axes, strict=False)
            moved = [(size, axis.direction) for size, axis in steps]
            self._loss[j, i] = self._landscape.loss({name: base + sum(size * direction[name] for size, direction in moved)
                                                     for name, base in self._centre.items()})  # fmt: skip
            self._known[j, i] = True
            if time.perf_counter() >= due:
                return

    def slice(self) -> Slice:
        """What is known: points that are still to come are like the nearest ones of the grid before."""
        loss = self._loss.copy()
        if self._finished and not self._known.all():
            near = [np.minimum((np.arange(count) + self._finished // 2) // self._finished * self._finished, count - 1)
                    for count in loss.shape]  # fmt: skip
            loss = np.where(self._known, loss, loss[np.ix_(*near)])
        return Slice(self._axes, self._xs, self._ys, loss, self._centre)


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
        scan = Scan(self, centre, axes, points)
        scan.work(float("inf"))
        return scan.slice()


def remembered(debugger: Debugger, step: int) -> tuple[int, dict[str, Array]]:
    """The latest step, up to this one, whose state the run remembers, and what was learned at its beginning.

    What no step renews, as frozen parameters, is no part of a state: it has its present value.
    """
    kept, state = debugger.history.nearest(step)
    program, learned = debugger.program, debugger.learned()
    for name, slot in {**program.parameters, **program.buffers}.items():
        if slot in program.renewed:
            learned[name] = np.array(debugger.arena.part(state, slot, program.slots[slot].shape))
    return kept, learned | {c.name: c.value for c in debugger.changes if c.step == kept and c.name in learned}


def trail(debugger: Debugger, most: int = 120) -> list[tuple[int, dict[str, Array]]]:
    """Parameters at steps of the past that are remembered, evenly chosen, and now."""
    last = debugger.place[0]
    known = debugger.history.steps(last)
    if len(known) > most:
        known = known[np.linspace(0, len(known) - 1, most).round().astype(int)]
    return [*(remembered(debugger, step) for step in map(int, known)), (last + 1, debugger.parameters())]
