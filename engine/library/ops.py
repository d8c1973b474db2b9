"""Arithmetic: sums, products and the affine map of a layer.

Arrays of a network have shape (units, samples): a layer computes z = W.x + b with W of shape
(out, in), as the formula is written.
"""

from __future__ import annotations

import math

import numpy as np

from engine.library.rule import Array, Call, Op, Product, Rule, Shape, alike, by_name, fit, per_element, scalar, scratch, size
from engine.model.problem import text

PASS_ON = Rule("pass_on", text("pass on"), ("g",), lambda out, g: [(np.copyto, (out, g))], "{g}", lambda *_: 0, elementwise=True)
NEGATED = Rule(
    "negated", text("negate"), ("g",), lambda out, g: [(np.negative, (g, out))], "−{g}", per_element(1), elementwise=True
)


def _dot_terms(index: tuple[int, ...], w: Array, x: Array) -> list[Product]:
    i, b = index
    return [((f"W[{i},{j}]", w[i, j]), (f"x[{j}]", x[j, b])) for j in range(w.shape[1])]


def _affine_terms(index: tuple[int, ...], w: Array, x: Array, b: Array) -> list[Product]:
    return [*_dot_terms(index, w, x), ((f"b[{index[0]}]", b[index[0]]),)]


def _dw_terms(index: tuple[int, ...], g: Array, x: Array) -> list[Product]:
    i, j = index
    return [((f"δ[{i}] #{n + 1}", g[i, n]), (f"x[{j}] #{n + 1}", x[j, n])) for n in range(g.shape[1])]


def _dx_terms(index: tuple[int, ...], g: Array, w: Array) -> list[Product]:
    j, n = index
    return [((f"W[{i},{j}]", w[i, j]), (f"δ[{i}]", g[i, n])) for i in range(w.shape[0])]


def _db_terms(index: tuple[int, ...], g: Array) -> list[Product]:
    return [((f"δ[{index[0]}] #{n + 1}", g[index[0], n]),) for n in range(g.shape[1])]


def _dot_flops(w: Shape, x: Shape) -> int:
    return 2 * size(w) * x[1]


def _weight_gradient(out: Array, g: Array, x: Array) -> list[Call]:
    """g x^T; where `out` is stored transposed, x g^T fills its rows."""
    return [(g.dot, (x.T, out))] if out.flags.c_contiguous else [(x.dot, (g.T, out.T))]


DW = Rule(
    "gradient_of_w", text("gradient of W"), ("g", "x"), _weight_gradient,
    "{g} · {x}ᵀ", lambda g, x: 2 * size(g) * x[0], _dw_terms,
)  # fmt: skip
DX = Rule(
    "gradient_of_x", text("gradient of x"), ("g", "w"), lambda out, g, w: [(w.T.dot, (g, out))],
    "{w}ᵀ · {g}", lambda g, w: 2 * size(w) * g[1], _dx_terms,
)  # fmt: skip
DB = Rule(
    "gradient_of_b", text("gradient of b"), ("g",), lambda out, g: [(g.dot, (np.ones(g.shape[1], g.dtype), out))],
    text("Σ over samples {g}"), per_element(1), _db_terms,
)  # fmt: skip

AFFINE = Op(
    "affine", ("w", "x", "b"), lambda w, x, b: fit("oi,is,o->os", w, x, b),
    Rule("affine", text("affine"), ("w", "x", "b"),
         lambda out, w, x, b: [(w.dot, (x, out)), (np.add, (out, b.reshape(-1, 1), out))],
         "{w} · {x} + {b}", lambda w, x, b: _dot_flops(w, x) + w[0] * x[1], _affine_terms),
    (DW, DX, DB), "{w} @ {x} + {b}[:, None]", (((3, 2), (2, 4), (3,)), ((1, 5), (5, 1), (1,))),
)  # fmt: skip

