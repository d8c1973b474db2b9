"""What was painted, kept in the pixels of the screen as long as it would be painted the same again."""

from __future__ import annotations

from collections.abc import Callable
from weakref import finalize

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QPixmapCache, QTransform
from PySide6.QtWidgets import QWidget

MOST = 2_000_000  # pixels; more cost more to keep than to paint
ROOM = 128 * 1024  # kilobytes for all that is kept: a screen of 3840 × 2160 four times over


class Still:
    """Smooth slanted lines take Qt a hundred times as long as a copy of their pixels.

    On paper, on a screen of broken scale, and where it would be very large, it paints each time. The pixels are in Qt's cache: when
    its room is full, what was not shown for longest is dropped, and painted anew when it is seen again. They go with their owner.
    """

    def __init__(self) -> None:
        self._key: tuple[object, ...] = ()
        self._kept = [QPixmapCache.Key()]
        finalize(self, _drop, self._kept).atexit = False

    def paint(self, painter: QPainter, bounds: QRectF, look: tuple[object, ...], draw: Callable[[QPainter], None]) -> None:
        """Show what `draw` paints within `bounds`; it looks the same as long as `look` does."""
        device, transform = painter.device(), QTransform(painter.worldTransform())
        box = transform.mapRect(bounds).toAlignedRect().intersected(painter.viewport())
        ratio = device.devicePixelRatio() if isinstance(device, QWidget) else 0.0
        if ratio < 1 or ratio % 1 or box.width() * box.height() * ratio**2 > MOST:
            draw(painter)
            return
        if box.isEmpty():
            return
        key, pixels = (look, transform, box, ratio), QPixmap()
        if key != self._key or not QPixmapCache.find(self._kept[0], pixels):
            _drop(self._kept)
            pixels = _painted(box, ratio, transform, painter.renderHints(), draw)
            self._key, self._kept[0] = key, QPixmapCache.insert(pixels)
        painter.setWorldTransform(QTransform())
        painter.drawPixmap(box.topLeft(), pixels)
        painter.setWorldTransform(transform)


def _drop(kept: list[QPixmapCache.Key]) -> None:
    QPixmapCache.remove(kept[0])


def _painted(
    box: QRect, ratio: float, transform: QTransform, hints: QPainter.RenderHint, draw: Callable[[QPainter], None]
) -> QPixmap:
    pixels = QPixmap(box.size() * ratio)
    pixels.setDevicePixelRatio(ratio)
    pixels.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixels)
    painter.setRenderHints(hints)
    painter.translate(QPoint() - box.topLeft())
    painter.setWorldTransform(transform, combine=True)
    draw(painter)
    painter.end()
    return pixels
