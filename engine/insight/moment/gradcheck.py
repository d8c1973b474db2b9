"""Is the gradient right? Compare it with the complex-step derivative of the loss.

Im f(w + ih) / h has no subtraction, so it is exact to rounding (Squire & Trapp 1998). Our kernels
compare complex numbers by their real parts first and by their imaginary parts at a tie, so at a
kink the steps +ih and -ih see the two one-sided derivatives: where they differ, the point is a
kink, and any gradient between them is right. Several kinks in a row can agree from both sides and
still be a kink; so whatever looks wrong is checked again at a nearby point, where a real fault persists. Where the complex
step overflows, central differences take its place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from engine.library.random_stream import Stream
from engine.library.rule import Array
from engine.model.experiment import Experiment
from engine.program.lower import lower
from engine.program.program import LOSS, Program
from engine.runtime.backends import backend_for
from engine.runtime.execute.arena import Arena
from engine.runtime.execute.loader import Loader

AGREES, KINK, WRONG = "agrees", "kink", "wrong"
STEP = 1e-150
TOLERANCE = 1e-9


@dataclass(frozen=True)
class ParameterCheck:
    """The verdict on one parameter: backward's gradient and the numeric one, element by element."""

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
    names = [name for name, slot in program.parameters.items() if slot in program.gradient_of]
    start = {
        name: np.array((parameters or {}).get(name, program.initial[slot]), float) for name, slot in program.parameters.items()
    }
    here = _Point(program, start)
    total, done, checks = sum(start[name].size for name in names), 0, []
    for name in names:
        sides = here.one_sided(name, partial(_report, progress, done, total))
        done += start[name].size
        checks.append(_judge(name, here.analytic(name), sides))
    suspects = [number for number, check in enumerate(checks) if check.verdict == WRONG]
    if suspects:
        near = _Point(program, {name: value + _jitter(name, value) for name, value in start.items()})
        for number in suspects:
            name = names[number]
            again = _judge(name, near.analytic(name), near.one_sided(name, lambda done: progress(total, total)))
            if again.verdict != WRONG:
                checks[number] = replace(checks[number], verdict=KINK)
    return GradientCheck(tuple(checks), here.passes)


def _jitter(name: str, value: Array) -> Array:
    return Stream(0, "gradient check", name).normal(value.shape, 0, 1e-4 * (1 + float(np.abs(value).max(initial=0))))


class _Point:
    """The first training step at given parameters: backward's gradients, and numeric derivatives of the loss."""

    def __init__(self, program: Program, values: Mapping[str, Array]) -> None:
        self._program, self._real, self._probe = program, Arena(program), Arena(program, complex)
        for arena in (self._real, self._probe):
            for name, value in values.items():
                arena.views[program.parameters[name]][...] = value
            Loader(program, arena).load(0)
        self._forward, self._plain = backend_for(program, self._probe), backend_for(program, self._real)
        with np.errstate(all="ignore"):
            self._plain.run(0, len(program))
        slots = {name: program.gradient_of.get(slot) for name, slot in program.parameters.items()}
        self._gradients = {name: self._real.views[slot].copy() for name, slot in slots.items() if slot is not None}
        self._end = program.phases[LOSS].stop if LOSS in program.phases else program.writer[program.loss] + 1
        self.passes = 0

    def analytic(self, name: str) -> Array:
        """Backward's gradient."""
        return self._gradients[name]

    def one_sided(self, name: str, progress: Callable[[int], bool]) -> Array:
        """The derivative of the loss with respect to each element of a parameter, from both sides: shape (2, elements)."""
        slot = self._program.parameters[name]
        elements, loss = self._probe.views[slot].flat, self._probe.views[self._program.loss]
        sides: Array = np.empty((2, len(elements)))
        with np.errstate(all="ignore"):
            for i in range(len(elements)):
                if not progress(i):
                    raise Cancelled
                kept = elements[i]
                for side, step in enumerate((STEP, -STEP)):
                    elements[i] = kept.real + 1j * step
                    self._forward.run(0, self._end)
                    sides[side, i] = loss.imag / step
                elements[i] = kept
                self.passes += 2
                if not np.isfinite(sides[:, i]).all():
                    sides[:, i] = self._central(slot, i)
        return sides

    def _central(self, slot: int, i: int) -> float:
        """The central difference, good to about 1e-9 of the loss."""
        elements, loss = self._real.views[slot].flat, self._real.views[self._program.loss]
        kept, values = float(elements[i]), []
        width = 1e-5 * max(1.0, abs(kept))
        for step in (width, -width):
            elements[i] = kept + step
            self._plain.run(0, self._end)
            values.append(float(loss))
        elements[i] = kept
        self.passes += 2
        return (values[0] - values[1]) / (2 * width)


def _report(progress: Progress, before: int, total: int, done: int) -> bool:
    return progress(before + done, total)


def _judge(name: str, analytic: Array, sides: Array) -> ParameterCheck:
    """The verdict from backward's gradient and the two one-sided derivatives."""
    low, high = sides.min(0).reshape(analytic.shape), sides.max(0).reshape(analytic.shape)
    scale = np.maximum(np.abs(analytic), np.maximum(np.abs(low), np.abs(high)))
    floor = 1e-12 * max(1.0, float(scale.max(initial=0)))
    off = np.maximum(np.maximum(low - analytic, analytic - high), 0)
    error = off / np.maximum(scale, floor)
    kink = (high - low) > TOLERANCE * np.maximum(scale, floor)
    wrong = ~(error <= TOLERANCE) & ~(off <= floor)
    verdict = WRONG if (wrong & ~kink).any() else KINK if kink.any() else AGREES
    return ParameterCheck(name, analytic.copy(), (low + high) / 2, error, verdict)
