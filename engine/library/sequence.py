"""Ops of sequences and symbols: state that is kept or dropped, learned initial states, lookup tables."""

from __future__ import annotations

import numpy as np

from engine.library.ops import DB
from engine.library.rule import Array, Op, Product, Rule, by_name, fit, per_element
from engine.model.problem import text

GATE = Op(
    "gate", ("x", "s"), lambda x, s: fit("us,->us", x, s),
    Rule("gate", text("keep or drop"), ("x", "s"), lambda out, x, s: [(np.multiply, (x, s, out))], "{s} · {x}", per_element(1),
         elementwise=True),
    (Rule("gate_gradient", text("keep or drop"), ("g", "s"), lambda out, g, s: [(np.multiply, (g, s, out))], "{s} · {g}",
          per_element(1), elementwise=True), None),
    "{s} * {x}", (((3, 4), ()),),
)  # fmt: skip

COLUMNS = Op(
    "columns", ("b",), lambda b, samples: (*fit("u->u", b), samples),
    Rule("columns", text("repeat for every sample"), ("b",), lambda out, b, samples: [(np.copyto, (out, b.reshape(-1, 1)))],
         "{b}", lambda b: 0, elementwise=True),
    (Rule("columns_gradient", DB.name, DB.needs, lambda out, g, samples: DB.bind(out, g), DB.formula, DB.flops,
          lambda index, g, samples: DB.expand(index, g) if DB.expand else []),),
    "{b}[:, None].expand(-1, {samples})", (((3,),),), example={"samples": 4},
)  # fmt: skip


def _rows(x: Array) -> Array:
    rows: Array = x[0].real.astype(np.intp)
    return rows


def look_up(out: Array, w: Array, x: Array) -> None:
    """The rows of w whose numbers x holds, as columns."""
    out[...] = w[_rows(x)].T


def put_back(out: Array, g: Array, x: Array) -> None:
    """The columns of g added up in the rows whose numbers x holds."""
    out[...] = 0
    np.add.at(out, _rows(x), g.T)


def _look_up_terms(index: tuple[int, ...], w: Array, x: Array) -> list[Product]:
    row = int(_rows(x)[index[1]])
    return [((f"W[{row},{index[0]}]", float(w[row, index[0]])),)]


def _put_back_terms(index: tuple[int, ...], g: Array, x: Array) -> list[Product]:
    return [((f"δ[{index[1]}] #{n + 1}", float(g[index[1], n])),) for n, row in enumerate(_rows(x)) if row == index[0]]


EMBED = Op(
    "embedding", ("w", "x"), lambda w, x: fit("vu,1s->us", w, x),
    Rule("embedding", text("look up"), ("w", "x"), lambda out, w, x: [(look_up, (out, w, x))],
         text("row {x} of {w}"), lambda w, x: 0,
         _look_up_terms),
    (Rule("add_to_the_rows_used", text("add to the rows used"), ("g", "x"), lambda out, g, x: [(put_back, (out, g, x))],
          text("{g} in row {x}"), per_element(1),
          _put_back_terms), None),
    "F.embedding({x}[0].long(), {w}).T", (((3, 2), (1, 4)),),
)  # fmt: skip


def one_hot_into(out: Array, x: Array) -> None:
    """1 in the row whose number x holds, in each column."""
    out[...] = 0
    out[_rows(x), np.arange(x.shape[1])] = 1


ONE_HOT = Op(
    "one_hot", ("x",), lambda x, units: (units, *fit("1s->s", x)),
    Rule("one_hot", text("one-hot"), ("x",), lambda out, x, units: [(one_hot_into, (out, x))], text("1 in row {x}"), lambda x: 0,
         lambda index, x, units: [((f"[class = {index[0]}]", float(_rows(x)[index[1]] == index[0])),)]),
    (None,), "F.one_hot({x}[0].long(), {units}).T", (((1, 4),),), example={"units": 3},
)  # fmt: skip

SEQUENCE = by_name(GATE, COLUMNS, EMBED, ONE_HOT)
