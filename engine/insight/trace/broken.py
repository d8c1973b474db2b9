"""The first value of a record that is not finite: in which step, and where it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.insight.diagnosis.finding import ERROR, Finding
from engine.insight.diagnosis.nonfinite import REMEDIES
from engine.model.problem import text

if TYPE_CHECKING:
    from engine.insight.trace.trace import Trace

import numpy as np

SOUND = 1e4  # sizes far from where a number overflows, in half precision too
NOT_TOLD = ("seconds", "baseline", "zero", "held_out", "along", "left", "clip", "scale")


def not_finite(trace: Trace, end: int) -> Finding | None:
    """The first recorded step with a value that is not finite. Within it, what comes first made the rest so: inputs, weights, the
    forward pass, the loss, the backward pass, the update."""
    names = [name for name in trace.columns if name not in NOT_TOLD]
    bad = np.array([trace.broken(name)[: end + 1] for name in names]).reshape(len(names), -1)
    rows = np.flatnonzero(bad.any(axis=0)) if names else np.empty(0, int)
    if not rows.size:
        return None
    place = int(rows[0])
    broken = {name for name, row in zip(names, bad, strict=True) if row[place]}
    layer, where, words = _first(trace, broken)
    undefined = _undefined(trace, place, layer, broken)
    evidence = ((text("loss"), f"{trace.column('loss')[place]:.3g}"), (text("learning rate"), f"{trace.column('rate')[place]:.3g}"))
    told = {"where": where, "layer": layer} if layer else {}
    if undefined:
        places = (layer,) if layer else ()
        return Finding("undefined operation", ERROR, undefined, {"layer": layer}, places, int(trace.steps[place]), evidence)
    return Finding("not finite", ERROR, words, told, (layer,) if layer else (), int(trace.steps[place]), evidence, REMEDIES)


def _first(trace: Trace, broken: set[str]) -> tuple[str, str, str]:
    """The layer, what of it is not finite, and the sentence that says so."""
    if {"input/largest", "input/spread"} & broken:
        return "", "", text("A value is not finite: it was already in the inputs.")
    told = text("A non-finite value was first recorded in {where} of {layer}.")
    layers = [layer.name for layer in trace.layers]
    parameters = [name.partition("/")[2] for name in trace.columns if name.startswith("param/")]
    for name in parameters:
        if f"param/{name}" in broken:
            return _owner(name, layers), text("the weights"), told
    for kind, where, order in (("spread", text("the output"), layers), ("delta", text("the gradient"), layers[::-1])):
        if kind == "delta" and layers and "loss" in broken:
            return "", "", text("The loss was not finite, although the outputs of all layers were finite.")
        found = next((name for name in order if f"{kind}/{name}" in broken), None)
        if found is not None:
            return found, where, told
    for kind, where in (("grad", text("the gradient")), ("update", text("the update"))):
        found = next((name for name in reversed(parameters) if f"{kind}/{name}" in broken), None)
        if found is not None:
            return _owner(found, layers), where, told
    return "", "", text("A value is not finite; the recording does not show which layer it came from.")


def _undefined(trace: Trace, place: int, layer: str, broken: set[str]) -> str:
    """The sentence for an operation outside of the layers that made it out of sound numbers, such as the square root of 0 or its
    slope; "" where numbers had grown, or came from elsewhere."""
    names = [known.name for known in trace.layers]
    outputs = [f"{kind}/{name}" for kind in ("mean", "spread") for name in names]
    earlier = [name for name in trace.columns if name.startswith("param/") or name in ("input/largest", *outputs)]
    if not names or broken.intersection(earlier) or np.isfinite(trace.column("scale")[place]):
        return ""
    after = [f"delta/{name}" for name in names[names.index(layer) + 1 :]] if layer in names else []
    sizes = [abs(float(trace.column(name)[place])) for name in [*earlier, *after] if name not in broken]
    if any(size > SOUND for size in sizes):
        return ""
    if "loss" in broken:
        return text(
            "The loss was not finite, although the outputs of all layers were finite and not large: an operation after them is "
            "undefined there, such as the logarithm of 0 or a division by 0."
        )
    if f"delta/{layer}" not in broken:
        return ""
    return text(
        "The gradient of {layer} was not finite, although everything before it was finite and not large: an operation between "
        "{layer} and the loss has no finite derivative there, such as a square root or a norm at 0."
    )


def _owner(parameter: str, layers: list[str]) -> str:
    """The layer that a parameter belongs to."""
    name = parameter.rpartition(".")[0]
    return next((layer for layer in layers if parameter.startswith(f"{layer}.")), name or parameter)
