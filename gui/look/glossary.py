"""What the terms mean, in a sentence each: for tooltips and for the glossary of the Help menu."""

from __future__ import annotations

import html
import re

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.look.terms import TERMS


def term(key: str) -> str:
    """The name of a term in the user's language."""
    return QCoreApplication.translate("Glossary", TERMS[key][0])


def meaning(key: str) -> str:
    """What a term means, in the user's language; an empty text for one that is not listed."""
    return QCoreApplication.translate("Glossary", TERMS[key][1]) if key in TERMS else ""


def term_in(words: str) -> str:
    """The key of the longest term that is named in these words, in the user's language or in English; "" if none is."""
    heard = words.lower()
    named = ((name, key) for key, (english, _) in TERMS.items() for name in _names(english, term(key)))
    found = [(len(name), key) for name, key in named if re.search(rf"(?<!\w){re.escape(name)}", heard)]
    return max(found)[1] if found else ""


def _names(*titles: str) -> set[str]:
    """How a term may be written: as it is, and without what stands in brackets."""
    return {name for title in titles for name in (title.lower(), title.partition(" (")[0].lower())}


def term_under_pointer() -> str:
    """The term that the widget under the pointer names, by its text or its tooltip."""
    widget = QApplication.widgetAt(QCursor.pos())
    while widget is not None and not widget.isWindow():
        text = getattr(widget, "text", None) or getattr(widget, "currentText", None)
        words = (str(text()) if callable(text) else "", widget.accessibleName(), widget.windowTitle(), widget.toolTip())
        found = next(filter(None, map(term_in, words)), "")
        if found:
            return found
        widget = widget.parentWidget()
    return ""


class GlossaryDialog(QDialog):
    """All terms; typing finds one in either language, and each leads to those in its meaning. `key` is shown first."""

    def __init__(self, parent: QWidget | None = None, key: str = "") -> None:
        super().__init__(parent)
        self.setObjectName("glossary")
        self.setWindowTitle(self.tr("Glossary"))
        self.resize(680, 520)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search terms…"))
        self.search.textChanged.connect(self._filter)
        self.table = QTableWidget(len(TERMS), 2)
        self.also = QLabel()
        self.also.setObjectName("see-also")
        self.also.setWordWrap(True)
        self.also.linkActivated.connect(self.show_term)
        self._fill()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (self.search, self.table, self.also, buttons):
            layout.addWidget(widget)
        self.table.currentCellChanged.connect(lambda row, *_: self._link(row))
        self.show_term(key or next(iter(TERMS)))

    def _fill(self) -> None:
        self.table.setHorizontalHeaderLabels([self.tr("Term"), self.tr("Meaning")])
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setWordWrap(True)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for row, key in enumerate(TERMS):
            self.table.setItem(row, 0, QTableWidgetItem(term(key)))
            self.table.setItem(row, 1, QTableWidgetItem(meaning(key)))
        header.sectionResized.connect(lambda *_: self.table.resizeRowsToContents())

    def show_term(self, key: str) -> None:
        """Go to a term."""
        self.search.clear()
        row = list(TERMS).index(key)
        self.table.setCurrentCell(row, 0)
        self.table.scrollTo(self.table.model().index(row, 0), QTableWidget.ScrollHint.PositionAtCenter)

    def _link(self, row: int) -> None:
        """Name the terms that the meaning of a term uses, as links."""
        if row < 0:
            return
        own, told = list(TERMS)[row], meaning(list(TERMS)[row]).lower()
        others = [key for key in TERMS if key != own and any(name in told for name in _names(term(key)))]
        links = ", ".join(f"<a href='{key}'>{html.escape(term(key))}</a>" for key in others)
        self.also.setText(self.tr("See also: {terms}").format(terms=links) if links else "")

    def _filter(self, words: str) -> None:
        wanted = words.strip().lower()
        for row, (key, (english, _)) in enumerate(TERMS.items()):
            known = f"{term(key)} {english} {meaning(key)}".lower()
            self.table.setRowHidden(row, wanted not in known)
