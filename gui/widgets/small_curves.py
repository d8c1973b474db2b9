"""A few curves without axes, small enough for a card: what matters is where they end and how they differ."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.widgets.guarded import guarded

WIDE, HIGH = 10, 4.5  # widths of an "m"


@dataclass(frozen=True, eq=False)
class Line:
    """Points of one curve, in the colour of a theme role; those that are not finite leave a gap."""

    x: np.ndarray
    y: np.ndarray
    role: str
    width: float = 1.2


@dataclass(frozen=True, eq=False)
class Lines:
    """Curves over the same range of y; what is beyond it runs along its edge. A dotted line lies at `level`."""

    lines: tuple[Line, ...] = ()
    low: float = 0.0
    high: float = 1.0
    level: float | None = None


class SmallCurves(QWidget):
    """Draws them."""

    def __init__(self) -> None:
        super().__init__()
        self.shown = Lines()
        self._colors: dict[str, QColor] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        em = self.fontMetrics().horizontalAdvance("m")
        return QSize(WIDE * em, round(HIGH * em))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width() // 2, self.sizeHint().height() // 2)

    def show_lines(self, lines: Lines, colors: dict[str, QColor]) -> None:
        """Draw other curves."""
        self.shown, self._colors = lines, colors
        self.update()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._colors:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 2, -1, -2)
        painter.setPen(QPen(self._colors["border"], 1))
        painter.drawLine(frame.bottomLeft(), frame.bottomRight())
        painter.drawLine(frame.topLeft(), frame.bottomLeft())
        painter.setClipRect(frame)
        if self.shown.level is not None:
            painter.setPen(QPen(self._colors["muted"], 1, Qt.PenStyle.DotLine))
            height = self._height(self.shown.level, frame)
            painter.drawLine(QPointF(frame.left(), height), QPointF(frame.right(), height))
        for line in self.shown.lines:
            painter.setPen(QPen(self._colors[line.role], line.width))
            for piece in self._pieces(line, frame):
                painter.drawPolyline(piece)

    def _height(self, value: float, frame: QRectF) -> float:
        span = self.shown.high - self.shown.low or 1.0
        return frame.bottom() - (value - self.shown.low) / span * frame.height()

    def _pieces(self, line: Line, frame: QRectF) -> list[QPolygonF]:
        """The stretches of a line between its gaps, in pixels."""
        last = max((float(other.x[-1]) for other in self.shown.lines if len(other.x)), default=1.0) or 1.0
        pieces, points = [], list[QPointF]()
        for x, y in zip(line.x, line.y, strict=True):
            if np.isfinite(y):
                inside = min(max(float(y), self.shown.low), self.shown.high)
                points.append(QPointF(frame.left() + float(x) / last * frame.width(), self._height(inside, frame)))
            elif points:
                pieces.append(QPolygonF(points))
                points = []
        return [*pieces, QPolygonF(points)]
