"""The sentence at the foot of the drawing."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen

from gui.canvas.geometry import Look

LINES, EDGE = 4, 8  # at most, and around the box
LOW = 2.4  # canvases lower than so many sentences have room for one line
LOWEST = 2  # and those lower than so many lines with their box have none: the drawing comes first


def _short(metrics: QFontMetrics, height: float) -> bool:
    return LOW * (LINES * metrics.height() + 4 * EDGE) > height


def _none(metrics: QFontMetrics, height: float) -> bool:
    return LOWEST * (metrics.height() + 4 * EDGE) > height


def sentence_room(metrics: QFontMetrics, height: float) -> int:
    """How much of the height of a canvas the sentence takes at its foot."""
    if _none(metrics, height):
        return 0
    return (1 if _short(metrics, height) else LINES) * metrics.height() + 4 * EDGE


def paint_sentence(painter: QPainter, area: QRectF, sentence: str, font: QFont, look: Look) -> None:
    """What was just done, at the foot of the canvas; below it in one line, and fainter, what comes next."""
    if _none(QFontMetrics(font), area.height()):
        return
    painter.setFont(font)
    said, _, coming = sentence.rpartition("\n")
    flags, metrics, width = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, painter.fontMetrics(), area.width() - 60
    if _short(metrics, area.height()):
        first = (said or coming).partition("\n")[0]
        said, coming = metrics.elidedText(first, Qt.TextElideMode.ElideRight, round(width)), ""
    words = said or coming
    told = QRectF(metrics.boundingRect(QRect(0, 0, round(width), 1000), int(flags), words))
    coming = metrics.elidedText(coming, Qt.TextElideMode.ElideRight, round(width)) if said else ""
    least = metrics.horizontalAdvance(coming)
    box = QRectF(0, 0, max(told.width(), least) + 28, told.height() + (metrics.height() if coming else 0) + 12)
    box.moveCenter(QPointF(area.center().x(), area.bottom() - box.height() / 2 - 8))
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
