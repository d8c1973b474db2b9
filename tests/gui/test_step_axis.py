"""Axes of training steps: early steps stay in reach of the mouse, whatever the run has done since."""

from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication

from engine import load
from engine.runtime.debugger import Debugger
from gui.dialogs.go_to_step import GoToStep
from gui.look.figure import Curve, Figure
from gui.plots.step_axis import in_log_steps
from gui.widgets.step_axis import StepAxis
from gui.widgets.timeline import Timeline, Track


@pytest.mark.parametrize("axis", [StepAxis(True, 200_000), StepAxis(False, 200_000), StepAxis(True, 200_000, 0.2, 0.4)])
def test_a_place_leads_back_to_its_step(axis):
    for place in (0.0, 0.1, 0.5, 0.9, 1.0):
        assert axis.place(axis.step(place)) == pytest.approx(place, abs=1e-9)


@pytest.mark.parametrize("log", [True, False])
def test_zooming_holds_the_step_under_the_pointer(log):
    axis = StepAxis(log, 5000)
    step = axis.step(0.3)
    near = axis.zoomed(0.3, 8)
    assert near.step(0.3) == pytest.approx(step)
    assert near.step(1.0) - near.step(0.0) < axis.step(1.0) / 2
    assert near.zoomed(0.3, 1 / 100) == axis, "and back there is nothing beyond the whole"
    assert near.all() == axis


def test_what_reaches_to_the_end_goes_on_doing_so():
    part = StepAxis(False, 100).zoomed(1.0, 4)
    assert part.right == 1.0
    assert StepAxis(False, 200, part.left, part.right).step(1.0) == 200


PARTS = [
    StepAxis(True, 1.0), StepAxis(True, 7), StepAxis(True, 2e6), StepAxis(True, 2e6, 0.5, 0.7), StepAxis(True, 2e6, 0.5, 0.51),
    StepAxis(True, 300, 0.0, 0.4), StepAxis(False, 2e6, 0.1, 0.1002), StepAxis(False, 90),
]  # fmt: skip


@pytest.mark.parametrize("axis", PARTS, ids=str)
@pytest.mark.parametrize("apart", [0.03, 0.1, 0.3])
def test_numbers_on_the_axis_fill_it_and_keep_their_distance(axis, apart):
    marks = axis.marks(apart)
    places = [axis.place(mark) for mark in marks]
    assert all(-1e-9 <= place <= 1 + 1e-9 for place in places)
    assert all(after - before >= apart for before, after in pairwise(places))
    assert len(marks) >= min(2, axis.step(1.0) - axis.step(0.0), 0.3 / apart)


def test_a_zoomed_log_axis_has_twos_and_fives_and_less_than_a_decade_is_counted_evenly():
    axis = StepAxis(True, 10_000)
    assert axis.marks(0.06) == [0, 1, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000]
    marks = axis.zoomed(0.5, 8).marks(0.1)
    assert len({after - before for before, after in pairwise(marks)}) == 1
    assert len(marks) >= 4


@pytest.mark.parametrize("log", [True, False])
def test_what_was_zoomed_into_stays_where_it_is_while_the_run_goes_on(log):
    part = StepAxis(log, 1000).zoomed(0.4, 10)
    later = part.grown(50_000)
    assert (later.step(0.0), later.step(1.0)) == pytest.approx((part.step(0.0), part.step(1.0)))
    assert StepAxis(log, 1000).grown(5000).whole


def timeline_of(window, app, settle, steps):
    app.session.open(load("xor"))
    app.session.go(steps * len(app.session.debugger.program))
    settle()
    return window.panels["timeline"].timeline


def test_step_three_can_be_clicked_after_two_hundred_thousand(app, window, settle, qtbot):
    timeline = timeline_of(window, app, settle, 200_000)
    qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=timeline.position_of(3).toPoint())
    assert app.session.debugger.t == 3 * len(app.session.debugger.program)


def turn(widget, place, by):
    at = QPointF(place)
    QApplication.sendEvent(
        widget,
        QWheelEvent(at, QPointF(widget.mapToGlobal(place)), QPoint(), QPoint(0, by), Qt.MouseButton.NoButton,
                    Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False),
    )  # fmt: skip


def test_the_wheel_zooms_the_timeline_at_the_pointer_and_a_button_shows_all(app, window, settle, qtbot):
    timeline = timeline_of(window, app, settle, 2000)
    panel = window.panels["timeline"]
    qtbot.mouseClick(panel.log, Qt.MouseButton.LeftButton)
    assert not app.session.log_steps
    place = timeline.position_of(1000).toPoint()
    share = (place.x() - timeline.position_of(0).x()) / (
        timeline.position_of(timeline.track.length).x() - timeline.position_of(0).x()
    )
    step = timeline.axis.step(share)
    for _ in range(20):
        turn(timeline, place, 120)
    assert timeline.position_of(step).x() == pytest.approx(place.x(), abs=1)
    assert timeline.position_of(step + 1).x() - place.x() > 3, "single steps can be told apart"
    qtbot.mouseClick(panel.all, Qt.MouseButton.LeftButton)
    assert timeline.axis.whole
    assert not panel.all.isEnabled()


