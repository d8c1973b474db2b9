"""A convolution over the units of one layer (LeCun et al. 1989): few weights, used at every place."""

from __future__ import annotations

import numpy as np

from engine.library.layers.layer import SHAPES, Building, LayerType, Parameter, Site, Takes, Torch, Writing
from engine.library.rule import Array, Call, Op, Rule, Shape, size
from engine.model.problem import text
from engine.model.setting import Setting

CHANNELS = Setting("channels", text("Channels"), 2, text("How many kernels."), 1, 64)
KERNEL = Setting("kernel", text("Kernel"), 3, text("Units that a kernel covers."), 1, 64)
STRIDE = Setting("stride", text("Stride"), 1, text("Units between two places of a kernel."), 1, 8)


def _places(units: int, kernel: int, stride: int) -> int:
    return (units - kernel) // stride + 1


def _windows(x: Array, kernel: int, stride: int) -> tuple[Array, list[Call]]:
    """A column for each place and sample, and the calls that fill it."""
    places = _places(x.shape[0], kernel, stride)
    columns = np.empty((kernel, places, x.shape[1]), x.dtype)
    calls: list[Call] = [(np.copyto, (columns[k], x[k : k + stride * places : stride])) for k in range(kernel)]
    return columns.reshape(kernel, -1), calls


def _forward(out: Array, x: Array, w: Array, stride: int) -> list[Call]:
    columns, calls = _windows(x, w.shape[1], stride)
    return [*calls, (w.dot, (columns, out.reshape(w.shape[0], -1)))]


def _weight(out: Array, g: Array, x: Array, stride: int) -> list[Call]:
    columns, calls = _windows(x, out.shape[1], stride)
    return [*calls, (g.reshape(out.shape[0], -1).dot, (columns.T, out))]


def _input(out: Array, g: Array, w: Array, stride: int) -> list[Call]:
    channels, kernel = w.shape
    back = np.empty((kernel, g.size // channels), g.dtype)
    rows = back.reshape(kernel, -1, g.shape[1])
    places = rows.shape[1]
    calls: list[Call] = [(out.fill, (0.0,)), (w.T.dot, (g.reshape(channels, -1), back))]
    for k in range(kernel):
        part = out[k : k + stride * places : stride]
        calls.append((np.add, (part, rows[k], part)))
    return calls


def _shape(x: Shape, w: Shape, stride: int) -> Shape:
    return (w[0] * _places(x[0], w[1], stride), x[1])


def _flops(a: Shape, b: Shape) -> int:
    return 2 * size(a) * b[0]


CONV = Op(
    "conv",
    ("x", "w"),
    _shape,
    Rule("conv", text("convolve"), ("x", "w"), _forward, "{w} ∗ {x}", _flops),
    (
        Rule("conv_input", text("convolve back"), ("g", "w"), _input, "{w} ∗ᵀ {g}", _flops),
        Rule("conv_kernels", text("gradient of the kernels"), ("g", "x"), _weight, "{g} ⋆ {x}", _flops),
    ),
    "F.conv1d({x}.T[:, None], {w}[:, None], stride={stride}).flatten(1).T",
    (((5, 4), (2, 3)),),
    example={"stride": 1},
)


def _parameters(site: Site) -> dict[str, Parameter]:
    return {site.name("weight"): Parameter((site.settings["channels"], site.settings["kernel"]), site.settings["kernel"])}


def _units(site: Site) -> int:
    return site.settings["channels"] * _places(site.widths[0], site.settings["kernel"], site.settings["stride"])


def _build(at: Building) -> int:
    weight = at.parameter("weight")
    assert weight is not None
    z = at.apply(CONV, at.source(at.site.wires[0]), weight, name=at.site.name("sum"), stride=at.site.settings["stride"])
    return at.activate(at.preactivation(z))


def _define(at: Writing, site: Site) -> None:
    name = at.ident(site.node.id)
    at.define(f"self.{name}_kernels = nn.Parameter(torch.zeros({site.settings['channels']}, {site.settings['kernel']}))")
    at.call_ours(site.name("weight"), f"{name}_kernels")


def _apply(at: Writing, site: Site) -> list[str]:
    kernels = f"self.{at.ident(site.node.id)}_kernels.unsqueeze(1)"
    x = f"{at.source(site.wires[0])}.unsqueeze(1)"
    return [at.assigned(site, f"F.conv1d({x}, {kernels}, stride={site.settings['stride']}).flatten(1)")]


CONV1D = LayerType(
    "conv1d",
    text("Conv1d"),
    text("Slides small kernels over the units."),
    SHAPES,
    _build,
    "conv",
    sentence=text("Layer {node} slides its kernels over its input."),
    settings=(CHANNELS, KERNEL, STRIDE),
    activations=("identity", "tanh", "relu"),
    initializer=True,
    takes=Takes(most=1),
    units=_units,
    parameters=_parameters,
    torch=Torch(_define, _apply),
)
