"""BatchNorm (Ioffe & Szegedy 2015) and LayerNorm (Ba et al. 2016), with PyTorch's parameters and running statistics."""

from __future__ import annotations

import math
from collections.abc import Callable

from engine.library.groups import GROUP_MEAN, GROUP_NORMALIZE, GROUP_VARIANCE
from engine.library.layers.layer import (
    ALL,
    SHAPES,
    Building,
    LayerType,
    Module,
    Parameter,
    Site,
    Takes,
    Tensors,
    module,
    over_grid,
    same_units,
)
from engine.library.normalization import MEAN, NORMALIZE, RUNNING, SCALE_SHIFT, VARIANCE
from engine.model.problem import Problem, text
from engine.model.setting import Setting

EPS = Setting("eps", "ε", 1e-5, text("Added to the variance to avoid division by zero."), 1e-12, 1.0)
MOMENTUM = Setting("momentum", text("Momentum"), 0.1, text("Weight of the new batch in the running statistics."), 0.0, 1.0)


def _parameters(site: Site) -> dict[str, Parameter]:
    """Scale and shift of each unit."""
    shape = (site.node.units,)
    return {site.name("weight"): Parameter(shape, start=1.0), site.name("bias"): Parameter(shape, start=0.0)}


def _statistics(site: Site) -> dict[str, Parameter]:
    shape = (site.node.units,)
    return {site.name("running_mean"): Parameter(shape, start=0.0), site.name("running_var"): Parameter(shape, start=1.0)}


def _normalized(at: Building, x: int, mean: int, var: int, axis: int) -> int:
    node = at.site.node.id
    return _scaled(at, at.apply(NORMALIZE, x, mean, var, name=f"{node}.x̂", axis=axis, eps=at.site.settings["eps"]))


def _scaled(at: Building, hat: int) -> int:
    """The function of the scaled and shifted value."""
    node = at.site.node.id
    scale, shift = at.parameter("weight"), at.parameter("bias")
    assert scale is not None
    assert shift is not None
    return at.activate(at.preactivation(at.apply(SCALE_SHIFT, hat, scale, shift, name=f"{node}.scaled")))


def _moments(at: Building, x: int, axis: int) -> tuple[int, int]:
    node = at.site.node.id
    mean = at.apply(MEAN, x, name=f"{node}.mean", axis=axis)
    return mean, at.apply(VARIANCE, x, mean, name=f"{node}.var", axis=axis)


def _layer_norm(at: Building) -> int:
    x = at.source(at.site.wires[0])
    return _normalized(at, x, *_moments(at, x, 0), 0)


def _batch_norm(at: Building) -> int:
    """Training uses the batch and updates the running statistics; prediction uses these."""
    x = at.source(at.site.wires[0])
    if at.predicting:
        return _normalized(at, x, at.statistic("running_mean"), at.statistic("running_var"), 1)
    mean, var = _moments(at, x, 1)
    value = _normalized(at, x, mean, var, 1)
    momentum = at.site.settings["momentum"]
    at.renew("running_mean", RUNNING, mean, momentum=momentum, factor=1.0)
    at.renew("running_var", RUNNING, var, momentum=momentum, factor=at.columns / (at.columns - 1))
    return value


def _recognise(kind: str, running: bool) -> Callable[[str, Tensors], tuple[Module, ...]]:
    """A norm in a file of weights; running statistics tell one kind from the other."""

    def found(name: str, tensors: Tensors) -> tuple[Module, ...]:
        weight = tensors.get("weight")
        foreign = set(tensors) - {"weight", "bias", "running_mean", "running_var"}
        if weight is None or weight.ndim != 1 or foreign or running != ("running_mean" in tensors):
            return ()
        return (Module(name, kind, weight.shape[0], weight.shape[0], tensors),)

    return found


def _whole(site: Site) -> dict[str, Parameter]:
    return {**_parameters(site), **_statistics(site)}


def _batch_norm_module(site: Site) -> str:
    settings = site.settings
    return f"BatchNorm{max(1, len(site.grids[0]))}d({site.node.units}, eps={settings['eps']!r}, momentum={settings['momentum']!r})"


GROUPS = Setting(
    "groups",
    text("Groups"),
    1,
    text("Groups of neighbouring units, each normalised separately; 1 means all units together."),
    1,
    4096,
)


def _group_norm(at: Building) -> int:
    """Over the units of a group at all positions of a sample."""
    x, name, groups = at.source(at.site.wires[0]), at.site.node.id, at.site.settings["groups"]
    both = {"groups": groups, "members": at.site.node.units // groups * math.prod(at.site.grids[0])}
    mean = at.apply(GROUP_MEAN, x, name=f"{name}.mean", **both)
    var = at.apply(GROUP_VARIANCE, x, mean, name=f"{name}.var", **both)
    return _scaled(at, at.apply(GROUP_NORMALIZE, x, mean, var, name=f"{name}.x̂", eps=at.site.settings["eps"], **both))


def _uneven(site: Site) -> Problem | None:
    units, groups = site.node.units, site.settings["groups"]
    if units % groups == 0:
        return None
    return Problem(f"network.nodes.{site.node.id}.groups",
                   text("the number of units, {units}, is not a multiple of the number of groups, {groups}."),
                   text("Use a divisor of {units} as the number of groups."), {"units": units, "groups": groups})  # fmt: skip


def _group_norm_module(site: Site) -> str:
    return f"GroupNorm({site.settings['groups']}, {site.node.units}, eps={site.settings['eps']!r})"


BATCH_NORM = LayerType(
    "batch_norm",
    text("BatchNorm"),
    text("Each unit is normalised to mean 0 and variance 1 over the batch, then scaled and shifted."),
    SHAPES,
    _batch_norm,
    "norm",
    sentence=text("Layer {node} scales and shifts what it has normalised."),
    settings=(MOMENTUM, EPS),
    activations=ALL,
    takes=Takes(most=1),
    units=same_units,
    least_samples=2,
    parameters=_parameters,
    statistics=_statistics,
    normalizes=True,
    torch=over_grid(_batch_norm_module, _whole, stepwise=True),
    recognise=_recognise("batch_norm", True),
)

LAYER_NORM = LayerType(
    "layer_norm",
    text("LayerNorm"),
    text("Each sample is normalised to mean 0 and variance 1 over the units, then scaled and shifted."),
    SHAPES,
    _layer_norm,
    "norm",
    sentence=text("Layer {node} scales and shifts what it has normalised."),
    settings=(EPS,),
    activations=ALL,
    takes=Takes(most=1),
    units=same_units,
    parameters=_parameters,
    normalizes=True,
    torch=module("LayerNorm({units}, eps={eps!r})", parameters=_parameters),
    recognise=_recognise("layer_norm", False),
)

GROUP_NORM = LayerType(
    "group_norm",
    text("GroupNorm"),
    text("Each group of units is normalised to mean 0 and variance 1 over all positions of a sample, then scaled and shifted."),
    SHAPES,
    _group_norm,
    "norm",
    sentence=text("Layer {node} scales and shifts what it has normalised."),
    settings=(GROUPS, EPS),
    activations=ALL,
    takes=Takes(most=1),
    units=same_units,
    problem=_uneven,
    parameters=_parameters,
    normalizes=True,
    torch=over_grid(_group_norm_module, _parameters, stepwise=True),
)
