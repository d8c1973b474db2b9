"""The drawing as a scene: compared with the network by id, so only what differs moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPointF, QRect, QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsScene, QStyleOptionGraphicsItem

from engine.insight.moment.things import Mark, Thing, Things
from engine.library.layers import LAYER_TYPES
from engine.model.network import Network, Node
from gui.canvas import band, labels
from gui.canvas.geometry import BLOCK_ZOOM, NAME, Look
from gui.canvas.items import NodeItem, Pixel
from gui.canvas.layout import places
from gui.canvas.links import Links
from gui.canvas.routes import Box, find_routes
from gui.canvas.travel import Travel
from gui.canvas.wires import WireItem
from gui.canvas.worn import pill_boxes
from gui.widgets.guarded import guarded

PAGE = 800.0  # about as many pixels of a screen is a figure wide
ROOM = 10_000.0  # around the drawing
KEY_ROW = 34.0  # pixels for the key of the band, above the drawing


def _place(thing: Thing) -> tuple[int, int]:
    return thing.place[0], thing.place[1]


def _on_paper(area: QRectF) -> float:
    return min(1.0, PAGE / max(area.width(), 1.0))


class GraphScene(QGraphicsScene):
    """Holds one item for each layer and one for each wire."""

    hovered = Signal(tuple)
    pixel_hovered = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.look = look
        self.nodes: dict[str, NodeItem] = {}
        self.wires: dict[str, WireItem] = {}
        self.travel = Travel(self)
        self.paper = 0.0  # the zoom on paper while it is printed
        self._hovered: tuple[str, int | None, tuple[str, tuple[int, int]] | None, Pixel | None] = ("", None, None, None)
        self._labels: tuple[object, list[labels.Label]] = (None, [])
        self._routed: tuple[object, ...] = ()
        self._drawing = 0  # counts what changes where labels may stand

    def page(self) -> QRectF:
        """What is printed: everything, with room for the names above blocks."""
        area = self.content().adjusted(-24, -24, 24, 24)
        if _on_paper(area) >= BLOCK_ZOOM:
            return area
        return area.adjusted(0, -NAME - KEY_ROW / _on_paper(area), 0, 0)

    def print_to(self, painter: QPainter, area: QRectF) -> None:
        """Paint an area without what only a mouse needs, and as rich in detail as a page lets one see."""
        self.paper = _on_paper(area)
        try:
            self.render(painter, QRectF(0, 0, area.width(), area.height()), area)
            painter.save()
            painter.scale(1 / self.paper, 1 / self.paper)
            self.key(painter, QPointF(8, 4), self.paper)
            painter.restore()
        finally:
            self.paper = 0.0

    def apply(self, network: Network, words: Callable[[Node], str]) -> None:
        """Make the scene show a network; `words` describes a layer in its header."""
        self._remove_missing(network)
        at = places(network)
        for node in network.nodes:
            item = self.nodes.get(node.id)
            if item is None:
                item = self.nodes[node.id] = NodeItem(node, self.look, words(node))
                self.addItem(item)
            item.set_node(node, words(node))
            item.sizable = node.type not in LAYER_TYPES or LAYER_TYPES[node.type].units is None
            item.setPos(*at[node.id])
        for wire in network.wires:
            if wire.id not in self.wires and wire.source in self.nodes and wire.target in self.nodes:
                item_of = self.nodes
                self.wires[wire.id] = WireItem(wire, item_of[wire.source], item_of[wire.target], self.look)
                self.addItem(self.wires[wire.id])
            if wire.id in self.wires:
                self.wires[wire.id].wire = wire
        for name, item in self.nodes.items():
            ends = {True: network.outgoing(name), False: network.incoming(name)}
            item.joined = frozenset(out for out, wires in ends.items() if wires)
        if self._outlines() != self._routed:
            self.reroute()
            self.setSceneRect(self.room())

    def _outlines(self) -> tuple[object, ...]:
        """What the ways of the wires depend on."""
        cards = {name: (item.node.units, item.face, item.x(), item.y()) for name, item in self.nodes.items()}
        return cards, {name: (id(drawn), drawn.wire.kind) for name, drawn in self.wires.items()}

    def reroute(self) -> None:
        """Find the ways of all wires again, because a card has moved or changed its size."""
        self._routed = self._outlines()
        for drawn in self.wires.values():
            drawn.moved()
        cards = {name: item.card() for name, item in self.nodes.items()}
        boxes = {name: Box(card.left(), card.top(), card.right(), card.bottom()) for name, card in cards.items()}
        found = find_routes({name: drawn.ends() for name, drawn in self.wires.items()}, boxes)
        for name, drawn in self.wires.items():
            drawn.lead(found.get(name))
        self._drawing += 1

    # what is chosen, and what is under the mouse --------------------------------------------------

    def mark(self, parameter: str, index: tuple[int, ...]) -> None:
        """Mark one weight as chosen, by the name of its parameter and its place in the matrix."""
        for drawn in self.wires.values():
            hit = drawn.parameter == parameter and len(index) == 2
            drawn.marked = drawn.wire.turned((index[0], index[1])) if hit else None

    def hover(self, node: str, unit: int | None, weight: tuple[str, tuple[int, int]] | None, pixel: Pixel | None = None) -> None:
        """What is under the mouse: a layer, which shows its ports, a neuron, whose weights are labelled, a pixel, or one weight."""
        now = (node, unit, weight, pixel)
        if now == self._hovered:
            return
        moved = pixel != self._hovered[3]
        self._hovered = now
        if moved:
            self.pixel_hovered.emit(pixel)
        for name, item in self.nodes.items():
            item.near = name == node
        for name, drawn in self.wires.items():
            drawn.hovered = weight[1] if weight is not None and weight[0] == name else None
        self.hovered.emit(self._under(*now[:3], pixel))
        self.update()

    def light(self, links: Links) -> None:
        """Light what belongs to a pixel, in each layer."""
        for name, item in self.nodes.items():
            item.lit = links.get(name)
        self.update()

    def _under(self, node: str, unit: int | None, weight: tuple[str, tuple[int, int]] | None, pixel: Pixel | None) -> Things:
        if weight is not None and weight[0] in self.wires:
            drawn = self.wires[weight[0]]
            return (Thing(weight=drawn.parameter, place=drawn.wire.turned(weight[1])),)
        if pixel is not None and pixel.unit >= 0:
            return (Thing(node, pixel.unit, position=pixel.position),)
        return () if unit is None else (Thing(node, unit),)

    def wear(self, marks: tuple[Mark, ...], pointed: Things) -> None:
        """Neurons and weights wear the numbers of these marks; those pointed at are lit."""
        for name, item in self.nodes.items():
            things = [(thing, mark.number) for mark in reversed(marks) for thing in mark.things if thing.node == name]
            pixels = item.face is not None
            item.worn_pixels = {(thing.unit, thing.position): number for thing, number in things if pixels and thing.position >= 0}
            worn = [(thing.unit, number) for thing, number in reversed(things) if not pixels or thing.position < 0]
            item.worn = {unit: tuple(dict.fromkeys(number for other, number in worn if other == unit)) for unit, _ in worn}
            item.tags = {tag.thing.unit: tag for mark in marks for tag in mark.tags if tag.thing.node == name and not pixels}
            item.pointed = frozenset(thing.unit for thing in pointed if thing.node == name)
        for drawn in self.wires.values():
            name, turned = drawn.parameter, drawn.wire.turned
            drawn.worn = {turned(_place(thing)): mark.number
                          for mark in reversed(marks) for thing in mark.things if thing.weight == name}  # fmt: skip
            drawn.tags = {turned(_place(tag.thing)): tag for mark in marks for tag in mark.tags if tag.thing.weight == name}
            drawn.pointed = frozenset(turned(_place(thing)) for thing in pointed if thing.weight == name)
        self.update()

    def labels(self, zoom: float) -> list[labels.Label]:
        """The labels on the wires at a zoom."""
        asked = labels.wanted(self.wires.values(), *self._hovered[:2])
        pills = [box for item in self.nodes.values() for box in pill_boxes(item, zoom)]
        taken = tuple((round(box.x()), round(box.y()), round(box.width())) for box in pills)
        key = (self._drawing, self.look.pixels(labels.FACE, zoom), zoom < BLOCK_ZOOM, tuple(asked), taken)
        if key != self._labels[0]:
            cards = [item.card() for item in self.nodes.values()] + pills
            cards += [labels.delay_box(drawn, self.look, zoom) for drawn in self.wires.values() if drawn.wire.delay]
            cards += [labels.words_box(drawn, self.look, zoom) for drawn in self.wires.values() if drawn.wire.tied]
            cards += [labels.bars_box(drawn) for drawn in self.wires.values() if drawn.wire.detach]
            self._labels = (key, labels.place(asked, self.wires, cards, self.look, zoom))
        return self._labels[1]

    def key(self, painter: QPainter, at: QPointF, zoom: float) -> QRectF:
        """Explain the band, where layers are blocks and a gradient is shown; the rectangle that it takes."""
        known = [item.state for item in self.nodes.values() if item.state.deltas is not None]
        if zoom >= BLOCK_ZOOM or not known:
            return QRectF()
        return band.paint_key(painter, at, zoom, known[0].delta_scale, self.look)

    @guarded
    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        zoom = self.paper or QStyleOptionGraphicsItem.levelOfDetailFromTransform(painter.worldTransform())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        labels.paint_delays(painter, self.wires.values(), self.look, zoom)
        labels.paint_words(painter, self.wires.values(), self.look, zoom)
        labels.paint(painter, self.labels(zoom), self.wires, self.look, zoom)
        labels.paint_bars(painter, self.wires.values(), self.look)
        if self.travel.riders and not self.paper and zoom >= BLOCK_ZOOM:
            self.travel.paint(painter, self.look, zoom)

    def _remove_missing(self, network: Network) -> None:
        kept_wires = {wire.id for wire in network.wires}
        for wire_id in [wire_id for wire_id in self.wires if wire_id not in kept_wires]:
            item = self.wires.pop(wire_id)
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
            result = result.united(item.reach() if isinstance(item, NodeItem) else item.boundingRect())
        return result

    def room(self) -> QRectF:
        """How far the view may scroll: any layer to any edge, from however far it is seen."""
        return self.content().adjusted(-ROOM, -ROOM, ROOM, ROOM)
