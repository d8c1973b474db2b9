"""The size of the updates, and what holds them back."""

from __future__ import annotations

import numpy as np

from engine.insight.diagnosis.checks.mistakes import wrong_sign
from engine.insight.diagnosis.facts import Facts
from engine.insight.diagnosis.finding import ERROR, Finding
from engine.insight.diagnosis.reading import MUCH, Seen, late, learns_badly, losses, noise_is_left, number, stands, stuck
from engine.insight.diagnosis.remedies import names as way
from engine.insight.diagnosis.remedies.training import usual_rate
from engine.insight.diagnosis.state import BLOCKED, FLOOR, LEARNING, NOISE, PLATEAU, SLOW, relative_step, state_of
from engine.library.optimizers import setting
from engine.model.problem import text

BEYOND = 20.0  # times the usual rate


def rate(known: Facts, seen: Seen) -> Finding | None:
    """Updates too large for the weights, where little is learned."""
    last = seen[-1]
    if _beyond(known, seen):
        return _too_large(known, seen)
    sizes = [max(o.ratio.values()) for o in seen if o.ratio]
    still = late(known, seen) and max(o.jump for o in seen[-6:]) > 0.3
    if not sizes or not last.ratio or last.step == 0 or not (learns_badly(known, seen) or stands(known, seen, 0.4) or still):
        return None
    lost = learns_badly(known, seen)
    jump = max(o.jump for o in (seen if lost else seen[-6:]))  # where it learns, what was overcome is no cause
    state = state_of(known, seen)
    if (jump <= 0.3 or state == NOISE) and relative_step(seen) < 1:
        return None  # the steps are no longer than the loss along them allows
    if jump <= 0.3 and state == LEARNING:
        return None
    if noise_is_left(seen) and (not lost or state == FLOOR):
        return None  # what is left is noise
    if state in (PLATEAU, NOISE) and _quiet(seen):
        return None  # a saddle, which gets left in time
    if not (jump > 0.3 or np.median(sizes) > 0.08):
        return None
    name = max(last.ratio, key=lambda key: last.ratio[key])
    return Finding(
        "learning rate",
        ERROR,
        text("The steps are too large: in one step, a weight matrix changed by {size} times its norm; about 0.001 is typical."),
        {"size": number(jump)},
        step=last.step,
        evidence=(
            (text("largest update / weight norm"), number(jump)),
            (name, number(last.ratio[name])),
            *losses(known, seen),
        ),
        remedies=_slower(known),
    )


def _slower(known: Facts) -> tuple[str, ...]:
    """Remedies for steps that are too large; a transformer is warmed up (Xiong et al. 2020)."""
    attends = any(node.type == "attention" for node in known.experiment.network.nodes)
    return (way.LOWER_RATE, way.ADAM, way.CLIP, *((way.WARM_UP,) if attends else ()))


def _beyond(known: Facts, seen: Seen) -> bool:
    """Whether nothing moves any more, or ever did, and the rate is far above what is usual: what is blocked often was driven there,
    and with such steps would be again."""
    optimizer = known.experiment.optimizer
    far = float(setting(optimizer, "learning_rate") or 0.0) > BEYOND * usual_rate(optimizer)
    return far and stuck(known, seen) and state_of(known, seen) == BLOCKED


def _too_large(known: Facts, seen: Seen) -> Finding:
    optimizer = known.experiment.optimizer
    return Finding(
        "learning rate",
        ERROR,
        text("The learning rate of {rate} is far too large: {usual} is typical."),
        {"rate": number(float(setting(optimizer, "learning_rate"))), "usual": number(usual_rate(optimizer))},
        step=seen[-1].step,
        evidence=losses(known, seen),
        remedies=_slower(known),
    )


def _quiet(seen: Seen) -> bool:
    """Whether the loss of the last observations changes by less than a hundredth."""
    losses = [o.loss for o in seen[-4:]]
    return max(losses) < 1.01 * min(losses)


def swinging(known: Facts, seen: Seen) -> Finding | None:
    """In twelve observations the loss rises by over 2 % in a quarter of the intervals, does not fall and is not near 0."""
    losses = np.array([o.loss for o in seen[-12:]])
    if len(losses) < 12 or not np.isfinite(losses).all():
        return None
    moves = np.diff(losses) / np.maximum(losses[:-1], 1e-12)
    line = np.polyval(np.polyfit(np.arange(len(losses)), losses, 1), np.arange(len(losses)))
    scatter = float((losses - line).std() / max(losses.mean(), 1e-12))
    size, gained = max(o.jump for o in seen[-12:]), np.median(losses[6:]) < 0.9 * np.median(losses[:6])
    if gained or not ((moves > 0.02).mean() >= 0.25 and scatter > 0.1 and np.median(losses) > 0.5 * known.baseline and size > 0.02):
        return None
    return Finding(
        "oscillation",
        ERROR,
        text(
            "The loss oscillates: it rose in {share} of the recent intervals, and its scatter around the "
            "trend is {scatter} of its mean."
        ),
        {"share": f"{(moves > 0.02).mean():.0%}", "scatter": f"{scatter:.0%}"},
        step=seen[-1].step,
        evidence=(
            (text("intervals with a rising loss"), f"{(moves > 0.02).mean():.0%}"),
            (text("scatter around the trend"), f"{scatter:.0%}"),
            (text("update / weight norm"), number(size)),
        ),
        remedies=_slower(known),
    )


def slow(known: Facts, seen: Seen) -> Finding | None:
    """Hardly any change in five observations, with small steps, while there is much to learn."""
    last, sizes = seen[-1], [o.jump for o in seen[1:]]
    if (last.slope is not None and state_of(known, seen) != SLOW) or wrong_sign(known, seen) is not None:
        return None  # larger steps would only climb faster
    if len(sizes) < 3 or not last.loss >= MUCH * known.baseline or max(sizes) > 0.3:  # nan where the loss has no target
        return None
    if not (sizes[-1] < 3e-5 or (sizes[-1] < 1e-3 and stands(known, seen, 0.6))):
        return None
    return Finding(
        "slow",
        ERROR,
        text("The weights barely change: the largest update is {size} times the weight norm; about 0.001 is typical."),
        {"size": f"{sizes[-1]:.1e}"},
        step=last.step,
        evidence=(
            (text("update / weight norm"), f"{sizes[-1]:.2e}"),
            *losses(known, seen),
        ),
        remedies=(way.RAISE_RATE, way.ADAM),
    )
