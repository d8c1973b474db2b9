"""A scrubber over the past: loss as a sparkline, the phases of the current step as a ribbon."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget


@dataclass(frozen=True, eq=False)
class Track:
    """What the timeline shows. Steps are counted in training steps, fractions allowed.

    `changes` are steps from which the user changed something; `branches` are futures that were left there, with a word on each;
    `findings` say since when something is wrong.
    """

    position: float = 0.0
    length: float = 1.0
    steps: np.ndarray | None = None
    losses: np.ndarray | None = None
    phases: tuple[tuple[float, float, str, str], ...] = ()
    within: float = 0.0
    breakpoints: tuple[float, ...] = ()
    changes: tuple[float, ...] = ()
    branches: tuple[tuple[float, str], ...] = ()
    findings: tuple[tuple[float, str], ...] = ()


class Timeline(QWidget):
    """Drag the upper track to any training step, the lower one inside the current step."""

    scrubbed = Signal(float)
    scrubbed_within = Signal(float)
    branch_asked = Signal(int)
    key = Signal(str)

    EDGE = 10

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.track = Track()
        self._colors: dict[str, QColor] = {}
        self._dragging = ""

    def sizeHint(self) -> QSize:
        return QSize(400, 46 + self._ribbon())

    def _ribbon(self) -> int:
        return max(16, self.fontMetrics().height())

    def set_colors(self, colors: dict[str, QColor]) -> None:
        """Colours by role."""
        self._colors = colors
        self.update()

    def set_track(self, track: Track) -> None:
        """Show another moment."""
        self.track = track
        self.update()

    def _upper(self) -> QRectF:
        return QRectF(self.EDGE, 6, self.width() - 2 * self.EDGE, 30)

    def _lower(self) -> QRectF:
        return QRectF(self.EDGE, 42, self.width() - 2 * self.EDGE, self._ribbon())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._colors:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        upper = self._upper()
        painter.setPen(QPen(self._colors["border"], 1))
        painter.setBrush(self._colors["panel"])
        painter.drawRoundedRect(upper, 4, 4)
        self._paint_losses(painter, upper.adjusted(2, 3, -2, -3))
        self._paint_marks(painter, upper)
        self._paint_phases(painter, self._lower())
        x = upper.x() + upper.width() * min(1.0, self.track.position / max(self.track.length, 1e-9))
        painter.setPen(QPen(self._colors["accent"], 2))
        painter.drawLine(QPointF(x, upper.y() - 3), QPointF(x, upper.bottom() + 3))
        painter.setBrush(self._colors["accent"])
        painter.drawEllipse(QPointF(x, upper.y() - 1), 4, 4)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._colors["accent"], 1))
            painter.drawRoundedRect(QRectF(1, 1, self.width() - 2, self.height() - 2), 5, 5)

    def _paint_marks(self, painter: QPainter, area: QRectF) -> None:
        """Changes as diamonds on the lower edge, branches as forks on the upper one."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colors["update"])
        for step in self.track.changes:
            at = QPointF(self.position_of(step).x(), area.bottom())
            painter.drawPolygon(QPolygonF([at + QPointF(0, -5), at + QPointF(5, 0), at + QPointF(0, 5), at + QPointF(-5, 0)]))
        painter.setBrush(self._colors["error"])
        for step, _ in self.track.findings:
            at = QPointF(self.position_of(step).x(), area.bottom())
            painter.drawPolygon(QPolygonF([at + QPointF(0, -9), at + QPointF(5, 0), at + QPointF(-5, 0)]))
        for number in range(len(self.track.branches)):
            spot = self.branch_spot(number)
            painter.setBrush(self._colors["accent"])
            painter.setPen(QPen(self._colors["accent"], 1.6))
            low = QPointF(spot.center().x(), spot.bottom())
            for tip in (spot.topLeft(), spot.topRight()):
                painter.drawLine(low, tip)
                painter.drawEllipse(tip, 2, 2)

    def branch_spot(self, number: int) -> QRectF:
        """Where the fork of a branch can be clicked; forks of one step stand side by side."""
        step = self.track.branches[number][0]
        before = sum(other == step for other, _ in self.track.branches[:number])
        return QRectF(self.position_of(step).x() - 5 + 14 * before, self._upper().y() + 1, 10, 11)

    def branch_at(self, point: QPointF) -> int | None:
        """The branch whose fork a click there would take."""
        spots = (self.branch_spot(number).adjusted(-3, -4, 3, 4) for number in range(len(self.track.branches)))
        return next((number for number, spot in enumerate(spots) if spot.contains(point)), None)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._words_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def _words_at(self, point: QPointF) -> str:
        """What a branch or a finding under the mouse says."""
        number = self.branch_at(point)
        if number is not None:
            return self.track.branches[number][1]
        near = (words for step, words in self.track.findings if abs(self.position_of(step).x() - point.x()) < 6)
        return next(near, self.toolTip())

    def _paint_losses(self, painter: QPainter, area: QRectF) -> None:
        steps, losses = self.track.steps, self.track.losses
        if steps is None or losses is None or len(steps) < 2:
            return
        finite = losses[np.isfinite(losses)]
        if not finite.size:
            return
        low, high = float(finite.min()), float(finite.max())
        scale = area.height() / max(high - low, 1e-12)
        xs = area.x() + area.width() * (steps + 1) / max(self.track.length, 1e-9)
        points = [
            QPointF(x, area.bottom() - (y - low) * scale)
            for x, y in zip(xs.tolist(), losses.tolist(), strict=True)
            if np.isfinite(y)
        ]
        painter.setPen(QPen(self._colors["loss"], 1))
        painter.drawPolyline(QPolygonF(points))

    def _paint_phases(self, painter: QPainter, area: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        font = painter.font()
        font.setPointSizeF(0.85 * font.pointSizeF())
        painter.setFont(font)
        for start, stop, role, name in self.track.phases:
            part = QRectF(area.x() + area.width() * start, area.y(), area.width() * (stop - start) - 2, area.height())
            color = QColor(self._colors[role])
            done = start < self.track.within
            color.setAlphaF(0.9 if start <= self.track.within < stop else 0.45 if done else 0.18)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            painter.drawRoundedRect(part, 3, 3)
            painter.setPen(self._colors["text"])
            text = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(part.width()) - 6)
            painter.drawText(part.adjusted(5, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colors["error"])
        for at in self.track.breakpoints:
            painter.drawEllipse(QPointF(area.x() + area.width() * at, area.y() - 2), 3, 3)
        x = area.x() + area.width() * self.track.within
        painter.setPen(QPen(self._colors["text"], 2))
        painter.drawLine(QPointF(x, area.y() - 2), QPointF(x, area.bottom() + 2))

    # mouse and keys ------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self.branch_at(event.position())
        if number is not None:
            self.branch_asked.emit(number)
            return
        self._dragging = "upper" if event.position().y() < 39 else "lower"
        self._scrub(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self._scrub(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragging = ""

    def _scrub(self, event: QMouseEvent) -> None:
        area = self._upper()
        share = min(1.0, max(0.0, (event.position().x() - area.x()) / area.width()))
        if self._dragging == "upper":
            self.scrubbed.emit(share * self.track.length)
        else:
            self.scrubbed_within.emit(share)

    def position_of(self, step: float) -> QPointF:
        """Where a training step lies on the upper track."""
        area = self._upper()
        return QPointF(area.x() + area.width() * step / max(self.track.length, 1e-9), area.center().y())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        names = {
            Qt.Key.Key_Left: "back",
            Qt.Key.Key_Right: "forward",
            Qt.Key.Key_Space: "run",
            Qt.Key.Key_Home: "start",
            Qt.Key.Key_End: "end",
            Qt.Key.Key_J: "back",
            Qt.Key.Key_K: "run",
            Qt.Key.Key_L: "forward",
        }
        name = names.get(Qt.Key(event.key()))
        if name:
            self.key.emit(name)
        else:
            super().keyPressEvent(event)
