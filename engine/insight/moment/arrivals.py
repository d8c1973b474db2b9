"""How one gradient of the program is made of others: the derivatives between them, for one sample.

A gradient instruction is linear in the gradients that it reads. Its own rule, run on unit vectors in place of them, gives the
derivatives; no formula is written a second time. Where a sample has several positions, a value of it counts as one vector: row by
row, the positions of each in their order.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine.insight.moment.explain import flops
from engine.insight.moment.place import by_sample, positions_of
from engine.library.rule import Array
from engine.program.program import DELTA, GRADIENT, PARAMETER_GRADIENT, Instr, Program
from engine.runtime.debugger import Debugger

GRADIENTS = (GRADIENT, DELTA, PARAMETER_GRADIENT)
WEIGHTED = "gradient_of_x"  # its zeros are weights of 0, those of other matrices say that there is no way


@dataclass(frozen=True, eq=False)
class Arrival:
    """The gradient in slot `source` arrives multiplied by `factors`: by element (units,), or by a matrix (units, units of source).

    `plain` where it only passes through: sums, rows that are cut or joined. A `weighted` one acts on each of its `positions` alone.
    """

    source: int
    factors: Array
    plain: bool
    weighted: bool
    positions: int = 1

    @cached_property
    def ways(self) -> Array:
        """1 where there is a way, like `factors`."""
        result: Array
        if self.factors.ndim == 1:
            result = np.ones_like(self.factors)
        elif self.weighted:
            rows, columns = (length // self.positions for length in self.factors.shape)
            result = np.kron(np.ones((rows, columns)), np.eye(self.positions))
        else:
            result = (self.factors != 0).astype(float)
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
    count = positions_of(program, slot)
    return tuple(
        Arrival(instr.ins[place], _factors(debugger, instr, place, sample), plain, instr.rule.key == WEIGHTED, count)
        for place in sources
    )


def numbers_arriving(program: Program, slot: int) -> int:
    """How many factors these arrivals have: as many as are to be computed."""
    pc = program.writer.get(slot)
    if pc is None:
        return 0
    instr, size = program.code[pc], program.batches.size
    places = [instr.ins[place] for place in gradients_read(program, instr)]
    if not all(by_sample(program, place) for place in places):
        return 0
    units = int(np.prod(program.slots[slot].shape)) // size
    return sum(units * (1 if instr.rule.elementwise else int(np.prod(program.slots[place].shape)) // size) for place in places)


def of_sample(debugger: Debugger, slot: int, sample: int) -> Array:
    """The value of one sample as one vector; a copy."""
    view = debugger.arena.views[slot]
    found: Array = view[:, sample :: debugger.program.batches.size].ravel()
    return found


def gradients_read(program: Program, instr: Instr) -> list[int]:
    """Which operands of an instruction are gradients of the loss."""
    return [place for place, slot in enumerate(instr.ins) if program.slots[slot].kind in GRADIENTS]


def _factors(debugger: Debugger, instr: Instr, place: int, sample: int) -> Array:
    """The instruction run on unit vectors, each as a sample of its own; one vector of ones where it acts by element."""
    program = debugger.program
    rows, count = program.slots[instr.ins[place]].shape[0], positions_of(program, instr.ins[place])
    given = np.ones((rows, count)) if instr.rule.elementwise else unit_vectors(rows, count)
    samples = given.shape[1] // count
    out = np.empty((program.slots[instr.out].shape[0], positions_of(program, instr.out) * samples))
    run_on(debugger, instr, {place: given}, sample, out)
    return out.reshape(-1) if instr.rule.elementwise else out.reshape(-1, samples)


def unit_vectors(rows: int, positions: int, chosen: int | None = None) -> Array:
    """(rows, positions · samples): in each sample one number is 1; in all of them, one after the other, or in the chosen one."""
    ones = np.eye(rows * positions)
    return (ones if chosen is None else ones[:, [chosen]]).reshape(rows, -1)


def run_on(debugger: Debugger, instr: Instr, given: dict[int, Array], sample: int, out: Array) -> None:
    """An instruction on one sample, with other gradients in some places and none in the rest, into `out`."""
    program, (first, vectors) = debugger.program, next(iter(given.items()))
    samples = vectors.shape[-1] // max(1, positions_of(program, instr.ins[first]))
    operands = []
    for place, slot in enumerate(instr.ins):
        view, count = debugger.arena.views[slot], positions_of(program, slot)
        if place in given:
            operands.append(given[place])
        elif program.slots[slot].kind in GRADIENTS:
            operands.append(np.zeros((view.shape[0], count * samples) if count else view.shape))
        else:
            operands.append(np.repeat(view[:, sample :: program.batches.size], samples, axis=1) if count else view)
    with np.errstate(all="ignore"):
        for function, arguments in instr.rule.bind(out, *operands, **instr.settings):
            function(*arguments)
