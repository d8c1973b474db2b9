"""What a network cannot do whatever its weights are."""

from __future__ import annotations

import numpy as np

from engine.insight.diagnosis.evidence import Observation
from engine.insight.diagnosis.facts import Facts
from engine.insight.diagnosis.finding import ERROR, NOTE, WARNING, Finding
from engine.insight.diagnosis.reading import MUCH, Seen, explainable, idle, losses, noise_is_left, number, stuck
from engine.insight.diagnosis.remedies import names as way
from engine.insight.diagnosis.remedies.remedy import has_matrices, hidden
from engine.insight.diagnosis.state import BLOCKED, FALL, FLOOR, NOISE, PLATEAU, fall, solved, state_of
from engine.library.layers import LAYER_TYPES
from engine.model.problem import text

NOTHING_LEFT = 1e-10  # of the gradient passes a norm: exactly 0, but for rounding
ONE_SIDED = 0.01  # of the gradient of a layer does not cancel over the samples: a bias would use it
NOISY_SIDED = 0.2  # where batches make noise, which does not cancel either
LEAP = 0.3  # of the norm of a matrix in one step
SHUT = 0.9  # of the outputs, or of the error that is left, behind an activation without a slope
FAR = 20.0  # times the reach of weights that start as usual


def twins(known: Facts, seen: Seen) -> Finding | None:
    """Units with the same weights get the same gradient, so they never part."""
    last = seen[-1]
    if not last.twins or last.loss < MUCH * known.baseline:
        return None
    name, units, distinct = last.twins[0]
    return Finding(
        "symmetric",
        ERROR,
        text(
            "Some units of {layer} have the same weights (distinct: {distinct} of {units}). Equal units get "
            "the same gradient, so they stay equal."
        ),
        {"layer": name, "units": units, "distinct": distinct},
        tuple(layer for layer, _, _ in last.twins),
        last.step,
        ((text("distinct units"), f"{distinct} / {units}"),),
        (way.RANDOM,),
    )


def unreachable(known: Facts, seen: Seen) -> Finding | None:
    """The output's activation cannot give what the targets ask for, whatever comes in."""
    ends, last = known.experiment.network.outputs(), seen[-1]
    if len(ends) != 1 or last.loss < MUCH * known.baseline:
        return None
    node, kind = ends[0], ends[0].activation.name
    low, high = _reach(kind)
    classes = kind == "softmax" or known.experiment.loss.name == "cross_entropy"
    if kind == "softmax" and node.units == 1:
        words = text("{layer} is a softmax over one unit: its output is 1 for every input, so no gradient passes.")
    elif not classes and (known.targets.low < low - 1e-9 or known.targets.high > high + 1e-9):
        words = text(
            "{layer} ends with {activation}, which stays between {low} and {high}; the targets range from {least} to {most}."
        )
    else:
        return None
    return _output(known, seen, words, {"low": number(low), "high": number(high), "least": number(known.targets.low),
                                        "most": number(known.targets.high)})  # fmt: skip


def output(known: Facts, seen: Seen) -> Finding | None:
    """The output's activation lets no gradient pass where it stands."""
    ends, last = known.experiment.network.outputs(), seen[-1]
    if len(ends) != 1 or not len(last.idle) or last.loss < MUCH * known.baseline or unreachable(known, seen) is not None:
        return None
    kind, share = ends[0].activation.name, float(last.idle[-1])
    if kind not in ("sigmoid", "tanh", "relu") or state_of(known, seen) not in (BLOCKED, FLOOR, NOISE, PLATEAU):
        return None
    if not _shut(last, kind) or (seen[0].step == 0 and not _shut(seen[0], kind) and max(o.jump for o in seen) > LEAP):
        return None  # long steps have brought it there
    words = (
        text("{layer} is the output, and its ReLU is 0 for {share} of the remaining error: no gradient passes through there.")
        if share <= SHUT
        else text("{layer} is the output, and its ReLU is 0 for {share} of the values: no gradient passes through these.")
        if kind == "relu"
        else text(
            "{layer} is the output, and its {activation} is saturated for {share} of the values: hardly any "
            "gradient passes through these."
        )
    )
    return _output(known, seen, words, {"share": f"{share if share > SHUT else last.stopped:.0%}"})


