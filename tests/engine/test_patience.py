"""A long way through the steps asks whether to go on; given up, it leaves everything as it was."""

import pytest

from engine import Debugger, load
from engine.runtime.breakpoints import Guard
from engine.runtime.patience import Interrupted
from engine.runtime.watch import Expression


def everything(debugger):
    return [value.tobytes() for slot in debugger.program.slots if (value := debugger.read(slot.index)) is not None]


def patient(asked, most):
    """Goes on `most` times."""

    def go_on(share):
        asked.append(share)
        return len(asked) <= most

    return go_on


def lived_in():
    debugger = Debugger(load("xor"), budget=1 << 14)  # few states are kept: ways back are long
    debugger.run(40)
    debugger.change("learning rate", 0.1)
    debugger.run(5000)
    debugger.go(debugger.t - 7)
    return debugger


WAYS = {
    "forward": lambda d: d.go(d.t + 200_000 * len(d.program)),
    "back": lambda d: d.go(len(d.program) * 4000 + 3),
    "reverse": lambda d: d.reverse_continue(),
}


@pytest.mark.parametrize("way", WAYS)
def test_given_up_the_clock_and_every_value_are_what_they_were(way):
    debugger, straight = lived_in(), lived_in()
    if way == "reverse":
        debugger.breakpoints.guard(2, Guard(Expression("loss > 1e9")))
    before, told, asked = everything(debugger), (debugger.t, debugger.furthest, debugger.stop), []
    debugger.go_on = patient(asked, 1)
    with pytest.raises(Interrupted):
        WAYS[way](debugger)
    assert asked == sorted(asked)
    assert all(0 < share <= 1 for share in asked)
    assert (everything(debugger), (debugger.t, debugger.furthest, debugger.stop)) == (before, told)
    debugger.go_on = None
    debugger.breakpoints.at.clear()
    for one in (debugger, straight):
        one.go(one.t + 100 * len(one.program))
    assert everything(debugger) == everything(straight)
    assert debugger.diverged is None


def test_a_branch_that_is_left_halfway_stays_known_to_its_end():
    debugger = Debugger(load("xor"))
    length = len(debugger.program)
    debugger.run(9_000)
    debugger.go(10 * length)
    debugger.change("learning rate", 0.5)
    debugger.go_on = patient([], 0)
    with pytest.raises(Interrupted):
        debugger.take(0)
    assert debugger.t == 10 * length
    assert debugger.furthest == 9_000 * length
    assert [branch.step for branch in debugger.branches] == [10]
    debugger.go_on = None
    straight = Debugger(load("xor"))
    for one in (debugger, straight):
        one.go(5_000 * length)
    assert everything(debugger) == everything(straight)


def test_short_ways_ask_nobody():
    debugger = Debugger(load("xor"))
    debugger.go_on = patient([], -1)
    debugger.run(20)
    debugger.back_into()
    debugger.step_over("step")
    assert debugger.t == 20 * len(debugger.program)
