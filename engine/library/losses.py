"""Losses, with PyTorch's reductions: a mean runs over all elements, for cross-entropy over samples.

Predictions and targets have shape (units, samples). `scale` is the factor of the reduction, so a
loss split over time steps is a plain sum of its parts. Each loss exists a second time with a mask
of shape (1, samples): where it is 0, neither value nor gradient comes from that sample.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.library.activations import sigmoid_calls, softplus_calls
from engine.library.aims import AIM, REDUCTION, WEIGHT
from engine.library.ops import softmax_calls, unit_row, unit_sum
from engine.library.rule import Array, Call, Op, Product, Rule, Shape, by_name, fit, maximum, minimum, scalar, scratch, size
from engine.model.problem import text
from engine.model.setting import Setting

PAIRS: tuple[tuple[Shape, ...], ...] = (((2, 3), (2, 3)), ((1, 1), (1, 1)))
Terms = Callable[..., list[Product]]


def _total(p: Shape, t: Shape, *mask: Shape, **settings: Any) -> Shape:
    return fit("us,us,1s->" if mask else "us,us->", p, t, *mask)


def _row(x: Array) -> Array:
    return x.reshape(-1)


def _added(work: Array, m: Array | None, scale: float, out: Array) -> list[Call]:
    """scale times the sum of `work`, whose columns are masked by m."""
    masked: list[Call] = [] if m is None else [(np.multiply, (work, m, work))]
    return [*masked, *_sum(work, out), (np.multiply, (out, scalar(scale, out), out))]


def _sum(work: Array, out: Array) -> list[Call]:
    """The sum of all elements; of each member's elements where `out` holds many."""
    if out.ndim == 0:
        return [(_row(work).dot, (np.ones(work.size, work.dtype), out))]
    rows = work.reshape(len(out), -1)
    return [(np.vecdot, (np.ones(rows.shape[1], work.dtype), rows, out))]


@dataclass(frozen=True)
class _Parts:
    """One loss in pieces: `value` fills the scalar, `slope` fills dL/dp without the factor scale * g."""

    value: Callable[..., list[Call]]
    slope: Callable[..., list[Call]]
    formula: str
    slope_formula: str
    terms: Terms
    slope_terms: Callable[..., tuple[str, float]]
    flops: int


def _gradient(parts: _Parts) -> Callable[..., list[Call]]:
    def bind(out: Array, g: Array, p: Array, t: Array, m: Array | None = None, *, scale: float, **settings: float) -> list[Call]:
        factor = np.empty_like(g)
        masked: list[Call] = [] if m is None else [(np.multiply, (out, m, out))]
        return [*parts.slope(out, p, t, **settings), (np.multiply, (g, scalar(scale, out), factor)),
                (np.multiply, (out, factor, out)), *masked]  # fmt: skip

    return bind


def _value(parts: _Parts) -> Callable[..., list[Call]]:
    def bind(out: Array, p: Array, t: Array, m: Array | None = None, *, scale: float, **settings: float) -> list[Call]:
        return parts.value(out, p, t, m, scale, **settings)

    return bind


def _terms(parts: _Parts) -> Terms:
    def expand(
        index: tuple[int, ...], p: Array, t: Array, m: Array | None = None, *, scale: float, **settings: float
    ) -> list[Product]:
        rows = parts.terms(p, t, **settings)
        if m is None:
            return [(*row, ("scale", scale)) for row in rows]
        shares = np.resize(m[0], len(rows))
        return [(*row, ("mask", float(share)), ("scale", scale)) for row, share in zip(rows, shares, strict=True)]

    return expand


def _slope_terms(parts: _Parts) -> Terms:
    def expand(
        index: tuple[int, ...], g: Array, p: Array, t: Array, m: Array | None = None, *, scale: float, **settings: float
    ) -> list[Product]:
        mask = () if m is None else (("mask", float(m[0, index[1]])),)
        return [(parts.slope_terms(index, p, t, **settings), *mask, ("scale", scale), ("∂L/∂L", float(g)))]

    return expand


