"""A number on its way: what a step sends along each wire slides from neuron to neuron, back in the backward pass."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEasingCurve, QObject, QPointF, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from engine.insight.moment.now import Now
from engine.program.program import Instr
from engine.runtime.debugger import Debugger
from gui.canvas.geometry import Look, shown_units
from gui.canvas.ink import family
from gui.canvas.wires import WireItem
from gui.notation.numbers import short

MILLISECONDS = 380
MOST = 8  # numbers that travel at once
FACE, LETTERS = 11, 6
SUMS = ("affine", "matmul")
Ends = tuple[float, float]  # shares of the way, from the source of the wire to its target
GOING, COMING_BACK, ONTO = (0.0, 1.0), (1.0, 0.0), (1.0, 0.5)


@dataclass(frozen=True, eq=False)
class Rider:
    """A number that slides along a way, from one share of it to another; `role` is its colour."""

    way: QPainterPath
    words: str
    ends: Ends
    role: str


class Travel(QObject):
    """The numbers that are on their way, and the time they take; nothing moves and nothing is painted once they have arrived."""

    moved = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.riders: list[Rider] = []
        self._share = 0.0
        self._animation = QVariantAnimation(self)
        self._animation.setDuration(MILLISECONDS)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._animation.valueChanged.connect(self.show)
        self._animation.finished.connect(self.stop)

    def start(self, riders: list[Rider]) -> None:
        """Send numbers on their way; none while others are still under way, because then steps come fast."""
        hasty = bool(self.riders)
        self.stop()
        if riders and not hasty:
            self.riders = riders
            self._animation.start()

    def stop(self) -> None:
        """All have arrived."""
        if self.riders:
            self.riders = []
            self._animation.stop()
            self.moved.emit()

    def show(self, share: float) -> None:
        """Move the numbers to a share of their way."""
        self._share = share
        self.moved.emit()

    def at(self, rider: Rider) -> QPointF:
        """Where a number is now."""
        start, end = rider.ends
        return rider.way.pointAtPercent(min(1.0, max(0.0, start + (end - start) * self._share)))

    def paint(self, painter: QPainter, look: Look, zoom: float) -> None:
        """Paint the numbers where they are now."""
        font = QFont(family())
        font.setBold(True)
        font.setPixelSize(look.pixels(FACE, zoom))
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        for rider in self.riders:
            box = QRectF(0, 0, metrics.horizontalAdvance(rider.words) + metrics.height(), metrics.height() + 2)
            box.moveCenter(self.at(rider))
            painter.setPen(QPen(look[rider.role], 1.6))
            painter.setBrush(look["panel"])
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, rider.words)


def riders(debugger: Debugger, now: Now, wires: dict[str, WireItem]) -> list[Rider]:
    """What the instruction just done sends along its wires for the sample that is shown; of many numbers the largest."""
    instr, found = debugger.program.code[now.pc], list[tuple[float, Rider]]()
    if not debugger.computed(instr.out):
        return []  # a lesson asks for it
    for name in now.wires.intersection(wires):
        drawn = wires[name]
        if drawn.blocked:
            continue
        numbers, ends, role = _numbers(debugger, instr, drawn, now)
        if numbers is None or not np.isfinite(numbers).all():
            continue
        if not drawn.bundle():
            value = float(numbers.flat[np.abs(numbers).argmax()])
            found.append((value, Rider(drawn.cable(), short(value, LETTERS), ends, role)))
            continue
        for i, j, _ in drawn.lines():
            if i < numbers.shape[0] and j < numbers.shape[1]:
                value = float(numbers[i, j])
                found.append((value, Rider(drawn.way((i, j)), short(value, LETTERS), ends, role)))
    return [rider for _, rider in sorted(found, key=lambda entry: -abs(entry[0]))[:MOST]]


def _numbers(debugger: Debugger, instr: Instr, drawn: WireItem, now: Now) -> tuple[np.ndarray | None, Ends, str]:
    """(target units, source units): the products along a wire, which way they go, and their colour."""
    views, key = debugger.arena.views, instr.rule.key
    rows = columns = None
    if drawn.bundle():  # numbers travel where a line is drawn
        rows, columns = shown_units(drawn.target.node.units), shown_units(drawn.source.node.units)
    operands = dict(zip(instr.rule.needs, instr.ins, strict=True))
    weight = debugger.program.parameters.get(drawn.wire.weight)
    sample = now.spot.on(drawn.target.node.grid) * debugger.program.batches.size + now.sample if drawn.pictured else now.sample
    if key in SUMS and weight is not None:
        return views[operands["w"]][:rows, :columns] * views[operands["x"]][:columns, sample], GOING, "value"
    if key == "gradient_of_x" and weight is not None:
        return views[operands["w"]][:rows, :columns] * views[operands["g"]][:rows, [sample]], COMING_BACK, "gradient"
    if key == "gradient_of_w" and weight is not None:
        return np.outer(views[operands["g"]][:rows, sample], views[operands["x"]][:columns, sample]), ONTO, "gradient"
    return None, GOING, "value"