def _shut(observed: Observation, kind: str) -> bool:
    """Whether the output lets nearly nothing pass. ReLU stops a part of the error, whatever share of the values that is."""
    return bool(observed.idle[-1] > SHUT or (kind == "relu" and observed.stopped > SHUT))


def _output(known: Facts, seen: Seen, words: str, args: dict[str, str]) -> Finding:
    node = known.experiment.network.outputs()[0]
    told = {"layer": node.id, "activation": node.activation.name, **args}
    rest = (way.INITIALISE, way.IDENTITY_OUTPUT)
    started = bool(len(seen[0].idle)) and seen[0].idle[-1] > SHUT  # saturated or dead before the first step
    return Finding("output", ERROR, words, told, (node.id,), seen[-1].step,
                   losses(known, seen),
                   (way.PAIR, *(rest if started else rest[::-1])))  # fmt: skip


def _reach(activation: str) -> tuple[float, float]:
    """The least and the largest value of an activation."""
    rows = {
        "sigmoid": (0.0, 1.0),
        "softmax": (0.0, 1.0),
        "tanh": (-1.0, 1.0),
        "softsign": (-1.0, 1.0),
        "relu": (0.0, np.inf),
        "softplus": (0.0, np.inf),
    }
    return rows.get(activation, (-np.inf, np.inf))


def target_scale(known: Facts, seen: Seen) -> Finding | None:
    """Targets far beyond what a network with usual weights puts out."""
    found, last = known.targets, seen[-1]
    if max(found.mean, found.spread) < FAR or solved(known, seen) or not known.experiment.network.nodes:
        return None
    return Finding(
        "target scale",
        ERROR if last.step > 0 and not last.loss < MUCH * known.baseline else WARNING,
        text("The targets are far from what a network outputs at first: their mean is {mean}, their standard deviation {spread}."),
        {"mean": number(found.mean), "spread": number(found.spread)},
        step=last.step,
        evidence=((text("lowest target"), number(found.low)), (text("highest target"), number(found.high))),
        remedies=(way.SCALE_TARGETS,),
    )


def cancels(known: Facts, seen: Seen) -> Finding | None:
    """What stands behind a norm adds up its outputs over the batch; the norm keeps that sum constant."""
    last, network = seen[-1], known.experiment.network
    stops = [
        (before, after)
        for before, after, small, large in zip(last.layers, last.layers[1:], last.delta, last.delta[1:], strict=False)
        if network.has(after) and LAYER_TYPES[network.node(after).type].normalizes and small < NOTHING_LEFT * large
    ]
    if not stops:
        return None
    before, after = stops[-1]
    return Finding(
        "cancels",
        ERROR,
        text(
            "The gradient stops at {layer}: the layers after it use only a sum over the batch, which the "
            "normalisation keeps constant, so no layer before it can change the loss."
        ),
        {"layer": after},
        last.layers[: last.layers.index(after)],
        last.step,
        (
            (text("gradient after the normalisation layer"), number(float(last.delta[last.layers.index(after)]))),
            (text("gradient before the normalisation layer"), number(float(last.delta[last.layers.index(before)]))),
        ),
        (way.WITHOUT_NORM,),
    )


