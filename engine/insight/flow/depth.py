"""How gradient and signal change with depth: the depth profile, standard deviation of the activations, saturation."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine.library.activations import ACTIVATIONS
from engine.library.rule import Array
from engine.model.network import Network
from engine.program.program import DELTA, PREACTIVATION, Program
from engine.runtime.debugger import Debugger

VANISHING, EXPLODING = 1e-3, 70.0  # first hidden layer divided by the last one
SEVERE = 1e6  # and 1 / SEVERE: beyond it nothing of the gradient's size is left
STEADY, STEADY_LAYER = 10.0, 2.0  # up to this, or its inverse, a ratio and a factor per layer are even
COSINES = 64  # samples compared with each other


@dataclass(frozen=True)
class DepthProfile:
    """Norms per layer, in order of the network; nan where not computed yet.

    `delta` is the Frobenius norm of dL/dz of the layer over batch and time (Glorot & Bengio 2010
    show that weight gradients can stay flat while this vanishes); `weight` is the root mean square
    of the gradient of its weights. `line` are the places of the layers that are compared by depth; None for all.
    """

    layers: tuple[str, ...]
    delta: Array
    weight: Array
    line: tuple[int, ...] | None = None

    @property
    def compared(self) -> Array:
        """The deltas that are compared by depth."""
        return self.delta if self.line is None else self.delta[list(self.line)]

    @property
    def ratio(self) -> float:
        """delta of the first hidden layer divided by that of the last; nan if there are fewer than two."""
        hidden = self.compared[:-1]
        if len(hidden) < 2 or not np.isfinite(hidden).all() or hidden[-1] == 0:
            return float("nan")
        return float(hidden[0] / hidden[-1])

    @property
    def plunge(self) -> tuple[str, float] | None:
        """The hidden layer with the smallest gradient, and what part of that of the last hidden layer it gets, where that is next
        to nothing though the ratio of first and last does not show it."""
        hidden, last = self.delta[:-1], self.compared[-2] if len(self.compared) > 1 else float("nan")
        if not np.isfinite(hidden).any() or not last > 0 or self.ratio < VANISHING:
            return None
        place = int(np.nanargmin(hidden))
        return (self.layers[place], float(hidden[place] / last)) if hidden[place] < VANISHING * last else None

    @property
    def per_layer(self) -> float:
        """The mean factor from one hidden layer to the layer before it."""
        count = len(self.compared) - 2
        return float(self.ratio ** (1 / count)) if count > 0 else float("nan")


@dataclass(frozen=True)
class Station:
    """A place on the axis of depth: a layer, or a block that is drawn as one, with all of its layers."""

    name: str
    layers: tuple[str, ...]


def stations(names: tuple[str, ...], network: Network) -> tuple[Station, ...]:
    """Layers in order, those of a collapsed block together where its first one stands."""
    found: dict[str, list[str]] = {}
    for name in names:
        block = network.block_of(name)
        found.setdefault(name if block is None or not block.collapsed else block.name, []).append(name)
    return tuple(Station(name, tuple(layers)) for name, layers in found.items())


def by_station(profile: DepthProfile, along: tuple[Station, ...]) -> DepthProfile:
    """The profile with one number for each station: of a block the root mean square over its layers, once all are known."""
    if tuple(station.name for station in along) == profile.layers:
        return profile
    place = {name: number for number, name in enumerate(profile.layers)}
    rows = [[place[name] for name in station.layers] for station in along]
    weight = np.array([rms(profile.weight[row]) for row in rows])  # not every layer has a matrix
    delta = np.array([float("nan") if np.isnan(profile.delta[row]).any() else rms(profile.delta[row]) for row in rows])
    return DepthProfile(tuple(station.name for station in along), delta, weight)


def rms(values: Array) -> float:
    """The root mean square of what is known, also where squares would be too small for a number; nan if nothing is known."""
    known = values[~np.isnan(values)]
    largest = float(np.abs(known).max(initial=0.0))
    if not known.size or not largest or not np.isfinite(largest):
        return largest if known.size else float("nan")
    return largest * float(np.sqrt(((known / largest) ** 2).mean()))


def verdicts(ratios: Array, factors: Array) -> Array:
    """`vanishing`, `exploding`, `shrinking`, `growing` or `healthy`: what gradients do on their way to the first layer.

    The outer two are what the diagnosis goes by; "" where the ratio is unknown. `factors` are means per layer.
    """
    with np.errstate(invalid="ignore"):
        found: Array = np.select(
            [
                np.isnan(ratios),
                ratios < VANISHING,
                ratios > EXPLODING,
                (ratios < 1 / STEADY) | (factors < 1 / STEADY_LAYER),
                (ratios > STEADY) | (factors > STEADY_LAYER),
            ],
            ["", "vanishing", "exploding", "shrinking", "growing"],
            "healthy",
        )
    return found


@dataclass(frozen=True)
class DepthHistory:
    """The ratio of `DepthProfile` at recorded training steps, in order; nan where it is unknown. `hidden` counts the layers."""

    steps: Array
    ratios: Array
    hidden: int

    def upto(self, step: int, ratio: float) -> DepthHistory:
        """What was known up to a step, and the ratio in that step."""
        before = self.steps < step
        return DepthHistory(np.append(self.steps[before], step), np.append(self.ratios[before], ratio), self.hidden)

    @property
    def factors(self) -> Array:
        """The mean factors per layer."""
        factors: Array = np.abs(self.ratios) ** (1 / max(1, self.hidden - 1))
        return factors

    @cached_property
    def verdicts(self) -> tuple[str, ...]:
        """The verdict of each step."""
        return tuple(map(str, verdicts(self.ratios, self.factors)))

    @property
    def since(self) -> int:
        """The step since which the verdict is the last one."""
        found = self.verdicts
        other = [place for place, word in enumerate(found) if word != found[-1]]
        return int(self.steps[other[-1] + 1 if other else 0])

    @property
    def worst(self) -> int | None:
        """The place of the ratio farthest from 1 that was vanishing or exploding, where the last verdict is another one."""
        found = np.array(self.verdicts)
        other = np.flatnonzero(np.isin(found, ("vanishing", "exploding")) & (found != found[-1]))
        with np.errstate(all="ignore"):
            far = np.abs(np.log10(self.ratios[other]))
        return int(other[far.argmax()]) if other.size else None


def depth_history(debugger: Debugger) -> DepthHistory:
    """The ratios of the steps that the debugger has recorded, later ones included."""
    hidden, series = debugger.program.layers[:-1], debugger.series
    columns = [f"delta/{name}" for name in (*hidden[:1], *hidden[-1:])]
    if len(hidden) < 2 or not set(columns) <= set(series.columns):
        return DepthHistory(np.empty(0, int), np.empty(0), len(hidden))
    with np.errstate(all="ignore"):
        first, last = (series.norm(column) for column in columns)
        return DepthHistory(series.steps(), np.where(last > 0, first / last, np.nan), len(hidden))


def depth_profile(debugger: Debugger) -> DepthProfile:
    """The profile of the values that the debugger holds now."""
    program = debugger.program
    matrices: dict[str, list[int]] = {}
    for slot in program.used_gradient:
        if len(program.slots[slot].shape) == 2:
            matrices.setdefault(program.slots[slot].node, []).append(slot)
    delta, weight = [], []
    with np.errstate(all="ignore"):
        for name in program.layers:
            delta.append(_norm(debugger, program.of_node(name, DELTA)))
            own = matrices.get(name, [])
            count = sum(math.prod(program.slots[slot].shape) for slot in own)
            weight.append(_norm(debugger, tuple(program.used_gradient[slot] for slot in own)) / math.sqrt(count or 1))
    return DepthProfile(program.layers, np.array(delta), np.array(weight))


def _norm(debugger: Debugger, slots: tuple[int, ...]) -> float:
    total = 0.0 if slots else float("nan")
    for slot in slots:
        value = debugger.read(slot)
        if value is None:
            return float("nan")
        total += float((value * value).sum())
    return math.sqrt(total)


@dataclass(frozen=True)
class SignalProfile:
    """The activations of each layer over units, batch and time; nan where not computed yet.

    `cosine` is the median cosine between the activations of two samples (at the last time step):
    near 1 the layer no longer distinguishes samples. `idle` is the share of saturated elements of a
    sigmoid (below .05 or above .95) or tanh (beyond +-.97), and of ReLU units that are 0 for every
    sample; nan for other activations.
    """

    layers: tuple[str, ...]
    mean: Array
    std: Array
    cosine: Array
    idle: Array
    activations: tuple[str, ...]

    @property
    def variance_ratio(self) -> float:
        """Variance of the last layer's activations divided by that of the first."""
        first, last = (self.std[0], self.std[-1]) if len(self.std) else (np.nan, np.nan)
        return float((last / first) ** 2) if first else float("nan")


