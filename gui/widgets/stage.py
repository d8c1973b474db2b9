"""Where a plot stands."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.widgets.touched_axes import TouchedAxes

ROUNDS = 3  # the length of an axis decides which numbers it has, and their width how long the other one is


class Stage(QWidget):
    """Room for a plot, which stands in its middle, as large as `framed` says."""

    def __init__(self, plot: TouchedAxes, framed: Callable[[QSize], QSize]) -> None:
        super().__init__()
        self._plot, self._framed_as = plot, framed
        self._settling = False
        plot.setParent(self)

    def settle(self) -> None:
        """Give the plot its size and its place, and its axes the room of their numbers."""
        if self._settling:  # it tells that its size has changed
            return
        self._settling = True
        try:
            for _ in range(ROUNDS):
                place = QRect(QPoint(0, 0), self._framed_as(self.size()))
                place.moveCenter(self.rect().center())
                self._plot.setGeometry(place)
                if self._plot.rests():
                    break
        finally:
            self._settling = False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.settle()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        QCoreApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))  # it comes before any painting, and once for many
