"""What a number of a formula belongs to on the drawing: a neuron, or one weight of a wire."""

from __future__ import annotations

import re
from dataclasses import dataclass

from engine.insight.moment.place import parameter_of
from engine.library.rule import Product
from engine.program.program import Instr, Program

# Rules whose terms name the elements of their operands as W[i,j], x[j], δ[i].
INDEXED = ("affine", "matmul", "add_bias", "gradient_of_w", "gradient_of_x", "gradient_of_b", "gradient_of_the_scale")
_LABEL = re.compile(r"(\w+|δ|x̂)\[(\d+(?:,\d+)*)\]")
_NEEDS = {"δ": "g", "x̂": "x"}


@dataclass(frozen=True)
class Thing:
    """A neuron (`node` and `unit`), or a weight (`weight` is its parameter, `place` its row and column)."""

    node: str = ""
    unit: int = -1
    weight: str = ""
    place: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.node or self.weight)


Things = tuple[Thing, ...]


@dataclass(frozen=True)
class Mark:
    """Things that a part of the formula belongs to; part and things wear the same number."""

    number: int
    things: Things


def thing_at(program: Program, slot: int, index: tuple[int, ...]) -> Thing:
    """What an element of a value, of its gradient or of its slope belongs to; empty if to nothing that is drawn."""
    parameter = parameter_of(program, slot)
    if len(index) == 2 and (">" in parameter):
        return Thing(weight=parameter, place=index)
    whole = program.slots[program.parameters[parameter] if parameter else slot]
    while whole.of >= 0:
        whole = program.slots[whole.of]
    states = program.states(whole.node)
    if not states or not index:
        return Thing()
    return Thing(whole.node, index[0] % program.slots[states[0]].shape[0])  # the gates of a cell lie one below the other


def things_of_term(program: Program, instr: Instr, product: Product) -> Things:
    """What each factor of a term belongs to."""
    return tuple(_labelled(program, instr, label) for label, _ in product)


def _labelled(program: Program, instr: Instr, label: str) -> Thing:
    match = _LABEL.match(label)
    if match is None or instr.rule.key not in INDEXED:
        return Thing()
    need = _NEEDS.get(match[1], match[1].lower())
    if need not in instr.rule.needs:
        return Thing()
    return thing_at(program, instr.ins[instr.rule.needs.index(need)], tuple(map(int, match[2].split(","))))
