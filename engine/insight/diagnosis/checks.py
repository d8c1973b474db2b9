"""CHECKS: from facts and observations to findings, causes before consequences.

The order is that of cause and effect: what is wrong before the first step, then the start, the size of the updates, dead
units, gradients that vanish or explode, and only then what shows in the loss alone. Thresholds were chosen on one half of a
corpus of faulty networks and counted on the other (docs/diagnosis.md).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.insight.diagnosis.evidence import Facts, Observation
from engine.insight.diagnosis.finding import ERROR, NOTE, WARNING, Finding
from engine.insight.diagnosis.remedies import names as way
from engine.insight.flow.depth import EXPLODING, VANISHING
from engine.model.problem import text

SQUASHING = ("tanh", "sigmoid")
STUCK = 0.97  # of the loss of the best constant prediction
Seen = Sequence[Observation]
Check = Callable[[Facts, Seen], Finding | None]


@dataclass(frozen=True)
class Row:
    """A check, and for how many observations in a row it must hold before it is reported."""

    check: Check
    patience: int = 1


def diagnose(known: Facts, seen: Seen, broken: bool = False) -> tuple[Finding, ...]:
    """Findings at the last of the observations, in order of cause; each says since when it holds.

    `broken` says that the run stopped at a value that is not finite: then there is nothing more to wait for.
    """
    found = []
    if broken:
        seen = [*seen[:-1], replace(seen[-1], loss=float("nan"))]
    for row in CHECKS:
        now = row.check(known, seen)
        if now is None:
            continue
        since, held = now.step, 1
        while held < len(seen) and (before := row.check(known, seen[: len(seen) - held])) is not None:
            since, held = before.step, held + 1
        if held >= (row.patience if np.isfinite(seen[-1].loss) else 1):
            found.append(replace(now, step=since))
    return tuple(found)


def stuck(known: Facts, seen: Seen) -> bool:
    """Whether the network, after some training, still predicts no better than a constant."""
    return seen[-1].step > 0 and not seen[-1].loss < STUCK * known.baseline


def _number(value: float) -> str:
    return f"{value:.3g}"


def _idle(observed: Observation, kinds: tuple[str, ...]) -> list[tuple[float, str]]:
    """Hidden layers with such an activation, each with the share of its elements that is saturated or dead."""
    hidden = zip(observed.layers[:-1], observed.activations, observed.idle, strict=False)
    return [(float(share), name) for name, kind, share in hidden if kind in kinds]


# before the first step ---------------------------------------------------------------------------


def _pair(known: Facts, seen: Seen) -> Finding | None:
    if not known.warnings:
        return None
    found = known.warnings[0]
    return Finding("pair", WARNING, found.message, found.args, remedies=(way.PAIR,))


def _scale(known: Facts, seen: Seen) -> Finding | None:
    if known.largest <= 20 and known.spread <= 10 and not 0 < known.spread < 0.02:
        return None
    return Finding(
        "input scale",
        ERROR,
        text("The inputs are badly scaled: the first layer sees values up to {largest} with a standard deviation of {spread}."),
        {"largest": _number(known.largest), "spread": _number(known.spread)},
        evidence=((text("largest input"), _number(known.largest)), (text("standard deviation"), _number(known.spread))),
        remedies=(way.STANDARDISE, way.BATCH_NORM),
    )


def _same_answer(known: Facts, seen: Seen) -> Finding | None:
    if known.classes_seen > 1 or not np.isfinite(known.baseline) or not seen or known.spread == 0:
        return None
    return Finding("one target", NOTE, text("Every sample has the same target, so there is nothing to tell apart."))


# the start ---------------------------------------------------------------------------------------


def _start(known: Facts, seen: Seen) -> Finding | None:
    """Weights too large at the start: a loss far above that of a constant prediction, or saturated layers."""
    first = seen[0]
    if first.step > 0 or known.largest > 20:
        return None
    usual = max(known.baseline, known.nothing)
    far = first.loss / usual if usual > 0 else 0.0
    flat = [name for share, name in _idle(first, SQUASHING) if share > 0.4]
    growing = first.depth_ratio > EXPLODING or (first.fading is not None and first.fading[0] > EXPLODING)
    wide = float(np.nanmax(first.spread, initial=0.0))
    if not (far > 10 or len(flat) * 2 > len(first.layers) - 1 > 0 or wide > 30):
        return None
    lasting = not np.isfinite(seen[-1].loss) or (
        len(seen) > 3 and all(_lasts(known, seen[: len(seen) - back], usual) for back in range(3))
    )
    if not lasting and len(seen) > 3:
        return None
    return Finding(
        "initial scale",
        ERROR if lasting else WARNING,
        text(
            "The initial weights are too large: the first loss is {far}× that of an all-zero output, and activations "
            "reach a spread of {wide}."
        ),
        {"far": _number(far), "wide": _number(wide)},
        tuple(flat),
        first.step,
        (
            (text("first loss"), _number(first.loss)),
            (text("loss of an all-zero output"), _number(usual)),
            (text("largest standard deviation"), _number(wide)),
            (text("saturated layers"), str(len(flat))),
            (text("gradient first/last"), _number(first.depth_ratio) if growing else "–"),
        ),
        (way.INITIALISE, way.BATCH_NORM, way.ORTHOGONAL, way.CLIP),
    )


def _lasts(known: Facts, seen: Seen, usual: float) -> bool:
    """Whether a bad start has not been recovered from, and is not about to be."""
    recovering = _falling(seen) and seen[-1].loss < 10 * usual
    return (stuck(known, seen) and not recovering) or (_late(known, seen, 0.3) and not _falling(seen))


def _falling(seen: Seen) -> bool:
    """Whether the loss has fallen by a tenth in three observations."""
    return bool(seen[-1].loss < 0.9 * seen[max(0, len(seen) - 4)].loss)


def _late(known: Facts, seen: Seen, left: float = 0.4) -> bool:
    """Whether after ten observations more than that share of the baseline loss is left."""
    return len(seen) > 10 and seen[-1].loss > left * known.baseline


def learns_badly(known: Facts, seen: Seen) -> bool:
    """Stuck, or far above a constant prediction, or not finite."""
    return stuck(known, seen) or not np.isfinite(seen[-1].loss)


# the size of the updates -------------------------------------------------------------------------


def _rate(known: Facts, seen: Seen) -> Finding | None:
    last = seen[-1]
    sizes = [max(o.ratio.values()) for o in seen if o.ratio]
    still = _late(known, seen) and max(o.jump for o in seen[-6:]) > 0.3
    if not sizes or last.step == 0 or not (learns_badly(known, seen) or _stands(known, seen, 0.4) or still):
        return None
    jump = max(o.jump for o in seen)
    if not (jump > 0.3 or np.median(sizes) > 0.08):
        return None
    name = max(last.ratio, key=lambda key: last.ratio[key])
    return Finding(
        "learning rate",
        ERROR,
        text("The steps are too large: in one step, a weight matrix changed by {size} of its norm; about 0.001 is typical."),
        {"size": _number(jump)},
        step=last.step,
        evidence=(
            (text("largest update / weight norm"), _number(jump)),
            (name, _number(last.ratio[name])),
            (text("loss"), _number(last.loss)),
            (text("loss of a constant prediction"), _number(known.baseline)),
        ),
        remedies=(way.LOWER_RATE, way.ADAM, way.CLIP),
    )


# units and layers --------------------------------------------------------------------------------


def _dead(known: Facts, seen: Seen) -> Finding | None:
    last = seen[-1]
    shares = [(share, name) for share, name in _idle(last, ("relu",)) if share >= 0.5]
    if not shares:
        return None
    most, layer = max(shares)
    fatal = most >= 0.9 and (stuck(known, seen) or most == 1)
    return Finding(
        "dead",
        ERROR if fatal else NOTE,
        text("{share} of the ReLU units in {layer} are 0 for every sample: no gradient passes through them."),
        {"share": f"{most:.0%}", "layer": layer},
        tuple(name for _, name in shares),
        last.step,
        tuple((name, f"{share:.0%}") for share, name in shares),
        (way.LEAKY, way.BATCH_NORM, way.SELU, way.INITIALISE),
    )


def _fading_depth(known: Facts, seen: Seen) -> Finding | None:
    last = seen[-1]
    ratio = last.depth_ratio
    if not ratio < VANISHING or seen[-1].loss < STUCK * known.baseline:
        return None
    layers, weakest = last.layers[:-1], _weak_layers(last)
    return Finding(
        "vanishing by depth",
        ERROR if stuck(known, seen) else WARNING,
        text("The gradient vanishes with depth: each layer scales it by {factor}, so {first} gets {ratio} of what {last} gets."),
        {"factor": _number(last.per_layer), "first": layers[0], "ratio": f"{ratio:.1e}", "last": layers[-1]},
        weakest,
        last.step,
        (
            (text("gradient first/last"), f"{ratio:.2e}"),
            (text("factor per layer"), _number(last.per_layer)),
            (text("layers below 1/50 of the last"), str(len(weakest))),
            (text("loss"), _number(last.loss)),
        ),
        _depth_remedies(last),
    )


def _weak_layers(observed: Observation) -> tuple[str, ...]:
    """Hidden layers whose gradient is below a fiftieth of the last one's."""
    hidden = observed.delta[:-1]
    return tuple(name for name, size in zip(observed.layers, hidden, strict=False) if size < 0.02 * hidden[-1])


