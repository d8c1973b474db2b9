"""Runs: how fast they go, how gently they begin, and that they stop where they should."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QSettings, Qt

from engine import Choice, load
from engine.insight.diagnosis.trend import FLAT, SOLVED
from gui.session.lookout import Lookout
from gui.session.session import Session
from gui.session.speeds import EASE, SPEEDS, speed_named
from gui.shell.app import App


def speed(name):
    found = speed_named(name)
    assert found.name == name
    return found


def test_a_gentle_start_is_slow_first_and_smoothly_becomes_fast():
    now, step, at = 0.0, 0.0, {}
    while step < 200_000:
        now, step = now + 0.001, step + 0.001 * EASE.steps_per_second(int(step))
        for mark in (1, 30, 1_000, 100_000):
            if step >= mark:
                at.setdefault(mark, now)
    assert at[1] == pytest.approx(1 / 30, abs=0.01), "about thirty steps a second at first"
    assert 0.5 < at[30] < 1.0
    assert 2.0 < at[1_000] < 4.0
    assert 5.0 < at[100_000] < 8.0, "and some seconds later as fast as any machine"


def test_a_speed_in_steps_is_kept(session, qtbot):
    """Counted against the clock of the run itself, so a busy machine does not matter."""
    session.open(load("xor"))
    session.set_speed(speed("steps-10"))
    seen = []
    session.stopped.connect(lambda: seen.append(session.debugger.t / len(session.debugger.program)))
    session.run()
    qtbot.waitUntil(lambda: len(seen) >= 4)
    session.pause()
    assert seen[:4] == [1, 2, 3, 4], "one step at a time, each of them whole"


@pytest.mark.parametrize("granularity", ["op", "phase", "step"])
def test_single_blocks_are_those_of_the_chosen_size(session, qtbot, granularity):
    session.open(load("xor"))
    session.set_speed(speed("single-50"))
    session.set_granularity(granularity)
    by_hand = Session()
    by_hand.open(load("xor"))
    by_hand.set_granularity(granularity)
    seen, wanted = [], []
    for _ in range(5):
        by_hand.step_over()
        wanted.append(by_hand.debugger.t)
    session.stopped.connect(lambda: seen.append(session.debugger.t))
    session.run()
    assert not session.hurries, "each of them can be followed"
    qtbot.waitUntil(lambda: len(seen) >= 5)
    session.pause()
    assert seen[:5] == wanted


@pytest.mark.parametrize("name", [speed.name for speed in SPEEDS])
def test_a_breakpoint_stops_a_run_of_any_speed_exactly(session, qtbot, name):
    session.open(load("xor"))
    session.set_speed(speed(name))
    session.set_granularity("op")
    session.toggle_breakpoint(3)
    session.run()
    qtbot.waitUntil(lambda: not session.running)
    assert session.debugger.t == 3


@pytest.mark.parametrize("name", ["ease", "steps-1000", "max"])
def test_a_run_until_a_loss_ends_at_the_same_step_at_any_speed(session, qtbot, name):
    session.open(load("xor"))
    session.set_speed(speed(name))
    session.run_until(0.68)
    qtbot.waitUntil(lambda: not session.running)
    step = session.debugger.place[0]
    losses = session.debugger.series.view("loss")
    assert float(losses[step]) < 0.68 <= float(losses[step - 1])


def test_pause_is_answered_between_two_slices(app, window, settle, qtbot):
    app.session.open(load("vanishing"))
    settle()
    qtbot.keyClick(window, Qt.Key.Key_F5)
    assert app.session.running
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert not app.session.running


def test_another_speed_takes_effect_during_a_run(session, qtbot):
    session.open(load("xor"))
    session.set_speed(speed("single-1"))
    session.run()
    stops = []
    session.running_changed.connect(stops.append)
    session.set_speed(speed("steps-1000"))
    qtbot.waitUntil(lambda: session.debugger.place[0] > 50)
    assert stops == [], "it goes on without a pause"
    session.pause()


def test_the_speed_is_shown_as_a_number_and_remembered(qapp, qtbot, tmp_path):
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    first = App(qapp, settings, "en", "light")
    box = first.assemble().bar.speed
    assert box.currentText() == "Gentle start"
    qtbot.keyClicks(box, "100")
    assert (box.currentText(), first.session.speed.rate) == ("100 steps/s", 100)
    second = App(qapp, settings, "en", "light")
    assert second.assemble().bar.speed.currentText() == "100 steps/s"
    for app in (first, second):
        app.autosave.close()
        app.window.deleteLater()


def test_slow_speeds_are_named_after_the_chosen_size(app, window):
    box, sizes = window.bar.speed, window.bar.granularity
    names = {}
    for place in range(sizes.count()):
        sizes.setCurrentIndex(place)
        names[sizes.itemData(place)] = [box.itemText(row) for row in range(box.count())]
    assert "1 operation/s" in names["op"]
    assert "2 operations/s" in names["op"]
    assert "5 layers/s" in names["node"]
    assert all("1,000 steps/s" in offered for offered in names.values())


def test_a_run_that_is_flat_pauses_with_a_word_and_does_not_say_it_again_soon(app, window, settle, qtbot):
    app.session.open(load("perceptron-corrected"))
    settle()
    app.session.run()
    qtbot.waitUntil(lambda: not app.session.running)
    settle()
    since = app.session.debugger.place[0]
    assert app.session.course.trend.kind == FLAT
    assert "flat" in window.status.stop_label.accessibleName()
    app.session.run()
    qtbot.waitUntil(lambda: window.status.stop_label.accessibleName() == "")
    qtbot.waitUntil(lambda: app.session.debugger.place[0] > 5 * since)
    assert app.session.running, "it goes on"
    app.session.pause()


def test_why_a_run_has_paused_is_said_only_where_it_paused(app, window, settle, qtbot):
    app.session.open(load("xor"))
    settle()
    app.session.run()
    qtbot.waitUntil(lambda: not app.session.running)
    settle()
    assert app.session.course.trend.kind == SOLVED
    assert "solved" in window.status.stop_label.accessibleName()
    assert window.status.run_label.text() == "Paused", "it is not moving any more"
    app.session.step_into()
    settle()
    assert window.status.stop_label.accessibleName() == ""


def test_that_a_number_was_not_finite_is_said_only_where_it_was(app, window, settle, qtbot):
    app.session.open(replace(load("linear"), optimizer=Choice("sgd", {"learning_rate": 100.0})))
    settle()
    app.session.course.watch_over(False)  # else it may be told as diverging before
    app.session.run()
    qtbot.waitUntil(lambda: not app.session.running)
    settle()
    assert "is not finite" in window.status.stop_label.accessibleName()
    assert window.status.run_label.text() == "Paused"
    for look in (app.session.back_over, app.session.step_over, lambda: app.session.go(0), lambda: app.open_example("xor")):
        look()
        settle()
        assert window.status.stop_label.accessibleName() == "", "it is told where it happened, and nowhere else"


def test_nobody_who_wants_to_watch_further_is_stopped(app, window, settle, qtbot):
    app.session.open(load("linear"))
    settle()
    window.actions_by_id["debug.watchful"].trigger()
    app.session.run()
    qtbot.waitUntil(lambda: app.session.debugger.place[0] > 100_000)
    assert app.session.running
    app.session.pause()


def test_it_is_said_again_after_a_change_or_from_the_start(session):
    passing = [0.0]
    lookout = Lookout(lambda: passing[0])

    def look():
        passing[0] += 1
        return lookout(session.debugger, session.experiment, session.memo)

    session.open(load("vanishing"))
    session.debugger.run(300)
    assert look().kind == FLAT
    assert look() is None, "it was said"
    session.go(150 * len(session.debugger.program))
    session.debugger.run(300)
    assert look() is None, "it was said about here"
    passing[0] += 3600
    assert look() is None, "an hour does not change that"
    session.reset()
    session.debugger.run(250)
    assert look().kind == FLAT


def test_a_replay_that_went_another_way_stays_told_until_that_past_is_left(app, window, settle):
    app.session.open(load("xor"))
    debugger = app.session.debugger
    debugger.run(2000)
    step, kept = debugger.history.nearest(900)
    kept *= 1 + 1e-12
    length = len(debugger.program)

    def told():
        settle()
        return f"Replaying step {step + 1} did not reproduce" in window.status.stop_label.accessibleName()

    app.session.go((step + 1) * length)
    assert told()
    for look in (app.session.step_into, app.session.step_over, app.session.back_into):
        look()
        assert told(), "also after the next step"
    app.session.go((step - 1) * length)
    assert not told()
    app.session.go((step + 4) * length)
    assert told()
    app.session.reset()
    assert not told()
