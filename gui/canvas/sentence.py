"""The sentence at the foot of the drawing."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen

from gui.canvas.geometry import Look

BOX, EDGE, ASIDE = 12, 8, 60  # what the box adds to its lines, what lies around it, and left and right of its text
# Lines, and how many times as high with its box the canvas must be: the drawing comes first.
FORMS = ((4, 3.2), (3, 2.8), (2, 2.4), (1, 2))
SIZES, LEAST = (1.0, 0.85, 0.7), 8.0  # of the text, as much smaller as it must be, but never of fewer points than that
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
def parts_of(sentence: str, font: QFont, width: int, lines: int) -> tuple[QFont, tuple[Part, ...]]:
    """What is said and, fainter, what comes next, in the room that so many lines take, and the font that they are written in.

    Both are said as long as there is room for two lines: smaller if they must be, and what comes next in fewer words.
    """
    said, _, coming = sentence.rpartition("\n")
    told = [(words, role) for words, role in ((said, "text"), (coming, "muted" if said else "text")) if words]
    room = lines * QFontMetrics(font).lineSpacing() + 1
    for share in SIZES:
        smaller = QFont(font)
        smaller.setPointSizeF(min(font.pointSizeF(), max(LEAST, share * font.pointSizeF())))
        parts = tuple(_part(words, role, smaller, width) for words, role in told)
        if sum(part[2] for part in parts) <= room:
            return smaller, parts
    high = QFontMetrics(smaller).lineSpacing()
    ahead = max(1, (room - parts[0][2]) // high) if len(parts) > 1 and room >= 2 * high else 0
    behind = _cut(parts[0], smaller, width, room // high - ahead)
    return smaller, (behind, _cut(parts[1], smaller, width, ahead)) if ahead else (behind,)


def _part(words: str, role: str, font: QFont, width: int) -> Part:
    return words, role, QFontMetrics(font).boundingRect(QRect(0, 0, width, 10_000), int(FLAGS), words).height()


def _cut(part: Part, font: QFont, width: int, lines: int) -> Part:
    """As much of it as so many lines hold; they end at words, so several are not quite full."""
    words, role, high = part
    metrics = QFontMetrics(font)
    if high <= lines * metrics.lineSpacing():
        return part
    left = width if lines == 1 else round(0.9 * width * lines)
    return _part(metrics.elidedText(words.replace("\n", " "), Qt.TextElideMode.ElideRight, left), role, font, width)


def paint_sentence(painter: QPainter, area: QRectF, sentence: str, font: QFont, look: Look) -> QRectF:
    """Say at the foot of the canvas what was just done and what comes next; where that stands."""
    lines, width = _lines(QFontMetrics(font), area.height()), round(area.width() - ASIDE)
    if not sentence or not lines or width <= 0:
        return QRectF()
    font, parts = parts_of(sentence, font, width, lines)
    metrics = QFontMetrics(font)
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
