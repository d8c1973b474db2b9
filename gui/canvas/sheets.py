"""The weights between layers that are drawn as pictures, as one picture on the wire: kernels side by side, or a matrix."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gui.canvas.faces import TALL, Tile
from gui.canvas.geometry import Look
from gui.canvas.maps import Stack, frame, paint_tile
from gui.look.theme import mark_role

LARGEST, LEAST, ASIDE = 9.0, 8.0, 14.0  # of a number, of a whole picture, and between it and the cards
SHEET, GAP = "sheet", 0.12  # between two kernels, as a part of one


@dataclass(frozen=True, eq=False)
class Sheet:
    """A parameter as a picture: parts of `part` rows and columns, `across` of them side by side.

    With `channels` they are the kernels of a convolution, one for each pair of an output and an input channel; else rows and
    columns are those of the matrix.
    """

    parameter: str
    stack: Stack
    part: tuple[int, int]
    across: int
    channels: int = 0
    gradient: bool = False

    def place(self, row: int, column: int) -> tuple[int, int]:
        """Which element of the parameter stands there."""
        if not self.channels:
            return row, column
        (high, wide), (down, inside), (right, along) = self.part, divmod(row, self.part[0]), divmod(column, self.part[1])
        output, channel = divmod(down * self.across + right, self.channels)
        return output, channel * high * wide + inside * wide + along

    def cell(self, place: tuple[int, int]) -> tuple[int, int]:
        """Where an element of the parameter stands: its row and column."""
        if not self.channels:
            return place
        high, wide = self.part
        channel, inside = divmod(place[1], high * wide)
        down, right = divmod(place[0] * self.channels + channel, self.across)
        return down * high + inside // wide, right * wide + inside % wide

    def place_at(self, box: QRectF, point: QPointF) -> tuple[int, int]:
        """The element under a point of the picture."""
        return self.place(*Tile(SHEET, 0, box).at(point, self.stack.shape))


def arranged(values: np.ndarray, kernel: tuple[int, int], channels: int, across: int) -> np.ndarray:
    """Kernels (outputs, channels · places) beside and below each other; what is left of the last row is 0."""
    high, wide = kernel
    parts = values.reshape(len(values) * channels, high, wide)
    down = -(-len(parts) // across)
    whole = np.zeros((down * across, high, wide))
    whole[: len(parts)] = parts
    return whole.reshape(down, across, high, wide).transpose(0, 2, 1, 3).reshape(down * high, across * wide)


def sheet_rect(sheet: Sheet, middle: QPointF, room: float) -> QRectF:
    """Where it lies, as large as the room between the cards allows."""
    rows, columns = sheet.stack.shape
    cell = min(LARGEST, max(LEAST, room - 2 * ASIDE) / columns, TALL / rows)
    box = QRectF(0, 0, max(LEAST, cell * columns), max(LEAST, cell * rows))
    box.moveCenter(middle)
    return box


def paint_sheet(painter: QPainter, sheet: Sheet, box: QRectF, look: Look, zoom: float) -> None:
    """The picture with lines between its parts; its frame has the colour of gradients where it shows them."""
    tile, edge = Tile(SHEET, 0, box), QPen(look["gradient" if sheet.gradient else "muted"], max(1.2, 1.0 / zoom))
    paint_tile(painter, tile, sheet.stack, look, zoom, QPen(Qt.PenStyle.NoPen))
    rows, columns = sheet.stack.shape
    (high, wide), cell = sheet.part, tile.cell(0, 0, sheet.stack.shape)
    least = min(high * cell.height() if high < rows else LARGEST, wide * cell.width() if wide < columns else LARGEST) * zoom
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    if least >= 4:
        painter.setPen(QPen(look["panel"], min(2.5, GAP * least) / zoom))
        across = [box.left() + column * cell.width() for column in range(wide, columns, wide)]
        down = [box.top() + row * cell.height() for row in range(high, rows, high)]
        painter.drawLines([QLineF(x, box.top(), x, box.bottom()) for x in across])
        painter.drawLines([QLineF(box.left(), y, box.right(), y) for y in down])
    painter.setPen(edge)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def paint_marks(
    painter: QPainter, sheet: Sheet, box: QRectF, marks: list[tuple[tuple[int, int], str]], look: Look, zoom: float
) -> None:
    """Frames around chosen elements, each in the colour of its role."""
    tile, shape = Tile(SHEET, 0, box), sheet.stack.shape
    for place, role in marks:
        row, column = sheet.cell(place)
        if row < shape[0] and column < shape[1]:
            frame(painter, tile.cell(row, column, shape), look[role], 1.5 / zoom)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def roles(worn: dict[tuple[int, int], int], pointed: frozenset[tuple[int, int]]) -> list[tuple[tuple[int, int], str]]:
    """The colours that weights wear while the formula speaks of them."""
    return [*((place, mark_role(number)) for place, number in worn.items()), *((place, "accent") for place in pointed)]
