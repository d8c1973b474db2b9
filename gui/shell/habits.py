"""What a person switched on or off, kept for the next start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtGui import QAction

from gui.session.session import Session
from gui.session.tastes import TRIAL_STEPS
from gui.shell.toolbar import SteppingBar


@dataclass(frozen=True)
class Habit:
    """A switch: whether it is on, how it is set, and what it is at the first start."""

    on: Callable[[], bool]
    set: Callable[[bool], None]
    first: bool


class Habits(QObject):
    """The switches by the names of their actions, under whose last part they are kept in the settings.

    `changed` says that one was turned.
    """

    changed = Signal()

    def __init__(self, session: Session, bar: SteppingBar, settings: QSettings, actions: dict[str, QAction]) -> None:
        super().__init__(bar)
        self._settings, self._actions, self._session = settings, actions, session
        self._rows = {
            "view.explain": Habit(lambda: session.explain, session.explain_steps, True),
            "view.log-steps": Habit(lambda: session.log_steps, session.scale_steps, True),
            "debug.watchful": Habit(lambda: session.course.watchful, session.course.watch_over, True),
            "view.calm": Habit(lambda: session.calm, session.reduce_motion, False),
            "view.words": Habit(lambda: bar.words, bar.show_words, True),
        }
        for action, row in self._rows.items():
            row.set(settings.value(_key(action), row.first, bool) is True)
            self._keep(action)
        smoothing, pinned = float(str(settings.value("smoothing", 0.0))), str(settings.value("live-plot", ""))
        session.tastes.smooth(smoothing)
        session.tastes.pin(pinned)
        session.tastes.try_for(int(str(settings.value("trial-steps", TRIAL_STEPS))))
        session.tastes.changed.connect(self._keep_tastes)
        session.scaled.connect(self._scaled)

    def toggle(self, action: str) -> None:
        """Turn a switch."""
        row = self._rows[action]
        row.set(not row.on())
        self._keep(action)
        self.changed.emit()

    def _keep(self, action: str) -> None:
        on = self._rows[action].on()
        self._settings.setValue(_key(action), on)
        self._actions[action].setChecked(on)

    def _scaled(self) -> None:
        self._keep("view.log-steps")

    def _keep_tastes(self) -> None:
        self._settings.setValue("smoothing", self._session.tastes.smoothing)
        self._settings.setValue("live-plot", self._session.tastes.pinned)
        self._settings.setValue("trial-steps", self._session.tastes.trial_steps)


def _key(action: str) -> str:
    return action.split(".")[1]
