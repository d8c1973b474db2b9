"""From afar: one band through the blocks, as wide as the gradient is large, by powers of ten."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
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
    _piece(painter, QPointF(wedge.left(), middle), QPointF(wedge.right(), middle), HAIR * zoom, WIDEST * zoom, look)
    return QRectF(at.x(), at.y(), x - 6 - at.x(), high)


def paint_in_card(painter: QPainter, card: QRectF, deltas: np.ndarray | None, scale: float, look: Look) -> None:
    """The piece of the band that crosses a card."""
    wide = width(deltas, scale)
    _piece(painter, QPointF(card.left() + 1, card.center().y()), QPointF(card.right() - 1, card.center().y()), wide, wide, look)


def paint_between(
    painter: QPainter, start: QPointF, end: QPointF, way: QPainterPath | None, wide: tuple[float | None, float | None], look: Look
) -> None:
    """The piece between two cards, straight or along a way around others: there once the gradient has reached both."""
    first, last = wide if None not in wide else (None, None)
    if way is None:
        _piece(painter, start, end, first, last, look)
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_thin(first, look) if not first or not last else QPen(_color(look), max(HAIR, CABLE * (first + last) / 2)))
    painter.drawPath(way)


def _piece(painter: QPainter, start: QPointF, end: QPointF, first: float | None, last: float | None, look: Look) -> None:
    if not first or not last:
        painter.setPen(_thin(first, look))
        painter.drawLine(start, end)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_color(look))
    up, down = QPointF(0, first / 2), QPointF(0, last / 2)
    painter.drawPolygon(QPolygonF([start - up, end - down, end + down, start + up]))


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
