"""The present line in symbols and numbers, and the chain rule of a weight, as HTML."""

from __future__ import annotations

import html
import re
from math import prod
from string import Formatter

from PySide6.QtCore import QCoreApplication

from engine.insight.moment.chain import Factor
from engine.insight.moment.explain import Explanation, clip_index
from engine.insight.moment.fields import grid_of
from engine.insight.moment.place import by_sample, parameter_of
from engine.insight.moment.symbols import Symbol
from engine.insight.moment.things import INDEXED, Thing, Things, shown_label, thing_at, things_of_terms
from engine.library.rule import Product
from engine.model.network import Network
from engine.program.program import Instr, Program
from gui.look.i18n import engine_text
from gui.look.instruction_words import MISTAKES
from gui.look.sentences import element_words
from gui.look.typesetting import fraction, symbol_html, typeset
from gui.notation.numbers import number
from gui.panels.formula.ink import Ink, Quantity
from gui.session.curtain import veiled

MOST_TERMS = 12
MOST_UNITS = 8  # neurons that one operand marks
MOST_MARKED = 1024  # terms of a sum whose neurons and weights are marked: no drawing shows more of them


def line(ink: Ink, program: Program, network: Network, shown: Explanation) -> str:
    """The line in symbols, then with the numbers of one element."""
    return symbols(ink, program, shown) + numbers(ink, program, network, shown)


def symbols(ink: Ink, program: Program, shown: Explanation) -> str:
    """The line in symbols."""
    return _symbols(ink, program, shown, _belongings(program, program.code[shown.pc], shown))


def numbers(ink: Ink, program: Program, network: Network, shown: Explanation) -> str:
    """The line with the numbers of one element."""
    target = symbol_html(shown.target, ink.hue(shown.target))
    element = f"{target}<sub>{_place(program, network, shown)}</sub>" if shown.index else target
    if shown.hidden:
        return ink.muted(veiled())
    if shown.result is None:
        return ink.muted(QCoreApplication.translate("FormulaPanel", "Not computed yet: this line has not run in this step."))
    if shown.products:
        return _sum(ink, program, network, element, shown) + _key(ink, shown)
    belongs = _belongings(program, program.code[shown.pc], shown)
    filled = f" = {_with_numbers(ink, shown, belongs)}" if shown.numbers.keys() == shown.symbols.keys() else ""
    return f"<p style='margin:4px 0'>{element}{filled} = <b>{number(shown.result)}</b></p>"


def cost(ink: Ink, program: Program, shown: Explanation, quiet: bool) -> str:
    """What rule it is, and how dear. While it is `quiet`, a mistake that was made on purpose is not named."""
    unnamed = quiet and program.code[shown.pc].rule.key in MISTAKES
    words = QCoreApplication.translate("FormulaPanel", "{rule} · shape {shape} · floating-point operations: {flops}").format(
        rule="?" if unnamed else engine_text(shown.rule), shape="×".join(map(str, shown.shape)) or "1", flops=shown.flops
    )
    return ink.muted(words, "font-size:small; margin-top:10px")


def chain(ink: Ink, title: str, weight: Thing, whole: Quantity, factors: tuple[Factor, ...]) -> str:
    """The chain rule of one weight, factor by factor, with a line of numbers below; `whole` is their product."""
    gradient = ink.theme.gradient
    symbols = [ink.cell(fraction("∂L", ink.part("∂w", gradient, (weight,)), gradient), whole, (weight,)), "="]
    values = [f"<b>{number(prod(factor.value for factor in factors))}</b>", "="]
    for place, factor in enumerate(factors):
        hue, things = ink.tone(factor.gradient), (factor.thing,)
        tip = f"{factor.above} / {factor.below} = {number(factor.value)}"
        over, under = ink.part(factor.above, hue, things, tip), ink.part(factor.below, hue, things, tip)
        symbols += (["·"] if place else []) + [ink.cell(fraction(over, under, hue), factor.slot, things)]
        values += (["·"] if place else []) + [ink.part(number(factor.value), hue, things, tip)]
    return ink.muted(title, "margin:10px 0 2px 0") + ink.lines([symbols, values])


