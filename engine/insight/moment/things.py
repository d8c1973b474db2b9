"""What a number of a formula belongs to on the drawing: a neuron, or one weight of a wire."""

from __future__ import annotations

from dataclasses import dataclass

from engine.program.program import PARAMETER, Program


@dataclass(frozen=True)
class Thing:
    """A neuron (`node` and `unit`), or a weight (`weight` is its parameter, `place` its row and column)."""

    node: str = ""
    unit: int = -1
    weight: str = ""
    place: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.node or self.weight)


def thing_at(program: Program, slot: int, index: tuple[int, ...]) -> Thing:
    """What an element of a value, of its gradient or of its slope belongs to; empty if to nothing that is drawn."""
    whole = program.slots[slot]
    while whole.of >= 0:
        whole = program.slots[whole.of]
    if whole.kind == PARAMETER and len(index) == 2:
        return Thing(weight=whole.name, place=index)
    states = program.states(whole.node)
    if not states or not index:
        return Thing()
    return Thing(whole.node, index[0] % program.slots[states[0]].shape[0])  # the gates of a cell lie one below the other
