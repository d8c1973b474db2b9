"""The font and the ink of the canvas."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from gui.widgets.ink import ink as ink


def family() -> QFont:
    """The font that everything is written in."""
    return QGuiApplication.font() if QGuiApplication.instance() else QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
