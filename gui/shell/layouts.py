"""The layout in force: what the person made of each is remembered, and one step leads to another or back to its row."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QObject, QSettings, QSize, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMainWindow

from gui.look.layouts import CHOSEN, LAYOUTS, LEARN, SEQUENCES, Layout, layout_row
from gui.look.sealed import sealed, unsealed
from gui.session.session import Session
from gui.shell.docks import Docks
from gui.shell.maximise import Maximise
from gui.shell.panel_rows import PANELS, over_time

LAYOUT_VERSION = 3


class Layouts(QObject):
    """Shows one row of LAYOUTS; `changed` says that it is another one.

    `arranging` says that the docks go to other places, `arranged` that they stand there.
    """

    changed = Signal()
    arranging = Signal()
    arranged = Signal()

    def __init__(self, window: QMainWindow, docks: Docks, session: Session, settings: QSettings) -> None:
        super().__init__(window)
        self._window, self._docks, self._session, self._settings = window, docks, session, settings
        self.row = layout_row(str(settings.value(CHOSEN, LEARN)))
        self._suits = self.row.name == LEARN  # until a person chooses a layout, examples come in the one that suits them
        self._before = LAYOUTS[0]
        self._ready = False  # before the window has its size there is nothing to share out
        self._settled = False  # and a layout that has not got its sizes yet is not what the person made of it
        self._folded: set[str] = set()
        self._unfolded: dict[str, QSize] = {}  # the sizes before anything was folded
        self.maximise = Maximise(window, docks, LAYOUT_VERSION)
        self.maximise.changed.connect(lambda name: None if name else self.fold())
        docks.arrange(self.row)
        session.edited.connect(self.fold)

    # ways to another -----------------------------------------------------------------------------

    def choose(self, name: str) -> None:
        """Show a layout because the person wants it: it is the one of the next start, too."""
        row = layout_row(name)
        if row == self.row and row.passing:
            row = self._before
        self._suits = False
        self._settings.setValue(CHOSEN, row.name)
        self._show(row)

    def visit(self, name: str) -> None:
        """Show a layout because something else needs it: what the person chose stays chosen."""
        self._show(layout_row(name))

    def suit(self) -> None:
        """An example was opened: show it in the layout that suits it, unless the person has chosen one."""
        if self._suits:
            self._show(layout_row(SEQUENCES if over_time(self._session) else LEARN))

    def reset(self) -> None:
        """The layout as its row has it; what the person changed is forgotten."""
        self.maximise.back()
        self._settings.remove(self._key(self.row))
        self._arrange()

    def _show(self, row: Layout) -> None:
        if row == self.row:
            return
        self.maximise.back()
        self.remember()
        self._before, self.row = self.row, row
        self.changed.emit()
        self._arrange()

    def _arrange(self) -> None:
        self._folded.clear()
        self.arranging.emit()
        self._docks.arrange(self.row)
        self.fold()
        self._settled = False
        self.arranged.emit()
        if self._ready:
            QTimer.singleShot(0, self, self._settle)  # text and toolbar may be of another size by then

    def begin(self) -> None:
        """The window has its size: share it out, as the person left it."""
        self._ready = True
        self.fold()
        self._settle()

    def _settle(self) -> None:
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)  # exact sizes are given and taken in a window at rest
        self._docks.crowd(self.row)
        self._docks.share_out(self.row)
        self._restore(self._settings.value(self._key(self.row)))
        self._settled = True
        self._unfolded = {}  # what was folded until now had no size yet
        self.arranged.emit()

    # what is remembered --------------------------------------------------------------------------

    def _key(self, row: Layout) -> str:
        return f"layouts/{row.name}"

    def remember(self) -> None:
        """Keep what the person made of this layout for the next time; in a classroom a lesson decides what stands."""
        if self._settled and not (self.row.large and self._session.lessons.on):
            words = f"{self.row.name} {' '.join(sorted(self._folded))}\n"
            self._settings.setValue(self._key(self.row), sealed(QByteArray(words.encode()) + self.maximise.places()))

    def described(self) -> str:
        """For a file: the layout and the panels that stand in it, by name; where exactly is a matter of each screen."""
        return " ".join([self.row.name, *(row.name for row in PANELS if self._stands(row.name))])

    def _stands(self, name: str) -> bool:
        return not self._docks[name].isHidden() or name in self._folded

    def show_described(self, words: str) -> None:
        """The layout of a file with its panels, one more or less; names that are unknown here change nothing."""
        name, *panels = words.split() or [""]
        if name not in [row.name for row in LAYOUTS]:
            return
        if layout_row(name) != self.row:
            self._show(layout_row(name))
        for row in PANELS:
            if self._stands(row.name) != (row.name in panels):
                self._folded.discard(row.name)
                self._docks[row.name].setVisible(row.name in panels)
        self.fold()

    def _restore(self, kept: object) -> None:
        state = unsealed(kept)
        if state is None or b"\n" not in (content := bytes(state.data())):
            return
        self.maximise.back()
        words, places = content.split(b"\n", 1)
        if self._window.restoreState(QByteArray(places), LAYOUT_VERSION):
            self._folded = set(words.decode(errors="replace").split()[1:]) & set(self._docks)
            self.fold()

    # panels without content ----------------------------------------------------------------------

    def fold(self) -> None:
        """Panels that have nothing to show of this network give their room away, until they have."""
        if (self._session.debugger is None and not self._session.recording.on) or self.maximise.name:
            return
        sizes, before = self._docks.sizes, set(self._folded)
        for row in PANELS:
            dock, full = self._docks[row.name], row.content(self._session)
            if not full and not dock.isHidden():
                self._folded.add(row.name)
                dock.hide()
            elif full and row.name in self._folded:
                self._folded.discard(row.name)
                dock.show()
        if not before:
            self._unfolded = sizes
        elif before - self._folded and self._ready:
            back = before - self._folded
            QTimer.singleShot(0, self, lambda: self._make_room(back))

    def _make_room(self, back: set[str]) -> None:
        """Panels that are there again have the room that they had, or that the layout means them to have."""
        if not back - self._folded:
            return  # another network came in between
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self._docks.give_back(self._unfolded) if self._unfolded else self._docks.share_out(self.row)
