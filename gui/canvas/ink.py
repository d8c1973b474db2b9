"""The font and the ink of the canvas."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication


def family() -> QFont:
    """The font that everything is written in."""
    return QGuiApplication.font() if QGuiApplication.instance() else QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)


@cache
def ink(ground: int) -> QColor:
    """Black or white, whichever is read better on a colour."""
    color = QColor.fromRgb(ground)
    channels = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (color.redF(), color.greenF(), color.blueF())]
    luminance = 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    return QColor("#101626") if luminance > 0.18 else QColor("#ffffff")
