"""The curtain before a panel that has nothing to show, or might give away what a lesson asks for."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QLabel, QWidget

from gui.look.theme import Theme


def veiled() -> str:
    """Why nothing is shown while a lesson asks."""
    return QCoreApplication.translate("Plots", "Hidden until the lesson's questions about it are answered.")


def locked() -> str:
    """Why a verb cannot be carried out while a lesson asks."""
    return QCoreApplication.translate("Plots", "This would give away what the lesson asks. Answer its question first.")


class Curtain(QLabel):
    """Covers a panel, and hides what is in it: nothing behind it is painted, read aloud or found."""

    def __init__(self, panel: QWidget) -> None:
        super().__init__(panel)
        self.setObjectName("curtain")
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMargin(12)
        self.hide()
        self._panel, self._hidden = panel, list[QWidget]()
        panel.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._panel.rect())
        return False

    def draw(self, drawn: bool, theme: Theme, words: str) -> None:
        """Draw it with the reason, or take it away."""
        if not drawn:
            self.hide()
            for child in self._hidden:
                child.show()
            self._hidden = []
            return
        self.setText(words)
        self.setStyleSheet(f"background: {theme.panel}; color: {theme.muted};")
        children = self._panel.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        seen = [child for child in children if child is not self and not child.isHidden()]
        self._hidden += seen
        for child in seen:
            child.hide()
        self.setGeometry(self._panel.rect())
        self.raise_()
        self.show()
