"""A run: how the debugger goes forward by itself, as fast as was asked, and between frames."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from engine.insight.diagnosis.trend import Trend
from engine.runtime.breakpoints import DONE, LOSS_REACHED, Stop
from engine.runtime.debugger import Debugger
from gui.session.lookout import Lookout
from gui.session.preparing import Preparing
from gui.session.speeds import EASE, Speed
from gui.session.tachometer import Tachometer

if TYPE_CHECKING:
    from gui.session.session import Session

SHORTEST_SLICE, LONGEST_SLICE = 0.001, 0.004  # seconds
BREATH = 0.008  # seconds between two slices of a run that keeps up with its speed
LONGEST_LAG = 0.1  # seconds of steps that are made up for when the machine was busy


class Run(QObject):
    """Works in slices between the frames of the clock, until it is paused or something stops it."""

    changed = Signal(bool)  # it began, or ended
    speed_changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.speed = EASE
        self.until_loss: float | None = None
        self.until_step: int | None = None  # so many training steps are done then
        self.watchful = True
        self._lookout = Lookout()
        self._tachometer = Tachometer()
        self._preparing = Preparing(session)
        self._stands: tuple[Debugger, int, Trend] | None = None
        self._since, self._due = 0.0, 0.0  # when the last turn was, and what has become due since
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._turn)
        self._on = False

    @property
    def on(self) -> bool:
        """Whether a run is under way."""
        return self._on

    @property
    def possible(self) -> bool:
        """Whether a network that can run is what the window shows."""
        return self._session.debugger is not None and not self._session.recording.on

    @property
    def hurries(self) -> bool:
        """Whether a run is too fast to follow single instructions."""
        return self._on and not self.speed.single

    @property
    def rate(self) -> float | None:
        """Training steps a second of a run that hurries; None before it was measured, and when nothing runs."""
        return self._tachometer.rate if self.hurries else None

    @property
    def trend(self) -> Trend | None:
        """Why the run has paused by itself, as long as it stands there."""
        debugger = self._session.debugger
        paused = self._stands is not None and not self._on and self._stands[:2] == (debugger, debugger.t if debugger else 0)
        return self._stands[2] if paused and self._stands is not None else None

    def watch_over(self, on: bool) -> None:
        """Whether a run that is flat, diverging or solved pauses by itself."""
        self.watchful = on

    def start(self) -> None:
        """Run until paused, a breakpoint, a value that is not finite, or the target loss."""
        if self.possible and not self._on:
            self._on = True
            self._begin()
            self._session.clock.run(True)
            self.changed.emit(True)

    def start_epochs(self, count: int) -> None:
        """Run through the whole data so many times more."""
        debugger = self._session.debugger
        if debugger is not None:
            finished = debugger.place[1] == len(debugger.program)  # such a step is shown until the next begins
            self.until_step = debugger.place[0] + finished + count * debugger.program.batches.per_epoch
            self._session.run()

    def stop(self) -> None:
        """Stop where it is."""
        self.until_step = None
        if self._on:
            self._on = False
            self._timer.stop()
            self._tachometer.stop()
            self._session.clock.run(False)
            self.changed.emit(False)

    def set_speed(self, speed: Speed) -> None:
        """Go on at another speed."""
        self.speed = speed
        self._tachometer.stop()
        self.speed_changed.emit()
        if self._on:
            self._begin()
            self._session.show_moment()

    def _begin(self) -> None:
        self._since, self._due = time.perf_counter(), 1.0  # the first step is seen at once
        self._timer.start(0)

    def _turn(self) -> None:
        """A frame if one is due, else a slice of work; then wait for the next of both."""
        clock, debugger = self._session.clock, self._session.debugger
        assert debugger is not None
        left = clock.left()
        if left <= 0:
            clock.tick()
            self._timer.start(0)
            return
        now = time.perf_counter()
        rate = self.speed.rate if self.speed.single else self.speed.steps_per_second(debugger.t // len(debugger.program))
        self._due = min(self._due + rate * max(1e-9, now - self._since), max(1.0, rate * LONGEST_LAG))
        self._since = now
        if self._due >= 1:
            self._work(debugger, min(LONGEST_SLICE, max(SHORTEST_SLICE, left)))
        if self._on:
            behind = self._due >= 1
            self._timer.start(0 if behind else round(1000 * max(BREATH, (1 - self._due) / rate)))

    def _work(self, debugger: Debugger, seconds: float) -> None:
        started, before = time.perf_counter(), debugger.t
        stop = self._one(debugger) if self.speed.single else self._steps(debugger, seconds)
        self._tachometer.reached(debugger.t / len(debugger.program))
        self._session.show_moment()
        self._session.clock.worked(seconds, time.perf_counter() - started)
        if not self.speed.single:
            self._due -= (debugger.t - before) / len(debugger.program)
        if stop.reason == LOSS_REACHED:
            self.until_loss = None
        if stop.reason != DONE or self._arrived(debugger):
            self.stop()
        elif self.watchful and not self.speed.single:
            self._look(debugger)

    def _look(self, debugger: Debugger) -> None:
        found = self._lookout(debugger, self._session.experiment, self._session.memo)
        if found is not None:
            self._stands = (debugger, debugger.t, found)
            self.stop()

    def _arrived(self, debugger: Debugger) -> bool:
        return self.until_step is not None and debugger.t >= self.until_step * len(debugger.program)

    def _steps(self, debugger: Debugger, seconds: float) -> Stop:
        most = None if self._due == float("inf") else int(self._due)
        if self.until_step is not None:
            left = max(1, self.until_step - debugger.t // len(debugger.program))
            most = left if most is None else min(most, left)
        return debugger.run_for(seconds, self.until_loss, most)

    def _one(self, debugger: Debugger) -> Stop:
        """One block of the chosen size; only breakpoints stop it, since everything else can be seen."""
        self._due -= 1
        debugger.step_over(self._session.granularity)
        self._session.looking.back()
        points = debugger.breakpoints
        at_breakpoint = debugger.next_pc in points.active and points.stands(debugger.next_pc, debugger)
        return debugger.stop if at_breakpoint else Stop(debugger.t, DONE)
