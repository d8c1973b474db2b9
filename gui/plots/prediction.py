"""What the network predicts: decision boundary, fitted curve, predicted sequence."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.insight.moment.predict import Predictor
from engine.library.samples import Table
from engine.program.check import load_table
from gui.look.figure import POINTS, Curve, Figure, Image
from gui.plots.source import Source

GRID, MOST_POINTS = 61, 1000


def prediction(source: Source) -> Figure:
    """Boundary, curve or sequence, as the data ask for."""
    title = QCoreApplication.translate("Plots", "Prediction")
    table = source.memo.made(Table, lambda: load_table(source.experiment)[0])
    if table.sequence:
        return _predicted_sequence(source, table, title)
    features = table.inputs.shape[1]
    if features == 1:
        return _fitted_curve(source, table, title)
    if features == 2:
        return _boundary(source, table, title)
    return Figure(title, empty=QCoreApplication.translate("Plots", "Shown for one or two input features, or for sequences."))


def _predictor(source: Source, inputs: np.ndarray) -> Predictor:
    return source.memo.made(Predictor, lambda: Predictor(source.experiment, inputs))


def _few(table: Table) -> Table:
    """Some of the samples of a large table, evenly chosen: more points than that cannot be distinguished."""
    if table.samples <= MOST_POINTS:
        return table
    chosen = np.linspace(0, table.samples - 1, MOST_POINTS).astype(int)
    return replace(table, inputs=table.inputs[chosen], targets=table.targets[chosen])


def _boundary(source: Source, table: Table, title: str) -> Figure:
    low, high = table.inputs.min(0), table.inputs.max(0)
    margin = 0.25 * np.maximum(high - low, 1e-6)
    low, high = low - margin, high + margin
    xs, ys = np.linspace(low[0], high[0], GRID), np.linspace(low[1], high[1], GRID)
    grid = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
    output = _predictor(source, grid)(source.debugger.learned())[:, 0].reshape(GRID, GRID)
    table = _few(table)
    targets = table.targets[:, 0]
    middle = (targets.min() + targets.max()) / 2
    span = max(float(targets.max() - middle), 1e-6)
    curves = []
    for chosen, name, role in ((targets <= middle, "0", "point_dark"), (targets > middle, "1", "point_light")):
        label = QCoreApplication.translate("Plots", "target {value}").format(value=name)
        curves.append(Curve(label, table.inputs[chosen, 0], table.inputs[chosen, 1], role, POINTS))
    image = Image(
        output - middle,
        (low[0], low[1], high[0] - low[0], high[1] - low[1]),
        -span,
        span,
        QCoreApplication.translate("Plots", "output − {middle}").format(middle=f"{middle:g}"),
        signed=True,
    )
    names = table.input_names or ("x1", "x2")
    note = QCoreApplication.translate("Plots", "points: dark = target 0, light = target 1")
    return Figure(title, names[0], names[1], tuple(curves), image, note=note, square=True)


def _fitted_curve(source: Source, table: Table, title: str) -> Figure:
    table = _few(table)
    x = table.inputs[:, 0]
    margin = 0.1 * max(float(x.max() - x.min()), 1e-6) if len(x) > 1 else 1.0
    grid = np.linspace(x.min() - margin, x.max() + margin, 200)
    output = _predictor(source, grid.reshape(-1, 1))(source.debugger.learned())[:, 0]
    finite = np.where(np.isfinite(output), output, np.nan)
    curves = (
        Curve(QCoreApplication.translate("Plots", "target"), x, table.targets[:, 0], "loss", POINTS),
        Curve(QCoreApplication.translate("Plots", "network"), grid, finite, "value"),
    )
    spread = table.targets.max() - table.targets.min() or 1.0
    limits = (float(table.targets.min() - 0.6 * spread), float(table.targets.max() + 0.6 * spread))
    return Figure(title, (table.input_names or ("x",))[0], "y", curves, y_range=limits)


def _predicted_sequence(source: Source, table: Table, title: str) -> Figure:
    output = _predictor(source, table.inputs)(source.debugger.learned())[0]
    time = np.arange(1.0, table.length + 1)
    if output.shape[1] > 1 and len(table.target_names) == output.shape[1] and table.targets.ndim == 3:
        return _predicted_letters(output, table, title)
    wanted = (
        table.targets[0, :, 0] if table.targets.ndim == 3 else np.append(np.full(table.length - 1, np.nan), table.targets[0, 0])
    )
    curves = (
        Curve(QCoreApplication.translate("Plots", "target"), time, wanted, "loss", POINTS),
        Curve(QCoreApplication.translate("Plots", "network"), time, output[:, 0], "value"),
    )
    return Figure(title, QCoreApplication.translate("Plots", "time step"), "y", curves)


def _predicted_letters(output: np.ndarray, table: Table, title: str) -> Figure:
    """Probability of each character at each time step."""
    weights = np.exp(output - output.max(axis=1, keepdims=True))
    chances = weights / weights.sum(axis=1, keepdims=True)
    names = table.target_names
    if table.inputs.shape[-1] == 1:  # class indices
        inputs = [names[int(i)] for i in table.inputs[0, :, 0]]
    else:
        inputs = [table.input_names[i] for i in table.inputs[0].argmax(1)]
    wanted = [names[i] for i in table.targets[0].argmax(1)]
    said = [names[i] for i in chances.argmax(1)]
    correct = np.argmax(table.targets[0], axis=1)
    step = -(-len(wanted) // 20)
    ticks = tuple((i + 0.5, f"{a}→{b}") for i, (a, b) in enumerate(zip(inputs, wanted, strict=True)) if i % step == 0)
    marks = Curve(QCoreApplication.translate("Plots", "target"), np.arange(len(wanted)) + 0.5, correct + 0.5, "gradient", POINTS)
    return Figure(
        title,
        QCoreApplication.translate("Plots", "time step: input → target"),
        QCoreApplication.translate("Plots", "next character"),
        (marks,),
        Image(chances.T, (0, 0, len(wanted), len(names)), 0, 1, QCoreApplication.translate("Plots", "probability")),
        ticks=ticks,
        y_ticks=tuple((i + 0.5, name) for i, name in enumerate(names)),
        note=QCoreApplication.translate("Plots", "the network predicts: {said}").format(said="".join(said)),
    )
