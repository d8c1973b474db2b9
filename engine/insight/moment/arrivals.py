"""How one gradient of the program is made of others: the derivatives between them, for one sample.

A gradient instruction is linear in the gradients that it reads. Its own rule, run on unit vectors in place of them, gives the
derivatives; no formula is written a second time.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine.insight.moment.explain import flops
from engine.insight.moment.place import by_sample
from engine.library.rule import Array
from engine.program.program import DELTA, GRADIENT, PARAMETER_GRADIENT, Instr, Program
from engine.runtime.debugger import Debugger

GRADIENTS = (GRADIENT, DELTA, PARAMETER_GRADIENT)
WEIGHTED = "gradient_of_x"  # its zeros are weights of 0, those of other matrices say that there is no way


@dataclass(frozen=True, eq=False)
class Arrival:
    """The gradient in slot `source` arrives multiplied by `factors`: by element (units,), or by a matrix (units, units of source).

    `plain` where it only passes through: sums, rows that are cut or joined.
    """

    source: int
    factors: Array
    plain: bool
    weighted: bool

    @cached_property
    def ways(self) -> Array:
        """1 where there is a way, like `factors`."""
        whole = self.factors.ndim == 1 or self.weighted
        result: Array = np.ones_like(self.factors) if whole else (self.factors != 0).astype(float)
        return result

    def ways_into(self, unit: int) -> list[tuple[int, float]]:
        """(unit of the source, factor) of all that arrives at a unit."""
        if self.factors.ndim == 1:
            return [(unit, float(self.factors[unit]))]
        return [(int(other), float(self.factors[unit, other])) for other in np.flatnonzero(self.ways[unit])]


def arrivals(debugger: Debugger, slot: int, sample: int) -> tuple[Arrival, ...]:
    """What the gradient in a slot is made of for a sample; nothing where it begins: at the loss, or at what the batch shares."""
    program = debugger.program
    pc = program.writer.get(slot)
    if pc is None:
        return ()
    instr = program.code[pc]
    sources = gradients_read(program, instr)
    if not all(by_sample(program, instr.ins[place]) for place in sources):
        return ()
    plain = instr.rule.key == "add" or not flops(program, instr)
    return tuple(
        Arrival(instr.ins[place], _factors(debugger, instr, place, sample), plain, instr.rule.key == WEIGHTED) for place in sources
    )


def gradients_read(program: Program, instr: Instr) -> list[int]:
    """Which operands of an instruction are gradients of the loss."""
    return [place for place, slot in enumerate(instr.ins) if program.slots[slot].kind in GRADIENTS]


def _factors(debugger: Debugger, instr: Instr, place: int, sample: int) -> Array:
    """The instruction run on unit vectors, each as a sample of its own; one vector of ones where it acts by element."""
    units = debugger.program.slots[instr.ins[place]].shape[0]
    given = np.ones((units, 1)) if instr.rule.elementwise else np.eye(units)
    out = np.empty((debugger.program.slots[instr.out].shape[0], given.shape[1]))
    run_on(debugger, instr, {place: given}, sample, out)
    return out[:, 0] if instr.rule.elementwise else out


def run_on(debugger: Debugger, instr: Instr, given: dict[int, Array], sample: int, out: Array) -> None:
    """An instruction on one sample, with other gradients in some places and none in the rest, into `out`."""
    program, columns = debugger.program, next(iter(given.values())).shape[-1]
    operands = []
    for place, slot in enumerate(instr.ins):
        view = debugger.arena.views[slot]
        if place in given:
            operands.append(given[place])
        elif program.slots[slot].kind in GRADIENTS:
            operands.append(np.zeros((view.shape[0], columns) if by_sample(program, slot) else view.shape))
        else:
            operands.append(np.repeat(view[:, [sample]], columns, axis=1) if by_sample(program, slot) else view)
    with np.errstate(all="ignore"):
        for function, arguments in instr.rule.bind(out, *operands, **instr.settings):
            function(*arguments)
