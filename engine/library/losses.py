"""Losses, with PyTorch's reductions: a mean runs over all elements, for cross-entropy over samples.

Predictions and targets have shape (units, samples). `scale` is the factor of the reduction, so a
loss split over time steps is a plain sum of its parts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from engine.library.activations import sigmoid_calls, softplus_calls
from engine.library.ops import softmax_calls
from engine.library.rule import Array, Call, Op, Product, Rule, Shape, by_name, maximum, minimum, per_element, scalar, scratch, size
from engine.spec.problem import text
from engine.spec.setting import Setting

PAIRS: tuple[tuple[Shape, ...], ...] = (((2, 3), (2, 3)), ((1, 1), (1, 1)))


def _total(*_: Shape, scale: float) -> Shape:
    return ()


def _sum_up(work: Array, scale: float, out: Array) -> list[Call]:
    return [(np.add.reduce, (work, None, None, out)), (np.multiply, (out, scalar(scale, out), out))]


def _squares(out: Array, p: Array, t: Array, scale: float) -> list[Call]:
    work = np.empty_like(p)
    return [(np.subtract, (p, t, work)), (np.multiply, (work, work, work)), *_sum_up(work, scale, out)]


def _difference(out: Array, g: Array, p: Array, t: Array, scale: float) -> list[Call]:
    return [(np.subtract, (p, t, out)), (np.multiply, (out, scalar(scale, out), out)), (np.multiply, (out, g, out))]


def _each(value: Callable[[np.float64, np.float64], float]) -> Callable[..., list[Product]]:
    """Terms of a loss that is a sum over elements."""

    def expand(index: tuple[int, ...], p: Array, t: Array, scale: float) -> list[Product]:
        return [
            ((f"ℓ(y[{i}], t[{i}]) #{n}", value(p[i, n], t[i, n])), ("scale", scale))
            for n in range(p.shape[1])
            for i in range(p.shape[0])
        ]

    return expand


def _difference_terms(factor: float) -> Callable[..., list[Product]]:
    def expand(index: tuple[int, ...], g: Array, p: Array, t: Array, scale: float) -> list[Product]:
        return [((f"y − t = {p[index]:.4g} − {t[index]:.4g}", float(p[index] - t[index])),
                 ("scale", factor * scale), ("∂L/∂L", float(g)))]  # fmt: skip

    return expand


SQUARED = Op(
    "mse", ("p", "t"), _total,
    Rule("squared error", ("p", "t"), _squares, "{scale} · Σ ({p} − {t})²", per_element(3),
         _each(lambda p, t: (p - t) ** 2)),
    (Rule("gradient of the squared error", ("g", "p", "t"),
          lambda out, g, p, t, scale: _difference(out, g, p, t, 2 * scale), "2 · {scale} · ({p} − {t})",
          lambda g, p, t: 2 * size(p), _difference_terms(2.0)), None),
    "(({p} - {t}) ** 2).sum() * {scale}", PAIRS,
)  # fmt: skip

HALF_SQUARED = Op(
    "half_squared_error", ("p", "t"), _total,
    Rule("half squared error", ("p", "t"), lambda out, p, t, scale: _squares(out, p, t, 0.5 * scale),
         "½ · {scale} · Σ ({p} − {t})²", per_element(3), _each(lambda p, t: 0.5 * (p - t) ** 2)),
    (Rule("gradient of half the squared error", ("g", "p", "t"), _difference, "{scale} · ({p} − {t})",
          lambda g, p, t: 2 * size(p), _difference_terms(1.0)), None),
    "0.5 * (({p} - {t}) ** 2).sum() * {scale}", PAIRS,
)  # fmt: skip


def _bce(out: Array, p: Array, t: Array, scale: float) -> list[Call]:
    """-t ln p - (1 - t) ln(1 - p), each logarithm clamped at -100 as in torch.nn.BCELoss."""
    yes, no, rest, floor = np.empty_like(p), np.empty_like(p), np.empty_like(p), scalar(-100, out)
    one = scalar(1, out)
    return [
        (np.log, (p, yes)), (maximum, (yes, floor, yes)), (np.multiply, (yes, t, yes)),
        (np.negative, (p, no)), (np.log1p, (no, no)), (maximum, (no, floor, no)),
        (np.subtract, (one, t, rest)), (np.multiply, (no, rest, no)),
        (np.add, (yes, no, yes)), *_sum_up(yes, -scale, out),
    ]  # fmt: skip


def _bce_gradient(out: Array, g: Array, p: Array, t: Array, scale: float) -> list[Call]:
    """(p - t) / max(p (1 - p), 1e-12): PyTorch's clamp keeps it finite at p = 0 and p = 1."""
    work = scratch(out)
    return [
        (np.subtract, (scalar(1, out), p, work)), (np.multiply, (work, p, work)),
        (maximum, (work, scalar(1e-12, out), work)),
        (np.subtract, (p, t, out)), (np.divide, (out, work, out)),
        (np.multiply, (out, scalar(scale, out), out)), (np.multiply, (out, g, out)),
    ]  # fmt: skip


