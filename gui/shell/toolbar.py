"""The toolbar: layouts, stepping verbs, granularity, phases, speed; each layout says which of them are in sight."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QAction, QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolBar,
    QToolButton,
    QWidget,
    QWidgetAction,
)

from engine.program.program import PHASES
from engine.runtime.stepping import GRANULARITIES
from gui.look.fields import ComboBox
from gui.look.glossary import meaning
from gui.look.icons import icon
from gui.look.layouts import Layout
from gui.look.theme import LIGHT, PHASE_ROLES, THEMES, Theme
from gui.look.titles import granularity_title, phase_title
from gui.session.session import Session
from gui.shell.menus import Menus
from gui.shell.speed_box import SpeedBox
from gui.verbs.actions import ACTIONS

# The groups of the toolbar from left to right; an action of the table stands here by the second part of its name.
GROUPS = (
    ("layout", "panels", "examples"),
    ("run", "back-run", "back-over", "back-into", "into", "over", "out", "reset"),
    ("phases",),
    ("speed", "granularity"),
    ("diagnose", "mistakes"),
)
ICON = QSize(20, 20)
ROOM = 14  # pixels by which Qt's button for what does not fit is widened: as it comes, nobody sees it


class SteppingBar(QToolBar):
    """Shows the session's phase and asks it to go elsewhere."""

    def __init__(self, session: Session, menus: Menus) -> None:
        super().__init__()
        self.session, self._menus = session, menus
        self.setWindowTitle(self.tr("Stepping"))
        self.setObjectName("toolbar-stepping")
        self.setMovable(False)
        self.setIconSize(ICON)
        self.setContentsMargins(0, 0, ROOM, 0)
        self._overflow = self.findChildren(QToolButton, "qt_toolbar_ext_button")[0]
        self._overflow.setToolTip(self.tr("More"))
        self._overflow.installEventFilter(self)
        self.phase_buttons: dict[str, QPushButton] = {}
        self._separators = [_separator(self) for _ in GROUPS]
        self._items = {row.id.split(".")[1]: menus.actions[row.id] for row in ACTIONS if row.word}
        self._theme = THEMES[LIGHT]
        self._wordy = True
        self._offer: tuple[object, ...] = ()  # what the button of the run says
        self._run = self._run_or_pause()
        self._items["run"] = self.addWidget(self._run)
        for name, widget in {
            "layout": self._menu_button("layout-button", self.tr("Layout"), "layout"),
            "panels": self._menu_button("panels-button", self.tr("Panels"), "panels"),
            "examples": self._menu_button("examples-button", self.tr("Examples"), "examples"),
            "mistakes": self._menu_button("mistakes-button", self.tr("Break it"), "mistakes"),
            "granularity": self._granularity(),
            "phases": self._phases(),
            "speed": self._speed(),
        }.items():
            self._items[name] = self.addWidget(widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        button = self._overflow
        if (
            watched is button
            and event.type() in (QEvent.Type.Resize, QEvent.Type.Move)
            and button.x() + button.width() < self.width() - 4
        ):
            button.setGeometry(button.x(), button.y(), self.width() - 3 - button.x(), button.height())
        return super().eventFilter(watched, event)

    # what it holds -------------------------------------------------------------------------------

    def show_layout(self, layout: Layout) -> None:
        """Hold what a layout wants in sight, and name the layout."""
        for action in self.actions():
            self.removeAction(action)
        for group, separator in zip(GROUPS, self._separators, strict=True):
            wanted = [name for name in group if not layout.bar or name in layout.bar]
            if wanted and self.actions():
                self.addAction(separator)
            self.addActions([self._items[name] for name in wanted])
        self._button("layout").setText(self._menus.actions[f"view.{layout.name}"].text())
        self._level()

    @property
    def words(self) -> bool:
        """Whether words stand under the icons where there is room for them."""
        return self._wordy

    def show_words(self, on: bool) -> None:
        """Show words under the icons as far as the bar has room for them, or icons alone."""
        self._wordy = on
        self._level()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._level()

    def _level(self) -> None:
        """Words make way for controls."""
        style = Qt.ToolButtonStyle
        for wanted in (style.ToolButtonTextUnderIcon, style.ToolButtonIconOnly)[not self._wordy :]:
            self.setToolButtonStyle(wanted)
            if self.sizeHint().width() <= self.width():
                break

    def _run_or_pause(self) -> QToolButton:
        """A button of our own: one that the bar makes of an action is another one in every layout."""
        action = QAction(self)
        action.setObjectName("run-or-pause")
        action.triggered.connect(self.session.toggle_run)
        button = _RunButton(tuple(self._menus.actions[name].iconText() for name in ("debug.run", "debug.pause")))
        button.setObjectName("run-button")
        button.setDefaultAction(action)
        button.setAutoRaise(True)
        button.setIconSize(ICON)
        self.toolButtonStyleChanged.connect(button.setToolButtonStyle)
        return button

    def _menu_button(self, name: str, words: str, menu: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setText(words)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setProperty("menued", True)
        button.setMenu(self._menus.of[menu])
        return button

    def _button(self, name: str) -> QToolButton:
        """The button of an item that opens a menu."""
        action = self._items[name]
        assert isinstance(action, QWidgetAction)
        button = action.defaultWidget()
        assert isinstance(button, QToolButton)
        return button

    def _granularity(self) -> ComboBox:
        self.granularity = ComboBox()
        self.granularity.setObjectName("granularity")
        self.granularity.setToolTip(self.tr("How far Step over and Step back go"))
        for name in GRANULARITIES:
            self.granularity.addItem(granularity_title(name), name)
        self.granularity.setCurrentIndex(GRANULARITIES.index(self.session.granularity))
        self.granularity.currentIndexChanged.connect(lambda: self.session.set_granularity(self.granularity.currentData()))
        return self.granularity

    def _phases(self) -> QWidget:
        row, layout = _row()
        for number, phase in enumerate(PHASES):
            if number:
                layout.addWidget(QLabel("›"))
            button = _PhaseButton(phase_title(phase))
            button.setObjectName(f"phase-{phase}")
            button.setCheckable(True)
            way = self.tr("Go to the first operation of this phase")
            button.setToolTip(f"{meaning(phase)}\n{way}")
            button.clicked.connect(lambda _=False, phase=phase: self.session.go_to_phase(phase))
            self.phase_buttons[phase] = button
            layout.addWidget(button)
        return row

    def _speed(self) -> QWidget:
        row, layout = _row()
        layout.addWidget(QLabel(self.tr("Speed ")))
        self.speed = SpeedBox(self.session)
        self.granularity.currentIndexChanged.connect(self.speed.name_all)
        layout.addWidget(self.speed)
        return row

    # the session ---------------------------------------------------------------------------------

    def show_running(self) -> None:
        """Offer to pause a run, or to start one; while one is under way the button stands out."""
        running, action = self.session.running, self._run.defaultAction()
        source = self._menus.actions["debug.pause" if running else "debug.run"]
        offer = running, self._theme, source.icon().cacheKey(), source.text(), source.iconText(), source.toolTip()
        if offer != self._offer:  # a button told the same again has the whole window laid out anew
            self._offer = offer
            action.setIcon(icon("pause", self._theme.on_accent, self._theme.empty) if running else source.icon())
            action.setText(source.text())
            action.setIconText(source.iconText())
            action.setToolTip(source.toolTip())
        if running != self._run.property("running"):
            self._run.setProperty("running", running)
            self._run.style().polish(self._run)
        action.setEnabled(self.session.course.possible)

    def show_mistakes(self, made: int) -> None:
        """How many of the mistakes are being made."""
        words = self.tr("Break it")
        self._button("mistakes").setText(f"{words} ({made})" if made else words)

    def show_place(self) -> None:
        """Mark the phase of what was just done; none in a run too fast to follow."""
        now = self.session.now
        self.granularity.setCurrentIndex(GRANULARITIES.index(self.session.granularity))
        self._items["phases"].setVisible(not self.session.veil.kept.order)
        for phase, button in self.phase_buttons.items():
            button.setEnabled(now is not None and self.session.course.possible)
            inside = now is not None and now.reached == phase and not self.session.hurries
            with QSignalBlocker(button):
                button.setChecked(inside)

    def set_theme(self, theme: Theme) -> None:
        """Each phase in its own hue."""
        self._theme = theme
        self.show_running()
        self._overflow.setIcon(icon("overflow", theme.text, theme.empty))
        for phase, button in self.phase_buttons.items():
            hue = getattr(theme, PHASE_ROLES[phase])
            button.setStyleSheet(
                f"QPushButton {{ border: none; padding: 4px 6px; color: {hue}; border-bottom: 2px solid transparent; }}"
                f"QPushButton:checked {{ font-weight: 600; border-bottom: 2px solid {hue}; background: {theme.panel}; }}"
                f"QPushButton:hover {{ background: {theme.raised}; }}"
                f"QPushButton:disabled {{ color: {theme.empty}; }}"
            )


def _separator(bar: QToolBar) -> QAction:
    line = QAction(bar)
    line.setSeparator(True)
    return line


class _RunButton(QToolButton):
    """As wide as the longer of its words, whichever it shows: the bar does not move when a run starts or pauses."""

    def __init__(self, words: tuple[str, ...]) -> None:
        super().__init__()
        self._words = words

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if self.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly:
            return hint
        own, *others = (self.fontMetrics().size(0, words).width() for words in (self.text(), *self._words))
        return hint + QSize(max(others) - own, 0)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class _PhaseButton(QPushButton):
    """As wide as its bold title, which it shows while it is checked: the bar does not move, and nothing is cut off."""

    def sizeHint(self) -> QSize:
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        more = QFontMetrics(bold).horizontalAdvance(self.text()) - self.fontMetrics().horizontalAdvance(self.text())
        return super().sizeHint() + QSize(max(0, more), 0)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


def _row() -> tuple[QWidget, QHBoxLayout]:
    """Several widgets that come and go as one, as wide as they are."""
    row = QWidget()
    row.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    return row, layout
