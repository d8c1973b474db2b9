"""The phase diagram of a sweep: where gradients vanish, where they explode."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.insight.study.sweep import Grid, Measure, axis_titles, phases, ratio_title
from gui.look.figure import Curve, Figure, Image
from gui.look.i18n import engine_text

SPAN = 12.0  # powers of ten to either side of 1


def phase_diagram(grid: Grid, activation: str, measures: Sequence[Measure]) -> Figure:
    """log10 of the median ratio over scale and length; a line marks where each length neither vanishes nor explodes."""
    logs = phases(grid, activation, measures)
    across, up = axis_titles(grid.kind)
    xs, ys = np.array(grid.scales), np.array(sorted(grid.lengths), float)
    dx, dy = _step(xs), _step(ys)
    rect = (xs[0] - dx / 2, ys[0] - dy / 2, xs[-1] - xs[0] + dx, ys[-1] - ys[0] + dy)
    title = QCoreApplication.translate("Plots", "Vanishing and exploding gradients: {activation}").format(activation=activation)
    edge = np.array([_crossing(xs, row) for row in logs])
    curves = (Curve(QCoreApplication.translate("Plots", "neither vanishing nor exploding"), edge, ys, "point_dark"),)
    note = QCoreApplication.translate(
        "Plots", "units per layer: {units}; median over seeds: {seeds}; blue: vanishing, red: exploding"
    ).format(units=grid.units, seeds=grid.seeds)
    return Figure(
        title,
        engine_text(across),
        engine_text(up),
        curves,
        Image(_even(xs, ys, logs), rect, -SPAN, SPAN, engine_text(ratio_title(grid.kind)), signed=True, log=True),
        note=note,
    )


def _step(values: np.ndarray) -> float:
    return float(np.diff(values).min()) if len(values) > 1 else 1.0


def _even(xs: np.ndarray, ys: np.ndarray, logs: np.ndarray) -> np.ndarray:
    """The cells on an even grid: between two measured places stands the nearer one."""
    columns = _nearest(xs, _step(xs))
    even: np.ndarray = logs[_nearest(ys, _step(ys))][:, columns]
    return even


def _nearest(values: np.ndarray, step: float) -> np.ndarray:
    places = values[0] + step * np.arange(round((values[-1] - values[0]) / step) + 1)
    nearest: np.ndarray = np.abs(places[:, None] - values).argmin(axis=1)
    return nearest


def _crossing(xs: np.ndarray, row: np.ndarray) -> float:
    """Where a row goes from vanishing to exploding; nan if it does not."""
    for i in range(len(row) - 1):
        if row[i] < 0 <= row[i + 1]:
            return float(xs[i] + (xs[i + 1] - xs[i]) * -row[i] / (row[i + 1] - row[i]))
    return float("nan")
