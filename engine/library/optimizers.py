"""Optimizers: a few visible update rules each, with PyTorch's parameters, defaults and order.

Every rule (`update_rules.py`) is an instruction of the program, so Adam shows its moments, bias corrections and step
as separate lines.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from engine.library.rule import Rule, by_name
from engine.library.update_rules import (
    ADAM_STEP,
    CORRECTED,
    CORRECTION,
    DAMPED,
    DAMPED_VELOCITY,
    DECAY,
    DECAYED_RATE,
    DESCEND,
    FIRST_MOMENT,
    LARGER,
    LOOK_AHEAD,
    MOVE,
    SCALED,
    SECOND_MOMENT,
    SHRINK,
    STEP_VELOCITY,
    SUM_OF_SQUARES,
    VARIANCE,
    VELOCITY,
)
from engine.model.network import Choice
from engine.model.problem import Problem, text
from engine.model.setting import Setting, Value


class Updating(Protocol):
    """What an optimizer may do during lowering; the program's builder implements it."""

    def apply(self, rule: Rule, *operands: int, name: str, **settings: Value) -> int:
        """Append an instruction; returns the slot of its result, shaped like the first operand."""
        ...

    def point(self) -> int:
        """The parameter as the forward pass read it, where the gradient was taken: itself, or the point ahead."""
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


def _decayed(at: Updating, g: int, settings: dict[str, Value]) -> int:
    """L2 regularisation as PyTorch does it: added to the gradient before anything else, and taken at the same point."""
    return (
        at.apply(DECAY, g, at.point(), name="decayed gradient", decay=settings["weight_decay"]) if settings["weight_decay"] else g
    )


def _sgd(at: Updating, p: int, g: int, lr: int, step: int, settings: dict[str, Value]) -> int:
    g = _decayed(at, g, settings)
    if settings["momentum"]:
        v = at.state("velocity")
        if settings["dampening"]:
            share = at.shared(DAMPED, step, name="share of the gradient", dampening=settings["dampening"])
            new_v = at.apply(DAMPED_VELOCITY, v, g, share, name="velocity", momentum=settings["momentum"])
        else:
            new_v = at.apply(VELOCITY, v, g, name="velocity", momentum=settings["momentum"])
        at.keep(v, new_v)
        g = at.apply(LOOK_AHEAD, g, new_v, name="direction", momentum=settings["momentum"]) if settings["nesterov"] else new_v
    return at.apply(DESCEND, p, g, lr, name="new")


def _sgd_conflict(settings: dict[str, Value]) -> Problem | None:
    if settings["nesterov"] and (not settings["momentum"] or settings["dampening"]):
        return Problem(
            "optimizer.nesterov",
            text("Nesterov momentum needs a momentum above 0 and no dampening."),
            text("Set momentum to 0.9 and dampening to 0, for instance."),
        )
    return None


def _nag(at: Updating, p: int, g: int, lr: int, step: int, settings: dict[str, Value]) -> int:
    """Sutskever et al. 2013, equations 3 and 4; the gradient g, that of the penalty included, is taken at p + momentum v."""
    g = _decayed(at, g, settings)
    v = at.state("velocity")
    new_v = at.apply(STEP_VELOCITY, v, g, lr, name="velocity", momentum=settings["momentum"])
    at.keep(v, new_v)
    return at.apply(MOVE, p, new_v, name="new")


def _adagrad(at: Updating, p: int, g: int, lr: int, step: int, settings: dict[str, Value]) -> int:
    g = _decayed(at, g, settings)
    total = at.state("sum of squares")
    new_total = at.apply(SUM_OF_SQUARES, total, g, name="sum of squares")
    at.keep(total, new_total)
    if settings["lr_decay"]:
        lr = at.shared(DECAYED_RATE, lr, step, name="decayed rate", decay=settings["lr_decay"])
    return at.apply(ADAM_STEP, p, g, new_total, lr, name="new", eps=settings["eps"])


