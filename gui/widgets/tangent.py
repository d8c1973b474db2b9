"""An activation with its slope, the live point and the tangent there."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.widgets.guarded import guarded


class TangentView(QWidget):
    """f in the hue of values, f' dashed in the hue of gradients; the tangent shows what the gradient is multiplied by."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._colors: dict[str, QColor] = {}
        self._curves: tuple[np.ndarray, np.ndarray, np.ndarray] | None = None
        self.point: tuple[float, float, float] | None = None
        self.words = ""

    def sizeHint(self) -> QSize:
        return QSize(200, 150)

    def set_colors(self, colors: dict[str, QColor]) -> None:
        """Colours by role."""
        self._colors = colors
        self.update()

    def show_curves(
        self, z: np.ndarray, f: np.ndarray, slope: np.ndarray, point: tuple[float, float, float] | None, words: str
    ) -> None:
        """Curves over z, and the live (z, f(z), f'(z)) if it is known; `words` stand above."""
        self._curves, self.point, self.words = (z, f, slope), point, words
        self.setAccessibleName(words)
        self.update()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._curves is None or not self._colors:
            return
        z, f, slope = self._curves
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self.fontMetrics().height()
        area = QRectF(4, line + 6, self.width() - 8, self.height() - line - 10)
        painter.setPen(self._colors["text"])
        painter.drawText(QRectF(4, 2, self.width() - 8, line + 2), Qt.AlignmentFlag.AlignLeft, self.words)
        both = np.concatenate([f, slope, [0.0]])
        low, high = float(both.min()), float(both.max())
        margin = 0.08 * (high - low or 1.0)

        def at(x: float, y: float) -> QPointF:
            return QPointF(
                area.x() + area.width() * (x - z[0]) / (z[-1] - z[0]),
                area.bottom() - area.height() * (y - low + margin) / (high - low + 2 * margin),
            )

        painter.setPen(QPen(self._colors["border"], 1))
        painter.drawLine(at(z[0], 0), at(z[-1], 0))
        painter.drawLine(QPointF(at(0, 0).x(), area.top()), QPointF(at(0, 0).x(), area.bottom()))
        painter.setClipRect(area)
        for values, role, style in ((slope, "gradient", Qt.PenStyle.DashLine), (f, "value", Qt.PenStyle.SolidLine)):
            painter.setPen(QPen(self._colors[role], 1.6, style))
            painter.drawPolyline(QPolygonF([at(x, y) for x, y in zip(z.tolist(), values.tolist(), strict=True)]))
        if self.point is not None:
            x, y, steep = self.point
            x = min(max(x, float(z[0])), float(z[-1]))
            painter.setPen(QPen(self._colors["text"], 1.2))
            painter.drawLine(at(x - 1.5, y - 1.5 * steep), at(x + 1.5, y + 1.5 * steep))
            painter.setBrush(self._colors["accent"])
            painter.drawEllipse(at(x, y), 4, 4)
