"""One family of line icons, tinted with the theme's text colour."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from resources import FOLDER


@cache
def icon(name: str, tint: str, disabled: str) -> QIcon:
    """The icon of that name in two states."""
    source = FOLDER.joinpath("icons", f"{name}.svg").read_text(encoding="utf-8")
    result = QIcon()
    for mode, code in ((QIcon.Mode.Normal, tint), (QIcon.Mode.Disabled, disabled)):
        renderer = QSvgRenderer(QByteArray(source.replace("currentColor", code).encode()))
        for size in (20, 40):
            pixmap = QPixmap(size, size)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            renderer.render(painter)
            painter.end()
            result.addPixmap(pixmap, mode)
    return result
