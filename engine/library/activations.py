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


def sigmoid_calls(out: Array, x: Array) -> list[Call]:
    """sigmoid(x), stable for every finite x."""
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
    Rule("sigmoid", ("x",), sigmoid_calls, "σ({x})", per_element(4)),
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


def _exponential(out: Array, x: Array, alpha: float, scale: float) -> list[Call]:
    """scale * (max(x, 0) + alpha * (e^min(x, 0) - 1)): ELU, and SELU with its constants."""
    zero, above = scalar(0, out), scratch(out)
    return [
        (minimum, (x, zero, out)), (np.expm1, (out, out)), (np.multiply, (out, scalar(alpha, out), out)),
        (maximum, (x, zero, above)), (np.add, (out, above, out)), (np.multiply, (out, scalar(scale, out), out)),
    ]  # fmt: skip


def _exponential_gradient(out: Array, g: Array, x: Array, alpha: float, scale: float) -> list[Call]:
    zero, positive, below, above = scalar(0, out), np.empty(out.shape, bool), scratch(out), scratch(out)
    return [
        (np.greater, (x, zero, positive)), (np.multiply, (g, scalar(scale, out), above)),
        (minimum, (x, zero, below)), (np.exp, (below, below)), (np.multiply, (below, scalar(alpha, out), below)),
        (np.multiply, (below, above, below)), (_choose, (positive, above, below, out)),
    ]  # fmt: skip


# Klambauer et al. 2017, "Self-Normalizing Neural Networks", equation 2.
SELU_ALPHA, SELU_SCALE = 1.6732632423543772848170429916717, 1.0507009873554804934193349852946

ELU = Op(
    "elu", ("x",), lambda x, alpha: x,
    Rule("ELU", ("x",), lambda out, x, alpha: _exponential(out, x, alpha, 1.0), "{x} if {x} > 0 else {alpha}·(e^{x} − 1)", per_element(4)),
    (Rule("ELU derivative", ("g", "x"), lambda out, g, x, alpha: _exponential_gradient(out, g, x, alpha, 1.0),
          "{g} · (1 if {x} > 0 else {alpha}·e^{x})", per_element(4)),),
    "torch.nn.functional.elu({x}, {alpha})", POINTS, away=True,
)  # fmt: skip

SELU = Op(
    "selu", ("x",), first,
    Rule("SELU", ("x",), lambda out, x: _exponential(out, x, SELU_ALPHA, SELU_SCALE),
         "1.0507 · ({x} if {x} > 0 else 1.6733·(e^{x} − 1))", per_element(5)),
    (Rule("SELU derivative", ("g", "x"), lambda out, g, x: _exponential_gradient(out, g, x, SELU_ALPHA, SELU_SCALE),
          "{g} · 1.0507 · (1 if {x} > 0 else 1.6733·e^{x})", per_element(5)),),
    "torch.nn.functional.selu({x})", POINTS, away=True,
)  # fmt: skip


def softplus_calls(out: Array, x: Array) -> list[Call]:
    """ln(1 + e^x) = max(x, 0) + log1p(exp(-|x|))."""
    above = scratch(out)
    return [
        (np.negative, (x, out)), (minimum, (x, out, out)), (np.exp, (out, out)), (np.log1p, (out, out)),
        (maximum, (x, scalar(0, out), above)), (np.add, (out, above, out)),
    ]  # fmt: skip


SOFTPLUS = Op(
    "softplus", ("x",), first,
    Rule("softplus", ("x",), softplus_calls, "ln(1 + e^{x})", per_element(4)),
    (Rule("softplus derivative", ("g", "x"), lambda out, g, x: [*sigmoid_calls(out, x), (np.multiply, (out, g, out))],
          "{g} · σ({x})", per_element(5)),),
    "torch.nn.functional.softplus({x})", POINTS,
)  # fmt: skip


def _silu_gradient(out: Array, g: Array, x: Array) -> list[Call]:
    """sigmoid(x) * (1 + x * sigmoid(-x))."""
    minus, other = scratch(out), scratch(out)
    return [
        *sigmoid_calls(out, x), (np.negative, (x, minus)), *sigmoid_calls(other, minus), (np.multiply, (other, x, other)),
        (np.add, (other, scalar(1, out), other)), (np.multiply, (out, other, out)), (np.multiply, (out, g, out)),
    ]  # fmt: skip


