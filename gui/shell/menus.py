"""The menus: actions of the table, undo, examples, recent files, colours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from engine.interchange.documents.examples import GROUPS, described
from gui.look import theme as themes
from gui.look.i18n import engine_text
from gui.session.session import Session
from gui.session.undo_stack import StackAction
from gui.verbs.actions import ACTIONS, MENUS, SUBMENUS, ActionRow
from gui.verbs.command_palette import Command
from gui.verbs.keys import tell

SEPARATED = ("file.save", "file.export", "file.write-as", "file.quit", "view.layout")  # a line stands above each of these
SUBMENU = "submenu"  # marks an action that only opens a menu


class Menus(QObject):
    """Fills a menu bar; `actions` holds every action by its id."""

    example_asked = Signal(str)
    file_asked = Signal(str)
    theme_asked = Signal(str)

    def __init__(self, bar: QMenuBar, session: Session, do: Callable[[ActionRow], None]) -> None:
        super().__init__(bar)
        self._bar = bar
        self.actions: dict[str, QAction] = {}
        self.of = {name: bar.addMenu(QCoreApplication.translate("Actions", title)) for name, title in MENUS.items()}
        self._submenus()
        for row in ACTIONS:
            action = QAction(QCoreApplication.translate("Actions", row.text), bar)
            action.setObjectName(row.id)
            action.setCheckable(row.checkable)
            action.triggered.connect(lambda _=False, row=row: do(row))
            self.actions[row.id] = action
            action.setIconText(QCoreApplication.translate("Actions", row.word) if row.word else action.text())
            if row.id in SEPARATED:
                self.of[row.menu].addSeparator()
            self.of[row.menu].addAction(action)
        for name, (outer, _) in SUBMENUS.items():
            self.of[outer].addMenu(self.of[name])
        self._undo(session)
        self._file_menus()
        self._view_menus()

    def _submenus(self) -> None:
        for name, (_, title) in SUBMENUS.items():
            menu = self.of[name] = QMenu(QCoreApplication.translate("Actions", title), self._bar)
            menu.menuAction().setData(SUBMENU)
            menu.setToolTipsVisible(True)

    def _undo(self, session: Session) -> None:
        menu = self.of["edit"]
        undo = StackAction(session.stacks, self.tr("Undo"), False, self._bar)
        redo = StackAction(session.stacks, self.tr("Redo"), True, self._bar)
        undo.setShortcuts([QKeySequence("Ctrl+Z")])
        redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        menu.insertActions(menu.actions()[0], [undo, redo])
        self.actions.update({"edit.undo": undo, "edit.redo": redo})

    def _file_menus(self) -> None:
        self.examples, self.recent = QMenu(self.tr("Examples"), self._bar), QMenu(self.tr("Recent files"), self._bar)
        self.of["examples"] = self.examples
        for menu in (self.examples, self.recent):
            menu.menuAction().setData(SUBMENU)
            self.of["file"].insertMenu(self.actions["file.save"], menu)
        self.recent.setEnabled(False)
        self._example_groups = tuple(self._example_group(engine_text(title), names) for title, names in GROUPS)

    def _example_group(self, title: str, names: tuple[str, ...]) -> QMenu:
        group = QMenu(title, self._bar)
        group.menuAction().setData(SUBMENU)
        group.setToolTipsVisible(True)
        self.examples.addMenu(group)
        for name in names:
            words, sentence = (engine_text(part) for part in described(name))
            action = group.addAction(words)
            action.setObjectName(f"example.{name}")
            action.setStatusTip(sentence)
            action.setToolTip(sentence)
            action.triggered.connect(lambda _=False, name=name: self.example_asked.emit(name))
        return group

    def _view_menus(self) -> None:
        self.colours = QMenu(self.tr("Colours"), self._bar)
        self.colours.menuAction().setData(SUBMENU)
        self.panels = self.of["panels"] = QMenu(self.tr("Panels"), self._bar)
        self.panels.menuAction().setData(SUBMENU)
        self.of["view"].addMenu(self.panels)
        self.of["view"].addMenu(self.colours)
        for name, title in themes.titles().items():
            action = self.colours.addAction(title)
            action.setObjectName(f"theme.{name}")
            action.triggered.connect(lambda _=False, name=name: self.theme_asked.emit(name))

    def enable(self, row: ActionRow, on: bool, why_not: str) -> None:
        """Whether something can be done now; its tips say why not, where that needs to be said."""
        action = self.actions[row.id]
        if on != action.isEnabled() or not on:
            action.setEnabled(on)
            tell(row, action, "" if on else why_not)

    def show_recent(self, paths: list[str]) -> None:
        """Offer files opened or saved lately."""
        self.recent.clear()
        for path in paths:
            action = self.recent.addAction(Path(path).name)
            action.setStatusTip(path)
            action.triggered.connect(lambda _=False, path=path: self.file_asked.emit(path))
        self.recent.setEnabled(bool(paths))

    def commands(self) -> list[Command]:
        """Everything in the menus that can be done now."""
        # QAction.menu() hands out a wrapper that takes its menu along when it goes: submenus are reached by their own names.
        inner = [(menu, menu.title()) for menu in (*self.of.values(), self.recent, self.colours)]
        inner += [(menu, self.examples.title()) for menu in self._example_groups]
        return [command for menu, path in inner for command in _commands_of(menu, path.replace("&", ""))]


def _commands_of(menu: QMenu, path: str) -> list[Command]:
    found: list[Command] = []
    for action in menu.actions():
        title = action.text().replace("&", "")
        if title and action.isEnabled() and not action.isSeparator() and action.data() != SUBMENU:
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            found.append(Command(f"{path}: {title}", action.trigger, keys))
    return found
