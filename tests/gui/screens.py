"""Screens that are not there, each of its own scale, and how a window gets from one to the next."""

import json
from pathlib import Path

USUAL = 96  # dots per inch of a screen whose pixels are those of Qt


def platform(path: Path, *scales: float) -> str:
    """Qt's offscreen platform with such screens beside each other, each with room for 1366 × 768 of Qt's pixels."""
    rows, left = [], 0
    for number, scale in enumerate(scales):
        width, height = round(1366 * scale), round(768 * scale)
        rows.append({"name": f"screen {number}", "x": left, "y": 0, "width": width, "height": height, "dpr": 1,
                     "logicalDpi": round(USUAL * scale), "logicalBaseDpi": USUAL})  # fmt: skip
        left += width
    path.write_text(json.dumps({"screens": rows}))
    return f"offscreen:configfile={path}"


def move_on(window) -> None:
    """To the next screen, as large there as it is here: what a window manager does when a window is dragged."""
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QGuiApplication

    screens, size = QGuiApplication.screens(), window.size()
    there = screens[(screens.index(window.screen()) + 1) % len(screens)]
    window.resize(size * (there.devicePixelRatio() / window.devicePixelRatio()))  # Qt keeps the pixels of the screen
    window.windowHandle().setScreen(there)
    window.setGeometry(QRect(there.geometry().topLeft(), size))
