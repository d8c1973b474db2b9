"""A scrubber over the past: loss as a sparkline, the phases of the current step as a ribbon."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from pyqtgraph.functions import arrayToQPolygonF
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.notation.numbers import number
from gui.widgets.guarded import guarded
from gui.widgets.ribbon import Ribbon, ribbon
from gui.widgets.step_axis import StepAxis
from gui.widgets.telling import Telling

FLAT = 0.2  # of the loss: so much the track holds at least
PIECE = 25  # points of a curve that are drawn at once: Qt takes several times as long over one line of a thousand


@dataclass(frozen=True, eq=False)
class Track:
    """What the timeline shows. Steps are counted in training steps, fractions allowed.

    `changes` are steps from which the user changed something; `branches` are futures that were left there, with a word on each;
    `findings` say since when something is wrong, `note` why a run has paused by itself. `reached` is the role of the phase that
    stands out.
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
    note: str = ""
    reached: str = ""


class Timeline(Telling):
    """Drag the upper track to any training step, the lower one inside the current step; the wheel zooms, sideways it moves."""

    zoomed = Signal()
    held = Signal()  # before the first scrub of a press
    put_back = Signal()  # the press that was held was only half of a double click
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
        self.axis = StepAxis()
        self._colors: dict[str, QColor] = {}
        self._dragging, self._returns = "", False

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
        self.axis = self.axis.grown(max(track.length, 1e-9))
        self.update()

    def scale(self, log: bool) -> None:
        """A logarithmic or a linear axis of steps, all of it in sight."""
        if log != self.axis.log:
            self.see(replace(self.axis.all(), log=log))

    def see(self, axis: StepAxis) -> None:
        """Show this part of the steps."""
        if axis != self.axis:
            self.axis = axis
            self.update()
            self.zoomed.emit()

    def _upper(self) -> QRectF:
        return QRectF(self.EDGE, 6, self.width() - 2 * self.EDGE, 30)

    def _lower(self) -> QRectF:
        return QRectF(self.EDGE, 42, self.width() - 2 * self.EDGE, self._ribbon())

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._colors:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        upper = self._upper()
        painter.setPen(QPen(self._colors["border"], 1))
        painter.setBrush(self._colors["panel"])
        painter.drawRoundedRect(upper, 4, 4)
        painter.save()
        painter.setClipRect(upper.adjusted(-self.EDGE, -6, self.EDGE, 6))
        self._paint_losses(painter, upper.adjusted(0, 3, 0, -3))
        self._paint_steps(painter, upper)
        self._paint_marks(painter, upper)
        self._paint_note(painter, upper)
        self._paint_cursor(painter, upper)
        painter.restore()
        if self.track.phases:
            self._paint_phases(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._colors["accent"], 1))
            painter.drawRoundedRect(QRectF(1, 1, self.width() - 2, self.height() - 2), 5, 5)

    def _paint_cursor(self, painter: QPainter, area: QRectF) -> None:
        if not 0 <= self.axis.place(self.track.position) <= 1 + 1e-9:
            return
        x = self.position_of(self.track.position).x()
        painter.setPen(QPen(self._colors["accent"], 2))
        painter.drawLine(QPointF(x, area.y() - 3), QPointF(x, area.bottom() + 3))
        painter.setBrush(self._colors["accent"])
        painter.drawEllipse(QPointF(x, area.y() - 1), 4, 4)

    def _paint_steps(self, painter: QPainter, area: QRectF) -> None:
        """Numbers of steps, so that one sees where one is, and how the axis counts; the curve passes behind them."""
        font = painter.font()
        font.setPointSizeF(0.75 * font.pointSizeF())
        painter.setFont(font)
        room = painter.fontMetrics().horizontalAdvance(f"{self.axis.step(1.0):,.0f}") + 12
        for step in self.axis.marks(room / area.width()):
            x, name = self.position_of(step).x(), f"{step:,}"
            painter.setPen(QPen(self._colors["border"], 1))
            painter.drawLine(QPointF(x, area.y()), QPointF(x, area.bottom()))
            painter.setPen(self._colors["muted"])
            at, metrics = QPointF(x + 3, area.bottom() - 3), painter.fontMetrics()
            if at.x() + metrics.horizontalAdvance(name) < area.right():
                painter.fillRect(
                    QRectF(metrics.tightBoundingRect(name)).translated(at).adjusted(-1, -1, 1, 1), self._colors["panel"]
                )
                painter.drawText(at, name)
        painter.setFont(self.font())

    def _paint_note(self, painter: QPainter, area: QRectF) -> None:
        """Why the run has paused, on the side of the cursor that has more room."""
        if not self.track.note:
            return
        x = min(max(self.position_of(self.track.position).x(), area.x()), area.right())
        before, after = x - area.x() - 16, area.right() - x - 16
        width = int(max(before, after)) - 8
        text = painter.fontMetrics().elidedText(self.track.note, Qt.TextElideMode.ElideRight, width)
        wide, high = painter.fontMetrics().horizontalAdvance(text) + 10, painter.fontMetrics().height()
        box = QRectF(x - 8 - wide if before >= after else x + 8, area.y() + 2, wide, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colors["raised"])
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(self._colors["text"])
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

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
        for branch in range(len(self.track.branches)):
            spot = self.branch_spot(branch)
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

    def words_at(self, point: QPointF) -> str:
        """What a branch or a finding under the mouse says; else the training step there and its loss."""
        number = self.branch_at(point)
        if number is not None:
            return self.track.branches[number][1]
        near = (words for step, words in self.track.findings if abs(self.position_of(step).x() - point.x()) < 6)
        return next(near, "") or (self._step_at(point) if self._upper().contains(point) else self.toolTip())

    def _step_at(self, point: QPointF) -> str:
        steps, losses = self.track.steps, self.track.losses
        step = round(self.axis.step(self._share(point)))
        if step < 1:
            return self.tr("before the first training step")
        if steps is None or losses is None or not len(steps):
            return self.tr("training step {step}").format(step=f"{step:,}")
        near = int(np.abs(steps + 1 - step).argmin())
        words = self.tr("training step {step} · loss {loss}")
        return words.format(step=f"{int(steps[near]) + 1:,}", loss=number(float(losses[near])))

    def _paint_losses(self, painter: QPainter, area: QRectF) -> None:
        steps, losses = self.track.steps, self.track.losses
        if steps is None or losses is None or len(steps) < 2:
            return
        finite = losses[np.isfinite(losses)]
        if not finite.size:
            return
        low, high = float(finite.min()), float(finite.max())
        least = FLAT * max(abs(low), abs(high))  # a loss that hardly moves must not look like one that falls
        low -= max(0.0, least - (high - low)) / 2
        scale = area.height() / max(high - low, least, 1e-12)
        counted = steps + 1.0
        places = np.log1p(counted) / np.log1p(self.axis.length) if self.axis.log else counted / self.axis.length
        xs = area.x() + area.width() * (places - self.axis.left) / (self.axis.right - self.axis.left)
        shown = np.isfinite(losses) & (xs > area.x() - area.width()) & (xs < area.right() + area.width())
        across, up = _by_pixel(xs[shown], losses[shown])
        painter.setPen(QPen(self._colors["loss"], 1))
        ys = area.bottom() - (up - low) * scale
        for start in range(0, len(across) - 1, PIECE):
            stretch = slice(start, start + PIECE + 1)
            painter.drawPolyline(arrayToQPolygonF(across[stretch], ys[stretch]))

    @property
    def ribbon(self) -> Ribbon:
        """Where the phases stand."""
        return ribbon(self._lower(), self.track.phases, self.font())

    def _paint_phases(self, painter: QPainter) -> None:
        phases = self.ribbon
        area = phases.area
        phases.paint(painter, self.font(), self._colors, self.track.within, self.track.reached)
        painter.setFont(self.font())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colors["error"])
        for at in self.track.breakpoints:
            painter.drawEllipse(QPointF(phases.place(at), area.y() - 2), 3, 3)
        x = phases.place(self.track.within)
        painter.setPen(QPen(self._colors["text"], 2))
        painter.drawLine(QPointF(x, area.y() - 2), QPointF(x, area.bottom() + 2))

    # mouse and keys ------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self.branch_at(event.position())
        if number is not None:
            self._returns = False
            self.branch_asked.emit(number)
            return
        self._returns = True
        self.held.emit()
        self._dragging = "upper" if event.position().y() < 39 else "lower"
        self._scrub(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self._scrub(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragging = ""

    def _share(self, point: QPointF) -> float:
        area = self._upper()
        return min(1.0, max(0.0, (point.x() - area.x()) / area.width()))

    def _scrub(self, event: QMouseEvent) -> None:
        if self._dragging == "upper":
            self.scrubbed.emit(self.axis.step(self._share(event.position())))
        else:
            self.scrubbed_within.emit(self.ribbon.share(event.position().x()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned, aside = event.angleDelta().y(), event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            turned, aside = 0, aside or turned
        share = self._share(event.position())
        self.see(self.axis.moved(-aside / 600) if aside else self.axis.zoomed(share, 1.25 ** (turned / 120)))
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._returns:
            self._returns = False
            self.put_back.emit()
        self.see(self.axis.all())

    def position_of(self, step: float) -> QPointF:
        """Where a training step lies on the upper track."""
        area = self._upper()
        return QPointF(area.x() + area.width() * self.axis.place(step), area.center().y())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = self.axis.place(self.track.position)
        seen = {Qt.Key.Key_Plus: 1.5, Qt.Key.Key_Equal: 1.5, Qt.Key.Key_Minus: 1 / 1.5}.get(Qt.Key(event.key()))
        if seen is not None:
            self.see(self.axis.zoomed(min(1.0, max(0.0, place)), seen))
            return
        if event.key() == Qt.Key.Key_0:
            self.see(self.axis.all())
            return
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


def _by_pixel(xs: np.ndarray, ys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Points of a line over rising x, the first, lowest, highest and last of each pixel: more cannot be seen."""
    starts = np.flatnonzero(np.diff(np.floor(xs), prepend=-np.inf))
    if len(xs) < 4 * len(starts) or not len(xs):
        return xs, ys
    ends = np.append(starts[1:], len(xs)) - 1
    parts = (ys[starts], np.minimum.reduceat(ys, starts), np.maximum.reduceat(ys, starts), ys[ends])
    return np.repeat(xs[starts], 4), np.stack(parts, axis=1).ravel()
