"""Unsaved changes are written next to the settings every few seconds, and removed when they are saved or given up."""

from __future__ import annotations

import logging
import uuid

from PySide6.QtCore import QTimer

from engine.interchange.documents import experiment_file
from engine.interchange.documents.safe_save import save_bytes
from engine.model.problem import ExperimentError
from gui.look.places import lock_of, state_folder
from gui.session.session import Session

DELAY = 3000  # milliseconds after a change


class Autosave:
    """Follows the undo stack of a session."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.path = state_folder() / f"unsaved-{uuid.uuid4().hex[:12]}.json"
        self._lock = lock_of(self.path)
        self._lock.tryLock(0)
        self._timer = QTimer(session)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY)
        self._timer.timeout.connect(self.write)
        session.stacks.changed.connect(self._changed)
        session.lessons.beginning.connect(self.write)  # a lesson puts the work aside

    def _changed(self) -> None:
        if self._session.lessons.on:
            return
        if self._session.undo.is_clean:
            self.forget()
        elif not self._timer.isActive():
            self._timer.start()

    def write(self) -> None:
        """Write what is unsaved now."""
        if self._session.lessons.on or self._session.undo.is_clean or not self._session.experiment.network.nodes:
            return
        try:
            text = experiment_file.dumps(self._session.experiment, self.path.parent)
            save_bytes(self.path, text.encode())
        except (OSError, ExperimentError):
            logging.getLogger(__name__).exception("unsaved work could not be written")

    def forget(self) -> None:
        """Nothing is unsaved any more."""
        self._timer.stop()
        self.path.unlink(missing_ok=True)

    def close(self) -> None:
        """The session ends well: what is still unsaved was given up on purpose."""
        self.forget()
        if self._lock.isLocked():
            self._lock.unlock()
