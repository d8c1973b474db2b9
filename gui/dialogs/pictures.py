"""Pictures as data: how they are scaled, what the network will see of them, and whether a network is drawn that reads them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from engine.interchange.pictures.data import NAME, choice_of
from engine.library.pictures import PICTURE_SETTINGS, Pictures
from engine.library.samples import Table
from engine.model.experiment import Experiment
from engine.model.network import Choice
from engine.model.setting import complete
from engine.program.check import load_table
from engine.program.fitting import reads_pictures
from gui.look.forms import Form
from gui.look.i18n import problem_text

SIDE, SHOWN = 72, 12  # pixels of a preview; how many there are
NAMES = 6  # classes that are named with their numbers


class PicturesDialog(QDialog):
    """The pictures as the network will see them; OK is possible when they can be used."""

    def __init__(self, path: Path, pictures: Pictures, experiment: Experiment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Pictures from {name}").format(name=path.name))
        self.resize(640, 560)
        self.path, self.pictures, self._experiment = path, pictures, experiment
        same = experiment.data.name == NAME and experiment.data.settings.get("path") == str(path.absolute())
        given = {name: value for name, value in experiment.data.settings.items() if name not in ("path", NAME)} if same else {}
        proposed = choice_of(path, pictures, **given).settings
        self.settings = complete(PICTURE_SETTINGS, {s.name: proposed[s.name] for s in PICTURE_SETTINGS if s.name in proposed}, "")[
            0
        ]
        self._others = {name: value for name, value in given.items() if name not in self.settings}
        self.seen, self.summary, self.message = QListWidget(), QLabel(), QLabel()
        self.draws = QCheckBox()
        self.form = Form()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._arrange()
        self.draws.setChecked(not reads_pictures(self._with_data()))
        self._show()

    def _arrange(self) -> None:
        seen = self.tr("As the network sees them:")
        self.seen.setObjectName("pictures-seen")
        self.seen.setAccessibleName(seen)
        self.seen.setViewMode(QListView.ViewMode.IconMode)
        self.seen.setMovement(QListView.Movement.Static)
        self.seen.setResizeMode(QListView.ResizeMode.Adjust)
        self.seen.setIconSize(QSize(SIDE, SIDE))
        self.seen.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.draws.setObjectName("draw-network")
        self.draws.setText(
            self.tr("Draw a small convolutional network for them")
            if self.pictures.names
            else self.tr("Draw a small autoencoder for them: without classes, each picture is its own target")
        )
        for label in (self.summary, self.message):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        layout = QVBoxLayout(self)
        layout.addWidget(self.summary)
        layout.addWidget(QLabel(seen))
        layout.addWidget(self.seen, 1)
        layout.addLayout(self.form)
        self.form.add_settings(PICTURE_SETTINGS, self.settings, self._set)
        layout.addWidget(self.draws)
        layout.addWidget(self.message)
        layout.addWidget(self.buttons)

    def _set(self, name: str, value: Any) -> None:
        self.settings[name] = value
        self._show()

    def _with_data(self) -> Experiment:
        return replace(self._experiment, data=self.choice(), loss=Choice("cross_entropy" if self.pictures.names else "mse"))

    def choice(self) -> Choice:
        """The data as chosen."""
        return choice_of(self.path, self.pictures, **self._others, **self.settings)

    def _show(self) -> None:
        """What becomes of the pictures, or why they cannot be used."""
        self.seen.clear()
        self.summary.setText(self._counted())
        table, problems = load_table(Experiment(data=self.choice()))
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not problems)
        self.message.setText("\n".join(map(problem_text, problems)))
        if problems:
            return
        kept = 0 if table.held_out is None else table.held_out.samples
        height, width = table.grid
        self.message.setText(
            self.tr("{height} × {width} pixels; for training: {samples}, held out: {kept}").format(
                height=height, width=width, samples=table.samples, kept=kept
            )
        )
        for place in np.unique(np.linspace(0, table.samples - 1, min(SHOWN, table.samples)).astype(int)):
            name = self.pictures.names[int(table.targets[place].argmax())] if self.pictures.names else ""
            self.seen.addItem(QListWidgetItem(QIcon(_pixmap(table, int(place), bool(self.settings["colour"]))), name))

    def _counted(self) -> str:
        pictures = self.pictures
        count = self.tr("Pictures: {count}.").format(count=pictures.samples)
        if not pictures.names:
            return count
        sizes = np.bincount(pictures.classes, minlength=len(pictures.names))
        named = [f"{name} {size}" for name, size in zip(pictures.names[:NAMES], sizes, strict=False)]
        more = ["…"] if len(pictures.names) > NAMES else []
        told = self.tr("Classes: {count} ({names}).").format(count=len(pictures.names), names=", ".join([*named, *more]))
        return f"{count} {told}"


def _pixmap(table: Table, place: int, colour: bool) -> QPixmap:
    """A sample with its pixels as squares."""
    channels = table.inputs[place].reshape(3 if colour else 1, *table.grid)
    shown = np.moveaxis(channels if colour else channels.repeat(3, axis=0), 0, -1)
    low, high = float(shown.min()), float(shown.max())
    if low < 0 or high > 1:
        shown = (shown - low) / ((high - low) or 1.0)
    pixels = np.ascontiguousarray((shown * 255).round().astype(np.uint8))
    image = QImage(pixels.data, pixels.shape[1], pixels.shape[0], 3 * pixels.shape[1], QImage.Format.Format_RGB888)
    return QPixmap.fromImage(image.copy()).scaled(SIDE, SIDE, Qt.AspectRatioMode.KeepAspectRatio)
