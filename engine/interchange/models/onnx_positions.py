"""ONNX of the ops over positions: values are (samples, units, *grid), so convolution, pooling and attention are ONNX's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.interchange.models.onnx_writers import Write, Written, pads_of
from engine.library.attention import FAR_BELOW
from engine.program.program import Instr

if TYPE_CHECKING:
    from engine.interchange.models.onnx_graph import Graph


def _patches(graph: Graph, instr: Instr) -> Written:
    """Nothing: the product with the kernels is written as a convolution, if that is all that reads them."""
    return None


def _pooled(kind: str) -> Write:
    def write(graph: Graph, instr: Instr) -> Written:
        window, value = instr.settings["window"], graph.values[instr.ins[0]]
        more = {"count_include_pad": 1} if kind == "AveragePool" else {}
        made = graph.add(kind, [value.name], graph.name(instr.out), kernel_shape=list(window.kernel), strides=list(window.stride),
                         pads=pads_of(window), **more)  # fmt: skip
        return made, window.result

    return write


def _mean_positions(graph: Graph, instr: Instr) -> Written:
    return graph.add(
        "Flatten", [graph.add("GlobalAveragePool", [graph.values[instr.ins[0]].name])], graph.name(instr.out), axis=1
    ), ()


def _flatten(graph: Graph, instr: Instr) -> Written:
    return graph.add("Flatten", [graph.values[instr.ins[0]].name], graph.name(instr.out), axis=1), ()


def _add_positions(graph: Graph, instr: Instr) -> Written:
    """The vectors (positions, units) are those of the grid, position by position."""
    value, vectors = graph.values[instr.ins[0]], graph.arrays[instr.ins[1]]
    places = graph.constant(vectors.T.reshape(-1, *value.grid), graph.name(instr.ins[1]))
    return graph.add("Add", [value.name, places], graph.name(instr.out)), value.grid


def _line(graph: Graph, slot: int) -> str:
    """A value with its positions in a row: (samples, units, positions)."""
    value = graph.values[slot]
    return value.name if len(value.grid) == 1 else graph.add("Reshape", [value.name, graph.whole(0, 0, -1)])


def _scores(graph: Graph, instr: Instr) -> Written:
    """(samples, keys, queries)."""
    q, k = (_line(graph, slot) for slot in instr.ins)
    factor = instr.settings["factor"]
    queries = q if factor == 1 else graph.add("Mul", [q, graph.constant(factor)])
    keys = graph.add("Transpose", [k], perm=[0, 2, 1])
    return graph.add("MatMul", [keys, queries], graph.name(instr.out)), (instr.settings["queries"],)


def _mix(graph: Graph, instr: Instr) -> Written:
    """The values (samples, units, keys) times the weights, on the grid of the layer that asks."""
    v, a = instr.ins
    mixed = graph.add("MatMul", [_line(graph, v), graph.values[a].name])
    grid = graph.experiment.network.node(graph.program.slots[instr.out].node).grid
    if len(grid) < 2:
        return mixed, (instr.settings["queries"],)
    return graph.add("Reshape", [mixed, graph.whole(0, 0, *grid)], graph.name(instr.out)), grid


def _causal_softmax(graph: Graph, instr: Instr) -> Written:
    """What lies ahead has no weight."""
    queries, value = instr.settings["queries"], graph.values[instr.ins[0]]
    rows = graph.program.slots[instr.out].shape[0]
    seen = graph.constant(np.arange(rows)[:, None] <= np.arange(queries)[None], kind=np.bool_)
    far = graph.constant(max(FAR_BELOW, float(np.finfo(graph.kind).min)))
    return graph.add("Softmax", [graph.add("Where", [seen, value.name, far])], graph.name(instr.out), axis=1), value.grid


POSITION_WRITERS: dict[str, Write] = {
    "patches": _patches, "max_pool": _pooled("MaxPool"), "average_pool": _pooled("AveragePool"),
    "mean_positions": _mean_positions, "flatten": _flatten, "add_positions": _add_positions, "scores": _scores, "mix": _mix,
    "causal_softmax": _causal_softmax,
}  # fmt: skip
