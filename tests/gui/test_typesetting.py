"""Numbers are written as print has them, everywhere; what is copied from a table can be computed with."""

import re
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTableWidget, QTableWidgetItem, QWidget

from engine import load
from engine.lessons.numbers import written
from engine.program.check import check
from engine.program.lower import lower
from gui.export.mathml import line
from gui.export.share.recorder import losses
from gui.look.printed import print_numbers
from gui.notation.numbers import log_tick, number, rounded, short, tick, typeset

HYPHEN = re.compile(r"(?<![\w.)])-\d|\de-\d")  # before a number, or in its exponent


@pytest.mark.parametrize(
    ("value", "written"),
    [(0.25, "0.25"), (-0.0, "0"), (1e-7, "10⁻⁷"), (-1e-7, "−10⁻⁷"), (2.5e-7, "2.5·10⁻⁷"), (-1.23456e5, "−1.235·10⁵"),
     (1e16, "10¹⁶"), (float("inf"), "∞"), (float("-inf"), "−∞"), (float("nan"), "NaN")],
)  # fmt: skip
def test_a_number_is_written_with_a_power_of_ten(value, written):
    assert number(value) == written


@pytest.mark.parametrize("value", [0.25, -0.0, -1e-7, 2.5e-7, -1.23456e5, 1e16, 123.456, np.inf, -np.inf, np.nan])
def test_a_lesson_writes_numbers_as_the_window_beside_it(value):
    assert written(value, "4g") == number(value, 4)


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


@pytest.mark.parametrize(
    ("value", "letters", "written"),
    [(0.12345, 6, "+0.123"), (-0.12345, 5, "−0.12"), (12.3, 3, "+12"), (3.4e-7, 5, "+3·10⁻⁷"), (-1e-15, 6, "−10⁻¹⁵"),
     (2e16, 5, "+2·10¹⁶"), (0.0, 5, "0"), (-0.0, 5, "0"), (float("-inf"), 5, "−∞"), (float("nan"), 5, "NaN")],
)  # fmt: skip
def test_a_number_in_the_drawing_is_short_and_has_its_sign(value, letters, written):
    assert short(value, letters) == written


@pytest.mark.parametrize(
    ("values", "step", "written"),
    [([1e-22, 1e-7, 2e-7], 1e-7, ["0", "1·10⁻⁷", "2·10⁻⁷"]), ([-0.5, -0.25, 0], 0.25, ["−0.50", "−0.25", "0.00"]),
     ([8000, 12000], 2000, ["8000", "12\u202f000"]), ([-2e6, 1.5e6], 5e5, ["−2·10⁶", "1.5·10⁶"]),
     ([1 - 1e-6, 1, 1 + 1e-6], 1e-6, ["0.999999", "1.000000", "1.000001"]),
     ([1234566, 1234568], 2, ["1.234566·10⁶", "1.234568·10⁶"])],
)  # fmt: skip
def test_numbers_of_a_linear_axis_have_the_digits_that_tell_them_apart(values, step, written):
    assert [tick(value, step) for value in values] == written


@pytest.mark.parametrize(
    ("exponent", "written"),
    [(0, "1"), (np.log10(20), "20"), (np.log10(0.003), "0.003"), (-7, "10⁻⁷"), (np.log10(2e-7), "2·10⁻⁷"),
     (320, "10³²⁰"), (-330, "10⁻³³⁰")],
)  # fmt: skip
def test_a_number_of_a_log_axis_has_one_digit(exponent, written):
    assert log_tick(exponent) == written


def test_a_table_shows_printed_numbers_and_copies_plain_ones(qtbot):
    table = QTableWidget(1, 1)
    qtbot.addWidget(table)
    print_numbers(table)
    table.setItem(0, 0, QTableWidgetItem("-2.5e-07"))
    assert table.itemDelegate().displayText(table.item(0, 0).text(), table.locale()) == "−2.5·10⁻⁷"
    table.setCurrentCell(0, 0)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert float(QGuiApplication.clipboard().text()) == -2.5e-7


@pytest.mark.parametrize(
    ("words", "shown"),
    [("nan", "NaN"), ("-inf", "−∞"), ("-0.5   inf   1e-08", "−0.5   ∞   10⁻⁸"), ("[-2, nan, …] (3×4)", "[−2, NaN, …] (3×4)"),
     ("inf→nan.z", "inf→nan.z")],
)  # fmt: skip
def test_a_cell_with_several_numbers_shows_each_of_them_printed(qtbot, words, shown):
    table = QTableWidget(1, 1)
    qtbot.addWidget(table)
    print_numbers(table)
    assert table.itemDelegate().displayText(words, table.locale()) == shown


def test_states_and_watches_show_printed_numbers_and_copy_plain_ones(app, window, settle):
    app.open_example("latch-rnn")
    session = app.session
    window.show_panel("states")
    window.show_panel("watches")
    session.debugger.run(1)
    session.go(session.debugger.t)
    window.panels["watches"].field.setText('grad("h~>h.weight")')
    window.panels["watches"].add()
    settle()
    for table, column in ((window.panels["states"].table, 1), (window.panels["watches"].table, 1)):
        item = next(item for item in (table.item(row, column) for row in range(table.rowCount())) if "-" in item.text())
        shown = table.itemDelegateForIndex(table.indexFromItem(item)).displayText(item.text(), table.locale())
        assert "−" in shown
        assert not HYPHEN.search(shown)
        table.setCurrentItem(item)
        app.window.activateWindow()
        table.setFocus()
        QGuiApplication.clipboard().clear()
        QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        copied = re.sub(r"[\[\],…]|\(.*\)", " ", QGuiApplication.clipboard().text()).split()
        assert copied
        assert all(np.isfinite(float(number)) for number in copied)


def test_formulas_and_losses_of_a_shared_page_have_printed_numbers():
    program = lower(check(load("spiral")))
    formulas = [line(program, pc) for pc in range(len(program))]
    assert any("<mn>10⁻⁸</mn>" in formula for formula in formulas), "Adam's eps"
    assert not any(re.search(r"<mn>[^<]*e", formula) for formula in formulas)
    run = SimpleNamespace(series=SimpleNamespace(losses=lambda: (np.arange(2), np.array([0.25, 3.00876e-5]))))
    assert [words for _, _, words in losses(run, 2)] == ["0.25", "3.0088·10⁻⁵"]


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
