"""A row of controls that goes on in the next line where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget, QWidgetItem

Line = list[QWidget]
REST = -1  # in place of a width: what the others leave


class Flow(QWidget):
    """Widgets from left to right, in as many lines as it takes, `gap` pixels apart.

    One that expands across takes what is left of the line, if that is `least` pixels; else it has a line of its own below.
    It places them itself, for Qt may free twice what a layout written in Python holds.
    """

    def __init__(self, *widgets: QWidget, gap: int = 6, least: int = 190) -> None:
        super().__init__()
        self._widgets: Line = []
        self._gap, self._least = gap, least
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)  # fixed would be the height of one line
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for widget in widgets:
            self.add(widget)

    def add(self, widget: QWidget) -> None:
        """Something that stands last."""
        widget.setParent(self)
        self._widgets.append(widget)
        self.updateGeometry()

    def lead_with(self, widget: QWidget) -> None:
        """Something that stands first."""
        self.add(widget)
        self._widgets.insert(0, self._widgets.pop())

    def heightForWidth(self, width: int) -> int:
        return self._place(width, move=False)

    def minimumSizeHint(self) -> QSize:
        """Of the largest widget: the others can stand below it."""
        least = QSize()
        for widget in self._shown():
            least = least.expandedTo(QWidgetItem(widget).minimumSize())
        return least + self._edges()

    def sizeHint(self) -> QSize:
        """Of one line."""
        wishes = self._wishes()
        height = max((QWidgetItem(widget).sizeHint().height() for widget in wishes), default=0)
        return QSize(self._one_line(wishes), height) + self._edges()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place(self.width(), move=True)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show, QEvent.Type.ContentsRectChange):
            self.updateGeometry()
            self._place(self.width(), move=True)
        return super().event(event)

    def _edges(self) -> QSize:
        margins = self.contentsMargins()
        return QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _shown(self) -> Line:
        return [widget for widget in self._widgets if not widget.isHidden()]

    def _wishes(self) -> dict[QWidget, int]:
        """The widths of what is shown; REST for what expands."""
        return {widget: REST if _expands(widget) else QWidgetItem(widget).sizeHint().width() for widget in self._shown()}

    def _one_line(self, wishes: dict[QWidget, int]) -> int:
        return sum(self._least if wish == REST else wish for wish in wishes.values()) + max(0, len(wishes) - 1) * self._gap

    def _lines(self, width: int, wishes: dict[QWidget, int]) -> list[Line]:
        if self._one_line(wishes) <= width:
            return [list(wishes)] if wishes else []
        lines: list[Line] = [[]]
        for widget in (widget for widget, wish in wishes.items() if wish != REST):
            if lines[-1] and sum(wishes[other] + self._gap for other in lines[-1]) + wishes[widget] > width:
                lines.append([])
            lines[-1].append(widget)
        return [line for line in lines if line] + [[widget] for widget, wish in wishes.items() if wish == REST]

    def _place(self, width: int, move: bool) -> int:
        """The height of all lines; with `move` everything goes to its place."""
        area = QRect(0, 0, width, 0).marginsRemoved(self.contentsMargins())
        y, wishes = area.y(), self._wishes()
        for number, line in enumerate(self._lines(area.width(), wishes)):
            wanted = [wishes[widget] for widget in line]
            rest = area.width() - sum(wish for wish in wanted if wish != REST) - (len(line) - 1) * self._gap
            widths = [rest if wish == REST else min(wish, area.width()) for wish in wanted]
            heights = [_height(widget, wide) for widget, wide in zip(line, widths, strict=True)]
            x, y = area.x(), y + (self._gap if number else 0)
            for widget, wide, height in zip(line, widths, heights, strict=True):
                if move:
                    widget.setGeometry(QRect(x, y + (max(heights) - height) // 2, wide, height))
                x += wide + self._gap
            y += max(heights)
        return y + self.contentsMargins().bottom()


def _expands(widget: QWidget) -> bool:
    return bool(widget.sizePolicy().expandingDirections() & Qt.Orientation.Horizontal)


def _height(widget: QWidget, width: int) -> int:
    item = QWidgetItem(widget)
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
