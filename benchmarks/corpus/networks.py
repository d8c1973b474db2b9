"""Networks as somebody who knows how would build them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from corpus.kinds import Kind
from corpus.tables import written
from engine import Choice, Experiment, Network, Node, Training, Wire
from engine.program.check import load_table


def generator(kind: Kind, word: str, seed: int) -> np.random.Generator:
    return np.random.default_rng([seed, sum(map(ord, kind.name + word))])


def healthy(kind: Kind, seed: int) -> Experiment:
    """The network of a kind into which faults are put."""
    rng = generator(kind, "OK", seed)
    return replace(recurrent(kind, rng) if kind.cell else tower(kind, rng), seed=int(seed))


def _ends(kind: Kind) -> tuple[int, int, str, Choice]:
    """Features, output units, output activation, loss."""
    table = load_table(Experiment(data=kind.data))[0]
    if kind.classes:
        return table.inputs.shape[-1], table.targets.shape[-1], "identity", Choice("cross_entropy")
    if kind.regression:
        return table.inputs.shape[-1], table.targets.shape[-1], "identity", Choice("mse")
    return table.inputs.shape[-1], 1, "sigmoid", Choice("bce")


def tower(kind: Kind, rng: np.random.Generator, least: int = 0, most: int = 99, activation: str = "") -> Experiment:
    """Dense layers; `least` and `most` bound their number."""
    features, outputs, end, loss = _ends(kind)
    depth, units = min(max(int(rng.integers(*kind.deep)), least), most), int(rng.integers(8, 25))
    activation = activation or str(rng.choice(kind.activations))
    start = Choice("xavier_uniform" if activation in ("tanh", "sigmoid", "softsign", "selu") else "he_normal")
    nodes, wires, last = [Node("x", "input", features)], [], "x"
    for number in range(1, depth + 1):
        width = max(4, round(units * 0.8 ** (depth - number if kind.grow else number - 1))) if kind.taper else units
        nodes.append(Node(f"h{number}", "dense", width, Choice(activation), start))
        wires.append(Wire(last, f"h{number}"))
        last = f"h{number}"
    nodes.append(Node("y", "dense", outputs, Choice(end)))
    wires.append(Wire(last, "y"))
    adam = rng.random() < 0.5 or kind.regression
    optimizer = Choice("adam", {"learning_rate": 0.01}) if adam else Choice("sgd", {"learning_rate": 0.03, "momentum": 0.9})
    return Experiment(Network(tuple(nodes), tuple(wires)), kind.data, loss, optimizer, Training(batch_size=4, shuffle=True))


def recurrent(kind: Kind, rng: np.random.Generator) -> Experiment:
    """One recurrent layer, and a dense one that reads it."""
    features, outputs, end, loss = _ends(kind)
    gated = kind.cell in ("lstm", "gru")
    hidden = Node(
        "h",
        "rnn" if kind.cell == "relu" else kind.cell,
        int(rng.integers(10, 21)),
        Choice("identity" if gated else "relu" if kind.cell == "relu" else "tanh"),
        Choice("torch_default" if gated else "orthogonal"),
        settings={"gate_bias": 3.0} if gated else {},
    )
    nodes = (Node("x", "input", features), hidden, Node("y", "dense", outputs, Choice(end)))
    loop = (Wire("h", "h", delay=1),) if kind.cell == "dense" else ()
    wires = (Wire("x", "h"), *loop, Wire("h", "y"))
    training = Training(batch_size=None if kind.data.name == "hello" else 4)
    return Experiment(Network(nodes, wires), kind.data, loss, Choice("adam", {"learning_rate": 0.01}), training)


def longer(data: Choice, length: int, rng: np.random.Generator) -> Choice:
    """The same task over longer sequences; noise follows what is to be remembered."""
    if data.name != "table":
        return Choice(data.name, {**data.settings, "length": length})
    inputs = np.array(data.settings["inputs"])
    more = rng.normal(0, 1, (len(inputs), length - inputs.shape[1], inputs.shape[2]))
    more[:, :, 1:] = 0
    return written(np.concatenate([inputs, more], axis=1), np.array(data.settings["targets"]))


def on_table(experiment: Experiment, change: object) -> Experiment:
    """The experiment with its inputs and targets changed by a function of both."""
    table = load_table(experiment)[0]
    return replace(experiment, data=written(*change(table.inputs, table.targets)))  # type: ignore[operator]


def with_hidden(experiment: Experiment, **changes: object) -> Experiment:
    """The experiment with every hidden layer changed."""
    nodes = tuple(replace(node, **changes) if node.id.startswith("h") else node for node in experiment.network.nodes)
    return replace(experiment, network=replace(experiment.network, nodes=nodes))


def behind_hidden(experiment: Experiment, kind: str, settings: dict[str, float] | None = None, only: str = "h") -> Experiment:
    """The experiment with a layer of that kind between the weights and the activation of the hidden layers, or behind them."""
    nodes: list[Node] = []
    wires: list[Wire] = []
    norm = kind != "dropout"
    for node in experiment.network.nodes:
        if not node.id.startswith(only):
            nodes.append(node)
            continue
        nodes.append(replace(node, activation=Choice("identity")) if norm else node)
        after = node.activation if norm else Choice("identity")
        nodes.append(Node(f"n{node.id[1:]}", kind, node.units, after, settings=settings or {}))
        wires.append(Wire(node.id, f"n{node.id[1:]}", "direct"))
    put = {node.id for node in nodes}
    names = {f"h{name[1:]}": name for name in put if name.startswith("n")}
    wires = [replace(wire, source=names.get(wire.source, wire.source)) for wire in experiment.network.wires] + wires
    return replace(experiment, network=Network(tuple(nodes), tuple(wires)))


def optimized(experiment: Experiment, name: str = "", **settings: float) -> Experiment:
    """The experiment with other settings of its optimizer, or with another one."""
    kept = experiment.optimizer.settings if name in ("", experiment.optimizer.name) else {}
    return replace(experiment, optimizer=Choice(name or experiment.optimizer.name, {**kept, **settings}))


def trained(experiment: Experiment, **changes: object) -> Experiment:
    """The experiment with other settings of its training."""
    return replace(experiment, training=replace(experiment.training, **changes))
