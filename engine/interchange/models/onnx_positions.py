"""ONNX of the ops over positions. Columns are positions · samples here, so most go through (units, positions, samples)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from engine.library.attention import FAR_BELOW
from engine.library.window import Window

Write = Callable[[Any, list[str], str, dict[str, Any]], None]
SAMPLES_FIRST, SAMPLES_LAST, TURNED = [2, 0, 1], [1, 2, 0], [2, 1, 0]


def _whole(graph: Any, values: list[int]) -> str:
    name: str = graph.constant(values, kind=np.int64)
    return name


def _cube(graph: Any, x: str, positions: int) -> str:
    """(units, positions, samples)."""
    name: str = graph.add("Reshape", [x, _whole(graph, [0, positions, -1])])
    return name


def _windows(graph: Any, x: str, window: Window) -> str:
    """What each place of the kernel reads: (channels, K, places · samples); a position of zeros stands for the outside."""
    positions, places = int(np.prod(window.grid)), int(np.prod(window.result))
    read = np.full((window.size, places), positions)
    for place in range(places):
        for number, position in window.sources(place):
            read[number, place] = position
    cube = graph.add("Pad", [_cube(graph, x, positions), _whole(graph, [0, 0, 0, 0, 1, 0])])
    gathered = graph.add("Gather", [cube, _whole(graph, read.reshape(-1).tolist())], axis=1)
    name: str = graph.add("Reshape", [gathered, _whole(graph, [0, window.size, -1])])
    return name


def _patches(graph: Any, inputs: list[str], output: str, settings: dict[str, Any]) -> None:
    graph.add("Flatten", [_windows(graph, inputs[0], settings["window"])], output, axis=2)


def _pooled(kind: str) -> Write:
    def write(graph: Any, inputs: list[str], output: str, settings: dict[str, Any]) -> None:
        graph.add(kind, [_windows(graph, inputs[0], settings["window"]), _whole(graph, [1])], output, keepdims=0)

    return write


def _mean_positions(graph: Any, inputs: list[str], output: str, settings: dict[str, Any]) -> None:
    graph.add("ReduceMean", [_cube(graph, inputs[0], settings["positions"]), _whole(graph, [1])], output, keepdims=0)


def _flatten(graph: Any, inputs: list[str], output: str, settings: dict[str, Any]) -> None:
    graph.add("Flatten", [_cube(graph, inputs[0], settings["positions"])], output, axis=2)


def _add_positions(graph: Any, inputs: list[str], output: str, settings: dict[str, Any]) -> None:
    """The number of positions is the first length of the vectors added."""
    places = graph.add("Unsqueeze", [graph.add("Transpose", [inputs[1]], perm=[1, 0]), _whole(graph, [2])])
    count = graph.add("Shape", [inputs[1]], start=0, end=1)
    shape = graph.add("Concat", [_whole(graph, [0]), count, _whole(graph, [-1])], axis=0)
    added = graph.add("Add", [graph.add("Reshape", [inputs[0], shape]), places])
    graph.add("Flatten", [added], output, axis=1)


def _product(graph: Any, left: str, right: str, output: str) -> None:
    """The product of the matrices of each sample, with samples last again."""
    turned = graph.add("Transpose", [graph.add("MatMul", [left, right])], perm=SAMPLES_LAST)
    graph.add("Flatten", [turned], output, axis=1)


def _scores(graph: Any, inputs: list[str], output: str, settings: dict[str, Any]) -> None:
    q, k = inputs
    queries = graph.add("Transpose", [_cube(graph, q, settings["queries"])], perm=SAMPLES_FIRST)
    keys = graph.add("Transpose", [_cube(graph, k, settings["keys"])], perm=TURNED)
    _product(graph, keys, graph.add("Mul", [queries, graph.constant(settings["factor"])]), output)


def _mix(graph: Any, inputs: list[str], output: str, settings: dict[str, Any]) -> None:
    v, a = inputs
    values = graph.add("Transpose", [_cube(graph, v, settings["keys"])], perm=SAMPLES_FIRST)
    weights = graph.add("Transpose", [_cube(graph, a, settings["queries"])], perm=SAMPLES_FIRST)
    _product(graph, values, weights, output)


def _causal_softmax(graph: Any, inputs: list[str], output: str, settings: dict[str, Any]) -> None:
    queries = settings["queries"]
    seen = (np.arange(queries)[:, None] <= np.arange(queries)[None])[..., None]
    kept = graph.add("Mul", [_cube(graph, inputs[0], queries), graph.constant(seen)])
    masked = graph.add("Add", [kept, graph.constant(np.where(seen, 0.0, FAR_BELOW))])
    graph.add("Flatten", [graph.add("Softmax", [masked], axis=0)], output, axis=1)


POSITION_WRITERS: dict[str, Write] = {
    "patches": _patches, "max_pool": _pooled("ReduceMax"), "average_pool": _pooled("ReduceMean"),
    "mean_positions": _mean_positions, "flatten": _flatten, "add_positions": _add_positions, "scores": _scores, "mix": _mix,
    "causal_softmax": _causal_softmax,
}  # fmt: skip
