"""The image of a figure on paper: crisp cells, hatched where nothing is known, and their colour bar."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from gui.export.page import LEFT, Letters, most_ticks, pen
from gui.export.ticks import Scale
from gui.look.figure import Image
from gui.look.theme import Theme, color, color_map, colors
from gui.widgets.shades import shades

CELLS = 900  # pixels of an image of cells: renderers that smooth an image do so over its pixels, which are small then


def draw(image: Image, axes: QRectF, theme: Theme, painter: QPainter, em: float) -> None:
    """The cells, over the axes."""
    if not np.isfinite(image.values).all():
        _hatch(axes, painter, em, color(theme, "empty"))
    painter.drawImage(axes, _pixels(image, shades(colors(theme), image.roles) if image.roles else _map(image, theme)))


def _map(image: Image, theme: Theme) -> np.ndarray:
    return color_map(theme.signed_map if image.signed else "cividis")


def _hatch(axes: QRectF, painter: QPainter, em: float, ink: QColor) -> None:
    """Slanted lines: they show through where a cell holds no value."""
    gap = 0.5 * em
    painter.setPen(pen(ink, em / 16))
    for offset in np.arange(gap - axes.height(), axes.width(), gap):
        start, stop = max(0.0, offset), min(axes.width(), offset + axes.height())
        painter.drawLine(axes.bottomLeft() + QPointF(start, offset - start), axes.bottomLeft() + QPointF(stop, offset - stop))


def _pixels(image: Image, table: np.ndarray) -> QImage:
    """One square of pixels for each cell, transparent where there is no number."""
    known = np.isfinite(image.values)
    share = (np.where(known, image.values, image.low) - image.low) / (image.high - image.low or 1.0)
    tones = table[np.clip((len(table) * share).astype(int), 0, len(table) - 1)]
    whole = np.dstack([tones, np.where(known, 255, 0).astype(np.uint8)])[::-1]  # row 0 lies at the bottom
    factor = max(1, CELLS // max(image.values.shape))
    pixels = np.ascontiguousarray(np.kron(whole, np.ones((factor, factor, 1), np.uint8)))
    height, width, _ = pixels.shape
    return QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()


# the colour bar ----------------------------------------------------------------------------------


def _scale(image: Image) -> Scale:
    return Scale(image.low, image.high, image.log) if image.high > image.low else Scale(image.low - 0.5, image.low + 0.5)


def _words(scale: Scale, height: float, letters: Letters) -> float:
    """The width of its numbers."""
    ticks = scale.ticks(most_ticks(scale, height, letters, across=False))
    return max((letters.width(words) for _, words in ticks), default=0.0)


def bar_room(image: Image, height: float, letters: Letters) -> float:
    """Room for the colour bar with its numbers and its label."""
    return letters.em * (2.25 + (1.6 if image.label else 0)) + _words(_scale(image), height, letters)


def draw_bar(image: Image, axes: QRectF, theme: Theme, painter: QPainter, letters: Letters) -> None:
    """The colours with their numbers, as high as the axes."""
    em, dark, scale = letters.em, color(theme, "text"), _scale(image)
    bar = QRectF(axes.right() + 0.7 * em, axes.top(), 0.9 * em, axes.height())
    ramp = Image(np.linspace(image.low, image.high, 256)[:, None], (0, 0, 1, 1), image.low, image.high, "", image.signed)
    painter.drawImage(bar, _pixels(ramp, _map(image, theme)))
    painter.setPen(pen(dark, em / 13))
    painter.drawRect(bar)
    for value, words in scale.ticks(most_ticks(scale, axes.height(), letters, across=False)):
        place = QPointF(bar.right(), bar.bottom() - (value - scale.low) / scale.span * bar.height())
        painter.setPen(pen(dark, em / 13))
        painter.drawLine(place, place + QPointF(0.3 * em, 0))
        letters.write(painter, words, place + QPointF(0.55 * em, 0), dark, LEFT)
    beside = bar.right() + 1.35 * em + _words(scale, axes.height(), letters)
    letters.write_upwards(painter, image.label, QPointF(beside, axes.center().y()), dark)
