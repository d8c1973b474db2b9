"""The veil of a lesson: values that are asked for can be read nowhere until they are answered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from engine.lessons.hiding import hidden
from engine.model.network import Network
from engine.program.lower import mistakes
from engine.program.program import Program
from engine.runtime.debugger import Debugger
from gui.session.memo import Memo

if TYPE_CHECKING:
    from gui.session.session import Session


class Veil(QObject):
    """Hides values in the debugger of the session, which is where everything that shows a number reads it.

    What measures the network in other ways (plots, diagnosis, comparison) asks `on`. As long as it is on, the clock goes no further
    than `until`, so that nothing later gives the answer away. Another network that is opened meanwhile is no part of the lesson:
    it is shown as always.
    """

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._asked: tuple[str, ...] = ()
        self._last: int | None = None
        self._hunts = False
        self._own: Network | None = None
        self._away = False

    @property
    def names(self) -> tuple[str, ...]:
        """The values that are hidden."""
        return () if self._away else self._asked

    @property
    def until(self) -> int | None:
        """How far the clock goes; None is as far as it likes."""
        return None if self._away else self._last

    @property
    def on(self) -> bool:
        """Whether anything is hidden."""
        return bool(self.names)

    @property
    def planted(self) -> bool:
        """Whether a lesson asks which mistake was made on purpose, and it is made here: nothing names it."""
        return self._hunts and bool(mistakes(self._session.experiment.training))

    def settle(self, network: Network) -> None:
        """The lesson speaks of this network, and of what the learner makes of it."""
        self._own, self._away = network, False

    def meet(self, network: Network) -> None:
        """A network is opened: that of the lesson, or another one."""
        self._away = self._own is not None and network != self._own

    def cover(self, names: tuple[str, ...], until: int | None) -> None:
        """Hide these values, instead of others."""
        self._asked, self._last = names, until if names else None
        session = self._session
        if session.debugger is not None:
            self.put_on(session.debugger)
        session.memo = Memo()  # what was made of other values is stale
        session.tell(())
        self.changed.emit()
        session.show_all()

    def lift(self) -> None:
        """Show everything again."""
        if self._asked:
            self.cover((), None)

    def plant(self, hunts: bool) -> None:
        """Name no deliberate mistake, or name them again."""
        if hunts != self._hunts:
            self._hunts = hunts
            self.changed.emit()

    def put_on(self, debugger: Debugger) -> None:
        """Hide the values in this debugger."""
        debugger.hidden = hidden(debugger.program, self.names)

    def covers(self, program: Program, slot: int) -> bool:
        """Whether a value is hidden, which is something else than not computed yet."""
        debugger = self._session.debugger
        return debugger is not None and debugger.program is program and slot in debugger.hidden

    def keep_back(self, debugger: Debugger) -> None:
        """Take the clock back to the last moment that gives nothing away."""
        if self.until is not None and debugger.t > self.until:
            debugger.go(self.until)
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
