"""Painting that cannot bring the window down: what fails draws a mark in its place, and the log has the trace.

An error that leaves a painting method lets its trace hold the painter, and Qt crashes when the painter outlives what it paints on.
"""

from __future__ import annotations

import functools
import logging
import traceback
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QGraphicsItem, QWidget

MARK = "crimson"  # on light and dark alike
_FAILED = "failed_painting"  # what an object that could not be painted said last


def guarded(method: Callable[..., None]) -> Callable[..., None]:
    """For `paintEvent(event)`, and for `paint`, `drawBackground` and `drawForeground`, which are given a painter."""

    @functools.wraps(method)
    def safely(self: Any, *given: Any) -> None:
        painter = given[0] if isinstance(given[0], QPainter) else None
        if painter is not None:
            painter.save()
        try:
            method(self, *given)
            failed = False
        except Exception as error:
            _log(self, error)
            failed = True
        if painter is not None:
            painter.restore()
        if failed:
            _mark(self, painter, given)

    safely.is_guarded = True  # type: ignore[attr-defined]
    return safely


def _log(painted: Any, error: Exception) -> None:
    """Once, not once a frame; then let the painters go that the frames of the trace still hold."""
    words = "".join(traceback.format_exception(error))
    traceback.clear_frames(error.__traceback__)
    if getattr(painted, _FAILED, "") != words:
        setattr(painted, _FAILED, words)
        logging.getLogger(__name__).error("%s could not be painted\n%s", type(painted).__name__, words)


def _mark(painted: Any, painter: QPainter | None, given: tuple[Any, ...]) -> None:
    if isinstance(painted, QGraphicsItem):
        area = painted.boundingRect()
    elif painter is not None:
        area = QRectF(given[1])
    else:
        surface: QWidget = painted.viewport() if isinstance(painted, QAbstractScrollArea) else painted
        area, painter = QRectF(surface.rect()), QPainter(surface)
    assert painter is not None
    painter.save()
    painter.setPen(QPen(QColor(MARK), 0))
    painter.setBrush(QBrush(QColor(MARK), Qt.BrushStyle.DiagCrossPattern))
    painter.drawRect(area.adjusted(0, 0, -1, -1))
    words = QCoreApplication.translate("Painting", "Could not be drawn; the log says why.")
    room = painter.boundingRect(area, Qt.AlignmentFlag.AlignCenter, words).adjusted(-4, -2, 4, 2)
    if area.contains(room):
        painter.fillRect(room, QColor(MARK))
        painter.setPen(QColor("white"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()
