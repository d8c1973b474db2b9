"""Drawing with the layers that join and change: units follow, wires are plain, settings are edited."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QLabel, QSpinBox
from test_journey import click, settle_data, wire

from engine import Debugger, Experiment, load
from gui.canvas.palette import PaletteButton
from gui.dialogs.condition import ConditionDialog
from gui.session.selection import Selection


def test_a_norm_and_a_dropout_between_two_layers(qtbot, app, window, settle):
    session = app.session
    session.open(Experiment())
    for layer in ("input", "tanh", "batch_norm", "dropout", "sigmoid"):
        click(qtbot, window, f"palette-{layer}", PaletteButton)
    for source, target in (("x", "h"), ("h", "norm"), ("norm", "drop"), ("drop", "y")):
        wire(qtbot, window, source, target)
    settle_data(window, settle)
    network = session.experiment.network
    assert [wire.kind for wire in network.wires] == ["weighted", "direct", "direct", "weighted"]
    assert session.debugger is not None, session.problems
    window.canvas.edits.change_units("h", 3)
    assert [node.units for node in session.experiment.network.nodes] == [2, 7, 7, 7, 1]
    session.select(Selection(nodes=frozenset({"drop"})))
    settle()
    share = window.panels["inspector"].findChild(QDoubleSpinBox, "setting-p")
    share.setValue(0.25)
    assert session.experiment.network.node("drop").settings == {"p": 0.25}
    session.debugger.run(20)
    settle()
    session.select(Selection(nodes=frozenset({"norm"})))
    settle()
    table = window.panels["inspector"].tables["norm.running_mean"]
    assert float(table.item(0, 0).toolTip()) == session.debugger.value("norm.running_mean")[0] != 0
    assert any("7" in label.text() for label in window.panels["inspector"].findChildren(QLabel))
    session.undo.undo()
    assert session.experiment.network.node("drop").settings == {}


def test_a_second_wire_into_a_norm_is_refused_with_the_reason(qtbot, app, window, settle):
    app.session.open(load("batch-norm"))
    settle()
    before = app.session.experiment
    wire(qtbot, window, "h1", "n3")
    assert app.session.experiment == before


def test_a_skip_connection_through_add(qtbot, app, window, settle):
    session = app.session
    session.open(Experiment())
    for layer in ("input", "tanh", "add", "sigmoid"):
        click(qtbot, window, f"palette-{layer}", PaletteButton)
    for source, target in (("x", "h"), ("x", "sum"), ("sum", "y")):
        wire(qtbot, window, source, target)
    window.canvas.edits.change_units("h", -2)
    wire(qtbot, window, "h", "sum")
    settle_data(window, settle)
    assert session.debugger is not None, session.problems
    session.debugger.run(1)
    x, h, joined = (session.debugger.value(name) for name in ("x", "h.a", "sum.z"))
    assert np.array_equal(joined, x + h)


def test_truncation_schedule_and_mistakes_are_forms(qtbot, app, window, settle):
    session = app.session
    session.open(load("echo-truncated"))
    settle()
    panel = window.panels["data"]
    panel.findChild(QSpinBox, "truncate-k2").setValue(14)
    assert session.experiment.training.truncate == {"k1": 7, "k2": 14}
    assert session.debugger.program.length == 14
    panel.findChild(QCheckBox, "truncate").click()
    assert session.experiment.training.truncate is None
    settle()
    box = panel.findChild(QComboBox, "schedule")
    box.setCurrentIndex(box.findData("cosine"))
    box.activated.emit(box.currentIndex())
    settle()
    panel.findChild(QSpinBox, "setting-period").setValue(50)
    assert session.experiment.training.schedule.settings == {"period": 50}
    window.actions_by_id["mistake.no_bias"].trigger()
    settle()
    assert "h.bias" not in session.debugger.program.parameters
    lines = [line.text for line in window.panels["program"].listing.lines]
    assert lines[0] == "# deliberate mistake: there are no biases"
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert session.debugger.t == 1


def test_a_condition_set_in_its_dialog_stops_the_run(qtbot, app, window, settle):
    app.session.open(load("xor"))
    settle()
    window.actions_by_id["debug.conditions"].trigger()
    dialog = window.findChild(ConditionDialog)
    dialog.quantity.setCurrentIndex(dialog.quantity.findData("loss"))
    dialog.direction.setCurrentIndex(1)
    dialog.limit.setValue(0.5)
    qtbot.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    assert dialog.list.item(0).text() == "loss < 0.5"
    dialog.close()
    qtbot.keyClick(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: not app.session.running)
    settle()
    assert app.session.debugger.stop.reason == "condition"
    assert float(app.session.debugger.value("loss")) < 0.5
    assert "passed its limit" in window.status.stop_label.accessibleName()


def test_every_setting_has_a_title_of_its_own(qapp):
    """A name of the file format such as `gate_bias` is not for people."""
    from engine.library.activations import ACTIVATIONS
    from engine.library.datasets import DATASETS
    from engine.library.initializers import INITIALIZERS
    from engine.library.layers import LAYER_TYPES
    from engine.library.losses import LOSSES
    from engine.library.optimizers import OPTIMIZERS
    from engine.library.schedules import SCHEDULES

    tables = (ACTIVATIONS, DATASETS, INITIALIZERS, LAYER_TYPES, LOSSES, OPTIMIZERS, SCHEDULES)
    settings = {setting for table in tables for row in table.values() for setting in row.settings}
    assert {setting.name for setting in settings if not setting.title or setting.title == setting.name} == set()


def test_fields_that_served_before_begin_anew(app, window, settle):
    """Fields outlive their forms, but nothing of what they said before does."""
    from gui.session.selection import Selection

    app.open_example("spiral")
    window.docks["inspector"].raise_()
    app.session.select(Selection(nodes=frozenset({"h1"})))
    settle()
    panel = window.panels["inspector"]
    panel.neuron.setValue(5)
    for node in ("h2", "y", "h1"):
        app.session.select(Selection(nodes=frozenset({node})))
        settle()
        assert panel.neuron.value() == 0
    titles = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    assert len([title for title in titles if title == "Activation"]) == 1
    before = app.session.experiment
    app.open_example("hello")
    settle()
    assert app.session.undo.count == 0, "filling a form is no edit"
    assert before != app.session.experiment


def test_conditions_say_what_they_measure_where_gradients_add_up(qtbot):
    experiment = load("xor")
    hints = []
    for zeroed in (True, False):
        training = replace(experiment.training, zero_grad=zeroed)
        dialog = ConditionDialog(Debugger(replace(experiment, training=training)))
        qtbot.addWidget(dialog)
        hints.append(dialog.findChild(QLabel, "conditions-hint").text())
    assert ["accumulate" in hint for hint in hints] == [False, True]
