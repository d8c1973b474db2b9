"""The list of lessons: what is due again, what comes next, and the whole map with what is done of it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from engine.lessons.shelf import LESSONS, PRACTICE, shelved, to_begin
from gui.look import i18n
from gui.look.theme import Theme
from gui.panels.lesson.prose import Prose
from gui.panels.lesson.step import tile_colors
from gui.panels.lesson.uses import uses
from gui.session.session import Session
from gui.widgets.tile import Tile

NEW, HALF, DONE = "○", "◐", "●"


class Shelf(QWidget):
    """Says which lesson is wanted."""

    lesson_asked = Signal(str)
    recap_asked = Signal()
    example_asked = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._theme: Theme | None = None
        self._shown: object = None
        self.tiles: list[Tile] = []
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)

    def show_progress(self) -> None:
        """The lessons as they stand today; built again only if something is another."""
        done, due = self.session.lessons.records.shares(), len(self.session.lessons.records.progress.due(date.today().toordinal()))
        now = (done, due, i18n.language())
        if now == self._shown:
            return
        self._shown, self.tiles = now, []
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(6)
        if due:
            self._recap(column, due)
        following = to_begin(done)[:1]
        self._group(column, self.tr("Next") if any(done.values()) else self.tr("Begin here"), following, done)
        self._group(column, self.tr("All lessons"), [name for name in LESSONS if name not in PRACTICE], done)
        self._group(column, self.tr("Practice"), PRACTICE, done)
        self._uses(column)
        column.addStretch(1)
        self.area.setWidget(inner)
        if self._theme is not None:
            self.set_theme(self._theme)

    def _recap(self, column: QVBoxLayout, due: int) -> None:
        words = self.tr("Questions from earlier lessons, with new numbers: {count}").format(count=due)
        tile = self._tile(column, Tile("recap", self.tr("Do you remember?"), "↻", words))
        tile.clicked.connect(self.recap_asked)

    def _group(self, column: QVBoxLayout, title: str, names: object, done: dict[str, float]) -> None:
        self._heading(column, title)
        for name in names:  # type: ignore[attr-defined]
            lesson, share = shelved(name), done.get(name, 0.0)
            sign = DONE if share >= 1 else HALF if share else NEW
            end = self.tr("{minutes} min").format(minutes=lesson.minutes)
            tile = Tile(f"lesson-{name}", lesson.title_in(i18n.language()), sign, lesson.goal_in(i18n.language()), end)
            missing = [shelved(need).title_in(i18n.language()) for need in lesson.needs if done.get(need, 0) < 1]
            if missing:
                tile.setToolTip(self.tr("Best after: {titles}").format(titles=", ".join(missing)))
            state = self.tr("done") if share >= 1 else self.tr("started") if share else self.tr("new")
            tile.setAccessibleDescription(state)
            self._tile(column, tile).clicked.connect(lambda _=False, name=name: self.lesson_asked.emit(name))

    def _uses(self, column: QVBoxLayout) -> None:
        self._heading(column, self.tr("Where it is used"))
        for name, title, words in uses():
            tile = self._tile(column, Tile(f"use-{name}", title, "↗", words))
            tile.setToolTip(self.tr("Opens an example"))
            tile.clicked.connect(lambda _=False, name=name: self.example_asked.emit(name))

    def _heading(self, column: QVBoxLayout, title: str) -> None:
        heading = QLabel(title)
        heading.setStyleSheet("font-weight: 600; margin-top: 6px;")
        column.addWidget(heading)

    def _tile(self, column: QVBoxLayout, tile: Tile) -> Tile:
        tile.moved.connect(lambda by, tile=tile: self._move(tile, by))
        column.addWidget(tile)
        self.tiles.append(tile)
        return tile

    def _move(self, tile: Tile, by: int) -> None:
        tile = self.tiles[(self.tiles.index(tile) + by) % len(self.tiles)]
        tile.setFocus(Qt.FocusReason.TabFocusReason)
        self.area.ensureWidgetVisible(tile)

    def focus(self) -> None:
        """The keyboard is at what comes next."""
        if self.tiles:
            self.tiles[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def set_theme(self, theme: Theme) -> None:
        """Colours."""
        self._theme = theme
        for tile in self.tiles:
            tile.set_colors(tile_colors(theme))


class Over(QWidget):
    """The end of a lesson: what comes next, and what becomes of its network."""

    lesson_asked, shelf_asked, keep_asked = Signal(str), Signal(), Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._theme: Theme | None = None
        self.words = Prose("lesson-over")
        self.next: Tile | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 10, 12, 12)
        self.column.setSpacing(9)
        self.column.addWidget(self.words)
        self.shelf = Tile("lesson-shelf", self.tr("All lessons"), "≡", self.tr("Brings back your own work"))
        self.keep = Tile(
            "lesson-keep", self.tr("Keep this network"), "+", self.tr("Replaces your own network; Undo brings it back")
        )
        self.shelf.clicked.connect(self.shelf_asked)
        self.keep.clicked.connect(self.keep_asked)
        for tile in (self.shelf, self.keep):
            self.column.addWidget(tile)
        self.column.addStretch(1)

    def show_over(self) -> None:
        """What to say when the present lesson is over."""
        lessons = self.session.lessons
        title = "" if lessons.play is None else lessons.words(lessons.play.lesson.title)
        due = len(lessons.records.progress.due(date.today().toordinal())) if lessons.card is not None else 0
        self.words.show_words(self.tr("**{title}** is done.").format(title=title))
        following = to_begin(lessons.records.shares())[:1]
        if self.next is not None:
            self.next.deleteLater()
            self.next = None
        if due or following:
            name = "" if due else following[0]
            heading = self.tr("Next question") if due else shelved(name).title_in(i18n.language())
            self.next = Tile("lesson-following", heading, "→", self.tr("Next") if due else shelved(name).goal_in(i18n.language()))
            self.next.clicked.connect(lambda: self.lesson_asked.emit(name))
            self.column.insertWidget(1, self.next)
        if self._theme is not None:
            self.set_theme(self._theme)
        (self.next or self.shelf).setFocus(Qt.FocusReason.OtherFocusReason)

    def set_theme(self, theme: Theme) -> None:
        """Colours."""
        self._theme = theme
        for tile in (self.next, self.shelf, self.keep):
            if tile is not None:
                tile.set_colors(tile_colors(theme))
