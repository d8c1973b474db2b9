"""How the layers of a program read the positions of their sources: through a window, or by attention."""

from __future__ import annotations

import math
from dataclasses import dataclass

from engine.library.window import Grid, Window
from engine.model.network import Network
from engine.program.program import FORWARD, PARAMETER, Program


@dataclass(frozen=True)
class Head:
    """The weights of one head of attention, of shape (keys, queries · samples): the slots of scores and of probabilities."""

    scores: int
    weights: int
    queries: int
    keys: int


@dataclass(frozen=True)
class Field:
    """What a layer does with positions. `kernel` is the parameter whose columns are (channel, place in the window)."""

    window: Window | None = None
    kernel: str = ""
    heads: tuple[Head, ...] = ()


def fields(program: Program) -> dict[str, Field]:
    """The layers that read more than one position of their source; others keep to the same one. Of the first time step."""
    found: dict[str, Field] = {}
    for pc in range(program.phases[FORWARD].start, program.phases[FORWARD].stop):
        instr, slot = program.code[pc], program.slots[program.code[pc].out]
        known = found.get(slot.node, Field())
        if slot.time > 1:
            continue
        if "window" in instr.settings:
            found[slot.node] = Field(instr.settings["window"], _kernel(program, instr.out))
        elif instr.rule.key == "mix":
            weights = instr.ins[1]
            scores = program.code[program.writer[weights]].ins[0]
            head = Head(scores, weights, instr.settings["queries"], instr.settings["keys"])
            found[slot.node] = Field(heads=(*known.heads, head))
    return found


def _kernel(program: Program, patches: int) -> str:
    """The parameter that patches are multiplied by; "" if they are not."""
    for instr in program.code[: program.phases[FORWARD].stop]:
        if patches in instr.ins and instr.rule.key in ("affine", "matmul"):
            names = (program.slots[slot].name for slot in instr.ins if program.slots[slot].kind == PARAMETER)
            return next(names, "")
    return ""


def positions_of(program: Program, slot: int) -> int:
    """How many positions the columns of a value stand for beside samples; 0 if they are no samples at all."""
    shape, size = program.slots[slot].shape, program.batches.size
    if len(shape) != 2 or shape[1] % size or _shared(program, slot):
        return 0
    return shape[1] // size


def _shared(program: Program, slot: int) -> bool:
    """Whether a value belongs to the whole batch: a parameter or constant, a part of it, its gradient, its next value."""
    while program.slots[slot].of >= 0:
        slot = program.slots[slot].of
    if program.slots[slot].kind in ("constant", "buffer", PARAMETER):
        return True
    writer = program.writer.get(slot)
    return (
        writer is not None
        and program.code[writer].rule.key in ("rows", "mul", "look_ahead")
        and any(_shared(program, operand) for operand in program.code[writer].ins)
    )


def grid_of(program: Program, network: Network, slot: int) -> Grid:
    """How the positions of a value lie: as in its layer, or as in a source of it."""
    count, node = positions_of(program, slot), program.slots[slot].node
    if count <= 1 or not network.has(node):
        return () if count <= 1 else (count,)
    ends = (network.node(node), *(network.node(wire.source) for wire in network.incoming(node)))
    return next((end.grid for end in ends if end.grid and math.prod(end.grid) == count), (count,))