def _depth_remedies(observed: Observation) -> tuple[str, ...]:
    if "sigmoid" in observed.activations[:-1]:
        return (way.RELU_NORM, way.BATCH_NORM, way.RELU_HE, way.TANH_XAVIER, way.RESIDUAL)
    return (way.RELU_NORM, way.BATCH_NORM, way.INITIALISE, way.RESIDUAL)


def _growing_depth(known: Facts, seen: Seen) -> Finding | None:
    last = seen[-1]
    if not last.depth_ratio > EXPLODING or not learns_badly(known, seen):
        return None
    return Finding(
        "exploding by depth",
        ERROR,
        text("The gradient grows with depth: ×{factor} per layer, ×{ratio} from {last} to {first}."),
        {"factor": _number(last.per_layer), "ratio": f"{last.depth_ratio:.1e}", "first": last.layers[0], "last": last.layers[-2]},
        last.layers[:1],
        last.step,
        ((text("gradient first/last"), f"{last.depth_ratio:.2e}"), (text("factor per layer"), _number(last.per_layer))),
        (way.INITIALISE, way.CLIP, way.LOWER_RATE),
    )


def _fading_time(known: Facts, seen: Seen) -> Finding | None:
    last = seen[-1]
    if last.fading is None or not last.fading[0] < VANISHING or last.loss < STUCK * known.baseline:
        return None
    length = len(last.fading)
    horizon = length - 1 - int(np.flatnonzero(last.fading < VANISHING)[-1])
    factor = float(max(last.fading[0], 1e-300) ** (1 / (length - 1)))
    return Finding(
        "vanishing through time",
        ERROR if stuck(known, seen) else WARNING,
        text("The gradient vanishes through time: ×{factor} per step back, below a thousandth after {horizon} of {length} steps."),
        {"factor": _number(factor), "horizon": horizon, "length": length},
        (last.node,),
        last.step,
        (
            (text("gradient at first/last time step"), f"{last.fading[0]:.2e}"),
            (text("factor per time step"), _number(factor)),
            (text("loss"), _number(last.loss)),
        ),
        (way.OPEN_GATES, way.LSTM, way.GRU, way.ORTHOGONAL, way.INITIALISE),
        time=length - horizon,
    )


