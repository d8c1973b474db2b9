"""What the user points at."""

from __future__ import annotations

from dataclasses import dataclass

from engine.insight.moment.spots import Spot


@dataclass(frozen=True)
class Selection:
    """A node or wire on the canvas, an instruction, an element, a sample, a time step and a spot on the grids of positions.

    `pc`, `sample`, `time` and `spot` are None as long as nobody has chosen one.
    """

    nodes: frozenset[str] = frozenset()
    wires: frozenset[str] = frozenset()
    pc: int | None = None
    parameter: str = ""
    index: tuple[int, ...] = ()
    sample: int | None = None
    time: int | None = None
    spot: Spot | None = None
