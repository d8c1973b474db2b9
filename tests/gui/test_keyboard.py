"""Without a mouse: draw a 2-3-1 network, train it, step through it, export its figures."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit

from engine.model.network import WEIGHTED


def test_keyboard_only(qtbot, app, window, settle, tmp_path, monkeypatch):

    figures = tmp_path / "figures"
    figures.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *a, **k: str(figures))

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
        while menu.activeAction() is None or menu.activeAction().text() != name:
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
