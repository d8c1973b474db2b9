"""Plots, diagnosis, remedies, unrolled view, comparison and sweep, driven as a person drives them."""

from dataclasses import replace

import numpy as np
import pytest
import some_jobs
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtWidgets import QFileDialog

from engine import Choice
from engine.insight.flow.depth import depth_profile
from engine.insight.flow.through_time import spectral_radius
from engine.interchange.documents.examples import load
from gui.dialogs import sweep
from gui.dialogs.sweep import SweepDialog
from gui.plots.catalogue import PLOTS


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def opened(app, window, settle):
    """Open an example and go to the end of its first training step."""

    def at(name, steps=1):
        app.open_example(name)
        app.session.go(steps * len(app.session.debugger.program))
        settle()
        return app.session

    return at


class TestPlots:
    @pytest.mark.parametrize("name", ["healthy", "latch-lstm", "reverse-attention"])
    def test_one_click_shows_a_plot(self, qtbot, window, settle, opened, name):
        opened(name, 3)
        shows = {"attention": "reverse-attention", "prediction": "latch-lstm"}  # a plot, or a group of them, of other networks
        for plot in PLOTS:
            if shows.get(plot.name, shows.get(plot.group, "healthy")) != name:
                continue
            button, dock = window.gallery.buttons[plot.name], window.docks[plot.name]
            if dock.isVisible() and not dock.visibleRegion().isEmpty():
                click(qtbot, button)
            click(qtbot, button)
            settle()
            assert not dock.visibleRegion().isEmpty(), plot.name
            assert button.isChecked(), plot.name
            assert window.panels[plot.name].view.figure.empty == "", plot.name
            click(qtbot, button)
            assert not dock.isVisible(), plot.name

    def test_the_depth_profile_names_the_ratio_that_was_measured(self, window, settle, opened):
        session = opened("vanishing")
        figure = window.panels["depth-profile"].view.figure
        assert figure.extra["ratio first/last hidden"] == f"{depth_profile(session.debugger).ratio:.6g}"
        assert "vanishing" in figure.note

    def test_the_flow_map_has_a_row_for_each_layer_and_a_column_for_each_step(self, qtbot, window, settle, opened):
        session = opened("vanishing", 12)
        click(qtbot, window.gallery.buttons["flow-map"])
        settle()
        image = window.panels["flow-map"].view.figure.image
        assert image.values.shape == (21, 12)
        assert image.values[0, 0] == pytest.approx(np.log10(session.debugger.series.norm("delta/h1")[0]))
        panel = window.panels["flow-map"]
        panel.options.setCurrentIndex(1)
        panel.options.activated.emit(1)
        settle()
        assert "∂W" in panel.view.figure.image.label

    def test_zero_gradients_stand_at_the_floor_and_are_marked(self, window, settle, opened):
        session = opened("xor")
        session.edit(
            "zeros",
            session.experiment.with_network(
                session.experiment.network.with_node(_with_start(session.experiment.network.node("y"), "zeros"))
            ),
        )
        session.go(len(session.debugger.program))
        settle()
        figure = window.panels["depth-profile"].view.figure
        marked = [curve for curve in figure.curves if curve.style == "marks"]
        assert len(marked) == 1
        assert marked[0].y.tolist() == [-16.0]

    def test_the_surface_goes_through_the_chosen_weight(self, qtbot, app, window, settle, opened):
        session = opened("xor", 40)
        session.select(replace(session.selection, parameter="h->y.weight", index=(0, 1)))
        click(qtbot, window.gallery.buttons["loss-surface"])
        settle()
        panel = window.panels["loss-surface"]
        panel.options.setCurrentIndex(panel.options.findData("one"))
        panel.options.activated.emit(1)
        settle()
        curve = panel.view.figure.curves[0]
        here = float(session.debugger.value("h->y.weight")[0, 1])
        assert panel.view.figure.x_label == "h→y.weight[0, 1]"
        near = int(np.abs(curve.x - here).argmin())
        session.go(41 * len(session.debugger.program))  # its loss is that of the weights before
        assert curve.y[near] == pytest.approx(float(session.debugger.value("loss")), rel=1e-3)


def _with_start(node, initializer):
    return replace(node, initializer=Choice(initializer))


