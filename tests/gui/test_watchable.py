"""What is seen can be read, and speaks of one thing: contrast, phases, tags, and whether anything runs."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QFontMetrics
from PySide6.QtWidgets import QComboBox

from engine.insight.flow.jacobian import Jacobians
from engine.insight.moment.things import Thing
from engine.interchange.documents.examples import load
from engine.lessons.hiding import Kept
from gui.canvas.nudge import NudgeDialog
from gui.canvas.sentence import parts_of
from gui.look.glossary import GlossaryDialog, term_in
from gui.look.terms import TERMS
from gui.look.theme import THEMES
from gui.plots.memory import memory
from gui.plots.source import source_of
from gui.widgets.ink import blended, ink
from gui.widgets.ribbon import COMING, DONE, REACHED, ribbon

TEXTS = """text muted accent value gradient loss update warning error good mark1 mark2 mark3 mark4""".split()  # noqa: SIM905
READABLE = 4.5


def luminance(color):
    channels = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (color.redF(), color.greenF(), color.blueF()))
    return sum(weight * channel for weight, channel in zip((0.2126, 0.7152, 0.0722), channels, strict=True))


def contrast(one, other):
    dark, bright = sorted((luminance(QColor(one)), luminance(QColor(other))))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
class TestContrast:
    def test_every_text_on_every_ground(self, theme):
        poor = [
            (role, ground)
            for role in TEXTS
            for ground in ("window", "panel", "raised", "current")
            if contrast(getattr(theme, role), getattr(theme, ground)) < READABLE
        ]
        assert poor == []
        assert contrast(theme.on_accent, theme.accent) >= READABLE

    def test_the_names_of_the_phases(self, theme):
        for role in ("value", "loss", "gradient", "update"):
            for share in (REACHED, DONE, COMING):
                ground = blended(QColor(getattr(theme, role)), QColor(theme.window), share)
                assert contrast(ink(ground.rgb()), ground) >= READABLE, (role, share)


class TestRibbon:
    PHASES = ((0.0, 0.5, "value", "Forward"), (0.5, 0.502, "loss", "Loss"), (0.502, 0.99, "gradient", "Backward"),
              (0.99, 1.0, "update", "Update"))  # fmt: skip

    def test_no_phase_is_narrower_than_its_name(self, qapp):
        found = ribbon(QRectF(10, 0, 600, 20), self.PHASES, QFont())
        assert all(found.part(number).width() > 20 for number in range(4))
        assert found.edges[-1] == pytest.approx(610)

    def test_a_place_and_its_share_are_one(self, qapp):
        found = ribbon(QRectF(10, 0, 600, 20), self.PHASES, QFont())
        for share in (0.0, 0.2, 0.5, 0.501, 0.7, 0.995, 1.0):
            assert found.share(found.place(share)) == pytest.approx(share)


class TestSentence:
    WORDS = "Just done – Weights of the layer: how much did each contribute? δ times its input, summed.\nNext – something else."

    def test_it_wraps_and_nothing_is_cut_where_there_is_room(self, qapp):
        _, parts = parts_of(self.WORDS, QFont(), 300, 4)
        assert "…" not in "".join(words for words, *_ in parts)
        assert parts[0][0] == self.WORDS.partition("\n")[0]

    def test_what_comes_next_makes_way_first(self, qapp):
        _, high = parts_of(self.WORDS, QFont(), 2000, 1)
        assert [words for words, *_ in high] == [self.WORDS.partition("\n")[0]]

    @pytest.mark.parametrize("points", [9.5, 18])
    @pytest.mark.parametrize("width", [300, 500, 700])
    def test_in_two_lines_it_still_says_what_comes_next(self, qapp, points, width):
        font = QFont()
        font.setPointSizeF(points)
        smaller, parts = parts_of(self.WORDS, font, width, 2)
        assert parts[0][0].startswith("Just done –")
        assert parts[1][0].startswith("Next – ")
        assert sum(high for *_, high in parts) <= 2 * QFontMetrics(font).lineSpacing() + 1
        assert min(points, 8) <= smaller.pointSizeF() <= points


def test_a_neuron_says_the_gradient_that_the_formula_means(app, window, settle):
    app.open_example("xor")
    session = app.session
    session.go(session.debugger.program.phases["backward"].start + 4)
    settle()
    marks = session.pointing.marks
    neuron = next(tag for mark in marks if mark.number == 1 for tag in mark.tags)
    assert neuron.thing == Thing("y", 0)
    slot = session.debugger.program.code[session.now.pc].out
    assert neuron.gradient
    assert neuron.words == "∂L/∂z"
    assert neuron.value == session.debugger.arena.views[slot][0, session.now.sample]
    assert neuron in [worn.tag for worn in window.canvas.scene.nodes["y"].worn[0, -1]]
    session.go(2)
    settle()
    told = {worn.tag.words for worn in window.canvas.scene.nodes["h"].worn[0, -1] if worn.tag is not None}
    assert told == {"z"}, "its activation is what it shows"


def test_a_finished_step_is_not_a_finished_training(app, window, settle):
    app.open_example("xor")
    settle()
    assert window.status.run_label.text() == "Ready"
    app.session.go(len(app.session.debugger.program))
    settle()
    assert window.status.run_label.text() == "Paused"
    assert "step complete" in window.status.place_label.text()


def test_epochs_are_counted(app, window, qtbot):
    app.open_example("xor")
    app.session.course.watch_over(False)
    app.session.course.start_epochs(7)
    qtbot.waitUntil(lambda: not app.session.running)
    assert app.session.debugger.t == 7 * len(app.session.debugger.program)
    app.session.course.start_epochs(2)
    qtbot.waitUntil(lambda: not app.session.running)
    assert app.session.debugger.t == 9 * len(app.session.debugger.program)


def choose(box, name):
    box.setCurrentIndex(box.findData(name))
    box.activated.emit(box.currentIndex())


def test_a_task_sets_output_and_loss_and_layers_get_one_activation(app, window, settle):
    app.open_example("xor")
    window.choose_layout("explore")
    settle()
    box = window.panels["data"].findChild(QComboBox, "task")
    assert box.currentData() == "binary"
    choose(box, "regression")
    settle()
    experiment = app.session.experiment
    assert (experiment.network.node("y").activation.name, experiment.loss.name) == ("identity", "mse")
    app.session.undo.undo()
    assert app.session.experiment == replace(load("xor"), title=app.session.experiment.title)
    window.show_panel("inspector")
    app.session.select(replace(app.session.selection, nodes=frozenset({"h", "y"})))
    settle()
    box = window.panels["inspector"].findChild(QComboBox, "activation-of-all")
    assert box.currentIndex() == -1, "they have different ones"
    choose(box, "relu")
    settle()
    assert {app.session.experiment.network.node(name).activation.name for name in "hy"} == {"relu"}


def test_the_glossary_is_reached_from_a_term(qtbot):
    assert term_in("the Spectral radius of W") == "spectral radius"
    assert term_in("nothing of that kind") == ""
    dialog = GlossaryDialog(key="truncation")
    qtbot.addWidget(dialog)
    assert dialog.table.currentRow() == list(TERMS).index("truncation")
    assert "href='gradients'" in dialog.also.text()
    dialog.show_term("gate")
    assert dialog.table.item(dialog.table.currentRow(), 0).text() == "Gate"


def test_a_sequence_is_a_table_of_numbers_and_its_jacobians_multiply(app, window, settle):
    app.open_example("hello")
    program = app.session.debugger.program
    app.session.go(len(program))
    window.show_panel("states")
    settle()
    panel, sample = window.panels["states"], app.session.now.sample
    titles = [panel.table.horizontalHeaderItem(column).text() for column in range(panel.table.columnCount())]
    assert titles == ["x", "h (hidden state)", "y", "∂L/∂h"]
    assert panel.table.rowCount() == 4
    first = app.session.debugger.read(program.states("h")[0])[:, sample]
    assert panel.table.item(0, 1).text().split() == [f"{value:.4g}" for value in first]
    factors = [Jacobians(program).between(app.session.debugger, time, time - 1, sample) for time in (4, 3, 2)]
    whole = factors[0] @ factors[1] @ factors[2]
    shown = [[panel.matrix.item(row, column).text() for column in range(8)] for row in range(8)]
    assert shown == [[f"{value:.4g}" for value in row] for row in whole]
    panel.earlier.setValue(4)
    settle()
    assert panel.matrix.item(0, 0).text() == "1", "no factor at all"
    app.session.veil.cover(Kept(("loss",)))
    settle()
    assert panel.matrix.isHidden(), "a product of Jacobians may be what a lesson asks for"
    assert panel.words.text().startswith("Hidden until")
    app.session.veil.lift()
    app.open_example("xor")
    window.show_panel("states")
    settle()
    assert panel.inner.isHidden(), "no numbers of the network before"
    assert panel.empty.text().startswith("For recurrent networks")


def test_memory_grows_with_the_sequence_and_truncation_bends_it(app, settle):
    app.open_example("echo-truncated")
    settle()
    figure = memory(source_of(app.session))
    whole, cut = figure.curves
    reach = app.session.experiment.training.truncate["k2"]
    assert whole.y[-1] == whole.x[-1] * whole.y[0]
    assert max(cut.y) == reach * whole.y[0]


def test_a_nudge_counts_its_passes_and_agrees_with_the_gradient(app, window, qtbot):
    app.open_example("two-by-two")
    debugger = app.session.debugger
    app.session.go(debugger.program.phases["update"].start)
    dialog = NudgeDialog(debugger, "i->h.weight", (0, 0), window)
    qtbot.addWidget(dialog)
    assert float(dialog.slope.text()) == pytest.approx(float(dialog.gradient.text()), rel=1e-4)
    assert float(dialog.here.text()) == pytest.approx(float(debugger.read(debugger.program.loss)))
    assert dialog.passes == 3
    dialog.step.setValue(0.5)
    assert dialog.passes == 6
    assert "6" in dialog.counter.text()
