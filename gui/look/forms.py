"""Forms made from Setting declarations."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QObject, QSize, Qt
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QInputDialog,
    QLabel,
    QLayoutItem,
    QLineEdit,
    QMessageBox,
    QScrollArea,
    QSpinBox,
    QWidget,
)
from shiboken6 import delete

from engine.model.setting import Setting
from gui.look.i18n import engine_text

Changed = Callable[[str, Any], None]
Told = Callable[[Any], None]
Kind = TypeVar("Kind", bound=QWidget)
WIDEST = 320  # a form may not push the canvas aside further than this


class NumberField(QDoubleSpinBox):
    """A spin box that shows as many digits as a number needs, always with a point."""

    def __init__(self) -> None:
        super().__init__()
        self.setDecimals(12)
        self.setLocale(QLocale.c())
        self.setStepType(QDoubleSpinBox.StepType.AdaptiveDecimalStepType)
        self.setKeyboardTracking(False)

    def textFromValue(self, value: float) -> str:
        return f"{value:.10g}"


def read_number(text: str) -> float | None:
    """The finite number in a text, with a decimal point or comma; None if there is none."""
    try:
        value = float(text.strip().replace(",", ".").replace("−", "-"))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def ask_number(parent: QWidget, title: str, question: str, value: float) -> float | None:
    """Ask for a number with all its digits; None if the user gave none."""
    words, given = QInputDialog.getText(parent, title, question, text=repr(value))
    number = read_number(words) if given else None
    if given and number is None:
        wrong = QCoreApplication.translate("Forms", "{text} is not a number; the old value is kept.").format(text=repr(words))
        QMessageBox.information(parent, title, wrong)
    return number


class Field:
    """A widget of a form. It knows what a change by the user does and what its usual value is, until it is put aside."""

    def __init__(self, widget: QWidget, kept: bool = False) -> None:
        self.widget, self.kept = widget, kept
        self._told: Told | None = None
        self._usual: Callable[[], None] | None = None
        self._action: QAction | None = None
        if isinstance(widget, QComboBox):
            widget.activated.connect(self._tell)
        elif isinstance(widget, QCheckBox):
            widget.toggled.connect(self._tell)
        elif isinstance(widget, (QSpinBox, QDoubleSpinBox)):
            widget.valueChanged.connect(self._tell)

    def on_change(self, told: Told) -> None:
        """What a change by the user does."""
        self._told = told

    def offer_usual(self, usual: Callable[[], None]) -> None:
        """A right click offers to set the usual value again."""
        self._usual = usual
        if self._action is None:  # made once, as the widget itself
            self._action = QAction(QCoreApplication.translate("Forms", "Reset to default"), self.widget)
            self._action.triggered.connect(self._set_usual)
            self.widget.addAction(self._action)
        self.widget.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def use(self) -> None:
        """Take part in a form again."""
        self.widget.setEnabled(True)
        self.widget.show()

    def put_aside(self) -> None:
        """Hide, and forget all that was said; a kept one looks as it did when it comes back."""
        self._told = self._usual = None  # first: a field that is hidden loses the focus, and says what was typed
        self.widget.hide()
        if self.kept:
            return
        self.widget.setObjectName("")
        self.widget.setToolTip("")
        self.widget.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
        if isinstance(self.widget, QComboBox):
            self.widget.clear()
        elif isinstance(self.widget, QCheckBox):
            self.widget.setText("")
        elif isinstance(self.widget, QSpinBox):
            self.widget.setSpecialValueText("")

    def _tell(self, value: Any) -> None:
        if self._told is not None:
            self._told(self.widget.currentData() if isinstance(self.widget, QComboBox) else value)

    def _set_usual(self) -> None:
        if self._usual is not None:
            self._usual()


class Form(QFormLayout):
    """Rows of fields. What `clear` takes out is put aside and used again.

    Under a style sheet Qt loses some memory with every number field, menu or tick that is made, so they are made once and die
    with the window of their form.
    """

    def __init__(self) -> None:
        super().__init__()
        self._fields: dict[QWidget, Field] = {}
        self._spare: dict[type[QWidget], list[Field]] = {}

    def field(self, kind: type[Kind]) -> Kind:
        """A number field, menu, tick or label to be filled and put into a row. Say with `on_change` what a change does."""
        spare = self._spare.get(kind)
        if spare:
            field = spare.pop()
            field.use()
        else:
            field = Field(kind())
        widget = field.widget
        assert isinstance(widget, kind)
        self._fields[widget] = field
        return widget

    def on_change(self, widget: QWidget, told: Told) -> None:
        """What a change of a field by the user does: called with its value, or with the data of the chosen entry."""
        self._fields[widget].on_change(told)

    def keep(self, widget: QWidget) -> None:
        """Let a widget outlive the clearing of this form; whoever made it adds it again."""
        self._fields[widget] = Field(widget, kept=True)

    def clear(self) -> None:
        """Remove all rows."""
        while self.rowCount():
            row = self.takeRow(0)
            for item in (row.labelItem, row.fieldItem):
                if item is not None:
                    self._drop(item)

    def _drop(self, item: QLayoutItem) -> None:
        widget = item.widget()
        delete(item)  # it belongs to whoever took the row
        if widget is None:
            return
        field = self._fields.get(widget)
        if field is None:
            widget.hide()
            widget.deleteLater()  # it may be the one whose signal brought us here
            return
        field.put_aside()
        if not field.kept:
            del self._fields[widget]
            self._spare.setdefault(type(widget), []).append(field)

    # rows ----------------------------------------------------------------------------------------

    def title(self, words: str, bold: bool = False, tip: str = "") -> QLabel:
        """The name of a row."""
        label = self.field(QLabel)
        label.setText(words)
        label.setToolTip(tip)
        font = QFont()
        font.setBold(bold)
        label.setFont(font)
        return label

    def choice_box(self, rows: Mapping[str, Any], current: str, changed: Callable[[str], None]) -> QComboBox:
        """A menu over rows of the library."""
        box = self.field(QComboBox)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(8)
        for name, row in rows.items():
            box.addItem(engine_text(row.title), name)
            box.setItemData(box.count() - 1, engine_text(row.help), 3)
        box.setCurrentIndex(max(0, box.findData(current)))
        self.on_change(box, changed)
        return box

    def add_settings(self, settings: tuple[Setting, ...], values: Mapping[str, Any], changed: Changed) -> None:
        """Append a row for each setting; hovering explains it."""
        for setting in settings:
            widget = self._editor(setting, values.get(setting.name, setting.default), changed)
            widget.setObjectName(f"setting-{setting.name}")
            widget.setToolTip(_tip(setting))
            name = self.title(engine_text(setting.title), tip=widget.toolTip())
            for place in (name, widget):
                if place in self._fields:  # a line of text has a menu of its own
                    self._fields[place].offer_usual(partial(changed, setting.name, setting.default))
            self.addRow(name, widget)

    def _editor(self, setting: Setting, value: Any, changed: Changed) -> QWidget:
        """A widget that edits one setting."""
        if isinstance(setting.default, bool):
            box = self.field(QCheckBox)
            box.setChecked(bool(value))
            self.on_change(box, partial(changed, setting.name))
            return box
        if isinstance(setting.default, str):
            return self._text_editor(setting, str(value), changed)
        spin: QSpinBox | QDoubleSpinBox
        low, high = setting.low, setting.high
        if isinstance(setting.default, int):
            spin = self.field(QSpinBox)
            spin.setKeyboardTracking(False)
            spin.setRange(int(low if low is not None else -(2**31)), int(high if high is not None else 2**31 - 1))
        else:
            spin = self.field(NumberField)
            spin.setRange(low if low is not None else -1e9, high if high is not None else 1e9)
        spin.setValue(value)
        spin.setMinimumWidth(60)
        self.on_change(spin, partial(changed, setting.name))
        return spin

    def _text_editor(self, setting: Setting, value: str, changed: Changed) -> QWidget:
        if setting.choices:
            box = self.field(QComboBox)
            for choice in setting.choices:
                box.addItem(choice, choice)
            box.setCurrentText(value)
            self.on_change(box, partial(changed, setting.name))
            return box
        line = QLineEdit(value)
        line.editingFinished.connect(lambda: changed(setting.name, line.text()))
        return line


def _tip(setting: Setting) -> str:
    """What a setting means, its range and its default value."""
    parts = [engine_text(setting.help)]
    if setting.low is not None or setting.high is not None:
        low = "−∞" if setting.low is None else f"{setting.low:g}"
        high = "∞" if setting.high is None else f"{setting.high:g}"
        parts.append(QCoreApplication.translate("Forms", "From {low} to {high}.").format(low=low, high=high))
    if setting.default != "":
        parts.append(QCoreApplication.translate("Forms", "Default: {value}.").format(value=setting.default))
    return " ".join(parts)


def scrolling(form: QFormLayout) -> QScrollArea:
    """A form that scrolls up and down when there is too little room."""
    form.setContentsMargins(10, 8, 10, 8)
    form.setVerticalSpacing(6)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    inner = QWidget()
    inner.setLayout(form)
    return _FormArea(inner)


class _FormArea(QScrollArea):
    """Scrolls up and down only, and is never narrower than its form, whatever the language."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inner)

    def minimumSizeHint(self) -> QSize:
        inner = self.widget()
        assert inner is not None
        width = inner.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        return QSize(min(width, WIDEST), super().minimumSizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


@contextmanager
def keeping_focus(panel: QWidget) -> Iterator[None]:
    """Rebuild a form without taking the keyboard from the field that was used."""
    focused = QApplication.focusWidget()
    name = focused.objectName() if focused is not None and panel.isAncestorOf(focused) else ""
    yield
    again = panel.findChild(QWidget, name) if name else None
    if again is not None:
        again.setFocus()
