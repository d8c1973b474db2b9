"""A layer as one item: paint and hit-test only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QImage, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from engine.model.network import Node
from gui.canvas.geometry import (
    BLOCK_ZOOM,
    FOOTER,
    HEADER,
    LABEL_ZOOM,
    PITCH,
    RADIUS,
    WIDTH,
    Look,
    neuron_centers,
    node_rect,
    shown_units,
)


@dataclass(frozen=True, eq=False)
class NodeState:
    """Live numbers of a layer for one sample; None is not computed yet. Scales make colours comparable.

    `mark` is the role of a finding about the layer: `error` where it comes from, `warning` where it spreads to.
    """

    values: np.ndarray | None = None
    deltas: np.ndarray | None = None
    scale: float = 1.0
    delta_scale: float = 1.0
    lit: str = ""
    dimmed: bool = False
    pictures: tuple[QImage, ...] = ()
    mark: str = ""


class Follower(Protocol):
    """A wire that ends here and must be updated when the layer moves."""

    def moved(self) -> None: ...


class NodeItem(QGraphicsItem):
    """A layer: card, neurons, ports, unit buttons."""

    def __init__(self, node: Node, look: Look, words: str) -> None:
        super().__init__()
        self.node, self.look, self.words = node, look, words
        self.state = NodeState()
        self.followers: list[Follower] = []
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
        """Show other numbers, once the view is painted again: one painting for all items."""
        self.state = state

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
        printing = bool(getattr(self.scene(), "printing", False))
        zoom = 1.0 if printing else option.levelOfDetailFromTransform(painter.worldTransform())  # paper shows everything
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(0.5 if self.state.dimmed else 1.0)
        self._paint_card(painter)
        if zoom < BLOCK_ZOOM:
            self._paint_block(painter, zoom)
        else:
            self._paint_header(painter, zoom)
            self._paint_neurons(painter, zoom)
            self._paint_footer(painter)
        if not printing:
            self._paint_ports(painter)
        if self.state.mark:
            self._paint_mark(painter, zoom)

    def _paint_mark(self, painter: QPainter, zoom: float) -> None:
        """A finding about this layer: a badge on its corner, of one size on the screen."""
        size = 18 / max(zoom, 0.2)
        badge = QRectF(self.rect().right() - 0.6 * size, self.rect().top() - 0.4 * size, size, size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.look[self.state.mark])
        painter.drawEllipse(badge)
        font = QFont(painter.font())
        font.setPixelSize(max(1, int(0.7 * size)))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self.look["panel"])
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, "✕" if self.state.mark == "error" else "!")

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

    def _paint_header(self, painter: QPainter, zoom: float) -> None:
        look = self.look
        font = QFont(painter.font())
        font.setPixelSize(min(22, look.pixels(14, zoom)))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(look["text"])
        painter.drawText(QRectF(8, 2, WIDTH - 16, 24), Qt.AlignmentFlag.AlignCenter, self.node.id)
        font.setBold(False)
        font.setPixelSize(11)
        painter.setFont(font)
        painter.setPen(look["muted"])
        words = painter.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, int(WIDTH) - 10)
        painter.drawText(QRectF(5, 22, WIDTH - 10, 16), Qt.AlignmentFlag.AlignHCenter, words)

    def _paint_neurons(self, painter: QPainter, zoom: float) -> None:
        look, state = self.look, self.state
        font = QFont(painter.font())
        font.setPixelSize(look.pixels(9, zoom))
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
            if index < len(state.pictures):
                self._paint_picture(painter, circle, state.pictures[index])
            else:
                painter.drawEllipse(circle)
            delta = self._value(state.deltas, index)
            if delta is not None and np.isfinite(delta) and delta:
                share = min(1.0, abs(delta) / state.delta_scale)
                painter.setPen(QPen(look["gradient"], 1 + 3 * share))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                around = circle.adjusted(-2, -2, 2, 2)
                painter.drawRect(around) if state.pictures else painter.drawEllipse(around)
            if value is not None and (zoom >= LABEL_ZOOM or look.least):
                self._paint_number(painter, center, value)
        if shown_units(self.node.units) < self.node.units:
            painter.setPen(look["muted"])
            painter.drawText(
                QRectF(0, HEADER + PITCH * shown_units(self.node.units), WIDTH, PITCH),
                Qt.AlignmentFlag.AlignCenter,
                f"⋮ {self.node.units}",
            )

    @staticmethod
    def _paint_picture(painter: QPainter, circle: QRectF, picture: QImage) -> None:
        square = circle.adjusted(-2, -2, 2, 2)
        painter.drawImage(square, picture)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(square)

    def _paint_number(self, painter: QPainter, center: QPointF, value: float) -> None:
        """Beside the neuron, or across it where numbers are large."""
        look, words = self.look, _short(value)
        painter.setPen(look["text"])
        if not look.least:
            room = QRectF(center.x() + RADIUS + 3, center.y() - 8, WIDTH / 2 - RADIUS - 4, 16)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
            return
        box = QRectF(painter.fontMetrics().boundingRect(words)).adjusted(-3, 0, 3, 0)
        box.moveCenter(center)
        ground = QColor(look["panel"])
        ground.setAlphaF(0.8)
        painter.fillRect(box, ground)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, words)

    @staticmethod
    def _value(values: np.ndarray | None, index: int) -> float | None:
        return None if values is None or index >= len(values) else float(values[index])

    def _paint_footer(self, painter: QPainter) -> None:
        font = QFont(painter.font())
        font.setPixelSize(14)
        painter.setFont(font)
        for more in () if getattr(self.scene(), "printing", False) else (False, True):
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
