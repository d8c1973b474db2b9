"""An undo history, and which of several the window follows.

QUndoStack would do, but PySide lets the garbage collector destroy a command written in Python while the stack still points to it.
"""

from __future__ import annotations

from typing import Protocol, Self

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction


class Command(Protocol):
    """Something done that can be undone, in the words of the menu."""

    text: str

    def redo(self) -> None:
        """Do it, for the first time or once more."""

    def undo(self) -> None:
        """Take it back."""

    def merged(self, later: Self) -> bool:
        """Take up one of the same type done right after this; False if that is an entry of its own."""


class UndoStack:
    """What was done in one piece of work, in order; `index` entries of it are done, the others undone."""

    def __init__(self, stacks: UndoStacks) -> None:
        self._stacks = stacks
        self._commands: list[Command] = []
        self.index = 0
        self._clean = 0  # the index at which nothing is unsaved; -1 for none

    @property
    def count(self) -> int:
        """How many entries there are."""
        return len(self._commands)

    @property
    def is_clean(self) -> bool:
        """Whether nothing is unsaved."""
        return self._clean == self.index

    @property
    def can_undo(self) -> bool:
        """Whether something was done."""
        return self.index > 0

    @property
    def can_redo(self) -> bool:
        """Whether something was undone."""
        return self.index < self.count

    @property
    def undo_text(self) -> str:
        """What would be undone; empty for nothing."""
        return self.text(self.index - 1) if self.can_undo else ""

    @property
    def redo_text(self) -> str:
        """What would be done again; empty for nothing."""
        return self.text(self.index) if self.can_redo else ""

    def text(self, number: int) -> str:
        """The words of one entry."""
        return self._commands[number].text

    def push(self, command: Command) -> None:
        """Do it and keep it; what was undone is forgotten."""
        command.redo()
        saved = self.is_clean
        del self._commands[self.index :]
        if self._clean > self.index:
            self._clean = -1
        last = self._commands[-1] if self._commands and not saved else None  # what was saved must stay within reach
        if last is None or type(last) is not type(command) or not last.merged(command):
            self._commands.append(command)
            self.index += 1
        self._tell()

    def undo(self) -> None:
        """Take back what was done last."""
        if self.can_undo:
            self.go_to(self.index - 1)

    def redo(self) -> None:
        """Do again what was undone last."""
        if self.can_redo:
            self.go_to(self.index + 1)

    def go_to(self, index: int) -> None:
        """Undo or redo until so many entries are done."""
        while self.index > index:
            self._commands[self.index - 1].undo()
            self.index -= 1
        while self.index < index:
            self._commands[self.index].redo()
            self.index += 1
        self._tell()

    def clear(self) -> None:
        """Forget everything; nothing is unsaved."""
        self._commands.clear()
        self.index = self._clean = 0
        self._tell()

    def set_clean(self) -> None:
        """Nothing is unsaved now."""
        self._clean = self.index
        self._tell()

    def reset_clean(self) -> None:
        """Whatever is undone or redone, something stays unsaved."""
        self._clean = -1
        self._tell()

    def _tell(self) -> None:
        self._stacks.follow(self)


class UndoStacks(QObject):
    """The undo histories of a session, of which one is active; its index is told whenever anything of it has changed."""

    changed = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.active = UndoStack(self)

    def activate(self, stack: UndoStack) -> None:
        """Follow this one from now on."""
        self.active = stack
        self.follow(stack)

    def follow(self, stack: UndoStack) -> None:
        """A stack has changed."""
        if stack is self.active:
            self.changed.emit(stack.index)


class StackAction(QAction):
    """Undoes, or does again, in the active stack, and says what after the verb."""

    def __init__(self, stacks: UndoStacks, verb: str, again: bool, parent: QObject) -> None:
        super().__init__(parent)
        self._stacks, self._verb, self._again = stacks, verb, again
        self.triggered.connect(self._go)
        stacks.changed.connect(self._follow)
        self._follow()

    def _go(self) -> None:
        stack = self._stacks.active
        stack.redo() if self._again else stack.undo()

    def _follow(self) -> None:
        stack = self._stacks.active
        self.setEnabled(stack.can_redo if self._again else stack.can_undo)
        self.setText(f"{self._verb} {stack.redo_text if self._again else stack.undo_text}".rstrip())
