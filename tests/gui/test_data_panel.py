"""The form of the data: pictures to pick from, names of classes."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox

from engine.interchange.tables import csv_data
from engine.library.datasets import DATASETS
from engine.model.experiment import CLASS_NAMES
from engine.model.network import Choice
from gui.look.theme import DARK, LIGHT, THEMES
from gui.panels.data.thumbnails import thumbnail


@pytest.fixture
def data(app, window, settle):
    app.open_example("xor")
    window.choose_layout("explore")
    settle()
    return window.panels["data"]


def pixels(icon):
    return bytes(icon.pixmap(QSize(64, 46)).toImage().constBits())


def test_every_data_set_has_a_picture_of_its_own(qapp):
    pictures = {name: pixels(thumbnail(name, THEMES[LIGHT])) for name in DATASETS}
    drawn = {name: picture for name, picture in pictures.items() if name not in ("csv", "table")}
    assert len(set(drawn.values())) == len(drawn)
    assert pictures["spiral"] != pixels(thumbnail("spiral", THEMES[DARK]))


def test_the_sheet_of_pictures_is_used_by_keyboard(data, settle, qtbot):
    box = data.findChild(QComboBox, "data")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    qtbot.waitUntil(box.view().isVisible)
    start = box.view().visualRect(box.view().currentIndex())
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right):
        QTest.keyClick(box.view(), key)
    chosen = box.view().currentIndex()
    there = box.view().visualRect(chosen)
    assert (there.left() > start.left(), there.top() > start.top()) == (True, True)
    QTest.keyClick(box.view(), Qt.Key.Key_Return)
    settle()
    assert data.session.experiment.data.name == list(DATASETS)[chosen.row()] != "xor"
    assert not box.itemIcon(box.currentIndex()).isNull()


def test_every_name_in_the_sheet_is_read_in_full(data, qtbot):
    box = data.findChild(QComboBox, "data")
    box.showPopup()
    qtbot.waitUntil(box.view().isVisible)
    view, grid = box.view(), box.view().gridSize()
    for row in range(box.count()):
        words = box.itemText(row).split()
        assert max(view.fontMetrics().horizontalAdvance(word) for word in words) < grid.width()
        assert view.visualRect(view.model().index(row, 0)).bottom() <= view.viewport().height()
    box.hidePopup()


def test_the_picture_of_the_own_table_shows_its_points(data, settle):
    box = data.findChild(QComboBox, "data")
    own = Choice("table", {"inputs": [[0, 0], [1, 0.2], [0.5, 1]], "targets": [[0], [1], [0]]})
    data.session.pick_data("own", own, suggest=True)
    settle()
    box = data.findChild(QComboBox, "data")
    assert pixels(box.itemIcon(box.currentIndex())) != pixels(thumbnail("table", data.theme))


def test_classes_are_named_while_training_goes_on(data, window, settle, qtbot):
    session = data.session
    session.debugger.run(20)
    session.go(session.debugger.t)
    running = session.debugger
    for number, name in enumerate(("same", "different")):
        field = data.findChild(QLineEdit, f"class-name-{number}")
        assert (field.text(), field.placeholderText()) == ("", f"y = {number}")
        QTest.keyClicks(field, name)
        QTest.keyClick(field, Qt.Key.Key_Return)
    settle()
    assert session.debugger is running, "names are no numbers"
    prediction = window.panels["prediction"]
    words = " ".join((prediction.view.note.toolTip() or prediction.view.note.text(), prediction.figure().image.label))
    assert "same" in words
    assert "P(different)" in words
    assert {"same", "different"} <= {curve.name for curve in prediction.figure().curves}
    session.undo.undo()
    settle()
    assert data.findChild(QLineEdit, "class-name-1").text() == ""
    assert data.findChild(QLineEdit, "class-name-0").text() == "same"
    window.session.pick_data("spiral", Choice("spiral"), suggest=True)
    settle()
    assert data.findChild(QLineEdit, "class-name-0").text() == "", "names belong to their data"
    window.session.pick_data("sine", Choice("sine"), suggest=True)
    settle()
    assert not data.findChild(QLineEdit, "class-name-0").isVisible(), "a curve has no classes"


def test_other_columns_of_a_file_keep_the_names_of_its_classes(data, window, tmp_path):
    content = b"a,b,kind\n1,2,0\n3,4,1\n5,6,1\n"
    form = csv_data.detect(content)
    rows = csv_data.parse(content, form, "points.csv")

    def columns(*inputs, target):
        return csv_data.choice_of(tmp_path / "points.csv", form, rows, inputs, [target])

    window.documents.files.use(columns("a", "b", target="kind"))
    experiment = data.session.experiment
    named = Choice("csv", {**experiment.data.settings, CLASS_NAMES: ["no", "yes"]})
    data.session.edit("names", replace(experiment, data=named))
    window.documents.files.use(columns("a", target="kind"))
    assert data.session.experiment.data.settings[CLASS_NAMES] == ["no", "yes"]
    window.documents.files.use(columns("a", target="b"))
    assert CLASS_NAMES not in data.session.experiment.data.settings


def test_a_batch_and_a_seed_beyond_all_boxes_are_shown_as_far_as_they_go(data, window, settle, app, caplog):
    session = app.session
    experiment = replace(session.experiment, seed=10**15, training=replace(session.experiment.training, batch_size=10**15))
    session.edit("Huge", experiment)
    settle()
    assert data.findChild(QSpinBox, "batch").value() == data.findChild(QSpinBox, "seed").value() == 2**31 - 1
    assert session.experiment == experiment, "showing a number changes nothing"
    assert not caplog.records