def _op(name: str, title: str, parts: _Parts, torch: str, masked: bool, away: bool, example: dict[str, Any]) -> Op:
    inputs, shapes = ("p", "t", "m") if masked else ("p", "t"), PAIRS
    if masked:
        shapes = tuple((*pair, (1, pair[0][1])) for pair in PAIRS)
    cost = parts.flops
    return Op(
        f"{name}_masked" if masked else name, inputs, _total,
        Rule(f"{name}_masked" if masked else name, title, inputs, _value(parts), ("{m} · " if masked else "") + parts.formula,
             lambda p, *_: cost * size(p),
             _terms(parts), parts is not BCE),
        (Rule(f"{name}{'_masked' if masked else ''}_gradient", text("gradient of the loss"), ("g", *inputs), _gradient(parts),
              ("{m} · " if masked else "") + parts.slope_formula,
              lambda g, p, *_: cost * size(p), _slope_terms(parts), True), *(None,) * (len(inputs) - 1)),
        torch + (" * {m}" if masked else ""), shapes, away=away, example=example,
    )  # fmt: skip


def _each(value: Callable[..., float]) -> Terms:
    """Terms of a loss that is a sum over elements, unit by unit."""

    def expand(p: Array, t: Array, **settings: float) -> list[Product]:
        return [
            ((f"ℓ(y[{i}], t[{i}]) #{n + 1}", value(p[i, n], t[i, n], **settings)),)
            for i in range(p.shape[0])
            for n in range(p.shape[1])
        ]

    return expand


def _minus(name: str, value: Callable[..., float]) -> Callable[..., tuple[str, float]]:
    """The difference that drives a gradient, in words and as a number."""

    def term(index: tuple[int, ...], p: Array, t: Array, **settings: float) -> tuple[str, float]:
        return (f"{name} = {p[index]:.4g} − {t[index]:.4g}", value(p[index], t[index], **settings))

    return term


def _squares(out: Array, p: Array, t: Array, m: Array | None, scale: float) -> list[Call]:
    work = np.empty_like(p)
    return [(np.subtract, (p, t, work)), (np.multiply, (work, work, work)), *_added(work, m, scale, out)]


SQUARED = _Parts(
    _squares, lambda out, p, t: [(np.subtract, (p, t, out)), (np.multiply, (out, scalar(2, out), out))],
    "{scale} · Σ ({p} − {t})²", "2 · {scale} · ({p} − {t})", _each(lambda p, t: (p - t) ** 2),
    _minus("2·(y − t)", lambda p, t: float(2 * (p - t))), 3,
)  # fmt: skip

HALF_SQUARED = _Parts(
    lambda out, p, t, m, scale: _squares(out, p, t, m, 0.5 * scale), lambda out, p, t: [(np.subtract, (p, t, out))],
    "½ · {scale} · Σ ({p} − {t})²", "{scale} · ({p} − {t})", _each(lambda p, t: 0.5 * (p - t) ** 2),
    _minus("y − t", lambda p, t: float(p - t)), 3,
)  # fmt: skip


def _absolute(out: Array, p: Array, t: Array, m: Array | None, scale: float) -> list[Call]:
    """sum |p - t|, with |d| = -min(d, -d)."""
    work, other = np.empty_like(p), np.empty_like(p)
    return [
        (np.subtract, (p, t, work)),
        (np.negative, (work, other)),
        (minimum, (work, other, work)),
        *_added(work, m, -scale, out),
    ]


ABSOLUTE = _Parts(
    _absolute, lambda out, p, t: [(np.subtract, (p, t, out)), (np.sign, (out, out))],
    "{scale} · Σ |{p} − {t}|", "{scale} · sign({p} − {t})", _each(lambda p, t: abs(p - t)),
    _minus("sign(y − t)", lambda p, t: float(np.sign(p - t))), 3,
)  # fmt: skip


def _clipped(out: Array, p: Array, t: Array, delta: float) -> list[Call]:
    return [(np.subtract, (p, t, out)), (maximum, (out, scalar(-delta, out), out)), (minimum, (out, scalar(delta, out), out))]


