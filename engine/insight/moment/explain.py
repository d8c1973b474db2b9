"""One instruction or one element with its live numbers: displayed factors multiply and add up to the result."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from engine.insight.moment.symbols import Symbol, symbol
from engine.library.positions import MAX_POOL
from engine.library.rule import Product
from engine.library.window import Window
from engine.program.program import Instr, Program
from engine.runtime.debugger import Debugger


@dataclass(frozen=True)
class Explanation:
    """What instruction `pc` does for one element of its result.

    `template` is the formula with operand names in braces; `symbols` and, for elementwise rules alone,
    `numbers` fill it. For sums, `products` are the terms whose total is `result`. `result` is None
    before the instruction was executed. A largest value was `compared` with these others.
    """

    pc: int
    target: Symbol
    index: tuple[int, ...]
    template: str
    symbols: dict[str, Symbol]
    numbers: dict[str, float]
    settings: dict[str, float]
    products: tuple[Product, ...]
    result: float | None
    shape: tuple[int, ...]
    flops: int
    rule: str
    compared: Product = ()
    hidden: bool = False  # a lesson asks for the result

    def total(self) -> float:
        """The sum of the products."""
        return sum(math.prod(value for _, value in product) for product in self.products)


def explain(debugger: Debugger, pc: int, index: tuple[int, ...] = ()) -> Explanation:
    """Explain an instruction at one element; the index is clipped to the shape of the result."""
    program = debugger.program
    instr = program.code[pc]
    slot = program.slots[instr.out]
    at = clip_index(index, slot.shape)
    ready = all(debugger.computed(i) for i in instr.ins) and instr.out not in debugger.hidden
    numbers, products = _numbers(debugger, instr, at) if ready else ({}, ())
    value = debugger.arena.views[instr.out][at] if debugger.computed(instr.out) else None
    return Explanation(
        pc, symbol(program, instr.out), at, instr.rule.formula,
        {need: symbol(program, i) for need, i in zip(instr.rule.needs, instr.ins, strict=True)}, numbers,
        {name: v for name, v in instr.settings.items() if isinstance(v, (int, float))}, products,
        None if value is None else float(value), slot.shape, flops(program, instr), instr.rule.name,
        _compared(debugger, instr, at) if ready else (),
        instr.out in debugger.hidden,
    )  # fmt: skip


def _numbers(debugger: Debugger, instr: Instr, at: tuple[int, ...]) -> tuple[dict[str, float], tuple[Product, ...]]:
    views = [debugger.arena.views[i] for i in instr.ins]
    if instr.rule.expand is not None:
        with np.errstate(all="ignore"):
            return {}, tuple(instr.rule.expand(at, *views, **instr.settings))
    if not instr.rule.elementwise:
        return {}, ()  # which elements of the operands are meant, nobody said
    values = {need: float(view[clip_index(at, view.shape)]) for need, view in zip(instr.rule.needs, views, strict=True)}
    return values, ()


def _compared(debugger: Debugger, instr: Instr, at: tuple[int, ...]) -> Product:
    """The other values of the window of which one element keeps the largest."""
    if instr.rule.key != MAX_POOL.name:
        return ()
    window: Window = instr.settings["window"]
    size, x = debugger.program.batches.size, debugger.arena.views[instr.ins[0]]
    place, sample = divmod(at[1], size)
    found = [(f"x[{at[0]}] @{read}", float(x[at[0], read * size + sample])) for _, read in window.sources(place)]
    won = max(range(len(found)), key=lambda number: found[number][1])
    return tuple(entry for number, entry in enumerate(found) if number != won)


def flops(program: Program, instr: Instr) -> int:
    """Additions and multiplications of one instruction."""
    settings = instr.settings if instr.rule.priced_by_settings else {}
    return int(instr.rule.flops(*(program.slots[i].shape for i in instr.ins), **settings))


def clip_index(index: tuple[int, ...], shape: tuple[int, ...]) -> tuple[int, ...]:
    """An index inside an array of that shape; missing places are 0."""
    padded = (*index, *(0,) * len(shape))[: len(shape)]
    return tuple(min(max(0, i), length - 1) for i, length in zip(padded, shape, strict=True))
