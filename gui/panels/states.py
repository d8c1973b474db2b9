"""A sequence as a table of numbers, and the product of Jacobians between two of its time steps."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from engine.insight.flow.jacobian import Jacobians
from engine.insight.flow.through_time import recurrent_nodes
from engine.insight.moment.place import by_sample, slot_at
from engine.runtime.debugger import Debugger
from gui.look.fields import SpinBox
from gui.look.printed import print_numbers
from gui.notation.numbers import number
from gui.plots.source import needs_sequences
from gui.session import curtain
from gui.session.panel import Panel
from gui.session.session import Session

MOST_UNITS, MOST_CELLS = 12, 16  # numbers of one cell, and rows and columns of the matrix, that are written out
Vector = np.ndarray | None


class StatesPanel(Panel):
    """For the sample shown: input, hidden state, output and ∂L/∂h at every time step; below, ∂h(t)/∂h(k) for a chosen t and k."""

    rest = 0.25
    lowest = 100
    patient = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.table, self.matrix, self.words = _grid("states-table"), _grid("states-jacobian"), QLabel()
        self.later, self.earlier = SpinBox(), SpinBox()
        self.inner, row = QWidget(), QHBoxLayout()
        for spin, name, prefix in ((self.later, "jacobian-later", "t = "), (self.earlier, "jacobian-earlier", "k = ")):
            spin.setObjectName(name)
            spin.setPrefix(prefix)
            spin.valueChanged.connect(self._chosen)
        self.words.setWordWrap(True)
        self.empty = QLabel(needs_sequences())
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.inner)
        outer.addWidget(self.empty)
        layout = QVBoxLayout(self.inner)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.table, 3)
        layout.addLayout(row)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(6)
        for widget in (QLabel(self.tr("Product of Jacobians")), self.later, self.earlier):
            row.addWidget(widget)
        row.addWidget(self.words, 1)
        layout.addWidget(self.matrix, 2)
        self.table.cellClicked.connect(lambda at, _: session.looking.at_time(at + 1))
        session.selected.connect(self.invalidate)
        self._length = 0

    def restyle(self) -> None:
        self.empty.setStyleSheet(f"color: {self.theme.muted}; padding: 12px; font-weight: 400;")

    def _chosen(self) -> None:
        self.earlier.setMaximum(self.later.value())
        self.invalidate()

    def refresh(self) -> None:
        debugger, now = self.session.debugger, self.session.now
        usable = debugger is not None and debugger.program.length > 1
        self.inner.setVisible(usable)
        self.empty.setVisible(not usable)
        if debugger is None or now is None or not usable:
            return
        self._fit(debugger.program.length)
        states = (recurrent_nodes(debugger.program) or ("",))[0]
        columns = list(self._columns(debugger, states, now.sample))
        self.table.setColumnCount(len(columns))
        self.table.setHorizontalHeaderLabels([title for title, _ in columns])
        self.table.setVerticalHeaderLabels([f"t = {time}" for time in range(1, debugger.program.length + 1)])
        for across, (_, values) in enumerate(columns):
            for down, value in enumerate(values):
                _write(self.table, down, across, _numbers(value))
        self.table.resizeColumnsToContents()
        self.table.selectRow(now.time - 1)
        self._show_product(debugger, states, now.sample)

    def _fit(self, length: int) -> None:
        """Another sequence: the product goes over all of it at first."""
        if length == self._length:
            return
        self._length = length
        self.table.setRowCount(length)
        for spin, value in ((self.later, length), (self.earlier, 1)):
            with QSignalBlocker(spin):
                spin.setRange(1, length)
                spin.setValue(value)

    def _columns(self, debugger: Debugger, hidden: str, sample: int) -> Iterator[tuple[str, list[Vector]]]:
        program, network = debugger.program, self.session.experiment.network
        times = range(1, program.length + 1)

        def read(slot: int | None) -> Vector:
            known = slot is not None and by_sample(program, slot) and debugger.computed(slot)
            return debugger.arena.views[slot][:, sample] if known and slot is not None else None

        named = [(node.id, node.id) for node in network.inputs()]
        named += [(self.tr("{node} (hidden state)").format(node=hidden), hidden)] if hidden else []
        named += [(node.id, node.id) for node in network.outputs() if node.id != hidden]
        for title, node in named:
            yield title, [read(slot_at(program, program.states(node), time)) for time in times]
        if hidden:
            slots = [slot_at(program, program.states(hidden), time) for time in times]
            gradients = [None if slot is None else program.gradient_of.get(slot) for slot in slots]
            yield f"∂L/∂{hidden}", [read(slot) for slot in gradients]

    def _show_product(self, debugger: Debugger, hidden: str, sample: int) -> None:
        found = None
        veiled = self.session.veil.on
        if hidden and not self.session.running and not veiled:
            compute = self.session.memo.made(Jacobians, lambda: Jacobians(debugger.program))
            found = compute.between(debugger, self.later.value(), self.earlier.value(), sample)
        self.matrix.setVisible(found is not None)
        if found is None:
            self.words.setText(curtain.veiled() if veiled else self.tr("Known after the backward pass: step with F10."))
            return
        t, k = self.later.value(), self.earlier.value()
        size = float(np.linalg.norm(found, 2)) if np.isfinite(found).all() else float("nan")
        words = self.tr("∂{node}({t})/∂{node}({k}): {count} factors, largest singular value {size}")
        self.words.setText(words.format(node=hidden, t=t, k=k, count=t - k, size=number(size)))
        rows, columns = (min(length, MOST_CELLS) for length in found.shape)
        self.matrix.setRowCount(rows)
        self.matrix.setColumnCount(columns)
        self.matrix.setVerticalHeaderLabels([str(row) for row in range(rows)])
        self.matrix.setHorizontalHeaderLabels([str(column) for column in range(columns)])
        for (down, across), value in np.ndenumerate(found[:rows, :columns]):
            _write(self.matrix, down, across, f"{value:.4g}")
        self.matrix.resizeColumnsToContents()


def _grid(name: str) -> QTableWidget:
    table = QTableWidget()
    table.setObjectName(name)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setMinimumHeight(10)
    print_numbers(table)
    return table


def _write(table: QTableWidget, down: int, across: int, words: str) -> None:
    item = table.item(down, across)
    if item is None:
        item = QTableWidgetItem()
        item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        table.setItem(down, across, item)
    if item.text() != words:
        item.setText(words)


def _numbers(values: Vector) -> str:
    """The numbers of a vector; in a long one the first of them."""
    if values is None:
        return "–"
    written = "   ".join(f"{value:.4g}" for value in values[:MOST_UNITS])
    return written + ("  …" if len(values) > MOST_UNITS else "")
