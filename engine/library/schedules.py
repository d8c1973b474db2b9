"""Learning-rate schedules, with PyTorch's names and formulas; their clock is the training step 1, 2, ..."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from engine.library.rule import Array, Call, Rule, by_name
from engine.model.problem import text
from engine.model.setting import Setting


def _rule(key: str, name: str, factor: Callable[..., float], formula: str) -> Rule:
    """The rate of a step: `factor(done, base, **settings)` with `done` = training steps finished before it."""

    def into(out: Array, lr: Array, step: Array, **settings: Any) -> None:
        out[...] = factor(float(step) - 1, float(lr), **settings)

    def bind(out: Array, lr: Array, step: Array, **settings: Any) -> list[Call]:
        return [(partial(into, **settings), (out, lr, step))]

    return Rule(key, name, ("lr", "step"), bind, formula, lambda *_: 4,
                lambda index, lr, step, **settings: [(("rate", factor(float(step) - 1, float(lr), **settings)),)])  # fmt: skip


def _step(done: float, lr: float, every: int, gamma: float) -> float:
    return float(lr * gamma ** (done // every))


def _cosine(done: float, lr: float, period: int, lowest: float) -> float:
    """Loshchilov & Hutter 2017, without restarts: equation 5."""
    return lowest + (lr - lowest) * (1 + math.cos(math.pi * done / period)) / 2


def _warm_up(done: float, lr: float, steps: int, start: float) -> float:
    return lr * (start + (1 - start) * min(done, steps) / steps)


@dataclass(frozen=True)
class Schedule:
    """A row of the schedule menu; `rule` None leaves the rate as it is.

    `torch` is the share of the learning rate `rate` in training step `step` = 0, 1, ... as a Python expression over the settings.
    """

    name: str
    title: str
    help: str
    rule: Rule | None
    settings: tuple[Setting, ...] = ()
    torch: str = ""


def _steps(name: str, title: str, default: int, words: str) -> Setting:
    return Setting(name, title, default, words, 1, 10_000_000)


SCHEDULES = by_name(
    Schedule("constant", text("Constant"), text("The same rate at every step."), None),
    Schedule(
        "step",
        text("Step"),
        text("Multiplied by a factor at regular intervals (torch StepLR)."),
        _rule("step_schedule", text("step schedule"), _step, "{lr} · {gamma}^⌊({step} − 1) / {every}⌋"),
        (
            _steps("every", text("Interval"), 100, text("Training steps between drops.")),
            Setting("gamma", text("Factor"), 0.1, text("Factor applied at each drop."), 0.0, 1.0),
        ),
        "{gamma!r} ** (step // {every})",
    ),
    Schedule(
        "cosine",
        text("Cosine"),
        text("Falls along half a cosine wave to the lowest rate (torch CosineAnnealingLR)."),
        _rule(
            "cosine_schedule",
            text("cosine schedule"),
            _cosine,
            "{lowest} + ½ · ({lr} − {lowest}) · (1 + cos(π·({step} − 1)/{period}))",
        ),
        (
            _steps("period", text("Period"), 1000, text("Training steps until the lowest rate is reached.")),
            Setting("lowest", text("Lowest rate"), 0.0, text("Learning rate at the end of the schedule."), 0.0, 1e6),
        ),
        "({lowest!r} + ({rate!r} - {lowest!r}) * (1 + math.cos(math.pi * step / {period})) / 2) / {rate!r}",
    ),
    Schedule(
        "warm_up",
        text("Warm-up"),
        text("Rises linearly to the full rate (torch LinearLR)."),
        _rule("warm_up", text("warm-up"), _warm_up, "{lr} · ({start} + (1 − {start}) · min(1, ({step} − 1)/{steps}))"),
        (
            _steps("steps", text("Steps"), 100, text("Training steps until the full rate is reached.")),
            Setting("start", text("Start"), 0.1, text("Fraction of the full rate used at the first step."), 0.0, 1.0),
        ),
        "{start!r} + (1 - {start!r}) * min(step, {steps}) / {steps}",
    ),
)
