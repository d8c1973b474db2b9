"""Remedies that let the loss see more positions."""

from __future__ import annotations

from dataclasses import replace

from engine.insight.diagnosis.remedies.remedy import carried
from engine.library import drawing
from engine.library.layers import node_settings
from engine.library.layers.convolution import KERNEL, SAME
from engine.model.experiment import Experiment
from engine.model.network import DIRECT, Node, Wire

FIRST = ("embedding", "one_hot", "dense")  # what tokens become


def larger_kernels(experiment: Experiment) -> Experiment | None:
    """Kernels over a line of positions so long that all convolutions together reach from its one end to the other."""
    network = experiment.network
    convolutions = [node for node in network.nodes if node.type == "conv" and len(node.grid) == 1]
    length = max((node.positions for node in network.inputs()), default=1)
    if not convolutions:
        return None
    side = min(2 * -(-(length - 1) // len(convolutions)) + 1, int(KERNEL.high or length))
    for node in convolutions:
        settings = node_settings(node)
        if settings["kernel"] < side:
            padding = SAME if settings["stride"] == 1 else side // 2
            longer = {**node.settings, "kernel": side, "padding": padding}
            network = drawing.exchange(network, replace(node, settings=longer))
    return carried(experiment, network)


def attend(experiment: Experiment) -> Experiment | None:
    """Positions, attention and a residual connection around it, in front of an output that has positions."""
    network = experiment.network
    end = network.outputs()[0]
    before = network.incoming(end.id)
    if len(before) != 1 or not end.grid or network.node(before[0].source).type == "input":
        return None
    source, last = network.node(before[0].source), replace(before[0], source=network.free_id(f"{end.id}_sum"))
    place, looks = network.free_id(f"{end.id}_pos"), network.free_id(f"{end.id}_att")
    new = tuple(Node(name, kind, source.units, grid=source.grid)
                for name, kind in ((place, "positions"), (looks, "attention"), (last.source, "add")))  # fmt: skip
    nodes = tuple(part for node in network.nodes for part in ((*new, node) if node.id == end.id else (node,)))
    wires = tuple(last if wire is before[0] else wire for wire in network.wires)
    path = ((source.id, place), (place, looks), (place, last.source), (looks, last.source))
    drawn = replace(
        network,
        nodes=tuple(replace(node, position=None) for node in nodes),
        wires=(*wires, *(Wire(*ends, DIRECT) for ends in path)),
    )
    return carried(experiment, drawing.fitted(drawn), {before[0].weight: last.weight})


def with_positions(experiment: Experiment) -> Experiment | None:
    """A vector for each position, added to what the tokens become first: an embedding, a dense layer, or the inputs themselves."""
    network = experiment.network
    first = network.inputs()[0]
    after = [network.node(wire.target) for wire in network.wires if wire.source == first.id]
    start = after[0] if len(after) == 1 and after[0].type in FIRST else first
    if start.positions < 2 or any(node.type == "positions" for node in network.nodes):
        return None
    place = Node(network.free_id(f"{start.id}_pos"), "positions", start.units, grid=start.grid)
    moved = {wire: replace(wire, source=place.id) for wire in network.wires if wire.source == start.id}
    nodes = tuple(part for node in network.nodes for part in ((node, place) if node.id == start.id else (node,)))
    drawn = replace(
        network,
        nodes=tuple(replace(node, position=None) for node in nodes),
        wires=(*(moved.get(wire, wire) for wire in network.wires), Wire(start.id, place.id, DIRECT)),
    )
    return carried(experiment, drawing.fitted(drawn), {old.weight: new.weight for old, new in moved.items()})


def average(experiment: Experiment) -> Experiment | None:
    """The mean over the positions of a line in the place of a flatten layer, with all that it gives connected."""
    network = experiment.network
    for node in network.nodes:
        before = network.incoming(node.id)
        if node.type == "flatten" and len(network.node(before[0].source).grid) == 1:
            network = drawing.exchange(network, replace(node, type="global_average"))
            wires = tuple(replace(wire, mask=None) if wire.source == node.id else wire for wire in network.wires)
            network = drawing.fitted(replace(network, wires=wires))
    return carried(experiment, network)
