"""One panel in the whole window, and the way back to exactly where everything was."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow

from gui.shell.docks import Docks

CANVAS = "canvas"
KEPT = "timeline"  # it stays, so that one can move through time and look


class Maximise(QObject):
    """`name` is the panel that has the window, CANVAS for the drawing, or empty."""

    changed = Signal(str)

    def __init__(self, window: QMainWindow, docks: Docks, version: int) -> None:
        super().__init__(window)
        self._window, self._docks, self._version = window, docks, version
        self.name = ""
        self._before = QByteArray()
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), window)
        self._escape.setEnabled(False)
        self._escape.activated.connect(self.back)

    def places(self) -> QByteArray:
        """Where the docks are when no panel has the whole window."""
        return self._before if self.name else self._window.saveState(self._version)

    def toggle(self, name: str) -> None:
        """Give a panel the window, or let it go back."""
        if self.name == name:
            self.back()
            return
        self.back()
        if name != CANVAS and (self._docks[name].isFloating() or name == KEPT):
            return
        self._before, self.name = self._window.saveState(self._version), name
        for other, dock in self._docks.items():
            if not dock.isFloating():
                dock.setVisible(other in (name, KEPT))
        self._window.centralWidget().setVisible(name == CANVAS)
        if name != CANVAS:  # a place of its own over the time line, which no layout uses
            self._window.addDockWidget(Qt.DockWidgetArea.TopDockWidgetArea, self._docks[name])
            self._window.splitDockWidget(self._docks[name], self._docks[KEPT], Qt.Orientation.Vertical)
        self._docks.keep_low(KEPT)
        self._tell()

    def back(self) -> None:
        """Everything to where it was."""
        if self.name:
            self.name = ""
            self._window.centralWidget().show()
            self._window.restoreState(self._before, self._version)
            self._tell()

    def _tell(self) -> None:
        self._escape.setEnabled(bool(self.name))
        self.changed.emit(self.name)
