"""Journeys through the whole window with clicks and keys."""

import csv

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QPushButton, QSpinBox, QToolButton

from engine import Experiment, load
from gui.canvas.palette import PaletteButton
from gui.dialogs.choose_figures import ChooseFigures
from gui.dialogs.reports import CheckDialog, CostDialog


def click(qtbot, window, name: str, kind=QPushButton) -> None:
    qtbot.mouseClick(window.findChild(kind, name), Qt.MouseButton.LeftButton)


def drag(qtbot, view, start: QPointF, end: QPointF, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    """Press, move in steps, release, in scene coordinates."""
    port = view.viewport()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, modifier, view.mapFromScene(start))
    for share in (0.3, 0.6, 1.0):
        qtbot.mouseMove(port, view.mapFromScene(start + (end - start) * share))
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, modifier, view.mapFromScene(end))


def trigger(window, name: str) -> None:
    action = window.actions_by_id[name]
    assert action.isEnabled()
    action.trigger()


def wire(qtbot, window, source: str, target: str) -> None:
    nodes = window.canvas.scene.nodes
    drag(qtbot, window.canvas.view, nodes[source].port(True), nodes[target].sceneBoundingRect().center())


def settle_data(window, settle, name: str = "xor") -> None:
    """Pick data as the menu does."""
    window.panels["data"].pick_data(name)
    settle()


def test_from_an_empty_canvas_to_a_figure(qtbot, app, window, settle, tmp_path, monkeypatch):
    session = app.session
    session.open(Experiment())
    for layer in ("input", "tanh", "sigmoid"):
        click(qtbot, window, f"palette-{layer}", PaletteButton)
    assert [node.id for node in session.experiment.network.nodes] == ["x", "h", "y"]
    wire(qtbot, window, "x", "h")
    wire(qtbot, window, "h", "y")
    assert [wire.id for wire in session.experiment.network.wires] == ["x->h", "h->y"]
    settle()
    box = window.findChild(QComboBox, "data")
    box.setCurrentIndex(box.findData("xor"))
    box.activated.emit(box.currentIndex())
    window.panels["data"].pick_data("xor")
    settle()
    loss = window.findChild(QComboBox, "loss")
    loss.setCurrentIndex(loss.findData("bce"))
    loss.activated.emit(loss.currentIndex())
    settle()
    window.findChild(type(window.findChild(QSpinBox, "seed")).__mro__[0], "seed").setValue(0)
    rate = window.panels["data"].findChild(object, "setting-learning_rate")
    rate.setValue(0.5)
    settle()
    debugger = session.debugger
    assert debugger is not None, session.problems
    assert [node.units for node in session.experiment.network.nodes] == [2, 4, 1]

    start = {name: value.copy() for name, value in debugger.parameters().items()}
    for _ in range(len(debugger.program)):
        qtbot.keyClick(window, Qt.Key.Key_F11)
    assert debugger.place == (0, len(debugger.program))
    assert any(not np.array_equal(start[name], value) for name, value in debugger.parameters().items())
    for _ in range(len(debugger.program)):
        qtbot.keyClick(window, Qt.Key.Key_F11, Qt.KeyboardModifier.AltModifier)
    assert debugger.t == 0
    assert all(np.array_equal(start[name], value) for name, value in debugger.parameters().items())

    session.run_until(0.05)
    qtbot.waitUntil(lambda: not session.running)
    assert float(debugger.value("loss")) < 0.05
    settle()

    timeline = window.panels["timeline"].timeline
    length = timeline.track.length
    qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=timeline.position_of(10).toPoint())
    settle()
    wanted = round(10 / length * length)
    assert abs(debugger.t / len(debugger.program) - wanted) <= length / timeline.width() + 1

    session.go(10 * len(debugger.program))
    settle()
    target = tmp_path / "profile.svg"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), "SVG (*.svg)"))
    click(qtbot, window, "export-depth-profile", QToolButton)
    assert b"<svg" in target.read_bytes()[:400]
    assert b"Depth profile" in target.read_bytes()


