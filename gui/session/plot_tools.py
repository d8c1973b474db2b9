"""What a panel with a plot asks of the tools that act on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from gui.look.figure import Figure
from gui.look.theme import Theme

if TYPE_CHECKING:
    from gui.widgets.figure_view import FigureView


class Tools(Protocol):
    """What acts on a plot: a row above it. `attach` gives it the drawing, `changed` asks for another one."""

    changed: SignalInstance

    @property
    def row(self) -> QWidget:
        """Its buttons."""

    def attach(self, view: FigureView) -> None:
        """Listen to what is done in the drawing."""

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""

    def without_network(self) -> Figure | None:
        """What to show while no network can run; None for the usual words."""