def _bce_value(p: float, t: float) -> float:
    with np.errstate(divide="ignore"):
        return float(-(t * max(np.log(p), -100.0) + (1 - t) * max(np.log1p(-p), -100.0)))


def _bce_gradient_terms(index: tuple[int, ...], g: Array, p: Array, t: Array, scale: float) -> list[Product]:
    y = float(p[index])
    return [((f"y − t = {y:.4g} − {t[index]:.4g}", y - float(t[index])), ("1 / (y·(1 − y))", 1 / max(y * (1 - y), 1e-12)),
             ("scale", scale), ("∂L/∂L", float(g)))]  # fmt: skip


BCE = Op(
    "bce", ("p", "t"), _total,
    Rule("binary cross-entropy", ("p", "t"), _bce, "−{scale} · Σ [{t}·ln {p} + (1 − {t})·ln(1 − {p})]", per_element(6),
         _each(_bce_value)),
    (Rule("gradient of BCE", ("g", "p", "t"), _bce_gradient, "{scale} · ({p} − {t}) / ({p}·(1 − {p}))",
          lambda g, p, t: 5 * size(p), _bce_gradient_terms), None),
    "torch.nn.functional.binary_cross_entropy({p}, {t}, reduction='sum') * {scale}", PAIRS,
)  # fmt: skip


def _logits(out: Array, p: Array, t: Array, scale: float) -> list[Call]:
    """max(x, 0) - x t + log1p(exp(-|x|)), exact for every finite x."""
    work, part = np.empty_like(p), np.empty_like(p)
    return [
        *softplus_calls(work, p), (np.multiply, (p, t, part)), (np.subtract, (work, part, work)), *_sum_up(work, scale, out),
    ]  # fmt: skip


def _logits_gradient(out: Array, g: Array, p: Array, t: Array, scale: float) -> list[Call]:
    return [
        *sigmoid_calls(out, p), (np.subtract, (out, t, out)), (np.multiply, (out, scalar(scale, out), out)), (np.multiply, (out, g, out)),
    ]  # fmt: skip


def _sigmoid_value(x: float) -> float:
    return float(np.exp(min(x, 0.0)) / (1 + np.exp(-abs(x))))


def _logits_terms(index: tuple[int, ...], g: Array, p: Array, t: Array, scale: float) -> list[Product]:
    return [((f"σ(z) − t = {_sigmoid_value(p[index]):.4g} − {t[index]:.4g}", _sigmoid_value(p[index]) - float(t[index])),
             ("scale", scale), ("∂L/∂L", float(g)))]  # fmt: skip


BCE_WITH_LOGITS = Op(
    "bce_with_logits", ("p", "t"), _total,
    Rule("BCE of logits", ("p", "t"), _logits, "{scale} · Σ [max({p}, 0) − {p}·{t} + ln(1 + e^−|{p}|)]", per_element(7),
         _each(lambda p, t: max(p, 0.0) - p * t + float(np.log1p(np.exp(-abs(p)))))),
    (Rule("gradient of BCE of logits", ("g", "p", "t"), _logits_gradient, "{scale} · (σ({p}) − {t})",
          lambda g, p, t: 6 * size(p), _logits_terms), None),
    "torch.nn.functional.binary_cross_entropy_with_logits({p}, {t}, reduction='sum') * {scale}", PAIRS,
)  # fmt: skip


def _sample_losses(p: Array, t: Array) -> Array:
    """Cross-entropy of each sample from logits p and target probabilities t, both (classes, samples).

    ln(sum exp) is split into the largest logit and log1p of the rest, so a loss of 1e-12 keeps its digits.
    """
    columns = np.arange(p.shape[1])
    top = np.argmax(p, axis=0)
    shifted = p - p[top, columns]
    others = np.exp(shifted)
    others[top, columns] = 0
    losses: Array = np.log1p(others.sum(axis=0)) * t.sum(axis=0) - (t * shifted).sum(axis=0)
    return losses


