"""What neurons and weights say on the drawing while the formula means another number of them than they show."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from engine.insight.moment.chain import Factor
from engine.insight.moment.explain import Explanation, clip_index
from engine.insight.moment.now import Now
from engine.insight.moment.place import by_sample
from engine.insight.moment.symbols import Symbol
from engine.insight.moment.things import Thing, thing_at, things_of_terms
from engine.program.program import Program
from engine.runtime.debugger import Debugger
from gui.look.titles import worded
from gui.panels.formula.ink import Ink, Quantity
from gui.panels.formula.text import MOST_TERMS, same_letter

CHAIN = "∂L/∂w"  # of one sample
Meant = tuple[int, Symbol, Thing, float]  # a slot, its symbol, what an element of it belongs to, and its number


def tag(ink: Ink, debugger: Debugger, now: Now, shown: Explanation) -> None:
    """Tell the numbers that are meant, with their time step where another is shown; a neuron shows its activation by itself."""
    program = debugger.program
    for slot, symbol, thing, value in _meant(debugger, now, shown):
        if not _by_itself(program, now, slot, thing):
            here = program.slots[slot].time in (0, now.time)
            time = "" if here or not symbol.time else f"({symbol.time})"
            words = f"{'∂L/∂' if symbol.gradient else ''}{symbol.letter}{time}"
            ink.tag(slot, thing, f"{words} {worded(symbol).note}".rstrip(), value, symbol.gradient)


def tag_chain(ink: Ink, program: Program, now: Now, slot: int, weight: Thing, factors: tuple[Factor, ...]) -> Quantity:
    """Tell the chain of the weight in a slot, as far as it was not told with the line; which quantity its product is.

    It is the gradient itself only where that is no sum, over samples, time steps or positions.
    """
    alone = program.batches.size == 1 and program.length == 1 and all(factor.thing.position < 0 for factor in factors)
    whole: Quantity = program.gradient_of.get(slot, CHAIN) if alone else CHAIN
    ink.tag(whole, weight, CHAIN, prod(factor.value for factor in factors), True)
    for factor in factors:
        if not _by_itself(program, now, factor.slot, factor.thing):
            ink.tag(factor.slot, factor.thing, f"{factor.above}/{factor.below}", factor.value, factor.gradient)
    return whole


def _by_itself(program: Program, now: Now, slot: int, thing: Thing) -> bool:
    """Whether the drawing shows the number there anyhow: the activation of a neuron at the time step that is shown."""
    own = program.slots[slot]
    return thing.position < 0 and own.time in (0, now.time) and slot in program.states(own.node)


def _meant(debugger: Debugger, now: Now, shown: Explanation) -> Iterator[Meant]:
    program = debugger.program
    instr = program.code[shown.pc]
    if shown.result is not None:
        yield instr.out, shown.target, thing_at(program, instr.out, shown.index), shown.result
    for need, slot in zip(instr.rule.needs, instr.ins, strict=True):
        if need in shown.numbers:
            at = clip_index(shown.index, program.slots[slot].shape)
            yield slot, shown.symbols[need], thing_at(program, slot, at), shown.numbers[need]
    column = shown.index[1] if len(shown.index) > 1 else None
    products = shown.products[:MOST_TERMS]
    for product, things in zip(products, things_of_terms(program, instr, products, column), strict=True):
        for thing, (label, value) in zip(things, product, strict=True):
            for need in [need for need in instr.rule.needs if thing and same_letter(need, label)][:1]:
                slot = instr.ins[instr.rule.needs.index(need)]
                sampled = now.shared and by_sample(program, slot)  # the terms are samples: the drawing shows one of them
                own = float(debugger.arena.views[slot][thing.unit, now.sample]) if sampled else value
                yield slot, shown.symbols[need], thing, own
