"""Ops of attention (Vaswani et al. 2017): scores of queries against keys, a softmax that may not look ahead, the mix of values.

Values have shape (units, positions · samples), as in `positions`; scores and weights (keys, queries · samples).
"""

from __future__ import annotations

import math

import numpy as np

from engine.library.ops import SOFTMAX, softmax_calls
from engine.library.positions import over_positions
from engine.library.rule import Array, Call, Op, Product, Rule, Shape, by_name, per_element, scalar, scratch, size
from engine.library.window import on_grid
from engine.model.problem import text


def _each(x: Array, positions: int) -> Array:
    """(rows, positions · samples) read as (samples, rows, positions): a matrix for each sample."""
    return on_grid(x, positions).transpose(2, 0, 1)


def each_product(a: Array, b: Array, out: Array) -> None:
    """A product of matrices for each sample, which is the last axis: out[i, j, n] = Σ a[i, k, n] · b[k, j, n]."""
    out[...] = np.matmul(a.transpose(2, 0, 1), b.transpose(2, 0, 1)).transpose(1, 2, 0)


def _products(out: Array, a: Array, b: Array, columns: int, factor: float = 1.0) -> list[Call]:
    """out = factor · a · b for the matrices of each sample."""
    scaled: list[Call] = [] if factor == 1 else [(np.multiply, (out, scalar(factor, out), out))]
    return [(each_product, (a, b, on_grid(out, columns))), *scaled]


def _turned(x: Array) -> Array:
    return x.transpose(1, 0, 2)


def _scores(out: Array, q: Array, k: Array, queries: int, keys: int, factor: float) -> list[Call]:
    return _products(out, _turned(on_grid(k, keys)), on_grid(q, queries), queries, factor)


def _mix(out: Array, v: Array, a: Array, queries: int, keys: int, factor: float = 1.0) -> list[Call]:
    return _products(out, on_grid(v, keys), on_grid(a, queries), queries, factor)


def _mix_back(out: Array, g: Array, a: Array, queries: int, keys: int, factor: float = 1.0) -> list[Call]:
    return _products(out, on_grid(g, queries), _turned(on_grid(a, queries)), keys, factor)


def _pairs(first: tuple[str, Array], second: tuple[str, Array], factor: tuple[tuple[str, float], ...] = ()) -> list[Product]:
    """The products of two lists of numbers, element by element."""
    (one, a), (other, b) = first, second
    return [((f"{one}[{c}]", float(x)), (f"{other}[{c}]", float(y)), *factor) for c, (x, y) in enumerate(zip(a, b, strict=True))]


def _scale_factor(factor: float) -> tuple[tuple[str, float], ...]:
    return () if factor == 1 else (("scale", factor),)


Names = tuple[str, str]  # of both factors: what is one product here is another one on the way back


