"""REMEDIES: each takes an experiment and gives another one; whether it helps is measured, not believed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from engine.library import drawing
from engine.library.datasets import task_of
from engine.library.layers import LAYER_TYPES, TASKS
from engine.library.layers.recurrent import GATE_BIAS
from engine.library.optimizers import OPTIMIZERS
from engine.model.experiment import Experiment
from engine.model.network import DIRECT, WEIGHTED, Choice, Network, Node, Wire
from engine.model.problem import text
from engine.program.check import load_table

PAIR, STANDARDISE, BATCH_NORM, LAYER_NORM = "pair", "standardise", "batch-norm", "layer-norm"
RELU_NORM = "relu-norm"
INITIALISE, ORTHOGONAL, RELU_HE, TANH_XAVIER, LEAKY, SELU = (
    "initialise",
    "orthogonal",
    "relu-he",
    "tanh-xavier",
    "leaky-relu",
    "selu",
)
LOWER_RATE, RAISE_RATE, ADAM, CLIP, RESIDUAL = "lower-rate", "raise-rate", "adam", "clip", "residual"
OPEN_GATES, LSTM, GRU, WINDOW = "open-gates", "lstm", "gru", "window"

HIDDEN = ("sigmoid", "tanh", "relu", "leaky_relu", "elu", "selu", "gelu", "silu", "softplus", "softsign")
# The initializer that matches an activation (Glorot & Bengio 2010, He et al. 2015, Klambauer et al. 2017).
SUITS = {"relu": "he_normal", "leaky_relu": "he_normal", "elu": "he_normal", "gelu": "he_normal", "silu": "he_normal",
         "softplus": "he_normal"}  # fmt: skip
BRANCH = 0.1  # scale of the branch next to a skip wire: at 1 a deep ReLU stack explodes
OPEN = 3.0  # bias of a retaining gate: an untrained cell forgets without it

Edit = Callable[[Experiment], Experiment | None]


@dataclass(frozen=True)
class Remedy:
    """A row: what it does and what it costs. `edit` returns None where it does not apply."""

    name: str
    title: str
    help: str
    edit: Edit


def hidden(network: Network) -> tuple[Node, ...]:
    """Dense layers that feed another layer."""
    ends = {node.id for node in network.outputs()}
    return tuple(node for node in network.nodes if node.type == "dense" and node.id not in ends)


def _has_matrices(node: Node) -> bool:
    """Whether a node is a dense layer or a recurrent cell."""
    row = LAYER_TYPES[node.type]
    return row.takes.matrices or bool(row.states)


def _changed(experiment: Experiment, nodes: tuple[Node, ...]) -> Experiment | None:
    """The experiment with these nodes in place of their namesakes; values given for them are drawn again. None if nothing
    changes."""
    network = experiment.network
    for node in nodes:
        network = drawing.exchange(network, node)
    names = {node.id for node in nodes}
    owned = {wire.weight for wire in network.wires if wire.target in names} | {f"{name}.bias" for name in names}
    kept = {
        name: value for name, value in experiment.parameters.items() if name not in owned and name.partition(".")[0] not in names
    }
    after = replace(experiment, network=network, parameters=kept)
    return None if after.same_numbers(experiment) else after


def _activate(name: str, initializer: str, settings: dict[str, Any] | None = None) -> Edit:
    """All hidden layers with that activation and a matching initializer."""

    def edit(experiment: Experiment) -> Experiment | None:
        nodes = tuple(replace(node, activation=Choice(name, settings or {}), initializer=Choice(initializer))
                      for node in hidden(experiment.network) if node.activation.name in HIDDEN)  # fmt: skip
        return _changed(experiment, nodes)

    return edit


def _initialise(experiment: Experiment) -> Experiment | None:
    """The initializer that matches each activation or cell, for every layer with weights; biases start at 0."""
    nodes = tuple(
        replace(
            node,
            initializer=Choice(
                "torch_default"
                if GATE_BIAS in LAYER_TYPES[node.type].settings
                else SUITS.get(node.activation.name, "xavier_uniform")
            ),
        )
        for node in experiment.network.nodes
        if _has_matrices(node)
    )
    return _changed(experiment, nodes)


def _orthogonal(experiment: Experiment) -> Experiment | None:
    nodes = tuple(replace(node, initializer=Choice("orthogonal")) for node in experiment.network.nodes if _has_matrices(node))
    return _changed(experiment, nodes)


def _norm(kind: str) -> Edit:
    """A norm between the weights and the activation of every hidden layer without one."""

    def edit(experiment: Experiment) -> Experiment | None:
        network, looped = experiment.network, {wire.source for wire in experiment.network.wires if wire.delay}
        for node in hidden(network):
            after = [wire for wire in network.wires if wire.source == node.id]
            if node.id in looped or any(LAYER_TYPES[network.node(wire.target).type].normalizes for wire in after):
                continue
            network = _insert(network, node, kind)
        return None if network == experiment.network else replace(experiment, network=network)

    return edit


def _insert(network: Network, node: Node, kind: str) -> Network:
    """A norm behind a dense layer; it takes over the activation and the wires out of it."""
    name = network.free_id(f"{node.id}_norm")
    inner = replace(node, activation=Choice("identity"))
    norm = Node(name, kind, node.units, node.activation)
    nodes = tuple(part for old in network.nodes for part in ((inner, norm) if old.id == node.id else (old,)))
    wires = tuple(replace(wire, source=name) if wire.source == node.id else wire for wire in network.wires)
    return replace(network, nodes=tuple(replace(n, position=None) for n in nodes), wires=(*wires, Wire(node.id, name, DIRECT)))


def _relu_norm(experiment: Experiment) -> Experiment | None:
    """ReLU with He, and a BatchNorm before each."""
    after = _activate("relu", "he_normal")(experiment) or experiment
    return _norm("batch_norm")(after)


def _residual(experiment: Experiment) -> Experiment | None:
    """A skip wire around every hidden layer that is as wide as the one before it; the branch is scaled down."""
    network = experiment.network
    for node in hidden(network):
        before = [wire for wire in network.wires if wire.target == node.id and wire.kind == WEIGHTED and not wire.delay]
        after = [wire for wire in network.wires if wire.source == node.id]
        if len(before) != 1 or any(wire.delay for wire in after) or any(network.node(w.target).type == "add" for w in after):
            continue
        source = network.node(before[0].source)
        if source.type == "input" or source.units != node.units:
            continue
        network = _bridge(network, source, node)
    return None if network == experiment.network else replace(experiment, network=network, parameters={})


def _bridge(network: Network, source: Node, node: Node) -> Network:
    name = network.free_id(f"{node.id}_sum")
    start = Choice(SUITS.get(node.activation.name, "xavier_uniform"), {"gain": BRANCH})
    nodes = tuple(
        part
        for old in network.nodes
        for part in ((replace(node, initializer=start), Node(name, "add", node.units)) if old.id == node.id else (old,))
    )
    wires = tuple(replace(wire, source=name) if wire.source == node.id else wire for wire in network.wires)
    return replace(network, nodes=tuple(replace(n, position=None) for n in nodes),
                   wires=(*wires, Wire(source.id, name, DIRECT), Wire(node.id, name, DIRECT)))  # fmt: skip


def _cell(kind: str) -> Edit:
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
        wires = tuple(wire for wire in network.wires if not (wire.source == wire.target and wire.source in loops))
        return _changed(replace(experiment, network=replace(network, wires=wires)), nodes)

    return edit


def _open_gates(experiment: Experiment) -> Experiment | None:
    nodes = tuple(replace(node, settings={**node.settings, "gate_bias": OPEN}) for node in experiment.network.nodes
                  if GATE_BIAS in LAYER_TYPES[node.type].settings and node.settings.get("gate_bias", 0.0) < OPEN)  # fmt: skip
    return _changed(experiment, nodes)


def _rate(factor: float) -> Edit:
    def edit(experiment: Experiment) -> Experiment | None:
        """The rate times a factor, kept within what is typical for the optimizer."""
        now = _learning_rate(experiment)
        usual = 0.1 if experiment.optimizer.name in ("sgd", "nag") else 0.01
        rate = min(now * factor, usual) if factor < 1 else max(now * factor, usual)
        settings = {**experiment.optimizer.settings, "learning_rate": rate}
        return replace(experiment, optimizer=Choice(experiment.optimizer.name, settings))

    return edit


def _learning_rate(experiment: Experiment) -> float:
    default = next(s.default for s in OPTIMIZERS[experiment.optimizer.name].settings if s.name == "learning_rate")
    return float(experiment.optimizer.settings.get("learning_rate", default))


def _adam(experiment: Experiment) -> Experiment | None:
    return replace(experiment, optimizer=Choice("adam", {"learning_rate": 0.01}))


def _clip(experiment: Experiment) -> Experiment | None:
    return (
        replace(experiment, training=replace(experiment.training, clip={"norm": 1.0})) if experiment.training.clip is None else None
    )


def _window(experiment: Experiment) -> Experiment | None:
    cut = experiment.training.truncate
    length = load_table(experiment)[0].length
    if cut is None or cut["k2"] >= length:
        return None
    return replace(experiment, training=replace(experiment.training, truncate={**cut, "k2": min(length, 2 * cut["k2"])}))


def _pair(experiment: Experiment) -> Experiment | None:
    """The output activation and loss that match the task of the data."""
    activation, loss = TASKS[task_of(experiment.data.name, load_table(experiment)[0])]
    output = experiment.network.outputs()[0]
    if output.type != "dense":
        return None
    after = replace(experiment, network=drawing.exchange(experiment.network, replace(output, activation=activation)), loss=loss)
    return None if after.same_numbers(experiment) else after


def _standardise(experiment: Experiment) -> Experiment | None:
    """The data written out as a table, every input column with mean 0 and standard deviation 1."""
    if experiment.data.name == "csv":
        settings = {**experiment.data.settings, "standardise": True}
        return None if experiment.data.settings.get("standardise") else replace(experiment, data=Choice("csv", settings))
    table = load_table(experiment)[0]
    axes = tuple(range(table.inputs.ndim - 1))
    spread = table.inputs.std(axis=axes)
    inputs = (table.inputs - table.inputs.mean(axis=axes)) / np.where(spread > 0, spread, 1)
    settings = {"inputs": inputs.tolist(), "targets": table.targets.tolist()}
    if table.mask is not None:
        settings["mask"] = table.mask.tolist()
    after = replace(experiment, data=Choice("table", settings))
    return None if np.allclose(inputs, table.inputs) else after


REMEDIES = {
    row.name: row
    for row in (
        Remedy(PAIR, text("Matching output and loss"), text("The output activation and loss that match the targets."), _pair),
        Remedy(
            STANDARDISE,
            text("Standardise the inputs"),
            text("Every input column gets mean 0 and standard deviation 1; new samples must be scaled in the same way."),
            _standardise,
        ),
        Remedy(
            INITIALISE,
            text("Matching initialisation"),
            text("He for the ReLU family, Xavier for the others; weights given for these layers are drawn again."),
            _initialise,
        ),
        Remedy(
            ORTHOGONAL,
            text("Orthogonal initialisation"),
            text("Rotations preserve the norm of every signal, forward and backward (Saxe et al. 2014)."),
            _orthogonal,
        ),
        Remedy(
            RELU_HE,
            text("ReLU with He initialisation"),
            text("Slope 1 where a unit is active; some units may die."),
            _activate("relu", "he_normal"),
        ),
        Remedy(
            LEAKY,
            text("Leaky ReLU with He initialisation"),
            text("Like ReLU, but no unit can die."),
            _activate("leaky_relu", "he_normal"),
        ),
        Remedy(
            SELU,
            text("SELU"),
            text("Keeps mean 0 and variance 1 by itself; needs normally distributed initial weights with variance 1/n."),
            _activate("selu", "xavier_normal"),
        ),
        Remedy(
            TANH_XAVIER,
            text("Tanh with Xavier initialisation"),
            text("Slope 1 at 0, four times that of the sigmoid; gradients still vanish in very deep stacks."),
            _activate("tanh", "xavier_uniform"),
        ),
        Remedy(
            RELU_NORM,
            text("ReLU with BatchNorm"),
            text(
                "Slope 1 where a unit is active, and inputs to the ReLU with mean 0 and variance 1: "
                "the most reliable choice in deep stacks. Batches must not be too small."
            ),
            _relu_norm,
        ),
        Remedy(
            BATCH_NORM,
            text("BatchNorm"),
            text(
                "Every layer sees mean 0 and variance 1. The price: at initialisation the gradient grows 1.2 to 1.4 times "
                "per layer (Yang et al. 2019)."
            ),
            _norm("batch_norm"),
        ),
        Remedy(
            LAYER_NORM,
            text("LayerNorm"),
            text("Like BatchNorm, but over the units of each sample, so it does not depend on the batch."),
            _norm("layer_norm"),
        ),
        Remedy(
            RESIDUAL,
            text("Residual connections"),
            text("The gradient bypasses every layer unchanged; the branch starts at 0.1, because at 1 a deep ReLU stack explodes."),
            _residual,
        ),
        Remedy(
            LOWER_RATE,
            text("Smaller learning rate"),
            text("A tenth of the rate, but no higher than is typical for the optimizer; slower but steadier."),
            _rate(0.1),
        ),
        Remedy(
            RAISE_RATE,
            text("Larger learning rate"),
            text("A hundred times the rate, but no lower than is typical for the optimizer."),
            _rate(100.0),
        ),
        Remedy(
            ADAM,
            text("Adam"),
            text("Steps of similar size for all weights, at learning rate 0.01; stores two more values per weight."),
            _adam,
        ),
        Remedy(
            CLIP,
            text("Clip the gradient norm"),
            text("Limits the gradient norm to 1. This tames explosions; it does not bring back what has vanished."),
            _clip,
        ),
        Remedy(
            OPEN_GATES,
            text("Open gates"),
            text("Bias 3 on the gate that keeps the memory: without it, an untrained cell forgets half at every step."),
            _open_gates,
        ),
        Remedy(
            LSTM,
            text("LSTM with open gates"),
            text("A memory that is added to, not multiplied; four times as many weights."),
            _cell("lstm"),
        ),
        Remedy(GRU, text("GRU with an open gate"), text("A gated memory with three times as many weights."), _cell("gru")),
        Remedy(
            WINDOW,
            text("Longer window"),
            text("Truncated BPTT cannot learn anything further back than its window; doubling k2 doubles the time."),
            _window,
        ),
    )
}


def applicable(experiment: Experiment, names: tuple[str, ...]) -> tuple[tuple[Remedy, Experiment], ...]:
    """The remedies that change something, each with the experiment it produces."""
    pairs = ((REMEDIES[name], REMEDIES[name].edit(experiment)) for name in names)
    return tuple((remedy, after) for remedy, after in pairs if after is not None and not after.same_numbers(experiment))
