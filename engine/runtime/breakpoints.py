"""Where and when a run stops by itself."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from engine.library.rule import Array
from engine.runtime.series import Series


@dataclass(frozen=True)
class Condition:
    """Stop after the training step in which a number goes beyond a limit.

    `quantity` is `loss`, the norm `delta/NODE` or `grad/NAME`, or `ratio/NAME`: the size of an update
    by the size of its weights. A condition that stays true stops once, until it was false again.
    """

    quantity: str
    above: bool
    limit: float
    enabled: bool = True

    def holds(self, series: Series, rows: Array) -> Array:
        """For each row of numbers, whether the limit is passed; never for a quantity that is not there."""
        values = series.quantity(self.quantity, rows)
        result: Array = values > self.limit if self.above else values < self.limit
        return result


@dataclass
class Breakpoints:
    """Instruction numbers with a breakpoint, each enabled or not, conditions, and the "not finite" stop."""

    at: dict[int, bool] = field(default_factory=dict)
    not_finite: bool = True
    conditions: tuple[Condition, ...] = ()
    _held: dict[Condition, int] = field(default_factory=dict)

    def toggle(self, pc: int) -> None:
        """Set or remove a breakpoint before an instruction."""
        if pc in self.at:
            del self.at[pc]
        else:
            self.at[pc] = True

    @property
    def active(self) -> tuple[int, ...]:
        """Instructions before which a run stops."""
        return tuple(sorted(pc for pc, enabled in self.at.items() if enabled))

    def first_hit(self, series: Series, first: int, rows: Array) -> tuple[int, Condition] | None:
        """The earliest row in which a condition becomes true, the rows being those of steps `first`, `first` + 1, ..."""
        found: tuple[int, Condition] | None = None
        for condition in self.conditions:
            if not condition.enabled:
                continue
            now = condition.holds(series, rows)
            before = np.concatenate([[self._held.get(condition) == first - 1], now[:-1]])
            hits = np.flatnonzero(now & ~before)
            if hits.size and (found is None or hits[0] < found[0]):
                found = int(hits[0]), condition
        end = len(rows) - 1 if found is None else found[0]
        for condition in self.conditions:
            if condition.holds(series, rows[end : end + 1])[0]:
                self._held[condition] = first + end
        return found
