"""Phase diagrams: over a grid of towers or loops, where gradients vanish and where they explode."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from engine.insight.flow.depth import depth_profile
from engine.insight.flow.through_time import ThroughTime
from engine.insight.study.families import Loop, Tower
from engine.insight.study.jobs import Ended
from engine.library.rule import Array
from engine.model.network import Choice
from engine.model.problem import text
from engine.runtime.debugger import Debugger

DEPTH, TIME = "depth", "time"
KINDS = (DEPTH, TIME)
COLUMNS = ("kind", "activation", "length", "scale", "seed", "ratio", "factor", "loss", "ended")


@dataclass(frozen=True)
class Grid:
    """`lengths` are depths or numbers of time steps; `scales` the weights' gain (1: Xavier) or the spectral radius."""

    kind: str = DEPTH
    lengths: tuple[int, ...] = (2, 4, 6, 8, 10, 12, 14, 16, 18, 20)
    scales: tuple[float, ...] = tuple(round(0.25 * i, 2) for i in range(1, 15))
    activations: tuple[str, ...] = ("tanh",)
    seeds: int = 3
    units: int = 16

    def members(self) -> tuple[Member, ...]:
        """All members, the costly ones first."""
        grid = product(self.activations, sorted(self.lengths, reverse=True), self.scales, range(self.seeds))
        return tuple(Member(self.kind, activation, length, scale, seed, self.units) for activation, length, scale, seed in grid)


@dataclass(frozen=True)
class Member:
    """One network of a grid."""

    kind: str
    activation: str
    length: int
    scale: float
    seed: int
    units: int


@dataclass(frozen=True)
class Measure:
    """Gradient of the first layer or time step relative to the last, the factor from one to the next, and the first loss; or why
    there are none."""

    member: Member
    ratio: float
    factor: float
    loss: float
    ended: Ended | None = None

    def row(self) -> tuple[str | int | float, ...]:
        """The values of COLUMNS."""
        m = self.member
        ended = "" if self.ended is None else f"terminated: {self.ended}"
        return (m.kind, m.activation, m.length, m.scale, m.seed, self.ratio, self.factor, self.loss, ended)


def result_of(member: Member, result: Measure | Ended) -> Measure:
    """What a job gave for a member; without numbers where it was ended."""
    return Measure(member, np.nan, np.nan, np.nan, result) if isinstance(result, Ended) else result


def measure(member: Member) -> Measure:
    """One training step of one member."""
    if member.kind == DEPTH:
        tower = Tower(
            member.length, member.units, Choice(member.activation), Choice("xavier_normal", {"gain": member.scale}), samples=64
        )
        debugger = Debugger(tower.experiment(member.seed), budget=1 << 16)
        debugger.go(debugger.program.phases["backward"].stop)
        ratio = depth_profile(debugger).ratio
    else:
        loop = Loop(member.length, member.units, member.scale, Choice(member.activation))
        debugger = Debugger(loop.experiment(member.seed), budget=1 << 16)
        debugger.go(debugger.program.phases["backward"].stop)
        matrix = ThroughTime(debugger.program)(debugger, "h", last=True)
        with np.errstate(all="ignore"):
            ratio = float("nan") if matrix is None else float(matrix[-1, 0] / matrix[-1, -1])
    loss = debugger.read(debugger.program.loss)
    with np.errstate(all="ignore"):
        factor = float(np.float64(ratio) ** (1 / max(1, member.length - 1)))
    return Measure(member, ratio, factor, float("nan") if loss is None else float(loss))


def phases(grid: Grid, activation: str, measures: Sequence[Measure]) -> Array:
    """log10 of the median ratio over seeds: rows are lengths in rising order, columns the scales; nan where nothing has been
    measured yet."""
    lengths, result = sorted(grid.lengths), np.full((len(grid.lengths), len(grid.scales)), np.nan)
    cells: dict[tuple[int, float], list[float]] = {}
    for found in measures:
        if found.member.activation == activation and found.ended is None:
            cells.setdefault((found.member.length, found.member.scale), []).append(found.ratio)
    with np.errstate(all="ignore"):
        for (length, scale), ratios in cells.items():
            result[lengths.index(length), grid.scales.index(scale)] = np.log10(np.median(ratios))
    return result


def axis_titles(kind: str) -> tuple[str, str]:
    """Names of the scale and the length of a grid."""
    if kind == DEPTH:
        return text("initial scale (gain)"), text("depth")
    return text("spectral radius"), text("time steps")


def ratio_title(kind: str) -> str:
    """Name of what a grid measures."""
    return text("gradient ratio, first to last layer") if kind == DEPTH else text("gradient ratio, first to last time step")
