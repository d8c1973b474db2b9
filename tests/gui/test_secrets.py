"""What a lesson asks besides numbers: options, places, orders and causes are told by nothing before they are answered."""

import re

import pytest
from learner import right_answer
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget, QWidget
from test_veil import PANELS, read, shown
from tiers import sample
from visible import texts

from engine.lessons import lesson as model
from engine.lessons.bench import Bench
from engine.lessons.hiding import Kept
from engine.lessons.judge import right_options
from engine.lessons.reading import LESSONS, load
from gui.look.sentences import told
from gui.look.titles import in_symbols
from gui.plots.catalogue import PLOTS
from gui.plots.source import source_of
from gui.session.curtain import veiled

CHOOSING = [name for name in LESSONS if any(isinstance(step.question, model.Choose) for step in load(name).asked())]
ORDERS = [(name, step.id) for name in LESSONS for step in load(name).asked() if isinstance(step.question, model.Order)]
HUNTS = [("bug-hunts", step.id) for step in load("bug-hunts").asked()] + [("gradient-check", "line"), ("gradient-check", "which")]
# Lines that are mistakes made on purpose.
MISTAKES = [
    ("uphill", "x->h.weight negated gradient"),
    ("toofast", "y.a′"),
    ("runaway", "x->h.weight accumulated gradient"),
]
LETTERS = 3  # an option of fewer is a number or a sign, which stands everywhere
# Words of right options that stand in the window and tell nothing.
COMMON = {
    ("losses", "larger"): "both losses are named by the question; which one the network has does not tell which δ is larger",
    ("remedies", "clip"): "“nothing” is a common word",
}
# Words that would name a mistake made on purpose.
NAMING = (
    "deliberate", "जान-बूझकर", "is reversed", "instead of z", "के बजाय a", "without zero_grad", "wrong sign", "σ′ of the output"
)  # fmt: skip


def lines(app) -> list[str]:
    """What can be read in the window beside the lesson's card."""
    card = {line for _, words in texts(app.bench.lessons.card) for line in words.split("\n")}
    return [line for line in "\n".join(read(app)).split("\n") if line not in card]


def open_panels(app, settle) -> None:
    for panel in PANELS:
        app.bench.show_panel(panel)
    settle()


