"""Lines of the program as MathML, which browsers and word processors set themselves."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from string import Formatter

from engine.insight.moment.symbols import Symbol, symbol
from engine.program.program import Program
from gui.look.i18n import engine_text
from gui.look.titles import worded
from gui.notation.numbers import number

TOKEN = re.compile(
    r"(?P<mtext>[\u0900-\u097F]+(?: [\u0900-\u097F]+)*)|(?P<mn>\d+(?:[.]\d+)?(?:e[−-]?\d+)?)|(?P<mi>[^\W\d_]+[′ᵀ]?)|(?P<mo>\S)"
)


def line(program: Program, pc: int) -> str:
    """An instruction: its result, equals, its formula in symbols."""
    instr = program.code[pc]
    names = {need: worded(symbol(program, slot)) for need, slot in zip(instr.rule.needs, instr.ins, strict=True)}
    cells = [symbol_of(worded(symbol(program, instr.out))), "<mo>=</mo>"]
    for words, field, _, _ in Formatter().parse(engine_text(instr.rule.formula)):
        cells.append(_tokens(words))
        if field in names:
            cells.append(symbol_of(names[field]))
        elif field is not None:
            value = instr.settings[field]
            cells.append(f"<mn>{number(value, 6)}</mn>" if isinstance(value, float) else f"<mn>{escape(str(value))}</mn>")
    return f'<math xmlns="http://www.w3.org/1998/Math/MathML"><mrow>{"".join(cells)}</mrow></math>'


def symbol_of(found: Symbol) -> str:
    """A letter with its index below and its time above; a gradient as a fraction."""
    if found.gradient:
        below = symbol_of(replace(found, gradient=False))
        return f"<mfrac><mrow><mo>∂</mo><mi>L</mi></mrow><mrow><mo>∂</mo>{below}</mrow></mfrac>"
    letter = f"<mi>{escape(found.letter)}</mi>"
    index = f"<mtext>{escape(found.index)}</mtext>"
    time = f"<mrow><mo>(</mo><mn>{escape(found.time)}</mn><mo>)</mo></mrow>"
    if found.index and found.time:
        letter = f"<msubsup>{letter}{index}{time}</msubsup>"
    elif found.index:
        letter = f"<msub>{letter}{index}</msub>"
    elif found.time:
        letter = f"<msup>{letter}{time}</msup>"
    return f"<mrow>{letter}<mtext> {escape(found.note)}</mtext></mrow>" if found.note else letter


def _tokens(words: str) -> str:
    """Numbers, names and operators of the text between symbols."""
    return "".join(f"<{match.lastgroup}>{escape(match[0])}</{match.lastgroup}>" for match in TOKEN.finditer(words))
