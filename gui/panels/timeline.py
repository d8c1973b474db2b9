"""Scrub to any past moment."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from engine.insight.diagnosis.finding import ERROR, NOTE
from engine.runtime.debugger import Debugger
from gui.look.i18n import engine_text, finding_text
from gui.look.picture import Picture, picture_of
from gui.look.theme import PHASE_ROLES
from gui.look.titles import phase_title
from gui.session.panel import Panel
from gui.session.recording import Record
from gui.session.session import Session
from gui.widgets.timeline import Timeline, Track


class TimelinePanel(Panel):
    """The upper track goes to training steps, the lower one inside the current step."""

    rest, limit = 0.085, 0.1  # ten times a second, also where a frame ends late
    recorded = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.timeline = Timeline()
        self.timeline.setToolTip(
            self.tr(
                "Drag to any past training step; the lower ribbon moves within the current step. The wheel zooms "
                "(with Shift it scrolls); a double-click or 0 shows everything; + and − zoom. "
                "Arrow keys step, Space runs, Home goes to the start."
            )
        )
        self.log, self.all = QToolButton(), QToolButton()
        self.log.setObjectName("timeline-log")
        self.log.setText(self.tr("log"))
        self.log.setCheckable(True)
        self.log.setToolTip(self.tr("Give early training steps more room than late ones"))
        self.log.clicked.connect(session.scale_steps)
        self.all.setObjectName("timeline-all")
        self.all.setText(self.tr("all"))
        self.all.setToolTip(self.tr("Show all training steps again (double-click)"))
        self.all.clicked.connect(lambda: self.timeline.see(self.timeline.axis.all()))
        layout, buttons = QHBoxLayout(self), QVBoxLayout()
        layout.setContentsMargins(2, 0, 4, 2)
        layout.setSpacing(2)
        layout.addWidget(self.timeline)
        layout.addLayout(buttons)
        buttons.setSpacing(1)
        for button in (self.log, self.all):
            button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
            buttons.addWidget(button)
        session.diagnosed.connect(self.invalidate)
        session.scaled.connect(self._scale)
        self.timeline.zoomed.connect(self._zoomed)
        self._scale()
        self._before: tuple[Debugger | None, int, bool] = (None, 0, False)
        self._place = 0  # the same in a recorded run
        self.timeline.held.connect(self._hold)
        self.timeline.put_back.connect(self._put_back)
        self.timeline.scrubbed.connect(self._scrub)
        self.timeline.scrubbed_within.connect(self._scrub_within)
        self.timeline.branch_asked.connect(session.take_branch)
        self.timeline.key.connect(self._key)

    def _scale(self) -> None:
        self.log.setChecked(self.session.log_steps)
        self.timeline.scale(self.session.log_steps)
        self._zoomed()

    def _zoomed(self) -> None:
        self.all.setEnabled(not self.timeline.axis.whole)

    def restyle(self) -> None:
        self.timeline.set_colors(self.colors())

    def refresh(self) -> None:
        debugger, now = self.session.debugger, self.session.now
        record = self.session.recording.record()
        if record is not None:
            self.timeline.set_track(_recorded(record))
            return
        if debugger is None:
            self.timeline.set_track(Track())
            return
        length = len(debugger.program)
        told = len(debugger.series) and not self.session.veil.on
        steps, losses = debugger.series.losses() if told else (None, None)
        phases = tuple(
            (scope.start / length, scope.stop / length, PHASE_ROLES[name], phase_title(name))
            for name, scope in debugger.program.phases.items()
            if not self.session.veil.kept.order
        )
        marks = tuple(pc / length for pc in debugger.breakpoints.active)
        self.timeline.set_track(
            Track(
                debugger.t / length,
                max(1.0, debugger.furthest / length),
                steps,
                losses,
                phases,
                debugger.place[1] / length,
                marks,
                tuple(sorted({float(change.step) for change in debugger.changes})),
                self._branches(debugger),
                self._findings(),
                self._note(),
                "" if now is None or self.session.hurries else PHASE_ROLES[now.reached],
            )
        )

    def picture(self) -> Picture | None:
        """Phases and losses; as a table, the loss of every step."""
        self.refresh()
        debugger, record = self.session.debugger, self.session.recording.record()
        rows: list[tuple[str, ...]] = [("training step", "loss")]
        if record is not None:
            rows += [
                (str(int(step) + 1), repr(float(loss)))
                for step, loss in zip(record.trace.steps, record.trace.column("loss"), strict=True)
            ]
        elif debugger is not None and not self.session.veil.on:
            values = zip(debugger.series.steps(), debugger.series.view("loss"), strict=True)
            rows += [(str(int(step) + 1), repr(float(loss))) for step, loss in values]
        return picture_of(self.timeline, self.tr("Timeline"), tuple(rows), flexible=True)

    def _branches(self, debugger: Debugger) -> tuple[tuple[float, str], ...]:
        """Futures that were left, each with a word on how it differs."""
        words = self.tr(
            "Another branch, left at training step {step}: {changes}; computed up to step {end}. Click to switch to it."
        )
        return tuple(
            (
                float(branch.step),
                words.format(
                    step=branch.step + 1,
                    end=branch.t // len(debugger.program),
                    changes=", ".join(change.name for change in branch.changes) or self.tr("no changes"),
                ),
            )
            for branch in debugger.branches
        )

    def _findings(self) -> tuple[tuple[float, str], ...]:
        """Since when something is wrong."""
        return tuple((float(finding.step), finding_text(finding)) for finding in self.session.findings if finding.severity == ERROR)

    def _note(self) -> str:
        """Why a run has paused by itself here."""
        found = self.session.course.trend
        return "" if found is None else engine_text(found.message).format(**found.args)

    def _hold(self) -> None:
        session = self.session
        self._place = session.recording.place
        self._before = (session.debugger, 0 if session.debugger is None else session.debugger.t, session.running)

    def _put_back(self) -> None:
        """Back to where everything was before the first press of a double click; a run goes on."""
        debugger, t, running = self._before
        if self.session.recording.on:
            self.session.recording.go_to(self._place)
        elif debugger is not None and debugger is self.session.debugger:
            self.session.go(t)
            if running:
                self.session.run()

    def _scrub(self, step: float) -> None:
        """To the end of a training step, so that its values are all there."""
        if self.session.recording.on:
            self.session.recording.go(round(step) - 1)
        elif self.session.debugger is not None:
            self.session.go(round(step) * len(self.session.debugger.program))

    def _scrub_within(self, share: float) -> None:
        debugger = self.session.debugger
        if self.session.course.possible and debugger is not None:
            length = len(debugger.program)
            self.session.go(debugger.place[0] * length + round(share * length))

    def _key(self, name: str) -> None:
        session = self.session
        if session.recording.on:
            recording = session.recording
            ways = {"end": recording.last, "start": 0, "back": recording.place - 1, "forward": recording.place + 1}
            recording.go_to(ways.get(name, recording.place))
        elif name == "end":
            session.go(0 if session.debugger is None else session.debugger.furthest)
        elif name == "start":
            session.go(0)
        else:
            {"back": session.back_over, "forward": session.step_over, "run": session.toggle_run}[name]()


def _recorded(record: Record) -> Track:
    """The steps of a recorded run, its losses, and since when something is wrong, or was on the way."""
    trace = record.trace
    last = float(trace.steps[-1]) + 1 if len(trace.steps) else 1.0
    wrong = [finding for finding in record.whole if finding.severity != NOTE]
    marks = tuple((float(finding.step) + 1, finding_text(finding)) for finding in wrong)
    return Track(record.step + 1.0, last, trace.steps, trace.column("loss"), findings=marks)
