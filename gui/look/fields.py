"""Fields whose value the wheel changes only where the keyboard is; elsewhere it scrolls what lies around them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QHBoxLayout, QLineEdit, QSizePolicy, QSlider, QSpinBox, QWidget

from engine.insight.moment.symbols import arrow

TICKS = 100  # of a slider over a range of fractions


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


class NumberField(DoubleSpinBox):
    """A spin box that shows as many digits as a number needs, always with a point."""

    def __init__(self) -> None:
        super().__init__()
        self.setDecimals(12)
        self.setLocale(QLocale.c())
        self.setStepType(QDoubleSpinBox.StepType.AdaptiveDecimalStepType)
        self.setKeyboardTracking(False)

    def textFromValue(self, value: float) -> str:
        return f"{value:.10g}"


class ExpressionField(QLineEdit):
    """Takes expressions over named values; the wires in them are written as everywhere: `->` becomes → while it is typed."""

    def __init__(self) -> None:
        super().__init__()
        self.textEdited.connect(self._shorten)

    def _shorten(self, words: str) -> None:
        for typed in ("->", "~>"):
            if (at := words.find(typed)) >= 0:
                self.setSelection(at, len(typed))
                self.insert(arrow(typed))
                return self._shorten(self.text())
        return None


class SlideField(QWidget):
    """A number to be typed, and a slider over the stretch of its range that is worth trying."""

    changed = Signal(object)

    def __init__(self, number: QSpinBox | QDoubleSpinBox) -> None:
        super().__init__()
        self.number, self.slider = number, Slider(Qt.Orientation.Horizontal)
        self.held, self.grips = False, 0  # whether the slider is dragged, and how often it was taken
        self._low, self._step = 0.0, 1.0
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.slider, 1)
        row.addWidget(number)
        self.slider.setMinimumWidth(40)
        self.slider.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # it takes what is left
        number.setFixedWidth(number.fontMetrics().horizontalAdvance("100000") + 34)
        self.setFocusProxy(number)
        for widget in (number, self.slider):
            widget.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # that of the whole field is meant
        number.valueChanged.connect(self._typed)
        self.slider.valueChanged.connect(self._slid)
        self.slider.sliderPressed.connect(self._grip)
        self.slider.sliderReleased.connect(self._leave)

    def setValue(self, value: float) -> None:
        """Show a value; nobody is told."""
        for widget in (self.number, self.slider):
            widget.blockSignals(True)
        self._show(value)
        self._follow()
        for widget in (self.number, self.slider):
            widget.blockSignals(False)

    def value(self) -> float:
        """The number."""
        return self.number.value()

    def setUsual(self, low: float, high: float) -> None:
        """The stretch that the slider covers."""
        whole = isinstance(self.number, QSpinBox)
        self._low, self._step = low, 1.0 if whole else (high - low) / TICKS
        self.slider.blockSignals(True)
        self.slider.setRange(0, round((high - low) / self._step))
        self.slider.blockSignals(False)

    def _follow(self) -> None:
        if not self.held:
            self.slider.setValue(round((self.number.value() - self._low) / self._step))

    def _typed(self, value: float) -> None:
        self.slider.blockSignals(True)
        self._follow()
        self.slider.blockSignals(False)
        self.changed.emit(value)

    def _slid(self, tick: int) -> None:
        self._show(float(f"{self._low + tick * self._step:.6g}"))

    def _show(self, value: float) -> None:
        if isinstance(self.number, QSpinBox):
            self.number.setValue(round(value))
        else:
            self.number.setValue(value)

    def _grip(self) -> None:
        self.held = True
        self.grips += 1

    def _leave(self) -> None:
        self.held = False
        self.grips += 1


class WholeSlide(SlideField):
    """A slider for a whole number."""

    def __init__(self) -> None:
        number = SpinBox()
        number.setKeyboardTracking(False)
        super().__init__(number)


class NumberSlide(SlideField):
    """A slider for a number."""

    def __init__(self) -> None:
        super().__init__(NumberField())
