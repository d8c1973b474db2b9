"""One contiguous buffer for all values of a training step."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from engine.library.rule import Array, Shape, aligned, size
from engine.program.program import DELTA, PARAMETER, PARAMETER_GRADIENT, Program
from engine.runtime.execute.layout import layout

PAGE, PIECE = 4096, 2**21  # bytes: what a system gives at once at the least, and what is asked for between two looks at the clock
CANARY = -7.5e77  # finite, so that it spoils no look for values that are not; large, so that whoever reads it is seen


@dataclass(frozen=True)
class Group:
    """A run of neighbouring elements that one per-step number is about."""

    name: str
    start: int
    count: int


class Claim:
    """Has the system give arrays their memory, which it would do else when a step first touches them."""

    def __init__(self, *arrays: Array) -> None:
        bytes_of = [array.reshape(-1).view(np.uint8) for array in arrays]
        self._waiting = [memory[at : at + PIECE] for memory in bytes_of for at in range(0, len(memory), PIECE)][::-1]

    def proceed(self, until: float) -> bool:
        """Go on until that time of `perf_counter`; whether all is claimed."""
        while self._waiting and time.perf_counter() < until:
            piece = self._waiting.pop()
            piece[::PAGE] |= 0
        return not self._waiting


class Arena:
    """Views of every slot in one buffer, placed by `layout`.

    `old` holds the carried values and `new` their next ones, in the same order; a snapshot of a
    run is one copy of `old`. The norms of all layers are taken over the groups of `watched`.
    """

    def __init__(self, program: Program, dtype: type = float) -> None:
        self.layout = layout(program)
        self.offsets = self.layout.offsets
        self.buffer = aligned(self.layout.total, dtype)
        for start, count in self.layout.ones:
            self.buffer[start : start + count] = 1
        for start, stop, _ in self.layout.guards:
            self.buffer[start:stop] = CANARY
        self.views = tuple(self.view(slot.index, slot.shape) for slot in program.slots)
        for index, value in program.initial.items():
            self.views[index][...] = value
        width = self.layout.width
        self.old, self.new = self.buffer[:width], self.buffer[width : 2 * width]
        self._watch(program)

    def view(self, slot: int, shape: Shape) -> Array:
        """The elements of a slot in that shape, in the slot's own memory order."""
        return self.part(self.buffer, slot, shape)

    def part(self, buffer: Array, slot: int, shape: Shape) -> Array:
        """The elements of a slot in a buffer that begins as this one does, such as a snapshot of `old`."""
        start = self.offsets[slot]
        flat = buffer[start : start + size(shape)]
        return flat.reshape(shape[::-1]).T if slot in self.layout.transposed else flat.reshape(shape)

    def overrun(self) -> tuple[int, ...]:
        """The slots after which a red zone no longer holds what it held."""
        return tuple(slot for start, stop, slot in self.layout.guards if (self.buffer[start:stop] != CANARY).any())

    def _watch(self, program: Program) -> None:
        """Group the deltas (by node, over time), the parameter gradients and the trained parameters."""
        carried = {new for _, new in program.carried}
        watched = [slot for slot in program.slots if slot.kind in (DELTA, PARAMETER_GRADIENT) and slot.index not in carried]
        groups: list[Group] = []
        for slot in sorted(watched, key=lambda slot: self.offsets[slot.index]):
            name = f"delta/{slot.node}" if slot.kind == DELTA else f"grad/{program.slots[slot.of].name}"
            count = size(slot.shape)
            if groups and groups[-1].name == name and slot.kind == DELTA:
                groups[-1] = Group(name, groups[-1].start, groups[-1].count + count)
            else:
                groups.append(Group(name, self.offsets[slot.index], count))
        self.groups = tuple(groups)
        trained = sorted((old for old, _ in program.carried if program.slots[old].kind == PARAMETER), key=lambda i: self.offsets[i])
        self.trained = tuple(Group(program.slots[i].name, self.offsets[i], size(program.slots[i].shape)) for i in trained)

    def carry(self) -> None:
        """Make the new values the old ones: the border between two training steps."""
        self.old[...] = self.new
