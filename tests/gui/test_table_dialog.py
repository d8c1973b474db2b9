"""The table of the user's own numbers: read from text, and nothing is lost by opening it."""

import pytest

from engine import Choice, load
from engine.model.experiment import CLASS_NAMES
from gui.panels.data.table_dialog import TableDialog

NAMED = Choice(
    "table",
    {
        "inputs": [[0.1234567890123, 1.0], [2.0, 3.0], [4.0, 5.0]],
        "targets": [[0.0], [1.0], [1.0]],
        "mask": [1.0, 0.0, 1.0],
        "input_names": ["petal, width", "sepal length"],
        "target_names": ["kind"],
        CLASS_NAMES: ["setosa", "virginica"],
    },
)


@pytest.fixture
def dialog(qtbot, qapp):
    def opened(choice):
        made = TableDialog(choice)
        qtbot.addWidget(made)
        return made

    return opened


def test_opening_and_confirming_changes_nothing(dialog):
    assert dialog(NAMED).choice() == NAMED
    assert dialog(NAMED).choice().settings == NAMED.settings


def test_rows_become_data(dialog):
    table = dialog(load("bce-net").data)
    table.text.setPlainText("0; 1; 1\n1\t0\t1\n")
    assert table.choice().settings == {"inputs": [[0, 1], [1, 0]], "targets": [[1], [1]]}


def test_a_first_line_of_words_names_the_columns(dialog):
    table = dialog(Choice("table", {"inputs": [[0.0]], "targets": [[1.0]]}))
    table.text.setPlainText("height\tbody weight\n1\t2\n3\t4")
    assert table.choice().settings["input_names"] == ["height"]
    assert table.choice().settings["target_names"] == ["body weight"]
    table.text.setPlainText("a, b, c\n1, 2")
    assert "Column names: 3; columns: 2." in table.message.text()


@pytest.mark.parametrize(
    ("lines", "mask"),
    [
        (lambda lines: lines, [1.0, 0.0, 1.0]),
        (lambda lines: [lines[0], *lines[2:]], [0.0, 1.0]),
        (lambda lines: [*lines, "6, 7, 0"], [1.0, 0.0, 1.0, 1.0]),
        (lambda lines: [lines[0], lines[1], "2.5, 3, 1", lines[3]], [1.0, 0.0, 1.0]),
        (lambda lines: [lines[0], lines[1], lines[3]], None),
    ],
    ids=["as it was", "first row gone", "one more", "values changed", "only counted ones left"],
)
def test_the_mask_stays_with_its_rows(dialog, lines, mask):
    table = dialog(NAMED)
    table.text.setPlainText("\n".join(lines(table.text.toPlainText().splitlines())))
    assert table.choice().settings.get("mask") == mask


def test_names_of_classes_go_where_the_targets_become_others(dialog):
    table = dialog(NAMED)
    table.targets.setValue(2)
    assert CLASS_NAMES not in table.choice().settings


def test_sequences_are_left_alone_in_words(dialog):
    table = dialog(Choice("table", {"inputs": [[[0.0], [1.0]]], "targets": [[1.0]]}))
    assert "sequences" in table.message.text()
    assert not table.buttons.buttons()[0].isEnabled()


@pytest.mark.parametrize(
    ("content", "words"), [("1, 2\n3, x", "Line 2"), ("", "empty"), ("1,2\n3", "row 2"), ("1\n2", "column"), ("nan, 1", "nan")]
)
def test_faults_name_the_line(dialog, content, words):
    table = dialog(load("bce-net").data)
    table.text.setPlainText(content)
    assert words in table.message.text()
    assert not table.buttons.buttons()[0].isEnabled()