def _outside(low: float, high: float) -> Callable[[Array], float]:
    return lambda a: float(((a < low) | (a > high)).mean())


NAMES = {row.op.forward: row.name for row in ACTIVATIONS.values() if row.op is not None}
# The share of elements without a useful slope, for activations of shape (units, columns).
IDLE: dict[str, Callable[[Array], float]] = {
    "sigmoid": _outside(0.05, 0.95),
    "tanh": _outside(-0.97, 0.97),
    "relu": lambda a: float((a == 0).all(axis=1).mean()),
}


def signal_profile(debugger: Debugger) -> SignalProfile:
    """The profile of the activations that the debugger holds now."""
    program = debugger.program
    names = program.layers
    rows = []
    for name in names:
        found = [debugger.read(slot) for slot in program.states(name)]
        values = [value for value in found if value is not None]
        kind = activation_of(program, name)
        if not found or len(values) < len(found):
            rows.append((np.nan,) * 4)
            continue
        together = np.concatenate(values, axis=1)
        share = _idle(debugger, name, kind, together)
        with np.errstate(all="ignore"):
            rows.append((float(together.mean()), float(together.std()), _cosine(values[-1]), share))
    mean, std, cosine, idle = np.array(rows, float).reshape(len(names), 4).T
    return SignalProfile(names, mean, std, cosine, idle, tuple(activation_of(program, name) for name in names))


