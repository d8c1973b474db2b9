"""The network that the user draws: layers of units joined by wires. `library.drawing` knows what is legal."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from engine.model.problem import ExperimentError, Problem, text

# Vowel signs and other marks that make words together with letters, which \w leaves out; joiners of Indic scripts.
MARKS = r"\u0300-\u036f\u0900-\u0dff\u0e00-\u0eff\u1ab0-\u1aff\u200c\u200d"
NAME, LONGEST = rf"^[^\W\d][\w {MARKS}]*(?!\n)$", 40  # of a layer or a block, and its letters at most
WEIGHTED, DIRECT = "weighted", "direct"
NOTHING, ONE, EACH = "nothing", "one", "each"  # what a direct wire learns: no factor, one for all units, one for each


@dataclass(frozen=True)
class Choice:
    """A named thing of the library with the settings given for it; the rest keep their defaults."""

    name: str
    settings: dict[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Node:
    """A layer of `units` neurons, at each of its positions.

    `grid` says how its positions lie: (height, width) of feature maps, (length,) of tokens or a signal, empty for a single one. It
    is that of the data for an input layer, and follows from the sources for all others.
    Which of `activation`, `bias`, `initializer` and `settings` count depends on the row of the type in the library.
    With a `loss` it is an output beside the main one, and its loss is a further part of the whole.
    """

    id: str
    type: str
    units: int
    activation: Choice = Choice("identity")
    initializer: Choice = Choice("xavier_uniform")
    bias: bool = True
    settings: dict[str, Any] = field(default_factory=dict, hash=False)
    position: tuple[float, float] | None = None
    grid: tuple[int, ...] = ()
    loss: Choice | None = None

    @property
    def positions(self) -> int:
        """How many positions it has."""
        return math.prod(self.grid)


@dataclass(frozen=True)
class Wire:
    """A bundle of connections from layer to layer.

    `weighted` carries a matrix of shape (target units, source units); `direct` passes values on
    unchanged (a skip connection), or multiplied by `factor`, which stays as it is or is where the factors that the
    wire `learns` begin. `delay` 1 reads the source at the previous time step. `mask` has the shape of the matrix; a 0
    prunes that weight. A wire that is `tied` uses the matrix of that name instead of one of its own, or its transpose.
    `detach` passes values on and no gradient back.
    """

    source: str
    target: str
    kind: str = WEIGHTED
    delay: int = 0
    mask: tuple[tuple[int, ...], ...] | None = None
    factor: float = 1.0
    learns: str = NOTHING
    tied: str = ""
    transposed: bool = False
    detach: bool = False

    @cached_property
    def id(self) -> str:
        """`x->h`, or `h~>h` for a delayed wire."""
        return f"{self.source}{'~>' if self.delay else '->'}{self.target}"

    @cached_property
    def weight(self) -> str:
        """The name of the parameter that the wire uses: its own, or the one to which it is tied."""
        return self.tied or f"{self.id}.weight"

    def turned(self, place: tuple[int, int]) -> tuple[int, int]:
        """Where (target unit, source unit) is in that parameter, or the other way round."""
        return place[::-1] if self.transposed else place

    @property
    def factors(self) -> str:
        """The name of the parameter that holds the factors which the wire learns."""
        return f"{self.id}.factor"


@dataclass(frozen=True)
class Block:
    """Layers that are seen and handled as one; what is computed does not depend on it.

    A `collapsed` one is drawn as a single card, at `position`. Its members have names of their own, in the order of the drawing.
    """

    name: str
    members: tuple[str, ...]
    collapsed: bool = True
    position: tuple[float, float] | None = None


@dataclass(frozen=True)
class Network:
    """Nodes and wires in the order in which they were drawn, and the blocks of nodes. Every edit returns a new network."""

    nodes: tuple[Node, ...] = ()
    wires: tuple[Wire, ...] = ()
    blocks: tuple[Block, ...] = ()

    def node(self, node_id: str) -> Node:
        """The node of that id; KeyError if there is none."""
        return self._named[node_id]

    def has(self, node_id: str) -> bool:
        """Whether a node of that id exists."""
        return node_id in self._named

    def wire(self, wire_id: str) -> Wire | None:
        """The wire of that id, `x->h`; None if there is none."""
        return self._drawn.get(wire_id)

    def incoming(self, node_id: str) -> tuple[Wire, ...]:
        """Wires that end at a node."""
        return self._arriving.get(node_id, ())

    def outgoing(self, node_id: str) -> tuple[Wire, ...]:
        """Wires that begin at a node."""
        return self._leaving.get(node_id, ())

    def block(self, name: str) -> Block | None:
        """The block of that name."""
        return next((block for block in self.blocks if block.name == name), None)

    def block_of(self, node_id: str) -> Block | None:
        """The block to which a node belongs."""
        return self._blocked.get(node_id)

    @cached_property
    def _blocked(self) -> dict[str, Block]:
        return {member: block for block in reversed(self.blocks) for member in block.members if self.has(member)}

    @cached_property
    def _named(self) -> dict[str, Node]:
        return {node.id: node for node in reversed(self.nodes)}  # of two with one name, the first counts

    @cached_property
    def _drawn(self) -> dict[str, Wire]:
        return {wire.id: wire for wire in reversed(self.wires)}

    @cached_property
    def _arriving(self) -> dict[str, tuple[Wire, ...]]:
        return _grouped((wire.target, wire) for wire in self.wires)

    @cached_property
    def _leaving(self) -> dict[str, tuple[Wire, ...]]:
        return _grouped((wire.source, wire) for wire in self.wires)

    def owner(self, parameter: str) -> Wire | None:
        """The wire whose own matrix has that name."""
        return next((wire for wire in self.wires if not wire.tied and wire.weight == parameter), None)

    def inputs(self) -> tuple[Node, ...]:
        """Input nodes; together they take the features of the data, in this order."""
        return tuple(node for node in self.nodes if node.type == "input")

    def outputs(self) -> tuple[Node, ...]:
        """Layers that feed no other within the same time step, the main output first, and all that have a loss of their own."""
        sources = {wire.source for wire in self.wires if not wire.delay}
        found = (node for node in self.nodes if node.type != "input" and (node.id not in sources or node.loss is not None))
        return tuple(sorted(found, key=lambda node: node.loss is not None))

    @property
    def main(self) -> Node | None:
        """The only output without a loss of its own: it has that of the experiment. None if there is none, or several."""
        found = [node for node in self.outputs() if node.loss is None]
        return found[0] if len(found) == 1 else None

    def free_id(self, stem: str) -> str:
        """The stem itself, or the stem with the first free number, as long as names may be; layers and blocks share their names."""
        taken = {node.id for node in self.nodes} | {block.name for block in self.blocks}
        number, candidate = 1, stem[:LONGEST]
        while candidate in taken:
            number += 1
            candidate = f"{stem[: LONGEST - len(str(number))]}{number}"
        return candidate

    def add(self, node: Node) -> Network:
        """Append a node; ExperimentError if its id is taken."""
        if self.has(node.id):
            raise ExperimentError([duplicate(node.id)])
        grown = replace(self, nodes=(*self.nodes, node))
        vars(grown)["_named"] = {**self._named, node.id: node}  # known already: drawings are judged by growing them
        return grown

    def with_node(self, node: Node) -> Network:
        """Replace the node of the same id, as it is; `library.drawing` also fits the layers after it."""
        return replace(self, nodes=tuple(node if old.id == node.id else old for old in self.nodes))

    def with_wire(self, wire: Wire) -> Network:
        """Append a wire without a check; `library.drawing` checks first whether it is legal."""
        grown = replace(self, wires=(*self.wires, wire))
        arriving, leaving = self.incoming(wire.target), self.outgoing(wire.source)
        vars(grown).update(
            _named=self._named,
            _arriving={**self._arriving, wire.target: (*arriving, wire)},
            _leaving={**self._leaving, wire.source: (*leaving, wire)},
        )
        return grown

    def without(self, nodes: frozenset[str], wires: frozenset[str]) -> Network:
        """Delete nodes with their wires, and single wires, by id; a block whose last layer is gone goes too."""
        kept = tuple(node for node in self.nodes if node.id not in nodes)
        left = tuple(wire for wire in self.wires if wire.id not in wires and wire.source not in nodes and wire.target not in nodes)
        fewer = (replace(block, members=tuple(name for name in block.members if name not in nodes)) for block in self.blocks)
        return Network(kept, left, tuple(block for block in fewer if block.members))

    def reaches(self, start: str, goal: str) -> bool:
        """Whether values flow from start to goal within one time step."""
        seen, stack = set(), [start]
        while stack:
            here = stack.pop()
            if here == goal:
                return True
            if here not in seen:
                seen.add(here)
                stack.extend(wire.target for wire in self.outgoing(here) if not wire.delay)
        return False

    def order(self) -> tuple[Node, ...]:
        """Nodes so that every source comes before its target within a time step (Kahn 1962)."""
        waiting = {node.id: sum(not wire.delay for wire in self.incoming(node.id)) for node in self.nodes}
        ready = [node for node in self.nodes if not waiting[node.id]]
        result: list[Node] = []
        for node in ready:  # grows meanwhile
            result.append(node)
            for wire in self.outgoing(node.id):
                if not wire.delay and wire.target in waiting:  # a drawing that is still to be judged may lead nowhere
                    waiting[wire.target] -= 1
                    if not waiting[wire.target]:
                        ready.append(self.node(wire.target))
        return tuple(result)

    def without_positions(self) -> Network:
        """The same network with the places on the canvas left out."""
        blocks = tuple(replace(block, position=None) for block in self.blocks)
        return replace(self, nodes=tuple(replace(node, position=None) for node in self.nodes), blocks=blocks)

    def ungrouped(self) -> Network:
        """The same network without blocks and places: what the numbers depend on."""
        return replace(self.without_positions(), blocks=())


def _grouped(pairs: Iterable[tuple[str, Wire]]) -> dict[str, tuple[Wire, ...]]:
    found: dict[str, list[Wire]] = {}
    for name, wire in pairs:
        found.setdefault(name, []).append(wire)
    return {name: tuple(wires) for name, wires in found.items()}


def duplicate(node_id: str) -> Problem:
    """The problem of a name that is used twice."""
    return Problem(
        f"network.nodes.{node_id}",
        text("the name {node!r} is used twice."),
        text("Give each layer its own name."),
        {"node": node_id},
    )
