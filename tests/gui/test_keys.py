"""A key does one thing: no two enabled shortcuts of a window share it, and what a menu promises happens."""

from collections import defaultdict

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit, QMenuBar, QWidget

from gui.shell.panel_rows import PANELS
from gui.verbs.keys import PRESETS

DIALOGS = (
    "view.commands", "help.keys", "help.glossary", "help.about", "debug.cost", "debug.check", "debug.sweep", "debug.conditions",
    "file.export-options",
)  # fmt: skip


def keys_in_force(window: QWidget) -> dict[str, list[str]]:
    """Which enabled shortcuts, actions and underlined letters answer to each key while a window has the focus."""
    found = defaultdict(list)

    def add(key: QKeySequence, owner: QWidget | None, what: str) -> None:
        if not key.isEmpty() and owner is not None and owner.isVisible() and owner.isEnabled() and owner.window() is window:
            found[key.toString()].append(what)

    for shortcut in window.findChildren(QShortcut):
        if shortcut.isEnabled():
            for key in QShortcut.keys(shortcut):
                add(key, shortcut.parent(), f"shortcut of {type(shortcut.parent()).__name__}")
    for action in window.findChildren(QAction):
        if action.isEnabled() and isinstance(action.parent(), QWidget):
            for key in action.shortcuts():
                add(key, action.parent(), action.objectName() or action.text())
    for button in window.findChildren(QAbstractButton):
        if button.isEnabled():
            add(button.shortcut(), button, button.text())
    for bar in window.findChildren(QMenuBar):
        for action in bar.actions():
            add(QKeySequence.mnemonic(action.text()), bar, action.text())
    return found


def contested(window: QWidget) -> dict[str, list[str]]:
    return {key: owners for key, owners in keys_in_force(window).items() if len(owners) > 1}


@pytest.fixture
def xor(app, window, settle):
    app.open_example("xor")
    settle()
    return window


class TestOneOwner:
    def test_two_owners_of_a_key_are_noticed(self, app, xor):
        second = QShortcut(QKeySequence("F11"), xor.canvas)
        assert list(contested(app.window)) == ["F11"]
        second.setEnabled(False)
        assert contested(app.window) == {}
        second.deleteLater()

    def test_on_the_workbench_with_every_panel(self, app, xor, settle):
        for row in PANELS:
            xor.docks[row.name].show()
            xor.docks[row.name].raise_()
        for preset in PRESETS:
            xor.keys.use(preset)
            xor.keys.apply(xor.actions_by_id)
            settle()
            assert len(keys_in_force(app.window)) > 40, preset
            assert contested(app.window) == {}, preset

    @pytest.mark.parametrize("language", ["en", "hi"])
    def test_in_classroom_and_on_the_welcome_page(self, app, xor, settle, language):
        app.set_language(language)
        app.bench.actions_by_id["view.classroom"].trigger()
        settle()
        assert contested(app.window) == {}
        app.show_welcome()
        assert contested(app.window) == {}

    def test_in_dialogs(self, app, xor, monkeypatch, turn):
        seen = []

        def look() -> None:
            dialogs = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QDialog) and widget.isVisible()]
            seen.extend(dialogs)
            assert not any(contested(dialog) for dialog in dialogs)

        monkeypatch.setattr(QDialog, "exec", lambda dialog: (dialog.show(), look(), dialog.close())[0])
        for action in DIALOGS:
            xor.actions_by_id[action].trigger()
            look()
            assert seen, action
            seen.clear()
            for dialog in QApplication.topLevelWidgets():
                if isinstance(dialog, QDialog) and dialog.isVisible():
                    dialog.close()
            turn()


class TestDelete:
    def press(self, qtbot, app, key):
        """As a person does: into the window, wherever the focus is."""
        app.window.activateWindow()
        qtbot.waitUntil(app.window.isActiveWindow)
        qtbot.keyClick(app.window.focusWidget(), key)

    @pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
    def test_deletes_the_layer_that_was_clicked(self, qtbot, app, xor, settle, key):
        view = xor.canvas.view
        card = view.mapFromScene(xor.canvas.scene.nodes["h"].sceneBoundingRect().center())
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=card + QPoint(0, -4))
        assert app.session.selection.nodes == {"h"}
        self.press(qtbot, app, key)
        assert [node.id for node in app.session.experiment.network.nodes] == ["x", "y"]

    def test_in_the_table_of_watches_removes_the_watch_and_no_layer(self, qtbot, app, xor, settle):
        xor.docks["watches"].show()
        xor.docks["watches"].raise_()
        settle()
        watches = xor.panels["watches"]
        for words in ("loss", "step"):
            watches.field.setText(words)
            qtbot.keyClick(watches.field, Qt.Key.Key_Return)
        xor.canvas.scene.nodes["h"].setSelected(True)
        watches.table.setFocus()
        watches.table.selectRow(0)
        self.press(qtbot, app, Qt.Key.Key_Delete)
        assert [test.expression.text for test in app.session.watches] == ["step"]
        assert app.session.experiment.network.node("h")

    def test_in_a_field_takes_a_letter_and_no_layer(self, qtbot, app, xor, settle):
        xor.docks["watches"].show()
        xor.docks["watches"].raise_()
        settle()
        xor.canvas.scene.nodes["h"].setSelected(True)
        field = xor.findChild(QLineEdit, "watch-field")
        field.setFocus()
        field.setText("loss")
        field.setCursorPosition(0)
        self.press(qtbot, app, Qt.Key.Key_Delete)
        assert field.text() == "oss"
        assert app.session.experiment.network.node("h")
