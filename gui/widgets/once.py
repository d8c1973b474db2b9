"""Menus and dialogs that are made when they are asked for, and go for good when they are closed."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

Window = TypeVar("Window", bound=QWidget)


def once(window: Window) -> Window:
    """The same window; closing it deletes it."""
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return window
