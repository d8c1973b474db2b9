"""Units and layers through which no gradient passes."""

from __future__ import annotations

from engine.insight.diagnosis.facts import Facts
from engine.insight.diagnosis.finding import ERROR, NOTE, Finding
from engine.insight.diagnosis.reading import SQUASHING, Seen, enough_for_norm, falling, idle, learns_badly, stuck
from engine.insight.diagnosis.remedies import names as way
from engine.model.network import Network
from engine.model.problem import text


def dead(known: Facts, seen: Seen) -> Finding | None:
    """ReLU units that are 0 for every sample; of a convolution, channels that are 0 at every position, too."""
    last = seen[-1]
    shares = [(share, name) for share, name in idle(last, ("relu",)) if share >= 0.5]
    if not shares:
        return None
    most, layer = max(shares)
    fatal = most >= 0.9 and (stuck(known, seen) or most == 1)
    words, args = _dead_in(known.experiment.network, layer, most)
    return Finding(
        "dead",
        ERROR if fatal else NOTE,
        words,
        args,
        tuple(name for _, name in shares),
        last.step,
        tuple((name, f"{share:.0%}") for share, name in shares),
        (way.LEAKY, *((way.BATCH_NORM,) if enough_for_norm(known) else ()), way.SELU, way.INITIALISE),
    )


def _dead_in(network: Network, layer: str, share: float) -> tuple[str, dict[str, str]]:
    """In words: how many channels of a convolution, or what share of the units of another layer."""
    if not network.has(layer) or network.node(layer).type != "conv":
        words = text("{share} of the ReLU units in {layer} are 0 for every sample: no gradient passes through them.")
        return words, {"share": f"{share:.0%}", "layer": layer}
    words = text(
        "Dead channels in {layer}: {count} of {channels}. The ReLU of a dead channel is 0 at every position of every sample, "
        "and no gradient reaches its kernel."
    )
    channels = network.node(layer).units
    return words, {"count": str(round(share * channels)), "channels": str(channels), "layer": layer}


def saturated(known: Facts, seen: Seen) -> Finding | None:
    """Hidden layers whose slope is nearly 0."""
    last = seen[-1]
    flat = tuple(name for share, name in idle(last, SQUASHING) if share > 0.5)
    if not flat or not learns_badly(known, seen) or falling(seen):
        return None
    return Finding(
        "saturated",
        ERROR,
        text("Most activations in {layers} are saturated: the slope there is nearly 0."),
        {"layers": ", ".join(flat)},
        flat,
        last.step,
        ((text("saturated layers"), str(len(flat))),),
        (way.INITIALISE, way.LOWER_RATE, *((way.BATCH_NORM,) if enough_for_norm(known) else ())),
    )
