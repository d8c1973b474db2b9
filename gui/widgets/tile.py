"""A tile to choose: a sign before it, a title and a quieter line, wrapped to the width that there is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from gui.widgets.guarded import guarded

PLAIN, GOOD, BAD = "", "good", "error"  # what is told of a tile: its role of colour
SIGNS = {GOOD: "✓", BAD: "✗"}
INSET, GAP = 10, 5
WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
ROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True)
class TileColors:
    """What a tile is painted with."""

    text: QColor
    muted: QColor
    ground: QColor
    border: QColor
    accent: QColor
    good: QColor
    error: QColor


def as_card(button: QAbstractButton) -> None:
    """A button that is a card: as wide as there is room, as high as its words need, for mouse and keyboard."""
    button.setAttribute(Qt.WidgetAttribute.WA_Hover)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    policy.setHeightForWidth(True)
    button.setSizePolicy(policy)


class Tile(QAbstractButton):
    """One of several; `lead` stands before it, `note` under it, `end` at its right end. `told` says what has become of it."""

    moved = Signal(int)  # to a neighbour

    def __init__(self, name: str, title: str, lead: str = "", note: str = "", end: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setText(title)
        self.lead, self.note, self.end, self.told, self.bold = lead, note, end, PLAIN, bool(note)
        self.setAccessibleName(", ".join(filter(None, (title, end, note))))
        as_card(self)
        self._colors: TileColors | None = None

    def set_colors(self, colors: TileColors) -> None:
        """Its colours."""
        self._colors = colors
        self.update()

    def tell(self, told: str) -> None:
        """Say what has become of it: PLAIN, GOOD or BAD."""
        self.told = told
        self.setAccessibleDescription(SIGNS.get(told, ""))
        self.update()

    def title_font(self) -> QFont:
        """Bold where a quieter line follows."""
        font = QFont(self.font())
        font.setBold(self.bold)
        return font

    def _parts(self, width: int) -> tuple[int, int, QRect, QRect]:
        """Where lead and words begin, and the places of title and note."""
        metrics = self.fontMetrics()
        sign = max(metrics.horizontalAdvance(self.lead), metrics.horizontalAdvance("✓")) if self.lead else 0
        left = INSET + (sign + INSET if sign else 0)
        right = metrics.horizontalAdvance(self.end) + INSET if self.end else 0
        room = QRect(left, GAP + 2, max(20, width - left - right - INSET), 10_000)
        title = QFontMetrics(self.title_font()).boundingRect(room, WRAPPED, self.text())
        below = QRect(left, title.bottom() + 2, max(20, width - left - INSET), 10_000)
        note = metrics.boundingRect(below, WRAPPED, self.note) if self.note else QRect(left, title.bottom(), 0, 0)
        title.setWidth(room.width())
        note.setWidth(below.width())
        return INSET, left, title, note

    def heightForWidth(self, width: int) -> int:
        return self._parts(width)[3].bottom() + GAP + 4

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        wide = self.width() if self.width() > 120 else 260
        return QSize(160, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.heightForWidth(max(120, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as its words need at this width."""
        super().resizeEvent(event)
        self.setFixedHeight(self.heightForWidth(self.width()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setFixedHeight(self.heightForWidth(self.width()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ROWS and not event.modifiers():
            self.moved.emit(ROWS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        colors = self._colors
        if colors is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        told = {GOOD: colors.good, BAD: colors.error}.get(self.told)
        stands_out = self.isChecked() or self.hasFocus() or (self.underMouse() and self.isEnabled())
        edge = told or (colors.accent if stands_out else colors.border)
        painter.setPen(QPen(edge, 2.0 if self.isChecked() or told or self.hasFocus() else 1.0))
        ground = QColor(told or colors.accent)
        ground.setAlphaF(0.12)
        painter.setBrush(ground if self.isChecked() or told else colors.ground)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 6, 6)
        start, _, title, note = self._parts(self.width())
        painter.setFont(self.title_font())
        if self.lead:
            painter.setPen(told or (colors.accent if self.isChecked() else colors.muted))
            painter.drawText(QRect(start, title.top(), 60, title.height()), WRAPPED, SIGNS.get(self.told, self.lead))
        painter.setPen(colors.text)
        painter.drawText(title, WRAPPED, self.text())
        painter.setFont(self.font())
        painter.setPen(colors.muted)
        painter.drawText(note, WRAPPED, self.note)
        if self.end:
            end = QRect(0, title.top(), self.width() - INSET, title.height())
            painter.drawText(end, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, self.end)
