"""Several losses in the forms, the plot and the status bar; kernels with two sides; the dialog of pictures."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialogButtonBox, QLabel, QSpinBox

from engine import Choice, Experiment, Network, Node, Wire, load
from engine.interchange.pictures.data import read
from engine.library import drawing
from engine.program.check import check
from engine.program.fitting import with_picture_network
from gui.dialogs.condition import quantity_title
from gui.dialogs.model import ModelDialog
from gui.dialogs.pictures import PicturesDialog
from gui.look.loss_rows import own_loss_words
from gui.look.sentences import loss_words
from gui.panels.data.panel import DataPanel
from gui.panels.inspector.panel import InspectorPanel
from gui.plots.source import source_of
from gui.plots.training import loss
from gui.session.selection import Selection


@pytest.fixture
def shown(session, qtbot):
    def show(kind, experiment, *selected):
        session.open(experiment)
        session.select(Selection(nodes=frozenset(selected)))
        panel = kind(session)
        qtbot.addWidget(panel)
        panel.resize(330, 700)
        panel.show()
        session.clock.flush()
        return panel

    return show


def pick(panel, name, value):
    """Choose an entry of a menu as a user does."""
    box = panel.findChild(QComboBox, name)
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())
    panel.session.clock.flush()


def named(panel, name):
    return panel.findChild(QComboBox, name)


def test_a_second_output_gets_a_loss_in_the_inspector_and_its_weight_changes_while_it_runs(shown, session):
    xor = load("xor")
    wider = xor.network.add(Node("r", "dense", 5)).with_wire(Wire("h", "r"))
    inspector = shown(InspectorPanel, xor, "y")
    assert named(inspector, "node-loss") is None
    session.edit("draw", xor.with_network(wider))
    session.clock.flush()
    assert named(inspector, "node-loss") is not None
    assert "loss of its own" in str(session.problems[0])
    session.select(Selection(nodes=frozenset({"r"})))
    session.clock.flush()
    pick(inspector, "node-loss", "mse")
    pick(inspector, "setting-target", "inputs")
    assert (session.problems, session.experiment.network.node("r").units) == ((), 2)
    session.debugger.run(5)
    slide = inspector.findChild(QLabel, "") and inspector.findChild(object, "setting-weight")
    assert slide is not None
    step = session.debugger.place[0]
    node = session.experiment.network.node("r")
    heavier = replace(node, loss=Choice("mse", {**node.loss.settings, "weight": 3.0}))
    session.edit("weight", session.experiment.with_network(session.experiment.network.with_node(heavier)))
    assert session.debugger.place[0] == step
    session.debugger.run(1)
    assert float(session.debugger.value("r.loss_weight")) == 3.0
    session.undo.undo()
    session.debugger.run(1)
    assert float(session.debugger.value("r.loss_weight")) == 1.0
    assert loss_words(session.debugger).count(",") == 1
    figure = loss(source_of(session))
    assert [curve.name for curve in figure.curves][:3] == ["loss", "loss of y", "loss of r"]
    assert quantity_title("loss/r") == "loss of r"
    pick(inspector, "node-loss", "")
    assert session.experiment.network.node("r").loss is None


def test_weight_and_columns_of_the_only_loss_are_offered_where_they_matter(shown, session):
    data = shown(DataPanel, load("xor"))
    assert data.findChild(object, "setting-weight") is None
    session.open(load("two-losses"))
    session.clock.flush()
    assert data.findChild(object, "setting-weight") is not None
    pick(data, "loss", "mse")
    assert session.experiment.loss == Choice("mse")


def test_height_and_width_of_a_kernel_are_told_apart(shown, session):
    network = Network((Node("x", "input", 1, grid=(6, 6)), Node("c", "conv", 2, settings={"padding": "same"})))
    network = drawing.connect(network, Wire("x", "c", "direct"))
    data = Choice("table", {"inputs": np.zeros((2, 36)).tolist(), "targets": np.zeros((2, 72)).tolist(), "grid": [6, 6]})
    inspector = shown(InspectorPanel, Experiment(network, data), "c")
    QTest.keyClick(inspector.findChild(QCheckBox, "apart"), Qt.Key.Key_Space)
    session.clock.flush()
    assert session.experiment.network.node("c").settings == {"padding": "same", "kernel": [3, 3], "stride": [1, 1]}
    width = inspector.findChild(QSpinBox, "setting-kernel-1")
    width.setValue(5)
    session.clock.flush()
    assert session.experiment.network.node("c").settings["kernel"] == [3, 5]
    assert (session.problems, session.debugger.value("c.weight").shape) == ((), (2, 15))
    QTest.keyClick(inspector.findChild(QCheckBox, "apart"), Qt.Key.Key_Space)
    assert session.experiment.network.node("c").settings == {"padding": "same", "kernel": 3, "stride": 1}


def folder(path, sizes=((8, 8), (8, 8))):
    rng = np.random.default_rng(1)
    for name, size in zip(("cats", "dogs"), sizes, strict=True):
        (path / name).mkdir(parents=True)
        for number in range(4):
            Image.fromarray(rng.integers(0, 256, size, np.uint8)).save(path / name / f"{number}.png")
    return path


def test_the_dialog_shows_pictures_as_the_network_sees_them_and_draws_one_that_reads_them(qtbot, tmp_path, session):
    path = folder(tmp_path, ((8, 8), (9, 6)))
    dialog = PicturesDialog(path, read(path), load("xor"))
    qtbot.addWidget(dialog)
    dialog.show()
    assert "cats 4, dogs 4" in dialog.summary.text()
    assert dialog.draws.isChecked()
    assert dialog.seen.count() == 7
    assert "28 × 28" in dialog.message.text()
    size = dialog.findChild(object, "setting-size")
    size.changed.emit(0) if hasattr(size, "changed") else size.setValue(0)
    ok = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    assert not ok.isEnabled()
    assert "different sizes" in dialog.message.text()
    size.changed.emit(8) if hasattr(size, "changed") else size.setValue(8)
    assert ok.isEnabled()
    check(with_picture_network(Experiment(data=dialog.choice())))


def test_the_model_dialog_asks_how_convolutions_are_padded_and_how_many_heads_attend(qtbot):
    rng = np.random.default_rng(0)
    tensors = {"c.weight": rng.normal(size=(4, 1, 3, 3)), "out.weight": rng.normal(size=(2, 64)), "out.bias": np.zeros(2)}
    dialog = ModelDialog(tensors, "cnn")
    qtbot.addWidget(dialog)
    dialog.show()
    assert (dialog.padding.isVisible(), dialog.heads.isVisible()) == (True, False)
    assert "1 × 4 × 4" in dialog.message.text()
    dialog.padding.setCurrentIndex(1)
    assert "1 × 6 × 6" in dialog.message.text()
    dialog.pool.setChecked(True)
    assert "1 × 10 × 10" in dialog.message.text()
    assert [node.type for node in dialog.experiment.network.nodes] == ["input", "conv", "max_pool", "flatten", "dense"]


def test_the_tooltip_of_an_output_tells_its_own_loss(qapp):
    words = own_loss_words(load("two-losses").network.node("r"))
    assert words == "Its own loss: Mean squared error, weight 10, compared with: inputs"
    assert own_loss_words(load("two-losses").network.node("y")) == ""
