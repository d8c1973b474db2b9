"""The places that a lesson speaks of: an outline around layers, neurons and wires, and the number that stands in its text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from engine.lessons.lesson import DO, Place
from engine.model.network import Network
from gui.canvas.geometry import neuron_rects
from gui.canvas.worn import ring
from gui.session.lessons import Lessons

if TYPE_CHECKING:
    from gui.canvas.items import NodeItem
    from gui.canvas.wires import WireItem

_ELEMENT = re.compile(r"^(.*?)\[(\d+(?:,\d+)*)\]$")
WHOLE = (-1, -1)  # a wire as a whole


@dataclass(frozen=True)
class Spot:
    """What is lit of the drawing, each with its number or 0: layers, their neurons, and weights of wires by the wire's id."""

    nodes: dict[str, int] = field(default_factory=dict)
    neurons: dict[str, dict[int, int]] = field(default_factory=dict)
    wires: dict[str, dict[tuple[int, int], int]] = field(default_factory=dict)
    involved: frozenset[str] = frozenset()
    dims: bool = False  # whether the rest steps back

    def darkens(self, names: Iterable[str]) -> bool:
        """Whether what is drawn for these layers or wires steps back: the place speaks of none of them."""
        return self.dims and self.involved.isdisjoint(names)


def spot_of(lessons: Lessons, network: Network) -> Spot:
    """What the present step lights. Where the learner is to do something, the rest stays as it is."""
    nodes, neurons, wires = {}, dict[str, dict[int, int]](), dict[str, dict[tuple[int, int], int]]()
    involved = set[str]()
    for place in lessons.light:
        name, index = _element(place)
        if place.kind == "node" and network.has(place.name):
            nodes[place.name] = place.mark
            involved.add(place.name)
        elif place.kind == "neuron" and network.has(name):
            neurons.setdefault(name, {})[index[0] if index else 0] = place.mark
            involved.add(name)
        elif place.kind in ("wire", "weight"):
            for wire in network.wires:
                if wire.weight in (name, f"{name}.weight"):
                    wires.setdefault(wire.id, {})[(index[0], index[1]) if len(index) == 2 else WHOLE] = place.mark
                    involved |= {wire.id, wire.source, wire.target}
    step = lessons.step
    return Spot(nodes, neurons, wires, frozenset(involved), bool(involved) and step is not None and step.kind != DO)


def _element(place: Place) -> tuple[str, tuple[int, ...]]:
    found = _ELEMENT.match(place.name)
    return (found[1], tuple(map(int, found[2].split(",")))) if found else (place.name, ())


def paint_node(item: NodeItem, painter: QPainter, zoom: float) -> None:
    """The outline of a layer, and rings around its neurons."""
    look, spot = item.look, item.spot
    painter.setOpacity(1.0)
    lit = next((spot.nodes[name] for name in item.layers if name in spot.nodes), None)
    if lit is not None:
        painter.setPen(QPen(look["accent"], 2 / min(1.0, max(zoom, 0.2))))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(item.rect().adjusted(-4, -4, 4, 4), 11, 11)
    rects = neuron_rects(item.node)
    for unit in spot.neurons.get(item.node.id, {}):
        if unit < len(rects):
            ring(painter, rects[unit], 5, QPen(look["accent"], 2.5))


def paint_wire(item: WireItem, painter: QPainter) -> None:
    """A wide line along what is lit of a wire."""
    color = QColor(item.look["accent"])
    color.setAlphaF(0.35)
    painter.setOpacity(1.0)
    for place in item.spot.wires.get(item.wire.id, {}):
        for way in ways(item, place):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(color, 8))
            painter.drawPath(way)


def ways(item: WireItem, place: tuple[int, int]) -> list[QPainterPath]:
    """The ways of a weight that is lit, or of a whole wire."""
    if not item.bundle():
        return [item.cable()]
    drawn = [(i, j) for i, j, _ in item.lines()]
    return [item.way(each) for each in drawn if place in (WHOLE, each)]
