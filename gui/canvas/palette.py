"""Layers that can be dragged onto the canvas or clicked into it."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from engine.library.layers import palette
from engine.library.layers.layer import Preset
from gui.look.i18n import engine_text
from gui.look.layouts import FOLDS, OPEN
from gui.session.session import Session

MIME = "application/x-backprop-layer"


class PaletteButton(QPushButton):
    """One layer: click to add it, drag to place it."""

    def __init__(self, preset: Preset) -> None:
        super().__init__(engine_text(preset.title))
        self.name = preset.name
        self.setObjectName(f"palette-{preset.name}")
        self.setToolTip(engine_text(preset.help))
        self._pressed = QPoint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        moved = event.position().toPoint() - self._pressed
        if event.buttons() & Qt.MouseButton.LeftButton and moved.manhattanLength() > 10:
            self.setDown(False)
            data = QMimeData()
            data.setData(MIME, self.name.encode())
            drag = QDrag(self)
            drag.setMimeData(data)
            drag.exec(Qt.DropAction.CopyAction)


class Palette(QWidget):
    """All layers in a column."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 4, 8)
        layout.setSpacing(6)
        self.buttons: dict[str, PaletteButton] = {}
        group = ""
        for row, preset in palette():
            if row.group != group:
                group = row.group
                layout.addWidget(self._heading(engine_text(group)))
            button = self.buttons[preset.name] = PaletteButton(preset)
            button.clicked.connect(lambda _=False, name=preset.name: self.picked.emit(name))
            layout.addWidget(button)
        layout.addStretch()

    def _heading(self, title: str) -> QLabel:
        label = QLabel(title)
        label.setToolTip(
            self.tr("Drag a layer onto the canvas, or click to add it. Then drag from the port on its right side to another layer.")
        )
        return label


class PaletteStrip(QScrollArea):
    """The palette in a column that scrolls where the window is low.

    Where it folds, it is open while a network is drawn that cannot run yet, or while the person wants it; the first step of
    a run folds it again.
    """

    opened = Signal(bool)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.palette_column = Palette()
        self._session, self._mode, self._wanted, self._begun = session, OPEN, False, False
        self.setWidget(self.palette_column)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.fit_width()
        session.edited.connect(self._show)
        session.stopped.connect(self._step)

    def fit_width(self) -> None:
        """As wide as its words in the present size of text."""
        self.setFixedWidth(self.palette_column.sizeHint().width() + self.verticalScrollBar().sizeHint().width())

    def set_mode(self, mode: str) -> None:
        """OPEN, FOLDS or AWAY."""
        self._mode = mode
        self._show()

    def want(self, on: bool = True) -> None:
        """The person opens or folds it."""
        self._wanted = on
        self._show()

    def _step(self) -> None:
        debugger = self._session.debugger
        begun = debugger is not None and debugger.t > 0
        if begun and not self._begun:
            self.want(False)
        self._begun = begun

    def _show(self) -> None:
        on = self._mode == OPEN or (self._mode == FOLDS and (self._wanted or self._session.debugger is None))
        self.setVisible(on)
        self.opened.emit(on)
