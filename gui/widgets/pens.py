"""Pens for what pyqtgraph draws: as wide on every screen as they are meant to be."""

from __future__ import annotations

from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen


@dataclass(frozen=True)
class Pens:
    """Makes pens for a screen on which a pixel of a widget is `scale` of its own pixels wide: pyqtgraph counts those."""

    scale: float = 1.0

    def __call__(self, color: QColor | str, width: float = 1.0, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
        """A pen so many pixels of a widget wide."""
        made: QPen = pg.mkPen(color, width=width * self.scale, style=style)
        return made
