"""What can be read of a run at the moment at which it stands."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from operator import index
from typing import Any

import numpy as np

from engine.library.rule import Array
from engine.model.problem import UnknownName, refuse, text
from engine.program.builder import numbers
from engine.program.program import PARAMETER, SCALAR, Program
from engine.runtime.execute.arena import Arena


class Reading(ABC):
    """The values of the present moment, by slot or by name.

    What is `hidden` can be read by nobody, as if it were not computed yet: a lesson asks for it.
    """

    program: Program
    arena: Arena
    hidden: frozenset[int] = frozenset()

    @property
    @abstractmethod
    def place(self) -> tuple[int, int]:
        """(training step, instructions executed in it)."""

    @abstractmethod
    def _given(self, slot: int) -> Array | None:
        """A value that a change gives in the step that comes."""

    def names(self) -> tuple[str, ...]:
        """Every name that `value` knows: those of single values, then those of sequences."""
        return (*self.program.names, *self.program.in_time)

    def computed(self, slot: int) -> bool:
        """Whether a slot holds a value of the current step that may be read."""
        return slot not in self.hidden and self._stands(slot)

    def _stands(self, slot: int) -> bool:
        writer = self.program.writer.get(slot)
        return writer is None or writer < self.place[1]

    def read(self, slot: int) -> Array | None:
        """The value of a slot now, or None if it is not computed yet. A parameter shows its newest value."""
        return None if slot in self.hidden else self._newest(slot, self.computed)

    def _newest(self, slot: int, there: Callable[[int], bool]) -> Array | None:
        given = self._given(slot)
        if given is not None:
            return given
        renewed = self.program.renewed.get(slot)
        if renewed is not None and there(renewed):
            slot = renewed
        return self.arena.views[slot] if there(slot) else None

    def value(self, name: str) -> Array | None:
        """A named value, or None as long as it is not computed. The array is live: copy it to keep it.

        The name of a sequence, such as `y.a` where there are `y.a[1]`, `y.a[2]` ..., gives a copy of all time steps, the time
        first. UnknownName, which is a KeyError, for any other name.
        """
        if isinstance(name, str) and name in self.program.names:
            return self.read(self.program.names[name])
        return self._stacked(self._moments(name))

    def gradient(self, name: str) -> Array | None:
        """dL/d(name) of this step, or None if it is not computed yet or no gradient flows there; of a sequence as `value`."""
        of = self.program.gradient_of
        if isinstance(name, str) and name in self.program.names:
            slot = of.get(self.program.names[name])
            return None if slot is None else self.read(slot)
        slots = [of.get(slot) for slot in self._moments(name)]
        return self._stacked([slot for slot in slots if slot is not None]) if None not in slots else None

    def _moments(self, name: str) -> tuple[int, ...]:
        if not isinstance(name, str) or name not in self.program.in_time:
            raise UnknownName(str(name), name, self.names())
        return self.program.in_time[name]

    def _stacked(self, slots: tuple[int, ...] | list[int]) -> Array | None:
        if not all(map(self.computed, slots)):
            return None
        return np.stack([self.arena.views[slot] for slot in slots])

    def parameters(self) -> dict[str, Array]:
        """Copies of all parameters as they are now."""
        return {name: np.array(self._newest(slot, self._stands)) for name, slot in self.program.parameters.items()}

    def learned(self) -> dict[str, Array]:
        """Copies of parameters and running statistics: all that the network has learned."""
        statistics = {name: np.array(self._newest(slot, self._stands)) for name, slot in self.program.buffers.items()}
        return {**self.parameters(), **statistics}

    def renewals(self) -> tuple[int, int]:
        """As long as this is the same, and nothing was changed by hand, so is what `learned` gives."""
        step, pc = self.place
        first = self.program.first_renewal
        return (step + 1, first) if pc == len(self.program) else (step, max(pc, first))


def changeable(program: Program, name: str, value: Any) -> Array:
    """A value for a parameter or a scalar such as the learning rate; UnknownName or ExperimentError if it cannot be that."""
    slots = {slot.name: slot for slot in program.slots if slot.kind in (PARAMETER, SCALAR) and slot.name in program.names}
    if not isinstance(name, str) or name not in slots:
        raise UnknownName(str(name), name, slots)
    array, wanted = numbers(value, name), slots[name].shape
    if array.shape != wanted:
        raise refuse(name, text("has the shape {found}, not {wanted}."), found=array.shape, wanted=wanted)
    return array


def whole(value: Any, where: str) -> int:
    """A whole number; ExperimentError if it is none."""
    try:
        return index(value)
    except TypeError:
        raise refuse(where, text("must be a whole number, not {value!r}."), value=value) from None