def test_first_gradient_within_three_clicks_of_launch(qtbot, app, window, settle):
    app.session.open(load("xor"))
    settle()
    click(qtbot, window, "phase-backward")
    qtbot.mouseClick(
        window.findChild(object, "toolbar-stepping").widgetForAction(window.actions_by_id["debug.into"]), Qt.MouseButton.LeftButton
    )
    settle()
    assert app.session.debugger.gradient("y.a") is not None
    assert "∂L/∂" in window.panels["formula"].text.text()


class TestDrawing:
    def test_illegal_wires_are_refused_with_the_reason(self, qtbot, app, window, settle):
        app.session.open(load("xor"))
        settle()
        before = app.session.experiment
        nodes, view = window.canvas.scene.nodes, window.canvas.view
        start, end = nodes["y"].port(True), nodes["h"].sceneBoundingRect().center()
        port = view.viewport()
        qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=view.mapFromScene(start))
        qtbot.mouseMove(port, view.mapFromScene(start + QPointF(20, 0)))
        qtbot.mouseMove(port, view.mapFromScene(end))
        assert window.canvas.banner.isVisible()
        assert "cycle" in window.canvas.banner.text()
        qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=view.mapFromScene(end))
        assert app.session.experiment is before

    def test_a_wire_back_to_the_same_layer_is_a_delayed_loop(self, qtbot, app, window, settle):
        app.session.open(load("xor"))
        settle()
        item, view = window.canvas.scene.nodes["h"], window.canvas.view
        port = view.viewport()
        start = item.port(True)
        back = item.mapToScene(item.rect().center()) - QPointF(30, 0)
        qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=view.mapFromScene(start))
        for point in (start + QPointF(30, -30), start + QPointF(10, -80), back):
            qtbot.mouseMove(port, view.mapFromScene(point))
        qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=view.mapFromScene(back))
        assert "h~>h" in {wire.id for wire in app.session.experiment.network.wires}

    def test_escape_cancels_a_wire(self, qtbot, app, window, settle):
        app.session.open(load("xor"))
        settle()
        view = window.canvas.view
        qtbot.mousePress(
            view.viewport(), Qt.MouseButton.LeftButton, pos=view.mapFromScene(window.canvas.scene.nodes["x"].port(True))
        )
        qtbot.keyClick(view, Qt.Key.Key_Escape)
        qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=view.mapFromScene(window.canvas.scene.nodes["y"].pos()))
        assert len(app.session.experiment.network.wires) == 2

    def test_move_resize_delete_undo_redo(self, qtbot, app, window, settle):
        session = app.session
        session.open(load("xor"))
        settle()
        first = session.experiment
        debugger = session.debugger
        item = window.canvas.scene.nodes["h"]
        grip = item.mapToScene(QPointF(48, 14))
        drag(qtbot, window.canvas.view, grip, grip + QPointF(40, 60))
        assert session.experiment.network.node("h").position is not None
        assert session.debugger is debugger, "moving a layer must not rebuild the program"
        more = item.mapToScene(item.button(True).center())
        qtbot.mouseClick(window.canvas.view.viewport(), Qt.MouseButton.LeftButton, pos=window.canvas.view.mapFromScene(more))
        assert session.experiment.network.node("h").units == 5
        assert session.debugger.value("h.bias").shape == (5,)
        window.canvas.scene.clearSelection()
        item.setSelected(True)
        trigger(window, "edit.delete")
        assert not session.experiment.network.has("h")
        assert session.debugger is None
        assert session.problems
        for _ in range(3):
            trigger(window, "edit.undo")
        assert session.experiment == first
        assert session.debugger is not None
        trigger(window, "edit.redo")
        assert session.experiment.network.node("h").position is not None

    def test_double_click_searches_a_layer(self, qtbot, app, window):
        app.session.open(Experiment())
        view = window.canvas.view
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.viewport().rect().center())
        field = view.findChild(object, "layer-search")
        qtbot.keyClicks(field, "leaky")
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert app.session.experiment.network.nodes[0].activation.name == "leaky_relu"

    def test_trained_weights_survive_edits_that_keep_them(self, qtbot, app, window, settle):
        session = app.session
        session.open(load("xor"))
        session.debugger.run(50)
        kept = session.debugger.parameters()
        window.panels["data"].findChild(object, "setting-learning_rate").setValue(0.1)
        now = session.debugger.parameters()
        assert all(np.array_equal(kept[name], now[name]) for name in kept)
        session.reset()
        assert not np.array_equal(session.debugger.value("h->y.weight"), kept["h->y.weight"])


