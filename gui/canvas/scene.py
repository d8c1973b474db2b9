"""The drawing as a scene: compared with the network by id, so only what differs moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsScene

from engine.model.network import Network, Node
from gui.canvas.geometry import Look, tidy
from gui.canvas.items import NodeItem
from gui.canvas.wires import WireItem


class GraphScene(QGraphicsScene):
    """Holds one item for each layer and one for each wire."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.look = look
        self.nodes: dict[str, NodeItem] = {}
        self.wires: dict[str, WireItem] = {}
        self.printing = False

    def print_to(self, painter: QPainter, area: QRectF) -> None:
        """Paint an area without what only a mouse needs."""
        self.printing = True
        try:
            self.render(painter, QRectF(0, 0, area.width(), area.height()), area)
        finally:
            self.printing = False

    def apply(self, network: Network, words: Callable[[Node], str]) -> None:
        """Make the scene show a network; `words` describes a layer in its header."""
        self._remove_missing(network)
        places = tidy(network)
        for node in network.nodes:
            item = self.nodes.get(node.id)
            if item is None:
                item = self.nodes[node.id] = NodeItem(node, self.look, words(node))
                self.addItem(item)
            item.set_node(node, words(node))
            item.setPos(*places[node.id])
        for wire in network.wires:
            if wire.id not in self.wires and wire.source in self.nodes and wire.target in self.nodes:
                item_of = self.nodes
                self.wires[wire.id] = WireItem(wire, item_of[wire.source], item_of[wire.target], self.look)
                self.addItem(self.wires[wire.id])
            if wire.id in self.wires:
                self.wires[wire.id].wire = wire
        for drawn in self.wires.values():
            drawn.moved()
        self.setSceneRect(self.room())

    def _remove_missing(self, network: Network) -> None:
        kept_wires = {wire.id for wire in network.wires}
        for wire_id in [wire_id for wire_id in self.wires if wire_id not in kept_wires]:
            item = self.wires.pop(wire_id)
            item.source.followers.remove(item)
            item.target.followers.remove(item)
            self.removeItem(item)
        for node_id in [node_id for node_id in self.nodes if not network.has(node_id)]:
            self.removeItem(self.nodes.pop(node_id))

    def set_look(self, look: Look) -> None:
        """Apply other colours."""
        self.look = look
        for item in self._drawn():
            item.look = look
            item.update()

    def _drawn(self) -> Iterator[NodeItem | WireItem]:
        yield from self.nodes.values()
        yield from self.wires.values()

    def content(self) -> QRectF:
        """The rectangle around everything drawn."""
        result = QRectF()
        for item in self._drawn():
            result = result.united(item.sceneBoundingRect())
        return result

    def room(self) -> QRectF:
        """How far the view may scroll."""
        return self.content().adjusted(-400, -300, 400, 300)
