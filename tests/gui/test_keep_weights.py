"""A network that is edited goes on with what it has learned."""

import tracemalloc
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt

from engine import load
from engine.library import drawing
from engine.model.network import Choice, Network, Node, Wire


def trained(session, experiment, steps=20):
    session.open(experiment)
    session.debugger.run(steps)
    session.go(session.debugger.t)
    return session.debugger.learned()


def resize(session, name, units):
    network = session.experiment.network
    changed = drawing.exchange(network, replace(network.node(name), units=units))
    session.edit("resize", session.experiment.with_network(changed), f"units {name}")
    return session.debugger.learned()


def test_a_unit_more_keeps_all_weights_that_are_there(session):
    before = trained(session, load("xor"))
    after = resize(session, "h", 5)
    assert np.array_equal(after["x->h.weight"][:4], before["x->h.weight"])
    assert np.array_equal(after["h.bias"][:4], before["h.bias"])
    assert np.array_equal(after["h->y.weight"][:, :4], before["h->y.weight"])
    assert np.array_equal(after["y.bias"], before["y.bias"])
    assert after["x->h.weight"][4].any(), "the new unit starts as its initializer says"
    assert session.debugger.t == 0


def test_undo_brings_back_the_weights_of_a_removed_unit(session):
    before = trained(session, load("xor"))
    after = resize(session, "h", 3)
    assert np.array_equal(after["x->h.weight"], before["x->h.weight"][:3])
    session.undo.undo()
    assert all(np.array_equal(session.debugger.value(name), value) for name, value in before.items())


def test_undo_brings_back_the_weights_of_a_unit_that_was_removed_tick_by_tick(session):
    """All ticks are one entry, which knows what the network had learned before the first of them."""
    before = trained(session, load("xor"))
    for units in (3, 4, 2):
        resize(session, "h", units)
    assert session.undo.count == 1
    session.undo.undo()
    assert all(np.array_equal(session.debugger.value(name), value) for name, value in before.items())


def widened():
    """XOR with a second hidden layer beside the first, and normalisation, which learns statistics: either can be deleted."""
    xor = load("xor")
    nodes = (*xor.network.nodes[:-1], Node("g", "dense", 3, Choice("relu")), Node("n", "batch_norm", 3), Node("c", "concat", 7),
             xor.network.nodes[-1])  # fmt: skip
    joined = tuple(Wire(name, "c", "direct") for name in "hn")
    wires = (Wire("x", "h"), Wire("x", "g"), Wire("g", "n", "direct"), *joined, Wire("c", "y"))
    return xor.with_network(drawing.fitted(Network(nodes, wires)))


def delete(session, *names):
    session.edit("delete", session.experiment.with_network(drawing.remove(session.experiment.network, frozenset(names))))
    return session.debugger.learned()


def test_undo_brings_back_the_weights_of_a_removed_layer(session):
    before = trained(session, widened())
    after = delete(session, "g", "n")
    assert "x->g.weight" in before
    assert "x->g.weight" not in after
    session.undo.undo()
    now = session.debugger.learned()
    assert now.keys() == before.keys()
    assert all(now[name].tobytes() == value.tobytes() for name, value in before.items())


def test_undo_brings_back_a_removed_layer_beside_what_the_others_have_learned_since(session):
    before = trained(session, widened())
    delete(session, "g", "n")
    session.debugger.run(30)
    since = session.debugger.learned()
    session.undo.undo()
    now = session.debugger.learned()
    assert not np.array_equal(since["x->h.weight"], before["x->h.weight"])
    assert np.array_equal(now["x->h.weight"], since["x->h.weight"])
    assert np.array_equal(now["x->g.weight"], before["x->g.weight"])
    session.debugger.run(10)
    latest = session.debugger.learned()
    session.undo.redo()
    session.undo.undo()
    assert np.array_equal(session.debugger.value("x->g.weight"), latest["x->g.weight"]), "done again, it keeps what it removes then"


def test_undo_brings_back_a_removed_layer_after_the_network_could_not_run(session):
    before = trained(session, load("xor"))
    session.edit("delete", session.experiment.with_network(drawing.remove(session.experiment.network, frozenset("h"))))
    assert session.debugger is None
    straight = session.experiment.network.with_wire(Wire("x", "y"))
    session.edit("wire", session.experiment.with_network(straight))
    session.debugger.run(5)
    for _ in range(2):
        session.undo.undo()
    assert all(np.array_equal(session.debugger.value(name), before[name]) for name in ("x->h.weight", "h.bias", "h->y.weight"))


