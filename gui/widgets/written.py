"""Rich text whose numbers may change with every frame."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QPainter, QPaintEvent, QPalette, QTextDocument, QTextOption
from PySide6.QtWidgets import QLabel, QWidget

from gui.widgets.guarded import guarded


class Written(QLabel):
    """A label that wraps its lines. QLabel reads and lays out a new text five times before it is on the screen; here that is done
    once, and again by QLabel itself only when the mouse comes near.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._page: QTextDocument | None = None  # read when it is needed
        self._least = 0
        self._heights: dict[int, int] = {}

    def setText(self, text: str) -> None:
        """Show another text."""
        if text != self.text():
            self._page = None
            super().setText(text)

    def _read(self) -> QTextDocument:
        if self._page is None:
            page = self._page = QTextDocument()
            page.setDefaultFont(self.font())
            option = QTextOption(self.alignment())
            option.setWrapMode(QTextOption.WrapMode.WordWrap)
            page.setDefaultTextOption(option)
            page.setDocumentMargin(0)
            page.setTextWidth(0)
            page.setHtml(self.text())
            self._least, self._heights = round(page.size().width() + 0.5), {}
        return self._page

    def _edges(self) -> QSize:
        margins = self.contentsMargins()
        return QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        page, edges = self._read(), self._edges()
        if width not in self._heights:
            page.setTextWidth(max(0, width - edges.width()))
            self._heights[width] = round(page.size().height() + 0.5) + edges.height()
        return self._heights[width]

    def sizeHint(self) -> QSize:
        width = max(self.width(), self.minimumSizeHint().width())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """One line of its longest word."""
        self._read()
        return QSize(self._least, self.fontMetrics().height() if self.text() else 0) + self._edges()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._page = None
        super().changeEvent(event)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasSelectedText() or self.hasFocus():
            super().paintEvent(event)
            return
        area, page = self.contentsRect(), self._read()
        page.setTextWidth(area.width())
        painter, context = QPainter(self), QAbstractTextDocumentLayout.PaintContext()
        context.palette = self.palette()
        context.palette.setColor(QPalette.ColorRole.Text, self.palette().windowText().color())
        painter.translate(area.topLeft())
        page.documentLayout().draw(painter, context)
