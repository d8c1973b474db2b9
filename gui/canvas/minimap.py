"""A small picture of the whole drawing with a frame around what is in sight; shown when not all of it is."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGraphicsView, QWidget

from gui.canvas.scene import GraphScene
from gui.canvas.still import Still
from gui.widgets.guarded import guarded

SIZE = (168, 104)
EDGE = 8


class Minimap(QWidget):
    """Lies in the corner of the view; a click or a drag goes there."""

    def __init__(self, view: QGraphicsView, scene: GraphScene) -> None:
        super().__init__(view.viewport())
        self.setObjectName("minimap")
        self.setToolTip(self.tr("Overview of the network; click a spot to go there"))
        self._view, self._scene, self._still = view, scene, Still()
        self.resize(*SIZE)
        self.hide()

    def follow(self) -> None:
        """Show or hide, and mark what is in sight."""
        room = self._view.viewport().rect()
        sight = self._sight()
        content = self._scene.content()
        needed = not content.isEmpty() and not sight.adjusted(-2, -2, 2, 2).contains(content) and room.width() > 3 * SIZE[0]
        self.setVisible(needed)
        if needed:
            self.move(room.right() - SIZE[0] - EDGE, room.bottom() - SIZE[1] - EDGE)
            self.update()

    def _sight(self) -> QRectF:
        return self._view.mapToScene(self._view.viewport().rect()).boundingRect()

    def _scale(self) -> tuple[float, QPointF]:
        """Pixels of a scene unit, and where the content's corner lies."""
        content = self._scene.content()
        scale = min((SIZE[0] - 12) / max(content.width(), 1), (SIZE[1] - 12) / max(content.height(), 1))
        rest = QPointF(SIZE[0] - content.width() * scale, SIZE[1] - content.height() * scale) * 0.5
        return scale, rest - content.topLeft() * scale

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self._scene.look, QPainter(self)
        scale, shift = self._scale()
        seen = self._scene.drawing, look
        self._still.paint(painter, QRectF(self.rect()), seen, lambda on: self._cards(on, scale, shift))
        sight = self._sight()
        glass = QColor(look["accent"])
        glass.setAlphaF(0.15)
        painter.setPen(QPen(look["accent"], 1.5))
        painter.setBrush(glass)
        painter.drawRect(QRectF(sight.topLeft() * scale + shift, sight.size() * scale).intersected(QRectF(self.rect())))

    def _cards(self, painter: QPainter, scale: float, shift: QPointF) -> None:
        look = self._scene.look
        painter.setPen(QPen(look["border"], 1))
        painter.setBrush(look["panel"])
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look["muted"])
        for item in self._scene.nodes.values():
            rect = item.card()
            painter.drawRect(QRectF(rect.topLeft() * scale + shift, rect.size() * scale))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go(event)

    def _go(self, event: QMouseEvent) -> None:
        scale, shift = self._scale()
        self._view.centerOn((event.position() - shift) * (1 / scale))
        self.follow()
