"""A strip of buttons at the edge of the window: every plot and every large panel one click away."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDockWidget, QToolBar, QToolButton, QWidget

from gui.look.icons import icon
from gui.look.theme import Theme
from gui.shell.panel_rows import PanelRow, strip


class Gallery(QToolBar):
    """A button for each row of the strip, pressed while its dock is in sight.

    A click brings the dock to the front, a second one takes it away.
    """

    asked = Signal(str)

    def __init__(self, docks: Mapping[str, QDockWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Plots and panels"))
        self.setObjectName("gallery")
        self.setMovable(False)
        self.setOrientation(Qt.Orientation.Vertical)
        self.setIconSize(QSize(17, 17))
        self.buttons: dict[str, QToolButton] = {}
        self._icons: dict[str, str] = {}
        for number, rows in enumerate(strip()):
            if number:
                self.addSeparator()
            for row in rows:
                self.addWidget(self._button(row, docks[row.name]))

    def _button(self, row: PanelRow, dock: QDockWidget) -> QToolButton:
        button, title, tip = QToolButton(), row.shown_title(), row.shown_help()
        button.setObjectName(f"show-{row.name}")
        button.setCheckable(True)
        button.setToolTip(f"<b>{title}</b><br>{tip}" if tip else title)
        button.setAccessibleName(title)
        button.clicked.connect(lambda: self.asked.emit(row.name))
        dock.visibilityChanged.connect(button.setChecked)
        self.buttons[row.name], self._icons[row.name] = button, row.icon
        return button

    def set_theme(self, theme: Theme) -> None:
        """Apply other colours."""
        for name, button in self.buttons.items():
            button.setIcon(icon(self._icons[name], theme.text, theme.empty))
