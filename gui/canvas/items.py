"""Items of the canvas: paint and hit-test only. One item for a layer, one for a whole bundle of weights."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPainterPath, QPainterPathStroker, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from engine.spec.network import WEIGHTED, Node, Wire
from gui.canvas.look import BINS, FOOTER, HEADER, PITCH, RADIUS, WIDTH, Look, neuron_centers, node_rect, shown_units

BLOCK_ZOOM = 0.45
LABEL_ZOOM = 0.8


@dataclass(frozen=True, eq=False)
class NodeState:
    """Live numbers of a layer for one sample; None is not computed yet. Scales make colours comparable."""

    values: np.ndarray | None = None
    deltas: np.ndarray | None = None
    scale: float = 1.0
    delta_scale: float = 1.0
    lit: str = ""
    dimmed: bool = False


@dataclass(frozen=True, eq=False)
class WireState:
    """Live weights or gradients of a bundle."""

    matrix: np.ndarray | None = None
    scale: float = 1.0
    gradient: bool = False
    lit: str = ""
    dimmed: bool = False


class NodeItem(QGraphicsItem):
    """A layer: card, neurons, ports, unit buttons."""

    def __init__(self, node: Node, look: Look, words: str) -> None:
        super().__init__()
        self.node, self.look, self.words = node, look, words
        self.state = NodeState()
        self.wires: list[WireItem] = []
        self.refused = ""
        self.welcome = False
        self.setFlags(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
        self.setAcceptHoverEvents(True)
        self.setZValue(2)

    def set_node(self, node: Node, words: str) -> None:
        """Show an edited layer."""
        if node != self.node or words != self.words:
            self.prepareGeometryChange()
            self.node, self.words = node, words
            self.update()

    def set_state(self, state: NodeState) -> None:
        """Show other numbers."""
        self.state = state
        self.update()

    # geometry ------------------------------------------------------------------------------------

    def rect(self) -> QRectF:
        """The card."""
        return node_rect(self.node.units)

    def boundingRect(self) -> QRectF:
        return self.rect().adjusted(-12, -6, 12, 6)

    def port(self, out: bool) -> QPointF:
        """The middle of a port in scene coordinates."""
        rect = self.rect()
        return self.mapToScene(QPointF(rect.right() if out else rect.left(), rect.center().y()))

    def over_port(self, point: QPointF, out: bool) -> bool:
        """Whether a scene point lies on a port."""
        return QLineF(point, self.port(out)).length() <= 12

    def neuron(self, index: int) -> QPointF:
        """The middle of a neuron in scene coordinates; hidden ones lie at the ellipsis."""
        centers = neuron_centers(self.node.units)
        if index < len(centers):
            return self.mapToScene(centers[index])
        return self.mapToScene(QPointF(WIDTH / 2, HEADER + PITCH * (len(centers) + 0.5)))

    def button(self, more: bool) -> QRectF:
        """The - or + button in the card's coordinates."""
        rect = self.rect()
        return QRectF(rect.right() - 26 if more else rect.left() + 6, rect.bottom() - FOOTER + 4, 20, 20)

    # painting ------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_card(painter)
        if zoom < BLOCK_ZOOM:
            self._paint_block(painter, zoom)
        else:
            self._paint_header(painter)
            self._paint_neurons(painter, zoom)
            self._paint_footer(painter)
        self._paint_ports(painter)

    def _paint_card(self, painter: QPainter) -> None:
        look, rect = self.look, self.rect()
        edge, width = look["border"], 1.2
        if self.state.lit:
            edge, width = look[self.state.lit], 3.0
        if self.isSelected():
            edge, width = look["accent"], 2.6
        if self.refused:
            edge, width = look["error"], 2.6
        elif self.welcome:
            edge, width = look["loss"], 3.0
        painter.setPen(QPen(edge, width))
        painter.setBrush(look["panel"])
        painter.drawRoundedRect(rect, 9, 9)

    def _paint_block(self, painter: QPainter, zoom: float) -> None:
        """From afar: the name, and the layer's strongest delta as a coral bar."""
        rect = self.rect().adjusted(8, 8, -8, -8)
        values = self.state.deltas
        if values is not None and np.isfinite(values).any():
            size = float(np.nanmax(np.abs(values)))
            share = 0.0 if size <= 0 else min(1.0, max(0.04, 1 + np.log10(max(size, 1e-300) / self.state.delta_scale) / 12))
            color = QColor(self.look["gradient"])
            color.setAlphaF(0.85)
            painter.fillRect(QRectF(rect.x(), rect.bottom() - rect.height() * share, rect.width(), rect.height() * share), color)
        font = QFont(painter.font())
        font.setPixelSize(max(20, min(40, int(13 / max(zoom, 0.05)))))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self.look["text"])
        painter.drawText(rect, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter, self.node.id)

    def _paint_header(self, painter: QPainter) -> None:
        look = self.look
        font = QFont(painter.font())
        font.setPixelSize(14)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(look["text"])
        painter.drawText(QRectF(8, 5, WIDTH - 16, 18), Qt.AlignmentFlag.AlignHCenter, self.node.id)
        font.setBold(False)
        font.setPixelSize(11)
        painter.setFont(font)
        painter.setPen(look["muted"])
        words = painter.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, int(WIDTH) - 10)
        painter.drawText(QRectF(5, 22, WIDTH - 10, 16), Qt.AlignmentFlag.AlignHCenter, words)

    def _paint_neurons(self, painter: QPainter, zoom: float) -> None:
        look, state = self.look, self.state
        font = QFont(painter.font())
        font.setPixelSize(9)
        painter.setFont(font)
        for index, center in enumerate(neuron_centers(self.node.units)):
            circle = QRectF(center.x() - RADIUS, center.y() - RADIUS, 2 * RADIUS, 2 * RADIUS)
            value = self._value(state.values, index)
            painter.setPen(QPen(look["border"], 1))
            if value is None:
                painter.setBrush(QBrush(look["empty"], Qt.BrushStyle.BDiagPattern))
            elif not np.isfinite(value):
                painter.setBrush(look["error"])
            else:
                painter.setBrush(look.signed_color(value / state.scale))
            painter.drawEllipse(circle)
            delta = self._value(state.deltas, index)
            if delta is not None and np.isfinite(delta) and delta:
                share = min(1.0, abs(delta) / state.delta_scale)
                painter.setPen(QPen(look["gradient"], 1 + 3 * share))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(circle.adjusted(-2, -2, 2, 2))
            if value is not None and zoom >= LABEL_ZOOM:
                painter.setPen(look["text"])
                painter.drawText(QRectF(center.x() + RADIUS + 3, center.y() - 8, WIDTH / 2 - RADIUS - 4, 16),
                                 Qt.AlignmentFlag.AlignVCenter, _short(value))  # fmt: skip
        if shown_units(self.node.units) < self.node.units:
            painter.setPen(look["muted"])
            painter.drawText(QRectF(0, HEADER + PITCH * shown_units(self.node.units), WIDTH, PITCH),
                             Qt.AlignmentFlag.AlignCenter, f"⋮ {self.node.units}")  # fmt: skip

    @staticmethod
    def _value(values: np.ndarray | None, index: int) -> float | None:
        return None if values is None or index >= len(values) else float(values[index])

    def _paint_footer(self, painter: QPainter) -> None:
        font = QFont(painter.font())
        font.setPixelSize(14)
        painter.setFont(font)
        for more in (False, True):
            box = self.button(more)
            painter.setPen(QPen(self.look["border"], 1))
            painter.setBrush(self.look["raised"])
            painter.drawRoundedRect(box, 4, 4)
            painter.setPen(self.look["text"])
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "+" if more else "−")
        font.setPixelSize(11)
        painter.setFont(font)
        painter.setPen(self.look["muted"])
        rect = self.rect()
        painter.drawText(QRectF(26, rect.bottom() - FOOTER + 4, WIDTH - 52, 20), Qt.AlignmentFlag.AlignCenter, str(self.node.units))

    def _paint_ports(self, painter: QPainter) -> None:
        painter.setPen(QPen(self.look["muted"], 1.2))
        painter.setBrush(self.look["panel"])
        for out in (False, True):
            if out or self.node.type != "input":
                painter.drawEllipse(self.mapFromScene(self.port(out)), 5.5, 5.5)


