"""A cell's learned first state is one value, whoever reads it: the cell, or an earlier layer by a delayed wire."""

import numpy as np
import pytest

from engine import Choice, Debugger, Experiment, Network, Node, Training, Wire
from engine.insight.moment.gradcheck import gradient_check
from engine.runtime import backends
from engine.runtime.execute.executor import NumpyBackend

TIMES = 3


def looped(h0, truncate=None, cell="rnn"):
    """x -> d -> h -> y, and h -> d one time step later: d comes before the cell, and reads its state first."""
    plain = Choice("identity")
    nodes = (
        Node("x", "input", 1),
        Node("d", "dense", 1, plain),
        Node("h", cell, 1, Choice("tanh") if cell == "rnn" else plain, settings={"learned_state": True}),
        Node("y", "dense", 1, plain),
    )
    wires = (Wire("x", "d"), Wire("h", "d", delay=1), Wire("d", "h"), Wire("h", "y"))
    inputs = np.linspace(-1, 1, 2 * TIMES).reshape(2, TIMES, 1)
    data = Choice("table", {"inputs": inputs.tolist(), "targets": (inputs**2).tolist()})
    training = Training(truncate=truncate) if truncate else Training()
    return Experiment(Network(nodes, wires), data, Choice("mse"), parameters={"h.h0": [h0]}, training=training)


def loss_by_hand(debugger, h0):
    """The loss of the plain cell, written out."""
    value = {name: np.asarray(debugger.value(name)).item() for name in debugger.program.parameters}
    inputs = np.linspace(-1, 1, 2 * TIMES).reshape(2, TIMES)
    h, total = np.full(2, h0), 0
    for x in inputs.T:
        d = value["x->d.weight"] * x + value["h~>d.weight"] * h + value["d.bias"]
        h = np.tanh(value["h.weight_ih"] * d + value["h.bias_ih"] + value["h.weight_hh"] * h + value["h.bias_hh"])
        total = total + ((value["h->y.weight"] * h + value["y.bias"] - x**2) ** 2).sum()
    return total / inputs.size


@pytest.mark.parametrize("backend", ["native", "numpy"])
def test_an_earlier_layer_reads_the_learned_first_state(backend, monkeypatch):
    if backend == "numpy":
        monkeypatch.setattr(backends, "chosen", lambda: NumpyBackend)
    debugger = Debugger(looped(0.7))
    start = Debugger(looped(0.7))
    debugger.run(1)
    assert float(debugger.value("loss")) == pytest.approx(loss_by_hand(start, 0.7), rel=1e-13)
    slope = loss_by_hand(start, 0.7 + 1e-30j).imag / 1e-30
    assert abs(slope) > 1e-3
    assert float(debugger.value("∂L/∂h.h0")[0]) == pytest.approx(slope, rel=1e-12)


@pytest.mark.parametrize(("cell", "states"), [("rnn", ["h0"]), ("gru", ["h0"]), ("lstm", ["h0", "c0"])])
@pytest.mark.parametrize("truncate", [None, {"k1": 1, "k2": 2}])
def test_the_gradient_check_judges_every_first_state(cell, states, truncate):
    checks = {check.name: check for check in gradient_check(looped(0.7, truncate, cell)).parameters}
    for state in states:
        assert checks[f"h.{state}"].verdict == "agrees"
        assert np.abs(checks[f"h.{state}"].analytic).min() > 0
