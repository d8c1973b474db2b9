"""An axis of training steps: logarithmic or linear, as a whole or a part of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import expm1, floor, log1p, log10

CLOSEST = 1e-4  # the smallest part that is shown


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

    def marks(self, most: int) -> list[int]:
        """Round steps in sight, about so many, to be named."""
        low, high = self.step(0.0), self.step(1.0)
        if self.log and high > 20 * (low + 1):
            powers = [10**power for power in range(floor(log10(high)) + 1)]
            found = [step for step in (0, *powers) if low <= step <= high]
            return found[:: -(-len(found) // most)]
        spread = max(1.0, (high - low) / most)
        power = 10 ** floor(log10(spread))
        every = next(int(digit * power) for digit in (1, 2, 5, 10) if digit * power >= spread)
        return list(range(-(-int(low) // every) * every, int(high) + 1, every))
