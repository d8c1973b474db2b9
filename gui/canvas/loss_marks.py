"""The mark of a loss beside its output, where a network has several: its weight and its present value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from engine.runtime.debugger import Debugger
from gui.canvas.callouts import draw_lead
from gui.canvas.geometry import Look
from gui.canvas.items import LossTold, NodeItem
from gui.canvas.labels import font
from gui.canvas.placing import Placed, Site
from gui.notation.numbers import number

AWAY, WIDEST = 8.0, "0.00123"


def losses_told(debugger: Debugger) -> dict[str, LossTold]:
    """The losses of all outputs where there are several: what is minimised is their weighted sum."""
    found, parts = {}, debugger.program.loss_parts
    for name, slot in parts.items() if len(parts) > 1 else ():
        value, weight = debugger.read(slot), debugger.value(f"{name}.loss_weight")
        unknown = "?" if slot in debugger.hidden else "–"
        told = unknown if value is None else number(float(value), 3)
        found[name] = LossTold(name, "1" if weight is None else number(float(weight)), told)
    return found


@dataclass(frozen=True)
class LossMark:
    """Beside the card of an output; `number` says which, in a block of several."""

    item: NodeItem
    number: int = 0
    forms: int = 1

    @property
    def _told(self) -> LossTold:
        return self.item.state.losses[self.number]

    def words(self, value: str = "") -> str:
        """As the formula of the weighted loss has it, maybe with another number; in a block with the name of the output."""
        told = self._told
        words = f"λL = {told.weight} · {value or told.value}"
        return f"{told.output}: {words}" if self.item.block else words

    def sites(self, form: int, look: Look, zoom: float) -> Iterator[Site]:
        """Right of the card, below it, above it; the width is that of the longest number, so nothing moves when it changes."""
        metrics, card = QFontMetricsF(font(look, zoom)), self.item.card()
        box = QRectF(0, 0, metrics.horizontalAdvance(self.words(WIDEST)) + 12, metrics.height() + 4)
        edge, step = QPointF(card.right(), card.center().y()), box.height() + 4
        for row in (0, -1, 1, -2, 2):
            box.moveCenter(QPointF(card.right() + AWAY + box.width() / 2, edge.y() + row * step))
            yield Site(QRectF(box), to=edge)
        for y, foot in ((card.bottom() + AWAY, card.bottom()), (card.top() - AWAY - box.height(), card.top())):
            for row in range(2):
                box.moveCenter(QPointF(card.center().x(), 0))
                box.moveTop(y + (row * step if y > card.top() else -row * step))
                yield Site(QRectF(box), to=QPointF(card.center().x(), foot))

    def lead(self, painter: QPainter, placed: Placed, look: Look, zoom: float) -> None:
        """To the card."""
        if placed.site.to is not None:
            painter.setOpacity(1.0)
            draw_lead(painter, [placed.box.center(), placed.site.to], look["loss"], look, zoom)

    def paint(self, painter: QPainter, placed: Placed, look: Look, zoom: float) -> None:
        """In the colour of the loss."""
        painter.setOpacity(1.0)
        painter.setPen(QPen(look["loss"], 1.2))
        painter.setBrush(look["panel"])
        painter.drawRoundedRect(placed.box, placed.box.height() / 3, placed.box.height() / 3)
        painter.setFont(font(look, zoom))
        painter.setPen(look["loss"])
        painter.drawText(placed.box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, self.words())


def loss_marks(items: Iterable[NodeItem]) -> list[LossMark]:
    """The marks of all outputs, one for each loss."""
    return [LossMark(item, number) for item in items for number in range(len(item.state.losses))]
