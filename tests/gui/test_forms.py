"""A form owns its fields: used again after it is cleared, and silent about what they served for before."""

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QSpinBox

from engine.model.setting import Setting
from gui.look.forms import Form, NumberField, scrolling

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


@pytest.mark.parametrize("kind", [QCheckBox, QComboBox, QLabel, QSpinBox, NumberField])
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
    spin = form.field(QSpinBox)
    form.on_change(spin, told.append)
    form.addRow(spin)
    spin.setValue(4)
    assert told == [4]
    form.clear()
    again = form.field(QSpinBox)
    again.setValue(7)
    assert told == [4]
    form.on_change(again, lambda value: told.append(-value))
    again.setValue(8)
    assert told == [4, -8]


def test_a_menu_tells_the_data_of_its_entry(form):
    told = []
    box = form.field(QComboBox)
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
