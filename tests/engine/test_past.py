"""The past is exact: whatever is changed, saved, loaded or branched off, however one goes back, a straight run shows the same."""

import random
from dataclasses import replace

import numpy as np
import pytest
from test_history import digest, noisy
from tiers import parts

from engine import Choice, Debugger, load
from engine.insight.flow.landscape import remembered
from engine.interchange.documents import session_file
from engine.interchange.documents.session_file import SavedSession
from engine.program.program import PARAMETER, SCALAR
from engine.runtime import backends
from engine.runtime.past.changes import Branch

PARTS = 17  # besides the first, which is short


def frozen(name: str, *parameters: str, **settings):
    """An example some of whose parameters are frozen."""
    experiment = load(name)
    return replace(experiment, training=replace(experiment.training, freeze=parameters, **settings))


EXPERIMENTS = {
    "a frozen bias": lambda: frozen("xor", "h.bias"),
    "a frozen matrix and Adam": lambda: replace(frozen("xor", "x->h.weight", "y.bias"), optimizer=Choice("adam")),
    "given starting values": lambda: frozen("two-by-two", "h.bias", "o.bias"),
    "statistics, masks and minibatches": noisy,
    "a window of a sequence": lambda: load("echo-truncated"),
    "a recurrent layer": lambda: load("hello"),
}


def straight(debugger: Debugger, experiment) -> str:
    """What a run shows that never went back: its own changes made on the way, from the first step to the same moment."""
    fresh = Debugger(experiment)
    fresh.branches = (Branch(0, debugger.changes, debugger.t),)
    fresh.take(0)
    return digest(fresh)


def reopened(debugger: Debugger, experiment, folder) -> Debugger:
    path = folder / "run.bpx"
    session_file.write(SavedSession(experiment, debugger.past(), debugger.breakpoints), path)
    return session_file.restored(session_file.read(path))


def wander(pick: random.Random, debugger: Debugger) -> None:
    """One thing that a person can do with a run."""
    program = debugger.program
    names = [slot.name for slot in program.slots if slot.kind in (PARAMETER, SCALAR) and slot.name in program.names]
    kind = pick.randrange(6)
    if kind <= 1:
        name = pick.choice(names)
        now = debugger.read(program.names[name])
        debugger.change(name, now * pick.uniform(0.5, 1.5) + pick.uniform(0, 0.1))
    elif kind == 2:
        debugger.run(pick.randrange(1, 40))
    elif kind == 3:
        debugger.go(pick.randrange(0, debugger.furthest + 1))
    elif kind == 4 and debugger.branches:
        debugger.take(pick.randrange(len(debugger.branches)))
    else:
        debugger.step_over(pick.choice(("op", "node", "phase", "step")))


@pytest.mark.parametrize("backend", ["native", "numpy"])
@pytest.mark.parametrize("name", EXPERIMENTS)
@pytest.mark.parametrize("part", parts(PARTS + 1, by_day=2))
def test_any_history_shows_what_a_straight_run_shows(name, backend, part, tmp_path, monkeypatch, request):
    if backend == "numpy":
        monkeypatch.setattr(backends, "library", lambda: None)
    experiment = EXPERIMENTS[name]()
    each = -(-request.config.getoption("--histories") // (len(EXPERIMENTS) * 2 * PARTS))
    for seed in range(part * each, part * each + (each if part else 2)):
        pick = random.Random(f"{name} {seed}")
        debugger = Debugger(experiment, budget=100_000)
        for _ in range(pick.randrange(5, 30)):
            wander(pick, debugger)
            if pick.random() < 0.1:
                debugger = reopened(debugger, experiment, tmp_path)
        assert digest(debugger) == straight(debugger, experiment), f"history {seed}"
        assert debugger.journal.diverged is None
        assert debugger.stop.reason != "diverged"


def test_a_frozen_parameter_that_is_changed_leaves_earlier_steps_alone(tmp_path):
    experiment = frozen("xor", "h.bias")
    debugger, length = Debugger(experiment), len(Debugger(experiment).program)
    debugger.run(50)
    before = float(debugger.value("loss"))
    debugger.run(50)
    debugger.change("h.bias", [1.0, -1.0, 2.0, 0.5])
    assert list(debugger.value("h.bias")) == [1.0, -1.0, 2.0, 0.5], "seen at once"
    debugger.run(50)
    for each in (debugger, reopened(debugger, experiment, tmp_path)):
        assert float(each.go(50 * length) and each.value("loss")) == before
        assert list(each.go(140 * length) and each.value("h.bias")) == [1.0, -1.0, 2.0, 0.5], "and from then on"


def test_a_learning_rate_that_is_changed_leaves_earlier_steps_alone_when_the_run_is_opened_again(tmp_path):
    """The window writes the new rate into the experiment, too, and that is what is saved."""
    experiment = load("xor")
    debugger, length = Debugger(experiment), len(Debugger(experiment).program)
    debugger.run(20)
    debugger.go(10 * length)
    before = float(debugger.value("loss"))
    debugger.go(20 * length)
    debugger.change("learning rate", 0.01)
    debugger.run(20)
    slower = replace(experiment, optimizer=Choice(experiment.optimizer.name, {"learning_rate": 0.01}))
    again = reopened(debugger, slower, tmp_path)
    assert float(again.go(10 * length) and again.value("loss")) == before
    assert float(again.value("learning rate")) != 0.01
    assert float(again.go(30 * length) and again.value("learning rate")) == 0.01


def test_a_change_before_the_first_step_is_part_of_the_beginning_however_one_gets_there(tmp_path):
    """Also when the states of the first steps are long forgotten: what is left then is the start as it was given."""
    experiment, name = load("xor"), "x->h.weight"
    debugger = Debugger(experiment, budget=200_000)
    length, given = len(debugger.program), debugger.initial(name)
    debugger.run(3)
    debugger.go(0)
    debugger.change(name, given + 1)
    debugger.run(5000)
    wanted = Debugger(experiment, {name: given + 1})
    wanted.run(1)
    for each in (debugger, reopened(debugger, experiment, tmp_path)):
        assert np.array_equal(remembered(each, 0)[1][name], given + 1)
        each.go(length)
        assert digest(each) == digest(wanted)
        assert np.array_equal(each.initial(name), given)


def test_a_session_with_many_edits_can_be_opened_again(tmp_path):
    experiment = load("xor")
    debugger, length = Debugger(experiment), len(Debugger(experiment).program)
    for number in range(150):
        debugger.run(2)
        debugger.go(length)
        debugger.change("h.bias", [number, 0, 0, 0])
    assert len(debugger.branches) > 100
    assert len(reopened(debugger, experiment, tmp_path).branches) == len(debugger.branches)
