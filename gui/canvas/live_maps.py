"""What layers with positions show at the current time: their maps, the maps of attention, and the weights on their wires."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from engine.insight.moment.fields import Field, fields
from engine.insight.moment.now import Now
from engine.insight.moment.place import slot_at
from engine.library.window import on_grid
from engine.model.network import WEIGHTED, Network, Node, Wire
from engine.program.program import DELTA, PREACTIVATION
from engine.runtime.debugger import Debugger
from gui.canvas.faces import MAPS, face
from gui.canvas.maps import Stack, stack
from gui.canvas.sheets import Sheet
from gui.plots.tiles import kernels
from gui.session.memo import Memo

Scale = Callable[[str, np.ndarray], float]
VALUE, BEFORE, GRADIENT = "a", "z", "δ"


class Fields(dict[str, Field]):
    """How the layers of one program read positions."""


def fields_of(memo: Memo, debugger: Debugger) -> Fields:
    """The fields of a program; found when they are first asked for."""
    return memo.made(Fields, lambda: Fields(fields(debugger.program)))


@dataclass(frozen=True, eq=False)
class Shown:
    """The pictures of a layer, and what they show."""

    maps: Stack | None = None
    heads: Stack | None = None
    symbol: str = ""
    gradient: bool = False


@dataclass
class LiveMaps:
    """Keeps the images of the last painting; those whose numbers are the same are not made again."""

    known: dict[tuple[str, str], Stack] = field(default_factory=dict)

    def of_node(
        self, debugger: Debugger, memo: Memo, node: Node, now: Now, gradients: bool, table: np.ndarray, scale: Scale
    ) -> Shown:
        """The maps of δ where gradients are shown and there are any, else the activations, or z as long as they are to come."""
        if not node.grid:
            return Shown()
        values, symbol = self._numbers(debugger, node, now, gradients)
        heads = self._heads(debugger, fields_of(memo, debugger).get(node.id), now, symbol == GRADIENT)
        return Shown(
            None if values is None else self._stack(node.id, f"map {symbol}", _pictures(node, values), table, scale),
            None if heads is None else self._stack(node.id, f"head {symbol == GRADIENT}", heads, table, scale),
            symbol, symbol == GRADIENT,
        )  # fmt: skip

    def in_row(
        self,
        debugger: Debugger,
        memo: Memo,
        network: Network,
        node: Node,
        now: Now,
        gradients: bool,
        table: np.ndarray,
        scale: Scale,
    ) -> Stack | None:
        """The picture of a layer in the line of its block: the maps of attention, or kernels; of δ where gradients are shown."""
        known = fields_of(memo, debugger).get(node.id)
        if known is None or known.window is not None:
            sheets = (self.of_wire(debugger, memo, network, wire, gradients, table, scale) for wire in network.incoming(node.id))
            return None if known is None else next((sheet.stack for sheet in sheets if sheet is not None), None)
        for gradient in (True, False) if gradients else (False,):
            found = self._heads(debugger, known, now, gradient)
            if found is not None:
                return self._stack(node.id, f"head {gradient}", found, table, scale)
        return None

    @staticmethod
    def _numbers(debugger: Debugger, node: Node, now: Now, gradients: bool) -> tuple[np.ndarray | None, str]:
        program = debugger.program
        state = slot_at(program, program.states(node.id), now.time)
        before = slot_at(program, program.of_node(node.id, PREACTIVATION), now.time)
        delta = slot_at(program, program.of_node(node.id, DELTA), now.time)
        if delta is None and state is not None:
            delta = program.gradient_of.get(state)
        for slot, symbol in ((delta if gradients else None, GRADIENT), (state, VALUE), (before, BEFORE)):
            if slot is not None and debugger.computed(slot):
                return at_sample(debugger, slot, now.sample), symbol
        return None, ""

    @staticmethod
    def _heads(debugger: Debugger, known: Field | None, now: Now, gradient: bool) -> np.ndarray | None:
        """(heads, queries, keys): probabilities, or the gradient of the loss with respect to them."""
        if known is None or not known.heads:
            return None
        slots = [debugger.program.gradient_of.get(head.weights, -1) if gradient else head.weights for head in known.heads]
        if any(slot < 0 or not debugger.computed(slot) for slot in slots):
            return None
        return np.stack([at_sample(debugger, slot, now.sample).T for slot in slots])

    def _stack(self, node: str, kind: str, values: np.ndarray, table: np.ndarray, scale: Scale) -> Stack:
        key = (node, kind)
        self.known[key] = stack(values, scale(f"{kind} {node}", values), table, self.known.get(key))
        return self.known[key]

    # wires ---------------------------------------------------------------------------------------

    def of_wire(
        self, debugger: Debugger, memo: Memo, network: Network, wire: Wire, gradient: bool, table: np.ndarray, scale: Scale
    ) -> Sheet | None:
        """The kernels of the layer at the end of a wire between pictures, the matrices of attention, or that of the wire.

        Their gradients where those are shown; the weights as long as those are to come.
        """
        found = _weights(fields_of(memo, debugger).get(wire.target), wire)
        program = debugger.program
        slot = program.parameters.get(found) if found else None
        if slot is None or wire.delay or not (network.node(wire.source).grid or network.node(wire.target).grid):
            return None
        used = program.used_gradient.get(slot) if gradient else None
        gradient = used is not None and debugger.computed(used)
        values = debugger.read(used if used is not None and gradient else slot)
        if values is None or values.ndim != 2:
            return None
        known, source = fields_of(memo, debugger).get(wire.target, Field()), network.node(wire.source)
        if known.window is None or wire.kind == WEIGHTED:
            part = values.shape[1] if known.heads else values.shape[0]
            return Sheet(found, self._sheet(wire, gradient, values.copy(), table, scale), None, part, gradient)
        tiles = kernels(known.window.kernel, len(values), source.units)
        return Sheet(found, self._sheet(wire, gradient, tiles.arranged(values), table, scale), tiles, 0, gradient)

    def _sheet(self, wire: Wire, gradient: bool, values: np.ndarray, table: np.ndarray, scale: Scale) -> Stack:
        return self._stack(wire.id, f"sheet {gradient}", values[None], table, scale)


def _weights(known: Field | None, wire: Wire) -> str:
    """The parameter that a wire stands for."""
    if wire.kind == WEIGHTED:
        return wire.weight
    if known is None:
        return ""
    return known.kernel or (f"{wire.target}.in_proj_weight" if known.heads else "")


def _pictures(node: Node, values: np.ndarray) -> np.ndarray:
    """(units, positions) as pictures: a map for each unit, or one strip of all."""
    pictures = face(node)
    if pictures is not None and pictures.tiles[-1].kind == MAPS:
        return values.reshape(len(values), *node.grid)[: len(pictures.tiles)]
    return values[None]


def at_sample(debugger: Debugger, slot: int, sample: int) -> np.ndarray:
    """(rows, positions) of one sample of a value whose columns are positions · samples; a copy."""
    size = debugger.program.batches.size
    view = debugger.arena.views[slot]
    found: np.ndarray = on_grid(view, view.shape[1] // size)[:, :, min(sample, size - 1)].copy()
    return found
