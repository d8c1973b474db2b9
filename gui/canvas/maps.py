"""The numbers of a layer with positions as images: one image for all maps of a layer, made again only when numbers change."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QFont, QImage, QPaintEngine, QPainter, QPen

from gui.canvas.faces import Tile
from gui.canvas.geometry import Look
from gui.canvas.ink import family, ink
from gui.notation.numbers import short
from gui.widgets.heatmap import color_table, pixels

NUMBERS = 30.0  # pixels of the screen that a number needs
DIGITS = 10  # the size of its letters
PAPER = (QPaintEngine.Type.SVG, QPaintEngine.Type.Pdf)  # these have no pixels of their own, and readers would smooth ours
SHARP = 8
FINE = 0.5  # of a pixel of the screen: smaller cells are smoothed


@dataclass(frozen=True, eq=False)
class Stack:
    """Pictures of one kind: values (pictures, rows, columns), and the image in which they lie below each other."""

    values: np.ndarray
    scale: float
    image: QImage
    table: np.ndarray = field(repr=False)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of each."""
        return self.values.shape[1], self.values.shape[2]


def stack(values: np.ndarray, scale: float, table: np.ndarray, known: Stack | None) -> Stack:
    """Pictures from -scale to scale in the colours of a table (256, 3); the `known` ones, if nothing differs."""
    if known is not None and known.scale == scale and known.table is table and np.array_equal(known.values, values):
        return known
    count, rows, columns = values.shape
    buffer = pixels(values.reshape(count * rows, columns), -scale, scale)
    image = QImage(buffer.data, columns, count * rows, buffer.shape[1], QImage.Format.Format_Indexed8)
    image.setColorTable(_colors(table.tobytes()))
    return Stack(values, scale, image.copy(), table)  # a copy keeps the pixels; `buffer` goes


@lru_cache(4)
def _colors(table: bytes) -> list[int]:
    """Those of a table; the list takes a thousandth of a second to make."""
    return color_table(np.frombuffer(table, np.uint8).reshape(-1, 3))


def paint_tile(painter: QPainter, tile: Tile, shown: Stack | None, look: Look, zoom: float, edge: QPen) -> None:
    """One picture of a card: hatched as long as it is not computed, with numbers where there is room."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    if shown is None or tile.number >= len(shown.values):
        painter.fillRect(tile.rect, QBrush(look["empty"], Qt.BrushStyle.BDiagPattern))
    else:
        rows, columns = shown.shape
        cell = tile.cell(0, 0, shown.shape)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, min(cell.width(), cell.height()) * zoom < FINE)
        part = QRect(0, tile.number * rows, columns, rows)
        if painter.paintEngine().type() in PAPER:
            sharp = shown.image.copy(part).scaled(columns * SHARP, rows * SHARP)
            painter.drawImage(tile.rect, sharp)
        else:
            painter.drawImage(tile.rect, shown.image, QRectF(part))
        _bad(painter, tile, shown, look)
        if min(cell.width() * zoom / NUMBERS, cell.height() * zoom / DIGITS / 1.4) >= 1:
            _numbers(painter, tile, shown, look, zoom)
    painter.setPen(edge)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(tile.rect)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _bad(painter: QPainter, tile: Tile, shown: Stack, look: Look) -> None:
    """What is not a number has the colour of errors."""
    values = shown.values[tile.number]
    if np.isfinite(values).all():
        return
    for row, column in np.argwhere(~np.isfinite(values)).tolist():
        painter.fillRect(tile.cell(row, column, shown.shape), look["error"])


def _numbers(painter: QPainter, tile: Tile, shown: Stack, look: Look, zoom: float) -> None:
    """Every number that is in sight."""
    values = shown.values[tile.number]
    sight = painter.worldTransform().inverted()[0].mapRect(QRectF(painter.viewport()))
    seen = sight.intersected(tile.rect)
    if seen.isEmpty():
        return
    (top, left), (bottom, right) = tile.at(seen.topLeft(), shown.shape), tile.at(seen.bottomRight(), shown.shape)
    font = QFont(family())
    font.setPixelSize(DIGITS)
    painter.save()
    painter.setFont(font)
    painter.scale(1 / zoom, 1 / zoom)
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            value = float(values[row, column])
            ground = look.signed_color(value / shown.scale) if np.isfinite(value) else look["error"]
            painter.setPen(ink(ground.rgb()))
            cell = tile.cell(row, column, shown.shape)
            box = QRectF(cell.topLeft() * zoom, cell.size() * zoom)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, short(value))
    painter.restore()


def frame(painter: QPainter, rect: QRectF, look: Look, role: str, wide: float) -> None:
    """An outline that is seen on every colour: in the colour of a role, with a rim in that of paper."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look["panel"], wide * 2))
    painter.drawRect(rect)
    painter.setPen(QPen(look[role], wide))
    painter.drawRect(rect)
