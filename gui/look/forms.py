"""Forms made from Setting declarations."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
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
Field = TypeVar("Field", QComboBox, QSpinBox, QCheckBox, QLabel, "NumberField")
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


def field(form: QFormLayout, kind: type[Field]) -> Field:
    """A number field, menu or check box for a form: one that `clear` has put aside, or a new one.

    Under a style sheet Qt loses some memory with every such widget that is made, so they are made once. Say with
    `on_change` what a change does; it is forgotten when the form is cleared.
    """
    spare = _spare(form).setdefault(kind, [])
    if spare:
        widget: Field = spare.pop()
        widget.setEnabled(True)
        widget.show()
        return widget
    widget = kind()
    widget.told = None  # type: ignore[attr-defined]
    if kind is not QLabel:
        signal = {QComboBox: "activated", QCheckBox: "toggled"}.get(kind, "valueChanged")
        getattr(widget, signal).connect(lambda value, widget=widget: _tell(widget, value))
    return widget


def title(form: QFormLayout, words: str, bold: bool = False, tip: str = "") -> QLabel:
    """The name of a row."""
    label = field(form, QLabel)
    label.setText(words)
    label.setToolTip(tip)
    font = QFont()
    font.setBold(bold)
    label.setFont(font)
    return label


def on_change(widget: QWidget, told: Callable[[Any], None]) -> None:
    """What a change of a field by the user does: called with its number, or with the data of the chosen entry."""
    widget.told = told  # type: ignore[attr-defined]


def keep(widget: QWidget) -> None:
    """Let a widget outlive the clearing of its form; whoever made it adds it again."""
    widget.told = None  # type: ignore[attr-defined]
    widget.kept = True  # type: ignore[attr-defined]


def _tell(widget: QWidget, value: Any) -> None:
    told = getattr(widget, "told", None)
    if told is not None:
        told(widget.currentData() if isinstance(widget, QComboBox) else value)


def _spare(form: QFormLayout) -> dict[type, list[Any]]:
    """The fields that a form has put aside; they die with the form's own window."""
    if not hasattr(form, "spare"):
        form.spare = {}  # type: ignore[attr-defined]
    return form.spare  # type: ignore[attr-defined, no-any-return]


def _put_aside(form: QFormLayout, widget: QWidget) -> None:
    widget.told = None  # type: ignore[attr-defined]  # first: a field that is hidden loses the focus, and says what was typed
    widget.hide()
    if hasattr(widget, "kept"):
        return
    widget.setObjectName("")
    widget.setToolTip("")
    widget.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
    if isinstance(widget, QComboBox):
        widget.clear()
    elif isinstance(widget, QCheckBox):
        widget.setText("")
    elif isinstance(widget, QSpinBox):
        widget.setSpecialValueText("")
    _spare(form)[type(widget)].append(widget)


def editor(form: QFormLayout, setting: Setting, value: Any, changed: Changed) -> QWidget:
    """A widget that edits one setting."""
    if isinstance(setting.default, bool):
        box = field(form, QCheckBox)
        box.setChecked(bool(value))
        on_change(box, lambda on: changed(setting.name, on))
        return box
    if isinstance(setting.default, str):
        return _text_editor(form, setting, str(value), changed)
    spin: QSpinBox | QDoubleSpinBox
    if isinstance(setting.default, int):
        spin = field(form, QSpinBox)
        spin.setKeyboardTracking(False)
        spin.setRange(
            int(setting.low if setting.low is not None else -(2**31)), int(setting.high if setting.high is not None else 2**31 - 1)
        )
    else:
        spin = field(form, NumberField)
        spin.setRange(setting.low if setting.low is not None else -1e9, setting.high if setting.high is not None else 1e9)
    spin.setValue(value)
    spin.setMinimumWidth(60)
    on_change(spin, lambda number: changed(setting.name, number))
    return spin


def _text_editor(form: QFormLayout, setting: Setting, value: str, changed: Changed) -> QWidget:
    if setting.choices:
        box = field(form, QComboBox)
        for choice in setting.choices:
            box.addItem(choice, choice)
        box.setCurrentText(value)
        on_change(box, lambda text: changed(setting.name, text))
        return box
    line = QLineEdit(value)
    line.editingFinished.connect(lambda: changed(setting.name, line.text()))
    return line


def add_settings(form: QFormLayout, settings: tuple[Setting, ...], values: Mapping[str, Any], changed: Changed) -> None:
    """Append a row for each setting; hovering explains it."""
    for setting in settings:
        widget = editor(form, setting, values.get(setting.name, setting.default), changed)
        widget.setObjectName(f"setting-{setting.name}")
        widget.setToolTip(_tip(setting))
        name = title(form, engine_text(setting.title), tip=widget.toolTip())
        _offer_default(name, widget, setting, changed)
        form.addRow(name, widget)


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


def _offer_default(name: QLabel, widget: QWidget, setting: Setting, changed: Changed) -> None:
    """A right click on the name, or on a field that has no menu of its own, sets the default value again."""
    for place in (name, widget):
        if isinstance(place, QLineEdit):
            continue
        if not place.actions():  # made once for each widget, like the widgets themselves
            action = QAction(QCoreApplication.translate("Forms", "Reset to default"), place)
            action.triggered.connect(lambda _=False, place=place: place.usual())
            place.addAction(action)
        place.usual = lambda: changed(setting.name, setting.default)  # type: ignore[attr-defined]
        place.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)


def choice_box(form: QFormLayout, rows: Mapping[str, Any], current: str, changed: Callable[[str], None]) -> QComboBox:
    """A menu over rows of the library."""
    box = field(form, QComboBox)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    for name, row in rows.items():
        box.addItem(engine_text(row.title), name)
        box.setItemData(box.count() - 1, engine_text(row.help), 3)
    box.setCurrentIndex(max(0, box.findData(current)))
    on_change(box, changed)
    return box


def clear(form: QFormLayout) -> None:
    """Remove all rows; number fields, menus and check boxes are put aside for the next ones."""
    while form.rowCount():
        row = form.takeRow(0)
        for item in (row.labelItem, row.fieldItem):
            if item is None:
                continue
            widget = item.widget()
            delete(item)  # it belongs to whoever took the row
            if hasattr(widget, "told"):
                _put_aside(form, widget)
            else:
                widget.hide()
                widget.deleteLater()  # it may be the one whose signal brought us here


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
        width = self.widget().minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
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
