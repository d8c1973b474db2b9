"""How far an axis reaches: it stands still while what is drawn changes a little."""

from __future__ import annotations

NEAR = 0.2  # of the margin at least is kept free
LOOSE = 1.12  # times what is needed: a longer axis shows too little of what is drawn
AHEAD = 0.05  # of what has come so far: room for what comes next


class Reach:
    """An axis whose numbers change with every frame can neither be read nor be kept: painting it costs more than its curve."""

    def __init__(self) -> None:
        self._ends = self._drawn = (0.0, 0.0)

    def around(self, low: float, high: float, margin: float) -> tuple[float, float]:
        """Where the axis begins and ends so that it shows everything from low to high, with such a part of it free beside it."""
        side, (left, right) = margin * (high - low) or 0.5, self._ends
        shown = left <= low - NEAR * side and high + NEAR * side <= right
        if not shown or right - left > LOOSE * (high - low + 2 * side):
            grows = low == self._drawn[0] and self._drawn[0] < self._drawn[1] < high
            self._ends = low - side, high + side + (AHEAD * (high - low) if grows else 0.0)
        self._drawn = low, high
        return self._ends
