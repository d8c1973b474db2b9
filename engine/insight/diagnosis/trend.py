"""What the loss curve alone says of a run: still learning, or flat, diverging or solved, so that there is nothing to wait for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from engine.insight.diagnosis.facts import reference_losses
from engine.library.rule import Array
from engine.model.problem import text
from engine.program.check import Checked

FLAT, DIVERGING, SOLVED = "flat", "diverging", "solved"
LEAST_STEPS, LEAST_EPOCHS, LEAST_ROWS = {SOLVED: 100, FLAT: 200, DIVERGING: 30}, 50, 24
STILL, NOISE, SURE, ROUNDING = 1e-5, 0.01, 3.0, 1e-12


@dataclass(frozen=True)
class Trend:
    """What has become of a run, since which training step, and a sentence about it."""

    kind: str
    step: int
    message: str
    args: Mapping[str, str | int] = field(default_factory=dict)


def reference_loss(checked: Checked) -> float:
    """The loss of the best constant prediction, or of zeros where that is perfect; nan without targets."""
    return next((loss for loss in reference_losses(checked) if loss > 0), float("nan"))


def trend(steps: Array, losses: Array, reference: float, epoch: int = 1) -> Trend | None:
    """The trend of a run with these losses, counted from its start or from the last change; None while it learns.

    `epoch` is the number of training steps in which it sees all data.
    Learning goes on in factors, not in steps, so everything is judged over octaves: the last half of all steps and the half
    before it. A run is

    - solved when the mean loss of the last octave is below a thousandth of the `reference`;
    - diverging when the loss is above ten times reference and start, and each quarter of the last octave is higher than the last;
    - flat when the mean has changed from octave to octave, twice, by less than 1e-5 of itself, or by what its own noise explains
      and less than a hundredth, and it does not fall at a steady or growing pace: so begins the end of a plateau, and a
      rate that is too small learns slowly, but it learns.
    """
    if len(steps) < LEAST_ROWS or not np.isfinite(losses).all():
        return None
    with np.errstate(all="ignore"):
        return _judged(steps, losses, reference, epoch)


def _judged(steps: Array, losses: Array, reference: float, epoch: int) -> Trend | None:
    now = int(steps[-1]) + 1
    octaves = [losses[(steps >= now >> k + 1) & (steps < now >> k)] for k in range(3)]
    if min(len(octave) for octave in octaves) < LEAST_ROWS // 6:
        return None
    last, level = octaves[0], max(reference if reference > 0 else 0.0, abs(float(losses[0])))
    if now >= LEAST_STEPS[SOLVED] and 0 <= last.mean() < 1e-3 * reference:
        return Trend(SOLVED, now >> 1, text("solved: the loss is less than a thousandth of that of a constant prediction"))
    if now >= LEAST_STEPS[DIVERGING] and _diverges(last, level):
        grown = {"loss": f"{float(last[-1]):.3g}"}
        return Trend(DIVERGING, now >> 1, text("diverging: the loss keeps growing and is now {loss}"), grown)
    if now >= max(LEAST_STEPS[FLAT], LEAST_EPOCHS * epoch) and _flat(octaves):
        since = {"step": (now >> 2) + 1}
        return Trend(FLAT, now >> 2, text("flat: the loss has not changed since training step {step}"), since)
    return None


def _flat(octaves: list[Array]) -> bool:
    return all(_same(*pair) for pair in zip(octaves, octaves[1:], strict=False)) and not _falls(octaves[0])


def _diverges(last: Array, level: float) -> bool:
    quarters = np.array([quarter.mean() for quarter in np.array_split(last, 4)])
    return bool(quarters[0] > 10 * level and (np.diff(quarters) > 0).all() and quarters[-1] > 1.1 * quarters[0])


def _noise(losses: Array) -> float:
    """The standard error of the mean; from neighbours, so that a trend is no noise."""
    return float(np.sqrt((np.diff(losses) ** 2).mean() / 2 / len(losses)))


def _same(later: Array, earlier: Array) -> bool:
    """Whether two octaves have the same mean."""
    size, change = abs(float(later.mean())), abs(float(later.mean() - earlier.mean()))
    unsure = SURE * float(np.hypot(_noise(later), _noise(earlier)))
    return change <= max(STILL * size, min(unsure, NOISE * size))


def _falls(losses: Array) -> bool:
    """Whether the loss falls, beyond its noise, in the second half at least four fifths as much as in the first."""
    thirds = [part.mean() for part in np.array_split(losses, 3)]
    before, after = thirds[0] - thirds[1], thirds[1] - thirds[2]
    least = max(ROUNDING * abs(float(losses.mean())), SURE * _noise(losses) * np.sqrt(6))
    return bool(after > least and after > 0.8 * before)
