"""PANELS: one row for each panel and each plot: where it stands, when it is made, and what shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module

from PySide6.QtCore import QCoreApplication

from gui.look.i18n import QT_TRANSLATE_NOOP
from gui.look.layouts import AREA, Below, Edge, Home, RightOf, TabOf
from gui.panels.data.panel import DataPanel
from gui.panels.formula.panel import FormulaPanel
from gui.panels.heatmaps import HeatmapsPanel
from gui.panels.inspector.panel import InspectorPanel
from gui.panels.outline import OutlinePanel
from gui.panels.painting import PaintTools
from gui.panels.program import ProgramPanel
from gui.panels.timeline import TimelinePanel
from gui.panels.watches import WatchesPanel
from gui.plots.catalogue import PLOTS, SEQUENCE, Plot
from gui.plots.source import source_of
from gui.session.panel import Panel
from gui.session.session import Session

STRIP = ("loss", "depth-profile", "unrolled", "prediction")  # the groups of the strip, each named after its first button


@dataclass(frozen=True)
class Late:
    """Makes a panel when it is first looked at: a window needs neither its module nor its memory before."""

    module: str
    kind: str
    tools: type[PaintTools] | None = None
    plot: Plot | None = None

    def __call__(self, session: Session) -> Panel:
        settings = {"plot": self.plot, "tools": self.tools}
        kind = getattr(import_module(self.module), self.kind)
        panel: Panel = kind(session, **{name: value for name, value in settings.items() if value is not None})
        return panel


def always(session: Session) -> bool:
    """Any network has something to show."""
    return True


def over_time(session: Session) -> bool:
    """Whether the network sees several time steps."""
    return session.debugger is not None and session.debugger.program.length > 1


def _offers(plot: Plot, session: Session) -> bool:
    """Whether a plot of sequences finds something in this network to follow."""
    record, source = session.recording.record(), source_of(session)
    if record is not None:
        return plot.recorded is not None and bool(record.trace.through)
    return source is not None and bool(plot.options(source))


@dataclass(frozen=True)
class PanelRow:
    """One dock. `home` is its place in the layout that shows everything, `make` gives its panel: at once, or later with `Late`.

    `strip` is the group of the strip in which it has a button with `icon`. `least` is the part of the window, in percent of its
    width and height, that the panel gets when it is asked for; a `bare` one has no title bar. `context` is where the
    translations of its title and help are found; without `content` it folds away. What stands `alone` has no guests in its tabs.
    """

    name: str
    title: str
    home: Home
    make: Callable[[Session], Panel]
    strip: str = ""
    icon: str = ""
    help: str = ""
    at_first: bool = True
    least: tuple[int, int] = (0, 0)
    bare: bool = False
    context: str = "Workbench"
    content: Callable[[Session], bool] = always
    alone: bool = False

    @property
    def late(self) -> bool:
        """Whether its panel is made when it is first looked at."""
        return isinstance(self.make, Late)

    def shown_title(self) -> str:
        """The title in the user's language."""
        return QCoreApplication.translate(self.context, self.title)

    def shown_help(self) -> str:
        """What it shows, in the user's language; nothing if its title says it."""
        return QCoreApplication.translate(self.context, self.help) if self.help else ""


