"""An axis of training steps: logarithmic or linear, as a whole or a part of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil, expm1, floor, log1p

CLOSEST = 1e-4  # the smallest part that is shown
DECADE = 10  # times the first step in sight: less is counted evenly


@dataclass(frozen=True)
class StepAxis:
    """Finds the place of a step in the part that is in sight, 0 at its left and 1 at its right, and back.

    `left` and `right` are shares of the whole axis, which goes from step 0 to `length`. A part that reaches to the end
    goes on doing so while the run goes on. The logarithmic axis begins at 0, too: it measures log(1 + step).
    """

    log: bool = True
    length: float = 1.0
    left: float = 0.0
    right: float = 1.0

    @property
    def whole(self) -> bool:
        """Whether everything is in sight."""
        return (self.left, self.right) == (0.0, 1.0)

    def place(self, step: float) -> float:
        """Where a step lies; outside of 0 ... 1 where it is out of sight."""
        share = log1p(step) / log1p(self.length) if self.log else step / self.length
        return (share - self.left) / (self.right - self.left)

    def step(self, place: float) -> float:
        """The step that lies at a place."""
        share = min(1.0, max(0.0, self.left + place * (self.right - self.left)))
        return expm1(share * log1p(self.length)) if self.log else share * self.length

    def zoomed(self, place: float, factor: float) -> StepAxis:
        """The axis with the step at a place held there, and everything around it so many times as large."""
        at, width = self.left + place * (self.right - self.left), (self.right - self.left) / factor
        width = min(1.0, max(CLOSEST, width))
        return self._from(at - place * width, width)

    def moved(self, by: float) -> StepAxis:
        """The axis moved by a share of what is in sight."""
        width = self.right - self.left
        return self._from(self.left + by * width, width)

    def all(self) -> StepAxis:
        """Everything in sight again."""
        return replace(self, left=0.0, right=1.0)

    def _from(self, left: float, width: float) -> StepAxis:
        left = min(1.0 - width, max(0.0, left))
        return replace(self, left=left, right=1.0 if width >= 1.0 - left else left + width)

    def grown(self, length: float) -> StepAxis:
        """The axis over so many steps, those in sight where they were; what reaches to the end goes on doing so."""
        new = replace(self, length=length)
        if self.right == 1.0 or length <= self.length:
            return new
        left, right = (new.left + new.place(self.step(place)) * (new.right - new.left) for place in (0.0, 1.0))
        return replace(new, left=left, right=right)

    def marks(self, apart: float) -> list[int]:
        """Round steps in sight to be named, no two of them nearer than this share of what is in sight."""
        low, high = ceil(self.step(0.0) - 1e-9), floor(self.step(1.0) + 1e-9)
        if not self.log or high < DECADE * low:
            return self._evenly(low, high, apart)
        found: dict[int, float] = {}  # each with its place
        for digits in ((0, 1), (2, 5), (3, 4, 6, 7, 8, 9)):
            level = sorted({digit * 10**power for power in range(len(str(high))) for digit in digits})
            for step in (step for step in level if low <= step <= high):
                place = self.place(step)
                if all(abs(place - other) >= apart for other in found.values()):
                    found[step] = place
        return sorted(found)

    def _evenly(self, low: int, high: int, apart: float) -> list[int]:
        """Multiples of 1, 2 or 5 times a power of ten; on a logarithmic axis the last ones lie nearest to each other."""
        sizes = (digit * 10**power for power in range(len(str(high)) + 1) for digit in (1, 2, 5))
        every = next((size for size in sizes if self.place(high) - self.place(max(0, high - size)) >= apart), high + 1)
        return list(range(-(-low // every) * every, high + 1, every))
