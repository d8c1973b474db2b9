"""The card of a lesson keeps still: its title is whole, and a question stays where it is when it is answered."""

import pytest
from learner import right_answer, wrong_answer
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QCheckBox, QLabel, QTabBar

from engine.lessons.bench import Bench
from engine.lessons.reading import load
from gui.session.selection import Selection

# Questions of many lines, with something said to a wrong answer.
LONG = [("training-loop", "rate"), ("xor", "and"), ("gradient-check", "how"), ("by-hand", "arrives"), ("one-neuron", "four")]


@pytest.mark.parametrize("name", ["training-loop", "gradient-check"])
def test_the_title_of_a_lesson_is_read_whole(app, window, settle, name):
    app.window.resize(1280, 720)
    lesson = load(name)
    app.session.lessons.begin(lesson, lesson.steps[0].id)
    settle()
    title = window.lessons.card.findChild(QLabel, "lesson-title")
    assert " ".join(title.text().split()) == lesson.title.of("en")
    assert "\n" in title.text(), "else one line would do, and the test would see nothing"
    assert title.fontMetrics().boundingRect(title.contentsRect(), 0, title.text()).height() <= title.height()


@pytest.mark.parametrize("layout", ["lesson", "classroom"])
def test_a_question_stays_where_it_is_when_it_is_answered_and_the_feedback_is_in_sight(app, window, settle, qtbot, layout):
    app.window.resize(1280, 720)
    window.layouts.choose(layout)
    for name, step_id in LONG:
        lessons, lesson = app.session.lessons, load(name)
        step = lesson.step(step_id)
        lessons.begin(lesson, step_id)
        settle()
        card = window.lessons.card.card
        stood, said = card.question.mapTo(app.window, QPoint()), card.findChild(QLabel, "lesson-said")
        lessons.answer(wrong_answer(step, step.feedback[0], Bench(lesson).asking(step)))
        settle()
        assert said.text(), name
        assert card.question.mapTo(app.window, QPoint()) == stood, name
        qtbot.waitUntil(lambda said=said: said.visibleRegion().boundingRect() == said.rect())
        lessons.leave()


def test_the_answer_that_is_right_has_no_button_more_than_the_question(app, window, settle):
    app.window.resize(1280, 720)
    lessons, lesson = app.session.lessons, load("xor")
    step = lesson.step("and")
    lessons.begin(lesson, "and")
    settle()
    area = window.lessons.card.card.area
    high = area.height()
    lessons.answer(right_answer(step, Bench(lesson).asking(step)))
    settle()
    assert area.height() == high
    lessons.leave()


def test_the_last_of_the_tabs_beside_a_lesson_keeps_its_whole_name(app, window, settle, qtbot):
    app.window.resize(1366, 768)
    window.layouts.choose("classroom")
    lesson = load("by-hand")
    for step_id in ("outputs", "factors", "paths", "arrives"):
        app.session.lessons.begin(lesson, step_id)
        settle()
    bar = next(bar for bar in window.findChildren(QTabBar) if bar.isVisible() and bar.count() == 2)
    shown = [bar.tabRect(place).width() for place in range(2)]
    bar.setElideMode(bar.elideMode())  # has Qt measure them again
    assert shown == [bar.tabRect(place).width() for place in range(2)]
    app.session.lessons.leave()


def test_in_a_classroom_what_a_step_has_the_learner_set_is_in_sight(app, window, settle, qtbot):
    app.window.resize(1366, 768)
    window.layouts.choose("classroom")
    lessons, lesson = app.session.lessons, load("xor")
    lessons.begin(lesson, "bias")
    app.session.select(Selection(nodes=frozenset(["y"])))
    settle()
    bias = next(box for box in window.panels["inspector"].findChildren(QCheckBox) if box.text() == "Bias")
    qtbot.waitUntil(lambda: bias.visibleRegion().boundingRect() == bias.rect())
    lessons.begin(lesson, "draw")
    settle()
    assert not window.canvas_bar.more.visibleRegion().isEmpty(), "the step says: open + Add a layer"
    lessons.leave()
