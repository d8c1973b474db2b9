"""A long replay shows its progress in the window, and Cancel leaves the clock where it was."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QProgressDialog, QPushButton

from engine.interchange.documents.examples import example
from gui.session import patience


def test_a_long_replay_can_be_canceled(window, qtbot, monkeypatch):
    monkeypatch.setattr(patience, "UNNOTICED", 0)
    session = window.session
    session.open(example("xor"))
    session.debugger.run(30)
    session.show_moment()
    before, said, seen = session.debugger.t, [], []
    session.said.connect(said.append)

    def cancel():
        for dialog in window.window().findChildren(QProgressDialog, "replay"):
            if dialog.isVisible():
                seen.append(dialog.labelText())
                qtbot.mouseClick(dialog.findChild(QPushButton), Qt.MouseButton.LeftButton)

    beat = QTimer()
    beat.timeout.connect(cancel)
    beat.start(0)
    session.go(10**9 * len(session.debugger.program))  # days of work
    beat.stop()
    assert session.debugger.t == before
    assert "current step is unchanged" in said[-1]
    assert "training steps" in seen[0]
    assert not any(dialog.isVisible() for dialog in window.window().findChildren(QProgressDialog, "replay"))
    session.go(before + 5)
    assert session.debugger.t == before + 5
