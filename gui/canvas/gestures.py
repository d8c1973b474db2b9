"""One object for each gesture of the mouse; each can be cancelled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsScene

from engine.library.blocks import shifted, with_block
from engine.library.drawing import natural_kind
from engine.model.network import DIRECT, Network, Node, Wire
from engine.model.problem import Problem
from gui.canvas.items import NodeItem

Judge = Callable[[Wire], Problem | None]


class Gesture(Protocol):
    """What the view forwards the mouse to while a button is held."""

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """The mouse has moved to a scene point."""
        ...

    def finish(self) -> None:
        """The button was released."""
        ...

    def cancel(self) -> None:
        """Escape was pressed: leave no trace."""
        ...


class Move:
    """Drags layers; their places become one edit when the mouse is released."""

    def __init__(
        self,
        items: list[NodeItem],
        start: QPointF,
        under_way: Callable[[], None],
        moved: Callable[[dict[str, tuple[float, float]]], None],
    ) -> None:
        self._start, self._under_way, self._moved = start, under_way, moved
        self._places = [(item, item.pos()) for item in items]
        self._away = False

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        offset = point - self._start
        self._away = self._away or offset.manhattanLength() > 4
        if self._away:
            for item, place in self._places:
                item.setPos(_on_grid(place + offset))
            self._under_way()

    def finish(self) -> None:
        if self._away:
            self._moved({item.node.id: (item.x(), item.y()) for item, _ in self._places if _drawn(item)})

    def cancel(self) -> None:
        for item, place in self._places:
            item.setPos(place)
        self._under_way()


def _drawn(item: NodeItem) -> bool:
    """Whether a card is still there: a key may delete it while the mouse holds it."""
    return item.scene() is not None


def _on_grid(point: QPointF, grid: float = 8) -> QPointF:
    return QPointF(round(point.x() / grid) * grid, round(point.y() / grid) * grid)


class Connect:
    """Draws a wire from a port; shows at once whether it may end at the mouse.

    `ends` gives the layer of a card from which a wire begins, or at which one arrives.
    Back onto the same layer, or with Shift, the wire is delayed by one time step; with Alt it is direct.
    """

    def __init__(
        self,
        scene: QGraphicsScene,
        source: NodeItem,
        nodes: list[NodeItem],
        ends: Callable[[NodeItem, bool], Node],
        judge: Judge,
        pen: QPen,
        explain: Callable[[str | Problem, bool], None],
        done: Callable[[Wire], None],
    ) -> None:
        self._scene, self._source, self._nodes, self._ends = scene, source, nodes, ends
        self._judge, self._explain, self._done = judge, explain, done
        self._line = QGraphicsPathItem()
        self._line.setPen(pen)
        self._line.setZValue(5)
        scene.addItem(self._line)
        self._target: NodeItem | None = None
        self._wire: Wire | None = None
        self._left = False

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        start = self._source.port(True)
        path = QPainterPath(start)
        path.cubicTo(start + QPointF(60, 0), point - QPointF(60, 0), point)
        self._line.setPath(path)
        nodes = filter(_drawn, self._nodes if _drawn(self._source) else ())
        over = next((node for node in nodes if node.reach().contains(point)), None)
        self._left = self._left or over is not self._source or _on_the_left(self._source, point)
        target = over if over is not self._source or self._left else None
        self._aim(target, modifiers)

    def _aim(self, target: NodeItem | None, modifiers: Qt.KeyboardModifier) -> None:
        self._mark(False, "")
        self._target, self._wire = target, None
        if target is None:
            self._explain("", True)
            return
        delay = int(target is self._source or bool(modifiers & Qt.KeyboardModifier.ShiftModifier))
        end = self._ends(target, False)
        kind = DIRECT if modifiers & Qt.KeyboardModifier.AltModifier else natural_kind(end.type)
        wire = Wire(self._ends(self._source, True).id, end.id, kind, delay)
        reason = self._judge(wire)
        if reason is None:
            self._wire = wire
            self._mark(True, "")
            self._explain(wire.id, True)
        else:
            self._mark(False, "refused")
            self._explain(reason, False)

    def _mark(self, welcome: bool, refused: str) -> None:
        if self._target is not None:
            self._target.welcome, self._target.refused = welcome, refused
            self._target.update()

    def finish(self) -> None:
        wire, target = self._wire, self._target
        self.cancel()
        if wire is not None and target is not None and _drawn(self._source) and _drawn(target):
            self._done(wire)

    def cancel(self) -> None:
        self._mark(False, "")
        self._scene.removeItem(self._line)


def _on_the_left(item: NodeItem, point: QPointF) -> bool:
    """Inside the layer but clearly away from its output port: the user comes back to it."""
    rect = item.reach()
    return rect.contains(point) and point.x() < rect.center().x()


def with_places(network: Network, places: dict[str, tuple[float, float]]) -> Network:
    """The network with some layers and collapsed blocks moved; the layers of a block keep their places relative to it."""
    for name, place in places.items():
        block = network.block(name)
        if block is None:
            network = network.with_node(replace(network.node(name), position=place))
            continue
        if block.position is not None:
            inside = frozenset(block.members)
            part = replace(network, nodes=tuple(node for node in network.nodes if node.id in inside), blocks=())
            away = (place[0] - block.position[0], place[1] - block.position[1])
            for node in shifted(part, away).nodes:
                network = network.with_node(node)
        network = with_block(network, name, position=place)
    return network
