"""Normalisation, with every path of its gradient visible.

x̂ = (x - mean) / sqrt(var + eps), y = weight x̂ + bias. `axis` 1 takes mean and variance of each
unit over the samples (Ioffe & Szegedy 2015), axis 0 of each sample over the units (Ba et al. 2016).
As in PyTorch the variance that normalises is the biased one (divided by n), while the running
variance keeps the unbiased one (n - 1), and eps stands inside the root.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from engine.library.ops import DB, SCALE
from engine.library.rule import Array, Call, Op, Product, Rule, Shape, by_name, fit, per_element, scalar, scratch
from engine.model.problem import text


def _reduced(x: Shape, axis: int) -> Shape:
    return fit("us->1s" if axis == 0 else "us->u1", x)


def _with_statistics(x: Shape, *statistics: Shape, axis: int) -> Shape:
    """The shape of x, over which the statistics run."""
    return fit(f"us,{','.join(['1s' if axis == 0 else 'u1'] * len(statistics))}->us", x, *statistics)


def _line(x: Array, index: tuple[int, ...], axis: int) -> Array:
    """The elements over which one mean runs."""
    line: Array = x[:, index[1]] if axis == 0 else x[index[0]]
    return line


def _mean(out: Array, x: Array, axis: int) -> list[Call]:
    return [(np.add.reduce, (x, axis, None, out, True)), (np.multiply, (out, scalar(1 / x.shape[axis], out), out))]


def _mean_terms(index: tuple[int, ...], x: Array, axis: int) -> list[Product]:
    line = _line(x, index, axis)
    return [((f"x[{k}]", float(value)), ("1/n", 1 / len(line))) for k, value in enumerate(line)]


def _spread_mean(out: Array, g: Array, axis: int) -> list[Call]:
    return [(np.copyto, (out, g)), (np.multiply, (out, scalar(1 / out.shape[axis], out), out))]


def _whole(g: Array, index: tuple[int, ...], axis: int) -> float:
    return float(g[0, index[1]] if axis == 0 else g[index[0], 0])


MEAN = Op(
    "mean", ("x",), _reduced,
    Rule("mean", text("mean"), ("x",), _mean, text("mean of {x}"), lambda x: x[0] * x[1], _mean_terms),
    (Rule("spread_over_the_mean", text("spread evenly over the averaged values"), ("g",), _spread_mean, "{g} / n", per_element(1),
          lambda index, g, axis: [(("g", _whole(g, index, axis)),)]),),
    "{x}.mean(axis, keepdim=True)", (((3, 4),), ((2, 1),)), example={"axis": 1},
)  # fmt: skip


def _variance(out: Array, x: Array, mean: Array, axis: int) -> list[Call]:
    work = scratch(x)
    return [(np.subtract, (x, mean, work)), (np.multiply, (work, work, work)), *_mean(out, work, axis)]


def _variance_terms(index: tuple[int, ...], x: Array, mean: Array, axis: int) -> list[Product]:
    line, middle = _line(x, index, axis), _whole(mean, index, axis)
    return [((f"(x[{k}] − mean)²", float((value - middle) ** 2)), ("1/n", 1 / len(line))) for k, value in enumerate(line)]


def _variance_gradient(out: Array, g: Array, x: Array, mean: Array, axis: int) -> list[Call]:
    return [(np.subtract, (x, mean, out)), (np.multiply, (out, g, out)), (np.multiply, (out, scalar(2 / x.shape[axis], out), out))]


def _variance_gradient_terms(index: tuple[int, ...], g: Array, x: Array, mean: Array, axis: int) -> list[Product]:
    away = float(x[index] - _whole(mean, index, axis))
    return [(("g", _whole(g, index, axis)), ("2/n", 2 / x.shape[axis]), ("x − mean", away))]


VARIANCE = Op(
    "variance", ("x", "mean"), lambda x, mean, axis: _reduced(_with_statistics(x, mean, axis=axis), axis),
    Rule("variance", text("variance"), ("x", "mean"), _variance, text("mean of ({x} − {mean})²"), lambda x, mean: 3 * x[0] * x[1],
         _variance_terms),
    # Through the mean nothing flows: the sum of x - mean is 0.
    (Rule("gradient_through_the_variance", text("gradient through the variance"), ("g", "x", "mean"), _variance_gradient,
          "{g} · 2 · ({x} − {mean}) / n",
          lambda g, x, mean: 3 * x[0] * x[1], _variance_gradient_terms), None),
    "(({x} - {mean}) ** 2).mean(axis, keepdim=True)", (((3, 4), (3, 1)),), example={"axis": 1},
)  # fmt: skip


def _inverse_deviation(out: Array, var: Array, eps: float) -> tuple[Array, list[Call]]:
    work = np.empty_like(var)
    return work, [(np.add, (var, scalar(eps, out), work)), (np.sqrt, (work, work)), (np.reciprocal, (work, work))]


def _normalize(out: Array, x: Array, mean: Array, var: Array, axis: int, eps: float) -> list[Call]:
    inverse, calls = _inverse_deviation(out, var, eps)
    return [*calls, (np.subtract, (x, mean, out)), (np.multiply, (out, inverse, out))]


def _direct(out: Array, g: Array, var: Array, axis: int, eps: float) -> list[Call]:
    inverse, calls = _inverse_deviation(out, var, eps)
    return [*calls, (np.multiply, (g, inverse, out))]


def _to_mean(out: Array, g: Array, var: Array, axis: int, eps: float) -> list[Call]:
    inverse, calls = _inverse_deviation(out, var, eps)
    return [*calls, (np.add.reduce, (g, axis, None, out, True)), (np.multiply, (out, inverse, out)), (np.negative, (out, out))]


def _to_variance(out: Array, g: Array, y: Array, var: Array, axis: int, eps: float) -> list[Call]:
    work, shifted = scratch(g), np.empty_like(var)
    return [
        (np.multiply, (g, y, work)), (np.add.reduce, (work, axis, None, out, True)), (np.add, (var, scalar(eps, out), shifted)),
        (np.divide, (out, shifted, out)), (np.multiply, (out, scalar(-0.5, out), out)),
    ]  # fmt: skip


def _to_mean_terms(index: tuple[int, ...], g: Array, var: Array, axis: int, eps: float) -> list[Product]:
    inverse = float(1 / np.sqrt(_whole(var, index, axis) + eps))
    return [((f"g[{k}]", float(value)), ("−1/√(var + eps)", -inverse)) for k, value in enumerate(_line(g, index, axis))]


def _to_variance_terms(index: tuple[int, ...], g: Array, y: Array, var: Array, axis: int, eps: float) -> list[Product]:
    factor = -0.5 / (_whole(var, index, axis) + eps)
    pairs = zip(_line(g, index, axis), _line(y, index, axis), strict=True)
    return [((f"g[{k}]", float(a)), (f"x̂[{k}]", float(b)), ("−½/(var + eps)", factor)) for k, (a, b) in enumerate(pairs)]


NORMALIZE = Op(
    "normalize", ("x", "mean", "var"), lambda x, mean, var, axis, eps: _with_statistics(x, mean, var, axis=axis),
    Rule("normalize", text("normalise"), ("x", "mean", "var"), _normalize, "({x} − {mean}) / √({var} + {eps})", lambda x, mean,
         var: 2 * x[0] * x[1], elementwise=True),
    (Rule("normalize_gradient_of_x", text("gradient of x"), ("g", "var"), _direct, "{g} / √({var} + {eps})", per_element(1),
          elementwise=True),
     Rule("gradient_of_the_mean", text("gradient of the mean"), ("g", "var"), _to_mean, "−Σ {g} / √({var} + {eps})",
          per_element(1), _to_mean_terms),
     Rule("gradient_of_the_variance", text("gradient of the variance"), ("g", "out", "var"), _to_variance,
          "−½ · Σ {g}·{out} / ({var} + {eps})", per_element(2),
          _to_variance_terms)),
    "({x} - {mean}) / ({var} + {eps}).sqrt()", (((3, 4), (3, 1), (3, 1)),), positive=True, example={"axis": 1, "eps": 1e-5},
)  # fmt: skip


def _column(w: Array) -> Array:
    return w.reshape(-1, 1)


def _weight_terms(index: tuple[int, ...], g: Array, x: Array) -> list[Product]:
    i = index[0]
    return [((f"g[{i}] #{n + 1}", float(g[i, n])), (f"x̂[{i}] #{n + 1}", float(x[i, n]))) for n in range(g.shape[1])]


def _weight_gradient(out: Array, g: Array, x: Array) -> list[Call]:
    work = scratch(g)
    return [(np.multiply, (g, x, work)), (np.add.reduce, (work, 1, None, out))]


SCALE_SHIFT = Op(
    "scale_shift",
    ("x", "w", "b"),
    lambda x, w, b: fit("us,u,u->us", x, w, b),
    Rule(
        "scale_shift",
        text("scale and shift"),
        ("x", "w", "b"),
        lambda out, x, w, b: [(np.multiply, (x, _column(w), out)), (np.add, (out, _column(b), out))],
        "{w} · {x} + {b}",
        per_element(2),
        elementwise=True,
    ),
    (
        Rule(
            "times_the_scale",
            text("times the scale"),
            ("g", "w"),
            lambda out, g, w: [(np.multiply, (g, _column(w), out))],
            "{g} · {w}",
            per_element(1),
            elementwise=True,
        ),
        Rule(
            "gradient_of_the_scale",
            text("gradient of the scale"),
            ("g", "x"),
            _weight_gradient,
            text("Σ over samples {g} · {x}"),
            per_element(2),
            _weight_terms,
        ),
        DB,
    ),
    "{x} * {w}[:, None] + {b}[:, None]",
    (((3, 4), (3,), (3,)),),
)


def _factor_gradient(out: Array, g: Array, x: Array) -> list[Call]:
    work, whole = scratch(g), out.shape != g.shape[:1]
    return [(np.multiply, (g, x, work)), (np.add.reduce, (work, None if whole else 1, None, out.reshape(()) if whole else out))]


def _factor_terms(index: tuple[int, ...], g: Array, x: Array) -> list[Product]:
    rows = range(g.shape[0])
    return [((f"g[{i}] #{n + 1}", float(g[i, n])), (f"x[{i}] #{n + 1}", float(x[i, n]))) for i in rows for n in range(g.shape[1])]


def _unit_terms(index: tuple[int, ...], g: Array, x: Array) -> list[Product]:
    return [term for row, term in zip(np.repeat(range(g.shape[0]), g.shape[1]), _factor_terms(index, g, x), strict=True)
            if row == index[0]]  # fmt: skip


def _multiplied(
    name: str, wanted: str, gradient: Callable[[tuple[int, ...], Array, Array], list[Product]], samples: tuple[Shape, ...]
) -> Op:
    """Values times learned factors: one of each unit, or one of all units."""
    return Op(
        name, ("x", "w"), lambda x, w: fit(wanted, x, w),
        Rule(name, text("multiply by the factor"), ("x", "w"), lambda out, x, w: [(np.multiply, (x, _column(w), out))],
             "{w} · {x}", per_element(1), elementwise=True),
        (Rule(f"{name}_gradient_of_x", text("times the factor"), ("g", "w"),
              lambda out, g, w: [(np.multiply, (g, _column(w), out))], "{g} · {w}", per_element(1), elementwise=True),
         Rule(f"{name}_gradient", text("gradient of the factor"), ("g", "x"), _factor_gradient,
              text("Σ over samples {g} · {x}") if wanted.startswith("us,u-") else "Σ {g} · {x}", per_element(2), gradient)),
        "{x} * {w}[:, None]", (samples,),
    )  # fmt: skip


CONSTANT_FACTOR = replace(
    SCALE, name="constant_factor", forward=replace(SCALE.forward, key="constant_factor", name=text("multiply by the factor"))
)
FACTOR_OF_EACH = _multiplied("factor_of_each", "us,u->us", _unit_terms, ((3, 4), (3,)))  # LayerScale, Touvron et al. 2021
FACTOR_OF_ALL = _multiplied("factor_of_all", "us,1->us", _factor_terms, ((3, 4), (1,)))  # ReZero, Bachlechner et al. 2020; Fixup


def _running(out: Array, old: Array, new: Array, momentum: float, factor: float) -> list[Call]:
    work, flat = scratch(out), new.reshape(out.shape)
    return [(np.multiply, (old, scalar(1 - momentum, out), out)), (np.multiply, (flat, scalar(momentum * factor, out), work)),
            (np.add, (out, work, out))]  # fmt: skip


RUNNING = Rule(
    "running_statistic",
    text("running statistic"),
    ("old", "new"),
    _running,
    "(1 − {momentum}) · {old} + {momentum} · {factor} · {new}",
    per_element(3),
    elementwise=True,
)

NORMALIZATION = by_name(MEAN, VARIANCE, NORMALIZE, SCALE_SHIFT, CONSTANT_FACTOR, FACTOR_OF_EACH, FACTOR_OF_ALL)
