"""The view of the scene: zoom, gestures, keys, drops."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmapCache,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsView, QToolTip

from gui.canvas.band import WIDEST
from gui.canvas.drawing_key import PlacedKey, placed_key
from gui.canvas.frames import BlockFrame
from gui.canvas.gates import Gates, paint_gates, place_gates
from gui.canvas.geometry import BLOCK_ZOOM, NAME
from gui.canvas.gestures import Connect, Gesture, Judge, Move
from gui.canvas.items import NodeItem
from gui.canvas.keys import ARROWS, KEYS, neighbour
from gui.canvas.minimap import Minimap
from gui.canvas.palette import MIME
from gui.canvas.scene import GraphScene
from gui.canvas.sentence import paint_sentence, sentence_room
from gui.canvas.still import ROOM
from gui.canvas.wires import WireItem
from gui.widgets.guarded import guarded

LOW, HIGH = 0.12, 3.0
PIXELS = 14.0  # as near as a pixel of a map is seen


class CanvasView(QGraphicsView):
    """Turns mouse and keys into intents; it never changes the network itself."""

    moved = Signal(dict)
    connected = Signal(object)
    dropped = Signal(str, QPointF)
    searched = Signal(QPointF)
    resized_units = Signal(str, int)
    picked_connection = Signal(str, tuple)
    picked_pixel = Signal(object)
    explained = Signal(object, bool)
    key = Signal(str)
    nudged = Signal(float, float)
    pointed = Signal()
    zoomed = Signal()
    menu_asked = Signal(QPointF, QPoint)
    toggled = Signal(str)

    def __init__(self, scene: GraphScene) -> None:
        super().__init__(scene)
        scene.setParent(self)  # so that it outlives what looks at it while a window is taken down
        self.graph = scene
        self.judge: Judge = lambda wire: None
        self.hint = ""
        self.sentence = ""
        self.told = QRectF()  # where the sentence stands
        self.gates: Gates | None = None
        self._gesture: Gesture | None = None
        self._follow_fit = True
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheBackground)
        QPixmapCache.setCacheLimit(ROOM)
        self.setDragMode(QGraphicsView.DragMode.RubberBandDrag)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QGraphicsView.Shape.NoFrame)
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self.minimap, self.key_shown = Minimap(self, scene), PlacedKey()
        self.horizontalScrollBar().valueChanged.connect(lambda _: self.minimap.follow())
        self.verticalScrollBar().valueChanged.connect(lambda _: self.minimap.follow())

    # zoom ----------------------------------------------------------------------------------------

    def fit(self) -> None:
        """Show everything."""
        self._follow_fit = True
        content = self.graph.content()
        if content.isEmpty():
            self.resetTransform()
            return
        self.graph.setSceneRect(self.graph.room())
        foot = sentence_room(self.fontMetrics(), self.viewport().height())
        area = self.viewport().rect().adjusted(16, 16, -16, -foot)
        scale = min(area.width() / content.width(), area.height() / content.height(), 1.6)
        if scale < BLOCK_ZOOM:  # blocks have names above them, and a key
            content.setTop(content.top() - NAME - WIDEST)
            scale = min(scale, area.height() / content.height())
        self.resetTransform()
        self.scale(max(LOW, scale), max(LOW, scale))
        self.centerOn(content.center() + QPointF(0, (foot - 16.0) / 2 / self.transform().m11()))
        self.minimap.follow()
        self.zoomed.emit()

    def zoom(self, factor: float, around: QPoint | None = None) -> None:
        """Zoom around a point of the view, by default its middle: what lies there stays there."""
        self._follow_fit = False
        wanted = self.transform().m11() * factor
        near = PIXELS if any(item.face is not None for item in self.graph.nodes.values()) else HIGH
        if LOW <= wanted <= near:
            place = around or self.viewport().rect().center()
            before = self.mapToScene(place)
            self.scale(factor, factor)
            away = self.mapToScene(place) - before
            self.translate(away.x(), away.y())
            self.minimap.follow()
            self.zoomed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(1.15 if event.angleDelta().y() > 0 else 1 / 1.15, event.position().toPoint())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._follow_fit:
            self.fit()
        self.minimap.follow()

    # mouse ---------------------------------------------------------------------------------------

    def viewportEvent(self, event: QEvent) -> bool:
        """All of the sentence is told under the mouse, where the canvas has room for a part of it only; and what the key means."""
        if isinstance(event, QHelpEvent):
            told = ((self.sentence, self.told), (self.key_shown.explanation, self.key_shown.box))
            words = next((words for words, box in told if words and box.contains(QPointF(event.pos()))), "")
            if words:
                QToolTip.showText(event.globalPos(), words, self.viewport())
                return True
        return super().viewportEvent(event)

    def node_at(self, point: QPointF) -> NodeItem | None:
        """The layer at a scene point, ports included."""
        return next((item for item in self.graph.nodes.values() if item.reach().contains(point)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus()
        point = self.mapToScene(event.position().toPoint())
        node = self.node_at(point)
        if event.button() == Qt.MouseButton.LeftButton and node is not None:
            if self._press_node(node, point, event):
                return
        elif event.button() == Qt.MouseButton.LeftButton:
            if self._press_frame(point, event):
                return
            self._press_wire(point)
        super().mousePressEvent(event)

    def _press_node(self, node: NodeItem, point: QPointF, event: QMouseEvent) -> bool:
        if node.over_port(point, True):
            pen = QPen(self.graph.look["accent"], 2, Qt.PenStyle.DashLine)
            self._gesture = Connect(
                self.graph,
                node,
                list(self.graph.nodes.values()),
                self.graph.end_of,
                lambda w: self.judge(w),
                pen,
                lambda reason, ok: self.explained.emit(reason, ok),
                lambda wire: self.connected.emit(wire),
            )
            return True
        if self._press_button(node, point):
            return True
        if not (node.isSelected() or event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            self.graph.clearSelection()
        node.setSelected(True)
        self.pointed.emit()
        chosen = [item for item in self.graph.nodes.values() if item.isSelected()]
        self._gesture = Move(chosen, point, self.graph.reroute, self.moved.emit)
        pixel = node.pixel_at(point)
        if pixel is not None and not event.modifiers():
            self.picked_pixel.emit(pixel)
        return True

    def frame_at(self, point: QPointF) -> BlockFrame | None:
        """The open block whose title is at a scene point."""
        zoom = self.transform().m11()
        return next((frame for frame in self.graph.frames.values() if frame.title(zoom).contains(point)), None)

    def _press_frame(self, point: QPointF, event: QMouseEvent) -> bool:
        """Choose all layers of a block by its title, and drag them."""
        frame = self.frame_at(point)
        if frame is None:
            return False
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.graph.clearSelection()
        self.graph.choose(frame.items)
        self._gesture = Move(frame.items, point, self.graph.reroute, self.moved.emit)
        return True

    def _press_button(self, node: NodeItem, point: QPointF) -> bool:
        """Take or give a unit; the drawing then moves so that the button stays under the mouse."""
        for more in (False, True):
            if node.sizable and node.button(more).contains(node.mapFromScene(point)):
                before = self.mapFromScene(node.mapToScene(node.button(more).center()))
                self.resized_units.emit(node.node.id, 1 if more else -1)
                away = self.mapFromScene(node.mapToScene(node.button(more).center())) - before
                for bar, way in ((self.horizontalScrollBar(), away.x()), (self.verticalScrollBar(), away.y())):
                    bar.setValue(bar.value() + way)
                return True
        return False

    def _press_wire(self, point: QPointF) -> None:
        found = self.connection_at(point)
        if found is not None:
            self.picked_connection.emit(*found)

    def connection_at(self, point: QPointF) -> tuple[str, tuple[int, int]] | None:
        """Wire and (target unit, source unit) of the weight drawn at a scene point."""
        for item in self.items(self.mapFromScene(point)):
            if isinstance(item, WireItem):
                place = item.connection_at(point)
                if place is not None:
                    return item.wire.id, place
        return None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.menu_asked.emit(self.mapToScene(event.pos()), event.globalPos())
            return
        chosen = next((item for item in self.graph.nodes.values() if item.isSelected()), None)
        point = chosen.reach().center() if chosen else self.mapToScene(self.viewport().rect().center())
        self.menu_asked.emit(point, self.viewport().mapToGlobal(self.mapFromScene(point)))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = self.mapToScene(event.position().toPoint())
        if self._gesture is not None:
            self._gesture.move(point, event.modifiers())
            return
        node = self.node_at(point)
        over = node is not None and node.over_port(point, True)
        self._hover(node, point)
        self.viewport().setCursor(Qt.CursorShape.CrossCursor if over else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def _hover(self, node: NodeItem | None, point: QPointF) -> None:
        """Label what is under the mouse: one weight, or all that lead into a neuron."""
        if node is None:
            self.graph.hover("", None, self.connection_at(point))
        else:
            self.graph.hover(node.node.id, node.neuron_at(point), None, node.pixel_at(point))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.graph.hover("", None, None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._gesture is not None:
            gesture, self._gesture = self._gesture, None
            gesture.finish()
            self.explained.emit("", True)
            return
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = self.mapToScene(event.position().toPoint())
        node, frame = self.node_at(point), self.frame_at(point)
        if node is not None and node.block:
            self.toggled.emit(node.node.id)
        elif node is None and frame is not None:
            self.toggled.emit(frame.name)
        elif node is None:
            self.searched.emit(point)
        else:
            self._press_button(node, point)  # the second of two quick clicks

    # keys ----------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and self._gesture is not None:
            gesture, self._gesture = self._gesture, None
            gesture.cancel()
        elif key == Qt.Key.Key_F and not event.modifiers():
            self.fit()
        elif key in KEYS and not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
            self.key.emit(KEYS[key])
        elif key in ARROWS:
            self._arrow(ARROWS[key], event.modifiers())
        else:
            super().keyPressEvent(event)

    def _arrow(self, direction: tuple[int, int], modifiers: Qt.KeyboardModifier) -> None:
        """Select the next layer in a direction; with Ctrl, move the selected ones."""
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            self.nudged.emit(8.0 * direction[0], 8.0 * direction[1])
            return
        items = list(self.graph.nodes.values())
        target = neighbour(items, next((item for item in items if item.isSelected()), None), direction)
        if target is not None:
            if not modifiers & Qt.KeyboardModifier.ShiftModifier:
                self.graph.clearSelection()
            target.setSelected(True)
            self.ensureVisible(target)

    # drops ---------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self.dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            name = bytes(event.mimeData().data(MIME).data()).decode()
            self.dropped.emit(name, self.mapToScene(event.position().toPoint()))
            event.acceptProposedAction()

    # background ----------------------------------------------------------------------------------

    @guarded
    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        painter.fillRect(rect, self.graph.look["window"])
        if self.transform().m11() < 0.5:
            return
        dots = QColor(self.graph.look["border"])
        painter.setPen(QPen(dots, 1.5))
        grid = 24
        left, top = int(rect.left() // grid) * grid, int(rect.top() // grid) * grid
        points = [
            QPointF(x, y) for x in range(left, int(rect.right()) + grid, grid) for y in range(top, int(rect.bottom()) + grid, grid)
        ]
        painter.drawPoints(points)

    def _place_overlays(self) -> QRectF:
        """Find corners for the key of the drawing and for the gates, so that nothing is written below them; that of the gates."""
        view, zoom, scene = QRectF(self.viewport().rect()), self.transform().m11(), self.viewportTransform().inverted()[0]
        keys, area = self.graph.keys(zoom, self.font()), view.adjusted(0, 0, 0, -self.graph.foot)
        self.key_shown = placed_key(keys, area, lambda box: self.graph.covers(scene.mapRect(box), zoom))
        gates = QRectF()
        if self.gates is not None:
            cards = [QRectF(self.mapFromScene(item.card()).boundingRect()) for item in self.graph.nodes.values()]
            corner = [QRectF(self.minimap.geometry())] if self.minimap.isVisible() else []
            gates = place_gates(self.gates, view, [*cards, self.told, self.key_shown.box, *corner], self.font())
        overlays = [box for box in (self.key_shown.box, gates) if not box.isEmpty()]
        self.graph.overlays = tuple(self.mapToScene(box.toAlignedRect()).boundingRect() for box in overlays)
        return gates

    @guarded
    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        self.graph.foot = sentence_room(self.fontMetrics(), self.viewport().height()) if self.sentence else 0.0
        gates = self._place_overlays()
        super().drawForeground(painter, rect)
        painter.resetTransform()
        self.key_shown.paint(painter, over_lines=True)
        painter.setFont(self.font())
        area = QRectF(self.viewport().rect()).adjusted(0, 0, -self.minimap.width() if self.minimap.isVisible() else 0, 0)
        if not self.graph.nodes:
            font = painter.font()
            font.setPointSizeF(1.2 * self.font().pointSizeF())
            painter.setFont(font)
            painter.setPen(self.graph.look["muted"])
            painter.drawText(area.adjusted(60, 0, -60, 0), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.hint)
            return
        if self.sentence:
            self.told = paint_sentence(painter, area, self.sentence, self.font(), self.graph.look)
        if self.gates is not None and not gates.isEmpty():
            paint_gates(painter, gates, self.gates, self.font(), self.graph.look)
