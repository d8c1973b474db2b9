"""What formula and drawing wear alike, and what is under the mouse in one of them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from engine.insight.moment.things import Mark, Thing, Things


class Pointing(QObject):
    """The formula says which things it speaks of; formula and drawing say over which of them the mouse is."""

    marked, pointed = Signal(), Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.marks: tuple[Mark, ...] = ()
        self.hovered: Things = ()

    def mark(self, marks: tuple[Mark, ...]) -> None:
        """Have the drawing wear these marks instead of the present ones."""
        if marks != self.marks:
            self.marks = marks
            self.marked.emit()

    def hover(self, *things: Thing) -> None:
        """The mouse is over these; over nothing without any."""
        if things != self.hovered:
            self.hovered = things
            self.pointed.emit()
