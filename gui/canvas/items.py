"""A layer as one item: where its parts lie, and hit-testing; `node_paint` paints it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QFont, QImage, QPainter, QPainterPath
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from engine.model.network import Node
from gui.canvas import band, node_paint, spotlight, worn
from gui.canvas.callouts import Worn
from gui.canvas.cards import layers_in, parameter_words
from gui.canvas.faces import BLOCK, HEADS, MAPS, Face, Tile, face
from gui.canvas.geometry import BLOCK_ZOOM, CLOSE, FOOTER, NAME, PITCH, WIDTH, Look, neuron_rects, node_rect
from gui.canvas.ink import family
from gui.canvas.maps import Stack
from gui.canvas.spotlight import Spot
from gui.canvas.still import Still
from gui.look.loss_rows import own_loss_words
from gui.widgets.guarded import guarded

if TYPE_CHECKING:
    from gui.canvas.links import Lit

SMALLEST = 9  # pixels of a name that has little room
ASIDE = 18.0  # how far the name of a block may reach beyond its card: not as far as wires that turn beside it


@dataclass(frozen=True)
class Badge:
    """A mark beside the name of a layer: its colour by role, its sign, and what it means. Without a sign it is a plain dot."""

    role: str
    sign: str
    words: str


@dataclass(frozen=True)
class Part:
    """A layer in the card of its block: how wide the band of its gradient is, None as long as it is unknown, its colour by role
    where it is worked on, and its kernels or the maps of its heads.
    """

    band: float | None = None
    lit: str = ""
    picture: Stack | None = None


@dataclass(frozen=True)
class LossTold:
    """The loss of an output: its factor in the sum, and what it is now, in words."""

    output: str
    weight: str
    value: str


@dataclass(frozen=True, eq=False)
class NodeState:
    """Live numbers of a layer for one sample; None is not computed yet. Scales make colours comparable.

    A block has `parts`, one for each of its layers, and the δ of all. `losses` are those of its outputs, where there are several.

    `maps` and `heads` are the pictures of a layer with positions, of its δ where they show the `gradient`; `symbol` is what they
    show, `position` the chosen one, if any is.
    """

    values: np.ndarray | None = None
    deltas: np.ndarray | None = None
    arrived: np.ndarray | None = None  # the gradient that has reached the layer: δ, or until that is computed ∂L/∂a
    scale: float = 1.0
    delta_scale: float = 1.0
    lit: str = ""
    dimmed: bool = False
    pictures: tuple[QImage, ...] = ()
    badges: tuple[Badge, ...] = ()
    maps: Stack | None = None
    heads: Stack | None = None
    gradient: bool = False
    symbol: str = ""
    position: int = -1
    parts: tuple[Part, ...] = ()
    losses: tuple[LossTold, ...] = ()

    def band(self, out: bool) -> float | None:
        """How wide the band of the gradient is where it leaves the card, or where it enters."""
        known = [part.band for part in self.parts if part.band is not None]
        return known[-1 if out else 0] if known else self._wide

    @cached_property
    def _wide(self) -> float | None:
        return band.width(self.arrived, self.delta_scale)


@dataclass(frozen=True)
class Pixel:
    """One number of a picture: of unit `unit` at a position, or of the map of a head, with the key that a query looks at."""

    node: str
    unit: int
    position: int
    head: int = -1
    key: int = -1


class NodeItem(QGraphicsItem):
    """A layer: card, neurons, ports, unit buttons."""

    def __init__(self, node: Node, look: Look, words: str) -> None:
        super().__init__()
        self.node, self.look, self.words = node, look, words
        self._face, self._rect = face(node), node_rect(node)
        self.state, self.still = NodeState(), Still()
        self.refused = ""
        self.welcome = False
        self.sizable = True
        self.joined: frozenset[bool] = frozenset()  # sides with wires, True is out: their ports show under the mouse only
        self.near = False
        self.headroom = NAME  # above the card, for its name where layers are blocks
        self.worn: dict[tuple[int, int], tuple[Worn, ...]] = {}  # of a unit and position (-1: all) of which the formula speaks
        self.spot = Spot()  # what a lesson lights
        self.asked = False  # a lesson asks for its values
        self.pointed: frozenset[int] = frozenset()  # neurons whose part of the formula is under the mouse
        self.lit: Lit | None = None  # positions that belong to the pixel under the mouse
        self.setFlags(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
        self.setZValue(1)
        self._tell()

    @property
    def layers(self) -> tuple[str, ...]:
        """The layers that the card stands for: its own, or all of its block."""
        return layers_in(self.node)

    @property
    def block(self) -> bool:
        """Whether it stands for a block."""
        return self.node.type == BLOCK

    def set_node(self, node: Node, words: str) -> None:
        """Show an edited layer."""
        if node != self.node or words != self.words:
            self.prepareGeometryChange()
            self.node, self.words = node, words
            self._face, self._rect = face(node), node_rect(node)
            self._tell()
            self.update()

    def set_state(self, state: NodeState) -> None:
        """Show other numbers, once the view is painted again: one painting for all items."""
        told, self.state = self.state.badges, state
        if told != state.badges:
            self._tell()

    def _tell(self) -> None:
        """The tooltip: name and kind in full, and what each badge means."""
        marks = (f"{badge.sign or '●'} {badge.words}" for badge in self.state.badges)
        inside = (f"{name} · {words}" for name, words in self.node.settings["layers"]) if self.block else ()
        lines = (f"{self.node.id} · {self.words}", own_loss_words(self.node), *inside, *marks)
        self.setToolTip("\n".join(filter(None, lines)))

    # geometry ------------------------------------------------------------------------------------

    @property
    def face(self) -> Face | None:
        """The pictures that the card shows; None for neurons."""
        return self._face

    def rect(self) -> QRectF:
        """The card."""
        return QRectF(self._rect)

    def card(self) -> QRectF:
        """The card in scene coordinates."""
        return self.rect().translated(self.pos())

    def named(self) -> QRectF:
        """The card with the row above it that its name and badges have where layers are blocks, in scene coordinates."""
        side = self.aside
        return self.card().adjusted(-side, -self.headroom, side, 0)

    @property
    def aside(self) -> float:
        """How far the name of a block may reach beyond its card."""
        return ASIDE if self.block else CLOSE / 2

    def reach(self) -> QRectF:
        """Where the mouse finds the layer, ports included, in scene coordinates."""
        return self.card().adjusted(-12, -6, 12, 6)

    def boundingRect(self) -> QRectF:
        return self.rect().adjusted(-WIDTH, -NAME, WIDTH, 6)

    def shape(self) -> QPainterPath:
        """The card alone: a tooltip or a box drawn around layers does not mean what lies beside it."""
        path = QPainterPath()
        path.addRect(self.rect())
        return path

    def port(self, out: bool) -> QPointF:
        """The middle of a port in scene coordinates."""
        rect = self.card()
        return QPointF(rect.right() if out else rect.left(), rect.center().y())

    def loop_end(self, out: bool) -> QPointF:
        """Where a delayed wire leaves or arrives: at the foot, clear of the name and of lines from neurons, in the scene."""
        rect = self.card()
        return QPointF(rect.right() if out else rect.left(), rect.bottom() - FOOTER / 2)

    def over_port(self, point: QPointF, out: bool) -> bool:
        """Whether a scene point lies on a port."""
        return QLineF(point, self.port(out)).length() <= 12

    def outline(self, index: int) -> QRectF:
        """A drawn neuron in scene coordinates; hidden ones lie at the ellipsis."""
        rects = neuron_rects(self.node)
        if index < len(rects):
            return rects[index].translated(self.pos())
        return rects[-1].translated(self.pos() + QPointF(0, PITCH))

    def neuron(self, index: int) -> QPointF:
        """The middle of a neuron in scene coordinates."""
        return self.outline(index).center()

    def neuron_at(self, point: QPointF) -> int | None:
        """The drawn neuron at a scene point."""
        rects = neuron_rects(self.node)
        return next((index for index, rect in enumerate(rects) if rect.translated(self.pos()).contains(point)), None)

    def thing_box(self, unit: int, position: int) -> QRectF | None:
        """Where a unit or one of its positions is drawn in the scene; None if it is not."""
        found = worn.thing_box(self, unit, position)
        return None if found is None else found.translated(self.pos())

    def stack(self, tile: Tile) -> Stack | None:
        """The numbers of a picture and of those beside it."""
        return self.state.heads if tile.kind == HEADS else self.state.maps

    def pixel_at(self, point: QPointF) -> Pixel | None:
        """The number under a scene point, if the card shows pictures and it is computed."""
        here, tiles = point - self.pos(), () if self.face is None else self.face.tiles
        for tile in tiles:
            shown = self.stack(tile)
            if shown is not None and tile.rect.contains(here) and tile.number < len(shown.values):
                row, column = tile.at(here, shown.shape)
                if tile.kind == HEADS:
                    return Pixel(self.node.id, -1, row, tile.number, column)
                if tile.kind == MAPS:
                    return Pixel(self.node.id, tile.number, row * shown.shape[1] + column)
                return Pixel(self.node.id, row, column)
        return None

    def size_words(self) -> str:
        """Units, and how its positions lie, as PyTorch writes the shape of one sample; then what the pictures show."""
        if self.block:
            return parameter_words(self.node)
        shape = "×".join(map(str, (self.node.units, *self.node.grid)))
        return f"{self.state.symbol} {shape}" if self.state.symbol else shape

    def button(self, more: bool) -> QRectF:
        """The - or + button in the card's coordinates."""
        rect = self.rect()
        return QRectF(rect.right() - 26 if more else rect.left() + 6, rect.bottom() - FOOTER + 4, 20, 20)

    def header(self, zoom: float) -> tuple[QFont, QRectF, list[QRectF]]:
        """The name's font, where it stands, and where the badges stand beside it, in the card's coordinates.

        The name is inside the card, or above it where layers are blocks. A long one is written smaller.
        """
        block = zoom < BLOCK_ZOOM
        wide = self.rect().width()
        room, side = self.headroom, self.aside
        row = QRectF(-side, 4 - room, wide + 2 * side, room - 6) if block else QRectF(4, 1, wide - 8, 20)
        count = len(self.state.badges)
        size = min(row.height() - 2, 15 / max(zoom, 0.2))
        rest = row.width() - count * (size + 3)
        font = QFont(family())
        font.setBold(True)
        wanted = max(10, min(round(room) - 10 if block else 20, round((11 if block else 13) / max(zoom, 0.05))))
        long = node_paint.fit(font, self.node.id, rest - 2, wanted, max(SMALLEST, wanted // 2))
        width = min(rest, long + 2)
        left = row.center().x() - (width + count * (size + 3)) / 2
        name = QRectF(left, row.top(), width, row.height())
        marks = [QRectF(name.right() + 3 + index * (size + 3), row.center().y() - size / 2, size, size) for index in range(count)]
        return font, name, marks

    # painting ------------------------------------------------------------------------------------

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        paper: float = getattr(self.scene(), "paper", 0.0)
        zoom = paper or option.levelOfDetailFromTransform(painter.worldTransform())
        node_paint.paint(self, painter, zoom, bool(paper))
        if zoom >= BLOCK_ZOOM and not paper:
            worn.paint_neurons(self, painter, zoom)
            worn.paint_positions(self, painter, zoom)
            spotlight.paint_node(self, painter, zoom)