class TestDebugging:
    def test_breakpoint_in_the_gutter_stops_the_run(self, qtbot, app, window, settle):
        app.session.open(load("xor"))
        settle()
        listing = window.panels["program"].listing
        row = listing.row_rect(2)
        qtbot.mouseClick(
            listing.viewport(), Qt.MouseButton.LeftButton, pos=row.center() - QPointF(row.center().x() - 8, 0).toPoint()
        )
        assert app.session.debugger.breakpoints.active == (2,)
        qtbot.keyClick(window, Qt.Key.Key_F5)
        qtbot.waitUntil(lambda: not app.session.running)
        assert app.session.debugger.next_pc == 2

    def test_listing_shows_values_of_executed_lines_only(self, qtbot, app, window, settle):
        app.session.open(load("xor"))
        app.session.step_into()
        settle()
        shown = window.panels["program"].listing.shown_text().splitlines()
        first, second = (next(line for line in shown if line.startswith(start)) for start in ("z[h]", "a[h]"))
        assert "‖·‖" in first
        assert "‖·‖" not in second

    def test_formula_factors_multiply_to_the_result(self, app, window, settle):
        from dataclasses import replace

        from engine.insight.moment.explain import explain

        app.session.open(load("xor"))
        app.session.debugger.run(1)
        app.session.looking.at_weight(replace(app.session.selection, parameter="x->h.weight", index=(2, 1)))
        settle()
        panel, program = window.panels["formula"], app.session.debugger.program
        gradient = program.used_gradient[program.parameters["x->h.weight"]]
        shown = explain(app.session.debugger, program.writer[gradient], (2, 1))
        assert shown.total() == pytest.approx(shown.result, rel=1e-12)
        assert f"{shown.result:.4g}".replace("-", "−") in panel.text.text()

    def test_every_explanation_adds_up(self):
        """For each line of each small example: the products shown sum to the value that was computed."""
        from engine import Debugger
        from engine.insight.moment.explain import explain

        for name in ("xor", "hello", "bce-net", "one-neuron", "linear", "perceptron-corrected"):
            debugger = Debugger(load(name))
            debugger.run(1)
            for pc in range(len(debugger.program)):
                shape = debugger.program.slots[debugger.program.code[pc].out].shape
                for index in list(np.ndindex(*shape))[:4]:
                    shown = explain(debugger, pc, index)
                    if shown.products:
                        assert shown.total() == pytest.approx(shown.result, rel=1e-11, abs=1e-16), (name, pc, index)

    def test_pause_and_speed(self, qtbot, app, window, settle):
        app.session.open(load("xor"))
        settle()
        qtbot.keyClicks(window.bar.speed, "10")
        qtbot.keyClick(window, Qt.Key.Key_F5)
        with qtbot.waitSignal(app.session.stopped):
            pass
        qtbot.keyClick(window, Qt.Key.Key_F6)
        assert not app.session.running
        assert 0 < app.session.debugger.t < 3 * len(app.session.debugger.program)

    def test_gradient_check_from_the_menu(self, qtbot, app, window, settle):
        app.session.open(load("perceptron-as-printed"))
        settle()
        trigger(window, "debug.check")
        report = window.findChild(CheckDialog)
        verdicts = {report.table.item(row, 0).text(): report.table.item(row, 1).text() for row in range(report.table.rowCount())}
        assert "WRONG" in verdicts.values()
        wrong = next(row for row in range(report.table.rowCount()) if report.table.item(row, 1).text() == "WRONG")
        report.table.setCurrentCell(wrong, 0)
        assert float(report.detail.text().rpartition(" ")[2]) > 1e-9
        assert "Forward passes for this check: " in report.findChild(QLabel, "passes").text()
        report.close()

    def test_the_cost_of_a_step_from_the_menu(self, qtbot, app, window, settle):
        app.session.open(load("vanishing"))
        app.session.debugger.run(2)
        settle()
        trigger(window, "debug.cost")
        report = window.findChild(CostDialog)
        rows = {report.tree.topLevelItem(i).text(0): report.tree.topLevelItem(i) for i in range(report.tree.topLevelItemCount())}
        program = app.session.debugger.program
        assert rows["Backward"].childCount() == len(range(program.phases["backward"].start, program.phases["backward"].stop))
        forward, backward = (int(rows[name].text(1).replace(",", "")) for name in ("Forward", "Backward"))
        assert 1.5 < backward / forward < 2.5
        assert "times as many operations" in report.findChild(QLabel, "cost-words").text()
        report.close()

    def test_another_rate_while_running_does_not_start_again(self, qtbot, app, window, settle):
        app.session.open(load("xor"))
        app.session.debugger.run(40)
        settle()
        debugger = app.session.debugger
        window.panels["data"].findChild(object, "setting-learning_rate").setValue(0.125)
        settle()
        assert app.session.debugger is debugger
        assert debugger.t == 40 * len(debugger.program)
        assert [(change.step, float(change.value)) for change in debugger.changes] == [(40, 0.125)]
        app.session.undo.undo()
        assert float(debugger.changes[-1].value) == 0.5

    def test_a_value_that_is_not_finite_is_named(self, qtbot, app, window, settle):
        from dataclasses import replace

        from engine import Choice

        app.session.open(replace(load("linear"), optimizer=Choice("sgd", {"learning_rate": 1e6})))
        settle()
        qtbot.keyClick(window, Qt.Key.Key_F5)
        qtbot.waitUntil(lambda: not app.session.running)
        settle()
        assert app.session.debugger.stop.reason == "not finite"
        assert app.session.debugger.stop.detail in window.status.stop_label.accessibleName()