def linear(known: Facts, seen: Seen) -> Finding | None:
    """Layers without a function between them are one linear layer."""
    network = known.experiment.network
    inner = hidden(network)
    straight = all(node.type in ("input", "dense", "add", "concat", "dropout") for node in network.nodes) and all(
        node.activation.name == "identity" for node in inner
    )
    bent = bool(inner) and known.targets.bend > MUCH and seen[-1].step > 0 and not seen[-1].loss < MUCH * known.baseline
    if not straight or not (bent or _can_no_more(known, seen)) or (not bent and no_bias(known, seen) is not None):
        return None
    words = (
        text(
            "No hidden layer has an activation function, so all layers together amount to a single linear "
            "layer, and {share} of the variance of the targets cannot be explained by a linear function of the inputs."
        )
        if bent
        else text(
            "No hidden layer has an activation function, so all layers together amount to a single linear "
            "layer, and it has learned all it can."
        )
        if inner
        else text(
            "There is no hidden layer: the network has learned all that one layer can, and its curve or boundary cannot bend."
        )
    )
    return Finding(
        "linear",
        ERROR if bent or explainable(seen) or (stuck(known, seen) and not noise_is_left(seen)) else NOTE,
        words,
        {"share": f"{known.targets.bend:.0%}"} if bent else {},
        tuple(node.id for node in inner),
        seen[-1].step,
        what_is_left(known, seen),
        (way.NONLINEAR, way.NONLINEAR_RELU, way.HIDDEN_LAYER),
    )


def no_bias(known: Facts, seen: Seen) -> Finding | None:
    """Without biases, the network is tied to 0 where its inputs are 0."""
    network = known.experiment.network
    bare = [node.id for node in network.nodes if has_matrices(node) and (known.experiment.training.no_bias or not node.bias)]
    least = ONE_SIDED if bare and state_of(known, seen) == FLOOR else NOISY_SIDED
    wanted = [name for name, share in seen[-1].unbiased if share > least and name in bare]
    behind = np.isfinite(known.baseline) and stuck(known, seen) and len(seen) > 5 and fall(seen) < FALL
    if not wanted or not (_can_no_more(known, seen) or behind):
        return None
    return Finding(
        "no bias",
        ERROR,
        text("Without a bias in {layers}, there is nothing more to gain; with one, the loss would keep falling."),
        {"layers": ", ".join(wanted[:6])},
        tuple(wanted),
        seen[-1].step,
        what_is_left(known, seen),
        (way.BIAS,),
    )


def too_small(known: Facts, seen: Seen) -> Finding | None:
    """What is left depends on the inputs, and the network cannot bend enough to follow."""
    inner, last = hidden(known.experiment.network), seen[-1]
    bends = [node for node in inner if node.activation.name != "identity"]
    if not bends or not explainable(seen) or not _can_no_more(known, seen) or state_of(known, seen) == BLOCKED:
        return None
    return Finding(
        "too small",
        ERROR,
        text(
            "There is nothing more to gain with these units, and what is left is not noise: the errors of "
            "neighbouring samples have a correlation of {shared}. More units could fit what is left."
        ),
        {"shared": f"{last.shared:.2f}"},
        tuple(node.id for node in bends),
        last.step,
        what_is_left(known, seen),
        (way.WIDER, way.INITIALISE),
    )


def bottleneck(known: Facts, seen: Seen) -> Finding | None:
    """A layer of one unit, and what is left depends on the inputs. A unit that is always 0 is a cause of its own."""
    single = tuple(node.id for node in hidden(known.experiment.network) if node.units == 1 and node.activation.name != "identity")
    if not single or not explainable(seen) or len(seen) < 6 or seen[-1].loss < MUCH * known.baseline or fall(seen) > 0.2:
        return None
    if any(share == 1 and name in single for share, name in idle(seen[-1], ("relu",))):
        return None
    return Finding(
        "too small",
        ERROR,
        text(
            "{layer} has a single unit, so the layers after it see only one number per sample, but the "
            "remaining error depends on the inputs."
        ),
        {"layer": single[0]},
        single,
        seen[-1].step,
        what_is_left(known, seen),
        (way.WIDER,),
    )


def _can_no_more(known: Facts, seen: Seen) -> bool:
    """Whether much of the loss is left, and nothing can be gained."""
    return seen[-1].loss > MUCH * known.baseline and state_of(known, seen) in (FLOOR, NOISE, BLOCKED)


def what_is_left(known: Facts, seen: Seen) -> tuple[tuple[str, str], ...]:
    """The loss, that of a constant prediction and the gradient, as evidence."""
    last = seen[-1]
    return (
        *losses(known, seen),
        (text("gradient"), number(last.slope.gradient if last.slope is not None else float("nan"))),
    )
