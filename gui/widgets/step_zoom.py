"""Zooming along the steps of a plot: with the wheel at the pointer, with keys, and back to all of them."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from gui.widgets.step_axis import CLOSEST

AT_END = 0.1  # of everything: there one stands at the end; a growing axis leaves room for what comes next
IN = 1.5  # times as large with each press of a key
KEYS = {Qt.Key.Key_Plus: IN, Qt.Key.Key_Equal: IN, Qt.Key.Key_Minus: 1 / IN, Qt.Key.Key_0: 0.0}


class StepZoom(QObject):
    """Which part of the steps a plot shows; `on` while there are steps to zoom into.

    As long as nobody has zoomed, that is everything. A part that reaches to the end goes on doing so while the run goes on.
    """

    def __init__(self, plot: pg.PlotWidget) -> None:
        super().__init__(plot)
        self._plot, self._box = plot, plot.getPlotItem().vb
        self.on = self.held = False
        self._subject: object = None
        self._low, self._high = 0.0, 1.0  # everything
        self._box.setMouseEnabled(False, False)
        self._box.sigRangeChangedManually.connect(lambda: self.see(*self._box.viewRange()[0]))
        plot.installEventFilter(self)  # of keys
        plot.viewport().installEventFilter(self)  # of the mouse

    def begin(self, subject: object, on: bool) -> None:
        """What is drawn from now on; something else than before is seen as a whole."""
        if subject != self._subject:
            self._subject, self.held = subject, False
        if on != self.on:
            self.on = on
            self._box.setMouseEnabled(on, False)
            words = self.tr("The wheel zooms and dragging moves the view; a double-click shows everything again. Keys: +, − and 0.")
            self._plot.setToolTip(words if on else "")

    def fit(self, low: float, high: float) -> None:
        """So far everything reaches now."""
        left, right = self._box.viewRange()[0]
        follows, self._low, self._high = right >= self._high, low, high
        if self.held and follows:
            self.see(left + high - right, high)
        elif not self.held or left >= high:  # or the run has begun again, and there is nothing yet
            self.show_all()

    def show_all(self) -> None:
        """Everything in sight, also of what is still to come."""
        self.held = False
        self._box.setXRange(self._low, self._high, padding=0)

    def see(self, left: float, right: float) -> None:
        """Show this part, as far as there is anything."""
        whole = self._high - self._low
        width = max(right - left, CLOSEST * whole)
        if width >= whole:
            self.show_all()
            return
        left = min(max(left, self._low), self._high - width)
        self.held = True
        self._box.setXRange(left, self._high if left + width >= self._high else left + width, padding=0)

    def _press(self, factor: float) -> None:
        if not factor:
            self.show_all()
            return
        left, right = self._box.viewRange()[0]
        lines = [item.value() for item in self._plot.getPlotItem().items if isinstance(item, pg.InfiniteLine)]
        at = next((place for place in lines if left <= place <= right), (left + right) / 2)
        if right >= self._high > at > self._high - AT_END * (self._high - self._low):
            at = right  # whoever stands at the last step wants to see the next ones
        self.see(at - (at - left) / factor, at + (right - at) / factor)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.on and event.type() == QEvent.Type.MouseButtonDblClick:
            self.show_all()
        if not self.on or not isinstance(event, QKeyEvent) or event.modifiers() & ~_PLAIN:
            return False
        factor = KEYS.get(Qt.Key(event.key()))
        if factor is None or event.type() == QEvent.Type.KeyRelease:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # the key is meant for this plot, not for the window
        else:
            self._press(factor)
        return True


_PLAIN = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier  # + needs Shift on many keyboards
