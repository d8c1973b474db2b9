"""The figures of a run, without a window: all plots, matrices, and what the window's panels paint."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication  # noqa: E402
from tqdm import tqdm  # noqa: E402

from engine.headless.options import Drawn  # noqa: E402
from engine.insight.study.sweep import Grid, Measure  # noqa: E402
from engine.insight.trace.trace import Trace  # noqa: E402
from engine.interchange.documents.safe_save import save_bytes  # noqa: E402
from engine.lessons.lesson import Lesson  # noqa: E402
from engine.model.experiment import Experiment  # noqa: E402
from engine.runtime.debugger import Debugger  # noqa: E402
from gui.export.caption import caption  # noqa: E402
from gui.export.unseen import PAINTED, canvas_of, laid_out, session_of  # noqa: E402
from gui.export.writer import Exportable, Options, has_table, safe, write  # noqa: E402
from gui.look import i18n  # noqa: E402
from gui.look import theme as themes  # noqa: E402
from gui.plots.catalogue import PLOTS, Source  # noqa: E402
from gui.plots.heatmaps import GRADIENTS, WEIGHTS, figure, matrices  # noqa: E402
from gui.plots.phases import phase_diagram  # noqa: E402
from gui.session.memo import Memo  # noqa: E402
from gui.session.recording import Record  # noqa: E402

MOST_MATRICES = 6


def write_figures(debugger: Debugger, experiment: Experiment, folder: Path, drawn: Drawn) -> list[Path]:
    """Write every plot that has something to show, the first weight and gradient matrices, and the painted panels."""
    prepare(drawn)
    return _write(figures_of(debugger, experiment, drawn.theme), folder, drawn, caption(experiment, debugger))


def figures_of(debugger: Debugger, experiment: Experiment, theme: str) -> list[tuple[str, Exportable]]:
    """Everything that can be drawn of a run."""
    source = Source(debugger, experiment, Memo())
    found: list[tuple[str, Exportable]] = [(plot.name, plot.figure(source)) for plot in PLOTS]
    for kind in (WEIGHTS, GRADIENTS):
        for matrix in matrices(debugger, kind, limit=MOST_MATRICES):
            found.append((f"{kind}-{safe(matrix.name)}", figure(matrix, kind)))
    return found + painted(debugger, experiment, theme)


def painted(debugger: Debugger, experiment: Experiment, theme: str) -> list[tuple[str, Exportable]]:
    """Canvas, formula, timeline and unrolled view of a run, from the window's own panels."""
    from gui.panels.formula.panel import FormulaPanel
    from gui.panels.timeline import TimelinePanel
    from gui.panels.unrolled import UnrolledPanel

    session = session_of(experiment, debugger)
    canvas = canvas_of(session, themes.THEMES[theme])
    found: list[tuple[str, Exportable]] = [("canvas", replace(canvas.picture(), owner=(session, canvas)))]
    for name, kind in (("formula", FormulaPanel), ("timeline", TimelinePanel), ("unrolled", UnrolledPanel)):
        panel = laid_out(kind(session), themes.THEMES[theme], 96 if name == "timeline" else PAINTED[1])
        picture = panel.picture()
        if picture is not None:
            found.append((name, replace(picture, owner=(picture.owner, panel))))
    return found


def write_phases(grid: Grid, measures: Sequence[Measure], folder: Path, drawn: Drawn) -> list[Path]:
    """Write a phase diagram for each activation of a sweep."""
    prepare(drawn)
    figures = [(f"sweep-{grid.kind}-{name}", phase_diagram(grid, name, measures)) for name in grid.activations]
    return _write(figures, folder, drawn, "")


def write_trace(trace: Trace, folder: Path, drawn: Drawn) -> list[Path]:
    """Write the figures of a recorded run at its last step."""
    prepare(drawn)
    record = Record(trace, max(0, len(trace.steps) - 1), Memo())
    figures = [(f"trace-{plot.name}", plot.figure(record)) for plot in PLOTS if plot.recorded is not None]
    return _write(figures, folder, drawn, trace.source)


def write_report(debugger: Debugger, experiment: Experiment, path: Path, drawn: Drawn) -> list[Path]:
    """Write one HTML file with everything about a run."""
    from gui.export.report import report

    prepare(drawn)
    found = figures_of(debugger, experiment, drawn.theme)
    save_bytes(path, report(experiment, debugger, found, themes.THEMES[drawn.theme], drawn.language).encode())
    return [path]


def write_sheet(page: str, path: Path, drawn: Drawn) -> list[Path]:
    """Write a worksheet as PDF."""
    from gui.export.sheet import pdf

    prepare(drawn)
    save_bytes(path, pdf(page))
    return [path]


def write_stepping_page(
    debugger: Debugger, experiment: Experiment, path: Path, first: int, last: int, by: str, drawn: Drawn
) -> list[Path]:
    """Write a page that steps through some training steps."""
    from gui.export.share.making import make
    from gui.export.share.stretch import Stretch

    prepare(drawn)
    with _bar("moment") as tell:
        written = make(experiment, debugger, Stretch(first, last, by), drawn.language, progress=tell)
    assert written is not None
    save_bytes(path, written.encode())
    return [path]


def write_lesson_page(lesson: Lesson, path: Path, drawn: Drawn) -> list[Path]:
    """Write a lesson as a page."""
    from gui.export.share.lesson import lesson_page

    prepare(drawn)
    with _bar("step") as tell:
        written = lesson_page(lesson, drawn.language, tell)
    assert written is not None
    save_bytes(path, written.encode())
    return [path]


@contextmanager
def _bar(unit: str) -> Iterator[Callable[[int, int], bool]]:
    """Progress on the terminal."""
    with tqdm(unit=unit, file=sys.stderr) as bar:

        def tell(done: int, total: int) -> bool:
            bar.total = total
            bar.update(done - bar.n)
            return True

        yield tell


def write_animation(debugger: Debugger, experiment: Experiment, path: Path, frames: int, drawn: Drawn) -> list[Path]:
    """Write a GIF of the canvas over the next phases of the run."""
    from gui.export.animation import animated

    prepare(drawn)
    session = session_of(experiment, debugger)
    canvas = canvas_of(session, themes.THEMES[drawn.theme])
    found = animated(lambda: canvas.picture(), session.step_over, frames, themes.THEMES[drawn.theme])
    assert found is not None
    save_bytes(path, found)
    return [path]


def prepare(drawn: Drawn) -> None:
    """An application without a window, with the bundled fonts, in a language and the colours of a theme."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    themes.load_fonts(app)
    themes.apply(app, themes.THEMES[drawn.theme])
    i18n.install(drawn.language)


def _write(found: Sequence[tuple[str, Exportable]], folder: Path, drawn: Drawn, words: str) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    theme = themes.THEMES[drawn.theme]
    options = Options(drawn.width, drawn.height, drawn.points, drawn.dpi, words if drawn.caption else "")
    written = []
    for name, thing in found:
        for kind in () if thing.empty else drawn.formats:
            if kind != "csv" or has_table(thing):
                path = folder / f"{name}.{kind}"
                write(thing, path, theme, options)
                written.append(path)
    return written
