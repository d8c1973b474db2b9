"""The cards of the welcome page: one for each example, with a picture of what it shows."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QImage, QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from engine.interchange.documents.examples import described
from engine.lessons.shelf import shelved
from gui.look import thumbnail
from gui.look.i18n import engine_text, language
from gui.look.theme import Theme, color
from gui.widgets.guarded import guarded
from gui.widgets.tile import as_card
from resources import FOLDER

LINES, EDGE, INSET, GAP = 6, 8, 12, 12  # a picture is so many lines high; pixels around it, beside the words, between cards
LEAST, LETTERS, MOST = 220, 30, 3  # a card is at least so many pixels and letters wide, and at most so many times as much
WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class Card(QAbstractButton):
    """One example: a picture of what it shows, a title and a sentence, as high as they need."""

    left = Signal(Qt.Key)  # an arrow key leads to another card
    typed = Signal(str)

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__()
        self._words = lru_cache(8)(self._lay)  # layouts ask again and again
        self.name, self._theme = name, theme
        title, self.sentence = self.described()
        self.setText(title)
        self.setObjectName(f"card-{name}")
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(self.sentence)
        as_card(self)
        self._picture: thumbnail.Content | QPixmap | None = None

    def changeEvent(self, event: QEvent) -> None:
        self._words.cache_clear()  # another font
        super().changeEvent(event)

    def described(self) -> tuple[str, str]:
        """Title and sentence."""
        title, sentence = described(self.name)
        return engine_text(title), engine_text(sentence)

    @property
    def least(self) -> int:
        """The width below which its words would stand in too many lines."""
        return max(LEAST, LETTERS * self.fontMetrics().averageCharWidth())

    def sizeHint(self) -> QSize:
        return QSize(self.least, self.heightForWidth(self.least))

    def heightForWidth(self, width: int) -> int:
        return self._words(width)[1].bottom() + INSET

    @property
    def _picture_height(self) -> int:
        return LINES * self.fontMetrics().height()

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font

    def _lay(self, width: int) -> tuple[QRect, QRect]:
        """Where title and sentence stand."""
        room = QRect(INSET, EDGE + self._picture_height + 8, width - 2 * INSET, 10_000)
        title = QFontMetrics(self._bold()).boundingRect(room, WRAPPED, self.text())
        room.setTop(title.bottom() + 4)
        sentence = self.fontMetrics().boundingRect(room, WRAPPED, self.sentence)
        for rect in (title, sentence):
            rect.setWidth(room.width())
        return title, sentence

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in ARROWS:
            self.left.emit(Qt.Key(event.key()))
        elif plain and event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        marked = self.hasFocus() or self.underMouse()
        painter.setPen(color(theme, "accent" if marked else "border"))
        painter.setBrush(color(theme, "raised" if self.isDown() else "panel"))
        card = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(card, 8, 8)
        if self.hasFocus():
            painter.drawRoundedRect(card.adjusted(2, 2, -2, -2), 7, 7)
        self._paint_picture(painter, QRectF(EDGE, EDGE, self.width() - 2 * EDGE, self._picture_height))
        title, sentence = self._words(self.width())
        painter.setFont(self._bold())
        painter.setPen(color(theme, "text"))
        painter.drawText(title, WRAPPED, self.text())
        painter.setFont(self.font())
        painter.setPen(color(theme, "muted"))
        painter.drawText(sentence, WRAPPED, self.sentence)

    def _paint_picture(self, painter: QPainter, room: QRectF) -> None:
        if self._picture is None:
            self._picture = _picture(self.name, self._theme)
        if not isinstance(self._picture, QPixmap):
            thumbnail.paint(painter, room, self._picture, self._theme)
        elif not self._picture.isNull():
            size = QSize(self._picture.size()).scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(QPointF(), size.toSizeF())
            place.moveCenter(room.center())
            painter.drawPixmap(place, self._picture, QRectF(self._picture.rect()))


def _picture(name: str, theme: Theme) -> thumbnail.Content | QPixmap:
    """What tools/pictures.py made: a plot, or the drawing of a network. Read when its card is first painted."""
    plot = FOLDER.joinpath("pictures", f"{name}.json")
    if plot.is_file():
        return thumbnail.read(plot.read_bytes())
    network = FOLDER.joinpath("pictures", f"{name}-{theme.name}.png")
    return QPixmap.fromImage(QImage.fromData(network.read_bytes())) if network.is_file() else QPixmap()


class LessonCard(Card):
    """One lesson: what it is about, how long it takes, and how much of it is done; the words do without a picture."""

    def __init__(self, name: str, theme: Theme, done: float) -> None:
        self._done = done
        super().__init__(name, theme)
        self.setObjectName(f"card-lesson-{name}")

    def described(self) -> tuple[str, str]:
        lesson, sign = shelved(self.name), "●" if self._done >= 1 else "◐" if self._done else "○"
        minutes = QCoreApplication.translate("Shelf", "{minutes} min").format(minutes=lesson.minutes)
        return f"{sign} {lesson.title_in(language())} · {minutes}", lesson.goal_in(language())

    @property
    def _picture_height(self) -> int:
        return 0

    def _paint_picture(self, painter: QPainter, room: QRectF) -> None:
        """There is none."""


class Cards(QWidget):
    """As many cards side by side as have room; the rows differ by one card at most, and each fills the width."""

    def __init__(self, cards: list[Card]) -> None:
        super().__init__()
        self.cards = cards
        for card in cards:
            card.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def rows(self, width: int) -> list[list[Card]]:
        """The cards that are shown, row by row."""
        shown = [card for card in self.cards if not card.isHidden()]
        if not shown:
            return []
        least = max(card.least for card in shown)
        most = max(1, (width + GAP) // (least + GAP))
        count = -(-len(shown) // most)
        ends = [len(shown) * number // count for number in range(count + 1)]
        return [shown[start:stop] for start, stop in pairwise(ends)]

    def heightForWidth(self, width: int) -> int:
        places = self._places(width)
        return max((rect.bottom() + 1 for _, rect in places), default=0)

    def sizeHint(self) -> QSize:
        least = max(card.least for card in self.cards)
        return QSize(least, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(max(card.least for card in self.cards), 0)

    def arrange(self) -> None:
        """Lay the cards out; those that are hidden leave no hole."""
        for card, rect in self._places(self.width()):
            card.setGeometry(rect)
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.arrange()

    def _places(self, width: int) -> list[tuple[Card, QRect]]:
        found, top = [], 0
        for row in self.rows(width):
            edges = [round((width + GAP) * number / len(row)) for number in range(len(row) + 1)]
            widths = [min(right - left - GAP, MOST * row[0].least) for left, right in pairwise(edges)]
            height = max(card.heightForWidth(own) for card, own in zip(row, widths, strict=True))
            capped = widths[0] == MOST * row[0].least  # then they stand side by side from the left
            lefts = [number * (widths[0] + GAP) for number in range(len(row))] if capped else edges
            found += [(card, QRect(left, top, own, height)) for card, left, own in zip(row, lefts, widths, strict=False)]
            top += height + GAP
        return found
