"""Who is shown next: simulated runs, where slices of work and paintings take as long as the test says."""

import itertools

import pytest

from gui.session.schedule import FRAME, Pace, Schedule

COSTS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2]
SETTLED, SECONDS = 2.0, 20.0  # what everything costs is known by then; and how long it goes on


class View:
    def __init__(self, pace, cost):
        self.pace, self.cost, self.times = pace, cost, []

    def gaps(self):
        return [after - before for before, after in itertools.pairwise(self.times) if before > SETTLED]


class Run:
    """A canvas, a status bar, a timeline and plots beside work that cannot be cut into slices shorter than `least`."""

    def __init__(self, least, cost, plots=5):
        self.canvas, self.status, self.timeline = (View(pace, cost) for pace in (Pace(), Pace(0.1, 0.1), Pace(0.1, 0.1)))
        self.plots = [View(Pace(0.1), cost) for _ in range(plots)]
        self.views = [self.canvas, self.status, self.timeline, *self.plots]
        self.least, self.now, self.worked = least, 0.0, 0.0
        self.schedule = Schedule()
        self.schedule.running = True

    def go_on(self, seconds=SECONDS):
        self.change()
        while self.now < seconds:
            left = self.schedule.left(self.now)
            self.work(left) if left > 0 else self.show()
        return self

    def change(self):
        for view in self.views:
            self.schedule.ask(view, view.pace)

    def work(self, left):
        planned = min(0.004, max(0.001, left))
        took = max(planned, self.least)
        self.now += took
        self.worked += took
        self.schedule.worked(planned, took)
        self.change()

    def show(self):
        shown = self.schedule.take(self.now)
        self.now += sum(view.cost for view in shown)
        for view in shown:
            view.times.append(self.now)
        self.schedule.took({view: 0.3 * view.cost for view in shown}, self.now)


@pytest.mark.parametrize("cost", COSTS, ids=lambda cost: f"paint {1000 * cost:g} ms")
@pytest.mark.parametrize("least", COSTS, ids=lambda cost: f"slice {1000 * cost:g} ms")
def test_nobody_starves_whatever_slices_and_paintings_take(least, cost):
    run = Run(least, cost).go_on()
    round_ = least + 10 / 9 * cost * (len(run.views) + 2)  # one slice, everything once, and again what must be seen twice as often
    for view in run.views:
        assert max(view.gaps()) <= max(view.pace.limit, round_), "its age is bounded, and late only where nobody can be in time"
    counts = [len(view.times) for view in run.plots]
    assert round_ < 0.2 or max(counts) <= min(counts) + 1, "where all are late, equals get equal shares"
    assert run.worked >= 0.0999 * SECONDS, "work keeps its tenth"


def test_the_canvas_moves_smoothly_where_everything_is_cheap():
    run = Run(0.001, 0.0005).go_on()
    assert max(run.canvas.gaps()) < 2 * FRAME
    assert min(min(plot.gaps()) for plot in run.plots) > 0.09, "what needs rest to be read has it"
    assert run.worked > 0.8 * SECONDS


def test_frames_come_evenly_though_one_takes_half_of_the_time_between_two():
    run = Run(0.001, 0.001, plots=1)
    run.canvas.cost = 0.008
    gaps = sorted(run.go_on().canvas.gaps())
    assert gaps[int(0.95 * len(gaps))] < 0.017, "60 a second"
    assert run.worked > 0.25 * SECONDS


def test_one_costly_view_does_not_hold_up_the_others():
    run = Run(0.001, 0.001)
    run.plots[0].cost = 0.08
    run.go_on()
    assert all(max(view.gaps()) <= view.pace.limit for view in run.views if view.pace.limit > 0.1)
    assert max(run.status.gaps()) < 0.1 + 0.08


def test_who_becomes_costly_is_shown_less_often_but_within_its_limit():
    run = Run(0.001, 0.001).go_on(10.0)
    often = len(run.canvas.times)
    run.canvas.cost, run.canvas.times = 0.06, []
    run.go_on(20.0)
    assert len(run.canvas.times) < often / 2
    assert max(run.canvas.gaps()) <= 0.2
    assert run.worked > 0.3 * SECONDS


def test_what_was_asked_for_in_a_pause_is_shown_at_once_and_the_patient_come_after():
    schedule, canvas, listing, plot = Schedule(), View(Pace(), 0), View(Pace(0.1), 0), View(Pace(0.1, patient=True), 0)
    for view in (plot, canvas, listing):
        schedule.ask(view, view.pace)
    assert schedule.left(5.0) == 0
    assert schedule.take(5.0) == [canvas, listing], "however long they usually rest"
    schedule.took({canvas: 0.001, listing: 0.001}, 5.004)
    assert schedule.left(5.004) == 0
    assert schedule.take(5.004) == [plot]
    assert schedule.left(5.005) == float("inf")


def test_two_steps_in_one_frame_are_painted_once():
    schedule, canvas = Schedule(), View(Pace(), 0)
    schedule.ask(canvas, canvas.pace)
    schedule.take(1.0)
    schedule.took({canvas: 0.002}, 1.002)
    assert schedule.ask(canvas, canvas.pace), "it is news"
    assert not schedule.ask(canvas, canvas.pace), "it is not, the second time"
    assert schedule.left(1.002) == pytest.approx(FRAME - 0.002)
