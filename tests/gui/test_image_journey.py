"""The journeys of images and attention, with clicks: drawn on an empty canvas, stepped into both ways, read, exported."""

import base64
import io
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QMenu, QPushButton, QToolButton

from engine import Experiment
from engine.program.program import BACKWARD, FORWARD
from gui.canvas.faces import HEADS, MAPS
from gui.canvas.palette import PaletteButton

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def hand(qtbot, app, window, settle):
    return Hand(qtbot, app, window, settle)


class Hand:
    """What a person does with the mouse and the keyboard."""

    def __init__(self, qtbot, app, window, settle):
        self.qtbot, self.window, self.settle, self.session = qtbot, window, settle, app.session
        self.scene, self.view = window.canvas.scene, window.canvas.view

    def click(self, name, kind=QPushButton):
        self.qtbot.mouseClick(self.window.findChild(kind, name), LEFT)
        self.settle()

    def at(self, point):
        return self.view.mapFromScene(point)

    def draw(self, *layers):
        """Layers from the palette, each joined to the one before by a wire that is dragged."""
        for layer in layers:
            self.click(f"palette-{layer}", PaletteButton)
        names, port = [node.id for node in self.session.experiment.network.nodes], self.view.viewport()
        for before, after in zip(names, names[1:], strict=False):
            start, end = self.scene.nodes[before].port(True), self.scene.nodes[after].card().center()
            self.qtbot.mousePress(port, LEFT, pos=self.at(start))
            for share in (0.3, 0.6, 1.0):
                self.qtbot.mouseMove(port, self.at(start + (end - start) * share))
            self.qtbot.mouseRelease(port, LEFT, pos=self.at(end))
            self.settle()
        return names

    def pick(self, name):
        """A data set from the menu."""
        box = self.window.findChild(QComboBox, "data")
        box.setCurrentIndex(box.findData(name))
        box.activated.emit(box.currentIndex())
        self.settle()

    def step_into(self, layer, phase):
        """F11 until a line of that layer in that phase has been done; the formula that is shown then."""
        program = self.session.debugger.program
        for _ in range(len(program)):
            self.qtbot.keyClick(self.window, Qt.Key.Key_F11)
            done = self.session.debugger.place[1] - 1
            if done >= program.phases[phase].start and program.slots[program.code[done].out].node == layer:
                break
        self.settle()
        return self.window.panels["formula"].text.text()

    def press(self, point):
        """The mouse goes to a place of the drawing and clicks."""
        self.qtbot.mouseMove(self.view.viewport(), self.at(point))
        self.qtbot.mouseClick(self.view.viewport(), LEFT, pos=self.at(point))
        self.settle()

    def pixel(self, layer, kind, number, row, column):
        """Where a number of a picture lies."""
        item = self.scene.nodes[layer]
        tile = [tile for tile in item.face.tiles if tile.kind == kind][number]
        return item.mapToScene(tile.cell(row, column, item.stack(tile).shape).center())

    def choose(self, widget, words):
        """An entry of the menu of a widget."""
        place = widget.rect().center()
        widget.customContextMenuRequested.emit(place)
        (menu,) = [menu for menu in self.window.front.findChildren(QMenu) if menu.isVisible()]
        (action,) = [action for action in menu.actions() if action.text() == words]
        self.qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())
        self.settle()


