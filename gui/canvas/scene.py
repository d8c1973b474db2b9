"""The drawing as a scene: compared with the network by id, so only what differs moves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from PySide6.QtCore import QRect, QRectF, Signal
from PySide6.QtGui import QFont, QPainter, QTransform
from PySide6.QtWidgets import QGraphicsScene, QStyleOptionGraphicsItem

from engine.insight.moment.things import Mark, Thing, Things
from engine.library.layers import LAYER_TYPES
from engine.model.network import Network, Node
from gui.canvas import callouts, labels
from gui.canvas.band import BandKey
from gui.canvas.callouts import Worn
from gui.canvas.cards import Cards, block_words, cards_of, way_in, way_out
from gui.canvas.drawing_key import DrawingKey, EdgeKey, placed_key
from gui.canvas.faces import BLOCK
from gui.canvas.frames import BlockFrame
from gui.canvas.geometry import BLOCK_ZOOM, NAME, Look
from gui.canvas.items import NodeItem, Pixel
from gui.canvas.layout import places
from gui.canvas.links import Links
from gui.canvas.loss_marks import loss_marks
from gui.canvas.placing import Note, Placed, Room, lay_out
from gui.canvas.routes import Box, find_routes, headrooms
from gui.canvas.travel import Travel
from gui.canvas.wires import WireItem
from gui.widgets.guarded import guarded

PAGE = 800.0  # about as many pixels of a screen is a figure wide
ROOM = 10_000.0  # around the drawing
EDGE = 2.0  # pixels between what is written and the edge of the view
KEY_ROW = 34.0  # pixels for the key, above the drawing on paper


def _place(thing: Thing) -> tuple[int, int]:
    """Unit and position, or row and column of a weight."""
    return (thing.unit, thing.position) if thing.node else (thing.place[0], thing.place[1])


def _on_paper(area: QRectF) -> float:
    return min(1.0, PAGE / max(area.width(), 1.0))


class GraphScene(QGraphicsScene):
    """Holds one item for each layer or collapsed block, one for each wire between them, and a frame around each open block."""

    hovered = Signal(tuple)
    pixel_hovered = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.look = look
        self.nodes: dict[str, NodeItem] = {}  # the card of each layer, and of each collapsed block
        self.wires: dict[str, WireItem] = {}
        self.frames: dict[str, BlockFrame] = {}
        self.cards, self._network = Cards(), Network()
        self.travel = Travel(self)
        self.foot = 0.0  # pixels of the view that the sentence at its foot takes
        self.overlays: tuple[QRectF, ...] = ()  # where something lies over the view, in the scene
        self.paper = 0.0  # the zoom on paper while it is printed
        self._worn: tuple[tuple[Mark, ...], Things] = (), ()
        self._hovered: tuple[str, int | None, tuple[str, tuple[int, int]] | None, Pixel | None] = ("", None, None, None)
        self._labels: tuple[object, list[Placed]] = (None, [])
        self._routed: tuple[object, ...] = ()
        self.drawing = 0  # counts what changes where things lie
        self._content: tuple[object, QRectF] = (None, QRectF())
        self._crowd: tuple[object, list[QRectF]] = (None, [])
        self._names: tuple[object, list[QRectF]] = (None, [])

    def page(self, keyed: bool = True) -> QRectF:
        """What is printed: everything, with room for the names above blocks and, if wanted, for the key."""
        area = self.content().adjusted(-24, -24, 24, 24)
        zoom = _on_paper(area)
        return area.adjusted(0, -(NAME if zoom < BLOCK_ZOOM else 0) - keyed * KEY_ROW / zoom, 0, 0)

    def print_to(self, painter: QPainter, area: QRectF) -> None:
        """Paint an area as rich in detail as a page lets one see, with a key where it has room.

        Without what only a mouse needs, and without what the formula says now: it is not on the page.
        """
        self.paper, overlays, worn = _on_paper(area), self.overlays, self._worn
        pixels = QTransform.fromScale(self.paper, self.paper).translate(-area.x(), -area.y())
        key = placed_key(self.keys(self.paper, painter.font()), pixels.mapRect(area), pixels.mapRect(self.content()).intersects)
        try:
            self.wear((), ())
            self.overlays = (pixels.inverted()[0].mapRect(key.box),)
            self.render(painter, QRectF(0, 0, area.width(), area.height()), area)
            painter.save()
            painter.scale(1 / self.paper, 1 / self.paper)
            key.paint(painter, over_lines=False)
            painter.restore()
        finally:
            self.paper, self.overlays = 0.0, overlays
            self.wear(*worn)

    def apply(self, network: Network, words: Callable[[Node], str]) -> None:
        """Make the scene show a network; `words` describes a layer in its header."""
        self.cards, self._network = cards_of(network, words), network
        drawn = self.cards.network
        self._remove_missing()
        at = places(drawn)
        for node in drawn.nodes:
            item, told = self.nodes.get(node.id), block_words(node) if node.type == BLOCK else words(node)
            if item is None:
                item = self.nodes[node.id] = NodeItem(node, self.look, told)
                self.addItem(item)
            item.set_node(node, told)
            item.sizable = node.type in LAYER_TYPES and LAYER_TYPES[node.type].units is None
            item.setPos(*at[node.id])
        self._apply_wires(network)
        for name, item in self.nodes.items():
            ends = {True: drawn.outgoing(name), False: drawn.incoming(name)}
            item.joined = frozenset(out for out, wires in ends.items() if wires)
        self._apply_frames(network)
        if self._outlines() != self._routed:
            self.reroute()
            self.setSceneRect(self.room())
        self.drawing += 1

    def _apply_wires(self, network: Network) -> None:
        for wire in network.wires:
            if wire.id not in self.cards.ends:
                continue
            source, target = (self.nodes[end] for end in self.cards.ends[wire.id])
            item = self.wires.get(wire.id)
            if item is None:
                item = self.wires[wire.id] = WireItem(wire, source, target, self.look)
                self.addItem(item)
            item.wire, item.ids = wire, self.cards.wires[wire.id]

    def _apply_frames(self, network: Network) -> None:
        """A frame around each block whose layers are drawn."""
        wanted = {block.name: block for block in network.blocks if not block.collapsed}
        for name in [name for name in self.frames if name not in wanted]:
            self.removeItem(self.frames.pop(name))
        for name, block in wanted.items():
            members = [self.nodes[member] for member in block.members if network.block_of(member) == block]
            if name not in self.frames:
                self.frames[name] = BlockFrame(name, self.look)
                self.addItem(self.frames[name])
            self.frames[name].surround(members)

    def end_of(self, item: NodeItem, out: bool) -> Node:
        """The layer of a card from which a wire begins, or at which one arrives."""
        return self._network.node((way_out if out else way_in)(self._network, item.layers))

    def choose(self, items: Iterable[NodeItem | WireItem]) -> None:
        """Select these too, told as one change."""
        before = self.selectedItems()
        self.blockSignals(True)
        for item in items:
            item.setSelected(True)
        self.blockSignals(False)
        if self.selectedItems() != before:
            self.selectionChanged.emit()
            self.update()

    def card_of(self, layer: str) -> NodeItem | None:
        """The card that shows a layer."""
        return self.nodes.get(self.cards.of.get(layer, ""))

    def _outlines(self) -> tuple[object, ...]:
        """What the ways of the wires depend on."""
        cards = {name: (item.node.units, item.face, item.x(), item.y()) for name, item in self.nodes.items()}
        return cards, {name: (id(drawn), drawn.wire.kind) for name, drawn in self.wires.items()}

    def reroute(self) -> None:
        """Find the ways of all wires again, because a card has moved or changed its size."""
        self._routed = self._outlines()
        for frame in self.frames.values():
            frame.follow()
        for drawn in self.wires.values():
            drawn.moved()
        cards = {name: item.card() for name, item in self.nodes.items()}
        boxes = {name: Box(card.left(), card.top(), card.right(), card.bottom()) for name, card in cards.items()}
        for name, room in headrooms(boxes, NAME).items():
            self.nodes[name].headroom = room
        found = find_routes({name: drawn.ends() for name, drawn in self.wires.items()}, boxes)
        for name, drawn in self.wires.items():
            drawn.lead(found.get(name))
        self.drawing += 1

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
        self._worn = marks, pointed
        told: dict[tuple[str, str], dict[tuple[int, int], list[Worn]]] = {}
        for mark in marks:
            tags = {tag.thing: tag for tag in mark.tags}
            for thing in mark.things:
                of_all = told.setdefault((thing.node, thing.weight), {})
                of_all.setdefault(_place(thing), []).append(Worn(mark.number, tags.get(thing)))
        under: dict[tuple[str, str], list[Thing]] = {}
        for thing in pointed:
            under.setdefault((thing.node, thing.weight), []).append(thing)
        for name, item in self.nodes.items():
            key = (name, "")
            if item.worn or item.pointed or key in told or key in under:  # few of hundreds
                item.worn = {(unit, at if item.face is not None else -1): tuple(worn)
                             for (unit, at), worn in told.get(key, {}).items()}  # fmt: skip
                item.pointed = frozenset(thing.unit for thing in under.get(key, ()))
        for drawn in self.wires.values():
            key, turned = ("", drawn.parameter), drawn.wire.turned
            if drawn.worn or drawn.pointed or key in told or key in under:
                drawn.worn = {turned(place): tuple(worn) for place, worn in told.get(key, {}).items()}
                drawn.pointed = frozenset(turned(_place(thing)) for thing in under.get(key, ()))
        self.update()

    def labels(self, zoom: float, sight: QRectF | None = None) -> list[Placed]:
        """What is written on the drawing outside of cards, at a zoom, and where; within `sight`, if that is told."""
        groups: list[Sequence[Note]] = [[mark] for mark in loss_marks(self.nodes.values())]
        if zoom >= BLOCK_ZOOM:
            groups += self._near_notes()
        key = (self.drawing, round(zoom, 3), self.look.least, self.overlays, groups, sight)
        if key != self._labels[0]:
            self._labels = (key, lay_out(groups, Room(self._taken(zoom), sight), self.look, zoom))
        return self._labels[1]

    def _near_notes(self) -> list[Sequence[Note]]:
        """What is written where layers are no blocks."""
        wires = list(self.wires.values())
        told = callouts.groups_of(self.nodes.values(), wires)
        alone = (labels.words(wires), labels.worn_weights(wires), labels.wanted(wires, *self._hovered[:2]))
        words, worn, others = ([[note] for note in notes] for notes in alone)
        return [*words, *told, *worn, *others]

    def keys(self, zoom: float, font: QFont) -> list[DrawingKey]:
        """What explains the lines, or the band where layers are blocks: the richest form first; none where no numbers are shown."""
        if zoom < BLOCK_ZOOM:
            states = [item.state for item in self.nodes.values() if item.state.arrived is not None]
            return [BandKey(state.delta_scale, zoom, short, font, self.look) for state in states[:1] for short in (False, True)]
        gradients = self._gradients()
        return [EdgeKey(gradients, short, font, self.look) for short in (False, True) if gradients]

    def _gradients(self) -> frozenset[bool]:
        """What the lines show, where there are numbers: gradients (True), weights."""
        states = [drawn.state for drawn in self.wires.values()]
        return frozenset([state.gradient for state in states if state.matrix is not None]
                         + [state.sheet.gradient for state in states if state.sheet is not None])  # fmt: skip

    def covers(self, area: QRectF, zoom: float) -> bool:
        """Whether an area would cover a card, its name, or a wire with a delay."""
        key = self.drawing, zoom < BLOCK_ZOOM
        if key != self._crowd[0]:
            cards = [item.named() if key[1] else item.card() for item in self.nodes.values()]
            self._crowd = key, [*cards, *(drawn.boundingRect() for drawn in self.wires.values() if drawn.wire.delay)]
        return any(map(area.intersects, self._crowd[1]))

    def _taken(self, zoom: float) -> list[QRectF]:
        """Where nothing may be written: cards and their names, pictures of weights, bars."""
        cards = [item.card() for item in self.nodes.values()]
        cards += self._named(zoom) if zoom < BLOCK_ZOOM else []
        pictures = [drawn.sheet_box() for drawn in self.wires.values() if drawn.state.sheet is not None]
        return [*self.overlays, *cards, *pictures, *(labels.bars_box(drawn) for drawn in self.wires.values() if drawn.wire.detach)]

    def _named(self, zoom: float) -> list[QRectF]:
        """Where names stand above cards; to measure hundreds of them takes longer than all else that is written."""
        key = self.drawing, round(zoom, 3), [len(item.state.badges) for item in self.nodes.values()]
        if key != self._names[0]:
            self._names = key, [item.header(zoom)[1].translated(item.pos()) for item in self.nodes.values()]
        return self._names[1]

    def _sight(self, rect: QRectF, zoom: float) -> QRectF:
        """What can be seen of the drawing, above the sentence at the foot of the view."""
        return rect.adjusted(EDGE / zoom, EDGE / zoom, -EDGE / zoom, -max(EDGE, self.foot) / zoom)

    @guarded
    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        zoom = self.paper or QStyleOptionGraphicsItem.levelOfDetailFromTransform(painter.worldTransform())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        labels.paint_bars(painter, self.wires.values(), self.look)
        written = self.labels(zoom, None if self.paper else self._sight(QRectF(rect), zoom))
        painter.setOpacity(1.0)
        for placed in written:
            placed.note.lead(painter, placed, self.look, zoom)
        for placed in written:
            placed.note.paint(painter, placed, self.look, zoom)
        painter.setOpacity(1.0)
        if self.travel.riders and not self.paper and zoom >= BLOCK_ZOOM:
            self.travel.paint(painter, self.look, zoom)

    def _remove_missing(self) -> None:
        """Remove what is drawn no longer, or joins other cards now."""
        ends = self.cards.ends
        for wire_id, item in list(self.wires.items()):
            joined = (item.source.node.id, item.target.node.id)
            if ends.get(wire_id) != joined or not all(map(self.cards.network.has, joined)):
                self.removeItem(self.wires.pop(wire_id))
        for node_id in [node_id for node_id in self.nodes if not self.cards.network.has(node_id)]:
            self.removeItem(self.nodes.pop(node_id))

    def set_look(self, look: Look) -> None:
        """Apply other colours."""
        self.look = look
        for item in self._drawn():
            item.look = look
            item.update()

    def _drawn(self) -> Iterator[NodeItem | WireItem | BlockFrame]:
        yield from self.nodes.values()
        yield from self.wires.values()
        yield from self.frames.values()

    def content(self) -> QRectF:
        """The rectangle around everything drawn."""
        key = self.drawing, sum(drawn.state.sheet is not None for drawn in self.wires.values())
        if key != self._content[0]:
            result = QRectF()
            for item in self._drawn():
                result = result.united(item.reach() if isinstance(item, NodeItem) else item.boundingRect())
            self._content = key, result
        return QRectF(self._content[1])

    def room(self) -> QRectF:
        """How far the view may scroll: any layer to any edge, from however far it is seen."""
        return self.content().adjusted(-ROOM, -ROOM, ROOM, ROOM)
