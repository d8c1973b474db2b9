"""The data and the start: what can be known before the first step, or right after it."""

from __future__ import annotations

import numpy as np

from engine.insight.diagnosis.checks import mistakes
from engine.insight.diagnosis.facts import Facts
from engine.insight.diagnosis.finding import ERROR, NOTE, WARNING, Finding
from engine.insight.diagnosis.reading import MUCH, SQUASHING, Seen, enough_for_norm, falling, idle, late, number, stuck
from engine.insight.diagnosis.remedies import names as way
from engine.insight.diagnosis.remedies.proposals import applicable
from engine.insight.diagnosis.state import BLOCKED, FLOOR, NOISE, solved, state_of
from engine.insight.flow.depth import EXPLODING
from engine.model.problem import text
from engine.program.targets import NO_TARGETS


def pair(known: Facts, seen: Seen) -> Finding | None:
    """The loss and the output do not match; an error where the network has arrived and much of the loss is left."""
    found = next((warning for warning in known.warnings if warning != NO_TARGETS), None)
    if found is None:
        return None
    misfit = late(known, seen, MUCH) and bool(applicable(known.experiment, (way.PAIR,)))
    stays = len(seen) > 2 and seen[-1].loss > MUCH * known.baseline and state_of(known, seen) in (FLOOR, NOISE, BLOCKED)
    return Finding("pair", ERROR if stays or misfit else WARNING, found.message, found.args, remedies=(way.PAIR,))


def scale(known: Facts, seen: Seen) -> Finding | None:
    """Inputs that are far from 0 and 1; an error only where little is learned."""
    if known.largest <= 20 and known.spread <= 10 and not 0 < known.spread < 0.02:
        return None
    learned = seen[-1].step > 0 and seen[-1].loss < MUCH * known.baseline
    if learned and solved(known, seen):
        return None
    return Finding(
        "input scale",
        WARNING if learned or (falling(seen) and len(seen) > 3 and not stuck(known, seen)) else ERROR,
        text("The inputs are badly scaled: the first layer sees values up to {largest} with a standard deviation of {spread}."),
        {"largest": number(known.largest), "spread": number(known.spread)},
        evidence=((text("largest input"), number(known.largest)), (text("standard deviation"), number(known.spread))),
        remedies=(way.STANDARDISE, way.BATCH_NORM),
    )


def same_answer(known: Facts, seen: Seen) -> Finding | None:
    """Nothing to tell apart."""
    if known.classes_seen > 1 or not np.isfinite(known.baseline) or not seen or known.spread == 0:
        return None
    return Finding("one target", NOTE, text("Every sample has the same target, so there is nothing to learn from the inputs."))


def start(known: Facts, seen: Seen) -> Finding | None:
    """Weights too large at the start: a loss far above that of a constant prediction, or saturated layers."""
    first = seen[0]
    if first.step > 0 or known.largest > 20 or mistakes.much_dropout(known):  # which scales what is left up
        return None
    usual = max(known.baseline, known.nothing)
    far = first.loss / usual if usual > 0 else 0.0
    flat = [name for share, name in idle(first, SQUASHING) if share > 0.4]
    growing = first.depth_ratio > EXPLODING or (first.fading is not None and first.fading[0] > EXPLODING)
    wide = float(np.nanmax(first.spread, initial=0.0))
    at_end = bool(len(first.idle)) and first.idle[-1] > 0.9  # then the output alone may be far off
    blocked = at_end or (len(seen) > 1 and state_of(known, seen) == BLOCKED)
    if not ((far > 10 and not blocked) or len(flat) * 2 > len(first.layers) - 1 > 0 or wide > 30):
        return None
    broken = not np.isfinite(seen[-1].loss) and (far > 10 or wide > 30 or growing)
    lasting = broken or (len(seen) > 3 and all(_lasts(known, seen[: len(seen) - back], usual) for back in range(3)))
    if not lasting and len(seen) > 3:
        return None
    return Finding(
        "initial scale",
        ERROR if lasting else WARNING,
        _FLAT if flat and max(far, wide / 3) <= 10 else _LARGE if far > 1 else _WIDE,
        {"far": number(far), "wide": number(wide), "layers": ", ".join(flat)},
        tuple(flat),
        first.step,
        (
            (text("initial loss"), number(first.loss)),
            (text("loss of an all-zero output"), number(usual)),
            (text("largest standard deviation of the activations"), number(wide)),
            (text("saturated layers"), str(len(flat))),
            (text("gradient ratio, first to last layer"), number(first.depth_ratio) if growing else "–"),
        ),
        (way.INITIALISE, *((way.BATCH_NORM,) if enough_for_norm(known) else ()), way.ORTHOGONAL, way.CLIP),
    )


_LARGE = text(
    "The initial weights are too large: the initial loss is {far}× that of an all-zero output, and "
    "the standard deviation of the activations reaches {wide}."
)
_FLAT = text(
    "The initial weights are too large for these inputs: most activations in {layers} are saturated before the first step."
)
_WIDE = text("The initial weights are too large: the standard deviation of the activations reaches {wide}.")


def _lasts(known: Facts, seen: Seen, usual: float) -> bool:
    """Whether a bad start has not been recovered from, and is not about to be."""
    recovering = falling(seen) and seen[-1].loss < 10 * usual
    return (stuck(known, seen) and not recovering) or (late(known, seen, 0.3) and not falling(seen))
