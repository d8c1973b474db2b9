"""The network that the user draws: layers of units joined by wires."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from engine.model.problem import ExperimentError, Problem, text

WEIGHTED, DIRECT = "weighted", "direct"
CELL_TYPES = ("rnn", "lstm", "gru")
JOINING = ("add", "multiply", "concat")  # join what several wires bring
PASSING = ("batch_norm", "layer_norm", "dropout")  # change what one wire brings
LOOKUP = ("embedding", "one_hot")  # turn class numbers into vectors
FOLLOWERS = (*JOINING, *PASSING)  # their units are those of their sources


def natural_kind(node_type: str) -> str:
    """The kind of a wire into a layer of that type when none is named."""
    return DIRECT if node_type in (*FOLLOWERS, *LOOKUP) else WEIGHTED


@dataclass(frozen=True)
class Choice:
    """A named thing of the library with the settings given for it; the rest are its defaults."""

    name: str
    settings: dict[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Node:
    """A layer of `units` neurons.

    Which of `activation`, `bias`, `initializer` and `settings` count is told by the row of the
    type in the library.
    """

    id: str
    type: str
    units: int
    activation: Choice = Choice("identity")
    initializer: Choice = Choice("xavier_uniform")
    bias: bool = True
    settings: dict[str, Any] = field(default_factory=dict, hash=False)
    position: tuple[float, float] | None = None


@dataclass(frozen=True)
class Wire:
    """A bundle of connections from layer to layer.

    `weighted` carries a matrix of shape (target units, source units); `direct` passes values on
    unchanged (a skip connection). `delay` 1 reads the source at the previous time step. `mask`
    has the shape of the matrix; a 0 prunes that weight.
    """

    source: str
    target: str
    kind: str = WEIGHTED
    delay: int = 0
    mask: tuple[tuple[int, ...], ...] | None = None

    @property
    def id(self) -> str:
        """`x->h`, or `h~>h` for a delayed wire."""
        return f"{self.source}{'~>' if self.delay else '->'}{self.target}"

    @property
    def weight(self) -> str:
        """The name of the wire's parameter."""
        return f"{self.id}.weight"


