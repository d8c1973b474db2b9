"""What comes in besides experiments, and what leaves in another format: tables, models, weights, recorded runs, scripts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QMessageBox

from engine.interchange.documents.kinds import OFFERED, is_model, is_pictures, is_table, is_trace
from engine.interchange.documents.safe_save import save_bytes
from engine.interchange.pictures.data import read as read_pictures
from engine.interchange.tables.rows import Cancelled
from engine.interchange.tables.sources import Source, content_of
from engine.model.experiment import CLASS_NAMES, Experiment
from engine.model.network import Choice
from engine.model.problem import ExperimentError
from engine.program.fitting import with_picture_network, with_room
from gui.look.i18n import engine_text, error_text, problem_text
from gui.look.progress import progress_dialog, tell_progress
from gui.look.saving import Kind, ask_save
from gui.session.session import Session
from gui.verbs.desk import Desk

if TYPE_CHECKING:
    from engine.insight.trace.trace import Trace
    from engine.library.pictures import Pictures

PATTERNS = " ".join(f"*{suffix}" for suffix in (*OFFERED, ".npz"))


class FileVerbs(QObject):
    """Verbs about files of other kinds; problems with one are reported, and the drawing stays."""

    drawn = Signal()  # another network, other data or a recorded run: the workbench is to be shown
    opened = Signal(str)  # a path to remember

    def __init__(self, desk: Desk, session: Session, may_leave: Callable[[], bool]) -> None:
        super().__init__(desk.front)
        self.desk, self.session, self._may_leave = desk, session, may_leave

    def draw(self, experiment: Experiment, path: Path | None = None, notes: str = "") -> None:
        """Open an experiment on the workbench."""
        self.session.open(experiment, path, notes)
        self.drawn.emit()

    def takes(self, path: Path) -> bool:
        """Whether a file is of a kind that is opened here."""
        return is_table(path) or is_model(path) or is_trace(path) or is_pictures(path)

    def open(self, path: Path) -> bool:
        """Open a file by its kind; False if nothing came of it."""
        if is_pictures(path):
            return self.open_pictures(path)
        verb = self.open_trace if is_trace(path) else self.open_table if is_table(path) else self.open_model
        return verb(path)

    def guarded(self, path: Path, read: Callable[[], Any], title: str = "") -> Any:
        """What `read` gives, or None after reporting what is wrong with the file."""
        try:
            return read()
        except (ExperimentError, OSError) as error:
            title = title or self.tr("{name} cannot be opened").format(name=path.name)
            QMessageBox.warning(self.desk.front, title, error_text(error))
            return None

    # tables --------------------------------------------------------------------------------------

    def ask_table(self) -> bool:
        """Ask for a file of numbers and use it as data."""
        name, _ = QFileDialog.getOpenFileName(
            self.desk.front, self.tr("Open data"), "", self.tr("Tables ({patterns});;All files (*)").format(patterns=PATTERNS)
        )
        return bool(name) and self._open_data(Path(name))

    def _open_data(self, path: Path) -> bool:
        return self.open_pictures(path) if is_pictures(path) else self.open_table(path)

    def pick_table(self, path: str) -> None:
        """Ask for a file; or for other columns of the one in use, or another size of the pictures."""
        self._open_data(Path(path)) if path else self.ask_table()

    def ask_pictures(self) -> bool:
        """Ask for a folder of pictures and use it as data."""
        name = QFileDialog.getExistingDirectory(self.desk.front, self.tr("Open a folder of pictures"))
        return bool(name) and self.open_pictures(Path(name))

    def open_pictures(self, path: Path) -> bool:
        """Use pictures as data, with a network that reads them if one is wanted."""
        from gui.dialogs.pictures import PicturesDialog

        pictures = self.guarded(path, lambda: self._pictures(path))
        if pictures is None:
            return False
        dialog = PicturesDialog(path, pictures, self.session.experiment, self.desk.front)
        accepted, draws = dialog.exec() == QDialog.DialogCode.Accepted, dialog.draws.isChecked()
        choice = dialog.choice()
        dialog.deleteLater()
        if not accepted:
            return False
        words, experiment = self.tr("Pictures from files"), self.session.experiment
        if draws:
            self.session.edit(words, with_picture_network(replace(experiment, data=choice, parameters={})))
        else:
            self.session.pick_data(words, choice, suggest=True)
        self.drawn.emit()
        return True

    def _pictures(self, path: Path) -> Pictures | None:
        """The pictures of a folder or an archive; None if the user gave them up."""
        progress = progress_dialog(self.tr("Reading {name}…").format(name=path.name), self.desk.front)
        try:
            return read_pictures(path, lambda done, total: tell_progress(progress, done, total))
        except Cancelled:
            return None
        finally:
            progress.close()
            progress.deleteLater()

    def open_table(self, path: Path) -> bool:
        """Use a file as data of the current network; an empty canvas gets a small network that fits."""
        from engine.interchange.documents.trace_file import is_norms
        from gui.dialogs.csv import CsvDialog

        source = self.guarded(path, lambda: self._source(path))
        if source is None:
            return False
        if is_norms(path):
            return self.open_trace(path)
        dialog = CsvDialog(path, source, self.desk.front, self.session.experiment.data)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        if accepted:
            self.use(dialog.choice())
        dialog.deleteLater()
        return accepted

    def _source(self, path: Path) -> Source | None:
        """The text of a table, unpacked if need be; None if the user gave it up."""
        progress = progress_dialog(self.tr("Reading {name}…").format(name=path.name), self.desk.front)
        given = self.session.experiment.data.settings
        sheet = str(given.get("sheet", "")) if given.get("path") == str(path.absolute()) else ""
        try:
            return content_of(path, sheet, lambda done, total: tell_progress(progress, done, total))
        except Cancelled:
            return None
        finally:
            progress.close()
            progress.deleteLater()

    def use(self, choice: Choice) -> None:
        """Train on a table: large ones in shuffled batches; an empty canvas gets a small network that fits."""
        session, experiment = self.session, self.session.experiment
        choice = _named_as_before(experiment.data, choice)
        experiment = with_room(experiment, choice.settings["rows"].samples)
        session.pick_data(self.tr("Data from a file"), choice, suggest=True, based_on=experiment)
        self.drawn.emit()

    # models and weights --------------------------------------------------------------------------

    def open_model(self, path: Path) -> bool:
        """Draw a PyTorch model from its tensors, after asking for what they do not show."""
        from engine.interchange.models.model_import import parts
        from engine.interchange.models.weights import read_tensors
        from gui.dialogs.model import ModelDialog

        tensors = self.guarded(path, lambda: read_tensors(path))
        if tensors is None or self.guarded(path, lambda: parts(tensors)) is None:
            return False
        dialog = ModelDialog(tensors, path.name, self.desk.front)
        wanted = dialog.exec() == QDialog.DialogCode.Accepted
        experiment = dialog.experiment
        dialog.deleteLater()
        if not wanted or experiment is None or not self._may_leave():
            return False
        self.draw(replace(experiment, title=path.stem[:200]))
        self.session.mark_unsaved()
        return True

    def ask_weights(self) -> bool:
        """Initialise the current network with weights from a file; undoable."""
        name, _ = QFileDialog.getOpenFileName(self.desk.front, self.tr("Load weights"), "", self.tr("Weights (*.safetensors)"))
        return bool(name) and self.load_weights(Path(name))

    def load_weights(self, path: Path) -> bool:
        """Put the tensors of a file into the current network."""
        from engine.interchange.models.weights import read_tensors, with_weights

        after = self.guarded(path, lambda: with_weights(self.session.experiment, read_tensors(path)))
        if after is None:
            return False
        self.session.edit(self.tr("Load weights"), after)
        self.session.reset()
        self.session.say(self.tr("The weights from {name} are now the initial weights.").format(name=path.name))
        return True

    def ask_write_as(self) -> bool:
        """Export the experiment in another format, such as a PyTorch script."""
        from engine.interchange.models.exports import EXPORTS

        kinds = {row.name: Kind(engine_text(row.title), row.suffix) for row in EXPORTS.values()}
        found = ask_save(self.desk.front, self.tr("Export network as"), "network.py", list(kinds.values()))
        return found is not None and self.write_as(found[0], next(name for name, kind in kinds.items() if kind == found[1]))

    def write_as(self, path: Path, form: str) -> bool:
        """Export the experiment in this form, a name of EXPORTS."""
        from engine.interchange.models.exports import export

        debugger = self.session.debugger
        learned = None if debugger is None else debugger.learned()
        try:
            export(self.session.experiment, form, path, learned)
        except (ExperimentError, OSError) as error:
            QMessageBox.warning(self.desk.front, self.tr("Not exported"), error_text(error))
            return False
        self.session.say(self.tr("Wrote {path}").format(path=path))
        return True

    # recorded runs -------------------------------------------------------------------------------

    def ask_trace(self) -> bool:
        """Ask for the folder of a recorded run."""
        name = QFileDialog.getExistingDirectory(self.desk.front, self.tr("Open the folder of a recorded run"))
        return bool(name) and self.open_trace(Path(name))

    def open_trace(self, path: Path) -> bool:
        """Show a recorded run; the drawing waits behind it."""
        trace = self.guarded(path, lambda: self._read_trace(path))
        if trace is None:
            return False
        self.session.recording.open(trace)
        self.drawn.emit()
        self.opened.emit(str(path))
        return True

    def ask_other_trace(self) -> bool:
        """Ask for the folder of another run, to show it beside the one in the window."""
        title, start = self.tr("Open the folder of the run to compare with"), ""
        if self.session.recording.trace is not None:
            start = str(Path(self.session.recording.trace.source).parent)
        name = QFileDialog.getExistingDirectory(self.desk.front, title, start)
        return bool(name) and self.compare_trace(Path(name))

    def compare_trace(self, path: Path) -> bool:
        """Show another recorded run beside the one in the window."""
        trace = self.guarded(path, lambda: self._read_trace(path))
        if trace is not None:
            self.session.recording.compare(trace)
        return trace is not None

    def open_recurrent_layer(self) -> bool:
        """Open a recurrent layer of the recorded run as a network to step through: the marked one, else the first."""
        found = self.guarded(Path(), self._recurrent, self.tr("The layer cannot be opened"))
        if found is None or not self._may_leave():
            return False
        self.draw(found)
        return True

    def open_replica(self) -> bool:
        """Open a small network made like the recorded one, and say in what it differs."""
        from engine.insight.trace.replica import replica

        trace = self.session.recording.trace
        found = None if trace is None else self.guarded(Path(), lambda: replica(trace), self.tr("The run cannot be rebuilt"))
        if found is None or not self._may_leave():
            return False
        self.draw(found.experiment, notes="\n".join(map(problem_text, found.differences)))
        self.session.say(
            self.tr("This is a small network like the recorded one; the notes say how it differs. Examine it, and try remedies.")
        )
        return True

    def _recurrent(self) -> Experiment | None:
        """The latest call of the layer that was recorded by now."""
        from engine.insight.trace.recurrent import experiment_of, why_not
        from engine.interchange.documents.trace_file import arrays_of, recorded

        record = self.session.recording.record()
        loops = [] if record is None else [layer for layer in record.trace.layers if layer.recurrent is not None]
        kept = [] if record is None else [step for step in sorted(arrays_of(record.trace.source)) if step <= record.step]
        if record is None or not loops or not kept:
            return None
        layer = next((layer for layer in loops if layer.name in record.marked), loops[0])
        call = recorded(record.trace.source, layer, kept[-1])
        problem = why_not(call)
        if problem is not None:
            raise ExperimentError([problem])
        return experiment_of(call)

    def _read_trace(self, path: Path) -> Trace | None:
        """A recorded run; of event files whose gradients bear other names, by the pattern that the user gives."""
        from engine.interchange.documents.event_files import NoGradients
        from engine.interchange.documents.trace_file import read_trace

        pattern = ""
        while True:
            try:
                return read_trace(path, pattern)
            except NoGradients as error:
                words = self.tr("Pattern of the tags that hold gradient norms, with * for the layer, such as stats/*/norm:")
                title, known = self.tr("Which tags are gradients?"), pattern or next(iter(error.tags), "")
                pattern, given = QInputDialog.getText(self.desk.front, title, f"{error_text(error)}\n\n{words}", text=known)
                if not given or not pattern:
                    return None

    def ask_recorder(self) -> bool:
        """Save the recorder file that goes next to a PyTorch script."""
        found = ask_save(self.desk.front, self.tr("Save the recorder"), "bpx_record.py", [Kind("Python", "py")])
        if found is None:
            return False
        try:
            from engine.interchange.documents.recorder_file import recorder_source

            save_bytes(found[0], recorder_source())
        except (ExperimentError, OSError) as error:
            QMessageBox.warning(self.desk.front, self.tr("Not exported"), error_text(error))
            return False
        self.session.say(self.tr("Wrote {path}; its first lines say how to use it.").format(path=found[0]))
        return True


def _named_as_before(before: Choice, after: Choice) -> Choice:
    """Classes keep the names that the user gave them while the targets are the same columns of the same file."""
    names = before.settings.get(CLASS_NAMES)
    same = before.name == after.name and all(before.settings.get(key) == after.settings[key] for key in ("path", "targets"))
    return Choice(after.name, {**after.settings, CLASS_NAMES: names}) if names and same else after
