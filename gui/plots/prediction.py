"""What the network predicts: decision boundary, fitted curve, predicted sequence."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.insight.moment.classes import Classes, classes, included, read
from engine.insight.moment.predict import Predictor, around
from engine.library.samples import Table
from engine.model.experiment import Experiment
from engine.program.check import load_table
from gui.look.figure import POINTS, RING, Curve, Figure
from gui.look.theme import class_roles
from gui.plots.answers import Answers
from gui.plots.positions import letters, likely, on_positions, row_of
from gui.plots.regions import GRID, Chosen, Said, plane, regions, said_of
from gui.plots.source import Options, Source

MOST_POINTS, MOST_INPUTS = 1000, 200
ROOM = (0.6, 1.5, 3.0)  # shares of the spread of the targets above and below them


def prediction(source: Source) -> Figure:
    """Boundary, curve or sequence, as the data ask for."""
    title = QCoreApplication.translate("Plots", "Prediction")
    table = source.memo.made(Table, lambda: load_table(source.experiment)[0])
    if table.sequence:
        return _predicted_sequence(source, table, title)
    if table.grid:
        return on_positions(source, table, title)
    features = table.inputs.shape[1]
    if features == 1:
        return _fitted_curve(source, table, title)
    if features == 2:
        return _plane(source, table, title)
    return _slice(source, table, title)


def _columns(source: Source, arrow: str, first: int) -> Options:
    """The inputs to choose from for an axis, beginning with the usual one; nothing where there are two or fewer."""
    table = source.memo.made(Table, lambda: load_table(source.experiment)[0])
    count = 0 if table.sequence or table.grid else table.inputs.shape[1]
    if count <= 2:
        return ()
    order = (*range(first, min(count, MOST_INPUTS)), *range(first))
    return tuple((str(column), f"{arrow} {_input_name(table, column)}") for column in order)


def prediction_across(source: Source) -> Options:
    """Which of more than two inputs is drawn across."""
    return _columns(source, "→", 0)


def prediction_up(source: Source) -> Options:
    """Which of more than two inputs is drawn upwards."""
    return _columns(source, "↑", 1)


def _input_name(table: Table, column: int) -> str:
    return table.input_names[column] if table.input_names else f"x{column + 1}"


@dataclass(frozen=True, eq=False)
class _Slice:
    """What the network says in a plane through its inputs, kept while the same two are chosen."""

    chosen: tuple[int, int]
    answers: Answers


def _slice(source: Source, table: Table, title: str) -> Figure:
    """Two of more inputs; the others are held at their mean, except in the count of what is right."""
    count = table.inputs.shape[1]
    across, up = (
        int(key) if key.isdecimal() and int(key) < count else usual for key, usual in ((source.option, 0), (source.second, 1))
    )
    if up == across:
        up = next(column for column in range(count) if column != across)
    few = _few(table)
    names = (_input_name(table, across), _input_name(table, up))
    flat = replace(few, inputs=few.inputs[:, [across, up]], input_names=names)
    grid, _ = plane(flat)
    kept = source.memo.find(_Slice)
    if kept is None or kept.chosen != (across, up):
        inputs = np.tile(table.inputs.mean(axis=0), (len(grid), 1))
        inputs[:, [across, up]] = grid
        kept = source.memo.keep(_Slice((across, up), Answers(source.experiment, np.concatenate([inputs, few.inputs]), GRID)))
    said, share = kept.answers(source)
    outputs = read(source.experiment.loss.name, said)
    figure = _regions(source, flat, outputs, title, few is table)
    words = QCoreApplication.translate("Plots", "→ {across}, ↑ {up}, other inputs at their means")
    note = " · ".join(filter(None, (figure.note, words.format(across=names[0], up=names[1]))))
    return replace(figure, note=note, square=False, paintable=False, progress=share)


def _said(source: Source, inputs: np.ndarray) -> np.ndarray:
    """What the network says, as its loss reads it."""
    predictor = source.memo.made(Predictor, lambda: Predictor(source.checked, inputs))
    return read(source.experiment.loss.name, predictor(source.debugger.learned()))


def _few(table: Table) -> Table:
    """Some of the samples of a large table, evenly chosen: more points than that cannot be distinguished."""
    if table.samples <= MOST_POINTS:
        return table
    chosen = np.linspace(0, table.samples - 1, MOST_POINTS).astype(int)
    return replace(table, inputs=table.inputs[chosen], targets=table.targets[chosen])


def _alike(experiment: Experiment) -> bool:
    """Whether two inputs are measured in the same units: not known of the columns of a file, unless they were standardised."""
    return experiment.data.name != "csv" or bool(experiment.data.settings.get("standardise"))


def _plane(source: Source, table: Table, title: str) -> Figure:
    few = _few(table)
    points = np.concatenate([plane(table)[0], few.inputs])
    said, share = source.memo.made(Answers, lambda: Answers(source.checked, points, GRID))(source)
    return replace(_regions(source, few, read(source.experiment.loss.name, said), title, few is table), progress=share)


def _regions(source: Source, table: Table, outputs: np.ndarray, title: str, whole: bool) -> Figure:
    """Outputs on the grid of a plane, then at its samples, as a figure; a sample is chosen where the table is `whole`."""
    experiment, cells = source.experiment, len(outputs) - table.samples
    said = Said(outputs[:cells], outputs[cells:], included(experiment.loss.name), likely(experiment))
    found = classes(table, experiment.loss.name, outputs.shape[1])
    chosen = Chosen(row_of(source), source.sample + 1) if whole else None
    return regions(title, table, found, said, chosen, _alike(experiment))


def points_alone(experiment: Experiment, row: int) -> Figure | None:
    """The samples of two inputs while no network can run, and which of them is chosen; None for other data."""
    table, problems = load_table(experiment)
    if problems or table.sequence or table.inputs.shape[1] != 2:
        return None
    few = _few(table)
    found = classes(few, experiment.loss.name, table.targets.shape[1])
    title = QCoreApplication.translate("Plots", "Prediction")
    chosen = Chosen(row, row + 1) if few is table and row < table.samples else None
    return regions(title, few, found, None, chosen, _alike(experiment))


def _fitted_curve(source: Source, table: Table, title: str) -> Figure:
    low, high = around(table.inputs, 0.1)
    grid = np.linspace(low[0], high[0], 200)
    output = _said(source, grid.reshape(-1, 1))
    few, names = _few(table), table.input_names or ("x",)
    found = classes(few, source.experiment.loss.name, output.shape[1])
    if found is not None:
        return _class_curves(source, few, found, grid, output, title)
    finite = np.where(np.isfinite(output[:, 0]), output[:, 0], np.nan)
    curves = [
        Curve(QCoreApplication.translate("Plots", "target"), few.inputs[:, 0], few.targets[:, 0], "loss", POINTS),
        Curve(QCoreApplication.translate("Plots", "network"), grid, finite, "value"),
    ]
    curves += _ring(source, few, few.targets[:, 0]) if few is table else []
    heights = _heights(table.targets[:, 0], finite)
    return Figure(title, names[0], (table.target_names or ("y",))[0], tuple(curves), y_range=heights, paintable=True)


def _ring(source: Source, table: Table, heights: np.ndarray) -> list[Curve]:
    """The chosen sample of a table with one input."""
    row = row_of(source)
    if table.samples <= row:  # it is not among the few that are drawn
        return []
    name = QCoreApplication.translate("Plots", "chosen sample")
    return [Curve(name, table.inputs[row : row + 1, 0], heights[row : row + 1], "text", RING, listed=False)]


def _heights(targets: np.ndarray, output: np.ndarray) -> tuple[float, float]:
    """Axes that hold the targets and the network's line, unless it is very far away; they change seldom."""
    low, high = float(targets.min()), float(targets.max())
    spread = high - low if high - low > 1e-9 * max(abs(low), abs(high)) else max(1.0, abs(high))
    bottom, top = (float(np.nanmin(output)), float(np.nanmax(output))) if np.isfinite(output).any() else (low, high)
    below = next((share for share in ROOM if bottom >= low - share * spread), ROOM[-1])
    above = next((share for share in ROOM if top <= high + share * spread), ROOM[-1])
    return low - below * spread, high + above * spread


