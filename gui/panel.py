"""The base of everything that shows the session: refreshed at most once a frame, and only while visible."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QShowEvent
from PySide6.QtWidgets import QWidget

from gui import theme as themes
from gui.session import Session
from gui.theme import THEMES, Theme, color


class Panel(QWidget):
    """Subclasses say what they show in `refresh`, and what colours mean in `restyle`."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.theme: Theme = THEMES[themes.LIGHT]
        session.stopped.connect(self.invalidate)

    def invalidate(self) -> None:
        """Something shown may have changed."""
        self.session.clock.invalidate(self, self._refresh_if_visible)

    def _refresh_if_visible(self) -> None:
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.invalidate()

    def refresh(self) -> None:
        """Pull the present state and show it."""

    def set_theme(self, theme: Theme) -> None:
        """Wear other colours."""
        self.theme = theme
        self.restyle()
        self.invalidate()

    def restyle(self) -> None:
        """Hand the theme's colours to widgets that paint themselves."""

    def colors(self) -> dict[str, QColor]:
        """All colours of the theme by role."""
        skipped = ("name", "signed_map")
        return {role: color(self.theme, role) for role in vars(self.theme) if role not in skipped}
