"""Where the user looks: at what was just done, or at a line, a time step and a sample of their own choice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from engine.insight.moment.now import Now, now_of
from engine.insight.moment.place import same_at
from engine.insight.moment.telling import telling_sample
from gui.session.selection import Selection

if TYPE_CHECKING:
    from gui.session.session import Session


class Telling(int):
    """The sample to show while nobody has chosen one."""


class Looking:
    """Makes the one `Now` that all panels show, and moves it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def now(self) -> Now | None:
        """What is shown; None while nothing can run."""
        session, debugger = self._session, self._session.debugger
        if debugger is None:
            return None
        telling = session.memo.made(Telling, lambda: Telling(telling_sample(debugger.program)))
        chosen = session.selection
        sample = telling if chosen.sample is None else chosen.sample
        return now_of(debugger, session.experiment.network, chosen.pc, chosen.time, sample, session.hurries)

    def back(self) -> None:
        """Let go of a chosen line and time step: what was just done is shown again."""
        self._session.select(replace(self._session.selection, pc=None, time=None))

    def at_time(self, time: int) -> None:
        """Show another time step: the instruction that does there what the one shown does here."""
        session, now = self._session, self.now()
        if session.debugger is not None and now is not None and 1 <= time <= session.debugger.program.length:
            pc = same_at(session.debugger.program, now.pc, time) if now.timed else session.selection.pc
            session.select(replace(session.selection, pc=pc, time=time))

    def at_sample(self, sample: int) -> None:
        """Show another sample of the batch, counted from 0."""
        if self._session.debugger is not None and 0 <= sample < self._session.debugger.program.batches.size:
            self._session.select(replace(self._session.selection, sample=sample))

    def next_sample(self) -> None:
        self._move_sample(1)

    def previous_sample(self) -> None:
        self._move_sample(-1)

    def _move_sample(self, by: int) -> None:
        """To a neighbouring sample; the last one is followed by the first."""
        session, now = self._session, self.now()
        if session.debugger is not None and now is not None:
            self.at_sample((now.sample + by) % session.debugger.program.batches.size)

    def next_time(self) -> None:
        self._move_time(1)

    def previous_time(self) -> None:
        self._move_time(-1)

    def _move_time(self, by: int) -> None:
        """To a neighbouring time step; the last one is followed by the first."""
        session, now = self._session, self.now()
        if session.debugger is not None and now is not None and session.debugger.program.length > 1:
            self.at_time((now.time - 1 + by) % session.debugger.program.length + 1)

    def at_weight(self, selection: Selection) -> None:
        """Point at a parameter or one of its elements, and look at the line that makes its gradient."""
        session, name = self._session, selection.parameter
        program = None if session.debugger is None else session.debugger.program
        slot = None if program is None else program.parameters.get(name)
        gradient = None if program is None or slot is None else program.used_gradient.get(slot)
        pc = None if program is None or gradient is None else program.writer[gradient]
        session.select(replace(selection, pc=pc))
