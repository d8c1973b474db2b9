"""The sentence at the foot of the drawing."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen

from gui.canvas.geometry import Look

BOX, EDGE = 12, 8  # what the box adds to its lines, and what lies around it
FORMS = ((4, 3.2), (2, 2.4), (1, 2))  # lines, and how many times as high with its box the canvas must be: the drawing comes first


def _room(metrics: QFontMetrics, lines: int) -> int:
    return lines * metrics.height() + BOX + 2 * EDGE


def _lines(metrics: QFontMetrics, height: float) -> int:
    """How many lines a canvas of this height has room for."""
    return next((lines for lines, times in FORMS if times * _room(metrics, lines) <= height), 0)


def sentence_room(metrics: QFontMetrics, height: float) -> int:
    """How much of the height of a canvas the sentence takes at its foot."""
    lines = _lines(metrics, height)
    return _room(metrics, lines) if lines else 0


def paint_sentence(painter: QPainter, area: QRectF, sentence: str, font: QFont, look: Look) -> None:
    """What was just done, at the foot of the canvas; below it in one line, and fainter, what comes next."""
    lines = _lines(QFontMetrics(font), area.height())
    if not lines:
        return
    painter.setFont(font)
    said, _, coming = sentence.rpartition("\n")
    flags, metrics, width = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, painter.fontMetrics(), area.width() - 60
    if lines < FORMS[0][0]:
        first = metrics.elidedText((said or coming).partition("\n")[0], Qt.TextElideMode.ElideRight, round(width))
        said, coming = (first, coming) if said and lines > 1 else ("", first)
    words = said or coming
    told = QRectF(metrics.boundingRect(QRect(0, 0, round(width), 1000), int(flags), words))
    coming = metrics.elidedText(coming, Qt.TextElideMode.ElideRight, round(width)) if said else ""
    least = metrics.horizontalAdvance(coming)
    box = QRectF(0, 0, max(told.width(), least) + 28, told.height() + (metrics.height() if coming else 0) + BOX)
    box.moveCenter(QPointF(area.center().x(), area.bottom() - box.height() / 2 - EDGE))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look["border"], 1))
    painter.setBrush(look["panel"])
    painter.drawRoundedRect(box, 8, 8)
    painter.setPen(look["text"])
    painter.drawText(box.adjusted(8, 6, -8, -6), int(flags), words)
    if coming:
        painter.setPen(look["muted"])
        last = QRectF(box.left(), box.bottom() - 6 - metrics.height(), box.width(), metrics.height())
        painter.drawText(last, Qt.AlignmentFlag.AlignCenter, coming)
