"""Fields of an author: a text in both languages."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPlainTextEdit, QWidget

from gui.look import i18n

LINES = {"line": 1, "text": 3}


class Sheet(QPlainTextEdit):
    """A text of a few lines; Tab goes to the next field."""

    def __init__(self, name: str, lines: int) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setTabChangesFocus(True)
        self._lines = lines

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        self.setFixedHeight(self._lines * self.fontMetrics().lineSpacing() + 14)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._lines > 1 or event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)


class Both(QWidget):
    """A text in English and in Hindi; the one that is missing is marked."""

    changed = Signal()

    def __init__(self, name: str, kind: str = "text") -> None:
        super().__init__()
        self.sheets = {language: Sheet(f"{name}-{language}", LINES[kind]) for language in i18n.LANGUAGES}
        self._missing = {language: QLabel() for language in i18n.LANGUAGES}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        for row, (language, sheet) in enumerate(self.sheets.items()):
            self._missing[language].setText(language)
            grid.addWidget(self._missing[language], row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(sheet, row, 1)
            sheet.textChanged.connect(self._tell)
        self._shown: dict[str, str] = {}

    def show_text(self, words: dict[str, str], muted: str, missing: str) -> None:
        """Show a text of the draft; a sheet in which somebody writes keeps what stands in it."""
        self._shown = dict(words)
        for language, sheet in self.sheets.items():
            if sheet.toPlainText().strip() != words.get(language, ""):
                sheet.blockSignals(True)
                sheet.setPlainText(words.get(language, ""))
                sheet.blockSignals(False)
            here = bool(words.get(language))
            self._missing[language].setStyleSheet(f"color: {muted if here else missing}; font-weight: {400 if here else 700};")
            self._missing[language].setToolTip(
                "" if here else QCoreApplication.translate("Author", "The text for this language is missing.")
            )

    def call(self, title: str) -> None:
        """What the text is, for screen readers."""
        for language, sheet in self.sheets.items():
            sheet.setAccessibleName(f"{title} ({i18n.LANGUAGES[language]})")

    def words(self) -> dict[str, str]:
        """What stands there; English always, for it is what other languages fall back to."""
        found = {language: sheet.toPlainText().strip() for language, sheet in self.sheets.items()}
        return {language: words for language, words in found.items() if words or language == "en"}

    def _tell(self) -> None:
        if self.words() != {"en": "", **self._shown}:
            self.changed.emit()
