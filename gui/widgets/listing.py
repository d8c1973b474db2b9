"""A program as source text: gutter, current line, values at line ends."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from gui.widgets.guarded import guarded
from gui.widgets.listing_marks import paint_arrow, paint_frame


@dataclass(frozen=True)
class Line:
    """One line: an instruction with its number, or the heading of a scope (pc None)."""

    text: str
    depth: int
    pc: int | None
    role: str = ""


@dataclass(frozen=True)
class Marks:
    """Instructions with a mark of their own: what was just done, what comes next, what the user looks at. -1 is none."""

    done: int = -1
    coming: int = -1
    picked: int = -1


@dataclass(frozen=True)
class Colors:
    """What the listing is painted with; `roles` colours headings."""

    text: QColor
    muted: QColor
    base: QColor
    current: QColor
    chosen: QColor
    picked: QColor
    breakpoint: QColor
    roles: dict[str, QColor]


class Listing(QAbstractScrollArea):
    """A click chooses a line, another or Escape lets it go; the gutter asks for a breakpoint, a double click runs to the line."""

    headings_chosen = False  # whether a click on a heading means its first line, instead of folding
    chosen = Signal(int)
    gutter_clicked = Signal(int)
    run_to = Signal(int)
    let_go = Signal()
    menu_asked = Signal(int, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self._all: tuple[Line, ...] = ()
        self._lines: tuple[Line, ...] = ()
        self._folded: frozenset[int] = frozenset()
        self._places: list[int] = []
        self._row_of: dict[int, int] = {}
        self._values: dict[int, str] = {}
        self._breakpoints: frozenset[int] = frozenset()
        self._guarded: frozenset[int] = frozenset()
        self._marks = Marks()
        self._colors: Colors | None = None
        self._follows = True
        self._lit: dict[int, int] = {}
        self._lit_roles: dict[str, int] = {}
        self._lights_up = False  # what is lit is another now

    # content -------------------------------------------------------------------------------------

    def set_lines(self, lines: tuple[Line, ...]) -> None:
        """Show another program, all of it unfolded."""
        if lines != self._all:
            self._all, self._folded, self._marks = lines, frozenset(), replace(self._marks, picked=-1)
            self._lay_out()

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is shown, row by row; folded lines are not."""
        return self._lines

    @property
    def done(self) -> Line | None:
        """The shown line of what was just done, or the heading that it is folded under."""
        return self._line_of(self._marks.done)

    @property
    def coming(self) -> Line | None:
        """The shown line of what comes next, or the heading that it is folded under."""
        return self._line_of(self._marks.coming)

    @property
    def picked(self) -> Line | None:
        """The shown line that the user looks at, or the heading that it is folded under."""
        return self._line_of(self._marks.picked)

    def _line_of(self, pc: int) -> Line | None:
        row = self._row_of.get(pc)
        return None if row is None else self._lines[row]

    def _lay_out(self) -> None:
        """Leave out what is folded; an instruction in a folded scope is found at its heading."""
        rows: list[Line] = []
        self._row_of, self._places = {}, []
        hidden_below = None
        for place, line in enumerate(self._all):
            if hidden_below is not None and line.depth > hidden_below:
                if line.pc is not None:
                    self._row_of[line.pc] = len(rows) - 1
                continue
            hidden_below = line.depth if place in self._folded else None
            if line.pc is not None:
                self._row_of[line.pc] = len(rows)
            rows.append(line)
            self._places.append(place)
        self._lines = tuple(rows)
        self._resize_bars()
        self.viewport().update()

    def toggle_fold(self, row: int) -> None:
        """Fold or unfold the scope whose heading is in that row."""
        self._folded = self._folded ^ {self._places[row]}
        self._lay_out()

    def set_colors(self, colors: Colors) -> None:
        """Use other colours."""
        self._colors = colors
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:  # lines are of another height
            self._resize_bars()
            self._follow()
            self.viewport().update()

    def set_state(
        self, marks: Marks, breakpoints: frozenset[int], values: dict[int, str], follow: bool, guarded: frozenset[int] = frozenset()
    ) -> None:
        """Mark instructions, breakpoints and the values of visible lines; `follow` scrolls to what is marked."""
        moved = marks != self._marks
        self._guarded, self._follows = guarded, follow
        self._marks, self._breakpoints, self._values = marks, breakpoints, values
        if moved and follow or self._lights_up:
            self._follow()
        self.viewport().update()

    def light(self, lines: dict[int, int], roles: dict[str, int]) -> None:
        """Light up instructions, and the headings of roles, each with its number or 0; `set_state` then scrolls to them."""
        self._lights_up = (lines, roles) != (self._lit, self._lit_roles)
        self._lit, self._lit_roles = lines, roles

    def _is_lit_heading(self, line: Line) -> bool:
        return line.pc is None and line.depth == 0 and line.role in self._lit_roles

    def pick(self, pc: int) -> None:
        """Select a line without emitting a signal."""
        self._marks = replace(self._marks, picked=pc)
        self.viewport().update()

    def _row_in_focus(self) -> int:
        """The row of what the user looks at, else of what was just done, else of what comes first."""
        shown = (self._row_of.get(pc) for pc in (self._marks.picked, self._marks.done, self._marks.coming))
        return next((row for row in shown if row is not None), 0)

    def visible_pcs(self) -> tuple[int, ...]:
        """Instructions in sight: only their values need to be known."""
        first, last = self._rows_in_sight()
        return tuple(line.pc for line in self._lines[first:last] if line.pc is not None)

    def shown_text(self) -> str:
        """What is on the screen, for tests and screen readers."""
        first, last = self._rows_in_sight()
        return "\n".join(
            f"{line.text}   {self._values.get(line.pc, '') if line.pc is not None else ''}" for line in self._lines[first:last]
        )

    # geometry ------------------------------------------------------------------------------------

    @property
    def gutter(self) -> int:
        """Pixels for a breakpoint, the numbers of the lines, and the arrow."""
        return max(46, 22 + self.fontMetrics().horizontalAdvance(str(len(self._all))))

    def row_height(self) -> int:
        """Pixels of a line."""
        return QFontMetrics(self.font()).height() + 5

    def _top(self) -> int:
        """Pixels above what is in sight: always whole rows."""
        return self.verticalScrollBar().value() // self.row_height() * self.row_height()

    def _rows_in_sight(self) -> tuple[int, int]:
        height = self.row_height()
        first = self._top() // height
        return first, min(len(self._lines), first + self.viewport().height() // height + 2)

    def _resize_bars(self) -> None:
        bar, height = self.verticalScrollBar(), self.row_height()
        below = len(self._lines) - self.viewport().height() // height
        bar.setRange(0, max(0, below) * height)
        bar.setSingleStep(height)
        bar.setPageStep(self.viewport().height())

    def resizeEvent(self, event: object) -> None:
        self._resize_bars()
        if self._follows:
            self._follow()

    def _follow(self) -> None:
        """Scroll to what the user looks at and to what is lit; where both have no room, to a light only when it is new."""
        focus, page = self._row_in_focus(), self.viewport().height() // self.row_height()
        lights = self._lit or self._lit_roles
        lit = [row for row, line in enumerate(self._lines if lights else ()) if line.pc in self._lit or self._is_lit_heading(line)]
        if lit and max(*lit, focus) - min(*lit, focus) < page:
            self._show_rows(min(*lit, focus), max(*lit, focus))
        elif lit and self._lights_up:
            self._show_rows(min(lit), min(max(lit), min(lit) + page - 1))
        else:
            self._show_row(focus)

    def _show_row(self, row: int) -> None:
        self._show_rows(max(0, row - 1), row + 1)

    def _show_rows(self, first: int, last: int) -> None:
        """Have these rows in sight, of which there are no more than have room."""
        height, page = self.row_height(), self.viewport().height() // self.row_height()
        if not self._top() // height <= first <= last < self._top() // height + page:
            self.verticalScrollBar().setValue(max(0, first - max(0, page - 1 - last + first) // 3) * height)

    def row_rect(self, pc: int) -> QRect:
        """Where the line of an instruction is, in viewport coordinates."""
        height = self.row_height()
        return QRect(0, self._row_of[pc] * height - self._top(), self.viewport().width(), height)

    # painting ------------------------------------------------------------------------------------

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._colors is None:
            return
        painter = QPainter(self.viewport())
        painter.setFont(self.font())
        painter.fillRect(self.viewport().rect(), self._colors.base)
        first, last = self._rows_in_sight()
        height, top = self.row_height(), self._top()
        for row in range(first, last):
            rect = QRect(0, row * height - top, self.viewport().width(), height)
            self._paint_line(painter, rect, self._lines[row], row)

    def _paint_line(self, painter: QPainter, rect: QRect, line: Line, row: int) -> None:
        colors = self._colors
        assert colors is not None
        done, picked = (row == self._row_of.get(pc, -1) for pc in (self._marks.done, self._marks.picked))
        if done:
            painter.fillRect(rect, colors.current)
        if picked:
            painter.fillRect(rect, colors.chosen)
            painter.setPen(QPen(colors.picked, 1))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        if row == self._row_of.get(self._marks.coming, -1):
            paint_arrow(painter, self.gutter - 4, rect.center().y(), colors.text)
        self._paint_light(painter, rect, line)
        left = self.gutter + 12 * line.depth
        if line.pc is None:
            painter.setPen(colors.roles.get(line.role, colors.muted))
            if self._is_scope(row):
                sign = "▸" if self._places[row] in self._folded else "▾"
                painter.drawText(rect.adjusted(left - 13, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, sign)
            painter.drawText(rect.adjusted(left, 0, -6, 0), Qt.AlignmentFlag.AlignVCenter, line.text)
            return
        self._paint_gutter(painter, rect, line.pc)
        value = self._values.get(line.pc, "")
        metrics = painter.fontMetrics()
        room = rect.width() - left - 10
        width = metrics.horizontalAdvance(value) if value else 0
        painter.setPen(colors.text)
        text = metrics.elidedText(line.text, Qt.TextElideMode.ElideRight, max(60, room - width - 14))
        painter.drawText(rect.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)
        painter.setPen(colors.text if done or picked else colors.muted)
        painter.drawText(rect.adjusted(0, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, value)

    def _paint_light(self, painter: QPainter, rect: QRect, line: Line) -> None:
        mark = self._lit.get(line.pc) if line.pc is not None else self._lit_roles.get(line.role) if line.depth == 0 else None
        if mark is not None and self._colors is not None:
            paint_frame(painter, rect, self.gutter + 2, mark, self._colors.picked)

    def _paint_gutter(self, painter: QPainter, rect: QRect, pc: int) -> None:
        colors = self._colors
        assert colors is not None
        painter.setPen(colors.muted)
        number = QRect(14, rect.y(), self.gutter - 20, rect.height())
        painter.drawText(number, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(pc + 1))
        middle = rect.center().y()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if pc in self._breakpoints:
            painter.setBrush(colors.breakpoint)
            painter.drawEllipse(QRect(3, middle - 4, 9, 9))
            if pc in self._guarded:
                painter.setPen(QPen(colors.base, 2))
                painter.drawLine(5, middle, 10, middle)
                painter.setPen(Qt.PenStyle.NoPen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    # mouse and keys ------------------------------------------------------------------------------

    def _row_at(self, y: float) -> int | None:
        row = (int(y) + self._top()) // self.row_height()
        return row if 0 <= row < len(self._lines) else None

    def _is_scope(self, row: int) -> bool:
        """Whether a row is a heading with something below it."""
        place = self._places[row]
        below = self._all[place + 1] if place + 1 < len(self._all) else None
        return self._lines[row].pc is None and below is not None and below.depth > self._lines[row].depth

    def _line_at(self, event: QMouseEvent) -> Line | None:
        row = self._row_at(event.position().y())
        return None if row is None else self._lines[row]

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        row = self._row_at(event.pos().y()) if by_mouse else None
        line = None if row is None else self._lines[row]
        chosen = self._marks.picked if self._marks.picked >= 0 else self._marks.coming
        pc = line.pc if line is not None and line.pc is not None else chosen
        if pc in self._row_of:
            at = event.globalPos() if by_mouse else self.viewport().mapToGlobal(self.row_rect(pc).bottomLeft())
            self.pick(pc)
            self.chosen.emit(pc)
            self.menu_asked.emit(pc, at)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        row = self._row_at(event.position().y())
        if row is not None and self._is_scope(row):
            below = next((line.pc for line in self._all[self._places[row] :] if line.pc is not None), None)
            self.chosen.emit(below) if self.headings_chosen and below is not None else self.toggle_fold(row)
            return
        line = self._line_at(event)
        if line is None or line.pc is None:
            return
        if event.position().x() < self.gutter:
            self.gutter_clicked.emit(line.pc)
            return
        if line.pc == self._marks.picked:
            self.let_go.emit()
            return
        self.pick(line.pc)
        self.chosen.emit(line.pc)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        line = self._line_at(event)
        if line is not None and line.pc is not None and event.position().x() >= self.gutter:
            self.run_to.emit(line.pc)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._marks.picked in self._row_of:
            self._fold_around(self._row_of[self._marks.picked], fold=event.key() == Qt.Key.Key_Left)
            return
        if event.key() == Qt.Key.Key_Escape and self._marks.picked >= 0:
            self.let_go.emit()
            return
        move = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if move is None or not self._row_of:
            super().keyPressEvent(event)
            return
        start = self._row_in_focus()
        beyond = self._lines[start + 1 :] if move > 0 else self._lines[:start][::-1]
        pc = next((line.pc for line in beyond if line.pc is not None), None)
        if pc is not None:
            self.pick(pc)
            self._show_row(self._row_of[pc])
            self.chosen.emit(pc)

    def _fold_around(self, row: int, fold: bool) -> None:
        """Left folds the scope around the chosen line, Right unfolds it again."""
        while row > 0 and not self._is_scope(row):
            row -= 1
        if self._is_scope(row) and fold != (self._places[row] in self._folded):
            self.toggle_fold(row)
