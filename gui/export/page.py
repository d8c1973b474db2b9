"""What a figure is drawn on: lengths of 1/96 inch, letters in points on paper, pens that grow with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QImageWriter, QPageSize, QPainter, QPdfWriter, QPen
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication

from gui.export.outlines import SCREEN, outlined, ruler
from gui.export.ticks import Scale
from gui.look.theme import Theme, color

MOST_TICKS = 9
LEFT, MIDDLE, RIGHT = 0.0, 0.5, 1.0  # which part of a line of text lies at its place


@dataclass(frozen=True)
class Letters:
    """One size of text; measured as it will be painted, whatever the device."""

    points: float
    bold: bool = False

    @property
    def font(self) -> QFont:
        """Its font; not fitted to any grid of pixels, so that words are as wide in every format."""
        font = QFont(QApplication.font())
        font.setPointSizeF(self.points)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setBold(self.bold)
        return font

    @property
    def em(self) -> float:
        """Their size in the units of the page."""
        return self.points * SCREEN / 72

    def width(self, words: str) -> float:
        """Of one line."""
        return QFontMetricsF(self.font, ruler()).horizontalAdvance(words)

    @property
    def height(self) -> float:
        """From one line to the next."""
        return 1.3 * self.points * SCREEN / 72

    def lines(self, words: str, width: float) -> list[str]:
        """Words in lines of at most that width, parted between clauses where they are short."""
        found, line = [], ""
        for unit in self._units(words, width) if words else ():
            longer = f"{line} {unit}" if line else unit
            if line and self.width(longer) > width:
                found.append(line)
                longer = unit
            line = longer
        return [*found, line] if line else found

    def _units(self, words: str, width: float) -> Iterator[str]:
        clauses = words.split(" · ")
        for number, clause in enumerate(clauses, 1):
            whole = clause if number == len(clauses) else f"{clause} ·"
            yield from (whole,) if self.width(whole) <= width / 3 else whole.split(" ")

    def write(self, painter: QPainter, words: str, place: QPointF, ink: QColor, part: float = LEFT) -> None:
        """One line whose middle lies at the height of its place."""
        painter.setFont(self.font)
        painter.setPen(ink)
        metrics = QFontMetricsF(self.font, ruler())
        # Capitals and digits look centred; the room of accents and descenders does not count.
        painter.drawText(QPointF(place.x() - part * metrics.horizontalAdvance(words), place.y() + metrics.capHeight() / 2), words)

    def write_upwards(self, painter: QPainter, words: str, place: QPointF, ink: QColor) -> None:
        """One line turned by a quarter, its middle at its place."""
        painter.save()
        painter.translate(place)
        painter.rotate(-90)
        self.write(painter, words, QPointF(0, 0), ink, MIDDLE)
        painter.restore()


def most_ticks(scale: Scale, length: float, letters: Letters, across: bool) -> int:
    """How many ticks an axis of that length has room for, with a gap between their words."""
    em = letters.em
    for most in range(MOST_TICKS if not scale.names else len(scale.names), 2, -1):
        ticks = scale.ticks(most)
        sizes = [letters.width(words) + 1.1 * em if across else (1.25 if scale.names else 1.9) * em for _, words in ticks]
        places = [value / scale.span * length for value, _ in ticks]
        if all(abs(b - a) >= (left + right) / 2
               for a, b, left, right in zip(places, places[1:], sizes, sizes[1:], strict=False)):  # fmt: skip
            return most
    return 2


def pen(ink: QColor, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """A pen that grows with the drawing, unlike those of the screen."""
    made = QPen(ink, width, style, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin)
    if style == Qt.PenStyle.DashLine:
        made.setDashPattern([4.0, 2.5])
    return made


Paint = Callable[[QPainter], object]


def painted(kind: str, size: QSizeF, dpi: int, theme: Theme, title: str, paint: Paint) -> bytes:
    """A PNG, SVG or PDF of a page of that size on which `paint` draws."""
    return {"png": _png, "svg": _svg, "pdf": _pdf}[kind](size, dpi, theme, title, paint)


def _begun(painter: QPainter, size: QSizeF, theme: Theme, paint: Paint) -> None:
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.fillRect(QRectF(0, 0, size.width() + 2, size.height() + 2), color(theme, "panel"))  # a page of a PDF is rounded up
    paint(painter)
    painter.end()


def _png(size: QSizeF, dpi: int, theme: Theme, title: str, paint: Paint) -> bytes:
    scale = dpi / SCREEN
    image = QImage(round(size.width() * scale), round(size.height() * scale), QImage.Format.Format_ARGB32)
    image.fill(color(theme, "panel"))
    image.setDotsPerMeterX(round(SCREEN / 0.0254))  # letters are measured in the units of the page
    image.setDotsPerMeterY(round(SCREEN / 0.0254))
    painter = QPainter(image)
    painter.scale(scale, scale)
    _begun(painter, size, theme, paint)
    image.setDotsPerMeterX(round(dpi / 0.0254))
    image.setDotsPerMeterY(round(dpi / 0.0254))
    image.setText("Title", title)
    buffer = _buffer()
    QImageWriter(buffer, b"PNG").write(image)
    return bytes(buffer.data().data())


def _svg(size: QSizeF, dpi: int, theme: Theme, title: str, paint: Paint) -> bytes:
    drawing = outlined(svg_with_letters(size, theme, title, paint))
    return re.sub(r"<g [^>]*>\s*</g>\s*", "", drawing).encode()  # Qt opens a group for every change of the pen


def svg_with_letters(size: QSizeF, theme: Theme, title: str, paint: Paint) -> str:
    """An SVG whose words are text, to be set with the fonts of whoever shows it."""
    buffer, generator = _buffer(), QSvgGenerator()
    width, height = round(size.width()), round(size.height())
    generator.setOutputDevice(buffer)
    generator.setResolution(SCREEN)  # else sizes in points are taken for pixels, and the sheet for a larger one
    generator.setSize(QRect(0, 0, width, height).size())
    generator.setViewBox(QRect(0, 0, width, height))
    generator.setTitle(title)
    generator.setDescription("")
    _begun(QPainter(generator), size, theme, paint)
    return bytes(buffer.data().data()).decode()


def _pdf(size: QSizeF, dpi: int, theme: Theme, title: str, paint: Paint) -> bytes:
    buffer = _buffer()
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QSizeF(size.width() * 0.75, size.height() * 0.75), QPageSize.Unit.Point, title))
    writer.setResolution(SCREEN)
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setTitle(title)
    _begun(QPainter(writer), size, theme, paint)
    return bytes(buffer.data().data())


def _buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer
