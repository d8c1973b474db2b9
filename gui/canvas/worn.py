"""What neurons and weights wear while the formula speaks of them: a ring or a border in a colour, and a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from gui.canvas.geometry import Look, neuron_rects
from gui.canvas.ink import family
from gui.look.theme import mark_role

if TYPE_CHECKING:
    from gui.canvas.items import NodeItem
    from gui.canvas.wires import WireItem

DISC = 13.0  # pixels on the screen, at the least
ROUND = 16.0  # the corner of a ring at most: around a neuron it is round
BELOW = 3.0  # the top of a neuron: above its middle, where wires end, and beside what the layer is
START = 0.14  # where on its way a weight has its number: near a neuron, clear of the labels


def paint_neurons(item: NodeItem, painter: QPainter, zoom: float) -> None:
    """Rings around neurons, outside that of their gradient, and their numbers, clear of their values and of what the layer is."""
    look = item.look
    painter.setOpacity(1.0)  # also where the layer takes no part in the step
    for unit, rect in enumerate(neuron_rects(item.node)):
        numbers = item.worn.get(unit, ())
        if unit in item.pointed:
            ring(painter, rect, 6, QPen(look["accent"], 3))
        if numbers:
            ring(painter, rect, 3.5, QPen(look[mark_role(numbers[0])], 2))
        size = DISC / min(1.0, max(zoom, 0.3))
        for place, number in enumerate(numbers):
            disc(painter, QPointF(rect.left() - (place + 0.4) * size, rect.top() + BELOW), size, number, look)


def paint_weights(item: WireItem, painter: QPainter, zoom: float) -> None:
    """The numbers of weights, at their beginnings or ends; the cable of a delayed wire has one for all."""
    size = DISC / min(1.0, max(zoom, 0.3))
    shown = {(i, j) for i, j, _ in item.lines()} if item.bundle() else set()
    apart = len({source for _, source in item.worn}) == len(item.worn)  # else they begin at one neuron, and end apart
    for place, number in item.worn.items():
        if place in shown:
            disc(painter, item.way(place).pointAtPercent(START if apart else 1 - START), size, number, item.look)
    if not item.bundle() and item.worn:
        disc(painter, item.cable().pointAtPercent(0.3), size, next(iter(item.worn.values())), item.look)


def ring(painter: QPainter, rect: QRectF, away: float, pen: QPen) -> None:
    """A ring around a neuron."""
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    outer = rect.adjusted(-away, -away, away, away)
    round_ = min(outer.height() / 2, ROUND)
    painter.drawRoundedRect(outer, round_, round_)


def disc(painter: QPainter, center: QPointF, size: float, number: int, look: Look) -> None:
    """A number on a disc of its colour."""
    box = QRectF(0, 0, size, size)
    box.moveCenter(center)
    painter.setPen(QPen(look["panel"], 1))
    painter.setBrush(look[mark_role(number)])
    painter.drawEllipse(box)
    font = QFont(family())
    font.setBold(True)
    font.setPixelSize(max(1, round(0.75 * size)))
    painter.setFont(font)
    painter.setPen(look["panel"])
    metrics = QFontMetricsF(font)
    ink = metrics.tightBoundingRect(str(number))
    painter.drawText(QPointF(center.x() - metrics.horizontalAdvance(str(number)) / 2, center.y() - ink.center().y()), str(number))