SILU = Op(
    "silu", ("x",), first,
    Rule("SiLU", ("x",), lambda out, x: [*sigmoid_calls(out, x), (np.multiply, (out, x, out))], "{x} · σ({x})", per_element(5)),
    (Rule("SiLU derivative", ("g", "x"), _silu_gradient, "{g} · σ({x}) · (1 + {x}·σ(−{x}))", per_element(12)),),
    "torch.nn.functional.silu({x})", POINTS,
)  # fmt: skip

GELU_ROOT, GELU_CUBE = float(np.sqrt(2 / np.pi)), 0.044715


def _gelu_inner(out: Array, x: Array) -> list[Call]:
    """tanh(sqrt(2/pi) (x + 0.044715 x^3))."""
    return [
        (np.multiply, (x, x, out)), (np.multiply, (out, scalar(GELU_CUBE, out), out)), (np.add, (out, scalar(1, out), out)),
        (np.multiply, (out, x, out)), (np.multiply, (out, scalar(GELU_ROOT, out), out)), (np.tanh, (out, out)),
    ]  # fmt: skip


def _gelu(out: Array, x: Array) -> list[Call]:
    return [
        *_gelu_inner(out, x), (np.add, (out, scalar(1, out), out)), (np.multiply, (out, x, out)),
        (np.multiply, (out, scalar(0.5, out), out)),
    ]  # fmt: skip


def _gelu_gradient(out: Array, g: Array, x: Array) -> list[Call]:
    """(1 + t) / 2 + x (1 - t^2) u' / 2 with t the inner tanh and u' = sqrt(2/pi) (1 + 3 * 0.044715 x^2)."""
    one, half, tanh, slope = scalar(1, out), scalar(0.5, out), scratch(out), scratch(out)
    return [
        *_gelu_inner(tanh, x), (np.multiply, (x, x, slope)), (np.multiply, (slope, scalar(3 * GELU_CUBE, out), slope)),
        (np.add, (slope, one, slope)), (np.multiply, (slope, scalar(GELU_ROOT, out), slope)), (np.multiply, (slope, x, slope)),
        (np.subtract, (one, tanh, out)), (np.multiply, (slope, out, slope)), (np.add, (tanh, one, tanh)),
        (np.multiply, (slope, tanh, slope)), (np.add, (slope, tanh, out)), (np.multiply, (out, half, out)), (np.multiply, (out, g, out)),
    ]  # fmt: skip


GELU = Op(
    "gelu", ("x",), first,
    Rule("GELU", ("x",), _gelu, "½ · {x} · (1 + tanh(0.7979·({x} + 0.0447·{x}³)))", per_element(9)),
    (Rule("GELU derivative", ("g", "x"), _gelu_gradient, "{g} · GELU′({x})", per_element(18)),),
    "torch.nn.functional.gelu({x}, approximate='tanh')", POINTS,
)  # fmt: skip


def _one_plus_size(out: Array, x: Array) -> list[Call]:
    return [(np.negative, (x, out)), (minimum, (x, out, out)), (np.subtract, (scalar(1, out), out, out))]


def _softsign_gradient(out: Array, g: Array, x: Array) -> list[Call]:
    return [*_one_plus_size(out, x), (np.multiply, (out, out, out)), (np.divide, (g, out, out))]


def _softsign(out: Array, x: Array) -> list[Call]:
    return [*_one_plus_size(out, x), (np.divide, (x, out, out))]


SOFTSIGN = Op(
    "softsign", ("x",), first,
    Rule("softsign", ("x",), _softsign, "{x} / (1 + |{x}|)", per_element(3)),
    (Rule("softsign derivative", ("g", "x"), _softsign_gradient, "{g} / (1 + |{x}|)²", per_element(4)),),
    "torch.nn.functional.softsign({x})", POINTS, away=True,
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
    Activation("elu", text("ELU"), text("Bends smoothly to −α below 0 (Clevert et al. 2016)."), ELU,
               (Setting("alpha", 1.0, text("Depth of the negative side."), 0.0, 10.0),)),
    Activation("selu", text("SELU"), text("ELU scaled so that deep stacks keep mean 0 and variance 1 (Klambauer et al. 2017)."), SELU),
    Activation("gelu", text("GELU"), text("x times the chance that a normal number is smaller, by its tanh formula (Hendrycks & Gimpel 2016)."), GELU),
    Activation("silu", text("SiLU"), text("x · σ(x), also called swish."), SILU),
    Activation("softplus", text("Softplus"), text("A ReLU without a kink: ln(1 + eˣ)."), SOFTPLUS),
    Activation("softsign", text("Softsign"), text("x / (1 + |x|): saturates more slowly than tanh."), SOFTSIGN),
    Activation("softmax", text("Softmax"), text("Probabilities over the units of the layer."), SOFTMAX),
)  # fmt: skip
