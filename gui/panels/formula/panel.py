"""The current line, or the selected weight, in symbols and with its real numbers."""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QCursor,
    QFontMetricsF,
    QHideEvent,
    QPainter,
    QPalette,
    QResizeEvent,
    QTextDocument,
)
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QScrollArea, QToolButton, QToolTip, QVBoxLayout, QWidget

from engine.insight.moment.chain import chain_rule
from engine.insight.moment.explain import Explanation, explain
from engine.insight.moment.fields import grid_of
from engine.insight.moment.now import PICKED, Now
from engine.insight.moment.paths import PathSum, sum_at, sum_over_paths
from engine.insight.moment.place import by_sample, parameter_of
from engine.insight.moment.spots import column_of
from engine.insight.moment.symbols import arrow
from engine.insight.moment.things import thing_at
from engine.program.program import BACKWARD, Program
from engine.runtime.debugger import Debugger
from gui.look.fields import SpinBox
from gui.look.picture import Picture
from gui.look.sentences import joined, position_words, standing, time_words
from gui.look.titles import phase_title
from gui.panels.formula import paths, text
from gui.panels.formula.classes import samples_shown, unit_class
from gui.panels.formula.ink import Ink
from gui.panels.formula.menu import popup
from gui.panels.formula.tags import tag, tag_chain
from gui.session.panel import Panel
from gui.session.schedule import Pace
from gui.session.session import Session
from gui.widgets.written import Written

WIDEST = 900  # pixels of an exported formula
MARGIN = 12
PATHS = Pace(patient=True)
NARROW = 60  # letters; in a narrower panel the choice of an element stands below the heading


