"""One plot of the catalogue in a dock."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QMenu, QToolButton, QVBoxLayout, QWidget

from gui.icons import icon
from gui.panel import Panel
from gui.plots.catalogue import Plot, Source
from gui.plots.figure import Figure
from gui.session import Session
from gui.theme import color_map
from gui.widgets.figure_view import FigureView


def source_of(session: Session) -> Source | None:
    """What plots look at now."""
    return None if session.debugger is None else Source(session.debugger, session.experiment, session.memo)


class PlotPanel(Panel):
    """Shows one row of PLOTS; its corner button and context menu export it."""

    rest = 0.1
    patient = True

    export_asked = Signal(str, object)

    def __init__(self, session: Session, plot: Plot, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.plot = plot
        self.view = FigureView()
        self.setToolTip(QCoreApplication.translate("Plots", plot.help))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.corner = QToolButton(self)
        self.corner.setObjectName(f"export-{plot.name}")
        self.corner.setToolTip(self.tr("Export this plot (PNG, SVG, PDF, CSV)"))
        self.corner.setFixedSize(26, 24)
        self.corner.clicked.connect(self.ask_export)

    def restyle(self) -> None:
        self.view.set_colors(self.colors(), color_map(self.theme.signed_map), color_map("cividis"))
        self.corner.setIcon(icon("export", self.theme.muted, self.theme.empty))

    def resizeEvent(self, event: object) -> None:
        self.corner.move(self.width() - self.corner.width() - 2, 0)
        self.corner.raise_()

    def refresh(self) -> None:
        self.view.show_figure(self.figure())

    def ask_export(self) -> None:
        """Offer the figure of this moment for export."""
        self.export_asked.emit(self.plot.name, self.figure())

    def figure(self) -> Figure:
        """The figure of this moment."""
        return self.plot.figure(source_of(self.session))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Export …"), self.ask_export)
        menu.popup(event.globalPos())
