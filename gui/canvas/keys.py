"""Keys of the drawing: what they ask for, and the way from layer to layer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from gui.canvas.items import NodeItem

KEYS = {
    Qt.Key.Key_N: "over",
    Qt.Key.Key_S: "into",
    Qt.Key.Key_O: "out",
    Qt.Key.Key_B: "breakpoint",
    Qt.Key.Key_C: "run",
    Qt.Key.Key_Comma: "back",
    Qt.Key.Key_Period: "into",
    Qt.Key.Key_Space: "run",
    Qt.Key.Key_W: "connect",
    Qt.Key.Key_Plus: "more",
    Qt.Key.Key_Minus: "fewer",
    Qt.Key.Key_Insert: "insert",
    Qt.Key.Key_Return: "toggle",
    Qt.Key.Key_Enter: "toggle",
}
ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


def neighbour(items: Sequence[NodeItem], chosen: NodeItem | None, direction: tuple[int, int]) -> NodeItem | None:
    """The next layer in a direction; the leftmost one if none is chosen yet."""
    if chosen is None:
        return min(items, key=lambda item: item.x(), default=None)
    ways = [(way, number) for number, item in enumerate(items) if (way := _ahead(chosen, item, direction)) is not None]
    return items[min(ways)[1]] if ways else None


def _ahead(start: NodeItem, other: NodeItem, direction: tuple[int, int]) -> float | None:
    """How far a layer lies in a direction, sideways counting double; None if it does not lie there."""
    way = other.reach().center() - start.reach().center()
    along = way.x() * direction[0] + way.y() * direction[1]
    aside = abs(way.x() * direction[1]) + abs(way.y() * direction[0])
    return along + 2 * aside if along > 1 else None
