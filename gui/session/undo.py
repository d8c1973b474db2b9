"""What can be undone: an experiment exchanged for another, a value changed while running."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.model.experiment import Experiment
from gui.session.keep_weights import Arrays, lost

if TYPE_CHECKING:
    from gui.session.session import Session
    from gui.session.values import Values


def subject_of(before: Experiment, after: Experiment) -> str:
    """What an edit is about: a parameter with other starting values, or nothing in particular."""
    old, new = before.parameters, after.parameters
    return next((name for name in new if new[name] != old.get(name)), "")


class SwapExperiment:
    """Exchanges one experiment for another; those in a row that `merge` alike, as drags and ticks do, are one entry."""

    def __init__(self, session: Session, text: str, before: Experiment, after: Experiment, merge: str) -> None:
        self.text = text
        self._session, self._before, self._after, self._merge = session, before, after, merge
        self._learned: Arrays = {}  # what undoing it brings back

    def merged(self, later: SwapExperiment) -> bool:
        """Whether both are one entry now."""
        if not self._merge or later._merge != self._merge:
            return False
        self._after = later._after
        self._learned = {**later._learned, **self._learned}
        return True

    def redo(self) -> None:
        debugger = self._session.debugger
        if debugger is not None and self._before.network != self._after.network:
            self._learned = debugger.learned()
        self._session.install(self._after)
        if self._session.debugger is not None:  # thousands of edits of a large network must not keep all of its weights each
            self._learned = lost(self._learned, self._session.debugger.program)

    def undo(self) -> None:
        self._session.install(self._before, self._learned)


class ChangeValue:
    """Gives one element of a parameter another value from the next training step on."""

    def __init__(self, values: Values, text: str, place: tuple[str, tuple[int, ...]], before: float, after: float) -> None:
        self.text = text
        self._values, self._place, self._before, self._after = values, place, before, after

    def merged(self, later: ChangeValue) -> bool:
        """Every value is an entry of its own."""
        return False

    def redo(self) -> None:
        self._values.change(*self._place, self._after)

    def undo(self) -> None:
        self._values.change(*self._place, self._before)


class ScaleMatrix:
    """Multiplies a matrix by a factor from the next training step on; ticks of one drag are one entry."""

    def __init__(self, values: Values, text: str, name: str, factor: float) -> None:
        self.text = text
        self._values, self._name, self._factor = values, name, factor

    def merged(self, later: ScaleMatrix) -> bool:
        """Whether both are one entry now."""
        if later._name != self._name:
            return False
        self._factor *= later._factor
        return True

    def redo(self) -> None:
        self._values.multiply(self._name, self._factor)

    def undo(self) -> None:
        self._values.multiply(self._name, 1 / self._factor)
