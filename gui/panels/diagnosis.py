"""What is wrong, where, since when, and what helps: findings, remedies measured side by side."""

from __future__ import annotations

import html

import numpy as np
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QPushButton,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from engine.insight.diagnosis.finding import Finding
from engine.insight.diagnosis.monitor import Monitor
from engine.insight.diagnosis.remedies import REMEDIES
from engine.insight.diagnosis.trial import Examination, Outcome, examine, plan, ranked, run
from gui.look.background_job import SideJob
from gui.look.fields import SpinBox
from gui.look.finding_html import finding_html
from gui.look.i18n import engine_text
from gui.look.theme import color_map
from gui.plots.remedies import outcome_figure
from gui.session.panel import Panel
from gui.session.session import Session
from gui.widgets.figure_view import FigureView

EPOCHS, STEPS = 30, 500
GENERAL = ("initialise", "batch-norm", "residual", "orthogonal", "adam", "clip", "relu-he", "lstm")  # tried when nothing was found


class DiagnosisPanel(Panel):
    """Findings of the current moment, of a trial run, and a table of remedies that were tried."""

    rest = 0.5
    patient = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.words = QTextBrowser()
        self.words.setOpenLinks(False)
        self.words.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.words.anchorClicked.connect(self._follow)
        self.examine_button, self.try_button = QPushButton(self.tr("Examine")), QPushButton(self.tr("Try remedies"))
        self.apply_button, self.cancel_button = QPushButton(self.tr("Apply")), QPushButton(self.tr("Cancel"))
        self.steps = SpinBox()
        self.bar = QProgressBar()
        self.table = QTableWidget(0, 3)
        self._figure: FigureView | None = None
        self.job, self.examination = SideJob(self), SideJob(self)
        self.outcomes: list[Outcome] = []
        self.examined: tuple[Finding, ...] | None = None
        self._live: tuple[Finding, ...] = ()
        self._memo = session.memo
        self._changes: object = None
        self._picked: str | None = None
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.examine_button.setToolTip(
            self.tr("Train a copy for {count} epochs from the start, and report what goes wrong").format(count=EPOCHS)
        )
        self.try_button.setToolTip(self.tr("Run every remedy from the same start and seed, and compare"))
        self.apply_button.setToolTip(self.tr("Apply the chosen remedy to this network; Ctrl+Z undoes it"))
        self.steps.setRange(10, 100_000)
        self.steps.setValue(STEPS)
        self.steps.setSuffix(self.tr(" steps"))
        self.table.setHorizontalHeaderLabels([self.tr("Remedy"), self.tr("Loss"), self.tr("Gradient")])
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        self.table.verticalHeader().hide()
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        top = QHBoxLayout()
        for widget in (self.examine_button, self.try_button, self.steps, self.bar, self.cancel_button):
            top.addWidget(widget)
        top.addStretch(1)
        top.addWidget(self.apply_button)
        top.setContentsMargins(8, 4, 8, 2)
        self.bar.setMaximumWidth(90)
        self.split, self.results = QSplitter(Qt.Orientation.Vertical), QSplitter(Qt.Orientation.Vertical)
        for splitter, parts in ((self.results, (self.table,)), (self.split, (self.words, self.results))):
            splitter.setChildrenCollapsible(False)
            for part in parts:
                part.setMinimumSize(80, 40)
                splitter.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.split, 1)
        self._show_state()

    @property
    def figure(self) -> FigureView:
        """Both profiles; made when there is a first outcome to show."""
        if self._figure is None:
            self._figure = FigureView()
            self._figure.setMinimumSize(80, 40)
            self.results.addWidget(self._figure)
            self._figure.set_colors(self.colors(), color_map(self.theme.signed_map), color_map("cividis"))
        return self._figure

    def _connect(self) -> None:
        self.examine_button.clicked.connect(self.examine)
        self.try_button.clicked.connect(self.try_remedies)
        self.apply_button.clicked.connect(self.apply)
        self.cancel_button.clicked.connect(self.cancel)
        self.table.itemSelectionChanged.connect(self._show_outcome)
        self.table.itemClicked.connect(self._pick)
        for job in (self.job, self.examination):
            job.progressed.connect(self._progress)
            job.ended.connect(self._ended)
            job.failed.connect(self.session.say)
        self.job.came.connect(lambda number, outcome: self._came(outcome))
        self.examination.came.connect(lambda number, found: self._examined(found))
        self.session.edited.connect(self._forget)

    def _forget(self) -> None:
        """Another experiment: what was measured no longer belongs to it."""
        if self._memo is not self.session.memo:
            self._memo = self.session.memo
            self.cancel()
            self.outcomes, self.examined, self._live = [], None, ()
            self._fill_table()
            self.session.tell(())
            self._show_state()
            self.invalidate()

    # findings ------------------------------------------------------------------------------------

    def refresh(self) -> None:
        debugger = self.session.debugger
        if debugger is None:
            self._live = ()
            self._write()
            return
        monitor = self.session.memo.made(Monitor, lambda: Monitor(self.session.experiment))
        if debugger.changes is not self._changes:  # the future from here on is another one
            self._changes = debugger.changes
            monitor.forget(debugger.place[0] + 1)
        self._live = monitor.findings(debugger)
        self.session.tell(self._live or self.examined or ())
        self._write()

    def findings(self) -> tuple[Finding, ...]:
        """What is reported: by the examination and of the current moment, each cause once."""
        told = {finding.cause: finding for finding in (*(self.examined or ()), *self._live)}
        return tuple(told.values())

    def _write(self) -> None:
        if self.session.debugger is None:
            words = self.tr("First draw a network that can run.")
            self._set_html(f"<p>{html.escape(words)}</p>")
            return
        parts = []
        causes = {finding.cause for finding in self._live}
        if self.examination.running and not self._live:
            title = self.tr("In the first {count} epochs").format(count=EPOCHS)
            parts.append(self._section(title, (), self.tr("Examining a copy…")))
        elif self._live or self.examined is None:
            parts.append(
                self._section(self.tr("Now"), self._live, self.tr("Nothing is wrong now. Run the network, or examine a copy."))
            )
        later = tuple(finding for finding in self.examined or () if finding.cause not in causes)
        if self.examined is not None and not self.examination.running and (later or not self._live):
            title = self.tr("In the first {count} epochs").format(count=EPOCHS)
            parts.append(self._section(title, later, self.tr("A run from the start learns as it should.")))
        self._set_html("".join(parts))

    def _set_html(self, words: str) -> None:
        if words != self.words.property("written"):
            self.words.setProperty("written", words)
            place = self.words.verticalScrollBar().value()
            self.words.setHtml(words)
            self.words.verticalScrollBar().setValue(place)

    def _section(self, title: str, findings: tuple[Finding, ...], nothing: str) -> str:
        head = f"<p style='margin:6px 4px 2px 4px'><b>{html.escape(title)}</b></p>"
        if not findings:
            return f"{head}<p style='margin:2px 4px; color:{self.theme.muted}'>{html.escape(nothing)}</p>"
        return head + "".join(finding_html(finding, self.theme) for finding in findings)

    def _follow(self, url: QUrl) -> None:
        kind, rest = url.scheme(), url.path(QUrl.ComponentFormattingOption.FullyDecoded)
        if kind == "layer":
            self.session.point_at(rest)
        elif kind == "line":
            self.session.point_at_line(int(rest))
        elif self.session.debugger is not None:
            self.session.go(int(rest) * len(self.session.debugger.program))

    # trial runs ----------------------------------------------------------------------------------

    def examine(self) -> None:
        """Train a copy from the start and report what goes wrong."""
        if self.session.debugger is not None:
            self.examination.start(examine, [Examination(self.session.experiment, EPOCHS)])
            self._show_state()
            self._write()

    def _examined(self, found: tuple[Finding, ...]) -> None:
        self.examined = found
        self.session.tell(self._live or found)
        self._write()

    def try_remedies(self) -> None:
        """Measure what the findings propose, from the same start."""
        if self.session.debugger is None:
            return
        names = tuple(dict.fromkeys(name for finding in self.findings() for name in finding.remedies)) or GENERAL
        self.outcomes, self._picked = [], None
        self._fill_table()
        self.job.start(run, plan(self.session.experiment, names, self.steps.value()))
        self._show_state()

    def cancel(self) -> None:
        """Cancel what is running; what was measured stays."""
        self.job.cancel()
        self.examination.cancel()

    def _came(self, outcome: Outcome) -> None:
        self.outcomes = list(ranked([*self.outcomes, outcome]))
        self._fill_table()

    def _pick(self) -> None:
        chosen = self._chosen()
        self._picked = None if chosen is None else chosen.remedy

    def _fill_table(self) -> None:
        """The best is chosen, until the user picks another one."""
        self.table.setRowCount(len(self.outcomes))
        for row, outcome in enumerate(self.outcomes):
            remedy = REMEDIES.get(outcome.remedy)
            title = engine_text(remedy.title) if remedy else self.tr("unchanged")
            loss = f"{outcome.loss:.4g}" if np.isfinite(outcome.loss) else "NaN"
            for column, words in enumerate((title, loss, f"{outcome.ratio:.2g}")):
                item = QTableWidgetItem(words)
                item.setToolTip(self._tip(outcome, column))
                if column:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, column, item)
        best = next((row for row, outcome in enumerate(self.outcomes) if outcome.remedy == self._picked), 0)
        if self.outcomes:
            self.table.selectRow(best)
        self._show_outcome()

    def _tip(self, outcome: Outcome, column: int) -> str:
        if column == 2:
            return self.tr(
                "Gradient of the first hidden layer (or time step) relative to the last, at the start; "
                "1 means it neither shrinks nor grows"
            )
        return engine_text(REMEDIES[outcome.remedy].help) if outcome.remedy else self.tr("The network as drawn")

    def _chosen(self) -> Outcome | None:
        row = self.table.currentRow()
        return self.outcomes[row] if 0 <= row < len(self.outcomes) else None

    def _show_outcome(self) -> None:
        chosen = self._chosen()
        before = next((outcome for outcome in self.outcomes if not outcome.remedy), None)
        if chosen is not None:
            self.figure.show_figure(outcome_figure(before, chosen))
        self.apply_button.setEnabled(chosen is not None and bool(chosen.remedy))

    def apply(self) -> None:
        """Make the chosen remedy part of the experiment; undoable."""
        chosen = self._chosen()
        if chosen is None or not chosen.remedy:
            return
        remedy = REMEDIES[chosen.remedy]
        after = remedy.edit(self.session.experiment)
        if after is not None:
            self.session.edit(engine_text(remedy.title), after)

    def _ended(self) -> None:
        self._show_state()
        self._write()

    def _progress(self, done: int, total: int) -> None:
        self.bar.setMaximum(total if total > 1 else 0)
        self.bar.setValue(done)

    def _show_state(self) -> None:
        busy = self.job.running or self.examination.running
        self.bar.setVisible(busy)
        self.cancel_button.setVisible(busy)
        self.examine_button.setEnabled(not busy)
        self.try_button.setEnabled(not busy)
        measured = bool(self.outcomes) or self.job.running
        if measured and self.results.isHidden():
            self.figure.show()
            self.split.setSizes([380, 620])  # shares of what there is
            self.results.setSizes([520, 480])
        self.results.setVisible(measured)
        self.apply_button.setVisible(measured and not busy)

    def resizeEvent(self, event: object) -> None:
        """Side by side where there is width, one below the other where there is height."""
        width, height = self.width(), self.height()
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        self.split.setOrientation(across if width > 1.3 * height else down)
        self.results.setOrientation(across if width > 2.2 * height else down)

    def restyle(self) -> None:
        if self._figure is not None:
            self._figure.set_colors(self.colors(), color_map(self.theme.signed_map), color_map("cividis"))
        self.words.setProperty("written", None)
        self.words.document().setDefaultStyleSheet(f"a {{ color: {self.theme.accent}; }}")
