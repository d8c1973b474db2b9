"""Something painted that can be exported: the canvas, a formula, the timeline, the unrolled view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, eq=False)
class Picture:
    """`paint` fills an area of `width` by `height` pixels of the screen; `rows` are its numbers, for a table.

    `owner` is kept alive as long as the picture, so that what paints it is.
    """

    title: str
    width: int
    height: int
    paint: Callable[[QPainter], None]
    rows: tuple[tuple[str, ...], ...] = ()
    empty: str = ""
    owner: object = None


def picture_of(widget: QWidget, title: str, rows: tuple[tuple[str, ...], ...] = ()) -> Picture:
    """A widget as it is painted now."""
    flags = QWidget.RenderFlag.DrawChildren

    def paint(painter: QPainter) -> None:
        widget.render(painter, QPoint(0, 0), renderFlags=flags)

    return Picture(title, widget.width(), widget.height(), paint, rows, owner=widget)
