"""The learned slope of PReLU (He et al. 2015): one of all units, or one of each."""

from __future__ import annotations

import numpy as np

from engine.library.rule import (
    Array,
    Call,
    Op,
    Product,
    Rule,
    Shape,
    by_name,
    heaviside,
    maximum,
    minimum,
    per_element,
    scalar,
    scratch,
)
from engine.model.problem import text


def _shape(x: Shape, w: Shape) -> Shape:
    if len(x) != 2 or w not in ((1,), (x[0],)):
        raise ValueError(f"slopes {w} are not those of {x}")
    return x


def _column(w: Array) -> Array:
    return w.reshape(-1, 1)


def _prelu(out: Array, x: Array, w: Array) -> list[Call]:
    zero, above = scalar(0, out), scratch(out)
    return [(minimum, (x, zero, out)), (np.multiply, (out, _column(w), out)), (maximum, (x, zero, above)),
            (np.add, (out, above, out))]  # fmt: skip


def _to_x(out: Array, g: Array, x: Array, w: Array) -> list[Call]:
    """g where x > 0, else w g: PyTorch's side of the kink."""
    below, zero = scratch(out), scalar(0, out)
    return [
        (heaviside(out), (x, zero, out)), (np.subtract, (scalar(1, out), out, below)), (np.multiply, (below, _column(w), below)),
        (np.add, (out, below, out)), (np.multiply, (out, g, out)),
    ]  # fmt: skip


def _to_w(out: Array, g: Array, x: Array, w: Array) -> list[Call]:
    work, shared = scratch(g), w.shape != g.shape[:1]
    axis, target = (None, out.reshape(())) if shared else (1, out)
    return [(minimum, (x, scalar(0, out), work)), (np.multiply, (work, g, work)), (np.add.reduce, (work, axis, None, target))]


def _slope_at(index: tuple[int, ...], w: Array) -> float:
    return float(w[index[0] if len(w) > 1 else 0])


def _terms(index: tuple[int, ...], x: Array, w: Array) -> list[Product]:
    value = float(x[index])
    return [((f"x[{index[0]}]", value),) if value > 0 else ((f"x[{index[0]}]", value), ("slope", _slope_at(index, w)))]


def _to_x_terms(index: tuple[int, ...], g: Array, x: Array, w: Array) -> list[Product]:
    return [(("g", float(g[index])), ("slope", 1.0 if x[index] > 0 else _slope_at(index, w)))]


def _to_w_terms(index: tuple[int, ...], g: Array, x: Array, w: Array) -> list[Product]:
    rows = [index[0]] if w.shape == g.shape[:1] else range(len(g))
    return [((f"g[{i}] #{n + 1}", float(g[i, n])), (f"min(x[{i}] #{n + 1}, 0)", min(float(x[i, n]), 0.0)))
            for i in rows for n in range(g.shape[1])]  # fmt: skip


PRELU = Op(
    "prelu", ("x", "w"), _shape,
    Rule("prelu", text("PReLU"), ("x", "w"), _prelu, "max({x}, 0) + {w} · min({x}, 0)", per_element(3), _terms),
    (Rule("prelu_gradient_of_x", text("times the slope"), ("g", "x", "w"), _to_x, text("{g} · (1 if {x} > 0 else {w})"),
          per_element(3), _to_x_terms),
     Rule("gradient_of_the_slope", text("gradient of the slope"), ("g", "x", "w"), _to_w, "Σ {g} · min({x}, 0)", per_element(2),
          _to_w_terms)),
    "F.prelu({x}.T, {w}).T", (((3, 4), (3,)), ((3, 4), (1,))), away=True,
)  # fmt: skip

SLOPES = by_name(PRELU)
