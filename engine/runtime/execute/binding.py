"""From instructions to NumPy calls, one by one and for whole groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np
from numpy.lib.stride_tricks import as_strided

from engine.library.ops import AFFINE, DW, DX, JOIN_ROWS, MATMUL, PASS_ON, ROWS
from engine.library.rule import Array, Call, size
from engine.program.program import Instr, Program
from engine.runtime.execute.arena import Arena
from engine.runtime.execute.schedule import Group, elementwise

FEWEST_PRODUCTS = 4  # below, one stacked product costs more than its members


class Kernels:
    """Binds calls to an arena. Weight and bias in one block are multiplied and differentiated together."""

    def __init__(self, program: Program, arena: Arena) -> None:
        self.program, self.arena, self.layout = program, arena, arena.layout
        self._with_bias = set(self.layout.alongside.values())
        self._bias_out = {pc: self.program.code[other].out for other, pc in self.layout.alongside.items()}

    # one instruction -----------------------------------------------------------------------------

    def single(self, pc: int) -> list[Call]:
        """The calls of one instruction; none where another has done its work."""
        instr, views = self.program.code[pc], self.arena.views
        if pc in self.layout.alongside or self._in_place(instr):
            return []
        if instr.rule is AFFINE.forward and instr.ins[0] in self.layout.pairs:
            block, x = self._block(instr.ins[0]), self._extended(instr.ins[1])
            return [(block.T.dot, (x, views[instr.out]))]
        if pc in self._with_bias:
            return [(self._extended(instr.ins[1]).dot, (views[instr.ins[0]].T, self._block(instr.out)))]
        return list(instr.rule.bind(views[instr.out], *(views[slot] for slot in instr.ins), **instr.settings))

    def _in_place(self, instr: Instr) -> bool:
        """Whether the result lies where its operands are already."""
        aliases = self.layout.aliases
        if instr.rule.key == JOIN_ROWS:
            return all(aliases.get(part, (-1, 0))[0] == instr.out for part in instr.ins)
        return instr.rule in (ROWS.forward, PASS_ON) and instr.out in aliases and aliases[instr.out][0] == instr.ins[0]

    def _block(self, weight: int) -> Array:
        """[W^T; b] of shape (in + 1, out)."""
        rows, columns = self.program.slots[weight].shape
        start = self.arena.offsets[weight]
        return self.arena.buffer[start : start + rows * (columns + 1)].reshape(columns + 1, rows)

    def _extended(self, x: int) -> Array:
        """[x; 1] of shape (in + 1, samples)."""
        rows, columns = self.program.slots[x].shape
        start = self.arena.offsets[x]
        return self.arena.buffer[start : start + (rows + 1) * columns].reshape(rows + 1, columns)

    # groups --------------------------------------------------------------------------------------

    def group(self, members: Group) -> Iterator[tuple[Group, list[Call]]]:
        """The calls of a group, run by run of regularly placed members."""
        instr = self.program.code[members[0]]
        moved = tuple(pc for pc in members if not self._in_place(self.program.code[pc]))
        if moved != members:
            yield from (((pc,), []) for pc in members if pc not in moved)
            members = moved
        if len(members) > 1 and elementwise(self.program, instr):
            yield from self._elementwise(members)
        elif len(members) >= FEWEST_PRODUCTS and instr.rule in (AFFINE.forward, MATMUL.forward, DW, DX):
            yield from self._products(members)
        elif len(members) > 1 and instr.rule.stacks:
            yield from self._many(members)
        else:
            yield from (((pc,), self.single(pc)) for pc in members)

    def _many(self, members: Group) -> Iterator[tuple[Group, list[Call]]]:
        """A rule that stacks, bound to all members of a run at once."""
        for run in self._runs(members, False, lambda pc: None):
            instr = self.program.code[run[0]]
            if len(run) == 1:
                yield (run[0],), self.single(run[0])
                continue
            out, *ins = (self._stack(run, place) for place in range(1 + len(instr.ins)))
            whole = out.reshape(-1) if not self.program.slots[instr.out].shape else out
            if np.shares_memory(whole, out):
                yield tuple(run), list(instr.rule.bind(whole, *ins, **instr.settings))
            else:
                yield from (((pc,), self.single(pc)) for pc in run)

    def _operands(self, pc: int) -> list[int]:
        """Result and operands, in the order of the rule."""
        instr = self.program.code[pc]
        return [instr.out, *instr.ins]

    def _arrays(self, pc: int) -> list[int]:
        every = self.program.code[pc].rule.stacks
        return [slot for slot in self._operands(pc) if every or self.program.slots[slot].shape]

    def _distances(self, before: int, pc: int) -> list[int]:
        offsets = self.arena.offsets
        return [offsets[b] - offsets[a] for a, b in zip(self._arrays(before), self._arrays(pc), strict=True)]

    def _manner(self, pc: int) -> tuple[bool, ...]:
        """What must be alike for two products to be stacked."""
        turned = (slot in self.layout.transposed for slot in self._arrays(pc))
        return (pc in self._with_bias, self.program.code[pc].ins[0] in self.layout.pairs, *turned)

    def _runs(self, members: Iterable[int], touching: bool, manner: Callable[[int], object]) -> Iterator[list[int]]:
        """Split into runs alike in manner, in which every operand moves on by a constant distance; `touching`: by its own size."""
        run: list[int] = []
        stride: list[int] | None = None
        for pc in sorted(members, key=lambda pc: self.arena.offsets[self.program.code[pc].out]):
            if run:
                distance = self._distances(run[-1], pc)
                wanted = (
                    [size(self.program.slots[slot].shape) for slot in self._arrays(run[-1])] if touching else stride or distance
                )
                if distance != wanted or manner(pc) != manner(run[0]):
                    yield run
                    run, distance = [], None  # type: ignore[assignment]
                stride = distance
            run.append(pc)
        yield run

    def _elementwise(self, members: Group) -> Iterator[tuple[Group, list[Call]]]:
        """One call over the whole stretch where members touch, else over rows of equal size."""
        equal = len({size(self.program.slots[self.program.code[pc].out].shape) for pc in members}) == 1
        for run in self._runs(members, not equal, lambda pc: None):
            if len(run) == 1:
                yield (run[0],), self.single(run[0])
                continue
            instr = self.program.code[run[0]]
            count = size(self.program.slots[instr.out].shape)
            flat = not equal or all(distance == count for distance in self._distances(*run[:2]))
            out, *ins = (self._stretch(run, place, flat) for place in range(1 + len(instr.ins)))
            yield tuple(run), list(instr.rule.bind(out, *ins, **instr.settings))

    def _stretch(self, run: list[int], place: int, flat: bool) -> Array:
        """One operand of all members: a vector where they touch, else a row for each."""
        first, second, last = (self._operands(pc)[place] for pc in (run[0], run[1], run[-1]))
        if not self.program.slots[first].shape:
            return self.arena.views[first]
        offsets, count = self.arena.offsets, size(self.program.slots[first].shape)
        if flat:
            return self.arena.buffer[offsets[first] : offsets[last] + size(self.program.slots[last].shape)]
        return self._strided(offsets[first], (len(run), count), (offsets[second] - offsets[first], 1))

    def _strided(self, start: int, shape: tuple[int, ...], strides: tuple[int, ...]) -> Array:
        item = self.arena.buffer.itemsize
        return as_strided(self.arena.buffer[start:], shape, tuple(stride * item for stride in strides))

    def _products(self, members: Group) -> Iterator[tuple[Group, list[Call]]]:
        for run in self._runs(members, False, self._manner):
            instr = self.program.code[run[0]]
            unpaired = instr.rule is AFFINE.forward and instr.ins[0] not in self.layout.pairs
            if len(run) < FEWEST_PRODUCTS or unpaired:
                yield from (((pc,), self.single(pc)) for pc in run)
            else:
                yield tuple(run), [(np.matmul, self._stacked(run, instr, run[0] in self._with_bias))]

    def _stacked(self, run: list[int], instr: Instr, joint: bool) -> tuple[Array, Array, Array]:
        """Left factors, right factors and results of equal products, one member a row."""
        if instr.rule is AFFINE.forward:
            return self._stack(run, 1, True).transpose(0, 2, 1), self._stack(run, 2, True), self._stack(run, 0)
        if instr.rule is MATMUL.forward:
            return self._stack(run, 1), self._stack(run, 2), self._stack(run, 0)
        if instr.rule is DX:
            return self._stack(run, 2).transpose(0, 2, 1), self._stack(run, 1), self._stack(run, 0)
        g, x, out = self._stack(run, 1), self._stack(run, 2, joint), self._stack(run, 0, joint)
        if joint:
            return x, g.transpose(0, 2, 1), out
        if instr.out in self.layout.transposed:
            return x, g.transpose(0, 2, 1), out.transpose(0, 2, 1)
        return g, x.transpose(0, 2, 1), out

    def _stack(self, run: list[int], place: int, extended: bool = False) -> Array:
        """An operand of all members as (members, rows, columns); `extended` adds the row of ones, or the bias to W^T."""
        first, second = (self._operands(pc)[place] for pc in run[:2])
        stride, shape = self.arena.offsets[second] - self.arena.offsets[first], self.program.slots[first].shape
        start, (rows, columns) = self.arena.offsets[first], shape or (1, 1)
        turned = first in self.layout.transposed
        if extended:
            rows, columns = (columns + 1, rows) if turned else (rows + 1, columns)
            return self._strided(start, (len(run), rows, columns), (stride, columns, 1))
        if turned:
            return self._strided(start, (len(run), rows, columns), (stride, 1, rows))
        return self._strided(start, (len(run), rows, columns), (stride, columns, 1))
