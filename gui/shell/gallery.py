"""A strip of buttons at the edge of the window: every plot and every large panel in one click."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDockWidget, QToolBar, QToolButton, QWidget

from gui.look.icons import icon
from gui.look.theme import Theme


class Gallery(QToolBar):
    """A button for each dock named; pressed while its dock is in sight. A click brings it to the front, a second one takes it away."""

    asked = Signal(str)

    def __init__(self, docks: dict[str, QDockWidget], groups: tuple[tuple[str, ...], ...], tips: dict[str, str],
                 parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(parent)
        self.setWindowTitle(self.tr("Plots and panels"))
        self.setObjectName("gallery")
        self.setMovable(False)
        self.setOrientation(Qt.Orientation.Vertical)
        self.setIconSize(QSize(17, 17))
        self.buttons: dict[str, QToolButton] = {}
        for number, names in enumerate(groups):
            if number:
                self.addSeparator()
            for name in names:
                self.addWidget(self._button(name, docks[name], tips.get(name, "")))

    def _button(self, name: str, dock: QDockWidget, tip: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"show-{name}")
        button.setCheckable(True)
        button.setToolTip(f"<b>{dock.windowTitle()}</b><br>{tip}" if tip else dock.windowTitle())
        button.setAccessibleName(dock.windowTitle())
        button.clicked.connect(lambda: self.asked.emit(name))
        dock.visibilityChanged.connect(button.setChecked)
        self.buttons[name] = button
        return button

    def set_theme(self, theme: Theme) -> None:
        """Apply other colours."""
        for name, button in self.buttons.items():
            file = f"panel-{name}" if name in ("heatmaps", "unrolled", "diagnosis", "compare") else f"plot-{name}"
            button.setIcon(icon(file, theme.text, theme.empty))
