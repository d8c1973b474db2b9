"""The command palette: everything the user can do, found by typing a few letters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

MOST = 60


@dataclass(frozen=True)
class Command:
    """A line of the palette. `keys` stand at the right."""

    title: str
    run: Callable[[], object]
    keys: str = ""


def score(words: str, title: str) -> float | None:
    """How well typed letters fit a title, smaller is better; None if they do not occur in this order."""
    typed, place, cost = words.lower().replace(" ", ""), -1, 0.0
    lowered = title.lower()
    for letter in typed:
        found = lowered.find(letter, place + 1)
        if found < 0:
            return None
        starts_word = found == 0 or not lowered[found - 1].isalnum()
        cost += 0 if found == place + 1 else 0.3 if starts_word else 1 + 0.02 * found
        place = found
    return cost + 0.01 * len(title)


class CommandPalette(QDialog):
    """Typing filters, Enter runs the first line, the arrows choose another."""

    def __init__(self, commands: list[Command], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("commands")
        self.setWindowTitle(self.tr("Commands"))
        self._commands = commands
        self._shown: list[Command] = []
        self.field = QLineEdit()
        self.field.setObjectName("command-search")
        self.field.setPlaceholderText(self.tr("Type what you want to do…"))
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setObjectName("command-list")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(lambda _: self._run())
        self.field.textChanged.connect(self._filter)
        self.field.returnPressed.connect(self._run)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        width = min(620, parent.width() - 40)
        self.resize(width, min(420, parent.height() - 80))
        self.move(parent.mapToGlobal(parent.rect().center()).x() - width // 2, parent.mapToGlobal(parent.rect().topLeft()).y() + 60)
        self._filter("")

    def _filter(self, words: str) -> None:
        rated = [(score(words, command.title), command) for command in self._commands]
        self._shown = [command for cost, command in sorted(((c, x) for c, x in rated if c is not None), key=lambda pair: pair[0])][
            :MOST
        ]
        self.list.clear()
        for command in self._shown:
            QListWidgetItem(f"{command.title}    {command.keys}" if command.keys else command.title, self.list)
        if not self._shown:
            item = QListWidgetItem(self.tr("No matching command."), self.list)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.setCurrentRow(0)

    def titles(self) -> list[str]:
        """What is shown, best first."""
        return [command.title for command in self._shown]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}.get(Qt.Key(event.key()))
            if step is not None and self._shown:
                self.list.setCurrentRow(min(max(self.list.currentRow() + step, 0), len(self._shown) - 1))
                return True
        return super().eventFilter(watched, event)

    def _run(self) -> None:
        row = self.list.currentRow()
        chosen = self._shown[row] if 0 <= row < len(self._shown) else None
        self.accept()
        if chosen is not None:
            chosen.run()
