"""What a lesson asks for stands nowhere in the window until it is answered: texts, tips, names, clipboard, exports."""

import contextlib
import re
from html import unescape

import pytest
from learner import right_answer
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QGuiApplication
from tiers import sample
from visible import texts

from engine.lessons import lesson as model
from engine.lessons.bench import Bench
from engine.lessons.hiding import asked_later, hidden
from engine.lessons.reading import load
from engine.runtime.breakpoints import Watchpoint
from engine.runtime.watch import Expression
from gui.export import drawn
from gui.export.page import svg_with_letters
from gui.export.writer import NothingToExport, content
from gui.look.picture import Picture

PANELS = ("outline", "watches", "heatmaps", "inspector", "loss", "gradient-norm", "prediction", "diagnosis", "timeline")
# Questions whose answer is a number that nothing else in the window happens to be.
ASKED = [("one-neuron", "delta"), ("training-loop", "second"), ("by-hand", "z"), ("by-hand", "w5"), ("by-hand", "w1")]


def read(app) -> list[str]:
    """Everything that can be read in the window now."""
    window = app.bench
    listing = window.panels["program"].listing
    return [
        *(words for _, words in texts(app.window)),
        listing.shown_text() if listing.isVisible() else "",
        window.canvas.view.sentence,
    ]


def shown(app, drawings: bool = False) -> str:
    """Everything that can be read, copied or written to a file now; with the letters in drawings, which take their time."""
    window = app.bench
    parts = [words for _, words in texts(app.window)]
    parts += [window.panels["program"].listing.shown_text(), window.canvas.view.sentence]
    for _, thing in window.figures.found():
        with contextlib.suppress(NothingToExport):
            parts.append(content(thing, "csv", app.theme).decode(errors="replace"))
        with contextlib.suppress(NothingToExport):
            parts.append(letters(thing, app.theme) if drawings else "")
    window.actions_by_id["file.copy-caption"].trigger()
    parts.append(QGuiApplication.clipboard().text())
    return "\n".join(parts)


def letters(thing, theme) -> str:
    """What is written on a figure or picture. PNG, PDF and SVG files are painted by the same calls; in them letters are shapes."""
    if thing.empty:
        raise NothingToExport(thing.empty)
    if isinstance(thing, Picture):
        source = svg_with_letters(QSizeF(thing.width, thing.height), theme, "", thing.paint)
    else:
        laid = drawn.sheet(thing, theme, 760, 480, 9.0, "")
        source = svg_with_letters(QSizeF(760, 480), theme, "", lambda painter: drawn.draw(laid, painter))
    return unescape("\n".join(re.findall(r"<text[^>]*>([^<]*)<", source)))


def says(app, value: float, drawings: bool = False) -> bool:
    """Whether the number stands anywhere, rounded to three digits or more."""
    written = "|".join(re.escape(f"{abs(value):.{digits}g}") for digits in (3, 4, 5, 6))
    return re.search(rf"(?<![\d.])({written})", shown(app, drawings)) is not None


@pytest.mark.parametrize(("name", "step_id"), sample(ASKED, 3))
def test_the_answer_stands_nowhere_before_it_is_given_and_everywhere_after(app, window, settle, name, step_id):
    session, lesson = app.session, load(name)
    step = lesson.step(step_id)
    answer = float(right_answer(step, Bench(lesson).asking(step)))
    session.lessons.begin(lesson, step_id)
    for panel in PANELS:
        window.show_panel(panel)
    session.watch(tuple(Watchpoint(Expression(f'value("{hid}")'), False) for hid in step.stage.veil))
    assert isinstance(step.question, model.Number)
    for t in range(session.debugger.t, session.veil.kept.until + 1):
        session.go(t)
        settle()
        assert not says(app, answer, drawings=t == session.veil.kept.until), session.debugger.place
    session.lessons.answer(repr(answer))
    settle()
    assert says(app, answer), "else the test would see nothing"


@pytest.mark.parametrize(("name", "step_id", "later"), [("by-hand", "w5", ("new", "w1")), ("by-hand", "z", ("w5", "w1"))])
def test_what_the_next_steps_ask_for_is_not_seen_on_the_way_to_them(app, window, settle, name, step_id, later):
    session, lesson = app.session, load(name)
    bench = Bench(lesson)
    session.lessons.begin(lesson, step_id)
    session.lessons.answer(right_answer(lesson.step(step_id), bench.asking(lesson.step(step_id))))
    for panel in PANELS:
        window.show_panel(panel)
    session.go(len(session.debugger.program))
    settle()
    for other in later:
        assert not says(app, float(right_answer(lesson.step(other), bench.asking(lesson.step(other))))), other
    session.lessons.leave()
    assert not session.veil.on


