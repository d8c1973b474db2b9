"""Layers that combine several wires: sum, product, concatenation."""

from __future__ import annotations

from collections.abc import Callable

from engine.library.layers.layer import ALL, LEARNED_STATE, SHAPES, Building, LayerType, Takes, expression, same_units
from engine.library.ops import ADD as ADDITION
from engine.library.ops import CONCAT as CONCATENATION
from engine.library.ops import MUL, SCALE
from engine.library.rule import Op
from engine.model.problem import text


def _joined(op: Op) -> Callable[[Building], int]:
    """The wires joined two by two."""

    def build(at: Building) -> int:
        first, *others = at.site.wires
        total = at.source(first)
        if not others:
            total = at.apply(SCALE, total, name=first.id, factor=1.0)
        for wire in others:
            total = at.apply(op, total, at.source(wire), name=f"{wire.id} joined")
        return at.activate(at.preactivation(total))

    return build


ADD = LayerType(
    "add",
    text("Add"),
    text("The sum of the outputs of several layers: where a skip connection rejoins the main path."),
    SHAPES,
    _joined(ADDITION),
    "sum",
    sentence=text("Layer {node} adds up the outputs of the layers that feed into it, unit by unit."),
    settings=(LEARNED_STATE,),
    activations=ALL,
    takes=Takes(equal=True),
    units=same_units,
    torch=expression(lambda site, sources: " + ".join(sources)),
)

MULTIPLY = LayerType(
    "multiply",
    text("Multiply"),
    text("The product of the outputs of several layers, unit by unit: a gate."),
    SHAPES,
    _joined(MUL),
    "product",
    sentence=text("Layer {node} multiplies the outputs of the layers that feed into it, unit by unit."),
    settings=(LEARNED_STATE,),
    activations=ALL,
    takes=Takes(equal=True),
    units=same_units,
    torch=expression(lambda site, sources: " * ".join(sources)),
)

CONCAT = LayerType(
    "concat",
    text("Concat"),
    text("The units of several layers, one after the other."),
    SHAPES,
    _joined(CONCATENATION),
    "join",
    sentence=text("Layer {node} concatenates the outputs of the layers that feed into it."),
    settings=(LEARNED_STATE,),
    activations=ALL,
    units=lambda site: sum(site.widths),
    torch=expression(lambda site, sources: f"torch.cat([{', '.join(sources)}], dim=-1)"),
)
