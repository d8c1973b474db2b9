"""What a slip is: a place in the program, and what somebody computes there instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from engine.insight.compare.course import Course, Instead, Plant, computed
from engine.library.rule import Array
from engine.program.program import TARGET, Instr, Program, Slot


@dataclass(frozen=True, eq=False)
class Place:
    """The same work in a program, at all time steps: `pcs`. `theirs` is the array that differs, laid as ours, where this place
    computes it; `decays` are the factors of weight decay that the network has."""

    course: Course
    pcs: tuple[int, ...]
    theirs: Array | None = None
    decays: tuple[float, ...] = field(default=())

    @property
    def program(self) -> Program:
        """The program of the course."""
        return self.course.program

    @cached_property
    def instr(self) -> Instr:
        """The instruction at the first of the places."""
        return self.program.code[self.pcs[0]]

    @property
    def key(self) -> str:
        """The name of its rule."""
        return self.instr.rule.key

    @property
    def slot(self) -> Slot:
        """What the first of the places writes."""
        return self.program.slots[self.instr.out]

    @property
    def value(self) -> Array:
        """What the first of the places gives."""
        return self.course[self.instr.out]

    def slots(self, need: str) -> dict[int, int]:
        """The slot that each of the places reads as that operand."""
        place = self.instr.rule.needs.index(need)
        return {pc: self.program.code[pc].ins[place] for pc in self.pcs}

    def operand(self, need: str) -> Array:
        """An operand at the first of the places."""
        return self.course[self.slots(need)[self.pcs[0]]]

    @property
    def samples(self) -> int:
        """Samples of the batch."""
        return self.program.batches.size

    @property
    def outputs(self) -> int:
        """Units of the output layer."""
        return self.program.slots[self.program.outputs[-1]].shape[0]

    @property
    def makes_loss_gradient(self) -> bool:
        """Whether the gradient of the loss with respect to the output is made here."""
        targets = {slot.index for slot in self.program.slots if slot.kind == TARGET}
        return "g" in self.instr.rule.needs and bool(targets.intersection(self.instr.ins)) and self.key.endswith("_gradient")

    def everywhere(self, does: Instead, formula: str = "", guessed: int = 0, **words: Any) -> Plant:
        """The plant that does this at all of the places."""
        return Plant(dict.fromkeys(self.pcs, does), {}, words, formula, guessed)

    def with_operand(self, need: str, value: Callable[[Course, int], Array], formula: str = "", **words: Any) -> Plant:
        """The plant that applies the rule to another operand, `value(course, slot)`."""
        place = self.instr.rule.needs.index(need)

        def does(course: Course, pc: int, usual: object) -> Array:
            instr = self.program.code[pc]
            operands = [course[slot] for slot in instr.ins]
            operands[place] = value(course, instr.ins[place])
            return computed(instr, operands, self.program.slots[instr.out].shape)

        return self.everywhere(does, formula, **words)


@dataclass(frozen=True)
class Slip:
    """A row: its name, a sentence about it with {words} of the plant, and how to plant it at a place where it can be made.

    A `general` one says less than others that give the same numbers, and is named only where there are none.
    A `blank` one is the plain explanation of an array of zeros.
    """

    name: str
    sentence: str
    plants: Callable[[Place], Iterator[Plant]]
    general: bool = False
    blank: bool = False
