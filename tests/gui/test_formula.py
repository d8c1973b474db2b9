"""The formula: what it shares with the canvas, the sum over paths below it, and its lines where there is little room."""

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel, QScrollArea, QToolButton

from engine.insight.moment.things import Thing
from engine.interchange.documents.examples import load
from gui.look.theme import MARKS, THEMES, mark_role
from gui.panels.formula.panel import FormulaPanel

DISCS = "❶❷❸❹❺"


def plain(label: QLabel) -> str:
    document = QTextDocument()
    document.setHtml(label.text())
    return " ".join(document.toPlainText().split())


@pytest.fixture
def panel(session, qtbot):
    made = FormulaPanel(session)
    qtbot.addWidget(made)
    made.resize(520, 700)
    session.open(load("two-by-two"))
    session.go(14)  # ∂L/∂W[i→h] was just computed
    made.show()
    made.refresh()
    return made


def paths(panel: FormulaPanel) -> str:
    panel.refresh()
    panel.session.clock.flush()
    return plain(panel.findChild(QLabel, "formula-paths"))


def open_more(panel: FormulaPanel, qtbot) -> None:
    qtbot.mouseClick(panel.findChild(QToolButton, "explain-more"), Qt.MouseButton.LeftButton)


def test_in_a_low_panel_the_formula_comes_before_what_stands_around_it(panel):
    around = panel.findChild(QToolButton, "explain-more"), panel.findChild(QLabel, "formula-heading")
    formula = panel.findChild(QScrollArea)
    panel.setMinimumSize(90, 40)  # as low as a dock makes it
    for height, seen in ((50, (False, False)), (700, (True, True))):
        panel.resize(520, height)
        assert tuple(widget.isVisible() for widget in around) == seen, height
        panel.layout().activate()
        assert formula.height() >= min(height, 2 * panel.fontMetrics().height())


def test_formula_and_canvas_wear_the_same_numbers_and_light_each_other(app, window, qtbot, settle):
    app.session.open(load("two-by-two"))
    app.session.go(14)
    settle()
    formula, scene = window.panels["formula"], window.canvas.scene
    marks = app.session.pointing.marks
    weight, neuron = Thing(weight="i->h.weight", place=(0, 0)), Thing("h", 0)
    # ∂L/∂W = ∂L/∂z · a and, of the chain, ∂L/∂a and ∂a/∂z: the rest is in the line already, and has its number
    assert [mark.things for mark in marks] == [(weight,), (neuron,), (Thing("i", 0),), (neuron,), (neuron,)]
    assert [mark.number for mark in marks] == [1, 2, 3, 4, 5]
    for mark in marks:
        color = getattr(window.theme, mark_role(mark.number))
        assert f"<span style='color:{color}'>{DISCS[mark.number - 1]}</span>" in formula.text.text()
    assert [worn.number for worn in scene.wires["i->h"].worn[0, 0]] == [1]
    assert [worn.number for worn in scene.nodes["i"].worn[0, -1]] == [3]
    told = {worn.number: worn.tag for worn in scene.nodes["h"].worn[0, -1]}
    assert {number: tag.words for number, tag in told.items()} == {2: "∂L/∂z", 4: "∂L/∂a", 5: "∂a/∂z"}
    assert told[2].value == pytest.approx(told[4].value * told[5].value)
    # The mouse over the neuron on the canvas lights its factors; over a factor it lights the neuron.
    lit = f"background-color:{window.theme.current}"
    view = window.canvas.view
    spot = view.mapFromScene(scene.nodes["h"].outline(0).center())
    assert lit not in formula.text.text()
    qtbot.mouseMove(view.viewport(), spot)
    settle()
    assert lit in formula.text.text()
    scene.hover("", None, None)
    settle()
    assert lit not in formula.text.text()
    qtbot.mouseMove(formula)
    number = re.search(r"href='(\d+)'[^>]*>0.05</a>", formula.text.text())[1]
    formula.text.linkHovered.emit(number)
    assert scene.nodes["i"].pointed == {0}
    formula.more.click()
    settle()
    number = re.search(r"href='(\d+)'[^>]*>−0.0002298</a>", formula.sum.text())[1]
    formula.sum.linkHovered.emit(number)  # a whole path
    assert {name: item.pointed for name, item in scene.nodes.items()} == {"i": {0}, "h": {0}, "o": {1}}
    assert scene.wires["h->o"].pointed == {(1, 0)}
    formula.text.linkHovered.emit("")
    assert not scene.nodes["i"].pointed
    # Nothing is worn once the formula is out of sight.
    window.docks["formula"].hide()
    assert not scene.nodes["h"].worn


