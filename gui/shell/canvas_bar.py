"""Two buttons over the drawing: a calm layout keeps the data form and the palette folded into them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton

from engine.library.datasets import DATASETS
from gui.look.i18n import engine_text
from gui.session.session import Session
from gui.widgets.flow import Flow


class CanvasBar(Flow):
    """Names the data and opens their form; opens the palette."""

    opened = Signal(bool)

    def __init__(self, session: Session, data_form: QAction) -> None:
        super().__init__()
        self._session = session
        self.data, self.more = QPushButton(), QPushButton(self.tr("+ Add a layer"))
        for button, name in ((self.data, "open-data"), (self.more, "open-palette")):
            button.setObjectName(name)
            button.setCheckable(True)
            self.add(button)
        self.data.setToolTip(self.tr("Data, loss, optimizer and training settings"))
        self.more.setToolTip(self.tr("The layers that can be added to the drawing"))
        self.data.clicked.connect(data_form.trigger)
        data_form.toggled.connect(self.data.setChecked)
        self.more.clicked.connect(self.opened)
        session.edited.connect(self._name_data)
        self._name_data()

    def _name_data(self) -> None:
        row = DATASETS.get(self._session.experiment.data.name)
        title = engine_text(row.title) if row is not None else self._session.experiment.data.name
        self.data.setText(self.tr("Data: {name}").format(name=title))

    def show_palette(self, on: bool) -> None:
        """Whether the palette is open."""
        self.more.setChecked(on)
