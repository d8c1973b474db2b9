"""What may be drawn: which wires are legal, and how wide layers become. The rows of the layer types decide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from engine.library.layers import LAYER_TYPES
from engine.library.layers.layer import FACTOR, LEARNED_STATE, LEARNS, LayerType, Parameter, Site, Takes, first_state
from engine.library.rule import Shape
from engine.library.sites import site_of, sites
from engine.library.ties import matrices, retied, tie_problem
from engine.library.window import Grid
from engine.model.network import DIRECT, EACH, NOTHING, WEIGHTED, Network, Node, Wire, duplicate
from engine.model.problem import ExperimentError, Problem, text
from engine.model.setting import Setting, complete

LARGE = (512, 512)  # a grid on which any kernel fits


def natural_kind(node_type: str) -> str:
    """The kind of a wire into a layer of that type when none is named."""
    return _takes(node_type).kind


def _takes(node_type: str) -> Takes:
    row = LAYER_TYPES.get(node_type)
    return row.takes if row else Takes(WEIGHTED, matrices=True)  # an unknown type is reported elsewhere


def has_matrix(network: Network, wire: Wire) -> bool:
    """Whether a wire has its own matrix; the weights of a recurrent cell belong to the cell."""
    return wire.kind == WEIGHTED and _takes(network.node(wire.target).type).matrices


def reads_classes(network: Network, wire: Wire) -> bool:
    """Whether a wire brings class indices, which are looked up."""
    return _takes(network.node(wire.target).type).class_numbers


# sites ---------------------------------------------------------------------------------------------------


def parameters(network: Network, no_bias: bool = False) -> Iterator[tuple[Node, str, Parameter]]:
    """All parameters, layer by layer: whose, its full name, and how it starts."""
    remembered = read_later(network)
    for row, at in sites(network, no_bias):
        for name, found in {**row.parameters(at), **_factors(at), **_first_state(row, at, remembered)}.items():
            yield at.node, name, found


def read_later(network: Network) -> frozenset[str]:
    """The layers that some wire reads one time step later."""
    return frozenset(wire.source for wire in network.wires if wire.delay)


def settings_of(network: Network, node: Node) -> tuple[Setting, ...]:
    """The settings that mean something for a layer as it is drawn."""
    row = LAYER_TYPES[node.type]
    useless = {LEARNED_STATE} if not row.states and node.id not in read_later(network) else set()
    return tuple(setting for setting in row.settings if setting not in useless)


def _first_state(row: LayerType, at: Site, remembered: frozenset[str]) -> dict[str, Parameter]:
    """What a delayed wire brings in the first time step from a layer that is no cell."""
    wanted = at.settings.get(LEARNED_STATE.name) and not row.states and at.node.id in remembered
    return {at.name(first_state("a")): Parameter((at.node.units,), start=0.0)} if wanted else {}


def _factors(at: Site) -> dict[str, Parameter]:
    """What the direct wires into a layer learn."""
    return {
        wire.factors: Parameter((width if wire.learns == EACH else 1,), start=wire.factor)
        for wire, width in zip(at.wires, at.widths, strict=True)
        if wire.learns != NOTHING
    }


def parameter_shapes(network: Network, no_bias: bool = False) -> dict[str, Shape]:
    """Names and shapes of all parameters."""
    return {name: parameter.shape for _, name, parameter in parameters(network, no_bias)}


def cut_off(network: Network) -> frozenset[str]:
    """The parameters that no gradient reaches, because all ways to them are stopped."""
    reached: set[str] = set()
    waiting = [node.id for node in network.outputs()]
    while waiting:
        here = waiting.pop()
        if here not in reached:
            reached.add(here)
            waiting += [wire.source for wire in network.incoming(here) if not wire.detach]
    used = {wire.tied for wire in network.wires if wire.tied and wire.target in reached}
    return frozenset(name for node, name, _ in parameters(network) if node.id not in reached and name not in used)


def statistic_shapes(network: Network) -> dict[str, Shape]:
    """Names and shapes of the running statistics."""
    return {name: found.shape for row, at in sites(network) for name, found in row.statistics(at).items()}


def legal_shapes(network: Network, no_bias: bool = False) -> dict[str, tuple[Shape, ...]]:
    """Of everything that a trained network consists of, the shapes in which it may be given: PyTorch's first."""
    found = {name: parameter.shapes for _, name, parameter in parameters(network, no_bias)}
    return {**found, **{name: (shape,) for name, shape in statistic_shapes(network).items()}}


