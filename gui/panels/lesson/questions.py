"""One widget for each kind of question: it takes an answer with mouse or keyboard, and shows what was right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from engine.lessons import lesson as model
from engine.lessons.judge import Answer, Verdict
from engine.lessons.lesson import Text
from gui.look.fields import SpinBox
from gui.widgets.tile import BAD, GOOD, PLAIN, Tile, TileColors

Words = Callable[[Text], str]  # a text of the lesson in the user's language
TYPED = "+-−0123456789.,/e^×%"
MOST_HANDS = 999
LARGE = 20  # pixels of text in a classroom, or more


class Asked(QWidget):
    """The base of them: `ready` says that there is an answer to check, `changed` that it is another."""

    ready, changed = Signal(), Signal()

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(5)

    def answer(self) -> Answer | None:
        """What is given now; None as long as that is no answer."""
        return None

    def press(self, letter: str) -> bool:
        """Take a key that was pressed anywhere on the card; whether it meant something."""
        return False

    def choose_ringed(self) -> bool:
        """Choose the thing that has the keyboard, as Enter means; False if there is none or it is chosen already."""
        return False

    def show_verdict(self, verdict: Verdict, told: bool) -> None:
        """Show what the answer was worth; once it is `told`, also what is right."""

    def set_colors(self, colors: TileColors) -> None:
        """Colours of what it paints itself."""
        for label in self.findChildren(QLabel, "how"):
            label.setStyleSheet(f"color: {colors.muted.name()};")


def choose_focused(tiles: Iterable[Tile], most: int) -> bool:
    """Choose the tile with the keyboard, unless `most` or more are chosen; whether one was."""
    tiles = list(tiles)
    ringed = next((tile for tile in tiles if tile.hasFocus() and tile.isEnabled() and not tile.isChecked()), None)
    if ringed is None or sum(tile.isChecked() for tile in tiles) >= most:
        return False
    ringed.click()
    return True


class _Line(QLineEdit):
    """A field for a number."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setMaxLength(60)
        self.setAccessibleName(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters that no number has are keys of the card."""
        plain = event.text() and not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if plain and event.text().lower() in "hr" or event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)
            event.accept()  # Enter has checked the answer; the card must not check it again


class Numbers(Asked):
    """One number, or the blanks in a table."""

    def __init__(self, labels: list[str]) -> None:
        super().__init__()
        grid, self.fields = QGridLayout(), list[QLineEdit]()
        self.column.addLayout(grid)
        grid.setSpacing(6)
        for row, words in enumerate(labels):
            shown = words or QCoreApplication.translate("Lesson", "Your answer")
            field, label = _Line(f"answer-{row + 1}", shown), QLabel(shown)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setBuddy(field)
            field.returnPressed.connect(self._enter)
            field.textChanged.connect(self.changed)
            field.setMinimumWidth(90)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
            self.fields.append(field)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.setFocusProxy(self.fields[0])

    def _enter(self) -> None:
        """Enter checks, once every blank is filled; before that it goes to the next that is empty."""
        empty = next((field for field in self.fields if not field.text().strip()), None)
        if empty is not None and len(self.fields) > 1:
            empty.setFocus()
        else:
            self.ready.emit()

    def answer(self) -> Answer | None:
        given = [field.text() for field in self.fields]
        if not all(words.strip() for words in given):
            return None
        return given if len(given) > 1 else given[0]

    def show_verdict(self, verdict: Verdict, told: bool) -> None:
        for field in self.fields:
            field.setReadOnly(told)
        if not told:
            (self.focusWidget() or self.fields[0]).setFocus()
            self.fields[0].selectAll()


class Tiles(Asked):
    """One or several of some tiles, each with its key. A teacher can count beside each how many of a class choose it."""

    counted = Signal(str, int)  # hands for a tile

    def __init__(self, options: list[tuple[str, str, str]], many: bool = False) -> None:
        """`options` are id, key and words."""
        super().__init__()
        self._many, self.tiles, self.hands = many, dict[str, Tile](), dict[str, SpinBox]()
        self._rows: dict[str, QHBoxLayout] = {}
        self._keys = {key: name for name, key, _ in options}
        for name, key, words in options:
            tile = self.tiles[name] = Tile(f"option-{name}", words, key)
            tile.setCheckable(True)
            tile.clicked.connect(lambda _=False, name=name: self._choose(name))
            tile.moved.connect(lambda by, tile=tile: self._move(tile, by))
            row = self._rows[name] = QHBoxLayout()
            self.column.addLayout(row)
            row.addWidget(tile, 1)
        self.setFocusProxy(next(iter(self.tiles.values())))

    def raise_hands(self, counts: Mapping[str, int]) -> None:
        """Show a field for the hands beside each tile; the keyboard is in the first."""
        for name, row in self._rows.items():
            field = self.hands[name] = SpinBox()
            field.setObjectName(f"hands-{name}")
            field.setRange(0, MOST_HANDS)
            field.setValue(counts.get(name, 0))
            words = QCoreApplication.translate("Lesson", "Hands raised for: {option}")
            field.setAccessibleName(words.format(option=self.tiles[name].text()))
            field.valueChanged.connect(lambda count, name=name: self.counted.emit(name, count))
            row.addWidget(field)
            field.show()
        first = next(iter(self.hands.values()))
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        first.selectAll()

    def lower_hands(self) -> None:
        """Take the fields away again; the counts stand at the tiles."""
        for name, field in self.hands.items():
            self.tiles[name].end = str(field.value()) if field.value() else ""
            self._rows[name].removeWidget(field)
            field.hide()
            field.deleteLater()
            self.tiles[name].update()
        self.hands.clear()

    def _choose(self, name: str) -> None:
        if not self._many:
            for other, tile in self.tiles.items():
                tile.setChecked(other == name)
        for tile in self.tiles.values():
            tile.tell(PLAIN)
        self.changed.emit()

    def _move(self, tile: Tile, by: int) -> None:
        tiles = list(self.tiles.values())
        tiles[(tiles.index(tile) + by) % len(tiles)].setFocus(Qt.FocusReason.TabFocusReason)

    def press(self, letter: str) -> bool:
        name = self._keys.get(letter.replace("-", "−"))
        if name is None or not self.tiles[name].isEnabled():
            return False
        self.tiles[name].setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.tiles[name].click()
        return True

    def choose_ringed(self) -> bool:
        return choose_focused(self.tiles.values(), 1 if self._many else 2)

    @property
    def given(self) -> list[str]:
        """The ids that are chosen."""
        return [name for name, tile in self.tiles.items() if tile.isChecked()]

    def answer(self) -> Answer | None:
        return self.given or None

    def show_verdict(self, verdict: Verdict, told: bool) -> None:
        expected = verdict.expected.split(", ")
        for name, tile in self.tiles.items():
            right = name in expected
            tile.tell(GOOD if told and right else BAD if tile.isChecked() and not right else PLAIN)
            tile.setEnabled(not told or tile.isChecked() or right)
            if told:
                tile.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_colors(self, colors: TileColors) -> None:
        for tile in self.tiles.values():
            tile.set_colors(colors)


class Signs(Tiles):
    """Rises, falls or stays."""

    def __init__(self) -> None:
        super().__init__([("+", "+", QCoreApplication.translate("Lesson", "It rises")),
                          ("-", "−", QCoreApplication.translate("Lesson", "It falls")),
                          ("0", "0", QCoreApplication.translate("Lesson", "It stays the same"))])  # fmt: skip

    def answer(self) -> Answer | None:
        return self.given[0] if self.given else None


class Sentence(Asked):
    """A free sentence, kept beside the model sentence."""

    def __init__(self, name: str = "answer-words") -> None:
        super().__init__()
        self.field = QPlainTextEdit()
        self.field.setObjectName(name)
        self.field.setAccessibleName(QCoreApplication.translate("Lesson", "Your sentence"))
        self.field.setTabChangesFocus(True)
        self.field.setMaximumHeight(5 * self.field.fontMetrics().lineSpacing())
        self.field.textChanged.connect(self.changed)
        self.column.addWidget(self.field)
        self.setFocusProxy(self.field)

    def answer(self) -> Answer | None:
        return self.field.toPlainText().strip() or None

    def show_verdict(self, verdict: Verdict, told: bool) -> None:
        self.field.setReadOnly(told)


def option_tiles(question: model.Choose, words: Words, order: list[int]) -> Tiles:
    """The options of a question in an order, with the keys 1, 2, 3 …"""
    options = [question.options[place] for place in order]
    return Tiles([(option.id, str(key), words(option.text)) for key, option in enumerate(options, 1)], question.many)