def _short(value: float) -> str:
    """A number in at most five characters, its sign always shown by a glyph."""
    if not np.isfinite(value):
        return "NaN" if np.isnan(value) else "∞"
    return f"{value:+.2f}" if abs(value) < 10 else f"{value:+.0f}" if abs(value) < 1000 else f"{value:+.0e}"


class WireItem(QGraphicsItem):
    """All weights between two layers; lines are grouped into colour bins."""

    def __init__(self, wire: Wire, source: NodeItem, target: NodeItem, look: Look) -> None:
        super().__init__()
        self.wire, self.source, self.target, self.look = wire, source, target, look
        self.state = WireState()
        self.setFlags(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
        self.setZValue(1 if not wire.delay else 3)
        source.wires.append(self)
        target.wires.append(self)

    def set_state(self, state: WireState) -> None:
        """Show other numbers."""
        self.state = state
        self.update()

    def moved(self) -> None:
        """One of the ends has moved or changed its size."""
        self.prepareGeometryChange()
        self.update()

    # geometry ------------------------------------------------------------------------------------

    def bundle(self) -> bool:
        """Whether single weights are drawn; loops and delayed wires are one arc."""
        return not self.wire.delay

    def lines(self) -> list[tuple[int, int, QLineF]]:
        """(target unit, source unit, line) of every drawn connection."""
        pairs = []
        rows, columns = shown_units(self.target.node.units), shown_units(self.source.node.units)
        for i in range(rows):
            for j in range(columns):
                if self.wire.kind == WEIGHTED or i == j:
                    pairs.append((i, j, QLineF(self._edge(self.source, j, True), self._edge(self.target, i, False))))
        return pairs

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

    def ribbon(self) -> QPainterPath:
        """The middle line of a bundle."""
        path = QPainterPath(self.source.port(True))
        path.lineTo(self.target.port(False))
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
        rectangle.addPolygon([left.topRight() + inset, right.topLeft() + inset, right.bottomLeft() - inset, left.bottomRight() - inset])
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
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
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
        lines = self.lines()
        if self.wire.kind != WEIGHTED or matrix is None:
            style = Qt.PenStyle.DotLine if self.wire.kind != WEIGHTED else Qt.PenStyle.SolidLine
            painter.setPen(QPen(self.look["empty"], 1, style))
            painter.drawLines([line for _, _, line in lines])
            return
        bins: dict[int, list[QLineF]] = {}
        middle = BINS // 2
        for i, j, line in lines:
            value = matrix[i, j]
            share = value / self.state.scale if np.isfinite(value) else 0.0
            bins.setdefault(int(round(max(-1.0, min(1.0, share)) * middle)), []).append(line)
        for place in sorted(bins, key=abs):
            share = place / middle
            painter.setPen(QPen(self._line_color(share), 0.8 + 3.2 * abs(share)))
            painter.drawLines(bins[place])
        if zoom >= LABEL_ZOOM:
            self._paint_labels(painter, matrix, lines)

    def _line_color(self, share: float) -> QColor:
        """Signed colour; the closer to 0, the nearer to the background."""
        color = self.look.signed_color(0.35 * np.sign(share) + 0.65 * share)
        color.setAlphaF(0.25 + 0.7 * abs(share))
        return color

    def _paint_labels(self, painter: QPainter, matrix: np.ndarray, lines: list[tuple[int, int, QLineF]]) -> None:
        """Numbers on the strongest connections only."""
        strongest = sorted(lines, key=lambda entry: -abs(matrix[entry[0], entry[1]]))[: 8 if len(lines) <= 8 else 4]
        font = QFont(painter.font())
        font.setPixelSize(10)
        painter.setFont(font)
        color = self.look["gradient" if self.state.gradient else "value"]
        for i, j, line in strongest:
            if not np.isfinite(matrix[i, j]):
                continue
            at = line.pointAt(_label_place(i, j, self.target.node.units, self.source.node.units))
            text = f"{matrix[i, j]:+.3g}"
            box = QRectF(at.x() - 21, at.y() - 7, 42, 14)
            back = QColor(self.look["window"])
            back.setAlphaF(0.86)
            painter.fillRect(box, back)
            painter.setPen(color)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _label_place(i: int, j: int, rows: int, columns: int) -> float:
    """Nearer to the side with more units, where lines lie farther apart; neighbours are staggered."""
    if rows >= columns:
        return 0.55 if columns == 1 else 0.5 + 0.3 * (j % 2)
    return 0.45 if rows == 1 else 0.5 - 0.3 * (i % 2)


def _distance(line: QLineF, point: QPointF) -> float:
    length = line.length() or 1e-9
    along = ((point.x() - line.x1()) * line.dx() + (point.y() - line.y1()) * line.dy()) / length**2
    if not 0.1 <= along <= 0.9:
        return 1e9
    foot = line.pointAt(along)
    return QLineF(foot, point).length()
