"""Share a stretch of a run as a page that steps in any browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox

from engine.interchange.documents.safe_save import save_bytes
from engine.model.problem import ExperimentError
from gui.look import i18n
from gui.look.progress import progress_dialog, tell_progress
from gui.look.saving import Kind, ask_save
from gui.session.session import Session
from gui.verbs.desk import Desk

if TYPE_CHECKING:
    from gui.export.share.stretch import Stretch


class Sharing(QObject):
    """Asks which steps, records them with a debugger of its own, and writes the file."""

    def __init__(self, desk: Desk, session: Session) -> None:
        super().__init__(desk.front)
        self.desk, self.session = desk, session

    def ask_page(self) -> None:
        """Choose training steps and write them as one HTML file."""
        from gui.dialogs.share_page import SharePage
        from gui.export.share.making import copy_of, cost

        session, debugger = self.session, self.session.debugger
        if debugger is None:
            return
        session.pause()
        experiment = session.experiment
        step, done = debugger.place
        now = step + 1 if done or not step else step  # at a border the finished step is shown
        dialog = SharePage(debugger.program, now, "op", lambda stretch: cost(experiment, copy_of(experiment, debugger), stretch),
                           self.desk.theme, self.desk.front)  # fmt: skip
        chosen, stretch = dialog.exec(), dialog.stretch()
        dialog.deleteLater()
        if not chosen:
            return
        found = ask_save(self.desk.front, self.tr("Share as a page"), "steps.html", [Kind("HTML", "html"), Kind("HTML", "htm")])
        if found is not None:
            self._write(found[0], stretch)

    def _write(self, path: Path, stretch: Stretch) -> None:
        from gui.export.share.making import copy_of, make

        session, debugger = self.session, self.session.debugger
        assert debugger is not None
        dialog = progress_dialog(self.tr("Recording moments…"), self.desk.front)
        try:
            twin, sample = copy_of(session.experiment, debugger), session.selection.sample
            written = make(session.experiment, twin, stretch, i18n.language(), sample,
                           lambda done, total: tell_progress(dialog, done, total))  # fmt: skip
            if written is None:
                return
            save_bytes(path, written.encode())
        except (ExperimentError, OSError) as error:
            QMessageBox.warning(self.desk.front, self.tr("Not shared"), i18n.error_text(error))
            return
        finally:
            dialog.close()
            dialog.deleteLater()
        session.say(self.tr("Wrote {path}").format(path=path))
