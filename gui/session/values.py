"""Surgery on the numbers of a session: one element of a parameter, or a matrix as a whole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.insight.moment.symbols import arrow
from engine.runtime.debugger import Debugger
from gui.session.undo import ChangeValue, ScaleMatrix

if TYPE_CHECKING:
    from gui.session.session import Session


class Values:
    """Its verbs are undoable; `change` and `multiply` are what their undo commands call."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def set(self, name: str, index: tuple[int, ...], value: float) -> None:
        """Give one element of a parameter another value: its starting value before the first step, else from the next step on.

        Undoable. Running statistics can only be given a starting value.
        """
        session, debugger = self._session, self._session.debugger
        if debugger is None:
            return
        array = np.array(debugger.value(name))
        if array[index] == value:
            return  # the steps that lie ahead stay known
        text = QCoreApplication.translate("Session", "Edit {name}").format(name=arrow(name))
        if debugger.t and name in debugger.program.parameters:
            session.undo.push(ChangeValue(self, text, (name, index), float(array[index]), value))
            session.tell_deed("edit", name)
            return
        array[index] = value
        session.edit(text, replace(session.experiment, parameters={**session.experiment.parameters, name: array.tolist()}))

    def change(self, name: str, index: tuple[int, ...], value: float) -> None:
        """Change an element while the program runs; the log of the debugger keeps it."""
        debugger = self._session.debugger
        if debugger is None or name not in debugger.program.parameters:
            return
        array = np.array(debugger.value(name))
        if len(index) != array.ndim or any(place >= size for place, size in zip(index, array.shape, strict=True)):
            return  # the network has another shape by now
        array[index] = value
        self._change(debugger, name, array)

    def scale(self, name: str, factor: float) -> None:
        """Multiply a matrix from the next step on; while the first step is shown, its starting value, and run the step again."""
        session, debugger = self._session, self._session.debugger
        if debugger is None or name not in debugger.program.parameters or factor <= 0:
            return
        text = QCoreApplication.translate("Session", "Scale {name}").format(name=arrow(name))
        if debugger.place[0]:
            session.undo.push(ScaleMatrix(self, text, name, factor))
            session.tell_deed("edit", name)
            return
        t = debugger.t
        session.go(0)
        scaled = (np.array(debugger.value(name)) * factor).tolist()
        session.edit(text, replace(session.experiment, parameters={**session.experiment.parameters, name: scaled}), f"scale {name}")
        session.go(t)

    def multiply(self, name: str, factor: float) -> None:
        """Multiply a matrix while the program runs; the log of the debugger keeps it."""
        debugger = self._session.debugger
        if debugger is not None and name in debugger.program.parameters:
            self._change(debugger, name, np.array(debugger.value(name)) * factor)

    def _change(self, debugger: Debugger, name: str, array: np.ndarray) -> None:
        debugger.change(name, array)
        step = -(-debugger.t // len(debugger.program)) + 1
        words = QCoreApplication.translate("Session", "The new value of {name} takes effect from training step {step}.")
        self._session.say(words.format(name=arrow(name), step=step))
        self._session.show_moment()
