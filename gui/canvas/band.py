"""From afar: one band through the blocks, as wide as the gradient is large, by powers of ten."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from gui.canvas.geometry import Look
from gui.notation.numbers import rounded

DECADES = 12  # from the widest band to a hairline
WIDEST, HAIR = 84.0, 2.0
KEY, GAP = 80.0, 6.0  # how long the wedge of the key is, and what is between it and words
CENTERED = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
CABLE = 0.2  # wires around other cards are drawn so much thinner


def width(deltas: np.ndarray | None, scale: float) -> float | None:
    """How wide the band is for the largest δ of a layer: 0 if all are 0, None if they are not computed or not finite."""
    if deltas is None or not len(deltas):
        return None
    size = float(np.abs(deltas).max())
    if not math.isfinite(size):
        finite = deltas[np.isfinite(deltas)]
        if not finite.size:
            return None
        size = float(np.abs(finite).max())
    if size <= 0 or scale <= 0:
        return 0.0
    share = min(1.0, max(0.0, 1 + math.log10(max(size, 1e-300) / scale) / DECADES))
    return HAIR + (WIDEST - HAIR) * share


@dataclass(frozen=True)
class BandKey:
    """What the widths mean, from hairline to widest, as large as they are drawn at a zoom."""

    scale: float
    zoom: float
    short: bool
    font: QFont
    look: Look

    @property
    def explanation(self) -> str:
        """What the widths are widths of."""
        return QCoreApplication.translate("Canvas", "largest |δ| of a layer")

    @property
    def size(self) -> QSizeF:
        """In pixels."""
        least, most = self._words
        return QSizeF(self._wide(least) + GAP + KEY + GAP + self._wide(most), max(WIDEST * self.zoom, self._metrics.height() + 2))

    @property
    def _words(self) -> tuple[str, str]:
        least, most = rounded(self.scale / 10**DECADES), rounded(self.scale)
        return least, most if self.short else f"{most}  {self.explanation}"

    @property
    def _metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self.font)

    def _wide(self, text: str) -> float:
        return self._metrics.horizontalAdvance(text)

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """The wedge between its ends."""
        least, most = self._words
        painter.setFont(self.font)
        painter.setPen(self.look["muted"])
        painter.drawText(box, CENTERED | Qt.AlignmentFlag.AlignLeft, least)
        painter.drawText(box, CENTERED | Qt.AlignmentFlag.AlignRight, most)
        left, middle = box.left() + self._wide(least) + GAP, box.center().y()
        piece(painter, QPointF(left, middle), QPointF(left + KEY, middle), HAIR * self.zoom, WIDEST * self.zoom, self.look)


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
    edge = [(point.x(), point.y(), width / 2) for point, width in zip(points, wide, strict=True)]
    above, below = [QPointF(x, y - half) for x, y, half in edge], [QPointF(x, y + half) for x, y, half in reversed(edge)]
    painter.drawPolygon(QPolygonF([*above, *below]))


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
