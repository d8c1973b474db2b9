"""Activation functions, each with its derivative next to it.

Stable forms throughout; forward rules also run on complex numbers for the complex-step check, so
|x| is written -min(x, -x) there. sigmoid(x) = 1 / (1 + exp(-x)); its derivative
sigmoid(x) sigmoid(-x) and tanh'(x) = 1 / cosh(x)^2 keep their relative accuracy where s(1 - s) and
1 - t^2 have rounded to 0. At kinks the values are PyTorch's: relu'(0) = 0, leaky_relu'(0) = slope.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.library.normal import normal_cdf
from engine.library.ops import SOFTMAX
from engine.library.rule import Array, Call, Op, Rule, Shape, by_name, heaviside, maximum, minimum, per_element, scalar, scratch
from engine.model.problem import text
from engine.model.setting import Setting

POINTS: tuple[tuple[tuple[int, ...], ...], ...] = (((3, 4),), ((1, 1),), ((),))


def elementwise(
    name: str, title: str, forward: Callable[..., list[Call]], formula: str, derivative: Rule, torch: str, *,
    flops: int = 4, away: bool = False, **example: Any,
) -> Op:  # fmt: skip
    """An op that acts on every element alike; its derivative needs `x` or `out`."""
    return Op(
        name, ("x",), _same, Rule(name, title, ("x",), forward, formula, per_element(flops), elementwise=True), (), torch, POINTS,
        away=away, derivative=derivative, example=example,
    )  # fmt: skip


def _same(x: Shape, **settings: Any) -> Shape:
    return x


def _slope(key: str, title: str, bind: Callable[..., list[Call]], formula: str, flops: int, *needs: str) -> Rule:
    return Rule(key, title, needs or ("x",), bind, formula, per_element(flops), elementwise=True)


def sigmoid_calls(out: Array, x: Array) -> list[Call]:
    """1 / (1 + exp(-x)): exp may overflow to infinity, whose reciprocal is the right 0."""
    return [(np.negative, (x, out)), (np.exp, (out, out)), (np.add, (out, scalar(1, out), out)), (np.reciprocal, (out, out))]


def _sigmoid_slope(out: Array, x: Array, y: Array) -> list[Call]:
    return [(np.exp, (x, out)), (np.add, (out, scalar(1, out), out)), (np.divide, (y, out, out))]


SIGMOID = elementwise(
    "sigmoid", text("sigmoid"), sigmoid_calls, "σ({x})",
    _slope("sigmoid_derivative", text("sigmoid derivative"), _sigmoid_slope, "σ({x}) · σ(−{x})", 4, "x", "out"),
    "torch.sigmoid({x})",
)  # fmt: skip

SIGMOID_MISTAKEN = elementwise(
    "sigmoid_mistaken", text("sigmoid"), sigmoid_calls, "σ({x})",
    _slope("sigmoid_mistaken_derivative", text("σ′ of the output (a deliberate mistake)"),
           lambda out, y: [*sigmoid_calls(inner := scratch(out), y), *_sigmoid_slope(out, y, inner)],
           "σ({out}) · σ(−{out})", 6, "out"), "torch.sigmoid({x})",
)  # fmt: skip


def _tanh_slope(out: Array, x: Array) -> list[Call]:
    """(2 / (e^x + e^-x))^2."""
    other = scratch(out)
    return [
        (np.exp, (x, out)), (np.reciprocal, (out, other)), (np.add, (out, other, out)),
        (np.divide, (scalar(2, out), out, out)), (np.multiply, (out, out, out)),
    ]  # fmt: skip


TANH = elementwise(
    "tanh", text("tanh"), lambda out, x: [(np.tanh, (x, out))], "tanh({x})",
    _slope("tanh_derivative", text("tanh derivative"), _tanh_slope, "1 − tanh²({x})", 5), "torch.tanh({x})", flops=1,
)  # fmt: skip

RELU = elementwise(
    "relu", text("ReLU"), lambda out, x: [(maximum, (x, scalar(0, out), out))], "max(0, {x})",
    _slope("relu_derivative", text("ReLU derivative"), lambda out, x: [(heaviside(out), (x, scalar(0, out), out))], "[{x} > 0]", 1),
    "torch.relu({x})", flops=1, away=True,
)  # fmt: skip


def _leaky(out: Array, x: Array, slope: float) -> list[Call]:
    below = scratch(out)
    return [(np.multiply, (x, scalar(slope, out), below)), (maximum, (x, below, out))]


def _leaky_slope(out: Array, x: Array, slope: float) -> list[Call]:
    """slope + (1 - slope) [x > 0]."""
    return [
        (heaviside(out), (x, scalar(0, out), out)),
        (np.multiply, (out, scalar(1 - slope, out), out)),
        (np.add, (out, scalar(slope, out), out)),
    ]


LEAKY_RELU = elementwise(
    "leaky_relu", text("Leaky ReLU"), _leaky, "max({slope}·{x}, {x})",
    _slope("leaky_relu_derivative", text("Leaky ReLU derivative"), _leaky_slope, text("(1 if {x} > 0 else {slope})"), 3),
    "F.leaky_relu({x}, {slope})", flops=2, away=True, slope=0.2,
)  # fmt: skip


def _exponential(out: Array, x: Array, alpha: float, scale: float) -> list[Call]:
    """scale * (max(x, 0) + alpha * (e^min(x, 0) - 1)): ELU, and SELU with its constants."""
    zero, above = scalar(0, out), scratch(out)
    return [
        (minimum, (x, zero, out)), (np.expm1, (out, out)), (np.multiply, (out, scalar(alpha, out), out)),
        (maximum, (x, zero, above)), (np.add, (out, above, out)), (np.multiply, (out, scalar(scale, out), out)),
    ]  # fmt: skip


def _exponential_slope(out: Array, x: Array, alpha: float, scale: float) -> list[Call]:
    """scale where x > 0, scale * alpha * e^x elsewhere."""
    zero, positive, rest = scalar(0, out), scratch(out), scratch(out)
    return [
        (heaviside(out), (x, zero, positive)),
        (minimum, (x, zero, out)),
        (np.exp, (out, out)),
        (np.multiply, (out, scalar(alpha, out), out)),
        (np.subtract, (scalar(1, out), positive, rest)),
        (np.multiply, (out, rest, out)),
        (np.add, (out, positive, out)),
        (np.multiply, (out, scalar(scale, out), out)),
    ]


# Klambauer et al. 2017, "Self-Normalizing Neural Networks", equation 2.
SELU_ALPHA, SELU_SCALE = 1.6732632423543772848170429916717, 1.0507009873554804934193349852946

ELU = elementwise(
    "elu", text("ELU"), lambda out, x, alpha: _exponential(out, x, alpha, 1.0), text("({x} if {x} > 0 else {alpha}·(e^{x} − 1))"),
    _slope("elu_derivative", text("ELU derivative"), lambda out, x, alpha: _exponential_slope(out, x, alpha, 1.0),
           text("(1 if {x} > 0 else {alpha}·e^{x})"), 6),
    "F.elu({x}, {alpha})", away=True, alpha=0.7,
)  # fmt: skip

SELU = elementwise(
    "selu",
    text("SELU"),
    lambda out, x: _exponential(out, x, SELU_ALPHA, SELU_SCALE),
    text("1.0507 · ({x} if {x} > 0 else 1.6733·(e^{x} − 1))"),
    _slope(
        "selu_derivative",
        text("SELU derivative"),
        lambda out, x: _exponential_slope(out, x, SELU_ALPHA, SELU_SCALE),
        text("1.0507 · (1 if {x} > 0 else 1.6733·e^{x})"),
        7,
    ),
    "F.selu({x})",
    flops=5,
    away=True,
)


def softplus_calls(out: Array, x: Array) -> list[Call]:
    """ln(1 + e^x) = max(x, 0) + log1p(exp(-|x|))."""
    above = scratch(out)
    return [
        (np.negative, (x, out)), (minimum, (x, out, out)), (np.exp, (out, out)), (np.log1p, (out, out)),
        (maximum, (x, scalar(0, out), above)), (np.add, (out, above, out)),
    ]  # fmt: skip


SOFTPLUS = elementwise(
    "softplus", text("softplus"), softplus_calls, "ln(1 + e^{x})",
    _slope("softplus_derivative", text("softplus derivative"), sigmoid_calls, "σ({x})", 4),
    "F.softplus({x})",
)  # fmt: skip


def _silu_slope(out: Array, x: Array) -> list[Call]:
    """sigmoid(x) * (1 + x * sigmoid(-x))."""
    minus, other = scratch(out), scratch(out)
    return [
        *sigmoid_calls(out, x), (np.negative, (x, minus)), *sigmoid_calls(other, minus), (np.multiply, (other, x, other)),
        (np.add, (other, scalar(1, out), other)), (np.multiply, (out, other, out)),
    ]  # fmt: skip


SILU = elementwise(
    "silu", text("SiLU"), lambda out, x: [*sigmoid_calls(out, x), (np.multiply, (out, x, out))], "{x} · σ({x})",
    _slope("silu_derivative", text("SiLU derivative"), _silu_slope, "σ({x}) · (1 + {x}·σ(−{x}))", 11), "F.silu({x})", flops=5,
)  # fmt: skip

GELU_ROOT, GELU_CUBE = float(np.sqrt(2 / np.pi)), 0.044715


def _gelu_inner(out: Array, x: Array) -> list[Call]:
    """u = sqrt(2/pi) (x + 0.044715 x^3)."""
    return [
        (np.multiply, (x, x, out)), (np.multiply, (out, scalar(GELU_CUBE, out), out)), (np.add, (out, scalar(1, out), out)),
        (np.multiply, (out, x, out)), (np.multiply, (out, scalar(GELU_ROOT, out), out)),
    ]  # fmt: skip


def _gelu(out: Array, x: Array) -> list[Call]:
    return [
        *_gelu_inner(out, x), (np.tanh, (out, out)), (np.add, (out, scalar(1, out), out)), (np.multiply, (out, x, out)),
        (np.multiply, (out, scalar(0.5, out), out)),
    ]  # fmt: skip


def _gelu_slope(out: Array, x: Array) -> list[Call]:
    """(1 + tanh u) / 2 + x tanh'(u) u' / 2 with u' = sqrt(2/pi) (1 + 3 * 0.044715 x^2)."""
    one, half, inner, slope = scalar(1, out), scalar(0.5, out), scratch(out), scratch(out)
    return [
        *_gelu_inner(inner, x), *_tanh_slope(slope, inner), (np.multiply, (slope, x, slope)), (np.tanh, (inner, inner)),
        (np.multiply, (x, x, out)), (np.multiply, (out, scalar(3 * GELU_CUBE, out), out)), (np.add, (out, one, out)),
        (np.multiply, (out, scalar(GELU_ROOT, out), out)), (np.multiply, (out, slope, out)),
        (np.add, (inner, one, inner)), (np.add, (out, inner, out)), (np.multiply, (out, half, out)),
    ]  # fmt: skip


