"""Compare with my gradients, in the window: drop and paste, the first difference and its place, what single precision is worth."""

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QFileDialog

from engine import Debugger, load
from engine.interchange.documents.arrays_file import npz_bytes, read_arrays
from gui.dialogs.own_gradients import RESULT, SOURCE, WIDTHS, OwnGradientsDialog
from gui.look import theme as themes


def gradients(debugger):
    """As PyTorch names them, of the training step that was just run."""
    names = {"x->h.weight": "h.weight", "h.bias": "h.bias", "h->y.weight": "y.weight", "y.bias": "y.bias"}
    return {f"{theirs}.grad": np.array(debugger.gradient(ours)) for ours, theirs in names.items()}


def xor():
    debugger = Debugger(load("xor"))
    debugger.run(1)
    return gradients(debugger)


@pytest.fixture
def dialog(session, qtbot):
    session.open(load("xor"))
    made = OwnGradientsDialog(session, themes.THEMES[themes.LIGHT])
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def click_link(qtbot, browser, words):
    """Click a link as a user does."""
    at = browser.document().find(words)
    at.setPosition(at.selectionStart() + 2, QTextCursor.MoveMode.MoveAnchor)
    qtbot.mouseClick(browser.viewport(), Qt.MouseButton.LeftButton, pos=browser.cursorRect(at).center())


def cells(table, column):
    return [table.item(row, column).text() for row in range(table.rowCount())]


def test_a_dropped_file_is_compared_and_the_link_shows_the_operation(app, window, settle, qtbot, tmp_path):
    """The first difference is marked and explained, and the window stands behind that operation after a click on the link."""
    app.open_example("xor")
    settle()
    window.actions_by_id["debug.own-gradients"].trigger()
    dialog = window.findChild(OwnGradientsDialog)
    arrays = xor()
    arrays["h.bias.grad"] /= 4
    (tmp_path / "mine.npz").write_bytes(npz_bytes(arrays))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "mine.npz"))])
    nothing = Qt.KeyboardModifier.NoModifier
    dialog.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, nothing))
    assert dialog.tabs.currentIndex() == RESULT
    assert cells(dialog.table, 0) == ["✓ y.weight.grad", "✓ y.bias.grad", "✓ h.weight.grad", "≠ h.bias.grad"]
    assert dialog.table.currentRow() == 3
    words = dialog.words.toPlainText()
    assert "First difference: h.bias.grad" in words
    assert "Too small by a factor of 4, the batch size" in words
    assert dialog.map.isVisible()
    click_link(qtbot, dialog.words, "Show this in the network")
    program, now = window.session.debugger.program, window.session.now
    assert program.slots[program.code[now.pc].out].name == "∂L/∂h.bias"
    assert (now.state, now.step, window.session.selection.nodes) == ("done", 1, frozenset({"h"}))
    dialog.table.selectRow(0)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    now = window.session.now
    assert program.slots[program.code[now.pc].out].name == "∂L/∂h->y.weight"
    dialog.close()


def test_a_pasted_text_is_compared_and_what_cannot_be_read_is_told(dialog, qtbot):
    QGuiApplication.clipboard().setText("h.bias.grad = [0.1 oops]")
    qtbot.keyClick(dialog.tabs, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert dialog.tabs.currentIndex() == SOURCE
    assert "text:1, 20: 'oops' is not a number" in dialog.source.message.text()
    arrays = xor()
    dialog.source.edit.setPlainText("\n".join(f"{name}\n{values}" for name, values in arrays.items()))
    qtbot.mouseClick(dialog.source.compare_button, Qt.MouseButton.LeftButton)
    assert dialog.tabs.currentIndex() == RESULT
    assert set(cells(dialog.table, 3)) == {"agrees"}
    assert "Everything agrees" in dialog.words.toPlainText()
    assert "single precision" in dialog.words.toPlainText()  # eight digits were written


def test_an_array_without_a_name_is_chosen_and_another_step_offered(dialog, session, qtbot, tmp_path):
    (tmp_path / "mine.npz").write_bytes(npz_bytes({"mine": xor()["y.bias.grad"].reshape(1, 1), "loss": np.array(0.5)}))
    dialog.read_file(tmp_path / "mine.npz")
    row = next(row for row, words in enumerate(cells(dialog.table, 0)) if "mine" in words)
    assert dialog.table.item(row, 3).text() == "agrees"  # the only gradient of that shape
    box = dialog.table.cellWidget(row, 1)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Up)
    assert dialog.table.item(next(i for i, words in enumerate(cells(dialog.table, 0)) if "mine" in words), 3).text() == "differs"
    assert not dialog.again.isVisible()
    session.go(len(session.debugger.program) + 1)
    assert dialog.again.text() == "Compare with step 2"
    qtbot.mouseClick(dialog.again, Qt.MouseButton.LeftButton)
    assert dialog.comparison.step == 2
    assert not dialog.again.isVisible()


def test_what_to_compute_is_handed_out(dialog, qtbot, tmp_path, monkeypatch):
    """The copied text names every gradient; the file that is saved holds the numbers to start from."""
    qtbot.mouseClick(dialog.source.copy_button, Qt.MouseButton.LeftButton)
    assert '"grad h.weight": ...,  # 4 × 2' in QGuiApplication.clipboard().text()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "start.npz"), ""))
    qtbot.mouseClick(dialog.source.start_button, Qt.MouseButton.LeftButton)
    assert {given.name for given in read_arrays(tmp_path / "start.npz")} >= {"x", "target", "h.weight", "y.bias"}
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "w.safetensors"), ""))
    qtbot.mouseClick(dialog.source.start_button, Qt.MouseButton.LeftButton)
    assert {given.name for given in read_arrays(tmp_path / "w.safetensors")} == {"h.weight", "h.bias", "y.weight", "y.bias"}


def test_the_curve_of_step_widths_fills_in(dialog, qtbot):
    dialog.tabs.setCurrentIndex(WIDTHS)
    qtbot.waitUntil(lambda: dialog.figure().progress == 1)
    assert [len(curve.x) for curve in dialog.figure().curves] == [23, 23, 23]
    assert "in single" in dialog.figure().note
    asked = []
    dialog.export_asked.connect(lambda name, figure: asked.append(name))
    qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    assert asked == ["step-width"]


def test_it_fits_the_smallest_screen(dialog):
    least = dialog.minimumSizeHint()
    assert least.width() <= 1280
    assert least.height() <= 640
