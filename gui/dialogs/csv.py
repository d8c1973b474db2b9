"""A table from a file: how it is written, what its columns are for, and how it looks, before it is used."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from engine.interchange.documents import csv_data
from engine.interchange.documents.csv_data import DECIMALS, DELIMITERS, ENCODINGS, CsvForm
from engine.model.network import Choice
from engine.model.problem import ExperimentError
from gui.look.fields import ComboBox, NumberField
from gui.look.i18n import problem_text
from gui.look.progress import progress_dialog, tell_progress

INPUT, TARGET, UNUSED = "input", "target", "unused"
MOST_SHOWN = 6  # problems reported at once


class CsvDialog(QDialog):
    """Reports at once what cannot be read; OK is possible when a column is an input and one a target."""

    def __init__(self, path: Path, content: bytes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Data from {name}").format(name=path.name))
        self.resize(720, 520)
        self.path, self.content = path, content
        form = csv_data.detect(content)
        self.encoding, self.delimiter, self.decimal = ComboBox(), ComboBox(), ComboBox()
        self.header = QCheckBox(self.tr("The first line contains column names"))
        self.standardise = QCheckBox(self.tr("Standardise the inputs"))
        self.held_out = NumberField()
        self.grid, self.message = QTableWidget(), QLabel()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.roles: list[QComboBox] = []
        self._names: list[str] = []
        self._choice: Choice | None = None
        self._offer(form)
        self._arrange()
        for box in (self.encoding, self.delimiter, self.decimal):
            box.currentIndexChanged.connect(self._preview)
        self.header.toggled.connect(self._preview)
        self.buttons.accepted.connect(self._read)
        self.buttons.rejected.connect(self.reject)
        self._preview()

    def _offer(self, form: CsvForm) -> None:
        titles = {
            ",": self.tr("comma"),
            ";": self.tr("semicolon"),
            "\t": self.tr("tab"),
            "|": self.tr("vertical bar |"),
            " ": self.tr("space"),
            ".": self.tr("point 1.5"),
        }
        for box, values, chosen in (
            (self.encoding, ENCODINGS, form.encoding),
            (self.delimiter, DELIMITERS, form.delimiter),
            (self.decimal, DECIMALS, form.decimal),
        ):
            for value in values:
                title = (
                    self.tr("comma 1,5")
                    if box is self.decimal and value == ","
                    else titles.get(value, value.removesuffix("-sig").upper())
                )
                box.addItem(title, value)
            box.setCurrentIndex(max(0, box.findData(chosen)))
        self.header.setChecked(form.header)
        self.held_out.setRange(0.0, 0.9)
        self.held_out.setSingleStep(0.1)
        self.held_out.setToolTip(self.tr("Fraction of the samples held out for validation; they are never trained on."))
        self.standardise.setToolTip(self.tr("Every input column is rescaled to mean 0 and standard deviation 1."))

    def _arrange(self) -> None:
        left, right = QFormLayout(), QFormLayout()
        for title, widget in (
            (self.tr("Column separator"), self.delimiter),
            (self.tr("Decimal mark"), self.decimal),
            (self.tr("Encoding"), self.encoding),
        ):
            left.addRow(title, widget)
        right.addRow(self.header)
        right.addRow(self.standardise)
        right.addRow(self.tr("Held out for validation"), self.held_out)
        top = QHBoxLayout()
        top.addLayout(left)
        top.addSpacing(24)
        top.addLayout(right)
        top.addStretch(1)
        self.grid.setObjectName("csv-preview")
        self.grid.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(QLabel(self.tr("Role of each column:")))
        layout.addWidget(self.grid, 1)
        layout.addWidget(self.message)
        layout.addWidget(self.buttons)

    def form(self) -> CsvForm:
        """How to read the file."""
        return CsvForm(
            self.encoding.currentData(), self.delimiter.currentData(), self.decimal.currentData(), self.header.isChecked()
        )

    def _preview(self) -> None:
        """The first rows under the columns' roles: the last column is a target, the rest are inputs."""
        names, rows = csv_data.preview(self.content, self.form())
        self._names = names
        self.grid.clear()
        self.grid.setColumnCount(len(names))
        self.grid.setRowCount(len(rows) + 1)
        self.grid.setHorizontalHeaderLabels(names)
        self.grid.setVerticalHeaderLabels(["", *(str(number) for number in range(1, len(rows) + 1))])
        self.roles = []
        for column in range(len(names)):
            box = ComboBox()
            for role, title in ((INPUT, self.tr("input")), (TARGET, self.tr("target")), (UNUSED, self.tr("not used"))):
                box.addItem(title, role)
            box.setCurrentIndex(1 if column == len(names) - 1 else 0)
            box.currentIndexChanged.connect(self._check)
            self.roles.append(box)
            self.grid.setCellWidget(0, column, box)
        for number, row in enumerate(rows, 1):
            for column, field in enumerate(row[: len(names)]):
                self.grid.setItem(number, column, QTableWidgetItem(field))
        self.grid.resizeColumnsToContents()
        self._check()

    def chosen(self, role: str) -> list[str]:
        """Names of the columns with that role."""
        return [name for name, box in zip(self._names, self.roles, strict=True) if box.currentData() == role]

    def _check(self) -> None:
        whole = bool(self.chosen(INPUT) and self.chosen(TARGET))
        self.message.setText("" if whole else self.tr("At least one column must be an input, and one a target."))
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(whole)

    def _read(self) -> None:
        """The whole file; what is wrong in it is shown here, and the dialog stays."""
        dialog = progress_dialog(self.tr("Reading {name}…").format(name=self.path.name), self)
        try:
            columns = csv_data.parse(
                self.content, self.form(), self.path.name, lambda done, total: tell_progress(dialog, done, total)
            )
        except csv_data.Cancelled:
            return
        except ExperimentError as error:
            told = [problem_text(problem) for problem in error.problems]
            more = self.tr("… and {count} more").format(count=len(told) - MOST_SHOWN) if len(told) > MOST_SHOWN else ""
            self.message.setText("\n".join([*told[:MOST_SHOWN], *([more] if more else [])]))
            return
        finally:
            dialog.close()
            dialog.deleteLater()
        settings: dict[str, Any] = {"standardise": self.standardise.isChecked(), "held_out": self.held_out.value()}
        self._choice = csv_data.choice_of(self.path, self.form(), columns, self.chosen(INPUT), self.chosen(TARGET), **settings)
        self.accept()

    def choice(self) -> Choice:
        """The data, once the dialog was accepted."""
        assert self._choice is not None
        return self._choice
