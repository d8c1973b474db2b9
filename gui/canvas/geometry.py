"""What the canvas is painted with, and how layers are laid out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor

from engine.model.network import Network

WIDTH, HEADER, FOOTER, PITCH, RADIUS, VISIBLE = 96.0, 40.0, 28.0, 30.0, 11.0, 8
COLUMN = 240.0
PER_ROW = 8  # deep networks continue in a new row, as text does
BINS = 33
# Below the first zoom layers are blocks; numbers appear from the second on.
BLOCK_ZOOM, LABEL_ZOOM = 0.45, 0.8


@dataclass(frozen=True)
class Look:
    """Colours, the table of signed values, and the least size of numbers on the screen in pixels (0: as the zoom makes it)."""

    colors: dict[str, QColor]
    signed: np.ndarray
    least: int = 0

    def __getitem__(self, role: str) -> QColor:
        return self.colors[role]

    def pixels(self, wanted: float, zoom: float) -> int:
        """The size of a font that would be `wanted` pixels at zoom 1."""
        return round(max(wanted, self.least / max(zoom, 0.05)))

    def signed_color(self, share: float) -> QColor:
        """The colour of a value between -1 and 1."""
        row = self.signed[int(round((min(1.0, max(-1.0, share)) + 1) / 2 * 255))]
        return QColor(int(row[0]), int(row[1]), int(row[2]))


def shown_units(units: int) -> int:
    """How many neurons of a layer are drawn; the rest hides behind an ellipsis."""
    return units if units <= VISIBLE else VISIBLE - 1


def node_rect(units: int) -> QRectF:
    """The card of a layer around its own origin (top left)."""
    rows = min(units, VISIBLE)
    return QRectF(0, 0, WIDTH, HEADER + rows * PITCH + FOOTER)


def neuron_centers(units: int) -> list[QPointF]:
    """Middle points of the drawn neurons, in the card's coordinates."""
    return [QPointF(WIDTH / 2, HEADER + PITCH * (i + 0.5)) for i in range(shown_units(units))]


def tidy(network: Network) -> dict[str, tuple[float, float]]:
    """Columns by distance from the inputs, centred around one line; nodes that have a place keep it."""
    depth: dict[str, int] = {}
    order = network.order()
    for node in order or network.nodes:
        sources = [depth.get(wire.source, 0) for wire in network.incoming(node.id) if not wire.delay]
        depth[node.id] = max(sources, default=-1) + 1
    columns: dict[int, list[str]] = {}
    for node in network.nodes:
        columns.setdefault(depth.get(node.id, 0), []).append(node.id)
    heights = {node.id: node_rect(node.units).height() + 24 for node in network.nodes}
    tallest = max((sum(heights[member] for member in members) for members in columns.values()), default=0.0)
    per_row = PER_ROW if len(columns) > PER_ROW + 2 else len(columns)
    places: dict[str, tuple[float, float]] = {}
    for column, members in columns.items():
        row, place = divmod(column, max(1, per_row))
        y = row * (tallest + 50) - sum(heights[member] for member in members) / 2
        for member in members:
            places[member] = (place * COLUMN, y)
            y += heights[member]
    return {node.id: node.position or places[node.id] for node in network.nodes}
