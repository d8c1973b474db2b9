"""The first page: pictured examples, recent files, language and theme."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QDateTime, QEvent, QLocale, QObject, QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QFontInfo, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from engine.interchange.documents.examples import DEFAULT, GROUPS
from engine.lessons.shelf import LESSONS, to_begin
from gui.look.fields import ComboBox
from gui.look.i18n import LANGUAGES, engine_text
from gui.look.theme import Theme, titles
from gui.shell.cards import Card, Cards, LessonCard
from gui.verbs.actions import ON_WELCOME

NEXT = 4  # lessons on this page


def _told(path: str) -> str:
    """The title of unsaved work, and when it was written."""
    try:
        title = str(json.loads(Path(path).read_text(encoding="utf-8")).get("title", ""))
    except (OSError, ValueError, AttributeError):
        title = ""
    written = QLocale().toString(QDateTime.fromSecsSinceEpoch(int(Path(path).stat().st_mtime)), QLocale.FormatType.ShortFormat)
    return f"{engine_text(title)}, {written}" if title else written


class WelcomePage(QWidget):
    """Never a blank window without a next step."""

    example_asked = Signal(str)
    lesson_asked = Signal(str)
    lessons_asked = Signal()
    recap_asked = Signal()
    file_asked = Signal(str)
    open_asked = Signal()
    new_asked = Signal()
    back_asked = Signal()
    recover_asked = Signal(str)
    discard_asked = Signal(str)
    language_asked = Signal(str)
    theme_asked = Signal(str)

    def __init__(self, theme: Theme, language: str, theme_name: str, recent: list[str], found: list[str],
                 done: Mapping[str, float], due: int = 0) -> None:  # fmt: skip
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
        column.addWidget(self._search())
        self._lessons(column, done, due)
        self._groups = [self._group(column, engine_text(title), names) for title, names in GROUPS]
        self.nothing = self._quiet(self.tr("No example matches."))
        self.nothing.hide()
        column.addWidget(self.nothing)
        column.addStretch()
        self.area = area = QScrollArea()
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

    # finding an example --------------------------------------------------------------------------

    def _search(self) -> QLineEdit:
        self.search = QLineEdit()
        self.search.setObjectName("welcome-search")
        self.search.setPlaceholderText(self.tr("Find an example by its name or by what it shows"))
        self.search.setClearButtonEnabled(True)
        theme = self._theme
        self.search.setStyleSheet(
            f"QLineEdit {{ background: {theme.panel}; border: 1px solid {theme.border}; border-radius: 6px; padding: 6px 8px; }}"
            f"QLineEdit:focus {{ border-color: {theme.accent}; }}"
        )
        self.search.textChanged.connect(self._find)
        self.search.returnPressed.connect(self._open_first)
        self.search.installEventFilter(self)
        return self.search

    def _lessons(self, column: QVBoxLayout, done: Mapping[str, float], due: int) -> None:
        """The lessons that come next, what is asked again today, and a way to all of them."""
        row, heading = QHBoxLayout(), QLabel(self.tr("Lessons: predict a value, then see it computed"))
        heading.setStyleSheet(f"font-weight: 600; color: {self._theme.text};")
        heading.setWordWrap(True)
        every = QPushButton(self.tr("All lessons"))
        every.setObjectName("welcome-lessons")
        every.clicked.connect(self.lessons_asked)
        column.addLayout(row)
        row.addWidget(heading, 1)
        if due:
            again = QPushButton(self.tr("Do you remember? Questions: {count}").format(count=due))
            again.setObjectName("welcome-recap")
            again.setToolTip(self.tr("Questions from earlier lessons, with new numbers"))
            again.clicked.connect(self.recap_asked)
            row.addWidget(again)
        row.addWidget(every)
        cards = Cards([LessonCard(name, self._theme, done.get(name, 0.0)) for name in (*to_begin(done), *LESSONS)[:NEXT]])
        for card in cards.cards:
            card.clicked.connect(lambda _=False, name=card.name: self.lesson_asked.emit(name))
            card.left.connect(lambda key, card=card: self._move(card, key))
            card.typed.connect(self._type)
        self.lesson_row = cards
        column.addWidget(cards)

    def _group(self, column: QVBoxLayout, title: str, names: tuple[str, ...]) -> tuple[QLabel, Cards]:
        heading = QLabel(title)
        heading.setWordWrap(True)
        heading.setStyleSheet(f"font-weight: 600; color: {self._theme.text}; margin-top: 6px;")
        cards = Cards([Card(name, self._theme) for name in names])
        for card in cards.cards:
            card.clicked.connect(lambda _=False, name=card.name: self.example_asked.emit(name))
            card.left.connect(lambda key, card=card: self._move(card, key))
            card.typed.connect(self._type)
            self.cards[card.name] = card
        column.addWidget(heading)
        column.addWidget(cards)
        return heading, cards

    @property
    def found(self) -> list[Card]:
        """The cards that are shown, in their order."""
        return [card for card in self.cards.values() if not card.isHidden()]

    def _find(self, words: str) -> None:
        """Show the examples whose title, sentence or group holds every word."""
        wanted = words.casefold().split()
        for heading, group in self._groups:
            for card in group.cards:
                said = f"{card.name} {card.text()} {card.sentence} {heading.text()}".casefold()
                card.setVisible(all(word in said for word in wanted))
            any_left = bool(group.rows(group.width()))
            heading.setVisible(any_left)
            group.setVisible(any_left)
            group.arrange()
        self.nothing.setVisible(not self.found)

    def _open_first(self) -> None:
        if self.found:
            self.found[0].click()

    def _type(self, letter: str) -> None:
        self.search.setFocus()
        self.search.insert(letter)

    def _move(self, card: Card, key: Qt.Key) -> None:
        """To the card beside, above or below; above the first row is the search."""
        shown = [*self.lesson_row.cards, *self.found]
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            number = shown.index(card) + (1 if key == Qt.Key.Key_Right else -1)
            following = shown[number] if 0 <= number < len(shown) else None
        else:
            down = key == Qt.Key.Key_Down
            here = self._centre(card)
            way = [(self._centre(other), other) for other in shown]
            beyond = [(at, other) for at, other in way if (at.y() > here.y() if down else at.y() < here.y())]
            row = min((abs(at.y() - here.y()) for at, _ in beyond), default=0)
            near = [(abs(at.x() - here.x()), number) for number, (at, _) in enumerate(beyond) if abs(at.y() - here.y()) == row]
            following = beyond[min(near)[1]][1] if near else None
        if following is not None:
            following.setFocus(Qt.FocusReason.TabFocusReason)
            self.area.ensureWidgetVisible(following)
        elif key == Qt.Key.Key_Up:
            self.search.setFocus()

    def _centre(self, card: Card) -> QPoint:
        return card.mapTo(self, card.rect().center())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down and self.found:
                self.found[0].setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

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
        size = round(1.7 * QFontInfo(self.font()).pixelSize())
        name.setStyleSheet(f"font-size: {size}px; font-weight: 700; color: {self._theme.text};")
        name.setWordWrap(True)
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
