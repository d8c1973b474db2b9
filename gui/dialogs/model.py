"""A PyTorch model from a file of weights: what its tensors do not show is asked for, with a preview of what will be drawn."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
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

from engine.interchange.models.model_grids import ENCODER, usual_heads
from engine.interchange.models.model_import import Answers, doubtful, drawn, parts
from engine.library.activations import ACTIVATIONS
from engine.library.layers.layer import Module
from engine.library.losses import LOSSES
from engine.model.experiment import Experiment
from engine.model.problem import ExperimentError
from gui.look.fields import ComboBox, SpinBox
from gui.look.i18n import engine_text, problem_text


class ModelDialog(QDialog):
    """Says at once if the choices do not match."""

    def __init__(self, tensors: Mapping[str, np.ndarray], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Open the model {name}").format(name=name))
        self.resize(520, 480)
        self._tensors = tensors
        self.activation, self.output, self.loss = ComboBox(), ComboBox(), ComboBox()
        for box, rows, chosen in (
            (self.activation, ACTIVATIONS, "relu"),
            (self.output, ACTIVATIONS, "identity"),
            (self.loss, LOSSES, "mse"),
        ):
            for key, row in rows.items():
                box.addItem(engine_text(row.title), key)
            box.setCurrentIndex(box.findData(chosen))
            box.currentIndexChanged.connect(self._check)
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.layers = QListWidget()
        self.layers.setObjectName("model-layers")
        self.up, self.down = QPushButton(self.tr("Up")), QPushButton(self.tr("Down"))
        self.ordered = QCheckBox(self.tr("This is the order of the model"))
        self._doubts = doubtful(parts(tensors))
        self._list_layers()
        layout, column, form = QVBoxLayout(self), QVBoxLayout(), QFormLayout()
        layout.addWidget(QLabel(self.tr("The file has these layers, from input to output:")))
        layout.addWidget(self.layers, 1)
        layout.addLayout(column)
        self._offer_order(column)
        layout.addWidget(QLabel(self.tr("The file does not say what comes between them:")))
        layout.addLayout(form)
        form.addRow(self.tr("Activation after each layer"), self.activation)
        form.addRow(self.tr("Output activation"), self.output)
        form.addRow(self.tr("Loss"), self.loss)
        self._on_grids(form, parts(tensors))
        layout.addWidget(self.message)
        layout.addWidget(self.buttons)
        self.experiment: Experiment | None = None
        self._check()

    def _on_grids(self, form: QFormLayout, stack: list[Module]) -> None:
        """What is to be known of convolutions and of attention, where there are any."""
        self.padding, self.pool = ComboBox(), QCheckBox(self.tr("A max pool follows each convolution"))
        self.heads, self.first = SpinBox(), QCheckBox(self.tr("The norms come first (norm_first=True)"))
        self.padding.addItem(self.tr("“same”: maps keep their size"), "same")
        self.padding.addItem(self.tr("none"), "none")
        attending = [part for part in stack if part.type in (ENCODER, "attention")]
        self.heads.setRange(1, 64)
        self.heads.setValue(usual_heads(attending[0].units) if attending else 1)
        if any(part.type == "conv" for part in stack):
            form.addRow(self.tr("Padding"), self.padding)
            form.addRow(self.pool)
        if attending:
            form.addRow(self.tr("Heads"), self.heads)
        if any(part.type == ENCODER for part in attending):
            form.addRow(self.first)
        for told in (self.padding.currentIndexChanged, self.pool.toggled, self.heads.valueChanged, self.first.toggled):
            told.connect(self._check)

    def _list_layers(self) -> None:
        """The layers; those whose place is not certain are bold."""
        for part in parts(self._tensors):
            item = QListWidgetItem(f"{part.name or '·'}   {part.type}   {part.inputs} → {part.units}")
            item.setData(Qt.ItemDataRole.UserRole, part.name)
            font = item.font()
            font.setBold(part.name in self._doubts)
            item.setFont(font)
            self.layers.addItem(item)
        self.layers.setCurrentRow(0)

    def _offer_order(self, column: QVBoxLayout) -> None:
        """The way to another order, where names do not tell it; else nothing."""
        row = QHBoxLayout()
        words = self.tr(
            "The names do not show the order of these layers, and the layers fit together in any order: {names}. Put them in order."
        )
        told = QLabel(words.format(names=", ".join(self._doubts)))
        told.setWordWrap(True)
        told.setTextFormat(Qt.TextFormat.PlainText)
        column.addWidget(told)
        column.addLayout(row)
        for widget in (self.up, self.down, self.ordered):
            row.addWidget(widget)
        row.addStretch(1)
        for shown in (told, self.up, self.down, self.ordered):
            shown.setVisible(bool(self._doubts))
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.ordered.toggled.connect(self._check)
        if self._doubts:
            self.layers.setDragDropMode(QListWidget.DragDropMode.InternalMove)
            self.layers.model().rowsMoved.connect(self._check)

    def _move(self, by: int) -> None:
        """Move the current layer up or down."""
        row = self.layers.currentRow()
        if not 0 <= row + by < self.layers.count():
            return
        self.layers.insertItem(row + by, self.layers.takeItem(row))
        self.layers.setCurrentRow(row + by)
        self._check()

    def answers(self) -> Answers:
        """What was chosen."""
        names = [str(self.layers.item(row).data(Qt.ItemDataRole.UserRole)) for row in range(self.layers.count())]
        order = tuple(names) if self._doubts else ()
        chosen = self.activation.currentData(), self.output.currentData(), self.loss.currentData(), order
        return Answers(*chosen, self.padding.currentData(), self.pool.isChecked(), self.heads.value(), self.first.isChecked())

    def _check(self) -> None:
        try:
            self.experiment = drawn(self._tensors, self.answers())
            words = self.tr("The model opens with random data of matching shape; choose your own under Data.")
            first = self.experiment.network.inputs()[0]
            if first.grid:
                shape = " × ".join(map(str, (first.units, *first.grid)))
                told = self.tr("Shape of a sample: {shape}.").format(shape=shape)
                words = f"{told} {words}"
        except ExperimentError as error:
            self.experiment, words = None, problem_text(error.problems[0])
        self.message.setText(words)
        known = not self._doubts or self.ordered.isChecked()
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(self.experiment is not None and known)
