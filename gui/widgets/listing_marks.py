"""Marks in a listing: an arrow at what comes next, a frame around what is lit."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygon


def paint_arrow(painter: QPainter, x: int, middle: int, color: QColor) -> None:
    """An arrow that points to the right."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawPolygon(QPolygon([QPoint(x, middle - 4), QPoint(x + 6, middle), QPoint(x, middle + 4)]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def paint_frame(painter: QPainter, rect: QRect, left: int, mark: int, color: QColor) -> None:
    """A frame around a line from `left` on, with the number of its place in a text, if it has one, at the very left."""
    painter.setPen(QPen(color, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(left, 1, -2, -2))
    if mark:
        painter.drawText(QRect(0, rect.y(), 16, rect.height()), Qt.AlignmentFlag.AlignCenter, chr(ord("①") + mark - 1))
