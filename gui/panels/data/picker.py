"""The menu of data sets, with a picture of each."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate

from engine.library.own_table import TABLE
from engine.library.samples import Table
from gui.look.fields import ComboBox
from gui.look.theme import Theme
from gui.panels.data.thumbnails import HEIGHT, WIDTH, picture_of, thumbnail

COLUMNS = 4
SMALL = QSize(30, 22)  # of the picture beside the name of the chosen one


class DataBox(ComboBox):
    """Opens into a sheet of pictures; arrow keys, Home, End and the first letters of a name move in it, Enter takes."""

    def __init__(self) -> None:
        super().__init__()
        sheet = QListView(self)
        sheet.setViewMode(QListView.ViewMode.IconMode)
        sheet.setMovement(QListView.Movement.Static)
        sheet.setResizeMode(QListView.ResizeMode.Adjust)
        sheet.setWordWrap(True)
        sheet.setTextElideMode(Qt.TextElideMode.ElideNone)
        sheet.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setView(sheet)
        sheet.setItemDelegate(QStyledItemDelegate(sheet))  # that of a menu does not break lines
        self._sheet = sheet
        self.setIconSize(SMALL)

    def show_pictures(self, theme: Theme, own: Table | None) -> None:
        """Draw what is offered in the colours of a theme, and the user's own table as it is, if it is in use."""
        for index in range(self.count()):
            name = self.itemData(index)
            self.setItemIcon(index, thumbnail(name, theme) if own is None or name != TABLE else picture_of(own, theme))

    def showPopup(self) -> None:
        line = self.fontMetrics().height()
        cell = QSize(max(WIDTH + 24, self._widest_word() + 12), HEIGHT + 2 * line + 10)
        self._sheet.setIconSize(QSize(WIDTH, HEIGHT))
        self._sheet.setGridSize(cell)
        super().showPopup()
        frame = self._sheet.parentWidget()
        assert frame is not None
        rows = -(-self.count() // COLUMNS)
        size = QSize(COLUMNS * cell.width() + 26, rows * cell.height() + 12)
        screen = self.screen().availableGeometry()
        size = size.boundedTo(screen.size() - QSize(16, 16))
        corner = self.mapToGlobal(QPoint(0, self.height()))
        corner.setX(max(screen.left(), min(corner.x(), screen.right() - size.width())))
        corner.setY(max(screen.top(), min(corner.y(), screen.bottom() - size.height())))
        frame.setGeometry(corner.x(), corner.y(), size.width(), size.height())
        self._sheet.scrollTo(self.model().index(self.currentIndex(), 0))

    def _widest_word(self) -> int:
        words = [word for index in range(self.count()) for word in self.itemText(index).split()]
        return max((self.fontMetrics().horizontalAdvance(word) for word in words), default=0)
