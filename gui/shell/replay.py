"""The progress of a long replay, with a button that gives it up."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QProgressDialog, QWidget

from gui.look.progress import progress_dialog, tell_progress
from gui.session.patience import Patience

PARTS = 1000


class Replay:
    """Made when a replay takes long; gone when it is over."""

    def __init__(self, patience: Patience, front: QWidget) -> None:
        self._front = front
        self._dialog: QProgressDialog | None = None
        patience.ask, patience.done = self._ask, self._done

    def _ask(self, share: float) -> bool:
        if self._dialog is None:
            words = QCoreApplication.translate(
                "Replay", "Executing training steps…\nCancel takes you back to the step you were on."
            )
            self._dialog = progress_dialog(words, self._front.window())
            self._dialog.setObjectName("replay")
            self._dialog.show()
        going = tell_progress(self._dialog, int(PARTS * share), PARTS)
        QCoreApplication.processEvents()  # Qt does it only where the number is another, and a way of years has one for hours
        return going and not self._dialog.wasCanceled()

    def _done(self) -> None:
        if self._dialog is not None:
            self._dialog.close()
            self._dialog.deleteLater()
            self._dialog = None
