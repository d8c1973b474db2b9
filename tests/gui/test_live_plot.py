"""The live plot follows the phase, stands still in a run, and stays at what was pinned."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from engine.interchange.documents.examples import EXAMPLES, example
from engine.program.program import BACKWARD, FORWARD
from gui.look.figure import Image
from gui.plots.live import PINS, following, pinned
from gui.plots.source import Source
from gui.plots.training import least_range
from gui.session.speeds import MAX, speed_named


@pytest.fixture
def live(qtbot, app, window, settle):
    """The panel, opened by its button over an example."""

    def opened(name):
        app.open_example(name)
        qtbot.mouseClick(window.gallery.buttons["phase"], Qt.MouseButton.LeftButton)
        settle()
        return window.panels["phase"]

    return opened


@pytest.fixture
def press(qtbot, window, settle):
    def key(code):
        qtbot.keyClick(window.canvas.view, code)
        settle()

    return key


def turn(widget, place, by):
    at = QPointF(place)
    QApplication.sendEvent(
        widget,
        QWheelEvent(at, QPointF(widget.mapToGlobal(place)), QPoint(), QPoint(0, by), Qt.MouseButton.NoButton,
                    Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False),
    )  # fmt: skip


def seen(panel) -> list[str]:
    return [view.figure.title for view in panel.views if view.isVisible() and view.figure is not None]


def test_a_plot_comes_before_the_weights_have_moved(live, window, press, monkeypatch, qtbot):
    """However fast the pictures of the movement ask for their turn."""
    panel, moving, told = live("xor"), window.canvas.live, []
    for _ in range(3):
        press(Qt.Key.Key_F10)
    before = seen(panel)

    def move_on():
        told.append(seen(panel))
        if len(told) < 50:
            moving.settle.show(len(told) / 50)

    monkeypatch.setattr(moving, "move_on", move_on)
    window.session.step_over()
    qtbot.waitUntil(lambda: moving.settle.moving)
    moving.settle.show(0.0)
    window.session.clock.flush()
    assert len(told) == 50
    assert told[3] == told[-1] != before


def test_each_phase_brings_its_plot(live, press):
    panel = live("xor")
    assert panel.words.text().startswith("Before the first step")
    told = []
    for _ in range(4):
        press(Qt.Key.Key_F10)
        told.append((panel.words.text().partition(":")[0], seen(panel)))
    assert told == [
        ("Forward pass done", ["Prediction"]),
        ("Loss", ["Loss"]),
        ("Backward pass", ["Deltas: δ h"]),
        ("Update", ["Weights: x→h", "Updates: x→h"]),
    ]


def test_the_first_loss_is_there_at_once(live, press):
    panel = live("xor")
    press(Qt.Key.Key_F10)
    press(Qt.Key.Key_F10)
    figure = panel.views[0].figure
    curve, debugger = figure.curves[0], panel.session.debugger
    assert figure.x_log
    assert list(curve.x) == [0.0], "training step 1, on a logarithmic axis"
    assert curve.y[0] == float(debugger.value("loss"))


def test_a_deep_network_shows_the_gradient_by_depth(live, press):
    panel = live("vanishing")
    for _ in range(3):
        press(Qt.Key.Key_F10)
    assert seen(panel) == ["Depth profile"]


def test_it_stands_still_in_a_run_and_follows_again_after_it(qtbot, live, press, window, settle):
    panel = live("vanishing")
    session, told = panel.session, set()
    session.set_speed(MAX)
    session.stopped.connect(lambda: told.add(panel.words.text()) if session.running and session.debugger.place[0] > 40 else None)
    qtbot.keyClick(window.canvas.view, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: len(told) > 0 and panel.views[0].figure.title == "Loss" and session.debugger.place[0] > 100)
    session.pause()
    settle()
    assert all(words.startswith(("Before the first step", "Run: the loss, and the gradient at each layer")) for words in told)
    assert panel.words.text().endswith("vanishing since step 1")
    assert seen(panel) == ["Loss", "Depth profile"], "what the run showed stays"
    press(Qt.Key.Key_F10)
    assert panel.words.text().startswith("Forward pass done")


@pytest.mark.parametrize(("speed", "follows"), [("single-2", True), ("single-20", False)])
def test_a_run_that_can_be_followed_is_followed(qtbot, live, settle, speed, follows):
    panel = live("xor")
    session = panel.session
    session.set_speed(speed_named(speed))
    session.run()
    qtbot.waitUntil(lambda: not panel.words.text().startswith("Before the first step"))
    session.pause()
    settle()
    assert panel.words.text().startswith("Run: ") is not follows


def test_what_is_pinned_stays(qtbot, live, press):
    panel = live("xor")
    panel.pins.setFocus()
    qtbot.keyClicks(panel.pins, "Loss")
    panel.pins.activated.emit(panel.pins.currentIndex())
    for _ in range(5):
        press(Qt.Key.Key_F10)
        assert panel.words.text() == "Loss, in every phase, as you chose."
    assert seen(panel) == ["Loss"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_heatmap_and_sentence_name_the_layer_just_computed(session, name):
    session.open(example(name))
    debugger = session.debugger
    program = debugger.program
    for pc in (1, 2, program.phases[FORWARD].stop - 1, program.phases[BACKWARD].stop - 1):
        debugger.go(pc)
        source = Source(debugger, session.experiment, session.memo)
        shown = following(source, running=False)
        node = program.slots[program.code[pc - 1].out].node
        if 0 < pc < program.phases[FORWARD].stop:
            assert f" {node}, just computed" in shown.words
            assert node in shown.figures[0].title.split(": ")[1]
            assert not shown.figures[0].empty
        for pin in PINS:
            assert pinned(source, pin.name).figures
        assert all(figure.title or figure.empty for figure in shown.figures)


def test_colours_stand_still_while_values_move_a_little(session):
    session.open(example("xor"))
    limits = set()
    for step in range(1, 6):
        session.debugger.go(step * len(session.debugger.program))
        figure = pinned(Source(session.debugger, session.experiment, session.memo), "weights").figures[0]
        assert isinstance(figure.image, Image)
        assert figure.image.high >= np.abs(figure.image.values).max()
        limits.add(figure.image.high)
    assert limits == {1.0}


def test_a_stuck_loss_looks_stuck(session):
    session.open(example("vanishing"))
    session.debugger.go(300 * len(session.debugger.program))
    figure = pinned(Source(session.debugger, session.experiment, session.memo), "loss").figures[0]
    low, high = figure.y_range
    loss, level = figure.curves[0].y, figure.curves[-1]
    assert high - low > 20 * (loss.max() - loss.min())
    assert level.name == "best constant prediction (ln 2)"
    assert level.y == pytest.approx(np.log([2, 2]))
    session.open(example("xor"))
    session.debugger.go(3000 * len(session.debugger.program))
    figure = pinned(Source(session.debugger, session.experiment, session.memo), "loss").figures[0]
    assert figure.y_range is None, "a loss that falls needs no help"
    assert least_range(figure.curves[:1], float("nan")) is None


def test_steps_of_the_live_plot_can_be_zoomed_and_seen_as_a_whole_again(qtbot, live, press, window, settle):
    panel = live("xor")
    session = panel.session
    session.go(3000 * len(session.debugger.program))
    panel.pin("loss")
    settle()
    view = panel.views[0]
    box = view.item.vb

    def seen_steps():
        return box.viewRange()[0]

    def run_on(steps):
        session.go(session.debugger.t + steps * len(session.debugger.program))
        settle()

    whole = seen_steps()
    assert "double-click" in view.plot.toolTip()
    at = view.plot.mapFromScene(box.mapViewToScene(QPointF(2.0, box.viewRange()[1][0])))
    at.setY(view.plot.height() // 2)
    turn(view.plot.viewport(), at, 240)
    left, right = seen_steps()
    assert right - left < 0.7 * (whole[1] - whole[0])
    assert box.mapSceneToView(view.plot.mapToScene(at)).x() == pytest.approx(2.0, abs=0.02), "the pointer holds its step"
    run_on(5000)
    assert seen_steps() == pytest.approx([left, right]), "it stays where somebody looks"
    qtbot.mouseClick(view.plot.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(view.plot.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert seen_steps()[1] > whole[1]
    whole = seen_steps()
    qtbot.keyClick(view.plot, Qt.Key.Key_Plus)
    assert seen_steps()[1] - seen_steps()[0] == pytest.approx((whole[1] - whole[0]) / 1.5)
    run_on(20_000)
    assert seen_steps()[1] > whole[1], "a part that reaches to the end follows the run"
    qtbot.keyClick(view.plot, Qt.Key.Key_Minus)
    qtbot.keyClick(view.plot, Qt.Key.Key_Plus)
    qtbot.keyClick(view.plot, Qt.Key.Key_0)
    whole = seen_steps()
    run_on(30_000)
    assert seen_steps()[0] <= whole[0]
    assert seen_steps()[1] > np.log10(session.debugger.place[0] + 1), "all that has come"
    qtbot.keyClick(view.plot, Qt.Key.Key_Plus)
    press(Qt.Key.Key_F10)
    panel.pin("")
    settle()
    assert not view.figure.steps
    assert not view.plot.toolTip()
    before = seen_steps()
    turn(view.plot.viewport(), at, 240)
    assert seen_steps() == before, "what is no axis of steps is not zoomed"
