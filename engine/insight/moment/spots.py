"""Which position of a grid is shown, whatever the layer: the same place on each, as far as their grids allow."""

from __future__ import annotations

from dataclasses import dataclass

from engine.insight.moment.fields import grid_of
from engine.insight.moment.place import positions_of
from engine.library.window import Grid, ravel, unravel
from engine.model.network import Network
from engine.program.program import Program


@dataclass(frozen=True)
class Spot:
    """A place `at` on a grid; without one, the middle of every grid."""

    grid: Grid = ()
    at: Grid = ()

    @classmethod
    def of(cls, grid: Grid, position: int) -> Spot:
        """The place of a position on its grid."""
        return cls(grid, unravel(position, grid))

    def on(self, grid: Grid) -> int:
        """The position on a grid: the same on an equal one, else the one at the same part of each side."""
        if len(self.grid) != len(grid):
            return ravel(tuple(length // 2 for length in grid), grid)
        sides = zip(self.at, self.grid, grid, strict=True)
        return ravel(tuple(min(length - 1, (2 * at + 1) * length // (2 * known)) for at, known, length in sides), grid)


MIDDLE = Spot()


def column_of(program: Program, network: Network, slot: int, spot: Spot, sample: int) -> int | None:
    """The column of a value that belongs to a sample and a spot; None if its columns are neither."""
    count, size = positions_of(program, slot), program.batches.size
    if not count:
        return None
    position = spot.on(grid_of(program, network, slot)) if count > 1 else 0
    return position * size + min(sample, size - 1)
