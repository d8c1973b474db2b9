"""How a collapsed block looks: a pile of cards with a line for each layer, or from afar the band of the gradient through all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from gui.canvas import band
from gui.canvas.cards import layers_in
from gui.canvas.faces import BETWEEN, EDGE, HEADER, MOST_ROWS, ROW, Tile
from gui.canvas.geometry import Look
from gui.canvas.ink import family
from gui.canvas.maps import Stack, paint_tile

if TYPE_CHECKING:
    from gui.canvas.items import NodeItem, Part

PILE = ((8.0, 8.0), (4.0, 4.0))  # the cards that lie below
FACE, LARGE, READABLE = 11, 15, 9  # the size of a layer's name, from further away, and what it should be on the screen
RIM, MOST_PART, SEEN, THUMBNAIL = 1.5, 0.36, 14.0, "thumbnail"  # around a picture in a line, all of them, and pixels from which on
BAR = 3.0  # how high the bar of a gradient is


def paint_pile(item: NodeItem, painter: QPainter) -> None:
    """The cards below: what stands for several layers looks like several."""
    painter.setPen(QPen(item.look["border"], 1.2))
    painter.setBrush(item.look["raised"])
    for x, y in PILE:
        painter.drawRoundedRect(item.rect().translated(x, y), 9, 9)


def paint_far(item: NodeItem, painter: QPainter) -> None:
    """From afar: a stroke for each layer, coloured where it is worked on, and the band through all of them."""
    layers, parts = layers_in(item.node), item.state.parts
    quiet = QColor(item.look["muted"])
    quiet.setAlphaF(0.3)
    painter.setPen(Qt.PenStyle.NoPen)
    for number in range(len(layers)):
        lit = parts[number].lit if number < len(parts) else ""
        box = row(min(number, MOST_ROWS - 1), item.rect().width()).adjusted(8, 5, -8, -4)
        if lit or number < MOST_ROWS:
            painter.setBrush(item.look[lit] if lit else quiet)
            painter.drawRoundedRect(box.adjusted(-6, -3, 6, 3) if lit else box, 3, 3)
    _band(item, painter)


def _band(item: NodeItem, painter: QPainter) -> None:
    """The band of the gradient, so that it can be seen to narrow inside the block."""
    rect = item.rect().adjusted(1, 0, -1, 0)
    start, end = QPointF(rect.left(), rect.center().y()), QPointF(rect.right(), rect.center().y())
    known = [part.band for part in item.state.parts if part.band is not None]
    if known:
        band.through(painter, start, end, [known[0], *known, known[-1]], item.look)
    else:
        band.piece(painter, start, end, None, None, item.look)


def row(number: int, width: float) -> QRectF:
    """The line of a layer, in the card's coordinates."""
    return QRectF(EDGE, HEADER + number * ROW, width - 2 * EDGE, ROW - BETWEEN / 2)


def paint_rows(item: NodeItem, painter: QPainter, zoom: float) -> None:
    """A line for each layer in the order in which they are computed: name, what it is, and a bar for its gradient.

    Of more layers than there is room for, the last line names the one that is worked on, or says how many there are.
    """
    layers, parts = item.node.settings["layers"], item.state.parts
    shown = len(layers) if len(layers) <= MOST_ROWS else MOST_ROWS - 1
    for number in range(shown):
        part = parts[number] if number < len(parts) else None
        _row(item, painter, row(number, item.rect().width()), layers[number], part, zoom)
    if shown == len(layers):
        return
    rest = next((number for number in range(shown, len(layers)) if number < len(parts) and parts[number].lit), None)
    words = (f"⋮ {len(layers) - shown}", "") if rest is None else layers[rest]
    _row(item, painter, row(shown, item.rect().width()), words, None if rest is None else parts[rest], zoom)


def _thumbnails(painter: QPainter, box: QRectF, shown: Stack, look: Look, zoom: float) -> QRectF:
    """Kernels or maps at the end of a line, as many as have room; the rest of the line."""
    high = box.height() - 2 * RIM - BAR
    wide = min(high * shown.shape[1] / shown.shape[0], MOST_PART * box.width())
    count = max(1, min(len(shown.values), int(MOST_PART * box.width() / (wide + RIM))))
    left = box.right() - count * (wide + RIM)
    for number in range(count):
        rect = QRectF(left + number * (wide + RIM), box.top() + RIM, wide, high)
        paint_tile(painter, Tile(THUMBNAIL, number, rect), shown, look, zoom, QPen(look["border"], 1 / zoom))
    return box.adjusted(0, 0, left - box.right() - RIM, 0)


def _row(item: NodeItem, painter: QPainter, box: QRectF, words: tuple[str, str], part: Part | None, zoom: float) -> None:
    look, lit = item.look, "" if part is None else part.lit
    if lit:
        ground = QColor(look[lit])
        ground.setAlphaF(0.28)
        painter.setPen(QPen(look[lit], 1.6))
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 4, 4)
    if part is not None and part.band:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look["gradient"])
        painter.drawRect(QRectF(box.left() + 2, box.bottom() - BAR, (box.width() - 4) * part.band / band.WIDEST, BAR))
    if part is not None and part.picture is not None and box.height() * zoom >= SEEN:
        box = _thumbnails(painter, box, part.picture, look, zoom)
    name, kind = words
    font = QFont(family())
    size = min(LARGE, max(FACE, round(READABLE / zoom)))
    font.setPixelSize(size)
    font.setBold(bool(lit))
    painter.setFont(font)
    metrics, inner = QFontMetricsF(font), box.adjusted(4, -1, -4, -1)
    told = metrics.elidedText(name, Qt.TextElideMode.ElideRight, 0.55 * inner.width() if kind else inner.width())
    painter.setPen(look["text"])
    painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, told)
    room = inner.width() - metrics.horizontalAdvance(told) - 6
    font.setBold(False)
    font.setPixelSize(size - 2)
    painter.setFont(font)
    painter.setPen(look["muted"])
    side = QFontMetricsF(font).elidedText(kind, Qt.TextElideMode.ElideRight, room)
    painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, side)
