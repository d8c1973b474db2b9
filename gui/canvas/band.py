"""From afar: one band through the blocks, as wide as the gradient is large, by powers of ten."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from gui.canvas.geometry import Look
from gui.look.powers import rounded

DECADES = 12  # from the widest band to a hairline
WIDEST, HAIR = 84.0, 2.0
KEY = 80.0  # how long the wedge of the key is
CABLE = 0.2  # wires around other cards are drawn so much thinner


def width(deltas: np.ndarray | None, scale: float) -> float | None:
    """How wide the band is for the largest δ of a layer: 0 if all are 0, None if they are not computed or not finite."""
    if deltas is None or not len(deltas) or not np.isfinite(deltas).any():
        return None
    size = float(np.nanmax(np.abs(np.where(np.isfinite(deltas), deltas, 0.0))))
    if size <= 0 or scale <= 0:
        return 0.0
    share = min(1.0, max(0.0, 1 + math.log10(max(size, 1e-300) / scale) / DECADES))
    return HAIR + (WIDEST - HAIR) * share


def paint_key(painter: QPainter, at: QPointF, zoom: float, scale: float, look: Look) -> QRectF:
    """What the widths mean, from hairline to widest, as large as they are drawn at this zoom; where it stands."""
    least, most = (rounded(size) for size in (scale / 10**DECADES, scale))
    words = QCoreApplication.translate("Canvas", "largest |δ| of a layer")
    metrics, high = painter.fontMetrics(), max(WIDEST * zoom, painter.fontMetrics().height() + 2.0)
    x, middle = at.x(), at.y() + high / 2
    parts = []
    for text in (least, None, most, words):
        width = KEY if text is None else metrics.horizontalAdvance(text) + 0.0
        parts.append((text, QRectF(x, at.y(), width, high)))
        x += width + 6
    painter.setPen(look["muted"])
    for text, box in parts:
        if text is not None:
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, text)
    wedge = parts[1][1]
    piece(painter, QPointF(wedge.left(), middle), QPointF(wedge.right(), middle), HAIR * zoom, WIDEST * zoom, look)
    return QRectF(at.x(), at.y(), x - 6 - at.x(), high)


def paint_in_card(painter: QPainter, card: QRectF, wide: float | None, look: Look) -> None:
    """The piece of the band that crosses a card, as wide as it leaves it."""
    piece(painter, QPointF(card.left() + 1, card.center().y()), QPointF(card.right() - 1, card.center().y()), wide, wide, look)


def paint_between(
    painter: QPainter, start: QPointF, end: QPointF, way: QPainterPath | None, wide: tuple[float | None, float | None], look: Look
) -> None:
    """The piece between two cards, straight or along a way around others: there once the gradient has reached both."""
    first, last = wide if None not in wide else (None, None)
    if way is None:
        piece(painter, start, end, first, last, look)
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_thin(first, look) if not first or not last else QPen(_color(look), max(HAIR, CABLE * (first + last) / 2)))
    painter.drawPath(way)


def piece(painter: QPainter, start: QPointF, end: QPointF, first: float | None, last: float | None, look: Look) -> None:
    """A piece of the band from one width to another."""
    if not first or not last:
        painter.setPen(_thin(first, look))
        painter.drawLine(start, end)
        return
    _polygon(painter, [start, end], [first, last], look)


def through(painter: QPainter, start: QPointF, end: QPointF, wide: list[float], look: Look) -> None:
    """The band from a point to another, as wide at even distances as it is in the layers between."""
    way = QLineF(start, end)
    points = [way.pointAt(number / (len(wide) - 1)) for number in range(len(wide))]
    if all(wide):
        _polygon(painter, points, wide, look)
        return
    for number in range(len(wide) - 1):
        piece(painter, points[number], points[number + 1], wide[number], wide[number + 1], look)


def _polygon(painter: QPainter, points: list[QPointF], wide: list[float], look: Look) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_color(look))
    halves = [QPointF(0, width / 2) for width in wide]
    above = [point - half for point, half in zip(points, halves, strict=True)]
    below = [point + half for point, half in zip(points, halves, strict=True)]
    painter.drawPolygon(QPolygonF([*above, *reversed(below)]))


def _color(look: Look) -> QColor:
    color = QColor(look["gradient"])
    color.setAlphaF(0.85)
    return color


def _thin(wide: float | None, look: Look) -> QPen:
    """A gradient of 0 is a dashed hairline; one that is not computed yet is grey."""
    if wide is None:
        return QPen(look["empty"], 3 * HAIR)
    pen = QPen(look["gradient"], HAIR)
    pen.setDashPattern([4, 4])
    return pen
