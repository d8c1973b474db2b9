"""Numbers on the wires: where they stand, so that no label covers another or a card."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from engine.insight.moment.symbols import arrow
from gui.canvas.geometry import BLOCK_ZOOM, Look, short
from gui.canvas.ink import family
from gui.canvas.wire_paint import shown
from gui.canvas.wires import WireItem

FEW = 8  # weights of a bundle that are always labelled
FACE = 10  # pixels of a label at zoom 1
SHARES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8)  # places along a wire, the best first
LETTERS, WIDEST = 6, "−0.888"
STOPS_AT, OVER = 0.3, 8.0  # where along a wire the bars stand that stop the gradient, and how far they reach beyond it


@dataclass(frozen=True)
class Wanted:
    """A weight that asks for a label; `chosen` is the role of its edge."""

    wire: str
    place: tuple[int, int]
    chosen: str = ""


@dataclass(frozen=True)
class Label:
    """A place for the number of a weight, in scene coordinates."""

    wanted: Wanted
    box: QRectF


def wanted(wires: Iterable[WireItem], node: str, unit: int | None) -> list[Wanted]:
    """Which weights are labelled, the most wanted first: chosen, under the mouse, into that neuron or layer, of small bundles."""
    drawn = [wire for wire in wires if wire.bundle() and shown(wire) is not None]
    ranks: dict[tuple[str, tuple[int, int]], tuple[int, str]] = {}
    for wire in drawn:
        into = unit if wire.wire.target == node else None
        near = wire.isSelected() or wire.target.isSelected()
        lines = wire.lines()
        asked = near or wire.pointed or wire.tags or any(one is not None for one in (wire.marked, wire.hovered, into))
        if len(lines) > FEW and not asked:
            continue
        for i, j, _ in lines:
            if (i, j) == wire.marked:
                ranks[wire.wire.id, (i, j)] = (0, "accent")
            elif (i, j) == wire.hovered or (i, j) in wire.pointed:
                ranks[wire.wire.id, (i, j)] = (1, "text")
            elif i == into or (i, j) in wire.tags:
                ranks[wire.wire.id, (i, j)] = (2, "")
            elif near or len(lines) <= FEW:
                ranks[wire.wire.id, (i, j)] = (3 if near else 4, "")
    return [Wanted(*key, role) for key, (_, role) in sorted(ranks.items(), key=lambda entry: entry[1][0])]


def font(look: Look, zoom: float) -> QFont:
    """The font of labels, readable at any zoom."""
    result = QFont(family())
    result.setPixelSize(look.pixels(FACE, zoom))
    return result


def place(asked: list[Wanted], wires: dict[str, WireItem], cards: list[QRectF], look: Look, zoom: float) -> list[Label]:
    """A free place along its wire for each weight that finds one; what finds none stays without a label."""
    if zoom < BLOCK_ZOOM:
        return []
    metrics = QFontMetricsF(font(look, zoom))
    size = QRectF(0, 0, metrics.horizontalAdvance(WIDEST) + 6, metrics.height())
    taken, result = list(cards), []
    for entry in asked:
        way = wires[entry.wire].way(entry.place)
        for share in SHARES[entry.place[0] % 2 :] + SHARES[: entry.place[0] % 2]:
            box = QRectF(size)
            box.moveCenter(way.pointAtPercent(share))
            if not any(box.intersects(other) for other in taken):
                taken.append(box)
                result.append(Label(entry, box))
                break
    return result


def paint(painter: QPainter, labels: list[Label], wires: dict[str, WireItem], look: Look, zoom: float) -> None:
    """Write the numbers of the moment into their places."""
    painter.setFont(font(look, zoom))
    paper = QColor(look["window"])
    paper.setAlphaF(0.9)
    for label in labels:
        wire = wires[label.wanted.wire]
        matrix = shown(wire)
        if matrix is None or wire.state.hasty and not label.wanted.chosen:
            continue
        painter.setPen(QPen(look[label.wanted.chosen], 1.2) if label.wanted.chosen else Qt.PenStyle.NoPen)
        painter.setBrush(paper)
        painter.setOpacity(wire.look.dimmed if wire.state.dimmed else 1.0)
        painter.drawRoundedRect(label.box, 3, 3)
        value, gradient = _said(wire, matrix, label.wanted.place)
        painter.setPen(look["gradient" if gradient else "value"] if np.isfinite(value) else look["error"])
        painter.drawText(label.box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, short(value, LETTERS))
    painter.setOpacity(1.0)


def _said(wire: WireItem, matrix: np.ndarray, place: tuple[int, int]) -> tuple[float, bool]:
    """The number of a weight, and whether it is a gradient: what the formula means by it, else what its line shows."""
    tag = wire.tags.get(place)
    return (float(matrix[place]), wire.state.gradient) if tag is None else (tag.value, tag.gradient)


def paint_delays(painter: QPainter, wires: Iterable[WireItem], look: Look, zoom: float) -> None:
    """Name delayed wires over their lanes, and say that they bring what was one time step before."""
    if zoom < BLOCK_ZOOM:
        return
    painter.setFont(font(look, zoom))
    painter.setPen(look["text"])
    for wire in wires:
        if wire.wire.delay:
            box = delay_box(wire, look, zoom)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, _delay_words(wire))


def paint_words(painter: QPainter, wires: Iterable[WireItem], look: Look, zoom: float) -> None:
    """Write onto wires what they multiply by, or whose matrix they use."""
    if zoom < BLOCK_ZOOM:
        return
    painter.setFont(font(look, zoom))
    paper = QColor(look["window"])
    paper.setAlphaF(0.9)
    for wire in wires:
        if wire.state.words:
            box = words_box(wire, look, zoom)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(paper)
            painter.drawRoundedRect(box, 3, 3)
            painter.setPen(look["value"])
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, wire.state.words)


def words_box(wire: WireItem, look: Look, zoom: float) -> QRectF:
    """Where the words of a wire stand: on a direct one, above the matrix of a tied one."""
    metrics = QFontMetricsF(font(look, zoom))
    box = QRectF(0, 0, metrics.horizontalAdvance(wire.state.words) + 6, metrics.height())
    lines = wire.lines() if wire.bundle() else []
    tied = lines and wire.wire.tied
    number = 0 if tied else len(lines) // 2
    box.moveCenter(wire.way(lines[number][:2]).pointAtPercent(0.5) if lines else wire.cable().pointAtPercent(0.35))
    if tied:
        box.moveBottom(box.center().y() - metrics.height() / 2)
    return box


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


def _delay_words(wire: WireItem) -> str:
    return f"{arrow(wire.wire.id)} · t−1"


def delay_box(wire: WireItem, look: Look, zoom: float) -> QRectF:
    """Where the name of a delayed wire stands: above the lane."""
    metrics = QFontMetricsF(font(look, zoom))
    box = QRectF(0, 0, metrics.horizontalAdvance(_delay_words(wire)) + 4, metrics.height())
    cable: QPainterPath = wire.cable()
    box.moveCenter(cable.pointAtPercent(0.5))
    box.moveBottom(box.center().y() - 3)
    return box
