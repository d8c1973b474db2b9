"""Tells the name of what the mouse points at in a plot, and which one was clicked: a place across or up, or a curve."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QToolTip

from gui.notation.numbers import number
from gui.widgets.curve_pens import DASHED, LINE
from gui.widgets.plain import plain

NEAR = 10.0  # pixels from a curve within which it is meant
FLOOR = -16.0  # the exponent of 10 below which plots draw nothing
STILL = 4.0  # pixels that a click may move


class NamePointer(QObject):
    """Follows the mouse over a plot; `chosen` is the whole name of what was clicked."""

    chosen = Signal(str)

    def __init__(self, plot: pg.PlotWidget) -> None:
        super().__init__(plot)
        self._plot, self._box = plot, plot.getPlotItem().vb
        self.figure: Any = None
        self._pressed: QPointF | None = None
        self._told = ""
        plot.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.figure is None or not isinstance(event, QMouseEvent):
            return False
        point = event.position()
        if event.type() == QEvent.Type.MouseMove and not event.buttons():
            self._tell(point, event.globalPosition())
        elif event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            self._pressed = point
        elif event.type() == QEvent.Type.MouseButtonRelease and self._pressed is not None:
            moved, self._pressed = (point - self._pressed).manhattanLength(), None
            name = self.at(point)[0]
            if moved <= STILL and name:
                self.chosen.emit(name)
        return False

    def _tell(self, point: QPointF, where: QPointF) -> None:
        name, said = self.at(point)
        words = f"{name}\n{said}" if said else name
        if words != self._told:
            self._told = words
            self._plot.viewport().setCursor(Qt.CursorShape.PointingHandCursor if name else Qt.CursorShape.ArrowCursor)
            QToolTip.showText(where.toPoint(), plain(words), self._plot) if words else QToolTip.hideText()

    def at(self, point: QPointF) -> tuple[str, str]:
        """The whole name of what lies at a point of the view, and its number; nothing where there is nothing with a name."""
        place = self._plot.mapToScene(point.toPoint())
        if not self._box.sceneBoundingRect().contains(place):
            return "", ""
        at = self._box.mapSceneToView(place)
        x, y = float(at.x()), float(at.y())
        if self.figure.names:
            return self._across(x)
        return self._up(x, y) if self.figure.y_names else self._curve(x, y)

    def _across(self, x: float) -> tuple[str, str]:
        at, name = min(self.figure.names, key=lambda pair: abs(pair[0] - x))
        lines = (curve for curve in self.figure.curves if curve.style in (LINE, DASHED))
        found = [f"{curve.name} {self._said(value)}" for curve in lines for value in curve.y[curve.x == at]]
        return (name, "\n".join(found)) if abs(at - x) <= 0.5 else ("", "")

    def _up(self, x: float, y: float) -> tuple[str, str]:
        at, name = min(self.figure.y_names, key=lambda pair: abs(pair[0] - y))
        image, said = self.figure.image, ""
        if image is not None:
            left, bottom, width, height = image.rect
            rows, columns = image.values.shape
            row, column = int((y - bottom) / height * rows), int((x - left) / width * columns)
            if 0 <= row < rows and 0 <= column < columns and np.isfinite(image.values[row, column]):
                value = image.values[row, column]
                said = f"{image.label} {number(10.0**value if image.log else value, 3)}"
        return (name, said) if abs(at - y) <= 0.5 else ("", "")

    def _curve(self, x: float, y: float) -> tuple[str, str]:
        dx, dy = self._box.viewPixelSize()
        best, found = NEAR, ("", "")
        for curve in self.figure.curves:
            if not curve.about or not len(curve.x):
                continue
            place = int(np.abs(curve.x - x).argmin())
            away = float(
                np.hypot((curve.x[place] - x) / dx if abs(curve.x[place] - x) > NEAR * dx else 0, (curve.y[place] - y) / dy)
            )
            if away < best:
                best, found = away, (curve.about, self._said(curve.y[place]))
        return found

    def _said(self, value: float) -> str:
        if not np.isfinite(value):
            return "–"
        floor = "≤ " if self.figure.y_log and value <= FLOOR else ""  # so far down plots go
        return floor + number(10.0**value if self.figure.y_log else value, 3)
