"""Opening, saving, exporting: the dialogs of the window and their consequences."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox

from engine.interchange.documents import experiment_file
from engine.interchange.documents.examples import example
from engine.interchange.documents.kinds import OFFERED, SESSION, is_session
from engine.model.experiment import Experiment
from engine.model.problem import ExperimentError
from engine.runtime.breakpoints import Breakpoints
from engine.runtime.debugger import Debugger
from gui.look.i18n import engine_text, error_text
from gui.look.saving import Kind, ask_save
from gui.session.session import Session
from gui.verbs.desk import Desk
from gui.verbs.file_verbs import FileVerbs

if TYPE_CHECKING:
    from engine.interchange.documents import session_file


class Documents(QObject):
    """Verbs about files; failures are reported in words and nothing is lost."""

    opened = Signal(str)

    def __init__(self, desk: Desk, session: Session) -> None:
        super().__init__(desk.front)
        self.desk, self.session = desk, session
        self.files = FileVerbs(desk, session, self.may_leave)
        self.files.opened.connect(self.opened)

    # experiments ---------------------------------------------------------------------------------

    def new(self) -> bool:
        """Begin with an empty canvas; False means stay."""
        if not self.may_leave():
            return False
        self.files.draw(Experiment())
        return True

    def open_example(self, name: str) -> bool:
        """Open a built-in example; False means stay."""
        if not self.may_leave():
            return False
        opened = example(name)
        self.files.draw(opened)
        self.session.say(engine_text(opened.description))
        return True

    def ask_open(self) -> bool:
        """Ask for a file and open it by its kind."""
        tables = " ".join(f"*{suffix}" for suffix in OFFERED)
        kinds = self.tr("All supported files ({patterns})").format(patterns=f"*.json *.bpx {tables} *.safetensors *tfevents*")
        name, _ = QFileDialog.getOpenFileName(self.desk.front, self.tr("Open"), "", kinds)
        return bool(name) and self.open_file(Path(name))

    def open_leftover(self, path: Path) -> bool:
        """Open unsaved work of another session: it has no file of its own and counts as changed."""
        experiment = self.files.guarded(path, lambda: experiment_file.read(path), self.tr("The unsaved work cannot be opened"))
        if experiment is None or not self.may_leave():
            return False
        self.files.draw(experiment)
        self.session.mark_unsaved()
        return True

    def open_file(self, path: Path) -> bool:
        """Open a file, or say why not; the current drawing stays in that case."""
        if is_session(path):
            return self._open_session(path)
        if self.files.takes(path):
            return self.files.open(path)
        experiment = self.files.guarded(path, lambda: experiment_file.read(path))
        if experiment is None or not self.may_leave():
            return False
        self.files.draw(experiment, path)
        self.opened.emit(str(path))
        return True

    def _open_session(self, path: Path) -> bool:
        """Experiment, run, breakpoints, watches, notes and layout as they were saved."""

        from engine.interchange.documents import session_file  # few windows need it

        def read() -> tuple[session_file.SavedSession, Debugger | None]:
            saved = session_file.read(path)
            return saved, session_file.restored(saved) if saved.past is not None else None

        found = self.files.guarded(path, read)
        if found is None or not self.may_leave():
            return False
        saved, debugger = found
        self.files.draw(saved.experiment, path, saved.notes)
        if debugger is not None:
            self.session.resume(debugger)
        if saved.layout:
            self.desk.restore_layout(saved.layout.decode(errors="replace"))
        self.opened.emit(str(path))
        return True

    def _saved(self) -> session_file.SavedSession:
        from engine.interchange.documents import session_file

        session, debugger = self.session, self.session.debugger
        stops = Breakpoints(tests=session.watches) if debugger is None else debugger.breakpoints
        layout = self.desk.layout_state().encode()
        return session_file.SavedSession(
            session.experiment, None if debugger is None else debugger.past(), stops, layout, session.notes
        )

    def save(self) -> bool:
        if self.session.path is None:
            return self.ask_save()
        return self._write(self.session.path)

    def ask_save(self) -> bool:
        """Save as an experiment, or as a session that goes on where it stands."""
        kinds = [
            Kind(self.tr("Experiment: network, data and settings"), "json"),
            Kind(self.tr("Session: the run in its current state"), SESSION.lstrip(".")),
        ]
        found = ask_save(self.desk.front, self.tr("Save"), "experiment.json", kinds)
        return found is not None and self._write(found[0])

    def _write(self, path: Path) -> bool:
        try:
            if is_session(path):
                from engine.interchange.documents import session_file

                session_file.write(self._saved(), path)
            else:
                experiment_file.write(self.session.experiment, path)
        except (OSError, ExperimentError) as error:
            self._tell(
                self.tr("Not saved"),
                self.tr("{why}\n\nThe old file is unchanged; save to another location.").format(why=error_text(error)),
            )
            return False
        self.session.saved_as(path)
        self.opened.emit(str(path))
        only_in_sessions = bool(self.session.notes) and not is_session(path)
        words = (
            self.tr("Saved {path} without the notes: only a session (.bpx) keeps them.")
            if only_in_sessions
            else self.tr("Saved {path}")
        )
        self.session.say(words.format(path=path))
        return True

    def may_leave(self) -> bool:
        """Ask about unsaved changes; False means stay."""
        if self.session.undo.is_clean:
            return True
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(self.desk.front, self.tr("Unsaved changes"), self.tr("Save the changes to this experiment?"),
                                      buttons.Save | buttons.Discard | buttons.Cancel)  # fmt: skip
        return self.save() if answer == buttons.Save else answer == buttons.Discard

    def _tell(self, title: str, words: str) -> None:
        QMessageBox.warning(self.desk.front, title, words)