def _huber(out: Array, p: Array, t: Array, m: Array | None, scale: float, delta: float) -> list[Call]:
    """sum c (d - c / 2) with c = d clipped to [-delta, delta]: quadratic near 0, linear beyond (Huber 1964)."""
    work, clipped, half = np.empty_like(p), np.empty_like(p), np.empty_like(p)
    return [
        *_clipped(clipped, p, t, delta), (np.subtract, (p, t, work)), (np.multiply, (clipped, scalar(0.5, out), half)),
        (np.subtract, (work, half, work)), (np.multiply, (work, clipped, work)), *_added(work, m, scale, out),
    ]  # fmt: skip


def _huber_value(p: np.float64, t: np.float64, delta: float) -> float:
    clipped = min(max(p - t, -delta), delta)
    return float(clipped * (p - t - clipped / 2))


HUBER = _Parts(
    _huber, _clipped, "{scale} · Σ huber({p} − {t}; {delta})", "{scale} · clip({p} − {t}, ±{delta})", _each(_huber_value),
    _minus("clip(y − t)", lambda p, t, delta: float(min(max(p - t, -delta), delta))), 6,
)  # fmt: skip


def _bce(out: Array, p: Array, t: Array, m: Array | None, scale: float) -> list[Call]:
    """-t ln p - (1 - t) ln(1 - p), each logarithm clamped at -100 as in torch.nn.BCELoss."""
    logs, no, part = np.empty((2, *p.shape), p.dtype), np.empty_like(p), np.empty((), p.dtype)
    masked: list[Call] = [] if m is None else [(np.multiply, (logs, m, logs))]
    return [
        (np.log, (p, logs[0])), (np.negative, (p, logs[1])), (np.log1p, (logs[1], logs[1])),
        (maximum, (logs, scalar(-100, out), logs)), *masked, (np.subtract, (scalar(1, out), t, no)),
        (_row(logs[1]).dot, (_row(no), out)), (_row(logs[0]).dot, (_row(t), part)),
        (np.add, (out, part, out)), (np.multiply, (out, scalar(-scale, out), out)),
    ]  # fmt: skip


def _bce_slope(out: Array, p: Array, t: Array) -> list[Call]:
    """(p - t) / max(p (1 - p), 1e-12): PyTorch's clamp keeps it finite at p = 0 and p = 1."""
    work = scratch(out)
    return [
        (np.subtract, (scalar(1, out), p, work)), (np.multiply, (work, p, work)),
        (maximum, (work, scalar(1e-12, out), work)), (np.subtract, (p, t, out)), (np.divide, (out, work, out)),
    ]  # fmt: skip


def _bce_value(p: float, t: float) -> float:
    with np.errstate(divide="ignore"):
        return float(-(t * max(np.log(p), -100.0) + (1 - t) * max(np.log1p(-p), -100.0)))


BCE = _Parts(
    _bce, _bce_slope, "−{scale} · Σ [{t}·ln {p} + (1 − {t})·ln(1 − {p})]", "{scale} · ({p} − {t}) / ({p}·(1 − {p}))",
    _each(_bce_value), _minus("(y − t) / (y·(1 − y)), y − t", lambda p, t: float((p - t) / max(p * (1 - p), 1e-12))), 6,
)  # fmt: skip


def _logits(out: Array, p: Array, t: Array, m: Array | None, scale: float) -> list[Call]:
    """max(x, 0) - x t + log1p(exp(-|x|)), exact for every finite x."""
    work, part = np.empty_like(p), np.empty_like(p)
    return [*softplus_calls(work, p), (np.multiply, (p, t, part)), (np.subtract, (work, part, work)), *_added(work, m, scale, out)]


def _sigmoid_value(x: float) -> float:
    return float(np.exp(min(x, 0.0)) / (1 + np.exp(-abs(x))))


