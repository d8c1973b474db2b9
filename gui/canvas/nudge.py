"""Nudging one weight: how the loss answers, beside the gradient that one backward pass gives for all weights."""

from __future__ import annotations

import numpy as np
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QWidget

from engine.insight.flow.replay import Replay
from engine.insight.moment.symbols import arrow
from engine.program.program import LOSS
from engine.runtime.debugger import Debugger
from gui.look.fields import NumberField
from gui.notation.numbers import number

FIRST = 0.01  # the nudge that is proposed


class NudgeDialog(QDialog):
    """L(w + h) and L(w − h) of the batch shown, each by a forward pass of its own, which is counted."""

    def __init__(self, debugger: Debugger, name: str, index: tuple[int, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("nudge")
        self.setWindowTitle(self.tr("Nudge this weight"))
        self._debugger, self._name, self._index = debugger, name, index
        self._replay, self.passes = Replay(debugger.program), 0
        self.step = NumberField()
        self.step.setObjectName("nudge-step")
        self.step.setRange(1e-9, 1e3)
        self.step.setValue(FIRST)
        self.below, self.here, self.above, self.slope, self.gradient, self.counter = (QLabel() for _ in range(6))
        self.counter.setObjectName("nudge-passes")
        self.counter.setWordWrap(True)
        form = QFormLayout(self)
        form.addRow(QLabel(f"w = {arrow(name)}[{', '.join(map(str, index))}] = {number(self._weight())}"))
        for words, widget in (
            (self.tr("Nudge h"), self.step), ("L(w − h)", self.below), ("L(w)", self.here), ("L(w + h)", self.above),
            ("(L(w + h) − L(w − h)) / 2h", self.slope), (self.tr("∂L/∂w by backpropagation"), self.gradient),
            (self.tr("Passes"), self.counter),
        ):  # fmt: skip
            form.addRow(words, widget)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)
        self.step.valueChanged.connect(self.measure)
        self.measure()

    def _weight(self) -> float:
        slot = self._debugger.program.parameters[self._name]
        return float(self._debugger.arena.views[slot][self._index])

    def loss_at(self, weight: float) -> float:
        """The loss with another value of the weight: a forward pass in numbers of its own."""
        program, replay = self._debugger.program, self._replay
        replay.load(self._debugger)
        replay.view(program.parameters[self._name])[self._index] = weight
        with np.errstate(all="ignore"):
            replay.run(0, program.phases[LOSS].stop)
        self.passes += 1
        return float(replay.view(program.loss))

    def measure(self) -> None:
        """Nudge up and down, and tell what it took."""
        weight, h = self._weight(), self.step.value()
        low, middle, high = (self.loss_at(weight + by) for by in (-h, 0.0, h))
        for label, value in ((self.below, low), (self.here, middle), (self.above, high), (self.slope, (high - low) / (2 * h))):
            label.setText(number(value, 10))
        self.gradient.setText(self._by_backpropagation())
        program = self._debugger.program
        count = sum(int(np.prod(program.slots[slot].shape)) for slot in program.parameters.values())
        words = self.tr(
            "Forward passes so far: {passes}. All parameters ({count}) would take {all}; backpropagation needs one forward and "
            "one backward pass for all of them."
        )
        self.counter.setText(words.format(passes=self.passes, count=f"{count:,}", all=f"{2 * count:,}"))

    def _by_backpropagation(self) -> str:
        program = self._debugger.program
        slot = program.gradient_of.get(program.parameters[self._name])
        value = None if slot is None else self._debugger.read(slot)
        return self.tr("known after the backward pass") if value is None else number(float(value[self._index]), 10)
