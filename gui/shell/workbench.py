"""The workbench: assembles panels, menus and toolbar around the canvas; no logic of its own."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCursor, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QTabWidget, QWidget

from engine.library.layers import palette
from engine.model.experiment import Training
from gui.canvas.panel import CanvasPanel
from gui.look import theme as themes
from gui.look.i18n import engine_text
from gui.look.icons import icon
from gui.look.layouts import FOLDS, LAYOUTS
from gui.look.text_size import change_text
from gui.panels.data.panel import DataPanel
from gui.panels.formula.panel import FormulaPanel
from gui.panels.program import ProgramPanel
from gui.session.curtain import locked
from gui.session.panel import Panel
from gui.session.recording import why_recorded
from gui.session.schedule import Pace
from gui.session.session import Session
from gui.session.speeds import speed_named
from gui.shell.authoring import Authoring
from gui.shell.canvas_bar import CanvasBar
from gui.shell.docks import Docks, Panels
from gui.shell.gallery import Gallery
from gui.shell.habits import Habits
from gui.shell.layouts import Layouts
from gui.shell.lessons import LessonDesk
from gui.shell.maximise import CANVAS
from gui.shell.menus import Menus
from gui.shell.recorded import RunDesk
from gui.shell.replay import Replay
from gui.shell.sample_bar import SampleBar
from gui.shell.status import Status
from gui.shell.titles import Titles
from gui.shell.toolbar import SteppingBar
from gui.verbs.actions import ACTIONS, DRAWN, RUNNABLE, SHOWN, ActionRow, Owner
from gui.verbs.command_palette import Command, CommandPalette
from gui.verbs.documents import Documents
from gui.verbs.figure_verbs import FigureVerbs
from gui.verbs.keys import Keys, KeysDialog
from gui.verbs.papers import Papers
from gui.verbs.sharing import Sharing
from gui.verbs.tool_verbs import ToolVerbs
from gui.widgets.message_bar import MessageBar
from gui.widgets.once import once

TEXT = Pace(0.085, 0.1)  # of the status bar: ten times a second, also where a frame ends late
AREA, DIRECT = Qt.DockWidgetArea, Qt.FindChildOption.FindDirectChildrenOnly
# What would tell a value that a lesson asks for.
GIVE_AWAY = ("debug.check", "debug.own-gradients", "debug.diagnose", "debug.conditions", "debug.sweep", "file.share",
             "file.write-as", "file.report", "file.animation")  # fmt: skip
NAMING = ("debug.diagnose", "file.share", "file.write-as", "file.report")  # these name what is wrong
MISTAKES, RIGHT = tuple(row.of for row in ACTIONS if row.menu == "mistakes"), Training()


class Workbench(QMainWindow):
    """Docks around the canvas; everything goes through the session."""

    welcome_asked = Signal()
    language_asked = Signal()
    theme_asked = Signal(str)
    dress_asked = Signal()
    modified_changed = Signal()

    def __init__(self, session: Session, settings: QSettings, theme: themes.Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.Widget)  # with a parent, too, a main window would be a window of its own
        self.session, self.settings, self.theme = session, settings, theme
        self.figures = FigureVerbs(self, session)
        self.documents = Documents(self, session)
        self.tools = ToolVerbs(self, session, self.figures.ask_export)
        self.sharing = Sharing(self, session)
        self.actions_by_id: dict[str, QAction] = {}
        self.keys = Keys(settings)
        self._was_shown = False
        self.setDockNestingEnabled(True)
        self.setAnimated(False)  # a dock has its size at once, so that room can be made for it
        self.setTabPosition(AREA.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        self._make_panels()
        session.set_speed(speed_named(settings.value("speed")))
        self._make_actions()
        self._make_bars()
        self.set_theme(theme)
        self.layouts = Layouts(self, self.docks, session, settings)
        self.layouts.changed.connect(self._follow_layout)
        self.layouts.arranging.connect(self.titles.forget)
        self.lessons = LessonDesk(self, self)
        self.run_desk = RunDesk(self, self)
        self.authoring = Authoring(self, Papers(self, session), self)
        self.titles.maximise_asked.connect(self.layouts.maximise.toggle)
        self.layouts.maximise.changed.connect(self.titles.show_maximised)
        self.layouts.maximise.changed.connect(lambda name: self.actions_by_id["view.maximise"].setChecked(bool(name)))
        self._follow_layout()
        self.habits = Habits(session, self.bar, settings, self.actions_by_id)
        self.habits.changed.connect(self.canvas.invalidate)
        more = self.panels.the(FormulaPanel, "formula").more
        more.setChecked(settings.value("explain-more", False, bool) is True)
        more.toggled.connect(lambda on: settings.setValue("explain-more", on))
        session.stopped.connect(self._invalidate)
        session.edited.connect(self._invalidate)
        session.edited.connect(self._check_mistakes)
        session.veil.changed.connect(self._check_mistakes)
        session.veil.changed.connect(self._invalidate)
        session.lessons.staged.connect(self._invalidate)
        session.running_changed.connect(self._running_changed)
        session.said.connect(self.status.say)
        session.stacks.changed.connect(self._invalidate)
        self._invalidate()

    @property
    def front(self) -> QWidget:
        """Dialogs stand before the workbench."""
        return self

    @property
    def middle(self) -> Panel:
        """The drawing, or a recorded run in its place."""
        shown = self.stage.currentWidget()
        return shown if isinstance(shown, Panel) else self.canvas

    # assembling ----------------------------------------------------------------------------------

    def _make_panels(self) -> None:
        self.replay = Replay(self.session.patience, self)
        self.canvas = CanvasPanel(self.session)
        self.stage = QStackedWidget()
        self.stage.addWidget(self.canvas)
        self.setCentralWidget(self.stage)
        self.panels, self.docks = Panels(self.session, self._made_late), Docks(self)
        self.docks.hold(self.panels)
        self.titles = Titles(self, self.docks)
        self.titles.forget()
        for panel in self.panels.values():
            panel.export_asked.connect(self.figures.ask_export)
        self.panels.the(DataPanel, "data").file_asked.connect(self.documents.files.pick_table)
        self.panels.the(DataPanel, "data").pictures_asked.connect(self.documents.files.ask_pictures)
        self.panels.the(ProgramPanel, "program").guard_asked.connect(self.tools.ask_guard)

    def _made_late(self, name: str, panel: Panel) -> None:
        """A panel comes into its dock, and gets the colours of the others."""
        self.docks[name].setWidget(panel)
        panel.export_asked.connect(self.figures.ask_export)
        panel.set_theme(self.theme)

    def _make_actions(self) -> None:
        self.menus = Menus(self.menuBar(), self.session, self._do)
        self.actions_by_id = self.menus.actions
        self.keys.apply(self.actions_by_id)
        self.menus.example_asked.connect(self.open_example)
        self.menus.file_asked.connect(lambda path: self.documents.open_file(Path(path)))
        self.menus.theme_asked.connect(self.theme_asked)
        for name, dock in self.docks.items():
            action = dock.toggleViewAction()
            action.triggered.connect(lambda on, name=name: self.show_panel(name) if on else None)
            self.menus.panels.addAction(action)

    def _do(self, row: ActionRow) -> None:
        verb = getattr(self.owners[row.owner], row.verb)
        verb(row.of) if row.of else verb()

    @property
    def owners(self) -> dict[Owner, object]:
        """Whose methods the verbs of the actions are."""
        return {
            "session": self.session, "workbench": self, "documents": self.documents, "files": self.documents.files,
            "figures": self.figures, "tools": self.tools, "edits": self.canvas.edits, "looking": self.session.looking,
            "habits": self.habits, "sharing": self.sharing, "lessons": self.lessons, "authoring": self.authoring,
            "blocks": self.canvas.blocks,
        }  # fmt: skip

    def _make_bars(self) -> None:
        self.bar = SteppingBar(self.session, self.menus)
        self.session.course.speed_changed.connect(self._keep_speed)  # no lambda: the session outlives the workbench
        self.addToolBar(self.bar)
        self.canvas_bar = CanvasBar(self.session, self.docks["data"].toggleViewAction())
        for widget in (SampleBar(self.session), self.canvas_bar):
            self.canvas.lead_with(widget)
        self.canvas.view.pointed.connect(lambda: self.docks.turn_to("inspector"))
        self.canvas_bar.opened.connect(self.canvas.strip.want)
        self.canvas.strip.opened.connect(self.canvas_bar.show_palette)
        self.gallery = Gallery(self.docks, self)
        self.gallery.asked.connect(self.toggle_dock)
        self.addToolBar(Qt.ToolBarArea.LeftToolBarArea, self.gallery)
        bar = MessageBar()
        self.setStatusBar(bar)
        self.status = Status(self.session, bar)

    # state ---------------------------------------------------------------------------------------

    def _running_changed(self) -> None:
        self._enable_run()  # at once: the key for Pause must work in the next moment,
        self.status.show()  # and that something runs is told even where plots take long
        self._invalidate()

    def _enable_run(self) -> None:
        session = self.session
        self.actions_by_id["debug.run"].setEnabled(session.course.possible and not session.running)
        self.actions_by_id["debug.pause"].setEnabled(session.running)
        self.bar.show_running()

    def _gives_away(self, row: ActionRow) -> bool:
        """Whether an action would answer what a lesson asks."""
        veil = self.session.veil
        return veil.on and row.id in GIVE_AWAY or veil.kept.causes and (row.menu == "mistakes" or row.id in NAMING)

    def _check_mistakes(self) -> None:
        training = self.session.experiment.training
        told = () if self.session.veil.kept.causes else MISTAKES
        made = [name for name in told if getattr(training, name) != getattr(RIGHT, name)]
        for name in MISTAKES:
            self.actions_by_id[f"mistake.{name}"].setChecked(name in made)
        self.bar.show_mistakes(len(made))

    def _invalidate(self) -> None:
        self.session.clock.invalidate(self, self._refresh, TEXT)

    def _refresh(self) -> None:
        session, recording = self.session, self.session.recording
        can = {RUNNABLE: session.course.possible, DRAWN: not recording.on, SHOWN: recording.on or session.course.possible}
        for row in ACTIONS:
            if row.needs and row.id not in ("debug.run", "debug.pause"):
                self.menus.enable(row, can[row.needs] and not self._gives_away(row), self._why_not(row))
        self._enable_run()
        name = session.path.name if session.path else engine_text(session.experiment.title) or self.tr("untitled")
        if recording.trace is not None:
            name = self.tr("Recorded run: {name}").format(name=Path(recording.trace.source).name)
        self.setWindowTitle(f"{name}[*] – Backprop Explorer")
        self.setWindowModified(not session.undo.is_clean)
        self.modified_changed.emit()
        self.bar.show_place()
        self.status.show()

    def _why_not(self, row: ActionRow) -> str:
        """Why a verb cannot be done now, where that needs to be said."""
        if self.session.recording.on:
            return why_recorded()
        return locked() if self._gives_away(row) else ""

    # verbs of the window -------------------------------------------------------------------------

    def toggle_dock(self, name: str) -> None:
        """Bring a dock to the front; take it away if it is there already."""
        self.layouts.maximise.back()
        self.gallery.buttons[name].setChecked(self.docks.toggle(name))

    def show_panel(self, name: str) -> None:
        """Bring a panel to the front, where there is room to read it."""
        self.layouts.maximise.back()
        self.docks.front(name)

    def toggle_maximised(self) -> None:
        """The whole window for the panel under the pointer, or for the one that has the focus; or everything back."""
        maximise = self.layouts.maximise
        found = [QApplication.widgetAt(QCursor.pos()), QApplication.focusWidget()]
        names = (name for widget in found for name, dock in self.docks.items() if widget is not None and dock.isAncestorOf(widget))
        maximise.toggle(maximise.name or next(names, CANVAS))

    def diagnose(self) -> None:
        """Show what is wrong; a copy is examined from the start."""
        from gui.panels.diagnosis.panel import DiagnosisPanel  # made now, if it was never looked at

        self.show_panel("diagnosis")
        self.panels.the(DiagnosisPanel, "diagnosis").examine()

    def fit(self) -> None:
        self.canvas.view.fit()

    def run_to_chosen(self) -> None:
        if self.session.selection.pc is not None:
            self.session.run_to(self.session.selection.pc)

    def toggle_breakpoint(self) -> None:
        self.session.toggle_breakpoint(self.session.selection.pc)

    def toggle_theme(self) -> None:
        self.theme_asked.emit(themes.LIGHT if self.theme.name == themes.DARK else themes.DARK)

    def show_welcome(self) -> None:
        self.session.pause()
        self.welcome_asked.emit()

    def toggle_torch(self) -> None:
        self.panels.the(ProgramPanel, "program").toggle_torch()

    def choose_layout(self, name: str) -> None:
        """Show another layout."""
        self.layouts.choose(name)
        self._mark_layout()

    def change_text(self, wish: str) -> None:
        """Text of another size, from now on."""
        change_text(self.settings, self.layouts.row, wish)
        self.dress_asked.emit()

    def open_example(self, name: str) -> bool:
        """Open an example, in the layout that suits it until the person has chosen one."""
        opened = self.documents.open_example(name)
        if opened:
            self.layouts.suit()
        return opened

    def toggle_language(self) -> None:
        self.language_asked.emit()

    def show_commands(self) -> None:
        """Everything the user can do, found by typing."""
        palette = once(CommandPalette(self.commands(), self))
        palette.open()

    def commands(self) -> list[Command]:
        """Actions that can be done now, panels, examples, and layers to add."""
        add = self.tr("Add a layer: {name}")
        return self.menus.commands() + [
            Command(add.format(name=engine_text(preset.title)), partial(self.canvas.edits.add, preset.name))
            for _, preset in palette()
        ]

    def show_keys(self) -> None:
        """All keys, to read and to change."""
        dialog = once(KeysDialog(self.keys, self.actions_by_id, self))
        dialog.open()

    def _keep_speed(self) -> None:
        self.settings.setValue("speed", self.session.speed.name)

    def close_window(self) -> None:
        self.window().close()

    def reset_layout(self) -> None:
        self.layouts.reset()

    def set_theme(self, theme: themes.Theme) -> None:
        """Apply other colours everywhere."""
        self.theme = theme
        for panel in (*self.stage.findChildren(Panel, options=DIRECT), *self.panels.values()):
            panel.set_theme(theme)
        for row in ACTIONS:
            if row.icon:
                self.actions_by_id[row.id].setIcon(icon(row.icon, theme.text, theme.empty))
        self.tools.theme_changed.emit(theme)
        self.bar.set_theme(theme)
        self.gallery.set_theme(theme)
        self.titles.set_theme(theme)

    # habits --------------------------------------------------------------------------------------

    def _follow_layout(self) -> None:
        """What stands around the docks is as the layout wants it, too."""
        layout = self.layouts.row
        self.dress_asked.emit()  # first the text: what follows is measured by it
        self.bar.show_layout(layout)
        self.gallery.setVisible(layout.strip)
        self.canvas.set_large(layout.large)
        self.canvas.strip.set_mode(layout.palette)
        self.canvas.show_options(layout.options)
        self.canvas_bar.setVisible(layout.palette == FOLDS)
        self._mark_layout()

    def _mark_layout(self) -> None:
        for row in LAYOUTS:
            self.actions_by_id[f"view.{row.name}"].setChecked(row == self.layouts.row)

    def layout_state(self) -> str:
        """The layout and its panels, for a file."""
        return self.layouts.described()

    def restore_layout(self, words: str) -> None:
        """The layout and panels of a file."""
        self.layouts.show_described(words)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            QTimer.singleShot(0, self, self.layouts.begin)  # before, the docks have no room to share out

    def may_close(self) -> bool:
        """Ask about unsaved changes; remember the layout. False means stay."""
        if not self.documents.may_leave():
            return False
        self.session.pause()
        for panel in self.panels.values():
            panel.cancel()
        self.layouts.remember()
        return True
