"""The frame around the layers of an open block, with the block's name."""

from __future__ import annotations

from functools import reduce

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from gui.canvas.geometry import BLOCK_ZOOM, Look
from gui.canvas.ink import family
from gui.canvas.items import NodeItem
from gui.widgets.guarded import guarded

EDGE, TITLE = 16.0, 30.0  # around the cards; the line of the name above them
ABOVE = 48.0  # from afar the name stands above the frame, clear of the names of layers
SIGN = "▾ "


class BlockFrame(QGraphicsItem):
    """A rounded rectangle behind the cards of a block, or one behind each row of them. Its title line is what one clicks, drags and
    double-clicks.
    """

    def __init__(self, name: str, look: Look) -> None:
        super().__init__()
        self.name, self.look = name, look
        self.items: list[NodeItem] = []
        self._rows: tuple[QRectF, ...] = ()
        self.setZValue(-1)
        self.setToolTip(QCoreApplication.translate("Canvas", "Double-click collapses this block to one card."))

    def surround(self, items: list[NodeItem]) -> None:
        """Enclose these cards."""
        self.items = items
        self.follow()

    def card(self) -> QRectF:
        """What it encloses, in scene coordinates."""
        return reduce(QRectF.united, self._rows, QRectF())

    def follow(self) -> None:
        """The cards have moved or changed their size."""
        rows: list[QRectF] = []
        for card in sorted((item.card() for item in self.items), key=QRectF.top):
            if rows and card.top() < rows[-1].bottom():
                rows[-1] = rows[-1].united(card)
            else:
                rows.append(card)
        framed = tuple(row.adjusted(-EDGE, -EDGE - (0 if number else TITLE), EDGE, EDGE) for number, row in enumerate(rows))
        if framed != self._rows:
            self.prepareGeometryChange()
            self._rows = framed

    def title(self, zoom: float) -> QRectF:
        """Where the name stands at a zoom, in scene coordinates."""
        first = self._rows[0] if self._rows else QRectF()
        above, high = (ABOVE, ABOVE) if zoom < BLOCK_ZOOM else (0.0, TITLE)
        return QRectF(first.left(), first.top() - above, first.width(), high)

    def boundingRect(self) -> QRectF:
        return self.card().adjusted(-2, -ABOVE, 2, 2)

    def shape(self) -> QPainterPath:
        """Only the title tells what the block is; the rest belongs to the canvas."""
        path = QPainterPath()
        path.addRect(self.title(1.0))
        return path

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        paper: float = getattr(self.scene(), "paper", 0.0)
        zoom = paper or option.levelOfDetailFromTransform(painter.worldTransform())
        chosen = bool(self.items) and all(item.isSelected() for item in self.items)
        edge, ground = QColor(self.look["accent" if chosen else "muted"]), QColor(self.look["muted"])
        ground.setAlphaF(0.07)
        pen = QPen(edge, 2.2 if chosen else 1.3)
        pen.setCosmetic(True)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.setBrush(ground)
        for row in self._rows:
            painter.drawRoundedRect(row, 12, 12)
        font = QFont(family())
        font.setBold(True)
        font.setPixelSize(max(13, min(36, round(13 / max(zoom, 0.05)))))
        painter.setFont(font)
        painter.setPen(self.look["text"])
        place = self.title(zoom).adjusted(10, 0, -10, 0)
        words = QFontMetricsF(font).elidedText(SIGN + self.name, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextDontClip, words)
