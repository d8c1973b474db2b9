"""Drawing: menus, copies, the keyboard, pictures, single weights."""

import itertools

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QInputDialog, QLineEdit, QMenu

from engine import Choice, Experiment, Network, Node, load
from engine.insight.moment.symbols import arrow
from engine.interchange.documents import experiment_file
from engine.library import drawing
from engine.model.network import Block, Wire
from gui.canvas.palette import MIME
from gui.session.selection import Selection


@pytest.fixture
def xor(app, window, settle):
    app.open_example("xor")
    settle()
    return window


def select(window, *nodes):
    window.canvas.scene.clearSelection()
    for node in nodes:
        window.canvas.scene.nodes[node].setSelected(True)


def menu_at(window, point):
    """The menu that a right click at a scene point opens."""
    view = window.canvas.view
    at = view.mapFromScene(point)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    menu = window.canvas.findChildren(QMenu, "canvas-menu")[-1]
    actions = {action.text(): action for action in menu.actions()}
    return menu, actions


def middle_of(window, wire, place):
    line = next(line for i, j, line in window.canvas.scene.wires[wire].lines() if (i, j) == place)
    return line.pointAt(0.3)


def drop(window, name, point):
    """Let go of a layer of the palette over a scene point."""
    view, mime = window.canvas.view, QMimeData()
    mime.setData(MIME, name.encode())
    place = QPointF(view.mapFromScene(point))
    given = Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(view.viewport(), QDragEnterEvent(place.toPoint(), *given))
    QApplication.sendEvent(view.viewport(), QDropEvent(place, *given))


def test_a_layer_that_is_dropped_onto_a_wire_becomes_part_of_the_way(app, xor, settle):
    drop(xor, "tanh", middle_of(xor, "h->y", (0, 0)))
    settle()
    network = app.session.experiment.network
    (new,) = {node.id for node in network.nodes} - {"x", "h", "y"}
    assert {wire.id for wire in network.wires} == {"x->h", f"h->{new}", f"{new}->y"}
    assert app.session.problems == ()
    cards = [xor.canvas.scene.nodes[name].card() for name in ("x", "h", new, "y")]
    assert all(before.right() < after.left() for before, after in itertools.pairwise(cards)), "it is laid out in its place"
    xor.actions_by_id["edit.undo"].trigger()
    assert {wire.id for wire in app.session.experiment.network.wires} == {"x->h", "h->y"}


def test_a_layer_that_is_dropped_onto_one_of_several_wires_takes_its_place_among_them(app, window, settle):
    nodes = (Node("x", "input", 2), Node("a", "dense", 2), Node("b", "dense", 3), Node("j", "concat", 5), Node("y", "dense", 1))
    wires = (Wire("x", "a"), Wire("x", "b"), Wire("a", "j", "direct", factor=0.5), Wire("b", "j", "direct"), Wire("j", "y"))
    app.session.open(Experiment(network=Network(nodes, wires), data=Choice("moons"), loss=Choice("bce_with_logits")))
    settle()
    drop(window, "tanh", middle_of(window, "a->j", (0, 0)))
    settle()
    network = app.session.experiment.network
    (new,) = {node.id for node in network.nodes} - {"x", "a", "b", "j", "y"}
    assert [(wire.source, wire.factor) for wire in network.incoming("j")] == [(new, 0.5), ("b", 1.0)]
    assert app.session.problems == ()


def test_a_layer_that_is_dropped_onto_a_wire_inside_a_block_belongs_to_it(app, window, settle):
    nodes = (Node("x", "input", 2), Node("a", "dense", 2), Node("h", "dense", 3), Node("y", "dense", 1))
    wires = tuple(Wire(before.id, after.id) for before, after in itertools.pairwise(nodes))
    network = Network(nodes, wires, (Block("B", ("a", "h"), collapsed=False),))
    app.session.open(Experiment(network=network, data=Choice("moons"), loss=Choice("bce_with_logits")))
    settle()
    drop(window, "tanh", middle_of(window, "a->h", (0, 0)))
    settle()
    network = app.session.experiment.network
    (new,) = {node.id for node in network.nodes} - {"x", "a", "h", "y"}
    assert network.block("B").members == ("a", new, "h")
    assert app.session.problems == ()


