"""What finite differences are worth at each step width ε: in double precision, in single, and with the complex step.

A central difference errs by about ε² where ε is large, and by the rounding of the loss divided by ε where it is small. In single
precision a loss has seven digits: at ε = 1e-7 no gradient is left. The complex step subtracts nothing and has no such end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from engine.library.rule import Array
from engine.program.program import LOSS, Program
from engine.runtime.backends import backend_for
from engine.runtime.debugger import Debugger
from engine.runtime.execute.arena import Arena

WIDTHS: Array = 10.0 ** np.arange(-1, -12.5, -0.5)
MOST_ELEMENTS, FEWEST_ELEMENTS, PATIENCE = 24, 6, 6000  # PATIENCE: elements times instructions
USUAL = 1e-7  # the step width at which single precision fails and that people take from double precision


@dataclass(frozen=True, eq=False)
class EpsilonCurve:
    """Relative errors against backpropagation at step widths `widths`; nan where they are not computed yet. `elements` of how many
    weights were varied."""

    widths: Array
    double: Array
    single: Array
    complex_step: Array
    elements: int
    of: int

    @property
    def progress(self) -> float:
        """The share that is computed."""
        return float(np.isfinite(self.complex_step).mean()) if len(self.widths) else 1.0

    def best(self, errors: Array) -> float:
        """The step width with the smallest of these errors."""
        return float(self.widths[int(np.nanargmin(errors))])


def epsilon_curve(debugger: Debugger) -> Iterator[EpsilonCurve]:
    """The curve of the training step in which a debugger stands, growing by one step width at a time; none without
    trained weights."""
    program = debugger.program
    elements = _elements(program)
    if not elements:
        return
    exact = _Loss(program, debugger, float)
    exact.backend.run(0, len(program))
    analytic = np.array([exact.arena.views[program.gradient_of[slot]][index] for slot, index in elements])
    losses = (exact, _Loss(program, debugger, np.float32), _Loss(program, debugger, complex))
    errors = np.full((3, len(WIDTHS)), np.nan)
    of = sum(program.initial[slot].size for slot in program.parameters.values() if slot in program.gradient_of)
    for place, width in enumerate(WIDTHS):
        for row, loss in enumerate(losses):
            errors[row, place] = _relative(np.array([loss.slope(slot, index, width) for slot, index in elements]), analytic)
        double, single, stepped = errors.copy()
        yield EpsilonCurve(WIDTHS, double, single, stepped, len(elements), of)


def _elements(program: Program) -> list[tuple[int, tuple[int, ...]]]:
    """Weights spread evenly over all that are trained."""
    every = [(slot, index) for slot in program.parameters.values() if slot in program.gradient_of
             for index in np.ndindex(*program.slots[slot].shape)]  # fmt: skip
    wanted = min(MOST_ELEMENTS, max(FEWEST_ELEMENTS, PATIENCE // len(program)), len(every))
    chosen = np.unique(np.linspace(0, len(every) - 1, wanted).round().astype(int))
    return [every[number] for number in chosen]


def _relative(numeric: Array, analytic: Array) -> float:
    """‖numeric − analytic‖ relative to the larger of both."""
    size = max(float(np.linalg.norm(numeric)), float(np.linalg.norm(analytic)))
    return float(np.linalg.norm(numeric - analytic)) / size if np.isfinite(size) and size else float(size > 0)


class _Loss:
    """The loss of this step as a function of one weight, in one kind of numbers."""

    def __init__(self, program: Program, debugger: Debugger, kind: type) -> None:
        self.arena = Arena(program, kind)
        np.copyto(self.arena.buffer, debugger.arena.buffer, casting="same_kind")
        self.backend = backend_for(program, self.arena)
        self._end = program.phases[LOSS].stop if LOSS in program.phases else program.writer[program.loss] + 1
        self._value, self._complex = self.arena.views[program.loss], kind is complex
        with np.errstate(all="ignore"):
            self.backend.run(0, self._end)

    def slope(self, slot: int, index: tuple[int, ...], width: float) -> float:
        """The derivative at one weight: by the complex step, else by a central difference."""
        weight = self.arena.views[slot]
        kept = weight[index]
        values = []
        with np.errstate(all="ignore"):
            for step in (1j * width,) if self._complex else (width, -width):
                weight[index] = kept + weight.dtype.type(step)
                self.backend.run(0, self._end)
                values.append(self._value[()])
            weight[index] = kept
            if self._complex:
                return float(values[0].imag) / width
            return float((values[0] - values[1]) / weight.dtype.type(2 * width))
