"""The first NaN or infinity is found at its very instruction, element and step, before the update, wherever it is made."""

import random
from dataclasses import replace

import numpy as np
import pytest
from tiers import parts

from engine import Choice, Debugger, load, lower
from engine.insight.diagnosis.nonfinite import finding, trouble
from engine.insight.trace.trace import Trace, findings

NETWORKS = ("xor", "hello", "batch-norm", "latch-rnn", "spiral", "residual", "echo-truncated", "embedding")


def poisoned(program, pc, step, bad, element):
    """The program in which an instruction gives a bad value in one training step; the rest is as before."""
    instr = program.code[pc]

    def bind(out, *operands, **settings):
        *known, number = operands
        index = np.unravel_index(element % max(1, out.size), out.shape) if out.shape else ()

        def spoil(target, now):
            if now == step + 1:
                target[index] = bad

        return [*instr.rule.bind(out, *known, **settings), (spoil, (out, number))]

    rule = replace(instr.rule, name="poisoned", needs=(*instr.rule.needs, "number"), bind=bind, stacks=False)
    changed = replace(instr, rule=rule, ins=(*instr.ins, program.step_slot))
    return replace(program, code=(*program.code[:pc], changed, *program.code[pc + 1 :]))


PROGRAMS = {name: lower(load(name)) for name in NETWORKS}


@pytest.mark.parametrize("number", parts(200, by_day=50))
def test_located_at_the_exact_instruction(number):
    pick = random.Random(number)
    program = PROGRAMS[NETWORKS[number % len(NETWORKS)]]
    phase = program.phases[("forward", "backward", "update")[number % 3]]
    settled = Debugger(program).arena.layout.settled
    pc = pick.choice([pc for pc in range(phase.start, phase.stop) if pc not in settled])
    step, bad, element = pick.randrange(40), pick.choice([np.nan, np.inf, -np.inf]), pick.randrange(1000)
    debugger = Debugger(poisoned(program, pc, step, bad, element))
    stop = debugger.run(60) if number % 2 else debugger.run_for(1e6)
    found = trouble(debugger)
    assert (stop.reason, stop.t) == ("not finite", step * len(program) + pc + 1)
    out = program.slots[program.code[pc].out]
    assert (found.pc, found.step, found.name, found.phase) == (pc, step, out.name, phase.name)
    wanted = np.unravel_index(element % int(np.prod(out.shape)), out.shape) if out.shape else ()
    assert found.index == tuple(map(int, wanted))
    assert found.value == bad or np.isnan(found.value) == np.isnan(bad)
    healthy = Debugger(debugger.program)  # never comes to the bad step
    healthy.go(step * len(program))
    for old, _ in program.carried:  # nothing that lives on has been touched
        assert np.array_equal(
            debugger.arena.views[old], healthy.arena.views[program.renewed[old]] if step else healthy.arena.views[old]
        )


def test_an_infinity_that_tanh_swallows_is_found_too():
    program = lower(load("xor"))
    pc = program.writer[program.names["h.z"]]
    debugger = Debugger(poisoned(program, pc, 7, np.inf, 0))
    debugger.run(20)
    assert trouble(debugger).name == "h.z"
    assert np.isfinite(debugger.read(program.names["h.z"])[1:]).all()


def test_what_is_told():
    debugger = Debugger(replace(load("linear"), optimizer=Choice("sgd", {"learning_rate": 1e6})))
    debugger.run(100)
    found = trouble(debugger)
    words = str(finding(found))
    assert found.name in words
    assert f"training step {found.step + 1}" in words
    assert all(np.isfinite([low, high]).all() for _, low, high in found.inputs)
    debugger.back_into()
    assert trouble(debugger) is None


def test_producer_and_propagators():
    program = lower(load("spiral"))
    pc = program.writer[program.names["h2.z"]]
    debugger = Debugger(poisoned(program, pc, 0, np.nan, 3))
    debugger.run(5)
    found = trouble(debugger)
    assert found.node == "h2"
    assert "h1" in found.reached  # through the backward pass
    assert "y" in found.reached


def test_a_recording_without_layers_says_that_it_shows_no_place():
    losses = np.array([1.0, 0.5, np.inf, np.nan])
    (found,) = findings(Trace("run", (), np.arange(1, 5), {"loss": losses, "rate": np.full(4, 0.1)}))
    assert found.step == 3
    assert str(found) == "A value is not finite; the recording does not show which layer it came from."
