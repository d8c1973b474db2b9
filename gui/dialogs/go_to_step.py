"""Asks for a training step and an operation in it."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QWidget

from engine.runtime.debugger import Debugger
from gui.look.fields import SpinBox


class GoToStep(QDialog):
    """Offers what was reached so far; an operation counts as done, and without a choice the whole step is."""

    def __init__(self, debugger: Debugger, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Go to step"))
        self._length = len(debugger.program)
        furthest = max(1, -(-debugger.furthest // self._length))
        self.step, self.operation = SpinBox(), SpinBox()
        self.step.setObjectName("go-step")
        self.step.setRange(1, furthest)
        self.step.setGroupSeparatorShown(True)
        self.step.setValue(debugger.place[0] + 1)
        self.step.selectAll()
        self.operation.setObjectName("go-operation")
        self.operation.setRange(0, self._length)
        self.operation.setValue(self._length)
        form = QFormLayout(self)
        form.addRow(self.tr("Training step"), self.step)
        form.addRow(self.tr("Operations completed in this step"), self.operation)
        words = self.tr("Reached so far: training step {furthest}; each step has {length} operations.")
        form.addRow(QLabel(words.format(furthest=f"{furthest:,}", length=self._length)))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)

    def time(self) -> int:
        """The chosen moment."""
        return (self.step.value() - 1) * self._length + self.operation.value()
