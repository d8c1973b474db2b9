"""A lesson is played in the window with the keyboard; what is asked for is hidden, and the user's own work comes back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from engine.interchange.documents.examples import example

STEP = Qt.Key.Key_F10


@pytest.fixture
def keyboard(qtbot, window, settle):
    """Types where the keyboard is, as a learner does."""

    def press(keys, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        target = QApplication.focusWidget() or window
        QTest.keyClicks(target, keys) if isinstance(keys, str) else QTest.keyClick(target, keys, modifier)
        settle()

    return press


@pytest.fixture
def opened(qtbot, app, window, settle):
    """Opens a lesson, with the keyboard at its card."""

    def play(name: str):
        app.window.activateWindow()
        assert window.lessons.open(name)
        settle()
        return window.lessons.card

    return play


def said(card) -> str:
    return card.findChild(QLabel, "lesson-said").text()


def test_the_first_lesson_from_its_start_to_its_end(app, window, session_of, opened, keyboard, settle):
    session = app.session
    app.open_example("xor")
    session.step_over()
    session.edit("another rate", session.experiment)
    mine = (session.experiment, session.debugger, session.debugger.t, window.layouts.row.name)
    card = opened("circuit")
    for _ in range(2):
        keyboard(STEP)
    assert "Done." in said(card)
    keyboard(Qt.Key.Key_Return)
    keyboard("12")
    keyboard(Qt.Key.Key_Return)
    assert "z is negative" in said(card)
    assert not card.findChild(QLabel, "lesson-hints").isVisible(), "the first wrong answer has its feedback alone"
    keyboard("-12")
    keyboard(Qt.Key.Key_Return)
    assert "You said −12 · it is −12" in card.findChild(QLabel, "lesson-pair").text()
    assert session.debugger.value("f.z")[0, 0] == -12, "the learner's own debugger stands at the answer"
    keyboard(Qt.Key.Key_Escape)
    assert not session.lessons.on
    assert (session.experiment, session.debugger, session.debugger.t, window.layouts.row.name) == mine
    assert session.experiment == example("xor")


@pytest.fixture
def session_of(app):
    return app.session


def test_what_is_asked_for_can_be_read_nowhere_and_the_clock_stops_before_it_is_given_away(app, window, opened, settle):
    session = app.session
    opened("circuit")
    session.go(3 * len(session.debugger.program))
    settle()
    assert session.debugger.t == len(session.debugger.program)
    assert session.debugger.value("f.z") is None
    assert session.debugger.value("loss") is None
    assert session.debugger.value("q.z")[0, 0] == 3
    session.lessons.leave()
    assert not session.veil.on


def test_a_step_begun_again_has_the_same_bits(app, window, opened, settle, keyboard):
    session = app.session
    card = opened("circuit")
    start = session.debugger.arena.buffer.tobytes()
    session.step_over()
    session.values.set("one->x.weight", (0, 0), 7.0)
    card.findChild(QPushButton, "lesson-again").click()
    settle()
    assert session.debugger.arena.buffer.tobytes() == start
