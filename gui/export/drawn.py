"""A figure on paper: title, key, axes, curves and image, all in proportion to its letters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from gui.export import cells
from gui.export.key import LINES, Key, laid_out, line_pens, mark, marked
from gui.export.page import LEFT, MIDDLE, RIGHT, Letters, most_ticks, pen
from gui.export.ticks import Scale
from gui.look.figure import RING, Curve, Figure
from gui.look.theme import Theme, colors
from gui.notation.numbers import typeset
from gui.widgets.points import thin

CROWD = 40  # so many points and more are drawn smaller
MOST = 2000  # points of a curve that are drawn; a column of a journal has no more dots


@dataclass(frozen=True)
class Sheet:
    """Where everything of a figure lies on a page."""

    figure: Figure
    theme: Theme
    width: float
    height: float
    letters: Letters
    title: tuple[str, ...]
    note: tuple[str, ...]
    key: Key
    caption: tuple[str, ...]
    axes: QRectF
    x: Scale
    y: Scale

    @property
    def em(self) -> float:
        """The size of the letters in the units of the page."""
        return self.letters.em

    @property
    def heading(self) -> Letters:
        """The title's."""
        return Letters(1.15 * self.letters.points, bold=True)

    @property
    def small(self) -> Letters:
        """The caption's."""
        return Letters(0.85 * self.letters.points)


def sheet(figure: Figure, theme: Theme, width: float, height: float, points: float, caption: str = "") -> Sheet:
    """Lay a figure out for a page of that size with letters of that size."""
    letters = Letters(points)
    em = letters.em
    inner = width - 1.2 * em
    x, y = _scales(figure)
    begun = Sheet(figure, theme, width, height, letters, (), (), Key((), letters, em), (), QRectF(), x, y)
    title, note = begun.heading.lines(typeset(figure.title), inner), letters.lines(typeset(figure.note), inner)
    key, below = laid_out(figure, (y.low, y.high), letters, em, inner), begun.small.lines(caption, inner)
    top = 0.5 * em + len(title) * begun.heading.height + len(note) * letters.height + key.height + 0.6 * em
    bottom = height - 0.5 * em - len(below) * begun.small.height - (0.5 * em if below else 0)
    bottom -= 0.55 * em + letters.height * (2 if figure.x_label else 1)
    left = _left(begun, bottom - top)
    image = figure.image
    bar = 0.0 if image is None or image.roles else cells.bar_room(image, bottom - top, letters)
    right = width - 0.9 * em - bar
    axes = QRectF(QPointF(left, top), QPointF(max(left + em, right), max(top + em, bottom)))
    if figure.square and figure.image is not None:
        axes = _equal(axes, x, y)
    return Sheet(figure, theme, width, height, letters, tuple(title), tuple(note), key, tuple(below), axes, x, y)


def _scales(figure: Figure) -> tuple[Scale, Scale]:
    """Both axes: those of the image, else what holds all curves with a margin."""
    if figure.image is not None:
        left, bottom, width, height = figure.image.rect
        return (Scale(left, left + width, figure.x_log, figure.ticks),
                Scale(bottom, bottom + height, figure.y_log, figure.y_ticks))  # fmt: skip
    xs = _finite([curve.x for curve in figure.curves])
    ys = _finite([curve.y for curve in figure.curves])
    across = (float(xs.min()), float(xs.max())) if xs.size else (0.0, 1.0)
    up = figure.y_range or ((float(ys.min()), float(ys.max())) if ys.size else (0.0, 1.0))
    whole = not figure.x_log and xs.size > 0 and bool((xs == np.round(xs)).all())
    return (Scale(*_roomy(*across, 0.03), figure.x_log, figure.ticks, whole),
            Scale(*_roomy(*up, 0.06), figure.y_log, figure.y_ticks))  # fmt: skip


def _finite(parts: list[np.ndarray]) -> np.ndarray:
    whole = np.concatenate(parts) if parts else np.zeros(0)
    return whole[np.isfinite(whole)]


def _roomy(low: float, high: float, share: float) -> tuple[float, float]:
    margin = share * (high - low) or 0.5 * max(1e-12, min(1.0, abs(high) or 1.0))
    return low - margin, high + margin


