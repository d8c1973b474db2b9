"""LAYOUTS: one row for each named layout: what stands where, how large it is, and which controls are in sight."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt

from gui.look.i18n import QT_TRANSLATE_NOOP

AREA = Qt.DockWidgetArea
LEARN, EXPLORE, SEQUENCES, LESSON, RECORDED = (
    "learn",
    "explore",
    "sequences",
    "lesson",
    "recorded",
)  # the layouts that something else speaks of
CHOSEN = "layout"  # the setting that names the layout chosen last
OPEN, FOLDS, AWAY = "open", "folds", "away"  # the palette: always there, folded to a button once the network runs, not there


@dataclass(frozen=True)
class Edge:
    """At a side of the window."""

    area: Qt.DockWidgetArea


@dataclass(frozen=True)
class Below:
    """Under another panel."""

    other: str


@dataclass(frozen=True)
class RightOf:
    """Beside another panel."""

    other: str


@dataclass(frozen=True)
class TabOf:
    """In the tab bar of another panel."""

    other: str


LOW, LAPTOP, ALWAYS = 26, 46, 1_000  # lines of text in a window: little room, that of a laptop, and more than any holds
Home = Edge | Below | RightOf | TabOf
Shares = tuple[tuple[str, int], ...]  # panels that share a width or a height, each with its part of the window in percent


@dataclass(frozen=True)
class Layout:
    """One layout. `stands` are the panels in sight; without any, all stand where their own rows say.

    `guests` is the panel beside which broad panels open that have no place here. `across` and `down` share out the window.
    `bar` names what the toolbar holds, all of it if empty; `strip` says whether the plots have their buttons at the edge.
    In a window of fewer than `tall` lines of text the right column reaches down to the bottom, and the panels that `crowd` names
    share tabs with others if it holds fewer lines than that. A `large` layout shows numbers for the last row of a class, and
    `text` is the size of its text in percent where that is its own. A `passing` layout gives way to the one before it when it is
    asked for again.
    """

    name: str
    title: str
    help: str
    keys: tuple[str, ...]
    guests: str
    stands: tuple[tuple[str, Home], ...] = ()
    across: tuple[Shares, ...] = ()
    down: tuple[Shares, ...] = ()
    bar: tuple[str, ...] = ()
    strip: bool = False
    palette: str = FOLDS
    options: bool = True
    tall: int = 0
    large: bool = False
    text: int = 0
    passing: bool = False
    crowd: tuple[tuple[str, str, int], ...] = ()


PLAIN = (
    "layout", "panels", "run", "back-over", "into", "over", "out", "reset", "granularity", "phases", "speed", "diagnose",
    "mistakes",
)  # fmt: skip
LAYOUTS = (
    Layout("learn", QT_TRANSLATE_NOOP("Actions", "Learn"),
           QT_TRANSLATE_NOOP("Actions", "The drawing, the program, its formula and one plot: a gentle way to begin"),
           ("Ctrl+1",), "phase",
           (("program", Edge(AREA.RightDockWidgetArea)), ("formula", Below("program")),
            ("phase", Edge(AREA.BottomDockWidgetArea)), ("timeline", Below("phase"))),
           (((("program"), 40),),), ((("program", 42), ("formula", 58)), (("phase", 30), ("timeline", 0))),
           bar=PLAIN, options=False, tall=ALWAYS),
    Layout("explore", QT_TRANSLATE_NOOP("Actions", "Explore"),
           QT_TRANSLATE_NOOP("Actions", "Everything to hand: settings, layers, program, heatmaps and plots"),
           ("Ctrl+2",), "heatmaps", (),
           ((("data", 17), ("program", 27)), (("heatmaps", 28), ("loss", 21), ("depth-profile", 25), ("prediction", 21))),
           ((("program", 30), ("formula", 26)), (("heatmaps", 29), ("timeline", 0))),
           strip=True, palette=OPEN, tall=LAPTOP,
           crowd=(("program", "formula", LOW), ("loss", "depth-profile", LAPTOP), ("loss", "prediction", LOW))),
    Layout("diagnose", QT_TRANSLATE_NOOP("Actions", "Diagnose"),
           QT_TRANSLATE_NOOP("Actions", "Gradients through the layers, what is wrong, and what helps"),
           ("Ctrl+3",), "depth-profile",
           (("depth-profile", Edge(AREA.LeftDockWidgetArea)), ("flow-map", Below("depth-profile")),
            ("gradient-norm", Below("flow-map")), ("diagnosis", Edge(AREA.RightDockWidgetArea)),
            ("timeline", Edge(AREA.BottomDockWidgetArea))),
           ((("depth-profile", 31), ("diagnosis", 35)),),
           ((("depth-profile", 30), ("flow-map", 30), ("gradient-norm", 30)), (("timeline", 0),)), strip=True,
           crowd=(("depth-profile", "flow-map", LOW), ("depth-profile", "gradient-norm", LOW))),
    Layout("sequences", QT_TRANSLATE_NOOP("Actions", "Sequences"),
           QT_TRANSLATE_NOOP("Actions", "The network unrolled in time, and the gradient on its way back through the time steps"),
           ("Ctrl+4",), "unrolled",
           (("formula", Edge(AREA.RightDockWidgetArea)), ("program", TabOf("formula")), ("through-time", Below("formula")),
            ("gates", Below("through-time")), ("unrolled", Edge(AREA.BottomDockWidgetArea)), ("timeline", Below("unrolled"))),
           ((("formula", 36),),), ((("formula", 34), ("through-time", 33), ("gates", 33)), (("unrolled", 38), ("timeline", 0))),
           tall=ALWAYS, strip=True, crowd=(("through-time", "gates", LOW),)),
    Layout("classroom", QT_TRANSLATE_NOOP("Actions", "Classroom"),
           QT_TRANSLATE_NOOP("Actions", "Large text and few panels, for a projector"),
           ("Ctrl+5", "Ctrl+Shift+K"), "formula",
           (("formula", Edge(AREA.RightDockWidgetArea)), ("timeline", Edge(AREA.BottomDockWidgetArea))),
           ((("formula", 38),),), ((("timeline", 0),),),
           bar=PLAIN, options=False, large=True, text=190, passing=True),
    Layout(LESSON, QT_TRANSLATE_NOOP("Actions", "Lesson"),
           QT_TRANSLATE_NOOP("Actions", "The lesson card beside the drawing, the program and its formula"),
           (), "formula",
           (("lesson", Edge(AREA.LeftDockWidgetArea)), ("program", Edge(AREA.RightDockWidgetArea)), ("formula", Below("program")),
            ("timeline", Edge(AREA.BottomDockWidgetArea))),
           ((("lesson", 25), ("program", 29)),), ((("program", 48), ("formula", 52)), (("timeline", 0),)),
           bar=PLAIN, options=False, tall=ALWAYS, passing=True),
    Layout(RECORDED, QT_TRANSLATE_NOOP("Actions", "Recorded run"),
           QT_TRANSLATE_NOOP("Actions", "A recorded run: its layers as a drawing and as a table, its plots, "
                                                   "and what is wrong with it"),
           (), "depth-profile",
           (("diagnosis", Edge(AREA.RightDockWidgetArea)), ("layers", Edge(AREA.BottomDockWidgetArea)),
            ("depth-profile", RightOf("layers")), ("flow-map", TabOf("depth-profile")), ("update-ratio", TabOf("depth-profile")),
            ("saturation", TabOf("depth-profile")), ("signal", TabOf("depth-profile")), ("loss", TabOf("depth-profile")),
            ("gradient-norm", TabOf("depth-profile")), ("through-time", TabOf("depth-profile")), ("timeline", Below("layers"))),
           ((("diagnosis", 30),), (("layers", 50), ("depth-profile", 50))), ((("layers", 44), ("timeline", 0)),),
           bar=("layout", "panels", "examples"), palette=AWAY, options=False, strip=True, passing=True),
)  # fmt: skip


def layout_row(name: str) -> Layout:
    """The row of that name; the first one if there is none."""
    return next((row for row in LAYOUTS if row.name == name), LAYOUTS[0])