def test_a_double_click_on_the_timeline_shows_all_and_goes_nowhere(app, window, settle, qtbot):
    timeline = timeline_of(window, app, settle, 2000)
    app.session.go(701)
    settle()
    qtbot.keyClick(timeline, Qt.Key.Key_Plus)
    assert not timeline.axis.whole
    place = timeline.position_of(timeline.axis.step(0.7)).toPoint()
    qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=place)
    assert app.session.debugger.t != 701, "the first press cannot know"
    qtbot.mouseDClick(timeline, Qt.MouseButton.LeftButton, pos=place)
    assert timeline.axis.whole
    assert app.session.debugger.t == 701
    app.session.run()
    qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(timeline, Qt.MouseButton.LeftButton, pos=place)
    assert app.session.running, "somebody looked at everything, and the run goes on"
    app.session.pause()
    qtbot.keyClick(timeline, Qt.Key.Key_Plus)
    qtbot.keyClick(timeline, Qt.Key.Key_0)
    assert timeline.axis.whole


def test_a_step_and_an_operation_can_be_asked_for(app, window, settle, qtbot):
    timeline_of(window, app, settle, 300)
    app.session.go(2 * len(app.session.debugger.program))
    app.session.step_into()
    window.actions_by_id["debug.go-to-step"].trigger()
    dialog = window.findChild(GoToStep)
    assert dialog.step.maximum() == 300
    dialog.step.setValue(12)
    dialog.operation.setValue(4)
    dialog.accept()
    assert app.session.debugger.t == 11 * len(app.session.debugger.program) + 4


def test_the_axis_is_remembered(app, window):
    window.actions_by_id["view.log-steps"].trigger()
    assert window.settings.value("log-steps", True, bool) is False
    assert not window.panels["timeline"].log.isChecked()


def test_the_losses_of_the_first_steps_are_kept(qapp):
    run, short = Debugger(load("xor")), Debugger(load("xor"))
    run.run(40_000)
    short.run(256)
    steps, losses = run.series.losses()
    assert (np.diff(steps) > 0).all()
    assert steps[:256].tolist() == list(range(256))
    assert (losses[:256] == short.series.view("loss")).all()
    run.go(100 * len(run.program))
    run.change("learning rate", 0.1)
    run.run(5)
    steps, _ = run.series.losses()
    assert (np.diff(steps) > 0).all()
    assert steps[-1] <= 105, "what came after is another future"


def test_curves_over_steps_keep_their_beginning_and_their_extremes():
    x = np.arange(1.0, 100_001)
    y = np.zeros(100_000)
    y[2], y[70_000] = 5.0, 7.0
    shown = in_log_steps(Figure("", curves=(Curve("loss", x, y, "loss"),), steps=True, cursor=1000.0))
    curve = shown.curves[0]
    assert (shown.x_log, shown.cursor) == (True, 3.0)
    assert len(curve.x) < 700
    assert curve.y.max() == 7
    early = curve.x < 1
    assert curve.y[early].max() == 5
    assert curve.x[curve.y == 5][0] == pytest.approx(np.log10(3), abs=0.01)
    other = Figure("", curves=(Curve("a", x, y, "loss"),))
    assert in_log_steps(other) is other


def test_a_part_without_a_loss_in_sight_is_painted(app, window, settle):
    """A fault while painting brings the whole program down."""
    app.open_example("xor")
    app.session.debugger.run(200)
    app.session.go(app.session.debugger.t)
    settle()
    timeline = window.panels["timeline"].timeline
    timeline.see(StepAxis(False, timeline.axis.length, 0.0005, 0.0006))
    assert not timeline.grab().isNull()


def test_the_numbers_of_steps_are_read_in_front_of_the_curve(qtbot):
    """Whatever the loss does down there: a spiky one goes over the whole strip."""
    timeline = Timeline()
    qtbot.addWidget(timeline)
    timeline.resize(760, 70)
    black, white, red = QColor("black"), QColor("white"), QColor("red")
    timeline.set_colors(
        dict.fromkeys(("accent", "border", "error", "panel", "raised", "text", "update"), white) | {"muted": black, "loss": red}
    )

    def seen(losses):
        timeline.set_track(Track(position=2000.0, length=2000.0, steps=np.arange(2000), losses=losses))
        image = timeline.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)[..., :3].astype(int)
        return pixels.sum(axis=2)

    plain = seen(None)
    letters = plain < 200
    assert letters.sum() > 50
    assert (seen(np.arange(2000) % 2 * 1.0)[letters] == plain[letters]).all()
