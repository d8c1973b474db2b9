"""The weights between layers that are drawn as pictures, as one picture on the wire: kernels side by side, or a matrix."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gui.canvas.callouts import Worn
from gui.canvas.faces import TALL, Tile
from gui.canvas.geometry import Look
from gui.canvas.maps import Stack, frame, paint_tile
from gui.look.theme import mark_role
from gui.plots.tiles import Tiles

LARGEST, LEAST, ASIDE = 9.0, 8.0, 14.0  # of a number, of a whole picture, and between it and the cards
SHEET, GAP = "sheet", 0.2  # between two kernels, as a part of one


@dataclass(frozen=True, eq=False)
class Sheet:
    """A parameter as a picture: kernels as `tiles`, else the rows and columns of a matrix, with a line after every `part` rows."""

    parameter: str
    stack: Stack
    tiles: Tiles | None = None
    part: int = 0
    gradient: bool = False

    @property
    def parts(self) -> tuple[int, int]:
        """Rows and columns between two lines."""
        return (self.part, self.stack.shape[1]) if self.tiles is None else self.tiles.part

    def place(self, row: int, column: int) -> tuple[int, int]:
        """Which element of the parameter stands there."""
        return (row, column) if self.tiles is None else self.tiles.place(row, column)

    def cell(self, place: tuple[int, int]) -> tuple[int, int]:
        """Where an element of the parameter stands: its row and column."""
        return place if self.tiles is None else self.tiles.cell(place)

    def box(self, whole: QRectF, place: tuple[int, int]) -> QRectF:
        """Where an element of the parameter stands in the picture."""
        return Tile(SHEET, 0, whole).cell(*self.cell(place), self.stack.shape)

    def place_at(self, box: QRectF, point: QPointF) -> tuple[int, int]:
        """The element under a point of the picture."""
        return self.place(*Tile(SHEET, 0, box).at(point, self.stack.shape))


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
    (high, wide), cell = sheet.parts, tile.cell(0, 0, sheet.stack.shape)
    least = min(high * cell.height() if high < rows else LARGEST, wide * cell.width() if wide < columns else LARGEST) * zoom
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    if least >= 4:
        painter.setPen(QPen(look["panel"], min(3.5, GAP * least) / zoom))
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
            frame(painter, tile.cell(row, column, shape), look, role, 1.5 / zoom)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def roles(worn: dict[tuple[int, int], tuple[Worn, ...]], pointed: frozenset[tuple[int, int]]) -> list[tuple[tuple[int, int], str]]:
    """The colours that weights wear while the formula speaks of them."""
    return [*((place, mark_role(several[0].number)) for place, several in worn.items()), *((place, "accent") for place in pointed)]
