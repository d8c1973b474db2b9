"""Samples and time steps are counted from 1 wherever they are named, and those before a window of a sequence are not shown."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip

from engine.interchange.documents.examples import load
from engine.runtime.debugger import Debugger
from gui.look.theme import LIGHT, THEMES
from gui.panels.unrolled import UnrolledPanel
from gui.plots.heatmaps import ACTIVATIONS, WEIGHTS, figure, matrices, of_node
from gui.plots.source import source_of
from gui.plots.through_time import through_time


def run(name: str, steps: int = 1) -> Debugger:
    debugger = Debugger(load(name))
    debugger.run(steps)
    return debugger


def test_an_element_of_a_heatmap_is_named_as_people_count_samples():
    activations = of_node(run("xor"), "h", ACTIVATIONS, 0)
    assert activations.named(2, 3) == "a h[2] #4"
    assert [name for _, name in figure(activations, ACTIVATIONS).ticks] == ["1", "2", "3", "4"]
    weights = matrices(run("xor"), WEIGHTS)[0]
    assert weights.named(2, 1) == "x→h[2, 1]", "an index as in PyTorch"
    assert [name for _, name in figure(weights, WEIGHTS).ticks] == ["0", "1"]
    over_time = of_node(run("hello"), "h", ACTIVATIONS, 0)
    assert over_time.named(5, 0) == "a h[5](1)"


def test_the_tooltip_of_a_heatmap_says_it(app, window, qtbot, settle):
    app.session.open(load("xor"))
    app.session.go(len(app.session.debugger.program))
    heatmaps = window.panels["heatmaps"]
    heatmaps.buttons[ACTIVATIONS].click()
    settle()
    tile = heatmaps.tiles[0].map
    at = QPointF(tile.width() - 3, tile.height() / 2)
    event = QHelpEvent(QEvent.Type.ToolTip, at.toPoint(), tile.mapToGlobal(QPoint()))
    tile.event(event)
    qtbot.waitUntil(lambda: "#4 = " in QToolTip.text())
    QToolTip.hideText()


def test_a_window_of_a_longer_sequence_shows_its_own_time_steps(session, qtbot):
    session.open(load("echo-truncated"))
    session.go(3 * len(session.debugger.program))
    length = session.debugger.program.length
    assert of_node(session.debugger, "h", ACTIVATIONS, 0).shape[1] == length
    panel = UnrolledPanel(session)
    qtbot.addWidget(panel)
    panel.set_theme(THEMES[LIGHT])
    panel.refresh()
    assert panel.view.shown.rows == ("x", "h", "y")
    assert {len(row) for row in panel.view.shown.cells} == {length}
    assert "nan" not in through_time(source_of(session)).note


@pytest.mark.parametrize("name", ["hello", "latch-lstm"])
def test_whole_sequences_still_begin_with_the_first_time_step(name):
    shown = of_node(run(name), "h", ACTIVATIONS, 0)
    assert shown.shape[1] == Debugger(load(name)).program.length
