"""A network unrolled over time: columns for time steps, one rail for each shared weight, and a cut that can be dragged."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.widgets.guarded import guarded
from gui.widgets.telling import Telling

LEFT, TOP = 96, 42
CELL, GAP, RAIL = 26, 12, 28  # heights, if there is room
LOWEST = 0.6  # of these heights at least: then the view scrolls
LEAST, MOST = 34, 108  # width of a column
HEAD = 3.5  # half as wide is the head of an arrow


@dataclass(frozen=True, eq=False)
class Cell:
    """A layer at a time step: up to a few values, colours already chosen; `pull` is 0 ... 1 for the size of its gradient.

    It is `known` once its values are computed, and `reached` once its gradient is.
    """

    colors: tuple[QColor, ...] = ()
    known: bool = False
    reached: bool = False
    pull: float = 0.0
    lit: str = ""
    words: str = ""


@dataclass(frozen=True, eq=False)
class Rail:
    """A weight used at every time step: what each adds to its gradient, relative to the largest (-1 ... 1); nan is not
    computed yet. `kept` is what each would still add with the cut."""

    name: str
    shares: np.ndarray
    words: tuple[str, ...]
    kept: np.ndarray


@dataclass(frozen=True, eq=False)
class Unrolled:
    """Rows from input to output; `cells[row][t]`. `loops` are rows that feed their own next time step.

    `now` is the time step of the current instruction in the colour of the role `hue`, or 0.
    """

    rows: tuple[str, ...] = ()
    cells: tuple[tuple[Cell, ...], ...] = ()
    heads: tuple[str, ...] = ()
    rails: tuple[Rail, ...] = ()
    loops: frozenset[int] = frozenset()
    now: int = 0
    hue: str = ""
    backward: bool = False
    cut: int = 0
    cut_words: str = ""


class UnrolledView(Telling):
    """Paints an `Unrolled`; the cut is dragged with the mouse or moved with the arrow keys."""

    picked = Signal(int, int)
    cut_moved = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = Unrolled()
        self._colors: dict[str, QColor] = {}
        self._dragging = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_colors(self, colors: dict[str, QColor]) -> None:
        """Colours by role."""
        self._colors = colors
        self.update()

    def show_moment(self, shown: Unrolled) -> None:
        """Show another moment."""
        if (len(shown.heads), len(shown.rows), len(shown.rails)) != (
            len(self.shown.heads),
            len(self.shown.rows),
            len(self.shown.rails),
        ):
            self.setMinimumSize(LEFT + LEAST * len(shown.heads) + 8, self._height(shown, LOWEST))
            self.updateGeometry()
        self.shown = shown
        self.setAccessibleDescription(shown.cut_words)
        self.update()

    @staticmethod
    def _height(shown: Unrolled, scale: float = 1.0) -> int:
        return TOP + round(scale * (len(shown.rows) * (CELL + GAP) + len(shown.rails) * RAIL)) + 6

    def _scale(self) -> float:
        """How high rows are, as a part of what they would like: as low as it must be that all of them are in sight."""
        wanted = self._height(self.shown) - TOP - 6
        return min(1.0, max(LOWEST, (self.height() - TOP - 6) / max(1, wanted)))

    def sizeHint(self) -> QSize:
        return QSize(420, self._height(self.shown))

    def full_size(self) -> QSize:
        """Room enough for every time step, and no more."""
        count = len(self.shown.heads)
        wide = max(LEFT + LEAST * count, min(LEFT + MOST * count, 1200))
        return QSize(int(wide) + 8, self._height(self.shown))

    # geometry ------------------------------------------------------------------------------------

    def column_width(self) -> float:
        """Width of a time step."""
        count = max(1, len(self.shown.heads))
        return min(MOST, max(LEAST, (self.width() - LEFT - 8) / count))

    def cell_rect(self, row: int, time: int) -> QRectF:
        """Where a layer at a time step (1, 2, ...) lies; the input is at the bottom."""
        width = self.column_width()
        up, scale = len(self.shown.rows) - 1 - row, self._scale()
        inset = min(12.0, 0.18 * width)
        return QRectF(LEFT + (time - 1) * width + inset, TOP + up * scale * (CELL + GAP), width - 2 * inset, scale * CELL)

    def cut_x(self, after: int) -> float:
        """Where the cut after a time step stands."""
        return LEFT + after * self.column_width()

    def _rail_y(self, number: int) -> float:
        return TOP + self._scale() * (len(self.shown.rows) * (CELL + GAP) + number * RAIL + RAIL / 2)

    # painting ------------------------------------------------------------------------------------

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._colors or not self.shown.heads:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_heads(painter)
        self._paint_arrows(painter)
        for row in range(len(self.shown.rows)):
            painter.setPen(self._colors["text"])
            place = self.cell_rect(row, 1)
            painter.drawText(
                QRectF(4, place.y(), LEFT - 10, place.height()),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                self.shown.rows[row],
            )
            for time in range(1, len(self.shown.heads) + 1):
                self._paint_cell(painter, self.cell_rect(row, time), self.shown.cells[row][time - 1])
        for number, rail in enumerate(self.shown.rails):
            self._paint_rail(painter, number, rail)
        self._paint_cut(painter)

    def _paint_heads(self, painter: QPainter) -> None:
        width = self.column_width()
        for time, words in enumerate(self.shown.heads, 1):
            place = QRectF(LEFT + (time - 1) * width, 2, width, TOP - 5)
            if time == self.shown.now:
                tint = QColor(self._colors[self.shown.hue or "accent"])
                tint.setAlphaF(0.12)
                painter.fillRect(QRectF(place.x(), 0, width, self.height()), tint)
            painter.setPen(self._colors["text" if time == self.shown.now else "muted"])
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_arrows(self, painter: QPainter) -> None:
        """Values flow up and to the right; in the backward pass gradients flow down and to the left. What is to come is grey."""
        shown, back = self.shown, self.shown.backward
        for time in range(1, len(shown.heads) + 1):
            for row in range(len(shown.rows)):
                here, cell = self.cell_rect(row, time), shown.cells[row][time - 1]
                if row + 1 < len(shown.rows):
                    above, other = self.cell_rect(row + 1, time), shown.cells[row + 1][time - 1]
                    ends = QPointF(here.center().x(), here.top()), QPointF(above.center().x(), above.bottom())
                    self._arrow(painter, *(ends[::-1] if back else ends), _carried(cell, other, back))
                if row in shown.loops and time < len(shown.heads):
                    after, other = self.cell_rect(row, time + 1), shown.cells[row][time]
                    ends = QPointF(here.right(), here.center().y()), QPointF(after.left(), after.center().y())
                    cut = back and shown.cut == time
                    self._arrow(painter, *(ends[::-1] if back else ends), _carried(cell, other, back), cut)

    def _arrow(self, painter: QPainter, start: QPointF, stop: QPointF, pull: float | None, cut: bool = False) -> None:
        """An arrow as wide as what it carries; dotted and grey where it carries nothing yet."""
        color = self._colors["empty" if cut or not pull else "gradient" if self.shown.backward else "value"]
        painter.setPen(QPen(color, 1 + 3 * (pull or 0.0), Qt.PenStyle.DotLine if cut or pull is None else Qt.PenStyle.SolidLine))
        painter.drawLine(start, stop)
        along = stop - start
        length = max(1.0, float(np.hypot(along.x(), along.y())))
        unit = along * (1 / length)
        side = QPointF(-unit.y(), unit.x())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        long = min(6.0, length)
        painter.drawPolygon(QPolygonF([stop, stop - unit * long + side * HEAD, stop - unit * long - side * HEAD]))

    def _paint_cell(self, painter: QPainter, place: QRectF, cell: Cell) -> None:
        painter.setPen(QPen(self._colors[cell.lit], 2.6) if cell.lit else QPen(self._colors["border"], 1))
        painter.setBrush(self._colors["panel"] if cell.known else QBrush(self._colors["empty"], Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(place, 5, 5)
        inner = place.adjusted(3, 3, -3, -3)
        count = len(cell.colors)
        if cell.known and count:
            width = inner.width() / count
            for number, color in enumerate(cell.colors):
                painter.fillRect(
                    QRectF(inner.x() + number * width, inner.y(), width - 1 if width >= 4 else width, inner.height()), color
                )

    def _paint_rail(self, painter: QPainter, number: int, rail: Rail) -> None:
        """One object, used at every time step: a line through all columns, with what each adds hanging on it."""
        high = self._scale() * RAIL
        y, half = self._rail_y(number), high / 2 - 3
        painter.setPen(self._colors["text"])
        words = painter.fontMetrics().elidedText(f"{rail.name} ×{len(rail.shares)}", Qt.TextElideMode.ElideMiddle, LEFT - 12)
        painter.drawText(
            QRectF(4, y - high / 2, LEFT - 10, high), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words
        )
        painter.setPen(QPen(self._colors["border"], 2))
        painter.drawLine(QPointF(LEFT - 2, y), QPointF(LEFT + self.column_width() * len(rail.shares), y))
        for time, (share, kept) in enumerate(zip(rail.shares.tolist(), rail.kept.tolist(), strict=True), 1):
            place = self.cell_rect(0, time)
            if np.isnan(share):
                painter.setPen(QPen(self._colors["border"], 2))
                painter.drawEllipse(QPointF(place.center().x(), y), 2.5, 2.5)
                continue
            bar = QRectF(place.x() + 0.2 * place.width(), y, 0.6 * place.width(), 0)
            for size, role in ((share, "muted"), (kept, "gradient")):  # what is lost stays grey beside what is kept
                bar.setTop(y - half * max(0.0, size) - 1)
                bar.setBottom(y + half * max(0.0, -size) + 1)
                painter.fillRect(bar, self._colors[role])

    def _paint_cut(self, painter: QPainter) -> None:
        if len(self.shown.heads) < 2:
            return
        x, bottom = self.cut_x(self.shown.cut), self.height() - 2.0
        painter.setPen(QPen(self._colors["accent"], 2, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, 4), QPointF(x, bottom))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colors["accent"])
        painter.drawEllipse(QPointF(x, 6), 5, 5)

    # mouse and keys ------------------------------------------------------------------------------

    def _cut_at(self, point: QPointF) -> int:
        count = max(1, len(self.shown.heads))
        return int(min(count - 1, max(0, round((point.x() - LEFT) / self.column_width()))))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        if abs(point.x() - self.cut_x(self.shown.cut)) <= 7:
            self._dragging = True
            return
        found = self._cell_at(point)
        if found is not None:
            self.picked.emit(*found)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        near = abs(event.position().x() - self.cut_x(self.shown.cut)) <= 7
        self.setCursor(Qt.CursorShape.SplitHCursor if near or self._dragging else Qt.CursorShape.ArrowCursor)
        if self._dragging and self._cut_at(event.position()) != self.shown.cut:
            self.cut_moved.emit(self._cut_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragging = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.cut_moved.emit(min(max(0, self.shown.cut + step), max(0, len(self.shown.heads) - 1)))

    def _cell_at(self, point: QPointF) -> tuple[int, int] | None:
        places = ((row, time) for row in range(len(self.shown.rows)) for time in range(1, len(self.shown.heads) + 1))
        return next(((row, time) for row, time in places if self.cell_rect(row, time).contains(point)), None)

    def words_at(self, point: QPointF) -> str:
        found = self._cell_at(point)
        if found is not None:
            return self.shown.cells[found[0]][found[1] - 1].words
        time = int((point.x() - LEFT) / self.column_width()) + 1
        for number, rail in enumerate(self.shown.rails):
            if abs(point.y() - self._rail_y(number)) < self._scale() * RAIL / 2 and 1 <= time <= len(rail.words):
                return rail.words[time - 1]
        return self.shown.cut_words or self.toolTip()


def _carried(before: Cell, after: Cell, back: bool) -> float | None:
    """How much goes from one cell to the next, or comes back from it; None as long as it has not arrived."""
    if back:
        return before.pull if before.reached and after.reached else None
    return 0.3 if before.known and after.known else None
