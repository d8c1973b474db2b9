"""Without a mouse: draw a 2-3-1 network, train it, step through it, export its figures."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from engine.model.network import WEIGHTED
from gui.dialogs.choose_figures import ChooseFigures


def test_keyboard_only(qtbot, app, window, settle, tmp_path, monkeypatch):

    figures = tmp_path / "figures"
    figures.mkdir()

    def choose(dialog):
        dialog.show()
        qtbot.keyClick(dialog.folder, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClicks(dialog.folder, str(figures))
        for kind in ("svg", "csv"):  # png and pdf are ticked at first
            qtbot.keyClick(dialog.formats[kind], Qt.Key.Key_Space)
        qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
        return dialog.result()

    monkeypatch.setattr(ChooseFigures, "exec", choose)

    def press(key, modifiers=Qt.KeyboardModifier.NoModifier, widget=None):
        if widget is None:  # a window manager does this when a dialog closes
            app.window.activateWindow()
            qtbot.waitUntil(app.window.isActiveWindow)
        qtbot.keyClick(widget or window, key, modifiers)

    def command(words):
        press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        palette = window.findChildren(QDialog, "commands")[-1]
        qtbot.keyClicks(palette.field, words)
        press(Qt.Key.Key_Return, widget=palette.field)

    def insert(words):
        view = window.canvas.view
        press(Qt.Key.Key_Insert, widget=view)
        field = view.findChildren(QLineEdit, "layer-search")[-1]
        qtbot.keyClicks(field, words)
        press(Qt.Key.Key_Return, widget=field)

    def connect_to(name):
        press(Qt.Key.Key_W, widget=window.canvas.view)
        menu = QApplication.activePopupWidget()
        while not menu.activeAction().text().endswith(f"→{name}"):
            press(Qt.Key.Key_Down, widget=menu)
        press(Qt.Key.Key_Return, widget=menu)

    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)  # new network
    insert("input")
    insert("dense tanh")
    command("add a layer dense sigmoid")
    settle()
    network = app.session.experiment.network
    first, hidden, output = (node.id for node in network.nodes)
    view = window.canvas.view
    window.canvas.scene.clearSelection()
    press(Qt.Key.Key_Left, widget=view)  # the leftmost layer
    assert app.session.selection.nodes == {first}
    connect_to(hidden)
    press(Qt.Key.Key_Right, widget=view)
    assert app.session.selection.nodes == {hidden}
    while app.session.experiment.network.node(hidden).units > 3:
        press(Qt.Key.Key_Minus, widget=view)
    while app.session.experiment.network.node(hidden).units < 3:
        press(Qt.Key.Key_Plus, widget=view)
    connect_to(output)
    settle()
    network = app.session.experiment.network
    assert [node.units for node in network.nodes] == [2, 3, 1]
    assert [wire.kind for wire in network.wires] == [WEIGHTED, WEIGHTED]
    assert app.session.debugger is not None, app.session.problems

    press(Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: len(app.session.debugger.series) > 200)
    press(Qt.Key.Key_F6)
    losses = app.session.debugger.series.view("loss")
    assert losses[-1] < losses[0]
    t = app.session.debugger.t
    press(Qt.Key.Key_F11)
    assert app.session.debugger.t == t + 1
    press(Qt.Key.Key_F11, Qt.KeyboardModifier.AltModifier)
    assert app.session.debugger.t == t
    press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: (figures / "loss.svg").exists())
    assert {path.suffix for path in figures.iterdir()} == {".png", ".svg", ".pdf", ".csv"}


class Keyboard:
    """Presses keys as a person does: into the window, which passes them to whatever has the focus."""

    def __init__(self, window):
        self.window = window

    def press(self, *keys, modifiers=Qt.KeyboardModifier.NoModifier):
        for key in keys:
            QTest.keyClick(self.window.windowHandle(), key, modifiers)

    def type(self, words):
        for letter in words:
            QTest.keyClick(self.window.windowHandle(), letter)

    def insert(self, words):
        self.press(Qt.Key.Key_Insert)
        self.type(words)
        self.press(Qt.Key.Key_Return)


@pytest.fixture
def keyboard(qtbot, app, window):
    app.window.activateWindow()
    qtbot.waitUntil(app.window.isActiveWindow)
    return Keyboard(app.window)


def test_a_net_for_xor_by_keys_alone(qtbot, app, window, settle, keyboard):
    keyboard.press(Qt.Key.Key_N, modifiers=Qt.KeyboardModifier.ControlModifier)
    keyboard.insert("input")
    keyboard.insert("dense tanh")
    keyboard.press(Qt.Key.Key_W, Qt.Key.Key_Return)
    keyboard.insert("dense sigm")
    keyboard.press(Qt.Key.Key_W, Qt.Key.Key_Return)
    settle()
    network = app.session.experiment.network
    assert [wire.id for wire in network.wires] == ["x->h", "h->y"], "each wire begins at the layer before"
    assert app.session.experiment.data.name == "xor"
    assert app.session.debugger is not None, app.session.problems
    keyboard.press(Qt.Key.Key_Left, Qt.Key.Key_Plus)
    assert app.session.experiment.network.nodes[1].units == network.nodes[1].units + 1
    keyboard.press(Qt.Key.Key_Delete)
    assert len(app.session.experiment.network.nodes) == 2
    keyboard.press(Qt.Key.Key_Z, modifiers=Qt.KeyboardModifier.ControlModifier)
    settle()
    keyboard.press(Qt.Key.Key_F11)
    assert app.session.debugger.t == 1


def test_layers_from_the_keyboard_stand_side_by_side(app, window, settle, keyboard):
    keyboard.press(Qt.Key.Key_N, modifiers=Qt.KeyboardModifier.ControlModifier)
    for _ in range(3):
        keyboard.insert("tanh")
    cards = [item.card() for item in window.canvas.scene.nodes.values()]
    assert len(cards) == 3
    assert not any(one.intersects(other) for one in cards for other in cards if one is not other)


def test_escape_leaves_the_search_and_the_canvas_has_the_keyboard(app, window, settle, keyboard):
    app.open_example("xor")
    settle()
    keyboard.press(Qt.Key.Key_Insert)
    keyboard.type("l")
    keyboard.press(Qt.Key.Key_Escape, Qt.Key.Key_Escape)  # the first one closes the list of names
    assert app.window.focusWidget() is window.canvas.view
    keyboard.press(Qt.Key.Key_N)
    assert app.session.debugger.t > 0, "n steps over"


def test_after_a_click_in_the_palette_keys_belong_to_the_canvas(qtbot, app, window, settle, keyboard):
    keyboard.press(Qt.Key.Key_N, modifiers=Qt.KeyboardModifier.ControlModifier)
    for button in list(window.canvas.palette_strip.buttons.values())[:2]:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    keyboard.press(Qt.Key.Key_W, Qt.Key.Key_Return)
    assert len(app.session.experiment.network.wires) == 1
