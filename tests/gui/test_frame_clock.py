"""The clock of the frames with real widgets, and with a time that the test makes pass."""

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gui.session.frame_clock import FrameClock
from gui.session.schedule import Pace


class Time:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def passing():
    return Time()


class Costly(QWidget):
    """Takes no time to refresh, and much to paint."""

    def __init__(self, passing, seconds):
        super().__init__()
        self.passing, self.seconds, self.painted = passing, seconds, 0

    def paintEvent(self, event):
        self.passing.now += self.seconds
        self.painted += 1


def test_a_frame_lasts_until_it_is_painted(qtbot, passing):
    view, clock = Costly(passing, 0.09), FrameClock(now=passing)
    qtbot.addWidget(view)
    view.show()
    qtbot.waitUntil(lambda: view.painted > 0)
    clock.run(True)
    painted = view.painted
    clock.invalidate(view, view.update)
    qtbot.waitUntil(lambda: view.painted > painted and clock.left() == float("inf"))
    clock.invalidate(view, view.update)
    assert clock.left() == pytest.approx(0.01), "a tenth of the time belongs to work, also of that for painting"
    clock.run(False)
    clock.flush()


def test_nothing_else_happens_while_a_frame_is_painted(qtbot, passing):
    view, clock, seen = Costly(passing, 0.0), FrameClock(now=passing), []
    qtbot.addWidget(view)
    view.show()
    qtbot.waitUntil(lambda: view.painted > 0)

    def refresh():
        clock.invalidate(other, lambda: seen.append(("other", view.painted)))
        view.update()
        clock.tick()
        seen.append(("view", clock.left()))

    other, painted = QObject(), view.painted
    clock.run(True)
    clock.invalidate(view, refresh)
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == [("view", 0.0), ("other", painted + 1)], "no work and no second frame before the first is painted"
    assert clock.idle


def test_what_is_gone_is_not_refreshed(qtbot, passing):
    clock, seen = FrameClock(now=passing), []
    view, other = QWidget(), QObject()
    clock.invalidate(view, lambda: seen.append("gone"))
    clock.invalidate(other, lambda: seen.append("there"), Pace(patient=True))
    import shiboken6

    shiboken6.delete(view)
    qtbot.waitUntil(lambda: clock.idle)
    assert seen == ["there"]


def test_everything_waiting_can_be_shown_at_once(qapp, passing):
    clock, seen, views = FrameClock(now=passing), [], [QObject() for _ in range(20)]
    for number, view in enumerate(views):
        clock.invalidate(view, lambda number=number: seen.append(number), Pace(1.0, patient=number % 2 == 1))
    clock.flush()
    assert sorted(seen) == list(range(20))
    assert clock.idle


def test_what_a_refresh_asks_for_again_comes_in_the_next_frame(qtbot):
    clock, seen = FrameClock(), []
    one, other = QObject(), QObject()

    def first():
        seen.append("one")
        if seen == ["one"]:
            clock.invalidate(other, lambda: seen.append("again"))

    clock.invalidate(one, first)
    clock.invalidate(other, lambda: seen.append("other"))
    qtbot.waitUntil(lambda: len(seen) == 3)
    assert seen == ["one", "other", "again"]