def _left(begun: Sheet, height: float) -> float:
    """Room for the label and the numbers of the upright axis."""
    ticks = begun.y.ticks(most_ticks(begun.y, height, begun.letters, across=False))
    words = max((begun.letters.width(words) for _, words in ticks), default=0.0)
    return (1.35 + (1.6 if begun.figure.y_label else 0)) * begun.em + words


def _equal(room: QRectF, x: Scale, y: Scale) -> QRectF:
    """The largest part of it in which a unit is as long across as up."""
    unit = min(room.width() / x.span, room.height() / y.span)
    made = QRectF(0, 0, unit * x.span, unit * y.span)
    made.moveCenter(room.center())
    return made


# drawing -----------------------------------------------------------------------------------------


def draw(laid: Sheet, painter: QPainter) -> None:
    """Everything, from the ground up."""
    ink = colors(laid.theme)
    _draw_bands(laid, painter, ink)
    if laid.figure.image is not None:
        cells.draw(laid.figure.image, laid.axes, laid.theme, painter, laid.em)
        if not laid.figure.image.roles:
            cells.draw_bar(laid.figure.image, laid.axes, laid.theme, painter, laid.letters)
    for curve in laid.figure.curves:
        _draw_curve(laid, curve, painter, ink)
    _draw_axes(laid, painter, ink)
    _draw_words(laid, painter, ink)


def _across(laid: Sheet, value: float) -> float:
    return laid.axes.left() + (value - laid.x.low) / laid.x.span * laid.axes.width()


def _up(laid: Sheet, value: float) -> float:
    return laid.axes.bottom() - (value - laid.y.low) / laid.y.span * laid.axes.height()


def _draw_words(laid: Sheet, painter: QPainter, ink: dict[str, QColor]) -> None:
    middle, y = laid.axes.center().x(), 0.5 * laid.em
    for letters, lines, tone in ((laid.heading, laid.title, "text"), (laid.letters, laid.note, "muted")):
        for line in lines:
            half = letters.width(line) / 2  # centred over the axes, unless it would leave the page
            x = min(max(middle, 0.6 * laid.em + half), laid.width - 0.6 * laid.em - half)
            letters.write(painter, line, QPointF(x, y + letters.height / 2), ink[tone], MIDDLE)
            y += letters.height
    widest = max((sum(laid.key.widths(row)) for row in laid.key.rows), default=0.0) / 2
    x = min(max(middle, 0.6 * laid.em + widest), laid.width - 0.6 * laid.em - widest) if 2 * widest < laid.width else laid.width / 2
    laid.key.draw(painter, x, y + 0.1 * laid.em, ink)
    y = laid.height - 0.5 * laid.em - len(laid.caption) * laid.small.height
    for line in laid.caption:
        laid.small.write(painter, line, QPointF(0.6 * laid.em, y + laid.small.height / 2), ink["muted"], LEFT)
        y += laid.small.height


def _draw_axes(laid: Sheet, painter: QPainter, ink: dict[str, QColor]) -> None:
    axes, em, dark = laid.axes, laid.em, ink["text"]
    painter.setPen(pen(dark, em / 13))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if laid.figure.image is not None:
        painter.drawRect(axes)
    else:
        half = em / 26  # no gap in the corner
        painter.drawLine(axes.topLeft(), axes.bottomLeft() + QPointF(0, half))
        painter.drawLine(axes.bottomLeft() - QPointF(half, 0), axes.bottomRight())
    most = most_ticks(laid.x, axes.width(), laid.letters, across=True)
    for value in laid.x.minor(most):
        _tick(painter, QPointF(_across(laid, value), axes.bottom()), QPointF(0, 0.22 * em))
    for value, words in laid.x.ticks(most):
        place = QPointF(_across(laid, value), axes.bottom())
        _tick(painter, place, QPointF(0, 0.4 * em))
        laid.letters.write(painter, words, place + QPointF(0, 0.55 * em + laid.letters.height / 2), dark, MIDDLE)
        painter.setPen(pen(dark, em / 13))
    most = most_ticks(laid.y, axes.height(), laid.letters, across=False)
    for value in laid.y.minor(most):
        _tick(painter, QPointF(axes.left(), _up(laid, value)), QPointF(-0.22 * em, 0))
    for value, words in laid.y.ticks(most):
        place = QPointF(axes.left(), _up(laid, value))
        _tick(painter, place, QPointF(-0.4 * em, 0))
        laid.letters.write(painter, words, place - QPointF(0.65 * em, 0), dark, RIGHT)
        painter.setPen(pen(dark, em / 13))
    below = axes.bottom() + 0.55 * em + 1.5 * laid.letters.height
    laid.letters.write(painter, laid.figure.x_label, QPointF(axes.center().x(), below), dark, MIDDLE)
    beside = axes.left() - max((laid.letters.width(w) for _, w in laid.y.ticks(most)), default=0.0) - 1.65 * em
    laid.letters.write_upwards(painter, laid.figure.y_label, QPointF(beside, axes.center().y()), dark)


