"""The arrays of another program in the order of the step: what each was taken for, and its verdict."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from engine.insight.compare.fitting import fits
from engine.insight.compare.naming import BY_NAME
from engine.insight.compare.quantities import Quantity
from engine.insight.compare.verdict import AGREEING, FOLLOWS, OPEN, UNKNOWN, Comparison, Row
from engine.program.program import Program
from gui.look.comparison_words import SIGNS, difference_words, quantity_title, verdict_words
from gui.look.fields import ComboBox
from gui.look.theme import Theme


class OwnGradientsTable(QTableWidget):
    """One row for each array; what no name says can be chosen in it."""

    chosen = Signal(str, str)  # an array, and for which quantity it is to be taken
    pointed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 4, parent)
        self.setHorizontalHeaderLabels([self.tr("Your array"), self.tr("Taken as"), self.tr("Difference"), self.tr("Verdict")])
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.verticalHeader().setVisible(False)
        self.setTabKeyNavigation(False)
        self.setToolTip(self.tr("Press Enter or double-click to show where in the network this is computed"))
        header = self.horizontalHeader()
        for column in range(3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.currentCellChanged.connect(lambda row, *_: self.pointed.emit(row))

    def show_rows(self, result: Comparison, known: Sequence[Quantity], program: Program, theme: Theme) -> None:
        """Show a comparison; the first difference is selected."""
        self.blockSignals(True)
        self.setRowCount(0)
        self.setRowCount(len(result.rows))
        for place, row in enumerate(result.rows):
            self._fill(place, row, known, program, theme)
        self.blockSignals(False)
        first = result.rows.index(result.first) if result.first in result.rows else 0
        self.selectRow(first)
        self.pointed.emit(first)

    def _fill(self, place: int, row: Row, known: Sequence[Quantity], program: Program, theme: Theme) -> None:
        title = quantity_title(program, row.quantity) if row.quantity else ""
        turned = row.layout is not None and row.layout.turned and not (row.quantity and row.quantity.by_sample)
        noted = self.tr("{name} (transposed)").format(name=title) if turned else title
        name = row.given or self.tr("(no name)")
        cells = (f"{SIGNS[row.verdict]} {name}", noted, difference_words(row), verdict_words(row))
        for column, words in enumerate(cells):
            item = QTableWidgetItem(words)
            if column == 3:
                item.setToolTip(words)
            item.setForeground(QColor(_color(row, theme)))
            self.setItem(place, column, item)
        if row.how != BY_NAME:
            self.setCellWidget(place, 1, self._choice(row, known, program))

    def _choice(self, row: Row, known: Sequence[Quantity], program: Program) -> ComboBox:
        """What an array may be: everything of a fitting shape."""
        box = ComboBox()
        box.setAccessibleName(self.tr("What {name} is").format(name=row.given))
        box.addItem(self.tr("choose…"), "")
        shape = row.theirs.shape if row.theirs is not None else ()
        for quantity in known:
            if row.theirs is None or fits(shape, quantity.shape):
                box.addItem(quantity_title(program, quantity), quantity.name)
        box.setCurrentIndex(max(0, box.findData(row.quantity.name if row.quantity else "")))
        box.activated.connect(lambda _: self.chosen.emit(row.given, box.currentData()))
        return box


def _color(row: Row, theme: Theme) -> str:
    if row.verdict in AGREEING:
        return theme.text
    return theme.muted if row.verdict == FOLLOWS else theme.warning if row.verdict in (OPEN, UNKNOWN) else theme.error


def difference_map(row: Row) -> np.ndarray | None:
    """Theirs minus ours as a matrix where they differ: of the time step where that begins, where there are several."""
    if (
        row.verdict in AGREEING
        or row.layout is None
        or row.theirs is None
        or row.ours is None
        or row.quantity is None
        or not row.ours.size
    ):
        return None
    off = row.theirs - row.ours
    if row.quantity.stacked:
        off = off[row.quantity.slots.index(row.slot)]
    shown: np.ndarray = off.reshape(1, -1) if off.ndim < 2 else off
    return shown
