"""How a table is written, and what becomes of its rows: the fields above the preview."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QHBoxLayout, QLabel, QWidget

from engine.interchange.tables.form import DECIMALS, ENCODINGS, CsvForm
from engine.interchange.tables.preamble import DELIMITERS
from engine.interchange.tables.proposal import CLASS, TARGET, UNUSED, Proposal
from engine.interchange.tables.sources import Source
from engine.library.columns import FILL, LEAVE_OUT, Columns
from gui.look.fields import ComboBox, NumberField


class FormFields(QWidget):
    """Says with `changed` that the file is to be read otherwise, with `used` that its rows are used otherwise. What the user has
    set is no longer proposed."""

    changed = Signal()
    used = Signal()
    sheet_asked = Signal(str)

    def __init__(self, source: Source, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.encoding, self.delimiter, self.decimal = ComboBox(self), ComboBox(self), ComboBox(self)
        self.sheet, self.gaps = ComboBox(self), ComboBox(self)
        self.header = QCheckBox(self.tr("The first line contains column names"))
        self.standardise = QCheckBox(self.tr("Standardise the inputs"))
        self.why = QLabel()
        self.held_out = NumberField()
        self._gaps_title = QLabel()
        self._set: set[QWidget] = set()
        self._workbook = bool(source.sheets)
        self._offer(source)
        self._arrange()
        for box in (self.encoding, self.delimiter, self.decimal):
            box.activated.connect(self.changed)
        self.sheet.activated.connect(lambda: self.sheet_asked.emit(self.sheet.currentText()))
        self.header.clicked.connect(self.changed)
        for widget, signal in (
            (self.standardise, self.standardise.clicked),
            (self.held_out, self.held_out.valueChanged),
            (self.gaps, self.gaps.activated),
        ):
            signal.connect(lambda *_, widget=widget: self._touch(widget))

    def _offer(self, source: Source) -> None:
        titles = {",": self.tr("comma"), ";": self.tr("semicolon"), "\t": self.tr("tab"), "|": self.tr("vertical bar |"),
                  " ": self.tr("space"), "cp1252": "Windows-1252"}  # fmt: skip
        for delimiter in DELIMITERS:
            self.delimiter.addItem(titles[delimiter], delimiter)
        for decimal, title in zip(DECIMALS, (self.tr("point 1.5"), self.tr("comma 1,5")), strict=True):
            self.decimal.addItem(title, decimal)
        for encoding in ENCODINGS:
            self.encoding.addItem(titles.get(encoding, encoding.removesuffix("-sig").upper()), encoding)
        self.gaps.addItem(self.tr("leave these rows out"), LEAVE_OUT)
        self.gaps.addItem(self.tr("fill in: mean, or most frequent word"), FILL)
        self.gaps.setToolTip(self.tr("Rows without a target are left out in any case."))
        self.sheet.addItems(list(source.sheets))
        self.show_sheet(source.sheet)
        self.held_out.setRange(0.0, 0.9)
        self.held_out.setSingleStep(0.1)
        self.held_out.setToolTip(self.tr("Fraction of the samples held out for validation; they are never trained on."))
        self.standardise.setToolTip(self.tr("Every input column is rescaled to mean 0 and standard deviation 1."))

    def _arrange(self) -> None:
        top, left, right = QHBoxLayout(self), QFormLayout(), QFormLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.addLayout(left)
        top.addSpacing(24)
        top.addLayout(right)
        top.addStretch(1)
        for box in (self.delimiter, self.decimal, self.encoding) if self._workbook else (self.sheet,):
            box.hide()
        if self._workbook:
            left.addRow(self.tr("Sheet"), self.sheet)
        else:
            left.addRow(self.tr("Column separator"), self.delimiter)
            left.addRow(self.tr("Decimal mark"), self.decimal)
            left.addRow(self.tr("Encoding"), self.encoding)
        left.addRow(self.header)
        right.addRow(self.standardise)
        right.addRow(self.why)
        right.addRow(self.tr("Held out for validation"), self.held_out)
        right.addRow(self._gaps_title, self.gaps)
        for widget in (self._gaps_title, self.gaps):
            widget.hide()

    def _touch(self, widget: QWidget) -> None:
        self._set.add(widget)
        self.used.emit()

    def show_form(self, form: CsvForm, given: Mapping[str, Any]) -> None:
        """How the file is written: as given, the rest as detected."""
        for box, name in ((self.encoding, "encoding"), (self.delimiter, "delimiter"), (self.decimal, "decimal")):
            box.setCurrentIndex(max(0, box.findData(given.get(name, getattr(form, name)))))
        self.header.setChecked(given.get("header", form.header))
        if given:
            self.standardise.setChecked(bool(given.get("standardise")))
            self.held_out.setValue(float(given.get("held_out", 0.0)))
            self._set |= {self.standardise, self.held_out}
        if given.get("gaps") in (LEAVE_OUT, FILL):
            self.gaps.setCurrentIndex(self.gaps.findData(given["gaps"]))
            self._set.add(self.gaps)

    def show_sheet(self, name: str) -> None:
        """The sheet that is read."""
        self.sheet.setCurrentIndex(self.sheet.findText(name))

    def form(self) -> CsvForm:
        """How to read the file."""
        return CsvForm(
            self.encoding.currentData(), self.delimiter.currentData(), self.decimal.currentData(), self.header.isChecked()
        )

    def propose(self, proposal: Proposal) -> None:
        """What is set as long as the user has set nothing."""
        if self.held_out not in self._set:
            self.held_out.blockSignals(True)
            self.held_out.setValue(proposal.held_out)
            self.held_out.blockSignals(False)

    def follow(self, differ: bool, lost: int, gaps: str, whole: int) -> None:
        """Fit the proposals to the columns in use: whether their scales differ, how many lines have gaps, how many have none."""
        if self.standardise not in self._set:
            self.standardise.setChecked(differ)
        alike, apart = self.tr("The inputs are on similar scales."), self.tr("The inputs differ in scale, or lie far from 0.")
        self.why.setText(apart if differ else alike)
        if self.gaps not in self._set:
            self.gaps.setCurrentIndex(self.gaps.findData(gaps))
        self._gaps_title.setText(self.tr("Rows with gaps: {count}").format(count=lost))
        for widget in (self._gaps_title, self.gaps):
            widget.setVisible(lost > 0)

    def rows_kept(self, columns: Columns, roles: Mapping[str, str]) -> int:
        """How many rows are used."""
        wanted = (TARGET, CLASS) if self.gaps.currentData() == FILL else tuple(role for role in roles.values() if role != UNUSED)
        return int(columns.whole(name for name, role in roles.items() if role in wanted).sum())