def _scores_terms(
    index: tuple[int, ...], q: Array, k: Array, queries: int, keys: int, factor: float, names: Names = ("q", "k")
) -> list[Product]:
    query, sample = divmod(index[1], q.shape[1] // queries)
    rows = _each(q, queries)[sample, :, query], _each(k, keys)[sample, :, index[0]]
    return _pairs((names[0], rows[0]), (names[1], rows[1]), _scale_factor(factor))


def _mix_terms(
    index: tuple[int, ...], v: Array, a: Array, queries: int, keys: int, factor: float = 1.0, names: Names = ("v", "a")
) -> list[Product]:
    query, sample = divmod(index[1], a.shape[1] // queries)
    rows = _each(v, keys)[sample, index[0]], _each(a, queries)[sample, :, query]
    return _pairs((names[0], rows[0]), (names[1], rows[1]), _scale_factor(factor))


def _mix_back_terms(
    index: tuple[int, ...], g: Array, a: Array, queries: int, keys: int, factor: float = 1.0, names: Names = ("δ", "a")
) -> list[Product]:
    key, sample = divmod(index[1], g.shape[1] // queries)
    rows = _each(g, queries)[sample, index[0]], _each(a, queries)[sample, key]
    return _pairs((names[0], rows[0]), (names[1], rows[1]), _scale_factor(factor))


def _scores_shape(q: Shape, k: Shape, queries: int, keys: int, factor: float) -> Shape:
    (units, samples), other = over_positions(q, queries), over_positions(k, keys)
    if (units, samples) != other:
        raise ValueError(f"queries {q} and keys {k} do not fit")
    return (keys, queries * samples)


def _mix_shape(v: Shape, a: Shape, queries: int, keys: int) -> Shape:
    (units, samples), other = over_positions(v, keys), over_positions(a, queries)
    if other != (keys, samples):
        raise ValueError(f"values {v} and weights {a} do not fit")
    return (units, queries * samples)


SCORES = Op(
    "scores", ("q", "k"), _scores_shape,
    Rule("scores", text("scores"), ("q", "k"), _scores, "{factor} · {k}ᵀ · {q}",
         lambda q, k, queries, keys, factor: 2 * size(q) * keys, _scores_terms, priced_by_settings=True),
    (Rule("gradient_of_queries", text("gradient of the queries"), ("g", "k"),
          lambda out, g, k, queries, keys, factor: _mix(out, k, g, queries, keys, factor), "{factor} · {k} · {g}",
          lambda g, k, queries, keys, factor: 2 * size(g) * k[0],
          lambda index, g, k, queries, keys, factor: _mix_terms(index, k, g, queries, keys, factor, ("k", "δ")),
          priced_by_settings=True),
     Rule("gradient_of_keys", text("gradient of the keys"), ("g", "q"),
          lambda out, g, q, queries, keys, factor: _mix_back(out, q, g, queries, keys, factor), "{factor} · {q} · {g}ᵀ",
          lambda g, q, queries, keys, factor: 2 * size(g) * q[0],
          lambda index, g, q, queries, keys, factor: _mix_back_terms(index, q, g, queries, keys, factor, ("q", "δ")),
          priced_by_settings=True)),
    "scores({q}, {k}, {queries}, {keys}, {factor})", (((2, 6), (2, 8)),), example={"queries": 3, "keys": 4, "factor": 0.7},
)  # fmt: skip

MIX = Op(
    "mix", ("v", "a"), _mix_shape,
    Rule("mix", text("weighted sum of the values"), ("v", "a"), _mix, "{v} · {a}",
         lambda v, a, queries, keys: 2 * size(a) * v[0], _mix_terms, priced_by_settings=True),
    (Rule("gradient_of_values", text("gradient of the values"), ("g", "a"), _mix_back, "{g} · {a}ᵀ",
          lambda g, a, queries, keys: 2 * size(a) * g[0], _mix_back_terms, priced_by_settings=True),
     Rule("gradient_of_the_mix", text("gradient of the attention weights"), ("g", "v"),
          lambda out, g, v, queries, keys: _scores(out, g, v, queries, keys, 1.0), "{v}ᵀ · {g}",
          lambda g, v, queries, keys: 2 * size(g) * keys,
          lambda index, g, v, queries, keys: _scores_terms(index, g, v, queries, keys, 1.0, ("δ", "v")), priced_by_settings=True)),
    "mix({v}, {a}, {queries}, {keys})", (((2, 8), (4, 6)),), example={"queries": 3, "keys": 4},
)  # fmt: skip

FAR_BELOW = -1e300  # exp of it is 0 exactly; it stands in a buffer of the rule, never among the values


def _seen(shape: Shape, queries: int) -> Array:
    """Whether a query may look at a key: not at a later position. Shape (keys, queries · samples)."""
    allowed = np.arange(shape[0])[:, None] <= np.arange(queries)[None]
    return np.repeat(allowed, shape[1] // queries, axis=1)


def _causal_softmax(out: Array, x: Array, queries: int) -> list[Call]:
    seen, work = _seen(x.shape, queries), scratch(x)
    return [
        (np.multiply, (x, seen.astype(out.dtype), work)), (np.add, (work, np.where(seen, 0, FAR_BELOW).astype(out.dtype), work)),
        *softmax_calls(out, work),
    ]  # fmt: skip


def _causal_terms(index: tuple[int, ...], x: Array, queries: int) -> list[Product]:
    key, column = index
    query = column // (x.shape[1] // queries)
    if key > query:
        return [(("later", 0.0),)]
    shifted = x[: query + 1, column] - x[: query + 1, column].max()
    return [((f"exp(z[{key}] − max)", math.exp(shifted[key])), ("1 / Σ exp(z − max)", 1 / float(np.exp(shifted).sum())))]


def _causal_shape(x: Shape, queries: int) -> Shape:
    if over_positions(x, queries)[0] != queries:
        raise ValueError(f"a causal mask needs as many keys as queries, not {x[0]} and {queries}")
    return x


def _softmax_gradient() -> Rule:
    """That of the softmax: where a probability is 0, so is the gradient."""
    rule = SOFTMAX.vjps[0]
    assert rule is not None
    assert rule.expand is not None
    bind, expand = rule.bind, rule.expand
    return Rule("causal_softmax_gradient", rule.name, rule.needs, lambda out, g, y, queries: bind(out, g, y), rule.formula,
                per_element(4), lambda index, g, y, queries: expand(index, g, y))  # fmt: skip


CAUSAL_SOFTMAX = Op(
    "causal_softmax", ("x",), _causal_shape,
    Rule("causal_softmax", text("causal softmax"), ("x",), _causal_softmax, text("softmax({x}), later positions left out"),
         per_element(4), _causal_terms),
    (_softmax_gradient(),),
    "causal_softmax({x}, {queries})", (((3, 6),),), example={"queries": 3},
)  # fmt: skip

ATTENTION = by_name(SCORES, MIX, CAUSAL_SOFTMAX)
