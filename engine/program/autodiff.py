"""Reverse mode as a transformation of the program: forward instructions give gradient instructions.

Each gradient rule of an op becomes an instruction of its own (dW, db, dx are separate stops), and
gradients that meet are joined by explicit additions, so fan-out and weight sharing through time are visible. Of an elementwise
function the derivative comes first, as a value of its own; the next line multiplies it by the upstream gradient.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from engine.library.ops import ADD, ROWS, join_rows
from engine.library.rule import Array, Call, Op, Rule, per_element
from engine.model.problem import refuse, text
from engine.program.builder import Builder
from engine.program.program import (
    BACKWARD,
    DELTA,
    GRADIENT,
    LOCAL,
    PARAMETER,
    PARAMETER_GRADIENT,
    PREACTIVATION,
    Instr,
)


def _one(out: Array) -> list[Call]:
    """A constant is there from the start; nothing is left to do in a step."""
    out[...] = 1
    return []


SEED = Rule("seed", text("seed gradient"), (), _one, "1", lambda *_: 0, elementwise=True)
CHAIN = Rule(
    "chain_rule",
    text("chain rule"),
    ("g", "d"),
    lambda out, g, d: [(np.multiply, (g, d, out))],
    "{g} · {d}",
    per_element(1),
    elementwise=True,
)
KINDS = {PREACTIVATION: DELTA, PARAMETER: PARAMETER_GRADIENT}


@dataclass
class Gradients:
    """The result of `backward`: final gradient slots, and the contributions where there are several."""

    of: dict[int, int] = field(default_factory=dict)
    parts: dict[int, tuple[int, ...]] = field(default_factory=dict)


def backward(builder: Builder, loss: int, wanted: Iterable[int], order: Iterable[int] | None = None) -> Gradients:
    """Append the instructions that compute dL/d(wanted) and every gradient on the way.

    `loss` is a scalar slot. `order` lists the forward instructions so that each comes after all
    users of its result; by default the code in reverse.
    """
    if isinstance(loss, bool) or not isinstance(loss, int) or not 0 <= loss < len(builder.slots) or builder.slots[loss].shape:
        raise refuse("loss", text("the loss must be a scalar that this builder made: take a sum or a mean first."))
    forward = list(builder.code)
    ops = dict(builder.ops)
    ways = [_inputs_reached(ops[pc], instr) if pc in ops else () for pc, instr in enumerate(forward)]
    needed = _dependent(forward, ways, set(wanted))
    sequence = [pc for pc in (order or reversed(range(len(forward)))) if pc in ops and forward[pc].out in needed]
    useful = _leading_to(forward, ways, loss)
    sequence = [pc for pc in sequence if forward[pc].out in useful]
    counts = _contributions(forward, ops, sequence, needed)
    result = Gradients()
    if loss not in needed:
        return result
    with builder.at(("phase", BACKWARD), *_inner(forward, loss)):
        result.of[loss] = builder.emit(SEED, (), (), _name(builder, loss), GRADIENT, of=loss)
    cut = _Rows({pc: forward[pc] for pc in sequence if ops[pc] is ROWS}, builder, counts)
    for pc in sequence:
        if pc in cut.whole:
            cut.collect(pc, forward[pc], result)
        else:
            _spread(builder, forward[pc], ops[pc], needed, counts, result)
    return result


class _Rows:
    """Values that are only used cut into rows: their gradient is assembled in one line."""

    def __init__(self, cuts: dict[int, Instr], builder: Builder, counts: dict[int, int]) -> None:
        self._builder = builder
        self._waiting: dict[int, list[tuple[int, int]]] = {}
        self._rows: dict[int, list[tuple[int, int]]] = {}
        for instr in cuts.values():
            self._rows.setdefault(instr.ins[0], []).append((instr.settings["start"], instr.settings["stop"]))
        tiled = {slot for slot, rows in self._rows.items() if len(rows) == counts[slot] and self._tiles(slot, rows)}
        self.whole = {pc for pc, instr in cuts.items() if instr.ins[0] in tiled}

    def _tiles(self, slot: int, rows: list[tuple[int, int]]) -> bool:
        edges = [0, *(stop for _, stop in sorted(rows))]
        return [start for start, _ in sorted(rows)] == edges[:-1] and edges[-1] == self._builder.slots[slot].shape[0]

    def collect(self, pc: int, instr: Instr, result: Gradients) -> None:
        """Record the gradient of some rows; append the line with the last of them."""
        source, builder = instr.ins[0], self._builder
        waiting = self._waiting.setdefault(source, [])
        waiting.append((instr.settings["start"], result.of[instr.out]))
        if len(waiting) == len(self._rows[source]):
            parts = tuple(slot for _, slot in sorted(waiting))
            slot = builder.slots[source]
            with builder.at(("phase", BACKWARD), *instr.path[1:]):
                result.of[source] = builder.emit(join_rows(len(parts)), parts, slot.shape, _name(builder, source),
                                                 KINDS.get(slot.kind, GRADIENT), slot.node, slot.time, source)  # fmt: skip
            result.parts[source] = parts


def _spread(builder: Builder, instr: Instr, op: Op, needed: set[int], counts: dict[int, int], result: Gradients) -> None:
    """Append the gradient rules of one forward instruction."""
    operands = dict(zip(op.forward.needs, instr.ins, strict=True))
    known = {**operands, "g": result.of[instr.out], "out": instr.out}
    with builder.at(("phase", BACKWARD), *instr.path[1:]):
        for target, rule in _ways(op, operands, needed):
            if rule is op.derivative:
                out = builder.slots[instr.out]
                known["d"] = builder.emit(rule, tuple(known[need] for need in rule.needs), out.shape, f"{out.name}′", LOCAL,
                                          out.node, out.time, **instr.settings)  # fmt: skip
                _contribute(builder, target, CHAIN, (known["g"], known["d"]), {}, counts, result)
            else:
                _contribute(builder, target, rule, tuple(known[need] for need in rule.needs), instr.settings, counts, result)


def _ways(op: Op, operands: dict[str, int], needed: set[int]) -> list[tuple[int, Rule]]:
    """The inputs into which gradient flows, with the rule for each."""
    if op.derivative is not None:
        return [(operands["x"], op.derivative)] if operands["x"] in needed else []
    rules = zip(op.inputs, op.vjps, strict=True)
    return [(operands[name], rule) for name, rule in rules if rule is not None and operands[name] in needed]


def _contribute(
    builder: Builder, target: int, rule: Rule, ins: tuple[int, ...], settings: dict[str, Any], counts: dict[int, int],
    result: Gradients,
) -> None:  # fmt: skip
    """Append one contribution to dL/d(target), and its addition to those before.

    The parts are numbered as the forward pass uses the value, so those of a shared weight go forward in time.
    """
    slot = builder.slots[target]
    earlier = result.parts.get(target, ())
    final = _name(builder, target)
    single = counts[target] == 1
    kind = KINDS.get(slot.kind, GRADIENT)
    number = counts[target] - len(earlier)
    part = builder.emit(rule, ins, slot.shape, final if single else f"{final} part {number}", kind if single else GRADIENT,
                        slot.node, slot.time, target, **settings)  # fmt: skip
    result.parts[target] = (*earlier, part)
    if not earlier:
        result.of[target] = part
        return
    last = number == 1
    name = final if last else f"{final} sum {number}…{counts[target]}"
    result.of[target] = builder.emit(ADD.forward, (result.of[target], part), slot.shape, name, kind if last else GRADIENT,
                                     slot.node, slot.time, target)  # fmt: skip


def _name(builder: Builder, slot: int) -> str:
    return f"∂L/∂{builder.slots[slot].name}"


def _inner(code: list[Instr], slot: int) -> tuple[tuple[str, object], ...]:
    return next((instr.path[1:] for instr in code if instr.out == slot), ())


def _inputs_reached(op: Op, instr: Instr) -> tuple[int, ...]:
    """The inputs into which an instruction sends gradient."""
    operands = dict(zip(op.forward.needs, instr.ins, strict=True))
    return tuple(slot for slot, _ in _ways(op, operands, set(instr.ins)))


def _dependent(code: list[Instr], ways: list[tuple[int, ...]], wanted: set[int]) -> set[int]:
    """Slots whose gradient is on the way to a wanted slot."""
    found = set(wanted)
    for instr, inputs in zip(code, ways, strict=True):
        if found.intersection(inputs):
            found.add(instr.out)
    return found


def _leading_to(code: list[Instr], ways: list[tuple[int, ...]], goal: int) -> set[int]:
    """Slots that gradient from the goal reaches."""
    found = {goal}
    for instr, inputs in zip(reversed(code), reversed(ways), strict=True):
        if instr.out in found:
            found.update(inputs)
    return found


def _contributions(code: list[Instr], ops: dict[int, Op], sequence: list[int], needed: set[int]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for pc in sequence:
        op = ops[pc]
        operands = dict(zip(op.forward.needs, code[pc].ins, strict=True))
        for target, _ in _ways(op, operands, needed):
            counts[target] = counts.get(target, 0) + 1
    return counts
