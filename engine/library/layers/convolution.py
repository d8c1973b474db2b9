"""Layers over a grid of positions: convolution, pooling, flattening.

In PyTorch's words these are Conv1d and Conv2d, MaxPool, AvgPool, AdaptiveAvgPool and Flatten; the grid decides how many dimensions
they have.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from engine.library.layers.layer import (
    ALL,
    CHANNELS_FIRST,
    IMAGES,
    Building,
    LayerType,
    Module,
    Parameter,
    Site,
    Takes,
    Tensors,
    affine,
    expression,
    over_grid,
    same_units,
)
from engine.library.positions import AVERAGE_POOL, FLATTEN, MAX_POOL, MEAN_POSITIONS, PATCHES
from engine.library.rule import Op
from engine.library.window import Grid, Window, each
from engine.model.problem import Problem, text
from engine.model.setting import Setting

SAME = "same"
STRIDE = Setting("stride", text("Stride"), 1, text("Number of positions that the kernel moves at a time."), 1, 64, apart=True)
KERNEL = Setting("kernel", text("Kernel"), 3, text("Side length of the kernel, in positions."), 1, 64, apart=True)
PADDING = Setting(
    "padding", text("Padding"), 0, text("Zeros around the grid; “same” preserves the size of the grid (stride 1)."), 0, 64,
    words=(SAME,), apart=True,
)  # fmt: skip


def window(site: Site) -> Window:
    """The kernel of a layer on the grid of its source."""
    settings: Any = site.settings
    return Window.over(site.grids[0], settings["kernel"], settings["stride"], settings.get("padding", 0))


def _result(site: Site) -> Grid:
    return window(site).result


def _too_large(site: Site) -> Problem | None:
    """The kernel must fit into the grid; "same" has no meaning for larger strides, as in PyTorch."""
    if not site.grids or not site.grids[0]:
        return None  # the wire is refused already
    where, settings = f"network.nodes.{site.node.id}", site.settings
    lost = next((name for name in ("kernel", "stride", "padding") if isinstance(settings.get(name), (list, tuple))), None)
    if lost is not None and len(site.grids[0]) != 2:
        message = text("separate height and width need a source with two dimensions; this one has {count}.")
        return Problem(f"{where}.{lost}", message, text("Give one number."), {"count": len(site.grids[0])})
    if settings.get("padding") == SAME and set(window(site).stride) != {1}:
        return Problem(
            f"{where}.stride", text("padding “same” needs stride 1."), text("Set the stride to 1, or the padding to a number.")
        )
    if math.prod(_result(site)):
        return None
    grid, kernel = (" × ".join(map(str, sides)) for sides in (site.grids[0], window(site).kernel))
    return Problem(
        f"{where}.kernel",
        text("a kernel of {kernel} positions does not fit into a grid of {grid}."),
        text("Use a smaller kernel, or more padding."),
        {"kernel": kernel, "grid": grid},
    )


def _parameters(site: Site) -> dict[str, Parameter]:
    """A kernel for each output channel, and its bias: PyTorch's (out, in, *kernel) as a matrix (out, in · K)."""
    kernel = window(site).kernel if site.grids and site.grids[0] else each(site.settings["kernel"], 1)
    size = site.widths[0] * math.prod(kernel) if site.widths else math.prod(kernel)
    units = site.node.units
    full = (units, site.widths[0] if site.widths else 1, *kernel)
    found = {site.name("weight"): Parameter((units, size), size, full=full)}
    if site.bias:
        found[site.name("bias")] = Parameter((units,), size, bias=True)
    return found


def _recognise(name: str, tensors: Tensors) -> tuple[Module, ...]:
    """A convolution in a file of weights: kernels of one or two dimensions, and maybe a bias for each channel."""
    weight = tensors.get("weight")
    if weight is None or weight.ndim not in (3, 4) or set(tensors) - {"weight", "bias"}:
        return ()
    sides = list(map(int, weight.shape[2:]))
    settings = {"kernel": sides[0] if len(set(sides)) == 1 else sides, "rank": len(sides)}
    return (Module(name, "conv", weight.shape[1], weight.shape[0], tensors, settings),)


