"""Where the blocks of a recorded model stand in their drawing: cards one after the other in lines, each with its layers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from engine.insight.trace.blocks import Block, Part, Stack, blocks_of, columns_of, places_in
from engine.insight.trace.names import elided, shortened

CELL, GAP, PAD = (24.0, 14.0), 2.0, 8.0  # pixels of a cell, between two of them, and inside a card
ARROW, LINES = 26.0, 18.0  # pixels from one card to the next, and between two lines of them
TALL = (4, 6, 8, 12, 16, 24)  # blocks below each other that are tried; more of them stand beside these
BROAD = 16  # layers beside each other in a folded block
FEW = 16  # layers of a model that is drawn without folding anything
LEAST = 0.68  # the smallest scale at which names are read
WHOLE = 400  # letters of the longest name there is: in a drawing blocks say their own names
WIDTHS = 14  # of lines that are tried
WIDE = 4  # layers beside each other in an opened block
HEAD = 12  # letters of the name of a column
SLANT = 0.75  # of the length of a tilted name is its height


@dataclass(frozen=True)
class Cell:
    """A layer: a small rectangle, or a box that says its name and kind."""

    place: int
    rect: QRectF
    name: str = ""


@dataclass(frozen=True)
class Words:
    """Something written in a card; `block` is what a click on it folds or opens."""

    text: str
    rect: QRectF
    block: str = ""
    tilted: bool = False


@dataclass(frozen=True)
class Card:
    """A layer of its own, a block, or a stack of blocks."""

    rect: QRectF
    cells: tuple[Cell, ...]
    words: tuple[Words, ...] = ()
    framed: bool = True

    def moved(self, by: QPointF) -> Card:
        """The same card elsewhere."""
        return replace(
            self,
            rect=self.rect.translated(by),
            cells=tuple(replace(cell, rect=cell.rect.translated(by)) for cell in self.cells),
            words=tuple(replace(words, rect=words.rect.translated(by)) for words in self.words),
        )


@dataclass(frozen=True)
class Plan:
    """All cards in the order of the calls, and the arrows between them."""

    cards: tuple[Card, ...] = ()
    arrows: tuple[tuple[QPointF, ...], ...] = ()

    @property
    def size(self) -> QRectF:
        """What all of it covers."""
        area = QRectF()
        for card in self.cards:
            area = area.united(card.rect)
        return area.adjusted(-ARROW, -PAD, ARROW, PAD)

    def cell_at(self, point: QPointF) -> Cell | None:
        """The layer at a point."""
        reach = GAP / 2
        found = (
            cell for card in self.cards for cell in card.cells if cell.rect.adjusted(-reach, -reach, reach, reach).contains(point)
        )
        return next(found, None)

    def block_at(self, point: QPointF) -> str:
        """The block whose name stands at a point, if any."""
        return next((w.block for card in self.cards for w in card.words if w.block and w.rect.contains(point)), "")

    def block_of(self, name: str) -> str:
        """The innermost block with a title that holds a layer, if any does."""
        titles = (w.block for card in self.cards for w in card.words if w.block and name.startswith(f"{w.block}."))
        return max(titles, key=len, default="")

    def rect_of(self, place: int) -> QRectF:
        """Where a layer stands."""
        return next((cell.rect for card in self.cards for cell in card.cells if cell.place == place), QRectF())


@dataclass(frozen=True)
class Model:
    """What is drawn: whole and short names of the layers, and their kinds; `opened` are blocks that show their layers in full."""

    names: tuple[str, ...]
    kinds: tuple[str, ...]
    opened: frozenset[str]
    metrics: QFontMetricsF
    tall: int = TALL[-1]

    @cached_property
    def short(self) -> tuple[str, ...]:
        """The names without what all of them begin with."""
        return shortened(self.names, most=WHOLE)


def plan(model: Model, across: float, up: float) -> Plan:
    """The drawing for a view of that size: as many lines, and blocks below each other, as let it be seen largest."""
    parts = tuple(_shown(model, blocks_of(model.names)))
    plans = [made for tall in TALL for made in _plans([_card(replace(model, tall=tall), part) for part in parts])]
    return max(plans, key=lambda made: _worth(made, across, up), default=Plan())


def _worth(made: Plan, across: float, up: float) -> tuple[float, ...]:
    """How good a drawing is for a view: seen large, then in few lines; one that is too large scrolls down, not across."""
    area = made.size
    scale = min(1.0, across / area.width(), up / area.height())
    if scale < LEAST:
        return min(0.0, across / area.width() - LEAST), up / area.height()
    return scale, -area.height()


def _plans(cards: list[Card]) -> list[Plan]:
    """The same cards in lines of different widths."""
    if not cards:
        return []
    widths = sorted({sum(card.rect.width() + ARROW for card in cards[: count + 1]) for count in range(len(cards))})
    least = max(card.rect.width() for card in cards) + ARROW
    tried = [width for width in widths if width >= least]
    return [_lined(cards, width) for width in tried[:: -(-len(tried) // WIDTHS) or 1]] or [_lined(cards, least)]


def _shown(model: Model, parts: Sequence[Part]) -> Iterator[Part]:
    """Parts as cards: what only holds stacks, or everything of a small model, shows its parts; opened blocks leave their stack."""
    small = len(model.names) <= FEW
    for part in parts:
        if isinstance(part, int):
            yield part
        elif isinstance(part, Stack) and (small or any(block.name in model.opened for block in part.blocks)):
            yield from _split(model, part)
        elif isinstance(part, Block) and any(isinstance(inner, Stack) for inner in part.parts):
            yield from _shown(model, part.parts)
        else:
            yield part


def _split(model: Model, stack: Stack) -> Iterator[Part]:
    folded: list[Block] = []
    for block in stack.blocks:
        if _open(model, block):
            if folded:
                yield Stack(tuple(folded)) if len(folded) > 1 else folded[0]
            folded = []
            yield block
        else:
            folded.append(block)
    if folded:
        yield Stack(tuple(folded)) if len(folded) > 1 else folded[0]


def _open(model: Model, block: Block) -> bool:
    return (len(model.names) <= FEW) != (block.name in model.opened)


def block_title(model: Model, block: Block) -> str:
    """The short name of a block: what the short names of its layers have of it."""
    first = places_in(block)[0]
    left_out = model.names[first].count(".") - model.short[first].count(".")
    parts = block.name.split(".")
    return ".".join(parts[left_out:]) or parts[-1]


# cards -------------------------------------------------------------------------------------------


def _card(model: Model, part: Part) -> Card:
    if isinstance(part, int):
        cell = _box(model, part, QPointF(0, 0), model.short[part])
        return Card(cell.rect, (cell,), framed=False)
    if isinstance(part, Stack):
        return _stack(model, part)
    return _opened(model, part) if _open(model, part) else _folded(model, part)


def _line(model: Model) -> float:
    return model.metrics.height()


def _box(model: Model, place: int, at: QPointF, name: str) -> Cell:
    words = max(model.metrics.horizontalAdvance(elided(text)) for text in (name, model.kinds[place]))
    return Cell(place, QRectF(at.x(), at.y(), max(64.0, words + 3 * PAD), 2 * _line(model) + PAD), name)


def inner_name(model: Model, block: Block, place: int) -> str:
    """The name of a layer inside its block."""
    return model.names[place][len(block.name) + 1 :]


def _titled(model: Model, title: str, block: str, width: float) -> tuple[Words, float]:
    """The title of a card, and how wide the card becomes."""
    wide = max(width, model.metrics.horizontalAdvance(title) + 2 * PAD)
    return Words(title, QRectF(PAD, PAD / 2, wide - 2 * PAD, _line(model)), block), wide


def _opened(model: Model, block: Block) -> Card:
    """A block with all of its layers in full."""
    cells, y, top = list[Cell](), PAD + _line(model), 0.0
    places = places_in(block)
    for start in range(0, len(places), WIDE):
        x = PAD
        for place in places[start : start + WIDE]:
            cells.append(_box(model, place, QPointF(x, y), inner_name(model, block, place)))
            x = cells[-1].rect.right() + PAD
        top, y = max(top, x), cells[-1].rect.bottom() + PAD
    title, wide = _titled(model, f"▾ {block_title(model, block)}", block.name, top)
    return Card(QRectF(0, 0, wide, y), tuple(cells), (title,))


def _folded(model: Model, block: Block) -> Card:
    """A block as a row of cells."""
    y = PAD + _line(model)
    places = places_in(block)
    rows = [places[start : start + BROAD] for start in range(0, len(places), BROAD)]
    cells = [_cell(place, QPointF(PAD, y), row, at) for row, line in enumerate(rows) for at, place in enumerate(line)]
    width = max(cell.rect.right() for cell in cells) + PAD
    title, wide = _titled(model, f"▸ {block_title(model, block)}", block.name, width)
    return Card(QRectF(0, 0, wide, cells[-1].rect.bottom() + PAD), tuple(cells), (title,))


def _cell(place: int, at: QPointF, row: int, column: int) -> Cell:
    wide, high = CELL
    return Cell(place, QRectF(at.x() + column * (wide + GAP), at.y() + row * (high + GAP), wide, high))


def _stack(model: Model, stack: Stack) -> Card:
    """Blocks below each other, their layers under the names that they have in each block; very many in several columns."""
    columns, rows = columns_of(stack, model.names)
    groups = -(-len(rows) // model.tall)
    each = -(-len(rows) // groups)
    numbers, beginning = _numbered([block.name.rpartition(".")[2] for block in stack.blocks])
    label = max(map(model.metrics.horizontalAdvance, numbers)) + PAD + model.metrics.horizontalAdvance("▸ ")
    head = SLANT * max(model.metrics.horizontalAdvance(elided(name, HEAD)) for name in columns) + PAD
    top, broad = PAD + _line(model) + head, label + len(columns) * (CELL[0] + GAP) + 2 * PAD
    cells, words = list[Cell](), list[Words]()
    for number, (block, row) in enumerate(zip(stack.blocks, rows, strict=True)):
        group, line = divmod(number, each)
        left, y = PAD + group * broad, top + line * (CELL[1] + GAP)
        words.append(Words(f"▸ {numbers[number]}", QRectF(left, y, label, CELL[1]), block.name))
        cells += [_cell(place, QPointF(left + label, top), line, column) for column, place in enumerate(row) if place is not None]
    for group in range(groups):
        for column, name in enumerate(columns):
            x = PAD + group * broad + label + column * (CELL[0] + GAP)
            words.append(Words(elided(name, HEAD), QRectF(x, top - head, CELL[0], head), tilted=True))
    first = block_title(model, stack.blocks[0])
    parent = first.rpartition(".")[0] if beginning else ""
    said = parent or f"{first} – {numbers[-1]}"
    title, wide = _titled(model, f"{said}  ×{len(rows)}", "", groups * broad + 0.7 * head)
    return Card(QRectF(0, 0, wide, top + each * (CELL[1] + GAP) + PAD), tuple(cells), (title, *words))


def _numbered(names: list[str]) -> tuple[list[str], str]:
    """The numbers at the ends of the names, and the word that all of them begin with, if they do."""
    words = {name.rstrip("0123456789") for name in names}
    word = words.pop() if len(words) == 1 else ""
    return ([name.removeprefix(word) for name in names], word) if all(name != word for name in names) else (names, "")


# lines -------------------------------------------------------------------------------------------


def _lined(cards: Sequence[Card], width: float) -> Plan:
    """Cards in lines of that width at most, each in the middle of its line, with arrows from one to the next."""
    lines: list[list[Card]] = [[]]
    for card in cards:
        used = sum(other.rect.width() + ARROW for other in lines[-1])
        if lines[-1] and used + card.rect.width() > width:
            lines.append([])
        lines[-1].append(card)
    y, placed, arrows = 0.0, list[Card](), list[tuple[QPointF, ...]]()
    for line in lines:
        high, x = max(card.rect.height() for card in line), 0.0
        for number, card in enumerate(line):
            moved = card.moved(QPointF(x, y + (high - card.rect.height()) / 2))
            if placed:
                arrows.append(_arrow(placed[-1].rect, moved.rect, number == 0))
            placed.append(moved)
            x = moved.rect.right() + ARROW
        y += high + LINES
    return Plan(tuple(placed), tuple(arrows))


def _arrow(before: QRectF, after: QRectF, turns: bool) -> tuple[QPointF, ...]:
    start, end = QPointF(before.right(), before.center().y()), QPointF(after.left(), after.center().y())
    if not turns:
        return start, end
    out, between, enter = start.x() + ARROW / 3, after.top() - LINES / 2, end.x() - ARROW / 2
    return start, QPointF(out, start.y()), QPointF(out, between), QPointF(enter, between), QPointF(enter, end.y()), end
