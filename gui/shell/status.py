"""The status bar: where the clock stands, the loss, the speed, and why a run stopped."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from engine.insight.moment.symbols import arrow
from engine.runtime.breakpoints import BREAKPOINT, CONDITION, LOSS_REACHED, NOT_FINITE, Stop
from engine.runtime.debugger import Debugger
from engine.runtime.environment import differences
from engine.runtime.native.library import kernels
from gui.dialogs.condition import quantity_title
from gui.look.i18n import engine_text
from gui.look.sentences import loss_words, place_words, running, running_place, told
from gui.notation.numbers import number
from gui.session.recording import Record
from gui.session.session import Session
from gui.widgets.message_bar import MessageBar
from gui.widgets.steady_label import Elided, Words


class Status(QObject):
    """Writes into the status bar of the workbench."""

    def __init__(self, session: Session, bar: MessageBar) -> None:
        super().__init__(bar)
        self.session, self.bar = session, bar
        self.run_label, self.place_label, self.loss_label = Words(wrap=False), Words(wrap=False), Words(wrap=False)
        self.engine_label = Words(wrap=False)
        for label in (self.run_label, self.place_label, self.loss_label, self.engine_label):
            label.setContentsMargins(6, 0, 6, 0)
            bar.addPermanentWidget(label)
        self.run_label.setObjectName("running-words")
        self.engine_label.setObjectName("engine-words")
        self.stop_label = Elided()
        bar.addWidget(self.stop_label, 1)  # a message covers it for a while
        self._announced = ""

    def say(self, words: str) -> None:
        """Show a message for a while."""
        self.bar.say(words)

    def show(self) -> None:
        """Show the current place."""
        debugger, now = self.session.debugger, self.session.now
        self.run_label.setText(self._going(debugger))
        self.stop_label.setText("" if debugger is None else " ".join(filter(None, self._told(debugger))))
        self._show_engine()
        record = self.session.recording.record()
        if record is not None:
            self._show_record(record)
            return
        if debugger is None or now is None:
            self.place_label.setText(self.tr("cannot run yet"))
            self.loss_label.setText("")
            return
        brief = self.session.hurries or self.session.veil.kept.order  # without the phase
        self.place_label.setText(running_place(debugger) if brief else place_words(debugger, now))
        self.loss_label.setText(loss_words(debugger))
        if not self.session.running:
            words = told(debugger.program, now, self.session.experiment.network).replace("\n", " ")
            self._announce(f"{self.place_label.text()}. {words}")

    def _show_record(self, record: Record) -> None:
        """Where one stands in a recorded run, and its loss there."""
        self.run_label.setText(self.tr("Recorded run"))
        self.stop_label.setText("")
        self.place_label.setText(self.tr("training step {step}").format(step=f"{record.step + 1:,}"))
        loss = record.trace.column("loss")
        known = bool(len(loss)) and not np.isnan(loss[record.place])
        self.loss_label.setText(self.tr("loss {loss}").format(loss=number(loss[record.place])) if known else "")

    def _going(self, debugger: Debugger | None) -> str:
        """Whether a run is under way, or everything waits for the next step."""
        if self.session.running:
            return running(self.session.course.rate)
        return "" if debugger is None else self.tr("Paused") if debugger.t else self.tr("Ready")

    def _show_engine(self) -> None:
        """What computes here: the compiled kernels with which instructions, or NumPy."""
        level = kernels().level
        self.engine_label.setText("NumPy" if level is None else level.title)
        self.engine_label.setToolTip(
            self.tr("Computed with NumPy: the compiled kernels are missing, damaged or switched off. Help > About says why.")
            if level is None
            else self.tr("Computed with the compiled kernels, using {level} instructions.").format(level=level.title)
        )

    def _announce(self, words: str) -> None:
        """Say a step in words to a screen reader."""
        if words != self._announced:
            self._announced = words
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.bar, words))

    def _told(self, debugger: Debugger) -> tuple[str, ...]:
        """What is to be known of the past as long as one stands in it, and why a run has stopped."""
        wrong = self.tr("Replaying step {step} did not reproduce the recorded numbers; the values shown may be wrong.")
        foreign = self.tr("This run was made elsewhere ({how}): the last digits may differ when it is continued here.")
        how = differences(debugger.journal.places)
        return (
            "" if debugger.diverged is None else wrong.format(step=debugger.diverged + 1),
            "" if self.session.running else self._why(debugger.stop),
            foreign.format(how=how) if how else "",
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