def array_shapes(network: Network, no_bias: bool = False) -> dict[str, Shape]:
    """Names and shapes of everything that a trained network consists of: parameters, then running statistics."""
    return {**parameter_shapes(network, no_bias), **statistic_shapes(network)}


# edits ---------------------------------------------------------------------------------------------------


def connect(network: Network, wire: Wire) -> Network:
    """Append a wire; ExperimentError with the reason if it is not legal."""
    grown = network.with_wire(wire)
    reason = why_not(network, wire) or tie_problem(grown, wire)
    if reason:
        raise ExperimentError([reason])
    return fitted(grown)


def rewire(network: Network, old: Wire, new: Wire) -> Network:
    """Put a wire in the place of another; what is tied to its matrix follows. ExperimentError with the reason if it is illegal."""
    rest = replace(network, wires=tuple(wire for wire in network.wires if wire.id != old.id))
    wires = tuple(new if wire.id == old.id else wire for wire in network.wires)
    changed = retied(replace(network, wires=wires), {old.weight: new.weight} if not old.tied and not new.tied else {})
    reason = why_not(rest, new) or tie_problem(changed, new)
    if reason:
        raise ExperimentError([reason])
    return fitted(changed)


def exchange(network: Network, node: Node) -> Network:
    """Put a node in the place of the one of the same id; layers behind it follow its width."""
    return fitted(network.with_node(node))


def remove(network: Network, nodes: frozenset[str] = frozenset(), wires: frozenset[str] = frozenset()) -> Network:
    """Delete nodes with their wires, and single wires, by id."""
    return fitted(network.without(nodes, wires))


def fitted(network: Network) -> Network:
    """The same network with units and grids of layers that follow their sources, and masks as large as their matrices.

    A wire that is tied to a matrix which is gone gets its own.
    """
    found = _followed(network)
    nodes = tuple(found[node.id] for node in network.nodes)
    units = {node.id: node.units for node in nodes}
    wires = tuple(_with_mask(wire, units) for wire in network.wires)
    if any(wire.tied for wire in wires):
        known = matrices(replace(network, nodes=nodes))
        wires = tuple(replace(w, tied="", transposed=False) if w.tied and w.tied not in known else w for w in wires)
    unchanged = nodes == network.nodes and wires == network.wires
    return network if unchanged else replace(network, nodes=nodes, wires=wires)


def with_grids(network: Network) -> Network:
    """The same network with the grids that follow from its input layers; units stay as they are."""
    found = _followed(network)
    nodes = tuple(_shaped(node, node.units, found[node.id].grid) for node in network.nodes)
    return network if nodes == network.nodes else replace(network, nodes=nodes)


def _followed(network: Network) -> dict[str, Node]:
    """Every node with the units and the grid that follow from its sources, as far as its settings are legal."""
    found = {node.id: node if node.type == "input" else _shaped(node, node.units, ()) for node in network.nodes}
    for node in network.order():
        row = LAYER_TYPES.get(node.type)
        if row is not None and network.incoming(node.id) and not complete(row.settings, node.settings, "")[1]:
            wires = tuple(sorted(network.incoming(node.id), key=lambda wire: wire.delay))  # a delayed source may not be known yet
            at = site_of(node, wires, [found[wire.source] for wire in wires])
            units = node.units if row.units is None else row.units(at)
            found[node.id] = _shaped(node, units, row.grid(at))
    return found


def _shaped(node: Node, units: int, grid: tuple[int, ...]) -> Node:
    """The node with these units and positions; itself where it has them, as nearly always among hundreds."""
    return node if (node.units, node.grid) == (units, grid) else replace(node, units=units, grid=grid)


