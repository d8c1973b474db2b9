"""Optimizers: a few visible update rules each, with PyTorch's parameters, defaults and order.

Every rule is an instruction of the program, so Adam shows its moments, bias corrections and step
as separate lines. `lr` and `step` (1, 2, ...) are scalars that are fed in each training step.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from engine.library.rule import Array, Call, Rule, by_name, per_element, scalar, scratch
from engine.spec.problem import text
from engine.spec.setting import Setting, Value


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


DESCEND = Rule("descend", ("p", "d", "lr"), _descend, "{p} − {lr} · {d}", per_element(2))
DECAY = Rule("add weight decay", ("g", "p"), lambda out, g, p, decay: _mix(out, g, p, 1.0, decay), "{g} + {decay} · {p}",
             per_element(2))  # fmt: skip
VELOCITY = Rule("momentum", ("v", "g"), lambda out, v, g, momentum: _mix(out, v, g, momentum, 1.0),
                "{momentum} · {v} + {g}", per_element(2))  # fmt: skip
FIRST_MOMENT = Rule("first moment", ("m", "g"), lambda out, m, g, beta: _mix(out, m, g, beta, 1 - beta),
                    "{beta} · {m} + (1 − {beta}) · {g}", per_element(3))  # fmt: skip
SECOND_MOMENT = Rule("second moment", ("v", "g"), lambda out, v, g, beta: _mix_squares(out, v, g, beta),
                     "{beta} · {v} + (1 − {beta}) · {g}²", per_element(4))  # fmt: skip
CORRECTION = Rule("bias correction", ("step",), _correction, "1 − {beta}^{step}", lambda *_: 2)
CORRECTED = Rule("corrected moment", ("m", "c"), lambda out, m, c: [(np.divide, (m, c, out))], "{m} / {c}", per_element(1))
ADAM_STEP = Rule("Adam step", ("p", "m", "v", "lr"), _adam_step, "{p} − {lr} · {m} / (√{v} + {eps})", per_element(5))


class Updating(Protocol):
    """What an optimizer may do while it is lowered; the program's builder implements it."""

    def apply(self, rule: Rule, *operands: int, name: str, **settings: Value) -> int:
        """Append an instruction; returns the slot of its result, shaped like the first operand."""
        ...

    def state(self, name: str) -> int:
        """A state array shaped like the parameter, zero before the first step."""
        ...

    def keep(self, state: int, new: int) -> None:
        """`new` is the value of `state` in the next step."""
        ...

    def shared(self, rule: Rule, *operands: int, name: str, **settings: Value) -> int:
        """Like `apply` for a scalar that all parameters share; made once."""
        ...


Update = Callable[[Updating, int, int, int, int, dict[str, Value]], int]


def _sgd(at: Updating, p: int, g: int, lr: int, step: int, settings: dict[str, Value]) -> int:
    if settings["weight_decay"]:
        g = at.apply(DECAY, g, p, name="decayed gradient", decay=settings["weight_decay"])
    if settings["momentum"]:
        v = at.state("velocity")
        g = at.apply(VELOCITY, v, g, name="velocity", momentum=settings["momentum"])
        at.keep(v, g)
    return at.apply(DESCEND, p, g, lr, name="new")


def _adam(at: Updating, p: int, g: int, lr: int, step: int, settings: dict[str, Value]) -> int:
    beta1, beta2 = settings["beta1"], settings["beta2"]
    if settings["weight_decay"]:
        g = at.apply(DECAY, g, p, name="decayed gradient", decay=settings["weight_decay"])
    m, v = at.state("m"), at.state("v")
    new_m = at.apply(FIRST_MOMENT, m, g, name="m", beta=beta1)
    new_v = at.apply(SECOND_MOMENT, v, g, name="v", beta=beta2)
    at.keep(m, new_m)
    at.keep(v, new_v)
    c1 = at.shared(CORRECTION, step, name="c1", beta=beta1)
    c2 = at.shared(CORRECTION, step, name="c2", beta=beta2)
    m_hat = at.apply(CORRECTED, new_m, c1, name="m̂")
    v_hat = at.apply(CORRECTED, new_v, c2, name="v̂")
    return at.apply(ADAM_STEP, p, m_hat, v_hat, lr, name="new", eps=settings["eps"])


@dataclass(frozen=True)
class Optimizer:
    """A row of the optimizer menu; `update` appends the instructions that renew one parameter."""

    name: str
    title: str
    help: str
    settings: tuple[Setting, ...]
    update: Update


def _rate(default: float) -> Setting:
    return Setting("learning_rate", default, text("Size of a step against the gradient."), 0.0, 1e6)


WEIGHT_DECAY = Setting("weight_decay", 0.0, text("Adds this share of the weight to its gradient (L2)."), 0.0, 1e3)

OPTIMIZERS = by_name(
    Optimizer("sgd", text("SGD"), text("θ ← θ − lr · gradient, with optional momentum."),
              (_rate(0.1), Setting("momentum", 0.0, text("Share of the last step that is kept."), 0.0, 0.9999), WEIGHT_DECAY),
              _sgd),
    Optimizer("adam", text("Adam"), text("Steps scaled by running moments of the gradient (Kingma & Ba 2015)."),
              (_rate(0.001), Setting("beta1", 0.9, text("Decay of the first moment."), 0.0, 0.999999),
               Setting("beta2", 0.999, text("Decay of the second moment."), 0.0, 0.999999),
               Setting("eps", 1e-8, text("Added to the root, against division by zero."), 0.0, 1.0), WEIGHT_DECAY),
              _adam),
)  # fmt: skip
