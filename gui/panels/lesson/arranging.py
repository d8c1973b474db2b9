"""Questions that are answered by arranging: cards in order, factors in a product, a place among all."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QFontInfo, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListWidget, QListWidgetItem

from engine.lessons.judge import Answer, Verdict
from engine.lessons.lesson import Place
from engine.lessons.numbers import written
from gui.panels.lesson.questions import LARGE, Asked, choose_focused
from gui.widgets.tile import BAD, GOOD, PLAIN, Tile, TileColors

ID = Qt.ItemDataRole.UserRole
MOST_ROWS, FEW_ROWS = 9, 4  # of a list that are in sight, and of one with large text that need not be read as a whole


class _List(QListWidget):
    """As high as its rows; keys that move a row are its own."""

    def __init__(self, name: str, words: str, whole: bool = True) -> None:
        super().__init__()
        self._whole, self.ended = whole, False
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setWordWrap(True)
        self.setStyleSheet("QListWidget::item { padding: 5px; }")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.suit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.suit()

    def suit(self) -> None:
        """Take the room that the rows need."""
        most = MOST_ROWS if self._whole or QFontInfo(self.font()).pixelSize() < LARGE else FEW_ROWS
        rows = [self.sizeHintForRow(row) for row in range(min(self.count(), most))]
        self.setFixedHeight(sum(rows) + 2 * self.frameWidth() + 4)

    def end(self, right: Iterable[int] = ()) -> None:
        """Nothing can be moved or chosen any more, and these rows are right; all of them can still be read."""
        self.ended = True
        self.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)
        self.setCurrentRow(-1)
        for row in range(self.count()):
            self.item(row).setFlags(Qt.ItemFlag.ItemIsEnabled)
        for row in right:
            item, font = self.item(row), self.font()
            font.setBold(True)
            item.setFont(font)
            item.setText(f"✓ {item.text()}")
            self.scrollToItem(item)


def _how(words: str) -> QLabel:
    """How it is answered, said quietly."""
    label = QLabel(words)
    label.setWordWrap(True)
    label.setObjectName("how")
    return label


class Order(Asked):
    """Cards that are dragged, or moved with Ctrl and the arrow keys."""

    def __init__(self, cards: list[tuple[str, str]]) -> None:
        super().__init__()
        self.list = _List("answer-order", QCoreApplication.translate("Lesson", "Cards to put in order"))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        for name, words in cards:
            item = QListWidgetItem(words)
            item.setData(ID, name)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.installEventFilter(self)
        self.list.model().rowsMoved.connect(lambda *_: self.changed.emit())
        self.how = _how(QCoreApplication.translate("Lesson", "Drag the cards, or move them with Ctrl+↑ and Ctrl+↓."))
        self.column.addWidget(self.list)
        self.column.addWidget(self.how)
        self.list.suit()
        self.setFocusProxy(self.list)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if by is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.shift(by)
                return True
        return super().eventFilter(watched, event)

    def shift(self, by: int) -> None:
        """Move the chosen card up or down."""
        row = self.list.currentRow()
        if 0 <= row + by < self.list.count() and not self.list.ended:
            self.list.insertItem(row + by, self.list.takeItem(row))
            self.list.setCurrentRow(row + by)
            self.changed.emit()

    def answer(self) -> Answer | None:
        return [str(self.list.item(row).data(ID)) for row in range(self.list.count())]

    def show_verdict(self, verdict: Verdict, told: bool) -> None:
        if told:
            wanted = verdict.expected.split(", ")
            items = [self.list.takeItem(0) for _ in range(self.list.count())]
            for item in sorted(items, key=lambda item: wanted.index(item.data(ID))):
                self.list.addItem(item)
            self.list.end()
            self.how.hide()


class Places(Asked):
    """A place is clicked in the window, or chosen in this list."""

    def __init__(self, places: list[tuple[Place, str]], many: bool) -> None:
        super().__init__()
        self.places = [place for place, _ in places]
        self.list = _List("answer-places", QCoreApplication.translate("Lesson", "Places to choose from"), whole=False)
        modes = QAbstractItemView.SelectionMode
        self.list.setSelectionMode(modes.MultiSelection if many else modes.SingleSelection)
        for _, words in places:
            self.list.addItem(words)
        self.list.itemSelectionChanged.connect(self.changed)
        self.how = _how(QCoreApplication.translate("Lesson", "Click in the window, or choose here."))
        self.column.addWidget(self.how)
        self.column.addWidget(self.list)
        self.list.suit()
        self.setFocusProxy(self.list)

    def point_at(self, places: set[tuple[str, str]]) -> None:
        """The learner clicked this in the window, which may be meant as any of these places."""
        for row, place in enumerate(self.places):
            if (place.kind, place.name) in places and not self.list.ended:
                self.list.setCurrentRow(row)
                self.list.item(row).setSelected(True)
                return

    def choose_ringed(self) -> bool:
        item = self.list.currentItem()
        if item is None or self.list.selectedItems() or not self.list.hasFocus():
            return False
        item.setSelected(True)
        return True

    def answer(self) -> Answer | None:
        return [self.places[self.list.row(item)] for item in self.list.selectedItems()] or None

    def show_verdict(self, verdict: Verdict, told: bool) -> None:
        wanted = verdict.expected.split(", ")
        if told:
            self.list.end(row for row, place in enumerate(self.places) if place.name in wanted)
            self.how.hide()


class Factors(Asked):
    """Tiles that are multiplied in the order in which they are chosen; the product is shown."""

    def __init__(self, tiles: list[tuple[str, str, float | None]]) -> None:
        super().__init__()
        self._symbols = {name: (symbol, value) for name, symbol, value in tiles}
        self._chosen: list[str] = []
        self.product = QLabel()
        self.product.setObjectName("product")
        self.product.setWordWrap(True)
        self.product.setTextFormat(Qt.TextFormat.PlainText)
        self.tiles: dict[str, Tile] = {}
        for key, (name, symbol, value) in enumerate(tiles, 1):
            tile = self.tiles[name] = Tile(f"factor-{name}", f"{symbol} = {written(value)}", str(key))
            tile.setCheckable(True)
            tile.clicked.connect(lambda _=False, name=name: self._toggle(name))
            self.column.addWidget(tile)
        self.column.addWidget(self.product)
        self.setFocusProxy(next(iter(self.tiles.values())))
        self._show()

    def _toggle(self, name: str) -> None:
        if name in self._chosen:
            self._chosen.remove(name)
        else:
            self._chosen.append(name)
        for tile in self.tiles.values():
            tile.tell(PLAIN)
        self._show()
        self.changed.emit()

    def press(self, letter: str) -> bool:
        names = list(self.tiles)
        if not letter.isdecimal() or not 1 <= int(letter) <= len(names):
            return False
        self.tiles[names[int(letter) - 1]].click()
        return True

    def choose_ringed(self) -> bool:
        return choose_focused(self.tiles.values(), 1)

    def _show(self) -> None:
        """The product as far as it goes."""
        found = [self._symbols[name] for name in self._chosen]
        if not found:
            self.product.setText(QCoreApplication.translate("Lesson", "Choose the factors in order along the path."))
            return
        product: float | None = 1.0
        for _, value in found:
            product = None if product is None or value is None else product * value
        self.product.setText(f"{' · '.join(symbol for symbol, _ in found)} = {written(product)}")

    def answer(self) -> Answer | None:
        return list(self._chosen) or None

    def show_verdict(self, verdict: Verdict, told: bool) -> None:
        way = [part.strip() for part in verdict.expected.rpartition(" = ")[0].split(" · ")]
        for name, tile in self.tiles.items():
            right = self._symbols[name][0] in way
            tile.tell(GOOD if told and right else BAD if name in self._chosen and not right else PLAIN)
            tile.setEnabled(not told or right)
        if told:
            self.product.setText(verdict.expected)

    def set_colors(self, colors: TileColors) -> None:
        for tile in self.tiles.values():
            tile.set_colors(colors)
