"""The standard figures of a run, without a window."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication  # noqa: E402

from engine.insight.sweep import Grid, Measure  # noqa: E402
from engine.runtime.debugger import Debugger  # noqa: E402
from engine.spec.experiment import Experiment  # noqa: E402
from gui import theme as themes  # noqa: E402
from gui.export.writer import safe, write  # noqa: E402
from gui.plots.catalogue import PLOTS, Source  # noqa: E402
from gui.plots.figure import Figure  # noqa: E402
from gui.plots.heatmaps import GRADIENTS, WEIGHTS, figure, matrices  # noqa: E402
from gui.plots.phases import phase_diagram  # noqa: E402

MOST_MATRICES = 6


def write_figures(debugger: Debugger, experiment: Experiment, folder: Path, formats: Sequence[str]) -> list[Path]:
    """Write every plot that has something to show, and the first weight and gradient matrices."""
    _prepare()
    source = Source(debugger, experiment, {})
    figures = [(plot.name, plot.figure(source)) for plot in PLOTS]
    for kind in (WEIGHTS, GRADIENTS):
        for matrix in matrices(debugger, kind)[:MOST_MATRICES]:
            figures.append((f"{kind}-{safe(matrix.name)}", figure(matrix, kind)))
    return _write(figures, folder, formats)


def write_phases(grid: Grid, measures: Sequence[Measure], folder: Path, formats: Sequence[str]) -> list[Path]:
    """Write a phase diagram for each activation of a sweep."""
    _prepare()
    figures = [(f"sweep-{grid.kind}-{name}", phase_diagram(grid, name, measures)) for name in grid.activations]
    return _write(figures, folder, formats)


def _prepare() -> None:
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    themes.load_fonts(app)


def _write(figures: Sequence[tuple[str, Figure]], folder: Path, formats: Sequence[str]) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, drawn in figures:
        if not drawn.empty:
            for kind in formats:
                path = folder / f"{name}.{kind}"
                write(drawn, path, themes.THEMES[themes.LIGHT])
                written.append(path)
    return written
