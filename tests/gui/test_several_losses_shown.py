"""Several losses on the canvas and in the inspector: what each weighs and is now, and how much of a gradient comes from it."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import QApplication, QLabel

from engine import load
from engine.model.network import Block
from gui.canvas.geometry import BLOCK_ZOOM
from gui.canvas.loss_marks import LossMark
from gui.panels.inspector.panel import InspectorPanel
from gui.session.selection import Selection


def marks(window, zoom=1.0):
    """What the marks of losses say, and where they stand."""
    placed = [one for one in window.canvas.scene.labels(zoom) if isinstance(one.note, LossMark)]
    return {one.note.words(): one.box for one in placed}


@pytest.fixture
def opened(app, window, settle):
    def open_at(experiment, steps):
        app.session.open(experiment)
        app.session.debugger.run(steps)
        app.session.go(app.session.debugger.t)
        settle()

    return open_at


@pytest.mark.parametrize("zoom", [1.0, BLOCK_ZOOM / 2])
def test_each_output_shows_its_weight_and_its_loss_as_they_are_now(app, window, settle, opened, zoom):
    opened(load("two-losses"), 5)
    debugger = app.session.debugger
    y, r = (float(debugger.value(f"{name}.loss")) for name in "yr")
    shown = marks(window, zoom)
    assert set(shown) == {f"λL = 1 · {y:.3g}", f"λL = 10 · {r:.3g}"}
    cards = [item.card() for item in window.canvas.scene.nodes.values()]
    assert not any(box.intersects(card) for box in shown.values() for card in cards)
    debugger.change("r.loss_weight", 4.0)
    app.session.go(0)
    app.session.step_into()
    settle()
    assert {words.partition(" · ")[2] for words in marks(window, zoom)} == {"–"}


def test_a_single_loss_has_no_mark_and_a_block_has_those_of_its_outputs(window, opened):
    opened(load("xor"), 5)
    assert marks(window) == {}
    two = load("two-losses")
    block = Block("heads", ("d", "r"), collapsed=True)
    opened(two.with_network(replace(two.network, blocks=(block,))), 5)
    assert [words.partition(" ")[0] for words in sorted(marks(window))] == ["r:", "λL"]


def test_the_inspector_says_which_loss_pulls_how_much(session, qtbot):
    session.open(load("two-losses"))
    panel = InspectorPanel(session)
    qtbot.addWidget(panel)
    panel.resize(330, 700)
    panel.show()

    def told(selection):
        session.select(selection)
        session.clock.flush()
        QApplication.processEvents()  # new rows are shown
        (text,) = [label.text() for label in panel.findChildren(QLabel, "by-loss") if label.isVisibleTo(panel)] or [None]
        return None if text is None else QTextDocumentFragment.fromHtml(text).toPlainText().replace("\xa0", " ").split()

    shared = Selection(wires=frozenset({"h->code"}))
    assert " ".join(told(shared)) == "not computed yet"
    session.debugger.run(1)
    session.go(session.debugger.t)
    words = told(shared)
    assert words[:2] == ["‖∂L/∂θ‖", "share"]
    assert [word for word in words if word.startswith("L(")] == ["L(y)", "L(r)"]
    y, r = (int(word[:-1].replace("−", "-")) for word in words if word.endswith("%"))
    assert (0 < y < 100, abs(y + r - 100) <= 1) == (True, True)
    debugger = session.debugger
    weights = debugger.value("r.loss_weight"), debugger.value("y.loss_weight")
    assert [float(weight) for weight in weights] == [10.0, 1.0]
    assert np.isfinite(float(words[-1].replace("−", "-")))
    assert {word for word in told(Selection(nodes=frozenset({"y"}))) if word.endswith("%")} == {"100%", "0%"}
    assert told(Selection(nodes=frozenset({"flat"}))) is None
    session.open(load("xor"))
    assert told(Selection(nodes=frozenset({"y"}))) is None
