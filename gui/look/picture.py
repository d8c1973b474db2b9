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

    `owner` is kept alive as long as the picture, so that what paints it is. `again` makes the same picture for another width.
    """

    title: str
    width: int
    height: int
    paint: Callable[[QPainter], None]
    rows: tuple[tuple[str, ...], ...] = ()
    empty: str = ""
    owner: object = None
    again: Callable[[int], Picture] | None = None

    def fitted(self, width: float) -> Picture:
        """Laid out for a width, where it can be; else as it is."""
        return self if self.again is None or abs(self.width - width) < 1 else self.again(round(width))


def picture_of(widget: QWidget, title: str, rows: tuple[tuple[str, ...], ...] = (), flexible: bool = False) -> Picture:
    """A widget as it is painted now; a flexible one can be painted as if it were wider or narrower."""
    return _of_width(widget, widget.width(), title, rows, flexible)


def _of_width(widget: QWidget, width: int, title: str, rows: tuple[tuple[str, ...], ...], flexible: bool) -> Picture:
    def paint(painter: QPainter) -> None:
        size = widget.size()
        widget.resize(width, size.height())
        widget.render(painter, QPoint(0, 0), renderFlags=QWidget.RenderFlag.DrawChildren)
        widget.resize(size)

    def again(other: int) -> Picture:
        return _of_width(widget, other, title, rows, True)

    return Picture(title, width, widget.height(), paint, rows, owner=widget, again=again if flexible else None)
