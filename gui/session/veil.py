"""The veil of a lesson: what is asked for can be read nowhere until it is answered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from engine.lessons.hiding import Kept, hidden
from engine.model.experiment import Experiment
from engine.program.program import Program
from engine.runtime.debugger import Debugger
from gui.session.memo import Memo

if TYPE_CHECKING:
    from gui.session.session import Session


class Veil(QObject):
    """Hides values in the debugger of the session, which is where everything that shows a number reads it.

    What measures the network in other ways (plots, comparison) asks `on`; what names a cause or the order of a training step asks
    `kept`. The clock goes no further than `kept.until`, so that nothing later gives the answer away. Another network or other data
    that are opened meanwhile are no part of the lesson: they are shown as always.
    """

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._asked = Kept()
        self._own: Experiment | None = None
        self.away = False  # whether another network than that of the lesson was opened, or other data

    @property
    def kept(self) -> Kept:
        """What is kept back now."""
        return Kept() if self.away else self._asked

    @property
    def on(self) -> bool:
        """Whether any value is hidden."""
        return bool(self.kept.names)

    def settle(self, experiment: Experiment) -> None:
        """The lesson speaks of this experiment, and of what the learner makes of it."""
        self._own, self.away = experiment, False

    def meet(self, experiment: Experiment) -> None:
        """An experiment is opened: that of the lesson, or one with another network or other data."""
        own = self._own
        self.away = own is not None and (experiment.network, experiment.data) != (own.network, own.data)

    def cover(self, kept: Kept) -> None:
        """Keep this back, instead of what was kept back before."""
        if kept == self._asked:
            return
        self._asked, session = kept, self._session
        if session.debugger is not None:
            self.put_on(session.debugger)
        session.memo = Memo()  # what was made of other values is stale
        session.tell(())
        self.changed.emit()
        session.show_all()

    def lift(self) -> None:
        """Show everything again."""
        self.cover(Kept())

    def put_on(self, debugger: Debugger) -> None:
        """Hide the values in this debugger."""
        debugger.hidden = hidden(debugger.program, self.kept.names)

    def covers(self, program: Program, slot: int) -> bool:
        """Whether a value is hidden, which is something else than not computed yet."""
        debugger = self._session.debugger
        return debugger is not None and debugger.program is program and slot in debugger.hidden

    def kinds(self) -> frozenset[str]:
        """The kinds of the values that are hidden."""
        debugger = self._session.debugger
        return frozenset() if debugger is None else frozenset(debugger.program.slots[slot].kind for slot in debugger.hidden)

    def keep_back(self, debugger: Debugger) -> None:
        """Take the clock back to the last moment that gives nothing away."""
        until = self.kept.until
        if until is not None and debugger.t > until:
            debugger.go(until)
            words = QCoreApplication.translate("Session", "Answer first: the next step would give the answer away.")
            self._session.say(words)

    @contextmanager
    def lifted(self) -> Iterator[None]:
        """Let the lesson itself look."""
        debugger = self._session.debugger
        kept = frozenset[int]() if debugger is None else debugger.hidden
        if debugger is not None:
            debugger.hidden = frozenset()
        try:
            yield
        finally:
            if debugger is not None:
                debugger.hidden = kept