# What can saturate in a cell: input and output gates and candidates. The gate that keeps the memory should be near 1.
CELL_PARTS = (("i", "sigmoid"), ("o", "sigmoid"), ("g", "tanh"), ("r", "sigmoid"), ("n", "tanh"))


def _parts(program: Program, node: str) -> list[tuple[int, str]]:
    """The gates and candidates of a cell over time, with their functions; nothing for other nodes."""
    if f"{node}.g[1]" not in program.names and f"{node}.n[1]" not in program.names:
        return []
    named = (
        (program.names.get(f"{node}.{part}[{t}]", -1), kind) for part, kind in CELL_PARTS for t in range(1, program.length + 1)
    )
    return [(slot, kind) for slot, kind in named if slot >= 0]


def _idle(debugger: Debugger, node: str, kind: str, activations: Array) -> float:
    """The share of elements without a useful slope."""
    parts = [(debugger.read(slot), of) for slot, of in _parts(debugger.program, node)]
    shares = [IDLE[of](value) for value, of in parts if value is not None]
    if shares:
        return float(np.mean(shares))
    return IDLE[kind](activations) if kind in IDLE else float("nan")


def activation_of(program: Program, node: str) -> str:
    """The activation function of a node; `tanh` for a cell; "" where the menu has none."""
    if _parts(program, node):
        return "tanh"
    states = program.states(node)
    pc = program.writer.get(states[-1]) if states else None
    if pc is None or program.slots[states[-1]].kind == PREACTIVATION:
        return ""
    return NAMES.get(program.code[pc].rule, "")


def _cosine(values: Array) -> float:
    """Median cosine between pairs of columns."""
    columns = values[:, :COSINES]
    if columns.shape[1] < 2:
        return float("nan")
    with np.errstate(all="ignore"):
        unit = columns / np.linalg.norm(columns, axis=0)
        return float(np.median((unit.T @ unit)[np.triu_indices(columns.shape[1], 1)]))