MATMUL = Op(
    "matmul", ("w", "x"), lambda w, x: fit("oi,is->os", w, x),
    Rule("matmul", text("matmul"), ("w", "x"), lambda out, w, x: [(w.dot, (x, out))], "{w} · {x}", _dot_flops, _dot_terms),
    (DW, DX), "{w} @ {x}", (((3, 2), (2, 4)), ((1, 1), (1, 6))),
)  # fmt: skip

ADD_BIAS = Op(
    "add_bias", ("x", "b"), lambda x, b: fit("us,u->us", x, b),
    Rule("add_bias", text("add bias"), ("x", "b"), lambda out, x, b: [(np.add, (x, b.reshape(-1, 1), out))],
         "{x} + {b}", per_element(1),
         lambda index, x, b: [((f"x[{index[0]}]", x[index]),), ((f"b[{index[0]}]", b[index[0]]),)]),
    (PASS_ON, DB), "{x} + {b}[:, None]", (((3, 4), (3,)),),
)  # fmt: skip

ADD = Op(
    "add", ("a", "b"), alike,
    Rule("add", text("add"), ("a", "b"), lambda out, a, b: [(np.add, (a, b, out))], "{a} + {b}", per_element(1), elementwise=True),
    (PASS_ON, PASS_ON), "{a} + {b}", (((3, 4), (3, 4)), ((), ())),
)  # fmt: skip

SUB = Op(
    "sub", ("a", "b"), alike,
    Rule("sub", text("subtract"), ("a", "b"), lambda out, a, b: [(np.subtract, (a, b, out))], "{a} − {b}", per_element(1),
         elementwise=True),
    (PASS_ON, NEGATED),
    "{a} - {b}", (((3, 4), (3, 4)),),
)  # fmt: skip


def _times(other: str, name: str) -> Rule:
    return Rule(f"times_{other}", name, ("g", other), lambda out, g, y: [(np.multiply, (g, y, out))],
                f"{{g}} · {{{other}}}", per_element(1), elementwise=True)  # fmt: skip


MUL = Op(
    "mul", ("a", "b"), alike,
    Rule("mul", text("multiply"), ("a", "b"), lambda out, a, b: [(np.multiply, (a, b, out))], "{a} · {b}", per_element(1),
         elementwise=True),
    (_times("b", text("times b")), _times("a", text("times a"))), "{a} * {b}", (((3, 4), (3, 4)), ((), ())),
)  # fmt: skip

DIV = Op(
    "div", ("a", "b"), alike,
    Rule("div", text("divide"), ("a", "b"), lambda out, a, b: [(np.divide, (a, b, out))], "{a} / {b}", per_element(1),
         elementwise=True),
    (
        Rule("over_b", text("divide by b"), ("g", "b"), lambda out, g, b: [(np.divide, (g, b, out))], "{g} / {b}", per_element(1),
             elementwise=True),
        Rule("by_quotient_rule", text("quotient rule"), ("g", "out", "b"),
             lambda out, g, y, b: [(np.multiply, (g, y, out)), (np.divide, (out, b, out)), (np.negative, (out, out))],
             "−{g} · {out} / {b}", per_element(3), elementwise=True),
    ),
    "{a} / {b}", (((3, 4), (3, 4)),), positive=True,
)  # fmt: skip


def _bind_power_gradient(out: Array, g: Array, x: Array, exponent: float) -> list[Call]:
    return [(np.power, (x, scalar(exponent - 1, out), out)), (np.multiply, (out, scalar(exponent, out), out)),
            (np.multiply, (out, g, out))]  # fmt: skip


POW = Op(
    "pow", ("x",), lambda x, exponent: x,
    Rule("pow", text("power"), ("x",), lambda out, x, exponent: [(np.power, (x, scalar(exponent, out), out))],
         "{x}^{exponent}", per_element(1), elementwise=True),
    (Rule("power_rule", text("power rule"), ("g", "x"), _bind_power_gradient, "{g} · {exponent} · {x}^({exponent} − 1)",
          per_element(3), elementwise=True),),
    "{x} ** {exponent}", (((3, 4),),), positive=True, example={"exponent": 2.5},
)  # fmt: skip