def test_explain_more_shows_both_paths_and_they_add_up(panel, session, qtbot):
    assert not panel.findChild(QLabel, "formula-paths").isVisible()
    open_more(panel, qtbot)
    words = paths(panel)
    assert "= 0.0004386 paths: 2" in words
    assert "0.7414 · 0.1868 · 0.4 · 0.2413 · 0.05 = 0.0006684 L → o[0] → h[0]" in words
    assert "+ −0.2171 · 0.1755 · 0.5 · 0.2413 · 0.05 = −0.0002298 L → o[1] → h[0] = 0.0004386" in words
    panel.findChild(QLabel, "formula-paths").linkActivated.emit("ends")
    words = paths(panel)
    assert "0.7414 · 0.0009016 = 0.0006684 ∂L/∂ao[0] · ∂ao[0]/∂w · paths: 1" in words
    assert words.endswith("= 0.0004386")


def test_a_negative_number_after_an_operator_stands_in_brackets(panel, session):
    session.open(load("xor"))
    session.debugger.change("y.bias", [-3.0])
    written = []
    for t in range(1, len(session.debugger.program)):
        session.go(t)
        panel.refresh()
        written += [plain(label) for label in panel.findChildren(QLabel)]
    assert any("σ(−(−" in words for words in written), "the slope of the sigmoid where z is negative"
    assert not [words for words in written if "−−" in words]


def test_samples_time_steps_and_many_paths_are_added(panel, session, qtbot):
    open_more(panel, qtbot)
    session.open(load("xor"))
    session.looking.at_weight(replace(session.selection, parameter="x->h.weight", index=(0, 1)))
    assert "Choose a weight" in paths(panel)
    session.go(len(session.debugger.program))
    words = paths(panel)
    assert "sample 4 · paths: 1" in words
    assert "the other samples: 3" in words
    assert "the contribution of each sample is multiplied by 1/4" in words
    session.open(load("hello"))
    session.go(len(session.debugger.program))
    session.looking.at_weight(replace(session.selection, parameter="h~>h.weight", index=(0, 1)))
    session.looking.at_time(3)
    words = paths(panel)
    assert "time step 3 · paths: 36" in words
    assert "all weaker paths: 28" in words
    assert "+ −0.0148 time step 2" in words
    session.open(load("vanishing"))
    session.go(session.debugger.program.phases["backward"].stop)
    session.looking.at_weight(replace(session.selection, parameter="x->h1.weight", index=(0, 0)))
    words = paths(panel)
    assert "·10²²" in words
    assert "factors: " in words


def test_a_neuron_has_paths_too(panel, session, qtbot):
    open_more(panel, qtbot)
    session.go(13)  # ∂L/∂z[h]
    assert "paths: 2" in paths(panel)
    session.go(2)
    assert "Choose a weight" in paths(panel)


def test_classes_are_named(panel, session, qtbot):
    session.open(load("xor"))
    session.go(5)
    panel.refresh()
    assert "all samples (4)" in plain(panel.hint), "the loss is that of the whole batch"
    session.go(4)
    panel.refresh()
    assert "sample 4 of 4 (y = 0)" in plain(panel.hint)
    settings = {**session.experiment.data.settings, "class_names": ["unlike", "alike"]}
    session.edit("names", replace(session.experiment, data=replace(session.experiment.data, settings=settings)))
    panel.refresh()
    assert "sample 4 of 4 (unlike)" in plain(panel.hint)
    session.open(load("embedding"))  # each output is a letter
    session.go(session.debugger.program.phases["loss"].start)
    last = session.debugger.program.outputs[-1]
    session.point_at_line(session.debugger.program.writer[last])
    panel.refresh()
    assert panel.row.text() == "0 (h)"