def _with_mask(wire: Wire, units: dict[str, int]) -> Wire:
    """The wire with its mask cut or filled up with kept weights to the shape of its matrix."""
    rows, columns = units.get(wire.target, 0), units.get(wire.source, 0)
    if wire.mask is None or (len(wire.mask) == rows and all(len(row) == columns for row in wire.mask)):
        return wire
    kept = [[*row[:columns], *[1] * (columns - len(row))] for row in wire.mask[:rows]]
    kept += [[1] * columns for _ in range(rows - len(kept))]
    return replace(wire, mask=tuple(map(tuple, kept)) if not all(map(all, kept)) else None)


# legality ------------------------------------------------------------------------------------------------


def problems(network: Network) -> list[Problem]:
    """Everything that makes the drawing illegal; the wires are judged in the order drawn."""
    found: list[Problem] = []
    named: dict[str, Node] = {}
    for node in with_grids(network).nodes:
        if node.id in named:
            found.append(duplicate(node.id))
        named.setdefault(node.id, node)
    legal = Network(tuple(named.values()))
    for wire in network.wires:
        reason = why_not(legal, wire)
        if reason:
            found.append(reason)
        elif (missing := _no_positions(legal, wire)) is not None:
            found += [missing] if legal.incoming(wire.source) or legal.node(wire.source).type == "input" else []  # told once
        else:
            legal = legal.with_wire(wire)
    found += [reason for wire in legal.wires if (reason := tie_problem(legal, wire))]
    wanted = fitted(legal).nodes
    found += [_unfitted(node, fit.units) for node, fit in zip(legal.nodes, wanted, strict=True) if node.units != fit.units]
    return found


def from_nowhere(network: Network, wire: Wire) -> Problem | None:
    """That one of the layers that a wire joins is not there, if so."""
    for end in (wire.source, wire.target):
        if not network.has(end):
            where, hint = f"network.wires.{wire.id}", text("Add it first, or correct the name.")
            return Problem(where, text("there is no node {node!r}."), hint, {"node": end})
    return None


def why_not(network: Network, wire: Wire) -> Problem | None:
    """Why a wire may not be drawn, or None if it may; positions that the data may still bring are no reason."""
    where = f"network.wires.{wire.id}"
    lost = from_nowhere(network, wire)
    if lost is not None:
        return lost
    for name, value, known in (("kind", wire.kind, (WEIGHTED, DIRECT)), ("delay", wire.delay, (0, 1))):
        if value not in known:
            message = text("must be one of: {wanted}; it is {value!r}.")
            return Problem(f"{where}.{name}", message, args={"wanted": ", ".join(map(str, known)), "value": value})
    if any(old.id == wire.id for old in network.incoming(wire.target)):
        return Problem(where, text("these layers are already connected."), text("Select the existing wire to change it."))
    if not wire.delay and network.reaches(wire.target, wire.source):
        return Problem(
            where,
            text("this would close a cycle without a delay, so no value could be computed first."),
            text("Draw a delayed wire instead (hold Shift): it reads the value of the previous time step."),
        )
    judges = (_refusal, _grid_problem, _ends_problem, _factor_problem)
    return next((reason for judge in judges if (reason := judge(network, wire, where))), None)


def _grid_problem(network: Network, wire: Wire, where: str) -> Problem | None:
    """Whether the positions of a source suit the target, and those of its other sources."""
    takes, grid = _takes(network.node(wire.target).type), network.node(wire.source).grid
    missing = _no_positions(network, wire)
    if missing is not None and not _may_get_positions(network, wire.source):
        return missing
    others = {network.node(other.source).grid for other in network.incoming(wire.target)} - {grid}
    if others and not takes.mixed:
        return Problem(
            where,
            text("{source} has the grid {a}, but another source of {target} has {b}."),
            text("Flatten all sources, or use layers that keep the grid."),
            {"source": wire.source, "target": wire.target, "a": _shown(grid), "b": _shown(others.pop())},
        )
    return None


def _no_positions(network: Network, wire: Wire) -> Problem | None:
    """Whether a layer needs positions that its source does not have."""
    if not _takes(network.node(wire.target).type).positions or network.node(wire.source).grid:
        return None
    return Problem(
        f"network.wires.{wire.id}",
        text("this layer needs positions; its source {source} has only one."),
        text("Start from an input layer with a grid, such as the one in “Digits”."),
        {"source": wire.source},
    )


