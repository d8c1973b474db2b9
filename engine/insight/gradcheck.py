"""Is the gradient right? Compare it with the complex-step derivative of the loss.

Im f(w + ih) / h has no subtraction, so it is exact to rounding (Squire & Trapp 1998). Our kernels
compare complex numbers by their real parts first and by their imaginary parts at a tie, so at a
kink the steps +ih and -ih see the two one-sided derivatives: where they differ, the point is a
kink, and any gradient between them is right.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from engine.library.rule import Array
from engine.program.lower import lower
from engine.program.program import LOSS, Program
from engine.runtime.arena import Arena
from engine.runtime.executor import NumpyBackend
from engine.spec.experiment import Experiment

AGREES, KINK, WRONG = "agrees", "kink", "wrong"
STEP = 1e-150
TOLERANCE = 1e-9


@dataclass(frozen=True)
class ParameterCheck:
    """The verdict on one parameter: backward's gradient beside the numeric one, element by element."""

    name: str
    analytic: Array
    numeric: Array
    error: Array
    verdict: str


@dataclass(frozen=True)
class GradientCheck:
    """Verdicts on all parameters, and what the check cost."""

    parameters: tuple[ParameterCheck, ...]
    forward_passes: int

    @property
    def ok(self) -> bool:
        """Whether no parameter is wrong."""
        return all(parameter.verdict != WRONG for parameter in self.parameters)


Progress = Callable[[int, int], bool]


class Cancelled(Exception):
    """The caller's progress function asked to stop."""


def gradient_check(
    experiment: Experiment | Program, parameters: Mapping[str, Array] | None = None, progress: Progress = lambda done, total: True
) -> GradientCheck:
    """Check every parameter of the first training step, at its starting values or those given.

    `progress(done, total)` is called for each element; Cancelled is raised when it returns False.
    """
    program = experiment if isinstance(experiment, Program) else lower(experiment)
    real, probe = Arena(program), Arena(program, complex)
    for arena in (real, probe):
        for name, value in (parameters or {}).items():
            arena.views[program.parameters[name]][...] = value
        for feed in program.feeds:
            np.take(feed.array.astype(arena.buffer.dtype), program.batches.indices(0), axis=1, out=arena.views[feed.slot])
    with np.errstate(all="ignore"):
        NumpyBackend(program, real).run(0, len(program))
        forward = NumpyBackend(program, probe)
        end = program.phases[LOSS].stop if LOSS in program.phases else program.writer[program.loss] + 1
        checked = {name: slot for name, slot in program.parameters.items() if slot in program.gradient_of}
        total, done, checks = sum(real.views[slot].size for slot in checked.values()), 0, []
        for name, slot in checked.items():
            sides = _one_sided(probe, forward, slot, end, program.loss, partial(_report, progress, done, total))
            done += real.views[slot].size
            checks.append(_judge(name, real.views[program.gradient_of[slot]], sides))
    return GradientCheck(tuple(checks), sum(2 * check.analytic.size for check in checks))


def _report(progress: Progress, before: int, total: int, done: int) -> bool:
    return progress(before + done, total)


def _one_sided(probe: Arena, forward: NumpyBackend, slot: int, end: int, loss: int, progress: Callable[[int], bool]) -> Array:
    """The derivative of the loss by each element of a parameter, from both sides: shape (2, elements)."""
    elements = probe.views[slot].reshape(-1)
    sides: Array = np.empty((2, elements.size))
    for i in range(elements.size):
        if not progress(i):
            raise Cancelled
        kept = elements[i]
        for side, step in enumerate((STEP, -STEP)):
            elements[i] = kept.real + 1j * step
            forward.run(0, end)
            sides[side, i] = probe.views[loss].imag / step
        elements[i] = kept
    return sides


def _judge(name: str, analytic: Array, sides: Array) -> ParameterCheck:
    """The verdict from backward's gradient and the two one-sided derivatives."""
    low, high = sides.min(0).reshape(analytic.shape), sides.max(0).reshape(analytic.shape)
    scale = np.maximum(np.abs(analytic), np.maximum(np.abs(low), np.abs(high)))
    floor = 1e-12 * max(1.0, float(scale.max(initial=0)))
    off = np.maximum(np.maximum(low - analytic, analytic - high), 0)
    error = off / np.maximum(scale, floor)
    kink = (high - low) > TOLERANCE * np.maximum(scale, floor)
    wrong = bool((~(error <= TOLERANCE) & ~(off <= floor)).any())
    verdict = WRONG if wrong else KINK if kink.any() else AGREES
    return ParameterCheck(name, analytic.copy(), (low + high) / 2, error, verdict)
