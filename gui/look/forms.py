"""Forms made from Setting declarations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAction, QFont, QResizeEvent
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

from engine.lessons.numbers import typed
from engine.model.setting import Setting
from gui.look.fields import ComboBox, NumberField, NumberSlide, SlideField, SpinBox, WholeSlide
from gui.look.i18n import engine_text
from gui.notation.numbers import number, typeset

Changed = Callable[[str, Any], None]
Told = Callable[[Any], None]
Kind = TypeVar("Kind", bound=QWidget)
WIDEST = 320  # a form may not push the canvas aside further than this
LETTERS = 24  # of average width: a narrower line has no room for a field beside its name


def ask_number(parent: QWidget, title: str, question: str, value: float) -> float | None:
    """Ask for a number with all its digits; None if the user gave none."""
    words, given = QInputDialog.getText(parent, title, question, text=repr(value))
    number = typed(words) if given else None
    if given and number is None:
        wrong = QCoreApplication.translate("Forms", "{text} is not a number; the old value is kept.").format(text=repr(words))
        QMessageBox.information(parent, title, wrong)
    return number


OFFERED = 9  # numbers in a menu beside words


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
        elif isinstance(widget, QLineEdit):
            widget.editingFinished.connect(self._tell)
        elif isinstance(widget, SlideField):
            widget.changed.connect(self._tell)

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
        """Take part in a form again, knowing nothing of what it was before."""
        self._forget()
        self.widget.setEnabled(True)
        self.widget.setVisible(True)

    def silence(self) -> None:
        """Tell nobody of what happens to the widget from now on."""
        self._told = self._usual = None

    def put_aside(self) -> None:
        """Hide, and forget all that was said; a kept one looks as it did when it comes back."""
        self.silence()  # first: a field that is hidden loses the focus, and says what was typed
        self.widget.hide()
        if not self.kept:
            self._forget()

    def _forget(self) -> None:
        self.widget.setObjectName("")
        self.widget.setToolTip("")
        self.widget.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
        if isinstance(self.widget, QComboBox):
            self.widget.clear()
        elif isinstance(self.widget, QCheckBox):
            self.widget.setText("")
        elif isinstance(self.widget, QSpinBox):
            self.widget.setSpecialValueText("")

    def _tell(self, value: Any = None) -> None:
        if self._told is None:
            return
        if isinstance(self.widget, QComboBox):
            value = self.widget.currentData()
        elif isinstance(self.widget, QLineEdit):
            value = self.widget.text()
        self._told(value)

    def _set_usual(self) -> None:
        if self._usual is not None:
            self._usual()


class Form(QFormLayout):
    """Rows of fields. A field that is no longer needed is put aside and used again.

    Under a style sheet Qt loses some memory with every number field, menu or tick that is made, so they are made once and die
    with the window of their form.
    """

    def __init__(self) -> None:
        super().__init__()
        self._fields: dict[QWidget, Field] = {}
        self._spare: dict[type[QWidget], list[Field]] = {}
        self._former: dict[type[QWidget], list[Field]] = {}

    def field(self, kind: type[Kind]) -> Kind:
        """A number field, menu, tick or label to be filled and put into a row. Say with `on_change` what a change does."""
        former, spare = self._former.get(kind), self._spare.get(kind)
        if former:
            field = former.pop(0)  # in their order: rows that are the same as before keep their very widgets
            field.use()
        elif spare:
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

    @property
    def held(self) -> bool:
        """Whether one of the sliders is being dragged."""
        return any(field.held for field in self._slides())

    @property
    def grips(self) -> int:
        """Grows whenever a slider is taken or left: changes between two of these belong together."""
        return sum(field.grips for field in self._slides())

    def _slides(self) -> list[SlideField]:
        spare = [field.widget for fields in self._spare.values() for field in fields]
        return [widget for widget in (*self._fields, *spare) if isinstance(widget, SlideField)]

    def clear(self) -> None:
        """Remove all rows."""
        with self.remade():
            pass

    @contextmanager
    def remade(self) -> Iterator[None]:
        """Make all rows again, from none. What stays is neither hidden nor moved: not the keyboard, not a slider that is held."""
        focused = QApplication.focusWidget()
        parent = self.parentWidget()
        name = focused.objectName() if parent is not None and focused is not None and parent.isAncestorOf(focused) else ""
        removed = self._taken_rows()
        yield
        again = parent.findChild(QWidget, name) if parent is not None and name else None
        if again is not None and again is not focused:
            again.setFocus()
        for widget in removed:
            if self.indexOf(widget) < 0:
                self._drop(widget)
        self._former = {}

    def _taken_rows(self) -> list[QWidget]:
        """Take all rows out; their widgets stay visible where they are, and `field` gives them out again."""
        removed = []
        while self.rowCount():
            row = self.takeRow(0)
            for item in (row.labelItem, row.fieldItem):
                widget = None if item is None else item.widget()
                if item is not None:
                    delete(item)  # it belongs to whoever took the row
                if widget is not None:
                    removed.append(widget)
        for widget in removed:
            field = self._fields.get(widget)
            if field is not None:
                field.silence()
                if not field.kept:
                    self._former.setdefault(type(widget), []).append(field)
        return removed

    def _drop(self, widget: QWidget) -> None:
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

    def choice_box(
        self, rows: Mapping[str, Any], current: str, changed: Callable[[str], None], kind: type[ComboBox] = ComboBox
    ) -> ComboBox:
        """A menu over rows of the library."""
        box = self.field(kind)
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
                if place in self._fields and not isinstance(place, QLineEdit):  # a line of text has a menu of its own
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
        if setting.words:
            return self._worded(setting, value, changed)
        if setting.usual is not None:
            return self._slider(setting, value, changed)
        spin = self.field(SpinBox) if isinstance(setting.default, int) else self.field(NumberField)
        _limit(spin, setting)
        spin.setMinimumWidth(60)
        spin.setValue(value)
        self.on_change(spin, partial(changed, setting.name))
        return spin

    def _worded(self, setting: Setting, value: Any, changed: Changed) -> QWidget:
        """A menu of the words that may stand for a number, and of the least numbers."""
        box, least = self.field(ComboBox), int(setting.low or 0)
        numbers = {*range(least, least + OFFERED), *({value} if value not in setting.words else ())}
        for entry in (*setting.words, *sorted(numbers)):
            box.addItem(str(entry), entry)
        box.setCurrentIndex(max(0, box.findData(value)))
        self.on_change(box, partial(changed, setting.name))
        return box

    def _slider(self, setting: Setting, value: Any, changed: Changed) -> QWidget:
        """A number with a slider over the stretch that is worth trying."""
        assert setting.usual is not None
        field = self.field(WholeSlide) if isinstance(setting.default, int) else self.field(NumberSlide)
        _limit(field.number, setting)
        field.setUsual(*setting.usual)
        field.setValue(value)
        self.on_change(field, partial(changed, setting.name))
        return field

    def _text_editor(self, setting: Setting, value: str, changed: Changed) -> QWidget:
        if setting.choices:
            box = self.field(ComboBox)
            for choice in setting.choices:
                box.addItem(engine_text(choice), choice)
            box.setCurrentIndex(max(0, box.findData(value)))
            self.on_change(box, partial(changed, setting.name))
            return box
        line = self.field(QLineEdit)
        if line.text() != value:  # else the caret would move
            line.setText(value)
        self.on_change(line, partial(changed, setting.name))
        return line


def _limit(number: QSpinBox | QDoubleSpinBox, setting: Setting) -> None:
    """Give a number field the range of a setting."""
    low, high = setting.low, setting.high
    if isinstance(number, QSpinBox):
        number.setKeyboardTracking(False)
        number.setRange(int(low if low is not None else -(2**31)), int(high if high is not None else 2**31 - 1))
    else:
        number.setRange(low if low is not None else -1e9, high if high is not None else 1e9)


def _tip(setting: Setting) -> str:
    """What a setting means, its range and its default value."""
    parts = [engine_text(setting.help)]
    if setting.low is not None or setting.high is not None:
        low = "−∞" if setting.low is None else number(setting.low, 6)
        high = "∞" if setting.high is None else number(setting.high, 6)
        parts.append(QCoreApplication.translate("Forms", "From {low} to {high}.").format(low=low, high=high))
    if setting.default != "":
        parts.append(QCoreApplication.translate("Forms", "Default: {value}.").format(value=typeset(str(setting.default))))
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where a line holds few letters, fields stand below their names."""
        super().resizeEvent(event)
        inner, few = self.widget(), self.viewport().width() < LETTERS * self.fontMetrics().averageCharWidth()
        form = None if inner is None else inner.layout()
        if isinstance(form, QFormLayout):
            form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows if few else QFormLayout.RowWrapPolicy.DontWrapRows)

    def minimumSizeHint(self) -> QSize:
        inner = self.widget()
        assert inner is not None
        width = inner.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        return QSize(min(width, WIDEST), super().minimumSizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
