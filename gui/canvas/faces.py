"""What a card shows inside: its neurons, or where a layer has positions, pictures of them.

A layer over an image has a map for each unit. A layer over tokens or a signal is one strip: a row for each unit, a column for each
position. Attention shows the map of each head above its strip, queries from top to bottom and keys from left to right.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF

from engine.library.layers import LAYER_TYPES
from engine.model.network import Node

WIDTH, HEADER, FOOTER, PITCH, VISIBLE = 96.0, 40.0, 28.0, 32.0, 8
NEURON = (56.0, 24.0)  # width and height: a neuron holds its number
EDGE, BETWEEN = 6.0, 4.0  # around all pictures of a card, and between two
INSIDE = WIDTH - 2 * EDGE
TALL = VISIBLE * PITCH - BETWEEN  # of all pictures of a card at most
TOLD = 16.0  # the line that says how many there are, where not all have room
CELL = 12.0  # a number of a strip, if there is room
MAPS, STRIP, HEADS = "maps", "strip", "heads"
BLOCK = "block"  # the type of a card that stands for several layers
ROW, MOST_ROWS, BLOCK_WIDTH = 19.0, 10, 132.0  # the line of a layer in the card of its block
MOST_MAPS, MOST_HEADS = 24, 12
# so many pictures at most: columns, and the side of each
SIZES = ((1, 1, INSIDE), (3, 1, 80.0), (8, 2, 58.0), (12, 3, 42.0), (18, 3, 38.0), (MOST_MAPS, 4, 33.0))


@dataclass(frozen=True)
class Tile:
    """A picture in a card: the map of unit `number`, the map of head `number`, or the strip of all units."""

    kind: str
    number: int
    rect: QRectF

    def cell(self, row: int, column: int, shape: tuple[int, int]) -> QRectF:
        """The rectangle of one number of a picture with so many rows and columns."""
        width, height = self.rect.width() / shape[1], self.rect.height() / shape[0]
        return QRectF(self.rect.left() + column * width, self.rect.top() + row * height, width, height)

    def at(self, point: QPointF, shape: tuple[int, int]) -> tuple[int, int]:
        """Row and column under a point of the picture."""
        row = int((point.y() - self.rect.top()) / self.rect.height() * shape[0])
        column = int((point.x() - self.rect.left()) / self.rect.width() * shape[1])
        return min(max(0, row), shape[0] - 1), min(max(0, column), shape[1] - 1)


@dataclass(frozen=True)
class Face:
    """The pictures of a card; `inner` is the height of what they stand in. `hidden` units have no room."""

    width: float
    inner: float
    tiles: tuple[Tile, ...]
    hidden: int = 0


def face(node: Node) -> Face | None:
    """The pictures of a layer with positions, or the lines of a block; None for a layer that shows neurons."""
    if node.type == BLOCK:
        return Face(BLOCK_WIDTH, ROW * min(node.units, MOST_ROWS) + BETWEEN, ())
    return _face(node.units, node.grid, heads(node)) if node.grid else None


def heads(node: Node) -> int:
    """The heads of an attention layer; 0 for others."""
    record = LAYER_TYPES.get(node.type)
    found = (setting for setting in record.settings if setting.name == "heads") if record is not None else ()
    return next((int(node.settings.get(setting.name, setting.default)) for setting in found), 0)


@lru_cache(256)
def _face(units: int, grid: tuple[int, ...], many: int) -> Face:
    if many:
        return _attention(units, grid, many)
    return _strip(units, grid[0]) if len(grid) == 1 else _maps(units, grid)


def _maps(units: int, grid: tuple[int, ...]) -> Face:
    high, wide = grid
    width, bottom, places = _rows(min(units, MOST_MAPS), high / wide)
    tiles = tuple(Tile(MAPS, unit, rect) for unit, rect in enumerate(places))
    hidden = max(0, units - MOST_MAPS)
    return Face(width, max(PITCH, bottom + (TOLD if hidden else 0)), tiles, hidden)


def _rows(count: int, ratio: float) -> tuple[float, float, list[QRectF]]:
    """Width of the card, height and places of so many pictures, each as high as wide times the ratio."""
    _, columns, side = next(row for row in SIZES if count <= row[0])
    wide, high = (side, side * ratio) if ratio <= 1 else (side / ratio, side)
    width = max(WIDTH, columns * (wide + BETWEEN) - BETWEEN + 2 * EDGE)
    left = (width - columns * (wide + BETWEEN) + BETWEEN) / 2
    at = [divmod(number, columns) for number in range(count)]
    places = [QRectF(left + column * (wide + BETWEEN), HEADER + row * (high + BETWEEN), wide, high) for row, column in at]
    return width, -(-count // columns) * (high + BETWEEN), places


def _strip(units: int, length: int, top: float = HEADER, room: float = TALL, least: float = WIDTH) -> Face:
    width = max(least - 2 * EDGE, min(1.5 * INSIDE, length * CELL))
    height = min(room, max(2 * CELL, units * CELL))
    rect = QRectF(EDGE, top, width, height)
    return Face(width + 2 * EDGE, max(PITCH, height + BETWEEN), (Tile(STRIP, 0, rect),))


def _attention(units: int, grid: tuple[int, ...], many: int) -> Face:
    width, bottom, places = _rows(min(many, MOST_HEADS), 1.0)
    length = 1
    for side in grid:
        length *= side
    below = _strip(units, length, HEADER + bottom + BETWEEN, 0.4 * TALL, width)
    shift = (below.width - width) / 2
    tiles = tuple(Tile(HEADS, head, rect.translated(shift, 0)) for head, rect in enumerate(places))
    return Face(below.width, bottom + BETWEEN + below.inner, (*tiles, *below.tiles))
