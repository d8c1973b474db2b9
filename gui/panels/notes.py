"""The user's notes about a run; they are kept in session files."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from gui.session.panel import Panel
from gui.session.session import Session


class NotesPanel(Panel):
    """A sheet of paper."""

    recorded = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.text = QPlainTextEdit()
        self.text.setObjectName("notes")
        self.text.setPlaceholderText(self.tr("What you saw and what you will try next. Saved with the session (.bpx)."))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.text)
        self.text.textChanged.connect(self._changed)
        session.edited.connect(self.invalidate)

    def _changed(self) -> None:
        self.session.take_note(self.text.toPlainText())

    def refresh(self) -> None:
        if self.text.toPlainText() != self.session.notes:
            self.text.setPlainText(self.session.notes)
