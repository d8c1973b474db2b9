"""A field on the canvas that asks for a layer by its name."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from engine.library.layers import palette
from gui.look.i18n import engine_text


class LayerSearch(QLineEdit):
    """Enter takes the layer whose title holds the words, Esc takes none; the keyboard then belongs to the canvas again."""

    picked = Signal(str)

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._names = {engine_text(preset.title): preset.name for _, preset in palette()}
        self.setObjectName("layer-search")
        self.setPlaceholderText(self.tr("Layer to add…"))
        self.setFixedWidth(190)
        completer = QCompleter(self)
        completer.setModel(QStringListModel(list(self._names), completer))
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)
        self.returnPressed.connect(self._accept)
        self.editingFinished.connect(self.deleteLater)  # also when the focus goes elsewhere

    def _accept(self) -> None:
        words = self.text().strip().lower()
        self._canvas.setFocus()
        for title, name in self._names.items():
            if words and words in title.lower():
                self.picked.emit(name)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._canvas.setFocus()
        else:
            super().keyPressEvent(event)
