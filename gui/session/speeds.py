"""How fast a run goes: a number of operations or of training steps a second, or as fast as possible."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

FIRST_RATE, GROWTH = 30.0, 1.2  # training steps a second at the start of an easing run, and more for each step that is behind it


@dataclass(frozen=True)
class Speed:
    """A stop of the speed control.

    `rate` is training steps a second, infinite for as fast as possible; for a `single` one it is blocks of the chosen
    size, which can be followed one by one. A speed that `eases` begins gently and becomes faster.
    """

    name: str
    rate: float
    single: bool = False
    eases: bool = False

    def steps_per_second(self, step: int) -> float:
        """Training steps a second at a training step.

        An easing run goes as much faster as more lies behind it, so that every second multiplies the past by the same factor:
        the first steps can be seen one by one, and the ten-thousandth comes after ten seconds. It is told by the step alone, so a
        run that was paused goes on as fast as it was, and one that begins again begins gently again.
        """
        return FIRST_RATE + GROWTH * step if self.eases else self.rate


EASE, MAX = Speed("ease", inf, eases=True), Speed("max", inf)
SINGLE = tuple(Speed(f"single-{rate}", rate, single=True) for rate in (1, 2, 5, 10, 20, 50))
STEPS = tuple(Speed(f"steps-{rate}", rate) for rate in (1, 10, 100, 1000))
SPEEDS = (EASE, *SINGLE, *STEPS, MAX)


def speed_named(name: object) -> Speed:
    """The speed of that name; the easing one for a name that is unknown."""
    return next((speed for speed in SPEEDS if speed.name == name), EASE)