def test_a_layer_that_is_dropped_beside_all_wires_is_not_connected(app, xor, settle):
    drop(xor, "tanh", xor.canvas.scene.nodes["y"].card().bottomRight() + QPointF(0, 60))
    settle()
    assert len(app.session.experiment.network.wires) == 2


@pytest.mark.parametrize("wires", [False, True], ids=["moved", "connected"])
def test_a_layer_that_is_deleted_while_the_mouse_holds_it_is_gone(qtbot, app, xor, wires):
    view, item = xor.canvas.view, xor.canvas.scene.nodes["h"]
    start = view.mapFromScene(item.port(True) if wires else item.card().topLeft() + QPointF(30, 10))
    over = view.mapFromScene(xor.canvas.scene.nodes["y"].card().center()) if wires else start + QPoint(40, 30)
    select(xor, "h")
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(view.viewport(), over)
    xor.actions_by_id["edit.delete"].trigger()
    after = app.session.experiment
    assert not after.network.has("h")
    qtbot.mouseMove(view.viewport(), over + QPoint(4, 4))
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=over)
    assert app.session.experiment == after


class TestManyLayers:
    def test_copy_and_paste_keep_the_wires_between(self, app, xor):
        select(xor, "h", "y")
        xor.actions_by_id["edit.copy"].trigger()
        assert '"h"' in QGuiApplication.clipboard().text()
        xor.actions_by_id["edit.paste"].trigger()
        network = app.session.experiment.network
        assert [node.id for node in network.nodes] == ["x", "h", "y", "h2", "y2"]
        assert [wire.id for wire in network.wires] == ["x->h", "h->y", "h2->y2"]
        assert network.node("h2").units == 4
        assert app.session.selection.nodes == {"h2", "y2"}
        xor.actions_by_id["edit.undo"].trigger()
        assert app.session.experiment == load("xor")

    def test_other_words_on_the_clipboard_are_refused(self, app, xor):
        QGuiApplication.clipboard().setText("not a network")
        xor.actions_by_id["edit.paste"].trigger()
        assert app.session.experiment == load("xor")
        assert "clipboard" in xor.statusBar().currentMessage()

    def test_layers_on_the_clipboard_that_are_no_network_are_refused_in_words(self, app, xor):
        cycle = Network((Node("a", "dense", 2), Node("b", "dense", 2)), (Wire("a", "b"), Wire("b", "a")))
        QGuiApplication.clipboard().setText(experiment_file.dumps(Experiment(network=cycle)))
        xor.actions_by_id["edit.paste"].trigger()
        assert app.session.experiment == load("xor")
        assert "cycle" in xor.canvas.banner.text()

    def test_duplicate_leaves_the_clipboard_alone(self, app, xor):
        QGuiApplication.clipboard().setText("mine")
        select(xor, "h")
        xor.actions_by_id["edit.duplicate"].trigger()
        assert app.session.experiment.network.has("h2")
        assert QGuiApplication.clipboard().text() == "mine"

    def test_cut(self, app, xor):
        select(xor, "h")
        xor.actions_by_id["edit.cut"].trigger()
        assert not app.session.experiment.network.has("h")
        xor.actions_by_id["edit.paste"].trigger()
        assert app.session.experiment.network.has("h")

    def test_align(self, app, xor):
        xor.canvas.edits.move({"x": (0.0, -300.0), "h": (100.0, 77.0), "y": (400.0, 300.0)})
        xor.actions_by_id["edit.select-all"].trigger()
        xor.actions_by_id["edit.align-row"].trigger()
        middles = {round(item.sceneBoundingRect().center().y(), 6) for item in xor.canvas.scene.nodes.values()}
        assert len(middles) == 1
        xor.actions_by_id["edit.align-column"].trigger()
        assert len({item.x() for item in xor.canvas.scene.nodes.values()}) == 1


