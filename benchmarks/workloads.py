"""The workloads that every engine runs: same data, same starting weights, same mathematics."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine import Choice, Experiment, Network, Node, Wire
from engine.library import drawing
from engine.library.random_stream import Stream


@dataclass(frozen=True)
class Workload:
    """A name, what it is, and the experiment."""

    name: str
    title: str
    experiment: Experiment


def table(inputs: np.ndarray, targets: np.ndarray) -> Choice:
    """Data written out, so that every engine sees the same."""
    return Choice("table", {"inputs": inputs.tolist(), "targets": targets.tolist()})


def perceptron(sizes: list[int], last: str, data: Choice, loss: str, optimizer: Choice) -> Experiment:
    """A chain of dense tanh layers."""
    nodes = [Node("x", "input", sizes[0])]
    nodes += [Node(f"h{k}", "dense", units, Choice("tanh")) for k, units in enumerate(sizes[1:-1], 1)]
    nodes.append(Node("y", "dense", sizes[-1], Choice(last)))
    wires = tuple(Wire(a.id, b.id) for a, b in zip(nodes, nodes[1:], strict=False))
    return Experiment(Network(tuple(nodes), wires), data, Choice(loss), optimizer)


def recurrent(cell: str, units: int, length: int, samples: int, symbols: int = 28) -> Experiment:
    """A cell over random one-hot symbols, predicting random symbols at every time step."""
    stream = Stream(0, "benchmark", cell)
    x, y = ((stream.uniform((samples, length)) * symbols).astype(int) for _ in range(2))
    activation = Choice("tanh" if cell == "rnn" else "identity")
    nodes = (Node("x", "input", symbols), Node("h", cell, units, activation, Choice("torch_default")), Node("y", "dense", symbols))
    data = table(np.eye(symbols)[x], np.eye(symbols)[y])
    return Experiment(Network(nodes, (Wire("x", "h"), Wire("h", "y"))), data, Choice("cross_entropy"), adam())


def adam() -> Choice:
    """Adam at PyTorch's defaults."""
    return Choice("adam", {"learning_rate": 1e-3})


def spiral(points: int) -> Choice:
    """Two arms."""
    turn = np.linspace(0.3, 3.0, points // 2)
    arms = [np.c_[turn * np.cos(3 * turn + side * np.pi), turn * np.sin(3 * turn + side * np.pi)] / 3 for side in (0, 1)]
    return table(np.concatenate(arms), np.repeat([0.0, 1.0], points // 2)[:, None])


def deep(layers: int) -> Experiment:
    """`layers` tanh layers of 16 units, batch 32."""
    x = Stream(0, "benchmark", "deep").normal((32, 16))
    return perceptron(
        [16] * (layers + 1) + [1], "identity", table(x, np.sin(x[:, :1])), "mse", Choice("sgd", {"learning_rate": 0.01})
    )


def classes(sizes: list[int], samples: int) -> Experiment:
    """A tanh classifier of random samples."""
    x = Stream(0, "benchmark", "classes").normal((samples, sizes[0]))
    t = np.eye(sizes[-1])[np.arange(samples) % sizes[-1]]
    return perceptron(sizes, "identity", table(x, t), "cross_entropy", Choice("sgd", {"learning_rate": 0.01}))


def drawn(data: Choice, *layers: tuple[Node, str]) -> Experiment:
    """Layers with the names of their sources, trained by Adam to tell classes apart."""
    network = Network()
    for node, sources in layers:
        network = network.add(node)
        for source in sources.split():
            network = drawing.connect(network, Wire(source, node.id, drawing.natural_kind(node.type)))
    return Experiment(network, data, Choice("cross_entropy"), adam())


def small_cnn() -> Experiment:
    """conv 3×3 → ReLU → pool → conv 3×3 → ReLU → dense over random images of 8×8."""
    images = Stream(0, "benchmark", "cnn").uniform((32, 64))
    relu, same = Choice("relu"), {"padding": 1}
    return drawn(
        table(images, np.eye(10)[np.arange(32) % 10]),
        (Node("x", "input", 1, grid=(8, 8)), ""), (Node("c1", "conv", 8, relu, settings=same), "x"),
        (Node("p", "max_pool", 1), "c1"), (Node("c2", "conv", 16, relu, settings=same), "p"),
        (Node("flat", "flatten", 1), "c2"), (Node("y", "dense", 10), "flat"),
    )  # fmt: skip


def transformer_block(units: int = 32, tokens: int = 16, symbols: int = 28) -> Experiment:
    """Embedding and positions, then a block of post-norm, over random tokens."""
    stream = Stream(0, "benchmark", "block")
    x, y = ((stream.uniform((16, tokens)) * symbols).astype(int) for _ in range(2))
    return drawn(
        table(x, y),
        (Node("x", "input", 1, grid=(tokens,)), ""), (Node("e", "embedding", units, settings={"classes": symbols}), "x"),
        (Node("p", "positions", units), "e"), (Node("a", "attention", units, settings={"heads": 4}), "p"),
        (Node("s", "add", units), "p a"), (Node("n", "layer_norm", units), "s"),
        (Node("f", "dense", 4 * units, Choice("relu")), "n"),
        (Node("g", "dense", units), "f"), (Node("t", "add", units), "n g"), (Node("o", "layer_norm", units), "t"),
        (Node("y", "dense", symbols), "o"),
    )  # fmt: skip


XOR = table(np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([[0.0], [1], [1], [0]]))
SINE = np.linspace(-3, 3, 256)[:, None]

WORKLOADS = (
    Workload("W1", "XOR 2-4-1, batch 4, SGD", perceptron([2, 4, 1], "sigmoid", XOR, "bce", Choice("sgd", {"learning_rate": 0.5}))),
    Workload("W2a", "spiral 2-8-8-1, batch 10, Adam", perceptron([2, 8, 8, 1], "sigmoid", spiral(10), "bce", adam())),
    Workload("W2b", "spiral 2-8-8-1, 200 points, Adam", perceptron([2, 8, 8, 1], "sigmoid", spiral(200), "bce", adam())),
    Workload(
        "W3", "sine 1-32-32-1, batch 256, Adam", perceptron([1, 32, 32, 1], "identity", table(SINE, np.sin(SINE)), "mse", adam())
    ),
    Workload("W4", "50 layers of 16 tanh, batch 32, SGD", deep(50)),
    Workload("W5", "RNN 16, T = 25, batch 8, Adam", recurrent("rnn", 16, 25, 8)),
    Workload("W6", "LSTM 32, T = 50, batch 16, Adam", recurrent("lstm", 32, 50, 16)),
    Workload("W7", "CNN on 8×8: conv 8, pool, conv 16, dense 10, batch 32, Adam", small_cnn()),
    Workload("W8", "transformer block, d = 32, 4 heads, T = 16, batch 16, Adam", transformer_block()),
)

# Beside PyTorch alone: where products are large, the question is whether its library of products is faster.
LARGE = (
    Workload("784-128-10", "batch 64, SGD", classes([784, 128, 10], 64)),
    Workload("64-256-256-10", "batch 128, SGD", classes([64, 256, 256, 10], 128)),
)
