"""How the layers of a program read the positions of their sources: through a window, or by attention."""

from __future__ import annotations

import math
from dataclasses import dataclass

from engine.insight.moment.place import positions_of
from engine.library.window import Grid, Window
from engine.model.network import Network
from engine.program.program import FORWARD, Program


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
    for instr in program.code[program.phases[FORWARD].start : program.phases[FORWARD].stop]:
        slot = program.slots[instr.out]
        if slot.time > 1:
            continue
        if "window" in instr.settings:
            found[slot.node] = Field(instr.settings["window"], _kernel(program, instr.out))
        elif instr.rule.key == "mix":
            weights = instr.ins[1]
            scores = program.code[program.writer[weights]].ins[0]
            head = Head(scores, weights, instr.settings["queries"], instr.settings["keys"])
            found[slot.node] = Field(heads=(*found.get(slot.node, Field()).heads, head))
    return found


def _kernel(program: Program, patches: int) -> str:
    """The parameter that patches are multiplied by; "" if they are not."""
    reads = (instr.ins for instr in program.code[: program.phases[FORWARD].stop] if patches in instr.ins)
    names = (program.slots[slot].name for ins in reads for slot in ins)
    return next((name for name in names if name in program.kernels), "")


def reads(known: Field, position: int) -> dict[int, int]:
    """The positions of its source that a layer reads for one of its own, with their numbers in the window; without one the same."""
    if known.window is None:
        return {position: 0}
    return {read: number for number, read in known.window.sources(position)}


def used_by(known: Field, position: int) -> frozenset[int]:
    """The positions of a layer that read one of its source."""
    return frozenset((position,) if known.window is None else (place for place, _ in known.window.users(position)))


def grid_of(program: Program, network: Network, slot: int) -> Grid:
    """How the positions of a value lie: as in its layer, or as in a source of it."""
    count, node = positions_of(program, slot), program.slots[slot].node
    if count <= 1 or not network.has(node):
        return () if count <= 1 else (count,)
    ends = (network.node(node), *(network.node(wire.source) for wire in network.incoming(node)))
    return next((end.grid for end in ends if end.grid and math.prod(end.grid) == count), (count,))


def known_grid(program: Program, slot: int) -> Grid:
    """How the positions of a value lie, as far as the windows of its program say so; else in a row."""
    count = positions_of(program, slot)
    windows = (instr.settings["window"] for instr in program.code if "window" in instr.settings)
    grids = (grid for window in windows for grid in (window.grid, window.result))
    return () if count <= 1 else next((grid for grid in grids if math.prod(grid) == count), (count,))
