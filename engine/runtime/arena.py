"""One contiguous buffer for all values of a training step."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.library.rule import Array, size
from engine.program.program import DELTA, PARAMETER, PARAMETER_GRADIENT, Program


@dataclass(frozen=True)
class Group:
    """A run of neighbouring elements that one per-step number is about."""

    name: str
    start: int
    count: int


class Arena:
    """Views of every slot, laid out so that what is used together lies together.

    Order: carried values (`old`: parameters, then optimizer state), their next values (`new`, same
    order), the deltas dL/dz of all layers, the gradients of all parameters, everything else. A
    snapshot of a run is one copy of `old`; the norms of all layers are one call over `watched`.
    """

    def __init__(self, program: Program, dtype: type = float) -> None:
        old = [pair[0] for pair in program.carried]
        new = [pair[1] for pair in program.carried]
        kinds = {PARAMETER: 0}
        paired = sorted(range(len(old)), key=lambda i: kinds.get(program.slots[old[i]].kind, 1))
        old, new = [old[i] for i in paired], [new[i] for i in paired]
        deltas = sorted((s for s in program.slots if s.kind == DELTA), key=lambda s: (s.node, s.time))
        used = list(program.used_gradient.values())
        gradients = [s.index for s in program.slots if s.kind == PARAMETER_GRADIENT and s.index not in new]
        front = [*old, *new, *(s.index for s in deltas), *gradients]
        placed = set(front)
        order = [*front, *(s.index for s in program.slots if s.index not in placed)]
        self.offsets = self._offsets(program, order)
        self.buffer: Array = np.zeros(sum(size(s.shape) for s in program.slots), dtype)
        self.views = tuple(self._view(self.offsets[s.index], s.shape) for s in program.slots)
        for index, value in program.initial.items():
            self.views[index][...] = value
        width = sum(size(program.slots[i].shape) for i in old)
        self.old, self.new = self.buffer[:width], self.buffer[width : 2 * width]
        self._watch(program, [s.index for s in deltas], gradients, used)
        trained = [i for i in old if program.slots[i].kind == PARAMETER]
        self.trained = tuple(Group(program.slots[i].name, self.offsets[i], size(program.slots[i].shape)) for i in trained)

    @staticmethod
    def _offsets(program: Program, order: list[int]) -> dict[int, int]:
        offsets, at = {}, 0
        for index in order:
            offsets[index] = at
            at += size(program.slots[index].shape)
        return offsets

    def _view(self, start: int, shape: tuple[int, ...]) -> Array:
        return self.buffer[start : start + size(shape)].reshape(shape)

    def _watch(self, program: Program, deltas: list[int], gradients: list[int], used: list[int]) -> None:
        """Group the region of deltas (by node, over time) and parameter gradients."""
        groups: list[Group] = []
        for index in [*deltas, *gradients]:
            slot = program.slots[index]
            delta = index in deltas
            name = f"delta/{slot.node}" if delta else f"grad/{program.slots[slot.of].name}"
            count = size(slot.shape)
            if groups and groups[-1].name == name and delta:
                groups[-1] = Group(name, groups[-1].start, groups[-1].count + count)
            else:
                groups.append(Group(name, self.offsets[index], count))
        self.groups = tuple(groups)
        first = groups[0].start if groups else 0
        self.watched = self.buffer[first : first + sum(group.count for group in groups)]
        self.starts = np.array([group.start - first for group in groups], dtype=np.intp)

    def carry(self) -> None:
        """Make the new values the old ones: the border between two training steps."""
        np.copyto(self.old, self.new)
