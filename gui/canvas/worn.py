"""Rings and frames around neurons and positions of which the formula speaks, and those that belong to the pixel under the mouse."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.canvas.faces import HEADS, STRIP, Tile
from gui.canvas.geometry import neuron_rect, neuron_rects, shown_units
from gui.canvas.maps import Stack, frame
from gui.look.theme import mark_role

if TYPE_CHECKING:
    from gui.canvas.items import NodeItem
    from gui.canvas.links import Lit

INSET, VEIL = 0.24, 0.85  # of a pixel around the weight that it meets; how much of a key without attention is covered
ROUND = 16.0  # the corner of a ring at most: around a neuron it is round


def paint_neurons(item: NodeItem, painter: QPainter, zoom: float) -> None:
    """Rings around neurons, outside that of their gradient, or frames around whole maps or rows of a strip."""
    look, rects = item.look, neuron_rects(item.node)
    painter.setOpacity(1.0)  # also where the layer takes no part in the step
    for unit in item.pointed if item.face is None else ():
        if unit < len(rects):
            ring(painter, rects[unit], 6, QPen(look["accent"], 3))
    for (unit, position), several in item.worn.items():
        if unit >= len(rects) or position >= 0:
            continue
        if item.face is None:
            ring(painter, rects[unit], 3.5, QPen(look[mark_role(several[0].number)], 2))
        else:
            frame(painter, rects[unit], look, mark_role(several[0].number), 2 / zoom)


def thing_box(item: NodeItem, unit: int, position: int) -> QRectF | None:
    """Where a unit is drawn in its card, or one of its positions; None if it is not."""
    if item.face is None:
        return neuron_rect(unit) if unit < shown_units(item.node.units) else None
    rects = neuron_rects(item.node)
    if position < 0:
        return rects[unit] if unit < len(rects) else None
    for tile in item.face.tiles:
        shown = item.stack(tile)
        here = tile.kind == STRIP or (tile.kind != HEADS and tile.number == unit)
        if here and shown is not None and position < _count(tile, shown) and unit < len(rects):
            return _pixel(tile, shown, unit, position)
    return None


def _paint_pixels(item: NodeItem, tile: Tile, shown: Stack, painter: QPainter, zoom: float) -> None:
    """Frames around single pixels."""
    for (unit, position), several in item.worn.items():
        if 0 <= position < _count(tile, shown) and (tile.kind == STRIP or unit == tile.number):
            frame(painter, _pixel(tile, shown, unit, position), item.look, mark_role(several[0].number), 1.3 / zoom)


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


def ring(painter: QPainter, rect: QRectF, away: float, pen: QPen) -> None:
    """A ring around a neuron."""
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    outer = rect.adjusted(-away, -away, away, away)
    round_ = min(outer.height() / 2, ROUND)
    painter.drawRoundedRect(outer, round_, round_)
