"""Axes of a plot that tell where they are touched, in their own units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

from gui.widgets.guarded import guarded

PRESS, DRAG, RELEASE, OVER, LEAVE = "press", "drag", "release", "over", "leave"


@dataclass(frozen=True)
class Touch:
    """What the mouse does in the axes: PRESS, DRAG, RELEASE with the left button, OVER without, LEAVE.

    `x` and `y` are in the units of the axes, `dx` and `dy` what a pixel is in them.
    """

    kind: str
    x: float = 0.0
    y: float = 0.0
    dx: float = 1.0
    dy: float = 1.0


class TouchedAxes(pg.PlotWidget):  # type: ignore[misc]
    """Tells what the mouse and the keyboard do in its axes, where somebody asked for it."""

    touched = Signal(object)
    keyed = Signal(int)

    def __init__(self, axes: Mapping[str, pg.AxisItem]) -> None:
        super().__init__(enableMenu=False, axisItems=dict(axes))  # else the menu and axes are made first, and thrown away
        self._keys: frozenset[int] = frozenset()
        self._asked = self._held = False
        self._open = True

    def ask(self, keys: frozenset[int]) -> None:
        """Tell of touches from now on, and of these keys while the axes have the keyboard."""
        self._asked, self._keys = True, keys
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def let_touch(self, on: bool) -> None:
        """Whether what lies in the axes now can be touched at all."""
        if on != self._open:
            self._open = on
            self.viewport().unsetCursor()

    def rests(self) -> bool:
        """Lay the axes out as their numbers need; whether nothing has moved.

        pyqtgraph learns while it paints how wide numbers are, and then paints everything once more.
        """
        item = self.getPlotItem()
        axes = [item.getAxis(side) for side in ("left", "bottom")]
        try:
            for axis in axes:
                axis.measure()
        except Exception:
            return True  # painting meets it again, marks it and has it in the log
        item.layout.activate()
        moved = any(axis.picture is None for axis in axes)
        if not moved:
            self.scene().prepareForPaint()  # else painting finds something to do, and is asked for again
        return not moved

    def _tell(self, kind: str, event: QMouseEvent) -> bool:
        box = self.getPlotItem().vb
        place = self.mapToScene(event.position().toPoint())
        if not (self._asked and self._open) or not (self._held or box.sceneBoundingRect().contains(place)):
            return False
        point, (dx, dy) = box.mapSceneToView(place), box.viewPixelSize()
        self.touched.emit(Touch(kind, point.x(), point.y(), dx, dy))
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held = event.button() == Qt.MouseButton.LeftButton and self._tell(PRESS, event)
        if not self._held:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._tell(DRAG if self._held else OVER, event):
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._held and event.button() == Qt.MouseButton.LeftButton:
            self._tell(RELEASE, event)
            self._held = False
        else:
            super().mouseReleaseEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if self._asked:
            self.touched.emit(Touch(LEAVE))
        super().leaveEvent(event)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """What pyqtgraph's items raise while they are painted comes out here."""
        super().paintEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in self._keys:
            event.accept()  # the key is meant for these axes, not for the window
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in self._keys and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.keyed.emit(event.key())
        else:
            super().keyPressEvent(event)
