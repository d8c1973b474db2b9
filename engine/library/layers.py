"""Layers that can be drawn, and the pairs of output activation and loss that suit a task."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.library.activations import ACTIVATIONS
from engine.library.cells import CELLS
from engine.library.datasets import BINARY, CLASSES, REGRESSION
from engine.library.rule import by_name
from engine.model.network import Choice, Node
from engine.model.problem import text
from engine.model.setting import Setting, complete

UNITS = Setting("units", text("Units"), 4, text("Number of neurons."), 1, 4096)


DENSE, CELL, SHAPE = text("Layers"), text("Sequences"), text("Join and change")


@dataclass(frozen=True)
class Layer:
    """A row of the palette. `stem` names new nodes; `activation` is what a new one starts with; `group` is its heading."""

    name: str
    title: str
    help: str
    type: str
    stem: str
    units: int
    activation: str = "identity"
    group: str = DENSE


LAYERS = by_name(
    Layer("input", text("Input"), text("Takes the features of the data."), "input", "x", 2),
    Layer("tanh", text("Dense tanh"), text("Weighted sums through tanh."), "dense", "h", 4, "tanh"),
    Layer("relu", text("Dense ReLU"), text("Weighted sums through ReLU."), "dense", "h", 4, "relu"),
    Layer("leaky_relu", text("Dense Leaky ReLU"), text("Weighted sums through Leaky ReLU."), "dense", "h", 4, "leaky_relu"),
    Layer("sigmoid", text("Dense sigmoid"), text("Weighted sums through the sigmoid; one unit answers yes or no."), "dense", "y", 1, "sigmoid"),
    Layer("identity", text("Dense linear"), text("Weighted sums as they are: regression output or logits."), "dense", "y", 1),
    Layer("softmax", text("Dense softmax"), text("Probabilities over the units."), "dense", "y", 3, "softmax"),
    Layer("rnn", text("RNN"), text("A cell that sees its own last output; for sequences."), "rnn", "h", 8, "tanh", group=CELL),
    Layer("lstm", text("LSTM"), text("A cell with a memory and three gates; for sequences."), "lstm", "h", 8, group=CELL),
    Layer("gru", text("GRU"), text("A cell with two gates; for sequences."), "gru", "h", 8, group=CELL),
    Layer("add", text("Add"), text("The sum of several layers: the place where a skip connection comes back."), "add", "sum", 4, group=SHAPE),
    Layer("multiply", text("Multiply"), text("The product of several layers, unit by unit: a gate."), "multiply", "product", 4, group=SHAPE),
    Layer("concat", text("Concat"), text("The units of several layers, one after the other."), "concat", "join", 4, group=SHAPE),
    Layer("batch_norm", text("BatchNorm"), text("Each unit gets mean 0 and variance 1 over the batch, then a scale and a shift."), "batch_norm", "norm", 4, group=SHAPE),
    Layer("layer_norm", text("LayerNorm"), text("Each sample gets mean 0 and variance 1 over the units, then a scale and a shift."), "layer_norm", "norm", 4, group=SHAPE),
    Layer("dropout", text("Dropout"), text("Switches units off by chance while training; the others grow to make up for it."), "dropout", "drop", 4, group=SHAPE),
    Layer("embedding", text("Embedding"), text("A trained vector for each class number."), "embedding", "e", 4, group=SHAPE),
    Layer("one_hot", text("One-hot"), text("A class number as a vector with a single 1."), "one_hot", "e", 4, group=SHAPE),
)  # fmt: skip


@dataclass(frozen=True)
class NodeType:
    """What counts at a node of a type: its settings, its activations (none: it has no function), weights, bias."""

    name: str
    settings: tuple[Setting, ...] = ()
    activations: tuple[str, ...] = ()
    initializer: bool = False
    bias: bool = False


ALL = tuple(ACTIVATIONS)
EPS = Setting("eps", "ε", 1e-5, text("Added to the variance, against division by zero."), 1e-12, 1.0)
NODE_TYPES = by_name(
    NodeType("input"),
    NodeType("dense", (), ALL, True, True),
    NodeType("add", (), ALL),
    NodeType("multiply", (), ALL),
    NodeType("concat", (), ALL),
    NodeType(
        "batch_norm",
        (Setting("momentum", text("Momentum"), 0.1, text("Weight of the new batch in the running statistics."), 0.0, 1.0), EPS),
        ALL,
    ),
    NodeType("layer_norm", (EPS,), ALL),
    NodeType(
        "dropout", (Setting("p", text("Dropped share"), 0.5, text("Share of units that are switched off in a step."), 0.0, 0.99),)
    ),
    NodeType(
        "embedding", (Setting("classes", text("Classes"), 10, text("How many class numbers there are."), 1, 100_000),), (), True
    ),
    NodeType("one_hot"),
    *(NodeType(cell.name, cell.settings, () if cell.gates else ("tanh", "relu"), True) for cell in CELLS.values()),
)

# What a freshly picked data set suggests: output activation and loss of its task.
TASKS: dict[str, tuple[Choice, Choice]] = {
    REGRESSION: (Choice("identity"), Choice("mse")),
    BINARY: (Choice("sigmoid"), Choice("bce")),
    CLASSES: (Choice("identity"), Choice("cross_entropy")),
}


def node_settings(node: Node) -> dict[str, Any]:
    """All settings of a node of a known type, filled up with their defaults."""
    return complete(NODE_TYPES[node.type].settings, node.settings, "")[0]


def default_activation(node_type: str) -> Choice:
    """The activation of a node that names none: the identity, or the first one that the type knows."""
    known = NODE_TYPES[node_type].activations
    return Choice("identity" if "identity" in known or not known else known[0])
