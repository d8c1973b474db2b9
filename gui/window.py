"""The main window: assembles panels, menus and toolbar; no logic of its own."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QSettings, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QDockWidget, QLabel, QMainWindow, QPushButton, QSlider, QTabWidget, QToolBar, QWidget

from engine.interchange.examples import EXAMPLES, example
from engine.program.program import PHASES
from engine.runtime.debugger import BREAKPOINT, CONDITION, DIVERGED, LOSS_REACHED, NOT_FINITE
from engine.runtime.stepping import GRANULARITIES
from gui import theme as themes
from gui.actions import ACTIONS, MENUS, RUNNABLE, ActionRow
from gui.canvas.panel import CanvasPanel
from gui.condition_dialog import quantity_title
from gui.documents import Documents
from gui.i18n import engine_text
from gui.icons import icon
from gui.panel import Panel
from gui.panels.data import DataPanel
from gui.panels.formula import FormulaPanel
from gui.panels.heatmaps import HeatmapsPanel
from gui.panels.inspector import InspectorPanel
from gui.panels.plot import PlotPanel
from gui.panels.program import ProgramPanel
from gui.panels.timeline import TimelinePanel
from gui.plots.catalogue import PLOTS
from gui.session import SPEEDS, Session
from gui.widgets.words import Words
from gui.words import granularity_title, phase_title

LAYOUT_VERSION = 1
REST = 0.1  # seconds between two changes of the status bar while running: text must stand still to be read
AREA = Qt.DockWidgetArea


class MainWindow(QMainWindow):
    """Docks around the canvas; everything goes through the session."""

    language_asked = Signal()
    theme_asked = Signal()

    def __init__(self, session: Session, settings: QSettings, theme: themes.Theme) -> None:
        super().__init__()
        self.session, self.settings, self.theme = session, settings, theme
        self.documents = Documents(self, session)
        self.actions_by_id: dict[str, QAction] = {}
        self.docks: dict[str, QDockWidget] = {}
        self.phase_buttons: dict[str, QPushButton] = {}
        self.setWindowTitle("Backprop Explorer")
        self.setAcceptDrops(True)
        self.setDockNestingEnabled(True)
        self.setTabPosition(AREA.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        self._make_panels()
        self._make_actions()
        self._make_toolbar()
        self._make_status()
        self.set_theme(theme)
        self._arrange()
        self._restore()
        session.stopped.connect(self._invalidate)
        session.edited.connect(self._invalidate)
        session.running_changed.connect(self._running_changed)
        session.said.connect(self._say)
        session.undo.cleanChanged.connect(self._invalidate)
        self._invalidate()

    # assembling ----------------------------------------------------------------------------------

    def _make_panels(self) -> None:
        session = self.session
        self.canvas = CanvasPanel(session)
        self.setCentralWidget(self.canvas)
        heatmaps = HeatmapsPanel(session)
        self.panels: dict[str, Panel] = {
            "data": DataPanel(session), "inspector": InspectorPanel(session), "program": ProgramPanel(session),
            "formula": FormulaPanel(session), "heatmaps": heatmaps, "timeline": TimelinePanel(session),
        }  # fmt: skip
        self.plots = {plot.name: PlotPanel(session, plot) for plot in PLOTS}
        self.panels.update(self.plots)
        titles = {
            "data": self.tr("Data and training"), "inspector": self.tr("Inspector"), "program": self.tr("Program"),
            "formula": self.tr("Formula"), "heatmaps": self.tr("Heatmaps"), "timeline": self.tr("Timeline"),
            **{plot.name: plot.shown_title() for plot in PLOTS},
        }  # fmt: skip
        for name, panel in self.panels.items():
            dock = QDockWidget(titles[name], self)
            dock.setObjectName(f"dock-{name}")
            dock.setWidget(panel)
            self.docks[name] = dock
        for plot_panel in self.plots.values():
            plot_panel.export_asked.connect(self.documents.ask_export)
        heatmaps.export_asked.connect(self.documents.ask_export)

    def _arrange(self) -> None:
        """The layout of a first start."""
        docks = self.docks
        for name in docks:
            self.removeDockWidget(docks[name])
        self.setCorner(Qt.Corner.BottomLeftCorner, AREA.BottomDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, AREA.BottomDockWidgetArea)
        self.addDockWidget(AREA.LeftDockWidgetArea, docks["data"])
        self.addDockWidget(AREA.LeftDockWidgetArea, docks["inspector"])
        self.tabifyDockWidget(docks["data"], docks["inspector"])
        self.addDockWidget(AREA.RightDockWidgetArea, docks["program"])
        self.splitDockWidget(docks["program"], docks["formula"], Qt.Orientation.Vertical)
        self.addDockWidget(AREA.BottomDockWidgetArea, docks["heatmaps"])
        self.splitDockWidget(docks["heatmaps"], docks["timeline"], Qt.Orientation.Vertical)
        previous = docks["heatmaps"]
        for name in ("loss", "depth-profile", "prediction"):
            self.splitDockWidget(previous, docks[name], Qt.Orientation.Horizontal)
            previous = docks[name]
        self.tabifyDockWidget(docks["loss"], docks["update-ratio"])
        self.tabifyDockWidget(docks["depth-profile"], docks["through-time"])
        for dock in docks.values():
            dock.show()
        docks["timeline"].setTitleBarWidget(QWidget())
        for name in ("data", "loss", "depth-profile"):
            docks[name].raise_()
        QTimer.singleShot(0, self, self._default_sizes)

    def _default_sizes(self) -> None:
        docks = self.docks
        self.resizeDocks([docks["data"], docks["program"]], [250, 390], Qt.Orientation.Horizontal)
        self.resizeDocks(
            [docks["program"], docks["formula"]], [self.height() * 30 // 100, self.height() * 26 // 100], Qt.Orientation.Vertical
        )
        self.resizeDocks([docks["timeline"], docks["heatmaps"]], [66, max(190, self.height() * 27 // 100)], Qt.Orientation.Vertical)
        self.resizeDocks(
            [docks[name] for name in ("heatmaps", "loss", "depth-profile", "prediction")],
            [400, 300, 360, 300],
            Qt.Orientation.Horizontal,
        )

    def _make_actions(self) -> None:
        menus = {name: self.menuBar().addMenu(QCoreApplication.translate("Actions", title)) for name, title in MENUS.items()}
        for row in ACTIONS:
            action = QAction(QCoreApplication.translate("Actions", row.text), self)
            action.setObjectName(row.id)
            action.setShortcuts([QKeySequence(key) for key in row.keys])
            tip = QCoreApplication.translate("Actions", row.tip) if row.tip else action.text()
            action.setToolTip(f"{tip} ({row.keys[0]})" if row.keys else tip)
            action.setStatusTip(tip)
            action.triggered.connect(lambda _=False, row=row: self._do(row))
            self.actions_by_id[row.id] = action
            menus[row.menu].addAction(action)
        for create, name, key, place in (
            (self.session.undo.createUndoAction, "undo", "Ctrl+Z", 0),
            (self.session.undo.createRedoAction, "redo", "Ctrl+Shift+Z", 1),
        ):
            prefix = self.tr("Undo") if place == 0 else self.tr("Redo")
            action = create(self, prefix)
            action.setShortcuts([QKeySequence(key)] + ([QKeySequence("Ctrl+Y")] if place else []))
            self.actions_by_id[f"edit.{name}"] = action
            menus["edit"].insertAction(menus["edit"].actions()[place], action)
        self._example_menu(menus["file"])
        for dock in self.docks.values():
            menus["view"].addAction(dock.toggleViewAction())

    def _example_menu(self, menu: Any) -> None:
        self.examples = menu.addMenu(self.tr("Examples"))
        menu.insertMenu(self.actions_by_id["file.save"], self.examples)
        for name in EXAMPLES:
            opened = example(name)
            action = self.examples.addAction(engine_text(opened.title))
            action.setObjectName(f"example.{name}")
            action.setStatusTip(engine_text(opened.description))
            action.triggered.connect(lambda _=False, name=name: self.documents.open_example(name))

    def _do(self, row: ActionRow) -> None:
        owner: Any = self.session
        for candidate in (self, self.documents, self.canvas, self.session):
            if hasattr(candidate, row.verb):
                owner = candidate
                break
        getattr(owner, row.verb)()

    def _make_toolbar(self) -> None:
        bar = QToolBar(self.tr("Stepping"), self)
        bar.setObjectName("toolbar-stepping")
        bar.setMovable(False)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.addToolBar(bar)
        examples = QPushButton(self.tr("Examples"))
        examples.setObjectName("examples-button")
        examples.setMenu(self.examples)
        bar.addWidget(examples)
        bar.addSeparator()
        for row in ACTIONS:
            if row.toolbar:
                bar.addAction(self.actions_by_id[row.id])
        self.granularity = QComboBox()
        self.granularity.setObjectName("granularity")
        self.granularity.setToolTip(self.tr("How far Step over and Step back go"))
        for name in GRANULARITIES:
            self.granularity.addItem(granularity_title(name), name)
        self.granularity.setCurrentIndex(GRANULARITIES.index(self.session.granularity))
        self.granularity.currentIndexChanged.connect(lambda: setattr(self.session, "granularity", self.granularity.currentData()))
        bar.addWidget(self.granularity)
        bar.addSeparator()
        self._phase_bar(bar)
        bar.addSeparator()
        self._speed_slider(bar)

    def _phase_bar(self, bar: QToolBar) -> None:
        for number, phase in enumerate(PHASES):
            if number:
                bar.addWidget(QLabel(" › "))
            button = QPushButton(phase_title(phase))
            button.setObjectName(f"phase-{phase}")
            button.setCheckable(True)
            button.setToolTip(self.tr("Go to the beginning of this phase"))
            button.clicked.connect(lambda _=False, phase=phase: self.session.go_to_phase(phase))
            self.phase_buttons[phase] = button
            bar.addWidget(button)

    def _speed_slider(self, bar: QToolBar) -> None:
        bar.addWidget(QLabel(self.tr("Speed ")))
        self.speed = QSlider(Qt.Orientation.Horizontal)
        self.speed.setObjectName("speed")
        self.speed.setRange(0, len(SPEEDS) - 1)
        self.speed.setValue(self.session.speed)
        self.speed.setFixedWidth(90)
        self.speed.setToolTip(self.tr("Left: one unit of the chosen size a second. Right: as fast as possible."))
        self.speed.valueChanged.connect(self.session.set_speed)
        bar.addWidget(self.speed)

    def _make_status(self) -> None:
        self.place_label, self.loss_label, self.rate_label = Words(wrap=False), Words(wrap=False), Words(wrap=False)
        for label, width in ((self.place_label, 340), (self.loss_label, 130), (self.rate_label, 120)):
            label.setFixedWidth(width)
            self.statusBar().addPermanentWidget(label)
        self._rate_timer = QTimer(self)
        self._rate_timer.setInterval(500)
        self._rate_timer.timeout.connect(self._measure_rate)
        self._rate_from = 0
        self._shown = 0.0

    # state ---------------------------------------------------------------------------------------

    def _say(self, words: str) -> None:
        self.statusBar().showMessage(words, 8000)

    def _running_changed(self) -> None:
        self._enable_run()  # at once: the key for Pause must work in the next moment
        self._invalidate()

    def _enable_run(self) -> None:
        session = self.session
        self.actions_by_id["debug.run"].setEnabled(session.debugger is not None and not session.running)
        self.actions_by_id["debug.pause"].setEnabled(session.running)

    def _invalidate(self) -> None:
        self.session.clock.invalidate(self, self._refresh, patient=self.session.running)

    def _refresh(self) -> bool:
        session, debugger = self.session, self.session.debugger
        if session.running and self._rate_timer.isActive() and time.perf_counter() - self._shown < REST:
            self._invalidate()
            return False
        self._shown = time.perf_counter()
        for row in ACTIONS:
            if row.needs == RUNNABLE and row.id not in ("debug.run", "debug.pause"):
                self.actions_by_id[row.id].setEnabled(debugger is not None)
        self._enable_run()
        if session.running != self._rate_timer.isActive():
            self._toggle_rate(session.running)
        name = session.path.name if session.path else engine_text(session.experiment.title) or self.tr("untitled")
        self.setWindowTitle(f"{name}[*] – Backprop Explorer")
        self.setWindowModified(not session.undo.isClean())
        self._show_place()
        return True

    def _show_place(self) -> None:
        debugger = self.session.debugger
        for phase, button in self.phase_buttons.items():
            button.setEnabled(debugger is not None)
            inside = debugger is not None and debugger.program.phase_at(debugger.next_pc) == phase
            with QSignalBlocker(button):
                button.setChecked(inside)
        if debugger is None:
            self.place_label.setText(self.tr("not runnable yet"))
            self.loss_label.setText("")
            return
        step, pc = debugger.place
        finished = pc == len(debugger.program)
        phase = self.tr("finished") if finished else phase_title(debugger.program.phase_at(pc))
        self.place_label.setText(self.tr("Step {step} · {phase} · {pc} of {length} · epoch {epoch}").format(
            step=step + 1, phase=phase, pc=pc, length=len(debugger.program), epoch=debugger.epoch + 1))  # fmt: skip
        loss = debugger.read(debugger.program.loss)
        self.loss_label.setText(self.tr("loss {loss}").format(loss="–" if loss is None else f"{float(loss):.5g}"))
        self._tell_stop(debugger.stop)

    def _tell_stop(self, stop: Any) -> None:
        if stop.reason == NOT_FINITE:
            self.statusBar().showMessage(
                self.tr("Stopped: {name} is not finite (NaN or infinity). Step back to see why.").format(name=stop.detail)
            )
        elif stop.reason == DIVERGED:
            self.statusBar().showMessage(
                self.tr("Replaying step {step} gave other numbers than the first time: do not trust what is shown.").format(
                    step=int(stop.detail) + 1
                )
            )
        elif stop.reason == CONDITION:
            self.statusBar().showMessage(
                self.tr("Stopped: {quantity} passed its limit.").format(quantity=quantity_title(stop.detail))
            )
        elif stop.reason == LOSS_REACHED:
            self.statusBar().showMessage(self.tr("The wanted loss is reached."), 6000)
            self.session.until_loss = None
        elif stop.reason == BREAKPOINT and not self.session.running:
            self.statusBar().showMessage(self.tr("Stopped at a breakpoint."), 4000)

    def _toggle_rate(self, running: bool) -> None:
        self._rate_from = self.session.debugger.t if self.session.debugger else 0
        self._rate_timer.start() if running else self._rate_timer.stop()

    def _measure_rate(self) -> None:
        debugger = self.session.debugger
        if debugger is not None:
            steps = (debugger.t - self._rate_from) / len(debugger.program) / 0.5
            self._rate_from = debugger.t
            self.rate_label.setText(self.tr("{rate} steps/s").format(rate=f"{steps:,.0f}"))

    # verbs of the window -------------------------------------------------------------------------

    def fit(self) -> None:
        self.canvas.view.fit()

    def run_to_chosen(self) -> None:
        if self.session.selection.pc is not None:
            self.session.run_to(self.session.selection.pc)

    def toggle_breakpoint(self) -> None:
        self.session.toggle_breakpoint(self.session.selection.pc)

    def toggle_theme(self) -> None:
        self.theme_asked.emit()

    def toggle_language(self) -> None:
        self.language_asked.emit()

    def reset_layout(self) -> None:
        self._arrange()

    def set_theme(self, theme: themes.Theme) -> None:
        """Wear other colours everywhere."""
        self.theme = theme
        for panel in (self.canvas, *self.panels.values()):
            panel.set_theme(theme)
        for row in ACTIONS:
            if row.icon:
                self.actions_by_id[row.id].setIcon(icon(row.icon, theme.text, theme.empty))
        for phase, button in self.phase_buttons.items():
            hue = getattr(theme, themes.PHASE_ROLES[phase])
            button.setStyleSheet(f"QPushButton {{ border: none; padding: 4px 8px; color: {hue}; border-bottom: 2px solid transparent; }}"
                                 f"QPushButton:checked {{ font-weight: 600; border-bottom: 2px solid {hue}; background: {theme.panel}; }}"
                                 f"QPushButton:hover {{ background: {theme.raised}; }} QPushButton:disabled {{ color: {theme.empty}; }}")  # fmt: skip

    # habits --------------------------------------------------------------------------------------

    def _restore(self) -> None:
        geometry, state = self.settings.value("geometry"), self.settings.value("state")
        if geometry is not None:
            self.restoreGeometry(geometry)
        if state is not None:
            QTimer.singleShot(1, self, lambda: self.restoreState(state, LAYOUT_VERSION))

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.documents.may_leave():
            event.ignore()
            return
        self.session.pause()
        self.settings.setValue("geometry", self.saveGeometry())
        self.settings.setValue("state", self.saveState(LAYOUT_VERSION))
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls()[:1]:
            self.documents.open_file(Path(url.toLocalFile()))