@pytest.mark.long
def test_a_convolution_is_drawn_stepped_into_read_and_its_kernels_are_exported(hand, tmp_path, monkeypatch):
    session = hand.session
    session.open(Experiment())
    assert hand.draw("input", "conv", "max_pool", "flatten", "identity") == ["x", "c", "p", "flat", "y"]
    hand.pick("digits")
    debugger, network = session.debugger, session.experiment.network
    assert debugger is not None, session.problems
    assert (network.node("x").grid, network.node("y").units, session.experiment.loss.name) == ((8, 8), 10, "cross_entropy")

    hand.step_into("c", FORWARD)
    hand.qtbot.keyClick(hand.window, Qt.Key.Key_F11)  # the patches first, then their product with the kernels
    hand.settle()
    side = hand.scene.nodes["c"].node.grid[0]
    hand.press(hand.pixel("c", MAPS, 1, 2, 3))
    said = hand.window.panels["formula"].text.text()
    assert "[1, 2, 3]" in said
    assert "x[0, 2, 3]" in said
    seen = {row * 8 + column for row in range(2, 5) for column in range(3, 6)}
    assert (side, hand.scene.nodes["x"].lit.positions) == (6, seen)
    value = debugger.value("c.z").reshape(-1, 6, 6, debugger.program.batches.size)[1, 2, 3, session.now.sample]
    assert f"{value:.4g}".replace("-", "−") in said

    assert "∂L/∂" in hand.step_into("c", BACKWARD)
    while debugger.gradient("c.weight") is None:
        hand.qtbot.keyClick(hand.window, Qt.Key.Key_F11)
    hand.settle()
    assert hand.scene.nodes["c"].state.gradient
    assert hand.scene.wires["x->c"].state.sheet.gradient

    hand.window.show_panel("heatmaps")
    hand.click("heatmaps-weights")
    panel, target = hand.window.panels["heatmaps"], tmp_path / "kernels.svg"
    tile, matrix = next(pair for pair in zip(panel.tiles, panel.shown, strict=False) if pair[1].parameter == "c.weight")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), "SVG (*.svg)"))
    hand.choose(tile, "Export…")
    drawn = picture_in(target, *matrix.values.shape)
    large = np.abs(matrix.values) > 0.3 * np.abs(matrix.values).max()
    assert np.array_equal((drawn[..., 0] > drawn[..., 2])[large], (matrix.values > 0)[large]), "red above 0, blue below"


def test_attention_is_drawn_on_reverse_stepped_into_backwards_and_its_map_is_exported(hand, tmp_path, monkeypatch):
    session = hand.session
    session.open(Experiment())
    hand.draw("input", "positions", "attention", "identity")
    hand.pick("reverse")
    debugger = session.debugger
    assert debugger is not None, session.problems
    name = next(node.id for node in session.experiment.network.nodes if node.type == "attention")
    hand.step_into(name, FORWARD)
    while not debugger.computed(debugger.program.names[f"{name}.head1.mix"]):
        hand.qtbot.keyClick(hand.window, Qt.Key.Key_F11)
    hand.settle()
    hand.press(hand.pixel(name, HEADS, 0, 2, 5))
    weights = debugger.value(f"{name}.head1.weights").reshape(8, 8, -1)[..., session.now.sample]
    assert np.array_equal(hand.scene.nodes[name].state.heads.values[0], weights.T)
    assert "∂L/∂" in hand.step_into(name, BACKWARD)
    while debugger.gradient(f"{name}.head1.weights") is None:
        hand.qtbot.keyClick(hand.window, Qt.Key.Key_F11)
    hand.settle()
    gradient = debugger.gradient(f"{name}.head1.weights").reshape(8, 8, -1)[..., session.now.sample]
    assert np.array_equal(hand.scene.nodes[name].state.heads.values[0], gradient.T)

    hand.window.show_panel("attention")
    hand.settle()
    target = tmp_path / "map.svg"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), "SVG (*.svg)"))
    hand.click("export-attention", QToolButton)
    drawn = picture_in(target, 8, 8).sum(axis=-1)
    assert abs(np.corrcoef(drawn.ravel(), weights.T.ravel())[0, 1]) > 0.9, "as dark as the weights are large"


def picture_in(path, rows, columns):
    """The colours (rows, columns, 3) in the middle of the cells of the first picture in an SVG."""
    root = ElementTree.parse(path).getroot()  # noqa: S314  written a moment ago
    link = next(value for part in root.iter() for name, value in part.attrib.items() if name.endswith("href"))
    image = Image.open(io.BytesIO(base64.b64decode(link.partition(",")[2]))).convert("RGB")
    down, across = ((np.arange(count) + 0.5) * side / count for count, side in ((rows, image.height), (columns, image.width)))
    return np.asarray(image, float)[np.ix_(down.astype(int), across.astype(int))]
