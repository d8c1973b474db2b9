"""The rules of updates, one line of an optimizer each, with PyTorch's formulas.

`lr` and `step` (1, 2, ...) are scalars that are fed in each training step; everything else has the shape of the parameter.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from engine.library.rule import Array, Call, Op, Rule, alike, maximum, per_element, scalar, scratch
from engine.model.problem import text


def _descend(out: Array, p: Array, d: Array, lr: Array) -> list[Call]:
    return [(np.multiply, (d, lr, out)), (np.subtract, (p, out, out))]


def _mix(out: Array, old: Array, new: Array, keep: float, take: float) -> list[Call]:
    work = scratch(out)
    return [(np.multiply, (old, scalar(keep, out), out)), (np.multiply, (new, scalar(take, out), work)),
            (np.add, (out, work, out))]  # fmt: skip


def _mix_squares(out: Array, old: Array, new: Array, keep: float) -> list[Call]:
    work = scratch(out)
    return [(np.multiply, (old, scalar(keep, out), out)), (np.multiply, (new, new, work)),
            (np.multiply, (work, scalar(1 - keep, out), work)), (np.add, (out, work, out))]  # fmt: skip


def _correction(out: Array, step: Array, beta: float) -> list[Call]:
    return [(np.power, (scalar(beta, out), step, out)), (np.subtract, (scalar(1, out), out, out))]


def _adam_step(out: Array, p: Array, m: Array, v: Array, lr: Array, eps: float) -> list[Call]:
    work = scratch(out)
    return [
        (np.sqrt, (v, work)), (np.add, (work, scalar(eps, out), work)), (np.divide, (m, work, work)),
        (np.multiply, (work, lr, work)), (np.subtract, (p, work, out)),
    ]  # fmt: skip


DESCEND = Rule("descend", text("descend"), ("p", "d", "lr"), _descend, "{p} − {lr} · {d}", per_element(2), elementwise=True)
DECAY = Rule("add_weight_decay", text("add weight decay"), ("g", "p"), lambda out, g, p, decay: _mix(out, g, p, 1.0, decay),
             "{g} + {decay} · {p}",
             per_element(2), elementwise=True)  # fmt: skip
VELOCITY = Rule("momentum", text("momentum"), ("v", "g"), lambda out, v, g, momentum: _mix(out, v, g, momentum, 1.0),
                "{momentum} · {v} + {g}", per_element(2), elementwise=True)  # fmt: skip
FIRST_MOMENT = Rule("first_moment", text("first moment"), ("m", "g"), lambda out, m, g, beta: _mix(out, m, g, beta, 1 - beta),
                    "{beta} · {m} + (1 − {beta}) · {g}", per_element(3), elementwise=True)  # fmt: skip
SECOND_MOMENT = Rule("second_moment", text("second moment"), ("v", "g"), lambda out, v, g, beta: _mix_squares(out, v, g, beta),
                     "{beta} · {v} + (1 − {beta}) · {g}²", per_element(4), elementwise=True)  # fmt: skip
CORRECTION = Rule(
    "bias_correction", text("bias correction"), ("step",), _correction, "1 − {beta}^{step}", lambda *_: 2, elementwise=True
)
CORRECTED = Rule(
    "corrected_moment",
    text("bias-corrected moment"),
    ("m", "c"),
    lambda out, m, c: [(np.divide, (m, c, out))],
    "{m} / {c}",
    per_element(1),
    elementwise=True,
)
LARGER = Rule(
    "running_maximum", text("running maximum"), ("top", "v"), lambda out, top, v: [(maximum, (top, v, out))], "max({top}, {v})",
    per_element(1), elementwise=True,
)  # fmt: skip
ASCEND = Rule("ascend", text("climb"), ("g",), lambda out, g: [(np.negative, (g, out))], "−{g}", per_element(1), elementwise=True)
ADAM_STEP = Rule(
    "adam_step",
    text("Adam step"),
    ("p", "m", "v", "lr"),
    _adam_step,
    "{p} − {lr} · {m} / (√{v} + {eps})",
    per_element(5),
    elementwise=True,
)


def _damped_bind(out: Array, v: Array, g: Array, share: Array, momentum: float) -> list[Call]:
    work = scratch(out)
    return [(np.multiply, (v, scalar(momentum, out), out)), (np.multiply, (g, share, work)), (np.add, (out, work, out))]


def _share(out: Array, step: Array, dampening: float) -> None:
    out[...] = 1.0 if step == 1 else 1 - dampening


def _sum_squares(out: Array, total: Array, g: Array) -> list[Call]:
    return [(np.multiply, (g, g, out)), (np.add, (total, out, out))]


def _decayed_rate(out: Array, lr: Array, step: Array, decay: float) -> list[Call]:
    one = scalar(1, out)
    return [(np.subtract, (step, one, out)), (np.multiply, (out, scalar(decay, out), out)), (np.add, (out, one, out)),
            (np.divide, (lr, out, out))]  # fmt: skip


def _variance(out: Array, v: Array, m: Array) -> list[Call]:
    return [(np.multiply, (m, m, out)), (np.subtract, (v, out, out))]


def _scaled(out: Array, g: Array, v: Array, eps: float) -> list[Call]:
    return [(np.sqrt, (v, out)), (np.add, (out, scalar(eps, out), out)), (np.divide, (g, out, out))]


def _shrink(out: Array, p: Array, lr: Array, decay: float) -> list[Call]:
    factor = np.empty((), out.dtype)
    return [
        (np.multiply, (lr, scalar(decay, out), factor)),
        (np.subtract, (scalar(1, out), factor, factor)),
        (np.multiply, (p, factor, out)),
    ]


DAMPED = Rule("dampening", text("dampening"), ("step",), lambda out, step,
              dampening: [(partial(_share, dampening=dampening), (out, step))],
              text("1 − {dampening}, but 1 in step 1 (now {step})"), lambda *_: 1, elementwise=True)  # fmt: skip
DAMPED_VELOCITY = Rule(
    "damped_momentum",
    text("damped momentum"),
    ("v", "g", "share"),
    _damped_bind,
    "{momentum} · {v} + {share} · {g}",
    per_element(3),
    elementwise=True,
)
LOOK_AHEAD = Rule("nesterov", text("Nesterov"), ("g", "v"), lambda out, g, v, momentum: _mix(out, g, v, 1.0, momentum),
                  "{g} + {momentum} · {v}",
                  per_element(2), elementwise=True)  # fmt: skip
SUM_OF_SQUARES = Rule(
    "sum_of_squares", text("sum of squares"), ("total", "g"), _sum_squares, "{total} + {g}²", per_element(2), elementwise=True
)
DECAYED_RATE = Rule(
    "decayed_rate",
    text("decayed learning rate"),
    ("lr", "step"),
    _decayed_rate,
    "{lr} / (1 + ({step} − 1) · {decay})",
    lambda *_: 4,
    elementwise=True,
)
VARIANCE = Rule("centered_variance", text("variance"), ("v", "m"), _variance, "{v} − {m}²", per_element(2), elementwise=True)
SCALED = Rule(
    "scale_by_root",
    text("divide by the square root"),
    ("g", "v"),
    _scaled,
    "{g} / (√{v} + {eps})",
    per_element(3),
    elementwise=True,
)
SHRINK = Rule(
    "weight_decay", text("weight decay"), ("p", "lr"), _shrink, "{p} · (1 − {lr} · {decay})", per_element(1), elementwise=True
)

LOOK_AHEAD_POINT = Op(
    "look_ahead",
    ("p", "v"),
    lambda p, v, momentum: alike(p, v),
    Rule(
        "look_ahead",
        text("look ahead"),
        ("p", "v"),
        lambda out, p, v, momentum: _mix(out, p, v, 1.0, momentum),
        "{p} + {momentum} · {v}",
        per_element(2),
        elementwise=True,
    ),
    (
        Rule(
            "look_ahead_gradient",
            text("pass on"),
            ("g",),
            lambda out, g, momentum: [(np.copyto, (out, g))],
            "{g}",
            lambda *_: 0,
            elementwise=True,
        ),
        None,
    ),
    "{p} + {momentum} * {v}",
    (((3, 4), (3, 4)),),
    example={"momentum": 0.9},
)
STEP_VELOCITY = Rule("velocity", text("velocity"), ("v", "g", "lr"), lambda out, v, g, lr, momentum: [
    (np.multiply, (g, lr, work := scratch(out))), (np.multiply, (v, scalar(momentum, out), out)), (np.subtract, (out, work, out)),
], "{momentum} · {v} − {lr} · {g}", per_element(3), elementwise=True)  # fmt: skip
MOVE = Rule(
    "move",
    text("move by the velocity"),
    ("p", "v"),
    lambda out, p, v: [(np.add, (p, v, out))],
    "{p} + {v}",
    per_element(1),
    elementwise=True,
)
