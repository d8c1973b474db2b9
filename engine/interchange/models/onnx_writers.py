"""ONNX of the ops without positions of their own: one writer for each forward rule. Values are (samples, units, *grid)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.library.activations import SELU_ALPHA, SELU_SCALE
from engine.library.normal import ROOT_HALF
from engine.program.program import Instr

if TYPE_CHECKING:
    from engine.interchange.models.onnx_graph import Graph

Written = tuple[str, tuple[int, ...]] | None  # name and grid of what was written; None where a later writer has it
Write = Callable[["Graph", Instr], Written]


def plain(kind: str, **fixed: Any) -> Write:
    """An operator of that name between values of one shape."""

    def write(graph: Graph, instr: Instr) -> Written:
        grid = graph.grid_of(instr.ins)
        return graph.add(kind, [graph.value(slot, grid) for slot in instr.ins], graph.name(instr.out), **fixed), grid

    return write


def composed(make: Callable[[Graph, str, dict[str, Any], str], str]) -> Write:
    """A function of one value, made of several operators."""

    def write(graph: Graph, instr: Instr) -> Written:
        value = graph.values[instr.ins[0]]
        return make(graph, value.name, instr.settings, graph.name(instr.out)), value.grid

    return write


def _product(graph: Graph, instr: Instr) -> Written:
    """A matrix times a value, perhaps with a bias: Gemm; over positions a convolution whose kernel is one position."""
    weight, source, *bias = instr.ins
    output = graph.name(instr.out)
    matrix, rest = graph.arrays[weight], [graph.vector(slot) for slot in bias]
    patches = graph.only_use(source, "patches")
    if patches is not None:
        return convolution(graph, matrix, patches, rest, graph.name(weight), output)
    value = graph.values[source]
    if value.grid:
        kernel = graph.constant(matrix.reshape(matrix.shape + (1,) * len(value.grid)), graph.name(weight))
        return graph.add("Conv", [value.name, kernel, *rest], output), value.grid
    return graph.add("Gemm", [value.name, graph.constant(matrix, graph.name(weight)), *rest], output, transB=1), ()


def convolution(graph: Graph, matrix: np.ndarray, patches: Instr, rest: list[str], name: str, output: str) -> Written:
    """Patches times a matrix of kernels."""
    window = patches.settings["window"]
    value = graph.values[patches.ins[0]]
    kernel = graph.constant(matrix.reshape(len(matrix), -1, *window.kernel), name)
    made = graph.add("Conv", [value.name, kernel, *rest], output, kernel_shape=list(window.kernel), strides=list(window.stride),
                     pads=pads_of(window))  # fmt: skip
    return made, window.result


def pads_of(window: Any) -> list[int]:
    """Zeros before and after the grid."""
    sides = zip(window.result, window.stride, window.kernel, window.grid, window.padding, strict=True)
    after = [max(0, (count - 1) * stride + kernel - length - before) for count, stride, kernel, length, before in sides]
    return [*window.padding, *after]


def _normalise(graph: Graph, instr: Instr) -> Written:
    """Sooner or later scaled and shifted, it is written there; else as it stands."""
    x, mean, var = instr.ins
    grid, output = graph.grid_of((x,)), graph.name(instr.out)
    if _scaled_later(graph, instr):
        return None
    root = graph.add("Sqrt", [graph.add("Add", [graph.value(var, grid), graph.constant(instr.settings["eps"])])])
    return graph.add("Div", [graph.add("Sub", [graph.value(x, grid), graph.value(mean, grid)]), root], output), grid


def _scaled_later(graph: Graph, instr: Instr) -> bool:
    later = [other for other in graph.program.code if instr.out in other.ins]
    return len(later) == 1 and later[0].rule.key == "scale_shift" and (_of_running(graph, instr) or _of_units(graph, instr))


def _of_running(graph: Graph, instr: Instr) -> bool:
    return all(slot in graph.arrays for slot in instr.ins[1:])


def _of_units(graph: Graph, instr: Instr) -> bool:
    """Not in double precision: LayerNormalization has its epsilon in single."""
    if graph.kind is np.float64:
        return False
    mean = graph.makers.get(instr.ins[1])
    return mean is not None and mean.rule.key == "mean" and mean.settings["axis"] == 0 and mean.ins[0] == instr.ins[0]


def _scale_shift(graph: Graph, instr: Instr) -> Written:
    """With what normalised the value: BatchNormalization with running statistics, or LayerNormalization."""
    x, output, maker = instr.ins[0], graph.name(instr.out), graph.makers.get(instr.ins[0])
    if x in graph.values or maker is None:
        grid = graph.grid_of((x,))
        w, b = (graph.vector(slot, grid) for slot in instr.ins[1:])
        return graph.add("Add", [graph.add("Mul", [graph.value(x, grid), w]), b], output), grid
    source, eps = graph.values[maker.ins[0]], maker.settings["eps"]
    operands = [source.name, *(graph.vector(slot) for slot in instr.ins[1:])]
    if _of_running(graph, maker):
        mean, var = (graph.arrays[slot].reshape(-1) for slot in maker.ins[1:])
        var = var + (eps - float(np.float32(eps)))  # the attribute is single
        operands += [graph.constant(array, graph.name(slot)) for array, slot in zip((mean, var), maker.ins[1:], strict=True)]
        return graph.add("BatchNormalization", operands, output, epsilon=eps), source.grid
    if not source.grid:
        return graph.add("LayerNormalization", operands, output, axis=-1, epsilon=eps), ()
    rank = len(source.grid)
    operands[0] = graph.add("Transpose", operands[:1], perm=[0, *range(2, rank + 2), 1])
    normed = graph.add("LayerNormalization", operands, axis=-1, epsilon=eps)
    return graph.add("Transpose", [normed], output, perm=[0, rank + 1, *range(1, rank + 1)]), source.grid


def _with_vector(kind: str) -> Write:
    """An operation between values and one number for each unit, or for all of them."""

    def write(graph: Graph, instr: Instr) -> Written:
        value = graph.values[instr.ins[0]]
        return graph.add(kind, [value.name, graph.vector(instr.ins[1], value.grid)], graph.name(instr.out)), value.grid

    return write


def _scaled(graph: Graph, x: str, settings: dict[str, Any], output: str) -> str:
    return x if settings["factor"] == 1 else graph.add("Mul", [x, graph.constant(settings["factor"])], output)


def _mean(graph: Graph, x: str, settings: dict[str, Any], output: str) -> str:
    """Over the units (axis 0 here) or the samples."""
    return graph.add("ReduceMean", [x, graph.whole(1 - settings["axis"])], output, keepdims=1)


def _variance(graph: Graph, instr: Instr) -> Written:
    grid = graph.grid_of(instr.ins)
    away = graph.add("Sub", [graph.value(slot, grid) for slot in instr.ins])
    return _mean(graph, graph.add("Mul", [away, away]), instr.settings, graph.name(instr.out)), grid


def _grouped(graph: Graph, slot: int, groups: int) -> str:
    """(samples, groups, members)."""
    return graph.add("Reshape", [graph.values[slot].name, graph.whole(0, groups, -1)])


def _group_mean(graph: Graph, instr: Instr) -> Written:
    grouped = _grouped(graph, instr.ins[0], instr.settings["groups"])
    return graph.add("ReduceMean", [grouped, graph.whole(2)], graph.name(instr.out), keepdims=0), ()


def _group_variance(graph: Graph, instr: Instr) -> Written:
    mean = graph.add("Unsqueeze", [graph.values[instr.ins[1]].name, graph.whole(2)])
    away = graph.add("Sub", [_grouped(graph, instr.ins[0], instr.settings["groups"]), mean])
    return graph.add("ReduceMean", [graph.add("Mul", [away, away]), graph.whole(2)], graph.name(instr.out), keepdims=0), ()


def _group_normalize(graph: Graph, instr: Instr) -> Written:
    x, mean, var = (graph.values[slot] for slot in instr.ins)
    root = graph.add("Sqrt", [graph.add("Add", [var.name, graph.constant(instr.settings["eps"])])])
    inner = [graph.add("Unsqueeze", [name, graph.whole(2)]) for name in (mean.name, root)]
    away = graph.add("Sub", [_grouped(graph, instr.ins[0], instr.settings["groups"]), inner[0]])
    shape = graph.add("Shape", [x.name])
    return graph.add("Reshape", [graph.add("Div", [away, inner[1]]), shape], graph.name(instr.out)), x.grid


def _numbers(graph: Graph, slot: int) -> tuple[str, tuple[int, ...]]:
    """Class numbers without the axis of units."""
    value = graph.values[slot]
    return graph.add("Cast", [graph.add("Squeeze", [value.name, graph.whole(1)])], to=7), value.grid  # 7: int64


def _look_up(graph: Graph, instr: Instr) -> Written:
    numbers, grid = _numbers(graph, instr.ins[1])
    rows = graph.constant(graph.arrays[instr.ins[0]], graph.name(instr.ins[0]))
    if not grid:
        return graph.add("Gather", [rows, numbers], graph.name(instr.out), axis=0), ()
    found, rank = graph.add("Gather", [rows, numbers], axis=0), len(grid)
    return graph.add("Transpose", [found], graph.name(instr.out), perm=[0, rank + 1, *range(1, rank + 1)]), grid


def _one_hot(graph: Graph, instr: Instr) -> Written:
    numbers, grid = _numbers(graph, instr.ins[0])
    depth, values = graph.constant(instr.settings["units"], kind=np.int64), graph.constant([0.0, 1.0])
    return graph.add("OneHot", [numbers, depth, values], graph.name(instr.out), axis=1), grid


def _cut(graph: Graph, x: str, settings: dict[str, Any], output: str) -> str:
    return graph.cut(x, settings["start"], settings["stop"])


def _same(graph: Graph, x: str, settings: dict[str, Any], output: str) -> str:
    return x


def _silu(graph: Graph, x: str, settings: dict[str, Any], output: str) -> str:
    return graph.add("Mul", [x, graph.add("Sigmoid", [x])], output)


def _gelu(graph: Graph, x: str, settings: dict[str, Any], output: str) -> str:
    """x / 2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))), Hendrycks & Gimpel 2016."""
    cube = graph.add("Mul", [graph.add("Mul", [graph.add("Mul", [x, x]), x]), graph.constant(0.044715)])
    inner = graph.add("Mul", [graph.add("Add", [x, cube]), graph.constant((2 / np.pi) ** 0.5)])
    share = graph.add("Add", [graph.add("Tanh", [inner]), graph.constant(1.0)])
    return graph.add("Mul", [graph.add("Mul", [x, graph.constant(0.5)]), share], output)


def _gelu_exact(graph: Graph, x: str, settings: dict[str, Any], output: str) -> str:
    """x / 2 (1 + erf(x / sqrt(2)))."""
    share = graph.add("Erf", [graph.add("Mul", [x, graph.constant(ROOT_HALF)])])
    half = graph.add("Mul", [x, graph.constant(0.5)])
    return graph.add("Mul", [half, graph.add("Add", [share, graph.constant(1.0)])], output)


def _leaky(graph: Graph, x: str, settings: dict[str, Any], output: str) -> str:
    """In double precision from constants: the attributes of ONNX's own operators are single."""
    if graph.kind is np.float32:
        return graph.add("LeakyRelu", [x], output, alpha=settings["slope"])
    zero = graph.constant(0.0)
    below = graph.add("Mul", [graph.add("Min", [x, zero]), graph.constant(settings["slope"])])
    return graph.add("Add", [graph.add("Max", [x, zero]), below], output)


