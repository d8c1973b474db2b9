"""An update as a movement: each weight overshoots by its whole gradient, then settles at its new value."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation, Signal

MILLISECONDS = 900


Moves = dict[str, tuple[np.ndarray, np.ndarray, np.ndarray]]  # the old value, past the whole gradient, the new value


class Settle(QObject):
    """Gives the weights in between while parameters move (after X. Nought's neural-network picture)."""

    moved = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._moves: Moves = {}
        self._share = 1.0
        self._animation = QVariantAnimation(self)
        self._animation.setDuration(MILLISECONDS)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(2.0)
        self._animation.setEasingCurve(QEasingCurve.Type.Linear)
        self._animation.valueChanged.connect(self.show)
        self._animation.finished.connect(self.stop)

    @property
    def moving(self) -> bool:
        """Whether parameters are on their way."""
        return bool(self._moves)

    def start(self, moves: Moves) -> None:
        """Move parameters from their old value, past the whole gradient, to their new value: three matrices for each name."""
        self.stop()
        self._moves, self._share = moves, 0.0
        self._animation.start()

    def stop(self) -> None:
        """Stand still at the new values."""
        if self._moves:
            self._moves = {}
            self._animation.stop()
            self.moved.emit()

    def show(self, share: float) -> None:
        """Move the parameters to a place on their way: 0 is the old value, 1 past the whole gradient, 2 the new one."""
        self._share = share
        self.moved.emit()

    def matrix(self, name: str) -> np.ndarray | None:
        """What to draw of a parameter now; None if it does not move."""
        if name not in self._moves:
            return None
        stations = self._moves[name]
        part = int(min(self._share, 1.999))
        way = self._share - part
        eased = way * way * (3 - 2 * way)
        return stations[part] * (1 - eased) + stations[part + 1] * eased