def _cross_entropy_into(out: Array, p: Array, t: Array, scale: float) -> None:
    out[...] = _sample_losses(p, t).sum() * scale


def _cross_entropy_terms(index: tuple[int, ...], p: Array, t: Array, scale: float) -> list[Product]:
    return [((f"−ln softmax(z)[target] #{n}", float(loss)), ("scale", scale)) for n, loss in enumerate(_sample_losses(p, t))]


def _cross_entropy_gradient(out: Array, g: Array, p: Array, t: Array, scale: float) -> list[Call]:
    row = np.empty((1, p.shape[1]), out.dtype)
    return [
        *softmax_calls(out, p), (np.add.reduce, (t, 0, None, row, True)), (np.multiply, (out, row, out)),
        (np.subtract, (out, t, out)), (np.multiply, (out, scalar(scale, out), out)), (np.multiply, (out, g, out)),
    ]  # fmt: skip


def _cross_entropy_gradient_terms(index: tuple[int, ...], g: Array, p: Array, t: Array, scale: float) -> list[Product]:
    i, n = index
    weights = np.exp(p[:, n] - p[:, n].max())
    share = float(weights[i] / weights.sum())
    return [((f"softmax(z)[{i}] − t = {share:.4g} − {t[i, n]:.4g}", share * float(t[:, n].sum()) - float(t[i, n])),
             ("scale", scale), ("∂L/∂L", float(g)))]  # fmt: skip


CROSS_ENTROPY = Op(
    "cross_entropy", ("p", "t"), _total,
    Rule("cross-entropy of logits", ("p", "t"),
         lambda out, p, t, scale: [(partial(_cross_entropy_into, scale=scale), (out, p, t))],
         "−{scale} · Σ {t}·ln softmax({p})", per_element(5), _cross_entropy_terms),
    (Rule("gradient of cross-entropy", ("g", "p", "t"), _cross_entropy_gradient, "{scale} · (softmax({p}) − {t})",
          lambda g, p, t: 6 * size(p), _cross_entropy_gradient_terms), None),
    "torch.nn.functional.cross_entropy({p}.T, {t}.T, reduction='sum') * {scale}", (((3, 4), (3, 4)), ((2, 1), (2, 1))),
)  # fmt: skip


def _absolute(out: Array, p: Array, t: Array, scale: float) -> list[Call]:
    """sum |p - t|, with |d| = -min(d, -d)."""
    work, other = np.empty_like(p), np.empty_like(p)
    return [(np.subtract, (p, t, work)), (np.negative, (work, other)), (minimum, (work, other, work)), *_sum_up(work, -scale, out)]


def _absolute_gradient(out: Array, g: Array, p: Array, t: Array, scale: float) -> list[Call]:
    return [
        (np.subtract, (p, t, out)),
        (np.sign, (out, out)),
        (np.multiply, (out, scalar(scale, out), out)),
        (np.multiply, (out, g, out)),
    ]


def _sign_terms(index: tuple[int, ...], g: Array, p: Array, t: Array, scale: float) -> list[Product]:
    return [(("sign(y − t)", float(np.sign(p[index] - t[index]))), ("scale", scale), ("∂L/∂L", float(g)))]


ABSOLUTE = Op(
    "mae", ("p", "t"), _total,
    Rule("absolute error", ("p", "t"), _absolute, "{scale} · Σ |{p} − {t}|", per_element(3), _each(lambda p, t: abs(p - t))),
    (Rule("gradient of the absolute error", ("g", "p", "t"), _absolute_gradient, "{scale} · sign({p} − {t})",
          lambda g, p, t: 2 * size(p), _sign_terms), None),
    "torch.nn.functional.l1_loss({p}, {t}, reduction='sum') * {scale}", PAIRS, away=True,
)  # fmt: skip


def _huber(out: Array, p: Array, t: Array, scale: float, delta: float) -> list[Call]:
    """sum c (d - c / 2) with c = d clipped to [-delta, delta]: quadratic near 0, linear beyond (Huber 1964)."""
    work, clipped, half = np.empty_like(p), np.empty_like(p), np.empty_like(p)
    return [
        (np.subtract, (p, t, work)), (maximum, (work, scalar(-delta, out), clipped)), (minimum, (clipped, scalar(delta, out), clipped)),
        (np.multiply, (clipped, scalar(0.5, out), half)), (np.subtract, (work, half, work)),
        (np.multiply, (work, clipped, work)), *_sum_up(work, scale, out),
    ]  # fmt: skip


