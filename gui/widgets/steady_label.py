"""Text that may change every frame: unlike a QLabel it lays the window out again only when it needs more room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QStaticText, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from gui.widgets.guarded import guarded

NARROW = 60  # pixels; a widget has no sensible width before its first layout


class Words(QWidget):
    """Rich or plain text, wrapped to the width it is given."""

    def __init__(self, rich: bool = False, wrap: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._wrap = wrap
        self._laid_out = QStaticText()
        self._laid_out.setTextFormat(Qt.TextFormat.RichText if rich else Qt.TextFormat.PlainText)
        self._laid_out.setTextOption(QTextOption() if wrap else _one_line())
        self._height = self._width = 0
        self.setSizePolicy(QSizePolicy.Policy.Ignored if wrap else QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """What is shown."""
        return self._text

    def setText(self, text: str) -> None:
        """Show another text."""
        if text != self._text:
            self._text = text
            self._laid_out.setText(text)
            self.setAccessibleName(text)
            self._lay_out()
            self.update()

    def _lay_out(self) -> None:
        margins = self.contentsMargins()
        if self._wrap and self.width() < NARROW:
            return  # not laid out yet
        self._laid_out.setTextWidth(max(1, self.width() - margins.left() - margins.right()) if self._wrap else -1)
        self._laid_out.prepare(font=self.font())
        line = self.fontMetrics().height()
        height = max(line, round(self._laid_out.size().height())) + margins.top() + margins.bottom()
        wanted = 0 if self._wrap else round(self._laid_out.size().width()) + margins.left() + margins.right()
        if height != self._height or wanted > self._width:
            self._height, self._width = height, max(wanted, self._width)
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self._width, self._height or self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._width, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._width = 0
            self._lay_out()
        super().changeEvent(event)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        painter.drawStaticText(self.contentsMargins().left(), self.contentsMargins().top(), self._laid_out)


class Elided(QLabel):
    """One line or a few that take the room there is; what does not fit is in the tooltip."""

    def __init__(self, lines: int = 1) -> None:
        super().__init__()
        self._text, self._lines = "", lines
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        """Show another text."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._elide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._elide()

    def have_lines(self, most: int) -> None:
        """Have so many at most."""
        if most != self._lines:
            self._lines = most
            self._elide()

    def _elide(self) -> None:
        shown, words = [], self._text.split(" ")
        for _ in range(self._lines - 1):
            fitting = 1
            while fitting < len(words) and self._wide(words[: fitting + 1]) <= self.width():
                fitting += 1
            shown.append(" ".join(words[:fitting]))
            words = words[fitting:]
        shown.append(self.fontMetrics().elidedText(" ".join(words), Qt.TextElideMode.ElideRight, self.width()))
        super().setText("\n".join(filter(None, shown)))
        self.setToolTip(self._text if " ".join(filter(None, shown)) != self._text else "")

    def _wide(self, words: list[str]) -> int:
        return self.fontMetrics().horizontalAdvance(" ".join(words))


def _one_line() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    return option
