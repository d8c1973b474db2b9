"""The first page: pictured examples, recent files, language and theme."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, QPointF, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QImage, QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from engine.interchange.documents.examples import DEFAULT, GROUPS, described
from gui.look.fields import ComboBox
from gui.look.i18n import LANGUAGES, engine_text
from gui.look.theme import LIGHT, Theme, color, titles
from gui.verbs.actions import ON_WELCOME
from resources import FOLDER

CARD = QSize(236, 192)
PICTURE = 104  # pixels of height


class Card(QAbstractButton):
    """One example: a picture of its network, a title and a sentence."""

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__()
        self.name, self._theme = name, theme
        title, sentence = described(name)
        self.setText(engine_text(title))
        self.sentence = engine_text(sentence)
        self.setObjectName(f"card-{name}")
        self.setToolTip(self.sentence)
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(self.sentence)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._picture: QPixmap | None = None

    def sizeHint(self) -> QSize:
        return QSize(CARD.width(), PICTURE + 28 + 5 * self.fontMetrics().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        marked = self.hasFocus() or self.underMouse()
        painter.setPen(color(theme, "accent" if marked else "border"))
        painter.setBrush(color(theme, "panel"))
        card = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(card, 8, 8)
        if self.hasFocus():
            painter.drawRoundedRect(card.adjusted(2, 2, -2, -2), 7, 7)
        self._paint_picture(painter, card.adjusted(8, 8, -8, 0))
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(color(theme, "text"))
        line = painter.fontMetrics().height()
        words = card.adjusted(12, PICTURE + 14, -12, -8)
        title = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft, title)
        painter.setFont(self.font())
        painter.setPen(color(theme, "muted"))
        painter.drawText(words.adjusted(0, line + 4, 0, 0), Qt.TextFlag.TextWordWrap, self.sentence)

    def _paint_picture(self, painter: QPainter, area: QRectF) -> None:
        if self._picture is None:
            self._picture = _picture(self.name, self._theme, self.devicePixelRatioF())
        if self._picture.isNull():
            return
        size = self._picture.deviceIndependentSize()
        corner = QPointF(area.center().x() - size.width() / 2, area.y() + (PICTURE - size.height()) / 2)
        painter.drawPixmap(corner, self._picture)


def _picture(name: str, theme: Theme, ratio: float) -> QPixmap:
    """The drawing of an example, made by tools/pictures.py; read when its card is first painted, as large as it is shown."""
    source = FOLDER.joinpath("pictures", f"{name}-{'light' if theme.name == LIGHT else 'dark'}.png")
    if not source.is_file():
        return QPixmap()
    drawn = QImage.fromData(source.read_bytes())
    room = QSize(round((CARD.width() - 20) * ratio), round(PICTURE * ratio))
    picture = QPixmap.fromImage(drawn.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation))
    picture.setDevicePixelRatio(ratio)
    return picture


def _told(path: str) -> str:
    """The title of unsaved work, and when it was written."""
    try:
        title = str(json.loads(Path(path).read_text(encoding="utf-8")).get("title", ""))
    except (OSError, ValueError, AttributeError):
        title = ""
    written = QLocale().toString(QDateTime.fromSecsSinceEpoch(int(Path(path).stat().st_mtime)), QLocale.FormatType.ShortFormat)
    return f"{engine_text(title)}, {written}" if title else written


class Cards(QWidget):
    """A grid with as many columns as there is room for."""

    def __init__(self, cards: list[Card]) -> None:
        super().__init__()
        self.cards = cards
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self._place(4)

    def _place(self, columns: int) -> None:
        if columns != self._columns:
            for column in range(max(columns, self._columns)):
                self._grid.setColumnStretch(column, int(column < columns))
            self._columns = columns
            for number, card in enumerate(self.cards):
                self._grid.addWidget(card, number // columns, number % columns)

    def resizeEvent(self, event: object) -> None:
        self._place(max(1, (self.width() + 12) // (CARD.width() + 12)))


class WelcomePage(QWidget):
    """Never a blank window without a next step."""

    example_asked = Signal(str)
    file_asked = Signal(str)
    open_asked = Signal()
    new_asked = Signal()
    back_asked = Signal()
    recover_asked = Signal(str)
    discard_asked = Signal(str)
    language_asked = Signal(str)
    theme_asked = Signal(str)

    def __init__(self, theme: Theme, language: str, theme_name: str, recent: list[str], found: list[str]) -> None:
        super().__init__()
        self.setObjectName("welcome")
        self._theme = theme
        self.cards: dict[str, Card] = {}
        side = self._side(language, theme_name, recent)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(10)
        for path in found[:3]:
            column.addWidget(self._leftover(path))
        for title, names in GROUPS:
            heading = QLabel(engine_text(title))
            heading.setStyleSheet(f"font-weight: 600; color: {theme.text}; margin-top: 6px;")
            column.addWidget(heading)
            cards = [Card(name, theme) for name in names]
            for card in cards:
                card.clicked.connect(lambda _=False, name=card.name: self.example_asked.emit(name))
                self.cards[card.name] = card
            column.addWidget(Cards(cards))
        column.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inner)
        inner.setStyleSheet(f"background: {theme.window};")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(side)
        layout.addWidget(area, 1)
        self.setFocusProxy(self.cards[DEFAULT])

    # parts ---------------------------------------------------------------------------------------

    def _side(self, language: str, theme_name: str, recent: list[str]) -> QWidget:
        side = QFrame()
        side.setObjectName("welcome-side")
        side.setFixedWidth(max(300, 26 * self.fontMetrics().averageCharWidth() + 80))
        side.setStyleSheet(f"QFrame#welcome-side {{ background: {self._theme.panel}; }}")
        column = QVBoxLayout(side)
        column.setContentsMargins(24, 28, 24, 20)
        column.setSpacing(8)
        name = QLabel("Backprop Explorer")
        name.setStyleSheet(f"font-size: 22px; font-weight: 700; color: {self._theme.text};")
        column.addWidget(name)
        about = self._quiet(
            self.tr("A debugger for learning: step through the forward pass, loss, backward pass and update, in both directions.")
        )
        column.addWidget(about)
        column.addSpacing(12)
        self.back = self._button(column, "back", self.tr("Back to the network"), self.back_asked)
        self.back.hide()
        self.new = self._button(column, "new", self.tr("Draw a new network"), self.new_asked)
        self.open = self._button(column, "open", self.tr("Open a file…"), self.open_asked)
        column.addSpacing(12)
        self._recent(column, recent)
        column.addStretch()
        column.addWidget(self._quiet(self.tr("Language")))
        column.addWidget(self._choice("language", LANGUAGES, language, self.language_asked))
        column.addWidget(self._quiet(self.tr("Colours")))
        column.addWidget(self._choice("theme", titles(), theme_name, self.theme_asked))
        return side

    def _button(self, column: QVBoxLayout, name: str, title: str, asked: SignalInstance) -> QPushButton:
        button = QPushButton(title)
        button.setObjectName(f"welcome-{name}")
        button.clicked.connect(asked)
        column.addWidget(button)
        return button

    def _recent(self, column: QVBoxLayout, recent: list[str]) -> None:
        column.addWidget(self._quiet(self.tr("Recent files")))
        if not recent:
            column.addWidget(self._quiet(self.tr("Files that you open or save appear here.")))
        for path in recent:
            button = QPushButton(Path(path).name)
            button.setObjectName("recent")
            button.setToolTip(path)
            button.setFlat(True)
            button.setStyleSheet("text-align: left;")
            button.clicked.connect(lambda _=False, path=path: self.file_asked.emit(path))
            column.addWidget(button)

    def _choice(self, name: str, titles: dict[str, str], present: str, asked: SignalInstance) -> QComboBox:
        box = ComboBox()
        box.setObjectName(f"welcome-{name}")
        for key, title in titles.items():
            box.addItem(title, key)
        box.setCurrentIndex(max(0, box.findData(present)))
        box.activated.connect(lambda: asked.emit(box.currentData()))
        return box

    def _leftover(self, path: str) -> QWidget:
        """Unsaved work that was found: what it is, and two ways to go on."""
        frame = QFrame()
        frame.setObjectName("leftover")
        frame.setStyleSheet(
            f"QFrame#leftover {{ background: {self._theme.raised}; border-left: 4px solid {self._theme.warning}; }}"
        )
        row = QHBoxLayout(frame)
        words = QLabel(self.tr("Unsaved work was found; the last session did not close properly.") + f"\n{_told(path)}")
        words.setWordWrap(True)
        words.setStyleSheet("background: transparent;")
        row.addWidget(words, 1)
        for name, title, asked in (
            ("recover", self.tr("Open"), self.recover_asked),
            ("discard", self.tr("Discard"), self.discard_asked),
        ):
            button = QPushButton(title)
            button.setObjectName(f"leftover-{name}")
            button.clicked.connect(lambda _=False, asked=asked: asked.emit(path))
            row.addWidget(button)
        return frame

    def _quiet(self, words: str) -> QLabel:
        label = QLabel(words)
        label.setWordWrap(True)
        label.setStyleSheet(f"color: {self._theme.muted};")
        return label

    def offer(self, actions: Mapping[str, QAction]) -> None:
        """Let the verbs of the workbench answer to their keys here, too, as far as they need no network."""
        self.addActions([actions[name] for name in ON_WELCOME])
        self._verbs = {self.new: actions["file.new"], self.open: actions["file.open"]}
        for action in self._verbs.values():
            action.changed.connect(self._name_keys)
        self._name_keys()

    def _name_keys(self) -> None:
        for button, action in self._verbs.items():
            button.setToolTip(action.toolTip())

    def offer_way_back(self, there: bool) -> None:
        """Whether a network is open to go back to."""
        self.back.setVisible(there)
