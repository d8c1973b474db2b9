"""Parts of a recorded network through which nothing passes: units, layers, branches, attention. Each is judged by itself, and like
is compared with like: the same layer in repeated blocks."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from engine.insight.diagnosis.facts import Facts
from engine.insight.diagnosis.finding import ERROR, NOTE, WARNING, Finding
from engine.insight.diagnosis.reading import MUCH, Seen, falling, losses, number, stuck
from engine.insight.diagnosis.remedies import names as way
from engine.library.rule import Array
from engine.model.problem import text

if TYPE_CHECKING:
    from engine.insight.trace.trace import Layer, Trace

RECENT, LEAST = 10, 3  # recorded steps that must agree
FAINT = 1e-6  # of what its likes get
ALIKE = 3  # blocks that make a comparison
SOME, MANY, NEARLY = 0.5, 0.75, 0.9  # of the units
EVEN, LARGE = 0.1, 50.0  # entropy relative to an even spread, and the largest logit
RELU, SMOOTH = ("relu", "relu6"), ("gelu", "silu", "mish", "hardswish")
SHOWN = 6


@lru_cache(65536)
def pattern(name: str) -> str:
    """What the names of a layer in repeated blocks have in common."""
    return re.sub(r"\d+", "#", name)


def normalises(layer: Layer) -> bool:
    """Whether a layer is a norm."""
    return "Norm" in layer.type


def line_of(layers: tuple[Layer, ...]) -> tuple[int, ...]:
    """Places of the layers that are compared from first to last: one layer of each of the repeated blocks, where there are such,
    and the last layer; all that are no norms otherwise."""
    plain = [place for place, layer in enumerate(layers) if not normalises(layer)]
    groups: dict[str, list[int]] = {}
    for place in plain:
        groups.setdefault(pattern(layers[place].name), []).append(place)
    several = [group for group in groups.values() if len(group) >= ALIKE]
    if not several or len(groups) < ALIKE:
        return tuple(plain)
    chosen = max(several, key=len)
    return tuple(dict.fromkeys([*chosen, plain[-1]]))


def dead_units(trace: Trace, end: int, known: Facts, seen: Seen) -> Finding | None:
    """Units that have been 0 for every sample for some time; of GELU and its like, nearly 0."""
    shares = []
    for layer in trace.layers:
        values = trace.column(f"idle/{layer.name}")[: end + 1]
        values = values[np.isfinite(values)][-LEAST:]
        if layer.activation in (*RELU, *SMOOTH) and values.size >= min(LEAST, end + 1) and values.min() >= SOME:
            shares.append((float(values[-1]), layer.name))
    if not shares:
        return None
    most, layer_name = max(shares, key=lambda pair: pair[0])
    smooth = next(layer.activation for layer in trace.layers if layer.name == layer_name) in SMOOTH
    fatal = most == 1 or (most >= NEARLY and stuck(known, seen))
    return Finding(
        "dead", ERROR if fatal else WARNING if most >= MANY else NOTE,
        _NEARLY_0 if smooth else _AT_ZERO,
        {"share": f"{most:.0%}", "layer": layer_name},
        tuple(name for _, name in sorted(shares, key=lambda pair: -pair[0])),
        _since(trace, f"idle/{layer_name}", end, lambda values: values >= SOME),
        tuple((name, f"{share:.0%}") for share, name in shares),
        (*(() if smooth else (way.LEAKY,)), way.BATCH_NORM, way.SELU, way.INITIALISE), measured=int(trace.steps[end]),
    )  # fmt: skip


_AT_ZERO = text("{share} of the ReLU units in {layer} are 0 for every sample: no gradient passes through them.")
_NEARLY_0 = text("{share} of the units in {layer} are nearly 0 for every sample: hardly any gradient passes through them.")


def single_values(trace: Trace, end: int, known: Facts, seen: Seen) -> Finding | None:
    """Layers that normalise one value: it is its own mean, and nothing is left of it."""
    layers = tuple(
        layer.name for layer in trace.layers
        if layer.type == "LayerNorm" and {math.prod(shape) for shape in layer.parameters.values()} == {1}
    )  # fmt: skip
    if not layers:
        return None
    words = text(
        "A norm over a single value leaves nothing but its bias: the output of {layers} is the same for every sample, and neither "
        "signal nor gradient passes."
    )
    learns = known.measured and seen[-1].loss < MUCH * known.baseline
    return Finding("few values", WARNING if learns else ERROR, words, {"layers": _listed(layers)}, layers, int(trace.steps[0]),
                   losses(known, seen), (way.WITHOUT_NORM,), measured=int(trace.steps[end]))  # fmt: skip


def _since(trace: Trace, column: str, end: int, holds: object) -> int:
    """The first step of those, up to the last, in which something held whenever it was measured."""
    values = trace.column(column)[: end + 1]
    ok = np.isnan(values) | np.asarray(holds(values))  # type: ignore[operator]
    other = np.flatnonzero(~ok)
    return int(trace.steps[min(end, other[-1] + 1 if other.size else 0)])


def cut_off(trace: Trace, end: int, known: Facts, seen: Seen) -> Finding | None:
    """Layers that a gradient reaches in name only: it is 0, or a millionth of what the same layer gets in other blocks."""
    names = [layer.name for layer in trace.layers]
    recent = _recent(trace, names, end)
    found = {name: size for name, size in recent.items() if size.size >= LEAST}
    with np.errstate(all="ignore"):
        usual = {name: float(np.median(size)) for name, size in found.items()}
        still = [name for name, size in found.items() if (size == 0).all()]
    if not any(size > 0 for size in usual.values()):
        return None
    likes = _likes(usual)
    faint = [name for name in found if name not in still and usual[name] < FAINT * likes[pattern(name)]]
    both = tuple(name for name in names if name in still or name in faint)
    if not both:
        return None
    since = _since(trace, f"delta/{both[0]}", end, lambda values: values <= max(usual[name] for name in both) * 1e3)
    told = {"layers": _listed(both), "size": number(max(usual[name] for name in both)), "other": number(max(usual.values()))}
    nothing = _all_zero(trace, end)
    words = _HARDLY
    if nothing:
        stuck_there = all(any(fixed.startswith(f"{name}.") for fixed in trace.frozen) for name in nothing)
        words, told = _FROZEN_AT_0 if stuck_there else _AT_0, told | {"zero": _listed(nothing)}
        both = tuple(dict.fromkeys((*nothing, *both)))
    evidence = ((text("layers without a gradient"), f"{len(both)} / {len(names)}"), *losses(known, seen))
    severity = ERROR if stuck(known, seen) and not falling(seen) else WARNING
    return Finding("cut off", severity, words, told, both, since, evidence, measured=int(trace.steps[end]))


_HARDLY = text("Hardly any gradient reaches {layers}: its size there is {size}, while other layers in the network get {other}.")
_AT_0 = text(
    "Hardly any gradient reaches {layers}: its size there is {size}, while other layers in the network get {other}. "
    "All weights of {zero} are 0, which lets nothing pass."
)
_FROZEN_AT_0 = text(
    "Hardly any gradient reaches {layers}: its size there is {size}, while other layers in the network get {other}. "
    "All weights of {zero} are 0 and frozen, which lets nothing pass."
)


def _all_zero(trace: Trace, end: int) -> tuple[str, ...]:
    """Layers whose weights were 0 as a whole in the last step."""
    weights = {layer.name: trace.column(f"param/{layer.name}.weight")[: end + 1] for layer in trace.layers}
    return tuple(name for name, sizes in weights.items() if (known := sizes[np.isfinite(sizes)]).size and known[-1] == 0)


def _recent(trace: Trace, names: list[str], end: int) -> dict[str, Array]:
    """The gradients with respect to the layers' outputs in the last steps in which they were measured."""
    found = {}
    for name in names:
        values = trace.column(f"delta/{name}")[: end + 1]
        found[name] = values[np.isfinite(values)][-RECENT:]
    return found


