"""Lessons in the window: which is opened, what stands around the card of a step, and the learner's own layout when it is over."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QObject, QSettings, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QFileDialog, QMessageBox

from engine.lessons.lesson import Pick, Step
from engine.lessons.reading import LESSONS, load
from engine.model.problem import ExperimentError
from gui.look.i18n import error_text
from gui.look.layouts import AREA, LESSON
from gui.session.session import Session
from gui.shell.docks import ROWS, Docks, Panels, seen_in
from gui.shell.layouts import Layouts
from gui.shell.titles import Titles
from gui.verbs.documents import Documents

if TYPE_CHECKING:
    from gui.panels.lesson.panel import LessonPanel

CARD, AGREED = "lesson", "lessons/keep-answers"
SHOWN_IN = {"line": "program", "phase": "program", "cell": "unrolled"}  # places, and the panels with them
# Percent of the window in a classroom: the card alone, the card with something on the other side of the drawing, and that.
ALONE, LARGE, BESIDE = 36, 28, 25
NARROW = 1100  # pixels of a window in which the card lies under the toolbar


def _kinds(step: Step) -> list[str]:
    """The kinds of places that a step lights, or has the learner point at."""
    asked = step.question if isinstance(step.question, Pick) else Pick()
    return list(dict.fromkeys([*(place.kind for place in (*step.stage.light, *asked.right)), asked.among]))


class Window(Protocol):
    """What lessons need of the workbench."""

    session: Session
    settings: QSettings
    docks: Docks
    panels: Panels
    layouts: Layouts
    documents: Documents
    titles: Titles
    actions_by_id: dict[str, QAction]

    def open_example(self, name: str) -> bool:
        """Open a built-in example."""

    def installEventFilter(self, watcher: QObject, /) -> None:
        """As in Qt."""

    def width(self) -> int:
        """As in Qt."""

    def dockWidgetArea(self, dock: QDockWidget, /) -> Qt.DockWidgetArea:
        """As in Qt."""

    def addDockWidget(self, area: Qt.DockWidgetArea, dock: QDockWidget, /) -> None:
        """As in Qt."""


class LessonDesk(QObject):
    """The verbs of the menu *Lessons*, and what the window does when a step opens."""

    def __init__(self, window: Window, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self.session, self.lessons = window, window.session, window.session.lessons
        self._before = ""  # the layout that comes back
        self._shown: set[str] = set()  # panels that a step asked for
        self._away: set[str] = set()  # panels of a classroom that come back after the lesson
        self._brought = False  # whether the card itself was not there before
        self.lessons.beginning.connect(window.layouts.remember)
        self.lessons.staged.connect(self._stage)
        self.lessons.left.connect(self._restore)
        window.layouts.arranged.connect(self._follow_layout)
        window.installEventFilter(self)
        self._agree(window.settings.value(AGREED, False, bool) is True)

    def hand_over(self, other: LessonDesk) -> None:
        """Another window takes over, in another language."""
        self.lessons.staged.disconnect(self._stage)
        self.lessons.left.disconnect(self._restore)
        self.lessons.beginning.disconnect(self._window.layouts.remember)
        if self.lessons.on:
            other.take_over(self._before)

    def take_over(self, before: str) -> None:
        """Go on with the lesson that is played; its end leads to this layout."""
        self._before = before
        self._window.layouts.visit(LESSON)
        self._stage()

    @property
    def card(self) -> LessonPanel:
        """The panel; its first use makes it."""
        from gui.panels.lesson.panel import LessonPanel  # few windows need it

        panel = self._window.panels.the(LessonPanel, CARD)
        if not panel.property("wired"):
            panel.setProperty("wired", True)
            panel.lesson_asked.connect(self.open)
            panel.recap_asked.connect(self.recap)
            panel.shelf_asked.connect(self.back_to_shelf)
            panel.example_asked.connect(self._window.open_example)
        return panel

    # verbs ---------------------------------------------------------------------------------------

    def show_shelf(self) -> None:
        """The list of lessons."""
        self._dock.show()
        self._window.layouts.maximise.back()
        self._window.docks.front(CARD)
        self.card.refresh()
        self.card.focus()
        self.tell_damaged()

    def back_to_shelf(self) -> None:
        """Leave the lesson for the list of all."""
        self.leave()
        QTimer.singleShot(0, self, self.show_shelf)  # when the layout of before stands again

    def open(self, name: str) -> bool:
        """Play a lesson: a built-in one by name, or that of a file. False if it cannot be played."""
        try:
            lesson = load(name)
        except (ExperimentError, OSError) as error:
            title = self.tr("{name} cannot be opened").format(name=Path(name).name)
            QMessageBox.warning(self._window.documents.desk.front, title, error_text(error))
            return False
        self.lessons.begin(lesson, file="" if name in LESSONS else str(Path(name).absolute()))
        self._come_forward()
        return True

    def tell_damaged(self) -> None:
        """Say once that the progress of before cannot be read."""
        if aside := self.lessons.records.damaged:
            self.lessons.records.damaged = ""
            self.session.say(
                self.tr("Your progress in the lessons cannot be read. It has been moved to {path}.").format(path=aside)
            )

    def _come_forward(self) -> None:
        """The workbench is shown, and the keyboard is at the card."""
        self._window.documents.files.drawn.emit()
        self.card.refresh()
        self.card.focus()
        self.tell_damaged()

    def ask_open(self) -> None:
        """Ask for the file of a lesson."""
        front = self._window.documents.desk.front
        name, _ = QFileDialog.getOpenFileName(front, self.tr("Open a lesson"), "", self.tr("Lessons (*.json)"))
        if name:
            self.open(name)

    def recap(self) -> None:
        """The question that has waited longest is asked again."""
        gone = False
        while due := self.lessons.records.progress.due(date.today().toordinal()):
            if self.lessons.ask_again(due[0]):
                self._come_forward()
                break
            gone = True
        else:
            self.lessons.leave()
            self.session.say(self.tr("No question is due today."))
        if gone:
            self.session.say(self.tr("Some questions are no longer asked: their lessons have been removed or changed."))

    def next(self) -> None:
        """The next step."""
        self.lessons.next()

    def back(self) -> None:
        """The step before."""
        self.lessons.back()

    def again(self) -> None:
        """Open this step once more."""
        self.lessons.again()

    def leave(self) -> None:
        """Leave the lesson."""
        self.lessons.leave()

    def focus_card(self) -> None:
        """The keyboard goes to the card."""
        self.show_shelf()

    def toggle_answers(self) -> None:
        """Whether answers are written down, on this machine only."""
        self._agree(not self.lessons.records.agreed)
        self._window.settings.setValue(AGREED, self.lessons.records.agreed)

    def _agree(self, on: bool) -> None:
        self.lessons.agree(on)
        self._window.actions_by_id["lessons.keep-answers"].setChecked(on)

    def forget(self) -> None:
        """Delete progress and answers, if that is really meant."""
        question = self.tr("Delete your progress in the lessons and all saved answers?")
        front = self._window.documents.desk.front
        if QMessageBox.question(front, self.tr("Forget my answers"), question) == QMessageBox.StandardButton.Yes:
            self.lessons.records.forget()
            self.card.invalidate()

    # the stage -----------------------------------------------------------------------------------

    @property
    def _dock(self) -> QDockWidget:
        return self._window.docks[CARD]

    def _stage(self) -> None:
        """The card, and what its step asks for beside it."""
        step, layouts = self.lessons.step, self._window.layouts
        if step is None:
            return
        if not self._before:
            self._before, self._brought = layouts.row.name, self._dock.isHidden()
            self.card.invalidate()
            if not layouts.row.large:
                layouts.visit(LESSON)
        self._dock.show()
        self._dock.raise_()
        self._window.titles.spare(CARD, True)
        self._bring(step)
        self.card.refresh()
        self._suit_width()

    def _bring(self, step: Step) -> None:
        """Panels are asked for, not forced: what a step does not name stays as it is, but for what another step has brought.

        In a classroom text is large and room is rare: what stands there is put away until a step names it.
        """
        docks = self._window.docks
        first = (SHOWN_IN[kind] for kind in _kinds(step) if kind in SHOWN_IN)  # the last one comes to the front
        wanted = [name for name in (*step.stage.panels, *step.stage.plots, *first) if name in docks]
        if wanted or step.stage.experiment or self.lessons.classroom:
            self._hide(self._shown - set(wanted))
            self._shown &= set(wanted)
        if self.lessons.classroom and not self._away:
            self._away = {name for name in seen_in(self._window.layouts.row) if not docks[name].isHidden()}
            self._hide(self._away)
        for name in wanted:
            if docks[name].isHidden():
                self._shown.add(name)
            docks.front(name)
        if self.lessons.classroom and not self._lies:
            parts = {wanted[-1]: max(BESIDE, *(ROWS[name].least[0] for name in wanted))} if wanted else {}
            docks.widen({CARD: LARGE if wanted else ALONE, **parts})
            area = self._window.dockWidgetArea
            for name in (name for name in wanted if area(docks[name]) == area(self._dock)):
                docks.halve(name, CARD)  # a form above the card

    def _hide(self, names: set[str]) -> None:
        for name in names:
            self._window.docks[name].hide()

    @property
    def _lies(self) -> bool:
        return self._window.dockWidgetArea(self._dock) == AREA.TopDockWidgetArea

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.lessons.on:
            self._suit_width()
        return super().eventFilter(watched, event)

    def _suit_width(self) -> None:
        """In a narrow window the card lies under the toolbar: beside the drawing it would leave no room."""
        lying, dock = self.lessons.on and not self.lessons.over and self._window.width() < NARROW, self._dock
        lies = self._lies
        if lying != lies and not dock.isFloating():
            self._window.addDockWidget(AREA.TopDockWidgetArea if lying else AREA.LeftDockWidgetArea, dock)
        self.card.lie(lying)
        if lying:
            self._window.docks.keep_low(CARD)
        elif lies:
            self._window.docks.share_out(self._window.layouts.row)

    def _follow_layout(self) -> None:
        """Whatever layout is chosen, the card stays; a classroom hides answers."""
        self.lessons.teach(self._window.layouts.row.large)
        if not self.lessons.classroom:
            self._away.clear()  # the layout has brought everything to its place
        if self.lessons.step is not None and self._before:
            self._window.docks.front(CARD)
            if self.lessons.classroom or self._window.layouts.row.name == LESSON:
                self._bring(self.lessons.step)  # what was kept of the layout knows nothing of this step
            self.card.refresh()
            self._suit_width()
            self.card.focus()  # docks that were moved have lost the keyboard

    def _restore(self) -> None:
        before, self._before = self._before, ""
        self._window.titles.spare(CARD, False)
        self._hide(self._shown | ({CARD} if self._brought else set()))
        for name in self._away:
            self._window.docks[name].show()
        self._shown.clear()
        self._away.clear()
        self._suit_width()
        if before:
            self._window.layouts.visit(before)
