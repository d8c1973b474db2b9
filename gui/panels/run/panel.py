"""The recorded run before the drawing of the window: its blocks, and what can be done with it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from engine.insight.trace.table import Row
from gui.look.fields import ComboBox
from gui.look.picture import Picture
from gui.look.theme import color_map
from gui.notation.numbers import number
from gui.panels.run.drawing import RunView, Shown, shares
from gui.session.panel import Panel
from gui.session.recording import Record
from gui.session.session import Session
from gui.widgets.flow import Flow
from gui.widgets.guarded import guarded
from gui.widgets.plain import plain
from gui.widgets.steady_label import Words

GRADIENT, RATIO, IDLE = "gradient", "ratio", "idle"


class RunPanel(Panel):
    """Layers can be clicked; the bar above says where one is, follows a run that goes on, and compares it with another."""

    recorded = True
    patient = True

    compare_asked = Signal()
    layer_asked = Signal()  # the recurrent layer is to be opened as a network
    replica_asked = Signal()  # a small network like the recorded one is to be opened
    close_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.view, self.place = RunView(), Words(wrap=False)
        self.measure, self.scale = ComboBox(), Scale()
        self.follow = QCheckBox(self.tr("Follow"))
        self.compare = QPushButton(self.tr("Compare…"))
        self.recurrent = QPushButton(self.tr("Open the recurrent layer"))
        self.replica = QPushButton(self.tr("Build a small replica"))
        self.leave = QPushButton(self.tr("Close the run"))
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        for widget, name, tip in (
            (self.follow, "run-follow", self.tr("Read new steps while training continues, and stay at the latest one")),
            (self.compare, "run-compare", self.tr("Show another recorded run as dashed lines")),
            (self.recurrent, "run-recurrent", self.tr("Step through the layer with its recorded inputs and weights")),
            (
                self.replica,
                "run-replica",
                self.tr("Open a small network with the same kinds of layers and the recorded scales, to try remedies on"),
            ),
            (self.leave, "run-close", self.tr("Close the recorded run and go back to your drawing")),
            (self.measure, "run-measure", self.tr("The quantity that colours the layers")),
        ):
            widget.setObjectName(name)
            widget.setToolTip(tip)
        self.measure.addItem(self.tr("Gradient"), GRADIENT)
        self.measure.addItem(self.tr("Update ratio"), RATIO)
        self.measure.addItem(self.tr("Dead or saturated"), IDLE)
        self.measure.setAccessibleName(self.measure.toolTip())
        bar = Flow(self.place, self.measure, self.scale, self.follow, self.compare, self.recurrent, self.replica, self.leave)
        bar.setContentsMargins(6, 3, 6, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 0)
        layout.setSpacing(2)
        layout.addWidget(bar)
        layout.addWidget(self.view, 1)

    def _connect(self) -> None:
        recording = self.session.recording
        self.measure.activated.connect(self.invalidate)
        self.follow.clicked.connect(recording.follow)
        self.compare.clicked.connect(self._compare)
        self.recurrent.clicked.connect(self.layer_asked)
        self.replica.clicked.connect(self.replica_asked)
        self.leave.clicked.connect(self.close_asked)
        self.view.chose.connect(self._choose)
        self.view.walked.connect(self._walk)
        recording.marked_changed.connect(self.invalidate)
        recording.marked_changed.connect(self._reveal)

    def _compare(self) -> None:
        if self.session.recording.other is None:
            self.compare_asked.emit()
        else:
            self.session.recording.compare(None)

    def _choose(self, name: str, more: bool) -> None:
        before = self.session.recording.chosen if more else ()
        names = [other for other in before if other != name] if name in before else [*before, name]
        self.session.recording.choose(*filter(None, names))

    def _walk(self, by: int) -> None:
        trace, chosen = self.session.recording.trace, self.session.recording.chosen
        names = [] if trace is None else [layer.name for layer in trace.layers]
        if names:
            at = [names.index(name) for name in chosen]
            place = min(max(0, (max(at) if by > 0 else min(at)) + by), len(names) - 1) if at else 0
            self.session.recording.choose(names[place])

    def _reveal(self) -> None:
        chosen = self.session.recording.chosen
        if len(chosen) == 1:
            self.view.reveal(chosen[0])

    def refresh(self) -> None:
        record = self.session.recording.record()
        if record is None:
            self.view.show_run(Shown(), self.theme)
            return
        self._show_bar(record)
        values, log = self._values(record.rows)
        self.scale.show_range(values, log)
        shown = Shown(
            record.rows, shares(values, log), frozenset(self.session.recording.chosen), frozenset(self.session.recording.filtered)
        )
        self.view.show_run(shown, self.theme)

    def _values(self, rows: tuple[Row, ...]) -> tuple[np.ndarray, bool]:
        kind = self.measure.currentData()
        return np.array([getattr(row, kind) for row in rows], float), kind != IDLE

    def _show_bar(self, record: Record) -> None:
        trace, recording = record.trace, self.session.recording
        other = record.other
        last = int(trace.steps[-1]) + 1 if len(trace.steps) else 0
        at = self.tr("step {step} of {last}").format(step=f"{record.step + 1:,}", last=f"{last:,}")
        self.place.setText(at if last else self.tr("no steps yet"))
        self.place.setToolTip(plain(trace.source))
        self.follow.setChecked(recording.follows)
        self.compare.setText(self.tr("Compare…") if other is None else self.tr("Stop comparing"))
        beside = "" if other is None else f"\n{Path(other.source).name}"
        self.compare.setToolTip(plain(self.tr("Show another recorded run as dashed lines") + beside))
        self.recurrent.setVisible(any(layer.recurrent is not None for layer in trace.layers))
        self.recurrent.setEnabled(any(step <= record.step for step in trace.through))

    def picture(self) -> Picture | None:
        """The drawing; as a table, what the table of layers says."""
        record = self.session.recording.record()
        if record is None:
            return None
        self.refresh()
        area = self.view.item.plan.size
        head = ("layer", "kind", "gradient", "update ratio", "dead", "since")
        rows = [
            (row.name, row.kind, *(repr(value) for value in (row.gradient, row.ratio, row.idle)), _since(row))
            for row in record.rows
        ]
        return Picture(self.tr("Recorded run"), int(area.width()), int(area.height()), self._paint, (head, *rows))

    def _paint(self, painter: QPainter) -> None:
        painter.translate(-self.view.item.plan.size.topLeft())
        self.view.item.paint_all(painter)


def _since(row: Row) -> str:
    return "" if row.since is None else str(row.since + 1)


class Scale(QWidget):
    """Which colour is which number."""

    def __init__(self) -> None:
        super().__init__()
        self._map = color_map("cividis")
        self._ends: tuple[str, ...] = ("", "")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_range(self, values: np.ndarray, log: bool) -> None:
        """From the smallest to the largest of these."""
        finite = values[np.isfinite(values) & ((values > 0) | (not log))]
        ends = tuple(number(end, 1) if log else f"{end:.0%}" for end in (finite.min(), finite.max())) if finite.size else ("–", "–")
        if ends != self._ends:
            self._ends = ends
            metrics = self.fontMetrics()
            self.setFixedSize(sum(map(metrics.horizontalAdvance, ends)) + 76, metrics.height() + 6)
            self.setAccessibleName(f"{ends[0]} – {ends[1]}")
            self.update()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, metrics = QPainter(self), self.fontMetrics()
        left, right = (metrics.horizontalAdvance(words) + 6 for words in self._ends)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._ends[0])
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._ends[1])
        wide = self.width() - left - right
        for x in range(wide):
            painter.setPen(QColor(*(int(part) for part in self._map[round(255 * x / max(1, wide - 1))])))
            painter.drawLine(left + x, 4, left + x, self.height() - 5)
