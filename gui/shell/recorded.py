"""A recorded run in the window: what stands in the middle, the layout around it, and the verbs of its bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget

from gui.canvas.panel import CanvasPanel
from gui.look.layouts import RECORDED
from gui.look.theme import Theme
from gui.session.session import Session
from gui.shell.layouts import Layouts
from gui.verbs.documents import Documents
from gui.verbs.figure_verbs import FigureVerbs

if TYPE_CHECKING:
    from gui.panels.run.panel import RunPanel


class Window(Protocol):
    """What a recorded run needs of the workbench."""

    session: Session
    theme: Theme
    layouts: Layouts
    documents: Documents
    figures: FigureVerbs
    canvas: CanvasPanel
    stage: QStackedWidget


class RunDesk(QObject):
    """Shows the run in place of the drawing as long as there is one; the layout that was there comes back after it."""

    def __init__(self, window: Window, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._recording = window, window.session.recording
        self._before = ""  # the layout that comes back
        self.panel: RunPanel | None = None
        self._recording.changed.connect(self._show)

    def hand_over(self, other: RunDesk) -> None:
        """Another window takes over, in another language."""
        self._recording.changed.disconnect(self._show)
        if self._recording.on:
            other.take_over(self._before)

    def take_over(self, before: str) -> None:
        """Go on with the run that is shown; its end leads to this layout."""
        self._before = before
        self._show()

    def _show(self) -> None:
        layouts, before = self._window.layouts, self._before
        if self._recording.on:
            self._before = before or layouts.row.name
            self._window.stage.setCurrentWidget(self._made())
            layouts.visit(RECORDED)
            self._made().view.setFocus()
        elif before:
            self._before = ""
            self._window.stage.setCurrentWidget(self._window.canvas)
            if layouts.row.name == RECORDED:
                layouts.visit(before)
        layouts.fold()

    def _made(self) -> RunPanel:
        """The panel; the first run makes it."""
        from gui.panels.run.panel import RunPanel  # few windows need it

        if self.panel is None:
            self.panel = RunPanel(self._window.session)
            files = self._window.documents.files
            self.panel.compare_asked.connect(files.ask_other_trace)
            self.panel.layer_asked.connect(files.open_recurrent_layer)
            self.panel.replica_asked.connect(files.open_replica)
            self.panel.close_asked.connect(self._recording.close)
            self.panel.export_asked.connect(self._window.figures.ask_export)
            self.panel.set_theme(self._window.theme)
            self._window.stage.addWidget(self.panel)
        return self.panel
