"""Matrices that can be looked at: weights, gradients, activations, deltas, updates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.insight.flow.depth import layers
from engine.insight.moment.symbols import arrow
from engine.program.program import DELTA, PREACTIVATION
from engine.runtime.debugger import Debugger
from gui.look.figure import Figure, Image
from gui.look.i18n import QT_TRANSLATE_NOOP

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

NOTHING = 1e-300  # the span of a matrix of zeros


@dataclass(frozen=True, eq=False)
class Matrix:
    """A matrix to show; `values` None means not computed yet. `slot` is where a click leads."""

    name: str
    values: np.ndarray | None
    shape: tuple[int, int]
    x_label: str
    y_label: str
    slot: int
    parameter: str = ""


def matrices(debugger: Debugger, kind: str, sample: int = 0, limit: int = 64) -> list[Matrix]:
    """The matrices of one kind, in order of the network; biases are columns. Sequences show one sample over time."""
    if kind in (ACTIVATIONS, DELTAS):
        return _by_node(debugger, kind, sample)[:limit]
    program, result = debugger.program, []
    for name, slot in program.parameters.items():
        values, where = _parameter(debugger, slot, kind)
        shape = program.slots[slot].shape
        shape = (shape[0], 1) if len(shape) == 1 else (shape[0], shape[1])
        if values is not None:
            values = values.reshape(shape)
        result.append(Matrix(short(name), values, shape, "in", "out", where, name))
    return result[:limit]


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


def _by_node(debugger: Debugger, kind: str, sample: int) -> list[Matrix]:
    """The matrices of all layers with a pre-activation."""
    found = (of_node(debugger, node, kind, sample) for node in layers(debugger.program))
    return [matrix for matrix in found if matrix is not None]


def of_node(debugger: Debugger, node: str, kind: str, sample: int) -> Matrix | None:
    """Units by samples; for sequences units by time, of one sample. None for a node that has no such values."""
    program = debugger.program
    kept = {DELTAS: DELTA, PREACTIVATIONS: PREACTIVATION}
    slots = program.of_node(node, kept[kind]) if kind in kept else program.states(node)
    if not slots:
        return None
    sample = min(sample, program.batches.size - 1)
    parts = [debugger.read(slot) for slot in slots]
    rows, columns = program.slots[slots[0]].shape
    timed = program.length > 1
    whole = np.full((rows, len(slots) if timed else columns), np.nan)
    for number, part in enumerate(parts):
        if part is not None and timed:
            whole[:, number] = part[:, sample]
        elif part is not None:
            whole[:] = part
    symbol = {DELTAS: "δ", PREACTIVATIONS: "z"}.get(kind, "a")
    known = any(part is not None for part in parts)
    shape = (rows, whole.shape[1])
    return Matrix(f"{symbol} {node}", whole if known else None, shape, "time" if timed else "sample", "unit", slots[-1])


def of_slot(debugger: Debugger, slot: int) -> Matrix:
    """What one instruction computed, whatever it is."""
    found, values = debugger.program.slots[slot], debugger.read(slot)
    rows, columns = (*found.shape, 1, 1)[:2]
    shape = rows, columns
    return Matrix(short(found.name), None if values is None else values.reshape(shape), shape, "sample", "unit", slot)


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
    every_row, every_column = -(-rows // 12), -(-columns // 12)
    return Figure(
        title,
        matrix.x_label,
        matrix.y_label,
        image=Image(matrix.values[::-1], (0, 0, columns, rows), -limit, limit, matrix.name, signed=True),
        ticks=tuple((i + 0.5, str(i)) for i in range(0, columns, every_column)),
        y_ticks=tuple((rows - i - 0.5, str(i)) for i in range(0, rows, every_row)),
    )
