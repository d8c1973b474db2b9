"""A matrix as coloured cells, one byte a cell, painted through an indexed image."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.widgets.guarded import guarded
from gui.widgets.telling import Telling

GAP = 0.08  # between two pictures, as a part of one


def pixels(values: np.ndarray, low: float, high: float) -> np.ndarray:
    """Values as indices 0 ... 255 into a colour table; rows padded to 4 bytes as QImage wants them."""
    rows, columns = values.shape
    buffer = np.zeros((rows, (columns + 3) // 4 * 4), np.uint8)
    with np.errstate(all="ignore"):
        scaled = (values - low) * (255 / max(high - low, 1e-300))
        buffer[:, :columns] = np.clip(np.nan_to_num(scaled, nan=0.0, posinf=255, neginf=0), 0, 255).astype(np.uint8)
    return buffer


def color_table(table: np.ndarray) -> list[int]:
    """A colour table (256, 3) as QImage wants it."""
    return [0xFF000000 | int(r) << 16 | int(g) << 8 | int(b) for r, g, b in table]


class HeatMap(Telling):
    """Shows one matrix with a fixed range; nan and "not computed yet" are hatched, never a colour."""

    clicked = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: np.ndarray | None = None
        self._buffer: np.ndarray | None = None
        self._image: QImage | None = None
        self._table: list[int] = []
        self._hatch = QColor("gray")
        self._mark = QColor("black")
        self._chosen: tuple[int, int] | None = None
        self._part: tuple[int, int] | None = None
        self.naming: Callable[[int, int], str] = lambda row, column: f"[{row}, {column}]"
        self.shape = (1, 1)
        self.words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(36, 28)

    def set_colors(self, table: np.ndarray, hatch: QColor, mark: QColor) -> None:
        """The colour table (256, 3), the colour of hatching and of the selection frame."""
        self._table = color_table(table)
        self._hatch, self._mark = hatch, mark
        if self._image is not None:
            self._image.setColorTable(self._table)
        self.update()

    def set_values(
        self, values: np.ndarray | None, shape: tuple[int, int], low: float, high: float, coloured: np.ndarray | None = None
    ) -> None:
        """Show values from low to high, or a hatched frame of that shape for None.

        `coloured` decides on the colours where it is not the values themselves, as their logarithms.
        """
        self._values, self.shape = values, shape
        if values is None:
            self._image = None
        else:
            self._buffer = pixels(values if coloured is None else coloured, low, high)
            rows, columns = shape
            self._image = QImage(self._buffer.data, columns, rows, self._buffer.shape[1], QImage.Format.Format_Indexed8)
            self._image.setColorTable(self._table)
        self.update()

    def set_part(self, part: tuple[int, int] | None) -> None:
        """With lines after so many rows and columns: many pictures, of square cells."""
        self._part = part

    def choose(self, cell: tuple[int, int] | None) -> None:
        """Frame one cell."""
        if cell != self._chosen:
            self._chosen = cell
            self.update()

    def sizeHint(self) -> QSize:
        rows, columns = self.shape
        return QSize(min(160, 40 + 14 * columns), min(140, 24 + 14 * rows))

    def _area(self) -> QRectF:
        """Where the cells lie: stretched to at most eight times as long as wide, at the top left."""
        rows, columns = self.shape
        width, height = self.width() - 1.0, self.height() - 1.0
        cell = min(width / columns, height / rows)
        if self._part is not None:
            return QRectF(0.5, 0.5, cell * columns, cell * rows)
        return QRectF(
            0.5,
            0.5,
            min(width, max(cell, min(width / columns, 8 * cell)) * columns),
            min(height, max(cell, min(height / rows, 8 * cell)) * rows),
        )

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = self._area()
        hatched = QBrush(self._hatch, Qt.BrushStyle.BDiagPattern)
        if self._image is None or self._values is None:
            painter.fillRect(area, hatched)
        else:
            painter.drawImage(area, self._image)
            if not np.isfinite(self._values).all():
                for row, column in np.argwhere(~np.isfinite(self._values)):
                    painter.fillRect(self._cell(area, int(row), int(column)), hatched)
        self._divide(painter, area)
        painter.setPen(QPen(self._hatch, 1))
        painter.drawRect(area)
        if self._chosen is not None:
            painter.setPen(QPen(self._mark, 2))
            painter.drawRect(self._cell(area, *self._chosen))

    def _divide(self, painter: QPainter, area: QRectF) -> None:
        """The lines between the pictures."""
        if self._part is None:
            return
        (rows, columns), (high, wide) = self.shape, self._part
        part = min(area.width() * wide / columns, area.height() * high / rows)
        painter.setPen(QPen(self.palette().window().color(), min(3.0, max(1.0, GAP * part))))
        across = (area.x() + area.width() * column / columns for column in range(wide, columns, wide))
        down = (area.y() + area.height() * row / rows for row in range(high, rows, high))
        painter.drawLines([QLineF(x, area.top(), x, area.bottom()) for x in across])
        painter.drawLines([QLineF(area.left(), y, area.right(), y) for y in down])

    def _cell(self, area: QRectF, row: int, column: int) -> QRectF:
        rows, columns = self.shape
        width, height = area.width() / columns, area.height() / rows
        return QRectF(area.x() + column * width, area.y() + row * height, width, height)

    def cell_at(self, position: QPointF) -> tuple[int, int] | None:
        """Row and column under a point."""
        area = self._area()
        if not area.contains(position):
            return None
        rows, columns = self.shape
        return (
            min(rows - 1, int((position.y() - area.y()) / area.height() * rows)),
            min(columns - 1, int((position.x() - area.x()) / area.width() * columns)),
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self.cell_at(event.position())
        if cell is not None:
            self.clicked.emit(*cell)

    def words_at(self, point: QPointF) -> str:
        cell = self.cell_at(point)
        if cell is None:
            return self.toolTip()
        value = "–" if self._values is None else repr(float(self._values[cell]))
        return f"{self.words}{self.naming(*cell)} = {value}"


class Histogram(QWidget):
    """How often values of a matrix occur between -limit and limit."""

    BINS = 24

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.counts = np.zeros(self.BINS)
        self._color = QColor("gray")
        self._line = QColor("black")
        self.setFixedHeight(30)

    def set_colors(self, bars: QColor, line: QColor) -> None:
        """The colours of the bars and of the line at 0."""
        self._color, self._line = bars, line
        self.update()

    def set_values(self, values: np.ndarray | None, limit: float) -> None:
        """Count the finite values; None empties the picture."""
        finite = np.empty(0) if values is None else values[np.isfinite(values)]
        self.counts = np.histogram(finite, self.BINS, (-limit, limit))[0]
        self.update()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        highest = max(1, int(self.counts.max()))
        width = self.width() / self.BINS
        for place, count in enumerate(self.counts.tolist()):
            height = (self.height() - 2) * count / highest
            painter.fillRect(QRectF(place * width, self.height() - 1 - height, max(1.0, width - 1), height), self._color)
        painter.setPen(self._line)
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.drawLine(self.width() // 2, 0, self.width() // 2, self.height())
