"""Edit a custom table: paste rows of numbers, targets in the last columns; the first line may name the columns."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from engine.model.experiment import CLASS_NAMES
from engine.model.network import Choice
from gui.look.fields import SpinBox

NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$")
Rows = list[list[float]]


@dataclass(frozen=True)
class Read:
    """What stands in a text: names of columns, if there are any, rows of numbers, and the first line and word that is no number."""

    names: tuple[str, ...] = ()
    rows: tuple[tuple[float, ...], ...] = ()
    fault: tuple[int, str] | None = None


class TableDialog(QDialog):
    """Rows as text; says at once which line cannot be read. What is not edited here stays: the mask, and the names of classes."""

    def __init__(self, choice: Choice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Custom table"))
        self.resize(460, 420)
        self.text = QPlainTextEdit()
        self.targets = SpinBox()
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._given, self._read = choice.settings, Read()
        self._sequences = bool(choice.settings.get("inputs")) and isinstance(choice.settings["inputs"][0][0], (list, tuple))
        self._before = [] if self._sequences else _rows_of(choice.settings)
        self._fill()
        layout = QVBoxLayout(self)
        words = self.tr(
            "One sample per line, numbers separated by commas, semicolons, tabs or spaces. If the first line "
            "is text, it gives the column names."
        )
        told = QLabel(words)
        told.setWordWrap(True)
        layout.addWidget(told)
        layout.addWidget(self.text, 1)
        layout.addWidget(QLabel(self.tr("Number of target columns (on the right)")))
        layout.addWidget(self.targets)
        layout.addWidget(self.message)
        layout.addWidget(self.buttons)
        self.text.textChanged.connect(self._check)
        self.targets.valueChanged.connect(self._check)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._check()

    def _fill(self) -> None:
        names = [*self._given.get("input_names", ()), *self._given.get("target_names", ())]
        whole = self._before and len(names) == len(self._before[0])
        lines = [", ".join(map(number, row)) for row in self._before]
        self.text.setPlainText("\n".join([*([_header(names)] if whole else []), *lines]))
        self.text.setEnabled(not self._sequences)
        self.targets.setRange(1, 100)
        self.targets.setValue(len(self._given["targets"][0]) if self._before else 1)

    def _check(self) -> None:
        self._read = read_table(self.text.toPlainText())
        words = self._fault()
        self.message.setText(words)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not words)

    def _fault(self) -> str:
        """What is wrong; nothing if the table can be used."""
        names, rows, fault = self._read.names, self._read.rows, self._read.fault
        if self._sequences:
            return self.tr("These data are sequences: they can only be changed in the experiment file.")
        if fault:
            return self.tr("Line {line}: {word} is not a number.").format(line=fault[0], word=repr(fault[1]))
        if not rows:
            return self.tr("The table is empty: type or paste at least one row.")
        width = len(rows[0])
        line = next((i for i, row in enumerate(rows, 1) if len(row) != width), 0)
        if line:
            return self.tr("Numbers in row {line}: {count}; in the first row: {width}.").format(
                line=line, count=len(rows[line - 1]), width=width
            )
        if names and len(names) != width:
            return self.tr("Column names: {count}; columns: {width}.").format(count=len(names), width=width)
        return "" if width > self.targets.value() else self.tr("Leave at least one column for the inputs.")

    def choice(self) -> Choice:
        """The table as data of an experiment."""
        width, rows = self.targets.value(), [list(row) for row in self._read.rows]
        settings: dict[str, Any] = {"inputs": [row[:-width] for row in rows], "targets": [row[-width:] for row in rows]}
        mask = kept_mask(self._before, self._given.get("mask"), rows)
        if mask is not None:
            settings["mask"] = mask
        if self._read.names:
            settings |= {"input_names": list(self._read.names[:-width]), "target_names": list(self._read.names[-width:])}
        if CLASS_NAMES in self._given and self._before and len(self._given["targets"][0]) == width:
            settings[CLASS_NAMES] = self._given[CLASS_NAMES]
        return Choice("table", settings)


def _rows_of(settings: dict[str, Any]) -> Rows:
    return [[*map(float, a), *map(float, b)] for a, b in zip(settings.get("inputs", ()), settings.get("targets", ()), strict=False)]


def number(value: float) -> str:
    """With all its digits, so that reading it gives the same."""
    return repr(value).removesuffix(".0")


def _header(names: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(names)
    return line.getvalue()


def read_table(text: str) -> Read:
    """Names, and rows of finite numbers; or the first line and word that is neither."""
    names: tuple[str, ...] = ()
    rows: list[tuple[float, ...]] = []
    for place, line in enumerate(text.splitlines(), 1):
        words = [word for word in re.split(r"[,;\s]+", line.strip()) if word]
        if not rows and not names and words and not any(map(NUMBER.match, words)):
            names = _names(line)
            continue
        for word in words:
            if not NUMBER.match(word) or abs(float(word)) == float("inf"):
                return Read(names, (), (place, word))
        if words:
            rows.append(tuple(map(float, words)))
    return Read(names, tuple(rows))


def _names(line: str) -> tuple[str, ...]:
    """The words of a line; with commas, semicolons or tabs between them a name may have spaces."""
    mark = next((mark for mark in "\t;," if mark in line), " ")
    return tuple(name.strip() for name in next(csv.reader([line.strip()], delimiter=mark, skipinitialspace=True)) if name.strip())


def kept_mask(before: Rows, mask: list[Any] | None, after: Rows) -> list[Any] | None:
    """The mask of rows that were there before, changed ones at their place included; new rows count. None if all count."""
    if mask is None:
        return None
    result: list[Any] = [1.0] * len(after)
    matcher = SequenceMatcher(a=list(map(tuple, before)), b=list(map(tuple, after)), autojunk=False)
    for kind, a, a_end, b, b_end in matcher.get_opcodes():
        if kind == "equal" or a_end - a == b_end - b:
            result[b:b_end] = mask[a:a_end]
    return None if all(result) or not any(result) else result