class TestWeightMenu:
    def test_prune_and_restore_one_weight(self, app, xor):
        menu, actions = menu_at(xor, middle_of(xor, "x->h", (0, 0)))
        actions["Prune this weight"].trigger()
        menu.close()
        assert app.session.experiment.network.wires[0].mask == ((0, 1), (1, 1), (1, 1), (1, 1))
        app.session.debugger.run(3)
        program = app.session.debugger.program
        gradient = app.session.debugger.read(program.used_gradient[program.parameters["x->h.weight"]])
        assert gradient[0, 0] == 0
        assert (gradient != 0).sum() == 7
        xor.canvas.refresh()
        assert xor.canvas.scene.wires["x->h"].state.matrix[0, 0] == 0
        menu, actions = menu_at(xor, middle_of(xor, "x->h", (0, 0)))
        actions["Restore this weight"].trigger()
        menu.close()
        assert app.session.experiment.network.wires[0].mask is None

    def test_freeze(self, app, xor):
        menu, actions = menu_at(xor, middle_of(xor, "h->y", (0, 1)))
        actions["Freeze these weights"].trigger()
        menu.close()
        before = app.session.debugger.value("h->y.weight").copy()
        app.session.debugger.run(5)
        assert np.array_equal(app.session.debugger.value("h->y.weight"), before)

    def test_change_a_weight_before_the_start_and_while_it_trains(self, app, xor, monkeypatch):
        monkeypatch.setattr(QInputDialog, "getText", lambda *a, **k: ("1.25", True))
        menu, actions = menu_at(xor, middle_of(xor, "x->h", (2, 1)))
        actions["Change this weight…"].trigger()
        menu.close()
        assert app.session.experiment.parameters["x->h.weight"][2][1] == 1.25
        app.session.debugger.run(10)
        app.session.go(app.session.debugger.t)
        monkeypatch.setattr(QInputDialog, "getText", lambda *a, **k: ("-0,5", True))
        t, other = app.session.debugger.t, app.session.debugger.value("x->h.weight")[0, 0]
        menu, actions = menu_at(xor, middle_of(xor, "x->h", (2, 1)))
        actions["Change this weight…"].trigger()
        menu.close()
        assert app.session.debugger.t == t, "training goes on where it was"
        assert app.session.debugger.value("x->h.weight")[2, 1] == -0.5
        assert app.session.debugger.value("x->h.weight")[0, 0] == other
        assert "step 11" in xor.statusBar().currentMessage()
        xor.actions_by_id["edit.undo"].trigger()
        assert app.session.debugger.value("x->h.weight")[2, 1] != -0.5


class TestLayerMenu:
    def test_connect_and_activation(self, app, xor):
        menu, actions = menu_at(xor, xor.canvas.scene.nodes["h"].sceneBoundingRect().center() + QPointF(0, -40))
        targets = {action.text(): action for action in actions["Connect to"].menu().actions()}
        assert list(targets) == ["itself, at the next time step"], "only what is legal is offered"
        chosen = {action.text(): action for action in actions["Activation"].menu().actions()}
        chosen["ReLU"].trigger()
        menu.close()
        assert app.session.experiment.network.node("h").activation == Choice("relu")

    def test_the_empty_canvas_offers_layers(self, app, xor):
        menu, actions = menu_at(xor, QPointF(-150, 260))
        layers = {action.text(): action for action in actions["Add a layer here"].menu().actions()}
        layers["Dense tanh"].trigger()
        menu.close()
        added = app.session.experiment.network.nodes[-1]
        assert added.type == "dense"
        assert abs(added.position[0] + 150) < 3


