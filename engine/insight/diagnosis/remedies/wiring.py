"""Remedies that put layers in between, or take them out: norms, skip connections."""

from __future__ import annotations

from dataclasses import replace

from engine.insight.diagnosis.remedies.layers import activate
from engine.insight.diagnosis.remedies.remedy import SUITS, Edit, carried, hidden
from engine.library import drawing
from engine.library.blocks import joined
from engine.library.layers import LAYER_TYPES
from engine.model.experiment import Experiment
from engine.model.network import DIRECT, WEIGHTED, Choice, Network, Node, Wire

BRANCH = 0.1  # scale of the branch next to a skip wire: at 1 a deep ReLU stack explodes
Renamed = dict[str, str]


def norm(kind: str) -> Edit:
    """A norm between the weights and the activation of every hidden layer without one."""

    def edit(experiment: Experiment) -> Experiment | None:
        network, renamed = experiment.network, Renamed()
        looped = {wire.source for wire in network.wires if wire.delay}
        for node in hidden(network):
            after = [wire for wire in network.wires if wire.source == node.id]
            if node.id in looped or any(LAYER_TYPES[network.node(wire.target).type].normalizes for wire in after):
                continue
            network, names = _insert(network, node, kind)
            renamed |= names
        return carried(experiment, network, renamed)

    return edit


def _insert(network: Network, node: Node, kind: str) -> tuple[Network, Renamed]:
    """A norm behind a dense layer; it takes over the activation and the wires out of it."""
    inner, new = replace(node, activation=Choice("identity")), network.free_id(f"{node.id}_norm")
    return _behind(network, inner, Node(new, kind, node.units, node.activation), (Wire(node.id, new, DIRECT),))


def _behind(network: Network, node: Node, new: Node, wires: tuple[Wire, ...]) -> tuple[Network, Renamed]:
    """`new` behind a node, which is exchanged for `node`: it takes over the wires out of it, whose weights get other names."""
    nodes = tuple(part for old in network.nodes for part in ((node, new) if old.id == node.id else (old,)))
    moved = tuple(replace(wire, source=new.id) if wire.source == node.id else wire for wire in network.wires)
    renamed = {old.weight: wire.weight for old, wire in zip(network.wires, moved, strict=True) if old is not wire and not old.tied}
    grown = replace(network, nodes=tuple(replace(n, position=None) for n in nodes), wires=(*moved, *wires))
    return joined(grown, new.id, node.id), renamed


def dropout(experiment: Experiment) -> Experiment | None:
    """Half of the units of every hidden layer are dropped; not within a loop, nor where some are dropped already."""
    network, renamed = experiment.network, Renamed()
    looped = {wire.source for wire in network.wires if wire.delay}
    for node in hidden(network):
        after = [network.node(wire.target).type for wire in network.wires if wire.source == node.id]
        if node.id in looped or "dropout" in after or "add" in after or LAYER_TYPES[after[0]].normalizes:
            continue
        new = Node(network.free_id(f"{node.id}_drop"), "dropout", node.units, settings={"p": 0.5})
        network, names = _behind(network, node, new, (Wire(node.id, new.id, DIRECT),))
        renamed |= names
    return carried(experiment, network, renamed)


def relu_norm(experiment: Experiment) -> Experiment | None:
    """ReLU with He, and a BatchNorm before each."""
    after = activate("relu", "he_normal")(experiment) or experiment
    return norm("batch_norm")(after)


def without_norm(experiment: Experiment) -> Experiment | None:
    """Every norm whose activation a dense layer before it can take over is left out."""
    network, renamed = experiment.network, Renamed()
    for node in network.nodes:
        if not LAYER_TYPES[node.type].normalizes:
            continue
        before = network.incoming(node.id)
        if len(before) != 1 or before[0].delay or network.node(before[0].source).activation.name != "identity":
            continue
        source = network.node(before[0].source)
        if source.type == "input" or sum(wire.source == source.id for wire in network.wires) > 1:
            continue
        after = {wire.id: replace(wire, source=source.id) for wire in network.wires if wire.source == node.id}
        renamed |= {wire.weight: after[wire.id].weight for wire in network.wires if wire.id in after and not wire.tied}
        wires = tuple(after.get(wire.id, wire) for wire in network.wires if wire is not before[0])
        network = replace(network, wires=wires).with_node(replace(source, activation=node.activation))
        network = drawing.remove(network, frozenset({node.id}))
    return carried(experiment, network, renamed)


def residual(experiment: Experiment) -> Experiment | None:
    """A skip wire around every hidden layer that is as wide as the one before it; the branch is scaled down."""
    network, renamed, started = experiment.network, Renamed(), set()
    for node in hidden(network):
        before = [wire for wire in network.wires if wire.target == node.id and wire.kind == WEIGHTED and not wire.delay]
        after = [wire for wire in network.wires if wire.source == node.id]
        if len(before) != 1 or any(wire.delay for wire in after) or any(network.node(w.target).type == "add" for w in after):
            continue
        source = network.node(before[0].source)
        if source.type == "input" or source.units != node.units:
            continue
        network, names = _bridge(network, source, node)
        renamed |= names
        started.add(before[0].weight)
    kept = {name: value for name, value in experiment.parameters.items() if renamed.get(name, name) not in started}
    return carried(replace(experiment, parameters=kept), network, renamed)


def _bridge(network: Network, source: Node, node: Node) -> tuple[Network, Renamed]:
    new = network.free_id(f"{node.id}_sum")
    start = Choice(SUITS.get(node.activation.name, "xavier_uniform"), {"gain": BRANCH})
    return _behind(network, replace(node, initializer=start), Node(new, "add", node.units),
                   (Wire(source.id, new, DIRECT), Wire(node.id, new, DIRECT)))  # fmt: skip
