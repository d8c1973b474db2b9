"""Edits made while a run goes on, and the futures they left behind."""

from __future__ import annotations

from dataclasses import dataclass

from engine.library.rule import Array
from engine.program.program import SCALAR, Program
from engine.runtime.execute.arena import Arena


@dataclass(frozen=True)
class Change:
    """An edit made while running: from that training step on, a parameter or the learning rate has this value."""

    step: int
    name: str
    value: Array


@dataclass(frozen=True)
class Branch:
    """A future that was left at a training step: the changes that made it, and how far it was known."""

    step: int
    changes: tuple[Change, ...]
    t: int


def changed_at(changes: tuple[Change, ...], step: int) -> bool:
    """Whether something is changed in that step."""
    return any(change.step == step for change in changes)


def parting(one: tuple[Change, ...], other: tuple[Change, ...], latest: int) -> int:
    """The first training step in which two logs differ, at most `latest`."""
    first, second = ({(c.step, c.name, c.value.tobytes()) for c in log} for log in (one, other))
    return min((step for step, _, _ in first ^ second), default=latest)


class Fixed:
    """What no step renews: scalars and whatever is frozen. No kept state holds their values, so each step begins by setting them.

    `start` are those before the first step.
    """

    def __init__(self, program: Program, arena: Arena) -> None:
        self._names, self._views = program.names, arena.views
        renewed = {old for old, _ in program.carried}
        named = {**program.parameters, **program.buffers}
        named |= {slot.name: slot.index for slot in program.slots if slot.kind == SCALAR}
        self.start = {name: arena.views[slot].copy() for name, slot in named.items() if slot not in renewed}
        self._touched: set[str] = set()

    def apply(self, changes: tuple[Change, ...], step: int) -> None:
        """Act on the values of a step: what is fixed has the last value given up to it, what is renewed is set in its step only."""
        touched = {change.name for change in changes} & self.start.keys()
        for name in touched | self._touched:
            self._views[self._names[name]][...] = self.start[name]
        self._touched = touched
        for change in changes:
            if change.step == step or (change.step < step and change.name in touched):
                self._views[self._names[change.name]][...] = change.value
