"""The clock: n forward then n back is the identity, run and step give the same bits, memory stays bounded."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiers import again, anew, long, sample

from engine import Choice, Debugger, Training, load
from engine.interchange.documents.examples import EXAMPLES
from engine.runtime import stepping
from engine.runtime.past.keyframes import Keyframes
from engine.runtime.stepping import GRANULARITIES


def state(debugger: Debugger) -> bytes:
    """Everything that can be seen at this moment, bit for bit."""
    parts = [f"{debugger.t} {debugger.place}".encode()]
    for slot in debugger.program.slots:
        value = debugger.read(slot.index)
        parts.append(b"-" if value is None else value.tobytes())
    return b"".join(parts)


def adam_in_batches():
    """Optimizer state and minibatches make the carried state more than the weights."""
    return replace(load("sine"), optimizer=Choice("adam", {"learning_rate": 0.01}), training=Training(batch_size=16, shuffle=True))


EXPERIMENTS = {
    "xor": load("xor"),
    "hello": load("hello"),
    "adam": adam_in_batches(),
    "momentum": replace(load("xor"), optimizer=Choice("sgd", {"learning_rate": 0.3, "momentum": 0.9})),
}
SHARED = {name: Debugger(experiment) for name, experiment in EXPERIMENTS.items()}


WALKS = st.sampled_from(sorted(EXPERIMENTS)), st.sampled_from(GRANULARITIES), st.integers(0, 40), st.integers(1, 12)
TIMES = st.sampled_from(sorted(EXPERIMENTS)), st.lists(st.integers(0, 3000), min_size=1, max_size=8)


@settings(again, max_examples=60)
@given(*WALKS)
def test_n_forward_then_n_back_is_the_identity(name, granularity, boundary, count):
    there_and_back(name, granularity, boundary, count)


@long
@settings(anew, max_examples=600)
@given(*WALKS)
def test_walks_that_nobody_drew_before(name, granularity, boundary, count):
    there_and_back(name, granularity, boundary, count)


def there_and_back(name, granularity, boundary, count):
    debugger = SHARED[name]
    debugger.go(0)
    for _ in range(boundary % (6 if granularity in ("step", "epoch") else 40)):
        debugger.step_over(granularity)
    before = state(debugger)
    for _ in range(count):
        debugger.step_over(granularity)
    for _ in range(count):
        debugger.back_over(granularity)
    assert state(debugger) == before


@settings(again, max_examples=40)
@given(*TIMES)
def test_any_time_is_the_same_however_it_is_reached(name, times):
    wandered_and_straight(name, times)


@long
@settings(anew, max_examples=400)
@given(*TIMES)
def test_ways_that_nobody_drew_before(name, times):
    wandered_and_straight(name, times)


def wandered_and_straight(name, times):
    wanderer = SHARED[name]
    for t in times:
        wanderer.go(t)
    straight = Debugger(EXPERIMENTS[name])
    straight.go(times[-1])
    assert state(wanderer) == state(straight)


def test_into_and_back_into_across_the_border_of_steps():
    debugger = Debugger(load("xor"))
    debugger.go(2 * len(debugger.program) - 1)
    seen = []
    for _ in range(4):
        seen.append(state(debugger))
        debugger.step_into()
    for earlier in reversed(seen):
        debugger.back_into()
        assert state(debugger) == earlier


@pytest.mark.parametrize(
    ("name", "steps"), [*sample([(name, 60) for name in EXAMPLES], 2), *sample([(name, 500) for name in EXAMPLES], None, often=8)]
)
def test_run_and_step_give_the_same_bits(name, steps):
    """Steps run whole, beside as many executed one instruction at a time."""
    running, stepping_ = Debugger(load(name)), Debugger(load(name))
    for debugger in (running, stepping_):
        debugger.breakpoints.not_finite = False
    running.run(steps)
    with np.errstate(all="ignore"):
        for pc in range(steps * len(stepping_.program)):
            stepping_.go(pc + 1)
    assert running.t == stepping_.t
    assert state(running) == state(stepping_)


def test_values_are_there_only_after_their_line():
    debugger = Debugger(load("xor"))
    assert debugger.value("h.z") is None
    debugger.step_into()
    assert debugger.value("h.z") is not None
    assert debugger.value("h.a") is None
    debugger.back_into()
    assert debugger.value("h.z") is None
    assert debugger.gradient("h.z") is None


def test_backward_changes_no_weight_and_update_does():
    debugger = Debugger(load("xor"))
    debugger.go(debugger.program.phases["backward"].start)
    before = {name: value.copy() for name, value in debugger.parameters().items()}
    debugger.go(debugger.program.phases["backward"].stop)
    assert all(np.array_equal(before[name], value) for name, value in debugger.parameters().items())
    debugger.step_over("phase")
    for name, value in debugger.parameters().items():
        assert np.array_equal(value, before[name] - 0.5 * debugger.gradient(name)), name


@pytest.mark.parametrize("name", ["xor", "sine", "batch-norm", "echo-truncated", "twelve-blocks"])
def test_what_is_learned_stays_as_long_as_nothing_is_renewed(name):
    """At every moment of two training steps and the beginning of a third, there and back, across a change by hand."""
    debugger = Debugger(load(name))
    length, found = len(debugger.program), {}
    parameter = next(iter(debugger.program.parameters))
    for changed in (False, True):
        if changed:
            debugger.go(length)
            debugger.change(parameter, debugger.value(parameter) + 1)
        every = max(1, length // 100)
        for t in (*range(0, 2 * length, every), *range(2 * length + 3, length - 4, -every)):
            debugger.go(t)
            learned = b"".join(value.tobytes() for value in debugger.learned().values())
            assert found.setdefault((debugger.renewals(), changed), learned) == learned, t
    assert len(set(found.values())) > 4, "it does change"


def test_a_long_run_stays_in_its_budget_and_every_step_can_be_reached():
    debugger = Debugger(load("xor"), budget=200_000)
    straight = Debugger(load("xor"))
    debugger.run(5000)
    assert debugger.history.bytes <= 200_000
    assert debugger.history.spacing > 1
    for step in (1, 17, 1023, 4000, 4999, 2500):
        debugger.go(step * len(debugger.program))
        straight.go(step * len(straight.program))
        assert state(debugger) == state(straight)


def test_keyframes_thin_out():
    state = np.zeros(4)
    frames = Keyframes(state, budget=4000, ring=4)
    for step in range(1000):
        state[...] = frames.rows[step % frames.size] = float(step)
        frames.keep(step)
        assert frames.bytes <= 4000
    for step in (0, 3, 500, 998, 999):
        found, values = frames.nearest(step)
        assert step - frames.spacing < found <= step
        assert values[0] == found


class TestBreakpoints:
    def test_a_run_stops_before_the_line(self):
        debugger = Debugger(load("xor"))
        debugger.breakpoints.toggle(7)
        for step in range(3):
            stop = debugger.run(10)
            assert (stop.reason, stop.t) == ("breakpoint", step * len(debugger.program) + 7)
        assert debugger.reverse_continue().t == len(debugger.program) + 7
        debugger.breakpoints.toggle(7)
        assert debugger.run(2).reason == "done"

    def test_a_breakpoint_on_the_first_line(self):
        debugger = Debugger(load("xor"))
        debugger.breakpoints.toggle(0)
        assert debugger.run(10).t == len(debugger.program)
        assert debugger.run(10).t == 2 * len(debugger.program)

    def test_not_finite_stops_at_the_instruction(self):
        experiment = replace(load("linear"), optimizer=Choice("sgd", {"learning_rate": 1e6}))
        debugger = Debugger(experiment)
        stop = debugger.run(100)
        assert stop.reason == "not finite"
        pc = (stop.t - 1) % len(debugger.program)
        out = debugger.program.code[pc].out
        assert not np.isfinite(debugger.arena.views[out]).all()
        assert debugger.program.slots[out].name == stop.detail
        inputs = [debugger.arena.views[i] for i in debugger.program.code[pc].ins]
        assert all(np.isfinite(value).all() for value in inputs)
        assert debugger.run(2).reason == "done"


class TestStepping:
    def test_boundaries_of_a_plain_network(self):
        program = Debugger(load("xor")).program
        assert stepping.boundaries(program, "phase") == (0, 4, 5, 16)
        assert stepping.boundaries(program, "time") == stepping.boundaries(program, "phase")
        assert stepping.boundaries(program, "step") == (0,)

    def test_time_steps_of_hello(self):
        debugger = Debugger(load("hello"))
        stops = []
        while debugger.t < len(debugger.program):
            debugger.step_over("time")
            stops.append(debugger.t)
        times = [scope for scope in debugger.program.scopes if scope.kind == "time"]
        assert len([scope for scope in times if scope.stop in stops]) == len(times)

    def test_out_finishes_the_unit_around(self):
        debugger = Debugger(load("xor"))
        debugger.step_into()
        assert debugger.step_out("op").t == 2
        assert debugger.step_out("node").t == 4
        assert debugger.step_out("phase").t == len(debugger.program)
