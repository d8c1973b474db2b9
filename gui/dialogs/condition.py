"""Conditions at which a run stops: a quantity, a direction and a limit."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from engine.insight.moment.symbols import arrow
from engine.runtime.breakpoints import Condition, Guard
from engine.runtime.debugger import Debugger
from engine.runtime.watch import Expression, ExpressionError
from gui.look.fields import ComboBox, ExpressionField, NumberField, SpinBox
from gui.look.i18n import problem_text
from gui.notation.numbers import number


def quantity_title(name: str) -> str:
    """A quantity in the user's language."""
    kind, _, rest = name.partition("/")
    rest = arrow(rest)
    return {
        "loss": QCoreApplication.translate("Conditions", "loss of {name}").format(name=rest)
        if rest
        else QCoreApplication.translate("Conditions", "loss"),
        "delta": f"‖δ‖ {rest}",
        "grad": f"‖∂L/∂w‖ {rest}",
        "ratio": QCoreApplication.translate("Conditions", "update ratio of {name}").format(name=rest),
    }.get(kind, name)


def condition_title(condition: Condition) -> str:
    """A condition as a sentence."""
    sign = ">" if condition.above else "<"
    return f"{quantity_title(condition.quantity)} {sign} {number(condition.limit, 6)}"


class ConditionDialog(QDialog):
    """The list of conditions, each with a check box; below, a new one."""

    def __init__(self, debugger: Debugger, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("conditions")
        self.setWindowTitle(self.tr("Stop when…"))
        self.resize(460, 320)
        self._debugger = debugger
        self.list = QListWidget()
        self.quantity, self.direction, self.limit = ComboBox(), ComboBox(), NumberField()
        for name in debugger.series.quantities:
            self.quantity.addItem(quantity_title(name), name)
        self.direction.addItem(self.tr("rises above"), True)
        self.direction.addItem(self.tr("falls below"), False)
        self.limit.setRange(0, 1e300)
        self.limit.setValue(1.0)
        self.add, self.remove = QPushButton(self.tr("Add")), QPushButton(self.tr("Remove"))
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        self.list.itemChanged.connect(self._tick)
        self._arrange()
        self._fill()

    def _arrange(self) -> None:
        words, program = self.tr("A run stops after the training step in which a condition becomes true."), self._debugger.program
        if any(program.gradient_of[slot] != used for slot, used in program.used_gradient.items()):
            alone = self.tr(
                "Gradients accumulate here; ‖∂L/∂w‖ is the norm of each step's own gradient. A watch on grad(…) shows "
                "the accumulated gradient."
            )
            words = f"{words} {alone}"
        hint = QLabel(words)
        hint.setObjectName("conditions-hint")
        hint.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        buttons.addButton(self.remove, QDialogButtonBox.ButtonRole.ActionRole)
        layout, row = QVBoxLayout(self), QHBoxLayout()
        layout.addWidget(hint)
        layout.addWidget(self.list, 1)
        layout.addLayout(row)
        for widget in (self.quantity, self.direction, self.limit, self.add):
            row.addWidget(widget)
        layout.addWidget(buttons)

    def _fill(self) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for condition in self._debugger.breakpoints.conditions:
            item = QListWidgetItem(condition_title(condition), self.list)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if condition.enabled else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)
        self.remove.setEnabled(self.list.count() > 0)

    def _add(self) -> None:
        points = self._debugger.breakpoints
        new = Condition(self.quantity.currentData(), self.direction.currentData(), self.limit.value())
        points.conditions = tuple(dict.fromkeys((*points.conditions, new)))
        self._fill()

    def _remove(self) -> None:
        points, row = self._debugger.breakpoints, max(0, self.list.currentRow())
        points.conditions = (*points.conditions[:row], *points.conditions[row + 1 :])
        self._fill()

    def _tick(self, item: QListWidgetItem) -> None:
        points, row = self._debugger.breakpoints, self.list.row(item)
        changed = replace(points.conditions[row], enabled=item.checkState() == Qt.CheckState.Checked)
        points.conditions = (*points.conditions[:row], changed, *points.conditions[row + 1 :])


class GuardDialog(QDialog):
    """What a breakpoint at one line waits for."""

    def __init__(self, line: str, guard: Guard | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("guard")
        self.setWindowTitle(self.tr("Conditional breakpoint"))
        self.resize(460, 180)
        self.field, self.hits, self.message = ExpressionField(), SpinBox(), QLabel()
        self.field.setPlaceholderText('norm(grad("h.z")) < 1e-6')
        self.field.setText(arrow(guard.expression.text) if guard is not None and guard.expression is not None else "")
        self.hits.setRange(1, 1_000_000)
        self.hits.setValue(1 if guard is None else guard.hits)
        self.message.setWordWrap(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.field.textChanged.connect(self._check)
        layout, form = QVBoxLayout(self), QFormLayout()
        layout.addLayout(form)
        form.addRow(QLabel(line))
        form.addRow(self.tr("Stop when"), self.field)
        form.addRow(self.tr("Stop at every nth hit"), self.hits)
        form.addRow(self.message)
        layout.addWidget(self.buttons)

    def _check(self) -> None:
        try:
            self.guard()
            self.message.clear()
        except ExpressionError as error:
            self.message.setText(problem_text(error.problems[0]))
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not self.message.text())

    def guard(self) -> Guard:
        """The condition entered; ExpressionError while the expression is invalid."""
        words = self.field.text().strip()
        return Guard(Expression(words) if words else None, self.hits.value())
