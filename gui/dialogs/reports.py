"""Two reports: whether every gradient is right, and what a step costs."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from engine.insight.moment.cost import Cost, StepCost
from engine.insight.moment.gradcheck import KINK, WRONG, GradientCheck, ParameterCheck
from engine.insight.moment.symbols import arrow
from engine.program.program import BACKWARD, FORWARD, Program
from gui.look.printed import print_numbers
from gui.look.theme import Theme, color_map, colors
from gui.look.titles import in_symbols, phase_title
from gui.notation.numbers import number
from gui.widgets.heatmap import HeatMap

# Errors are shown on a logarithmic scale: the midpoint of the map is the limit of 1e-9.
LIMIT_POWER, SPAN = -9.0, 8.0


def error_map(check: ParameterCheck) -> np.ndarray:
    """log10 of the relative errors above the limit; a matrix of at least two dimensions."""
    with np.errstate(divide="ignore"):
        powers = np.log10(np.maximum(np.abs(np.nan_to_num(check.error, nan=1.0)), 1e-17))
    shown: np.ndarray = np.atleast_2d(powers - LIMIT_POWER)
    return shown


class CheckDialog(QDialog):
    """One row for each parameter; the chosen one as a heatmap of its errors, element by element."""

    def __init__(self, result: GradientCheck, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("gradient-check")
        self.setWindowTitle(self.tr("All gradients agree") if result.ok else self.tr("A gradient is wrong"))
        self.resize(760, 440)
        self._result, self._theme = result, theme
        self.table = QTableWidget(len(result.parameters), 3)
        self.table.setHorizontalHeaderLabels([self.tr("Parameter"), self.tr("Verdict"), self.tr("Largest relative error")])
        print_numbers(self.table, 2)
        self.map, self.caption, self.detail = HeatMap(), QLabel(), QLabel()
        self._fill()
        self._arrange()
        self.table.currentCellChanged.connect(lambda row, *_: self._show(row))
        self.map.clicked.connect(self._explain)
        worst = max(
            range(len(result.parameters)),
            key=lambda i: float(np.nan_to_num(result.parameters[i].error, nan=1).max(initial=0)),
            default=0,
        )
        if result.parameters:
            self.table.selectRow(worst)
            self._show(worst)

    def _fill(self) -> None:
        verdicts = {
            "agrees": self.tr("agrees"),
            KINK: self.tr("at a kink: any value between the slopes on either side is correct"),
            WRONG: self.tr("WRONG"),
        }
        for row, check in enumerate(self._result.parameters):
            for column, words in enumerate((arrow(check.name), verdicts[check.verdict], f"{check.error.max(initial=0):.1e}")):
                item = QTableWidgetItem(words)
                if check.verdict == WRONG:
                    item.setForeground(QColor(self._theme.error))
                self.table.setItem(row, column, item)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.table.verticalHeader().setVisible(False)
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)

    def _arrange(self) -> None:
        scale = QLabel(
            self.tr("Each cell: the relative error on a logarithmic scale from 1e−17 to 1e−1; the midpoint is the limit, 1e−9.")
        )
        for label in (self.caption, scale, self.detail):
            label.setWordWrap(True)
        layout, row, right = QVBoxLayout(self), QHBoxLayout(), QVBoxLayout()
        layout.addLayout(row, 1)
        row.addWidget(self.table, 3)
        row.addLayout(right, 2)
        right.addWidget(self.caption)
        right.addWidget(self.map, 1)
        right.addWidget(scale)
        right.addWidget(self.detail)
        cost = QLabel(
            self.tr("Forward passes for this check: {count}; backpropagation needs one backward pass.").format(
                count=self._result.forward_passes
            )
        )
        cost.setObjectName("passes")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout.addWidget(cost)
        layout.addWidget(buttons)
        tones = colors(self._theme)
        self.map.set_colors(color_map(self._theme.signed_map), tones["empty"], tones["accent"])

    def _show(self, row: int) -> None:
        if not 0 <= row < len(self._result.parameters):
            return
        check = self._result.parameters[row]
        values = error_map(check)
        self.caption.setText(f"<b>{arrow(check.name)}</b>")
        self.map.words = self.tr("powers of ten above the limit")
        self.map.set_values(values, (values.shape[0], values.shape[1]), -SPAN, SPAN)
        worst = np.unravel_index(int(np.argmax(values)), values.shape)
        self._explain(int(worst[0]), int(worst[1]))

    def _explain(self, row: int, column: int) -> None:
        check = self._result.parameters[max(0, self.table.currentRow())]
        self.map.choose((row, column))
        backward, numeric, error = (np.atleast_2d(array)[row, column] for array in (check.analytic, check.numeric, check.error))
        self.detail.setText(
            self.tr("[{row}, {column}]: backward {backward}, numeric {numeric}, relative error {error}").format(
                row=row, column=column, backward=number(backward, 10), numeric=number(numeric, 10), error=number(error, 2)
            )
        )


class CostDialog(QDialog):
    """Operations, bytes and measured time: by phase, and inside by instruction."""

    def __init__(self, program: Program, result: StepCost, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cost")
        self.setWindowTitle(self.tr("Cost of a training step"))
        self.resize(760, 520)
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels(
            [self.tr("Instruction"), self.tr("Operations"), self.tr("Bytes"), self.tr("µs"), self.tr("Share of the time")]
        )
        for phase, total in result.phases.items():
            self._add_phase(program, result, phase, total)
        self._row(self.tree.invisibleRootItem(), self.tr("Whole step"), result.step, result.step.seconds)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setStretchLastSection(False)
        for column in range(1, 5):
            self.tree.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        words = QLabel(self._words(result))
        words.setObjectName("cost-words")
        words.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(words)
        layout.addWidget(self.tree, 1)
        layout.addWidget(buttons)

    def _add_phase(self, program: Program, result: StepCost, phase: str, total: Cost) -> None:
        parent = self._row(self.tree.invisibleRootItem(), phase_title(phase), total, result.step.seconds)
        scope = program.phases[phase]
        for pc in range(scope.start, scope.stop):
            self._row(parent, in_symbols(program, pc), result.instructions[pc], result.step.seconds)

    def _row(self, parent: QTreeWidgetItem, title: str, cost: Cost, whole: float) -> QTreeWidgetItem:
        share = cost.seconds / whole if whole else 0.0
        cells = [title, f"{cost.flops:,}", f"{cost.bytes:,}", f"{cost.seconds * 1e6:.2f}", f"{share:.0%}"]
        item = QTreeWidgetItem(parent, cells)
        item.setToolTip(0, title)
        for column in range(1, 5):
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return item

    def _words(self, result: StepCost) -> str:
        operations, seconds = result.ratio(BACKWARD, FORWARD)
        first = self.tr(
            "The backward pass does {operations} times as many operations as the forward pass and takes {seconds} times as long."
        ).format(operations=f"{operations:.2f}", seconds=f"{seconds:.2f}")
        second = self.tr(
            "Executed one by one, the instructions take {single} µs; a run, which groups them, takes {grouped} µs per step."
        ).format(single=f"{result.step.seconds * 1e6:.1f}", grouped=f"{result.grouped * 1e6:.1f}")
        third = self.tr("In small networks most of the time goes into function calls, not operations, so the two ratios differ.")
        return " ".join((first, second, third))
