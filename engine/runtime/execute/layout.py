"""Where every value lies in the one buffer of a step.

What is used together lies together, so that a group of instructions can be one NumPy call:
carried values (parameters, then optimizer state), their next values in the same order, the deltas
of all layers, the gradients of all parameters, then the rest. A weight and its bias share one
block, stored as [W^T; b], and what they multiply is followed by a row of ones: z = [W b] [x; 1] is
then one product, and so is the gradient of both.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from engine.library.ops import AFFINE, JOIN_ROWS, PASS_ON, ROWS
from engine.library.rule import LINE, size
from engine.program.program import DELTA, GRADIENT, LOCAL, MOMENT, PARAMETER, PARAMETER_GRADIENT, Program
from engine.runtime.execute.schedule import Group, elementwise, joint, ordinals, partners, schedule, settled

Key = tuple[int, ...]
WIDE = 8 * LINE  # elements from which on a value begins where a line of the cache does
GUARD = 0  # elements of a red zone after each value; tests set it, and see from its content whether a call wrote too far
OLD, DELTAS, GRADIENTS, TOTAL, PARTS, SUMS, MOMENTS, REST = range(8)


@dataclass(frozen=True)
class Layout:
    """Offsets of all slots in elements; `width` of the carried region; which slots are stored transposed.

    `ones` lists where rows of ones stand (offset, count), `guards` where red zones begin and end, if there are any, and after which
    slot. `aliases` maps a slot that is some rows of
    another to that other and its first row there.
    """

    offsets: dict[int, int]
    total: int
    width: int
    transposed: frozenset[int]
    ones: tuple[tuple[int, int], ...]
    guards: tuple[tuple[int, int, int], ...]
    aliases: dict[int, tuple[int, int]]
    pairs: dict[int, int]
    alongside: dict[int, int]
    settled: frozenset[int]
    groups: tuple[Group, ...]


def layout(program: Program) -> Layout:
    """The layout of a program."""
    pairs = partners(program)
    alongside = joint(program, pairs)
    constant = settled(program)
    groups = schedule(program, constant, alongside)
    planner = _Planner(program, pairs, groups)
    offsets, total, width, ones = planner.place()
    return Layout(offsets, total, width, frozenset(planner.transposed), tuple(ones), tuple(planner.guards),
                  planner.aliases, pairs, alongside, constant, tuple(groups))  # fmt: skip


class _Planner:
    """Sorts the slots into regions."""

    def __init__(self, program: Program, pairs: dict[int, int], groups: list[Group]) -> None:
        self.program, self.pairs, self.groups = program, pairs, groups
        self.guards: list[tuple[int, int, int]] = []
        self.rank = self._ranks()
        self.transposed = self._transposed()
        self.padded = {instr.ins[1] for instr in program.code if instr.rule is AFFINE.forward and instr.ins[0] in pairs}
        self.aliases = self._aliases()
        self._equal_padding()

    def _aliases(self) -> dict[int, tuple[int, int]]:
        """Rows of another value need no copy, except where they must lie elsewhere."""
        fixed = {slot for pair in self.program.carried for slot in pair} | self.transposed | self.padded
        slots, found = self.program.slots, {}
        fixed |= {slot.index for slot in slots if slot.kind in (DELTA, PARAMETER_GRADIENT) or slot.of in self.rank}
        for instr in self.program.code:
            if instr.rule is ROWS.forward and instr.out not in fixed and instr.ins[0] not in self.transposed:
                found[instr.out] = (instr.ins[0], instr.settings["start"])
            elif (
                instr.rule is PASS_ON and slots[instr.out].shape and instr.out not in fixed and instr.ins[0] not in self.transposed
            ):
                found[instr.out] = (instr.ins[0], 0)
        for instr in self.program.code:
            if instr.rule.key == JOIN_ROWS and not fixed.intersection(instr.ins) and not set(instr.ins) & found.keys():
                starts = accumulate((slots[part].shape[0] for part in instr.ins), initial=0)
                found |= {part: (instr.out, start) for part, start in zip(instr.ins, starts, strict=False)}
        return found

    def _ranks(self) -> dict[int, int]:
        """Parameters in order, each bias right after the weight that it is paired with."""
        order: list[int] = []
        biases = set(self.pairs.values())
        for slot in self.program.parameters.values():
            if slot not in biases:
                order += [slot, self.pairs[slot]] if slot in self.pairs else [slot]
        order += [slot for slot in self.program.parameters.values() if slot not in order]
        return {slot: number for number, slot in enumerate(order)}

    def _transposed(self) -> set[int]:
        """Slots that share the memory order of a paired weight, through elementwise rules and from step to step."""
        parent: dict[int, int] = {}

        def find(slot: int) -> int:
            while parent.setdefault(slot, slot) != slot:
                parent[slot] = slot = parent[parent[slot]]
            return slot

        def unite(slots: Iterable[int]) -> None:
            first, *rest = map(find, slots)
            for other in rest:
                parent[find(other)] = find(first)

        slots = self.program.slots
        for instr in self.program.code:
            if elementwise(self.program, instr) and len(slots[instr.out].shape) == 2:
                unite([instr.out, *(slot for slot in instr.ins if slots[slot].shape)])
        for pair in self.program.carried:
            unite(pair)
        for slot in slots:
            if slot.of in self.pairs and slot.kind in (GRADIENT, PARAMETER_GRADIENT):
                unite([slot.of, slot.index])
        roots = {find(weight) for weight in self.pairs}
        return {slot.index for slot in slots if len(slot.shape) == 2 and find(slot.index) in roots}

    def _equal_padding(self) -> None:
        """Where an activation is followed by ones, its pre-activation and derivative get the same room."""
        for instr in self.program.code:
            if self.program.slots[instr.out].kind == LOCAL:
                family = {instr.out, *instr.ins}
                if family & self.padded:
                    self.padded |= family - set(self.aliases)

    def place(self) -> tuple[dict[int, int], int, int, list[tuple[int, int]]]:
        """Offsets, total size, size of the carried region, and the rows of ones."""
        program, keys = self.program, self._keys()
        pairs = sorted(program.carried, key=lambda pair: keys[pair[0]])
        for pair in pairs:
            if self.padded.intersection(pair):
                self.padded.update(pair)
        old, new = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        front = {*old, *new}
        rest = sorted((slot.index for slot in program.slots if slot.index not in front and slot.index not in self.aliases),
                      key=lambda slot: keys[slot])  # fmt: skip
        offsets: dict[int, int] = {}
        ones: list[tuple[int, int]] = []
        at = width = 0
        order = [*old, *new, *rest]
        for number, slot in enumerate(order):
            if number == len(old):
                width = at
            if number >= 2 * len(old) and not self._beside(order[number - 1], slot, keys):
                at += -at % LINE
            offsets[slot] = at
            at += size(program.slots[slot].shape)
            if slot in self.padded:
                ones.append((at, program.slots[slot].shape[1]))
                at += program.slots[slot].shape[1]
            ends = number + 1 in (len(old), 2 * len(old), len(order))
            if GUARD and (ends or number >= 2 * len(old) and not self._together(slot, order[number + 1])):
                self.guards.append((at, at + GUARD, slot))
                at += GUARD
        self._alias(offsets)
        return offsets, at, width, ones

    def _beside(self, first: int, second: int, keys: dict[int, Key]) -> bool:
        """Whether a value lies right behind another, wherever a line of the cache begins: it is small, or both are used as one."""
        region, before = keys[second][0], keys[first][0]
        if region == before and region not in (DELTAS, REST):
            return True
        return self._together(first, second) or region == before and size(self.program.slots[second].shape) < WIDE

    def _together(self, first: int, second: int) -> bool:
        """Whether two neighbours are used as one: what belongs to a weight and to its bias, the deltas of a layer."""
        one, other = self.program.slots[first], self.program.slots[second]
        return self.pairs.get(one.of, -2) == other.of or (one.kind == other.kind == DELTA and one.node == other.node)

    def _alias(self, offsets: dict[int, int]) -> None:
        def place(slot: int) -> int:
            if slot not in offsets:
                source, start = self.aliases[slot]
                offsets[slot] = place(source) + start * size(self.program.slots[slot].shape[1:])
            return offsets[slot]

        for slot in self.aliases:
            place(slot)

    def _keys(self) -> dict[int, Key]:
        """Where each slot belongs: region, then what it lies beside."""
        program = self.program
        beside = self._cohorts()
        kinds = self._kinds()
        nodes: dict[str, int] = {}
        places = ordinals(program)
        keys: dict[int, Key] = {}
        for slot in program.slots:
            of, index = slot.of, slot.index
            if index == program.loss:
                keys[index] = (TOTAL,)
            elif slot.kind == DELTA:
                keys[index] = (DELTAS, nodes.setdefault(slot.node, len(nodes)), slot.time, index)
            elif slot.kind == PARAMETER:
                keys[index] = (OLD, -1, self.rank[index])
            elif slot.kind == PARAMETER_GRADIENT:
                keys[index] = (GRADIENTS, self.rank.get(of, 0), index)
            elif slot.kind == GRADIENT and of in self.rank:
                summed, number = places[index]
                keys[index] = (SUMS if summed else PARTS, number, self.rank[of])
            elif index in kinds:
                keys[index] = (OLD if slot.kind != MOMENT else MOMENTS, kinds[index], self.rank[of])
            else:
                keys[index] = (REST, *beside.get(index, (len(self.groups), index)), index)
        return keys

    def _kinds(self) -> dict[int, int]:
        """Optimizer values of one kind (all velocities, all m ...) under one number."""
        names: dict[str, int] = {}
        found: dict[int, int] = {}
        for slot in self.program.slots:
            if slot.of in self.rank and slot.kind not in (PARAMETER, GRADIENT, PARAMETER_GRADIENT):
                kind = slot.name.removeprefix(self.program.slots[slot.of].name)
                found[slot.index] = names.setdefault(kind, len(names))
        return found

    def _first_row(self, pc: int) -> int:
        """Members that read the same rows of their sources belong side by side."""
        ins = self.program.code[pc].ins
        return self.aliases[ins[0]][1] if ins and ins[0] in self.aliases else 0

    def _cohorts(self) -> dict[int, Key]:
        """For slots that take part in a group: the group, the operand's place and the member's number."""
        found: dict[int, Key] = {}
        for number, group in enumerate(self.groups):
            if len(group) < 2:
                continue
            ordered = sorted(group, key=lambda pc: (self._first_row(pc), pc))
            for member, pc in enumerate(ordered):
                instr = self.program.code[pc]
                for place, slot in enumerate((instr.out, *instr.ins)):
                    if self.program.slots[slot].shape or instr.rule.stacks:
                        found.setdefault(slot, (number, place, member))
        return found