NEG = Op(
    "neg", ("x",), alike,
    Rule("neg", text("negate"), ("x",), lambda out, x: [(np.negative, (x, out))], "−{x}", per_element(1), elementwise=True),
    (NEGATED,),
    "-{x}", (((3, 4),),),
)  # fmt: skip

EXP = Op(
    "exp", ("x",), alike,
    Rule("exp", text("exp"), ("x",), lambda out, x: [(np.exp, (x, out))], "exp({x})", per_element(1), elementwise=True),
    (_times("out", text("times the result")),), "{x}.exp()", (((3, 4),),),
)  # fmt: skip

SQRT = Op(
    "sqrt", ("x",), alike,
    Rule("sqrt", text("square root"), ("x",), lambda out, x: [(np.sqrt, (x, out))], "√{x}", per_element(1), elementwise=True),
    (Rule("over_twice_the_root", text("divide by twice the square root"), ("g", "out"),
          lambda out, g, y: [(np.divide, (g, y, out)), (np.multiply, (out, scalar(0.5, out), out))], "{g} / (2 · {out})",
          per_element(2), elementwise=True),),
    "{x}.sqrt()", (((3, 4),),), positive=True,
)  # fmt: skip

LOG = Op(
    "log", ("x",), alike,
    Rule("log", text("log"), ("x",), lambda out, x: [(np.log, (x, out))], "ln({x})", per_element(1), elementwise=True),
    (Rule("over_x", text("divide by x"), ("g", "x"), lambda out, g, x: [(np.divide, (g, x, out))], "{g} / {x}", per_element(1),
          elementwise=True),),
    "{x}.log()", (((3, 4),),), positive=True,
)  # fmt: skip


def _sum_terms(index: tuple[int, ...], x: Array) -> list[Product]:
    return [((f"x{list(at) or ''}", float(x[at])),) for at in np.ndindex(*x.shape)]


SUM = Op(
    "sum", ("x",), lambda x: (),
    Rule("sum", text("sum"), ("x",), lambda out, x: [(np.add.reduce, (x, None, None, out))], "Σ {x}", per_element(1), _sum_terms),
    (Rule("spread", text("broadcast"), ("g",), lambda out, g: [(np.copyto, (out, g))], "{g}", lambda *_: 0,
          lambda index, g: [(("g", float(g)),)]),),
    "{x}.sum()", (((3, 4),), ((5,),)),
)  # fmt: skip


def _mean_of_all(out: Array, x: Array) -> list[Call]:
    return [(np.add.reduce, (x, None, None, out)), (np.multiply, (out, scalar(1 / max(1, x.size), out), out))]


def _mean_terms(index: tuple[int, ...], x: Array) -> list[Product]:
    return [((f"x{list(at) or ''}", float(x[at])), ("1/n", 1 / x.size)) for at in np.ndindex(*x.shape)]


MEAN = Op(
    "mean_of_all", ("x",), lambda x: (),
    Rule("mean_of_all", text("mean"), ("x",), _mean_of_all, text("mean of {x}"), per_element(1), _mean_terms),
    (Rule("spread_mean", text("spread evenly over the averaged values"), ("g",),
          lambda out, g: [(np.copyto, (out, g)), (np.multiply, (out, scalar(1 / max(1, out.size), out), out))], "{g} / n",
          per_element(1), lambda index, g: [(("g", float(g)),)]),),
    "{x}.mean()", (((3, 4),), ((5,),)),
)  # fmt: skip


def _largest_gradient(out: Array, g: Array, x: Array, y: Array) -> list[Call]:
    """Equal parts where several are the largest, as PyTorch's."""
    count = np.empty((), out.dtype)
    return [(np.equal, (x, y, out)), (np.add.reduce, (out, None, None, count)), (np.multiply, (out, g, out)),
            (np.divide, (out, count, out))]  # fmt: skip


