"""Attention that looks at one key alone before it has learned which: its softmax passes no gradient (Vaswani et al. 2017)."""

from __future__ import annotations

from engine.insight.diagnosis.facts import Facts
from engine.insight.diagnosis.finding import ERROR, Finding
from engine.insight.diagnosis.reading import Seen, losses, number, stuck
from engine.insight.diagnosis.remedies import names as way
from engine.model.problem import text

SHARP, AT_FIRST = 0.15, 0.3  # entropy, 1 for equal weights: now, and before the first step
LEFT = 0.1  # of the loss of a constant prediction: there is something to learn


def saturated(known: Facts, seen: Seen) -> Finding | None:
    """Saturated from the start: the scale of the scores. Saturated on the way, with nothing learned: the learning rate."""
    first, last = dict(seen[0].attention), seen[-1]
    if not last.loss > LEFT * known.baseline:
        return None
    from_start = tuple(name for name, entropy in last.attention if entropy < SHARP and first.get(name, 1.0) < AT_FIRST)
    on_the_way = tuple(name for name, entropy in last.attention if entropy < SHARP) if stuck(known, seen) else ()
    layers = from_start or on_the_way
    if not layers:
        return None
    entropy = dict(last.attention)[layers[0]]
    plain = any(not known.experiment.network.node(name).settings.get("scale", True) for name in layers)
    words = text("The softmax of {layer} is saturated: nearly all of the weight lies on one key, and hardly any gradient passes.")
    ways = ((way.SCALED,) if plain else ()) + ((way.INITIALISE, way.LOWER_RATE) if from_start else (way.LOWER_RATE, way.WARM_UP))
    evidence = (text("entropy of the attention, relative to equal weights"), number(entropy))
    shown = (evidence, *losses(known, seen))
    return Finding("saturated attention", ERROR, words, {"layer": layers[0]}, layers, last.step, shown, ways)
