"""Writing a formula: colours, numbered parts that belong to things of the drawing, and lines as long as there is room."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from PySide6.QtGui import QFontMetricsF

from engine.insight.moment.symbols import Symbol
from engine.insight.moment.things import Mark, Tag, Thing, Things
from gui.look.theme import Theme, mark_role
from gui.look.typesetting import rows_of

MOST_MARKS = 9
NUMBERS = "❶❷❸❹❺❻❼❽❾"
BREAKS = ("+", "·", "−", "=", "/", "∘")  # a line may end before these
PADDING = 6.0  # pixels of a cell beside its text
Quantity = int | str  # a slot; what is in no slot has a name


@dataclass(frozen=True)
class Anchor:
    """What a part of the text belongs to, and what is said of it under the mouse."""

    things: Things
    tip: str


@dataclass
class Ink:
    """What one writing of the formula uses.

    `room` is the width of a line in pixels; `hovered` lies under the mouse on the drawing.
    """

    theme: Theme
    metrics: QFontMetricsF
    room: float
    hovered: Things = ()
    anchors: list[Anchor] = field(default_factory=list)
    numbers: dict[tuple[Quantity, Things], int] = field(default_factory=dict)
    tags: dict[tuple[Quantity, Thing], Tag] = field(default_factory=dict)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The quantities that were given numbers."""
        return tuple(
            Mark(number, things, tuple(self.tags[what, thing] for thing in things if (what, thing) in self.tags))
            for (what, things), number in self.numbers.items()
        )

    def hue(self, symbol: Symbol) -> str:
        """The colour of a value or of a gradient."""
        return self.tone(symbol.gradient)

    def tone(self, gradient: bool) -> str:
        """The colour of gradients, or of values."""
        return self.theme.gradient if gradient else self.theme.value

    def muted(self, words: str, style: str = "") -> str:
        """A paragraph beside the formula."""
        return f"<p style='color:{self.theme.muted}; {style}'>{html.escape(words)}</p>"

    def part(self, words: str, color: str, things: Things, tip: str = "") -> str:
        """A part of the formula that is lit together with what it belongs to."""
        things = tuple(thing for thing in things if thing)
        if not things and not tip:
            return f"<span style='color:{color}'>{words}</span>"
        self.anchors.append(Anchor(things, tip))
        lit = f"; background-color:{self.theme.current}" if set(things) & set(self.hovered) else ""
        return f"<a href='{len(self.anchors) - 1}' style='color:{color}; text-decoration:none{lit}'>{words}</a>"

    def tag(self, what: Quantity, thing: Thing, words: str, value: float, gradient: bool) -> None:
        """Have a thing say on the drawing what the formula means by it; what is said first is kept."""
        if thing:
            self.tags.setdefault((what, thing), Tag(thing, words, value, gradient))

    def chip(self, what: Quantity, things: Things) -> str:
        """The number that these things wear on the drawing for a quantity: one number means one quantity, at one time step."""
        things = tuple(dict.fromkeys(thing for thing in things if thing))
        key = (what, things)
        if not things or (key not in self.numbers and len(self.numbers) == MOST_MARKS):
            return ""
        number = self.numbers.setdefault(key, len(self.numbers) + 1)
        return f"<span style='color:{getattr(self.theme, mark_role(number))}'>{NUMBERS[number - 1]}</span>"

    def cell(self, words: str, what: Quantity, things: Things) -> str:
        """A symbol or fraction with its number behind it."""
        chip = self.chip(what, things)
        return (
            f"<table cellspacing='0' cellpadding='0'><tr><td>{words}</td><td valign='middle'>{chip}</td></tr></table>"
            if chip
            else words
        )

    def lines(self, rows: list[list[str]]) -> str:
        """Rows of cells, aligned; where the room ends they go on in a line below, which begins with an operator."""
        widths = [max(self._width(row[place]) for row in rows) for place in range(len(rows[0]))]
        chunks: list[tuple[int, int]] = []
        start, used, last = 0, 0.0, 0
        for place, width in enumerate(widths):
            if place > start and _breaks(rows[0][place]):
                last = place
            if used + width > self.room and last > start:
                chunks.append((start, last))
                start, used = last, sum(widths[last:place]) + 2 * self.metrics.averageCharWidth()
            used += width
        chunks.append((start, len(widths)))
        indent = ["&nbsp;&nbsp;"]
        return "".join(rows_of([(indent if a else []) + row[a:b] for row in rows]) for a, b in chunks)

    def _width(self, cell: str) -> float:
        parts = [html.unescape(re.sub(r"<[^>]*>", "", part)) for part in cell.split("</tr>")]
        return max(map(self.metrics.horizontalAdvance, parts)) + PADDING + (PADDING if "<table" in cell else 0)


def _breaks(cell: str) -> bool:
    return "<table" not in cell and html.unescape(re.sub(r"<[^>]*>", "", cell)).strip().startswith(BREAKS)
