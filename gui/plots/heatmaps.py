"""Matrices that can be looked at: weights, gradients, activations, deltas, updates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.insight.moment.fields import Field, fields, known_grid
from engine.insight.moment.place import by_sample, positions_of
from engine.insight.moment.symbols import arrow
from engine.program.program import DELTA, PREACTIVATION, Program
from engine.runtime.debugger import Debugger
from gui.look.figure import LINE, Curve, Figure, Image
from gui.look.i18n import QT_TRANSLATE_NOOP
from gui.plots.tiles import Tiles, kernels, maps

WEIGHTS, GRADIENTS, ACTIVATIONS, DELTAS, UPDATES = "weights", "gradients", "activations", "deltas", "updates"
PREACTIVATIONS, VALUES = "preactivations", "values"  # shown where a layer's activations are still to come
KINDS = {
    WEIGHTS: QT_TRANSLATE_NOOP("Heatmaps", "Weights"),
    GRADIENTS: QT_TRANSLATE_NOOP("Heatmaps", "Gradients"),
    ACTIVATIONS: QT_TRANSLATE_NOOP("Heatmaps", "Activations"),
    DELTAS: QT_TRANSLATE_NOOP("Heatmaps", "Deltas"),
    UPDATES: QT_TRANSLATE_NOOP("Heatmaps", "Updates"),
}

TITLES = {
    **KINDS,
    PREACTIVATIONS: QT_TRANSLATE_NOOP("Heatmaps", "Pre-activations"),
    VALUES: QT_TRANSLATE_NOOP("Heatmaps", "Values"),
}

AXES = {
    "in": QT_TRANSLATE_NOOP("Heatmaps", "in"),
    "out": QT_TRANSLATE_NOOP("Heatmaps", "out"),
    "unit": QT_TRANSLATE_NOOP("Heatmaps", "unit"),
    "sample": QT_TRANSLATE_NOOP("Heatmaps", "sample"),
    "time": QT_TRANSLATE_NOOP("Heatmaps", "time step"),
    "position": QT_TRANSLATE_NOOP("Heatmaps", "position"),
    "": "",
}
FROM_ONE = ("sample", "time")  # counted as people do; all other indices are PyTorch's
_SYMBOLS = {DELTAS: "δ", PREACTIVATIONS: "z"}
NOTHING = 1e-300  # the span of a matrix of zeros


@dataclass(frozen=True, eq=False)
class Matrix:
    """A matrix to show; `values` None means not computed yet. `slot` is where a click leads.

    With `tiles` it is many small pictures; else rows are counted on from `first`, as in a part of a larger matrix. `positions` says
    that an element is a unit and a position.
    """

    name: str
    values: np.ndarray | None
    shape: tuple[int, int]
    x_label: str
    y_label: str
    slot: int
    parameter: str = ""
    tiles: Tiles | None = None
    first: int = 0
    positions: bool = False

    def place(self, row: int, column: int) -> tuple[int, int]:
        """The element that stands there."""
        return (row + self.first, column) if self.tiles is None else self.tiles.place(row, column)

    def named(self, row: int, column: int) -> str:
        """The name of that element: `a h[2] #4` for the sample that everybody calls the fourth."""
        unit, other = self.place(row, column)
        if self.x_label == "sample":
            return f"{self.name}[{unit}] #{other + 1}"
        return f"{self.name}[{unit}]({other + 1})" if self.x_label == "time" else f"{self.name}[{unit}, {other}]"

    def cell(self, place: tuple[int, int]) -> tuple[int, int] | None:
        """Where an element stands, if it does."""
        found = (place[0] - self.first, place[1]) if self.tiles is None else self.tiles.cell(place)
        return found if all(0 <= at < length for at, length in zip(found, self.shape, strict=True)) else None


def matrices(debugger: Debugger, kind: str, sample: int = 0, limit: int = 64) -> list[Matrix]:
    """The matrices of one kind, in order of the network; biases are columns. Sequences show one sample over time."""
    if kind in (ACTIVATIONS, DELTAS):
        return list(islice(_by_node(debugger, kind, sample), limit))
    known = fields(debugger.program)
    found = (_of_parameter(debugger, name, kind, known) for name in debugger.program.parameters)
    return list(islice(chain.from_iterable(found), limit))


def of_parameter(debugger: Debugger, name: str, kind: str) -> list[Matrix]:
    """The matrices of one kind that a parameter has: one, or several where its parts have names of their own."""
    return _of_parameter(debugger, name, kind, fields(debugger.program))


def _of_parameter(debugger: Debugger, name: str, kind: str, known: dict[str, Field]) -> list[Matrix]:
    slot = debugger.program.parameters[name]
    values, where = _parameter(debugger, slot, kind)
    shape = debugger.program.slots[slot].shape
    shape = (shape[0], 1) if len(shape) == 1 else (shape[0], shape[1])
    if values is not None:
        values = values.reshape(shape)
    return _pictured(Matrix(short(name), values, shape, "in", "out", where, name), known)


def _pictured(whole: Matrix, known: dict[str, Field]) -> list[Matrix]:
    """The kernels of a convolution as pictures; queries, keys and values of attention under their own names."""
    of = next((field for field in known.values() if field.kernel and field.kernel == whole.parameter), None)
    node, _, ending = whole.parameter.rpartition(".in_proj_")
    if of is not None and of.window is not None:
        tiles = kernels(of.window.kernel, whole.shape[0], whole.shape[1] // of.window.size)
        return [_tiled(whole, tiles)]
    if node and known.get(node, Field()).heads:
        size = whole.shape[0] // 3
        parts = [(letter, start * size) for start, letter in enumerate("qkv")]
        symbol = "W" if ending == "weight" else "b"
        return [replace(whole, name=f"{node} {symbol}_{letter}", first=first, shape=(size, whole.shape[1]),
                        values=None if whole.values is None else whole.values[first : first + size])
                for letter, first in parts]  # fmt: skip
    return [whole]


def _tiled(whole: Matrix, tiles: Tiles) -> Matrix:
    """The same numbers as pictures side by side."""
    values = None if whole.values is None else tiles.arranged(whole.values)
    shape = tiles.arranged(np.zeros(whole.shape)).shape if values is None else values.shape
    return replace(whole, values=values, shape=(shape[0], shape[1]), tiles=tiles)


def short(name: str) -> str:
    """A parameter as it is written on the screen."""
    return arrow(name.removesuffix(".weight"))


def _parameter(debugger: Debugger, slot: int, kind: str) -> tuple[np.ndarray | None, int]:
    program = debugger.program
    if kind == WEIGHTS:
        return debugger.read(slot), program.renewed.get(slot, slot)
    if kind == GRADIENTS:
        gradient = program.used_gradient.get(slot)
        return (None, slot) if gradient is None else (debugger.read(gradient), gradient)
    renewed = program.renewed.get(slot)
    if renewed is None or not debugger.computed(renewed):
        return None, slot
    return debugger.arena.views[renewed] - debugger.arena.views[slot], renewed


def _by_node(debugger: Debugger, kind: str, sample: int) -> Iterator[Matrix]:
    """The matrices of all layers with a pre-activation."""
    found = (of_node(debugger, node, kind, sample) for node in debugger.program.layers)
    return (matrix for matrix in found if matrix is not None)


def in_window(program: Program, slots: tuple[int, ...]) -> tuple[int, ...]:
    """The slots without the state of the step before, with which a window of a longer sequence begins."""
    return tuple(slot for slot in slots if program.slots[slot].time > 0) if program.length > 1 else slots


def of_node(debugger: Debugger, node: str, kind: str, sample: int) -> Matrix | None:
    """Units by samples; for sequences units by time, of one sample; with several positions the maps of one, or units by position.

    None for a node that has no such values.
    """
    program = debugger.program
    kept = {DELTAS: DELTA, PREACTIVATIONS: PREACTIVATION}
    slots = in_window(program, program.of_node(node, kept[kind]) if kind in kept else program.states(node))
    if not slots:
        return None
    sample = min(sample, program.batches.size - 1)
    parts = [debugger.read(slot) for slot in slots]
    rows, columns = program.slots[slots[0]].shape
    timed = program.length > 1
    if positions_of(program, slots[-1]) > 1 and not timed:
        return _on_grid(debugger, node, kind, slots[-1], sample)
    whole = np.full((rows, len(slots) if timed else columns), np.nan)
    for number, part in enumerate(parts):
        if part is not None and timed:
            whole[:, number] = part[:, sample]
        elif part is not None:
            whole[:] = part
    symbol = _SYMBOLS.get(kind, "a")
    known = any(part is not None for part in parts)
    shape = (rows, whole.shape[1])
    return Matrix(f"{symbol} {node}", whole if known else None, shape, "time" if timed else "sample", "unit", slots[-1])


def _on_grid(debugger: Debugger, node: str, kind: str, slot: int, sample: int) -> Matrix:
    """What one sample has at all positions: a map for each unit, or a row of a strip."""
    program, values = debugger.program, debugger.read(slot)
    grid, (rows, columns), size = known_grid(program, slot), program.slots[slot].shape, program.batches.size
    shown = None if values is None else values[:, sample::size].copy()
    whole = Matrix(f"{_SYMBOLS.get(kind, 'a')} {node}", shown, (rows, columns // size), "position", "unit", slot, positions=True)
    return _tiled(whole, maps(grid, rows)) if len(grid) == 2 else whole


def of_slot(debugger: Debugger, slot: int, sample: int = 0) -> Matrix:
    """What one instruction computed, whatever it is."""
    if positions_of(debugger.program, slot) > 1:
        name = short(debugger.program.slots[slot].name)
        return replace(_on_grid(debugger, "", VALUES, slot, sample), name=name)
    found, values = debugger.program.slots[slot], debugger.read(slot)
    rows, columns = (*found.shape, 1, 1)[:2]
    shape = rows, columns
    across = "sample" if by_sample(debugger.program, slot) else ""
    return Matrix(short(found.name), None if values is None else values.reshape(shape), shape, across, "unit", slot)


def span(values: np.ndarray | None) -> float:
    """The largest finite magnitude, or NOTHING."""
    if values is None:
        return NOTHING
    finite = np.abs(values[np.isfinite(values)])
    return float(finite.max()) if finite.size and finite.max() > 0 else NOTHING


def figure(matrix: Matrix, kind: str) -> Figure:
    """The matrix as an exportable figure, first unit on top."""
    shown = QCoreApplication.translate("Heatmaps", TITLES[kind])
    title = f"{shown}: {matrix.name}"
    if matrix.values is None:
        return Figure(title, empty=QCoreApplication.translate("Heatmaps", "Not computed yet: press F11 to step."))
    rows, columns = matrix.shape
    limit = span(matrix.values)
    if matrix.tiles is not None:
        return _pictures(matrix, matrix.tiles, title, limit)
    every_row, every_column = -(-rows // 12), -(-columns // 12)
    return Figure(
        title,
        AXES[matrix.x_label] and QCoreApplication.translate("Heatmaps", AXES[matrix.x_label]),
        QCoreApplication.translate("Heatmaps", AXES[matrix.y_label]),
        image=Image(matrix.values[::-1], (0, 0, columns, rows), -limit, limit, matrix.name, signed=True),
        ticks=tuple((i + 0.5, str(i + (matrix.x_label in FROM_ONE))) for i in range(0, columns, every_column)),
        y_ticks=tuple((rows - i - 0.5, str(i)) for i in range(0, rows, every_row)),
    )


def _pictures(matrix: Matrix, tiles: Tiles, title: str, limit: float) -> Figure:
    """Pictures side by side with lines between them; kernels have output channels from top to bottom, input channels across."""
    assert matrix.values is not None
    (rows, columns), (high, wide) = matrix.shape, tiles.part
    lines = [((x, x), (0, rows)) for x in range(wide, columns, wide)] + [((0, columns), (y, y)) for y in range(high, rows, high)]
    xs = np.array([number for (start, stop), _ in lines for number in (start, stop, np.nan)], float)
    ys = np.array([number for _, (start, stop) in lines for number in (start, stop, np.nan)], float)
    grid = (Curve("", xs, ys, "panel", LINE, listed=False),) if lines else ()
    matched = tiles.channels > 1
    label = QCoreApplication.translate("Heatmaps", "input channel") if matched else ""
    up = QCoreApplication.translate("Heatmaps", "output channel") if matched else QCoreApplication.translate("Heatmaps", "unit")
    count, step = rows // high, 1 if matched else tiles.across
    every, other = -(-columns // wide // 12), -(-count // 12)
    return Figure(
        title, label, up, grid,
        Image(matrix.values[::-1], (0, 0, columns, rows), -limit, limit, matrix.name, signed=True),
        ticks=tuple(((place + 0.5) * wide, str(place) if matched else f"+{place}") for place in range(0, columns // wide, every)),
        y_ticks=tuple((rows - (number + 0.5) * high, str(number * step)) for number in range(0, count, other)),
        square=True,
    )  # fmt: skip
