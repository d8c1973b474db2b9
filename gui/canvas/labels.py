"""What is written on wires: the numbers of weights, the names of wires through time, factors, ties, and bars."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from engine.insight.moment.symbols import arrow
from gui.canvas.callouts import ALONE, NAMED, NUMBER, Worn, disc_size, draw_lead, text_width, write
from gui.canvas.geometry import Look
from gui.canvas.ink import family
from gui.canvas.placing import Placed, Site
from gui.canvas.wire_paint import shown
from gui.canvas.wires import WireItem
from gui.look.theme import mark_role
from gui.notation.numbers import short

FEW = 8  # weights of a bundle that are always labelled
FACE = 10  # pixels of a label at zoom 1
SHARES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8)  # places along a wire, the best first
ENDS = (0.14, 0.86, 0.08, 0.92)  # where else a disc has room
LETTERS, WIDEST = 6, "−0.888"
STOPS_AT, OVER = 0.3, 8.0  # where along a wire the bars stand that stop the gradient, and how far they reach beyond it
CENTER = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip


@dataclass(frozen=True)
class Weight:
    """The number of a weight: `chosen` is the role of its edge, `worn` what the formula means by it; `named` where it alone is
    meant.
    """

    wire: WireItem
    place: tuple[int, int]
    chosen: str = ""
    worn: Worn | None = None
    named: bool = False

    @property
    def _kinds(self) -> tuple[str, ...]:
        if self.worn is None or self.worn.tag is None:
            return (NUMBER,) if self.worn is None else (ALONE,)
        return (NAMED, NUMBER, ALONE) if self.named else (NUMBER, ALONE)

    @property
    def forms(self) -> int:
        """With the name of what is meant, as a number, as a disc."""
        return len(self._kinds)

    def sites(self, form: int, look: Look, zoom: float) -> Iterator[Site]:
        """Along its way; what the formula speaks of also beside it."""
        kind, metrics = self._kinds[form], QFontMetricsF(font(look, zoom))
        box = QRectF(0, 0, metrics.horizontalAdvance(WIDEST) + 6, metrics.height())
        if self.worn is not None:
            high = disc_size(zoom)
            tag = self.worn.tag
            wide = high + (0.0 if kind == ALONE or tag is None else text_width(tag, kind, high) + 0.3 * high)
            box = QRectF(0, 0, wide, high)
        way, odd = self.wire.way(self.place), self.place[0] % 2
        for aside in (0.0,) if self.worn is None else (0.0, *(side * step for step in (1.1, 2.2, 3.3) for side in (-1, 1))):
            for share in (*SHARES[odd:], *SHARES[:odd], *(ENDS if kind == ALONE else ())):
                at = way.pointAtPercent(share)
                box.moveCenter(at + QPointF(0, aside * box.height()))
                yield Site(QRectF(box), to=at if aside else None)

    def lead(self, painter: QPainter, placed: Placed, look: Look, zoom: float) -> None:
        """To the line of the weight, where the number stands beside it."""
        if placed.site.to is not None and self.worn is not None:
            draw_lead(painter, [placed.box.center(), placed.site.to], look[mark_role(self.worn.number)], look, zoom)

    def paint(self, painter: QPainter, placed: Placed, look: Look, zoom: float) -> None:
        """The number of this moment."""
        matrix, wire = shown(self.wire), self.wire
        painter.setOpacity(look.dimmed if wire.state.dimmed and self.worn is None else 1.0)
        if self.worn is not None:
            write(painter, placed.box, self.worn, self._kinds[placed.form], False, look)
            return
        if matrix is None or wire.state.hasty and not self.chosen:
            return
        painter.setPen(QPen(look[self.chosen], 1.2) if self.chosen else Qt.PenStyle.NoPen)
        painter.setBrush(_paper(look))
        painter.drawRoundedRect(placed.box, 3, 3)
        value = float(matrix[self.place])
        painter.setFont(font(look, zoom))
        painter.setPen(look["gradient" if wire.state.gradient else "value"] if np.isfinite(value) else look["error"])
        painter.drawText(placed.box, CENTER, short(value, LETTERS))


@dataclass(frozen=True)
class Words:
    """Words on a wire: the name of one through time beside its lane, else what a wire multiplies by or whose matrix it uses."""

    wire: WireItem
    text: str
    forms: int = 1

    def sites(self, form: int, look: Look, zoom: float) -> Iterator[Site]:
        """On the way, or beside it."""
        metrics = QFontMetricsF(font(look, zoom))
        box, wire = QRectF(0, 0, metrics.horizontalAdvance(self.text) + 6, metrics.height()), self.wire
        lines = wire.lines() if wire.bundle() else []
        way = wire.way(lines[0 if wire.wire.tied else len(lines) // 2][:2]) if lines else wire.cable()
        for share in SHARES if lines or wire.wire.delay else (0.35, *SHARES):
            at = way.pointAtPercent(share)
            box.moveCenter(at)
            if wire.wire.delay or wire.wire.tied:
                for bottom in (at.y() - 3, at.y() + 3 + box.height()):
                    box.moveBottom(bottom)
                    yield Site(QRectF(box))
            else:
                yield Site(QRectF(box))

    def lead(self, painter: QPainter, placed: Placed, look: Look, zoom: float) -> None:
        """They stand on their wire."""

    def paint(self, painter: QPainter, placed: Placed, look: Look, zoom: float) -> None:
        """On paper of its own, so that lines do not cross it."""
        painter.setOpacity(1.0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_paper(look))
        painter.drawRoundedRect(placed.box, 3, 3)
        painter.setFont(font(look, zoom))
        painter.setPen(look["text" if self.wire.wire.delay else "value"])
        painter.drawText(placed.box, CENTER, self.text)


def _paper(look: Look) -> QColor:
    paper = QColor(look["window"])
    paper.setAlphaF(0.9)
    return paper


def words(wires: Iterable[WireItem]) -> list[Words]:
    """The names of wires through time, which bring what was one time step before; factors; ties."""
    named = ((wire, f"{arrow(wire.wire.id)} · t−1" if wire.wire.delay else wire.state.words) for wire in wires)
    return [Words(wire, text) for wire, text in named if text]


def worn_weights(wires: Iterable[WireItem]) -> list[Weight]:
    """The weights of which the formula speaks; where it means a single one its label says how it is called."""
    drawn = [wire for wire in wires if wire.bundle() and shown(wire) is not None]
    told = [(wire, (i, j), worn) for wire in drawn for i, j, _ in wire.lines() for worn in wire.worn.get((i, j), ())]
    numbers = [worn.number for *_, worn in told]
    return [Weight(wire, place, "", worn, numbers.count(worn.number) == 1) for wire, place, worn in told]


def wanted(wires: Iterable[WireItem], node: str, unit: int | None) -> list[Weight]:
    """Which others are labelled, the most wanted first: chosen, under the mouse, into that neuron or layer, of small bundles."""
    drawn = [wire for wire in wires if wire.bundle() and shown(wire) is not None]
    found: list[tuple[int, Weight]] = []
    for wire in drawn:
        into = unit if wire.wire.target == node else None
        near = wire.isSelected() or wire.target.isSelected()
        lines = wire.lines()
        asked = near or wire.pointed or any(one is not None for one in (wire.marked, wire.hovered, into))
        if len(lines) > FEW and not asked:
            continue
        for i, j, _ in lines:
            if (i, j) in wire.worn:
                continue
            if (i, j) == wire.marked:
                found.append((0, Weight(wire, (i, j), "accent")))
            elif (i, j) == wire.hovered or (i, j) in wire.pointed:
                found.append((1, Weight(wire, (i, j), "text")))
            elif i == into:
                found.append((2, Weight(wire, (i, j))))
            elif near or len(lines) <= FEW:
                found.append((3 if near else 4, Weight(wire, (i, j))))
    return [weight for _, weight in sorted(found, key=lambda entry: entry[0])]


def font(look: Look, zoom: float) -> QFont:
    """The font of labels, readable at any zoom."""
    result = QFont(family())
    result.setPixelSize(look.pixels(FACE, zoom))
    return result


def paint_bars(painter: QPainter, wires: Iterable[WireItem], look: Look) -> None:
    """Bar the wires along which no gradient flows back, in the colour of gradients."""
    for wire in wires:
        if not wire.wire.detach:
            continue
        box = bars_box(wire)
        painter.setOpacity(wire.look.dimmed if wire.state.dimmed else 1.0)
        for color, width in ((look["window"], 9.0), (look["gradient"], 3.0)):
            painter.setPen(QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLines([QLineF(x, box.top(), x, box.bottom()) for x in (box.left(), box.right())])
    painter.setOpacity(1.0)


def bars_box(wire: WireItem) -> QRectF:
    """Where the bars stand."""
    lines = wire.lines() if wire.bundle() and wire.route is None else []
    ways = [wire.way(line[:2]) for line in (lines[0], lines[-1])] if lines else [wire.cable()]
    places = [way.pointAtPercent(STOPS_AT) for way in ways]
    top, bottom = min(place.y() for place in places), max(place.y() for place in places)
    return QRectF(places[0].x() - 3, top - OVER, 6, bottom - top + 2 * OVER)
