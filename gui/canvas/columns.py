"""Where the numbers of the layers are: which slots at a time step, and which column of each belongs to a sample and a spot."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from engine.insight.moment.now import Now
from engine.insight.moment.place import slot_at
from engine.insight.moment.spots import column_of
from engine.model.network import Network
from engine.program.program import DELTA, Program
from engine.runtime.debugger import Debugger


class Column(NamedTuple):
    """A column of a slot; without a slot, of nothing."""

    slot: int = -1
    number: int = 0

    def read(self, debugger: Debugger) -> np.ndarray | None:
        """A copy of its numbers, if they are computed."""
        if self.slot < 0 or not debugger.computed(self.slot):
            return None
        column: np.ndarray = debugger.arena.views[self.slot][:, self.number].copy()
        return column


class Places(NamedTuple):
    """Where the values of a layer are, its δ, and the gradient of its values."""

    value: Column
    delta: Column
    gradient: Column


class Columns:
    """The places of all layers, kept while one looks at the same time step, sample and spot: there may be hundreds of layers."""

    def __init__(self) -> None:
        self._asked: tuple[object, ...] = ()
        self._found: dict[str, Places] = {}

    def of(self, program: Program, network: Network, now: Now) -> dict[str, Places]:
        """Those of a program at a moment."""
        asked = network, now.time, now.spot, now.sample
        if asked != self._asked:
            self._asked, self._found = asked, {node.id: _places(program, network, node.id, now) for node in network.nodes}
        return self._found


def _places(program: Program, network: Network, layer: str, now: Now) -> Places:
    value = slot_at(program, program.states(layer), now.time)
    delta = slot_at(program, program.of_node(layer, DELTA), now.time)
    gradient = None if value is None else program.gradient_of.get(value)
    return Places(*(_column(program, network, slot, now) for slot in (value, delta, gradient)))


def _column(program: Program, network: Network, slot: int | None, now: Now) -> Column:
    return Column() if slot is None else Column(slot, column_of(program, network, slot, now.spot, now.sample) or 0)