def _elu(graph: Graph, x: str, settings: dict[str, Any], output: str) -> str:
    if graph.kind is np.float32:
        return graph.add("Elu", [x], output, alpha=settings["alpha"])
    zero = graph.constant(0.0)
    below = graph.add("Sub", [graph.add("Exp", [graph.add("Min", [x, zero])]), graph.constant(1.0)])
    scaled = graph.add("Mul", [below, graph.constant(settings["alpha"])])
    return graph.add("Add", [graph.add("Max", [x, zero]), scaled], output)


def _selu(graph: Graph, x: str, settings: dict[str, Any], output: str) -> str:
    """Klambauer et al. 2017, equation 2."""
    if graph.kind is np.float32:
        return graph.add("Selu", [x], output)
    inner = _elu(graph, x, {"alpha": SELU_ALPHA}, f"{output} by scale")
    return graph.add("Mul", [inner, graph.constant(SELU_SCALE)], output)


WRITERS: dict[str, Write] = {
    "affine": _product, "matmul": _product, "add": plain("Add"), "mul": plain("Mul"), "sub": plain("Sub"),
    "concat": plain("Concat", axis=1), "rows": composed(_cut), "softmax": plain("Softmax", axis=1), "sigmoid": plain("Sigmoid"),
    "sigmoid_mistaken": plain("Sigmoid"),
    "tanh": plain("Tanh"), "relu": plain("Relu"), "leaky_relu": composed(_leaky), "elu": composed(_elu),
    "selu": composed(_selu), "gelu": composed(_gelu), "gelu_exact": composed(_gelu_exact), "silu": composed(_silu),
    "softplus": plain("Softplus"), "softsign": plain("Softsign"), "normalize": _normalise, "scale_shift": _scale_shift,
    "mean": composed(_mean), "variance": _variance, "scale": composed(_scaled), "constant_factor": composed(_scaled),
    "add_bias": _with_vector("Add"), "factor_of_each": _with_vector("Mul"), "factor_of_all": _with_vector("Mul"),
    "embedding": _look_up, "one_hot": _one_hot, "columns": composed(_same),
    "detach": composed(_same), "prelu": _with_vector("PRelu"), "group_mean": _group_mean, "group_variance": _group_variance,
    "group_normalize": _group_normalize,
}  # fmt: skip
