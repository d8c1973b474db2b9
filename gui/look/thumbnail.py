"""A figure without words, as small as on a card: kept as a file, painted at any size in the colours of any theme.

Needs neither NumPy nor pyqtgraph, so that the welcome page appears at once. tools/pictures.py writes the files.
"""

from __future__ import annotations

import base64
import json
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from gui.look.theme import Theme, colors

WHOLE = 1000  # the length of either axis in a file
FEW = 32  # cells of a matrix stay cells; a map of more is smooth
WIDEST = 2.4  # how much wider than high an image may become: its axes are nearly equal

Content = dict[str, Any]


def read(content: bytes) -> Content:
    """The figure in a file."""
    found: Content = json.loads(content)
    return found


def paint(painter: QPainter, room: QRectF, content: Content, theme: Theme) -> None:
    """Bands, image, lines and points; an image keeps to the middle of a wide room."""
    ink, area = colors(theme), QRectF(room)
    if "image" in content:
        area.setWidth(min(room.width(), WIDEST * room.height()))
        area.moveCenter(room.center())
    painter.save()
    painter.setClipRect(area)
    for low, high, role in content["bands"]:
        painter.fillRect(QRectF(_place(area, 0, high), _place(area, WHOLE, low)), ink[role])
    if "image" in content:
        cells = content["image"]
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, min(cells["width"], cells["height"]) > FEW)
        painter.drawImage(area, _image(cells, theme))
    for curve in content["curves"]:
        _paint_curve(painter, area, curve, ink[curve["role"]])
    painter.restore()


def _place(area: QRectF, x: float, y: float) -> QPointF:
    return QPointF(area.left() + x / WHOLE * area.width(), area.bottom() - y / WHOLE * area.height())


def _image(cells: Content, theme: Theme) -> QImage:
    image = QImage(base64.b64decode(cells["cells"]), cells["width"], cells["height"], cells["width"], QImage.Format.Format_Indexed8)
    image.setColorTable([QColor(tone).rgb() for tone in cells["tones"][theme.name]])
    return image.convertToFormat(QImage.Format.Format_RGB32)


def _paint_curve(painter: QPainter, area: QRectF, curve: Content, ink: QColor) -> None:
    if curve["style"] == "pale":
        ink = QColor(ink)
        ink.setAlphaF(0.3)
    style = Qt.PenStyle.DashLine if curve["style"] == "dashed" else Qt.PenStyle.SolidLine
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ink, 2.0, style, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    for line in curve["lines"]:
        painter.drawPolyline(QPolygonF([_place(area, x, y) for x, y in zip(line[::2], line[1::2], strict=True)]))
    size = curve["size"]
    rim = QColor("white" if ink.lightnessF() < 0.5 else "black")
    for x, y in curve["points"]:
        place = _place(area, x, y)
        if curve["style"] == "marks":
            painter.setPen(QPen(ink, 2.0))
            painter.drawLine(place - QPointF(size, size), place + QPointF(size, size))
            painter.drawLine(place + QPointF(-size, size), place + QPointF(size, -size))
        else:
            painter.setPen(QPen(rim, 1.0))
            painter.setBrush(ink)
            painter.drawEllipse(place, size, size)
