"""Layers with positions on the canvas: their maps, kernels and attention maps, and what a click on a pixel does."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from engine.interchange.documents.examples import load
from gui.canvas.faces import MAPS
from gui.canvas.panel import CanvasPanel


@pytest.fixture
def panel(session, qtbot):
    made = CanvasPanel(session)
    qtbot.addWidget(made)
    made.resize(1200, 600)
    session.open(load("digits-cnn"))
    made.show()
    return made


def tile_of(item, kind, number=0):
    return next(tile for tile in item.face.tiles if (tile.kind, tile.number) == (kind, number))


def spot(panel, item, tile, row, column, shape) -> QPoint:
    """The pixel of the screen in the middle of a number."""
    return panel.view.mapFromScene(item.mapToScene(tile.cell(row, column, shape).center()))


def step(session, name):
    """Until a value is just computed."""
    session.go(session.debugger.program.writer[session.debugger.program.names[name]] + 1)


def test_a_convolution_shows_the_maps_of_its_sample_and_then_of_its_delta(panel, session):
    step(session, "c1.a")
    panel.refresh()
    sample, item = session.now.sample, panel.scene.nodes["c1"]
    values = session.debugger.value("c1.a").reshape(12, 8, 8, -1)[..., sample]
    assert np.array_equal(item.state.maps.values, values)
    assert item.state.symbol == "a"
    image = panel.grab().toImage()
    bright, dark = (np.unravel_index(pick(values[1]), (8, 8)) for pick in (np.argmax, np.argmin))
    colors = [
        image.pixelColor(panel.view.mapTo(panel, spot(panel, item, tile_of(item, MAPS, 1), *place, (8, 8))))
        for place in (bright, dark)
    ]
    assert colors[0].lightness() < colors[1].lightness() - 40  # strong values have strong colours
    session.go(len(session.debugger.program) - 1)
    panel.top.mode.setCurrentIndex(panel.top.mode.findData("gradients"))
    panel.refresh()
    delta = session.debugger.gradient("c1.z").reshape(12, 8, 8, -1)[..., sample]
    assert np.array_equal(item.state.maps.values, delta)
    assert item.state.symbol == "δ"
    pool = session.debugger.gradient("p1.a").reshape(12, 4, 4, -1)[..., sample]
    assert np.array_equal(panel.scene.nodes["p1"].state.maps.values, pool)


def test_kernels_lie_on_the_wire_and_a_click_chooses_a_weight(panel, session):
    session.step_into()
    panel.refresh()
    kernels = session.debugger.value("c2.weight").reshape(24, 12, 3, 3)
    wire = panel.scene.wires["p1->c2"]
    sheet = wire.state.sheet
    assert np.array_equal(sheet.stack.values[0][3 * 5 : 3 * 6, 3 * 7 : 3 * 8], kernels[5, 7])
    box, (rows, columns) = wire.sheet_box(), sheet.stack.shape
    while panel.view.transform().m11() < 2.5:
        panel.view.zoom(1.15)
    panel.view.centerOn(box.center())
    at = box.left() + (7 * 3 + 2.5) / columns * box.width(), box.top() + (5 * 3 + 1.5) / rows * box.height()
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=panel.view.mapFromScene(*at))
    assert (session.selection.parameter, session.selection.index) == ("c2.weight", (5, 7 * 9 + 5))


def test_attention_shows_a_map_with_queries_in_rows(panel, session):
    session.open(load("reverse-attention"))
    step(session, "a.z")
    panel.refresh()
    weights = session.debugger.value("a.head1.weights").reshape(8, 8, -1)[..., session.now.sample]
    assert np.array_equal(panel.scene.nodes["a"].state.heads.values[0], weights.T)
