"""Where a kernel stands on a grid of positions: the geometry of convolution and pooling.

A grid is (height, width), or (length,) of a signal; position p of a map is row · width + column.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

from engine.library.rule import Array

Grid = tuple[int, ...]
Sides = int | Sequence[int]  # one for all dimensions, or one for each
Places = tuple[slice, ...]


@dataclass(frozen=True)
class Window:
    """A kernel that moves over a grid in strides, with `padding` zeros before the first position of each dimension.

    `result` is the grid of its places; PyTorch's formula gives it (Conv2d): ⌊(n + 2 · padding − kernel) / stride⌋ + 1.
    """

    grid: Grid
    kernel: Grid
    stride: Grid
    padding: Grid
    result: Grid

    @classmethod
    def over(cls, grid: Grid, kernel: Sides, stride: Sides, padding: Sides | str = 0) -> Window:
        """A window of `kernel` positions a side; "same" keeps the grid as it is (stride 1). A result may be empty."""
        rank = len(grid)
        sides, steps = each(kernel, rank), each(stride, rank)
        if isinstance(padding, str):
            before = tuple((side - 1) // 2 for side in sides)
            after = tuple(side - 1 - first for side, first in zip(sides, before, strict=True))
        else:
            before = after = each(padding, rank)
        whole = (length + first + last for length, first, last in zip(grid, before, after, strict=True))
        result = tuple(max(0, (length - side) // step + 1) for length, side, step in zip(whole, sides, steps, strict=True))
        return cls(grid, sides, steps, before, result)

    @property
    def size(self) -> int:
        """Positions in the kernel."""
        return math.prod(self.kernel)

    def offsets(self) -> Iterator[tuple[int, Places, Places]]:
        """For each position of the kernel: its number, the positions of the grid that it reads, and for which results.

        What it would read outside the grid is left out.
        """
        for number, at in enumerate(product(*map(range, self.kernel))):
            pairs = [self._reach(dimension, offset) for dimension, offset in enumerate(at)]
            if all(pairs):
                yield number, tuple(pair[0] for pair in pairs if pair), tuple(pair[1] for pair in pairs if pair)

    def _reach(self, dimension: int, offset: int) -> tuple[slice, slice] | None:
        stride, shift = self.stride[dimension], offset - self.padding[dimension]
        first = max(0, -(shift // stride))
        last = min(self.result[dimension] - 1, (self.grid[dimension] - 1 - shift) // stride)
        if last < first:
            return None
        return slice(first * stride + shift, last * stride + shift + 1, stride), slice(first, last + 1)

    def sources(self, place: int) -> Iterator[tuple[int, int]]:
        """For one place of the result: the numbers of the kernel's positions inside the grid, and what they read."""
        at = unravel(place, self.result)
        for number, offset in enumerate(product(*map(range, self.kernel))):
            found = [p * s + o - b for p, s, o, b in zip(at, self.stride, offset, self.padding, strict=True)]
            if all(0 <= f < length for f, length in zip(found, self.grid, strict=True)):
                yield number, ravel(tuple(found), self.grid)

    def users(self, position: int) -> Iterator[tuple[int, int]]:
        """For one position of the grid: the places of the result that read it, each with the number in the kernel."""
        at = unravel(position, self.grid)
        for number, offset in enumerate(product(*map(range, self.kernel))):
            found = [divmod(p + b - o, s) for p, b, o, s in zip(at, self.padding, offset, self.stride, strict=True)]
            if all(not left and 0 <= f < length for (f, left), length in zip(found, self.result, strict=True)):
                yield ravel(tuple(f for f, _ in found), self.result), number


def each(value: Sides, rank: int) -> Grid:
    """A number for each dimension: the same for all, or as they are given."""
    return (value,) * rank if isinstance(value, int) else tuple(value)[-rank:]


def ravel(at: Grid, grid: Grid) -> int:
    """The number of a position."""
    number = 0
    for place, length in zip(at, grid, strict=True):
        number = number * length + place
    return number


def unravel(number: int, grid: Grid) -> Grid:
    """The place of a position on its grid."""
    found: list[int] = []
    for length in reversed(grid):
        number, place = divmod(number, length)
        found.append(place)
    return tuple(reversed(found))


def on_grid(x: Array, *lengths: int) -> Array:
    """(rows, positions · samples) read as (rows, *lengths, samples): the same memory. ValueError if it would be a copy."""
    view: Array = x.reshape(len(x), *lengths, -1)
    if not np.may_share_memory(view, x):
        raise ValueError(f"an array with strides {x.strides} cannot be read as a grid")
    return view


def part(x: Array, *index: Any) -> Array:
    """A stretch of a grid, as a view."""
    found: Array = x[index]
    return found
