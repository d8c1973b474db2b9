"""The key of a figure: a sample of each curve and band with its name, in rows that fit the page."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.export.page import Letters, pen
from gui.look.figure import BORDER, DASHED, LINE, MARKS, PALE, PATH, POINTS, RING, Curve, Figure
from gui.widgets.points import FEW

BAND = "band"
LINES = (LINE, DASHED, PALE, BORDER, PATH)


@dataclass(frozen=True)
class Entry:
    """What is drawn beside a name."""

    name: str
    role: str
    style: str
    marked: bool = False


def marked(curve: Curve) -> bool:
    """Whether its points are marked one by one: not where they are many, nor at the ends of a level."""
    return curve.style not in (BORDER, PALE, PATH) and len(curve.x) <= FEW and len(curve.x) != 2


def entries(figure: Figure, shown: tuple[float, float]) -> tuple[Entry, ...]:
    """Curves, unless there is just one and it is named by the axis; then the bands in sight, those of one name once."""
    curves = [Entry(c.name, c.role, c.style, marked(c)) for c in figure.curves if c.listed and c.style != RING]
    seen = [band for band in figure.bands if band.name and band.low < shown[1] and band.high > shown[0]]
    bands = {band.name: Entry(band.name, band.role, BAND) for band in seen}
    several = len(curves) > 1 or bool(bands)
    return (*(curves if figure.named or several and figure.image is None else ()), *bands.values())


@dataclass(frozen=True)
class Key:
    """Entries in rows, laid out for a width."""

    rows: tuple[tuple[Entry, ...], ...]
    letters: Letters
    em: float

    @property
    def height(self) -> float:
        """Of all rows."""
        return len(self.rows) * self.letters.height

    def widths(self, row: tuple[Entry, ...]) -> list[float]:
        """Of the entries of a row, each with the gap behind it."""
        return [_width(entry, self.letters, self.em) for entry in row]

    def draw(self, painter: QPainter, middle: float, top: float, colors: dict[str, QColor]) -> None:
        """All rows, each centred."""
        for number, row in enumerate(self.rows):
            widths = self.widths(row)
            x, y = middle - (sum(widths) - 1.2 * self.em) / 2, top + (number + 0.5) * self.letters.height
            for entry, width in zip(row, widths, strict=True):
                sample(painter, entry, QRectF(x, y - 0.4 * self.em, 2 * self.em, 0.8 * self.em), self.em, colors)
                self.letters.write(painter, entry.name, QPointF(x + 2.4 * self.em, y), colors["text"])
                x += width


def laid_out(figure: Figure, shown: tuple[float, float], letters: Letters, em: float, width: float) -> Key:
    """As many entries in a row as fit."""
    rows: list[list[Entry]] = []
    used = 0.0
    for entry in entries(figure, shown):
        wanted = _width(entry, letters, em)
        if not rows or used + wanted - 1.2 * em > width:
            rows.append([])
            used = 0.0
        rows[-1].append(entry)
        used += wanted
    return Key(tuple(map(tuple, rows)), letters, em)


def _width(entry: Entry, letters: Letters, em: float) -> float:
    return 2.4 * em + letters.width(entry.name) + 1.2 * em


def sample(painter: QPainter, entry: Entry, box: QRectF, em: float, colors: dict[str, QColor]) -> None:
    """How the curve or band looks."""
    ink, middle = colors[entry.role], box.center()
    if entry.style == BAND:
        painter.fillRect(box, ink)
    if entry.style in LINES:
        for line in line_pens(ink, entry.style, em):
            painter.setPen(line)
            painter.drawLine(QPointF(box.left(), middle.y()), QPointF(box.right(), middle.y()))
    if entry.style in (POINTS, MARKS) or (entry.marked and entry.style in (LINE, DASHED)):
        mark(painter, entry.style, middle, em, ink)


def line_pens(ink: QColor, style: str, em: float) -> tuple[QPen, ...]:
    """The pens of a curve, one over the other: an eighth of the letters' size; a border is wider, a path has a rim."""
    rim = (pen(_opposite(ink), em / 3.2),) if style == PATH else ()
    if style == PALE:
        ink = QColor(ink)
        ink.setAlphaF(0.3)
    return (*rim, pen(ink, em / (5 if style == BORDER else 8), Qt.PenStyle.DashLine if style == DASHED else Qt.PenStyle.SolidLine))


def _opposite(ink: QColor) -> QColor:
    """White or black: with a rim of it a colour is seen on any ground."""
    return QColor("white" if ink.lightnessF() < 0.5 else "black")


def mark(painter: QPainter, style: str, place: QPointF, em: float, ink: QColor) -> None:
    """One point of a curve."""
    if style == MARKS:
        size = 0.24 * em
        painter.setPen(pen(ink, em / 7))
        painter.drawLine(place + QPointF(-size, -size), place + QPointF(size, size))
        painter.drawLine(place + QPointF(-size, size), place + QPointF(size, -size))
        return
    dot = style == POINTS
    painter.setPen(pen(_opposite(ink), em / 11) if dot else Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    size = (0.24 if dot else 0.2) * em
    painter.drawEllipse(place, size, size)
    painter.setBrush(Qt.BrushStyle.NoBrush)
