"""Gradients that vanish or explode: through depth, through time, at a window's edge."""

from __future__ import annotations

import numpy as np

from engine.insight.diagnosis.evidence import Observation
from engine.insight.diagnosis.facts import Facts
from engine.insight.diagnosis.finding import ERROR, WARNING, Finding
from engine.insight.diagnosis.reading import STUCK, Seen, enough_for_norm, explainable, late, learns_badly, losses, number, stuck
from engine.insight.diagnosis.remedies import names as way
from engine.insight.diagnosis.state import FALL, NO_GRADIENT, fall
from engine.insight.flow.depth import EXPLODING, VANISHING
from engine.model.problem import text

FAINT = 50  # times weaker than in the last layer: little arrives
WEAK = 0.05  # of the gradient reaches the first layer of a network whose gradient vanished at the start
HELD = 0.02  # of the rate is left by the schedule: nothing moves, whatever reaches the first time step


def fading_depth(known: Facts, seen: Seen) -> Finding | None:
    """The gradient gets lost on its way to the first layers."""
    last = seen[-1]
    ratio = last.depth_ratio
    halted = late(known, seen) and fall(seen) < FALL
    weak = ratio < WEAK and seen[0].depth_ratio < VANISHING and halted and explainable(seen)
    if last.slope is not None and last.slope.pieces < NO_GRADIENT * last.loss:
        return None  # none starts on its way
    unknown = all(np.isnan(o.loss) for o in seen)  # of a record of norms alone
    if not weak and (not ratio < VANISHING or not (halted or unknown or last.loss >= STUCK * known.baseline)):
        return None
    layers, weakest = last.compared[:-1], _weak_layers(last)
    return Finding(
        "vanishing by depth",
        ERROR if (stuck(known, seen) or halted) and not unknown else WARNING,
        text("The gradient vanishes with depth: each layer scales it by {factor}, so {first} gets {ratio} of what {last} gets."),
        {"factor": number(last.per_layer), "first": layers[0], "ratio": f"{ratio:.1e}", "last": layers[-1]},
        weakest,
        last.step,
        (
            (text("gradient ratio, first to last layer"), f"{ratio:.2e}"),
            (text("factor per layer"), number(last.per_layer)),
            (text("layers whose gradient is below 1/50 of the last layer's"), str(len(weakest))),
            *(() if unknown else ((text("loss"), number(last.loss)),)),
        ),
        _depth_remedies(known, last),
    )


def _weak_layers(observed: Observation) -> tuple[str, ...]:
    """Hidden layers whose gradient is faint beside the last one's."""
    hidden = observed.sizes[:-1]
    return tuple(name for name, size in zip(observed.compared, hidden, strict=False) if FAINT * size < hidden[-1])


def _depth_remedies(known: Facts, observed: Observation) -> tuple[str, ...]:
    """BatchNorm first, except where a batch is too small for its statistics."""
    if not enough_for_norm(known):
        return (way.RELU_RESIDUAL, way.RELU_SLOWER, way.INITIALISE, way.RESIDUAL, way.TANH_XAVIER, way.LAYER_NORM)
    if "sigmoid" in observed.activations[:-1]:
        return (way.RELU_NORM, way.RELU_RESIDUAL, way.BATCH_NORM, way.RELU_HE, way.TANH_XAVIER)
    return (way.RELU_NORM, way.RELU_RESIDUAL, way.BATCH_NORM, way.INITIALISE)


def growing_depth(known: Facts, seen: Seen) -> Finding | None:
    """The gradient grows from layer to layer."""
    last = seen[-1]
    if not last.depth_ratio > EXPLODING or not learns_badly(known, seen):
        return None
    return Finding(
        "exploding by depth",
        ERROR,
        text("The gradient grows on its way back: ×{factor} per layer, ×{ratio} from {last} to {first}."),
        {
            "factor": number(last.per_layer),
            "ratio": f"{last.depth_ratio:.1e}",
            "first": last.compared[0],
            "last": last.compared[-2],
        },
        last.compared[:1],
        last.step,
        (
            (text("gradient ratio, first to last layer"), f"{last.depth_ratio:.2e}"),
            (text("factor per layer"), number(last.per_layer)),
        ),
        (way.INITIALISE, way.CLIP, way.LOWER_RATE),
    )


def fading_time(known: Facts, seen: Seen) -> Finding | None:
    """The gradient gets lost on its way to the first time steps."""
    last = seen[-1]
    if last.fading is None or not last.fading[0] < VANISHING or last.loss < STUCK * known.baseline:
        return None
    length = len(last.fading)
    horizon = length - 1 - int(np.flatnonzero(last.fading < VANISHING)[-1])
    if not horizon:  # none arrives at the last time step either: its targets are masked, or what is wrong lies behind it
        return None
    factor = float(max(last.fading[length - 1 - horizon], 1e-300) ** (1 / horizon))  # over the time steps that are told
    return Finding(
        "vanishing through time",
        ERROR if stuck(known, seen) and last.rate > HELD else WARNING,
        text(
            "The gradient vanishes through time: ×{factor} per time step back, below {limit} after "
            "{horizon} of {length} time steps."
        ),
        {"factor": number(factor), "limit": number(VANISHING), "horizon": horizon, "length": length},
        (last.node,),
        last.step,
        (
            (text("gradient ratio, first to last time step"), f"{last.fading[0]:.2e}"),
            (text("factor per time step"), number(factor)),
            (text("loss"), number(last.loss)),
        ),
        (way.OPEN_GATES, way.LSTM, way.GRU, way.ORTHOGONAL, way.INITIALISE),
        time=length - horizon,
    )


def growing_time(known: Facts, seen: Seen) -> Finding | None:
    """The gradient grows from time step to time step."""
    last = seen[-1]
    if last.fading is None or not last.fading[0] > EXPLODING or not learns_badly(known, seen):
        return None
    factor = float(last.fading[0] ** (1 / (len(last.fading) - 1)))
    return Finding(
        "exploding through time",
        ERROR,
        text("The gradient grows through time: ×{factor} per time step back, ×{ratio} over {length} time steps."),
        {"factor": number(factor), "ratio": f"{last.fading[0]:.1e}", "length": len(last.fading)},
        (last.node,),
        last.step,
        (
            (text("gradient ratio, first to last time step"), f"{last.fading[0]:.2e}"),
            (text("factor per time step"), number(factor)),
        ),
        (way.ORTHOGONAL, way.CLIP, way.LOWER_RATE, way.LSTM),
        time=1,
    )


def short_window(known: Facts, seen: Seen) -> Finding | None:
    """What is to be learned may lie further back than truncation lets gradients reach."""
    if not known.window or not (stuck(known, seen) or late(known, seen)):
        return None
    return Finding(
        "short window",
        ERROR,
        text("Truncation lets gradients reach back only {window} of {length} time steps: anything further back cannot be learned."),
        {"window": known.window, "length": known.length},
        step=seen[-1].step,
        evidence=losses(known, seen),
        remedies=(way.WINDOW,),
    )
