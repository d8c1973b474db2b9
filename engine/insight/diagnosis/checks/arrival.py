"""Where a run has arrived when nothing is left to gain: notes, no errors."""

from __future__ import annotations

from engine.insight.diagnosis.checks.by_heart import by_heart
from engine.insight.diagnosis.checks.limits import unreachable, what_is_left
from engine.insight.diagnosis.evidence import TINY
from engine.insight.diagnosis.facts import Facts
from engine.insight.diagnosis.finding import NOTE, Finding
from engine.insight.diagnosis.reading import MUCH, Seen, number
from engine.insight.diagnosis.state import FLOOR, NOISE, NOTHING, PLATEAU, SOLVED, signal_to_noise, state_of
from engine.model.problem import text

CANCEL = 0.5  # of the size of the gradients of the samples is left: 1 where they point anywhere


def arrived(known: Facts, seen: Seen) -> Finding | None:
    """Solved."""
    last = seen[-1]
    if state_of(known, seen) != SOLVED or _refuted(known, seen):
        return None
    return Finding(
        "solved",
        NOTE,
        text(
            "The loss is as low as these targets allow: they are probabilities, and even a perfect prediction has a loss "
            "of {least}."
        )
        if known.least
        else text("The loss is only {share} times that of a constant prediction."),
        {"share": _share(last.loss, known.baseline), "least": number(known.least)},
        step=last.step,
    )


def floor(known: Facts, seen: Seen) -> Finding | None:
    """At a point from which nothing more is gained, though no fault holds it there."""
    last = seen[-1]
    if last.slope is None or state_of(known, seen) != FLOOR or _refuted(known, seen):
        return None
    return Finding(
        "floor",
        NOTE,
        text(
            "There is almost nothing left to gain here. A step against the gradient can lower the loss by at "
            "most {gain} of its value, and the gradients of the samples nearly cancel out: only {agreement} "
            "of their size remains."
        )
        if last.slope.agreement < CANCEL
        else text(
            "There is almost nothing left to gain here. A step against the gradient can lower the loss by at most {gain} of its "
            "value."
        ),
        {"gain": f"{last.slope.gain / max(last.loss, TINY):.1e}", "agreement": f"{last.slope.agreement:.1e}"},
        step=last.step,
        evidence=what_is_left(known, seen),
    )


def plateau(known: Facts, seen: Seen) -> Finding | None:
    """Much is left and hardly anything changes, but the slope says that there is more to gain."""
    last = seen[-1]
    if last.slope is None or last.loss < MUCH * known.baseline or state_of(known, seen) != PLATEAU:
        return None
    saddle = last.slope.gain < NOTHING * last.loss
    return Finding(
        "plateau",
        NOTE,
        text("The loss hardly falls, but this is not a minimum: other directions lead down from here.")
        if saddle
        else text("The loss hardly falls, but one step against the gradient could lower it by {gain}."),
        {"gain": f"{last.slope.gain / max(last.loss, TINY):.1%}"},
        step=last.step,
        evidence=what_is_left(known, seen),
    )


def _refuted(known: Facts, seen: Seen) -> bool:
    """Whether the targets are out of reach, or were learned by heart: then it has not arrived."""
    return unreachable(known, seen) is not None or by_heart(known, seen) is not None


def noise(known: Facts, seen: Seen) -> Finding | None:
    """Much is left and the steps go where each batch points."""
    last = seen[-1]
    if last.slope is None or last.loss < MUCH * known.baseline or state_of(known, seen) != NOISE:
        return None
    return Finding(
        "noise",
        NOTE,
        text(
            "The loss has stopped falling because the batches disagree: the gradient over all the data is "
            "only {signal} of its typical distance from the batch gradients."
        ),
        {"signal": f"{signal_to_noise(known, seen):.0%}"},
        step=last.step,
        evidence=what_is_left(known, seen),
    )


def _share(loss: float, baseline: float) -> str:
    return f"{loss / baseline:.2g}" if baseline > 0 else number(loss)
