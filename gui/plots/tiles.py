"""Small pictures side by side in one matrix: the kernels of a convolution, or the maps of a layer."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Tiles:
    """Parts of so many rows and columns, `across` of them side by side.

    There is one for each unit, and an element is (unit, position). With `channels` there is a kernel for each pair of an output
    and an input channel, and an element is (output, channel · places + place).
    """

    part: tuple[int, int]
    across: int
    channels: int = 1

    def place(self, row: int, column: int) -> tuple[int, int]:
        """Which element stands there."""
        (high, wide), (down, inside), (right, along) = self.part, divmod(row, self.part[0]), divmod(column, self.part[1])
        output, channel = divmod(down * self.across + right, self.channels)
        return output, channel * high * wide + inside * wide + along

    def cell(self, place: tuple[int, int]) -> tuple[int, int]:
        """Where an element stands: its row and column."""
        high, wide = self.part
        channel, inside = divmod(place[1], high * wide)
        down, right = divmod(place[0] * self.channels + channel, self.across)
        return down * high + inside // wide, right * wide + inside % wide

    def arranged(self, values: np.ndarray, empty: float = 0.0) -> np.ndarray:
        """The values with the parts beside and below each other; what is left of the last row is empty."""
        high, wide = self.part
        parts = values.reshape(-1, high, wide)
        down = -(-len(parts) // self.across)
        whole = np.full((down * self.across, high, wide), empty)
        whole[: len(parts)] = parts
        return whole.reshape(down, self.across, high, wide).transpose(0, 2, 1, 3).reshape(down * high, self.across * wide)


def kernels(kernel: tuple[int, ...], outputs: int, channels: int) -> Tiles:
    """A row for each output channel; with a single input channel a block of kernels."""
    high, wide = (1, *kernel)[-2:]
    return Tiles((high, wide), channels if channels > 1 else _side(outputs), channels)


def maps(grid: tuple[int, ...], units: int) -> Tiles:
    """A block of maps."""
    return Tiles((grid[0], grid[1]), _side(units))


def _side(count: int) -> int:
    """As many columns as rows, or one more."""
    return math.ceil(math.sqrt(count))
