"""Text that may change every frame: unlike a QLabel it lays the window out again only when it needs more room."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent, QStaticText, QTextLayout, QTextOption
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
        self._laid_out.setTextOption(QTextOption() if wrap else _option(QTextOption.WrapMode.NoWrap))
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
        *whole, last = _lines(self._text, self.font(), self.width(), self._lines)
        shown = [*whole, self.fontMetrics().elidedText(last, Qt.TextElideMode.ElideRight, self.width())]
        super().setText("\n".join(shown))
        self.setToolTip(self._text if shown[-1] != last else "")


def _lines(text: str, font: QFont, width: int, most: int) -> list[str]:
    """A text broken into so many lines at most, by the rules of its script; the last has all that is left."""
    layout = QTextLayout(text, font)
    begins: list[int] = []
    layout.setTextOption(_option(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere))
    layout.beginLayout()
    while len(begins) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        begins.append(line.textStart())
    layout.endLayout()
    units = text.encode("utf-16-le")  # in which Qt counts
    return [units[2 * first : 2 * last].decode("utf-16-le").rstrip() for first, last in pairwise([*begins, len(units) // 2])]


def _option(mode: QTextOption.WrapMode) -> QTextOption:
    option = QTextOption()
    option.setWrapMode(mode)
    return option
