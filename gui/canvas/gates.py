"""The gates of an LSTM or a GRU beside the drawing: those of one unit, with what else the present line computes in the cell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from engine.insight.moment.now import Now
from engine.insight.moment.spots import column_of
from engine.insight.moment.symbols import value_of
from engine.insight.moment.things import Mark
from engine.model.network import Network
from engine.program.program import BACKWARD, Program
from engine.runtime.debugger import Debugger
from gui.canvas.geometry import Look
from gui.canvas.placing import free_corner
from gui.look.instruction_words import GATES
from gui.look.theme import PHASE_ROLES
from gui.notation.numbers import short

# What a cell always shows, as PyTorch calls it, by the name in the program; then what it shows while a line computes it.
SHOWN = {"lstm": {"i": "i", "f": "f", "g": "g", "o": "o", "c": "c"}, "gru": {"r": "r", "u": "z", "n": "n"}}
PASSING = {
    "lstm": {"kept": "f·c", "added": "i·g", "tanh c": "tanh c"},
    "gru": {"reset": "r·Uh", "h − n": "h − n", "kept": "z·(h − n)"},
}
EDGE, INSIDE, BETWEEN = 8.0, 7.0, 10.0  # pixels around the box, inside it, and between its columns
HEAD = "∂L/∂"  # of the column of gradients
ORDER = ((True, False), (False, False), (True, True), (False, True))  # corners (right, low), the best first
SMALL = 0.86  # the size of its text beside that of other text


@dataclass(frozen=True)
class Row:
    """A gate with its number and the gradient of the loss with respect to it, as far as they are computed.

    The present line is about a `lit` one.
    """

    name: str
    value: float | None
    gradient: float | None
    lit: bool = False


@dataclass(frozen=True)
class Gates:
    """The gates of a unit at a time step; `role` is the colour of the present line, `backward` whether gradients are shown."""

    title: str
    rows: tuple[Row, ...]
    role: str
    backward: bool


def gates_of(debugger: Debugger, network: Network, now: Now, marks: Iterable[Mark]) -> Gates | None:
    """The gates of the layer that the present line is about, else of the first cell; of the unit that the formula speaks of.

    None where the network has no cell, and before anything of them is computed.
    """
    program, cells = debugger.program, [node for node in network.nodes if node.type in SHOWN]
    if not cells:
        return None
    node = next((cell for cell in cells if cell.id == now.node), cells[0])
    about = _about(program, node.id, now)
    told = (thing.unit for mark in marks for thing in mark.things if thing.node == node.id and thing.unit >= 0)
    unit, words = next(told, 0), GATES[node.type]
    shown = dict(SHOWN[node.type])
    if about in PASSING[node.type]:
        shown[about] = PASSING[node.type][about]

    def number(slot: int | None) -> float | None:
        if slot is None or not debugger.computed(slot):
            return None
        column = column_of(program, network, slot, now.spot, now.sample)
        return float(debugger.arena.views[slot][unit, column or 0])

    rows = []
    for ending, title in shown.items():
        slot = program.names.get(f"{node.id}.{ending}[{now.time}]", program.names.get(f"{node.id}.{ending}"))
        gradient = None if slot is None else program.gradient_of.get(slot)
        rows.append(
            Row(title, number(slot), number(gradient), bool(about) and words.get(about, about) == words.get(ending, ending))
        )
    if all(row.value is None and not row.lit for row in rows):
        return None
    time = f", t = {now.time}" if program.length > 1 else ""
    return Gates(f"{node.id}[{unit}]{time}", tuple(rows), PHASE_ROLES[now.phase], now.phase == BACKWARD and now.inside)


def _about(program: Program, node: str, now: Now) -> str:
    """Which value of the layer the present line computes, or the gradient or slope of which; "" for another layer's."""
    slot = program.slots[program.code[now.pc].out]
    while slot.of >= 0:
        slot = program.slots[slot.of]
    return value_of(slot.name, node) if now.marked and slot.node == node else ""


def place_gates(gates: Gates, area: QRectF, taken: list[QRectF], font: QFont) -> QRectF:
    """The corner of the view where the gates stand, away from what is there; empty where there is no room."""
    table = _Table.of(gates, font)
    size = QSizeF(table.width + 2 * INSIDE, table.high * (len(table.cells) + 1) + INSIDE)
    room = area.adjusted(EDGE, EDGE, -EDGE, -EDGE)
    return free_corner(room, size, lambda box: any(map(box.intersects, taken)), ORDER)


def paint_gates(painter: QPainter, box: QRectF, gates: Gates, font: QFont, look: Look) -> None:
    """Write the gates into their place."""
    table = _Table.of(gates, font)
    painter.setFont(table.font)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look["border"], 1))
    painter.setBrush(look["panel"])
    painter.drawRoundedRect(box, 6, 6)
    line = QRectF(box.left() + INSIDE, box.top() + INSIDE / 2, table.width, table.high)
    painter.setPen(look["muted"])
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, gates.title)
    if gates.backward:
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, HEAD)
    for row, words in zip(gates.rows, table.cells, strict=True):
        line.translate(0, table.high)
        _write(painter, line, row, words, table.widths, gates, look)


@dataclass(frozen=True)
class _Table:
    """The words of each row, how wide the columns and the whole are, and how high a row is."""

    font: QFont
    cells: list[list[str]]
    widths: list[float]
    width: float
    high: float

    @classmethod
    def of(cls, gates: Gates, font: QFont) -> _Table:
        """In a font a little smaller than that."""
        font = QFont(font)
        font.setPointSizeF(SMALL * font.pointSizeF())
        metrics, cells = QFontMetricsF(font), [_cells(row, gates.backward) for row in gates.rows]
        heads = ["", "", *([HEAD] if gates.backward else [])]
        widths = [max(metrics.horizontalAdvance(row[at]) for row in (*cells, heads)) for at in range(len(heads))]
        width = max(metrics.horizontalAdvance(gates.title), sum(widths) + BETWEEN * (len(widths) - 1))
        return cls(font, cells, widths, width, metrics.height() + 1)


def _cells(row: Row, backward: bool) -> list[str]:
    numbers = (row.value, *([row.gradient] if backward else []))
    return [row.name, *("·" if number is None else short(number, 6) for number in numbers)]


def _write(painter: QPainter, line: QRectF, row: Row, words: list[str], widths: list[float], gates: Gates, look: Look) -> None:
    if row.lit:
        painter.setPen(QPen(look[gates.role], 2))
        painter.setBrush(look["current"])
        painter.drawRoundedRect(line.adjusted(-4, 0, 4, 0), 4, 4)
    left, colors = line.left(), ("text", "value", "gradient")
    for at, (word, wide, role) in enumerate(zip(words, widths, colors, strict=False)):
        painter.setPen(look[role])
        if at == len(words) - 1:  # the last column ends where the box does
            wide = line.right() - left
        side = Qt.AlignmentFlag.AlignRight if at else Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(left, line.top(), wide, line.height()), Qt.AlignmentFlag.AlignVCenter | side, word)
        left += wide + BETWEEN
