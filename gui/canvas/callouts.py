"""What things of the drawing wear beside their cards: a number, and what the formula means by it, with a line to the thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from engine.insight.moment.things import Tag
from gui.canvas.geometry import Look
from gui.canvas.ink import family
from gui.canvas.placing import Placed, Site
from gui.canvas.spotlight import ways
from gui.look.theme import mark_role
from gui.notation.numbers import short

if TYPE_CHECKING:
    from gui.canvas.items import NodeItem
    from gui.canvas.wires import WireItem

DISC = 13.0  # pixels on the screen, at the least
LETTERS, WIDEST = 6, "−8·10⁻¹⁸"
AWAY = 3.0  # between a card and what stands beside it
STEPS = (0, -1, 1, -2, 2, -3, 3)  # how many lines above or below its thing a note may stand
RIM = 1.0  # inside a card, from its edge
INTO = 3.0  # how far a disc may reach into the round end of a neuron
NAMED, NUMBER, ALONE = "named", "number", "alone"
CABLE = 0.3  # where on its way a wire through time has its number
Group = list["Callout"]


@dataclass(frozen=True)
class Worn:
    """A number that a thing wears, and what it stands for unless the thing shows that by itself."""

    number: int
    tag: Tag | None = None


@dataclass(frozen=True)
class Callout:
    """A number beside the card `beside` that belongs to what lies at `anchor`; in a margin of `inside`, if it has room there.

    `role` is the colour of its disc, by default that of the number.
    """

    worn: Worn
    anchor: QRectF
    beside: QRectF
    inside: bool = False
    role: str = ""

    @property
    def forms(self) -> int:
        """Named, as a number alone, and as a mere disc, each also small where everything is large."""
        return 1 if self.worn.tag is None else 4

    def _form(self, form: int) -> tuple[str, bool]:
        """What is written, and whether it is as large as other text."""
        if self.worn.tag is None:
            return ALONE, False
        return ((NAMED, True), (NAMED, False), (NUMBER, False), (ALONE, False))[form]

    def sites(self, form: int, look: Look, zoom: float) -> Iterator[Site]:
        """Left of the card, right of it, above and below it; as near to the thing as possible."""
        kind, large = self._form(form)
        high = disc_size(zoom) if not large else max(disc_size(zoom), look.least / zoom)
        wide = high + (0.0 if kind == ALONE or self.worn.tag is None else text_width(self.worn.tag, kind, high) + 0.3 * high)
        if kind == ALONE and self.inside:
            yield from _in_the_margins(self.anchor, self.beside, high)
        card, gap = self.beside, AWAY / min(1.0, zoom)
        for x in (card.left() - gap - wide, card.right() + gap):
            for step in STEPS:
                y = self.anchor.center().y() + step * (high + gap)
                if card.top() - high <= y <= card.bottom() + high:
                    yield Site(QRectF(x, y - high / 2, wide, high))
        for y in (card.top() - gap - high, card.bottom() + gap, card.top() - 2 * gap - 2 * high, card.bottom() + 2 * gap + high):
            for x in (card.left() - 2 * gap, card.right() + 2 * gap - wide):
                yield Site(QRectF(x, y, wide, high))

    def paint(self, painter: QPainter, placed: Placed, look: Look, zoom: float) -> None:
        """The disc is at the end that is nearer to the thing."""
        painter.setOpacity(1.0)
        near = placed.box.center().x() < self.anchor.center().x()
        write(painter, placed.box, self.worn, self._form(placed.form)[0], near, look, self.role)

    def lead(self, painter: QPainter, placed: Placed, look: Look, zoom: float) -> None:
        """To the thing, in the colour of the disc."""
        if not placed.site.inside:
            draw_lead(painter, self._line(placed.box), look[self.role or mark_role(self.worn.number)], look, zoom)

    def _line(self, box: QRectF) -> list[QPointF]:
        """From the note past the edge of the card and into it at the height of the thing, clear of the name of the card."""
        left = box.center().x() < self.anchor.center().x()
        end = QPointF(self.anchor.left() if left else self.anchor.right(), self.anchor.center().y())
        if box.right() <= self.beside.left() or box.left() >= self.beside.right():
            edge = (box.right() + self.beside.left()) / 2 if left else (box.left() + self.beside.right()) / 2
            return [QPointF(box.right() if left else box.left(), box.center().y()), QPointF(edge, end.y()), end]
        x = (self.beside.left() + box.left()) / 2 if left else (self.beside.right() + box.right()) / 2
        above = box.center().y() < self.beside.center().y()
        return [QPointF(x, box.bottom() if above else box.top()), QPointF(x, end.y()), end]


def _in_the_margins(anchor: QRectF, card: QRectF, size: float) -> Iterator[Site]:
    """Left and right of a neuron, if a disc has room there."""
    left = max(card.left() + RIM, anchor.left() - 1.1 * size)
    right = min(card.right() - RIM - size, anchor.right() + 0.1 * size)
    if left + size <= anchor.left() + INTO:
        for x in (left, right):
            yield Site(QRectF(x, anchor.top() - AWAY, size, size), inside=True)


# which ------------------------------------------------------------------------------------------


def of_node(item: NodeItem) -> list[Group]:
    """The callouts of a layer, those of one number together."""
    card, groups = item.card(), dict[int, Group]()
    pictures = item.face is not None
    for (unit, position), several in item.worn.items():
        box = item.thing_box(unit, position)
        if box is not None:
            for worn in several:
                groups.setdefault(worn.number, []).append(Callout(worn, box, card, inside=not pictures))
    mute = [number for number, group in groups.items() if not any(callout.worn.tag for callout in group)]
    once = set(groups) if pictures else set(mute[1:])  # what says no number stands at each neuron for one of the numbers only
    result = [_one(group) if number in once else group for number, group in groups.items()]
    spot = item.spot
    mark = next((spot.nodes[name] for name in item.layers if spot.nodes.get(name)), 0)
    if mark:
        result.append([Callout(Worn(mark), QRectF(card.topLeft(), card.topLeft()), card, role="accent")])
    lit = spot.neurons.get(item.node.id, {})
    boxes = {unit: item.thing_box(unit, -1) for unit in lit}
    told = [Callout(Worn(lit[unit]), box, card, True, "accent") for unit, box in boxes.items() if box is not None and lit[unit]]
    return [*result, told] if told else result


def of_wire(item: WireItem) -> list[Group]:
    """The callouts of a wire that is drawn as a cable or as a picture, where a number stands once, at the first of its weights; and
    of what a lesson lights of any wire.
    """
    lit = item.spot.wires.get(item.wire.id, {})
    middles = [(mark, ways(item, place)[0].pointAtPercent(0.5)) for place, mark in lit.items() if mark and ways(item, place)]
    told = [[Callout(Worn(mark), QRectF(at, at), QRectF(at, at), role="accent")] for mark, at in middles]
    if item.bundle() or not item.worn:
        return told
    groups, sheet, box = dict[int, Group](), item.state.sheet, item.sheet_box()
    at = item.cable().pointAtPercent(CABLE)
    for place, several in item.worn.items():
        anchor = QRectF(at, at) if sheet is None else sheet.box(box, place)
        for worn in several:
            groups.setdefault(worn.number, []).append(Callout(worn, anchor, anchor if sheet is None else box))
    return [*told, *(_one(group) for group in groups.values())]


def _one(group: Group) -> Group:
    """Of several that wear one number the first, which then says no number of its own."""
    first = group[0]
    return [first if len(group) == 1 else Callout(Worn(first.worn.number), first.anchor, first.beside)]


# writing ----------------------------------------------------------------------------------------


def disc_size(zoom: float) -> float:
    """The height of a disc and of the words beside it, in the scene."""
    return DISC / min(1.0, max(zoom, 0.3))


def _font(high: float) -> QFont:
    font = QFont(family())
    font.setPixelSize(max(1, round(0.8 * high)))
    return font


def text_width(tag: Tag, kind: str, high: float) -> float:
    """How wide the words beside a disc are at most, whatever the number is: so nothing moves when it changes."""
    words = f"{tag.words} = {WIDEST}" if kind == NAMED else WIDEST
    return QFontMetricsF(_font(high)).horizontalAdvance(words)


def draw_lead(painter: QPainter, way: list[QPointF], color: QColor, look: Look, zoom: float) -> None:
    """A line from a note to what it belongs to, with a rim in the colour of paper."""
    for pen in (QPen(look["panel"], 3 / zoom), QPen(color, 1.2 / zoom)):
        painter.setPen(pen)
        painter.drawPolyline(way)


def write(painter: QPainter, box: QRectF, worn: Worn, kind: str, near: bool, look: Look, role: str = "") -> None:
    """A disc and its words, in the colour of values or of gradients; `near` is a disc on the right, else it is on the left."""
    high, tag = box.height(), worn.tag
    if kind != ALONE and tag is not None:
        hue = look["gradient" if tag.gradient else "value"]
        painter.setPen(QPen(hue, high / DISC))
        painter.setBrush(look["panel"])
        painter.drawRoundedRect(box, high / 3, high / 3)
        painter.setFont(_font(high))
        painter.setPen(hue)
        words = f"{tag.words} = {short(tag.value, LETTERS)}" if kind == NAMED else short(tag.value, LETTERS)
        rest = box.adjusted(0, 0, -high, 0) if near else box.adjusted(high, 0, 0, 0)
        painter.drawText(rest, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, words)
    x = box.right() - high / 2 if near else box.left() + high / 2
    disc(painter, QPointF(x, box.center().y()), high, worn.number, look[role or mark_role(worn.number)], look)


def disc(painter: QPainter, center: QPointF, size: float, number: int, color: QColor, look: Look) -> None:
    """A number on a disc of a colour."""
    box = QRectF(0, 0, size, size)
    box.moveCenter(center)
    painter.setPen(QPen(look["panel"], 1))
    painter.setBrush(color)
    painter.drawEllipse(box)
    font = QFont(family())
    font.setBold(True)
    font.setPixelSize(max(1, round(0.75 * size)))
    painter.setFont(font)
    painter.setPen(look["panel"])
    metrics = QFontMetricsF(font)
    ink = metrics.tightBoundingRect(str(number))
    painter.drawText(QPointF(center.x() - metrics.horizontalAdvance(str(number)) / 2, center.y() - ink.center().y()), str(number))


def groups_of(nodes: Iterable[NodeItem], wires: Iterable[WireItem]) -> list[Group]:
    """All callouts of the drawing; the largest groups first, so that they stand in straight columns."""
    found = [group for item in nodes for group in of_node(item)] + [group for item in wires for group in of_wire(item)]
    return sorted(found, key=len, reverse=True)