class TestKeyboard:
    def test_arrows_walk_and_ctrl_moves(self, qtbot, app, xor):
        view = xor.canvas.view
        xor.canvas.scene.clearSelection()
        for key, wanted in ((Qt.Key.Key_Right, "x"), (Qt.Key.Key_Right, "h"), (Qt.Key.Key_Right, "y"), (Qt.Key.Key_Left, "h")):
            qtbot.keyClick(view, key)
            assert app.session.selection.nodes == {wanted}
        before = xor.canvas.scene.nodes["h"].x()
        qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
        assert xor.canvas.scene.nodes["h"].x() == before + 8
        qtbot.keyClick(view, Qt.Key.Key_Plus)
        assert app.session.experiment.network.node("h").units == 5
        qtbot.keyClick(view, Qt.Key.Key_Minus)
        assert app.session.experiment.network.node("h").units == 4

    def test_insert_searches_a_layer(self, qtbot, app, xor):
        qtbot.keyClick(xor.canvas.view, Qt.Key.Key_Insert)
        field = xor.canvas.view.findChild(QLineEdit, "layer-search")
        qtbot.keyClicks(field, "relu")
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert app.session.experiment.network.nodes[-1].activation.name in ("relu", "leaky_relu")

    def test_outline_and_canvas_share_the_selection(self, app, xor, settle):
        outline = xor.panels["outline"]
        xor.docks["outline"].raise_()
        settle()
        tree = outline.tree
        tree.setCurrentItem(tree.topLevelItem(1))
        assert app.session.selection.nodes == {"h"}
        assert xor.canvas.scene.nodes["h"].isSelected()
        select(xor, "y")
        settle()
        assert tree.currentItem().text(0).startswith("y")
        tree.topLevelItem(1).setExpanded(True)
        neuron = tree.topLevelItem(1).child(2)
        neuron.setExpanded(True)
        tree.setCurrentItem(neuron.child(1))
        assert (app.session.selection.parameter, app.session.selection.index) == ("x->h.weight", (2, 1))
        assert neuron.child(1).text(1) == f"{app.session.debugger.value('x->h.weight')[2, 1]:.4g}"


class TestPictures:
    def test_each_neuron_shows_its_answer_over_the_plane(self, app, xor, settle):
        app.session.debugger.run(300)
        app.session.go(app.session.debugger.t)
        xor.canvas.neurons.setCurrentIndex(xor.canvas.neurons.findData("pictures"))
        settle()
        state = xor.canvas.scene.nodes["h"].state
        assert len(state.pictures) == 4
        image = xor.canvas.scene.nodes["y"].state.pictures[0]
        # XOR: the corners (0,0) and (1,1) answer alike, the others otherwise.
        low, high = 3, image.width() - 4
        corners = [image.pixelColor(x, y) for x, y in ((low, high), (high, low), (low, low), (high, high))]
        assert abs(corners[0].red() - corners[1].red()) < 60
        assert corners[0] != corners[2]

    def test_pictures_come_by_themselves_where_two_inputs_are_classified_and_there_is_room(self, app, xor, settle):
        canvas = xor.canvas
        canvas.view.fit()
        settle()
        assert len(canvas.scene.nodes["h"].state.pictures) == 4
        assert "all inputs (picture)" in canvas.caption.toolTip()
        canvas.neurons.setCurrentIndex(canvas.neurons.findData("activation"))
        settle()
        assert canvas.scene.nodes["h"].state.pictures == ()
        canvas.neurons.setCurrentIndex(canvas.neurons.findData("auto"))
        for name in ("sine", "hello", "vanishing"):
            app.open_example(name)
            settle()
            assert {item.state.pictures for item in canvas.scene.nodes.values()} == {()}, name

    def test_sequences_have_none_and_say_nothing_wrong(self, app, xor, settle):
        app.open_example("hello")
        xor.canvas.neurons.setCurrentIndex(xor.canvas.neurons.findData("pictures"))
        settle()
        assert xor.canvas.scene.nodes["h"].state.pictures == ()