def _convolution(at: Building) -> int:
    """Dense over the patches: z = W · patches + b."""
    node, weight, bias = at.site.node.id, at.parameter("weight"), at.parameter("bias")
    assert weight is not None
    patches = at.apply(PATCHES, at.source(at.site.wires[0]), name=f"{node}.patches", window=window(at.site))
    return at.activate(at.preactivation(affine(at, weight, patches, bias, f"{node}.sum")))


def _pooled(op: Op) -> Callable[[Building], int]:
    def build(at: Building) -> int:
        return at.apply(op, at.source(at.site.wires[0]), name=at.site.name("a"), window=window(at.site))

    return build


def _over_all(op: Op) -> Callable[[Building], int]:
    def build(at: Building) -> int:
        return at.apply(op, at.source(at.site.wires[0]), name=at.site.name("a"), positions=math.prod(at.site.grids[0]))

    return build


def _conv_text(site: Site) -> str:
    settings = site.settings
    more = "" if site.bias else ", bias=False"
    kernel, stride, padding = (_told(settings[name]) for name in ("kernel", "stride", "padding"))
    return f"Conv{len(site.grids[0])}d({site.widths[0]}, {site.node.units}, {kernel}, stride={stride}, padding={padding}{more})"


def _told(value: int | str | Sequence[int]) -> str:
    """A number, a word, or a tuple in Python."""
    return repr(value) if isinstance(value, (int, str)) else repr(tuple(value))


def _pool_text(name: str) -> Callable[[Site], str]:
    return lambda site: f"{name}{len(site.grids[0])}d({_told(site.settings['kernel'])}, stride={_told(site.settings['stride'])})"


ON_GRID = Takes(most=1, positions=True)
POOL = (
    Setting("kernel", KERNEL.title, 2, KERNEL.help, 1, 64, apart=True),
    Setting("stride", STRIDE.title, 2, STRIDE.help, 1, 64, apart=True),
)

CONV = LayerType(
    "conv",
    text("Convolution"),
    text("One small kernel for each output channel, the same at every position: it finds its pattern wherever it occurs."),
    IMAGES,
    _convolution,
    "c",
    sentence=text("Layer {node} multiplies each patch of its source by its kernels and adds up the products."),
    settings=(KERNEL, STRIDE, PADDING),
    activations=ALL,
    initializer=True,
    bias=True,
    start="he_uniform",
    takes=ON_GRID,
    grid=_result,
    problem=_too_large,
    parameters=_parameters,
    torch=over_grid(_conv_text, _parameters),
    recognise=_recognise,
)

MAX_POOLING = LayerType(
    "max_pool",
    text("Max pool"),
    text("The largest value in each window: smaller maps that keep what was found."),
    IMAGES,
    _pooled(MAX_POOL),
    "p",
    sentence=text("Layer {node} keeps the largest value in each window."),
    settings=POOL,
    takes=ON_GRID,
    units=same_units,
    grid=_result,
    problem=_too_large,
    torch=over_grid(_pool_text("MaxPool")),
)

AVERAGE_POOLING = LayerType(
    "average_pool",
    text("Average pool"),
    text("The mean of each window."),
    IMAGES,
    _pooled(AVERAGE_POOL),
    "p",
    sentence=text("Layer {node} takes the mean of each window."),
    settings=POOL,
    takes=ON_GRID,
    units=same_units,
    grid=_result,
    problem=_too_large,
    torch=over_grid(_pool_text("AvgPool")),
)

GLOBAL_AVERAGE = LayerType(
    "global_average",
    text("Global average"),
    text("The mean of each unit over all positions."),
    IMAGES,
    _over_all(MEAN_POSITIONS),
    "p",
    sentence=text("Layer {node} takes the mean over all positions."),
    takes=ON_GRID,
    units=same_units,
    grid=lambda site: (),
    torch=expression(lambda site, sources: f"{sources[0]}.flatten(1, -2).mean(1)"),
)

FLATTENING = LayerType(
    "flatten",
    text("Flatten"),
    text("The units of all positions in one vector, for dense layers."),
    IMAGES,
    _over_all(FLATTEN),
    "flat",
    sentence=text("Layer {node} puts the units of all positions into one vector."),
    takes=ON_GRID,
    units=lambda site: site.widths[0] * math.prod(site.grids[0]),
    grid=lambda site: (),
    torch=expression(lambda site, sources: f"{sources[0]}{CHANNELS_FIRST}.flatten(1)"),
)