BCE_WITH_LOGITS = _Parts(
    _logits, lambda out, p, t: [*sigmoid_calls(out, p), (np.subtract, (out, t, out))],
    "{scale} · Σ [max({p}, 0) − {p}·{t} + ln(1 + e^−|{p}|)]", "{scale} · (σ({p}) − {t})",
    _each(lambda p, t: max(p, 0.0) - p * t + float(np.log1p(np.exp(-abs(p))))),
    lambda index, p, t: (f"σ(z) − t = {_sigmoid_value(p[index]):.4g} − {t[index]:.4g}", _sigmoid_value(p[index]) - float(t[index])),
    7,
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


def _cross_entropy(out: Array, p: Array, t: Array, m: Array | None, scale: float) -> list[Call]:
    """`_sample_losses` in whole calls.

    Elements equal to the largest logit leave the sum as an exact 0, then all but one come back.
    """
    shifted, terms, equal = np.empty_like(p), np.empty_like(p), np.empty_like(p)
    top, rest, count, weight = (unit_row(p, p) for _ in range(4))
    return [
        (np.maximum.reduce, (p, -2, None, top, True)), (np.subtract, (p, top, shifted)), (np.exp, (shifted, terms)),
        (np.equal, (shifted, scalar(0, out), equal)), (np.subtract, (terms, equal, terms)), unit_sum(terms, rest),
        unit_sum(equal, count), (np.subtract, (count, scalar(1, out), count)), (np.add, (rest, count, rest)),
        (np.log1p, (rest, rest)), unit_sum(t, weight), (np.multiply, (rest, weight, rest)),
        (np.multiply, (shifted, t, shifted)), unit_sum(shifted, weight), (np.subtract, (rest, weight, rest)),
        *_added(rest, m, scale, out),
    ]  # fmt: skip


def _cross_entropy_slope(out: Array, p: Array, t: Array) -> list[Call]:
    row = unit_row(p, out)
    return [
        *softmax_calls(out, p),
        unit_sum(t, row),
        (np.multiply, (out, row, out)),
        (np.subtract, (out, t, out)),
    ]


def _share_minus_target(index: tuple[int, ...], p: Array, t: Array) -> tuple[str, float]:
    i, n = index
    weights = np.exp(p[:, n] - p[:, n].max())
    share = float(weights[i] / weights.sum())
    return (f"softmax(z)[{i}] − t = {share:.4g} − {t[i, n]:.4g}", share * float(t[:, n].sum()) - float(t[i, n]))


CROSS_ENTROPY = _Parts(
    _cross_entropy, _cross_entropy_slope, "−{scale} · Σ {t}·ln softmax({p})", "{scale} · (softmax({p}) − {t})",
    lambda p, t: [((f"−ln softmax(z)[target] #{n + 1}", float(loss)),) for n, loss in enumerate(_sample_losses(p, t))],
    _share_minus_target, 5,
)  # fmt: skip


def _output_value(out: Array, p: Array, t: Array, m: Array | None, scale: float) -> list[Call]:
    work = np.empty_like(p)
    return [(np.copyto, (work, p)), *_added(work, m, scale, out)]


OUTPUT = _Parts(
    _output_value, lambda out, p, t: [(out.fill, (1.0,))], "{scale} · Σ {p}", "{scale}", _each(lambda p, t: float(p)),
    lambda index, p, t: ("1", 1.0), 1,
)  # fmt: skip


REGRESSION_OUTPUTS = ("identity", "tanh", "sigmoid", "relu", "leaky_relu")


@dataclass(frozen=True)
class Loss:
    """A row of the loss menu.

    `over_samples`: the mean divides by samples, not by elements. `range` is the legal range of
    targets. `outputs` are the output activations that suit it; others draw a warning. `masked` is
    the same loss with a mask of samples. `targets` False: the loss does not look at targets.
    `functional` is PyTorch's function of outputs and targets; without one a script is refused.
    `includes` is the function that turns logits into probabilities, where the loss applies it itself.
    """

    name: str
    title: str
    help: str
    op: Op
    masked: Op
    outputs: tuple[str, ...]
    range: tuple[float, float] = (float("-inf"), float("inf"))
    over_samples: bool = False
    settings: tuple[Setting, ...] = (REDUCTION,)
    targets: bool = True
    functional: str = ""
    includes: str = ""


def _loss(
    name: str, title: str, words: str, rule: str, parts: _Parts, torch: str, outputs: Sequence[str], *, away: bool = False,
    example: dict[str, Any] | None = None, settings: tuple[Setting, ...] = (), **rest: Any,
) -> Loss:  # fmt: skip
    op, masked = (_op(name, rule, parts, torch, flag, away, {"scale": 0.37, **(example or {})}) for flag in (False, True))
    common = (REDUCTION, *(AIM if rest.get("targets", True) else (WEIGHT,)))
    return Loss(name, title, words, op, masked, tuple(outputs), settings=(*common, *settings), **rest)


LOSSES = by_name(
    _loss("mse", text("Mean squared error"), text("mean of (y − t)²: for regression."), text("squared error"), SQUARED,
          "(({p} - {t}) ** 2).sum() * {scale}", REGRESSION_OUTPUTS, functional="F.mse_loss"),
    _loss("half_squared_error", text("Half squared error"), text("½ (y − t)²: its gradient is just y − t."),
          text("half squared error"),
          HALF_SQUARED, "0.5 * (({p} - {t}) ** 2).sum() * {scale}", REGRESSION_OUTPUTS, functional="0.5 * F.mse_loss"),
    _loss("mae", text("Mean absolute error"), text("mean of |y − t|: outliers pull no harder than other points."),
          text("absolute error"), ABSOLUTE, "F.l1_loss({p}, {t}, reduction='sum') * {scale}", REGRESSION_OUTPUTS,
          away=True, functional="F.l1_loss"),
    _loss("huber", text("Huber"), text("Squared error near the target, absolute error far from it."), text("Huber loss"), HUBER,
          "F.huber_loss({p}, {t}, reduction='sum', delta={delta}) * {scale}", REGRESSION_OUTPUTS, away=True,
          example={"delta": 0.8}, settings=(
              Setting("delta", "δ", 1.0, text("Error size at which the loss changes from quadratic to linear."), 1e-9, 1e9),),
          functional="F.huber_loss"),
    _loss("bce", text("Binary cross-entropy"), text("For yes/no targets; takes probabilities, so end with a sigmoid."),
          text("binary cross-entropy"), BCE, "F.binary_cross_entropy({p}, {t}, reduction='sum') * {scale}",
          ("sigmoid",), range=(0.0, 1.0), functional="F.binary_cross_entropy"),
    _loss("bce_with_logits", text("Binary cross-entropy with logits"), text("For yes/no targets; includes the sigmoid."),
          text("BCE with logits"), BCE_WITH_LOGITS,
          "F.binary_cross_entropy_with_logits({p}, {t}, reduction='sum') * {scale}", ("identity",),
          range=(0.0, 1.0), functional="F.binary_cross_entropy_with_logits", includes="sigmoid"),
    _loss("cross_entropy", text("Cross-entropy"), text("For one class out of several; includes the softmax."),
          text("cross-entropy with logits"), CROSS_ENTROPY,
          "F.cross_entropy({p}.T, {t}.T, reduction='sum') * {scale}", ("identity",), range=(0.0, 1.0),
          over_samples=True,
          settings=(Setting("label_smoothing", text("Label smoothing"), 0.0,
                            text("Fraction of the probability that is spread evenly over all classes."), 0.0, 1.0),
                    Setting("ignore_index", text("Ignored class"), -100,
                            text("Samples with this class index are ignored."), -1_000_000, 1_000_000)),
          functional="F.cross_entropy", includes="softmax"),
    _loss("output", text("The output itself"), text("The network's own scalar output is the loss: for circuits."),
          text("sum of the output"), OUTPUT, "{p}.sum() * {scale}",
          ("identity", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "selu", "gelu", "gelu_exact", "silu", "softplus",
           "softsign", "softmax"),
          targets=False),
)  # fmt: skip
