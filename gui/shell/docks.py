"""The docks of a window, as the rows of PANELS say, and the panels in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QWidget

from gui.look.layouts import AREA, Below, Edge, Home, Layout, RightOf, TabOf
from gui.session.panel import Panel
from gui.session.session import Session
from gui.shell.panel_rows import PANELS, PanelRow

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

    def arrange(self, layout: Layout) -> None:
        """Everything where a layout has it; what has no place there is put away, with a place to open in."""
        window, homes, seen = self._window, homes_in(layout), seen_in(layout)
        for dock in self.values():
            window.removeDockWidget(dock)
        window.setCorner(Qt.Corner.BottomLeftCorner, AREA.BottomDockWidgetArea)
        self._share_corner(layout)
        for name in sorted(homes, key=lambda name: isinstance(homes[name], TabOf)):  # Qt splits no place that has tabs already
            self._place(self[name], homes[name])
        for name, dock in self.items():
            dock.setVisible(name in seen)
        for name in seen:
            if not isinstance(homes[name], TabOf):
                self[name].raise_()

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

    def _lines(self) -> float:
        """How many lines of text the window holds."""
        return self._window.height() / self._window.fontMetrics().lineSpacing()

    def _share_corner(self, layout: Layout) -> None:
        right = AREA.RightDockWidgetArea if self._lines() < layout.tall else AREA.BottomDockWidgetArea
        self._window.setCorner(Qt.Corner.BottomRightCorner, right)

    def crowd(self, layout: Layout) -> None:
        """Where there is little room, panels of a layout stand in tabs that stand beside each other elsewhere."""
        self._share_corner(layout)
        for host, guest, lines in layout.crowd:
            if self._lines() < lines:
                self._window.tabifyDockWidget(self[host], self[guest])
                self[host].raise_()

    def share_out(self, layout: Layout) -> None:
        """The sizes of a layout; a share of 0 is what the panel itself asks for."""
        for all_shares, way, whole in (
            (layout.across, Qt.Orientation.Horizontal, self._window.width()),
            (layout.down, Qt.Orientation.Vertical, self._window.height()),
        ):
            for shares in all_shares:
                sizes = {name: whole * part // 100 or self._wish(name) for name, part in shares if not self[name].isHidden()}
                self._resize(sizes, way)

    @property
    def sizes(self) -> dict[str, QSize]:
        """How large the docks are that have a place in the window and are not behind another: those there have no size."""
        there = {name: dock for name, dock in self.items() if dock.isVisible() and not dock.isFloating()}
        return {name: dock.size() for name, dock in there.items() if not dock.visibleRegion().isEmpty()}

    def give_back(self, sizes: dict[str, QSize]) -> None:
        """The sizes that docks in the window had once.

        Only what has another size now is resized: Qt may or may not count tabs, so that a dock of the right size would move.
        """
        now = self.sizes
        there = {name: size for name, size in sizes.items() if name in now}
        across = {name: size.width() for name, size in there.items() if size.width() != now[name].width()}
        down = {name: size.height() for name, size in there.items() if size.height() != now[name].height()}
        self._resize(across, Qt.Orientation.Horizontal)
        self._resize(down, Qt.Orientation.Vertical)

    def _wish(self, name: str) -> int:
        widget = self[name].widget()
        return widget.sizeHint().height() if widget is not None else 1

    def keep_low(self, name: str) -> None:
        """Only as high as the panel itself asks for."""
        QApplication.sendPostedEvents(self._window, QEvent.Type.LayoutRequest)
        self._resize({name: self._wish(name)}, Qt.Orientation.Vertical)

    def _resize(self, sizes: dict[str, int], way: Qt.Orientation) -> None:
        self._window.resizeDocks([self[name] for name in sizes], list(sizes.values()), way)

    # one dock ------------------------------------------------------------------------------------

    def front(self, name: str) -> None:
        """Bring a dock to the front, with room enough to read it."""
        dock, window, (across, down) = self[name], self._window, ROWS[name].least
        dock.show()
        dock.raise_()
        QApplication.sendPostedEvents(window, QEvent.Type.LayoutRequest)  # until then it has no size
        if dock.isFloating():
            return
        wide, high = window.width() * across // 100, window.height() * down // 100
        if dock.width() < wide:
            self._resize({name: wide}, Qt.Orientation.Horizontal)
        if dock.height() < high:
            self._resize({name: high}, Qt.Orientation.Vertical)

    def widen(self, percents: dict[str, int]) -> None:
        """Give docks these parts of the window's width."""
        QApplication.sendPostedEvents(self._window, QEvent.Type.LayoutRequest)  # until then those just shown have no place
        self._resize({name: self._window.width() * part // 100 for name, part in percents.items()}, Qt.Orientation.Horizontal)

    def halve(self, one: str, other: str) -> None:
        """Give docks above each other the same height."""
        whole = self[one].height() + self[other].height()
        self._resize({one: whole // 2, other: whole - whole // 2}, Qt.Orientation.Vertical)

    def turn_to(self, name: str) -> None:
        """Turn to a panel that is open behind another in the same tabs; one that is closed stays closed."""
        if self[name].toggleViewAction().isChecked():
            self[name].raise_()

    def toggle(self, name: str) -> bool:
        """Bring a dock to the front, or take it away if it is there already; whether it is in sight now."""
        dock = self[name]
        in_front = dock.isVisible() and not dock.visibleRegion().isEmpty()
        dock.hide() if in_front else self.front(name)
        return not in_front


def homes_in(layout: Layout) -> dict[str, Home]:
    """Where each panel stands in a layout, or would open."""
    homes = dict(layout.stands)
    for row in PANELS:
        if row.name not in homes:
            homes[row.name] = _home_of_guest(row, layout, homes) if layout.stands else row.home
    return homes


def _home_of_guest(row: PanelRow, layout: Layout, homes: dict[str, Home]) -> Home:
    """Beside a panel with which it shares a place elsewhere, else in its own column, or with the other broad panels."""
    home = row.home
    while not isinstance(home, Edge):
        if home.other in homes and not ROWS[home.other].bare:
            return TabOf(home.other)
        home = ROWS[home.other].home
    if home.area == AREA.BottomDockWidgetArea:
        return TabOf(layout.guests)
    hosts = [name for name, place in homes.items() if place == home]
    if hosts and ROWS[hosts[0]].alone:
        hosts = [name for name, place in homes.items() if isinstance(place, Edge) and not (ROWS[name].alone or ROWS[name].bare)]
    return TabOf(hosts[0]) if hosts else home


def seen_in(layout: Layout) -> tuple[str, ...]:
    """The panels that a layout shows."""
    return tuple(name for name, _ in layout.stands) or tuple(row.name for row in PANELS if row.at_first)