def _huber_gradient(out: Array, g: Array, p: Array, t: Array, scale: float, delta: float) -> list[Call]:
    return [
        (np.subtract, (p, t, out)), (maximum, (out, scalar(-delta, out), out)), (minimum, (out, scalar(delta, out), out)),
        (np.multiply, (out, scalar(scale, out), out)), (np.multiply, (out, g, out)),
    ]  # fmt: skip


def _huber_value(p: np.float64, t: np.float64, delta: float) -> float:
    clipped = min(max(p - t, -delta), delta)
    return float(clipped * (p - t - clipped / 2))


def _huber_terms(index: tuple[int, ...], p: Array, t: Array, scale: float, delta: float) -> list[Product]:
    return _each(lambda a, b: _huber_value(a, b, delta))(index, p, t, scale)


def _huber_gradient_terms(index: tuple[int, ...], g: Array, p: Array, t: Array, scale: float, delta: float) -> list[Product]:
    clipped = float(min(max(p[index] - t[index], -delta), delta))
    return [((f"y − t within ±{delta:g}", clipped), ("scale", scale), ("∂L/∂L", float(g)))]


HUBER = Op(
    "huber", ("p", "t"), lambda p, t, scale, delta: (),
    Rule("Huber loss", ("p", "t"), _huber, "{scale} · Σ huber({p} − {t}; {delta})", per_element(6), _huber_terms),
    (Rule("gradient of the Huber loss", ("g", "p", "t"), _huber_gradient, "{scale} · clip({p} − {t}, ±{delta})",
          lambda g, p, t: 4 * size(p), _huber_gradient_terms), None),
    "torch.nn.functional.huber_loss({p}, {t}, reduction='sum', delta={delta}) * {scale}", PAIRS, away=True,
)  # fmt: skip


REDUCTION = Setting("reduction", "mean", text("Mean over the elements, or their sum."), choices=("mean", "sum"))


@dataclass(frozen=True)
class Loss:
    """A row of the loss menu.

    `over_samples`: the mean divides by samples, not by elements. `range` is the legal range of
    targets. `outputs` are the output activations that suit it; others draw a warning.
    """

    name: str
    title: str
    help: str
    op: Op
    outputs: tuple[str, ...]
    range: tuple[float, float] = (float("-inf"), float("inf"))
    over_samples: bool = False
    settings: tuple[Setting, ...] = (REDUCTION,)


LOSSES = by_name(
    Loss("mse", text("Mean squared error"), text("mean of (y − t)²: for regression."), SQUARED,
         ("identity", "tanh", "sigmoid", "relu", "leaky_relu")),
    Loss("half_squared_error", text("Half squared error"), text("½ (y − t)²: its gradient is just y − t."), HALF_SQUARED,
         ("identity", "tanh", "sigmoid", "relu", "leaky_relu")),
    Loss("mae", text("Mean absolute error"), text("mean of |y − t|: far outliers pull no harder than near ones."), ABSOLUTE,
         ("identity", "tanh", "sigmoid", "relu", "leaky_relu")),
    Loss("huber", text("Huber"), text("Squared near the target, absolute far away."), HUBER,
         ("identity", "tanh", "sigmoid", "relu", "leaky_relu"),
         settings=(REDUCTION, Setting("delta", 1.0, text("Where the square turns into a line."), 1e-9, 1e9))),
    Loss("bce", text("Binary cross-entropy"), text("For yes/no targets; takes probabilities, so end in a sigmoid."), BCE,
         ("sigmoid",), (0.0, 1.0)),
    Loss("bce_with_logits", text("Binary cross-entropy of logits"), text("For yes/no targets; contains the sigmoid itself."),
         BCE_WITH_LOGITS, ("identity",), (0.0, 1.0)),
    Loss("cross_entropy", text("Cross-entropy"), text("For one class of several; contains the softmax itself."),
         CROSS_ENTROPY, ("identity",), (0.0, 1.0), over_samples=True,
         settings=(REDUCTION, Setting("label_smoothing", 0.0, text("Share of certainty given to all classes alike."), 0.0, 1.0))),
)  # fmt: skip
