"""The docks of a window, as the rows of PANELS say, and the panels in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from gui.session.panel import Panel
from gui.session.session import Session
from gui.shell.panel_rows import PANELS, Below, Edge, Home, RightOf, TabOf

LAYOUT_VERSION = 2
ROWS = {row.name: row for row in PANELS}
P = TypeVar("P", bound=Panel)


class Panels(dict[str, Panel]):
    """Panels by the names of their docks; asking for a late one makes it, and `made` gives it its place."""

    def __init__(self, session: Session, made: Callable[[str, Panel], None]) -> None:
        super().__init__({row.name: row.make(session) for row in PANELS if not row.late})
        self._session, self._made = session, made

    def __missing__(self, name: str) -> Panel:
        panel = self[name] = ROWS[name].make(self._session)
        self._made(name, panel)
        return panel

    def the(self, kind: type[P], name: str) -> P:
        """The panel of that name, which is of that class."""
        panel = self[name]
        assert isinstance(panel, kind)
        return panel


class Docks(dict[str, QDockWidget]):
    """Docks by name, in the order of the rows; `hold` fills them."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__()
        self._window = window
        for row in PANELS:
            dock = self[row.name] = QDockWidget(row.shown_title(), window)
            dock.setObjectName(f"dock-{row.name}")
            if row.bare:
                dock.setTitleBarWidget(QWidget())

    def hold(self, panels: Panels) -> None:
        """Show these panels; a late one is asked for when its dock is first seen."""
        for name, dock in self.items():
            if name in panels:
                dock.setWidget(panels[name])
            else:
                dock.visibilityChanged.connect(lambda on, name=name: panels[name] if on else None)

    # layouts -------------------------------------------------------------------------------------

    def arrange(self) -> None:
        """The default layout."""
        window = self._window
        for dock in self.values():
            window.removeDockWidget(dock)
        window.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.BottomDockWidgetArea)
        window.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.BottomDockWidgetArea)
        for row in sorted(PANELS, key=lambda row: isinstance(row.home, TabOf)):  # Qt splits no place that has tabs already
            self._place(self[row.name], row.home)
        for row in PANELS:
            self[row.name].setVisible(row.at_first)
        for row in PANELS:
            if not isinstance(row.home, TabOf):
                self[row.name].raise_()

    def _place(self, dock: QDockWidget, home: Home) -> None:
        match home:
            case Edge(area):
                self._window.addDockWidget(area, dock)
            case Below(other):
                self._window.splitDockWidget(self[other], dock, Qt.Orientation.Vertical)
            case RightOf(other):
                self._window.splitDockWidget(self[other], dock, Qt.Orientation.Horizontal)
            case TabOf(other):
                self._window.tabifyDockWidget(self[other], dock)

    def share_out(self) -> None:
        """The default sizes."""
        high, across, down = self._window.height(), Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        self._resize({"data": 250, "program": 390}, across)
        self._resize({"program": high * 30 // 100, "formula": high * 26 // 100}, down)
        self._resize({"timeline": 66, "heatmaps": max(190, high * 29 // 100)}, down)
        self._resize({"heatmaps": 400, "loss": 300, "depth-profile": 360, "prediction": 300}, across)

    def show_class(self) -> None:
        """Only what a class needs."""
        for row in PANELS:
            self[row.name].setVisible(row.in_class)

    def share_out_class(self) -> None:
        """The sizes of classroom mode."""
        self._resize({"formula": self._window.width() * 38 // 100}, Qt.Orientation.Horizontal)
        timeline = self["timeline"].widget()
        if timeline is not None:
            self._resize({"timeline": timeline.sizeHint().height()}, Qt.Orientation.Vertical)

    def _resize(self, sizes: dict[str, int], way: Qt.Orientation) -> None:
        self._window.resizeDocks([self[name] for name in sizes], list(sizes.values()), way)

    # one dock ------------------------------------------------------------------------------------

    def front(self, name: str) -> None:
        """Bring a dock to the front."""
        dock, high = self[name], self._window.height()
        dock.show()
        dock.raise_()
        if ROWS[name].roomy and dock.height() < 0.34 * high and dock.width() > dock.height():
            self._resize({name: high * 36 // 100}, Qt.Orientation.Vertical)

    def toggle(self, name: str) -> bool:
        """Bring a dock to the front, or take it away if it is there already; whether it is in sight now."""
        dock = self[name]
        in_front = dock.isVisible() and not dock.visibleRegion().isEmpty()
        dock.hide() if in_front else self.front(name)
        return not in_front
