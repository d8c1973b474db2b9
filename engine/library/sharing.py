"""Ops of what a wire does besides carrying values: a shared matrix that is transposed, a gradient that is stopped."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from engine.library.rule import Op, Rule, alike, by_name, fit
from engine.model.problem import text

TURNED = Rule(
    "transpose", text("transpose"), ("x",), lambda out, x: [(np.copyto, (out, x.T))], "{x}ᵀ", lambda *_: 0,
    lambda index, x: [((f"x[{index[1]},{index[0]}]", float(x[index[::-1]])),)],
)  # fmt: skip
TRANSPOSE = Op(
    "transpose", ("x",), lambda x: fit("oi->io", x), TURNED,
    (replace(TURNED, key="transpose_back", needs=("g",), formula="{g}ᵀ", expand=lambda index, g: [((
        f"g[{index[1]},{index[0]}]", float(g[index[::-1]])),)], bind=lambda out, g: [(np.copyto, (out, g.T))]),),
    "{x}.T", (((3, 4),), ((1, 2),)),
)  # fmt: skip

# To the complex step that checks gradients, what is detached is a constant: it keeps real parts alone.
DETACH = Op(
    "detach", ("x",), alike,
    Rule("detach", text("stop gradient"), ("x",), lambda out, x: [(np.copyto, (out, x.real))], "{x}", lambda *_: 0,
         elementwise=True),
    (None,), "{x}.detach()", (((3, 4),),),
)  # fmt: skip

SHARING = by_name(TRANSPOSE, DETACH)
