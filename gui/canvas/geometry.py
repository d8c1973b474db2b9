"""Sizes on the canvas, where a layer's neurons lie in its card, and what everything is painted with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from engine.model.network import Node
from gui.canvas.faces import FOOTER as FOOTER
from gui.canvas.faces import HEADER as HEADER
from gui.canvas.faces import MAPS, NEURON, VISIBLE, face
from gui.canvas.faces import PITCH as PITCH
from gui.canvas.faces import WIDTH as WIDTH

COLUMN = 240.0
APART, CLOSE = COLUMN - WIDTH, 88.0  # between the cards of two columns; where no lines of single weights lie between them
NAME = 74.0  # above a block, for its name: readable from as far away as twenty layers are on a small screen
BLOCK_ZOOM = 0.45  # farther away, layers are blocks
READABLE = 10  # pixels on the screen, for numbers


@dataclass(frozen=True, eq=False)
class Look:
    """Colours, the table of signed values, the least size of numbers on the screen in pixels (0: as the zoom makes it), and the
    opacity of what takes no part in the present step."""

    colors: dict[str, QColor]
    signed: np.ndarray
    least: int = 0
    dimmed: float = 0.5

    def __getitem__(self, role: str) -> QColor:
        return self.colors[role]

    def pixels(self, wanted: float, zoom: float) -> int:
        """The size of a font that would be `wanted` pixels at zoom 1 and stays readable when it is far away."""
        return round(max(wanted, (self.least or READABLE) / max(zoom, 0.05)))

    def usual(self, wanted: float, zoom: float) -> int:
        """The size where nothing asks for large numbers: readable, no more."""
        return round(max(wanted, READABLE / max(zoom, 0.05)))

    def signed_color(self, share: float) -> QColor:
        """The colour of a value between -1 and 1."""
        row = self.signed[int(round((min(1.0, max(-1.0, share)) + 1) / 2 * 255))]
        return QColor(int(row[0]), int(row[1]), int(row[2]))


def shown_units(units: int) -> int:
    """How many neurons of a layer are drawn; the rest hides behind an ellipsis."""
    return units if units <= VISIBLE else VISIBLE - 1


def node_rect(node: Node) -> QRectF:
    """The card of a layer around its own origin (top left)."""
    pictures = face(node)
    if pictures is not None:
        return QRectF(0, 0, pictures.width, HEADER + pictures.inner + FOOTER)
    return QRectF(0, 0, WIDTH, HEADER + min(node.units, VISIBLE) * PITCH + FOOTER)


def neuron_rect(index: int) -> QRectF:
    """Outline of a drawn neuron of a plain layer, in the card's coordinates."""
    width, height = NEURON
    return QRectF((WIDTH - width) / 2, HEADER + (PITCH - height) / 2 + PITCH * index, width, height)


def neuron_rects(node: Node) -> list[QRectF]:
    """Outlines of the drawn neurons, in the card's coordinates: a wire ends in the middle of a short side.

    Of a layer with positions, its maps or the rows of its strip; a block has none.
    """
    pictures = face(node)
    if pictures is None:
        return [neuron_rect(index) for index in range(shown_units(node.units))]
    if not pictures.tiles:
        return []
    if pictures.tiles[0].kind == MAPS:
        return [tile.rect for tile in pictures.tiles]
    return [pictures.tiles[-1].cell(unit, 0, (node.units, 1)) for unit in range(node.units)]
