"""The past: seeks give the same bits, a replay that differs is reported, changes replay, other futures are kept."""

import hashlib
import random
from dataclasses import replace

import numpy as np
import pytest
from tiers import parts

from engine import Choice, Debugger, Training, load
from engine.interchange.documents.examples import EXAMPLES
from engine.runtime.backends import backend_for
from engine.runtime.breakpoints import Condition
from engine.runtime.execute.arena import Arena
from engine.runtime.execute.loader import Loader
from engine.runtime.journal import Fingerprints
from engine.runtime.past.keyframes import SPARSEST, Keyframes


def digest(debugger: Debugger) -> str:
    """Everything that the arena shows, as a hash."""
    hashed = hashlib.sha256(str(debugger.place).encode())
    for slot in debugger.program.slots:
        value = debugger.read(slot.index)
        hashed.update(b"-" if value is None else value.tobytes())
    return hashed.hexdigest()


def noisy():
    """Minibatches, dropout masks, BatchNorm statistics and Adam's moments all live on between steps."""
    experiment = load("batch-norm")
    nodes = [
        replace(node, type="dropout", activation=Choice("identity"), settings={"p": 0.2}) if node.id == "n6" else node
        for node in experiment.network.nodes
    ]
    return replace(
        experiment,
        network=replace(experiment.network, nodes=tuple(nodes)),
        optimizer=Choice("adam"),
        training=Training(batch_size=16, shuffle=True),
    )


