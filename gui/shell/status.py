"""The status bar: where the clock stands, the loss, the speed, and why a run stopped."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QStatusBar

from engine.insight.moment.now import Now
from engine.insight.moment.symbols import arrow
from engine.program.program import Program
from engine.runtime.breakpoints import BREAKPOINT, CONDITION, LOSS_REACHED, NOT_FINITE, Stop
from engine.runtime.debugger import Debugger
from gui.dialogs.condition import quantity_title
from gui.look.i18n import engine_text
from gui.look.sentences import told
from gui.look.titles import phase_title
from gui.session.session import Session
from gui.widgets.steady_label import Elided, Words

RATE = 0.5  # seconds over which the speed is measured


class Status(QObject):
    """Writes into the status bar of the workbench."""

    def __init__(self, session: Session, bar: QStatusBar) -> None:
        super().__init__(bar)
        self.session, self.bar = session, bar
        self.place_label, self.loss_label, self.rate_label = Words(wrap=False), Words(wrap=False), Words(wrap=False)
        for label in (self.place_label, self.loss_label, self.rate_label):
            label.setContentsMargins(6, 0, 6, 0)
            bar.addPermanentWidget(label)
        self.stop_label = Elided()
        bar.addWidget(self.stop_label, 1)  # a message covers it for a while
        self._measured: tuple[float, int] | None = None
        self._announced = ""

    def say(self, words: str) -> None:
        """Show a message for a while."""
        self.bar.showMessage(words, 8000)

    def show(self) -> None:
        """Show the current place."""
        debugger, now = self.session.debugger, self.session.now
        self._show_rate(debugger)
        self.stop_label.setText("" if debugger is None else " ".join(filter(None, self._told(debugger))))
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
        if not self.session.running:
            words = told(debugger.program, now, self.session.experiment.network).replace("\n", " ")
            self._announce(f"{self.place_label.text()}. {words}")

    def _announce(self, words: str) -> None:
        """Say a step in words to a screen reader."""
        if words != self._announced:
            self._announced = words
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.bar, words))

    def _told(self, debugger: Debugger) -> tuple[str, ...]:
        """What is to be known of the past as long as one stands in it, and why a run has stopped."""
        wrong = self.tr("Replaying step {step} did not reproduce the recorded numbers; the values shown may be wrong.")
        foreign = self.tr("This run was made elsewhere ({how}): the last digits may differ when it is continued here.")
        return (
            "" if debugger.diverged is None else wrong.format(step=debugger.diverged + 1),
            "" if self.session.running else self._why(debugger.stop),
            foreign.format(how=debugger.foreign) if debugger.foreign else "",
        )

    def _why(self, stop: Stop) -> str:
        """Why a run has stopped here; nothing after a step."""
        found = self.session.course.trend
        if found is not None:
            return self.tr("Paused ({reason}). Run (F5) continues.").format(reason=engine_text(found.message).format(**found.args))
        words = {
            NOT_FINITE: self.tr("Stopped: {name} is not finite (NaN or infinity). Step back to see why."),
            CONDITION: self.tr("Stopped: {quantity} passed its limit."),
            LOSS_REACHED: self.tr("Target loss reached."),
            BREAKPOINT: self.tr("Stopped at a breakpoint."),
        }.get(stop.reason, "")
        quantity = quantity_title(stop.detail) if stop.reason == CONDITION else ""
        return words.format(name=arrow(stop.detail), quantity=quantity)

    def _show_rate(self, debugger: Debugger | None) -> None:
        """Training steps a second, measured over the last moments of a run; nothing when it has stopped."""
        if debugger is None or not self.session.hurries:
            self._measured = None
            self.rate_label.setText("")
            return
        at, before = time.perf_counter(), self._measured
        if before is None:
            self._measured = (at, debugger.t)
        elif at - before[0] >= RATE:
            rate = (debugger.t - before[1]) / len(debugger.program) / (at - before[0])
            self._measured = (at, debugger.t)
            self.rate_label.setText(self.tr("{rate} steps/s").format(rate=f"{rate:,.0f}" if rate >= 10 else f"{rate:.1f}"))


def _phases(program: Program, now: Now) -> str:
    """The phase of what was just done; between two phases both."""
    done = program.phase_at(now.coming if now.done is None else now.done)
    coming = program.phase_at(now.coming)
    return phase_title(done) if done == coming else f"{phase_title(done)} → {phase_title(coming)}"
