"""Gradient clipping as instructions, with PyTorch's formulas.

By norm (torch.nn.utils.clip_grad_norm_; Pascanu et al. 2013): every gradient is multiplied by
min(1, limit / (norm + 1e-6)), where the norm runs over all parameters. By value: every element is
cut at +-limit, which changes the direction.
"""

from __future__ import annotations

import numpy as np

from engine.library.rule import Array, Call, Product, Rule, maximum, minimum, per_element, scalar
from engine.model.problem import text


def _squared_norm(out: Array, g: Array) -> list[Call]:
    work = np.empty_like(g)
    return [(np.multiply, (g, g, work)), (np.add.reduce, (work, None, None, out))]


def _square_terms(index: tuple[int, ...], g: Array) -> list[Product]:
    return [(("g²", float(value * value)),) for value in g.ravel()]


def _coefficient(out: Array, norm: Array, limit: float) -> list[Call]:
    return [
        (np.add, (norm, scalar(1e-6, out), out)),
        (np.divide, (scalar(limit, out), out, out)),
        (minimum, (out, scalar(1, out), out)),
    ]


def _clamp(out: Array, g: Array, limit: float) -> list[Call]:
    return [(minimum, (g, scalar(limit, out), out)), (maximum, (out, scalar(-limit, out), out))]


SQUARED_NORM = Rule("squared_norm", text("squared norm"), ("g",), _squared_norm, "Σ {g}²", per_element(2), _square_terms)
ROOT = Rule("root", text("square root"), ("x",), lambda out, x: [(np.sqrt, (x, out))], "√{x}", per_element(1), elementwise=True)
COEFFICIENT = Rule(
    "clip_coefficient",
    text("clip coefficient"),
    ("norm",),
    _coefficient,
    "min(1, {limit} / ({norm} + 1e−6))",
    lambda *_: 3,
    elementwise=True,
)
SHORTEN = Rule(
    "clip_by_norm",
    text("clip by norm"),
    ("g", "c"),
    lambda out, g, c: [(np.multiply, (g, c, out))],
    "{g} · {c}",
    per_element(1),
    elementwise=True,
)
CLAMP = Rule("clip_by_value", text("clip by value"), ("g",), _clamp, "clip({g}, ±{limit})", per_element(2), elementwise=True)
