"""Layers that can be drawn, and the pairs of output activation and loss that suit a task."""

from __future__ import annotations

from dataclasses import dataclass

from engine.library.datasets import BINARY, CLASSES, REGRESSION
from engine.library.rule import by_name
from engine.spec.network import CELL_TYPES, Choice
from engine.spec.problem import text
from engine.spec.setting import Setting

UNITS = Setting("units", 4, text("Number of neurons."), 1, 4096)


@dataclass(frozen=True)
class Layer:
    """A row of the palette. `stem` names new nodes; `activation` is what a new one starts with."""

    name: str
    title: str
    help: str
    type: str
    stem: str
    units: int
    activation: str = "identity"


LAYERS = by_name(
    Layer("input", text("Input"), text("Takes the features of the data."), "input", "x", 2),
    Layer("tanh", text("Dense tanh"), text("Weighted sums through tanh."), "dense", "h", 4, "tanh"),
    Layer("relu", text("Dense ReLU"), text("Weighted sums through ReLU."), "dense", "h", 4, "relu"),
    Layer("leaky_relu", text("Dense Leaky ReLU"), text("Weighted sums through Leaky ReLU."), "dense", "h", 4, "leaky_relu"),
    Layer("sigmoid", text("Dense sigmoid"), text("Weighted sums through the sigmoid; one unit answers yes or no."), "dense", "y", 1, "sigmoid"),
    Layer("identity", text("Dense linear"), text("Weighted sums as they are: regression output or logits."), "dense", "y", 1),
    Layer("lstm", text("LSTM"), text("A cell with a memory and three gates; for sequences."), "lstm", "h", 8),
    Layer("gru", text("GRU"), text("A cell with two gates; for sequences."), "gru", "h", 8),
    Layer("softmax", text("Dense softmax"), text("Probabilities over the units."), "dense", "y", 3, "softmax"),
)  # fmt: skip

NODE_TYPES = ("input", "dense", *CELL_TYPES)

# What a freshly picked data set suggests: output activation and loss of its task.
TASKS: dict[str, tuple[Choice, Choice]] = {
    REGRESSION: (Choice("identity"), Choice("mse")),
    BINARY: (Choice("sigmoid"), Choice("bce")),
    CLASSES: (Choice("identity"), Choice("cross_entropy")),
}
