"""The workbench: assembles panels, menus and toolbar around the canvas; no logic of its own."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QMainWindow, QTabWidget, QWidget

from engine.library.layers import palette
from gui.canvas.panel import CanvasPanel
from gui.look import theme as themes
from gui.look.i18n import engine_text
from gui.look.icons import icon
from gui.panels.data.panel import DataPanel
from gui.panels.program import ProgramPanel
from gui.session.panel import Panel
from gui.session.schedule import Pace
from gui.session.session import Session
from gui.session.speeds import speed_named
from gui.shell.docks import LAYOUT_VERSION, Docks, Panels
from gui.shell.gallery import Gallery
from gui.shell.menus import Menus
from gui.shell.status import Status
from gui.shell.toolbar import SteppingBar
from gui.verbs.actions import ACTIONS, RUNNABLE, ActionRow, Owner
from gui.verbs.command_palette import Command, CommandPalette
from gui.verbs.documents import Documents
from gui.verbs.figure_verbs import FigureVerbs
from gui.verbs.keys import Keys, KeysDialog
from gui.verbs.tool_verbs import ToolVerbs

TEXT = Pace(0.1, 0.1)  # of the status bar: ten times a second
AREA = Qt.DockWidgetArea


class Workbench(QMainWindow):
    """Docks around the canvas; everything goes through the session."""

    welcome_asked = Signal()
    language_asked = Signal()
    theme_asked = Signal(str)
    classroom_asked = Signal()
    modified_changed = Signal()

    def __init__(self, session: Session, settings: QSettings, theme: themes.Theme) -> None:
        super().__init__()
        self.session, self.settings, self.theme = session, settings, theme
        self.figures = FigureVerbs(self, session)
        self.documents = Documents(self, session, self.figures.ask_export)
        self.tools = ToolVerbs(self, session, self.figures.ask_export)
        self.actions_by_id: dict[str, QAction] = {}
        self.keys = Keys(settings)
        self._before_class: QByteArray | None = None
        self._wanted: QByteArray | None = None
        self._was_shown = False
        self.setDockNestingEnabled(True)
        self.setTabPosition(AREA.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        self._make_panels()
        session.set_speed(speed_named(settings.value("speed")))
        self._make_actions()
        self._make_bars()
        self.set_theme(theme)
        self._arrange()
        self._restore()
        self._set_explain(settings.value("explain", True, bool) is True)
        self._set_calm(settings.value("calm", False, bool) is True)
        session.stopped.connect(self._invalidate)
        session.edited.connect(self._invalidate)
        session.running_changed.connect(self._running_changed)
        session.said.connect(self.status.say)
        session.undo.cleanChanged.connect(self._invalidate)
        self._invalidate()

    @property
    def front(self) -> QWidget:
        """Dialogs stand before the workbench."""
        return self

    # assembling ----------------------------------------------------------------------------------

    def _make_panels(self) -> None:
        self.canvas = CanvasPanel(self.session)
        self.setCentralWidget(self.canvas)
        self.panels, self.docks = Panels(self.session, self._made_late), Docks(self)
        self.docks.hold(self.panels)
        for panel in self.panels.values():
            panel.export_asked.connect(self.figures.ask_export)
        self.panels.the(DataPanel, "data").file_asked.connect(self.documents.files.pick_table)
        self.panels.the(ProgramPanel, "program").guard_asked.connect(self.tools.ask_guard)

    def _made_late(self, name: str, panel: Panel) -> None:
        """A panel comes into its dock, and gets the colours of the others."""
        self.docks[name].setWidget(panel)
        panel.export_asked.connect(self.figures.ask_export)
        panel.set_theme(self.theme)

    def _arrange(self) -> None:
        """The default layout."""
        self.docks.arrange()
        if self.isVisible():
            QTimer.singleShot(0, self, self.docks.share_out)

    def _make_actions(self) -> None:
        self.menus = Menus(self.menuBar(), self.session, self._do)
        self.actions_by_id = self.menus.actions
        self.keys.apply(self.actions_by_id)
        self.menus.example_asked.connect(self.documents.open_example)
        self.menus.file_asked.connect(lambda path: self.documents.open_file(Path(path)))
        self.menus.theme_asked.connect(self.theme_asked)
        for dock in self.docks.values():
            self.menus.of["view"].addAction(dock.toggleViewAction())

    def _do(self, row: ActionRow) -> None:
        getattr(self.owners[row.owner], row.verb)()

    @property
    def owners(self) -> dict[Owner, object]:
        """Whose methods the verbs of the actions are."""
        return {
            "session": self.session, "workbench": self, "documents": self.documents, "files": self.documents.files,
            "figures": self.figures, "tools": self.tools, "edits": self.canvas.edits,
        }  # fmt: skip

    def _make_bars(self) -> None:
        self.bar = SteppingBar(self.session, self.actions_by_id, self.menus.examples)
        self.session.course.speed_changed.connect(lambda: self.settings.setValue("speed", self.session.speed.name))
        self.addToolBar(self.bar)
        self.gallery = Gallery(self.docks, self)
        self.gallery.asked.connect(self.toggle_dock)
        self.addToolBar(Qt.ToolBarArea.LeftToolBarArea, self.gallery)
        self.status = Status(self.session, self.statusBar())

    # state ---------------------------------------------------------------------------------------

    def _running_changed(self) -> None:
        self._enable_run()  # at once: the key for Pause must work in the next moment
        self._invalidate()

    def _enable_run(self) -> None:
        session = self.session
        self.actions_by_id["debug.run"].setEnabled(session.debugger is not None and not session.running)
        self.actions_by_id["debug.pause"].setEnabled(session.running)

    def _invalidate(self) -> None:
        self.session.clock.invalidate(self, self._refresh, TEXT)

    def _refresh(self) -> None:
        session, debugger = self.session, self.session.debugger
        for row in ACTIONS:
            if row.needs == RUNNABLE and row.id not in ("debug.run", "debug.pause"):
                self.actions_by_id[row.id].setEnabled(debugger is not None)
        self._enable_run()
        name = session.path.name if session.path else engine_text(session.experiment.title) or self.tr("untitled")
        self.setWindowTitle(f"{name}[*] – Backprop Explorer")
        self.setWindowModified(not session.undo.isClean())
        self.modified_changed.emit()
        self.bar.show_place()
        self.status.show()

    # verbs of the window -------------------------------------------------------------------------

    def toggle_dock(self, name: str) -> None:
        """Bring a dock to the front; take it away if it is there already."""
        self.gallery.buttons[name].setChecked(self.docks.toggle(name))

    def diagnose(self) -> None:
        """Show what is wrong; a copy is examined from the start."""
        from gui.panels.diagnosis import DiagnosisPanel  # made now, if it was never looked at

        self.docks.front("diagnosis")
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

    def toggle_explain(self) -> None:
        self._set_explain(not self.session.explain)

    def toggle_calm(self) -> None:
        self._set_calm(not self.session.calm)

    def _set_explain(self, on: bool) -> None:
        self.session.explain_steps(on)
        self._remember("explain", on)

    def _set_calm(self, on: bool) -> None:
        self.session.reduce_motion(on)
        self._remember("calm", on)

    def _remember(self, name: str, on: bool) -> None:
        """Keep a choice of the view for the next start."""
        self.settings.setValue(name, on)
        self.actions_by_id[f"view.{name}"].setChecked(on)
        self.canvas.invalidate()

    def toggle_classroom(self) -> None:
        self.classroom_asked.emit()

    def toggle_language(self) -> None:
        self.language_asked.emit()

    def show_commands(self) -> None:
        """Everything the user can do, found by typing."""
        palette = CommandPalette(self.commands(), self)
        palette.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
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
        dialog = KeysDialog(self.keys, self.actions_by_id, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def close_window(self) -> None:
        self.window().close()

    def reset_layout(self) -> None:
        self._arrange()

    def set_theme(self, theme: themes.Theme) -> None:
        """Apply other colours everywhere."""
        self.theme = theme
        for panel in (self.canvas, *self.panels.values()):
            panel.set_theme(theme)
        for row in ACTIONS:
            if row.icon:
                self.actions_by_id[row.id].setIcon(icon(row.icon, theme.text, theme.empty))
        self.documents.files.theme_changed.emit(theme)
        self.bar.set_theme(theme)
        self.gallery.set_theme(theme)

    # habits --------------------------------------------------------------------------------------

    def _restore(self) -> None:
        state = self.settings.value("state")
        if state is not None:
            self.restore_layout(state)

    def layout_state(self) -> QByteArray:
        """Where the docks are now."""
        return self.saveState(LAYOUT_VERSION)

    def restore_layout(self, state: QByteArray) -> None:
        """Place the docks as they were, at once or when the workbench is first shown."""
        if self.isVisible():
            QTimer.singleShot(1, self, lambda: self.restoreState(state, LAYOUT_VERSION))
        else:
            self._wanted = state

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            QTimer.singleShot(0, self, self._first_sizes)  # before, the docks have no room to share out

    def _first_sizes(self) -> None:
        if self.canvas.large:
            self.docks.share_out_class()
            return
        self.docks.share_out()
        if self._wanted is not None:
            self.restoreState(self._wanted, LAYOUT_VERSION)

    def may_close(self) -> bool:
        """Ask about unsaved changes; remember the layout. False means stay."""
        if not self.documents.may_leave():
            return False
        self.session.pause()
        for panel in self.panels.values():
            panel.cancel()
        state = self._before_class if self.canvas.large else self.layout_state()
        if state is not None:
            self.settings.setValue("state", state)
        return True

    def set_classroom(self, on: bool) -> None:
        """For a projector: only what a class needs, everything large; or back to the previous layout."""
        if on == self.canvas.large:
            return
        self.actions_by_id["view.classroom"].setChecked(on)
        self.canvas.set_large(on)
        if on:
            self._before_class = self.layout_state() if self.isVisible() else None
            self.docks.show_class()
            QTimer.singleShot(0, self, self.docks.share_out_class)
        elif self._before_class is not None:
            self.restore_layout(self._before_class)
        else:
            self._arrange()
