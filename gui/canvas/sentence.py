"""The sentence at the foot of the drawing."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen

from gui.canvas.geometry import Look

BOX, EDGE, ASIDE = 12, 8, 60  # what the box adds to its lines, what lies around it, and left and right of its text
FORMS = ((4, 3.2), (2, 2.4), (1, 2))  # lines, and how many times as high with its box the canvas must be: the drawing comes first
FLAGS = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
Part = tuple[str, str, int]  # what is written, the role of its colour, and its height


def _room(metrics: QFontMetrics, lines: int) -> int:
    return lines * metrics.height() + BOX + 2 * EDGE


def _lines(metrics: QFontMetrics, height: float) -> int:
    """How many lines a canvas of this height has room for."""
    return next((lines for lines, times in FORMS if times * _room(metrics, lines) <= height), 0)


def sentence_room(metrics: QFontMetrics, height: float) -> int:
    """How much of the height of a canvas the sentence takes at its foot."""
    lines = _lines(metrics, height)
    return _room(metrics, lines) if lines else 0


@lru_cache(64)
def parts_of(sentence: str, font: QFont, width: int, lines: int) -> tuple[Part, ...]:
    """What is said and, fainter, what comes next, as far as there are lines for it; what just happened is said before the next.

    Nothing ends in the middle as long as what is said fits: it wraps.
    """
    metrics = QFontMetrics(font)
    said, _, coming = sentence.rpartition("\n")
    high = {
        words: metrics.boundingRect(QRect(0, 0, width, 10_000), int(FLAGS), words).height() for words in (said, coming) if words
    }
    told = [(words, role, high[words]) for words, role in ((said, "text"), (coming, "muted" if said else "text")) if words]
    room = lines * metrics.lineSpacing() + 1
    while len(told) > 1 and sum(part[2] for part in told) > room:
        told.pop()
    if told and told[0][2] > room:
        first = metrics.elidedText(told[0][0].replace("\n", " "), Qt.TextElideMode.ElideRight, round(0.9 * width * lines))
        told = [(first, told[0][1], min(told[0][2], room))]
    return tuple(told)


def paint_sentence(painter: QPainter, area: QRectF, sentence: str, font: QFont, look: Look) -> QRectF:
    """Say at the foot of the canvas what was just done and what comes next; where that stands."""
    metrics = QFontMetrics(font)
    lines, width = _lines(metrics, area.height()), round(area.width() - ASIDE)
    parts = parts_of(sentence, font, width, lines) if lines and width > 0 else ()
    if not parts:
        return QRectF()
    painter.setFont(font)
    wide = max(metrics.boundingRect(QRect(0, 0, width, 10_000), int(FLAGS), words).width() for words, *_ in parts)
    box = QRectF(0, 0, wide + 28, sum(high for *_, high in parts) + BOX)
    box.moveCenter(QPointF(area.center().x(), area.bottom() - box.height() / 2 - EDGE))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look["border"], 1))
    painter.setBrush(look["panel"])
    painter.drawRoundedRect(box, 8, 8)
    y = box.top() + BOX / 2
    for words, role, high in parts:
        painter.setPen(look[role])
        painter.drawText(QRectF(area.center().x() - width / 2, y, width, high), int(FLAGS), words)
        y += high
    return box
