"""Expressions over named values, kept in sight while stepping."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from engine.insight.moment.symbols import arrow
from engine.runtime.breakpoints import Watchpoint
from engine.runtime.watch import FUNCTIONS, Expression, ExpressionError
from engine.runtime.watch_readers import WORDS
from gui.look.fields import ExpressionField
from gui.look.i18n import problem_text
from gui.look.printed import print_numbers
from gui.session.panel import Panel
from gui.session.session import Session
from gui.widgets.once import once

NO_MODIFIER, KEYPAD = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier
MOST_SHOWN = 6  # elements of a matrix written out


class WatchTable(QTableWidget):
    """A table whose chosen rows can be removed with the keys that delete layers elsewhere."""

    removal_asked = Signal()

    def event(self, event: QEvent) -> bool:
        # Accepting the key here keeps it from the shortcut of the window; a second shortcut would make both ambiguous.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _removes(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _removes(event):
            self.removal_asked.emit()
        else:
            super().keyPressEvent(event)


def _removes(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and event.modifiers() in (NO_MODIFIER, KEYPAD)


class WatchesPanel(Panel):
    """A table of expressions and their values; a checked one stops a run when it becomes true."""

    rest = 0.1

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.field = ExpressionField()
        self.field.setObjectName("watch-field")
        self.field.setPlaceholderText('norm(grad("h.z"))')
        self.field.setToolTip(
            self.tr(
                'Values by name: value("h.a"), grad("h.z"), update("x→h.weight"), loss, step. '
                'grad("x→h.weight") is the gradient that the update uses; where gradients are not set to zero, '
                'fresh("x→h.weight") is that of this step alone. '
                "Functions: norm, max, min, mean, sum, abs, sqrt, log10, finite."
            )
        )
        self.field.returnPressed.connect(self.add)
        self._names = QStringListModel(self)
        self._values: list[QTableWidgetItem] = []
        completer = QCompleter(self._names, self.field)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.field.setCompleter(completer)
        self.add_button = QPushButton(self.tr("Watch"))
        self.add_button.clicked.connect(self.add)
        self.table = WatchTable(0, 2)
        self.table.setObjectName("watches")
        self.table.setMinimumHeight(40)
        self.table.setHorizontalHeaderLabels([self.tr("Expression"), self.tr("Value")])
        print_numbers(self.table, 1)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().hide()
        self.table.setToolTip(
            self.tr("Double-click to change, Del to remove; tick the box to stop a run when the expression becomes true.")
        )
        self.table.itemChanged.connect(self._changed)
        self.table.removal_asked.connect(self.remove)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_menu)
        layout, top = QVBoxLayout(self), QHBoxLayout()
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        top.setContentsMargins(8, 6, 8, 4)
        top.setSpacing(6)
        top.addWidget(self.field, 1)
        top.addWidget(self.add_button)
        layout.addWidget(self.table, 1)
        session.edited.connect(self._offer_names)
        session.watched.connect(self._rebuild)

    # editing -------------------------------------------------------------------------------------

    def add(self) -> None:
        """Watch what stands in the field."""
        expression = self._read(self.field.text())
        if expression is not None:
            self.session.watch((*self.session.watches, Watchpoint(expression, enabled=False)))
            self.field.clear()

    def remove(self) -> None:
        """Stop watching the chosen rows."""
        rows = {index.row() for index in self.table.selectedIndexes()}
        self.session.watch(tuple(test for row, test in enumerate(self.session.watches) if row not in rows))

    def _show_menu(self, at: QPoint) -> None:
        """What can be done with the watch under the pointer."""
        row = self.table.rowAt(at.y())
        if row < 0:
            return
        expression, drafting = self.session.watches[row].expression, self.session.lessons.drafting
        menu = once(QMenu(self))
        menu.setObjectName("watch-menu")
        menu.addAction(self.tr("Remove this watch"), self.remove)
        if drafting.on:
            menu.addAction(self.tr("Ask for this number"), lambda: drafting.ask(expression.text, ""))
            menu.addAction(self.tr("Wait until this is true"), lambda: drafting.wait(expression.text))
        self.table.selectRow(row)
        menu.popup(self.table.viewport().mapToGlobal(at))

    def _read(self, words: str) -> Expression | None:
        try:
            return Expression(words)
        except ExpressionError as error:
            self.session.say(problem_text(error.problems[0]))
            return None

    def _changed(self, item: QTableWidgetItem) -> None:
        watches, row = list(self.session.watches), item.row()
        if item.column() or row >= len(watches):
            return
        expression = self._read(item.text()) or watches[row].expression
        watches[row] = Watchpoint(expression, item.checkState() == Qt.CheckState.Checked)
        self.session.watch(tuple(watches))

    def _offer_names(self) -> None:
        debugger = self.session.debugger
        offers = [*WORDS, *(f"{name}(" for name in FUNCTIONS)]
        if debugger is not None:
            program = debugger.program
            offers += [f'value("{name}")' for name in program.names if not name.startswith("∂") and " " not in name]
            offers += [f'grad("{name}")' for name, slot in program.names.items() if slot in program.gradient_of]
            offers += [f'{reader}("{name}")' for reader in ("fresh", "update") for name in program.parameters]
        self._names.setStringList([arrow(offer) for offer in offers])

    # showing -------------------------------------------------------------------------------------

    def _rebuild(self) -> None:
        self.table.blockSignals(True)
        self.table.setRowCount(len(self.session.watches))
        self._values = []
        for row, test in enumerate(self.session.watches):
            item = QTableWidgetItem(arrow(test.expression.text))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if test.enabled else Qt.CheckState.Unchecked)
            self.table.setItem(row, 0, item)
            value = QTableWidgetItem()
            value.setFlags(value.flags() & ~Qt.ItemFlag.ItemIsEditable)
            self.table.setItem(row, 1, value)
            self._values.append(value)
        self.table.blockSignals(False)
        self.invalidate()

    def refresh(self) -> None:
        if self.table.rowCount() != len(self.session.watches):
            self._rebuild()
        self.table.blockSignals(True)
        for item, test in zip(self._values, self.session.watches, strict=True):
            words, whole = self._value(test.expression)
            if item.text() != words:
                item.setText(words)
                item.setToolTip(whole)
        self.table.blockSignals(False)

    def _value(self, expression: Expression) -> tuple[str, str]:
        """A value in few characters, and with all digits."""
        if self.session.debugger is None:
            return "–", ""
        try:
            value = expression(self.session.debugger)
        except ExpressionError as error:
            words = problem_text(error.problems[0])
            return words, words
        return (self.tr("not computed yet"), "") if value is None else brief_value(value)


def brief_value(value: np.ndarray) -> tuple[str, str]:
    """A number, a truth, or the first elements of a matrix and its shape; and the same with all digits."""
    if value.dtype == bool and value.size == 1:
        words = str(bool(value)).lower()
        return words, words
    flat = value.astype(float).ravel()
    shown = ", ".join(f"{number:.4g}" for number in flat[:MOST_SHOWN])
    whole = ", ".join(repr(float(number)) for number in flat[:100])
    if value.size == 1:
        return shown, whole
    more = ", …" if flat.size > MOST_SHOWN else ""
    return f"[{shown}{more}] ({'×'.join(map(str, value.shape))})", whole