class FormulaPanel(Panel):
    """Displayed factors always multiply and add up to the displayed result."""

    rest = 0.1
    lowest = 100

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.hint, self.pick_label, self.row, self.column = QLabel(), QLabel(self.tr("Element")), SpinBox(), SpinBox()
        self.text, self.sum, self.more = self._written("formula-text"), self._written("formula-paths"), QToolButton()
        self.view = paths.ALL
        self._head, self._area = QWidget(), QScrollArea()
        self._top = QHBoxLayout(self._head)
        self._build_heading()
        self._build_page()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(self._area, 1)
        layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._place: tuple[object, ...] = ()
        self._ink: dict[QLabel, Ink] = {}
        self._offered = False  # whether there is something to explain more
        self._mine = False  # whether the mouse is over a part of the formula
        self._fold(False)
        session.selected.connect(self.invalidate)
        session.pointing.pointed.connect(self.invalidate)

    def _build_heading(self) -> None:
        self._top.setContentsMargins(MARGIN, 6, MARGIN, 0)
        self.hint.setObjectName("formula-heading")
        self.hint.setTextFormat(Qt.TextFormat.RichText)
        self.hint.setWordWrap(True)
        self.hint.linkActivated.connect(self.session.looking.back)
        pickers = QHBoxLayout()
        self._top.addWidget(self.hint, 1)
        self._top.addLayout(pickers)
        pickers.addWidget(self.pick_label)
        for name, spin in (("row", self.row), ("column", self.column)):
            spin.setObjectName(f"element-{name}")
            spin.valueChanged.connect(self.invalidate)
            pickers.addWidget(spin)
        pickers.addStretch(0)

    def _build_page(self) -> None:
        self.sum.linkActivated.connect(self.choose_view)
        self.more.setObjectName("explain-more")
        self.more.setText(self.tr("Explain more"))
        self.more.setToolTip(self.tr("The sum over all paths from the loss to this weight or neuron, each with its numbers"))
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.more.setCheckable(True)
        self.more.hide()
        self.more.toggled.connect(self._fold)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 10)
        column.setSpacing(0)
        for widget in (self.text, self.sum):
            column.addWidget(widget)
        column.addStretch(1)
        self._area.setWidgetResizable(True)
        self._area.setMinimumHeight(10)  # it scrolls, and gives its room away first
        self._area.setWidget(page)
        self._area.verticalScrollBar().rangeChanged.connect(self._reveal)

    def _written(self, name: str) -> QLabel:
        label = Written()
        label.setObjectName(name)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.LinksAccessibleByMouse)
        label.setContentsMargins(MARGIN, 6, MARGIN, 4)
        label.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        label.customContextMenuRequested.connect(lambda at: self._show_menu(label, at))
        label.linkHovered.connect(lambda link: self._hover(label, link))
        return label

    def _show_menu(self, label: QLabel, at: QPoint) -> None:
        debugger, now = self.session.debugger, self.session.now
        if debugger is not None and now is not None:
            popup(self, label, at, debugger.program.code[now.pc].out, self._element(debugger.program, now))

    # the mouse -----------------------------------------------------------------------------------

    def _hover(self, label: QLabel, link: str) -> None:
        """Light what the part under the mouse belongs to, and say what it is."""
        anchor = self._ink[label].anchors[int(link)] if link.isdecimal() and label in self._ink else None
        self._mine = anchor is not None
        self.session.pointing.hover(*(anchor.things if anchor else ()))
        if anchor is not None and anchor.tip:
            QToolTip.showText(QCursor.pos() + QPoint(8, 14), anchor.tip, label)
        else:
            QToolTip.hideText()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if self._mine:
            self._mine = False
            self.session.pointing.hover()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.session.pointing.mark(())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < NARROW * self.fontMetrics().averageCharWidth()
        self._top.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._share_height()
        self.invalidate()

    def _share_height(self) -> None:
        """In a low panel the formula comes before what stands above and below it."""
        heading, least = self._top.totalHeightForWidth(self.width()), 2 * self.fontMetrics().height()
        self._head.setVisible(self.height() >= heading + least)
        room = self.height() >= heading + least + self.more.sizeHint().height()
        self.more.setVisible(self._offered and (room or self.more.isChecked()))

    # the fold-out --------------------------------------------------------------------------------

    def _fold(self, out: bool) -> None:
        self.more.setArrowType(Qt.ArrowType.DownArrow if out else Qt.ArrowType.UpArrow)
        self.sum.setVisible(out)
        self._opened = out
        self.invalidate()

    def _reveal(self) -> None:
        """What was just folded out comes into sight."""
        if self._opened and self.sum.text():
            self._opened = False
            self._area.verticalScrollBar().setValue(self.sum.y())

    def choose_view(self, view: str) -> None:
        """All paths, or put together by output."""
        if view in (paths.ALL, paths.ENDS):
            self.view = view
            self.invalidate()

    def refresh(self) -> None:
        """The line at once; the paths, which take longer to find, as soon as everything else is shown."""
        self._write_line(self._room())
        if self.more.isChecked() or self.sum.text():
            self.session.clock.invalidate(self.sum, self._refresh_paths, PATHS)

    def _room(self) -> float:
        return self._area.viewport().width() - 2 * MARGIN

    def _refresh_paths(self) -> None:
        if self.isVisible():
            self._write_paths(self._room())

    def write(self, room: float) -> None:
        """Write everything, in lines of so many pixels."""
        self._write_line(room)
        self._write_paths(room)

    def numbers(self) -> str:
        """What stands below the line in symbols, for a page that sets symbols itself."""
        debugger, now = self.session.debugger, self.session.now
        if debugger is None or now is None:
            return ""
        slot = debugger.program.slots[debugger.program.code[now.pc].out]
        self._fit_pickers(now.pc, slot.shape, by_sample(debugger.program, slot.index))
        shown = explain(debugger, now.pc, self._element(debugger.program, now))
        ink = Ink(self.theme, QFontMetricsF(self.text.font()), WIDEST)
        network = self.session.experiment.network
        found = text.numbers(ink, debugger.program, network, shown) + self._chain(ink, debugger, now, shown)
        return found + text.cost(ink, debugger.program, shown, now.quiet)

    def _write_line(self, room: float) -> None:
        debugger, now = self.session.debugger, self.session.now
        if debugger is None or now is None:
            self._put(self.text, self.tr("The formula of the current line appears here once the network can run."))
            self._offered = False
            self._share_height()
            self.session.pointing.mark(())
            return
        program = debugger.program
        slot = program.slots[program.code[now.pc].out]
        sampled = by_sample(program, slot.index)
        self._fit_pickers(now.pc, slot.shape, sampled)
        self._show_heading(program, now)
        self._name_element(unit_class(self.session, slot.node, self.row.value()) if sampled else "")
        shown = explain(debugger, now.pc, self._element(program, now))
        ink = self._fresh(self.text, room)
        tag(ink, debugger, now, shown)
        self._put(
            self.text,
            text.line(ink, program, self.session.experiment.network, shown)
            + self._chain(ink, debugger, now, shown)
            + text.cost(ink, program, shown, now.quiet),
        )
        self.session.pointing.mark(ink.marks if now.marked else ())
        self._offered = self.more.isChecked() or self._explainable(debugger, shown)
        self._share_height()

    def _write_paths(self, room: float) -> None:
        debugger, now = self.session.debugger, self.session.now
        if debugger is None or now is None or not self.more.isChecked():
            self._put(self.sum, "")
            return
        shown = explain(debugger, now.pc, self._element(debugger.program, now))
        self._put(self.sum, self._sum(self._fresh(self.sum, room), debugger, now, shown))

    def _element(self, program: Program, now: Now) -> tuple[int, ...]:
        """Which element of the result of the line is shown."""
        slot = program.slots[program.code[now.pc].out]
        column = column_of(program, self.session.experiment.network, slot.index, now.spot, now.sample)
        return (self.row.value(), self.column.value() if column is None else column)[: len(slot.shape)]

    def _name_element(self, name: str) -> None:
        """The class that the chosen unit stands for."""
        suffix = f" ({name})" if name else ""
        if suffix != self.row.suffix():
            self.row.setSuffix(suffix)

    def _fresh(self, label: QLabel, room: float) -> Ink:
        hovered = () if self._mine else self.session.pointing.hovered
        self._ink[label] = Ink(self.theme, QFontMetricsF(label.font()), room, hovered)
        return self._ink[label]

    @staticmethod
    def _put(label: QLabel, words: str) -> None:
        if words != label.text():  # the mouse may be over a part of it
            label.setText(words)

    def _show_heading(self, program: Program, now: Now) -> None:
        """Why this line is shown, its time step, the sample and its class; with a way back from a line that was chosen."""
        line = phase_title(now.phase) if now.state == PICKED else f"{phase_title(now.phase)} {now.pc + 1}"
        words = [standing(program, now), line]
        if program.batches.size > 1:
            words.append(samples_shown(self.session, program, now))
        grid = grid_of(program, self.session.experiment.network, program.code[now.pc].out)
        if grid:
            words.append(position_words(now.spot.on(grid), grid))
        back = self.tr("back to the current line")
        link = f" · <a href='now' style='color:{self.theme.accent}'>{html.escape(back)}</a>" if now.state == PICKED else ""
        self.hint.setText(" · ".join(html.escape(part) for part in words) + link)

    def picture(self) -> Picture | None:
        """The formula with its numbers."""
        self.write(WIDEST)
        document, context = QTextDocument(), QAbstractTextDocumentLayout.PaintContext()
        document.setDefaultFont(self.text.font())
        document.setHtml(self.text.text() + (self.sum.text() if self.more.isChecked() else ""))
        document.setTextWidth(min(WIDEST, document.idealWidth() + 8))
        context.palette = self.text.palette()
        context.palette.setColor(QPalette.ColorRole.Text, self.colors()["text"])
        size = document.size()
        self.invalidate()

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

    def _grid(self, node: str) -> tuple[int, ...]:
        network = self.session.experiment.network
        return network.node(node).grid if network.has(node) else ()

    # what is written -----------------------------------------------------------------------------

    def _weight(self, program: Program, shown: Explanation) -> tuple[str, tuple[int, ...]]:
        """The chosen weight, else the parameter whose gradient or update is shown; "" if neither."""
        selection = self.session.selection
        if selection.parameter in program.parameters and selection.index:
            return selection.parameter, selection.index
        return parameter_of(program, program.code[shown.pc].out), shown.index

    def _chain(self, ink: Ink, debugger: Debugger, now: Now, shown: Explanation) -> str:
        """The whole chain rule of one weight for one sample."""
        program = debugger.program
        parameter, index = self._weight(program, shown)
        grid = self._grid(program.slots[program.parameters[parameter]].node) if parameter else ()
        position = now.spot.on(grid) if grid else 0
        factors = chain_rule(debugger, parameter, index, now.sample, now.time, position)
        if not factors:
            return ""
        weight = f"w = {arrow(parameter.removesuffix('.weight'))}[{index[0]}, {index[1]}]"
        sample = self.tr("sample {number}").format(number=now.sample + 1) if program.batches.size > 1 else ""
        title = joined(
            self.tr("Chain rule for {weight}").format(weight=weight),
            sample,
            time_words(now.time) if program.length > 1 else "",
            position_words(position, grid) if grid else "",
        )
        thing = thing_at(program, program.parameters[parameter], index)
        whole = tag_chain(ink, program, now, program.parameters[parameter], thing, factors)
        return text.chain(ink, title, thing, whole, factors)

    def _sum(self, ink: Ink, debugger: Debugger, now: Now, shown: Explanation) -> str:
        """The gradient taken apart into paths, with a choice of how far."""
        if self.session.hurries:
            return ink.muted(self.tr("Pause the run to follow the paths."))
        program = debugger.program
        found = self._found(debugger, now, shown)
        if found is None:
            hint = self.tr("Choose a weight on the canvas and step through the backward pass, or stop at a line with a gradient.")
            return ink.muted(hint)
        choices = ((paths.ALL, self.tr("all paths")), (paths.ENDS, self.tr("by output: ∂L/∂y · ∂y/∂w")))
        links = " · ".join(
            f"<b>{html.escape(words)}</b>"
            if name == self.view
            else f"<a href='{name}' style='color:{self.theme.accent}'>{html.escape(words)}</a>"
            for name, words in choices
        )
        grids = {node.id: node.grid for node in self.session.experiment.network.nodes}
        averaged = self.session.experiment.loss.settings.get("reduction", "mean") == "mean"
        shape = paths.Shape(program.length > 1, program.batches.size, averaged, grids)
        written = paths.sum_over_paths(ink, found, self.view, lambda *unit: unit_class(self.session, *unit), shape)
        return f"<p style='margin:2px 0'>{links}</p>{written}"

    def _explainable(self, debugger: Debugger, shown: Explanation) -> bool:
        """Whether there is a gradient to be taken apart."""
        program = debugger.program
        parameter, _ = self._weight(program, shown)
        if parameter:
            gradient = program.gradient_of.get(program.parameters.get(parameter, -1))
            return gradient is not None and debugger.computed(gradient)
        slot = program.code[shown.pc].out
        return program.phase_at(shown.pc) == BACKWARD and by_sample(program, slot) and program.slots[slot].of >= 0

    def _found(self, debugger: Debugger, now: Now, shown: Explanation) -> PathSum | None:
        program = debugger.program
        parameter, index = self._weight(program, shown)
        if parameter:
            return sum_over_paths(debugger, parameter, index, now.sample, now.time)
        slot = program.code[shown.pc].out
        if program.phase_at(shown.pc) == BACKWARD and len(shown.index) == 2:
            return sum_at(debugger, slot, shown.index[0], now.sample, shown.index[1] // program.batches.size)
        return None
