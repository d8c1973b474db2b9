"""What the user calls the classes: a field for each, with the dot of its colour."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from gui.look.theme import Theme, class_roles, colors

MOST, ACROSS = 12, 2  # fields in all, and in a row
LONGEST = 40  # letters of a name
DOT = 14  # pixels


class ClassNames(QWidget):
    """Empty fields show the usual names. `named` tells the number of a class and its new name, "" for the usual one."""

    named = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("class-names")
        self._fields: list[QLineEdit] = []
        self._dots: list[QAction] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(4)

    def show_names(self, given: tuple[str, ...], usual: tuple[str, ...], theme: Theme) -> None:
        """Show what the user has given, and in fields without a name of their own the usual ones."""
        while len(self._fields) < len(usual):
            self._add(len(self._fields))
        for field in self._fields[len(usual) :]:
            field.hide()
        known = colors(theme)
        mine = (*given, *[""] * len(usual))
        for field, dot, name, common, role in zip(self._fields, self._dots, mine, usual, class_roles(len(usual)), strict=False):
            if field.text() != name:  # else the caret would move
                field.setText(name)
            field.setPlaceholderText(common)
            field.setAccessibleName(self.tr("Name of {name}").format(name=common))
            field.setToolTip(self.tr("What plots and formulas call this class; leave empty for {name}").format(name=common))
            dot.setIcon(_dot(known[role]))
            field.show()

    def _add(self, number: int) -> None:
        field = QLineEdit(self)
        field.setObjectName(f"class-name-{number}")
        field.setMaxLength(LONGEST)
        field.setMinimumWidth(60)
        self._dots.append(field.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition))
        field.editingFinished.connect(partial(self._tell, field, number))
        self._fields.append(field)
        self._grid.addWidget(field, number // ACROSS, number % ACROSS)

    def _tell(self, field: QLineEdit, number: int) -> None:
        name = field.text().strip()
        self.named.emit(number, "" if name == field.placeholderText() else name)


def _dot(color: QColor) -> QIcon:
    pixmap = QPixmap(2 * DOT, 2 * DOT)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawEllipse(QRectF(QPointF(2, 2), QPointF(DOT - 2, DOT - 2)))
    painter.end()
    return QIcon(pixmap)
