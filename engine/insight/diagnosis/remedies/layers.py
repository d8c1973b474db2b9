"""Remedies for what layers compute and how they start: activations, initialisation, biases, gates."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from engine.insight.diagnosis.remedies.remedy import SUITS, Edit, carried, has_matrices, hidden, if_changed, redrawn
from engine.library import drawing
from engine.library.layers import LAYER_TYPES
from engine.library.layers.recurrent import GATE_BIAS
from engine.model.experiment import Experiment
from engine.model.network import Choice, Node, Wire

HIDDEN = ("sigmoid", "tanh", "relu", "leaky_relu", "elu", "selu", "gelu", "gelu_exact", "silu", "softplus", "softsign")
OPEN = 3.0  # bias of a retaining gate: an untrained cell forgets without it


def activate(name: str, initializer: str, settings: dict[str, Any] | None = None) -> Edit:
    """All hidden layers with that activation and a matching initializer."""

    def edit(experiment: Experiment) -> Experiment | None:
        nodes = tuple(replace(node, activation=Choice(name, settings or {}), initializer=Choice(initializer))
                      for node in hidden(experiment.network) if node.activation.name in HIDDEN)  # fmt: skip
        return redrawn(experiment, nodes)

    return edit


def nonlinear(name: str, initializer: str) -> Edit:
    """That activation in every hidden layer without one."""

    def edit(experiment: Experiment) -> Experiment | None:
        nodes = tuple(replace(node, activation=Choice(name), initializer=Choice(initializer))
                      for node in hidden(experiment.network) if node.activation.name == "identity")  # fmt: skip
        return redrawn(experiment, nodes)

    return edit


def initialise(experiment: Experiment) -> Experiment | None:
    """The initializer that matches each activation or cell, for every layer with weights; biases start at 0."""
    return redrawn(experiment, tuple(_matching(node) for node in experiment.network.nodes if has_matrices(node)))


def scaled(experiment: Experiment) -> Experiment | None:
    """Every attention layer divides its scores by √d."""
    network = experiment.network
    for node in network.nodes:
        if node.type == "attention" and not node.settings.get("scale", True):
            network = network.with_node(replace(node, settings={**node.settings, "scale": True}))
    return carried(experiment, network)


def random_start(experiment: Experiment) -> Experiment | None:
    """Every layer with weights drawn at random by the initializer that matches it, biases included."""
    training = replace(experiment.training, equal_start=False)
    return initialise(replace(experiment, training=training)) or if_changed(experiment, replace(experiment, training=training))


def _matching(node: Node) -> Node:
    gated = GATE_BIAS in LAYER_TYPES[node.type].settings
    return replace(node, initializer=Choice("torch_default" if gated else SUITS.get(node.activation.name, "xavier_uniform")))


def orthogonal(experiment: Experiment) -> Experiment | None:
    """Orthogonal matrices in every layer with weights."""
    nodes = tuple(replace(node, initializer=Choice("orthogonal")) for node in experiment.network.nodes if has_matrices(node))
    return redrawn(experiment, nodes)


def biases(experiment: Experiment) -> Experiment | None:
    """A bias for every layer with weights that has none."""
    network = experiment.network
    for node in network.nodes:
        if has_matrices(node) and not node.bias:
            network = drawing.exchange(network, replace(node, bias=True))
    after = replace(experiment, network=network, training=replace(experiment.training, no_bias=False))
    return if_changed(experiment, after)


def wider(experiment: Experiment) -> Experiment | None:
    """Four times as many units in every hidden layer, at least eight."""
    nodes = tuple(replace(node, units=max(8, 4 * node.units)) for node in hidden(experiment.network))
    return redrawn(experiment, nodes)


def narrower(experiment: Experiment) -> Experiment | None:
    """Half as many units in every hidden layer and cell of more than two."""
    ends = {node.id for node in experiment.network.outputs()}
    nodes = tuple(replace(node, units=node.units // 2) for node in experiment.network.nodes
                  if has_matrices(node) and node.id not in ends and node.units > 2)  # fmt: skip
    return redrawn(experiment, nodes)


def hidden_layer(experiment: Experiment) -> Experiment | None:
    """A hidden layer of eight tanh units before the output, where there is none."""
    network = experiment.network
    ends = network.outputs()
    if len(ends) != 1 or hidden(network) or ends[0].type != "dense":
        return None
    name = network.free_id("h")
    layer = Node(name, "dense", 8, Choice("tanh"))
    wires = tuple(replace(wire, target=name) if wire.target == ends[0].id else wire for wire in network.wires)
    nodes = tuple(part for node in network.nodes for part in ((layer, node) if node.id == ends[0].id else (node,)))
    return carried(experiment, replace(network, nodes=nodes, wires=(*wires, Wire(name, ends[0].id))))


def open_gates(experiment: Experiment) -> Experiment | None:
    """The gate that keeps the memory open at the start."""
    nodes = tuple(replace(node, settings={**node.settings, "gate_bias": OPEN}) for node in experiment.network.nodes
                  if GATE_BIAS in LAYER_TYPES[node.type].settings and node.settings.get("gate_bias", 0.0) < OPEN)  # fmt: skip
    return redrawn(experiment, nodes)


def cell(kind: str) -> Edit:
    """Recurrent layers as cells of that kind with open gates."""

    def edit(experiment: Experiment) -> Experiment | None:
        network = experiment.network
        loops = {wire.target for wire in network.wires if wire.delay and wire.source == wire.target}
        chosen = [node for node in network.nodes if LAYER_TYPES[node.type].states or node.id in loops]
        nodes = tuple(
            Node(
                node.id, kind, node.units, initializer=Choice("torch_default"), settings={"gate_bias": OPEN}, position=node.position
            )
            for node in chosen
        )
        wires = tuple(wire for wire in network.wires if not _loop(wire, loops))
        return redrawn(replace(experiment, network=replace(network, wires=wires)), nodes)

    return edit


def _loop(wire: Wire, loops: set[str]) -> bool:
    return wire.source == wire.target and wire.source in loops
