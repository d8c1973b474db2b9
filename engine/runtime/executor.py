"""Execute ranges of instructions and whole training steps over an arena, behind one small interface."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np

from engine.library.rule import Call
from engine.program.program import Program
from engine.runtime.arena import Arena
from engine.runtime.calls import straight_line
from engine.runtime.kernels import Kernels
from engine.runtime.schedule import Group


class Backend(Protocol):
    """Whoever executes a program. One backend serves step, run and replay of a session, which names it."""

    name: str

    def run(self, start: int, stop: int) -> None:
        """Execute instructions start ... stop-1 in order."""
        ...

    def steps(self, first: int, count: int) -> None:
        """Execute `count` whole training steps, the first of them being `first`."""
        ...


class NumpyBackend:
    """NumPy calls bound once to the arena's views.

    Whole steps run as one generated straight-line function in which equal instructions of many
    layers or time steps are one call. When it is made it is compared, bit for bit, with executing
    the instructions one by one; a group that differs in a single bit is taken apart.
    """

    name = "numpy"

    def __init__(self, program: Program, arena: Arena, before: Sequence[Call] = (), after: Sequence[Call] = ()) -> None:
        self._program, self._arena = program, arena
        self._before, self._after = list(before), list(after)
        self._kernels = Kernels(program, arena)
        self._calls: list[list[Call]] = [self._kernels.single(pc) for pc in range(len(program))]
        self._settle()
        self._loop: Callable[[int, int], None] | None = None

    def run(self, start: int, stop: int) -> None:
        """Execute instructions start ... stop-1 in order."""
        for calls in self._calls[start:stop]:
            for function, arguments in calls:
                function(*arguments)

    def steps(self, first: int, count: int) -> None:
        """Execute `count` whole training steps, the first of them being `first`.

        `before` and `after`, given at the start, are calls made around each; an argument STEP
        stands for the number of the step.
        """
        if self._loop is None:
            self._loop = straight_line([*self._before, *self._plan(), *self._after])
        self._loop(first, first + count)

    def _settle(self) -> None:
        """Execute once and for all what depends on constants alone."""
        for pc in sorted(self._arena.layout.settled):
            self.run(pc, pc + 1)
            self._calls[pc] = []

    def _plan(self) -> list[Call]:
        """All calls of a step, grouped as far as every bit stays."""
        groups = [run for group in self._arena.layout.groups for run in self._kernels.group(group)]
        wrong = self._different(groups)
        for _ in range(3):
            if not wrong:
                break
            groups = [part for members, calls in groups for part in self._apart(members, calls, wrong)]
            wrong = self._different(groups)
        if wrong:
            return [call for calls in self._calls for call in calls]
        return [call for _, calls in groups for call in calls]

    def _apart(self, members: Group, calls: list[Call], wrong: set[int]) -> list[tuple[Group, list[Call]]]:
        if len(members) == 1 or not wrong.intersection(members):
            return [(members, calls)]
        return [((pc,), self._calls[pc]) for pc in members]

    def _different(self, groups: list[tuple[Group, list[Call]]]) -> set[int]:
        """Instructions whose result is not the same when the groups run; the arena is left as it was."""
        buffer, views = self._arena.buffer, self._arena.views
        kept = buffer.copy()
        self.run(0, len(self._calls))
        wanted = buffer.copy()
        buffer[...] = kept
        for _, calls in groups:
            for function, arguments in calls:
                function(*arguments)
        same = wanted.view(np.uint8).tobytes() == buffer.view(np.uint8).tobytes()
        got = [views[instr.out].tobytes() for instr in self._program.code]
        buffer[...] = wanted
        wrong = set() if same else {pc for pc, instr in enumerate(self._program.code) if views[instr.out].tobytes() != got[pc]}
        buffer[...] = kept
        return wrong
