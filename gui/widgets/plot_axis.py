"""Axes with fewer and rounder numbers than pyqtgraph's own: whole ones for what is counted, decades first on a log axis."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPicture

from gui.notation.numbers import log_tick, tick
from gui.widgets.axis_names import Names, arranged

APART, GAP = 20, 4  # pixels from one name to the next at least, and between two that stand side by side
STRIDES = (1, 2, 3, 5, 10, 20, 50, 100)
TIMES = (1, 2, 4, 10, 20)  # by which ticks may be further apart than usual
ROUND = ((1,), (2, 5), (3, 4, 6, 7, 8, 9))  # digits in the order of importance


class PlotAxis(pg.AxisItem):  # type: ignore[misc]
    """Like other axes, except that no tick lies between two whole numbers while `whole` is set."""

    def __init__(self, orientation: str) -> None:
        super().__init__(orientation)
        self.whole = False
        self._all: tuple[tuple[float, str], ...] = ()
        self._names = Names()
        self._asked: tuple[object, ...] = ()  # with what they were arranged last

    def name_all(self, names: tuple[tuple[float, str], ...]) -> None:
        """Places with names, of which as many are written as there is room for; none: numbers again."""
        self._all, self._names, self._asked = names, Names(), ()
        self.setStyle(autoExpandTextSpace=True)

    def arrange(self, most: float) -> None:
        """Write the names that there is room for; tilted ones may be so many pixels high at most."""
        if not self._all:
            return
        upright = self.orientation in ("left", "right")
        length = self.height() if upright else self.width()
        font = self.style["tickFont"] or QFont()
        asked = *self.range, length, font.key(), most
        if asked == self._asked:
            return
        self._asked = asked
        names = arranged(self._all, self.range, length, QFontMetricsF(font), upright, most)
        if names == self._names:
            return
        self._names = names
        self.setTicks([[(place, "" if names.tilted else words) for place, words in names.shown]])
        if not upright:
            self.setStyle(autoExpandTextSpace=not names.tilted, **({"tickTextHeight": names.high} if names.tilted else {}))

    def measure(self) -> None:
        """Draw what will be painted, which tells how much room the numbers need."""
        nowhere = QPicture()
        painter = QPainter(nowhere)
        try:
            self.paint(painter, None, None)
        finally:  # Qt crashes when the painter outlives what it paints on
            painter.end()

    def drawPicture(self, p: QPainter, axisSpec: Any, tickSpecs: Any, textSpecs: Any) -> None:
        """Paint the axis, with its names tilted where they are too long to stand beside each other."""
        super().drawPicture(p, axisSpec, tickSpecs, textSpecs)
        if not self._names.tilted or not self.style["showValues"]:
            return
        low, high = self.range
        p.setClipping(False)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, words in self._names.shown:
            x, size = (place - low) / (high - low) * self.width(), p.fontMetrics()
            p.save()
            p.translate(QPointF(x + size.height() / 3, self.style["tickTextOffset"][1] + size.height() / 3))
            p.rotate(-self._names.angle)
            p.drawText(QPointF(-size.horizontalAdvance(words), 0.0), words)
            p.restore()

    def tickSpacing(self, low: float, high: float, size: float) -> list[tuple[float, float]]:
        """Distances of the ticks, the largest first."""
        found: list[tuple[float, float]] = super().tickSpacing(low, high, size)
        if self.whole:
            found = [(spacing, offset) for spacing, offset in found if spacing >= 1] or [(1.0, 0.0)]
        (widest, offset), apart = found[0], self._apart() * (high - low) / max(size, 1.0)
        return [(widest * next(times for times in TIMES if widest * times >= apart or times == TIMES[-1]), offset), *found[1:]]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """The numbers at these ticks; on a log axis as far as they have room before the next."""
        if self.logMode:
            return [name if self._has_room(value, name) else "" for value, name in zip(values, map(log_tick, values), strict=True)]
        return [tick(value * scale, spacing * scale) for value in values]

    def _has_room(self, value: float, name: str) -> bool:
        """Whether a number on a log axis keeps clear of its neighbours; nines would run into the power of ten that follows."""
        digit = round(float(10 ** (value - np.floor(value + 1e-9))))
        if digit in (1, 9):
            return digit == 1
        upright, size = self.orientation in ("left", "right"), QFontMetricsF(self.style["tickFont"] or QFont())
        gap = np.log10(2 if digit in ROUND[1] else (digit + 1) / digit)
        length, (low, high) = self.height() if upright else self.width(), self.range
        return bool(gap * length >= (high - low) * (size.height() if upright else size.horizontalAdvance(name) + GAP))

    def _apart(self) -> float:
        """Pixels from one number to the next at least; along a line they tell themselves when they have no room."""
        upright, font = self.orientation in ("left", "right"), self.style["tickFont"]
        return 1.1 * QFontMetricsF(font).height() if upright and font is not None else 0.0

    def logTickValues(self, low: float, high: float, size: float, linear: object) -> list[tuple[float | None, list[float]]]:
        """Ticks of a log axis in levels; a level is named where there is room for it."""
        return [(None, values) for values in decades(low, high, size * APART / max(APART, self._apart()))]


def decades(low: float, high: float, size: float) -> list[list[float]]:
    """Exponents of 10 of round numbers between two exponents, in levels: powers of ten, twos and fives, the others.

    Where an axis of so many pixels has no room for each power, there is only every second, third, fifth …
    """
    powers = np.arange(np.ceil(low), np.floor(high) + 1)
    room = max(1.0, size / APART)
    every = next((step for step in STRIDES if len(powers) <= room * step), STRIDES[-1])
    if every > 1:
        return [[float(power) for power in powers if power % every == 0]]
    powers = np.arange(np.floor(low), np.ceil(high) + 1)
    levels = [[float(power + np.log10(digit)) for power in powers for digit in digits] for digits in ROUND]
    inside = [[value for value in level if low <= value <= high] for level in levels]
    return [level for level in inside if level] or [[]]


def name_axis(axis: pg.AxisItem, name: str, length: float) -> None:
    """Name an axis of so many pixels; what is longer than that ends in an ellipsis, where pyqtgraph would cut it off."""
    font = QFont(axis.label.font())
    size = axis.labelStyle.get("font-size", "")
    if size.endswith("pt"):
        font.setPointSizeF(float(size[:-2]))
    words = QFontMetricsF(font).elidedText(name, Qt.TextElideMode.ElideRight, length) if length > 0 else name
    if words != axis.labelText or bool(words) != axis.label.isVisible():
        axis.setLabel(words)


def counted(figure: Any) -> bool:
    """Whether the numbers across are steps of something: whole ones, or cells of one each."""
    if figure.x_log:
        return False
    if figure.image is not None:
        left, _, width, _ = figure.image.rect
        return bool(left % 1 == 0.5 and width % 1 == 0)
    return all(bool((curve.x % 1 == 0)[np.isfinite(curve.x)].all()) for curve in figure.curves if len(curve.x) > 2)


def tick_levels(ticks: tuple[tuple[float, str], ...]) -> list[list[tuple[float, str]]]:
    """Named ticks in the order of importance: pyqtgraph leaves the names of a level out where there is no room for it."""
    last, every = len(ticks) - 1, max(2, -(-len(ticks) // 4))
    ends = sorted({0, last})
    coarse = [place for place in range(every, last, every) if last - place > every // 2]
    fine = [place for place in range(1, last) if place not in coarse]
    return [[ticks[place] for place in level] for level in (ends, coarse, fine) if level]
