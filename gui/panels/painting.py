"""A row of tools above a plot: the pointer, a brush for each class, the eraser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from engine.library.own_table import TABLE
from gui.look.fields import ComboBox
from gui.look.figure import Figure
from gui.look.icons import icon
from gui.look.theme import CLASS_COLORS, Theme, class_roles, colors
from gui.plots.prediction import points_alone
from gui.session.painting import ERASER, MOST_POINTS, POINTER, Painting, Place, Sheet, sheet
from gui.session.session import Session
from gui.widgets.figure_view import FigureView
from gui.widgets.touched_axes import DRAG, OVER, PRESS, RELEASE, Touch

MOST_BRUSHES = 4  # more classes are in a menu
NUDGE = 3  # pixels
ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1)}
NUMBERS = {getattr(Qt.Key, f"Key_{number}"): number - 1 for number in range(1, 10)}
REMOVE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
TURN = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
OTHERS = (Qt.Key.Key_E, Qt.Key.Key_Escape)
KEYS = frozenset(int(key) for key in (*ARROWS, *NUMBERS, *REMOVE, *TURN, *OTHERS))


class PaintTools(QWidget):
    """Shown while the data can be painted; what the mouse then does in the plot is a gesture of `Painting`."""

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paint-tools")
        self.session, self.painting, self.tool = session, Painting(session), POINTER
        self.buttons: dict[int, QToolButton] = {}
        self._theme: Theme | None = None
        self._sheet: Sheet | None = None
        self._shown: object = None
        self._data, self._wanted = "", 0  # the data set, and how many classes are wanted of it
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(1)
        self._row.addStretch(1)
        self.menu = ComboBox(self)
        self.menu.setObjectName("paint-class")
        self.menu.activated.connect(lambda: self.take(self.menu.currentData()))
        self.more = self._button("paint-more", self._want_class)
        session.edited.connect(self.follow)
        self.follow()

    @property
    def row(self) -> QWidget:
        """The buttons."""
        return self

    # the row -------------------------------------------------------------------------------------

    def _button(self, name: str, pressed: Callable[..., None]) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setIconSize(QSize(16, 16))
        button.setFixedSize(26, 24)
        button.clicked.connect(pressed)
        return button

    def _of(self, tool: int) -> QToolButton:
        """The button of a tool; made when it is first needed."""
        if tool not in self.buttons:
            name = {POINTER: "paint-pointer", ERASER: "paint-eraser"}.get(tool, f"paint-{tool}")
            button = self._button(name, lambda: self.take(tool))
            button.setCheckable(True)
            self._group.addButton(button)
            self.buttons[tool] = button
        return self.buttons[tool]

    def names(self) -> tuple[str, ...]:
        """The names of the brushes: of the classes, and of one that no point has yet; one without a name for values."""
        found = self._sheet
        if found is None:
            return ()
        fresh = (f"class {len(found.names)}",) if self._wanted == len(found.names) + 1 else ()
        return (*found.names, *fresh) if found.names else ("",)

    def follow(self) -> None:
        """Bring the row up to date with the data."""
        name = self.session.experiment.data.name
        if name not in (TABLE, self._data):
            self._wanted = 0
        self._data = name
        self._sheet = None if self.session.recording.on else sheet(self.session.experiment)
        self.setVisible(self._sheet is not None)
        if self._sheet is None:
            return
        wanted = (self.names(), len(self._sheet.names), self._sheet.too_many, self._theme)
        if wanted != self._shown:
            self._shown = wanted
            self._arrange(self.names(), self._sheet)
            self.take(self.tool if self.tool < len(self.names()) else POINTER)

    def _arrange(self, names: tuple[str, ...], found: Sheet) -> None:
        few = len(names) <= MOST_BRUSHES
        brushes = [self._of(number) for number in range(len(names))] if few else [self.menu]
        more = [self.more] if found.names and len(names) == len(found.names) < len(CLASS_COLORS) else []
        shown = [self._of(POINTER), *brushes, *more, self._of(ERASER)]
        for widget in (*self.buttons.values(), self.menu, self.more):
            self._row.removeWidget(widget)
            widget.setVisible(widget in shown)
            widget.setEnabled(not found.too_many)
        for place, widget in enumerate(shown):
            self._row.insertWidget(place, widget)
        self._label(names, found)

    def _label(self, names: tuple[str, ...], found: Sheet) -> None:
        """Icons and words of the tools."""
        if self._theme is None:
            return
        theme, known = self._theme, colors(self._theme)
        roles = class_roles(len(names)) if found.names else ("loss",)
        self.menu.clear()
        for number, (name, role) in enumerate(zip(names, roles, strict=False)):
            dot = _dot(known[role], known["text"])
            self.menu.addItem(dot, name, number)
            button = self._of(number) if len(names) <= MOST_BRUSHES else None
            if button is not None:
                button.setIcon(dot)
                painted, added = (
                    self.tr("Paint points of {name}: click or drag in the plot"),
                    self.tr("Add points: click in the plot"),
                )
                button.setToolTip(f"{painted.format(name=name) if name else added} ({number + 1})")
        for tool, picture, words in (
            (
                POINTER,
                "pointer",
                self.tr("Select and move points; Delete removes the selected one, and the arrow keys move it (Esc)"),
            ),
            (ERASER, "eraser", self.tr("Remove points: click or drag in the plot (E)")),
        ):
            self._of(tool).setIcon(icon(picture, theme.text, theme.empty))
            self._of(tool).setToolTip(words)
        self.more.setIcon(icon("plus", theme.text, theme.empty))
        self.more.setToolTip(self.tr("Add a class"))
        if found.too_many:
            words = self.tr("Up to {most} samples can be painted; there are {count}.")
            for widget in (*self.buttons.values(), self.menu, self.more):
                widget.setToolTip(words.format(most=MOST_POINTS, count=found.table.samples))

    def set_theme(self, theme: Theme) -> None:
        """Draw the tools in other colours."""
        self._theme = theme
        self.follow()

    def take(self, tool: int) -> None:
        """Use another tool."""
        if tool >= len(self.names()) or self._sheet is None:
            return
        self.tool = tool
        if tool >= 0 and len(self.names()) > MOST_BRUSHES:
            self._group.setExclusive(False)
            for button in self.buttons.values():
                button.setChecked(False)
            self._group.setExclusive(True)
            self.menu.setCurrentIndex(tool)
        else:
            self._of(tool).setChecked(True)

    def _want_class(self) -> None:
        if self._sheet is not None:
            self._wanted = len(self._sheet.names) + 1
            self.follow()
            self.take(self._wanted - 1)

    # the plot ------------------------------------------------------------------------------------

    def attach(self, view: FigureView) -> None:
        """Paint in this view."""
        view.plot.ask(KEYS)
        view.plot.touched.connect(lambda touch: self._touched(view, touch))
        view.plot.keyed.connect(lambda key: self._keyed(view, key))

    def without_network(self) -> Figure | None:
        """What to show while no network can run."""
        return points_alone(self.session.experiment, self.painting.chosen)

    def _paintable(self, view: FigureView) -> Sheet | None:
        """What can be painted in a view now."""
        found, figure = self._sheet, view.figure
        known = found is not None and not found.too_many and figure is not None and not figure.empty and figure.paintable
        return found if known else None

    def _touched(self, view: FigureView, touch: Touch) -> None:
        found = self._paintable(view)
        if found is None:
            view.plot.viewport().unsetCursor()
            return
        place = Place(touch.x, touch.y, touch.dx, touch.dy)
        if touch.kind == PRESS:
            view.hold = True
            self.painting.press(self.tool, place)
        elif touch.kind == DRAG and view.hold:
            self.painting.drag(self.tool, view_limits(view, place))
        elif touch.kind == RELEASE:
            view.hold = False
            self.painting.release()
            self.changed.emit()  # the axes fit the points again
        elif touch.kind == OVER:
            self._show_cursor(view, self.painting.hit(found, place))

    def _show_cursor(self, view: FigureView, hit: int) -> None:
        if self.tool == ERASER:
            shape = Qt.CursorShape.PointingHandCursor if hit >= 0 else Qt.CursorShape.ArrowCursor
        elif hit >= 0:
            shape = Qt.CursorShape.SizeAllCursor
        else:
            shape = Qt.CursorShape.ArrowCursor if self.tool == POINTER else Qt.CursorShape.CrossCursor
        view.plot.viewport().setCursor(shape)

    def _keyed(self, view: FigureView, key: int) -> None:
        found, sample = self._paintable(view), self.painting.chosen
        if found is None:
            return
        if key in REMOVE:
            self.painting.remove(sample)
        elif key in ARROWS and sample < found.table.samples:
            (x, y), (dx, dy) = found.points[sample], view.plot.getPlotItem().vb.viewPixelSize()
            right, up = ARROWS[Qt.Key(key)]
            self.painting.nudge(sample, Place(x + right * NUDGE * dx, y + up * NUDGE * dy, dx, dy))
        elif key in TURN:
            self.painting.choose((sample + TURN[Qt.Key(key)]) % found.table.samples)
        elif key in NUMBERS:
            self.take(NUMBERS[Qt.Key(key)])
        else:
            self.take(POINTER if key == Qt.Key.Key_Escape else ERASER)


def view_limits(view: FigureView, place: Place) -> Place:
    """The place, or the nearest one inside the axes."""
    (left, right), (bottom, top) = view.plot.getPlotItem().vb.viewRange()
    return replace(place, x=min(max(place.x, left), right), y=min(max(place.y, bottom), top))


def _dot(color: QColor, edge: QColor) -> QIcon:
    """A point in the colour of its class."""
    pixmap = QPixmap(32, 32)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(color)
    painter.setPen(QPen(edge, 2))
    painter.drawEllipse(5, 5, 22, 22)
    painter.end()
    return QIcon(pixmap)