def _belongings(program: Program, instr: Instr, shown: Explanation) -> dict[str, Things]:
    """What each operand of the line belongs to, at the element that is shown."""
    found: dict[str, dict[Thing, None]] = {need: {} for need in instr.rule.needs}
    products = shown.products[:MOST_MARKED]
    for product, things in zip(products, things_of_terms(program, instr, products, _column(shown)), strict=True):
        for thing, (label, _) in zip(things, product, strict=True):
            need = next((need for need in instr.rule.needs if thing and same_letter(need, label)), None)
            if need is not None:
                found[need][thing] = None
    if instr.rule.elementwise:
        for need, slot in zip(instr.rule.needs, instr.ins, strict=True):
            found[need][thing_at(program, slot, clip_index(shown.index, program.slots[slot].shape))] = None
    elif instr.rule.key not in INDEXED and not any(found.values()):  # all of an operand counts, as for a loss
        for need, slot in zip(instr.rule.needs, instr.ins, strict=True):
            units = program.slots[slot].shape[0] if by_sample(program, slot) else 0
            found[need] = dict.fromkeys(thing_at(program, slot, (unit,)) for unit in range(min(units, MOST_UNITS)))
    return {need: tuple(things) for need, things in found.items()}


def _place(program: Program, network: Network, shown: Explanation) -> str:
    """Which element."""
    slot = program.code[shown.pc].out
    batch = program.batches.size if by_sample(program, slot) else 0
    return element_words(shown.index, batch, grid_of(program, network, slot))


def _key(ink: Ink, shown: Explanation) -> str:
    """What the signs beside the terms mean that stand nowhere else."""
    labels = " ".join(label for product in shown.products for label, _ in product)
    meanings = (
        ("ℓ", QCoreApplication.translate("FormulaPanel", "ℓ: loss of one output")),
        ("t[", QCoreApplication.translate("FormulaPanel", "t: target")),
        ("− t", QCoreApplication.translate("FormulaPanel", "t: target")),
        (" #", QCoreApplication.translate("FormulaPanel", "#1: sample 1")),
        ("scale", QCoreApplication.translate("FormulaPanel", "scale: 1/N for a mean over N values, 1 for a sum")),
        ("mask", QCoreApplication.translate("FormulaPanel", "mask: whether a target counts")),
    )
    told = list(dict.fromkeys(words for sign, words in meanings if sign in labels))
    return ink.muted(" · ".join(told), "font-size:small; margin:2px 0 0 0") if told else ""


def _column(shown: Explanation) -> int | None:
    return shown.index[1] if len(shown.index) > 1 else None


def same_letter(need: str, label: str) -> bool:
    """Whether a label of a term is about that operand of its rule."""
    return {"δ": "g", "x̂": "x"}.get(label.partition("[")[0], label[0].lower()) == need


def _symbols(ink: Ink, program: Program, shown: Explanation, belongs: dict[str, Things]) -> str:
    """The whole line in symbols, derivatives as fractions, each with the number of what it belongs to."""
    instr = program.code[shown.pc]
    cells = [_symbol(ink, shown.target, instr.out, (thing_at(program, instr.out, shown.index),)), "="]
    for words, name, _, _ in Formatter().parse(engine_text(shown.template)):
        cells += [html.escape(piece) for piece in re.split(r"\s(?=[+·−/∘]\s)", words.strip()) if piece]
        if name in shown.symbols:
            slot = instr.ins[instr.rule.needs.index(name)]
            cells.append(_symbol(ink, shown.symbols[name], slot, belongs.get(name, ()), _drawn(program, shown.pc, name)))
        elif name is not None:
            cells.append(number(shown.settings[name], 6))
    return ink.lines([cells])


