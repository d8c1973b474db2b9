"""Where a plot stands."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget


class Stage(QWidget):
    """Room for a plot, which stands in its middle, as large as `framed` says."""

    def __init__(self, plot: QWidget, framed: Callable[[QSize], QSize]) -> None:
        super().__init__()
        self._plot, self._framed_as = plot, framed
        plot.setParent(self)

    def settle(self) -> None:
        """Give the plot its size and its place."""
        place = QRect(QPoint(0, 0), self._framed_as(self.size()))
        place.moveCenter(self.rect().center())
        self._plot.setGeometry(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.settle()