def _largest_terms(index: tuple[int, ...], x: Array) -> list[Product]:
    at = tuple(int(place) for place in np.unravel_index(np.argmax(x), x.shape))
    return [((f"x{list(at) or ''}", float(x[at])),)]


def _largest_gradient_terms(index: tuple[int, ...], g: Array, x: Array, y: Array) -> list[Product]:
    share = float(x[index] == y) / int((x == y).sum())
    return [(("g", float(g)), ("1 / largest values" if share else "not the largest", share))]


MAX = Op(
    "max", ("x",), lambda x: (),
    Rule("max", text("largest"), ("x",), lambda out, x: [(np.maximum.reduce, (x, None, None, out))], "max {x}", per_element(1),
         _largest_terms),
    (Rule("to_the_largest", text("pass on to the largest"), ("g", "x", "out"), _largest_gradient, text("{g} where {x} is {out}"),
          per_element(3), _largest_gradient_terms),),
    "{x}.max()", (((3, 4),), ((5,),)),
)  # fmt: skip


def _bind_scale(out: Array, x: Array, factor: float) -> list[Call]:
    return [(np.multiply, (x, scalar(factor, out), out))]


SCALE = Op(
    "scale", ("x",), lambda x, factor: x,
    Rule("scale", text("scale"), ("x",), _bind_scale, "{factor} · {x}", per_element(1), elementwise=True),
    (Rule("scale_gradient", text("scale"), ("g",), _bind_scale, "{factor} · {g}", per_element(1), elementwise=True),),
    "{factor} * {x}", (((3, 4),),), example={"factor": -1.7},
)  # fmt: skip


def _rows_shape(x: Shape, start: int, stop: int) -> Shape:
    if not x or not 0 <= start < stop <= x[0]:
        raise ValueError(f"rows {start} to {stop} of {x}")
    return (stop - start, *x[1:])


def _put_rows(out: Array, g: Array, start: int, stop: int) -> list[Call]:
    return [(out.fill, (0.0,)), (np.copyto, (out[start:stop], g))]


ROWS = Op(
    "rows", ("x",), _rows_shape,
    Rule("rows", text("select rows"), ("x",), lambda out, x, start, stop: [(np.copyto, (out, x[start:stop]))],
         text("rows {start}:{stop} of {x}"),
         lambda *_: 0,
         lambda index, x, start, stop: [(("x", float(x[(index[0] + start, *index[1:])])),)]),
    (Rule("put_back", text("put rows back"), ("g",), _put_rows, text("{g} in rows {start}:{stop}"), lambda *_: 0,
          lambda index, g, start, stop: [
              (("g", float(g[(index[0] - start, *index[1:])]) if start <= index[0] < stop else 0.0),)]),),
    "{x}[{start}:{stop}]", (((5, 3),),), example={"start": 1, "stop": 4},
)  # fmt: skip


def join_rows(count: int) -> Rule:
    """Stacked rows of `count` values: the gradient of a value that was cut into rows."""
    names = tuple(f"g{number}" for number in range(count))

    def bind(out: Array, *parts: Array) -> list[Call]:
        starts = np.cumsum([0, *(len(part) for part in parts)])
        return [(np.copyto, (out[start : start + len(part)], part)) for start, part in zip(starts, parts, strict=False)]

    def expand(index: tuple[int, ...], *parts: Array) -> list[Product]:
        row = index[0]
        for name, part in zip(names, parts, strict=True):
            if row < len(part):
                return [((name, float(part[(row, *index[1:])])),)]
            row -= len(part)
        raise IndexError(index)

    return Rule(
        JOIN_ROWS, text("join rows"), names, bind, "[" + "; ".join(f"{{{name}}}" for name in names) + "]", lambda *_: 0, expand
    )


JOIN_ROWS = "join_rows"


def _stack(out: Array, a: Array, b: Array) -> list[Call]:
    return [(np.copyto, (out[: len(a)], a)), (np.copyto, (out[len(a) :], b))]