def _class_curves(source: Source, table: Table, found: Classes, x: np.ndarray, output: np.ndarray, title: str) -> Figure:
    """How likely each class is over one input; a sample lies at 1 in the curve of its class, or at its target of two."""
    count, curves = len(found.names), []
    said = Said(output, output, included(source.experiment.loss.name), likely(source.experiment))
    roles = class_roles(count)
    if count == 2:
        second = output[:, 0] if output.shape[1] == 1 else output[:, 1]
        curves.append(Curve(QCoreApplication.translate("Plots", "network"), x, second, "value"))
        heights, label = found.of_samples, said_of(found.names[1], said)
    else:
        curves += [Curve(f"P({name})", x, output[:, i], roles[i]) for i, name in enumerate(found.names)]
        heights, label = np.ones(table.samples), said.function or QCoreApplication.translate("Plots", "output")
    for number, name in enumerate(found.names):
        chosen = found.of_samples == number
        curves.append(Curve(name, table.inputs[chosen, 0], heights[chosen], roles[number], POINTS))
    curves += _ring(source, table, heights)
    limits = (0.0, 1.0) if said.likely else _heights(heights, output)
    return Figure(title, (table.input_names or ("x",))[0], label, tuple(curves), y_range=limits, paintable=True)


def _predicted_sequence(source: Source, table: Table, title: str) -> Figure:
    sample = row_of(source)
    output = _said(source, table.inputs)[sample]
    time = np.arange(1.0, table.length + 1)
    if output.shape[1] > 1 and len(table.target_names) == output.shape[1] and table.targets.ndim == 3:
        return letters(output, table, sample, likely(source.experiment), title)
    targets = table.targets[sample]
    wanted = targets[:, 0] if targets.ndim == 2 else np.append(np.full(table.length - 1, np.nan), targets[0])
    curves = (
        Curve(QCoreApplication.translate("Plots", "target"), time, wanted, "loss", POINTS),
        Curve(QCoreApplication.translate("Plots", "network"), time, output[:, 0], "value"),
    )
    loss, found = source.experiment.loss.name, classes(table, source.experiment.loss.name, output.shape[1])
    label = (table.target_names or ("y",))[0]
    if found is not None and likely(source.experiment):
        said = Said(output, output, included(loss), True)
        label, limits = said_of(found.names[-1] if len(found.names) == 2 else label, said), (0.0, 1.0)
    else:
        limits = _heights(wanted[np.isfinite(wanted)], output[:, 0])
    note = QCoreApplication.translate("Plots", "sample {number}").format(number=source.sample + 1)
    return Figure(title, QCoreApplication.translate("Plots", "time step"), label, curves, y_range=limits, note=note)
