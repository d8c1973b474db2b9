"""The output of each neuron over the whole input plane, as a small picture."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage

from engine.insight.moment.predict import Predictor
from engine.library.samples import Table
from engine.model.experiment import Experiment
from engine.program.check import load_table
from engine.runtime.debugger import Debugger
from gui.widgets.heatmap import color_table, pixels

GRID = 18


class Pictures:
    """Keeps the forward pass over a grid for one experiment."""

    def __init__(self, experiment: Experiment) -> None:
        table, problems = load_table(experiment)
        self.fits = not problems and not table.sequence and table.inputs.shape[-1] in (1, 2)
        self._predictor = Predictor(experiment, _grid(table)) if self.fits else None
        self._rows = GRID if self.fits and table.inputs.shape[-1] == 2 else 1

    def __call__(self, debugger: Debugger, table: np.ndarray) -> dict[str, list[QImage]]:
        """Pictures of all neurons by layer; `table` (256, 3) colours -scale ... scale, each layer by its own scale."""
        if self._predictor is None:
            return {}
        colors, result = color_table(table), {}
        for node, values in self._predictor.states(debugger.learned()).items():
            finite = np.where(np.isfinite(values), values, 0.0)
            scale = max(float(np.abs(finite).max()), 1e-12)
            result[node] = [_image(row.reshape(self._rows, GRID), scale, colors) for row in finite]
        return result


def _grid(table: Table) -> np.ndarray:
    """Inputs over the range of the data and a margin; the second feature grows upwards."""
    low, high = table.inputs.min(0), table.inputs.max(0)
    margin = 0.25 * np.maximum(high - low, 1e-6)
    axes = [np.linspace(a, b, GRID) for a, b in zip(low - margin, high + margin, strict=True)]
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
