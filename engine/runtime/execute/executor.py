"""Execute ranges of instructions and whole training steps over an arena, behind one small interface."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Protocol

import numpy as np

from engine.library.rule import Array, Call
from engine.program.program import Program
from engine.runtime.execute.arena import Arena
from engine.runtime.execute.binding import Kernels
from engine.runtime.execute.calls import NumpyTape, Tape, spoil
from engine.runtime.execute.schedule import Group

PIECE = 1 << 20  # bytes compared at once


class Backend(Protocol):
    """What executes a program. One backend serves step, run and replay of a session, which names it."""

    name: str

    def prepare(self, until: float) -> bool:
        """Until that time of `perf_counter`, make what `run` and `close` would make else when they need it; whether all is made."""
        ...

    def run(self, start: int, stop: int) -> None:
        """Execute instructions start ... stop-1 in order."""
        ...

    def steps(self, first: int, count: int) -> None:
        """Execute `count` whole training steps, the first of them being `first`."""
        ...

    def close(self, step: int) -> None:
        """Record a step that `run` has executed to its end."""
        ...


class Executor:
    """The backend that makes tapes of calls bound once to the arena's views.

    A whole step is one tape in which equal instructions of many layers or time steps are one call.
    When it is made it is compared, bit for bit, with executing the instructions one by one; a group that differs in a single
    bit is split up.
    """

    name = ""
    dear_calls = False  # whether a call costs more than a few elements, so that fewer and larger ones are worth a copy
    tape: Callable[[list[Call]], Tape]

    def __init__(
        self, program: Program, arena: Arena, before: Sequence[Call] = (), after: Sequence[Call] = (), taint: Array | None = None
    ) -> None:
        self._program, self._arena = program, arena
        self._before = list(before)
        self._kernels = Kernels(program, arena)
        self._calls: list[list[Call]] = [self._kernels.single(pc) for pc in range(len(program))]
        self._settle()
        self._place = [0, *accumulate(map(len, self._calls))]
        self._ending = [*after, *([] if taint is None else self._look(taint))]

    # Tapes are made when they are needed: after each edit of a drawing it is lowered, and seldom run.

    @cached_property
    def _singles(self) -> Tape:
        """The instructions one by one."""
        return self.tape([call for calls in self._calls for call in calls])

    @cached_property
    def _closing(self) -> Tape:
        return self.tape(self._ending)

    @cached_property
    def _planned(self) -> tuple[list[tuple[Group, list[Call]]], Tape]:
        """All calls of a step, grouped as far as every bit stays, and the tape that makes them."""
        groups = self.proposed()
        for _ in range(4):
            whole = self._step(groups)
            wrong = self._different(whole, sum(len(calls) for _, calls in groups))
            if not wrong:
                return groups, whole
            groups = [part for members, calls in groups for part in self._apart(members, calls, wrong)]
        groups = [((pc,), calls) for pc, calls in enumerate(self._calls)]
        return groups, self._step(groups)

    @property
    def whole(self) -> Tape:
        """A training step, with what is called before and after it."""
        return self._planned[1]

    def prepare(self, until: float) -> bool:
        """Until that time of `perf_counter`, make what `run` and `close` would make else when they need it; whether all is made."""
        return self._singles.prepare(until) and self._closing.prepare(until)

    def run(self, start: int, stop: int) -> None:
        """Execute instructions start ... stop-1 in order."""
        self._singles.run(self._place[start], self._place[stop])

    def steps(self, first: int, count: int) -> None:
        """Execute `count` whole training steps, the first of them being `first`.

        `before` and `after`, given at the start, are calls made around each; an argument STEP
        stands for the number of the step. `taint`, if given, becomes NaN in a step that makes a
        value which is not finite.
        """
        self.whole.loop(first, first + count)

    def close(self, step: int) -> None:
        """Make the calls that follow a step, after `run` has executed it."""
        self._closing.loop(step, step + 1)

    def _settle(self) -> None:
        """Execute once and for all what depends on constants alone."""
        settled = sorted(self._arena.layout.settled)
        calls = [call for pc in settled for call in self._calls[pc]]
        self.tape(calls).run(0, len(calls))
        for pc in settled:
            self._calls[pc] = []

    def proposed(self) -> list[tuple[Group, list[Call]]]:
        """All calls of a step in the groups of the layout, whether or not every bit stays."""
        return [run for group in self._arena.layout.groups for run in self._kernels.group(group)]

    def plan(self) -> list[tuple[Group, list[Call]]]:
        """All calls of a step, grouped as far as every bit stays."""
        return self._planned[0]

    def _step(self, groups: list[tuple[Group, list[Call]]]) -> Tape:
        return self.tape([*self._before, *(call for _, calls in groups for call in calls), *self._ending])

    def _look(self, taint: Array) -> list[Call]:
        """Calls that look at all values."""
        return [(spoil, (taint, self._arena.buffer))]

    def _apart(self, members: Group, calls: list[Call], wrong: set[int]) -> list[tuple[Group, list[Call]]]:
        if len(members) == 1 or not wrong.intersection(members):
            return [(members, calls)]
        return [((pc,), self._calls[pc]) for pc in members]

    def _different(self, step: Tape, calls: int) -> set[int]:
        """Instructions whose result is not the same when the groups run; the arena is restored."""
        buffer, views = self._arena.buffer, self._arena.views
        kept = buffer.copy()
        try:
            self.run(0, len(self._program))
            wanted = buffer.copy()
            buffer[...] = kept
            step.run(len(self._before), len(self._before) + calls)
            if _same_bits(wanted, buffer):
                return set()
            results = ((pc, instr.out, views[instr.out]) for pc, instr in enumerate(self._program.code))
            return {pc for pc, out, view in results if not _same_bits(self._arena.part(wanted, out, view.shape), view)}
        finally:  # also where there is no memory for a copy
            buffer[...] = kept


def _same_bits(a: Array, b: Array) -> bool:
    """Whether two arrays are equal to the last bit; a piece at a time, for they may be as large as the memory allows."""
    first, second = (np.ascontiguousarray(array).reshape(-1).view(np.uint8) for array in (a, b))
    return all(np.array_equal(first[at : at + PIECE], second[at : at + PIECE]) for at in range(0, first.size, PIECE))


class NumpyBackend(Executor):
    """Every call is NumPy's own; whole steps run as one generated straight-line function."""

    name = "numpy"
    dear_calls = True
    tape = NumpyTape

    def _look(self, taint: Array) -> list[Call]:
        buffer, found = self._arena.buffer, np.zeros(())
        return [(buffer.dot, (np.zeros(buffer.size), found)), (np.add, (taint, found, taint))]
