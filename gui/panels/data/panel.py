"""Pick data, see a preview; choose loss, optimizer and how training is conducted."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from engine.insight.moment.classes import classes_of, usual_names
from engine.library.datasets import DATASETS
from engine.library.losses import LOSSES
from engine.library.optimizers import OPTIMIZERS
from engine.library.samples import Table
from engine.library.schedules import SCHEDULES
from engine.model.experiment import CLASS_NAMES, Experiment
from engine.model.network import Choice
from engine.program.check import L1, load_table
from engine.program.fitting import fit_to_data, task_set, with_task
from gui.look.fields import ComboBox, NumberField, SpinBox
from gui.look.forms import Form, scrolling
from gui.look.glossary import meaning
from gui.look.i18n import engine_text
from gui.look.loss_rows import exchanged, settings_shown
from gui.look.printed import print_numbers
from gui.panels.data.class_names import MOST, ClassNames
from gui.panels.data.picker import DataBox
from gui.panels.data.task import task_row
from gui.session.panel import Panel
from gui.session.session import Session
from gui.widgets.plain import plain

PREVIEW_ROWS = 8

FILES = ("csv", "pictures")  # data that a dialog asks for


class DataPanel(Panel):
    """Everything about an experiment that is not drawn."""

    file_asked = Signal(str)
    pictures_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._shown: Experiment | None = None
        self._base: Experiment | None = None  # what a slider that is held began with
        self.form = Form()
        self._classes = ClassNames()
        self._classes.named.connect(self._name_class)
        self.form.keep(self._classes)
        self._make_sheet()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolling(self.form))
        session.edited.connect(self.invalidate)

    def refresh(self) -> None:
        experiment = self.session.experiment
        if self._shown is not None and _settings(experiment) == _settings(self._shown):
            return
        self._shown = experiment
        with self.form.remade():
            table = self._data_rows(experiment)
            self._loss_rows(experiment)
            self._training_rows(experiment, table)

    def restyle(self) -> None:
        self._shown = None  # pictures have the colours of the theme

    # rows ----------------------------------------------------------------------------------------

    def _data_rows(self, experiment: Experiment) -> Table:
        choice = experiment.data
        box = self.form.choice_box(DATASETS, choice.name, self.pick_data, DataBox)
        box.setObjectName("data")
        assert isinstance(box, DataBox)
        self.form.addRow(self.form.title(self.tr("Data"), bold=True), box)
        row = DATASETS.get(choice.name)
        if row is not None:
            self.form.add_settings(row.settings, choice.settings, self._set_data)
        table, problems = load_table(experiment)
        box.show_pictures(self.theme, table if choice.name == "table" and not problems else None)
        if choice.name == "table":
            edit = QPushButton(self.tr("Edit table…"))
            edit.setObjectName("edit-table")
            edit.clicked.connect(self._edit_table)
            self.form.addRow(edit)
        if choice.name in FILES:
            self._file_rows(choice)
        if not problems:
            self.form.addRow(self._preview(table))
            self._class_rows(experiment, table)
        return table

    def _class_rows(self, experiment: Experiment, table: Table) -> None:
        """A field for the name of each class; letters of a text are named already."""
        found = classes_of(experiment, table)
        if found is None or len(found.names) > MOST or table.targets.ndim == 3 and table.targets.shape[-1] > 1:
            self._classes.hide()
            return
        self._classes.show_names(table.class_names, usual_names(table, len(found.names)), self.theme)
        self.form.addRow(self.form.title(self.tr("Class names")))
        self.form.addRow(self._classes)
        self._classes.show()

    def _name_class(self, number: int, name: str) -> None:
        """Call a class something else; the run goes on, for its numbers stay the same."""
        choice = self.session.experiment.data
        names = list(choice.settings.get(CLASS_NAMES, ()))
        names += [""] * (number + 1 - len(names))
        if names[number] == name:
            return
        names[number] = name
        settings = {key: value for key, value in choice.settings.items() if key != CLASS_NAMES}
        named = {CLASS_NAMES: names} if any(names) else {}
        self._edit(self.tr("Name a class"), replace(self.session.experiment, data=Choice(choice.name, settings | named)))

    def _file_rows(self, choice: Choice) -> None:
        """The file, and a way to other columns of it."""
        path = str(choice.settings.get("path", ""))
        label = QLabel(Path(path).name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setToolTip(plain(path))
        self.form.addRow(self.tr("File"), label)
        pictures = choice.name == "pictures"
        other = QPushButton(self.tr("Choose how the pictures are read…") if pictures else self.tr("Choose different columns…"))
        other.setObjectName("other-columns")
        other.clicked.connect(lambda: self.file_asked.emit(path))
        self.form.addRow(other)

    def _preview(self, table: Table) -> QWidget:
        """The first samples, inputs left and targets right."""
        size = self.tr("samples: {samples}, inputs: {inputs}, targets: {targets}").format(
            samples=table.samples, inputs=table.inputs.shape[-1], targets=table.targets.shape[-1]
        )
        if table.sequence:
            size += self.tr(", time steps: {length}").format(length=table.length)
        self._caption.setText(size)
        _fill_grid(self._grid, table)
        self._sheet.show()
        return self._sheet

    def _make_sheet(self) -> None:
        """Made once: with every table that is made Qt loses some memory under a style sheet."""
        self._sheet, self._caption, self._grid = QWidget(self), QLabel(), QTableWidget()
        layout = QVBoxLayout(self._sheet)
        layout.setContentsMargins(0, 0, 0, 0)
        self._caption.setWordWrap(True)
        self._grid.setObjectName("preview")
        self._grid.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self._grid.verticalHeader().setVisible(False)
        self._grid.setMinimumWidth(60)
        print_numbers(self._grid)
        self._grid.cellClicked.connect(self._pick_sample)
        layout.addWidget(self._caption)
        layout.addWidget(self._grid)
        self.form.keep(self._sheet)

    def _pick_sample(self, row: int, column: int) -> None:
        table, _ = load_table(self.session.experiment)
        if not table.sequence:
            self.session.select(replace(self.session.selection, sample=row))

    def _loss_rows(self, experiment: Experiment) -> None:
        task_row(self.form, experiment, self._pick_task)
        box = self.form.choice_box(LOSSES, experiment.loss.name, self._pick_loss)
        box.setObjectName("loss")
        self.form.addRow(self.form.title(self.tr("Loss"), bold=True, tip=meaning("loss")))
        self.form.addRow(box)  # its names are long
        if experiment.loss.name in LOSSES:
            self.form.add_settings(settings_shown(experiment), experiment.loss.settings, self._set_loss)
        box = self.form.choice_box(OPTIMIZERS, experiment.optimizer.name, self._pick_optimizer)
        box.setObjectName("optimizer")
        self.form.addRow(self.form.title(self.tr("Optimizer"), bold=True, tip=meaning("optimizer")), box)
        if experiment.optimizer.name in OPTIMIZERS:
            self.form.add_settings(
                OPTIMIZERS[experiment.optimizer.name].settings, experiment.optimizer.settings, self._set_optimizer
            )

    def _pick_task(self, task: str) -> None:
        if task:
            self._edit(self.tr("Task"), with_task(self.session.experiment, task))

    def _training_rows(self, experiment: Experiment, table: Table) -> None:
        training = experiment.training
        seed = self.form.field(SpinBox)
        seed.setObjectName("seed")
        seed.setRange(0, 2**31 - 1)
        seed.setKeyboardTracking(False)
        seed.setValue(min(experiment.seed, 2**31 - 1))
        seed.setToolTip(self.tr("The same seed gives the same weights, data and order, bit for bit."))
        self.form.on_change(seed, lambda value: self._edit(self.tr("Seed"), replace(self.session.experiment, seed=value), "seed"))
        self.form.addRow(self.form.title(self.tr("Seed"), bold=True), seed)
        batch = self.form.field(SpinBox)
        batch.setObjectName("batch")
        batch.setRange(0, max(table.samples, min(training.batch_size or 1, 2**31 - 1)))
        batch.setSpecialValueText(self.tr("all samples"))
        batch.setKeyboardTracking(False)
        batch.setValue(min(training.batch_size or 0, batch.maximum()))
        self.form.on_change(batch, lambda value: self._train(self.tr("Batch size"), batch_size=value or None))
        batch.setToolTip(meaning("batch"))
        self.form.addRow(self.form.title(self.tr("Batch")), batch)
        self._check("shuffle", self.tr("Shuffle each epoch"), training.shuffle, "")
        self._clip_rows(training.clip)
        self._schedule_rows(training.schedule)
        self.form.add_settings((L1,), {"l1": training.l1}, lambda name, value: self._train(self.tr("L1"), l1=value))
        if table.sequence:
            self._truncation_rows(training.truncate, table.length)

    def _clip_rows(self, clip: dict[str, float] | None) -> None:
        kind = self.form.field(ComboBox)
        kind.setObjectName("clip")
        for name, words in (("", self.tr("no clipping")), ("norm", self.tr("by norm")), ("value", self.tr("by value"))):
            kind.addItem(words, name)
        present = next(iter(clip or {"": 1.0}))
        kind.setCurrentIndex(kind.findData(present))
        kind.setToolTip(self.tr("Limit the gradients before the update: their total norm, or each element."))
        self.form.on_change(kind, lambda chosen: self._train(self.tr("Clipping"), clip={chosen: 1.0} if chosen else None))
        self.form.addRow(self.form.title(self.tr("Clip gradients")), kind)
        if clip:
            limit = self.form.field(NumberField)
            limit.setObjectName("clip-limit")
            limit.setRange(1e-12, 1e12)
            limit.setValue(clip[present])
            self.form.on_change(limit, lambda value: self._train(self.tr("Clipping"), clip={present: value}))
            self.form.addRow(self.form.title(self.tr("Limit")), limit)

    def _schedule_rows(self, schedule: Choice) -> None:
        box = self.form.choice_box(SCHEDULES, schedule.name, lambda name: self._train(self.tr("Schedule"), schedule=Choice(name)))
        box.setObjectName("schedule")
        box.setToolTip(self.tr("How the learning rate changes from step to step."))
        self.form.addRow(self.form.title(self.tr("Schedule")), box)
        if schedule.name in SCHEDULES:
            self.form.add_settings(
                SCHEDULES[schedule.name].settings,
                schedule.settings,
                lambda name, value: self._train(
                    self.tr("Schedule"), schedule=Choice(schedule.name, {**schedule.settings, name: value})
                ),
            )

    def _truncation_rows(self, cut: dict[str, int] | None, length: int) -> None:
        """Truncated backpropagation through time: on or off, and its two windows."""
        tip = self.tr(
            "Each training step sees k1 new time steps; gradients flow back over k2 time steps. The state is carried over."
        )
        box = self.form.field(QCheckBox)
        box.setText(self.tr("Truncated BPTT"))
        box.setObjectName("truncate")
        box.setChecked(cut is not None)
        box.setToolTip(tip)
        self.form.on_change(
            box, lambda on: self._train(self.tr("Truncation"), truncate={"k1": length, "k2": length} if on else None)
        )
        self.form.addRow(box)
        for name in ("k1", "k2") if cut else ():
            spin = self.form.field(SpinBox)
            spin.setObjectName(f"truncate-{name}")
            spin.setRange(1, 100_000)
            spin.setKeyboardTracking(False)
            spin.setValue((cut or {}).get(name, length))
            spin.setToolTip(tip)
            self.form.on_change(spin, partial(self._set_window, cut or {}, name))
            self.form.addRow(self.form.title(name), spin)

    def _set_window(self, cut: dict[str, int], name: str, steps: int) -> None:
        self._train(self.tr("Truncation"), truncate={**cut, name: steps})

    def _check(self, name: str, words: str, value: bool, tip: str) -> None:
        box = self.form.field(QCheckBox)
        box.setText(words)
        box.setObjectName(name)
        box.setChecked(value)
        box.setToolTip(tip)
        self.form.on_change(box, lambda on: self._train(words, **{name: on}))
        self.form.addRow(box)

    # edits ---------------------------------------------------------------------------------------

    def _edit(self, text: str, experiment: Experiment, merge: str = "") -> None:
        self.session.edit(text, experiment, merge)

    def _train(self, text: str, **changes: Any) -> None:
        experiment = self.session.experiment
        self._edit(text, replace(experiment, training=replace(experiment.training, **changes)), f"training {next(iter(changes))}")

    def pick_data(self, name: str) -> None:
        """Use another data set; a file is asked for."""
        if name in FILES:
            self._shown = None  # the menu shows again what is in use, unless a file is chosen
            self.invalidate()
            if name == "csv":
                self.file_asked.emit("")
            else:
                self.pictures_asked.emit()
            return
        choice = (
            Choice("table", {"inputs": [[0.0, 0.0], [1.0, 1.0]], "targets": [[0.0], [1.0]]}) if name == "table" else Choice(name)
        )
        self.session.pick_data(self.tr("Data: {name}").format(name=engine_text(DATASETS[name].title)), choice, suggest=True)

    def _set_data(self, name: str, value: Any) -> None:
        session, choice = self.session, self.session.experiment.data
        changed = Choice(choice.name, {**choice.settings, name: value})
        if not self.form.held:
            self._base = None
        elif self._base is None:
            self._base = session.experiment  # a batch that was brought down on the way comes back with the samples
        ran = session.running
        session.pick_data(
            self.tr("Data settings"), changed, suggest=False, based_on=self._base, merge=f"data {name} {self.form.grips}"
        )
        if ran:
            session.run()

    def _pick_loss(self, name: str) -> None:
        self._edit(self.tr("Loss"), replace(self.session.experiment, loss=exchanged(self.session.experiment.loss, name)))

    def _set_loss(self, name: str, value: Any) -> None:
        loss = self.session.experiment.loss
        edited = replace(self.session.experiment, loss=Choice(loss.name, {**loss.settings, name: value}))
        self._edit(self.tr("Loss"), fit_to_data(edited, False) if name in ("target", "columns") else edited, f"loss {name}")

    def _pick_optimizer(self, name: str) -> None:
        self._edit(self.tr("Optimizer"), replace(self.session.experiment, optimizer=Choice(name)))

    def _set_optimizer(self, name: str, value: Any) -> None:
        old = self.session.experiment.optimizer
        changed = Choice(old.name, {**old.settings, name: value})
        self._edit(self.tr("Optimizer"), replace(self.session.experiment, optimizer=changed), f"optimizer {name}")

    def _edit_table(self) -> None:
        from gui.panels.data.table_dialog import TableDialog

        dialog = TableDialog(self.session.experiment.data, self)
        if dialog.exec():
            self.session.pick_data(self.tr("Edit table"), dialog.choice(), suggest=False)
        dialog.deleteLater()


def _settings(experiment: Experiment) -> tuple[Any, ...]:
    """What this panel shows of an experiment."""
    task, several = task_set(experiment), len(experiment.network.outputs()) > 1
    return (several, experiment.data, experiment.loss, experiment.optimizer, experiment.training, experiment.seed, task)


def _fill_grid(grid: QTableWidget, table: Table) -> None:
    inputs, targets = table.inputs, table.targets
    if table.sequence:
        last_only = np.full((table.length, targets.shape[-1]), np.nan)
        last_only[-1] = targets[0].reshape(-1, targets.shape[-1])[-1]
        inputs, targets = inputs[0], targets[0] if targets.ndim == 3 else last_only
    rows = min(PREVIEW_ROWS, len(inputs))
    wanted = QCoreApplication.translate("DataPanel", "target {name}")
    names = [
        *(table.input_names or [f"x{i + 1}" for i in range(inputs.shape[1])]),
        *[wanted.format(name=name) for name in table.target_names or [f"y{i + 1}" for i in range(targets.shape[1])]],
    ]
    grid.clear()
    grid.setRowCount(rows)
    grid.setColumnCount(len(names))
    grid.setHorizontalHeaderLabels(names)
    values = np.concatenate([inputs[:rows], targets[:rows]], axis=1)
    for (row, column), value in np.ndenumerate(values):
        item = QTableWidgetItem("" if np.isnan(value) else f"{value:.4g}")
        grid.setItem(row, column, item)
    grid.resizeColumnsToContents()
    grid.resizeRowsToContents()
    wide = grid.horizontalHeader().length() > grid.viewport().width()
    bar = grid.horizontalScrollBar().sizeHint().height() if wide else 0
    grid.setFixedHeight(grid.horizontalHeader().height() + sum(grid.rowHeight(row) for row in range(rows)) + bar + 4)