class TestDiagnosis:
    @pytest.fixture
    def panel(self, window):
        return window.panels["diagnosis"]

    @pytest.mark.long
    def test_the_hopeless_case_from_one_click_to_a_loss_below_a_tenth(self, qtbot, app, window, settle, opened, panel):
        session = opened("hopeless", 0)
        window.actions_by_id["debug.diagnose"].trigger()
        qtbot.waitUntil(lambda: not panel.examination.running)
        settle()
        words = panel.words.toPlainText()
        assert "vanishes with depth" in words
        assert "by 0.18" in words or "by 0.19" in words
        assert "h1" in words
        marked = [name for name, item in window.canvas.scene.nodes.items() if item.state.badges]
        assert "h1" in marked
        assert "h6" not in marked
        panel.steps.setValue(4000)
        click(qtbot, panel.try_button)
        qtbot.waitUntil(lambda: not panel.job.running)
        losses = {outcome.remedy: outcome.loss for outcome in panel.trials.outcomes}
        assert [f"{o.loss:.2g}" for o in panel.trials.outcomes] == [f"{loss:.2g}" for loss in sorted(losses.values())]
        assert losses[""] > 0.24
        first = panel.findings()[0].remedies[0]
        assert losses[first] < 0.1
        card = panel.cards.card(first)
        assert card.figures.text().startswith("0.2"), "the loss as it is, then the one with the remedy"
        assert f"→ {losses[first]:.3g} (±" in card.figures.text()
        assert panel.cards.order[0] == "", "the yardstick"
        assert "Remedies that help: " in panel.words.toPlainText()
        click(qtbot, card.button)
        settle()
        assert session.undo.undo_text == card.title.text()
        session.debugger.run(4000)
        assert float(session.debugger.value("loss")) < 0.1
        assert panel.cards.card(first).button.text() == "Go back"
        assert "Measured before" in panel.cards.moment.text()
        second = next(name for name in panel.cards.order if name not in ("", first))
        click(qtbot, panel.cards.card(second).button)
        assert session.undo.undo_text == panel.cards.card(second).title.text(), "in place of the first one"
        click(qtbot, panel.cards.card(second).button)
        assert not session.undo.can_undo, "as it was"
        assert panel.cards.card(first).button.text() == "Apply"
        assert "Measured before" not in panel.cards.moment.text()
        session.edit("other", replace(session.experiment, optimizer=Choice("adam")))
        assert "Measured before the network was changed." in panel.cards.moment.text()
        assert "(before the change)" in panel.cards.card(first).notes.text()
        session.open(load("xor"))
        assert panel.cards.isHidden(), "another network has nothing to do with it"

    def test_a_healthy_network_is_left_in_peace(self, qtbot, window, settle, opened, panel):
        opened("xor", 0)
        window.docks.front("diagnosis")
        click(qtbot, panel.examine_button)
        assert "Examining" in panel.words.toPlainText()
        assert "No problems found" not in panel.words.toPlainText(), "not known yet"
        qtbot.waitUntil(lambda: not panel.examination.running)
        settle()
        assert "Examining" not in panel.words.toPlainText()
        assert "learns as it should" in panel.words.toPlainText()
        assert "✕" not in panel.words.toPlainText()

    def test_findings_belong_to_their_moment(self, window, settle, opened, panel):
        session = opened("vanishing", 0)
        window.docks.front("diagnosis")
        settle()
        session.go(30 * len(session.debugger.program))
        settle()
        session.go(60 * len(session.debugger.program))
        settle()
        assert any(finding.severity == "error" for finding in session.findings)
        assert window.panels["timeline"].timeline.track.findings
        panel.words.anchorClicked.emit(QUrl("step:0"))
        settle()
        assert session.debugger.t == 0
        assert not any(finding.severity == "error" for finding in session.findings), "before the first step nothing was stuck yet"
        panel.words.anchorClicked.emit(QUrl("layer:h3"))
        assert session.selection.nodes == {"h3"}
        session.go(60 * len(session.debugger.program))
        settle()
        assert "h17" not in panel.words.toPlainText()
        panel.words.anchorClicked.emit(QUrl("more:vanishing by depth"))
        assert "h17" in panel.words.toPlainText(), "… and 5 more"

    def test_trying_can_be_called_off(self, qtbot, window, settle, opened, panel):
        opened("vanishing", 1)
        window.docks.front("diagnosis")
        settle()
        panel.steps.setValue(100_000)
        click(qtbot, panel.try_button)
        assert panel.cancel_button.isVisible()
        assert panel.cancel_button.hasFocus()
        qtbot.keyClick(panel.cancel_button, Qt.Key.Key_Escape)
        assert not panel.job.running
        assert not panel.cancel_button.isVisible()
        assert panel.try_button.isEnabled()

    def test_where_a_bad_number_was_made_is_marked(self, window, settle, opened, panel):
        session = opened("linear", 0)
        session.edit("fast", replace(session.experiment, optimizer=Choice("sgd", {"learning_rate": 1e6})))
        window.docks.front("diagnosis")
        session.debugger.run(200)
        session.show_moment()
        settle()
        words = panel.words.toPlainText()
        assert "became" in words
        assert f"training step {session.debugger.place[0] + 1}" in words
        marks = [badge.sign for item in window.canvas.scene.nodes.values() for badge in item.state.badges]
        assert marks.count("✕") == 1


