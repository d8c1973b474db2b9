"""A form owns its fields: used again after it is cleared, and silent about what they served for before."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QStyle,
    QStyleOptionSlider,
    QWidget,
)

from engine.model.experiment import Training
from engine.model.setting import Setting
from engine.program.check import load_table
from gui.look.fields import ComboBox, NumberField, SlideField, SpinBox
from gui.look.forms import Form, scrolling

COUNT = Setting("count", "Count", 3, "How many.", 1, 9)
DEPTH = Setting("depth", "Depth", 2, "How deep.", 1, 9)


@pytest.fixture
def form(qtbot):
    made = Form()
    area = scrolling(made)
    qtbot.addWidget(area)
    area.show()
    yield made
    area.close()


@pytest.mark.parametrize("kind", [QCheckBox, ComboBox, QLabel, SpinBox, NumberField])
def test_a_field_is_used_again(form, kind):
    first = form.field(kind)
    form.addRow(first)
    first.setObjectName("first")
    first.setToolTip("what it was")
    first.setEnabled(False)
    form.clear()
    assert form.rowCount() == 0
    assert not first.isVisible()
    again = form.field(kind)
    assert again is first
    assert again.isEnabled()
    assert (again.objectName(), again.toolTip()) == ("", "")
    assert form.field(kind) is not first


def test_a_field_that_was_put_aside_says_nothing(form):
    told = []
    spin = form.field(SpinBox)
    form.on_change(spin, told.append)
    form.addRow(spin)
    spin.setValue(4)
    assert told == [4]
    form.clear()
    again = form.field(SpinBox)
    again.setValue(7)
    assert told == [4]
    form.on_change(again, lambda value: told.append(-value))
    again.setValue(8)
    assert told == [4, -8]


def test_a_menu_tells_the_data_of_its_entry(form):
    told = []
    box = form.field(ComboBox)
    box.addItem("Words for it", "its name")
    form.on_change(box, told.append)
    box.activated.emit(0)
    assert told == ["its name"]


def test_a_kept_widget_outlives_the_rows_and_another_does_not(form, qtbot):
    kept, other = QPushButton("kept"), QPushButton("other")
    form.keep(kept)
    kept.setObjectName("kept")
    gone = []
    other.destroyed.connect(lambda: gone.append(True))
    for widget in (kept, other):
        form.addRow(widget)
    form.clear()
    qtbot.waitUntil(lambda: gone == [True])
    form.addRow(kept)
    kept.show()
    assert kept.isVisible()
    assert kept.objectName() == "kept"


def test_a_right_click_offers_the_default_of_the_setting_shown_now(form):
    told = []
    form.add_settings((COUNT,), {"count": 5}, lambda name, value: told.append((name, value)))
    spin = form.itemAt(0, Form.ItemRole.FieldRole).widget()
    assert spin.value() == 5
    form.clear()
    form.add_settings((DEPTH,), {}, lambda name, value: told.append((name, value)))
    again = form.itemAt(0, Form.ItemRole.FieldRole).widget()
    assert again is spin
    assert len(again.actions()) == 1
    again.actions()[0].trigger()
    assert told == [("depth", 2)]


def test_a_line_of_text_keeps_its_own_menu(form):
    form.add_settings((Setting("name", "Name", "a", "A name."),), {}, lambda name, value: None)
    line = form.itemAt(0, Form.ItemRole.FieldRole).widget()
    assert isinstance(line, QLineEdit)
    assert line.actions() == []


def wheel(widget, delta=-120):
    """Turn the wheel over a widget as a person does; where none can be, as the event would reach the widget itself."""
    middle = widget.rect().center()
    top = widget.window().windowHandle()
    if widget.isVisible() and not widget.visibleRegion().isEmpty():
        QTest.wheelEvent(top, QPointF(widget.mapTo(widget.window(), middle)), QPoint(0, delta))
        QApplication.processEvents()
        return
    event = QWheelEvent(QPointF(middle), QPointF(widget.mapToGlobal(middle)), QPoint(), QPoint(0, delta), Qt.MouseButton.NoButton,
                        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(widget, event)


def value_of(widget):
    return widget.currentIndex() if isinstance(widget, QComboBox) else widget.value()


@pytest.mark.parametrize("kind", [ComboBox, SpinBox, NumberField])
def test_the_wheel_scrolls_a_form_and_turns_only_the_field_with_the_keyboard(form, qtbot, kind):
    for number in range(12):
        field = form.field(kind)
        if kind is ComboBox:
            field.addItems([str(i) for i in range(9)])
            field.setCurrentIndex(4)
        else:
            field.setValue(4)
        form.addRow(str(number), field)
    area = form.parentWidget().parentWidget().parentWidget()
    area.resize(200, 120)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    first = form.itemAt(0, Form.ItemRole.FieldRole).widget()
    other = form.itemAt(1, Form.ItemRole.FieldRole).widget()
    area.activateWindow()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    wheel(first)
    assert value_of(first) == 4
    assert area.verticalScrollBar().value() > 0
    area.verticalScrollBar().setValue(0)
    wheel(other)
    assert value_of(other) != 4


def test_rows_made_again_keep_their_place_and_the_keyboard(form, qtbot):
    def rows():
        for number in range(12):
            spin = form.field(SpinBox)
            spin.setObjectName(f"spin {number}")
            form.addRow(str(number), spin)

    rows()
    area = form.parentWidget().parentWidget().parentWidget()
    area.resize(200, 120)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    area.activateWindow()
    held = form.itemAt(9, Form.ItemRole.FieldRole).widget()
    held.setFocus()
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    qtbot.waitUntil(held.hasFocus)
    with form.remade():
        rows()
    QApplication.processEvents()
    assert area.verticalScrollBar().value() == area.verticalScrollBar().maximum()
    assert form.itemAt(9, Form.ItemRole.FieldRole).widget() is held
    assert held.hasFocus()


def test_the_keyboard_follows_its_row_when_rows_come_before_it(form, qtbot):
    def rows(numbers):
        for number in numbers:
            spin = form.field(SpinBox)
            spin.setObjectName(f"spin {number}")
            form.addRow(str(number), spin)

    rows((1, 2))
    form.parentWidget().activateWindow()
    form.itemAt(1, Form.ItemRole.FieldRole).widget().setFocus()
    qtbot.waitUntil(lambda: form.itemAt(1, Form.ItemRole.FieldRole).widget().hasFocus())
    with form.remade():
        rows((0, 1, 2))
    focused = form.itemAt(2, Form.ItemRole.FieldRole).widget()
    assert focused.objectName() == "spin 2"
    qtbot.waitUntil(focused.hasFocus)


class TestWindow:
    def test_no_field_of_the_window_takes_the_wheel_without_the_keyboard(self, window, settle):
        settle()
        fields = [w for kind in (QAbstractSpinBox, QComboBox) for w in window.findChildren(kind) if not w.hasFocus()]
        assert len(fields) > 10
        for field in fields:
            before = value_of(field)
            wheel(field)
            wheel(field, 120)
            wheel(field, 120)
            assert value_of(field) == before, field.objectName()
            assert field.focusPolicy() != Qt.FocusPolicy.WheelFocus, field.objectName()

    def test_the_data_form_stays_where_it_was_scrolled_to(self, window, settle, qtbot):
        data = window.panels["data"]
        area = data.findChild(QScrollArea)
        settle()
        area.setFixedHeight(200)
        bar = area.verticalScrollBar()
        qtbot.waitUntil(lambda: bar.maximum() > 100)
        seed = data.findChild(QSpinBox, "seed")
        seed.setFocus()
        bar.setValue(bar.maximum() // 2)
        before = bar.value()
        seed.setValue(7)
        settle()
        QApplication.processEvents()
        assert window.session.experiment.seed == 7
        assert bar.value() == before

    def test_fewer_samples_bring_the_batch_down_with_a_word(self, app, window, settle):
        app.open_example("xor")
        session, said = window.session, []
        session.said.connect(said.append)
        window.panels["data"].pick_data("moons")
        settle()
        window.panels["data"].findChild(QSpinBox, "batch").setValue(12)
        settle()
        window.panels["data"].pick_data("linear")
        settle()
        assert session.experiment.training.batch_size == 2
        assert session.debugger is not None
        assert said[-1] == "The batch size is now 2: the data set has only that many samples."
        session.undo.undo()
        assert (session.experiment.data.name, session.experiment.training.batch_size) == ("moons", 12)


class TestSliders:
    @pytest.fixture
    def field(self, app, window, settle):
        app.open_example("xor")
        window.panels["data"].pick_data("moons")
        window.session.edit("batch", replace(window.session.experiment, training=Training(batch_size=50)))
        settle()
        area = window.panels["data"].findChild(QScrollArea)
        area.ensureWidgetVisible(window.panels["data"].findChild(QWidget, "setting-balance"))
        settle()
        return lambda name: window.panels["data"].findChild(SlideField, f"setting-{name}")

    def drag(self, slider, shares, settle):
        """Take the handle and move it to these shares of the way, one after another; then let it go."""
        option = QStyleOptionSlider()
        slider.initStyleOption(option)
        handle = (
            slider.style()
            .subControlRect(QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, slider)
            .center()
        )
        QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=handle)
        for share in shares:
            QTest.mouseMove(slider, QPoint(round(share * (slider.width() - 1)), handle.y()))
            settle()
        QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(round(shares[-1] * (slider.width() - 1)), handle.y()))
        settle()

    def test_dragging_is_live_and_one_step_of_undo(self, window, settle, field):
        session, seen = window.session, []
        before = session.undo.count
        session.edited.connect(lambda: seen.append(session.experiment.data.settings.get("noise")))
        self.drag(field("noise").slider, (0.5, 0.7, 1.0), settle)
        assert len(set(seen)) >= 3
        assert session.experiment.data.settings["noise"] == 0.5
        assert field("noise").value() == 0.5
        assert session.undo.count == before + 1
        self.drag(field("noise").slider, (0.2, 0.0), settle)
        assert session.undo.count == before + 2
        session.undo.undo()
        assert session.experiment.data.settings["noise"] == 0.5

    def test_the_batch_comes_back_with_the_samples_while_the_slider_is_held(self, window, settle, field):
        session = window.session
        self.drag(field("samples").slider, (0.0, 0.9), settle)
        assert session.experiment.data.settings["samples"] > 300
        assert session.experiment.training.batch_size == 50
        self.drag(field("samples").slider, (0.5, 0.0), settle)
        assert (session.experiment.data.settings["samples"], session.experiment.training.batch_size) == (10, 10)
        session.undo.undo()
        assert session.experiment.training.batch_size == 50

    def test_a_typed_number_outside_the_slider_counts(self, window, settle, field):
        field("noise").number.setValue(2.5)
        settle()
        assert window.session.experiment.data.settings["noise"] == 2.5
        assert field("noise").slider.value() == field("noise").slider.maximum()

    def test_the_balance_moves_samples_from_one_class_to_the_other(self, window, settle, field):
        self.drag(field("balance").slider, (0.0,), settle)
        targets = load_table(window.session.experiment)[0].targets
        assert targets.mean() == pytest.approx(0.05, abs=0.01)
