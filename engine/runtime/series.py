"""Numbers of every training step, kept for plots: loss, deltas, gradients, sizes of updates."""

from __future__ import annotations

import math

import numpy as np

from engine.library.rule import Array
from engine.runtime.arena import Arena

CAPACITY = 1 << 16


class Series:
    """One row of columns for each step: `loss`, and sums of squares of `delta/NODE`, `grad/NAME`,
    `param/NAME` and `update/NAME`.

    When the table is full every second row is dropped, and from then on only every second step is
    recorded, and so on: memory stays bounded and the whole run stays visible.
    """

    def __init__(self, arena: Arena) -> None:
        self._arena = arena
        groups = [group.name for group in arena.groups]
        trained = [group.name for group in arena.trained]
        self.columns = ("loss", *groups, *(f"param/{n}" for n in trained), *(f"update/{n}" for n in trained))
        self.counts = {"loss": 1, **{group.name: group.count for group in arena.groups}}
        for group in arena.trained:
            self.counts[f"param/{group.name}"] = self.counts[f"update/{group.name}"] = group.count
        self.stride = 1
        self._table: Array = np.empty((256, len(self.columns)))
        self._rows = 0
        self._row: Array = np.zeros(len(self.columns))
        self._ones: Array = np.ones(len(self.columns))
        self._prepare(arena)

    def _prepare(self, arena: Arena) -> None:
        watched, trained = len(arena.groups), len(arena.trained)
        self._parts = (
            self._row[1 : 1 + watched],
            self._row[1 + watched : 1 + watched + trained],
            self._row[1 + watched + trained :],
        )
        total = sum(group.count for group in arena.trained)
        self._squares, self._change = np.empty_like(arena.watched), np.empty(total)
        self._starts = np.array([group.start for group in arena.trained], dtype=np.intp)
        self._old, self._new = arena.old[:total], arena.new[:total]

    def __len__(self) -> int:
        return self._rows

    def measure(self, loss: float) -> Array:
        """The row of the training step that the arena holds."""
        self._row[0] = loss
        np.multiply(self._arena.watched, self._arena.watched, self._squares)
        np.add.reduceat(self._squares, self._arena.starts, 0, None, self._parts[0])
        np.multiply(self._old, self._old, self._change)
        np.add.reduceat(self._change, self._starts, 0, None, self._parts[1])
        np.subtract(self._new, self._old, self._change)
        np.multiply(self._change, self._change, self._change)
        np.add.reduceat(self._change, self._starts, 0, None, self._parts[2])
        return self._row

    def finite(self) -> bool:
        """Whether the row measured last holds only finite numbers."""
        return math.isfinite(self._row.dot(self._ones))

    def append(self, step: int) -> None:
        """Store the row measured last, unless that step is stored already or falls between strides."""
        if step != self._rows * self.stride:
            return
        if self._rows == CAPACITY:
            self._table[: CAPACITY // 2] = self._table[:CAPACITY:2]
            self._rows //= 2
            self.stride *= 2
            if step % self.stride:
                return
        if self._rows == len(self._table):
            self._table = np.concatenate([self._table, np.empty_like(self._table)])
        self._table[self._rows] = self._row
        self._rows += 1

    def steps(self) -> Array:
        """The training steps of the stored rows."""
        return np.arange(self._rows) * self.stride

    def view(self, column: str) -> Array:
        """A column as stored: the loss itself, sums of squares for the others."""
        return self._table[: self._rows, self.columns.index(column)]

    def norm(self, column: str) -> Array:
        """Euclidean norm of the elements behind a column."""
        result: Array = np.sqrt(self.view(column))
        return result