GELU = elementwise(
    "gelu",
    text("GELU"),
    _gelu,
    "½ · {x} · (1 + tanh(0.7979·({x} + 0.0447·{x}³)))",
    _slope("gelu_derivative", text("GELU derivative"), _gelu_slope, "GELU′({x})", 20),
    "F.gelu({x}, approximate='tanh')",
    flops=9,
)


def _gelu_exact_slope(out: Array, x: Array) -> list[Call]:
    """Φ(x) + x φ(x), φ(x) = e^(-x²/2) / √(2π)."""
    bell = scratch(out)
    return [
        (normal_cdf, (x, out)), (np.multiply, (x, x, bell)), (np.multiply, (bell, scalar(-0.5, out), bell)), (np.exp, (bell, bell)),
        (np.multiply, (bell, x, bell)), (np.multiply, (bell, scalar(GELU_ROOT / 2, out), bell)), (np.add, (out, bell, out)),
    ]  # fmt: skip


GELU_EXACT = elementwise(
    "gelu_exact",
    text("GELU (exact)"),
    lambda out, x: [(normal_cdf, (x, out)), (np.multiply, (out, x, out))],
    "{x} · Φ({x})",
    _slope("gelu_exact_derivative", text("GELU derivative"), _gelu_exact_slope, "Φ({x}) + {x} · φ({x})", 90),
    "F.gelu({x})",
    flops=85,
)


