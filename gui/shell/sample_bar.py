"""Which sample, which time step and which position all panels show: always said, and one click to change."""

from __future__ import annotations

import math

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.insight.moment.now import Now
from engine.library.window import Grid, ravel, unravel
from engine.program.program import Program
from gui.look.fields import SpinBox
from gui.session.panel import Panel
from gui.session.session import Session
from gui.widgets.flow import Flow

ARROWS = 34  # pixels of a field beside its text


class PositionField(SpinBox):
    """A position by its place on a grid, counted from 0 as in a tensor: `3, 5`."""

    def __init__(self) -> None:
        super().__init__()
        self.grid: Grid = ()

    def textFromValue(self, value: int) -> str:
        return ", ".join(map(str, unravel(value, self.grid)))

    def valueFromText(self, text: str) -> int:
        found = self._place(text)
        return self.value() if found is None else ravel(found, self.grid)

    def validate(self, text: str, at: int) -> object:
        words = text.removeprefix(self.prefix()).strip()
        right = self._place(text) is not None
        typed = all(letter.isdecimal() or letter in ", ;" for letter in words)
        state = QValidator.State.Acceptable if right else QValidator.State.Intermediate if typed else QValidator.State.Invalid
        return state, text, at

    def _place(self, text: str) -> Grid | None:
        """The place that was typed; None as long as it is none of the grid."""
        parts = text.removeprefix(self.prefix()).replace(",", " ").replace(";", " ").split()
        if len(parts) != len(self.grid) or not all(part.isdecimal() for part in parts):
            return None
        found = tuple(map(int, parts))
        return found if all(at < length for at, length in zip(found, self.grid, strict=True)) else None


class SampleBar(Panel):
    """Fields "sample 2 of 4", "t = 3 of 5" and "p = 3, 5"; where there is only one there is nothing to choose.

    While an operation takes all samples or time steps at once, they say that they are about the neurons of the drawing.
    """

    rest = 0.1

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.sample, self.time, self.position = SpinBox(), SpinBox(), PositionField()
        row, whole = Flow(gap=4), QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(row)
        for spin, name in ((self.sample, "sample"), (self.time, "time-step"), (self.position, "position")):
            spin.setObjectName(name)
            spin.setWrapping(True)
            spin.setKeyboardTracking(False)
            row.add(spin)
        self.sample.setAccessibleName(self.tr("Sample"))
        self.time.setAccessibleName(self.tr("Time step"))
        self.position.setAccessibleName(self.tr("Position"))
        self.position.setPrefix("p = ")
        self.position.valueChanged.connect(session.looking.at_position)
        self.sample.valueChanged.connect(lambda number: session.looking.at_sample(number - 1))
        self.time.valueChanged.connect(session.looking.at_time)
        session.selected.connect(self.invalidate)
        session.edited.connect(self.invalidate)
        self.refresh()

    def refresh(self) -> None:
        debugger, now = self.session.debugger, self.session.now
        program = None if debugger is None else debugger.program
        samples, times = (1, 1) if program is None else (program.batches.size, program.length)
        shared, untimed = (False, False) if now is None or not now.inside else (now.shared, not now.timed)
        self._show(self.sample, samples, 1 if now is None else now.sample + 1, self.tr("sample "), shared)
        self._show(self.time, times, 1 if now is None else now.time, "t = ", untimed)
        self._show_position(now)
        if program is not None and now is not None:
            self.sample.setToolTip(self._help(program, now))
        self.time.setToolTip(self.tr("The time step that all panels show: choose another to look at it (Alt+Left, Alt+Right)"))

    def _show_position(self, now: Now | None) -> None:
        """The place on the grid of the layer that is shown; the widest place decides how wide the field is."""
        spin, grid = self.position, self.session.looking.grid()
        spin.setVisible(bool(grid))
        if not grid or now is None:
            return
        with QSignalBlocker(spin):
            spin.grid = grid
            spin.setRange(0, math.prod(grid) - 1)
            spin.setValue(now.spot.on(grid))
        widest = spin.prefix() + spin.textFromValue(math.prod(grid) - 1)
        spin.setFixedWidth(spin.fontMetrics().horizontalAdvance(widest) + ARROWS)
        shape = " × ".join(map(str, grid))
        spin.setToolTip(
            self.tr(
                "The position that all panels show, on a grid of {grid}, counted from 0: click a pixel of a map to choose another "
                "(Alt+Shift+arrow keys)"
            ).format(grid=shape)
        )

    def _show(self, spin: SpinBox, count: int, value: int, words: str, drawn: bool) -> None:
        with QSignalBlocker(spin):
            drawing = self.tr("neurons: {words}").format(words=words)
            spin.setPrefix(drawing if drawn else words)
            if spin.maximum() != count:
                spin.setRange(1, count)
                spin.setSuffix(self.tr(" of {count}").format(count=count))
            spin.setValue(value)
        widest = f"{drawing}{count}{spin.suffix()}"  # so that nothing moves beside it
        spin.setFixedWidth(spin.fontMetrics().horizontalAdvance(widest) + ARROWS)  # Qt would leave twice the room
        spin.setVisible(count > 1)

    def _help(self, program: Program, now: Now) -> str:
        words = self.tr("The sample in the batch that all panels show (Alt+Up, Alt+Down)")
        if program.batches.constant:
            return words
        drawn = program.batches.indices(now.step - 1)[now.sample] + 1
        return f"{words}\n" + self.tr("In the data set, this is sample {number}.").format(number=drawn)
