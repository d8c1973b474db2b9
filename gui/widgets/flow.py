"""A row of controls that goes on in the next line where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

Line = list[QLayoutItem]


class Flow(QLayout):
    """Items from left to right, in as many lines as it takes.

    An item that expands across takes what is left of the line, if that is `least` pixels; else it has a line of its own below.
    """

    def __init__(self, parent: QWidget | None = None, least: int = 190) -> None:
        super().__init__(parent)
        self._items: Line = []
        self._least = least

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def lead_with(self, widget: QWidget) -> None:
        """Something that stands first."""
        self.addWidget(widget)
        self._items.insert(0, self._items.pop())

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        item = self._items.pop(index)
        self.invalidate()
        return item

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def minimumSize(self) -> QSize:
        """Of the largest item: the others can stand below it."""
        least = QSize()
        for item in self._shown():
            least = least.expandedTo(item.minimumSize())
        return least + self._edges()

    def sizeHint(self) -> QSize:
        """Of one line."""
        items = self._shown()
        width = sum(self._wish(item) for item in items) + max(0, len(items) - 1) * self.spacing()
        return QSize(width, max((item.sizeHint().height() for item in items), default=0)) + self._edges()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def _edges(self) -> QSize:
        margins = self.contentsMargins()
        return QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _shown(self) -> Line:
        return [item for item in self._items if not item.isEmpty()]

    def _wish(self, item: QLayoutItem) -> int:
        return self._least if _expands(item) else item.sizeHint().width()

    def _lines(self, width: int) -> list[Line]:
        items, gap = self._shown(), self.spacing()
        if sum(self._wish(item) + gap for item in items) - gap <= width:
            return [items] if items else []
        lines: list[Line] = [[]]
        for item in (item for item in items if not _expands(item)):
            if lines[-1] and sum(self._wish(other) + gap for other in lines[-1]) + self._wish(item) > width:
                lines.append([])
            lines[-1].append(item)
        return [line for line in lines if line] + [[item] for item in items if _expands(item)]

    def _arrange(self, rect: QRect, move: bool) -> int:
        """The height of all lines; with `move` everything goes to its place."""
        area, gap = rect.marginsRemoved(self.contentsMargins()), self.spacing()
        y = area.y()
        for number, line in enumerate(self._lines(area.width())):
            fixed = sum(self._wish(item) for item in line if not _expands(item)) + (len(line) - 1) * gap
            widths = [area.width() - fixed if _expands(item) else min(self._wish(item), area.width()) for item in line]
            heights = [_height(item, width) for item, width in zip(line, widths, strict=True)]
            x, y = area.x(), y + (gap if number else 0)
            for item, width, height in zip(line, widths, heights, strict=True):
                if move:
                    item.setGeometry(QRect(x, y + (max(heights) - height) // 2, width, height))
                x += width + gap
            y += max(heights)
        return y - rect.y() + self.contentsMargins().bottom()


def _expands(item: QLayoutItem) -> bool:
    return bool(item.expandingDirections() & Qt.Orientation.Horizontal)


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
