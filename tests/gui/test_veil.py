"""What a lesson asks for stands nowhere in the window until it is answered: texts, tips, names, clipboard, exports."""

import contextlib
import re

import pytest
from learner import right_answer
from PySide6.QtGui import QGuiApplication
from tiers import sample
from visible import texts

from engine.lessons import lesson as model
from engine.lessons.bench import Bench
from engine.lessons.hiding import hidden
from engine.lessons.reading import load
from engine.runtime.breakpoints import Watchpoint
from engine.runtime.watch import Expression
from gui.export.writer import NothingToExport, content

PANELS = ("outline", "watches", "heatmaps", "inspector", "loss", "gradient-norm", "prediction", "diagnosis", "timeline")
# Questions whose answer is a number that nothing else in the window happens to be.
ASKED = [("one-neuron", "delta"), ("training-loop", "second"), ("by-hand", "z"), ("by-hand", "w5"), ("by-hand", "w1")]


def shown(app) -> str:
    """Everything that can be read, copied or written to a file now."""
    window = app.bench
    parts = [words for _, words in texts(app.window)]
    parts += [window.panels["program"].listing.shown_text()]
    for _, thing in window.figures.found():
        with contextlib.suppress(NothingToExport):
            parts.append(content(thing, "csv", app.theme).decode(errors="replace"))
    window.actions_by_id["file.copy-caption"].trigger()
    parts.append(QGuiApplication.clipboard().text())
    return "\n".join(parts)


def says(app, value: float) -> bool:
    """Whether the number stands anywhere, rounded to three digits or more."""
    written = "|".join(re.escape(f"{abs(value):.{digits}g}") for digits in (3, 4, 5, 6))
    return re.search(rf"(?<![\d.])({written})", shown(app)) is not None


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
    for t in range(session.debugger.t, session.veil.until + 1):
        session.go(t)
        settle()
        assert not says(app, answer), session.debugger.place
    session.lessons.answer(repr(answer))
    settle()
    assert says(app, answer), "else the test would see nothing"


def test_what_follows_from_a_hidden_value_is_hidden_too():
    program = Bench(load("one-neuron")).opening(load("one-neuron").step("delta")).program
    names = {program.slots[slot].name for slot in hidden(program, ["∂L/∂y.z"])}
    assert {"∂L/∂y.z", "∂L/∂x->y.weight", "x->y.weight new"} <= names
    assert "y.a" not in names