class TestUnrolled:
    @pytest.fixture
    def hello(self, qtbot, window, opened, settle):
        session = opened("hello", 5)
        click(qtbot, window.gallery.buttons["unrolled"])
        settle()
        return session

    def test_columns_letters_and_shared_weights(self, window, hello):
        shown = window.panels["unrolled"].view.shown
        assert [head.split("\n")[1] for head in shown.heads] == ["H → e", "e → l", "l → l", "l → o"]
        assert shown.rows == ("x", "h", "y")
        assert [rail.name for rail in shown.rails] == ["x→h", "h⇢h", "h→y"]
        assert all(len(rail.shares) == 4 for rail in shown.rails)

    def test_the_backward_cursor_moves_from_right_to_left(self, window, hello, settle):
        session, view = hello, window.panels["unrolled"].view
        session.go_to_phase("backward")
        times = []
        for _ in range(40):
            session.step_into()
            settle()
            times.append(view.shown.now)
        moving = [time for time in times if time]
        assert moving[0] == 4
        assert moving == sorted(moving, reverse=True)
        assert moving[-1] < 4
        assert view.shown.backward

    def test_dragging_the_cut_tells_what_is_lost(self, qtbot, window, hello, settle):
        panel = window.panels["unrolled"]
        view = panel.view
        start, stop = QPoint(round(view.cut_x(0)), 12), QPoint(round(view.cut_x(2)), 12)
        qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
        qtbot.mouseMove(view, stop)
        qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=stop)
        settle()
        assert panel.cut == 2
        lost = {loss.parameter: loss for loss in panel.lost}["h~>h.weight"]
        assert f"{lost.share:.1%}" in panel.words.text()
        assert f"{lost.cosine:.4f}" in panel.words.text()
        qtbot.keyClick(view, Qt.Key.Key_Left)
        settle()
        assert panel.cut == 1

    def test_a_cell_leads_to_its_line(self, qtbot, window, hello, settle):
        view = window.panels["unrolled"].view
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.cell_rect(1, 3).center().toPoint())
        program = hello.debugger.program
        assert program.slots[program.code[hello.selection.pc].out].name == "h.a[3]"

    def test_the_slider_sets_the_spectral_radius(self, window, opened, settle, qtbot):
        session = opened("spectral-radius")
        click(qtbot, window.gallery.buttons["unrolled"])
        settle()
        window.panels["unrolled"].radius.setValue(150)
        settle()
        start = np.array(session.experiment.parameters["h~>h.weight"])
        assert spectral_radius(start) == pytest.approx(1.5, rel=1e-9)
        assert session.debugger.place == (0, len(session.debugger.program)), "the step is run again"
        click(qtbot, window.gallery.buttons["lag-profile"])
        settle()
        session.undo.undo()
        assert "h~>h.weight" not in session.experiment.parameters
        session.go(3 * len(session.debugger.program))
        settle()
        before = np.array(session.debugger.value("h~>h.weight"))
        window.panels["unrolled"].radius.setValue(70)
        assert spectral_radius(np.array(session.debugger.value("h~>h.weight"))) == pytest.approx(0.7, abs=1e-6)
        session.undo.undo()
        assert np.array(session.debugger.value("h~>h.weight")) == pytest.approx(before, rel=1e-12)

    def test_networks_without_time_say_what_to_do(self, qtbot, window, opened, settle):
        opened("xor")
        click(qtbot, window.gallery.buttons["unrolled"])
        settle()
        assert window.panels["unrolled"].empty.isVisible()


