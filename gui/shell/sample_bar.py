"""Which sample and which time step all panels show: always said, and one click to change."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QWidget

from engine.insight.moment.now import Now
from engine.program.program import Program
from gui.look.fields import SpinBox
from gui.session.panel import Panel
from gui.session.session import Session

ARROWS = 34  # pixels of a field beside its text


class SampleBar(Panel):
    """Two fields, "sample 2 of 4" and "t = 3 of 5"; where there is only one there is nothing to choose."""

    rest = 0.1

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.sample, self.time = SpinBox(), SpinBox()
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 2, 0)
        row.setSpacing(4)
        for spin, name in ((self.sample, "sample"), (self.time, "time-step")):
            spin.setObjectName(name)
            spin.setWrapping(True)
            spin.setKeyboardTracking(False)
            row.addWidget(spin)
        self.sample.setAccessibleName(self.tr("Sample"))
        self.time.setAccessibleName(self.tr("Time step"))
        self.sample.setPrefix(self.tr("sample "))
        self.time.setPrefix("t = ")
        self.sample.valueChanged.connect(lambda number: session.looking.at_sample(number - 1))
        self.time.valueChanged.connect(session.looking.at_time)
        session.selected.connect(self.invalidate)
        session.edited.connect(self.invalidate)
        self.refresh()

    def refresh(self) -> None:
        debugger, now = self.session.debugger, self.session.now
        program = None if debugger is None else debugger.program
        samples, times = (1, 1) if program is None else (program.batches.size, program.length)
        self._show(self.sample, samples, 1 if now is None else now.sample + 1)
        self._show(self.time, times, 1 if now is None else now.time)
        if program is not None and now is not None:
            self.sample.setToolTip(self._help(program, now))
        self.time.setToolTip(self.tr("The time step that all panels show: choose another to look at it (Alt+Left, Alt+Right)"))

    def _show(self, spin: SpinBox, count: int, value: int) -> None:
        with QSignalBlocker(spin):
            if spin.maximum() != count:
                spin.setRange(1, count)
                spin.setSuffix(self.tr(" of {count}").format(count=count))
            spin.setValue(value)
        widest = f"{spin.prefix()}{count}{spin.suffix()}"
        spin.setFixedWidth(spin.fontMetrics().horizontalAdvance(widest) + ARROWS)  # Qt would leave twice the room
        spin.setVisible(count > 1)

    def _help(self, program: Program, now: Now) -> str:
        words = self.tr("The sample of the batch that all panels show (Alt+Up, Alt+Down)")
        if program.batches.constant:
            return words
        drawn = program.batches.indices(now.step - 1)[now.sample] + 1
        return f"{words}\n" + self.tr("In the data set, this is sample {number}.").format(number=drawn)