class TestInspector:
    def select(self, window, node: str) -> None:
        window.canvas.scene.clearSelection()
        window.canvas.scene.nodes[node].setSelected(True)
        window.docks["inspector"].raise_()

    def test_activation_and_bias(self, qtbot, app, window, settle):
        app.session.open(load("xor"))
        self.select(window, "h")
        settle()
        box = window.panels["inspector"].findChild(QComboBox, "activation")
        box.setCurrentIndex(box.findData("relu"))
        box.activated.emit(box.currentIndex())
        assert app.session.experiment.network.node("h").activation.name == "relu"
        window.panels["inspector"].findChild(object, "bias").click()
        assert not app.session.experiment.network.node("h").bias

    def test_a_single_weight_is_edited_and_undone(self, qtbot, app, window, settle):
        app.session.open(load("xor"))
        app.session.debugger.run(5)
        kept = app.session.debugger.value("h.bias").copy()
        window.canvas.scene.clearSelection()
        window.canvas.scene.wires["x->h"].setSelected(True)
        window.docks["inspector"].raise_()
        settle()
        table = window.panels["inspector"].tables["x->h.weight"]
        table.item(1, 0).setText("0.75")
        assert app.session.debugger.value("x->h.weight")[1, 0] == 0.75
        assert np.array_equal(app.session.debugger.value("h.bias"), kept)
        trigger(window, "edit.undo")
        assert app.session.debugger.value("x->h.weight")[1, 0] != 0.75

    @pytest.mark.parametrize("words", ["−2.5·10⁻⁷", "-2.5e-07", "−0,00000025"])
    def test_a_weight_is_taken_as_it_is_typed_or_was_printed(self, app, window, settle, words):
        app.session.open(load("xor"))
        window.canvas.scene.wires["x->h"].setSelected(True)
        window.docks["inspector"].raise_()
        settle()
        window.panels["inspector"].tables["x->h.weight"].item(1, 0).setText(words)
        assert app.session.debugger.value("x->h.weight")[1, 0] == -2.5e-7

    def test_words_are_refused_as_weights(self, qtbot, app, window, settle):
        app.session.open(load("xor"))
        window.canvas.scene.wires["x->h"].setSelected(True)
        window.docks["inspector"].raise_()
        settle()
        before = app.session.experiment
        table = window.panels["inspector"].tables["x->h.weight"]
        table.item(0, 0).setText("abc")
        assert app.session.experiment is before
        assert "abc" in window.statusBar().currentMessage()


