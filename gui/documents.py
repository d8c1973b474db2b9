"""Opening, saving, exporting: the dialogs of the window and what they lead to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMainWindow, QMessageBox, QProgressDialog

from engine.insight.gradcheck import Cancelled, gradient_check
from engine.interchange import experiment_file
from engine.interchange.examples import example
from engine.interchange.options import app_version
from engine.spec.experiment import Experiment
from engine.spec.problem import ExperimentError
from gui.export import writer
from gui.i18n import engine_text, problem_text
from gui.plots.figure import Figure
from gui.session import Session
from gui.words import in_symbols


class Documents(QObject):
    """Verbs about files; failures are told in words and nothing is lost."""

    opened = Signal(str)

    def __init__(self, window: QMainWindow, session: Session) -> None:
        super().__init__(window)
        self.window, self.session = window, session

    # experiments ---------------------------------------------------------------------------------

    def new(self) -> bool:
        """Begin with an empty canvas; False means stay."""
        if not self.may_leave():
            return False
        self.session.open(Experiment())
        return True

    def open_example(self, name: str) -> bool:
        """Open a built-in example; False means stay."""
        if not self.may_leave():
            return False
        opened = example(name)
        self.session.open(opened)
        self.session.said.emit(engine_text(opened.description))
        return True

    def ask_open(self) -> bool:
        """Ask for a file and open it."""
        name, _ = QFileDialog.getOpenFileName(self.window, self.tr("Open experiment"), "", self.tr("Experiments (*.json)"))
        return bool(name) and self.open_file(Path(name))

    def open_leftover(self, path: Path) -> bool:
        """Open unsaved work of another session: it has no file of its own and counts as changed."""
        try:
            experiment = experiment_file.read(path)
        except ExperimentError as error:
            self._tell(self.tr("This cannot be opened"), "\n\n".join(problem_text(p) for p in error.problems[:10]))
            return False
        if not self.may_leave():
            return False
        self.session.open(experiment)
        self.session.undo.resetClean()
        return True

    def open_file(self, path: Path) -> bool:
        """Open a file, or say why not; the present drawing stays in that case."""
        try:
            experiment = experiment_file.read(path)
        except ExperimentError as error:
            self._tell(
                self.tr("{name} cannot be opened").format(name=path.name), "\n\n".join(problem_text(p) for p in error.problems[:10])
            )
            return False
        if not self.may_leave():
            return False
        self.session.open(experiment, path)
        self.opened.emit(str(path))
        return True

    def save(self) -> bool:
        if self.session.path is None:
            return self.ask_save()
        return self._write(self.session.path)

    def ask_save(self) -> bool:
        name, _ = QFileDialog.getSaveFileName(
            self.window, self.tr("Save experiment"), "experiment.json", self.tr("Experiments (*.json)")
        )
        return bool(name) and self._write(Path(name))

    def _write(self, path: Path) -> bool:
        try:
            experiment_file.write(self.session.experiment, path)
        except (OSError, ExperimentError) as error:
            self._tell(
                self.tr("Not saved"),
                self.tr("{path}: {why}. The old file is unchanged; save to another place.").format(path=path, why=error),
            )
            return False
        self.session.path = path
        self.session.undo.setClean()
        self.opened.emit(str(path))
        self.session.said.emit(self.tr("Saved {path}").format(path=path))
        self.session.edited.emit()
        return True

    def may_leave(self) -> bool:
        """Ask about unsaved changes; False means stay."""
        if self.session.undo.isClean():
            return True
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(self.window, self.tr("Unsaved changes"), self.tr("Save the changes to this experiment?"),
                                      buttons.Save | buttons.Discard | buttons.Cancel)  # fmt: skip
        return self.save() if answer == buttons.Save else answer == buttons.Discard

    def _tell(self, title: str, words: str) -> None:
        QMessageBox.warning(self.window, title, words)

    # figures -------------------------------------------------------------------------------------

    def ask_export(self, stem: str, figure: Figure) -> None:
        """Export one figure; the suffix of the name chooses the format."""
        if figure.empty:
            self.session.said.emit(figure.empty)
            return
        filters = "SVG (*.svg);;PNG (*.png);;PDF (*.pdf);;CSV (*.csv)"
        name, chosen = QFileDialog.getSaveFileName(self.window, self.tr("Export plot"), f"{writer.safe(stem)}.svg", filters)
        if name:
            path = Path(name)
            if path.suffix.lower().lstrip(".") not in writer.FORMATS:
                path = path.with_name(f"{path.name}.{chosen[:3].lower()}")
            self._export([(figure, path)])

    def ask_export_all(self) -> None:
        folder = QFileDialog.getExistingDirectory(self.window, self.tr("Export figures into"))
        if not folder:
            return
        figures: list[tuple[str, Figure]] = [(name, panel.figure()) for name, panel in self.window.plots.items()]  # type: ignore[attr-defined]
        figures += self.window.panels["heatmaps"].figures()  # type: ignore[attr-defined]
        places = [(figure, Path(folder) / f"{writer.safe(name)}.{kind}")
                  for name, figure in figures if not figure.empty for kind in writer.FORMATS]  # fmt: skip
        self._export(places)

    def _export(self, places: list[tuple[Figure, Path]]) -> None:
        dialog = self._progress(self.tr("Writing figures …"))
        written = 0
        try:
            for written, (figure, path) in enumerate(places, 1):
                writer.write(figure, path, self.window.theme)  # type: ignore[attr-defined]
                if not _tell_progress(dialog, written, len(places)):
                    break
        except OSError as error:
            self._tell(self.tr("Not exported"), str(error))
            return
        finally:
            dialog.close()
            dialog.deleteLater()
        folder = places[0][1].parent if places else ""
        self.session.said.emit(self.tr("Wrote {count} files to {folder}").format(count=written, folder=folder))

    def _progress(self, words: str) -> QProgressDialog:
        """A dialog that appears when a job takes more than half a second, and can cancel it."""
        dialog = QProgressDialog(words, self.tr("Cancel"), 0, 0, self.window)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.setMinimumDuration(500)
        return dialog

    # questions -----------------------------------------------------------------------------------

    def ask_until_loss(self) -> None:
        value, given = QInputDialog.getDouble(
            self.window, self.tr("Run until"), self.tr("Stop when the loss is below"), 0.05, 0, 1e9, 6
        )
        if given:
            self.session.until_loss = value
            self.session.run()

    def check_gradients(self) -> None:
        """Compare every gradient with the complex-step derivative."""
        debugger = self.session.debugger
        if debugger is None:
            return
        self.session.pause()
        dialog = self._progress(self.tr("Checking gradients …"))
        try:
            result = gradient_check(
                debugger.program, debugger.parameters(), lambda done, total: _tell_progress(dialog, done, total)
            )
        except Cancelled:
            self.session.said.emit(self.tr("Cancelled."))
            return
        finally:
            dialog.close()
            dialog.deleteLater()
        from gui.report_dialogs import CheckDialog

        report = CheckDialog(result, self.window.theme, self.window)  # type: ignore[attr-defined]
        report.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        report.open()

    def ask_conditions(self) -> None:
        """Conditions at which a run stops."""
        from gui.condition_dialog import ConditionDialog

        if self.session.debugger is not None:
            dialog = ConditionDialog(self.session.debugger, self.window)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def ask_guard(self, pc: int) -> None:
        """The condition of a breakpoint at a line."""
        from gui.condition_dialog import GuardDialog

        debugger = self.session.debugger
        if debugger is not None:
            dialog = GuardDialog(f"{pc}  {in_symbols(debugger.program, pc)}", debugger.breakpoints.guards.get(pc), self.window)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.accepted.connect(lambda: self.session.guard_breakpoint(pc, dialog.guard()))
            dialog.open()

    def show_cost(self) -> None:
        """Operations, bytes and measured time of a training step."""
        from engine.insight.cost import step_cost
        from gui.report_dialogs import CostDialog

        debugger = self.session.debugger
        if debugger is None:
            return
        self.session.pause()
        report = CostDialog(debugger.program, step_cost(debugger), self.window)
        report.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        report.open()

    def show_about(self) -> None:
        import platform

        import numpy as np
        import PySide6

        words = self.tr("A debugger for learning: step through forward pass, loss, backward pass and update, both ways.")
        versions = f"Python {platform.python_version()} · NumPy {np.__version__} · Qt {PySide6.__version__} · {platform.platform()}"
        QMessageBox.about(
            self.window, "Backprop Explorer", f"<b>Backprop Explorer {app_version()}</b><p>{words}</p><p>{versions}</p>"
        )


def _tell_progress(dialog: QProgressDialog, done: int, total: int) -> bool:
    """Show how far a job is; False once the user cancelled it."""
    if dialog.maximum() != total:
        dialog.setMaximum(total)
    dialog.setValue(min(done, total - 1))
    return not dialog.wasCanceled()