@pytest.mark.parametrize(("width", "size"), [(250, 9.5), (330, 19.0)])
def test_nothing_is_cut_in_a_narrow_panel(panel, session, width, size):
    font = panel.font()
    font.setPointSizeF(size)
    panel.setFont(font)
    panel.more.setChecked(True)
    bar = panel.findChild(QScrollArea).horizontalScrollBar()
    for name, places in (("two-by-two", (1, 5, 9, 14, 16)), ("xor", (1, 5, 15)), ("hello", (3, 44, 95))):
        session.open(load(name))
        for place in places:
            session.go(place)
            panel.resize(width, 700)
            panel.refresh()
            panel.layout().activate()
            assert bar.maximum() == 0, (name, place)


def test_marks_are_as_many_as_there_are_colours():
    for theme in THEMES.values():
        assert len({getattr(theme, mark_role(number)) for number in range(1, MARKS + 1)}) == MARKS


def test_numbers_travel_along_their_wires(app, window, qtbot, settle):
    app.session.open(load("two-by-two"))
    settle()
    window.canvas.view.setFocus()
    travel = window.canvas.scene.travel
    qtbot.keyClick(window.canvas.view, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: bool(travel.riders))
    # z = W · i + b: each product 0.15 · 0.05 … 0.30 · 0.10 leaves its input and arrives at its neuron.
    assert len(travel.riders) == 4
    rider, wire = travel.riders[0], window.canvas.scene.wires["i->h"]
    assert rider.words == "+0.030"
    travel.show(0.0)
    assert travel.at(rider) == wire.way((1, 1)).pointAtPercent(0)
    travel.show(1.0)
    assert travel.at(rider) == wire.way((1, 1)).pointAtPercent(1)
    qtbot.waitUntil(lambda: not travel.riders)
    assert app.session.clock.idle
    app.session.go(10)
    settle()
    app.session.step_into()  # ∂L/∂a[h] comes back along the wires
    settle()
    assert travel.riders[0].ends == (1.0, 0.0)
    app.session.step_into()  # a key while numbers are under way: they arrive at once, and none are sent
    settle()
    assert not travel.riders
    window.actions_by_id["view.calm"].trigger()
    app.session.go(2)
    settle()
    app.session.step_into()
    settle()
    assert not travel.riders


def test_a_bias_does_not_wear_the_number_of_its_neuron_beside_the_result(session, panel):
    session.go(1)  # z[h] = W·x + b
    panel.refresh()
    written = panel.findChild(QLabel, "formula-text").text()
    worn = [number for number in DISCS if number in written]
    assert worn == ["❶", "❷", "❸"]
    assert all(written.count(number) == 1 for number in worn)


def test_the_line_is_there_before_the_paths_are_found(session, panel, qtbot):
    open_more(panel, qtbot)
    before = paths(panel)
    session.go(13)
    panel.refresh()
    assert "Backward 13" in plain(panel.findChild(QLabel, "formula-heading"))
    assert plain(panel.findChild(QLabel, "formula-paths")) == before
    session.clock.flush()
    assert plain(panel.findChild(QLabel, "formula-paths")) != before


def test_a_sample_is_counted_from_one_wherever_it_is_named(panel):
    panel.session.open(load("xor"))
    program = panel.session.debugger.program
    panel.session.go(next(pc for pc, instr in enumerate(program.code) if program.slots[instr.out].name == "h.a") + 1)
    panel.session.looking.at_sample(3)
    panel.refresh()
    assert "sample 4 of 4" in plain(panel.findChild(QLabel, "formula-heading"))
    assert re.search(r"ah ?\[0\] #4 =", plain(panel.text)), plain(panel.text)
    assert "[0, 3]" not in plain(panel.text), "an index as in PyTorch has no place for the fourth sample"


def test_the_signs_beside_the_terms_of_a_loss_are_explained(panel):
    panel.session.open(load("xor"))
    program = panel.session.debugger.program
    panel.session.go(program.phases["loss"].stop)
    panel.refresh()
    words = plain(panel.text)
    assert "ℓ(y[0], t[0]) #4" in words
    for meaning in ("ℓ: loss of one output", "t: target", "#1: sample 1", "scale: 1/N"):
        assert meaning in words
    panel.session.go(1)
    panel.refresh()
    assert "ℓ" not in plain(panel.text)
    assert "t: target" not in plain(panel.text), "what does not occur is not explained"
