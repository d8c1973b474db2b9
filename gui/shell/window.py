"""The top-level window: the welcome page, and behind it the workbench once the engine is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSettings, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from gui.look.sealed import sealed, unsealed
from gui.widgets.guarded import guarded

if TYPE_CHECKING:
    from gui.shell.welcome import WelcomePage
    from gui.shell.workbench import Workbench

COMFORTABLE = QSize(1680, 1050)  # pixels; a window that would nearly fill the screen at this size fills it
FRAME = 34  # pixels that the title bar of a window takes; it is known only once the window is shown


def first_place(screen: QRect) -> QRect:
    """Where a new window stands on the free area of a screen, its title bar left out: in the middle, nothing outside."""
    room = screen.adjusted(0, FRAME, 0, 0)
    place = QRect(room.topLeft(), COMFORTABLE.boundedTo(room.size()))
    place.moveCenter(room.center())
    return place


def fills(screen: QRect) -> bool:
    """Whether a new window rather takes the whole of a screen."""
    return screen.width() < 1.2 * COMFORTABLE.width() or screen.height() < 1.2 * COMFORTABLE.height()


def brought_in(place: QRect, screens: list[QRect]) -> QRect:
    """A place of an earlier start, moved and cut until all of it lies on the screen that shows the most of it."""

    def shared(screen: QRect) -> int:
        common = screen & place
        return max(0, common.width()) * max(0, common.height())

    room = max(screens, key=shared).adjusted(0, FRAME, 0, 0)
    inside = QRect(place.topLeft(), place.size().boundedTo(room.size()))
    inside.moveLeft(min(max(inside.left(), room.left()), room.right() + 1 - inside.width()))
    inside.moveTop(min(max(inside.top(), room.top()), room.bottom() + 1 - inside.height()))
    return inside


class MainWindow(QMainWindow):
    """Shows one of two pages; imports nothing that needs NumPy, so that it is painted at once."""

    closed = Signal()
    painted = Signal()
    dropped = Signal(str)  # the path of a file
    empty = Signal()  # it is to be shown, and has no page

    def __init__(self, settings: QSettings) -> None:
        super().__init__()
        self.settings = settings
        self.bench: Workbench | None = None
        self.welcome: WelcomePage | None = None
        self._was_painted = False
        self.pages = QStackedWidget()
        self.setCentralWidget(self.pages)
        self.setWindowTitle("Backprop Explorer")
        self.setAcceptDrops(True)
        geometry = unsealed(settings.value("geometry"))
        self._known = geometry is not None and self.restoreGeometry(geometry)
        if not self._known:
            self.setGeometry(first_place(QGuiApplication.primaryScreen().availableGeometry()))
        elif not (self.isMaximized() or self.isFullScreen()):
            self.setGeometry(brought_in(self.geometry(), [screen.availableGeometry() for screen in QGuiApplication.screens()]))

    def appear(self) -> None:
        """Show the window: as it was left, or at a first start as large as suits the screen."""
        screen = QGuiApplication.primaryScreen().availableGeometry()
        self.show() if self._known or not fills(screen) else self.showMaximized()

    # pages ---------------------------------------------------------------------------------------

    def set_welcome(self, page: WelcomePage) -> None:
        """Exchange the welcome page."""
        shown = self.bench is None or self.pages.currentWidget() is not self.bench
        self._drop_welcome()
        self.welcome = page
        self.pages.insertWidget(0, page)
        if self.bench is not None:
            page.offer(self.bench.actions_by_id)
        if shown:
            self.show_welcome()

    def _drop_welcome(self) -> None:
        """Its pictures need room; it is made again when it is wanted."""
        if self.welcome is not None:
            self.pages.removeWidget(self.welcome)
            self.welcome.deleteLater()
            self.welcome = None

    @property
    def on_welcome(self) -> bool:
        """Whether the welcome page is what the user sees."""
        return self.welcome is not None

    def set_bench(self, bench: Workbench) -> None:
        """Exchange the workbench."""
        old, self.bench = self.bench, bench
        shown = old is not None and self.pages.currentWidget() is old
        self.pages.addWidget(bench)
        bench.windowTitleChanged.connect(lambda _: self._follow_title())
        bench.modified_changed.connect(self._follow_title)
        if self.welcome is not None:
            self.welcome.offer(bench.actions_by_id)
        if shown:
            self.show_bench()
        if old is not None:
            self.pages.removeWidget(old)
            old.hide()
            old.deleteLater()

    def show_welcome(self) -> None:
        """To the welcome page; a way back is offered once something is open."""
        if self.welcome is None:
            return
        session = None if self.bench is None else self.bench.session
        open_ = session is not None and (session.recording.on or bool(session.experiment.network.nodes))
        self.welcome.offer_way_back(open_)
        self.pages.setCurrentWidget(self.welcome)
        self._follow_title()

    def show_bench(self) -> None:
        """To the workbench."""
        if self.bench is not None:
            self.pages.setCurrentWidget(self.bench)
            self._follow_title()
            self._drop_welcome()
            self.bench.canvas.view.setFocus()

    def _follow_title(self) -> None:
        on_bench = self.bench is not None and self.pages.currentWidget() is self.bench
        title = self.bench.windowTitle() if self.bench is not None and on_bench else ""
        self.setWindowTitle(title or "Backprop Explorer")
        self.setWindowModified(self.bench is not None and on_bench and self.bench.isWindowModified())

    # habits --------------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.bench is not None and not self.bench.may_close():
            event.ignore()
            return
        self.settings.setValue("geometry", sealed(self.saveGeometry()))
        event.accept()
        self.closed.emit()

    @guarded
    def showEvent(self, event: QShowEvent) -> None:
        if not self.pages.count():
            self.empty.emit()
        super().showEvent(event)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)  # once it is on the screen

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls()[:1]:
            event.acceptProposedAction()
            self.dropped.emit(url.toLocalFile())
