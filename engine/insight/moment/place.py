"""Where in the network an instruction works: its layer, its parameters, its wires, and the same work at another time step."""

from __future__ import annotations

import re

from engine.model.network import Network, Wire
from engine.program.program import CONSTANT, FORWARD, PARAMETER, UPDATE, Program

LOSS_NODE = "loss"
PART = "rows"  # of a parameter it is no parameter of its own
COPIES = ("mul", "look_ahead", "transpose")  # of a parameter among the operands: a pruned, an advanced or a transposed copy
_NUMBERED = re.compile(r"\[\d+\]|\[1…\d+\]| (part|sum) \d+$")


def layer_of(program: Program, pc: int, network: Network) -> str:
    """The layer to which the result of an instruction belongs; the output layer for the loss, "" for what all share."""
    instr = program.code[pc]
    node = program.slots[instr.out].node
    if network.has(node):
        return node
    return program.slots[program.outputs[-1]].node if LOSS_NODE in (node, instr.path[-1][1]) else ""


def parameter_of(program: Program, slot: int) -> str:
    """The parameter of which a slot is the gradient, a moment, the next value, or a pruned or advanced copy; "" if of none."""
    while program.slots[slot].of >= 0:
        slot = program.slots[slot].of
    if program.slots[slot].kind == PARAMETER:
        return program.slots[slot].name
    writer = program.writer.get(slot)
    if writer is None or program.code[writer].rule.key not in COPIES:
        return ""
    return next(filter(None, (parameter_of(program, operand) for operand in program.code[writer].ins)), "")


def turned(program: Program, slot: int) -> bool:
    """Whether a slot is the transposed copy of a parameter, a pruned one of that, or the gradient of either."""
    while program.slots[slot].of >= 0:
        slot = program.slots[slot].of
    writer = program.writer.get(slot)
    rule = "" if writer is None else program.code[writer].rule.key
    return rule == "transpose" or rule == "mul" and writer is not None and any(turned(program, i) for i in program.code[writer].ins)


def parameters_of(program: Program, pc: int) -> frozenset[str]:
    """The parameters that an instruction reads, renews or makes a gradient of."""
    instr = program.code[pc]
    return frozenset(parameter_of(program, slot) for slot in (*instr.ins, instr.out)) - {""}


def by_sample(program: Program, slot: int) -> bool:
    """Whether the columns of a slot are the samples of the batch, at one position or at several."""
    return positions_of(program, slot) > 0


def positions_of(program: Program, slot: int) -> int:
    """How many positions each sample has in a slot whose columns are positions · samples; 0 if they are not."""
    found, size = program.slots[slot], program.batches.size
    if len(found.shape) != 2 or found.shape[1] % size or _shared(program, slot):
        return 0
    count = found.shape[1] // size
    return 0 if found.kind == CONSTANT and count > 1 else count


def _shared(program: Program, slot: int) -> bool:
    """Whether a slot belongs to the batch as a whole: a parameter, a part of one, or the gradient or next value of either."""
    if parameter_of(program, slot):
        return True
    while program.slots[slot].of >= 0:
        slot = program.slots[slot].of
    writer = program.writer.get(slot)
    return writer is not None and program.code[writer].rule.key == PART and _shared(program, program.code[writer].ins[0])


def shared_by_samples(program: Program, pc: int) -> bool:
    """Whether the result of an instruction belongs to all samples of the batch: a loss, a parameter, its gradient or its update."""
    slot = program.code[pc].out
    shape = program.slots[slot].shape
    single = len(shape) != 2 or shape[1] % program.batches.size != 0
    return single or _shared(program, slot) or program.phase_at(pc) == UPDATE


def slot_at(program: Program, slots: tuple[int, ...], time: int) -> int | None:
    """The one of these slots that belongs to a time step."""
    return next((slot for slot in slots if program.slots[slot].time == time), None)


def wires_of(program: Program, pc: int, network: Network) -> frozenset[str]:
    """The wires along which an instruction moves numbers, or whose weights it treats."""
    parameters, place = parameters_of(program, pc), program.code[pc].path[-1][1]
    elsewhere = network.has(place)  # of several wires with one matrix, a layer works with its own
    return frozenset(
        wire.id for wire in network.wires if _uses(program, pc, wire, parameters) and not (elsewhere and wire.target != place)
    )


def _uses(program: Program, pc: int, wire: Wire, parameters: frozenset[str]) -> bool:
    if wire.weight in program.parameters:
        return wire.weight in parameters
    instr = program.code[pc]
    touched = {*instr.ins, program.slots[instr.out].of}
    return instr.path[-1][1] == wire.target and bool(touched.intersection(program.states(wire.source)))


def same_at(program: Program, pc: int, time: int) -> int:
    """The instruction that does at another time step what this one does at its own; else the last one of its forward pass."""
    wanted = work_of(program, pc)
    there = [other for other in range(len(program)) if program.time_of(other) == time]
    alike = (other for other in there if work_of(program, other) == wanted)
    return next(alike, max(other for other in there if program.phase_at(other) == FORWARD))


def work_of(program: Program, pc: int) -> tuple[str, str, str, str]:
    """What an instruction does, whatever its time step: alike for those that do the same at other times."""
    instr = program.code[pc]
    slot = program.slots[instr.out]
    return program.phase_at(pc), instr.rule.key, slot.node, timeless(slot.name)


def timeless(name: str) -> str:
    """The name of a value without its time and without the number of a contribution."""
    return _NUMBERED.sub("", _NUMBERED.sub("", name))
