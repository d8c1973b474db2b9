"""The live plot: it follows the phase of the training step, or stays at what the user pinned."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QMenu, QVBoxLayout, QWidget

from gui.look.fields import ComboBox
from gui.look.figure import Figure, printed
from gui.look.theme import color_map
from gui.plots.live import PINS, Shown, following, pinned
from gui.plots.source import source_of
from gui.plots.step_axis import in_log_steps
from gui.session.curtain import veiled
from gui.session.panel import Panel
from gui.session.plot_tools import Tools
from gui.session.session import Session
from gui.widgets.figure_view import FigureView
from gui.widgets.once import once
from gui.widgets.refining import Refining
from gui.widgets.steady_label import Words

MOMENT = 0.016  # seconds of a frame for refining what takes longer
FOLLOWED = 5  # blocks a second: in a faster run phases would flicker


class PhasePanel(Panel):
    """One figure, or two beside each other, under a sentence that says what they are.

    What a run showed stays after it is paused, until the next step.
    """

    rest = 0.1
    patient = True

    def __init__(self, session: Session, tools: Callable[[Session], Tools] | None = None, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.words = Words()
        self.tools, self._row = None if tools is None else tools(session), QWidget()
        self.pins = ComboBox()
        self.pins.setObjectName("live-plot-pins")
        self.pins.setToolTip(self.tr("Let the plot follow the phase of the training step, or keep one plot in view"))
        self.pins.addItem(self.tr("Follow the phase"), "")
        for pin in PINS:
            self.pins.addItem(pin.shown_title(), pin.name)
        self.pins.activated.connect(lambda: session.tastes.pin(self.pins.currentData()))
        self.pins.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
        self.views = FigureView(), FigureView()
        self._views, head, layout = QBoxLayout(QBoxLayout.Direction.LeftToRight), QHBoxLayout(), QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # a long note must not push the window apart
        layout.addLayout(head)
        layout.addLayout(self._views, 1)
        head.setContentsMargins(10, 4, 6, 0)
        head.addWidget(self.words, 1)
        self.halt = Refining("halt-live-plot")
        self.halt.stopped.connect(self.invalidate)
        session.stopped.connect(self.halt.go_on)
        head.addWidget(self.halt, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._row, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.pins, 0, Qt.AlignmentFlag.AlignTop)
        for view in self.views:
            self._views.addWidget(view, 1)
        self.setMinimumSize(180, 120)
        self._add_tools()
        session.tastes.changed.connect(self._follow_taste)
        self._follow_taste()
        self._paused: tuple[object, int] | None = None
        self._hurried = False
        session.running_changed.connect(self._run_changed)
        session.selected.connect(self.invalidate)
        session.scaled.connect(self.invalidate)

    def _add_tools(self) -> None:
        """The tools have a place of their own, which is there while the plot can be painted."""
        place = QHBoxLayout(self._row)
        place.setContentsMargins(0, 0, 0, 0)
        self._row.hide()
        if self.tools is not None:
            place.addWidget(self.tools.row)
            self.tools.changed.connect(self.invalidate)
            for view in self.views:
                self.tools.attach(view)

    def pin(self, name: str) -> None:
        """Keep one of PINS in sight; "" follows the phase."""
        self.session.tastes.pin(name)

    def _follow_taste(self) -> None:
        self.pins.setCurrentIndex(max(0, self.pins.findData(self.session.tastes.pinned)))
        self.invalidate()

    def restyle(self) -> None:
        for view in self.views:
            view.set_colors(self.colors(), color_map(self.theme.signed_map), color_map("cividis"))
        self.words.setStyleSheet(f"color: {self.theme.text}; font-weight: 400;")
        if self.tools is not None:
            self.tools.set_theme(self.theme)

    def resizeEvent(self, event: object) -> None:
        wide = self.width() > 1.1 * self.height()
        self._views.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def shown(self, patience: float = float("inf")) -> Shown:
        """What is to be seen at this moment; with less `patience` it may be unfinished."""
        source = source_of(self.session, patience=patience)
        points = self.tools.without_network() if source is None and self.tools is not None else None
        if points is not None:
            return Shown("", (points,))
        if source is None:
            return Shown("", (Figure("", empty=self.tr("First draw a network that can run.")),))
        if source.hidden:
            return Shown("", (Figure("", empty=veiled()),))
        name = self.pins.currentData()
        return pinned(source, name) if name else following(source, self._runs())

    def _runs(self) -> bool:
        """Whether a run is under way that is too fast to follow, or was paused here."""
        self._hurried = self._hurried or self._hurries()
        return self._hurries() or (self._paused is not None and self._paused == self._here())

    def _hurries(self) -> bool:
        session = self.session
        return session.hurries or (session.running and session.speed.rate > FOLLOWED)

    def _here(self) -> tuple[object, int]:
        debugger = self.session.debugger
        return debugger, 0 if debugger is None else debugger.t

    def _run_changed(self, running: bool) -> None:
        """Remember where a fast run ended: what it showed stays until the next step."""
        self._hurried = self._hurried or self._hurries()
        if not running:
            self._paused, self._hurried = self._here() if self._hurried else None, False

    def refresh(self) -> None:
        shown = self.shown(0.0 if self.halt.halted else MOMENT)
        self.words.setText(shown.words)
        self._row.setVisible(any(figure.paintable and not figure.empty for figure in shown.figures))
        for number, view in enumerate(self.views):
            view.setVisible(number < len(shown.figures))
        self._lay_out()
        for number, view in enumerate(self.views):
            if number < len(shown.figures):
                figure = shown.figures[number]
                figure = in_log_steps(figure) if self.session.log_steps else figure
                if number and self.session.running:
                    self.session.clock.invalidate(view, partial(view.show_figure, printed(figure)), self._pace)
                else:
                    view.show_figure(printed(figure))
        if self.halt.tell(min(figure.progress for figure in shown.figures)) and not self.session.running:
            self.invalidate()

    def _lay_out(self) -> None:
        """Give all their rooms at once: a figure that finds another one later is drawn a second time."""
        layout = self.layout()
        assert layout is not None
        layout.activate()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = once(QMenu(self))
        for figure in self.shown().figures:
            menu.addAction(self.tr("Export {title}…").format(title=figure.title), lambda figure=figure: self._export(figure))
        menu.popup(event.globalPos())

    def _export(self, figure: Figure) -> None:
        self.export_asked.emit("live-plot", figure)
