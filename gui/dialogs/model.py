"""A PyTorch model from a file of weights: what its tensors do not show is asked for, with a preview of what will be drawn."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from engine.interchange.models.model_import import Answers, drawn, parts
from engine.library.activations import ACTIVATIONS
from engine.library.losses import LOSSES
from engine.model.experiment import Experiment
from engine.model.problem import ExperimentError
from gui.look.fields import ComboBox
from gui.look.i18n import engine_text, problem_text


class ModelDialog(QDialog):
    """Says at once if the choices do not match."""

    def __init__(self, tensors: Mapping[str, np.ndarray], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Open the model {name}").format(name=name))
        self.resize(460, 420)
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
        listed = "\n".join(f"{part.name or '·'}   {part.type}   {part.inputs} → {part.units}" for part in parts(tensors))
        form = QFormLayout()
        form.addRow(self.tr("Activation after each layer"), self.activation)
        form.addRow(self.tr("Output activation"), self.output)
        form.addRow(self.tr("Loss"), self.loss)
        layout = QVBoxLayout(self)
        layout.addWidget(QLabel(self.tr("The file has these layers, from input to output:")))
        layout.addWidget(QLabel(listed))
        layout.addWidget(QLabel(self.tr("The file does not say what comes between them:")))
        layout.addLayout(form)
        layout.addWidget(self.message)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        self.experiment: Experiment | None = None
        self._check()

    def answers(self) -> Answers:
        """What was chosen."""
        return Answers(self.activation.currentData(), self.output.currentData(), self.loss.currentData())

    def _check(self) -> None:
        try:
            self.experiment = drawn(self._tensors, self.answers())
            words = self.tr("The model opens with random data of matching shape; choose your own under Data.")
        except ExperimentError as error:
            self.experiment, words = None, problem_text(error.problems[0])
        self.message.setText(words)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(self.experiment is not None)
