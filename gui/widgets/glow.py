"""A button that draws attention to itself, once."""

from __future__ import annotations

from PySide6.QtCore import QVariantAnimation
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton

from gui.widgets.guarded import guarded

LASTS = 1400  # milliseconds


class GlowButton(QPushButton):
    """`glow` swells and fades; where motion is not wanted it stands still until `fade`."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.strength = 0.0  # 0 to 1
        self._color = QColor()
        self._motion = QVariantAnimation(self)
        self._motion.setDuration(LASTS)
        self._motion.setKeyValues([(0.0, 0.0), (0.5, 1.0), (1.0, 0.0)])
        self._motion.valueChanged.connect(self._show)

    def glow(self, color: QColor, still: bool = False) -> None:
        """Draw attention."""
        self._color = color
        if still:
            self._show(1.0)
        else:
            self._motion.start()

    def fade(self) -> None:
        """No more of it."""
        self._motion.stop()
        self._show(0.0)

    def _show(self, strength: object) -> None:
        if isinstance(strength, float) and strength != self.strength:
            self.strength = strength
            self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.fade()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.strength <= 0:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = QColor(self._color)
        color.setAlphaF(self.strength)
        painter.setPen(QPen(color, 3.0))
        color.setAlphaF(0.25 * self.strength)
        painter.setBrush(color)
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -3, -3), 5, 5)
