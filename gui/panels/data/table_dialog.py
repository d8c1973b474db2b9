"""Edit a custom table: paste rows of numbers, targets in the last columns."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from engine.model.network import Choice
from gui.look.fields import SpinBox

NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$")


class TableDialog(QDialog):
    """Rows as text; says at once which line cannot be read."""

    def __init__(self, choice: Choice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Custom table"))
        self.resize(460, 420)
        self.text = QPlainTextEdit()
        self.targets = SpinBox()
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._rows: list[list[float]] = []
        self._fill(choice)
        layout = QVBoxLayout(self)
        layout.addWidget(QLabel(self.tr("One sample per line, numbers separated by commas, semicolons, tabs or spaces.")))
        layout.addWidget(self.text, 1)
        layout.addWidget(QLabel(self.tr("Target columns (counted from the right)")))
        layout.addWidget(self.targets)
        layout.addWidget(self.message)
        layout.addWidget(self.buttons)
        self.text.textChanged.connect(self._check)
        self.targets.valueChanged.connect(self._check)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._check()

    def _fill(self, choice: Choice) -> None:
        inputs: Any = choice.settings.get("inputs", [])
        targets: Any = choice.settings.get("targets", [])
        flat = bool(inputs) and not isinstance(inputs[0][0], (list, tuple))
        rows = [[*a, *b] for a, b in zip(inputs, targets, strict=False)] if flat else []
        self.text.setPlainText("\n".join(", ".join(f"{value:g}" for value in row) for row in rows))
        self.targets.setRange(1, 100)
        self.targets.setValue(len(targets[0]) if flat and targets else 1)

    def _check(self) -> None:
        self._rows, fault = parse_rows(self.text.toPlainText())
        if fault:
            line, word = fault
            words = self.tr("Line {line}: {word} is not a number.").format(line=line, word=repr(word))
        elif not self._rows:
            words = self.tr("The table is empty: type or paste at least one row.")
        elif len({len(row) for row in self._rows}) > 1:
            width = len(self._rows[0])
            line = next(i for i, row in enumerate(self._rows, 1) if len(row) != width)
            words = self.tr("Numbers in row {line}: {count}; in the first: {width}.").format(
                line=line, count=len(self._rows[line - 1]), width=width
            )
        elif len(self._rows[0]) <= self.targets.value():
            words = self.tr("Leave at least one column for the inputs.")
        else:
            words = ""
        self.message.setText(words)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not words)

    def choice(self) -> Choice:
        """The table as data of an experiment."""
        width = self.targets.value()
        return Choice("table", {"inputs": [row[:-width] for row in self._rows], "targets": [row[-width:] for row in self._rows]})


def parse_rows(text: str) -> tuple[list[list[float]], tuple[int, str] | None]:
    """Rows of finite numbers, or the first line and word that is not a number."""
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        words = [word for word in re.split(r"[,;\s]+", line.strip()) if word]
        for word in words:
            if not NUMBER.match(word) or abs(float(word)) == float("inf"):
                return [], (number, word)
        if words:
            rows.append([float(word) for word in words])
    return rows, None
