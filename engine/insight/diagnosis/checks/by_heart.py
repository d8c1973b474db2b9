"""Learned by heart: the loss falls on the samples that are trained on, and not on those that are held out."""

from __future__ import annotations

import numpy as np

from engine.insight.diagnosis.facts import Facts
from engine.insight.diagnosis.finding import ERROR, WARNING, Finding
from engine.insight.diagnosis.reading import STUCK, Seen, number
from engine.insight.diagnosis.remedies import names as way
from engine.model.problem import text

FALLEN = 0.8  # of the training loss when the held-out loss was at its best
RISEN = 1.1  # times the best held-out loss
GAP = 0.2  # of the loss of a constant prediction lies between both losses
FADED = 1e-3  # of the gradient reaches the first time step


def by_heart(known: Facts, seen: Seen) -> Finding | None:
    """Since the held-out loss was at its best, or from the start where it gains nothing, only the training loss has fallen."""
    measured = [o for o in seen if np.isfinite(o.held_out) and np.isfinite(o.loss)]
    last = seen[-1]
    if len(measured) < 4 or measured[-1] is not last:
        return None
    best = min(measured, key=lambda o: o.held_out)
    usual = known.baseline if np.isfinite(known.baseline) and known.baseline > 0 else measured[0].held_out
    useless = last.held_out > STUCK * usual
    parted = last.held_out > RISEN * best.held_out or useless
    if not parted or last.loss > FALLEN * best.loss or last.held_out - last.loss < GAP * usual:
        return None
    far = any(o.fading is not None and not o.fading[0] > FADED for o in seen)
    return Finding(
        "by heart",
        ERROR if useless else WARNING,
        text(
            "The network overfits: after training step {step}, the loss on the training samples fell to {loss}, "
            "while on held-out samples it went from {best} to {held}."
        ),
        {"step": best.step + 1, "loss": number(last.loss), "best": number(best.held_out), "held": number(last.held_out)},
        (last.node,) if far else (),
        last.step,
        (
            (text("loss"), number(last.loss)),
            (text("loss on held-out samples"), number(last.held_out)),
            (text("loss of a constant prediction"), number(known.baseline)),
        ),
        (*((way.LSTM, way.GRU) if far else ()), way.MORE_SAMPLES, way.DECAY, way.NARROWER, way.DROPOUT),
    )
