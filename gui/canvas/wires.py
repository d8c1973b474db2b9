"""A bundle of weights as one item: paint and hit-test only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPainterPathStroker, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from engine.model.network import WEIGHTED, Wire
from gui.canvas.geometry import BINS, BLOCK_ZOOM, LABEL_ZOOM, Look, shown_units
from gui.canvas.items import NodeItem


@dataclass(frozen=True, eq=False)
class WireState:
    """Live weights or gradients of a bundle; `hasty` draws without smooth edges, for many lines that change at once."""

    matrix: np.ndarray | None = None
    scale: float = 1.0
    gradient: bool = False
    lit: str = ""
    dimmed: bool = False
    hasty: bool = False


class WireItem(QGraphicsItem):
    """All weights between two layers; lines are grouped into colour bins."""

    def __init__(self, wire: Wire, source: NodeItem, target: NodeItem, look: Look) -> None:
        super().__init__()
        self.wire, self.source, self.target, self.look = wire, source, target, look
        self.state = WireState()
        self._lines: list[tuple[int, int, QLineF]] | None = None
        self.setFlags(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
        self.setZValue(1 if not wire.delay else 3)
        source.followers.append(self)
        target.followers.append(self)

    def set_state(self, state: WireState) -> None:
        """Show other numbers, once the view is painted again: one painting for all items."""
        self.state = state

    def moved(self) -> None:
        """One of the ends has moved or changed its size."""
        self.prepareGeometryChange()
        self._lines = None
        self.update()

    # geometry ------------------------------------------------------------------------------------

    def bundle(self) -> bool:
        """Whether single weights are drawn; loops and delayed wires are one arc."""
        return not self.wire.delay

    def lines(self) -> list[tuple[int, int, QLineF]]:
        """(target unit, source unit, line) of every drawn connection."""
        if self._lines is None:
            rows, columns = shown_units(self.target.node.units), shown_units(self.source.node.units)
            starts = [self._edge(self.source, j, True) for j in range(columns)]
            ends = [self._edge(self.target, i, False) for i in range(rows)]
            self._lines = [
                (i, j, QLineF(starts[j], ends[i]))
                for i in range(rows)
                for j in range(columns)
                if self.wire.kind == WEIGHTED or i == j
            ]
        return self._lines

    @staticmethod
    def _edge(item: NodeItem, unit: int, out: bool) -> QPointF:
        """Where a line leaves the card: beside its neuron, drawn together towards the middle of the edge."""
        card = item.mapRectToScene(item.rect())
        y = item.neuron(unit).y()
        return QPointF(card.right() if out else card.left(), card.center().y() + 0.8 * (y - card.center().y()))

    def arc(self) -> QPainterPath:
        """The path of a delayed wire: over the top, from the source's output back to the target's input."""
        start, end = self.source.port(True), self.target.port(False)
        top = min(self.source.sceneBoundingRect().top(), self.target.sceneBoundingRect().top()) - 34
        path = QPainterPath(start)
        path.cubicTo(QPointF(start.x() + 50, start.y()), QPointF(start.x() + 40, top), QPointF((start.x() + end.x()) / 2, top))
        path.cubicTo(QPointF(end.x() - 40, top), QPointF(end.x() - 50, end.y()), end)
        return path

    def boundingRect(self) -> QRectF:
        if self.bundle():
            return self.source.sceneBoundingRect().united(self.target.sceneBoundingRect())
        return self.arc().boundingRect().adjusted(-10, -22, 10, 10)

    def shape(self) -> QPainterPath:
        stroker = QPainterPathStroker()
        stroker.setWidth(14)
        if not self.bundle():
            return stroker.createStroke(self.arc())
        rectangle = QPainterPath()
        left, right = self.source.mapRectToScene(self.source.rect()), self.target.mapRectToScene(self.target.rect())
        inset = QPointF(0, 24)
        rectangle.addPolygon(
            [left.topRight() + inset, right.topLeft() + inset, right.bottomLeft() - inset, left.bottomRight() - inset]
        )
        return rectangle

    def connection_at(self, point: QPointF) -> tuple[int, int] | None:
        """(target unit, source unit) of the line nearest to a scene point, if one is near."""
        if not self.bundle():
            return None
        best, found = 7.0, None
        for i, j, line in self.lines():
            distance = _distance(line, point)
            if distance < best:
                best, found = distance, (i, j)
        return found

    # painting ------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, not self.state.hasty)
        printing = bool(getattr(self.scene(), "printing", False))
        zoom = 1.0 if printing else option.levelOfDetailFromTransform(painter.worldTransform())
        painter.setOpacity(0.45 if self.state.dimmed else 1.0)
        if not self.bundle():
            self._paint_arc(painter, zoom)
            return
        if self.isSelected() or self.state.lit:
            color = QColor(self.look["accent" if self.isSelected() else self.state.lit])
            color.setAlphaF(0.10)
            painter.fillPath(self.shape(), color)
        self._paint_bundle(painter, zoom)

    def _paint_arc(self, painter: QPainter, zoom: float) -> None:
        color = self.look["accent"] if self.isSelected() else self.look[self.state.lit or "muted"]
        painter.setPen(QPen(color, 2.4 if self.state.lit or self.isSelected() else 1.6, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        path = self.arc()
        painter.drawPath(path)
        end = path.pointAtPercent(1)
        painter.setPen(QPen(color, 2))
        painter.drawLine(end, end + QPointF(-7, -5))
        painter.drawLine(end, end + QPointF(-7, 5))
        if zoom >= BLOCK_ZOOM:
            font = QFont(painter.font())
            font.setPixelSize(11)
            painter.setFont(font)
            top = path.pointAtPercent(0.5)
            painter.drawText(QRectF(top.x() - 60, top.y() - 19, 120, 16), Qt.AlignmentFlag.AlignCenter, "t−1")

    def _paint_bundle(self, painter: QPainter, zoom: float) -> None:
        matrix = self.state.matrix
        # Between an edit and the next refresh the numbers may still have the old shape.
        if matrix is not None and matrix.shape != (self.target.node.units, self.source.node.units):
            matrix = None
        lines = self.lines()
        if self.wire.kind != WEIGHTED or matrix is None:
            style = Qt.PenStyle.DotLine if self.wire.kind != WEIGHTED else Qt.PenStyle.SolidLine
            painter.setPen(QPen(self.look["empty"], 1, style))
            painter.drawLines([line for _, _, line in lines])
            return
        for place, members in self._bins(matrix, lines):
            share = place / (BINS // 2)
            width = 0.8 + 3.2 * abs(share)
            painter.setPen(QPen(self._line_color(share), width if zoom >= BLOCK_ZOOM else 0))
            painter.drawLines(members)
        if (zoom >= LABEL_ZOOM or self.look.least) and not self.state.hasty:
            self._paint_labels(painter, matrix, lines, zoom)

    def _bins(self, matrix: np.ndarray, lines: list[tuple[int, int, QLineF]]) -> list[tuple[int, list[QLineF]]]:
        """The lines grouped by the colour of their weights, the strongest last."""
        middle = BINS // 2
        shown = matrix[: shown_units(matrix.shape[0]), : shown_units(matrix.shape[1])]
        with np.errstate(all="ignore"):
            shares = np.clip(np.nan_to_num(shown / self.state.scale, nan=0.0, posinf=0.0, neginf=0.0), -1, 1)
        bins: dict[int, list[QLineF]] = {}
        for place, (_, _, line) in zip(np.rint(shares * middle).astype(int).ravel().tolist(), lines, strict=True):
            bins.setdefault(place, []).append(line)
        return sorted(bins.items(), key=lambda entry: abs(entry[0]))

    def _line_color(self, share: float) -> QColor:
        """Signed colour; the closer to 0, the nearer to the background."""
        color = self.look.signed_color(0.35 * np.sign(share) + 0.65 * share)
        color.setAlphaF(0.25 + 0.7 * abs(share))
        return color

    def _paint_labels(self, painter: QPainter, matrix: np.ndarray, lines: list[tuple[int, int, QLineF]], zoom: float) -> None:
        """Numbers on the strongest connections only."""
        strongest = sorted(lines, key=lambda entry: -abs(matrix[entry[0], entry[1]]))[: 8 if len(lines) <= 8 else 4]
        if self.look.least:
            strongest = strongest[:1]
        font = QFont(painter.font())
        font.setPixelSize(self.look.pixels(10, zoom))
        painter.setFont(font)
        color = self.look["gradient" if self.state.gradient else "value"]
        for i, j, line in strongest:
            if not np.isfinite(matrix[i, j]):
                continue
            at = line.pointAt(_label_place(i, j, self.target.node.units, self.source.node.units))
            text = f"{matrix[i, j]:+.3g}"
            box = QRectF(painter.fontMetrics().boundingRect(text)).adjusted(-2, 0, 2, 0)
            box.moveCenter(at)
            back = QColor(self.look["window"])
            back.setAlphaF(0.86)
            painter.fillRect(box, back)
            painter.setPen(color)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, text)


def _label_place(i: int, j: int, rows: int, columns: int) -> float:
    """Nearer to the side with more units, where lines lie farther apart; neighbours are staggered."""
    if rows >= columns:
        return 0.55 if columns == 1 else 0.48 + 0.32 * (j % 2)
    return 0.45 if rows == 1 else 0.52 - 0.32 * (i % 2)


def _distance(line: QLineF, point: QPointF) -> float:
    length = line.length() or 1e-9
    along = ((point.x() - line.x1()) * line.dx() + (point.y() - line.y1()) * line.dy()) / length**2
    if not 0.1 <= along <= 0.9:
        return 1e9
    foot = line.pointAt(along)
    return QLineF(foot, point).length()
