"""Fields whose value the wheel changes only where the keyboard is; elsewhere it scrolls what lies around them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QSlider, QSpinBox


class _Calm:
    """Comes before the class of a field."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # type: ignore[attr-defined]

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():  # type: ignore[attr-defined]
            super().wheelEvent(event)  # type: ignore[misc]
        else:
            event.ignore()


class SpinBox(_Calm, QSpinBox):
    """A field for a whole number."""


class DoubleSpinBox(_Calm, QDoubleSpinBox):
    """A field for a number."""


class ComboBox(_Calm, QComboBox):
    """A menu."""


class Slider(_Calm, QSlider):
    """A slider."""
