"""The values of one training step, and what they would be if some instructions did something else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from engine.insight.compare.quantities import Quantity
from engine.insight.flow.replay import Replay
from engine.library.rule import Array
from engine.program.program import Instr, Program
from engine.runtime.debugger import Debugger

Usual = Callable[[], Array]
Instead = Callable[["Course", int, Usual], Array]  # what an instruction computes instead of its usual result


@dataclass(frozen=True, eq=False)
class Plant:
    """A slip planted in a program: what instructions compute instead (by instruction), and what is given instead (by slot).

    `words` fill the sentence of the slip; `formula` is what the instruction then does. `guessed` counts the numbers that were
    fitted to the other program's, and explain nothing by themselves.
    """

    instead: Mapping[int, Instead] = field(default_factory=dict)
    given: Mapping[int, Array] = field(default_factory=dict)
    words: Mapping[str, Any] = field(default_factory=dict)
    formula: str = ""
    guessed: int = 0


class Course:
    """All values of a step, by slot. `planted` gives another course and leaves this one as it is."""

    def __init__(self, program: Program, values: Mapping[int, Array], instead: Mapping[int, Instead] | None = None) -> None:
        self.program = program
        self._values, self._instead = dict(values), dict(instead or {})

    @classmethod
    def of(cls, debugger: Debugger) -> Course:
        """The whole of the training step in which a debugger stands, with the weights with which it begins."""
        replay = Replay(debugger.program)
        replay.load(debugger)
        replay.run(0, len(debugger.program))
        return cls(debugger.program, {slot.index: np.array(replay.view(slot.index)) for slot in debugger.program.slots})

    def __getitem__(self, slot: int) -> Array:
        """The value of a slot."""
        return self._values[slot]

    def of_quantity(self, quantity: Quantity) -> Array:
        """The value of a quantity, in its shape."""
        if not quantity.stacked:
            return self._values[quantity.slots[0]]
        return np.stack([self._values[slot] for slot in quantity.slots])

    def planted(self, plant: Plant, goal: int = -1) -> Course:
        """What the step would give with a slip; slips planted earlier stay. `goal`: only these instructions are computed anew."""
        instead = dict(self._instead)
        for pc, does in plant.instead.items():
            before = instead.get(pc)
            instead[pc] = does if before is None else _after(before, does)
        course = Course(self.program, {**self._values, **plant.given}, instead)
        changed = set(plant.given)
        first = 0 if plant.given else min(plant.instead, default=0)
        with np.errstate(all="ignore"):
            for pc in range(first, len(self.program)):
                instr = self.program.code[pc]
                if goal >> pc & 1 and (pc in plant.instead or not changed.isdisjoint(instr.ins)):
                    course._values[instr.out] = course._result(pc, instr)
                    changed.add(instr.out)
        return course

    def _result(self, pc: int, instr: Instr) -> Array:
        does = self._instead.get(pc)
        return self.usual(instr) if does is None else does(self, pc, lambda: self.usual(instr))

    def usual(self, instr: Instr) -> Array:
        """What the rule of an instruction gives here."""
        return computed(instr, [self._values[slot] for slot in instr.ins], self.program.slots[instr.out].shape)

    @cached_property
    def ancestors(self) -> dict[int, int]:
        """For each slot, the instructions on which its value depends, and its own: bit `pc` of a whole number."""
        found: dict[int, int] = {}
        for pc, instr in enumerate(self.program.code):
            found[instr.out] = 1 << pc
            for slot in instr.ins:
                found[instr.out] |= found.get(slot, 0)
        return found


def _after(before: Instead, does: Instead) -> Instead:
    return lambda course, pc, usual: does(course, pc, lambda: before(course, pc, usual))


def computed(instr: Instr, operands: list[Array], shape: tuple[int, ...]) -> Array:
    """The result of a rule on other operands."""
    out: Array = np.zeros(shape)
    for function, arguments in instr.rule.bind(out, *operands, **instr.settings):
        function(*arguments)
    return out