def _one_plus_size(out: Array, x: Array) -> list[Call]:
    return [(np.negative, (x, out)), (minimum, (x, out, out)), (np.subtract, (scalar(1, out), out, out))]


SOFTSIGN = elementwise(
    "softsign",
    text("softsign"),
    lambda out, x: [*_one_plus_size(out, x), (np.divide, (x, out, out))],
    "{x} / (1 + |{x}|)",
    _slope(
        "softsign_derivative",
        text("softsign derivative"),
        lambda out, x: [*_one_plus_size(out, x), (np.multiply, (out, out, out)), (np.reciprocal, (out, out))],
        "1 / (1 + |{x}|)²",
        4,
    ),
    "F.softsign({x})",
    flops=3,
    away=True,
)


@dataclass(frozen=True)
class Activation:
    """A row of the activation menu. `op` None leaves z as it is."""

    name: str
    title: str
    help: str
    op: Op | None
    settings: tuple[Setting, ...] = ()


SLOPE = Setting("slope", text("Slope"), 0.01, text("Slope for negative inputs."), 0.0, 1.0)

ACTIVATIONS = by_name(
    Activation("identity", text("Identity"), text("a = z: for regression outputs and for logits."), None),
    Activation(
        "sigmoid", text("Sigmoid"), text("Between 0 and 1; its slope is at most 1/4, so gradients vanish in deep stacks."), SIGMOID
    ),
    Activation("tanh", text("Tanh"), text("Between −1 and 1, slope 1 at 0."), TANH),
    Activation("relu", text("ReLU"), text("max(0, z); a unit that is never positive is dead."), RELU),
    Activation(
        "leaky_relu",
        text("Leaky ReLU"),
        text("ReLU with a small slope for negative inputs, so no unit dies."),
        LEAKY_RELU,
        (SLOPE,),
    ),
    Activation(
        "elu",
        text("ELU"),
        text("Curves smoothly towards −α below 0 (Clevert et al. 2016)."),
        ELU,
        (Setting("alpha", "α", 1.0, text("The output approaches −α for large negative inputs."), 0.0, 10.0),),
    ),
    Activation(
        "selu", text("SELU"), text("ELU scaled so that deep stacks keep mean 0 and variance 1 (Klambauer et al. 2017)."), SELU
    ),
    Activation(
        "gelu", text("GELU"), text("x · Φ(x), with the tanh approximation of the normal CDF (Hendrycks & Gimpel 2016)."), GELU
    ),
    Activation("gelu_exact", text("GELU (exact)"), text("x · Φ(x) with the exact normal CDF: PyTorch's default."), GELU_EXACT),
    Activation("silu", text("SiLU"), text("x · σ(x), also called swish."), SILU),
    Activation("softplus", text("Softplus"), text("A ReLU without a kink: ln(1 + eˣ)."), SOFTPLUS),
    Activation("softsign", text("Softsign"), text("x / (1 + |x|): saturates more slowly than tanh."), SOFTSIGN),
    Activation("softmax", text("Softmax"), text("Probabilities over the units of the layer."), SOFTMAX),
)
