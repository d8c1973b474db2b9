"""What the colours and widths of the lines mean now: a small key in a corner that no card needs."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsView

from gui.canvas.geometry import BLOCK_ZOOM, Look
from gui.canvas.scene import GraphScene
from gui.canvas.wire_paint import color_of, width_of, zero_pen

SMALL = 0.86  # of other text
EDGE, PAD, APART = 8.0, 5.0, 5.0  # from the edge of the view, around the key, and between its parts
CENTER = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
PIECES, PIECE, NOUGHT = 8, 4.0, 20.0  # pieces of a side, how long each is, and how long the line of 0 is


def words(gradients: frozenset[bool], short: bool = False) -> tuple[str, str, str]:
    """What lines show, and the words left and right of the sample; `gradients` says of which wires: of none, of all, of some."""
    translate = QCoreApplication.translate
    what = {
        frozenset({False}): translate("Canvas", "weights"),
        frozenset({True}): "∂L/∂w",
        frozenset({True, False}): translate("Canvas", "∂L/∂w, else weights"),
    }[gradients]
    return what, "−" if short else translate("Canvas", "−max"), "+" if short else translate("Canvas", "+max of each wire")


def explanation() -> str:
    """All of it, in a sentence."""
    return QCoreApplication.translate(
        "Canvas", "Colour: the sign. Width: the size, relative to the largest on the same wire. Dotted: 0."
    )


def _font(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(SMALL * font.pointSizeF())
    return small


class EdgeKey:
    """Finds its corner before the drawing is painted, so that nothing is written there; then it is painted over it."""

    def __init__(self, view: QGraphicsView, scene: GraphScene) -> None:
        self._view, self._scene = view, scene
        self.box = QRectF()  # in pixels of the view
        self._gradients, self._short = frozenset[bool](), False

    def place(self, area: QRectF) -> None:
        """Stand in the first corner of an area, from the upper left on, where no card is covered; nowhere if there is none."""
        self._gradients = self._scene.edges() if self._view.transform().m11() >= BLOCK_ZOOM else frozenset()
        self.box = QRectF()
        for short in (False, True):
            if self._gradients and self.box.isEmpty():
                self._short, self.box = short, self._corner(area, short)

    def _corner(self, area: QRectF, short: bool) -> QRectF:
        metrics = QFontMetricsF(_font(self._view.font()))
        wide = sum(map(metrics.horizontalAdvance, words(self._gradients, short))) + 2 * PIECES * PIECE + NOUGHT + 3 * APART
        box, room = QRectF(0, 0, wide + 2 * PAD, metrics.height() + 2), area.adjusted(EDGE, EDGE / 2, -EDGE, -EDGE)
        loops = [wire.boundingRect() for wire in self._scene.wires.values() if wire.wire.delay]
        drawn = [*(item.card() for item in self._scene.nodes.values()), *loops]
        cards = [QRectF(self._view.mapFromScene(box).boundingRect()) for box in drawn]
        for x in (room.left(), room.right() - box.width()):
            for y in (room.top(), room.bottom() - box.height()):
                box.moveTo(x, y)
                if room.contains(box) and not any(box.intersects(card) for card in cards):
                    return box
        return QRectF()

    def paint(self, painter: QPainter) -> None:
        """The sample line goes from the most negative number over 0 to the largest."""
        if self.box.isEmpty():
            return
        look, box = self._scene.look, self.box
        paper = QColor(look["window"])
        paper.setAlphaF(0.85)
        painter.fillRect(box, paper)
        painter.setFont(_font(self._view.font()))
        metrics, x = QFontMetricsF(painter.font()), box.left() + PAD
        what, least, most = words(self._gradients, self._short)
        for text, role in ((what, "gradient" if True in self._gradients else "value"), (least, "muted"), (most, "muted")):
            if text == most:
                _sample(painter, QPointF(x, box.center().y()), look)
                x += 2 * PIECES * PIECE + NOUGHT + APART
            painter.setPen(look[role])
            wide = metrics.horizontalAdvance(text)
            painter.drawText(
                QRectF(x, box.top(), wide, box.height()), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, text
            )
            x += wide + APART


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
