"""Activation functions, each with its derivative beside it.

Stable forms throughout (shared notation: e = exp(-|x|), written with min(x, -x) so that the same
calls also run on complex numbers for the complex-step check):
sigmoid(x) = exp(min(x, 0)) / (1 + e); sigmoid'(x) = e / (1 + e)^2, which keeps its relative accuracy
where s(1 - s) has rounded to 0; tanh'(x) = 4 sigmoid'(2x). At kinks the values are PyTorch's:
relu'(0) = 0, leaky_relu'(0) = slope.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.library.ops import SOFTMAX
from engine.library.rule import Array, Call, Op, Rule, by_name, first, maximum, minimum, per_element, scalar, scratch
from engine.spec.problem import text
from engine.spec.setting import Setting

POINTS: tuple[tuple[tuple[int, ...], ...], ...] = (((3, 4),), ((1, 1),), ((),))


def _sigmoid(out: Array, x: Array) -> list[Call]:
    zero, one, work = scalar(0, out), scalar(1, out), scratch(out)
    return [
        (np.negative, (x, work)),
        (minimum, (x, work, work)),
        (np.exp, (work, work)),
        (np.add, (work, one, work)),
        (minimum, (x, zero, out)),
        (np.exp, (out, out)),
        (np.divide, (out, work, out)),
    ]


def _bell(out: Array, g: Array, x: Array, stretch: float) -> list[Call]:
    """g * stretch^2 * sigmoid'(stretch * x)."""
    one, work = scalar(1, out), scratch(out)
    return [
        (np.negative, (x, work)),
        (minimum, (x, work, out)),
        (np.multiply, (out, scalar(stretch, out), out)),
        (np.exp, (out, out)),
        (np.add, (out, one, work)),
        (np.multiply, (work, work, work)),
        (np.divide, (out, work, out)),
        (np.multiply, (out, scalar(stretch * stretch, out), out)),
        (np.multiply, (out, g, out)),
    ]


SIGMOID = Op(
    "sigmoid", ("x",), first,
    Rule("sigmoid", ("x",), _sigmoid, "σ({x})", per_element(4)),
    (Rule("sigmoid derivative", ("g", "x"), lambda out, g, x: _bell(out, g, x, 1.0), "{g} · σ({x}) · σ(−{x})",
          per_element(6)),),
    "{x}.sigmoid()", POINTS,
)  # fmt: skip

SIGMOID_MISTAKEN = Op(
    "sigmoid_mistaken", ("x",), first,
    SIGMOID.forward,
    (Rule("σ′ of the output (a mistake kept on purpose)", ("g", "out"),
          lambda out, g, y: _bell(out, g, y, 1.0), "{g} · σ({out}) · σ(−{out})", per_element(6)),),
    "{x}.sigmoid()", POINTS,
)  # fmt: skip

TANH = Op(
    "tanh", ("x",), first,
    Rule("tanh", ("x",), lambda out, x: [(np.tanh, (x, out))], "tanh({x})", per_element(1)),
    (Rule("tanh derivative", ("g", "x"), lambda out, g, x: _bell(out, g, x, 2.0), "{g} · (1 − tanh²({x}))",
          per_element(7)),),
    "{x}.tanh()", POINTS,
)  # fmt: skip

RELU = Op(
    "relu", ("x",), first,
    Rule("ReLU", ("x",), lambda out, x: [(maximum, (x, scalar(0, out), out))], "max(0, {x})", per_element(1)),
    (Rule("ReLU derivative", ("g", "x"),
          lambda out, g, x: [(np.heaviside, (x, scalar(0, out), out)), (np.multiply, (out, g, out))],
          "{g} · [{x} > 0]", per_element(2)),),
    "{x}.relu()", POINTS, away=True,
)  # fmt: skip


def _choose(positive: Array, yes: Array, no: Array, out: Array) -> None:
    np.copyto(out, no)
    np.copyto(out, yes, where=positive)


def _leaky(out: Array, x: Array, slope: float) -> list[Call]:
    below = scratch(out)
    return [(np.multiply, (x, scalar(slope, out), below)), (maximum, (x, below, out))]


def _leaky_gradient(out: Array, g: Array, x: Array, slope: float) -> list[Call]:
    positive, below = np.empty(out.shape, bool), scratch(out)
    return [
        (np.greater, (x, scalar(0, out), positive)),
        (np.multiply, (g, scalar(slope, out), below)),
        (_choose, (positive, g, below, out)),
    ]


LEAKY_RELU = Op(
    "leaky_relu", ("x",), lambda x, slope: x,
    Rule("Leaky ReLU", ("x",), _leaky, "max({slope}·{x}, {x})", per_element(2)),
    (Rule("Leaky ReLU derivative", ("g", "x"), _leaky_gradient, "{g} · (1 if {x} > 0 else {slope})", per_element(2)),),
    "torch.nn.functional.leaky_relu({x}, {slope})", POINTS, away=True,
)  # fmt: skip


@dataclass(frozen=True)
class Activation:
    """A row of the activation menu. `op` None leaves z as it is."""

    name: str
    title: str
    help: str
    op: Op | None
    settings: tuple[Setting, ...] = ()


SLOPE = Setting("slope", 0.01, text("Slope for negative inputs."), 0.0, 1.0)

ACTIVATIONS = by_name(
    Activation("identity", text("Identity"), text("a = z: for regression outputs and for logits."), None),
    Activation("sigmoid", text("Sigmoid"), text("Between 0 and 1; its slope is at most 1/4, so deep stacks vanish."), SIGMOID),
    Activation("tanh", text("Tanh"), text("Between −1 and 1, slope 1 at 0."), TANH),
    Activation("relu", text("ReLU"), text("max(0, z); a unit that is never positive is dead."), RELU),
    Activation("leaky_relu", text("Leaky ReLU"), text("ReLU with a small slope below 0, so no unit dies."), LEAKY_RELU, (SLOPE,)),
    Activation("softmax", text("Softmax"), text("Probabilities over the units of the layer."), SOFTMAX),
)  # fmt: skip
