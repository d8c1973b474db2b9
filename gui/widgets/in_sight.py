"""Scroll to what has just been shown."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget


def bring_in_sight(area: QScrollArea, *parts: QWidget, margin: int = 50) -> None:
    """Scroll to each part in turn, with so many pixels above and below it; what was just shown is given its place first."""
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    for part in parts:
        area.ensureWidgetVisible(part, 0, margin)
