"""What a training step costs: operations and bytes per instruction, and the time it actually takes.

Operations are additions and multiplications of the rule's definition; bytes are those of operands
and result. A weight matrix is used once forward and twice backward (for its own gradient and for
that of its input), hence "backward is twice forward", but only where products dominate.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from statistics import median

import numpy as np

from engine.insight.moment.explain import flops
from engine.library.rule import size
from engine.program.program import PHASES, Program
from engine.runtime.backends import backend_for
from engine.runtime.debugger import Debugger
from engine.runtime.execute.arena import Arena
from engine.runtime.execute.executor import Backend

ITEM = 8


@dataclass(frozen=True)
class Cost:
    """Operations, bytes moved and seconds; seconds is nan where nothing was measured."""

    flops: int = 0
    bytes: int = 0
    seconds: float = float("nan")


@dataclass(frozen=True)
class StepCost:
    """The cost of every instruction, and the time of a whole step when it runs grouped and undisturbed."""

    instructions: tuple[Cost, ...]
    phases: dict[str, Cost]
    step: Cost
    grouped: float

    def ratio(self, one: str, other: str) -> tuple[float, float]:
        """Operations and seconds of one phase as multiples of another's."""
        a, b = self.phases.get(one, Cost()), self.phases.get(other, Cost())
        return (a.flops / b.flops if b.flops else float("nan"), a.seconds / b.seconds if b.seconds else float("nan"))


def cost(program: Program, pc: int) -> Cost:
    """The cost of one instruction by definition."""
    instr = program.code[pc]
    moved = sum(size(program.slots[slot].shape) for slot in (instr.out, *instr.ins)) * ITEM
    return Cost(flops(program, instr), moved)


def step_cost(debugger: Debugger, rounds: int = 9) -> StepCost:
    """The cost of a step, measured on a copy of the current values: the median of several rounds."""
    program = debugger.program
    arena = Arena(program)
    arena.buffer[...] = debugger.arena.buffer
    backend = backend_for(program, arena)
    with np.errstate(all="ignore"):
        seconds = [median(samples) for samples in zip(*(_round(backend, len(program)) for _ in range(rounds)), strict=True)]
        backend.steps(0, 1)
        grouped = median(_whole(backend) for _ in range(rounds))
    plain = [cost(program, pc) for pc in range(len(program))]
    costs = tuple(Cost(one.flops, one.bytes, taken) for one, taken in zip(plain, seconds, strict=True))
    phases = {
        phase: _total(costs[program.phases[phase].start : program.phases[phase].stop])
        for phase in PHASES
        if phase in program.phases
    }
    return StepCost(costs, phases, _total(costs), grouped)


def _round(backend: Backend, length: int) -> list[float]:
    taken = []
    for pc in range(length):
        start = time.perf_counter()
        backend.run(pc, pc + 1)
        taken.append(time.perf_counter() - start)
    return taken


def _whole(backend: Backend) -> float:
    start = time.perf_counter()
    backend.steps(0, 5)
    return (time.perf_counter() - start) / 5


def _total(costs: tuple[Cost, ...]) -> Cost:
    return Cost(sum(c.flops for c in costs), sum(c.bytes for c in costs), sum(c.seconds for c in costs))
