"""What several checks read off the observations."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.insight.diagnosis.evidence import Observation
from engine.insight.diagnosis.facts import Facts
from engine.model.problem import text

SQUASHING = ("tanh", "sigmoid")
STUCK = 0.97  # of the loss of the best constant prediction
MUCH = 0.3  # of it that is left: there is still much to learn
SHARED = 0.3  # of what is left to explain is alike for neighbours
ENOUGH = 16  # samples in a batch, for BatchNorm
Seen = Sequence[Observation]


def number(value: float) -> str:
    """Three digits."""
    return f"{value:.3g}"


def losses(known: Facts, seen: Seen) -> tuple[tuple[str, str], ...]:
    """The last loss beside those of a constant and of a perfect prediction, as evidence; without these where they are not known,
    or 0."""
    last = (text("loss"), number(seen[-1].loss))
    constant = (text("loss of a constant prediction"), number(known.baseline))
    perfect = (text("loss of a perfect prediction"), number(known.least))
    return (last, *((constant,) if known.measured else ()), *((perfect,) if known.least else ()))


def stuck(known: Facts, seen: Seen) -> bool:
    """Whether the network, after some training, still predicts no better than a constant."""
    return seen[-1].step > 0 and not seen[-1].loss < STUCK * known.baseline


def learns_badly(known: Facts, seen: Seen) -> bool:
    """Stuck, or far above a constant prediction, or not finite."""
    return stuck(known, seen) or not np.isfinite(seen[-1].loss)


def explainable(seen: Seen) -> bool:
    """Whether what is left of the loss depends on the inputs, so that a better network could explain it; False where that cannot
    be known, and where hardly anything is left of what there was at first."""
    first, last = seen[0].delta, seen[-1].delta
    return bool(seen[-1].shared > SHARED and len(last) and last[-1] > MUCH * first[-1])


def noise_is_left(seen: Seen) -> bool:
    """Whether what is left of the loss does not depend on the inputs; False where that cannot be known."""
    return abs(seen[-1].shared) < SHARED


def enough_for_norm(known: Facts) -> bool:
    """Whether a batch holds enough samples for the statistics of BatchNorm."""
    batch = known.experiment.training.batch_size
    return batch is None or batch >= ENOUGH


def falling(seen: Seen) -> bool:
    """Whether the loss has fallen by a tenth in three observations."""
    return bool(seen[-1].loss < 0.9 * seen[max(0, len(seen) - 4)].loss)


def late(known: Facts, seen: Seen, left: float = 0.4, after: int = 10) -> bool:
    """Whether after so many observations more than that share of the baseline loss is left."""
    return len(seen) > after and seen[-1].loss > left * known.baseline


def stands(known: Facts, seen: Seen, least: float) -> bool:
    """Hardly any change in the loss over five observations, while it is above that share of a constant prediction's."""
    last, early = seen[-1].loss, seen[max(0, len(seen) - 6)].loss
    return len(seen) >= 6 and last > least * known.baseline and abs(early - last) < 0.05 * early


def idle(observed: Observation, kinds: tuple[str, ...]) -> list[tuple[float, str]]:
    """Hidden layers with such an activation, each with the share of its elements that is saturated or dead."""
    hidden = zip(observed.layers[:-1], observed.activations, observed.idle, strict=False)
    return [(float(share), name) for name, kind, share in hidden if kind in kinds]
