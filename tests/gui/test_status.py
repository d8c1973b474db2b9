"""The status bar says what computes."""

import pytest

from engine.runtime.native import levels
from engine.runtime.native.library import Kernels
from gui.shell import status
from gui.widgets.message_bar import MessageBar


@pytest.mark.parametrize(
    ("found", "words", "more"),
    [
        (Kernels(None, levels.X86[1]), "AVX2", "compiled kernels, using AVX2"),
        (Kernels(None, missing="they were not compiled"), "NumPy", "missing, damaged or switched off"),
    ],
)
def test_what_computes_is_told(qtbot, monkeypatch, session, found, words, more):
    monkeypatch.setattr(status, "kernels", lambda: found)
    bar = MessageBar()
    qtbot.addWidget(bar)
    told = status.Status(session, bar)
    told.show()
    bar.show()
    label = told.engine_label
    assert label.isVisible()
    assert label.text() == words
    assert more in label.toolTip()
