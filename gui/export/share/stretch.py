"""Which moments of a run a page holds, and where its buttons lead from each."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from engine.program.program import Program
from engine.runtime.stepping import EPOCH, GRANULARITIES, TIME, after, before


@dataclass(frozen=True)
class Stretch:
    """Training steps `first` to `last`, counted from 1; a moment is kept wherever a unit of the granularity ends."""

    first: int
    last: int
    granularity: str

    def times(self, program: Program) -> tuple[int, ...]:
        """The clock at each moment, from the beginning of the first step to the end of the last."""
        t, end = (self.first - 1) * len(program), self.last * len(program)
        found = [t]
        while t < end:
            t = min(end, after(program, t, self.granularity))
            found.append(t)
        return tuple(found)

    def count(self, program: Program) -> int:
        """How many moments there are, without listing them where all training steps have as many."""
        if self.granularity == EPOCH or self.last - self.first < 2:
            return len(self.times(program))
        one = len(Stretch(1, 1, self.granularity).times(program)) - 1
        return one * (self.last - self.first + 1) + 1


def granularities(program: Program) -> tuple[str, ...]:
    """Those that a program has, from fine to coarse: an epoch only where it is longer than a step."""
    return tuple(
        name for name in GRANULARITIES if (name != TIME or program.length > 1) and (name != EPOCH or program.batches.per_epoch > 1)
    )


Ways = dict[str, tuple[list[int], list[int]]]


def ways(program: Program, times: tuple[int, ...]) -> Ways:
    """For each granularity, the moment to which stepping over and stepping back lead from every moment."""
    last = len(times) - 1

    def there(t: int) -> int:
        return min(last, bisect_left(times, t))

    def back(place: int, t: int) -> int:
        found = bisect_left(times, t)
        return max(0, min(place - 1, found))

    return {
        name: (
            [there(after(program, t, name)) for t in times],
            [back(place, before(program, t, name)) for place, t in enumerate(times)],
        )
        for name in granularities(program)
    }
