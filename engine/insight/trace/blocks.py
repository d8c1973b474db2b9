"""The layers of a recorded model in the order of their calls, gathered into the blocks that their names tell of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True)
class Block:
    """Layers whose names begin alike and that are called one after the other; `parts` in the order of their calls."""

    name: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Stack:
    """Blocks beside each other that are made alike."""

    blocks: tuple[Block, ...]

    @property
    def name(self) -> str:
        """The names of the first and the last block."""
        first, last = self.blocks[0].name, self.blocks[-1].name
        return f"{first} – {last.rpartition('.')[2]}"


Part = int | Block | Stack  # a number is the place of a layer
DEEPEST = 64  # blocks in blocks; what a name says below that is one word


def blocks_of(names: Sequence[str]) -> tuple[Part, ...]:
    """The parts of a whole model."""
    return _parts([(tuple(name.split(".", DEEPEST)), place) for place, name in enumerate(names)], "")


def places_in(part: Part) -> tuple[int, ...]:
    """The layers of a part, in the order of their calls."""
    return tuple(_places(part))


def _places(part: Part) -> Iterator[int]:
    if isinstance(part, int):
        yield part
        return
    for inner in part.parts if isinstance(part, Block) else part.blocks:
        yield from _places(inner)


def _parts(layers: Iterable[tuple[tuple[str, ...], int]], prefix: str) -> tuple[Part, ...]:
    found: list[tuple[Part, tuple[str, ...]]] = []
    for first, group in groupby(layers, key=lambda layer: layer[0][0]):
        inside = list(group)
        name = f"{prefix}{first}"
        own = [place for rest, place in inside if len(rest) == 1]
        deeper = [(rest[1:], place) for rest, place in inside if len(rest) > 1]
        found += [(place, ()) for place in own]
        if deeper:
            parts = _parts(deeper, f"{name}.")
            alone = parts[0] if len(parts) == 1 else Block(name, parts)
            found.append((alone, tuple(".".join(rest) for rest, _ in deeper) if isinstance(alone, Block) else ()))
    return tuple(_stacked(found))


def _stacked(found: list[tuple[Part, tuple[str, ...]]]) -> Iterator[Part]:
    """Neighbours that are made alike as one stack."""
    row: list[tuple[Block, tuple[str, ...]]] = []
    for part, made in (*found, (-1, ())):
        if row and not (isinstance(part, Block) and _alike(made, row[-1][1])):
            yield Stack(tuple(block for block, _ in row)) if len(row) > 1 else row[0][0]
            row = []
        if isinstance(part, Block):
            row.append((part, made))
        elif not (isinstance(part, int) and part < 0):
            yield part


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two blocks have the same layers, but for some that only one of them has, such as a projection beside it."""
    few, many = sorted((set(one), set(other)), key=len)
    return bool(few) and few <= many and 2 * len(few) > len(many)


def columns_of(stack: Stack, names: Sequence[str]) -> tuple[tuple[str, ...], tuple[tuple[int | None, ...], ...]]:
    """A stack as a table: the names inside a block, and for each block its layers under them; None where it has none."""
    inside = [{names[place][len(block.name) + 1 :]: place for place in places_in(block)} for block in stack.blocks]
    columns = max(inside, key=len)
    return tuple(columns), tuple(tuple(row.get(name) for name in columns) for row in inside)
