"""How curves are drawn on the screen, by their style."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from gui.widgets.pens import Pens
from gui.widgets.points import FEW

LINE, POINTS, DASHED, MARKS, RING, BORDER = "line", "points", "dashed", "marks", "ring", "border"
PATH, PALE, BAND = "path", "pale", "band"


def drawn_with(curve: Any, color: QColor, pen: Pens) -> dict[str, Any]:
    """Pens and marks of a curve (gui.look.figure.Curve), for pyqtgraph."""
    if curve.style == POINTS:
        return {
            "pen": None,
            "symbol": "o",
            "symbolSize": 8,
            "symbolBrush": color,
            "symbolPen": pen(_opposite(color), 1),
        }
    if curve.style == PALE:
        pale = QColor(color)
        pale.setAlphaF(0.3)
        return {"pen": pen(pale, 1 / pen.scale)}  # as thin as can be: it is jagged, and lies behind another
    if curve.style == PATH:
        return {"pen": pen(color, 2), "shadowPen": pen(_opposite(color), 4)}
    if curve.style == BORDER:
        return {"pen": pen(color, 2)}
    if curve.style == RING:
        return {"pen": None, "symbol": "o", "symbolSize": 15, "symbolBrush": None, "symbolPen": pen(color, 2)}
    if curve.style == MARKS:
        rim = pen(_opposite(color), 1)
        return {"pen": None, "symbol": "x", "symbolSize": 13, "symbolBrush": color, "symbolPen": rim}
    style = Qt.PenStyle.DashLine if curve.style == DASHED else Qt.PenStyle.SolidLine
    few = len(curve.x) <= FEW
    return {
        "pen": pen(color, 1, style),
        "symbol": "o" if few else None,
        "symbolSize": 5,
        "symbolBrush": color,
        "symbolPen": None,
    }


def _opposite(color: QColor) -> str:
    """White or black: with a rim of it a colour is seen on any ground."""
    return "w" if color.lightnessF() < 0.5 else "k"