def _stacked_term(index: tuple[int, ...], a: Array, b: Array) -> list[Product]:
    row = index[0]
    return [(("a" if row < len(a) else "b", float(a[index] if row < len(a) else b[(row - len(a), *index[1:])])),)]


CONCAT = Op(
    "concat", ("a", "b"), lambda a, b: (a[0] + b[0], *alike(a[1:], b[1:])),
    Rule("concat", text("concatenate"), ("a", "b"), _stack, "[{a}; {b}]", lambda *_: 0, _stacked_term),
    (Rule("upper_rows", text("upper rows"), ("g",), lambda out, g: [(np.copyto, (out, g[: len(out)]))], text("upper rows of {g}"),
          lambda *_: 0,
          lambda index, g: [(("g", float(g[index])),)]),
     Rule("lower_rows", text("lower rows"), ("g", "b"), lambda out, g, b: [(np.copyto, (out, g[len(g) - len(out) :]))],
          text("lower rows of {g}"),
          lambda *_: 0, lambda index, g, b: [(("g", float(g[(len(g) - len(b) + index[0], *index[1:])])),)])),
    "torch.cat([{a}, {b}])", (((2, 3), (4, 3)),),
)  # fmt: skip


def unit_row(x: Array, out: Array) -> Array:
    """Room for one number of each sample: x of shape (..., units, samples) reduced over the units."""
    return np.empty((*x.shape[:-2], 1, x.shape[-1]), out.dtype)


def unit_sum(x: Array, out: Array) -> Call:
    """The sum over the units, as a product with a row of ones: faster than a reduction over that axis."""
    ones = np.ones((1, x.shape[-2]), out.dtype)
    return (ones.dot, (x, out)) if x.ndim == 2 else (np.matmul, (ones, x, out))


def softmax_calls(out: Array, x: Array) -> list[Call]:
    """Softmax over the units, shifted by the largest."""
    top = unit_row(x, out)
    return [
        (np.maximum.reduce, (x, -2, None, top, True)),
        (np.subtract, (x, top, out)),
        (np.exp, (out, out)),
        unit_sum(out, top),
        (np.divide, (out, top, out)),
    ]


def _softmax_gradient_calls(out: Array, g: Array, y: Array) -> list[Call]:
    mean = np.empty((1, y.shape[1]), out.dtype)
    work = scratch(out)
    return [
        (np.multiply, (g, y, work)),
        (np.add.reduce, (work, 0, None, mean, True)),
        (np.subtract, (g, mean, out)),
        (np.multiply, (out, y, out)),
    ]


def _softmax_terms(index: tuple[int, ...], x: Array) -> list[Product]:
    i, n = index
    shifted = x[:, n] - x[:, n].max()
    return [((f"exp(z[{i}] − max)", math.exp(shifted[i])), ("1 / Σ exp(z − max)", 1 / float(np.exp(shifted).sum())))]


def _softmax_gradient_terms(index: tuple[int, ...], g: Array, y: Array) -> list[Product]:
    i, n = index
    return [((f"a[{i}]", y[i, n]), (f"g[{i}] − Σ g·a", float(g[i, n] - g[:, n] @ y[:, n])))]


SOFTMAX = Op(
    "softmax", ("x",), lambda x: fit("us->us", x),
    Rule("softmax", text("softmax"), ("x",), softmax_calls, "softmax({x})", per_element(4), _softmax_terms),
    (Rule("softmax_gradient", text("softmax gradient"), ("g", "out"), _softmax_gradient_calls, "{out} ∘ ({g} − Σ {g}·{out})",
          per_element(4), _softmax_gradient_terms),),
    "torch.softmax({x}, {axis})", (((3, 4),), ((2, 1),)),
)  # fmt: skip

ARITHMETIC = by_name(
    AFFINE, MATMUL, ADD_BIAS, ADD, SUB, MUL, DIV, POW, NEG, EXP, SQRT, LOG, SUM, MEAN, MAX, SCALE, ROWS, CONCAT, SOFTMAX
)