def _may_get_positions(network: Network, name: str) -> bool:
    """Whether a layer would have several positions if the data had."""
    if network.node(name).type != "input" and not network.incoming(name):
        return True  # its source is still to be drawn
    nodes = tuple(replace(node, grid=node.grid or LARGE) if node.type == "input" else node for node in network.nodes)
    return bool(_followed(replace(network, nodes=nodes))[name].grid)


def _shown(grid: Grid) -> str:
    return " × ".join(map(str, grid)) or "1"


def _factor_problem(network: Network, wire: Wire, where: str) -> Problem | None:
    """Only what a direct wire passes on is multiplied by a factor."""
    if wire.factor == 1 and wire.learns == NOTHING:
        return None
    wrong = FACTOR.problem(wire.factor, f"{where}.factor") or LEARNS.problem(wire.learns, f"{where}.learns")
    if wrong is not None:
        return wrong
    if wire.kind != DIRECT:
        return Problem(
            f"{where}.factor",
            text("a weighted wire has weights instead of a factor."),
            text("Use a direct wire, or leave the factor out."),
        )
    if reads_classes(network, wire):
        return Problem(f"{where}.factor", text("class indices are looked up, not multiplied."), text("Leave the factor out."))
    return None


def _refusal(network: Network, wire: Wire, where: str) -> Problem | None:
    """Whether a layer of the target's type takes such a wire."""
    target = network.node(wire.target)
    takes, present = _takes(target.type), len(network.incoming(target.id))
    if takes.most == 0:
        return Problem(
            where, text("an input layer takes its values from the data, not from a wire."), text("End the wire at another layer.")
        )
    if (
        takes.kind == WEIGHTED
        and not takes.matrices
        and (wire.kind == DIRECT or wire.mask is not None)
        or not takes.itself
        and wire.source == target.id
    ):
        return Problem(
            where,
            text("a recurrent cell has its own weights and memory."),
            text("Draw a plain wire from another layer into the cell."),
        )
    if takes.kind == DIRECT and (wire.kind == WEIGHTED or wire.mask is not None):
        return Problem(
            where,
            text("this layer uses the values it receives as they are, so the wire into it cannot have weights."),
            text("Use a direct wire, or insert a dense layer."),
        )
    if takes.most is not None and present >= takes.most:
        return Problem(where, text("this layer takes only one wire."), text("Combine its sources with Add or Concat first."))
    source = network.node(wire.source)
    if takes.class_numbers and (source.type != "input" or source.units != 1 or wire.delay or present):
        return Problem(
            where,
            text("this layer expects class indices, one for each sample."),
            text("Connect it to one input layer with one unit."),
        )
    return None


def _ends_problem(network: Network, wire: Wire, where: str) -> Problem | None:
    source, target = network.node(wire.source).units, network.node(wire.target).units
    wanted = _wanted(network, wire)
    if wire.kind == DIRECT and source != wanted:
        return Problem(
            where,
            text("a direct wire needs layers of equal size: {source} has size {a}, and {target} expects {b}."),
            text("Make the sizes equal, or use a weighted wire."),
            {"source": wire.source, "target": wire.target, "a": source, "b": wanted},
        )
    if wire.mask is not None and (len(wire.mask) != target or any(len(row) != source for row in wire.mask)):
        return Problem(
            f"{where}.mask", text("the mask must have the shape of the weights, {b} × {a}."), args={"a": source, "b": target}
        )
    return None


def _wanted(network: Network, wire: Wire) -> int:
    """How many units a direct wire must bring."""
    target, others = network.node(wire.target), network.incoming(wire.target)
    takes = _takes(target.type)
    if takes.equal and others:
        return network.node(others[0].source).units
    return network.node(wire.source).units if takes.kind == DIRECT else target.units


def _unfitted(node: Node, wanted: int) -> Problem:
    return Problem(
        f"network.nodes.{node.id}.units",
        text("must equal the number of values that flow into the layer: {wanted}, not {units}."),
        text("Set the units of the layer to {wanted}."),
        {"units": node.units, "wanted": wanted},
    )
