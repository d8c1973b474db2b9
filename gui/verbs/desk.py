"""What the verbs need of the window: the desk on which everything lies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget

from gui.canvas.panel import CanvasPanel
from gui.look.figure import Figure
from gui.look.picture import Picture
from gui.look.theme import Theme
from gui.session.panel import Panel

AskExport = Callable[[str, Figure | Picture], None]  # asks where to write something under that name


class Desk(Protocol):
    """The workbench as its verbs see it; whatever has these parts can stand in for it."""

    @property
    def front(self) -> QWidget:
        """The widget before which dialogs stand."""

    @property
    def settings(self) -> QSettings:
        """What is remembered from one start to the next."""

    @property
    def theme(self) -> Theme:
        """The colours worn now."""

    @property
    def canvas(self) -> CanvasPanel:
        """The drawing."""

    @property
    def middle(self) -> Panel:
        """What stands between the docks: the drawing, or a recorded run."""

    @property
    def panels(self) -> Mapping[str, Panel]:
        """The panels made so far, by name; asking for another makes it."""

    def layout_state(self) -> str:
        """Where the docks are now."""

    def restore_layout(self, words: str) -> None:
        """Place the docks as they were."""