@pytest.mark.parametrize(("name", "steps", "seeks"), [("xor", 10_000, 4000), ("noisy", 1500, 500), ("echo-truncated", 1500, 500)])
def test_random_seeks_and_backs_with_hashes(name, steps, seeks):
    debugger = Debugger(noisy() if name == "noisy" else load(name), budget=300_000)
    length, pick = len(debugger.program), random.Random(1)
    hashes = {}
    for step in range(steps + 1):
        debugger.go(step * length)
        hashes[step] = digest(debugger)
    assert debugger.history.spacing > 1
    t = debugger.t
    for _ in range(seeks):
        kind = pick.randrange(4)
        if kind == 0:
            t = pick.randrange(steps + 1) * length
            debugger.go(t)
        elif kind == 1:
            t = debugger.back_over("step").t
        elif kind == 2 and t < steps * length:
            t = debugger.step_over("step").t
        else:
            debugger.go(max(0, t - pick.randrange(1, 3 * length)))
            t = debugger.step_over("step").t
        if t % length == 0 and t // length in hashes:
            assert digest(debugger) == hashes[t // length], t
    assert debugger.stop.reason != "diverged"


def test_a_ring_that_is_thinned_keeps_what_is_due():
    state = np.zeros(1)
    history = Keyframes(state, ring=8)

    def finish(first, stop):
        for step in range(first, stop):
            state[...] = step
            every = int(history.every)
            if step % every == 0:
                history.rows[step // every % history.size] = state
            history.keep(step)
        assert all(history.nearest(step)[1] == history.nearest(step)[0] for step in range(stop))
        assert all(history.nearest(step)[0] == step for step in history.steps(stop))
        return history.steps(stop).tolist()

    assert finish(0, 8) == [0, 1, 2, 3, 4, 5, 6, 7]
    history.thin(2)
    assert finish(8, 16) == [0, 2, 4, 6, 8, 10, 12, 14, 15]
    history.thin(4)
    assert finish(16, 34) == [0, 4, 8, 12, 16, 20, 24, 28, 32, 33]
    history.thin(1)
    assert finish(34, 35) == [0, 28, 32, 34]  # the others had the places of later ones


def test_a_large_state_is_kept_less_and_less_often_without_gaps():
    """The ring covers the whole run until states lie 16 steps apart; as the run goes on it forgets the beginning."""
    debugger = Debugger(load("vanishing"))
    size = debugger.history.size
    for steps in (size, size, 6 * size, 8 * size, 16 * size):
        debugger.run(steps)
        last = debugger.place[0]
        kept = debugger.history.steps(last)
        recent = kept[kept > last - 16 * size + 16]
        assert np.diff(recent).max() <= min(SPARSEST, 2 * (last + 1) // size)
        assert len(recent) >= size // 2 - 1
    debugger.go(0)
    name, value = next(iter(debugger.parameters().items()))
    debugger.change(name, value)
    debugger.run(size // 2)
    assert len(debugger.history.steps(size)) == size // 2  # another run begins, which fits again


def test_a_replay_that_differs_is_told():
    debugger = Debugger(load("xor"), budget=200_000)
    debugger.run(30_000)
    spacing = debugger.history.spacing
    _, kept = debugger.history.nearest(3 * spacing)
    kept *= 1 + 1e-15
    assert debugger.go((3 * spacing + spacing // 2) * len(debugger.program)).reason == "diverged"
    assert int(debugger.stop.detail) == 3 * spacing


def diverged():
    """A run of 2,000 steps that stands in a replay which went another way at some step, and that step."""
    debugger = Debugger(load("xor"))
    debugger.run(2000)
    step, kept = debugger.history.nearest(900)
    kept *= 1 + 1e-12
    assert debugger.go((step + 1) * len(debugger.program)).reason == "diverged"
    return debugger, step


def test_a_divergence_stays_told_until_that_past_is_left():
    debugger, step = diverged()
    length = len(debugger.program)
    for move in (debugger.step_into, debugger.step_over, debugger.back_into, lambda: debugger.go((step + 3) * length)):
        assert move().reason != "diverged", "a run is stopped only once"
        assert debugger.diverged == step
    debugger.run(4000)  # beyond what was recorded: a future that grew from the wrong value
    assert debugger.diverged == step
    for t, told in ((step * length, None), (0, None), (step * length + 1, step), (5000 * length, step)):
        debugger.go(t)
        assert debugger.diverged == told
    debugger.change("learning rate", 0.3)  # the wrong past is still behind it
    debugger.run(10)
    assert debugger.diverged == step


@pytest.mark.parametrize("leave", ["change", "take"])
def test_another_future_from_before_the_divergence_is_a_past_of_its_own(leave):
    debugger, step = diverged()
    length = len(debugger.program)
    debugger.go((step - 5) * length)
    debugger.change("learning rate", 0.3)
    debugger.run(10)
    if leave == "take":
        debugger.take(0)
    debugger.run(20)
    assert debugger.diverged is None


@pytest.mark.parametrize("column", [0, 1])
def test_one_last_digit_of_loss_or_gradient_tells_a_step_from_another(column):
    prints, known = np.random.default_rng(0).normal(size=(300, 2)), Fingerprints()
    assert known.check(0, prints[:200]) is None
    assert known.check(150, prints[150:]) is None  # fifty of them again, the rest new
    prints[[170, 260], column] = np.nextafter(prints[[170, 260], column], np.inf)
    assert known.check(160, prints[160:]) == 170
    assert known.check(171, prints[171:]) == 260
    known.forget(260)
    assert known.check(200, prints[200:]) is None


@pytest.mark.parametrize("name", EXAMPLES)
def test_groups_of_instructions_keep_every_bit(name):
    """No example needs the fallback: whole steps with groups equal the instructions one by one."""
    debugger = Debugger(load(name))
    debugger.run(3)
    backend, program = debugger.backend, debugger.program
    groups = [members for members, _ in backend.proposed()]
    assert sorted(pc for members in groups for pc in members) == sorted(
        set(range(len(program))) - debugger.arena.layout.settled - set(debugger.arena.layout.alongside)
    )
    with np.errstate(all="ignore"):
        assert [members for members, _ in backend.plan()] == groups


@pytest.mark.parametrize("part", parts(10))
def test_random_networks_run_as_they_step(part):
    from test_random_networks import random_network

    for seed in range(15 * part, 15 * (part + 1)):
        experiment = replace(random_network(seed), optimizer=Choice(["sgd", "adam", "nag", "rmsprop"][seed % 4]))
        running, stepping = Debugger(experiment), Debugger(experiment)
        for debugger in (running, stepping):
            debugger.breakpoints.not_finite = False
        running.run(6)
        while stepping.t < running.t:
            stepping.step_into()
        assert digest(running) == digest(stepping), seed


class TestChanges:
    def test_a_new_rate_takes_effect_at_the_next_step_and_replays(self):
        debugger = Debugger(load("xor"))
        debugger.run(50)
        debugger.step_into()
        debugger.change("learning rate", 0.05)
        debugger.run(30)
        end = digest(debugger)
        t = debugger.t
        debugger.go(0)
        assert float(debugger.arena.views[debugger.program.names["learning rate"]]) == 0.5
        debugger.go(t)
        assert digest(debugger) == end
        plain = Debugger(load("xor"))
        plain.run(51)
        for name, value in plain.parameters().items():
            debugger.go(51 * len(debugger.program))
            assert np.array_equal(value, debugger.value(name))
        slow = Debugger(replace(load("xor"), optimizer=Choice("sgd", {"learning_rate": 0.05})), plain.parameters())
        slow.run(29)
        debugger.go(80 * len(debugger.program))
        assert all(np.array_equal(value, debugger.value(name)) for name, value in slow.parameters().items())

    def test_a_weight_set_by_hand(self):
        debugger = Debugger(load("xor"))
        debugger.run(10)
        debugger.change("y.bias", [7.0])
        assert debugger.value("y.bias")[0] == 7.0
        debugger.step_into()
        assert debugger.value("y.bias")[0] == 7.0
        debugger.back_over("step")
        assert debugger.value("y.bias")[0] == 7.0
        debugger.back_into()
        assert debugger.value("y.bias")[0] != 7.0

    def test_at_the_very_start(self):
        debugger = Debugger(load("xor"))
        debugger.change("y.bias", [7.0])
        assert debugger.value("y.bias")[0] == 7.0

    def test_at_the_start_after_a_look_ahead(self):
        """Stepping back leaves the values of the step in place; a change must not meet the step already begun."""
        looked, plain = Debugger(load("xor")), Debugger(load("xor"))
        for count in (1, 19, 20, 25):
            looked.go(count)
            looked.go(0)
            for debugger in (looked, plain):
                debugger.go(0)
                debugger.change("learning rate", 0.25 / count)
                debugger.run(2)
            assert digest(looked) == digest(plain)

    def test_the_other_future_is_kept_as_a_branch(self):
        debugger = Debugger(load("xor"))
        debugger.run(100)
        first = digest(debugger)
        debugger.go(40 * len(debugger.program))
        debugger.change("learning rate", 2.0)
        debugger.run(60)
        second = digest(debugger)
        assert first != second
        assert [branch.step for branch in debugger.branches] == [40]
        debugger.take(0)
        assert digest(debugger) == first
        debugger.take(0)
        assert digest(debugger) == second
        assert debugger.stop.reason != "diverged"

    def test_wrong_names_and_shapes(self):
        debugger = Debugger(load("xor"))
        with pytest.raises(KeyError):
            debugger.change("h.z", 1.0)
        with pytest.raises(ValueError, match="shape"):
            debugger.change("y.bias", [1.0, 2.0])


def test_memory_is_bounded_and_what_is_kept_is_counted():
    debugger = Debugger(load("xor"), budget=1 << 20)
    for _ in range(40):
        debugger.run(1000)
        assert debugger.history.bytes <= 1 << 20


def test_a_grouped_step_leaves_the_arena_as_it_was_when_it_is_made():
    program = Debugger(load("sine")).program
    arena = Arena(program)
    backend = backend_for(program, arena)
    Loader(program, arena).load(0)
    before = arena.buffer.copy()
    backend.plan()
    assert np.array_equal(arena.buffer, before)


class TestConditions:
    def test_a_run_stops_after_the_step_in_which_it_becomes_true(self):
        debugger, straight = Debugger(load("xor")), Debugger(load("xor"))
        straight.run(2000)
        losses = straight.series.view("loss")
        wanted = int(np.argmax(losses < 0.3))
        debugger.breakpoints.conditions = (Condition("loss", False, 0.3),)
        stop = debugger.run(2000)
        assert (stop.reason, stop.detail, stop.t) == ("condition", "loss", (wanted + 1) * len(debugger.program))
        assert float(debugger.value("loss")) == losses[wanted]
        assert debugger.run(200).reason == "done"  # it stays true, and does not stop again

    def test_the_earliest_of_several(self):
        debugger, straight = Debugger(load("xor")), Debugger(load("xor"))
        straight.run(1500)
        ratio = np.sqrt(straight.series.view("update/y.bias") / straight.series.view("param/y.bias"))
        first = next(i for i in range(1, 1500) if ratio[i] > 0.01 >= ratio[i - 1])
        debugger.breakpoints.conditions = (Condition("loss", False, 0.01), Condition("ratio/y.bias", True, 0.01))
        debugger.run(1)
        stop = debugger.run(1500)
        assert stop.reason == "condition"
        assert stop.t <= (first + 1) * len(debugger.program)

    def test_a_quantity_that_is_not_there_never_stops(self):
        debugger = Debugger(load("xor"))
        debugger.breakpoints.conditions = (Condition("grad/nothing", True, 0.0), Condition("loss", True, 0.0, enabled=False))
        assert debugger.run(50).reason == "done"
