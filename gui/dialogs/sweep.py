"""A sweep in the window: choose a grid, watch the phase diagram fill, keep figure and table."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from engine.headless.sweep import activations, numbers, write_csv
from engine.insight.study.jobs import Ended
from engine.insight.study.sweep import DEPTH, TIME, Grid, Measure, measure, result_of
from engine.model.problem import ExperimentError
from gui.look.background_job import SideJob
from gui.look.fields import ComboBox, SpinBox
from gui.look.figure import Figure
from gui.look.i18n import ended_text, error_text
from gui.look.saving import Kind, ask_save
from gui.look.theme import Theme, color_map, colors
from gui.plots.phases import phase_diagram
from gui.widgets.figure_view import FigureView
from gui.widgets.steady_label import Words

USUAL = {DEPTH: ("2:20:2", "0.25:3.5:0.25", "tanh,sigmoid,relu"), TIME: ("10:50:10", "0.25:3:0.25", "tanh,identity,relu")}


class SweepDialog(QDialog):
    """Stays beside the window; closing it cancels what is not measured yet."""

    export_asked = Signal(str, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Sweep: where gradients vanish and explode"))
        self.resize(820, 520)
        self.job = SideJob(self)
        self.grid, self.measures = Grid(), list[Measure]()
        self.members = self.grid.members()
        self.kind, self.shown = ComboBox(), ComboBox()
        self.lengths, self.scales, self.names = QLineEdit(), QLineEdit(), QLineEdit()
        self.seeds, self.units = SpinBox(), SpinBox()
        self.start_button, self.cancel_button = QPushButton(self.tr("Start")), QPushButton(self.tr("Cancel"))
        self.figure_button, self.table_button = QPushButton(self.tr("Export figure…")), QPushButton(self.tr("Save table…"))
        self.bar, self.words, self.view = QProgressBar(), Words(), FigureView()
        self.view.set_colors(colors(theme), color_map(theme.signed_map), color_map("cividis"))
        self._arrange()
        self._connect()
        self._use_kind()

    def _arrange(self) -> None:
        for name, title in ((DEPTH, self.tr("by depth")), (TIME, self.tr("through time"))):
            self.kind.addItem(title, name)
        self.seeds.setRange(1, 100)
        self.seeds.setValue(3)
        self.units.setRange(1, 256)
        self.units.setValue(16)
        self.words.setText(
            self.tr(
                "One training step for each network: the gradient at the first layer (or time step) relative to that at the last."
            )
        )
        layout, left, right, form = QHBoxLayout(self), QVBoxLayout(), QVBoxLayout(), QFormLayout()
        layout.addLayout(left, 1)
        layout.addLayout(right, 3)
        left.addWidget(self.words)
        left.addLayout(form)
        for title, widget in (
            (self.tr("Gradient"), self.kind),
            (self.tr("Lengths"), self.lengths),
            (self.tr("Scales"), self.scales),
            (self.tr("Activations"), self.names),
            (self.tr("Seeds"), self.seeds),
            (self.tr("Units"), self.units),
            (self.tr("Show"), self.shown),
        ):
            form.addRow(title, widget)
        for field in (self.lengths, self.scales):
            field.setToolTip(self.tr("A list such as 2,5,10, or a range such as 0.5:3:0.25"))
        for below in (self.start_button, self.cancel_button, self.bar):
            left.addWidget(below)
        left.addStretch(1)
        left.addWidget(self.figure_button)
        left.addWidget(self.table_button)
        right.addWidget(self.view)
        self._show_state()
        self.view.show_figure(Figure("", empty=self.tr("Press Start: the diagram fills in as the networks are measured.")))

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(self._use_kind)
        self.shown.currentIndexChanged.connect(self._show)
        self.start_button.clicked.connect(self.start)
        self.cancel_button.clicked.connect(self.job.cancel)
        self.figure_button.clicked.connect(
            lambda: self.export_asked.emit(f"sweep-{self.grid.kind}-{self.shown.currentText()}", self.figure())
        )
        self.table_button.clicked.connect(self._save)
        self.job.came.connect(lambda number, found: self.measures.append(found))
        self.job.lost.connect(self._lost)
        self.job.progressed.connect(self._progress)
        self.job.ended.connect(self._show_state)
        self.job.failed.connect(self.words.setText)
        self.finished.connect(self.job.cancel)

    def _use_kind(self) -> None:
        for field, words in zip((self.lengths, self.scales, self.names), USUAL[self.kind.currentData()], strict=True):
            field.setText(words)

    def start(self) -> None:
        """Measure the grid that is written in the form."""
        try:
            self.grid = Grid(
                self.kind.currentData(),
                numbers(self.tr("Lengths"), self.lengths.text(), int),
                numbers(self.tr("Scales"), self.scales.text(), float),
                activations(self.names.text()),
                self.seeds.value(),
                self.units.value(),
            )
        except ExperimentError as error:
            self.words.setText(error_text(error, "\n"))
            return
        self.measures = []
        self.shown.clear()
        self.shown.addItems(list(self.grid.activations))
        self.members = self.grid.members()
        self.job.start(measure, self.members)
        self._show_state()

    def _lost(self, number: int, ended: Ended) -> None:
        found = result_of(self.members[number], ended)
        self.measures.append(found)
        words = self.tr(
            "Runs that ended without a result: {count}. The last: {activation}, length {length}, scale {scale} ({why})."
        )
        count, last = sum(one.ended is not None for one in self.measures), found.member
        self.words.setText(
            words.format(count=count, activation=last.activation, length=last.length, scale=last.scale, why=ended_text(ended))
        )

    def _progress(self, done: int, total: int) -> None:
        self.bar.setMaximum(total)
        self.bar.setValue(done)
        self._show()

    def figure(self) -> Figure:
        """The phase diagram of the activation that is shown, as far as it is known."""
        return phase_diagram(self.grid, self.shown.currentText(), self.measures)

    def _show(self) -> None:
        if self.measures and self.shown.currentText():
            self.view.show_figure(self.figure())

    def _show_state(self) -> None:
        running = self.job.running
        self.bar.setVisible(running)
        self.cancel_button.setVisible(running)
        self.start_button.setEnabled(not running)
        for button in (self.figure_button, self.table_button):
            button.setEnabled(bool(self.measures))

    def _save(self) -> None:
        found = ask_save(self, self.tr("Save table"), "sweep.csv", [Kind("CSV", "csv")])
        if found is not None:
            try:
                write_csv(self.measures, found[0])
                self.words.setText(self.tr("Wrote {path}").format(path=found[0]))
            except (ExperimentError, OSError) as error:
                self.words.setText(error_text(error))
