"""A second network beside the current one: same seed, and its clock follows."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from engine.model.experiment import Experiment
from engine.model.problem import ExperimentError
from engine.program.program import Program
from engine.runtime.debugger import Debugger
from gui.look.i18n import error_text
from gui.session.patience import Patience


class Comparison(QObject):
    """Holds the other network. `changed` says that there is another one, or none any more."""

    changed = Signal()

    def __init__(self, patience: Patience, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._patience = patience
        self.experiment: Experiment | None = None
        self.debugger: Debugger | None = None
        self.reason = ""

    def start(self, experiment: Experiment, seed: int) -> None:
        """Compare with an experiment, run from the same seed; `reason` says why it cannot run, if it cannot."""
        self.experiment, self.reason = replace(experiment, seed=seed), ""
        try:
            self.debugger = Debugger(self.experiment)
        except ExperimentError as error:
            self.debugger, self.reason = None, error_text(error)
        self.changed.emit()

    def start_branch(self, experiment: Experiment, leader: Debugger, number: int) -> None:
        """Compare with a future that was left: the same network from the same start, with the changes of that branch."""
        self.experiment, self.reason = experiment, ""
        self.debugger = Debugger(leader.program, {name: leader.initial(name) for name in leader.program.starting})
        self.debugger.branches = (leader.branches[number],)
        if self._patience(self.debugger, lambda other: other.take(0)):
            self.changed.emit()
        else:
            self.stop()

    def stop(self) -> None:
        """Look at one network only."""
        self.experiment = self.debugger = None
        self.changed.emit()

    def follow(self, leader: Debugger | None) -> None:
        """Go to the other debugger's instruction, or to the end of the same phase if the programs differ in length."""
        if leader is None or self.debugger is None:
            return
        step, pc = leader.place
        goal = step * len(self.debugger.program) + _place(self.debugger.program, leader.program, pc)
        if goal != self.debugger.t and not self._patience(self.debugger, lambda other: other.go(goal)):
            self.stop()


def _place(own: Program, other: Program, pc: int) -> int:
    """The place in a program that corresponds to one in another."""
    if len(own) == len(other):
        return pc
    if pc in (0, len(other)):
        return len(own) if pc else 0
    phase = other.phase_at(pc - 1)
    return own.phases[phase].stop if phase in own.phases else len(own)
