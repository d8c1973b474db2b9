"""Where and when a run stops by itself."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from engine.library.rule import Array
from engine.runtime.journal import Journal
from engine.runtime.past.series import Series
from engine.runtime.watch import Expression
from engine.runtime.watch_readers import Values

START, STEPPED, BREAKPOINT, NOT_FINITE, DONE, LOSS_REACHED = "start", "step", "breakpoint", "not finite", "done", "loss reached"
DIVERGED, CONDITION = "diverged", "condition"


@dataclass(frozen=True)
class Stop:
    """Where the clock is and why. `detail` names the value that is not finite,
    the step whose replay differs, or the quantity of the condition that was met."""

    t: int
    reason: str
    detail: str = ""


@dataclass(frozen=True)
class Watchpoint:
    """Stop after the training step in which an expression becomes true; looked at after every single step."""

    expression: Expression
    enabled: bool = True


@dataclass(frozen=True)
class Guard:
    """What a breakpoint at an instruction waits for: an expression, and at every how many hits to stop."""

    expression: Expression | None = None
    hits: int = 1


@dataclass(frozen=True)
class Condition:
    """Stop after the training step in which a number passes a limit.

    `quantity` is `loss`, the norm `delta/NODE` or `grad/NAME`, or `ratio/NAME`: the size of an update relative to the size of
    its weights. A condition that stays true stops only once, until it has been false again.
    """

    quantity: str
    above: bool
    limit: float
    enabled: bool = True

    def holds(self, series: Series, rows: Array) -> Array:
        """For each row of numbers, whether the limit is passed; never for a missing quantity."""
        values = series.quantity(self.quantity, rows)
        result: Array = values > self.limit if self.above else values < self.limit
        return result


@dataclass
class Breakpoints:
    """Instruction numbers with a breakpoint, each enabled or not, conditions, and the "not finite" stop."""

    at: dict[int, bool] = field(default_factory=dict)
    not_finite: bool = True
    conditions: tuple[Condition, ...] = ()
    tests: tuple[Watchpoint, ...] = ()
    guards: dict[int, Guard] = field(default_factory=dict)
    _counts: dict[int, int] = field(default_factory=dict)
    _true: frozenset[Expression] = frozenset()
    _held: dict[Condition, int] = field(default_factory=dict)

    def toggle(self, pc: int) -> None:
        """Set or remove a breakpoint before an instruction."""
        if pc in self.at:
            del self.at[pc]
            self.guards.pop(pc, None)
        else:
            self.at[pc] = True

    @property
    def active(self) -> tuple[int, ...]:
        """Instructions before which a run stops."""
        return tuple(sorted(pc for pc, enabled in self.at.items() if enabled))

    def guard(self, pc: int, guard: Guard) -> None:
        """Set a breakpoint before an instruction that stops only when its guard says so."""
        self.at[pc] = True
        self.guards[pc] = guard
        self._counts[pc] = 0

    def stands(self, pc: int, values: Values) -> bool:
        """Whether the breakpoint before an instruction stops a run that has reached it; counts its hits."""
        guard = self.guards.get(pc)
        if guard is None:
            return True
        if guard.expression is not None and not guard.expression.holds(values):
            return False
        self._counts[pc] = self._counts.get(pc, 0) + 1
        return self._counts[pc] % guard.hits == 0

    @property
    def step_by_step(self) -> bool:
        """Whether something must be looked at after every training step."""
        return any(test.enabled for test in self.tests)

    def first_true(self, values: Values) -> Watchpoint | None:
        """A test that has just become true; one that stays true stops once."""
        true = frozenset(test.expression for test in self.tests if test.enabled and test.expression.holds(values))
        fresh, self._true = true - self._true, true
        return next((test for test in self.tests if test.expression in fresh), None)

    def earliest(self, journal: Journal, first: int, count: int, until_loss: float | None) -> tuple[int, Condition | None]:
        """The first of the steps recorded last in which the loss is low enough or a condition becomes true, counted from
        `first`, and the condition; `count` if there is none."""
        place = first - journal.first
        low = np.empty(0, int) if until_loss is None else np.flatnonzero(journal.losses(place, place + count) < until_loss)
        hit = self.first_hit(journal.series, first, journal.rows(place, place + count)) if self.conditions else None
        reached = int(low[0]) if low.size else count
        return (reached, None) if hit is None or reached <= hit[0] else hit

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
