"""Widgets side by side where there is room for all of them, else one below the other."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

ACROSS, DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class Row(QWidget):
    """Needs no more width than its widest widget."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self._widgets = widgets
        self._box = QBoxLayout(ACROSS, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(6)
        for widget in widgets:
            self._box.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
        self._box.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def _turn(self) -> None:
        shown = [widget.sizeHint().width() for widget in self._widgets if not widget.isHidden()]
        across = sum(shown) + self._box.spacing() * max(0, len(shown) - 1) <= self.width()
        self._box.setDirection(ACROSS if across else DOWN)

    def minimumSizeHint(self) -> QSize:
        widest = max((widget.minimumSizeHint().width() for widget in self._widgets if not widget.isHidden()), default=0)
        return QSize(widest, self._box.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._turn()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._turn()
        return super().event(event)