@dataclass(frozen=True)
class Network:
    """Nodes and wires in the order in which they were drawn. Every edit returns a new network."""

    nodes: tuple[Node, ...] = ()
    wires: tuple[Wire, ...] = ()

    def node(self, node_id: str) -> Node:
        """The node of that id; KeyError if there is none."""
        for node in self.nodes:
            if node.id == node_id:
                return node
        raise KeyError(node_id)

    def has(self, node_id: str) -> bool:
        """Whether a node of that id exists."""
        return any(node.id == node_id for node in self.nodes)

    def incoming(self, node_id: str) -> tuple[Wire, ...]:
        """Wires that end at a node."""
        return tuple(wire for wire in self.wires if wire.target == node_id)

    def inputs(self) -> tuple[Node, ...]:
        """Input nodes; together they take the features of the data, in this order."""
        return tuple(node for node in self.nodes if node.type == "input")

    def outputs(self) -> tuple[Node, ...]:
        """Layers that feed no other layer within the same time step."""
        sources = {wire.source for wire in self.wires if not wire.delay}
        return tuple(node for node in self.nodes if node.type != "input" and node.id not in sources)

    def free_id(self, stem: str) -> str:
        """The stem itself, or the stem with the first free number."""
        taken = {node.id for node in self.nodes}
        number, candidate = 1, stem
        while candidate in taken:
            number += 1
            candidate = f"{stem}{number}"
        return candidate

    def add(self, node: Node) -> Network:
        """Append a node; ExperimentError if its id is taken."""
        if self.has(node.id):
            raise ExperimentError([_duplicate(node.id)])
        return replace(self, nodes=(*self.nodes, node))

    def with_node(self, node: Node) -> Network:
        """Exchange the node of the same id."""
        return replace(self, nodes=tuple(node if old.id == node.id else old for old in self.nodes)).fitted()

    def remove(self, nodes: frozenset[str] = frozenset(), wires: frozenset[str] = frozenset()) -> Network:
        """Delete nodes with their wires, and single wires, by id."""
        kept = tuple(node for node in self.nodes if node.id not in nodes)
        left = tuple(wire for wire in self.wires if wire.id not in wires and wire.source not in nodes and wire.target not in nodes)
        return Network(kept, left).fitted()

    def connect(self, wire: Wire) -> Network:
        """Append a wire; ExperimentError with the reason if it is not legal."""
        reason = self.why_not(wire)
        if reason:
            raise ExperimentError([reason])
        return replace(self, wires=(*self.wires, wire)).fitted()

    def fitted(self) -> Network:
        """The same network with the units of followers set to what flows into them, and masks as large as their matrices."""
        units = {node.id: node.units for node in self.nodes}
        for node in self.order():
            units[node.id] = self._followed(node, units)
        nodes = tuple(node if units[node.id] == node.units else replace(node, units=units[node.id]) for node in self.nodes)
        wires = tuple(_with_mask(wire, units) for wire in self.wires)
        return self if nodes == self.nodes and wires == self.wires else replace(self, nodes=nodes, wires=wires)

    def _followed(self, node: Node, units: dict[str, int]) -> int:
        """The units of a node, given those of the nodes before it."""
        sources = [units[wire.source] for wire in self.incoming(node.id)]
        if node.type not in FOLLOWERS or not sources:
            return node.units
        return sum(sources) if node.type == "concat" else sources[0]

    def why_not(self, wire: Wire) -> Problem | None:
        """Why a wire may not be drawn, or None if it may."""
        where = f"network.wires.{wire.id}"
        for end in (wire.source, wire.target):
            if not self.has(end):
                return Problem(
                    where, text("there is no node {node!r}."), text("Draw it first, or correct the name."), {"node": end}
                )
        if any(old.id == wire.id for old in self.wires):
            return Problem(where, text("these layers are joined already."), text("Select that wire to change it."))
        if not wire.delay and self._reaches(wire.target, wire.source):
            return Problem(where, text("this would close a cycle without a delay, so no value could come first."),
                           text("Draw it as a delayed wire (hold Shift): it then reads the previous time step."))  # fmt: skip
        return self._type_problem(wire, where) or self._ends_problem(wire, where)

    def _type_problem(self, wire: Wire, where: str) -> Problem | None:
        """Whether a layer of the target's type takes such a wire."""
        source, target = self.node(wire.source), self.node(wire.target)
        weights = wire.kind == WEIGHTED or wire.mask is not None
        if target.type == "input":
            return Problem(where, text("an input layer takes its values from the data, not from a wire."),
                           text("End the wire at another layer."))  # fmt: skip
        if target.type in CELL_TYPES and (wire.source == wire.target or wire.kind == DIRECT or wire.mask is not None):
            return Problem(where, text("a recurrent cell has weights and a memory of its own."),
                           text("Draw a plain wire into it from another layer."))  # fmt: skip
        if natural_kind(target.type) == DIRECT and weights:
            return Problem(where, text("this layer takes values as they are, so the wire into it carries no weights."),
                           text("Use a direct wire, or put a dense layer between."))  # fmt: skip
        if target.type in PASSING and self.incoming(target.id):
            return Problem(where, text("this layer takes one wire only."), text("Join the layers before with Add or Concat."))
        if target.type in LOOKUP and (source.type != "input" or source.units != 1 or wire.delay or self.incoming(target.id)):
            return Problem(where, text("this layer looks up class numbers, one for each sample."),
                           text("Wire it to one input layer of one unit."))  # fmt: skip
        return None

    def _ends_problem(self, wire: Wire, where: str) -> Problem | None:
        source, target = self.node(wire.source).units, self.node(wire.target).units
        wanted = self._wanted(wire)
        if wire.kind == DIRECT and source != wanted:
            return Problem(where, text("a direct wire needs equal layers: {source} has {a} units, {target} takes {b}."),
                           text("Make them equal, or use a weighted wire."),
                           {"source": wire.source, "target": wire.target, "a": source, "b": wanted})  # fmt: skip
        if wire.mask is not None and (len(wire.mask) != target or any(len(row) != source for row in wire.mask)):
            return Problem(f"{where}.mask", text("the mask must have {b} rows of {a} numbers, as the weights have."),
                           args={"a": source, "b": target})  # fmt: skip
        return None

    def _wanted(self, wire: Wire) -> int:
        """How many units a direct wire must bring."""
        target, others = self.node(wire.target), self.incoming(wire.target)
        if target.type in ("add", "multiply") and others:
            return self.node(others[0].source).units
        return self.node(wire.source).units if natural_kind(target.type) == DIRECT else target.units

    def _reaches(self, start: str, goal: str) -> bool:
        """Whether values flow from start to goal within one time step."""
        seen, stack = set(), [start]
        while stack:
            here = stack.pop()
            if here == goal:
                return True
            if here not in seen:
                seen.add(here)
                stack.extend(wire.target for wire in self.wires if wire.source == here and not wire.delay)
        return False

    def problems(self) -> list[Problem]:
        """Everything that makes the drawing illegal; the wires are judged in the order drawn."""
        found: list[Problem] = []
        legal = Network()
        for node in self.nodes:
            if legal.has(node.id):
                found.append(_duplicate(node.id))
            else:
                legal = legal.add(node)
        for wire in self.wires:
            reason = legal.why_not(wire)
            if reason:
                found.append(reason)
            else:
                legal = replace(legal, wires=(*legal.wires, wire))
        found += [_unfitted(node, fitted.units) for node, fitted in zip(legal.nodes, legal.fitted().nodes, strict=True)
                  if node.units != fitted.units]  # fmt: skip
        return found

    def order(self) -> tuple[Node, ...]:
        """Nodes so that every source comes before its target within a time step (Kahn 1962)."""
        waiting = {node.id: sum(not wire.delay for wire in self.incoming(node.id)) for node in self.nodes}
        ready = [node for node in self.nodes if not waiting[node.id]]
        result: list[Node] = []
        while ready:
            node = ready.pop(0)
            result.append(node)
            for wire in self.wires:
                if wire.source == node.id and not wire.delay:
                    waiting[wire.target] -= 1
                    if not waiting[wire.target]:
                        ready.append(self.node(wire.target))
        return tuple(result)

    def without_positions(self) -> Network:
        """The same network with the places on the canvas left out: what the numbers depend on."""
        return replace(self, nodes=tuple(replace(node, position=None) for node in self.nodes))


def _with_mask(wire: Wire, units: dict[str, int]) -> Wire:
    """The wire with its mask cut or filled up with kept weights to the shape of its matrix."""
    rows, columns = units.get(wire.target, 0), units.get(wire.source, 0)
    if wire.mask is None or (len(wire.mask) == rows and all(len(row) == columns for row in wire.mask)):
        return wire
    kept = [[*row[:columns], *[1] * (columns - len(row))] for row in wire.mask[:rows]]
    kept += [[1] * columns for _ in range(rows - len(kept))]
    return replace(wire, mask=tuple(map(tuple, kept)) if not all(map(all, kept)) else None)


def _unfitted(node: Node, wanted: int) -> Problem:
    return Problem(f"network.nodes.{node.id}.units", text("has {units} units, but {wanted} flow into it."),
                   text("Set its units to {wanted}."), {"units": node.units, "wanted": wanted})  # fmt: skip


def _duplicate(node_id: str) -> Problem:
    return Problem(
        f"network.nodes.{node_id}", text("the name {node!r} is used twice."), text("Give each layer its own name."),
        {"node": node_id},
    )  # fmt: skip