class TestCompare:
    def test_two_networks_step_together(self, qtbot, window, opened, settle):
        from dataclasses import replace

        session, panel = opened("xor", 0), window.panels["compare"]
        click(qtbot, window.gallery.buttons["compare"])
        settle()
        click(qtbot, panel.keep_button)
        session.edit("faster", replace(session.experiment, optimizer=Choice("sgd", {"learning_rate": 2.0})))
        session.go(50 * len(session.debugger.program))
        settle()
        other = session.comparison.debugger
        assert other.place == session.debugger.place
        assert "learning_rate 2.0" in panel.words.text()
        rows = {
            panel.table.item(row, 0).text(): [panel.table.item(row, c).text() for c in (1, 2, 3)]
            for row in range(panel.table.rowCount())
        }
        mine, theirs = float(session.debugger.value("loss")), float(other.value("loss"))
        assert rows["loss"] == [f"{mine:.4g}", f"{theirs:.4g}", f"{mine - theirs:.4g}"]
        assert [curve.name for curve in window.panels["loss"].view.figure.curves][:2] == ["loss", "other network"]
        session.back_into()
        assert other.place == session.debugger.place
        click(qtbot, panel.stop_button)
        settle()
        assert session.comparison.debugger is None
        assert "other network" not in [curve.name for curve in window.panels["loss"].view.figure.curves]

    def test_programs_of_unlike_length_meet_at_the_ends_of_phases(self, qtbot, window, opened, settle):
        from engine.interchange.documents.examples import example

        session = opened("vanishing", 2)
        session.comparison.start(example("healthy"), session.experiment.seed)
        session.go(2 * len(session.debugger.program) + session.debugger.program.phases["backward"].start)
        own = session.comparison.debugger
        assert own.place == (2, own.program.phases["loss"].stop)

    @pytest.mark.parametrize(("name", "index", "frozen"), [("h->y.weight", (0, 0), ()), ("h.bias", (0,), ("h.bias",))])
    def test_a_branch_is_compared_with_the_present(self, name, index, frozen, window, opened, settle):
        """The future that a changed weight left behind runs beside the new one, as it was, also if no step changes that weight."""
        session, panel = opened("xor", 0), window.panels["compare"]
        session.open(replace(session.experiment, training=replace(session.experiment.training, freeze=frozen)))
        length = len(session.debugger.program)
        session.go(30 * length)
        old = float(session.debugger.value("loss"))
        session.go(10 * length)
        session.values.set(name, index, 5.0)
        session.go(30 * length)
        window.docks.front("compare")
        settle()
        assert panel.examples.itemText(panel.examples.count() - 1) == "branch at training step 11"
        panel.examples.setCurrentIndex(panel.examples.count() - 1)
        panel.examples.activated.emit(0)
        assert session.comparison.debugger.place == session.debugger.place
        assert float(session.comparison.debugger.value("loss")) == old
        assert float(session.debugger.value("loss")) != old

    def test_swapping_can_be_undone(self, qtbot, window, opened, settle):
        session, panel = opened("xor", 0), window.panels["compare"]
        panel.examples.setCurrentIndex(panel.examples.findData("spiral"))
        panel.examples.activated.emit(1)
        assert session.comparison.experiment.data.name == "spiral"
        panel.swap()
        assert session.experiment.data.name == "spiral"
        assert session.comparison.experiment.data.name == "xor"
        session.undo.undo()
        assert session.experiment.data.name == "xor"


def test_a_sweep_fills_its_diagram(qtbot, monkeypatch, tmp_path, window, opened):
    opened("xor", 0)
    window.actions_by_id["debug.sweep"].trigger()
    dialog = window.findChild(SweepDialog)
    dialog.lengths.setText("2,twelve")
    click(qtbot, dialog.start_button)
    assert "2,twelve" in dialog.words.text()
    dialog.lengths.setText("2,6,10")
    dialog.scales.setText("0.5:1.5:0.5")
    dialog.names.setText("tanh")
    dialog.seeds.setValue(2)
    click(qtbot, dialog.start_button)
    qtbot.waitUntil(lambda: not dialog.job.running)
    values = dialog.view.figure.image.values
    assert np.isfinite(values).all()
    assert values[-1, 0] < values[-1, -1]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "sweep.csv"), ""))
    click(qtbot, dialog.table_button)
    assert len((tmp_path / "sweep.csv").read_text().splitlines()) == 1 + 3 * 3 * 2
    monkeypatch.setattr(sweep, "measure", some_jobs.killed_measure)
    click(qtbot, dialog.start_button)
    qtbot.waitUntil(lambda: not dialog.job.running)
    assert "length 6, scale 1.0 (the process was terminated by SIGKILL)" in dialog.words.text()
    assert np.isfinite(dialog.view.figure.image.values).all(), "the other seed of that cell was measured"
    click(qtbot, dialog.table_button)
    rows = (tmp_path / "sweep.csv").read_text().splitlines()
    assert len(rows) == 1 + 3 * 3 * 2
    assert [row for row in rows if row.endswith("terminated: the process was terminated by SIGKILL")] == [
        "depth,tanh,6,1.0,1,nan,nan,nan,terminated: the process was terminated by SIGKILL"
    ]
    dialog.close()