def _growing_time(known: Facts, seen: Seen) -> Finding | None:
    last = seen[-1]
    if last.fading is None or not last.fading[0] > EXPLODING or not learns_badly(known, seen):
        return None
    factor = float(last.fading[0] ** (1 / (len(last.fading) - 1)))
    return Finding(
        "exploding through time",
        ERROR,
        text("The gradient grows through time: ×{factor} per step back, ×{ratio} over {length} steps."),
        {"factor": _number(factor), "ratio": f"{last.fading[0]:.1e}", "length": len(last.fading)},
        (last.node,),
        last.step,
        ((text("gradient at first/last time step"), f"{last.fading[0]:.2e}"), (text("factor per time step"), _number(factor))),
        (way.ORTHOGONAL, way.CLIP, way.LOWER_RATE, way.LSTM),
        time=1,
    )


def _short_window(known: Facts, seen: Seen) -> Finding | None:
    if not known.window or not (stuck(known, seen) or _late(known, seen)):
        return None
    return Finding(
        "short window",
        ERROR,
        text("Truncation lets gradients reach back only {window} of {length} time steps: anything further back cannot be learned."),
        {"window": known.window, "length": known.length},
        step=seen[-1].step,
        evidence=((text("loss"), _number(seen[-1].loss)), (text("loss of a constant prediction"), _number(known.baseline))),
        remedies=(way.WINDOW,),
    )


