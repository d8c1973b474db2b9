"""A table from a file: how it is written, what its columns are for, and how it looks, before it is used."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QLabel, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from engine.interchange.tables import csv_data
from engine.interchange.tables.form import detect
from engine.interchange.tables.proposal import (
    CATEGORY,
    CLASS,
    INPUT,
    ROLES,
    TARGET,
    UNUSED,
    gaps_for,
    possible,
    propose,
    roles_of,
    scales_differ,
    settings_of,
)
from engine.interchange.tables.rows import Cancelled
from engine.interchange.tables.sources import Source, content_of
from engine.library.columns import Columns, csv_table
from engine.model.network import Choice
from engine.model.problem import ExperimentError
from gui.dialogs.csv_form import FormFields
from gui.dialogs.csv_words import kind_words, notices, role_words, summary
from gui.look.fields import ComboBox
from gui.look.i18n import problem_text
from gui.look.progress import progress_dialog, tell_progress

MOST_SHOWN = 6  # problems reported at once
LOOKED_AT = 2 << 20  # bytes that are read before anything is chosen
WIDEST = 260  # pixels of a column


class CsvDialog(QDialog):
    """Reports at once what cannot be read; OK is possible when a column is an input and one a target.

    `given` are the data in use: of the same file, its columns keep their roles.
    """

    def __init__(self, path: Path, source: Source, parent: QWidget | None = None, given: Choice | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Data from {name}").format(name=path.name))
        self.resize(860, 620)
        self.path, self.source = path, source
        self.fields = FormFields(source)
        self.grid, self.summary, self.message = QTableWidget(), QLabel(), QLabel()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.roles: list[QComboBox] = []
        self.columns: Columns | None = None
        self._choice: Choice | None = None
        same = given is not None and given.name == "csv" and given.settings.get("path") == str(path.absolute())
        self._given = given.settings if given is not None and same else {}
        self._arrange()
        self.fields.changed.connect(self._look)
        self.fields.sheet_asked.connect(self._other_sheet)
        self.fields.used.connect(self._check)
        self.buttons.accepted.connect(self._read)
        self.buttons.rejected.connect(self.reject)
        self.fields.show_form(detect(source.content), self._given)
        self._look()

    def _arrange(self) -> None:
        self.grid.setObjectName("csv-preview")
        self.grid.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.grid.setWordWrap(False)
        for label in (self.summary, self.message):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QVBoxLayout(self)
        layout.addWidget(self.fields)
        layout.addWidget(QLabel(self.tr("Role of each column:")))
        layout.addWidget(self.grid, 1)
        layout.addWidget(self.summary)
        layout.addWidget(self.message)
        layout.addWidget(self.buttons)

    # what is seen --------------------------------------------------------------------------------

    def _look(self) -> None:
        """Read the beginning, propose roles, show the first rows."""
        form, content = self.fields.form(), csv_data.beginning(self.source.content, LOOKED_AT)
        try:
            self.columns = csv_data.look(content, form, self.path.name)
        except ExperimentError as error:
            self.columns = None
            self._tell(error)
        roles: dict[str, str] = {}
        if self.columns is not None:
            proposal = propose(self.columns)
            roles = roles_of(self._given, self.columns) or dict(proposal.roles)
            self.fields.propose(proposal)
        self._show(csv_data.preview(content, form), roles)

    def _show(self, rows: list[list[str]], roles: dict[str, str]) -> None:
        """The roles, what the columns hold, and the first rows."""
        names = list(self.columns.names) if self.columns is not None else [""] * max(map(len, rows), default=0)
        top = 2 if self.columns is not None else 0
        self.grid.clear()
        self.grid.setColumnCount(len(names))
        self.grid.setRowCount(len(rows) + top)
        self.grid.setHorizontalHeaderLabels(names)
        self.grid.setVerticalHeaderLabels([*["", ""][:top], *(str(number) for number in range(1, len(rows) + 1))])
        words = role_words()
        self.roles = [self._role_box(name, roles[name], column, words) for column, name in enumerate(names)] if top else []
        for number, row in enumerate(rows, top):
            shift = max(0, len(names) - len(row)) if top else 0  # R gives its row names no header
            for column, field in enumerate(row[: len(names)]):
                self.grid.setItem(number, column + shift, QTableWidgetItem(field))
        self._show_kinds()
        self._check()

    def _role_box(self, name: str, role: str, column: int, words: Mapping[str, tuple[str, str]]) -> QComboBox:
        """The menu of a column, with the roles that it can have."""
        assert self.columns is not None
        box = ComboBox()
        able = possible(self.columns, name)
        for number, entry in enumerate(entry for entry in ROLES if entry in able):
            box.addItem(words[entry][0], entry)
            box.setItemData(number, words[entry][1], Qt.ItemDataRole.ToolTipRole)
        box.setCurrentIndex(max(0, box.findData(role)))
        box.setToolTip(words[box.currentData()][1])
        box.setAccessibleName(self.tr("Role of {name}").format(name=name))
        box.currentIndexChanged.connect(self._check)
        self.grid.setCellWidget(0, column, box)
        return box

    def _show_kinds(self) -> None:
        """The row that says what the columns hold."""
        columns = self.columns
        for column, told in enumerate([kind_words(columns, name) for name in columns.names] if columns is not None else []):
            item = QTableWidgetItem(told)
            font = item.font()
            font.setItalic(True)
            item.setFont(font)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.grid.setItem(1, column, item)
        self.grid.resizeColumnsToContents()
        for column in range(self.grid.columnCount()):
            self.grid.setColumnWidth(column, min(self.grid.columnWidth(column), WIDEST))
        self.grid.resizeRowsToContents()

    def chosen(self) -> dict[str, str]:
        """The role of each column."""
        names = self.columns.names if self.columns is not None else ()
        return {name: box.currentData() for name, box in zip(names, self.roles, strict=True)}

    def _used(self) -> list[str]:
        return [name for name, role in self.chosen().items() if role != UNUSED]

    def _check(self) -> None:
        """What comes of the roles, and what should be known of the columns."""
        columns, roles = self.columns, self.chosen()
        taken = set(roles.values())
        whole = bool(columns) and bool(taken & {INPUT, CATEGORY}) and bool(taken & {TARGET, CLASS})
        faults = [fault for name in self._used() for fault in columns.fact(name).faults] if columns is not None else []
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(whole and not faults)
        self.summary.setText("")
        if columns is None:
            return
        words = role_words()
        for box in self.roles:
            box.setToolTip(words[box.currentData()][1])
        kept = int(columns.whole(self._used()).sum())
        self.fields.follow(
            scales_differ(columns, [name for name, role in roles.items() if role == INPUT]),
            columns.samples - kept, gaps_for(columns, self._used()), kept,
        )  # fmt: skip
        if not whole:
            self._say([self.tr("At least one column must be an input, and one a target or class.")])
            return
        told = summary(columns, roles, self.fields.held_out.value(), self.fields.rows_kept(columns, roles))
        if len(self.source.content) > LOOKED_AT and columns.samples:
            told += self.tr(" (from the start of the file)")
        self.summary.setText(told)
        self._say([*map(problem_text, faults), *notices(columns, roles)])

    def _say(self, told: list[str]) -> None:
        more = [self.tr("… and {count} more").format(count=len(told) - MOST_SHOWN)] if len(told) > MOST_SHOWN else []
        self.message.setText("\n".join([*told[:MOST_SHOWN], *more]))

    def _tell(self, error: ExperimentError) -> None:
        self._say(list(map(problem_text, error.problems)))

    # what is done --------------------------------------------------------------------------------

    def _other_sheet(self, name: str) -> None:
        """Read another sheet of the workbook."""
        dialog = progress_dialog(self.tr("Reading {name}…").format(name=self.path.name), self)
        try:
            self.source = content_of(self.path, name, lambda done, total: tell_progress(dialog, done, total))
        except Cancelled:
            self.fields.show_sheet(self.source.sheet)
            return
        except ExperimentError as error:
            self.columns = None
            self._show([], {})
            self._tell(error)
            return
        finally:
            dialog.close()
            dialog.deleteLater()
        self._given = {}
        self.fields.show_form(detect(self.source.content), {})
        self._look()

    def _read(self) -> None:
        """The whole file; what is wrong in it is shown here, and the dialog stays."""
        assert self.columns is not None
        roles, form, columns = self.chosen(), self.fields.form(), self.columns
        if len(self.source.content) > LOOKED_AT:
            dialog = progress_dialog(self.tr("Reading {name}…").format(name=self.path.name), self)
            try:
                columns = csv_data.look(
                    self.source.content, form, self.path.name, lambda done, total: tell_progress(dialog, done, total)
                )
            except Cancelled:
                return
            except ExperimentError as error:
                self._tell(error)
                return
            finally:
                dialog.close()
                dialog.deleteLater()
        settings = self._settings(columns, roles)
        try:
            csv_table(0, rows=columns, **settings)
        except ExperimentError as error:
            self.columns = columns
            self._show_kinds()
            self._check()
            self._tell(error)
            return
        inputs, targets = settings.pop("inputs"), settings.pop("targets")
        self._choice = csv_data.choice_of(self.path, form, columns, inputs, targets, **settings)
        self.accept()

    def _settings(self, columns: Columns, roles: dict[str, str]) -> dict[str, Any]:
        """The choices as the data of an experiment."""
        settings = settings_of(roles, columns)
        settings |= {"standardise": self.fields.standardise.isChecked(), "held_out": self.fields.held_out.value()}
        if not columns.whole([*settings["inputs"], *settings["targets"]]).all():
            settings["gaps"] = self.fields.gaps.currentData()
        return settings | ({"sheet": self.source.sheet} if self.source.sheets else {})

    def choice(self) -> Choice:
        """The data, once the dialog was accepted."""
        assert self._choice is not None
        return self._choice
