"""A card: what was tried, what it gained in numbers and curves, and a button."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.widgets.flow import Flow
from gui.widgets.small_curves import Lines, SmallCurves
from gui.widgets.steady_label import Words

NARROW = 24  # widths of an "m": below that, the curves stand under the words


@dataclass(frozen=True, eq=False)
class Face:
    """What a card shows: `figures` are the numbers, `notes` what is to be known about them.

    Without the words of a `button` there is none; that with the words of `copy` copies what is `copied`.
    A `marked` card stands out; `state` says in a word what has become of it.
    """

    title: str
    figures: str
    notes: str = ""
    tip: str = ""
    lines: Lines = Lines()
    lines_tip: str = ""
    button: str = ""
    button_tip: str = ""
    more: str = ""
    more_tip: str = ""
    copy: str = ""
    copied: str = ""
    state: str = ""
    marked: bool = False


class Card(QFrame):
    """Tells when its button was clicked, and when its picture is to be seen or not."""

    clicked = Signal()
    opened = Signal(bool)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(f"card-{name or 'as-it-is'}")
        self.setProperty("card", True)
        self.title, self.figures, self.notes = Words(), Words(), Words()
        self.state, self.button, self.more, self.copy = QLabel(), QPushButton(), QPushButton(), QPushButton()
        self._copied = ""
        self.more.setCheckable(True)
        self.curves = SmallCurves()
        self.button.clicked.connect(self.clicked)
        self.more.toggled.connect(self.opened)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._copied))
        self._words = QWidget()
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(2)
        for part in (self.title, self.figures, self.notes):
            words.addWidget(part)
        words.addStretch(1)
        self.buttons = Flow(self.state, self.button, self.more, self.copy)
        self.body, self._top = QVBoxLayout(self), QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.body.setContentsMargins(10, 7, 10, 8)
        self.body.setSpacing(5)
        self.body.addLayout(self._top)
        self._top.setSpacing(10)
        self._top.addWidget(self._words, 3)
        self._top.addWidget(self.curves, 2)
        self.body.addWidget(self.buttons)

    def show_face(self, face: Face, colors: dict[str, QColor]) -> None:
        """Show what has become of it."""
        for words, text in ((self.title, face.title), (self.figures, face.figures), (self.notes, face.notes)):
            words.setText(text)
            words.setVisible(bool(text))
        self.setToolTip(face.tip)
        self.setAccessibleName(f"{face.title}: {face.figures}")
        self.setAccessibleDescription(face.notes)
        self.curves.setToolTip(face.lines_tip)
        self.curves.setAccessibleName(face.lines_tip)
        self.curves.show_lines(face.lines, colors)
        self._copied = face.copied
        for button, text, tip in (
            (self.button, face.button, face.button_tip),
            (self.more, face.more, face.more_tip),
            (self.copy, face.copy, face.copied),
        ):
            button.setText(text)
            button.setToolTip(tip)
            button.setAccessibleName(f"{text}: {face.title}")
            button.setVisible(bool(text))
        self.state.setText(face.state)
        self.state.setVisible(bool(face.state))
        self.buttons.setVisible(bool(face.state or face.button or face.more or face.copy))
        self._color(colors["good"] if face.marked else colors["border"], colors)

    def _color(self, edge: QColor, colors: dict[str, QColor]) -> None:
        sheet = (
            f"QFrame[card='true'] {{ background: {colors['raised'].name()}; border: 1px solid {colors['border'].name()}; "
            f"border-left: 4px solid {edge.name()}; border-radius: 6px; }}"
        )
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, colors["muted"])
        self.notes.setPalette(palette)
        self.state.setStyleSheet(f"color: {colors['good'].name()}; font-weight: 600; border: none; background: transparent;")
        self._bold()

    def _bold(self) -> None:
        for words in (self.title, self.figures):
            font = self.font()
            font.setBold(words is self.title)
            if words is self.figures:
                font.setPointSizeF(1.15 * font.pointSizeF())
            if words.font() != font:
                words.setFont(font)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW * self.fontMetrics().horizontalAdvance("m")
        ways = QBoxLayout.Direction
        self._top.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._bold()

    def holds_focus(self) -> bool:
        """Whether one of its buttons has the focus."""
        return any(button.hasFocus() for button in (self.button, self.more))

    def take_focus(self) -> None:
        """Give the focus to its button, if there is one."""
        if not self.button.isHidden():
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)