def _tick(painter: QPainter, place: QPointF, length: QPointF) -> None:
    painter.drawLine(place, place + length)


def _draw_bands(laid: Sheet, painter: QPainter, ink: dict[str, QColor]) -> None:
    for band in laid.figure.bands:
        low, high = (min(max(edge, laid.y.low), laid.y.high) for edge in (band.low, band.high))
        if high > low:
            top, bottom = _up(laid, high), _up(laid, low)
            painter.fillRect(QRectF(laid.axes.left(), top, laid.axes.width(), bottom - top), ink[band.role])


def _draw_curve(laid: Sheet, curve: Curve, painter: QPainter, ink: dict[str, QColor]) -> None:
    shown = np.isfinite(curve.x) & np.isfinite(curve.y)
    if curve.style == RING:  # which sample was chosen is no part of the result
        return
    if curve.style in LINES:
        lines = [QPolygonF([QPointF(_across(laid, x), _up(laid, y)) for x, y in part]) for part in pieces(curve, laid.x, laid.y)]
        for line in line_pens(ink[curve.role], curve.style, laid.em):
            painter.setPen(line)
            for points in lines:
                painter.drawPolyline(points)
        if not marked(curve):
            return
    inside = shown & (laid.x.low <= curve.x) & (curve.x <= laid.x.high) & (laid.y.low <= curve.y) & (curve.y <= laid.y.high)
    em = laid.em if inside.sum() <= CROWD else 0.7 * laid.em
    for x, y in zip(curve.x[inside], curve.y[inside], strict=True):
        mark(painter, curve.style, QPointF(_across(laid, x), _up(laid, y)), em, ink[curve.role])


def pieces(curve: Curve, x: Scale, y: Scale) -> list[np.ndarray]:
    """The parts of a line that lie within the axes, cut where it leaves them: SVG from Qt knows no clipping."""
    points = np.stack(thin(curve.x, curve.y, MOST), axis=1)
    start, step = points[:-1], np.diff(points, axis=0)
    with np.errstate(all="ignore"):
        edges = [((side - start[:, axis]) / step[:, axis], step[:, axis], start[:, axis] - side)
                 for axis, scale in ((0, x), (1, y)) for side in (scale.low, scale.high)]  # fmt: skip
    enter, leave = np.zeros(len(start)), np.ones(len(start))
    for number, (at, slope, over) in enumerate(edges):
        sign = 1 if number % 2 == 0 else -1  # a lower edge, then an upper one
        enter = np.where(slope * sign > 0, np.fmax(enter, at), enter)
        leave = np.where(slope * sign < 0, np.fmin(leave, at), leave)
        leave = np.where((slope == 0) & (over * sign < 0), -1.0, leave)
    kept = (enter <= leave) & np.isfinite(points[:-1]).all(axis=1) & np.isfinite(points[1:]).all(axis=1)
    found: list[list[np.ndarray]] = []
    for i in np.flatnonzero(kept):
        first, last = start[i] + enter[i] * step[i], start[i] + leave[i] * step[i]
        if not found or enter[i] > 0 or (i > 0 and (not kept[i - 1] or leave[i - 1] < 1)):
            found.append([first])
        found[-1].append(last)
    return [np.array(part) for part in found]