def test_an_edit_that_removes_a_layer_keeps_its_weights_and_no_others(session):
    layers = [Node(name, "dense", units, Choice("tanh")) for name, units in (("a", 8), ("b", 400), ("b2", 400))]
    nodes = (Node("x", "input", 2), *layers, Node("c", "concat", 408), Node("y", "dense", 1, Choice("sigmoid")))
    joined = tuple(Wire(name, "c", "direct") for name in ("a", "b2"))
    wires = (Wire("x", "a"), Wire("x", "b"), Wire("b", "b2"), *joined, Wire("c", "y"))
    learned = trained(session, load("xor").with_network(drawing.fitted(Network(nodes, wires))), 2)
    tracemalloc.start()
    delete(session, "a")
    before, _ = tracemalloc.get_traced_memory()
    session.undo.clear()
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert before - after < 0.1 * sum(value.nbytes for value in learned.values())


def test_edits_that_keep_all_weights_keep_no_copies_of_them(session):
    """Thousands of moves in a large network would take gigabytes."""
    hidden = [Node(f"h{number}", "dense", 64, Choice("tanh")) for number in range(10)]
    nodes = (Node("x", "input", 2), *hidden, Node("y", "dense", 1, Choice("sigmoid")))
    wires = tuple(Wire(a.id, b.id) for a, b in zip(nodes, nodes[1:], strict=False))
    learned = trained(session, load("xor").with_network(Network(nodes, wires)))
    tracemalloc.start()
    for place in range(20):
        network = session.experiment.network
        moved = network.with_node(replace(network.node("h1"), position=(place, 0)))
        session.edit("Move", session.experiment.with_network(moved))
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert session.undo.count == 20
    assert kept < sum(value.nbytes for value in learned.values())


def test_each_gate_of_a_cell_keeps_its_rows(session):
    before = trained(session, load("latch-lstm"), 3)
    after = resize(session, "h", 9)
    for name in ("h.weight_ih", "h.weight_hh", "h.bias_ih"):
        gates = before[name].reshape(4, 8, -1)
        assert np.array_equal(after[name].reshape(4, 9, -1)[:, :8, : gates.shape[2]], gates), name


def test_behind_concat_the_weights_of_the_other_layer_move_along(session):
    xor = load("xor")
    layers = [replace(xor.network.node("h"), id=name, units=2) for name in ("a", "b")]
    nodes = (xor.network.node("x"), *layers, Node("c", "concat", 4), xor.network.node("y"))
    wires = tuple(Wire("x", name) for name in "ab") + tuple(Wire(name, "c", "direct") for name in "ab") + (Wire("c", "y"),)
    before = trained(session, xor.with_network(Network(nodes, wires)))["c->y.weight"]
    after = resize(session, "a", 3)["c->y.weight"]
    assert np.array_equal(after[:, [0, 1, 3, 4]], before)


def test_what_has_not_run_is_what_the_seed_says(session):
    session.open(load("xor"))
    grown = resize(session, "h", 5)
    session.reset()
    assert all(np.array_equal(session.debugger.value(name), value) for name, value in grown.items())


def test_another_seed_starts_anew(session):
    before = trained(session, load("xor"))
    session.edit("seed", replace(session.experiment, seed=7))
    assert not np.array_equal(session.debugger.value("x->h.weight"), before["x->h.weight"])


@pytest.mark.parametrize("times", [2, 3])
def test_plus_stays_under_the_pointer_and_says_what_is_new(qtbot, app, window, settle, times):
    app.open_example("xor")
    settle()
    app.session.debugger.run(10)
    app.session.go(app.session.debugger.t)
    view, item = window.canvas.view, window.canvas.scene.nodes["h"]
    spot = view.mapFromScene(item.mapToScene(item.button(True).center()))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert (
        "1 unit added to h; new weights and biases: 4. All other weights and biases are kept" in window.statusBar().currentMessage()
    )
    for _ in range(times - 1):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert app.session.experiment.network.node("h").units == 4 + times


def test_layers_as_wide_as_their_sources_have_no_buttons(qtbot, app, window, settle):
    app.open_example("residual")
    settle()
    items, before = window.canvas.scene.nodes, app.session.experiment
    assert items["h1"].sizable
    assert not items["s1"].sizable
    window.canvas.edits.change_units("s1", 1)
    assert app.session.experiment == before


def test_a_click_on_a_layer_turns_to_an_inspector_that_is_open_behind_another_panel(qtbot, app, window, settle):
    app.open_example("xor")
    settle()
    window.show_panel("inspector")
    window.show_panel("data")
    inspector, view, item = window.docks["inspector"], window.canvas.view, window.canvas.scene.nodes["h"]
    assert inspector.visibleRegion().isEmpty()
    name = QPointF(item.card().center().x(), item.card().top() + 8)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.mapFromScene(name))
    assert not inspector.visibleRegion().isEmpty()
    inspector.close()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.mapFromScene(name))
    assert not inspector.isVisible(), "who closed it wants it closed"


def test_another_example_with_layers_of_the_same_names_fits_the_window(app, window, settle):
    app.open_example("xor")
    settle()
    zoom = window.canvas.view.transform().m11()
    app.open_example("hello")
    app.open_example("xor")
    settle()
    assert window.canvas.view.transform().m11() == zoom
