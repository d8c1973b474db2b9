"""Does the network learn, and if not, why does it stand still? Asked before any cause is sought.

A loss that stands can mean opposite things: nothing is left to gain, or nothing can be gained this way. The slope of the loss tells
them apart: at a minimum the gradients of the samples cancel and the parabola along the gradient promises nothing; steps that are
too small leave a promise unfulfilled; and where no sample has a gradient, something blocks it.
"""

from __future__ import annotations

import numpy as np

from engine.insight.diagnosis.facts import Facts
from engine.insight.diagnosis.reading import Seen

START, NOT_FINITE, DIVERGING, LEARNING, SOLVED = "start", "not finite", "diverging", "learning", "solved"
FLOOR, NOISE, BLOCKED, SLOW, OSCILLATING, PLATEAU = "floor", "noise", "blocked", "slow", "oscillating", "plateau"
UNKNOWN = "unknown"

LEFT = 0.02  # of a constant prediction's loss: solved
FALL = 0.05  # of the loss in five observations: it learns
NOTHING, SOME = 1e-3, 5e-3  # of the loss is to be gained along the gradient: the floor, and what small steps would leave there
SADDLE = 1e-3  # of the highest curvature: as far below 0, another direction goes down
SMALL = 0.02  # the rate times the highest curvature: gradient descent is stable up to 2
GROWTH = 1.01  # within four observations: it still diverges
BURIED = 0.3  # the mean gradient relative to the noise of a batch: steps go where the batch happens to point
BENT = 0.25  # of the highest curvature: so far below 0 even noise leaves a saddle
LARGE = 2.0  # of the best step along the gradient: it climbs the other side
NO_GRADIENT = 1e-6  # of the loss, for a sample's gradient times the weights
CANCELS = 1e-9  # the size of the gradient relative to its pieces: exactly 0, but for rounding


def state_of(known: Facts, seen: Seen) -> str:
    """Where a run stands at its last observation; UNKNOWN for a recorded run that does not fall."""
    last = seen[-1]
    if not np.isfinite(last.loss):
        return NOT_FINITE
    if last.step == 0:
        return START
    if solved(known, seen):
        return SOLVED
    highest = max(seen[0].loss, known.baseline if np.isfinite(known.baseline) else 0.0)
    recent = [o.loss for o in seen[-4:]]
    if last.loss > 3 * highest and last.loss >= max(recent) > GROWTH * min(recent):
        return DIVERGING
    if fall(seen) > FALL:
        return LEARNING
    return UNKNOWN if last.slope is None else _standing_still(known, seen)


def _standing_still(known: Facts, seen: Seen) -> str:
    last = seen[-1]
    slope = last.slope
    assert slope is not None
    if slope.pieces < NO_GRADIENT * last.loss or (slope.agreement < CANCELS and not _has_learned(seen)):
        return BLOCKED
    saddle = slope.curvature <= 0 or slope.lowest < -SADDLE * slope.highest
    if slope.gain < NOTHING * last.loss and not saddle:
        return FLOOR
    if last.move / slope.gradient * slope.highest < SMALL and slope.gain > SOME * last.loss:
        return SLOW
    if signal_to_noise(known, seen) < BURIED and fall(seen, 10) < FALL and slope.lowest > -BENT * slope.highest:
        return NOISE
    return OSCILLATING if relative_step(seen) > LARGE and not saddle else PLATEAU


def _has_learned(seen: Seen) -> bool:
    return seen[-1].loss < 0.99 * seen[0].loss


def solved(known: Facts, seen: Seen) -> bool:
    """Whether next to nothing is left of what a perfect prediction is better than a constant one; than the first where that is
    perfect. A loss without targets has no solution to know of, and one that falls below 0 none at all."""
    usual = seen[0].loss if known.baseline == 0 else known.baseline
    return bool(abs(seen[-1].loss - known.least) <= LEFT * (usual - known.least))


def fall(seen: Seen, back: int = 5) -> float:
    """How much the loss has fallen in the last observations, relative to what it was."""
    before = seen[max(0, len(seen) - 1 - back)].loss
    return 1 - seen[-1].loss / before if before > 0 else 0.0


def signal_to_noise(known: Facts, seen: Seen) -> float:
    """The mean gradient relative to how far the gradients of single batches scatter about it; inf where a batch is the whole data.

    A batch of b of n samples estimates the sum of their gradients with a variance of n / b times the sum of their squares.
    """
    slope = seen[-1].slope
    if slope is None or known.batches <= 1:
        return float("inf")
    return slope.agreement / float(np.sqrt(known.batches))


def relative_step(seen: Seen) -> float:
    """The usual step relative to the best one along the gradient; nan where that is not known."""
    last = seen[-1]
    if last.slope is None or not last.slope.gradient > 0 or not np.isfinite(last.slope.best_step):
        return float("nan")
    return last.move / (last.slope.gradient * last.slope.best_step)