def _rmsprop(at: Updating, p: int, g: int, lr: int, step: int, settings: dict[str, Value]) -> int:
    g = _decayed(at, g, settings)
    v = at.state("v")
    spread = at.apply(SECOND_MOMENT, v, g, name="v", beta=settings["alpha"])
    at.keep(v, spread)
    if settings["centered"]:
        m = at.state("m")
        mean = at.apply(FIRST_MOMENT, m, g, name="m", beta=settings["alpha"])
        at.keep(m, mean)
        spread = at.apply(VARIANCE, spread, mean, name="variance")
    if not settings["momentum"]:
        return at.apply(ADAM_STEP, p, g, spread, lr, name="new", eps=settings["eps"])
    scaled = at.apply(SCALED, g, spread, name="scaled gradient", eps=settings["eps"])
    velocity = at.state("velocity")
    new_velocity = at.apply(VELOCITY, velocity, scaled, name="velocity", momentum=settings["momentum"])
    at.keep(velocity, new_velocity)
    return at.apply(DESCEND, p, new_velocity, lr, name="new")


def _adam_step_from(at: Updating, p: int, start: int, g: int, lr: int, step: int, settings: dict[str, Value]) -> int:
    """Adam's step away from `start`, which AdamW has decayed before."""
    beta1, beta2 = settings["beta1"], settings["beta2"]
    m, v = at.state("m"), at.state("v")
    new_m = at.apply(FIRST_MOMENT, m, g, name="m", beta=beta1)
    new_v = at.apply(SECOND_MOMENT, v, g, name="v", beta=beta2)
    at.keep(m, new_m)
    at.keep(v, new_v)
    c1 = at.shared(CORRECTION, step, name="c1", beta=beta1)
    c2 = at.shared(CORRECTION, step, name="c2", beta=beta2)
    if settings["amsgrad"]:
        top = at.state("largest v")
        new_v = at.apply(LARGER, top, new_v, name="largest v")
        at.keep(top, new_v)
    m_hat = at.apply(CORRECTED, new_m, c1, name="m̂")
    v_hat = at.apply(CORRECTED, new_v, c2, name="v̂")
    return at.apply(ADAM_STEP, start, m_hat, v_hat, lr, name="new", eps=settings["eps"])


def _adam(at: Updating, p: int, g: int, lr: int, step: int, settings: dict[str, Value]) -> int:
    return _adam_step_from(at, p, p, _decayed(at, g, settings), lr, step, settings)


def _adamw(at: Updating, p: int, g: int, lr: int, step: int, settings: dict[str, Value]) -> int:
    start = at.apply(SHRINK, p, lr, name="decayed", decay=settings["weight_decay"]) if settings["weight_decay"] else p
    return _adam_step_from(at, p, start, g, lr, step, settings)


@dataclass(frozen=True)
class Optimizer:
    """A row of the optimizer menu; `update` appends the instructions that renew one parameter.

    `looks_ahead`: forward and backward run at parameter + momentum * velocity. `torch` is PyTorch's class, or a helper of
    the script; without one a script is refused.
    """

    name: str
    title: str
    help: str
    settings: tuple[Setting, ...]
    update: Update
    conflict: Callable[[dict[str, Value]], Problem | None] = lambda settings: None
    looks_ahead: bool = False
    torch: str = ""


def _rate(default: float) -> Setting:
    return Setting(
        "learning_rate", text("Learning rate"), default, text("Scales each step, which goes against the gradient."), 0.0, 1e6
    )


WEIGHT_DECAY = Setting(
    "weight_decay", text("Weight decay"), 0.0, text("Adds the weight, multiplied by this factor, to its gradient (L2)."), 0.0, 1e3
)

MOMENTUM = Setting("momentum", text("Momentum"), 0.0, text("Fraction of the previous velocity that is kept."), 0.0, 0.9999)
BETA1 = Setting("beta1", "β₁", 0.9, text("Decay rate of the first moment."), 0.0, 0.999999)
BETA2 = Setting("beta2", "β₂", 0.999, text("Decay rate of the second moment."), 0.0, 0.999999)


