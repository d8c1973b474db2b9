"""Numbers are written as print has them, everywhere; what is copied from a table can be computed with."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QTableWidget, QTableWidgetItem, QWidget

from gui.look.powers import number, rounded, typeset
from gui.look.printed import print_numbers
from gui.widgets.plain import printed

HYPHEN = re.compile(r"(?<![\w.)])-\d|\de-\d")  # before a number, or in its exponent


@pytest.mark.parametrize(
    ("value", "written"),
    [(0.25, "0.25"), (-0.0, "0"), (1e-7, "10⁻⁷"), (-1e-7, "−10⁻⁷"), (2.5e-7, "2.5·10⁻⁷"), (-1.23456e5, "−1.235·10⁵"),
     (1e16, "10¹⁶"), (float("inf"), "∞"), (float("-inf"), "−∞"), (float("nan"), "NaN")],
)  # fmt: skip
def test_a_number_is_written_with_a_power_of_ten(value, written):
    assert number(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [(70, "70"), (34.6, "30"), (300, "300"), (0.1, "0.1"), (0.00123, "0.001"), (1e6, "10⁶"), (4e-15, "4·10⁻¹⁵"), (9.6e-4, "0.001")],
)
def test_one_digit_of_a_number_is_written_out_where_that_is_short(value, written):
    assert rounded(value) == written


@pytest.mark.parametrize(
    ("words", "written"),
    [("loss -0.5 at 3", "loss −0.5 at 3"), ("first/last 6.4e-05", "first/last 6.4·10⁻⁵"), ("1e-08", "10⁻⁸"), ("-1e+16", "−10¹⁶"),
     ("h1e2→conv-3 and L2-9", "h1e2→conv-3 and L2-9")],
)  # fmt: skip
def test_words_have_their_numbers_printed_and_their_names_as_they_are(words, written):
    assert typeset(words) == written


@pytest.mark.parametrize("value", [-0.25, 3.5e-9, -1.5e12, 4.0])
def test_what_widgets_write_themselves_looks_the_same(value):
    assert printed(value, 4) == number(value)


def test_a_table_shows_printed_numbers_and_copies_plain_ones(qtbot):
    table = QTableWidget(1, 1)
    qtbot.addWidget(table)
    print_numbers(table)
    table.setItem(0, 0, QTableWidgetItem("-2.5e-07"))
    assert table.itemDelegate().displayText(table.item(0, 0).text(), table.locale()) == "−2.5·10⁻⁷"
    table.setCurrentCell(0, 0)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert float(QGuiApplication.clipboard().text()) == -2.5e-7


def test_no_number_in_the_window_begins_with_a_hyphen(app, window, settle):
    """In labels, tips and lines of the program, while gradients of 1e-15 and negative weights are shown."""
    app.open_example("vanishing")
    for panel in window.panels:
        window.show_panel(panel)
    session, found = app.session, set()
    session.set_granularity("phase")
    session.debugger.run(2)
    for _ in range(4):
        session.step_over()
        settle()
        found |= {label.text() for label in app.window.findChildren(QLabel)}
        found |= {widget.toolTip() for widget in app.window.findChildren(QWidget)}
        found.add(window.panels["program"].listing.shown_text())
    assert any("−" in words for words in found)
    assert not [words for words in found if HYPHEN.search(words)]
