"""One now: line, sentence, formula, canvas, status and unrolled network speak of the same operation and time step."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QSpinBox, QToolButton, QWidget
from tiers import sample

from engine.insight.moment.symbols import symbol
from engine.interchange.documents.examples import EXAMPLES, load
from engine.program.lower import lower
from engine.program.program import BACKWARD, PREACTIVATION
from gui.look.instruction import sentence
from gui.look.titles import in_symbols
from gui.session.speeds import speed_named

SHORT = ("xor", "hello", "circuit", "bce-net")


def plain(label: QLabel) -> str:
    from PySide6.QtGui import QTextDocument

    document = QTextDocument()
    document.setHtml(label.text())
    return document.toPlainText()


class Shown:
    """What the user reads in each panel, as text."""

    def __init__(self, window, network):
        self.window, self.network = window, network
        self.program = window.session.debugger.program

    def refresh(self):
        for panel in (self.window.canvas, self.window.panels["program"], self.window.panels["formula"]):
            panel.refresh()

    def heading(self) -> str:
        return plain(self.window.panels["formula"].hint)

    def formula(self) -> str:
        return plain(self.window.panels["formula"].text)

    def lines(self) -> tuple[str, str]:
        listing = self.window.panels["program"].listing
        return (listing.done.text if listing.done else "", listing.coming.text if listing.coming else "")

    def sentence(self) -> list[str]:
        return self.window.canvas.view.sentence.split("\n")

    def lit(self) -> set[str]:
        """The layers that are lit, also as a line on the card of their block."""
        items = [item for item in self.window.canvas.scene.nodes.values() if item.state.lit]
        inside = {
            name for item in items if item.block for name, part in zip(item.layers, item.state.parts, strict=True) if part.lit
        }
        return inside | {item.node.id for item in items if not item.block}

    def caption(self) -> str:
        return self.window.canvas.caption.toolTip()

    def agrees(self, pc: int) -> None:
        """Everything names instruction `pc` as just done, and its time step."""
        program, place = self.program, f"line {pc}"
        done, coming = self.lines()
        assert done == in_symbols(program, pc), place
        assert coming == in_symbols(program, (pc + 1) % len(program)), place
        first, *rest = self.sentence()
        assert first.startswith("Just done"), place
        assert first.endswith(sentence(program, pc, self.network)), place
        assert rest[-1].startswith("Next"), place
        assert rest[-1].endswith(sentence(program, (pc + 1) % len(program), self.network)), place
        assert self.heading().startswith(first.partition(" – ")[0]), place
        assert self.heading().split(" · ")[1].endswith(f" {pc + 1}"), place
        assert letters(str(symbol(program, program.code[pc].out).letter)) in letters(self.formula()), place
        node = program.slots[program.code[pc].out].node
        where = program.slots[program.outputs[-1]].node if "loss" in (node, program.code[pc].path[-1][1]) else ""
        assert self.lit() == ({node} if self.network.has(node) else {where} - {""}), place
        self.same_time(pc, first)

    def same_time(self, pc: int, first: str) -> None:
        program = self.program
        if program.length == 1:
            assert "time step" not in first + self.heading() + self.caption()
            return
        own = next((str(name) for kind, name in program.code[pc].path if kind == "time"), None)
        assert self.caption().startswith("time step "), pc
        shown = self.caption().partition(" · ")[0].removeprefix("time step ")
        if own is None:
            assert "for all time steps" in first, pc
            assert "for all time steps" in self.heading(), pc
        else:
            assert f"time step {own} –" in first, pc
            assert f"time step {own} ·" in self.heading(), pc
            assert shown == own, pc


def letters(words: str) -> str:
    return "".join(words.split())


@pytest.fixture
def shown(app, window):
    def open_(name):
        app.session.open(load(name))
        return Shown(window, app.session.experiment.network)

    return open_


@pytest.mark.parametrize("name", sample(list(EXAMPLES), 8, often=4))
def test_every_line_of_every_example(app, shown, name):
    seen = shown(name)
    length = len(seen.program)
    # A short program is walked line by line; of a long one, each line of the first time steps and of the last ones, or some.
    near = {pc for pc in range(length) if length < 300 or seen.program.time_of(pc) in (0, 1, 2, seen.program.length)}
    near = {pc for pc in near if len(near) < 1000 or pc % 23 == 0}
    for pc in range(length):
        app.session.step_into()
        if pc in near:
            seen.refresh()
            seen.agrees(pc)


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_two_operations_of_a_time_step_read_alike_and_each_names_the_value_that_it_reaches(name):
    experiment = load(name)
    program, network = lower(experiment), experiment.network
    told = {}
    for pc in range(len(program)):
        words = sentence(program, pc, network)
        other = told.setdefault((program.time_of(pc), program.phase_at(pc), words), pc)
        assert other == pc, f"lines {other + 1} and {pc + 1}: {words}"
        value = program.slots[program.code[pc].out]
        while value.of >= 0:
            value = program.slots[value.of]
        inner = value.index not in program.states(value.node) and value.kind != PREACTIVATION
        if inner and program.phase_at(pc) == BACKWARD:
            assert f"to layer {value.node}" not in words, f"line {pc + 1}: {in_symbols(program, pc)}"


def test_patches_pools_and_heads_are_called_what_they_are():
    digits, block = (load(name) for name in ("digits-cnn", "transformer-block"))

    def said(experiment, rule, *, last=False):
        program = lower(experiment)
        found = [pc for pc, instr in enumerate(program.code) if instr.rule.key == rule]
        return sentence(program, found[-1 if last else 0], experiment.network)

    assert "the values of x that it covers" in said(digits, "patches")
    program = lower(digits)
    back = program.writer[program.gradient_of[program.names["c2.patches"]]]
    assert sentence(program, back, digits.network).endswith("through the kernels to the patches that c2 collected.")
    assert sentence(program, back + 2, digits.network).startswith("The gradient flows back to layer p1: ")
    assert said(block, "scores").startswith("Layer a (head 1) ")
    assert said(block, "scores", last=True).startswith("Layer a (head 2) ")
    assert "gates" not in said(block, "join_rows")
    assert "(head" not in said(load("reverse-attention"), "scores"), "it has a single one"


def test_stepping_back_says_the_same(app, shown):
    for name in SHORT:
        seen = shown(name)
        app.session.go(len(seen.program))
        for pc in range(len(seen.program) - 2, -1, -1):
            app.session.back_into()
            seen.refresh()
            seen.agrees(pc)


def test_before_the_first_step_the_first_letter_is_shown(app, shown):
    seen = shown("hello")
    seen.refresh()
    assert seen.caption().startswith("time step 1 ")
    assert seen.sentence()[0].startswith("Next, time step 1 – ")
    assert seen.heading().startswith("Next, time step 1 · ")
    assert seen.lines() == ("", in_symbols(seen.program, 0))


def test_no_jump_to_the_first_time_step_for_the_gradient_of_a_shared_weight(app, shown):
    seen = shown("hello")
    times = []
    for pc in range(len(seen.program)):
        app.session.step_into()
        seen.refresh()
        if seen.program.phase_at(pc) == "backward":
            times.append(int(seen.caption().partition(" · ")[0].removeprefix("time step ")))
    assert times == sorted(times, reverse=True)
    assert set(times) == {1, 2, 3, 4}


class TestALineThatWasChosen:
    def click(self, qtbot, window, pc):
        listing = window.panels["program"].listing
        place = listing.row_rect(pc)
        listing.verticalScrollBar().setValue(listing.verticalScrollBar().value() + place.y())
        spot = listing.row_rect(pc).center()
        spot.setX(listing.gutter + 60)
        qtbot.mouseClick(listing.viewport(), Qt.MouseButton.LeftButton, pos=spot)

    def test_formula_and_canvas_show_it_until_the_next_step(self, qtbot, app, window, shown, settle):
        seen = shown("xor")
        app.session.go(14)
        settle()
        self.click(qtbot, window, 8)
        settle()
        assert seen.sentence() == [f"Line 9 – {sentence(seen.program, 8, seen.network)}"]
        assert seen.heading().startswith("Line 9 · Backward · ")
        assert seen.lit() == {"y"}
        assert window.panels["program"].listing.picked.text == in_symbols(seen.program, 8)
        app.session.step_into()
        settle()
        assert window.panels["program"].listing.picked is None
        seen.agrees(14)

    def test_one_to_come_is_called_so(self, qtbot, app, window, shown, settle):
        seen = shown("xor")
        app.session.go(2)
        settle()
        self.click(qtbot, window, 8)
        settle()
        assert seen.sentence()[0].startswith("Line 9, still to come – ")
        assert seen.heading().startswith("Line 9, still to come · ")

    def test_there_is_a_way_back(self, qtbot, app, window, shown, settle):
        seen = shown("xor")
        app.session.go(14)
        settle()
        for back in (
            lambda: qtbot.keyClick(window.panels["program"].listing, Qt.Key.Key_Escape),
            lambda: self.click(qtbot, window, 8),
            lambda: window.panels["formula"].hint.linkActivated.emit("now"),
        ):
            self.click(qtbot, window, 8)
            settle()
            assert seen.heading().startswith("Line 9"), "else nothing leads back"
            back()
            settle()
            seen.agrees(13)

    def test_a_weight_shows_its_gradient_then_its_chain_while_stepping(self, app, window, shown, settle):
        seen = shown("xor")
        app.session.go(15)
        app.session.looking.at_weight(replace(app.session.selection, parameter="x->h.weight", index=(1, 0)))
        settle()
        assert seen.heading().startswith("Line 15 · ")
        app.session.step_into()
        settle()
        seen.agrees(15)
        assert "Chain rule for w = x→h[1, 0], sample 4" in seen.formula()


def test_after_a_run_the_end_of_the_sequence_is_shown(app, window, shown, settle):
    seen = shown("hello")
    app.session.debugger.run(3)
    app.session.show_moment()
    settle()
    assert seen.sentence()[0] == "Training step 3 is finished."
    assert seen.caption().startswith("time step 4 ")
    assert seen.lit() == set()


def test_a_slow_run_is_followed_by_the_program(qtbot, app, window, shown):
    shown("vanishing")
    app.session.set_granularity("op")
    app.session.set_speed(speed_named("single-50"))
    listing = window.panels["program"].listing
    app.session.run()
    qtbot.waitUntil(lambda: app.session.debugger.t > 25)
    qtbot.waitUntil(lambda: listing.done is not None and listing.done.pc in listing.visible_pcs() and listing.done.pc > 20)
    app.session.pause()


def test_the_status_and_a_screen_reader_say_the_same(app, window, shown, settle, monkeypatch):
    heard = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: heard.append(event.message()))
    seen = shown("xor")
    settle()
    app.session.go(5)
    settle()
    assert "Loss · 5 of 20" in window.status.place_label.text()
    assert _chosen_phases(window) == ["loss"]
    assert window.panels["timeline"].timeline.track.reached == "loss"
    assert seen.sentence()[0] in heard[-1]
    assert seen.sentence()[1] in heard[-1]
    window.bar.phase_buttons["backward"].click()
    settle()
    assert "Backward · 6 of 20" in window.status.place_label.text()
    assert _chosen_phases(window) == ["backward"], "the phase that was asked for"


def _chosen_phases(window):
    return [phase for phase, button in window.bar.phase_buttons.items() if button.isChecked()]


def test_everything_says_that_a_run_goes_on_and_how_fast(app, window, shown, settle, qtbot):
    seen = shown("xor")
    app.session.course.watch_over(False)
    app.session.set_speed(speed_named("steps-100"))
    settle()
    program, button = window.panels["program"], window.bar.findChild(QToolButton, "run-button")
    idle = button.grab().toImage()
    places = [widget.geometry() for widget in window.bar.findChildren(QWidget) if widget.isVisible()]
    app.session.run()
    assert window.status.run_label.text() == "Running", "at once"
    qtbot.waitUntil(lambda: "steps/s" in window.status.run_label.text() and "steps/s" in program.running.text())
    assert button.text() == "Pause"
    assert button.grab().toImage() != idle
    assert [widget.geometry() for widget in window.bar.findChildren(QWidget) if widget.isVisible()] == places, "nothing moves"
    assert button.palette().button().color().name() == window.theme.accent, "it stands out"
    assert window.status.run_label.text().startswith("Running, ")
    assert program.running.isVisible()
    qtbot.waitUntil(lambda: seen.sentence()[0].startswith("Running, "))
    qtbot.waitUntil(lambda: seen.heading().startswith("Running"))
    assert _chosen_phases(window) == []
    assert program.listing.done is None
    assert window.panels["timeline"].timeline.track.reached == ""
    app.session.pause()
    settle()
    assert window.status.run_label.text() == "Paused"
    assert not program.running.isVisible()
    assert "Running" not in seen.sentence()[0] + seen.heading()
    assert button.text() == "Run"


class TestSampleAndTimeStep:
    def test_the_first_sample_shown_is_one_whose_factors_are_not_zero(self, app, window, shown, settle):
        seen = shown("xor")
        app.session.go(15)
        app.session.looking.at_weight(replace(app.session.selection, parameter="x->h.weight", index=(0, 0)))
        settle()
        assert window.canvas.findChild(QSpinBox, "sample").text() == "neurons: sample 4 of 4"
        assert "all samples (4)" in seen.heading(), "the gradient of a weight is that of the whole batch"
        assert "sample 4" in seen.caption()
        product = seen.formula().partition("Chain rule")[2].split()
        assert "0" not in product

    def test_one_click_shows_another_in_every_panel(self, qtbot, app, window, shown, settle):
        seen = shown("xor")
        app.session.go(1)
        settle()
        spin = window.canvas.findChild(QSpinBox, "sample")
        before = seen.formula()
        spin.stepBy(-1)
        settle()
        assert spin.text() == "sample 3 of 4"
        assert "sample 3 of 4" in seen.heading()
        assert "sample 3" in seen.caption()
        assert seen.formula() != before
        values = window.canvas.scene.nodes["x"].state.values
        assert values.tolist() == [1.0, 0.0]

    def test_keys(self, qtbot, app, window, shown, settle):
        shown("xor")
        settle()
        qtbot.keyClick(window, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        settle()
        assert window.canvas.findChild(QSpinBox, "sample").text() == "sample 1 of 4"

    def test_another_time_step_shows_the_same_operation_there(self, app, window, shown, settle):
        seen = shown("hello")
        app.session.go(seen.program.phases["loss"].start)
        settle()
        spin = window.canvas.findChild(QSpinBox, "time-step")
        assert spin.text() == "t = 4 of 4"
        done = seen.lines()[0]
        spin.setValue(2)
        settle()
        assert seen.caption().startswith("time step 2 ")
        assert window.panels["program"].listing.picked.text == done.replace("(4)", "(2)")
        assert ", time step 2 – " in seen.sentence()[0]
        assert ", time step 2 · " in seen.heading()
        app.session.step_into()
        settle()
        assert spin.text() == "t = 1 of 4"  # of the loss that was just computed

    def test_where_there_is_one_only_nothing_is_asked(self, app, window, shown, settle):
        shown("one-neuron")
        settle()
        assert not window.canvas.findChild(QSpinBox, "sample").isVisible()
        assert not window.canvas.findChild(QSpinBox, "time-step").isVisible()

    def test_a_batch_says_which_sample_of_the_data_it_is(self, app, window, shown, settle):
        seen = shown("hopeless")
        settle()
        number = seen.program.batches.indices(0)[app.session.now.sample] + 1
        assert f"In the data set, this is sample {number}." in window.canvas.findChild(QSpinBox, "sample").toolTip()
