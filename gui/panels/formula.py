"""The current line, or the selected weight, in symbols and with its real numbers."""

from __future__ import annotations

import html
import re
from string import Formatter

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QPainter, QPalette, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from engine.insight.moment.chain import chain_rule
from engine.insight.moment.explain import Explanation, explain
from engine.insight.moment.now import PICKED, Now
from engine.insight.moment.place import by_sample, parameter_of
from engine.insight.moment.symbols import Symbol, arrow
from engine.library.rule import Product
from engine.program.program import Program
from engine.runtime.debugger import Debugger
from gui.look.fields import SpinBox
from gui.look.i18n import engine_text
from gui.look.picture import Picture
from gui.look.sentences import joined, standing, time_words
from gui.look.titles import phase_title
from gui.look.typesetting import fraction, number, row_of, rows_of, symbol_html, typeset
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
        self.hint = QLabel()
        self.hint.setObjectName("formula-heading")
        self.hint.setTextFormat(Qt.TextFormat.RichText)
        self.hint.setWordWrap(True)
        self.hint.linkActivated.connect(session.looking.back)
        top.addWidget(self.hint, 1)
        self.pick_label = QLabel(self.tr("Element"))
        top.addWidget(self.pick_label)
        for name, spin in (("row", self.row), ("column", self.column)):
            spin.setObjectName(f"element-{name}")
            spin.valueChanged.connect(self.invalidate)
            top.addWidget(spin)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(area, 1)
        self._place: tuple[object, ...] = ()
        session.selected.connect(self.invalidate)

    def refresh(self) -> None:
        debugger, now = self.session.debugger, self.session.now
        if debugger is None or now is None:
            self.text.setText(self.tr("The formula of the current line appears here once the network can run."))
            return
        program = debugger.program
        slot = program.slots[program.code[now.pc].out]
        sampled = by_sample(program, slot.index)
        self._fit_pickers(now.pc, slot.shape, sampled)
        index = (self.row.value(), now.sample if sampled else self.column.value())[: len(slot.shape)]
        self._show_heading(program, now)
        self.text.setText(self._html(debugger, now, explain(debugger, now.pc, index)))

    def _show_heading(self, program: Program, now: Now) -> None:
        """Why this line is shown, its time step and the sample; with a way back from a line that was chosen."""
        line = phase_title(now.phase) if now.state == PICKED else f"{phase_title(now.phase)} {now.pc}"
        words = [standing(program, now), line]
        if program.batches.size > 1:
            words.append(self.tr("sample {number} of {count}").format(number=now.sample + 1, count=program.batches.size))
        back = self.tr("back to now")
        link = f" · <a href='now' style='color:{self.theme.accent}'>{html.escape(back)}</a>" if now.state == PICKED else ""
        self.hint.setText(" · ".join(html.escape(part) for part in words) + link)

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

    def _fit_pickers(self, pc: int, shape: tuple[int, ...], sampled: bool) -> None:
        """A row and a column to choose; the column of a value by sample is the sample that all panels show."""
        place = (pc, shape, self.session.selection.parameter, self.session.selection.index)
        if place == self._place:
            return
        moved = self._place[2:] != place[2:] or self._place[1:2] != place[1:2]
        self._place = place
        for spin, axis in ((self.row, 0), (self.column, 1)):
            spin.blockSignals(True)
            spin.setVisible(len(shape) > axis and not (sampled and axis))
            spin.setMaximum(shape[axis] - 1 if len(shape) > axis else 0)
            if moved:
                spin.setValue(self.session.selection.index[axis] if len(self.session.selection.index) > axis else 0)
            spin.blockSignals(False)
        self.pick_label.setVisible(bool(shape))

    # writing -------------------------------------------------------------------------------------

    def _html(self, debugger: Debugger, now: Now, shown: Explanation) -> str:
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
            filled = f" = {self._with_numbers(shown)}" if shown.numbers.keys() == shown.symbols.keys() else ""
            parts.append(f"<p style='margin:4px 0'>{element}{filled} = <b>{number(shown.result)}</b></p>")
        chain = self._chain(debugger, now, shown)
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

    def _chain(self, debugger: Debugger, now: Now, shown: Explanation) -> str:
        """The whole chain rule of one weight for one sample: of the chosen weight, else of the one whose gradient is shown."""
        program, selection = debugger.program, self.session.selection
        parameter, index = selection.parameter, selection.index
        if parameter not in program.parameters or len(index) != 2:
            parameter, index = parameter_of(program, program.code[shown.pc].out), shown.index
        factors = chain_rule(debugger, parameter, index, now.sample, now.time)
        if not factors:
            return ""
        symbols, values = [fraction("∂L", "∂w", self.theme.gradient), "="], []
        for place, factor in enumerate(factors):
            hue = self.theme.gradient if factor.gradient else self.theme.value
            symbols += (["·"] if place else []) + [fraction(factor.above, factor.below, hue)]
            values += (["·"] if place else []) + [f"<span style='color:{hue}'>{number(factor.value)}</span>"]
        product = f"<b>{number(float(np.prod([factor.value for factor in factors])))}</b>"
        title = self._chain_title(program, parameter, index, now)
        rows = rows_of([symbols, [product, "=", *values]])
        return f"<p style='color:{self.theme.muted}; margin:10px 0 2px 0'>{html.escape(title)}</p>{rows}"

    def _chain_title(self, program: Program, parameter: str, index: tuple[int, ...], now: Now) -> str:
        weight = f"w = {arrow(parameter.removesuffix('.weight'))}[{index[0]}, {index[1]}]"
        sample = self.tr("sample {number}").format(number=now.sample + 1) if program.batches.size > 1 else ""
        return joined(
            self.tr("Chain rule for {weight}").format(weight=weight), sample, time_words(now.time) if program.length > 1 else ""
        )
