"""Widgets one after the other, in as many lines as the width asks for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

GAP = 6  # pixels


class InLines(QWidget):
    """Needs no more width than its widest widget. It has no layout: what a layout in Python holds may be freed twice."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self._widgets = widgets
        self._height = 0
        for widget in widgets:
            widget.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def _place(self) -> None:
        left = top = line = 0
        for widget in (widget for widget in self._widgets if not widget.isHidden()):
            size = widget.sizeHint().boundedTo(widget.maximumSize()).expandedTo(widget.minimumSize())
            if left and left + size.width() > self.width():
                left, top, line = 0, top + line + GAP, 0
            widget.setGeometry(QRect(left, top, min(size.width(), max(self.width(), 1)), size.height()))
            left, line = left + size.width() + GAP, max(line, size.height())
        if top + line != self._height:
            self._height = top + line
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self.minimumSizeHint().width(), self._height)

    def minimumSizeHint(self) -> QSize:
        shown = [widget.minimumSizeHint().width() for widget in self._widgets if not widget.isHidden()]
        return QSize(max(shown, default=0), self._height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._place()
        return super().event(event)