def names(words: str, line: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", line, re.IGNORECASE) is not None


@pytest.mark.parametrize("name", sample(CHOOSING, 6, often=3))
@pytest.mark.parametrize("language", ["en", "hi"])
def test_no_right_option_is_named_in_the_window(app, settle, language, name):
    app.set_language(language)
    open_panels(app, settle)
    always, lesson, found = set(lines(app)), load(name), {}
    bench = Bench(lesson)
    for step in lesson.asked():
        if not isinstance(step.question, model.Choose) or (name, step.id) in COMMON:
            continue
        app.session.lessons.begin(lesson, step.id)
        open_panels(app, settle)
        for option in step.question.options:
            words = option.text.of(language)
            if option.id in right_options(step.question, bench.asking(step)) and sum(map(str.isalpha, words)) >= LETTERS:
                found[step.id] = [line for line in lines(app) if line not in always and names(words, line)]
    assert {step: where for step, where in found.items() if where} == {}


@pytest.mark.parametrize(("name", "step_id"), HUNTS)
def test_no_sentence_of_an_operation_names_a_mistake(session, name, step_id):
    session.lessons.begin(load(name), step_id)
    network, length = session.experiment.network, len(session.debugger.program)
    start = max(0, session.debugger.t - 1) // length * length
    for t in range(start + 1, start + length + 1):
        session.go(t)
        said = told(session.debugger.program, session.now, network)
        assert not [word for word in NAMING if word in said], said


@pytest.mark.parametrize(("step_id", "line"), MISTAKES)
def test_a_mistake_is_named_where_it_is_made_only_once_it_is_found(app, settle, step_id, line):
    session, lesson, window = app.session, load("bug-hunts"), app.bench
    window.show_panel("formula")
    always = set(lines(app))
    session.lessons.begin(lesson, step_id)
    program = session.debugger.program
    t = session.debugger.t // len(program) * len(program) - len(program) * (session.debugger.t > 0)
    place = t + program.writer[program.names[line]] + 1
    for found in (False, True):
        session.go(place)
        settle()
        named = [said for said in lines(app) if said not in always and any(word in said for word in NAMING)]
        assert bool(named) == found, named
        session.lessons.answer(right_answer(lesson.step(step_id), Bench(lesson).asking(lesson.step(step_id))))


def test_causes_are_behind_a_curtain_while_a_question_is_open(app, settle):
    session, lesson = app.session, load("bug-hunts")
    session.lessons.begin(lesson, "still")
    session.go(len(session.debugger.program))
    open_panels(app, settle)
    panel, cause = app.bench.panels["diagnosis"], "parameters start at 0"
    read = [child.text() for child in panel.findChildren(QWidget, "curtain") if child.isVisible()]
    assert read == [veiled()]
    assert cause not in shown(app)
    session.lessons.answer(right_answer(lesson.step("still"), Bench(lesson).asking(lesson.step("still"))))
    settle()
    assert not [child for child in panel.findChildren(QWidget, "curtain") if child.isVisible()]


@pytest.mark.parametrize(("name", "step_id"), ORDERS)
def test_what_is_put_in_order_stands_nowhere_in_its_order(app, settle, qtbot, name, step_id):
    session, lesson, window = app.session, load(name), app.bench
    app.window.resize(2400, 1000)  # all of the toolbar has room
    session.lessons.begin(lesson, step_id)
    window.show_panel("program")
    window.show_panel("timeline")
    settle()
    listing, phases = window.panels["program"].listing, list(window.bar.phase_buttons.values())
    t = session.debugger.t
    assert not listing.isVisible()
    assert not any(button.isVisible() for button in phases)
    assert not [line for line in lines(app) if line.count("Forward") and line.count("Backward")]
    assert "Forward" not in window.status.place_label.text()
    session.step_into()
    assert session.debugger.t == t, "the next operation would tell what comes first"
    session.lessons.answer(right_answer(lesson.step(step_id), Bench(lesson).asking(lesson.step(step_id))))
    settle()
    assert listing.isVisible()
    qtbot.waitUntil(lambda: all(button.isVisible() for button in phases))  # a toolbar is laid out a little later
    session.step_into()
    assert session.debugger.t == t + 1 or lesson.step(step_id).stage.at.phase != "start"


def test_lines_to_be_picked_are_called_as_in_the_listing(app, settle, qtbot):
    for language in ("en", "hi"):
        app.set_language(language)
        for name, step_id in (("training-loop", "whose"), ("gradient-check", "line"), ("bug-hunts", "line")):
            app.session.lessons.begin(load(name), step_id)
            settle()
            program = app.session.debugger.program
            rows = app.bench.lessons.card.findChild(QListWidget, "answer-places")
            listed = [in_symbols(program, pc).partition(" = ")[0] for pc in range(len(program))]
            assert [rows.item(row).text() for row in range(rows.count())] == listed


def test_the_space_bar_picks_a_place_by_the_name_of_the_listing(app, settle):
    app.session.lessons.begin(load("gradient-check"), "line")
    settle()
    rows = app.bench.lessons.card.findChild(QListWidget, "answer-places")
    row = next(row for row in range(rows.count()) if rows.item(row).text() == "f′[y]")
    rows.setCurrentRow(row)
    QTest.keyClick(rows, Qt.Key.Key_Space)
    assert app.bench.lessons.card.card.question.answer() == [model.Place("line", "y.a′")]


# plots -----------------------------------------------------------------------------------------------


def figures(session) -> dict[str, str]:
    """Each plot that is to be seen now, with all that it draws."""
    shown = {plot.name: plot.figure(source_of(session)) for plot in PLOTS}
    return {name: drawn(figure) for name, figure in shown.items() if not figure.empty}


def drawn(figure) -> str:
    curves = [(curve.name, curve.x.tolist(), curve.y.tolist()) for curve in figure.curves]
    image = None if figure.image is None else figure.image.values.tolist()
    return repr((curves, image, figure.note, figure.extra, figure.ticks))


BACKWARD = {"depth-profile", "gradient-norm", "flow-map", "update-ratio", "loss-surface"}
# A value of an example, the plots that show what follows from it, and some that do not.
READERS = [
    ("xor", "loss", {"loss", "loss-surface"}, {"prediction", "signal", "depth-profile"}),
    ("xor", "h.z", {"loss", "prediction", "signal", "saturation", *BACKWARD}, set()),
    ("xor", "∂L/∂y.z", BACKWARD, {"loss", "signal", "saturation"}),
    ("xor", "x->h.weight new", {"update-ratio", "prediction", "loss-surface"}, {"loss", "signal", "depth-profile"}),
    ("hello", "∂L/∂h.z[2]", {"time-shares", "through-time", "lag-profile", "gradient-norm"}, {"loss", "signal"}),
]


def test_a_plot_hides_while_a_value_that_it_reads_is_asked_for(app, settle):
    session = app.session
    for name, value, hiding, staying in READERS:
        session.veil.lift()
        app.open_example(name)
        session.go(3 * len(session.debugger.program))
        assert hiding <= set(figures(session)), value
        session.veil.cover(Kept(names=(value,)))
        seen = figures(session)
        assert hiding.isdisjoint(seen), value
        assert staying <= set(seen), value
        for slot in session.debugger.hidden:
            session.debugger.arena.views[slot][...] = 0.123
        assert figures(session) == seen, f"what stays in sight does not depend on what is hidden: {value}"


def test_a_plot_of_values_stays_while_a_gradient_is_asked_for(app, settle):
    lesson = load("through-time")
    app.session.lessons.begin(lesson, "tanh")
    app.session.go(app.session.veil.kept.until)
    for panel in ("saturation", "lag-profile"):
        app.bench.show_panel(panel)
    settle()
    seen = figures(app.session)
    assert "saturation" in seen
    assert "lag-profile" not in seen
    app.session.lessons.answer(right_answer(lesson.step("tanh"), Bench(lesson).asking(lesson.step("tanh"))))
    assert "lag-profile" in figures(app.session)


def test_a_run_that_was_seen_before_is_not_shown_beyond_the_question(app, settle):
    session, lesson = app.session, load("truncation")
    session.lessons.begin(lesson, "window")
    session.go(4 * len(session.debugger.program))
    session.lessons.begin(lesson, "seven")
    settle()
    assert session.debugger.furthest <= session.veil.kept.until
