"""One plot of the catalogue in a dock."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from gui.look.fields import ComboBox
from gui.look.figure import Figure
from gui.look.icons import icon
from gui.look.theme import color_map
from gui.plots.catalogue import Plot, Source
from gui.session.panel import Panel
from gui.session.session import Session
from gui.widgets.figure_view import FigureView


def source_of(session: Session, option: str = "") -> Source | None:
    """What plots look at now."""
    now = session.now
    if session.debugger is None or now is None:
        return None
    return Source(
        session.debugger,
        session.experiment,
        session.memo,
        option,
        now.sample,
        session.chosen,
        session.comparison.debugger,
        not session.running,
    )


class PlotPanel(Panel):
    """Shows one row of PLOTS; its corner button and context menu export it."""

    rest = 0.1
    patient = True

    def __init__(self, session: Session, plot: Plot, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.plot = plot
        self.setToolTip(QCoreApplication.translate("Plots", plot.help))
        session.selected.connect(self.invalidate)
        self._view: FigureView | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # a long note must not push the window apart
        self.setMinimumSize(90, 90)
        self.options = ComboBox(self)
        self.options.setObjectName(f"options-{plot.name}")
        self.options.hide()
        self.options.activated.connect(self.invalidate)
        row = QHBoxLayout()
        row.setContentsMargins(6, 2, 30, 0)  # the corner button lies at the right
        row.addWidget(self.options)
        self._layout.addLayout(row)
        self.corner = QToolButton(self)
        self.corner.setObjectName(f"export-{plot.name}")
        self.corner.setToolTip(self.tr("Export this plot (PNG, SVG, PDF, CSV)"))
        self.corner.setFixedSize(26, 24)
        self.corner.clicked.connect(self.ask_export)

    @property
    def view(self) -> FigureView:
        """The drawing; made when the plot is first looked at."""
        if self._view is None:
            self._view = FigureView()
            self._layout.addWidget(self._view)
            self._view.set_colors(self.colors(), color_map(self.theme.signed_map), color_map("cividis"))
            self.corner.raise_()
        return self._view

    def restyle(self) -> None:
        if self._view is not None:
            self._view.set_colors(self.colors(), color_map(self.theme.signed_map), color_map("cividis"))
        self.corner.setIcon(icon("export", self.theme.muted, self.theme.empty))

    def resizeEvent(self, event: object) -> None:
        self.corner.move(self.width() - self.corner.width() - 2, 0)
        self.corner.raise_()

    def refresh(self) -> None:
        self._offer()
        self.view.show_figure(self.figure())

    def _offer(self) -> None:
        """Bring the list of options up to date; what was chosen stays chosen."""
        source = source_of(self.session)
        offered = () if source is None else self.plot.options(source)
        present = tuple((self.options.itemData(i), self.options.itemText(i)) for i in range(self.options.count()))
        if offered != present:
            chosen = self.options.currentData()
            self.options.clear()
            for key, title in offered:
                self.options.addItem(title, key)
            self.options.setCurrentIndex(max(0, self.options.findData(chosen)))
        self.options.setVisible(len(offered) > 1)

    def ask_export(self) -> None:
        """Offer the figure of this moment for export."""
        self.export_asked.emit(self.plot.name, self.figure())

    def figure(self) -> Figure:
        """The figure of this moment."""
        return self.plot.figure(source_of(self.session, self.options.currentData() or ""))

    def figures(self) -> list[tuple[str, Figure]]:
        return [(self.plot.name, self.figure())]

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Export…"), self.ask_export)
        menu.popup(event.globalPos())
