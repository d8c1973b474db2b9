"""The status bar: where the clock stands, the loss, the speed, and why a run stopped."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QStatusBar

from engine.insight.moment.now import Now
from engine.program.program import Program
from engine.runtime.breakpoints import BREAKPOINT, CONDITION, DIVERGED, LOSS_REACHED, NOT_FINITE, Stop
from gui.dialogs.condition import quantity_title
from gui.look.sentences import told
from gui.look.titles import phase_title
from gui.session.session import Session
from gui.widgets.steady_label import Words

RATE_MS = 500


class Status(QObject):
    """Writes into the status bar of the workbench."""

    def __init__(self, session: Session, bar: QStatusBar) -> None:
        super().__init__(bar)
        self.session, self.bar = session, bar
        self.place_label, self.loss_label, self.rate_label = Words(wrap=False), Words(wrap=False), Words(wrap=False)
        for label in (self.place_label, self.loss_label, self.rate_label):
            label.setContentsMargins(6, 0, 6, 0)
            bar.addPermanentWidget(label)
        self._timer = QTimer(self)
        self._timer.setInterval(RATE_MS)
        self._timer.timeout.connect(self._measure_rate)
        self._rate_from = 0
        self._announced = ""

    def say(self, words: str) -> None:
        """Show a message for a while."""
        self.bar.showMessage(words, 8000)

    @property
    def measuring(self) -> bool:
        """Whether the speed of a run is being measured."""
        return self._timer.isActive()

    def show(self) -> None:
        """Show the current place."""
        debugger, now = self.session.debugger, self.session.now
        if self.session.running != self.measuring:
            self._rate_from = debugger.t if debugger else 0
            self._timer.start() if self.session.running else self._timer.stop()
        if debugger is None or now is None:
            self.place_label.setText(self.tr("not runnable yet"))
            self.loss_label.setText("")
            return
        step, pc = debugger.place
        finished = pc == len(debugger.program)
        phase = self.tr("finished") if finished else _phases(debugger.program, now)
        self.place_label.setText(self.tr("Step {step} · {phase} · {pc} of {length} · epoch {epoch}").format(
            step=step + 1, phase=phase, pc=pc, length=len(debugger.program), epoch=debugger.epoch + 1))  # fmt: skip
        loss = debugger.read(debugger.program.loss)
        self.loss_label.setText(self.tr("loss {loss}").format(loss="–" if loss is None else f"{float(loss):.5g}"))
        self._tell_stop(debugger.stop)
        if not self.session.running:
            words = told(debugger.program, now, self.session.experiment.network).replace("\n", " ")
            self._announce(f"{self.place_label.text()}. {words}")

    def _announce(self, words: str) -> None:
        """Say a step in words to a screen reader."""
        if words != self._announced:
            self._announced = words
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.bar, words))

    def _tell_stop(self, stop: Stop) -> None:
        if stop.reason == NOT_FINITE:
            self.bar.showMessage(
                self.tr("Stopped: {name} is not finite (NaN or infinity). Step back to see why.").format(name=stop.detail)
            )
        elif stop.reason == DIVERGED:
            self.bar.showMessage(
                self.tr("Replaying step {step} did not reproduce the recorded numbers; the values shown may be wrong.").format(
                    step=int(stop.detail) + 1
                )
            )
        elif stop.reason == CONDITION:
            self.bar.showMessage(self.tr("Stopped: {quantity} passed its limit.").format(quantity=quantity_title(stop.detail)))
        elif stop.reason == LOSS_REACHED:
            self.bar.showMessage(self.tr("Target loss reached."), 6000)
        elif stop.reason == BREAKPOINT and not self.session.running:
            self.bar.showMessage(self.tr("Stopped at a breakpoint."), 4000)

    def _measure_rate(self) -> None:
        debugger = self.session.debugger
        if debugger is not None:
            steps = (debugger.t - self._rate_from) / len(debugger.program) / (RATE_MS / 1000)
            self._rate_from = debugger.t
            self.rate_label.setText(self.tr("{rate} steps/s").format(rate=f"{steps:,.0f}"))


def _phases(program: Program, now: Now) -> str:
    """The phase of what was just done; between two phases both."""
    done = program.phase_at(now.coming if now.done is None else now.done)
    coming = program.phase_at(now.coming)
    return phase_title(done) if done == coming else f"{phase_title(done)} → {phase_title(coming)}"
