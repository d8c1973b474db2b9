"""How two experiments and two moments differ."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from engine.insight.flow.depth import depth_profile
from engine.model.experiment import Experiment
from engine.model.network import Choice, Node
from engine.model.problem import text
from engine.runtime.debugger import Debugger


@dataclass(frozen=True)
class Difference:
    """A number of both networks; `name` is a template for `of`, the layer or parameter it is about. nan is not known."""

    name: str
    of: str
    mine: float
    theirs: float
    difference: float


def settings(mine: Experiment, theirs: Experiment) -> tuple[tuple[str, str, str], ...]:
    """What was set differently: place, here, there. Positions and titles do not count."""
    found: list[tuple[str, str, str]] = []
    nodes, others = ({node.id: node for node in one.network.nodes} for one in (mine, theirs))
    for name in dict.fromkeys((*nodes, *others)):
        here, there = nodes.get(name), others.get(name)
        if here is None or there is None:
            found.append((name, _layer(here), _layer(there)))
        else:
            found += [(f"{name}.{field}", a, b) for field, a, b in _fields(here, there, ("id", "position"))]
    wires, more = {wire.id for wire in mine.network.wires}, {wire.id for wire in theirs.network.wires}
    found += [(wire, "✓" if wire in wires else "–", "✓" if wire in more else "–") for wire in sorted(wires ^ more)]
    found += _fields(mine, theirs, ("network", "training", "title", "description", "parameters"))
    found += _fields(mine.training, theirs.training, ())
    names = sorted(
        name for name in {*mine.parameters, *theirs.parameters} if mine.parameters.get(name) != theirs.parameters.get(name)
    )
    return (*found, *((name, _given(mine, name), _given(theirs, name)) for name in names))


def _given(experiment: Experiment, name: str) -> str:
    return "given" if name in experiment.parameters else "drawn"


def _layer(node: Node | None) -> str:
    return "–" if node is None else f"{node.type} {node.units}"


def _fields(mine: Any, theirs: Any, without: tuple[str, ...]) -> list[tuple[str, str, str]]:
    pairs = (
        (field.name, getattr(mine, field.name), getattr(theirs, field.name)) for field in fields(mine) if field.name not in without
    )
    return [(name, _words(a), _words(b)) for name, a, b in pairs if a != b]


def _words(value: Any) -> str:
    if isinstance(value, Choice):
        inner = ", ".join(f"{name} {setting}" for name, setting in value.settings.items() if not isinstance(setting, list))
        return f"{value.name} ({inner})" if inner else value.name
    return str(value)


def measures(mine: Debugger, theirs: Debugger) -> tuple[Difference, ...]:
    """Loss, gradient per layer, and parameters of both at their current moments."""
    rows = [_row(text("loss"), "", *(_number(d.read(d.program.loss)) for d in (mine, theirs)))]
    here, there = depth_profile(mine), depth_profile(theirs)
    rows.append(_row(text("gradient ratio, first to last layer"), "", here.ratio, there.ratio))
    for name, size in zip(here.layers, here.delta, strict=True):
        other = float(there.delta[there.layers.index(name)]) if name in there.layers else float("nan")
        rows.append(_row(text("‖∂L/∂z‖ of {name}"), name, float(size), other))
    for name in mine.program.parameters:
        value, other_value = mine.value(name), theirs.value(name) if name in theirs.program.parameters else None
        apart = float("nan")
        if value is not None and other_value is not None and value.shape == other_value.shape:
            apart = float(np.linalg.norm(value - other_value))
        rows.append(Difference(text("‖{name}‖, and the norm of the difference"), name, _norm(value), _norm(other_value), apart))
    return tuple(rows)


def _row(name: str, of: str, mine: float, theirs: float) -> Difference:
    return Difference(name, of, mine, theirs, mine - theirs)


def _number(value: Any) -> float:
    return float("nan") if value is None else float(value)


def _norm(value: Any) -> float:
    return float("nan") if value is None else float(np.linalg.norm(value))
