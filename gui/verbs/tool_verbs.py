"""Mistakes to be tried, and dialogs about the running program."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import PySide6
from PySide6.QtCore import QCoreApplication, QObject, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QInputDialog, QMessageBox

from engine import __version__
from engine.runtime.environment import environment
from gui.look.glossary import GlossaryDialog, term_under_pointer
from gui.look.places import state_folder
from gui.look.progress import progress_dialog, tell_progress
from gui.look.titles import in_symbols
from gui.session.session import Session
from gui.verbs.actions import ACTIONS
from gui.verbs.desk import AskExport, Desk
from gui.widgets.once import once


class ToolVerbs(QObject):
    """Verbs of the Debug and Help menus: the mistakes to be tried, and what opens a dialog."""

    theme_changed = Signal(object)  # for the dialogs that stay beside the window

    def __init__(self, desk: Desk, session: Session, ask_export: AskExport) -> None:
        super().__init__(desk.front)
        self.desk, self.session, self._ask_export = desk, session, ask_export

    def toggle_mistake(self, name: str) -> None:
        """Make one of the classical mistakes, or mend it."""
        experiment = self.session.experiment
        changed: dict[str, Any] = {name: not getattr(experiment.training, name)}
        training = replace(experiment.training, **changed)
        title = next(row.text for row in ACTIONS if row.of == name)
        self.session.edit(QCoreApplication.translate("Actions", title), replace(experiment, training=training))

    # questions -----------------------------------------------------------------------------------

    def ask_until_loss(self) -> None:
        value, given = QInputDialog.getDouble(
            self.desk.front, self.tr("Run until"), self.tr("Stop when the loss is below"), 0.05, 0, 1e9, 6
        )
        if given:
            self.session.run_until(value)

    def ask_epochs(self) -> None:
        """Run for some epochs."""
        debugger = self.session.debugger
        if debugger is None:
            return
        steps = debugger.program.batches.per_epoch
        words = self.tr("How many epochs? Training steps in one epoch: {steps}").format(steps=f"{steps:,}")
        count, given = QInputDialog.getInt(self.desk.front, self.tr("Run for some epochs"), words, 10, 1, 10_000_000)
        if given:
            self.session.course.start_epochs(count)

    def ask_step(self) -> None:
        """Go to a training step by its number."""
        from gui.dialogs.go_to_step import GoToStep

        debugger = self.session.debugger
        if debugger is None:
            return
        self.session.pause()
        dialog = once(GoToStep(debugger, self.desk.front))
        dialog.accepted.connect(lambda: self.session.go(dialog.time()))
        dialog.open()

    def check_gradients(self) -> None:
        """Compare every gradient with the complex-step derivative."""
        from engine.insight.moment.gradcheck import Cancelled, gradient_check
        from gui.dialogs.reports import CheckDialog

        debugger = self.session.debugger
        if debugger is None:
            return
        self.session.pause()
        dialog = progress_dialog(self.tr("Checking gradients…"), self.desk.front)
        try:
            result = gradient_check(debugger.program, debugger.parameters(), lambda done, total: tell_progress(dialog, done, total))
        except Cancelled:
            self.session.say(self.tr("Cancelled."))
            return
        finally:
            dialog.close()
            dialog.deleteLater()
        report = once(CheckDialog(result, self.desk.theme, self.desk.front))
        report.open()
        self.session.tell_deed("check")

    def compare_gradients(self) -> None:
        """Compare arrays of the user's own program with this training step."""
        from gui.dialogs.own_gradients import OwnGradientsDialog

        if self.session.debugger is None:
            return
        self.session.pause()
        dialog = once(OwnGradientsDialog(self.session, self.desk.theme, self.desk.front))
        dialog.export_asked.connect(self._ask_export)
        self.theme_changed.connect(dialog.set_theme)
        dialog.show()

    def ask_conditions(self) -> None:
        """Conditions at which a run stops."""
        from gui.dialogs.condition import ConditionDialog

        if self.session.debugger is not None:
            dialog = once(ConditionDialog(self.session.debugger, self.desk.front))
            dialog.open()

    def ask_guard(self, pc: int) -> None:
        """The condition of a breakpoint at a line."""
        from gui.dialogs.condition import GuardDialog

        debugger = self.session.debugger
        if debugger is not None:
            dialog = once(
                GuardDialog(f"{pc + 1}  {in_symbols(debugger.program, pc)}", debugger.breakpoints.guards.get(pc), self.desk.front)
            )
            dialog.accepted.connect(lambda: self.session.guard_breakpoint(pc, dialog.guard()))
            dialog.open()

    def ask_sweep(self) -> None:
        """A grid of networks: where gradients vanish and explode."""
        from gui.dialogs.sweep import SweepDialog

        dialog = once(SweepDialog(self.desk.theme, self.desk.front))
        dialog.export_asked.connect(self._ask_export)
        dialog.show()

    def show_cost(self) -> None:
        """Operations, bytes and measured time of a training step."""
        from engine.insight.moment.cost import step_cost
        from gui.dialogs.reports import CostDialog

        debugger = self.session.debugger
        if debugger is None:
            return
        self.session.pause()
        report = once(CostDialog(debugger.program, step_cost(debugger), self.desk.front))
        report.open()

    def show_glossary(self) -> None:
        """What the terms mean."""
        dialog = once(GlossaryDialog(self.desk.front, term_under_pointer()))
        dialog.open()

    def show_about(self) -> None:
        """Versions, and a button that copies everything a bug report should contain."""
        words = self.tr(
            "A debugger for learning: step through the forward pass, loss, backward pass and update, in both directions."
        )
        facts = diagnostics()
        box = QMessageBox(QMessageBox.Icon.NoIcon, "Backprop Explorer", f"<b>Backprop Explorer {__version__}</b><p>{words}</p>",
                          QMessageBox.StandardButton.Close, self.desk.front)  # fmt: skip
        box.setObjectName("about")
        box.setInformativeText(facts.replace("\n", "<br>"))
        copy = box.addButton(self.tr("Copy diagnostics"), QMessageBox.ButtonRole.ActionRole)
        copy.clicked.disconnect()  # it copies and leaves the dialog open
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(facts))
        once(box).open()


def diagnostics() -> str:
    """Versions, machine, and where the log is."""
    lines = [
        f"Backprop Explorer {__version__}",
        f"Qt {qVersion()}, PySide6 {PySide6.__version__}, {QGuiApplication.platformName()}",
    ]
    lines += [f"{name}: {value}" for name, value in environment().items()]
    return "\n".join([*lines, f"log: {state_folder() / 'backprop-explorer.log'}"])