AMSGRAD = Setting("amsgrad", "AMSGrad", False, text("Divide by the largest second moment so far (Reddi et al. 2018)."))
MAXIMIZE = Setting("maximize", text("Maximise"), False, text("Climb the loss instead of descending it, like maximize in PyTorch."))


def _eps(default: float) -> Setting:
    return Setting("eps", "ε", default, text("Added to the square root to avoid division by zero."), 0.0, 1.0)


OPTIMIZERS = by_name(
    Optimizer(
        "sgd",
        text("SGD"),
        text("θ ← θ − lr · gradient, with optional momentum."),
        (
            _rate(0.1),
            MOMENTUM,
            Setting(
                "dampening",
                text("Dampening"),
                0.0,
                text("Fraction of the gradient that is not added to the momentum buffer."),
                0.0,
                1.0,
            ),
            Setting("nesterov", text("Nesterov"), False, text("Look ahead along the velocity, as PyTorch does.")),
            WEIGHT_DECAY,
            MAXIMIZE,
        ),
        _sgd,
        _sgd_conflict,
        torch="torch.optim.SGD",
    ),
    Optimizer(
        "nag",
        text("Nesterov (textbook)"),
        text("Gradient at θ + μ·v, the look-ahead point (Nesterov 1983; Sutskever et al. 2013)."),
        (
            _rate(0.1),
            Setting("momentum", text("Momentum"), 0.9, text("Fraction of the previous velocity that is kept."), 0.0, 0.9999),
            WEIGHT_DECAY,
            MAXIMIZE,
        ),
        _nag,
        looks_ahead=True,
        torch="TextbookNesterov",
    ),
    Optimizer(
        "adagrad",
        text("Adagrad"),
        text("Steps are divided by the square root of the sum of all squared gradients so far (Duchi et al. 2011)."),
        (
            _rate(0.01),
            Setting("lr_decay", text("Learning rate decay"), 0.0, text("Decay of the learning rate."), 0.0, 1e3),
            _eps(1e-10),
            WEIGHT_DECAY,
            MAXIMIZE,
        ),
        _adagrad,
        torch="torch.optim.Adagrad",
    ),
    Optimizer(
        "rmsprop",
        text("RMSprop"),
        text("Steps are divided by the square root of a running mean of squared gradients (Tieleman & Hinton 2012)."),
        (
            _rate(0.01),
            Setting("alpha", "α", 0.99, text("Decay rate of the running mean."), 0.0, 0.999999),
            _eps(1e-8),
            MOMENTUM,
            Setting(
                "centered",
                text("Centred"),
                False,
                text("Divide by the standard deviation of the gradient instead of its root mean square."),
            ),
            WEIGHT_DECAY,
            MAXIMIZE,
        ),
        _rmsprop,
        torch="torch.optim.RMSprop",
    ),
    Optimizer(
        "adam",
        text("Adam"),
        text("A running mean of the gradient, divided by the square root of a running mean of its square (Kingma & Ba 2015)."),
        (_rate(0.001), BETA1, BETA2, _eps(1e-8), WEIGHT_DECAY, AMSGRAD, MAXIMIZE),
        _adam,
        torch="torch.optim.Adam",
    ),
    Optimizer(
        "adamw",
        text("AdamW"),
        text("Adam with weight decay decoupled from the gradient (Loshchilov & Hutter 2019)."),
        (
            _rate(0.001),
            BETA1,
            BETA2,
            _eps(1e-8),
            Setting(
                "weight_decay",
                text("Weight decay"),
                0.01,
                text("Each step shrinks every weight by a fraction: this factor times the learning rate."),
                0.0,
                1e3,
            ),
            AMSGRAD,
            MAXIMIZE,
        ),
        _adamw,
        torch="torch.optim.AdamW",
    ),
)


def setting(optimizer: Choice, name: str) -> Any:
    """A setting of an optimizer, given or by default; None if it has none of that name."""
    default = next((row.default for row in OPTIMIZERS[optimizer.name].settings if row.name == name), None)
    return optimizer.settings.get(name, default)