def _drawn(program: Program, pc: int, need: str) -> bool:
    """Whether an operand has a place of its own on the drawing: a bias has none, and the neuron is that of the result."""
    instr = program.code[pc]
    slot = instr.ins[instr.rule.needs.index(need)]
    bias = bool(parameter_of(program, slot)) and len(program.slots[slot].shape) == 1
    return not bias or bool(parameter_of(program, instr.out))


def _symbol(ink: Ink, symbol: Symbol, slot: int, things: Things, numbered: bool = True) -> str:
    hue = ink.hue(symbol)
    return ink.cell(typeset(symbol, hue, lambda words: ink.part(words, hue, things)), slot, things if numbered else ())


def _with_numbers(ink: Ink, shown: Explanation, belongs: dict[str, Things]) -> str:
    values = {
        need: ink.part(number(value), ink.hue(shown.symbols[need]), belongs.get(need, ()), str(shown.symbols[need]))
        for need, value in shown.numbers.items()
    }
    values |= {name: number(value, 6) for name, value in shown.settings.items()}
    known, written = {**shown.numbers, **shown.settings}, ""
    pieces = [*Formatter().parse(engine_text(shown.template)), ("", None, None, None)]
    for place, (words, name, _, _) in enumerate(pieces):
        written += html.escape(words, quote=False)
        if name is not None:
            bound = words.rstrip().endswith(("−", "+", "·", "/")) or pieces[place + 1][0].startswith(("²", "³", "^"))
            written += f"({values[name]})" if bound and known[name] < 0 else values[name]
    return written


def _sum(ink: Ink, program: Program, network: Network, element: str, shown: Explanation) -> str:
    """The terms of a sum, each a product of named factors, and their total. Of many the largest, those first."""
    instr = program.code[shown.pc]
    column = shown.index[1] if len(shown.index) > 1 else 0
    products = list(shown.products)
    if len(products) > MOST_TERMS:
        products.sort(key=lambda product: -abs(prod(value for _, value in product)))
    written = products[:MOST_TERMS]
    rows = [
        _product(ink, tuple((shown_label(program, network, instr, label, column), value) for label, value in product),
                 things, first=place == 0)
        for place, (product, things) in enumerate(zip(written, things_of_terms(program, instr, written, column), strict=True))
    ]  # fmt: skip
    left = len(products) - MOST_TERMS
    if left > 0:
        rest = sum(prod(value for _, value in product) for product in products[MOST_TERMS:])
        words = QCoreApplication.translate("FormulaPanel", "further terms: {count}").format(count=left)
        rows.append(f"<tr><td>+</td><td>{number(rest)}</td><td style='color:{ink.theme.muted}'>{html.escape(words)}</td></tr>")
    if shown.compared:
        words = QCoreApplication.translate("FormulaPanel", "the other values in the window: {others}").format(
            others=", ".join(
                f"{number(value)} ({shown_label(program, network, instr, label, column)})" for label, value in shown.compared
            )
        )
        rows.append(f"<tr><td></td><td colspan='2' style='color:{ink.theme.muted}'>{html.escape(words)}</td></tr>")
    total = number(shown.result if shown.result is not None else shown.total())
    return (
        f"<p style='margin:4px 0'>{element} =</p><table cellpadding='2' style='margin-left:8px'>{''.join(rows)}</table>"
        f"<p style='margin:4px 0'>= <b>{total}</b></p>"
    )


def _product(ink: Ink, product: Product, things: Things, first: bool) -> str:
    numbers = " · ".join(
        ink.part(number(value), _hue(ink, label), (thing,), f"{label} = {number(value)}")
        for (label, value), thing in zip(product, things, strict=True)
    )
    labels = " · ".join(html.escape(label) for label, _ in product)
    result = f" = {number(prod(value for _, value in product))}" if len(product) > 1 else ""
    return (
        f"<tr><td>{'' if first else '+'}</td><td>{numbers}{result}</td>"
        f"<td style='color:{ink.theme.muted}; padding-left:10px'>{labels}</td></tr>"
    )


def _hue(ink: Ink, label: str) -> str:
    return ink.tone(label.startswith(("δ", "g", "∂")))
