"""A recorded run: findings at the left, plots at the right, scrubbed by training step; it follows a run that goes on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from engine.insight.trace.recurrent import experiment_of, why_not
from engine.insight.trace.seen import seen_in, unseen
from engine.insight.trace.trace import Trace, findings, overcome
from engine.interchange.documents.trace_file import arrays_of, read_trace, recorded
from engine.model.problem import ExperimentError
from gui.look.fields import Slider
from gui.look.figure import Figure
from gui.look.findings_list import FindingsList, Section, overcome_section
from gui.look.i18n import problem_text
from gui.look.theme import Theme, color_map, colors
from gui.plots.recorded import RECORDED, RecordedPlot
from gui.session.memo import Memo
from gui.widgets.figure_view import FigureView

BEAT = 1000  # milliseconds between two looks at a run that goes on


class TraceWindow(QDialog):
    """Stays beside the window. Home, End and the arrow keys move through the run."""

    export_asked = Signal(str, object)
    experiment_asked = Signal(object)

    def __init__(self, trace: Trace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("trace")
        self.setWindowTitle(self.tr("Recorded run: {name}").format(name=Path(trace.source).name))
        self.resize(1100, 680)
        self.trace, self.theme = trace, theme
        self._memo = Memo()
        self._told: tuple[int, int] | None = None
        self.words, self.slider, self.place_label = FindingsList(), Slider(Qt.Orientation.Horizontal), QLabel()
        self.live = QCheckBox(self.tr("Follow"))
        self.live.setToolTip(self.tr("Read new steps while training continues, and stay at the latest one"))
        self.export_button = QPushButton(self.tr("Export figure…"))
        self.open_button = QPushButton(self.tr("Open the recurrent layer"))
        self.open_button.setToolTip(self.tr("Step through the layer with its recorded inputs and weights"))
        self.tabs = QTabWidget()
        self.views = {plot.name: FigureView() for plot in RECORDED}
        self._timer = QTimer(self)
        self._timer.setInterval(BEAT)
        self._arrange()
        self._connect()
        self._fit_slider(True)
        self._show()

    def _arrange(self) -> None:
        for plot in RECORDED:
            view = self.views[plot.name]
            view.set_colors(colors(self.theme), color_map(self.theme.signed_map), color_map("cividis"))
            self.tabs.addTab(view, QCoreApplication.translate("Plots", plot.title))
        self.words.setObjectName("trace-findings")
        self.words.setMinimumWidth(260)
        self.words.set_theme(self.theme)
        self.slider.setObjectName("trace-step")
        split = QSplitter()
        split.addWidget(self.words)
        split.addWidget(self.tabs)
        split.setSizes([340, 760])
        bottom = QHBoxLayout()
        for widget in (self.place_label, self.slider, self.live, self.open_button, self.export_button):
            bottom.addWidget(widget, 1 if widget is self.slider else 0)
        layout = QVBoxLayout(self)
        layout.addWidget(split, 1)
        layout.addLayout(bottom)

    def _connect(self) -> None:
        self.slider.valueChanged.connect(self._show)
        self.tabs.currentChanged.connect(self._show)
        self.words.step_asked.connect(lambda step: self.slider.setValue(self.trace.place(step)))
        self.words.layer_asked.connect(lambda layer: self.tabs.setCurrentIndex(0))
        self.live.toggled.connect(lambda on: self._timer.start() if on else self._timer.stop())
        self._timer.timeout.connect(self.renew)
        self.export_button.clicked.connect(lambda: self.export_asked.emit(f"trace-{self._plot().name}", self.figure()))
        self.open_button.clicked.connect(self._open_layer)

    def set_theme(self, theme: Theme) -> None:
        """Apply other colours."""
        self.theme, self._told = theme, None
        for view in self.views.values():
            view.set_colors(colors(theme), color_map(theme.signed_map), color_map("cividis"))
        self.words.set_theme(theme)
        self._show()

    # what is shown -------------------------------------------------------------------------------

    def _plot(self) -> RecordedPlot:
        return RECORDED[self.tabs.currentIndex()]

    def figure(self) -> Figure:
        """The figure of the chosen tab at the chosen step."""
        if not len(self.trace.steps):
            return Figure(QCoreApplication.translate("Plots", self._plot().title), empty=self.tr("No step has been recorded yet."))
        return self._plot().figure(self.trace, self.slider.value(), self._memo)

    def _fit_slider(self, to_end: bool) -> None:
        last = max(0, len(self.trace.steps) - 1)
        self.slider.setRange(0, last)
        if to_end:
            self.slider.setValue(last)

    def _show(self) -> None:
        self.views[self._plot().name].show_figure(self.figure())
        steps = self.trace.steps
        if len(steps):
            self.place_label.setText(
                self.tr("step {step} of {last}").format(step=int(steps[self.slider.value()]) + 1, last=int(steps[-1]) + 1)
            )
        loops = any(layer.recurrent is not None for layer in self.trace.layers)
        self.open_button.setVisible(loops)
        self.open_button.setEnabled(bool(self.trace.through))
        self._tell()

    def _tell(self) -> None:
        """Findings of the run up to the chosen step; computed once for each."""
        key = (self.slider.value(), len(self.trace.steps))
        if key == self._told:
            return
        self._told = key
        found, past = findings(self.trace, self.slider.value()), overcome(self.trace, self.slider.value())
        now = Section(self._moment(), found, self.tr("Nothing is wrong at this step."))
        self.words.show_sections((Section("", (), self._facts()), *self._not_recorded(), now, *overcome_section(past)))

    def _moment(self) -> str:
        return (
            self.tr("At step {step}").format(step=int(self.trace.steps[self.slider.value()]) + 1) if len(self.trace.steps) else ""
        )

    def _not_recorded(self) -> tuple[Section, ...]:
        """What nothing was said about, because the record does not hold it."""
        missing = "; ".join(map(problem_text, unseen(self.trace)))
        return (Section("", (), self.tr("Not recorded, so not judged: {what}.").format(what=missing)),) if missing else ()

    def _facts(self) -> str:
        words = self.tr("Recorded: {what}.").format(what="; ".join(map(problem_text, seen_in(self.trace))))
        if self.trace.full is not None:
            words += " " + self.tr("Recording ended at step {step}: the size limit was reached.").format(step=self.trace.full + 1)
        return words

    # a run that goes on, and what comes of it ----------------------------------------------------

    def renew(self) -> None:
        """Read the run again; if it cannot be read right now, nothing changes."""
        at_end = self.slider.value() == self.slider.maximum()
        try:
            trace = read_trace(self.trace.source, self.trace.tags)
        except ExperimentError:
            return
        if len(trace.steps) != len(self.trace.steps):
            self.trace = trace
            self._fit_slider(at_end)
            self._show()

    def _open_layer(self) -> None:
        """The latest recorded call of the first recurrent layer, as a network to step through."""
        step = int(self.trace.steps[self.slider.value()])
        kept = [known for known in sorted(arrays_of(self.trace.source)) if known <= step]
        layer = next((layer for layer in self.trace.layers if layer.recurrent is not None), None)
        if layer is None or not kept:
            return
        try:
            call = recorded(self.trace.source, layer, kept[-1])
            problem = why_not(call)
        except ExperimentError as error:
            problem = error.problems[0]
        if problem is not None:
            self.words.show_sections((Section("", (), problem_text(problem)),))
            return
        self.experiment_asked.emit(experiment_of(call))
