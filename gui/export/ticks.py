"""Where an axis has ticks, and what stands at them: round numbers, decades, or names."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gui.notation.numbers import log_tick, power, tick

Tick = tuple[float, str]


@dataclass(frozen=True)
class Scale:
    """An axis from low to high; on a `log` axis these are exponents of 10. `names` stand in place of numbers.

    Between `whole` numbers there are no ticks.
    """

    low: float
    high: float
    log: bool = False
    names: tuple[Tick, ...] = ()
    whole: bool = False

    @property
    def span(self) -> float:
        """How far it reaches."""
        return self.high - self.low

    def ticks(self, most: int) -> tuple[Tick, ...]:
        """At most so many ticks with words."""
        if self.names:
            return self._named(most)
        return self._decades(most) if self.log else self._round(most)

    def minor(self, most: int) -> tuple[float, ...]:
        """Ticks between them, without words; `most` is that of `ticks`."""
        if self.names:
            return ()
        if self.log:
            return self._within(_parts(self)) if self._every(most) == 1 else self._within(range(*self._exponents()))
        step = self._step(most)
        half = step if self.whole and step % 2 else step / 2
        return self._within(np.arange(np.ceil(self.low / half), np.floor(self.high / half) + 1) * half)

    def _within(self, places: object) -> tuple[float, ...]:
        slack = 1e-9 * self.span
        return tuple(float(place) for place in places if self.low - slack <= place <= self.high + slack)  # type: ignore[attr-defined]

    def _named(self, most: int) -> tuple[Tick, ...]:
        inside = [tick for tick in self.names if self.low <= tick[0] <= self.high]
        return tuple(inside[:: max(1, -(-len(inside) // max(1, most)))])

    def _step(self, most: int) -> float:
        step = _round_step(self.span / max(1, most))
        return max(1.0, _round_step(np.ceil(step))) if self.whole and step != round(step) else step

    def _round(self, most: int) -> tuple[Tick, ...]:
        step = self._step(most)
        places = self._within(np.arange(np.ceil(self.low / step), np.floor(self.high / step) + 1) * step)
        return tuple((place, tick(place, step)) for place in places)

    def _exponents(self) -> tuple[int, int]:
        return int(np.floor(self.low)), int(np.ceil(self.high)) + 1

    def _every(self, most: int) -> int:
        """Every how many decades there are words."""
        decades = max(1, int(np.floor(self.high)) - int(np.ceil(self.low)) + 1)
        return next(every for every in (1, 2, 3, 5, 10, 20, 50, 100, 1000) if decades / every <= max(2, most))

    def _decades(self, most: int) -> tuple[Tick, ...]:
        every = self._every(most)
        whole = [e for e in self._within(range(*self._exponents())) if e % every == 0]
        if len(whole) >= 2:
            return tuple((e, power(round(e))) for e in whole)
        for digits in ((1, 2, 3, 4, 5, 6, 7, 8, 9), (1, 2, 3, 5, 7), (1, 2, 5), (1, 3)):
            few = self._within(_parts(self, digits))
            if 2 <= len(few) <= max(2, most):
                return tuple((e, log_tick(e)) for e in few)
        values = Scale(10**self.low, 10**self.high)  # less than one digit: plain numbers
        return tuple((float(np.log10(value)), words) for value, words in values.ticks(most) if value > 0)


def _parts(scale: Scale, digits: tuple[int, ...] = (1, 2, 3, 4, 5, 6, 7, 8, 9)) -> list[float]:
    """These digits in every decade."""
    low, high = int(np.floor(scale.low)), int(np.ceil(scale.high))
    return [decade + float(np.log10(digit)) for decade in range(low, high + 1) for digit in digits]


def _round_step(step: float) -> float:
    """The next of 1, 2, 2.5 and 5 times a power of 10."""
    power_of_ten = 10.0 ** np.floor(np.log10(step))
    return float(next(factor * power_of_ten for factor in (1, 2, 2.5, 5, 10) if factor * power_of_ten >= step * (1 - 1e-9)))
