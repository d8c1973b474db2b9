"""What is wrong, where, since when, and what helps: findings, and remedies that were measured."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QProgressBar, QPushButton, QSplitter, QVBoxLayout, QWidget

from engine.insight.diagnosis.evidence import steps_done
from engine.insight.diagnosis.finding import Finding
from engine.insight.diagnosis.monitor import Monitor
from engine.insight.diagnosis.remedies.proposals import proposals
from engine.insight.diagnosis.trial import Examination, Outcome, examine, proposed, run
from engine.insight.study.jobs import Ended
from engine.model.experiment import Experiment
from engine.model.problem import Problem
from gui.look.background_job import SideJob
from gui.look.fields import SpinBox
from gui.look.figure import Figure
from gui.look.finding_html import remedy_title
from gui.look.findings_list import FindingsList, Section, overcome_section
from gui.look.i18n import ended_text, problem_text
from gui.panels.diagnosis.cards import RemedyCards
from gui.panels.diagnosis.recorded import recorded_sections
from gui.panels.diagnosis.trials import Trials, trials
from gui.plots.remedies import outcome_figure
from gui.session.panel import Panel
from gui.session.recording import Record
from gui.session.session import Session
from gui.widgets.flow import Flow

EPOCHS = 30
GENERAL = ("initialise", "batch-norm", "residual", "orthogonal", "adam", "clip", "relu-he", "lstm")  # tried when nothing was found


class DiagnosisPanel(Panel):
    """Findings of the current moment and of a trial run, and the remedies that were tried."""

    rest = 0.5
    lowest = 100
    patient = True

    measures = causes = recorded = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.words, self.cards = FindingsList(), RemedyCards()
        self.examine_button, self.try_button = QPushButton(self.tr("Examine")), QPushButton(self.tr("Try remedies"))
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.steps, self.bar = SpinBox(), QProgressBar()
        self.job, self.examination = SideJob(self), SideJob(self)
        self.trials: Trials | None = None
        self._examined: tuple[Experiment, tuple[Finding, ...]] | None = None
        self._live: tuple[Finding, ...] = ()
        self._past: tuple[Finding, ...] = ()
        self._looks_back = False  # at steps that nobody looked at while they were run
        self._memo = session.memo
        self._changes: object = None
        self._applied_at = -1  # the place in the history of edits right after a remedy was applied
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.examine_button.setToolTip(
            self.tr("Train a copy for {count} epochs from the start, and report what goes wrong").format(count=EPOCHS)
        )
        self.try_button.setToolTip(self.tr("Train a copy with each remedy from the start, with three seeds, and compare"))
        self.cancel_button.setToolTip(self.tr("Stop and keep what has been measured so far (Esc)"))
        self.steps.setRange(10, 100_000)
        self.steps.setSuffix(self.tr(" steps"))
        self.steps.setToolTip(self.tr("How many steps to train with each remedy"))
        self.steps.setAccessibleName(self.steps.toolTip())
        self.bar.setMinimumWidth(60)
        self.bar.setMaximumWidth(160)
        self.buttons = Flow(self.examine_button, self.try_button, self.steps)
        self.progress = Flow(self.bar, self.cancel_button)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setChildrenCollapsible(False)
        for part in (self.words, self.cards):
            part.setMinimumSize(80, 40)
            self.split.addWidget(part)
        layout, top = QVBoxLayout(self), QVBoxLayout()
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        top.setContentsMargins(8, 4, 8, 2)
        top.setSpacing(4)
        top.addWidget(self.buttons)
        top.addWidget(self.progress)
        layout.addWidget(self.split, 1)
        self._follow_taste()
        self._show_state()

    def _follow_taste(self) -> None:
        self.steps.setValue(self.session.tastes.trial_steps)

    def _connect(self) -> None:
        self.examine_button.clicked.connect(self.examine)
        self.try_button.clicked.connect(self.try_remedies)
        self.cancel_button.clicked.connect(self.cancel)
        self.steps.valueChanged.connect(self.session.tastes.try_for)
        self.session.tastes.changed.connect(self._follow_taste)
        self.cards.applied.connect(self.apply)
        self.cards.left.connect(self.go_back)
        self.words.layer_asked.connect(self._point_at)
        self.words.line_asked.connect(self.session.point_at_line)
        self.words.step_asked.connect(self._go_to_step)
        for job in (self.job, self.examination):
            job.progressed.connect(self._progress)
            job.ended.connect(self._show_state)
            job.failed.connect(self.session.say)
        self.job.came.connect(lambda number, outcome: self._came(outcome))
        self.job.lost.connect(self._lost)
        self.examination.lost.connect(lambda number, ended: self.session.say(self._no_result(ended)))
        self.examination.came.connect(lambda number, found: self._found(found))
        self.session.edited.connect(self._changed)
        self.session.lessons.staged.connect(self._show_state)
        self.session.opened.connect(self._forget)

    def _changed(self) -> None:
        """What was measured stays with the network that it was measured on."""
        if self._memo is not self.session.memo:
            self._memo = self.session.memo
            self._live = self._past = ()
            self.examination.cancel()
            self.session.tell(())
            self.invalidate()
        self._show_state()

    def _forget(self) -> None:
        self.cancel()
        self.trials = self._examined = None

    # findings ------------------------------------------------------------------------------------

    def refresh(self) -> None:
        debugger = self.session.debugger
        if self.session.recording.on:
            self._show_state()
            return
        if debugger is None:
            self._live = self._past = ()
            self._write()
            return
        monitor = self.session.memo.made(Monitor, lambda: Monitor(self.session.experiment))
        if debugger.changes is not self._changes:  # the future from here on is another one
            self._changes = debugger.changes
            monitor.forget(debugger.place[0] + 1)
        self._looks_back = not self.session.running and monitor.look_back(debugger)
        self._live = monitor.findings(debugger)
        self._past = monitor.overcome(debugger)
        self.session.tell(self._live or self._of_copy())
        self._write()
        if self._looks_back:
            self.invalidate()

    def _of_copy(self, overcome: bool = False) -> tuple[Finding, ...]:
        """What a copy of this network showed in its first epochs: at their end, or on the way."""
        if self._examined is None or not self.session.experiment.same_numbers(self._examined[0]):
            return ()
        return tuple(finding for finding in self._examined[1] if finding.overcome == overcome)

    def findings(self) -> tuple[Finding, ...]:
        """What is reported: by the examination and of the current moment, each cause once."""
        told = {finding.cause: finding for finding in (*self._of_copy(), *self._live)}
        return tuple(told.values())

    def _write(self) -> None:
        record = self.session.recording.record()
        if record is not None:
            self.words.show_sections(recorded_sections(record))
            return
        if self.session.debugger is None:
            self.words.show_sections((Section("", (), self.tr("First draw a network that can run.")),))
            return
        measured = self.trials is not None and self.trials.measured(self.session.experiment)
        outcomes = self.trials.outcomes if self.trials is not None and measured and not self.job.running else ()
        self.words.show_sections(self._sections(), outcomes)

    def _sections(self) -> tuple[Section, ...]:
        examined = self._examined is not None and self.session.experiment.same_numbers(self._examined[0])
        copy = self.tr("In the first {count} epochs").format(count=EPOCHS)
        causes = {finding.cause for finding in self._live}
        parts = []
        if self.examination.running and not self._live:
            parts.append(Section(copy, (), self.tr("Examining a copy…")))
        elif self._live or not examined:
            fine = self.tr("No problems found at this point. Run the network, or examine a copy.")
            looking = self.tr("Looking at the steps before this one…")
            parts.append(Section(self.tr("Now"), self._live, looking if self._looks_back else fine))
        later = tuple(finding for finding in self._of_copy() if finding.cause not in causes)
        if examined and not self.examination.running and (later or not self._live):
            parts.append(Section(copy, later, self.tr("Trained from the start, the network learns as it should.")))
        here = causes | {finding.cause for finding in later}
        past = {finding.cause: finding for finding in (*self._of_copy(overcome=True), *self._past)}
        return (*parts, *overcome_section([finding for cause, finding in past.items() if cause not in here]))

    def _point_at(self, layer: str) -> None:
        if self.session.recording.on:
            self.session.recording.choose(layer)
        else:
            self.session.point_at(layer)

    def _go_to_step(self, step: int) -> None:
        record = self.session.recording.record()
        if record is not None:
            self._go_in(record, step)
        elif self.session.debugger is not None:
            self.session.go(step * len(self.session.debugger.program))

    def _go_in(self, record: Record, step: int) -> None:
        """To a step of a recorded run, and to the layers of the findings that speak of that step."""
        told = (finding for finding in (*record.findings, *record.overcome) if step in (finding.step, finding.measured))
        layers = dict.fromkeys(name for finding in told for name in finding.layers)
        self.session.recording.go(step)
        if layers:
            self.session.recording.choose(*layers)

    # trial runs ----------------------------------------------------------------------------------

    def examine(self) -> None:
        """Train a copy from the start and report what goes wrong."""
        if self.session.debugger is not None:
            self.examination.start(examine, [Examination(self.session.experiment, EPOCHS)])
            self._show_state()

    def _found(self, found: tuple[Finding, ...]) -> None:
        self._examined = (self.session.experiment, found)
        self.session.tell(self._live or self._of_copy())
        self._write()

    def try_remedies(self) -> None:
        """Measure what the findings propose, from the same start."""
        if self.session.debugger is None or self.session.lessons.racing:
            return
        names = proposed(self.findings()) or GENERAL
        self.trials = trials(self.session.experiment, names, self.steps.value(), steps_done(self.session.debugger))
        self.job.start(run, self.trials.planned)
        self._show_state()
        self.cancel_button.setFocus()

    def cancel(self) -> None:
        """Cancel what is running; what was measured stays."""
        self.job.cancel()
        self.examination.cancel()

    def _came(self, outcome: Outcome) -> None:
        if self.trials is not None:
            self.trials = self.trials.with_outcome(outcome)
            self._show_state()

    def _lost(self, number: int, ended: Ended) -> None:
        if self.trials is not None:
            self.trials = self.trials.with_ended(number, ended)
            self._show_state()

    def _no_result(self, ended: Ended) -> str:
        return self.tr("The examination ended early: {why}.").format(why=ended_text(ended))

    def apply(self, remedy: str) -> None:
        """Make a remedy part of the network, in place of another one that was applied; undoable."""
        if self.trials is None or not remedy:
            return
        if self.session.lessons.racing:
            self.session.say(self.tr("In a race, you fix the network yourself."))
            return
        if self.trials.applied(self.session.experiment):
            self.go_back()
        fresh = self.trials.measured(self.session.experiment)
        found = proposals(self.session.experiment, (remedy,))
        after = self.trials.after(remedy) if fresh else found[0].experiment if found else None
        if after is None:
            self.session.say(self._why_not(remedy, found[0].problem if found else None))
            return
        self.session.edit(remedy_title(remedy), after)
        self._applied_at = self.session.undo.index if fresh else -1

    def _why_not(self, remedy: str, problem: Problem | None) -> str:
        if problem is None:
            return self.tr("“{remedy}” would change nothing here.").format(remedy=remedy_title(remedy))
        return problem_text(problem)

    def go_back(self) -> None:
        """Back to the network that was measured."""
        if self.trials is None:
            return
        if self.session.undo.index == self._applied_at:
            self.session.undo.undo()
        else:
            self.session.edit(self.tr("Go back to the network that was measured"), self.trials.base)

    def figures(self) -> list[tuple[str, Figure]]:
        """Before and after each remedy that was measured, as the card shows it when it is opened."""
        if self.trials is None:
            return []
        measured = [(row, outcome_figure(self.trials.before, row)) for row in self.trials.outcomes if row.remedy]
        return [
            (f"remedy-{row.remedy}", replace(figure, title=f"{remedy_title(row.remedy)}: {figure.title}"))
            for row, figure in measured
        ]

    # what is seen --------------------------------------------------------------------------------

    def _progress(self, done: int, total: int) -> None:
        self.bar.setMaximum(total if total > 1 else 0)
        self.bar.setValue(done)
        self.bar.setFormat(self.tr("{done} of {total}").format(done=done, total=total))

    def _show_state(self) -> None:
        busy, recorded = self.job.running or self.examination.running, self.session.recording.on
        focused = self.cancel_button.hasFocus()
        self.progress.setVisible(busy and not recorded)
        self.buttons.setVisible(not recorded)
        self.examine_button.setEnabled(not busy)
        self.try_button.setEnabled(not busy and not self.session.lessons.racing)
        if focused and not busy:
            self.try_button.setFocus()
        if self.trials is not None and self.cards.isHidden():
            self.split.setSizes([340, 660] if self.split.orientation() == Qt.Orientation.Vertical else [450, 550])  # shares
        self.cards.setVisible(self.trials is not None and not recorded)
        self.cards.show_trials(self.trials, self.session.experiment, self.job.running)
        self._write()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops what is running."""
        if event.key() == Qt.Key.Key_Escape and (self.job.running or self.examination.running):
            self.cancel()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is width, one below the other where there is height."""
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        self.split.setOrientation(across if self.width() > 1.3 * self.height() else down)

    def restyle(self) -> None:
        self.words.set_theme(self.theme)
        self.cards.set_theme(self.theme)
        self._show_state()
