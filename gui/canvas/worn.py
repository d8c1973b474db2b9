"""What neurons and weights wear while the formula speaks of them: a ring or a border in a colour, and a number."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from engine.insight.moment.things import Tag
from gui.canvas.faces import HEADS, STRIP, Tile
from gui.canvas.geometry import BLOCK_ZOOM, Look, neuron_rects, short
from gui.canvas.ink import family
from gui.canvas.maps import Stack, frame
from gui.look.theme import mark_role

if TYPE_CHECKING:
    from gui.canvas.items import NodeItem
    from gui.canvas.links import Lit
    from gui.canvas.wires import WireItem

DISC = 13.0  # pixels on the screen, at the least
INSET, VEIL = 0.24, 0.85  # of a pixel around the weight that it meets; how much of a key without attention is covered
ROUND = 16.0  # the corner of a ring at most: around a neuron it is round
BELOW = 3.0  # the top of a neuron: above its middle, where wires end, and beside what the layer is
LETTERS = 6
START = 0.14  # where on its way a weight has its number: near a neuron, clear of the labels


def paint_neurons(item: NodeItem, painter: QPainter, zoom: float) -> None:
    """Rings around neurons, outside that of their gradient, and their numbers, clear of their values and of what the layer is."""
    look = item.look
    painter.setOpacity(1.0)  # also where the layer takes no part in the step
    if item.face is not None:
        _paint_units(item, painter, zoom)
        return
    for unit, rect in enumerate(neuron_rects(item.node)):
        numbers = item.worn.get(unit, ())
        if unit in item.pointed:
            ring(painter, rect, 6, QPen(look["accent"], 3))
        if numbers:
            ring(painter, rect, 3.5, QPen(look[mark_role(numbers[0])], 2))
        size = _size(zoom)
        for place, number in enumerate(numbers):
            disc(painter, QPointF(rect.left() - (place + 0.4) * size, rect.top() + BELOW), size, number, look)
        if numbers and unit in item.tags:
            pill(painter, _end(rect, numbers, size), size, item.tags[unit], look)


def _size(zoom: float) -> float:
    return DISC / min(1.0, max(zoom, 0.3))


def _end(rect: QRectF, numbers: Sequence[int], size: float) -> QPointF:
    """Where a pill ends: left of the discs of a neuron."""
    return QPointF(rect.left() - (len(numbers) - 0.1) * size, rect.top() + BELOW)


def pill_boxes(item: NodeItem, zoom: float) -> list[QRectF]:
    """Where the pills of a layer stand, in the scene."""
    if item.face is not None or zoom < BLOCK_ZOOM:
        return []
    rects, size = neuron_rects(item.node), _size(zoom)
    told = [(rects[unit], numbers, item.tags[unit]) for unit, numbers in item.worn.items()
            if numbers and unit in item.tags and unit < len(rects)]  # fmt: skip
    return [pill_box(_end(rect, numbers, size), size, tag).translated(item.pos()) for rect, numbers, tag in told]


def _paint_units(item: NodeItem, painter: QPainter, zoom: float) -> None:
    """Frames around whole maps or rows of a strip, and one number for each colour."""
    rects, told = neuron_rects(item.node), set[int]()
    for unit, numbers in item.worn.items():
        if unit < len(rects):
            frame(painter, rects[unit], item.look, mark_role(numbers[0]), 2 / zoom)
            if numbers[0] not in told:
                disc(painter, rects[unit].topLeft(), DISC / min(1.0, max(zoom, 0.3)), numbers[0], item.look)
            told.add(numbers[0])


def _paint_pixels(item: NodeItem, tile: Tile, shown: Stack, painter: QPainter, zoom: float) -> None:
    """Frames around single pixels, and one number for each colour beside them."""
    here = {place: number for place, number in item.worn_pixels.items() if tile.kind == STRIP or place[0] == tile.number}
    boxes = [(number, _pixel(tile, shown, *place)) for place, number in here.items() if place[1] < _count(tile, shown)]
    for number, box in boxes:
        frame(painter, box, item.look, mark_role(number), 1.3 / zoom)
    for number in dict.fromkeys(number for number, _ in boxes) if tile.number == 0 or tile.kind == STRIP else ():
        corner = next(box for other, box in boxes if other == number).topLeft()
        disc(painter, corner, DISC / min(1.0, max(zoom, 0.3)), number, item.look)


def paint_positions(item: NodeItem, painter: QPainter, zoom: float) -> None:
    """The chosen position on every picture, and what belongs to the pixel under the mouse."""
    if item.face is None:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for tile in item.face.tiles:
        shown = item.stack(tile)
        if shown is None:
            continue
        if tile.kind != HEADS and item.lit is not None and (tile.kind == STRIP or item.lit.unit in (-1, tile.number)):
            _light(painter, item, tile, shown, item.lit, zoom)
        if tile.kind != HEADS:
            _paint_pixels(item, tile, shown, painter, zoom)
        if 0 <= item.state.position < _count(tile, shown):
            frame(painter, _box(tile, shown, item.state.position), item.look, "accent", 1.2 / zoom)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _count(tile: Tile, shown: Stack) -> int:
    rows, columns = shown.shape
    return {STRIP: columns, HEADS: rows}.get(tile.kind, rows * columns)


def _pixel(tile: Tile, shown: Stack, unit: int, place: int) -> QRectF:
    return tile.cell(unit, place, shown.shape) if tile.kind == STRIP else _box(tile, shown, place)


def _box(tile: Tile, shown: Stack, position: int) -> QRectF:
    """Where a position is in a picture: a pixel of a map, a column of a strip, the row of a query."""
    (rows, columns), rect = shown.shape, tile.rect
    if tile.kind == STRIP:
        return QRectF(tile.cell(0, position, shown.shape).left(), rect.top(), rect.width() / columns, rect.height())
    if tile.kind == HEADS:
        return QRectF(rect.left(), tile.cell(position, 0, shown.shape).top(), rect.width(), rect.height() / rows)
    return tile.cell(*divmod(position, columns), shown.shape)


def _light(painter: QPainter, item: NodeItem, tile: Tile, shown: Stack, lit: Lit, zoom: float) -> None:
    """The weights that pixels meet as squares inside them, keys as bright as they are attended to, and an edge around the field."""
    look, count = item.look, _count(tile, shown)
    for (unit, place), weight in lit.weights.items():
        if unit == tile.number and tile.kind != STRIP or tile.kind == STRIP:
            cell = _pixel(tile, shown, unit, place)
            inset = cell.adjusted(cell.width() * INSET, cell.height() * INSET, -cell.width() * INSET, -cell.height() * INSET)
            painter.fillRect(inset, look.signed_color(weight))
            painter.setPen(QPen(look["text"], 0))
            painter.drawRect(inset)
    most = max(lit.shares.values(), default=1.0) or 1.0
    for place, share in lit.shares.items():
        if place < count:
            veil = QColor(look["panel"])
            veil.setAlphaF(VEIL * (1 - share / most))
            painter.fillRect(_box(tile, shown, place), veil)
    inside = [_box(tile, shown, place) for place in sorted(lit.positions) if place < count]
    for box in [reduce(QRectF.united, inside)] if inside and not lit.shares else inside:
        frame(painter, box, look, "text", 1.6 / zoom)


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


def _pill_words(tag: Tag, size: float) -> tuple[QFont, str]:
    font = QFont(family())
    font.setPixelSize(max(1, round(0.8 * size)))
    return font, f"{tag.words} = {short(tag.value, LETTERS)}"


def pill_box(end: QPointF, size: float, tag: Tag) -> QRectF:
    """The place of a pill that ends there."""
    wide = QFontMetricsF(_pill_words(tag, size)[0]).horizontalAdvance(_pill_words(tag, size)[1]) + 0.5 * size
    return QRectF(end.x() - wide, end.y() - size / 2, wide, size)


def pill(painter: QPainter, end: QPointF, size: float, tag: Tag, look: Look) -> None:
    """What a number stands for, left of its disc and in the colour of values or of gradients."""
    (font, words), box = _pill_words(tag, size), pill_box(end, size, tag)
    if painter.worldTransform().mapRect(box).left() < 0:  # left of the view: over the neuron's upper edge instead
        box.moveLeft(end.x() + 1.2 * size)
    hue = look["gradient" if tag.gradient else "value"]
    painter.setPen(QPen(hue, 1))
    painter.setBrush(look["panel"])
    painter.drawRoundedRect(box, size / 3, size / 3)
    painter.setFont(font)
    painter.setPen(hue)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, words)


def ring(painter: QPainter, rect: QRectF, away: float, pen: QPen) -> None:
    """A ring around a neuron."""
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    outer = rect.adjusted(-away, -away, away, away)
    round_ = min(outer.height() / 2, ROUND)
    painter.drawRoundedRect(outer, round_, round_)


def disc(painter: QPainter, center: QPointF, size: float, number: int, look: Look, role: str = "") -> None:
    """A number on a disc of its colour, or of a certain one."""
    box = QRectF(0, 0, size, size)
    box.moveCenter(center)
    painter.setPen(QPen(look["panel"], 1))
    painter.setBrush(look[role or mark_role(number)])
    painter.drawEllipse(box)
    font = QFont(family())
    font.setBold(True)
    font.setPixelSize(max(1, round(0.75 * size)))
    painter.setFont(font)
    painter.setPen(look["panel"])
    metrics = QFontMetricsF(font)
    ink = metrics.tightBoundingRect(str(number))
    painter.drawText(QPointF(center.x() - metrics.horizontalAdvance(str(number)) / 2, center.y() - ink.center().y()), str(number))
