"""A status bar whose messages can be read in full."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStatusBar, QStyle, QStyleOption, QStylePainter, QWidget

from gui.widgets.guarded import guarded

LEFT, GAP = 6, 8  # pixels beside a message
LEAST, LETTER = 8000, 70  # milliseconds that a message stays, and how many for each of its letters


class MessageBar(QStatusBar):
    """Messages end with an ellipsis where there is no room for more; then all of it is in the tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self._lasting: list[QWidget] = []
        self.messageChanged.connect(self._explain)

    def addPermanentWidget(self, widget: QWidget, stretch: int | None = 0) -> None:
        self._lasting.append(widget)
        super().addPermanentWidget(widget, stretch or 0)

    def say(self, words: str) -> None:
        """Show a message as long as it takes to read it."""
        self.showMessage(words, max(LEAST, LETTER * len(words)))

    def shown(self) -> str:
        """What of the message stands in the bar."""
        return self.fontMetrics().elidedText(self.currentMessage(), Qt.TextElideMode.ElideRight, self._room().width())

    def _room(self) -> QRect:
        right = min((widget.x() for widget in self._lasting if widget.isVisibleTo(self)), default=self.width())
        return QRect(LEFT, 0, max(0, right - LEFT - GAP), self.height())

    def _explain(self) -> None:
        words = self.currentMessage()
        self.setToolTip(words if self.shown() != words else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._explain()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.currentMessage():
            super().paintEvent(event)
            return
        painter, option = QStylePainter(self), QStyleOption()  # what `self.style()` gives out, PySide keeps for ever
        option.initFrom(self)
        painter.drawPrimitive(QStyle.PrimitiveElement.PE_PanelStatusBar, option)
        painter.setPen(self.palette().windowText().color())
        painter.drawText(self._room(), Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, self.shown())
