"""A function with a slope that is learned."""

from __future__ import annotations

from engine.library.layers.layer import (
    SHAPES,
    Building,
    LayerType,
    Parameter,
    Site,
    Takes,
    over_grid,
    same_units,
)
from engine.library.slopes import PRELU as SLOPED
from engine.model.problem import text
from engine.model.setting import Setting

EACH_UNIT = Setting(
    "each_unit", text("Slope of each unit"), False, text("Each unit learns its own slope; otherwise all units share one.")
)


def _parameters(site: Site) -> dict[str, Parameter]:
    """PyTorch's start: 0.25."""
    return {site.name("weight"): Parameter((site.node.units if site.settings["each_unit"] else 1,), start=0.25)}


def _build(at: Building) -> int:
    weight = at.parameter("weight")
    assert weight is not None
    return at.apply(SLOPED, at.source(at.site.wires[0]), weight, name=at.site.name("a"))


def _module(site: Site) -> str:
    return f"PReLU({site.node.units})" if site.settings["each_unit"] else "PReLU()"


PRELU = LayerType(
    "prelu",
    text("PReLU"),
    text("ReLU whose slope for negative inputs is learned (He et al. 2015)."),
    SHAPES,
    _build,
    "act",
    sentence=text("Layer {node} multiplies negative inputs by the slope that it has learned."),
    settings=(EACH_UNIT,),
    takes=Takes(most=1),
    units=same_units,
    parameters=_parameters,
    torch=over_grid(_module, _parameters, stepwise=True),
)