def _likes(usual: dict[str, float]) -> dict[str, float]:
    """What the same layer usually gets in repeated blocks; nothing where there are too few of them to compare."""
    groups: dict[str, list[float]] = {}
    for name, size in usual.items():
        groups.setdefault(pattern(name), []).append(size)
    return {name: float(np.median(sizes)) if len(sizes) >= ALIKE else 0.0 for name, sizes in groups.items()}


def attention(trace: Trace, end: int, known: Facts, seen: Seen) -> Finding | None:
    """Heads that look at one place alone because their logits are large: no gradient passes through their softmax."""
    found = []
    for layer in trace.layers:
        entropy, logit = (trace.column(f"{kind}/{layer.name}")[: end + 1] for kind in ("entropy", "logit"))
        known_at = np.isfinite(entropy) & np.isfinite(logit)
        if known_at.sum() >= LEAST and (entropy[known_at][-LEAST:] < EVEN).all() and logit[known_at][-1] > LARGE:
            found.append((layer.name, float(entropy[known_at][-1]), float(logit[known_at][-1])))
    if not found:
        return None
    words = text(
        "Attention in {layers} is saturated: with logits up to {logit}, "
        "a head attends to a single position and cannot learn to attend to another."
    )
    told = {"layers": _listed(tuple(name for name, _, _ in found)), "logit": number(max(logit for _, _, logit in found))}
    evidence = tuple((name, f"{entropy:.2f}") for name, entropy, _ in found[:SHOWN])
    severity = ERROR if stuck(known, seen) and not falling(seen) else WARNING
    layers = tuple(name for name, _, _ in found)
    since = max(_since(trace, f"entropy/{name}", end, lambda values: values < EVEN) for name in layers)
    return Finding("attention", severity, words, told, layers, since, evidence, measured=int(trace.steps[end]))


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names[:SHOWN]) + (" …" if len(names) > SHOWN else "")
