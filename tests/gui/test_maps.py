"""Layers with positions on the canvas: their maps, kernels and attention maps, and what a click on a pixel does."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QSpinBox

from engine import Network, Node, Wire
from engine.insight.moment.things import Thing
from engine.interchange.documents.examples import load
from engine.library.drawing import connect, why_not
from gui.canvas import maps as canvas_maps
from gui.canvas.faces import HEADS, MAPS
from gui.canvas.panel import CanvasPanel
from gui.notation.numbers import number, short
from gui.panels.data.panel import DataPanel
from gui.panels.formula.panel import FormulaPanel
from gui.plots.attention import attention
from gui.plots.heatmaps import figure, matrices, of_node
from gui.plots.source import source_of
from gui.shell.sample_bar import SampleBar


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


def test_a_click_on_a_pixel_chooses_its_position_for_all_panels(panel, session):
    step(session, "flat.a")
    panel.refresh()
    item = panel.scene.nodes["c1"]
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=spot(panel, item, tile_of(item, MAPS, 4), 2, 5, (8, 8)))
    program, now = session.debugger.program, session.now
    assert program.slots[program.code[now.pc].out].name == "c1.z"
    assert (now.spot.on((8, 8)), session.selection.index) == (2 * 8 + 5, (4,))
    assert now.spot.on((4, 4)) == 1 * 4 + 2  # the same place of the pooled maps
    formula = FormulaPanel(session)
    formula.refresh()
    said = formula.findChild(QLabel, "formula-text").text()
    value = session.debugger.value("c1.z").reshape(12, 8, 8, -1)[4, 2, 5, now.sample]
    assert "[4, 2, 5]" in said
    assert f"<b>{number(float(value))}</b>" in said
    assert "x[0, 1, 4]" in said  # the first of its nine pixels, as PyTorch counts
    bar = SampleBar(session)
    bar.refresh()
    field = bar.findChild(QSpinBox, "position")
    assert field.text() == "p = 2, 5"
    field.lineEdit().setText("p = 7, 0")
    field.interpretText()
    assert session.now.spot.on((8, 8)) == 56
    session.looking.next_position()
    session.looking.upper_position()
    assert session.now.spot.on((8, 8)) == 49
    for made in (formula, bar):
        made.deleteLater()


def test_the_pixel_under_the_mouse_lights_what_it_was_made_from(panel, session):
    step(session, "flat.a")
    panel.refresh()
    item, tile = panel.scene.nodes["c2"], tile_of(panel.scene.nodes["c2"], MAPS, 5)
    QTest.mouseMove(panel.view.viewport(), QPoint(3, 3))  # a test before this one may have left it where it is to go
    QTest.mouseMove(panel.view.viewport(), spot(panel, item, tile, 0, 1, (2, 2)))
    pool, first, image = (panel.scene.nodes[name].lit for name in ("p1", "c1", "x"))
    assert pool.positions == {row * 4 + column for row in range(3) for column in range(1, 4)}
    assert first.positions == {row * 8 + column for row in range(6) for column in range(2, 8)}
    assert image.positions == {row * 8 + column for row in range(7) for column in range(1, 8)}
    kernels = session.debugger.value("c2.weight").reshape(24, 12, 3, 3)[5]
    assert pool.weights[7, 1 * 4 + 3] == kernels[7, 1, 2] / np.abs(kernels).max()
    QTest.mouseMove(panel.view.viewport(), QPoint(3, 3))
    assert panel.scene.nodes["p1"].lit is None


def test_near_enough_a_pixel_has_its_number(panel, session, monkeypatch):
    step(session, "c1.a")
    panel.refresh()
    item, view = panel.scene.nodes["c1"], panel.view
    written = []
    monkeypatch.setattr(canvas_maps, "short", lambda value: written.append(value) or short(value))
    panel.grab()
    assert not written
    tile = tile_of(item, MAPS, 4)
    while view.transform().m11() < 7:
        view.zoom(1.15)
    view.centerOn(item.mapToScene(tile.cell(2, 5, (8, 8)).center()))
    written.clear()
    panel.grab()
    values = item.state.maps.values
    assert float(values[4, 2, 5]) in written
    assert len(written) < values.size  # only those in sight


def test_a_query_lights_its_keys(panel, session):
    session.open(load("reverse-attention"))
    step(session, "a.z")
    panel.refresh()
    item = panel.scene.nodes["a"]
    QTest.mouseMove(panel.view.viewport(), spot(panel, item, tile_of(item, HEADS), 2, 5, (8, 8)))
    weights = session.debugger.value("a.head1.weights").reshape(8, 8, -1)[:, 2, session.now.sample]
    lit = panel.scene.nodes["p"].lit
    assert lit.positions == {2, 5}
    assert [lit.shares[key] for key in range(8)] == weights.tolist()


def test_layers_of_positions_are_drawn_before_there_are_data_that_have_them(session):
    names = ("input", "conv", "max_pool", "flatten")
    network = Network(tuple(Node(name, name, 2) for name in names))
    for source, target in zip(names, names[1:], strict=False):
        assert why_not(network, Wire(source, target, "direct")) is None
        network = connect(network, Wire(source, target, "direct"))
    assert why_not(network.add(Node("c2", "conv", 2)), Wire("flatten", "c2", "direct")) is not None
    session.open(replace(session.experiment, network=network))
    assert [str(problem.args["source"]) for problem in session.problems] == ["input"]  # told once, where it begins
    data = DataPanel(session)
    data.pick_data("digits")
    assert [(node.id, node.units, node.grid) for node in session.experiment.network.nodes] == [
        ("input", 1, (8, 8)), ("conv", 2, (6, 6)), ("max_pool", 2, (3, 3)), ("flatten", 18, ()),
    ]  # fmt: skip
    data.deleteLater()


def test_heatmaps_are_images_where_layers_have_positions(session):
    session.open(load("digits-cnn"))
    step(session, "c2.a")
    debugger, sample = session.debugger, 7
    kernels = next(matrix for matrix in matrices(debugger, "weights") if matrix.parameter == "c2.weight")
    assert kernels.values[3 * 5 + 1, 3 * 7 + 2] == debugger.value("c2.weight").reshape(24, 12, 3, 3)[5, 7, 1, 2]
    assert kernels.place(3 * 5 + 1, 3 * 7 + 2) == (5, 7 * 9 + 5)
    assert kernels.cell((5, 7 * 9 + 5)) == (3 * 5 + 1, 3 * 7 + 2)
    maps = of_node(debugger, "c1", "activations", sample)
    unit, position = maps.place(8 + 3, 8 * 2 + 5)  # below the first row of four maps, in the third
    assert (unit, position) == (6, 3 * 8 + 5)
    assert maps.values[8 + 3, 8 * 2 + 5] == debugger.value("c1.a").reshape(12, 8, 8, -1)[6, 3, 5, sample]
    shown = figure(kernels, "weights")
    assert (shown.x_label, shown.y_label) == ("input channel", "output channel")
    assert shown.image.values[::-1].tolist() == kernels.values.tolist()


def test_queries_keys_and_values_have_their_own_matrices(session):
    session.open(load("reverse-attention"))
    found = {matrix.name: matrix for matrix in matrices(session.debugger, "weights")}
    whole = session.debugger.value("a.in_proj_weight")
    assert np.array_equal(found["a W_k"].values, whole[16:32])
    assert found["a W_k"].place(2, 3) == (18, 3)
    assert found["a W_v"].cell((18, 3)) is None


def test_the_plot_of_attention_has_queries_from_top_to_bottom_with_their_tokens(session):
    session.open(load("reverse-attention"))
    step(session, "a.head1.weights")
    source = source_of(session)
    drawn = attention(source)
    weights = session.debugger.value("a.head1.weights").reshape(8, 8, -1)[..., session.now.sample]
    assert np.array_equal(drawn.image.values[::-1], weights.T)
    tokens = session.debugger.value("x").reshape(8, -1)[:, session.now.sample].astype(int)
    assert [name for _, name in drawn.names] == [f"{place} {chr(65 + token)}" for place, token in enumerate(tokens)]
    assert attention(replace(source, second="gradient")).empty
    session.go(len(session.debugger.program))
    back = attention(replace(source, second="gradient")).image
    gradient = session.debugger.gradient("a.head1.weights").reshape(8, 8, -1)[..., session.now.sample]
    assert np.array_equal(back.values[::-1], gradient.T)
    assert back.high == np.abs(gradient).max()
    session.open(load("xor"))
    assert attention(source_of(session)).empty


def test_a_pooled_pixel_tells_its_winner_and_the_others_of_its_window(session):
    session.open(load("digits-cnn"))
    step(session, "p1.a")
    session.looking.at_pixel("p1", 4, 1 * 4 + 2, None)
    formula = FormulaPanel(session)
    formula.refresh()
    said = formula.findChild(QLabel, "formula-text").text()
    window = session.debugger.value("c1.a").reshape(12, 8, 8, -1)[4, 2:4, 4:6, session.now.sample]
    others = sorted(window.ravel())[:-1]
    assert f"<b>{number(float(window.max()))}</b>" in said
    winner = divmod(int(window.argmax()), 2)
    assert Thing("c1", 4, position=(2 + winner[0]) * 8 + 4 + winner[1]) in [
        thing for mark in session.pointing.marks for thing in mark.things
    ]
    told = said[said.index("the other values in the window") :]
    assert all(number(float(value)) in told for value in others)
    formula.deleteLater()
