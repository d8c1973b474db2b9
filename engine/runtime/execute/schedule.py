"""In which order a whole step runs, and what runs together.

A step may execute its instructions in any order that respects their operands. List scheduling by
longest remaining path (Hu 1961) keeps the recurrence going and lets everything that can wait pile
up, so that equal instructions of many layers or time steps become one group: one NumPy call over
neighbouring values in place of many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from heapq import heappop, heappush
from typing import Any

from engine.library.ops import ADD, AFFINE, DB, DW, DX, MATMUL
from engine.program.program import CONSTANT, GRADIENT, PARAMETER, PARAMETER_GRADIENT, Instr, Program

PRODUCTS = (AFFINE.forward, MATMUL.forward, DW, DX)
Group = tuple[int, ...]


def elementwise(program: Program, instr: Instr) -> bool:
    """Whether an instruction treats all elements alike, its operands being of one shape or scalars."""
    shape = program.slots[instr.out].shape
    shapes = [program.slots[slot].shape for slot in instr.ins]
    return instr.rule.elementwise and shape != () and shape in shapes and all(other in (shape, ()) for other in shapes)


def partners(program: Program) -> dict[int, int]:
    """Weights and the bias that is always added to their product: weight slot -> bias slot."""
    weights: dict[int, set[int]] = {}
    others: set[int] = set()
    for instr in program.code:
        if instr.rule is AFFINE.forward:
            weights.setdefault(instr.ins[2], set()).add(instr.ins[0])
        elif not elementwise(program, instr):
            others.update(instr.ins)
    pairs = [(next(iter(own)), bias) for bias, own in weights.items() if len(own) == 1 and bias not in others]
    trained = {old for old, _ in program.carried}
    pairs = [(weight, bias) for weight, bias in pairs if program.slots[weight].kind == program.slots[bias].kind == PARAMETER
             and (weight in trained) == (bias in trained)]  # fmt: skip
    uses = Counter(weight for weight, _ in pairs)
    return {weight: bias for weight, bias in pairs if uses[weight] == 1}


def ordinals(program: Program) -> dict[int, tuple[bool, int]]:
    """For each gradient of a parameter: whether it is a sum, and its number among those of its kind."""
    counts: dict[tuple[int, bool, str], int] = {}
    found = {}
    for instr in program.code:
        slot = program.slots[instr.out]
        if slot.kind in (GRADIENT, PARAMETER_GRADIENT):
            key = (slot.of, instr.rule is ADD.forward, slot.kind)
            found[slot.index] = (key[1], counts.setdefault(key, 0))
            counts[key] += 1
    return found


def joint(program: Program, pairs: dict[int, int]) -> dict[int, int]:
    """Bias gradients that come with a weight gradient: pc of the former -> pc of the latter."""
    products = {(instr.ins[0], program.slots[instr.out].of): pc for pc, instr in enumerate(program.code) if instr.rule is DW}
    found, slots, places = {}, program.slots, ordinals(program)
    weight_of = {bias: weight for weight, bias in pairs.items()}
    for pc, instr in enumerate(program.code):
        weight = weight_of.get(slots[instr.out].of)
        if instr.rule is not DB or weight is None or (instr.ins[0], weight) not in products:
            continue
        product = products[instr.ins[0], weight]
        ours, theirs = slots[instr.out], slots[program.code[product].out]
        if ours.kind == theirs.kind and places[ours.index] == places[theirs.index]:
            found[pc] = product
    return found


def _class(program: Program, pc: int, instr: Instr) -> Any:
    """What may run together with this instruction."""
    slots = program.slots
    settings = tuple(sorted(instr.settings.items()))
    if elementwise(program, instr):
        return (id(instr.rule), settings, tuple(slot for slot in instr.ins if not slots[slot].shape))
    if instr.rule in PRODUCTS or instr.rule.stacks:
        return (id(instr.rule), settings, tuple(slots[slot].shape for slot in instr.ins))
    return pc


def settled(program: Program) -> frozenset[int]:
    """Instructions that depend on constants alone."""
    known = {slot.index for slot in program.slots if slot.kind == CONSTANT}
    found = set()
    for pc, instr in enumerate(program.code):
        if known.issuperset(instr.ins):
            known.add(instr.out)
            found.add(pc)
    return frozenset(found)


def schedule(program: Program, left_out: Container[int], alongside: dict[int, int]) -> list[Group]:
    """Groups of instructions in the order of execution, without those `left_out` and those that come `alongside` another."""
    code = program.code
    own = [pc for pc in range(len(code)) if pc not in left_out and pc not in alongside]
    writer = {instr.out: alongside.get(pc, pc) for pc, instr in enumerate(code) if pc not in left_out}
    sources = {pc: {writer[slot] for slot in code[pc].ins if slot in writer} for pc in own}
    users: dict[int, list[int]] = {pc: [] for pc in sources}
    for pc, needed in sources.items():
        for source in needed:
            users[source].append(pc)
    parameters = set(program.parameters.values())
    distance: dict[int, int] = {}
    for pc in reversed(list(sources)):
        # Adding up the parts of a parameter's gradient can always wait.
        patient = program.slots[code[pc].out].kind == GRADIENT and program.slots[code[pc].out].of in parameters
        distance[pc] = (not patient) + max((distance[user] for user in users[pc]), default=0)
    waiting = {pc: len(needed) for pc, needed in sources.items()}
    classes = {pc: _class(program, pc, code[pc]) for pc in sources}
    ready: dict[Any, list[int]] = {}
    heap: list[tuple[int, int]] = []

    def offer(pc: int) -> None:
        ready.setdefault(classes[pc], []).append(pc)
        heappush(heap, (-distance[pc], pc))

    for pc, count in waiting.items():
        if not count:
            offer(pc)
    groups: list[Group] = []
    done: set[int] = set()
    while heap:
        chosen = heappop(heap)[1]
        if chosen in done:
            continue  # it ran with a group before
        members = ready.pop(classes[chosen])
        done.update(members)
        groups.append(tuple(sorted(members)))
        for pc in members:
            for user in users[pc]:
                waiting[user] -= 1
                if not waiting[user]:
                    offer(user)
    return groups
