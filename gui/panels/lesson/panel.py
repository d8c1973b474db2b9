"""Lessons: the list of them, the card of the step that is played, or the end of a lesson."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from gui.panels.lesson.shelf import Over, Shelf
from gui.panels.lesson.step import StepCard
from gui.session.panel import Panel
from gui.session.session import Session


class LessonPanel(Panel):
    """Pulls what it shows from `session.lessons`; asks for lessons by name, for the shell opens them."""

    recorded = True  # a lesson can be begun from there

    lesson_asked = Signal(str)
    recap_asked = Signal()
    shelf_asked = Signal()  # instead of the lesson that is played
    example_asked = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.lessons = session.lessons
        self.pages = QStackedWidget()
        self.shelf, self.card, self.over = Shelf(session), StepCard(session), Over(session)
        for page in (self.shelf, self.card, self.over):
            self.pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pages)
        self.setMinimumWidth(260)
        self.shelf.lesson_asked.connect(self.lesson_asked)
        self.shelf.recap_asked.connect(self.recap_asked)
        self.shelf.example_asked.connect(self.example_asked)
        self.over.lesson_asked.connect(lambda name: self.lesson_asked.emit(name) if name else self.recap_asked.emit())
        self.over.shelf_asked.connect(self.shelf_asked)
        self.over.keep_asked.connect(self.lessons.keep_network)
        self.lessons.changed.connect(self.invalidate)

    def refresh(self) -> None:
        play = self.lessons.play
        before = self.pages.currentWidget()
        if play is None:
            self.shelf.show_progress()
            self.pages.setCurrentWidget(self.shelf)
        elif self.lessons.over:
            self.pages.setCurrentWidget(self.over)
            if before is not self.over:
                self.over.show_over()
        else:
            self.pages.setCurrentWidget(self.card)
            self.card.show_play(play)

    def lie(self, lying: bool) -> None:
        """Be a strip under the toolbar, only as high as it needs; or a column at the edge again."""
        self.card.shape.lie(lying)
        self.setMaximumHeight(self.card.shape.height() if lying else 16777215)
        self.pages.setMinimumHeight(0)

    def focus(self) -> None:
        """Take the keyboard to where there is something to do."""
        if self.pages.currentWidget() is self.card:
            self.card.focus()
        elif self.pages.currentWidget() is self.shelf:
            self.shelf.focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.lessons.on:
            self.lessons.leave()
        else:
            super().keyPressEvent(event)

    def restyle(self) -> None:
        for page in (self.shelf, self.card, self.over):
            page.set_theme(self.theme)