LEFT, BROAD, PLOT = (18, 0), (36, 36), (26, 32)  # parts of the window in which a form, a large panel and a plot can be read
OWN = (
    PanelRow("data", QT_TRANSLATE_NOOP("Workbench", "Data"), Edge(AREA.LeftDockWidgetArea), DataPanel, least=LEFT),
    PanelRow("inspector", QT_TRANSLATE_NOOP("Workbench", "Inspector"), TabOf("data"), InspectorPanel, least=LEFT),
    PanelRow("program", QT_TRANSLATE_NOOP("Workbench", "Program"), Edge(AREA.RightDockWidgetArea), ProgramPanel),
    PanelRow("formula", QT_TRANSLATE_NOOP("Workbench", "Formula"), Below("program"), FormulaPanel),
    PanelRow("heatmaps", QT_TRANSLATE_NOOP("Workbench", "Heatmaps"), Edge(AREA.BottomDockWidgetArea), HeatmapsPanel,
             "prediction", "panel-heatmaps", least=PLOT),
    PanelRow("timeline", QT_TRANSLATE_NOOP("Workbench", "Timeline"), Below("heatmaps"), TimelinePanel, bare=True),
    PanelRow("watches", QT_TRANSLATE_NOOP("Workbench", "Watches"), TabOf("program"), WatchesPanel),
    PanelRow("outline", QT_TRANSLATE_NOOP("Workbench", "Outline"), TabOf("data"), OutlinePanel, least=LEFT),
    PanelRow("diagnosis", QT_TRANSLATE_NOOP("Workbench", "Diagnosis"), TabOf("heatmaps"),
             Late("gui.panels.diagnosis.panel", "DiagnosisPanel"), "prediction", "panel-diagnosis", least=BROAD),
    PanelRow("unrolled", QT_TRANSLATE_NOOP("Workbench", "Unrolled"), TabOf("heatmaps"),
             Late("gui.panels.unrolled", "UnrolledPanel"), "unrolled", "panel-unrolled", least=BROAD, content=over_time),
    PanelRow("states", QT_TRANSLATE_NOOP("Workbench", "States"), TabOf("heatmaps"),
             Late("gui.panels.states", "StatesPanel"), "unrolled", "panel-states",
             QT_TRANSLATE_NOOP("Workbench", "Input, hidden state, output and gradient at every time step, as numbers; the product "
                               "of Jacobians between two time steps."), at_first=False, least=BROAD, content=over_time),
    PanelRow("compare", QT_TRANSLATE_NOOP("Workbench", "Compare"), TabOf("heatmaps"),
             Late("gui.panels.compare", "ComparePanel"), "prediction", "panel-compare", at_first=False, least=BROAD),
    PanelRow("phase", QT_TRANSLATE_NOOP("Workbench", "Live plot"), TabOf("prediction"),
             Late("gui.panels.phase", "PhasePanel", PaintTools), "prediction", "panel-phase",
             QT_TRANSLATE_NOOP("Workbench", "Follows the phase: activations, loss, gradient, update."), at_first=False, least=PLOT),
    PanelRow("training-step", QT_TRANSLATE_NOOP("Workbench", "Flowchart"), TabOf("heatmaps"),
             Late("gui.panels.training_step", "TrainingStepPanel"),
             help=QT_TRANSLATE_NOOP("Workbench", "A training step as boxes to click: input, hidden, output, loss, backprop, "
                                    "update."),
             at_first=False, least=PLOT),
    PanelRow("lesson", QT_TRANSLATE_NOOP("Workbench", "Lesson"), TabOf("data"),
             Late("gui.panels.lesson.panel", "LessonPanel"), help=QT_TRANSLATE_NOOP("Workbench", "Predict, step, see, understand."),
             at_first=False, least=(25, 0), alone=True),
    PanelRow("author", QT_TRANSLATE_NOOP("Workbench", "Write a lesson"), TabOf("lesson"),
             Late("gui.panels.author.panel", "AuthorPanel"),
             help=QT_TRANSLATE_NOOP("Workbench", "Turn moments into steps and questions."),
             at_first=False, least=(25, 0)),
    PanelRow("layers", QT_TRANSLATE_NOOP("Workbench", "Layers"), TabOf("heatmaps"),
             Late("gui.panels.run.layers", "LayersPanel"), "prediction", "panel-layers",
             QT_TRANSLATE_NOOP("Workbench", "The layers of a recorded run as a table, worst first, to sort and filter."),
             at_first=False, least=BROAD),
    PanelRow("notes", QT_TRANSLATE_NOOP("Workbench", "Notes"), TabOf("heatmaps"),
             Late("gui.panels.notes", "NotesPanel"), at_first=False, least=PLOT),
)  # fmt: skip


def plot_row(plot: Plot, home: Home) -> PanelRow:
    """The dock of a plot: it has a button in the strip, and at first it is seen if no other stands in its place."""
    tools = PaintTools if plot.name == "prediction" else None
    return PanelRow(plot.name, plot.title, home, Late("gui.panels.plot", "PlotPanel", tools, plot), plot.strip or plot.group,
                    f"plot-{plot.name}", plot.help, at_first=not isinstance(home, TabOf), least=PLOT, context="Plots",
                    content=partial(_offers, plot) if plot.strip == SEQUENCE else always)  # fmt: skip


def _plot_rows() -> tuple[PanelRow, ...]:
    """The groups of plots stand side by side, right of the heatmaps; in each the first is seen, and the others share its place."""
    rows, left = [], "heatmaps"
    for plot in PLOTS:
        heads = plot.name == plot.group
        rows.append(plot_row(plot, RightOf(left) if heads else TabOf(plot.group)))
        left = plot.name if heads else left
    return tuple(rows)


PANELS = (*OWN, *_plot_rows())


def strip() -> tuple[tuple[PanelRow, ...], ...]:
    """The rows with a button in the strip, group by group; the one that a group is named after comes first."""
    return tuple(tuple(sorted((row for row in PANELS if row.strip == group), key=lambda row: row.name != group)) for group in STRIP)
