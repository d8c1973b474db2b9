"""Layers that can be drawn: one row for each type, by family."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.library.dataset import BINARY, CLASSES, REGRESSION
from engine.library.layers import attention, convolution, dense, dropout, joining, lookup, norm, recurrent, slope
from engine.library.layers.layer import LayerType, Preset
from engine.library.rule import by_name
from engine.model.network import Choice, Node
from engine.model.problem import text
from engine.model.setting import Setting, complete

UNITS = Setting("units", text("Units"), 4, text("Number of neurons."), 1, 4096)

LAYER_TYPES: dict[str, LayerType] = by_name(
    dense.INPUT, dense.DENSE, recurrent.RNN, recurrent.LSTM, recurrent.GRU, joining.ADD, joining.MULTIPLY, joining.CONCAT,
    norm.BATCH_NORM, norm.LAYER_NORM, norm.GROUP_NORM, slope.PRELU, dropout.DROPOUT, lookup.EMBEDDING, lookup.ONE_HOT,
    convolution.CONV, convolution.MAX_POOLING, convolution.AVERAGE_POOLING, convolution.GLOBAL_AVERAGE, convolution.FLATTENING,
    attention.PLACES, attention.ATTENTION,
)  # fmt: skip

# What a freshly picked data set suggests: output activation and loss of its task.
TASKS: dict[str, tuple[Choice, Choice]] = {
    REGRESSION: (Choice("identity"), Choice("mse")),
    BINARY: (Choice("sigmoid"), Choice("bce")),
    CLASSES: (Choice("identity"), Choice("cross_entropy")),
}


def palette() -> Iterator[tuple[LayerType, Preset]]:
    """Everything that can be put onto the canvas, in the order offered."""
    return ((row, preset) for row in LAYER_TYPES.values() for preset in row.palette)


def node_settings(node: Node) -> dict[str, Any]:
    """All settings of a node of a known type, filled up with their defaults."""
    return complete(LAYER_TYPES[node.type].settings, node.settings, "")[0]
