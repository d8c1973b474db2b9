"""How a wire looks: a line for each weight, or from afar a piece of the band; loops are one dashed cable."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from engine.model.network import WEIGHTED
from gui.canvas import band
from gui.canvas.geometry import BLOCK_ZOOM, Look, shown_units
from gui.canvas.sheets import paint_marks, paint_sheet, roles
from gui.look.theme import mark_role

if TYPE_CHECKING:
    from gui.canvas.wires import WireItem

SHADES, HASTY_SHADES = 16, 8  # weights of about one size are drawn at once
ZERO, BAD, THIN = 0, 99, 0.35
Strands = list[tuple[int, int, QLineF]]


def paint(item: WireItem, painter: QPainter, zoom: float) -> None:
    """Paint a wire as it looks at a zoom."""
    painter.setOpacity(item.look.dimmed if item.state.dimmed else 1.0)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if item.pictured and zoom >= BLOCK_ZOOM:
        _ribbon(item, painter, zoom)
        return
    if item.wire.delay:
        _cable(item, painter)
        return
    block = zoom < BLOCK_ZOOM
    if item.isSelected() and (block or item.marked is None) or item.state.lit and not block:
        color = QColor(item.look["accent" if item.isSelected() else item.state.lit])
        color.setAlphaF(0.12)
        painter.fillPath(item.shape(), color)
    if block:
        _band(item, painter)
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, not item.state.hasty)
    matrix = shown(item)
    if item.wire.kind != WEIGHTED or matrix is None:
        pen = QPen(item.look["muted"], 1.4) if item.wire.kind != WEIGHTED else QPen(item.look["empty"], 1.2)
        _draw(item, painter, item.lines(), pen)
        return
    _weights(item, painter, matrix, zoom)


def shown(item: WireItem) -> np.ndarray | None:
    """The numbers of the drawn weights; None if there are none, or if they have the shape from before an edit."""
    matrix = item.state.matrix
    drawn = shown_units(item.target.node.units), shown_units(item.source.node.units)
    return matrix if matrix is not None and matrix.shape == drawn else None


def _weights(item: WireItem, painter: QPainter, matrix: np.ndarray, zoom: float) -> None:
    """The weakest first; the one that is chosen or under the mouse on top, with a wide edge."""
    look, state, lines = item.look, item.state, item.lines()
    shades = HASTY_SHADES if state.hasty else SHADES
    places = _places(matrix, state.scale, shades)
    if item.route is None:
        seen = (lines, places.tobytes(), state.hasty, look)
        half = width_of(1.0) / 2 + 1
        bounds = item.span().adjusted(-half, -half, half, half)
        item.still.paint(painter, bounds, seen, lambda on: _strands(item, on, places, zoom))
    else:
        _strands(item, painter, places, zoom)
    worn = [(place, mark_role(several[0].number)) for place, several in item.worn.items()]
    pointed = [(place, "accent") for place in item.pointed]
    for chosen, role in (*worn, *pointed, (item.hovered, "text"), (item.marked, "accent")):
        if chosen is not None and chosen[0] < len(matrix) and chosen[1] < matrix.shape[1]:
            edge = QColor(look[role])
            edge.setAlphaF(0.35 if role == "text" else 0.55)
            painter.setOpacity(1.0 if chosen in item.pointed else item.look.dimmed if item.state.dimmed else 1.0)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for pen in (QPen(edge, 9), QPen(look["panel"], 5), _pen_of(item, float(matrix[chosen]), zoom)):
                pen.setCapStyle(Qt.PenCapStyle.FlatCap)
                painter.setPen(pen)
                painter.drawPath(item.way(chosen))


def _pen_of(item: WireItem, value: float, zoom: float) -> QPen:
    if not np.isfinite(value):
        return QPen(item.look["error"], 2.4)
    if not value:
        return zero_pen(item.look, False, zoom)
    share = min(1.0, abs(value) / item.state.scale) * np.sign(value)
    return QPen(color_of(item.look, float(share)), width_of(float(share)))


def _draw(item: WireItem, painter: QPainter, strands: Strands, pen: QPen) -> None:
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if item.route is None:
        painter.setPen(pen)
        painter.drawLines([line for _, _, line in strands])
        return
    pen.setWidthF(pen.widthF() / 2)  # side by side in a cable they would hide one another
    painter.setPen(pen)
    path = QPainterPath()
    for i, j, _ in strands:
        path.addPath(item.way((i, j)))
    painter.drawPath(path)


def _strands(item: WireItem, painter: QPainter, places: np.ndarray, zoom: float) -> None:
    """All lines; those of one shade at once, the strongest last."""
    look, hasty = item.look, item.state.hasty
    groups: dict[int, Strands] = {}
    for place, strand in zip(places.ravel().tolist(), item.lines(), strict=True):
        groups.setdefault(place, []).append(strand)
    for place, members in sorted(groups.items(), key=lambda entry: abs(entry[0])):
        if place == ZERO:
            _draw(item, painter, members, zero_pen(look, hasty, zoom))
        elif place == BAD:
            _draw(item, painter, members, QPen(look["error"], 2.4))
        else:
            share = place / (HASTY_SHADES if hasty else SHADES)
            thin = hasty and abs(share) < THIN  # a line of one pixel is quickly drawn
            _draw(item, painter, members, QPen(color_of(look, share), 0 if thin else width_of(share)))


def _places(matrix: np.ndarray, scale: float, shades: int) -> np.ndarray:
    """The shade of each weight. Only a weight of 0 has the shade 0."""
    with np.errstate(all="ignore"):
        shares = np.clip(np.where(np.isfinite(matrix), matrix, 0.0) / scale, -1, 1)
    places = np.sign(matrix) * np.maximum(1, np.rint(np.abs(shares) * shades))
    return np.where(np.isfinite(matrix), places, BAD).astype(np.int8)


def width_of(share: float) -> float:
    """How wide the line of a weight is, by its share of the largest one of its wire."""
    return 0.9 + 3.1 * abs(share)


def color_of(look: Look, share: float) -> QColor:
    """Signed colour; the closer to 0, the nearer to the background, though never lost in it."""
    color = look.signed_color(0.45 * float(np.sign(share)) + 0.55 * share)
    color.setAlphaF(0.4 + 0.6 * abs(share))
    return color


def zero_pen(look: Look, hasty: bool, zoom: float) -> QPen:
    """Thin and dashed; while very many lines change at once, thin and grey, because dashes are slow."""
    thin = max(1.0, 1.0 / zoom)
    if hasty:
        return QPen(look["empty"], thin)
    pen = QPen(look["muted"], thin)
    pen.setDashPattern([1, 4])  # dots: dashes are the wires through time
    return pen


def _band(item: WireItem, painter: QPainter) -> None:
    source, target = item.source, item.target
    wide = source.state.band(True), target.state.band(False)
    way = None if item.route is None else item.cable()
    band.paint_between(painter, source.port(True), target.port(False), way, wide, item.look)


def _ribbon(item: WireItem, painter: QPainter, zoom: float) -> None:
    """A wire between pictures, and the picture of its weights."""
    look, state, busy = item.look, item.state, item.isSelected() or bool(item.state.lit)
    painter.setPen(QPen(look["accent"] if item.isSelected() else look[state.lit or "muted"], 2.6 if busy else 1.8))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(item.cable())
    if state.sheet is None:
        return
    box = item.sheet_box()
    paint_sheet(painter, state.sheet, box, look, zoom)
    painter.setOpacity(1.0)
    chosen = [(place, role) for place, role in ((item.hovered, "text"), (item.marked, "accent")) if place is not None]
    paint_marks(painter, state.sheet, box, [*roles(item.worn, item.pointed), *chosen], look, zoom)


def _cable(item: WireItem, painter: QPainter) -> None:
    """A delayed wire, with an arrow where it arrives."""
    busy = item.isSelected() or bool(item.state.lit)
    color = item.look["accent"] if item.isSelected() else item.look[item.state.lit or "text"]
    painter.setPen(QPen(color, 2.6 if busy else 1.8, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    path = item.cable()
    painter.drawPath(path)
    end = path.pointAtPercent(1)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawPolygon(QPolygonF([end, end + QPointF(-9, -5), end + QPointF(-9, 5)]))
