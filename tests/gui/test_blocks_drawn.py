"""Blocks in the window: made, moved, copied, repeated, collapsed by mouse and keys; what their cards and the panels say."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QLabel, QLineEdit, QMenu, QTreeWidget

from engine import load
from engine.insight.flow.depth import depth_profile
from engine.library import blocks
from engine.program.program import BACKWARD
from gui.plots.catalogue import PLOTS
from gui.plots.source import source_of

INSIDE = ("a", "s", "n", "f", "g", "t", "o")


@pytest.fixture
def transformer(app, window, settle):
    """The transformer of the examples, its layers selected by dragging nothing: by the selection that a box would make."""
    app.open_example("transformer-block")
    settle()
    window.canvas.scene.clearSelection()
    window.canvas.scene.choose(window.canvas.scene.nodes[name] for name in INSIDE)
    window.actions_by_id["edit.block"].trigger()
    settle()
    return window


def network_of(app):
    return app.session.experiment.network


def at(window, point):
    return window.canvas.view.mapFromScene(point)


def middle(window, name):
    return at(window, window.canvas.scene.nodes[name].card().center())


def click(window, point, double=False):
    """A real click, or a double click, at a place of the view."""
    view = window.canvas.view.viewport()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
    if double:
        QTest.mouseDClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)


def menu_at(window, place):
    view = window.canvas.view
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.viewport().mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), event)
    menu = window.canvas.findChildren(QMenu, "canvas-menu")[-1]
    return menu, {action.text(): action for action in menu.actions()}


def test_a_block_is_one_card_that_is_selected_moved_copied_and_deleted_as_one(app, transformer, settle):
    scene = transformer.canvas.scene
    assert set(scene.nodes) == {"x", "e", "p", "block", "y"}
    assert set(scene.wires) == {"x->e", "e->p", "p->a", "o->y"}, "of two wires between the same cards one is drawn"
    assert scene.nodes["block"].words == "layers: 7"
    assert scene.nodes["block"].size_words() == f"parameters: {16 * 64 + 32 * 2 + 16 * 32 + 32 + 32 * 16 + 16:,}"
    click(transformer, middle(transformer, "x"))
    click(transformer, middle(transformer, "block"))
    assert app.session.selection.nodes == set(INSIDE)

    start, view = middle(transformer, "block"), transformer.canvas.view.viewport()
    before = scene.nodes["block"].pos()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(view, start + QPoint(0, 60))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start + QPoint(0, 60))
    assert scene.nodes["block"].y() > before.y() + 20
    assert network_of(app).block("block").position is not None
    transformer.actions_by_id["edit.undo"].trigger()

    transformer.actions_by_id["edit.duplicate"].trigger()
    settle()
    assert network_of(app).block("block2").members == tuple(f"{name}2" for name in INSIDE)
    assert app.session.selection.nodes == {f"{name}2" for name in INSIDE}
    QTest.keyClick(transformer.canvas.view, Qt.Key.Key_Delete)
    transformer.actions_by_id["edit.delete"].trigger()
    assert [block.name for block in network_of(app).blocks] == ["block"]
    assert not network_of(app).has("a2")


def test_collapse_and_expand_by_double_click_key_and_menu_and_take_it_back(app, transformer, settle):
    scene = transformer.canvas.scene
    t = app.session.debugger.t
    click(transformer, middle(transformer, "block"), double=True)
    assert set(INSIDE) <= set(scene.nodes)
    assert list(scene.frames) == ["block"]
    frame = scene.frames["block"]
    assert all(frame.card().contains(scene.nodes[name].card()) for name in INSIDE)
    settle()
    title = at(transformer, frame.title(transformer.canvas.view.transform().m11()).center())
    click(transformer, title)
    assert app.session.selection.nodes == set(INSIDE)
    click(transformer, title, double=True)
    assert "block" in scene.nodes
    assert not scene.frames
    QTest.keyClick(transformer.canvas.view, Qt.Key.Key_Return)
    assert "a" in scene.nodes
    menu, actions = menu_at(transformer, at(transformer, frame_title(transformer)))
    actions["Collapse"].trigger()
    menu.close()
    assert "block" in scene.nodes
    assert app.session.debugger.t == t, "the run stands where it was"
    for _ in range(5):
        transformer.actions_by_id["edit.undo"].trigger()
    assert app.session.experiment == load("transformer-block")


def frame_title(window):
    (frame,) = window.canvas.scene.frames.values()
    return frame.title(window.canvas.view.transform().m11()).center()


def test_a_block_is_repeated_renamed_and_dissolved_from_its_menu(app, transformer, settle, monkeypatch):
    monkeypatch.setattr(QInputDialog, "getInt", lambda *a, **k: (3, True))
    menu, actions = menu_at(transformer, middle(transformer, "block"))
    actions["Repeat in series…"].trigger()
    menu.close()
    scene = transformer.canvas.scene
    assert [name for name in scene.nodes if name.startswith("block")] == ["block", "block2", "block3"]
    assert {(w.source.node.id, w.target.node.id) for w in scene.wires.values()} >= {("block", "block2"), ("block3", "y")}
    xs = [scene.nodes[name].x() for name in ("p", "block", "block2", "block3", "y")]
    assert xs == sorted(xs)
    assert app.session.debugger is not None
    settle()
    click(transformer, middle(transformer, "block2"))
    settle()
    inspector = transformer.panels["inspector"]
    inspector.refresh()
    assert inspector.findChild(QLabel, "block-repeats").text() == "3 alike: block, block2, block3"
    assert inspector.findChild(QLabel, "block-layers").text() == ", ".join(f"{name}2" for name in INSIDE)
    field = inspector.findChild(QLineEdit, "block-name")
    field.setText("second")
    field.editingFinished.emit()
    assert network_of(app).block("second") is not None
    monkeypatch.setattr(QInputDialog, "getText", lambda *a, **k: ("x", True))
    transformer.actions_by_id["edit.block-rename"].trigger()
    assert "occurs twice" in transformer.canvas.banner.text()
    assert network_of(app).block("second") is not None
    transformer.actions_by_id["edit.block-ungroup"].trigger()
    assert [block.name for block in network_of(app).blocks] == ["block", "block3"]
    assert {"a2", "o2"} <= set(scene.nodes)


def test_stepping_into_a_block_lights_the_layer_on_its_card_and_names_it(app, transformer, settle):
    session, canvas = app.session, transformer.canvas
    pc = next(pc for pc, instr in enumerate(session.debugger.program.code) if instr.path[-1][1] == "f")
    session.go(pc + 1)
    canvas.refresh()
    item = canvas.scene.nodes["block"]
    assert [name for name, part in zip(item.layers, item.state.parts, strict=True) if part.lit] == ["f"]
    assert item.state.lit
    assert not canvas.scene.nodes["block"].state.dimmed
    assert canvas.scene.nodes["x"].state.dimmed
    assert "block › f" in canvas.live.sentence
    session.go_to_phase(BACKWARD)
    session.go(len(session.debugger.program) - 1)
    canvas.refresh()
    session.course.stop()
    listing = transformer.panels["program"].listing
    headings = [line.text for line in listing.lines if line.pc is None]
    assert headings.count("block") >= 3, "in the forward pass, the backward pass and the update"
    transformer.actions_by_id["edit.block-expand"].trigger()
    session.go(pc + 1)
    canvas.refresh()
    assert "block › f" not in canvas.live.sentence


def test_the_depth_profile_and_the_flow_map_have_one_place_for_a_collapsed_block(app, transformer, settle):
    session = app.session
    session.debugger.run(2)
    session.go(session.debugger.t)
    plots = {plot.name: plot for plot in PLOTS}
    figure = plots["depth-profile"].figure(source_of(session))
    assert [name for _, name in figure.names] == ["block", "y"]
    assert "RMS over its layers" in figure.note
    profile = depth_profile(session.debugger)
    inner = np.array([size for name, size in zip(profile.layers, profile.delta, strict=True) if name in INSIDE])
    assert figure.curves[0].y[0] == pytest.approx(np.log10(np.sqrt((inner**2).mean())))
    flow = plots["flow-map"].figure(source_of(session))
    assert flow.image.values.shape[0] == 2
    assert "RMS over its layers" in flow.note
    transformer.actions_by_id["edit.block-expand"].trigger()
    opened = plots["depth-profile"].figure(source_of(session))
    assert [name for _, name in opened.names] == list(profile.layers)
    assert "RMS over its layers" not in opened.note


def test_the_outline_has_a_branch_for_a_block(app, transformer, settle):
    panel = transformer.panels["outline"]
    panel.refresh()
    tree = panel.findChild(QTreeWidget, "outline")
    tops = [tree.topLevelItem(place) for place in range(tree.topLevelItemCount())]
    assert [item.text(0).split(",")[0] for item in tops] == ["x", "e", "p", "Block block", "y"]
    block = tops[3]
    assert [block.child(place).text(0).split(",")[0] for place in range(block.childCount())] == list(INSIDE)
    tree.setCurrentItem(tops[0])
    tree.setCurrentItem(block)
    assert app.session.selection.nodes == set(INSIDE)
    block.setExpanded(True)
    tree.setCurrentItem(block.child(3))
    assert app.session.selection.nodes == {"f"}
    assert transformer.canvas.scene.nodes["block"].isSelected()


def test_a_wire_is_drawn_to_a_block_and_from_it(app, transformer, settle):
    session, scene = app.session, transformer.canvas.scene
    session.edit("cut", session.experiment.with_network(replace(network_of(app), wires=tuple(
        wire for wire in network_of(app).wires if wire.id not in ("o->y", "p->a")))))  # fmt: skip
    settle()
    view = transformer.canvas.view.viewport()
    for source, target, wire in (("block", "y", "o->y"), ("p", "block", "p->a")):
        start, end = at(transformer, scene.nodes[source].port(True)), middle(transformer, target)
        QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
        QTest.mouseMove(view, (start + end) / 2)
        QTest.mouseMove(view, end)
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
        assert wire in {w.id for w in network_of(app).wires}


def test_a_layer_inside_a_collapsed_block_is_found_in_the_outline_by_its_name(app, transformer, settle):
    panel = transformer.panels["outline"]
    field, tree = panel.findChild(QLineEdit, "outline-search"), panel.findChild(QTreeWidget, "outline")
    panel.refresh()
    QTest.keyClicks(field, "A")
    left = [item for place in range(tree.topLevelItemCount()) if not (item := tree.topLevelItem(place)).isHidden()]
    assert [item.text(0).split(",")[0] for item in left] == ["Block block"]
    assert left[0].isExpanded()
    inside = [left[0].child(place) for place in range(left[0].childCount())]
    assert {item.text(0).split(",")[0] for item in inside if not item.isHidden()} == {n for n in INSIDE if "a" in n}
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert app.session.selection.nodes == {"a"}
    told = []
    app.session.said.connect(told.append)
    QTest.keyClicks(field, "qq")
    assert told[-1] == "No layer has this in its name."
    told.clear()
    app.session.undo.undo()
    panel.refresh()
    assert told == [], "an edit of the network is no search"
    field.clear()
    assert not any(tree.topLevelItem(place).isHidden() for place in range(tree.topLevelItemCount()))


def test_what_cannot_be_a_block_is_refused_in_words(app, transformer, settle):
    transformer.canvas.scene.clearSelection()
    transformer.actions_by_id["edit.block"].trigger()
    assert "Select the layers" in transformer.statusBar().currentMessage()
    transformer.actions_by_id["edit.block-turn"].trigger()
    assert "Select a block" in transformer.statusBar().currentMessage()
    transformer.canvas.scene.choose([transformer.canvas.scene.nodes["block"], transformer.canvas.scene.nodes["p"]])
    transformer.actions_by_id["edit.block"].trigger()
    assert "is already in the block 'block'" in transformer.canvas.banner.text()


def test_badges_of_layers_stand_on_the_card_of_their_block(app, transformer, settle):
    session = app.session
    pc = next(pc for pc, instr in enumerate(session.debugger.program.code) if instr.path[-1][1] == "f")
    session.toggle_breakpoint(pc)
    transformer.canvas.refresh()
    assert [badge.role for badge in transformer.canvas.scene.nodes["block"].state.badges] == ["error"]


def test_repeats_move_what_stands_behind_them(app, transformer, settle):
    scene, edits = transformer.canvas.scene, transformer.canvas.edits
    edits.move({name: (item.x(), item.y()) for name, item in scene.nodes.items()})
    y = scene.nodes["y"].x()
    transformer.canvas.blocks.repeat_block("block", 3)
    cards = [scene.nodes[name].card() for name in ("p", "block", "block2", "block3", "y")]
    assert all(left.right() < right.left() for left, right in zip(cards, cards[1:], strict=False))
    assert scene.nodes["y"].x() > y
    first, third = network_of(app).block("block"), network_of(app).block("block3")
    assert third.position[0] > first.position[0]
    assert blocks.alike(network_of(app), first) == network_of(app).blocks
    assert QPointF(*third.position) == scene.nodes["block3"].pos()


def test_a_collapsed_block_keeps_the_pictures_of_weights_and_of_attention(app, transformer, settle):
    scene, session = transformer.canvas.scene, app.session

    def pictured():
        """What stands on the wires at the block, and in the lines of its layers."""
        sheets = {name: scene.wires[name].state.sheet for name in ("p->a", "o->y")}
        rows = {
            name: part.picture for name, part in zip(scene.nodes["block"].layers, scene.nodes["block"].state.parts, strict=True)
        }
        return sheets, {name: shown for name, shown in rows.items() if shown is not None}

    session.debugger.run(3)
    start, phases = session.debugger.t, session.debugger.program.phases
    session.go(start + phases[BACKWARD].stop)
    settle()
    sheets, rows = pictured()
    assert {name: sheet.parameter for name, sheet in sheets.items()} == {"p->a": "a.in_proj_weight", "o->y": "o->y.weight"}
    assert list(rows) == ["a"], "only attention and kernels have pictures of their own"
    used, slots = session.debugger.program.used_gradient, session.debugger.program.parameters
    gradient = session.debugger.read(used[slots["a.in_proj_weight"]])
    assert sheets["p->a"].gradient
    assert np.array_equal(sheets["p->a"].stack.values[0], gradient)
    session.go(start + phases[BACKWARD].start - 1)
    settle()
    sheets, rows = pictured()
    weights = session.debugger.value("a.head1.weights")
    queries = weights.reshape(*[len(weights)] * 2, -1)[:, :, session.now.sample].T
    assert np.array_equal(rows["a"].values[0], queries)
    assert np.array_equal(sheets["o->y"].stack.values[0], session.debugger.value("o->y.weight"))

    place = transformer.canvas.view.mapFromScene(scene.wires["o->y"].sheet_box().center())
    click(transformer, place)
    settle()
    assert session.selection.parameter == "o->y.weight"
    open_again = blocks.collapsed(network_of(app), ["block"], False)
    session.edit("open", session.experiment.with_network(open_again))
    settle()
    assert scene.wires["p->a"].state.sheet.parameter == "a.in_proj_weight"
