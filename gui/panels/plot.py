"""One plot of the catalogue in a dock."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QActionGroup, QContextMenuEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from gui.look.fields import ComboBox
from gui.look.figure import Figure, printed
from gui.look.icons import icon
from gui.look.theme import color_map
from gui.plots.catalogue import Plot
from gui.plots.smoothing import STRENGTHS, smoothed
from gui.plots.source import subject_of
from gui.plots.step_axis import in_log_steps
from gui.session.panel import Panel
from gui.session.plot_tools import Tools
from gui.session.session import Session
from gui.widgets.figure_view import FigureView
from gui.widgets.once import once
from gui.widgets.refining import Refining

MOMENT = 0.008  # seconds of a frame for refining what takes longer


class PlotPanel(Panel):
    """Shows one row of PLOTS; its corner button and context menu export it, its `tools` act on it."""

    rest = 0.1
    patient = True
    recorded = True

    def __init__(
        self, session: Session, plot: Plot, tools: Callable[[Session], Tools] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, parent)
        self.plot = plot
        self.tools = None if tools is None else tools(session)
        self.setToolTip(QCoreApplication.translate("Plots", plot.help))
        session.selected.connect(self.invalidate)
        session.scaled.connect(self.invalidate)
        session.recording.marked_changed.connect(self.invalidate)
        self._view: FigureView | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # a long note must not push the window apart
        self.setMinimumSize(90, 90)
        row = QHBoxLayout()
        self._layout.addLayout(row)
        row.setContentsMargins(6, 2, 30, 0)  # the corner button lies at the right
        self.options, self.second = (self._menu(row, f"{name}-{plot.name}") for name in ("options", "second"))
        if self.tools is not None:
            row.addWidget(self.tools.row)
            self.tools.changed.connect(self.invalidate)
        self.halt = Refining(f"halt-{plot.name}")
        self.halt.stopped.connect(self.invalidate)
        session.stopped.connect(self.halt.go_on)
        row.addWidget(self.halt)
        self.corner = QToolButton(self)
        self.corner.setObjectName(f"export-{plot.name}")
        self.corner.setToolTip(self.tr("Export this plot (PNG, SVG, PDF, CSV)"))
        self.corner.setFixedSize(26, 24)
        self.corner.clicked.connect(self.ask_export)
        self.smooth = QToolButton(self)
        self.smooth.setObjectName(f"smooth-{plot.name}")
        self.smooth.setToolTip(self.tr("Smooth the curve; the original stays visible, pale, behind the smooth one"))
        self.smooth.setFixedSize(26, 24)
        self.smooth.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.smooth.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        self.smooth.setMenu(self._smoothing_menu(self.smooth))
        self.smooth.setVisible(plot.noisy)
        if plot.noisy:
            session.tastes.changed.connect(self._follow_taste)

    def _menu(self, row: QHBoxLayout, name: str) -> ComboBox:
        """A choice of the plot, hidden as long as there is none."""
        box = ComboBox(self)
        box.setObjectName(name)
        box.hide()
        box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(6)
        box.activated.connect(lambda: self.halt.go_on())
        box.activated.connect(self.invalidate)
        row.addWidget(box, 1)
        return box

    def _smoothing_menu(self, parent: QWidget) -> QMenu:
        menu = QMenu(self.tr("Smoothing"), parent)
        group = QActionGroup(menu)
        for kept, title in STRENGTHS:
            name = QCoreApplication.translate("Plots", title) + (f" ({kept:g})" if kept else "")
            action = group.addAction(name)
            action.setCheckable(True)
            action.setData(kept)
            action.setChecked(kept == self.session.tastes.smoothing)
            action.triggered.connect(lambda _=False, kept=kept: self.set_smoothing(kept))
        menu.addActions(group.actions())
        return menu

    def set_smoothing(self, kept: float) -> None:
        """Show curves as an exponential mean of which so much is kept from one step to the next; 0 shows them as they are."""
        self.session.tastes.smooth(kept)

    def _follow_taste(self) -> None:
        for action in self.smooth.menu().actions():
            action.setChecked(action.data() == self.session.tastes.smoothing)
        self.invalidate()

    @property
    def view(self) -> FigureView:
        """The drawing; made when the plot is first looked at."""
        if self._view is None:
            self._view = FigureView()
            self._view.pointer.chosen.connect(self._choose)
            self._layout.addWidget(self._view)
            self._view.set_colors(self.colors(), color_map(self.theme.signed_map), color_map("cividis"))
            self.corner.raise_()
            self.smooth.raise_()
            if self.plot.noisy:
                self._view.note.setContentsMargins(4, 2, 50, 0)  # two corner buttons
            if self.tools is not None:
                self.tools.attach(self._view)
            self._view.show()
            self._layout.activate()  # it has its place before anything is drawn in it; Qt would give it one some events later
        return self._view

    def _choose(self, name: str) -> None:
        """A layer was clicked, or a curve of one of its matrices."""
        recording = self.session.recording
        if recording.trace is not None:
            names = {layer.name for layer in recording.trace.layers}
            recording.choose(name if name in names else name.rpartition(".")[0])
        else:
            self.session.point_at(name)

    def restyle(self) -> None:
        if self._view is not None:
            self._view.set_colors(self.colors(), color_map(self.theme.signed_map), color_map("cividis"))
        self.corner.setIcon(icon("export", self.theme.muted, self.theme.empty))
        self.smooth.setIcon(icon("smooth", self.theme.muted, self.theme.empty))
        if self.tools is not None:
            self.tools.set_theme(self.theme)

    def resizeEvent(self, event: object) -> None:
        self.corner.move(self.width() - self.corner.width() - 2, 0)
        self.corner.raise_()
        self.smooth.move(self.corner.x() - self.smooth.width(), 0)
        self.smooth.raise_()

    def refresh(self) -> None:
        self._offer()
        figure = self.figure(0.0 if self.halt.halted else MOMENT)
        self.view.show_figure(printed(in_log_steps(figure) if self.session.log_steps else figure))
        if self.halt.tell(figure.progress) and not self.session.running:
            self.invalidate()

    def _offer(self) -> None:
        """Bring the lists of options up to date; what was chosen stays chosen."""
        offers = self.plot.offers(subject_of(self.session))
        for box, offered in zip((self.options, self.second), offers, strict=True):
            if offered != tuple((box.itemData(i), box.itemText(i)) for i in range(box.count())):
                chosen = box.currentData()
                box.clear()
                for key, title in offered:
                    box.addItem(title, key)
                box.setCurrentIndex(max(0, box.findData(chosen)))
            box.setVisible(len(offered) > 1)

    def ask_export(self) -> None:
        """Offer the figure of this moment for export."""
        self.export_asked.emit(self.plot.name, self.figure())

    def figure(self, patience: float = float("inf")) -> Figure:
        """The figure of this moment; with less `patience` it may be unfinished."""
        source = subject_of(self.session, self.options.currentData() or "", patience, self.second.currentData() or "")
        points = self.tools.without_network() if source is None and self.tools is not None else None
        kept = self.session.tastes.smoothing if self.plot.noisy else 0.0
        return smoothed(points or self.plot.figure(source), kept)

    def figures(self) -> list[tuple[str, Figure]]:
        return [(self.plot.name, self.figure())]

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = once(QMenu(self))
        menu.addAction(self.tr("Export…"), self.ask_export)
        if self.plot.noisy:
            menu.addMenu(self._smoothing_menu(menu))
        menu.popup(event.globalPos())
