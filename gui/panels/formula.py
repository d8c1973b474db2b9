"""The current line, or the selected weight, in symbols and with its real numbers."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from string import Formatter

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QPainter, QPalette, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from engine.insight.moment.explain import Explanation, explain
from engine.insight.moment.symbols import Symbol
from engine.library.rule import Product
from engine.runtime.debugger import Debugger
from gui.look.fields import SpinBox
from gui.look.i18n import engine_text
from gui.look.picture import Picture
from gui.look.titles import phase_title
from gui.session.panel import Panel
from gui.session.session import Session

MOST_TERMS = 12
WIDEST = 900  # pixels of an exported formula


class FormulaPanel(Panel):
    """Displayed factors always multiply and add up to the displayed result."""

    rest = 0.1

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setWordWrap(True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setContentsMargins(12, 6, 12, 10)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self.text)
        self.row, self.column = SpinBox(), SpinBox()
        top = QHBoxLayout()
        top.setContentsMargins(12, 6, 12, 0)
        self.pick_label = QLabel(self.tr("Element"))
        top.addWidget(self.pick_label)
        for name, spin in (("row", self.row), ("column", self.column)):
            spin.setObjectName(f"element-{name}")
            spin.valueChanged.connect(self.invalidate)
            top.addWidget(spin)
        self.hint = QLabel()
        self.hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self.hint, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(area, 1)
        self._place: tuple[object, ...] = ()
        session.selected.connect(self.invalidate)

    def refresh(self) -> None:
        debugger = self.session.debugger
        if debugger is None:
            self.text.setText(self.tr("The formula of the current line appears here once the network can run."))
            return
        pc = self._pc(debugger)
        slot = debugger.program.slots[debugger.program.code[pc].out]
        self._fit_pickers(pc, slot.shape)
        index = (self.row.value(), self.column.value())[: len(slot.shape)]
        shown = explain(debugger, pc, index)
        phase = debugger.program.phase_at(pc)
        self.hint.setText(f"{phase_title(phase)} · {pc}")
        self.text.setText(self._html(debugger, shown))

    def picture(self) -> Picture | None:
        """The formula with its numbers."""
        self.refresh()
        document, context = QTextDocument(), QAbstractTextDocumentLayout.PaintContext()
        document.setDefaultFont(self.text.font())
        document.setHtml(self.text.text())
        document.setTextWidth(min(WIDEST, document.idealWidth() + 8))
        context.palette = self.text.palette()
        context.palette.setColor(QPalette.ColorRole.Text, self.colors()["text"])
        size = document.size()

        def paint(painter: QPainter) -> None:
            painter.translate(12, 8)
            document.documentLayout().draw(painter, context)

        return Picture(self.tr("Formula"), round(size.width()) + 24, round(size.height()) + 16, paint, owner=document)

    def _pc(self, debugger: Debugger) -> int:
        """The instruction to explain: the chosen line, the gradient of the chosen weight, or the line just executed."""
        selection, program = self.session.selection, debugger.program
        if selection.parameter in program.parameters:
            gradient = program.used_gradient.get(program.parameters[selection.parameter])
            if gradient is not None:
                return program.writer[gradient]
        if selection.pc is not None and selection.pc < len(program):
            return selection.pc
        return max(0, debugger.place[1] - 1)

    def _fit_pickers(self, pc: int, shape: tuple[int, ...]) -> None:
        place = (pc, shape, self.session.selection.parameter, self.session.selection.index)
        if place == self._place:
            return
        moved = self._place[2:] != place[2:] or self._place[1:2] != place[1:2]
        self._place = place
        for spin, axis in ((self.row, 0), (self.column, 1)):
            spin.blockSignals(True)
            spin.setVisible(len(shape) > axis)
            spin.setMaximum(shape[axis] - 1 if len(shape) > axis else 0)
            if moved:
                spin.setValue(self.session.selection.index[axis] if len(self.session.selection.index) > axis else 0)
            spin.blockSignals(False)
        self.pick_label.setVisible(bool(shape))

    # writing -------------------------------------------------------------------------------------

    def _html(self, debugger: Debugger, shown: Explanation) -> str:
        target = symbol_html(shown.target, self._hue(shown.target))
        parts = [self._symbols(shown)]
        at = ", ".join(map(str, shown.index))
        element = f"{target}<sub>[{at}]</sub>" if shown.index else target
        if shown.result is None:
            not_yet = self.tr("Not computed yet: this line has not run in this step.")
            parts.append(f"<p style='color:{self.theme.muted}'>{html.escape(not_yet)}</p>")
        elif shown.products:
            parts.append(self._sum(element, shown))
        else:
            parts.append(f"<p style='margin:4px 0'>{element} = {self._with_numbers(shown)} = <b>{number(shown.result)}</b></p>")
        chain = self._chain(debugger, shown)
        if chain:
            parts.append(chain)
        cost = self.tr("{rule} · shape {shape} · {flops} floating-point operations").format(
            rule=engine_text(shown.rule), shape="×".join(map(str, shown.shape)) or "1", flops=shown.flops
        )
        parts.append(f"<p style='color:{self.theme.muted}; font-size:small; margin-top:10px'>{html.escape(cost)}</p>")
        return "".join(parts)

    def _hue(self, symbol: Symbol) -> str:
        return self.theme.gradient if symbol.gradient else self.theme.value

    def _symbols(self, shown: Explanation) -> str:
        """The whole line in symbols, derivatives as fractions."""
        cells = [typeset(shown.target, self._hue(shown.target)), "="]
        for words, field, _, _ in Formatter().parse(shown.template):
            cells += [html.escape(words.strip())] if words.strip() else []
            if field in shown.symbols:
                cells.append(typeset(shown.symbols[field], self._hue(shown.symbols[field])))
            elif field is not None:
                cells.append(f"{shown.settings[field]:g}")
        return row_of(cells)

    def _with_numbers(self, shown: Explanation) -> str:
        values = {
            need: f"<span style='color:{self._hue(shown.symbols[need])}'>{number(value)}</span>"
            for need, value in shown.numbers.items()
        }
        return self._fill(shown, values)

    @staticmethod
    def _fill(shown: Explanation, names: dict[str, str]) -> str:
        settings = {name: f"{value:g}" for name, value in shown.settings.items()}
        template = re.sub(r"[<>&]", lambda match: html.escape(match[0]), shown.template)
        return template.format(**names, **settings)

    def _sum(self, element: str, shown: Explanation) -> str:
        """The terms of a sum, each a product of named factors, and their total."""
        rows = [self._product(product, first=number_ == 0) for number_, product in enumerate(shown.products[:MOST_TERMS])]
        left = len(shown.products) - MOST_TERMS
        if left > 0:
            rest = sum(float(np.prod([value for _, value in product])) for product in shown.products[MOST_TERMS:])
            words = self.tr("further terms: {count}").format(count=left)
            rows.append(f"<tr><td>+</td><td>{number(rest)}</td><td style='color:{self.theme.muted}'>{html.escape(words)}</td></tr>")
        total = number(shown.result if shown.result is not None else shown.total())
        return (
            f"<p style='margin:4px 0'>{element} =</p><table cellpadding='2' style='margin-left:8px'>{''.join(rows)}</table>"
            f"<p style='margin:4px 0'>= <b>{total}</b></p>"
        )

    def _product(self, product: Product, first: bool) -> str:
        numbers = " · ".join(f"<span style='color:{self._factor_hue(label)}'>{number(value)}</span>" for label, value in product)
        labels = " · ".join(html.escape(label) for label, _ in product)
        value = float(np.prod([factor for _, factor in product]))
        result = f" = {number(value)}" if len(product) > 1 else ""
        return (
            f"<tr><td>{'' if first else '+'}</td><td>{numbers}{result}</td>"
            f"<td style='color:{self.theme.muted}; padding-left:10px'>{labels}</td></tr>"
        )

    def _factor_hue(self, label: str) -> str:
        return self.theme.gradient if label.startswith(("δ", "g", "∂")) else self.theme.value

    def _chain(self, debugger: Debugger, shown: Explanation) -> str:
        """For a gradient of a weight: the whole chain rule of one sample."""
        selection, program = self.session.selection, debugger.program
        if selection.parameter not in program.parameters or len(shown.index) != 2 or shown.result is None or program.length > 1:
            return ""
        factors = chain_rule(debugger, selection.parameter, shown.index, min(selection.sample, program.batches.size - 1))
        if not factors:
            return ""
        product = float(np.prod([value for _, value in factors]))
        title = self.tr("Chain rule for sample {sample}").format(sample=selection.sample)
        symbols, values = [fraction("∂L", "∂w", self.theme.gradient), "="], [f"<b>{number(product)}</b>", "="]
        for place, (name, value) in enumerate(factors):
            top, _, bottom = name.partition(" ")[0].partition("/")
            hue = self.theme.gradient if name.startswith("∂L") else self.theme.value
            symbols += (["·"] if place else []) + [fraction(top, bottom, hue)]
            values += (["·"] if place else []) + [f"<span style='color:{hue}'>{number(value)}</span>"]
        return f"<p style='color:{self.theme.muted}; margin:10px 0 2px 0'>{html.escape(title)}</p>{rows_of([symbols, values])}"


def chain_rule(debugger: Debugger, parameter: str, index: tuple[int, ...], sample: int) -> list[tuple[str, float]]:
    """dL/da, da/dz, dz/dw of one weight and one sample; their product is that sample's share of the gradient."""
    program = debugger.program
    node = program.slots[program.parameters[parameter]].node
    source = parameter.removesuffix(".weight").removesuffix(f"->{node}")
    unit, from_unit = index
    names = (f"{node}.z", f"{node}.a", f"{source}.a" if f"{source}.a" in program.names else source)
    if any(name not in program.names for name in names) or not parameter.endswith(f"->{node}.weight"):
        return []
    delta, upstream, x = debugger.gradient(names[0]), debugger.gradient(names[1]), debugger.value(names[2])
    if delta is None or upstream is None or x is None:
        return []
    arriving, leaving = float(upstream[unit, sample]), float(delta[unit, sample])
    slope = [("∂a/∂z", leaving / arriving)] if program.names[names[0]] != program.names[names[1]] and arriving else []
    return [(f"∂L/∂{'a' if slope else 'z'}", arriving), *slope, ("∂z/∂w = x", float(x[from_unit, sample]))]


