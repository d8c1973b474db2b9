"""Asks which lesson goes on paper, how many different sheets, in which language and form."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from gui.look.fields import ComboBox, SpinBox
from gui.look.i18n import LANGUAGES, language

MOST_SHEETS = 30
KINDS = ("pdf", "html")


@dataclass(frozen=True)
class Wish:
    """What was chosen. Sheet 0 has the numbers of the lesson, each other one its own."""

    lesson: str
    language: str
    sheets: int
    keys: bool
    kind: str


class Worksheets(QDialog):
    """`lessons` are titles by name, the one that is proposed first."""

    def __init__(self, lessons: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("worksheets")
        self.setWindowTitle(self.tr("Worksheets"))
        self.lesson, self.language, self.kind, self.sheets = ComboBox(), ComboBox(), ComboBox(), SpinBox()
        self.keys = QCheckBox(self.tr("An answer key for each sheet, with the wrong answers to expect"))
        self.keys.setChecked(True)
        for name, title in lessons.items():
            self.lesson.addItem(title, name)
        for name, title in LANGUAGES.items():
            self.language.addItem(title, name)
        self.language.setCurrentIndex(self.language.findData(language()))
        for name in KINDS:
            self.kind.addItem(name.upper(), name)
        self.sheets.setRange(1, MOST_SHEETS)
        for name in ("lesson", "language", "kind", "sheets", "keys"):
            getattr(self, name).setObjectName(f"sheets-{name}")
        layout, form = QVBoxLayout(self), QFormLayout()
        layout.addLayout(form)
        form.addRow(self.tr("Lesson"), self.lesson)
        form.addRow(self.tr("Language"), self.language)
        form.addRow(self.tr("Different sheets"), self.sheets)
        form.addRow(self.tr("Format"), self.kind)
        form.addRow(self.keys)
        note = QLabel(
            self.tr("The first sheet uses the numbers of the lesson; each of the others has its own numbers and answers.")
        )
        note.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(note)
        layout.addWidget(buttons)

    def wish(self) -> Wish:
        """What was chosen."""
        return Wish(self.lesson.currentData(), self.language.currentData(), self.sheets.value(), self.keys.isChecked(),
                    self.kind.currentData())  # fmt: skip
