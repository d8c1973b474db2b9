"""A bundle of weights as one item: where its lines lie, and hit-testing; `wire_paint` paints it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPainterPathStroker, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from engine.model.network import WEIGHTED, Wire
from gui.canvas import spotlight, wire_paint
from gui.canvas.callouts import Worn
from gui.canvas.geometry import BLOCK_ZOOM, Look, shown_units
from gui.canvas.items import NodeItem
from gui.canvas.routes import Ends, Route
from gui.canvas.sheets import Sheet, sheet_rect
from gui.canvas.spotlight import Spot
from gui.canvas.still import Still
from gui.widgets.guarded import guarded

TURN = 14.0  # the radius of a routed wire's corners
CABLE = 10.0  # how far apart the outermost lines of a routed bundle lie
NARROW = 60.0  # room for the picture of weights on a routed cable
BESIDE = 24.0  # room for words above or below a lane
NEAR = 7.0  # how close to a line the mouse must be


@dataclass(frozen=True, eq=False)
class WireState:
    """Live weights or gradients of a bundle; `hasty` draws without smooth edges, for many lines that change at once."""

    matrix: np.ndarray | None = None  # of the weights that are drawn
    scale: float = 1.0
    gradient: bool = False
    lit: str = ""
    dimmed: bool = False
    hasty: bool = False
    words: str = ""  # what a direct wire multiplies by, as it is now; whose matrix a tied one uses
    sheet: Sheet | None = None  # the weights of a wire between pictures

    def shown_as(self, gradient: bool, lit: str, dimmed: bool, hasty: bool) -> bool:
        """Whether its numbers are shown in this way."""
        return (self.gradient, self.lit, self.dimmed, self.hasty) == (gradient, lit, dimmed, hasty)


class WireItem(QGraphicsItem):
    """All weights between two layers. Lines run from neuron to neuron; those of a delayed wire are one cable from port to port, and
    so are those of a layer that is drawn as pictures: its weights are a picture on the cable.
    """

    def __init__(self, wire: Wire, source: NodeItem, target: NodeItem, look: Look) -> None:
        super().__init__()
        self.ids = frozenset({wire.id})  # of all wires that lie here, where one of the cards is a block
        self.wire, self.source, self.target, self.look = wire, source, target, look
        self.state = WireState()
        self.route: Route | None = None
        self.marked: tuple[int, int] | None = None  # the chosen weight: target unit, source unit
        self.hovered: tuple[int, int] | None = None
        self.worn: dict[tuple[int, int], tuple[Worn, ...]] = {}  # of weights of which the formula speaks
        self.spot = Spot()  # what a lesson lights
        self.pointed: frozenset[tuple[int, int]] = frozenset()  # weights whose part of the formula is under the mouse
        self.still = Still()
        self._lines: list[tuple[int, int, QLineF]] | None = None
        self._span: QRectF | None = None
        self._paths: dict[tuple[int, int], QPainterPath] = {}
        self._bounds: QRectF | None = None
        self.setFlags(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
        self.setZValue(2 if not wire.delay else 3)

    @property
    def parameter(self) -> str:
        """The parameter whose elements can be chosen here."""
        return self.state.sheet.parameter if self.state.sheet is not None else self.wire.weight

    def set_state(self, state: WireState) -> None:
        """Show other numbers, once the view is painted again: one painting for all items."""
        if (state.sheet is None) != (self.state.sheet is None):
            self.prepareGeometryChange()
            self._bounds = None
        self.state = state

    def moved(self) -> None:
        """One of the ends has moved or changed its size."""
        self.prepareGeometryChange()
        self._lines = self._span = None
        self._paths = {}
        self._bounds = None
        self.update()

    @property
    def blocked(self) -> bool:
        """Whether one of its cards is a block, so that it stands for values, not for single weights."""
        return self.source.block or self.target.block

    def lead(self, route: Route | None) -> None:
        """Go that way from now on."""
        if route != self.route:
            self.prepareGeometryChange()
            self.route, self._bounds = route, None

    # geometry ------------------------------------------------------------------------------------

    def bundle(self) -> bool:
        """Whether single weights are drawn; delayed wires and those between pictures are one cable."""
        return not self.wire.delay and not self.pictured

    @property
    def pictured(self) -> bool:
        """Whether it joins pictures: a ribbon from port to port."""
        return not self.wire.delay and (self.source.face is not None or self.target.face is not None)

    def ends(self) -> Ends:
        """What the way of the wire depends on."""
        if not self.bundle():
            leave, arrive = (self._port(out).y() for out in (True, False))
            return Ends(self.source.node.id, self.target.node.id, (leave, leave), (arrive, arrive), bool(self.wire.delay))
        sides = [[piece.center().y() for piece in side] for side in self._outlines()]
        if self.wire.kind != WEIGHTED:
            sides = [side[: min(map(len, sides))] for side in sides]  # unit for unit
        (starts, stops) = sides
        return Ends(self.source.node.id, self.target.node.id, (min(starts), max(starts)), (min(stops), max(stops)), False)

    def _outlines(self) -> tuple[list[QRectF], list[QRectF]]:
        """The drawn neurons from which the wire comes and to which it goes."""
        source, target = self.source, self.target
        return (
            [source.outline(j) for j in range(shown_units(source.node.units))],
            [target.outline(i) for i in range(shown_units(target.node.units))],
        )

    def lines(self) -> list[tuple[int, int, QLineF]]:
        """(target unit, source unit, from edge to edge of the neurons) of every drawn connection."""
        if self._lines is None:
            starts, stops = self._outlines()
            leave = [QPointF(start.right(), start.center().y()) for start in starts]
            arrive = [QPointF(stop.left(), stop.center().y()) for stop in stops]
            self._lines = [
                (i, j, QLineF(start, stop))
                for i, stop in enumerate(arrive)
                for j, start in enumerate(leave)
                if self.wire.kind == WEIGHTED or i == j
            ]
        return self._lines

    def span(self) -> QRectF:
        """Where its lines lie."""
        if self._span is None:
            ends = [end for _, _, line in self.lines() for end in (line.p1(), line.p2())]
            self._span = QPolygonF(ends).boundingRect()
        return self._span

    def way(self, place: tuple[int, int]) -> QPainterPath:
        """The way of one drawn weight (target unit, source unit), straight or around other cards."""
        if place not in self._paths:
            lines = self.lines()
            rank, line = next((rank, line) for rank, (i, j, line) in enumerate(lines) if (i, j) == place)
            aside = CABLE * (rank / (len(lines) - 1) - 0.5) if len(lines) > 1 else 0.0
            self._paths[place] = _way(line.p1(), line.p2(), self.route, aside)
        return self._paths[place]

    def cable(self) -> QPainterPath:
        """The way as a whole, between the edges of the cards."""
        return _way(self._port(True), self._port(False), self.route, 0.0)

    def _port(self, out: bool) -> QPointF:
        """Where the cable leaves its source or arrives at its target."""
        item = self.source if out else self.target
        return item.loop_end(out) if self.wire.delay else item.port(out)

    def boundingRect(self) -> QRectF:
        if self._bounds is None:
            if (self.bundle() or self.pictured) and self.route is None:
                self._bounds = self.source.card().united(self.target.card())
                if self.state.sheet is not None:
                    self._bounds = self._bounds.united(self.sheet_box().adjusted(-2, -2, 2, 2))
            else:
                self._bounds = self.shape().boundingRect().adjusted(-10, -BESIDE, 10, BESIDE)
        return self._bounds

    def shape(self) -> QPainterPath:
        """What belongs to the wire outside its cards, so that a click there selects it."""
        if not self.bundle() or self.route is not None:
            stroker = QPainterPathStroker()
            stroker.setWidth(14 + (CABLE if self.bundle() else 0))
            path = stroker.createStroke(self.cable())
            path.addRect(self.sheet_box())
            return path
        ends, left, right = self.ends(), self.source.card().right(), self.target.card().left()
        (top, bottom), (to_top, to_bottom) = ends.leaves, ends.arrives
        hull = QPainterPath()
        hull.addPolygon(
            QPolygonF(
                [
                    QPointF(left, top - NEAR),
                    QPointF(right, to_top - NEAR),
                    QPointF(right, to_bottom + NEAR),
                    QPointF(left, bottom + NEAR),
                ]
            )
        )
        hull.closeSubpath()
        return hull

    def connection_at(self, point: QPointF) -> tuple[int, int] | None:
        """(target unit, source unit) of the line nearest to a scene point, or the place of the weight in the picture there."""
        if not self.bundle():
            sheet, box = self.state.sheet, self.sheet_box()
            return sheet.place_at(box, point) if sheet is not None and box.contains(point) else None
        best, found = NEAR, None
        for i, j, line in self.lines():
            legs = [line] if self.route is None else _legs(self.way((i, j)))
            distance = min(_distance(leg, point) for leg in legs)
            if distance < best:
                best, found = distance, (i, j)
        return found

    def sheet_box(self) -> QRectF:
        """Where the picture of its weights lies, in scene coordinates: on the middle of the cable, between the cards."""
        if self.state.sheet is None:
            return QRectF()
        room = self.target.card().left() - self.source.card().right()
        return sheet_rect(self.state.sheet, self.cable().pointAtPercent(0.5), room if self.route is None else NARROW)

    # painting ------------------------------------------------------------------------------------

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        paper: float = getattr(self.scene(), "paper", 0.0)
        zoom = paper or option.levelOfDetailFromTransform(painter.worldTransform())
        wire_paint.paint(self, painter, zoom)
        if zoom >= BLOCK_ZOOM and not paper and not self.pictured:
            spotlight.paint_wire(self, painter)


def _way(start: QPointF, end: QPointF, route: Route | None, aside: float) -> QPainterPath:
    """From start to end, straight or by the turns of a route with round corners; lines of one bundle lie `aside` each other."""
    path = QPainterPath(start)
    if route is None:
        path.lineTo(end)
        return path
    out, lane, back = route.out + aside, route.lane + aside, route.back + aside
    corners = [start, QPointF(out, start.y()), QPointF(out, lane), QPointF(back, lane), QPointF(back, end.y()), end]
    for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
        come, go = QLineF(corner, before), QLineF(corner, after)
        radius = min(TURN, come.length() / 2, go.length() / 2)
        if radius < 0.5:
            path.lineTo(corner)
            continue
        path.lineTo(come.pointAt(radius / come.length()))
        path.quadTo(corner, go.pointAt(radius / go.length()))
    path.lineTo(end)
    return path


def _legs(path: QPainterPath) -> list[QLineF]:
    points = [polygon.at(index) for polygon in path.toSubpathPolygons() for index in range(polygon.size())]
    return [QLineF(a, b) for a, b in zip(points, points[1:], strict=False)]


def _distance(line: QLineF, point: QPointF) -> float:
    length = line.length() or 1e-9
    along = ((point.x() - line.x1()) * line.dx() + (point.y() - line.y1()) * line.dy()) / length**2
    return QLineF(line.pointAt(min(1.0, max(0.0, along))), point).length()