def test_what_follows_from_a_hidden_value_is_hidden_too():
    program = Bench(load("one-neuron")).opening(load("one-neuron").step("delta")).program
    names = {program.slots[slot].name for slot in hidden(program, ["∂L/∂y.z"])}
    assert {"∂L/∂y.z", "∂L/∂x->y.weight", "x->y.weight new"} <= names
    assert "y.a" not in names


def test_a_bug_hunt_does_not_name_its_bug_before_it_is_found(app, window, settle):
    session, lesson = app.session, load("bug-hunts")
    step = lesson.step("uphill")
    session.lessons.begin(lesson, step.id)
    window.show_panel("diagnosis")
    settle()
    told = ("deliberate mistake", "Break it (1)")
    assert not [words for words in told if words in shown(app)]
    action = window.actions_by_id["mistake.wrong_sign"]
    assert not action.isChecked()
    assert not action.isEnabled()
    assert not window.actions_by_id["debug.diagnose"].isEnabled()
    assert window.actions_by_id["debug.check"].isEnabled(), "that is what finds it"
    diagnose = window.actions_by_id["debug.diagnose"]
    assert "lesson" in diagnose.toolTip()
    assert "lesson" in diagnose.statusTip()
    session.lessons.answer(right_answer(step, Bench(lesson).asking(step)))
    settle()
    assert action.isChecked()
    assert action.isEnabled()
    assert "lesson" not in diagnose.toolTip() + diagnose.statusTip()
    assert "(" in diagnose.toolTip(), "its key"
    session.lessons.leave()
    settle()
    assert not session.veil.kept.causes


def test_another_example_that_is_opened_in_a_bug_hunt_can_be_diagnosed_and_broken(app, window, settle):
    session = app.session
    session.lessons.begin(load("bug-hunts"), "uphill")
    settle()
    app.open_example("vanishing")
    window.show_panel("diagnosis")
    settle()
    assert window.actions_by_id["debug.diagnose"].isEnabled()
    assert window.actions_by_id["mistake.wrong_sign"].isEnabled()
    assert not window.panels["diagnosis"].curtained
    session.lessons.bring_back()
    settle()
    assert not window.actions_by_id["debug.diagnose"].isEnabled()
    assert window.panels["diagnosis"].curtained


def test_another_example_that_is_opened_in_a_lesson_hides_nothing_and_stops_nowhere(app, window, settle):
    session, lesson = app.session, load("one-neuron")
    session.lessons.begin(lesson, "delta")
    settle()
    stood = session.experiment
    app.open_example("xor")
    program = session.debugger.program
    session.go(3 * len(program))
    settle()
    assert session.debugger.t == 3 * len(program)
    assert session.debugger.value(f"∂L/∂{session.experiment.network.main.id}.z") is not None
    assert not window.panels["timeline"].curtained
    assert window.actions_by_id["debug.diagnose"].isEnabled()
    session.open(stood)
    session.go(3 * len(session.debugger.program))
    assert session.debugger.value("∂L/∂y.z") is None, "the network of the lesson is no other one, however it is opened"
    app.open_example("xor")
    session.lessons.bring_back()
    settle()
    assert session.debugger.value("∂L/∂y.z") is None
    assert not window.actions_by_id["debug.diagnose"].isEnabled()


def test_a_run_for_some_epochs_goes_no_further_than_a_question(app, window, settle):
    session = app.session
    session.lessons.begin(load("one-neuron"), "delta")
    settle()
    until = session.veil.kept.until
    session.course.start_epochs(3)
    assert not session.running
    assert session.debugger.t == until
    session.lessons.leave()
    assert session.course.until_step is None, "the next run has no end"


def test_a_step_does_not_hide_what_it_speaks_of_itself():
    lesson = load("one-neuron")
    program = Bench(lesson).opening(lesson.step("delta")).program
    assert set(asked_later(program, lesson, lesson.step("loss"))) == {"delta", "still", "move"}
    assert set(asked_later(program, lesson, lesson.step("way"))) == {"still", "move"}, "the sign of the gradient is asked there"
    assert asked_later(program, lesson, lesson.step("move")) == {}, "the next network is another one"


def test_exports_of_the_drawing_and_the_formula_can_be_read_by_this_test(app, window, settle):
    app.open_example("one-neuron")
    app.session.go(len(app.session.debugger.program))
    settle()
    canvas = dict(window.figures.found())["canvas"]
    assert "0.8" in letters(canvas, app.theme)