# the loss alone ----------------------------------------------------------------------------------


def _swinging(known: Facts, seen: Seen) -> Finding | None:
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
            "The loss oscillates: it rose in {share} of the recent intervals and scatters around its trend by "
            "{scatter} of its mean."
        ),
        {"share": f"{(moves > 0.02).mean():.0%}", "scatter": f"{scatter:.0%}"},
        step=seen[-1].step,
        evidence=(
            (text("intervals with a rising loss"), f"{(moves > 0.02).mean():.0%}"),
            (text("scatter"), f"{scatter:.0%}"),
            (text("update / weight norm"), _number(size)),
        ),
        remedies=(way.LOWER_RATE, way.ADAM, way.CLIP),
    )


def _stands(known: Facts, seen: Seen, least: float) -> bool:
    """Hardly any change in the loss over five observations, while it is above that share of a constant prediction's."""
    last, early = seen[-1].loss, seen[max(0, len(seen) - 6)].loss
    return len(seen) >= 6 and last > least * known.baseline and abs(early - last) < 0.05 * early


def _slow(known: Facts, seen: Seen) -> Finding | None:
    """Hardly any change in five observations, with small steps, while there is much to learn."""
    last, sizes = seen[-1], [o.jump for o in seen[1:]]
    if len(sizes) < 3 or last.loss < 0.3 * known.baseline or max(sizes) > 0.3:
        return None
    if not (sizes[-1] < 3e-5 or (sizes[-1] < 1e-3 and _stands(known, seen, 0.6))):
        return None
    return Finding(
        "slow",
        ERROR,
        text("The weights barely change: the largest update is {size} of the weight norm; about 0.001 is typical."),
        {"size": f"{sizes[-1]:.1e}"},
        step=last.step,
        evidence=(
            (text("update / weight norm"), f"{sizes[-1]:.2e}"),
            (text("loss"), _number(last.loss)),
            (text("loss of a constant prediction"), _number(known.baseline)),
        ),
        remedies=(way.RAISE_RATE, way.ADAM),
    )


def _saturated(known: Facts, seen: Seen) -> Finding | None:
    last = seen[-1]
    flat = tuple(name for share, name in _idle(last, SQUASHING) if share > 0.5)
    if not flat or not learns_badly(known, seen) or _falling(seen):
        return None
    return Finding(
        "saturated",
        ERROR,
        text("Most activations in {layers} are saturated: their slope is nearly 0."),
        {"layers": ", ".join(flat)},
        flat,
        last.step,
        ((text("saturated layers"), str(len(flat))),),
        (way.INITIALISE, way.LOWER_RATE, way.BATCH_NORM),
    )


CHECKS = (
    Row(_pair), Row(_scale), Row(_same_answer), Row(_start), Row(_rate, 2), Row(_dead, 2), Row(_fading_depth, 2),
    Row(_growing_depth, 2), Row(_fading_time, 2), Row(_growing_time, 2), Row(_short_window, 6), Row(_swinging, 6),
    Row(_slow, 2), Row(_saturated, 8),
)  # fmt: skip
