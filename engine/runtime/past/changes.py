"""Edits made while a run goes on, and the futures they left behind."""

from __future__ import annotations

from dataclasses import dataclass

from engine.library.rule import Array


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


def acting(changes: tuple[Change, ...], step: int, lasting: set[str]) -> list[Change]:
    """The changes that act in a step: those of lasting names from their own step on, the others in it only."""
    return [change for change in changes if change.step == step or (change.step < step and change.name in lasting)]


def parting(one: tuple[Change, ...], other: tuple[Change, ...], latest: int) -> int:
    """The first training step in which two logs differ, at most `latest`."""
    first, second = ({(c.step, c.name, c.value.tobytes()) for c in log} for log in (one, other))
    return min((step for step, _, _ in first ^ second), default=latest)
