"""Whatever is given to the library, it works or is refused by the program's own error, in words."""

from contextlib import suppress
from dataclasses import fields, replace

import numpy as np
import pytest

import engine
from engine import (
    ADD,
    MATMUL,
    MUL,
    POW,
    RELU,
    ROWS,
    SUM,
    Builder,
    Choice,
    Debugger,
    Experiment,
    ExperimentError,
    Node,
    Training,
    Wire,
    backward,
    gradient_check,
    load,
    lower,
)

HUGE = 2**70
ODD = [None, True, -1, 0, 2, HUGE, 1e300, 0.5, float("nan"), float("inf"), "", "tanh", "x", [], {}, [[]], [[1], [2, 3]], (1, 2),
       {"name": "xor"}, Choice("tanh"), Choice(""), np.zeros(3), object(), b"x", 1j, ("h.bias",), [None]]  # fmt: skip


def started():
    debugger = Debugger(load("xor"))
    debugger.run(2)
    return debugger


def built():
    builder = Builder()
    return builder, builder.parameter("v", [[1.0, 2.0], [3.0, 4.0]]), builder.parameter("s", 2.0)


CALLS = {
    "load": lambda odd: load(odd),
    "lower": lambda odd: lower(odd),
    "Debugger": lambda odd: Debugger(odd),
    "Debugger parameters": lambda odd: Debugger(load("xor"), {"h.bias": odd}),
    "gradient_check": lambda odd: gradient_check(odd),
    "value": lambda odd: started().value(odd),
    "gradient": lambda odd: started().gradient(odd),
    "change name": lambda odd: started().change(odd, 1.0),
    "change value": lambda odd: started().change("h.bias", odd),
    "change rate": lambda odd: started().change("learning rate", odd),
    "run": lambda odd: started().run(odd if odd is not HUGE else 0),
    "go": lambda odd: started().go(odd if odd is not HUGE else 0),
    "take": lambda odd: started().take(odd),
    "step_over": lambda odd: started().step_over(odd),
    "step_out": lambda odd: started().step_out(odd),
    "back_over": lambda odd: started().back_over(odd),
    "parameter": lambda odd: Builder().parameter("p", odd),
    "operation": lambda odd: built()[0].apply(odd, 0, 1),
    "operand": lambda odd: built()[0].apply(ADD, 0, odd),
    "exponent": lambda odd: built()[0].apply(POW, 0, exponent=odd),
    "rows": lambda odd: built()[0].apply(ROWS, 0, start=odd, stop=2),
    "loss": lambda odd: backward(built()[0], odd, [0]),
}


def odd_of(call, odd):
    with suppress(ExperimentError):
        CALLS[call](odd)


@pytest.mark.parametrize("call", CALLS)
def test_an_odd_argument_is_refused_in_words(call):
    for odd in ODD:
        with np.errstate(all="ignore"):
            odd_of(call, odd)


PARTS = {
    "experiment": (load("xor"), lambda whole, part: part),
    "training": (load("xor").training, lambda whole, part: replace(whole, training=part)),
    "node": (load("xor").network.node("h"), lambda whole, part: whole.with_network(replace(
        whole.network, nodes=tuple(part if node.id == "h" else node for node in whole.network.nodes)))),
    "wire": (load("xor").network.wires[0], lambda whole, part: whole.with_network(replace(
        whole.network, wires=(part, *whole.network.wires[1:])))),
    "network": (load("xor").network, lambda whole, part: replace(whole, network=part)),
    "optimizer": (load("xor").optimizer, lambda whole, part: replace(whole, optimizer=part)),
    "data": (load("xor").data, lambda whole, part: replace(whole, data=part)),
}  # fmt: skip


@pytest.mark.parametrize(("name", "field"), [(name, field.name) for name, (part, _) in PARTS.items() for field in fields(part)])
def test_an_odd_part_of_an_experiment_is_refused_in_words(name, field):
    part, put = PARTS[name]
    for odd in ODD:
        with suppress(ExperimentError):
            Debugger(put(load("xor"), replace(part, **{field: odd}))).run(1)


def test_nothing_is_broadcast():
    builder, v, s = built()
    for op in (ADD, MUL):
        with pytest.raises(ExperimentError, match="nothing is broadcast"):
            builder.apply(op, v, s)


def test_settings_that_an_operation_does_not_know_are_refused():
    builder, v, _ = built()
    for op, settings in ((RELU, {"slope": 0.1}), (POW, {}), (SUM, {"axis": 0}), (MATMUL, {"exponent": 2})):
        with pytest.raises(ExperimentError, match="the settings of"):
            builder.apply(op, *[v] * len(op.inputs), **settings)


def test_an_unknown_name_is_a_key_error_that_suggests():
    with pytest.raises(KeyError, match=r"Did you mean h\.a") as found:
        started().value("h.aa")
    assert isinstance(found.value, ExperimentError)
    assert not str(found.value).startswith(("'", '"'))


def test_an_empty_program_and_what_has_wrong_types_are_refused():
    with pytest.raises(ExperimentError, match="empty"):
        Debugger(Builder().finish())
    with pytest.raises(ExperimentError, match=r"network.nodes.h.units: must be of type int"):
        Debugger(Experiment(engine.Network((Node("x", "input", 2), Node("h", "dense", "3")), (Wire("x", "h"),))))
    with pytest.raises(ExperimentError, match=r"training.freeze: must be of type tuple"):
        Debugger(Experiment(training=Training(freeze="h.bias")))
