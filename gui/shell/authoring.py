"""Writing a lesson in the window: the verbs of its panel, which need the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMessageBox

from engine.interchange.documents.safe_save import save_bytes
from engine.interchange.documents.strict_json import read_text
from engine.model.problem import ExperimentError
from gui.look.i18n import error_text
from gui.look.layouts import LESSON
from gui.look.saving import Kind, ask_save
from gui.session.session import Session
from gui.shell.docks import Docks, Panels
from gui.shell.layouts import Layouts
from gui.shell.lessons import LessonDesk
from gui.verbs.documents import Documents
from gui.verbs.papers import OWN, Papers

if TYPE_CHECKING:
    from gui.panels.author.panel import AuthorPanel

PANEL = "author"
STAGED = ("program", "formula", "heatmaps", "timeline", "watches", "unrolled", "diagnosis", "outline", "inspector", "data")


class Window(Protocol):
    """What authors need of the workbench."""

    session: Session
    docks: Docks
    panels: Panels
    layouts: Layouts
    documents: Documents
    lessons: LessonDesk


class Authoring(QObject):
    """The verbs of the menu *Lessons* that are for teachers."""

    def __init__(self, window: Window, papers: Papers, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self.session, self.papers = window, window.session, papers
        self.drafting = self.session.lessons.drafting
        self.drafting.asked.connect(self._come_forward)
        self.session.lessons.left.connect(self._go_on)

    @property
    def panel(self) -> AuthorPanel:
        """The panel; its first use makes it."""
        from gui.panels.author.panel import AuthorPanel  # most people never write a lesson

        panel = self._window.panels.the(AuthorPanel, PANEL)
        if not panel.property("wired"):
            panel.setProperty("wired", True)
            panel.wanted.connect(self._want)
        return panel

    def _come_forward(self) -> None:
        """The panel has the place of a lesson's card, beside the drawing."""
        if self._window.docks[PANEL].isHidden() and not self.session.lessons.on:
            self._window.layouts.visit(LESSON)
            self._window.docks["lesson"].hide()
        self._window.docks[PANEL].show()
        self._window.docks.front(PANEL)
        self.panel.refresh()

    def _go_on(self) -> None:
        """A lesson that was tried out is left: the author goes on writing."""
        if self.drafting.on and not self._window.docks[PANEL].isHidden():
            self._window.docks["lesson"].hide()
            self._come_forward()

    def _want(self, verb: str) -> None:
        verbs: dict[str, Callable[[], None]] = {
            "capture": self.capture,
            "try": self.try_out,
            "save": self.save,
            "sheets": self.ask_sheets,
            "page": lambda: self.papers.share(OWN),
        }
        verbs[verb]()

    # verbs ---------------------------------------------------------------------------------------

    def write(self) -> None:
        """Begin a lesson, or go on with the one that was written before."""
        self.drafting.begin()

    def ask_edit(self) -> None:
        """Open the file of a lesson to change it."""
        front = self._window.documents.desk.front
        name, _ = QFileDialog.getOpenFileName(front, self.tr("Edit a lesson"), "", self.tr("Lessons (*.json)"))
        if name:
            try:
                self.drafting.open(Path(name), read_text(name))
            except (ExperimentError, OSError) as error:
                QMessageBox.warning(front, self.tr("{name} cannot be opened").format(name=Path(name).name), error_text(error))

    def ask_sheets(self) -> None:
        """Worksheets and their keys."""
        self.papers.ask_sheets()

    def ask_page(self) -> None:
        """A lesson as one HTML file."""
        self.papers.ask_page()

    def ask_report(self) -> None:
        """What a class answered, as a table."""
        self.papers.ask_report()

    def capture(self) -> None:
        """The present moment becomes a step."""
        if self.session.lessons.on:
            return
        self.drafting.begin()
        shown = tuple(name for name in STAGED if name in self._window.docks and self._in_sight(name))
        self.drafting.capture(shown)

    def _in_sight(self, name: str) -> bool:
        dock = self._window.docks[name]
        return dock.isVisible() and not dock.visibleRegion().isEmpty()

    def try_out(self) -> None:
        """Play the lesson from the step that is edited; what was done before is put aside."""
        lesson = self.panel.check()
        if lesson is not None:
            self.session.lessons.begin(lesson, lesson.steps[max(0, self.drafting.place)].id)
            self._window.lessons.show_shelf()

    def save(self) -> None:
        """Write the lesson to a file; one that is not right yet too, if its form is."""
        front = self._window.documents.desk.front
        proposed = str(self.drafting.path or f"{self.drafting.draft.document['id']}.json")
        found = ask_save(front, self.tr("Save the lesson"), proposed, [Kind(self.tr("Lessons"), "json")])
        if found is None:
            return
        try:
            self.drafting.draft.lesson()
            save_bytes(found[0], self.drafting.draft.text().encode())
        except (ExperimentError, OSError) as error:
            QMessageBox.warning(front, self.tr("Not saved"), error_text(error))
            return
        self.drafting.path = found[0]
        self.session.say(self.tr("Wrote {path}").format(path=found[0]))
