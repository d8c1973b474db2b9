"""What colours and widths of lines, or the widths of the band, mean now: a small key in a corner; on paper above the drawing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from gui.canvas.band import BandKey
from gui.canvas.geometry import Look
from gui.canvas.placing import free_corner
from gui.canvas.wire_paint import color_of, width_of, zero_pen

SMALL = 0.86  # of other text
EDGE, PAD, APART = 8.0, 5.0, 5.0  # from the edge of the view, around the key, and between its parts
CENTER = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
PIECES, PIECE, NOUGHT = 8, 4.0, 20.0  # pieces of a side, how long each is, and how long the line of 0 is
ORDER = ((False, False), (False, True), (True, False), (True, True))  # corners (right, low), the best first


def words(gradients: frozenset[bool], short: bool = False) -> tuple[str, str, str]:
    """What lines show, and the words left and right of the sample; `gradients` says of which wires: of none, of all, of some."""
    translate = QCoreApplication.translate
    what = {
        frozenset({False}): translate("Canvas", "weights"),
        frozenset({True}): "∂L/∂w",
        frozenset({True, False}): translate("Canvas", "∂L/∂w, else weights"),
    }[gradients]
    return what, "−" if short else translate("Canvas", "−max"), "+" if short else translate("Canvas", "+max of each wire")


@dataclass(frozen=True)
class EdgeKey:
    """The key of the lines; `gradients` says of which wires they show gradients: of none, of all, of some."""

    gradients: frozenset[bool]
    short: bool
    font: QFont
    look: Look

    @property
    def explanation(self) -> str:
        """All of it, in a sentence."""
        return QCoreApplication.translate(
            "Canvas", "Colour: the sign. Width: the size, relative to the largest on the same wire. Dotted: 0."
        )

    @property
    def size(self) -> QSizeF:
        """In pixels."""
        metrics = QFontMetricsF(self._small)
        wide = sum(map(metrics.horizontalAdvance, words(self.gradients, self.short))) + 2 * PIECES * PIECE + NOUGHT + 3 * APART
        return QSizeF(wide + 2 * PAD, metrics.height() + 2)

    @property
    def _small(self) -> QFont:
        small = QFont(self.font)
        small.setPointSizeF(SMALL * self.font.pointSizeF())
        return small

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """The sample line goes from the most negative number over 0 to the largest."""
        look, x = self.look, box.left() + PAD
        painter.setFont(self._small)
        metrics = QFontMetricsF(painter.font())
        what, least, most = words(self.gradients, self.short)
        for text, role in ((what, "gradient" if True in self.gradients else "value"), (least, "muted"), (most, "muted")):
            if text == most:
                _sample(painter, QPointF(x, box.center().y()), look)
                x += 2 * PIECES * PIECE + NOUGHT + APART
            painter.setPen(look[role])
            wide = metrics.horizontalAdvance(text)
            painter.drawText(QRectF(x, box.top(), wide, box.height()), CENTER, text)
            x += wide + APART


DrawingKey = EdgeKey | BandKey


@dataclass(frozen=True)
class PlacedKey:
    """A key, and where it stands in pixels; or none."""

    key: DrawingKey | None = None
    box: QRectF = field(default_factory=QRectF)

    @property
    def explanation(self) -> str:
        """What it means, for a tooltip."""
        return self.key.explanation if self.key is not None else ""

    def paint(self, painter: QPainter, over_lines: bool) -> None:
        """On a ground of its own where lines may pass below."""
        if self.key is None:
            return
        if over_lines:
            ground = QColor(self.key.look["window"])
            ground.setAlphaF(0.85)
            painter.fillRect(self.box, ground)
        self.key.paint(painter, self.box)


def placed_key(forms: Sequence[DrawingKey], area: QRectF, covers: Callable[[QRectF], bool]) -> PlacedKey:
    """The richest form that finds a corner of an area, from the upper left on, where it covers nothing; none if there is none."""
    room = area.adjusted(EDGE, EDGE / 2, -EDGE, -EDGE)
    for key in forms:
        box = free_corner(room, key.size, covers, ORDER)
        if not box.isEmpty():
            return PlacedKey(key, box)
    return PlacedKey()


def _sample(painter: QPainter, start: QPointF, look: Look) -> None:
    for side in (-1, 1):
        for piece in range(PIECES):
            share = side * (PIECES - piece) / PIECES
            x = piece * PIECE if side < 0 else 2 * PIECES * PIECE + NOUGHT - (piece + 1) * PIECE
            pen = QPen(color_of(look, share), width_of(share))
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawLine(QLineF(start.x() + x, start.y(), start.x() + x + PIECE, start.y()))
    painter.setPen(zero_pen(look, False, 1.0))
    first = start.x() + PIECES * PIECE
    painter.drawLine(QLineF(first, start.y(), first + NOUGHT, start.y()))