def number(value: float) -> str:
    """Four significant digits, minus signs as such, in C locale."""
    if not np.isfinite(value):
        return "NaN" if np.isnan(value) else ("∞" if value > 0 else "−∞")
    return f"{value + 0.0:.4g}".replace("-", "−")


def symbol_html(symbol: Symbol, color: str) -> str:
    """A symbol with its index below and its time above."""
    index = f"<sub>{html.escape(symbol.index)}</sub>" if symbol.index else ""
    time = f"<sup>({html.escape(symbol.time)})</sup>" if symbol.time else ""
    note = f" <i>{html.escape(symbol.note)}</i>" if symbol.note else ""
    head = "∂L/∂" if symbol.gradient else ""
    return f"<span style='color:{color}'>{head}{html.escape(symbol.letter)}{index}{time}{note}</span>"


def typeset(symbol: Symbol, color: str) -> str:
    """A symbol; a gradient as a fraction."""
    if not symbol.gradient:
        return symbol_html(symbol, color)
    below = symbol_html(replace(symbol, gradient=False), color)
    return fraction("∂L", f"∂{below}", color)


def fraction(top: str, bottom: str, color: str) -> str:
    """One text above another with a line between them."""
    line = f"style='color:{color}; border-bottom-width:1px; border-bottom-style:solid; border-bottom-color:{color}'"
    return (
        f"<table cellspacing='0' cellpadding='1'><tr><td align='center' {line}>{top}</td></tr>"
        f"<tr><td align='center' style='color:{color}'>{bottom}</td></tr></table>"
    )


def row_of(cells: list[str]) -> str:
    """A formula in one line; every cell is centred on it."""
    return rows_of([cells])


def rows_of(rows: list[list[str]]) -> str:
    """Formulas below one another, their parts aligned."""
    lines = "".join(f"<tr>{''.join(f'<td align=center valign=middle>{cell}</td>' for cell in cells)}</tr>" for cells in rows)
    return f"<table cellspacing='0' cellpadding='2' style='margin:2px 0 4px 0'>{lines}</table>"
