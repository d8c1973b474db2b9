"""Recorded layers as a table: what each is, its numbers at one step, and since when something is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.insight.diagnosis.finding import ERROR, NOTE, WARNING, Finding
from engine.insight.trace.names import shortened

if TYPE_CHECKING:
    from engine.insight.trace.trace import Layer, Trace

RANK = {ERROR: 0, WARNING: 1, NOTE: 2}
LONGEST = 24  # letters of a name in a table
SOUND = len(RANK)  # of a layer that no finding speaks of


@dataclass(frozen=True)
class Row:
    """One layer. nan was not measured; `broken` are the kinds of numbers that were measured and are not finite.

    `rank` orders rows from the worst on: by how bad the finding is, which of the findings it is, and where the finding names it.
    """

    place: int
    name: str
    short: str
    kind: str
    gradient: float
    ratio: float
    idle: float
    broken: frozenset[str]
    finding: Finding | None
    rank: tuple[int, int, int]

    @property
    def since(self) -> int | None:
        """The step since which something is wrong."""
        return None if self.finding is None else self.finding.step

    def matches(self, words: str, told: str = "") -> bool:
        """Whether each of these words stands in its name, whole or as it is shown, in its kind, or in what is told of it."""
        cause = "" if self.finding is None else self.finding.cause
        text = f"{self.name} {self.short} {self.kind} {cause} {told}".lower()
        return all(word in text for word in words.lower().split())


def layer_rows(trace: Trace, place: int, found: Sequence[Finding]) -> tuple[Row, ...]:
    """The layers in the order of their calls, at one of the recorded steps."""
    names = [layer.name for layer in trace.layers]
    short, first = shortened(names, most=LONGEST), _findings(found)
    ratios = _ratios(trace, place)
    return tuple(
        Row(
            number, layer.name, short[number], " · ".join(filter(None, (layer.type, layer.activation))),
            _number(trace, f"delta/{layer.name}", place), ratios.get(layer.name, float("nan")),
            _number(trace, f"idle/{layer.name}", place), _broken(trace, layer, place),
            *first.get(layer.name, (None, (SOUND, 0, number))),
        )
        for number, layer in enumerate(trace.layers)
    )  # fmt: skip


def _number(trace: Trace, name: str, place: int) -> float:
    return float(trace.column(name)[place]) if len(trace.steps) else float("nan")


def _broken(trace: Trace, layer: Layer, place: int) -> frozenset[str]:
    """Which numbers of a layer were measured at that step and are not finite."""
    if not len(trace.steps):
        return frozenset()
    found = {kind for kind in ("delta", "idle", "spread", "mean") if trace.broken(f"{kind}/{layer.name}")[place]}
    names = [f"{layer.name}.{name}" for name in layer.parameters]
    return frozenset(
        found | {kind for kind in ("grad", "param", "update") if any(trace.broken(f"{kind}/{n}")[place] for n in names)}
    )


def _findings(found: Sequence[Finding]) -> dict[str, tuple[Finding, tuple[int, int, int]]]:
    """The worst finding that names a layer, and its rank."""
    first: dict[str, tuple[Finding, tuple[int, int, int]]] = {}
    for number, finding in enumerate(found):
        for at, name in enumerate(finding.layers):
            rank = (RANK[finding.severity], number, at)
            if name not in first or rank < first[name][1]:
                first[name] = (finding, rank)
    return first


def _ratios(trace: Trace, place: int) -> dict[str, float]:
    """The largest update ratio of the matrices of each layer."""
    found: dict[str, float] = {}
    for name, values in trace.ratios().items():
        layer, value = name.rpartition(".")[0], float(values[place])
        if not np.isnan(value):
            found[layer] = max(value, found.get(layer, 0.0))
    return found
