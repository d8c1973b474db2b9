"""The output of each neuron over the whole input plane, as a small picture."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage

from engine.insight.moment.classes import SIGMOID, SOFTMAX
from engine.insight.moment.predict import Predictor, around
from engine.library.dataset import BINARY, CLASSES
from engine.library.datasets import task_of
from engine.library.samples import Table
from engine.model.experiment import Experiment
from engine.program.check import load_table
from engine.runtime.debugger import Debugger
from gui.widgets.heatmap import color_table, pixels

GRID = 18


class Pictures:
    """Keeps the forward pass over a grid for one experiment; made when it is first needed."""

    def __init__(self, experiment: Experiment) -> None:
        table, problems = load_table(experiment)
        features = 0 if problems or table.sequence else table.inputs.shape[-1]
        self.classify = features == 2 and task_of(experiment.data.name, table) in (BINARY, CLASSES)
        self._experiment, self._rows = experiment, GRID if features == 2 else 1
        self._grid = _grid(table) if features in (1, 2) else None
        self._predictor: Predictor | None = None

    def __call__(self, debugger: Debugger, table: np.ndarray) -> dict[str, list[QImage]]:
        """Pictures of all neurons by layer; `table` (256, 3) colours -scale ... scale, each layer by its own scale.

        Probabilities lie around ½: there the colours of a class change.
        """
        if self._grid is None:
            return {}
        if self._predictor is None:
            self._predictor = Predictor(self._experiment, self._grid)
        colors, result = color_table(table), {}
        for node, values in self._predictor.states(debugger.learned()).items():
            likely = self._experiment.network.node(node).activation.name in (SIGMOID, SOFTMAX)
            finite = np.where(np.isfinite(values), values - 0.5 if likely else values, 0.0)
            scale = 0.5 if likely else max(float(np.abs(finite).max()), 1e-12)
            result[node] = [_image(row.reshape(self._rows, GRID), scale, colors) for row in finite]
        return result


def _grid(table: Table) -> np.ndarray:
    """Inputs over the range of the data and a margin; the second feature grows upwards."""
    low, high = around(table.inputs, 0.25)
    axes = [np.linspace(a, b, GRID) for a, b in zip(low, high, strict=True)]
    if len(axes) == 1:
        return axes[0].reshape(-1, 1)
    xs, ys = np.meshgrid(axes[0], axes[1][::-1])
    return np.stack([xs.ravel(), ys.ravel()], axis=1)


def _image(values: np.ndarray, scale: float, colors: list[int]) -> QImage:
    rows, columns = values.shape
    indices = pixels(values, -scale, scale)
    image = QImage(indices.data, columns, rows, indices.shape[1], QImage.Format.Format_Indexed8)
    image.setColorTable(colors)
    return image.copy()  # which keeps the pixels; `indices` goes