def test_the_minimap_shows_while_something_is_out_of_sight(qtbot, app, xor, settle):
    app.open_example("vanishing")
    settle()
    view = xor.canvas.view
    assert not view.minimap.isVisible()
    view.zoom(3)
    assert view.minimap.isVisible()
    before = view.mapToScene(view.viewport().rect().center())
    qtbot.mouseClick(view.minimap, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    after = view.mapToScene(view.viewport().rect().center())
    assert after.x() < before.x()
    view.fit()
    assert not view.minimap.isVisible()


def test_two_thousand_weights_are_one_item_a_matrix(app, xor, settle):
    network = load("vanishing").network
    app.open_example("vanishing")
    settle()
    assert len(xor.canvas.scene.items()) == len(network.nodes) + len(network.wires)
    lines = sum(len(wire.lines()) for wire in xor.canvas.scene.wires.values())
    assert lines > 900
    app.session.run()
    xor.canvas.refresh()
    assert all(wire.state.hasty for wire in xor.canvas.scene.wires.values())
    app.session.pause()
    settle()
    assert not any(wire.state.hasty for wire in xor.canvas.scene.wires.values())


def test_an_illegal_wire_from_the_keyboard_menu_is_not_offered(qtbot, app, xor):
    select(xor, "y")
    qtbot.keyClick(xor.canvas.view, Qt.Key.Key_W)
    menu = QApplication.activePopupWidget()
    offered = {action.text() for action in menu.actions()}
    network = app.session.experiment.network
    drawn = [Wire(a.id, b.id, "weighted", int(a.id == b.id)) for a in network.nodes for b in network.nodes if "y" in (a.id, b.id)]
    assert offered == {arrow(wire.id) for wire in drawn if drawing.why_not(network, wire) is None}
    assert offered
    menu.close()


def test_right_click_on_a_line_of_the_keyboard_reaches_the_selected_layer(app, xor):
    select(xor, "h")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1))
    QApplication.sendEvent(xor.canvas.view.viewport(), event)
    menu = xor.canvas.findChildren(QMenu, "canvas-menu")[-1]
    assert "Connect to" in [action.text() for action in menu.actions()]
    menu.close()


def test_a_wire_is_tied_and_stopped_from_its_menu_and_one_undo_takes_it_back(app, window, settle):
    nodes = (Node("x", "input", 2), Node("h", "dense", 3, Choice("tanh")), Node("y", "dense", 2))
    rows = [[0.5, -1.0], [1.0, 0.25]]
    data = Choice("table", {"inputs": rows, "targets": rows})
    app.session.open(Experiment(Network(nodes, (Wire("x", "h"), Wire("h", "y"))), data))
    settle()
    menu, actions = menu_at(window, middle_of(window, "h->y", (0, 1)))
    ties = {action.text(): action for action in actions["Weights"].menu().actions()}
    assert list(ties) == ["Its own", "Transpose of x→h.weight"]
    assert ties["Its own"].isChecked()
    ties["Transpose of x→h.weight"].trigger()
    menu.close()
    settle()
    window.canvas.refresh()
    drawn = window.canvas.scene.wires
    assert np.array_equal(drawn["h->y"].state.matrix, drawn["x->h"].state.matrix.T)
    assert drawn["h->y"].state.words == "= x→hᵀ"
    menu, actions = menu_at(window, middle_of(window, "h->y", (0, 1)))
    assert "x→h.weight[1, 0]" in menu.actions()[0].text()
    actions["Stop gradient"].trigger()
    menu.close()
    settle()
    assert app.session.experiment.network.wires[1].detach
    app.session.select(Selection(wires=frozenset({"h->y"})))
    settle()
    assert window.panels["inspector"].findChild(QCheckBox, "setting-detach").isChecked()
    assert window.panels["inspector"].findChild(QComboBox, "wire-tied").currentText() == "Transpose of x→h.weight"
    for left in ("x->h.weight", ""):
        app.session.undo.undo()
        assert app.session.experiment.network.wires[1] == Wire("h", "y", tied=left, transposed=bool(left))