def test_bad_files_are_told_and_the_drawing_stays(app, window, tmp_path, monkeypatch):
    from PySide6.QtWidgets import QMessageBox

    app.session.open(load("hello"))
    told = []
    monkeypatch.setattr(QMessageBox, "warning", lambda parent, title, words: told.append(words))
    path = tmp_path / "bad.json"
    path.write_text('{"format": "backprop-explorer/experiment", "version": 1, "network": {"nodes": [], "wire": []}}')
    assert not window.documents.open_file(path)
    assert not window.documents.open_file(tmp_path / "missing.json")
    assert "wire" in told[0]
    assert "no such file" in told[1]
    assert app.session.experiment == load("hello")


def test_save_and_open_again(app, window, tmp_path, monkeypatch):
    app.session.open(load("xor"))
    window.canvas.edits.change_units("h", 1)
    path = tmp_path / "mine.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    trigger(window, "file.save")
    assert app.session.undo.is_clean
    saved = app.session.experiment
    app.session.open(Experiment())
    assert window.documents.open_file(path)
    assert app.session.experiment == saved


@pytest.mark.long
def test_every_plot_and_heatmap_exports_to_every_format(app, window, settle, tmp_path, monkeypatch):
    app.session.open(load("hello"))
    app.session.debugger.run(3)
    app.session.go(app.session.debugger.t)
    settle()

    def everything(dialog):
        dialog.folder.setText(str(tmp_path))
        dialog.all_button.click()
        for box in dialog.formats.values():
            box.setChecked(True)
        return True

    monkeypatch.setattr(ChooseFigures, "exec", everything)
    trigger(window, "file.export")
    names = {path.name for path in tmp_path.iterdir()}
    for stem in ("loss", "depth-profile", "through-time", "prediction", "update-ratio", "weights-h-loop-h"):
        assert {f"{stem}.{kind}" for kind in ("png", "svg", "pdf", "csv")} <= names
    assert (tmp_path / "loss.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "loss.pdf").read_bytes().startswith(b"%PDF")
    with (tmp_path / "loss.csv").open() as file:
        rows = [row for row in csv.reader(file) if row and not row[0].startswith("#")]
    losses = app.session.debugger.series.view("loss").tolist()
    assert [float(row[1]) for row in rows[1 : 1 + len(losses)]] == losses
    assert rows[1 + len(losses)][1] == "best constant prediction"


def test_a_single_heatmap_is_exported(app, window, settle, tmp_path, monkeypatch):
    app.session.open(load("xor"))
    settle()
    target = tmp_path / "w.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), "CSV (*.csv)"))
    window.panels["heatmaps"].ask_export(0)
    with target.open() as file:
        rows = [[float(cell) for cell in row] for row in csv.reader(file) if not row[0].startswith("#")]
    assert rows[::-1] == app.session.debugger.value("x->h.weight").tolist()


def test_a_long_gradient_check_can_be_cancelled(app, monkeypatch):
    from engine.insight.moment import gradcheck

    with pytest.raises(gradcheck.Cancelled):
        gradcheck.gradient_check(load("xor"), progress=lambda done, total: done < total // 2)


def test_the_depth_profile_shows_what_the_example_promises(app, window, settle):
    for name, low, high in (("vanishing", 7e-14, 7e-12), ("healthy", 0.41 / 3, 0.41 * 3), ("exploding", 8e2, 1.2e4)):
        app.session.open(load(name))
        app.session.debugger.run(1)
        app.session.go(app.session.debugger.t)
        settle()
        figure = window.panels["depth-profile"].view.figure
        delta = next(curve for curve in figure.curves if curve.name == "‖∂L/∂z‖")
        assert low < 10 ** (delta.y[0] - delta.y[19]) < high, name
        note = window.panels["depth-profile"].view.note
        assert name in (note.toolTip() or note.text())


def test_language_and_theme_switch_live(app, settle):
    app.session.open(load("xor"))
    app.session.debugger.run(5)
    app.session.go(app.session.debugger.t)
    t = app.session.debugger.t
    app.bench.actions_by_id["view.theme"].trigger()
    assert app.theme.name == "dark"
    app.toggle_language()
    assert app.bench.menuBar().actions()[0].text() != "&File"
    assert app.session.debugger.t == t
    settle()
    app.toggle_language()
    assert app.bench.menuBar().actions()[0].text() == "&File"
