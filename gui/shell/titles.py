"""Titles of docks: said once, with a way to the whole window; tabs keep their whole names, and a menu has those out of sight."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QChildEvent, QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QEnterEvent, QMouseEvent
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QMainWindow, QMenu, QTabBar, QToolButton, QWidget

from gui.look import theme as themes
from gui.look.icons import icon
from gui.look.theme import THEMES, Theme
from gui.widgets.once import once

SIDE = 24  # pixels of a small button
ROOM = (10, 2, 4, 2)  # margins of a title that stands
AWAY = (-600, -530)  # where Qt keeps bars that it does not use; some it forgets over the menu


class PanelTitle(QWidget):
    """The title bar of one dock; among tabs it takes no room, for the tab says the title.

    Its buttons come with the pointer, so that a window at rest shows what it is about.
    """

    maximise_asked = Signal()

    def __init__(self, dock: QDockWidget) -> None:
        super().__init__(dock)
        self._dock, self._folded, self._near, self._maximised = dock, False, False, False
        self.words = QLabel(dock.windowTitle())
        self.maximise, self.close_ = _small("maximise"), _small("close")
        self.words.setMinimumSize(2 * SIDE + 6, SIDE)  # narrower than its text, if it must
        self._row = layout = QHBoxLayout(self)
        layout.setContentsMargins(*ROOM)
        layout.setSpacing(2)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.maximise)
        layout.addWidget(self.close_)
        self.maximise.clicked.connect(self.maximise_asked)
        self.close_.clicked.connect(dock.close)
        self._show_buttons()
        self.close_.setToolTip(self.tr("Close this panel"))
        self.setToolTip(self.tr("Double-click: fill the window. Drag: move the panel."))

    def fold(self, on: bool) -> None:
        """Take no room, or the usual."""
        if on != self._folded:
            self._folded = on
            self.words.setVisible(not on)
            self._show_buttons()
            self._row.setContentsMargins(*((0, 0, 0, 0) if on else ROOM))

    def _show_buttons(self) -> None:
        self.maximise.setVisible(not self._folded and (self._near or self._maximised))
        self.close_.setVisible(not self._folded and self._near and not self._maximised)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._near = True
        self._show_buttons()

    def leaveEvent(self, event: QEvent) -> None:
        self._near = False
        self._show_buttons()

    def show_maximised(self, on: bool) -> None:
        """Whether the panel has the whole window now."""
        self.maximise.setToolTip(self.tr("Back to normal size (Esc)") if on else self.tr("Fill the window"))
        self._maximised = on
        self._show_buttons()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.maximise_asked.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = once(QMenu(self))
        menu.addAction(self.tr("Fill the window, or restore the size"), self.maximise_asked.emit)
        menu.addAction(self.tr("Move to its own window, or back"), lambda: self._dock.setFloating(not self._dock.isFloating()))
        menu.addAction(self.tr("Close this panel"), self._dock.close).setEnabled(not self._maximised)
        menu.popup(event.globalPos())


class TabTools(QWidget):
    """Two small buttons at the end of a bar of tabs: all its tabs in a menu if they do not fit, and the whole window."""

    maximise_asked = Signal(str)

    def __init__(self, bar: QTabBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._tabs: list[tuple[str, int]] = []
        self.setObjectName("tab-tools")
        self.setAutoFillBackground(True)
        self.more, self.maximise = _small("more"), _small("maximise")
        self.more.setObjectName("all-tabs")
        self.more.setToolTip(self.tr("All tabs"))
        self.more.clicked.connect(self._offer)
        self.maximise.setToolTip(self.tr("Fill the window"))
        self.maximise.clicked.connect(lambda: self.maximise_asked.emit(bar.tabText(bar.currentIndex())))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.more)
        layout.addWidget(self.maximise)
        bar.setElideMode(Qt.TextElideMode.ElideNone)
        bar.setUsesScrollButtons(True)
        bar.tabBarDoubleClicked.connect(lambda place: self.maximise_asked.emit(bar.tabText(place)))
        bar.installEventFilter(self)
        self.place()

    def place(self) -> None:
        """Stand at the end of the bar, over the arrows that Qt shows there when the tabs do not fit."""
        bar, last = self._bar, self._bar.count() - 1
        self._measure()
        full = last >= 0 and bar.tabRect(last).right() - bar.tabRect(0).left() > bar.width()
        self.more.setVisible(full)
        wide = 2 * SIDE if full else SIDE
        self.setGeometry(bar.width() - wide, 0, wide, bar.height() - 2)
        self.raise_()

    def _measure(self) -> None:
        """Have other tabs measured once more: Qt measures a new last one as if another followed."""
        if self._widths() != self._tabs:
            self._bar.setElideMode(Qt.TextElideMode.ElideNone)
            self._tabs = self._widths()

    def _widths(self) -> list[tuple[str, int]]:
        return [(self._bar.tabText(place), self._bar.tabRect(place).width()) for place in range(self._bar.count())]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self.place()
        elif event.type() == QEvent.Type.Paint and self._bar.count() < 2:
            self._bar.move(*AWAY)
        elif event.type() == QEvent.Type.Paint:  # Qt changes tabs without a word
            self._measure()
        return super().eventFilter(watched, event)

    def _offer(self) -> None:
        menu = once(QMenu(self))
        for place in range(self._bar.count()):
            action = menu.addAction(self._bar.tabText(place))
            action.setCheckable(True)
            action.setChecked(place == self._bar.currentIndex())
            action.triggered.connect(lambda _=False, place=place: self._bar.setCurrentIndex(place))
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


class Titles(QObject):
    """Gives every dock its title bar, and every bar of tabs its tools."""

    maximise_asked = Signal(str)

    def __init__(self, window: QMainWindow, docks: Mapping[str, QDockWidget]) -> None:
        super().__init__(window)
        self._window, self._docks = window, docks
        self._theme: Theme = THEMES[themes.LIGHT]
        self._names = {dock.windowTitle(): name for name, dock in docks.items()}
        self.titles: dict[str, PanelTitle] = {}
        self._speaking: set[str] = set()  # panels that say themselves what they are about
        for name, dock in docks.items():
            if dock.titleBarWidget() is None:  # a bare one has its own, which is empty
                title = self.titles[name] = PanelTitle(dock)
                title.maximise_asked.connect(lambda name=name: self.maximise_asked.emit(name))
                dock.setTitleBarWidget(title)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._follow()
        elif isinstance(event, QChildEvent) and event.type() == QEvent.Type.ChildPolished:
            self._equip(event.child())
        return super().eventFilter(watched, event)

    def forget(self) -> None:
        """Until it is known which docks stand alone no title takes room: those among tabs would make the window higher."""
        for title in self.titles.values():
            title.fold(True)

    def _follow(self) -> None:
        """Docks have come together, or parted."""
        for name, title in self.titles.items():
            dock = self._docks[name]
            beside = [other for other in self._window.tabifiedDockWidgets(dock) if not other.isHidden()]
            title.fold((bool(beside) or name in self._speaking) and not dock.isFloating())

    def spare(self, name: str, on: bool) -> None:
        """A panel says itself what it is about: its title takes no room, or the usual."""
        self._speaking = self._speaking | {name} if on else self._speaking - {name}
        self._follow()

    def _equip(self, bar: QObject) -> None:
        """A bar of tabs gets its tools. Qt makes bars and lets them go as it likes: whoever asks for them by findChildren keeps
        a handle of each for ever."""
        if isinstance(bar, QTabBar):
            tools = TabTools(bar)
            tools.maximise_asked.connect(lambda title: self.maximise_asked.emit(self._names[title]))
            self._tint(tools.more, "more")
            self._tint(tools.maximise, "maximise")
            tools.show()

    def show_maximised(self, name: str) -> None:
        """Which panel has the whole window now, if any."""
        for each, title in self.titles.items():
            title.show_maximised(each == name)
            self._tint(title.maximise, "restore" if each == name else "maximise")

    def set_theme(self, theme: Theme) -> None:
        """Apply other colours."""
        self._theme = theme
        for title in self.titles.values():
            self._tint(title.maximise, "maximise")
            self._tint(title.close_, "close")
        for tools in self._window.findChildren(TabTools):
            self._tint(tools.more, "more")
            self._tint(tools.maximise, "maximise")

    def _tint(self, button: QToolButton, name: str) -> None:
        button.setIcon(icon(name, self._theme.muted, self._theme.empty))


def _small(name: str) -> QToolButton:
    button = QToolButton()
    button.setObjectName(f"title-{name}")
    button.setFixedSize(SIDE, SIDE)
    button.setIconSize(QSize(14, 14))
    return button
