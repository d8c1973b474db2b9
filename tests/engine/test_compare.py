"""Compare with my gradients: slips planted in a student's backward pass are located, and most are named."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from engine import Debugger, Experiment
from engine.insight.compare.comparing import compare
from engine.insight.compare.given import Given
from engine.model.network import Choice, Network, Node, Wire
from tests.engine import student


def _numbers(seed, *shape):
    return np.random.default_rng(seed).normal(size=shape)


def _network(*nodes, wires):
    return Network(tuple(nodes), tuple(wires))


def _tanh(name, units):
    return Node(name, "dense", units, Choice("tanh"))


@cache
def regression():
    network = _network(
        Node("x", "input", 3),
        _tanh("one", 4),
        Node("two", "dense", 4, Choice("sigmoid")),
        Node("y", "dense", 2, Choice("sigmoid")),
        wires=(Wire("x", "one"), Wire("one", "two"), Wire("two", "y")),
    )
    x, t = _numbers(1, 6, 3), np.random.default_rng(2).uniform(size=(6, 2))
    data = Choice("table", {"inputs": x.tolist(), "targets": t.tolist()})
    experiment = Experiment(
        network,
        data,
        Choice("mse"),
        Choice("sgd", {"learning_rate": 0.3}),
        parameters={
            "x->one.weight": _numbers(3, 4, 3).tolist(),
            "one.bias": _numbers(4, 4).tolist(),
            "one->two.weight": _numbers(5, 4, 4).tolist(),
            "two.bias": _numbers(6, 4).tolist(),
            "two->y.weight": _numbers(7, 2, 4).tolist(),
            "y.bias": _numbers(8, 2).tolist(),
        },
    )
    values = Debugger(experiment).parameters()
    weights = [values["x->one.weight"].T, values["one.bias"], values["one->two.weight"].T, values["two.bias"],
               values["two->y.weight"].T, values["y.bias"]]  # fmt: skip
    return experiment, student.regression, (x, t, *weights)


@cache
def classifier():
    network = _network(
        Node("x", "input", 4),
        Node("h", "dense", 5, Choice("relu")),
        Node("y", "dense", 3, Choice("identity")),
        wires=(Wire("x", "h"), Wire("h", "y")),
    )
    x, labels = _numbers(11, 8, 4), np.eye(3)[np.random.default_rng(12).integers(0, 3, 8)]
    data = Choice("table", {"inputs": x.tolist(), "targets": labels.tolist()})
    experiment = Experiment(
        network,
        data,
        Choice("cross_entropy"),
        parameters={
            "x->h.weight": _numbers(13, 5, 4).tolist(),
            "h.bias": _numbers(14, 5).tolist(),
            "h->y.weight": _numbers(15, 3, 5).tolist(),
            "y.bias": _numbers(16, 3).tolist(),
        },
    )
    values = Debugger(experiment).parameters()
    return (
        experiment,
        student.classifier,
        (x.T, labels.T, *(values[name] for name in ("x->h.weight", "h.bias", "h->y.weight", "y.bias"))),
    )


@cache
def recurrent():
    network = _network(
        Node("x", "input", 2),
        _tanh("h", 4),
        Node("y", "dense", 2, Choice("identity")),
        wires=(Wire("x", "h"), Wire("h", "h", delay=1), Wire("h", "y")),
    )
    x, t = _numbers(21, 3, 5, 2), _numbers(22, 3, 5, 2)
    data = Choice("table", {"inputs": x.tolist(), "targets": t.tolist()})
    experiment = Experiment(
        network,
        data,
        Choice("mse"),
        parameters={
            "x->h.weight": _numbers(23, 4, 2).tolist(),
            "h~>h.weight": _numbers(24, 4, 4).tolist(),
            "h.bias": _numbers(25, 4).tolist(),
            "h->y.weight": _numbers(26, 2, 4).tolist(),
            "y.bias": _numbers(27, 2).tolist(),
        },
    )
    values = Debugger(experiment).parameters()
    weights = [values[name] for name in ("x->h.weight", "h~>h.weight", "h.bias", "h->y.weight", "y.bias")]
    return experiment, student.recurrent, (x.transpose(1, 0, 2), t.transpose(1, 0, 2), *weights)


NETWORKS = {"regression": regression, "classifier": classifier, "recurrent": recurrent}


def compared(network, slip="", kind=float, keep=lambda name: True, **more):
    experiment, backward, arguments = NETWORKS[network]()
    arrays = backward(*arguments, slip=slip, kind=kind)
    given = [Given(name, np.asarray(value, float)) for name, value in arrays.items() if keep(name)]
    return compare(Debugger(experiment), experiment.network, given, **more)


@pytest.mark.parametrize("kind", [np.float64, np.float32])
@pytest.mark.parametrize("network", NETWORKS)
def test_the_right_backward_pass_agrees(network, kind):
    result = compared(network, kind=kind)
    assert result.agrees
    assert (result.found, result.missing) == ((), ())
    assert all(row.quantity is not None for row in result.rows)
    assert {row.single for row in result.rows} == {kind is np.float32}


PLANTED = [  # network, slip, the array where it begins, the row of SLIPS
    ("regression", "bias not added", "Z2", "no_bias"),
    ("regression", "sign", "dZ3", "loss_sign"),
    ("regression", "no factor 2", "dZ3", "no_two"),
    ("regression", "sum for mean", "dZ3", "sum_for_mean"),
    ("regression", "no slope at the output", "dZ3", "no_slope"),
    ("regression", "short form", "dZ3", "short_form"),
    ("regression", "z for a", "dW3", "other_value"),
    ("regression", "overwritten", "dW3", "one_sample"),
    ("regression", "updated weights", "dZ2", "updated_weights"),
    ("regression", "slope at the output", "dZ2", "slope_at_output"),
    ("regression", "formula of a at z", "dZ2", "output_formula_at_z"),
    ("regression", "slope of tanh", "dZ2", "slope_of_another"),
    ("regression", "slope twice", "dZ2", "slope_twice"),
    ("regression", "transposed", "dW2", "transposed"),
    ("regression", "bias forgotten", "db2", "nothing"),
    ("regression", "no transpose", "dZ1", "no_transpose"),
    ("regression", "shuffled", "dW1", "reordered"),
    ("classifier", "sigmoid for softmax", "fc2.weight", "sigmoid_for_softmax"),
    ("classifier", "mean twice", "fc2.weight", "mean_for_sum"),
    ("classifier", "no target", "fc2.weight", "no_target"),
    ("classifier", "bias averaged", "fc2.bias", "mean_for_sum"),
    ("classifier", "bias not summed", "fc2.bias", "not_summed"),
    ("classifier", "no ReLU", "fc1.weight", "no_slope"),
    ("classifier", "ReLU by the gradient", "fc1.weight", "relu_by_gradient"),
    ("classifier", "weight decay", "fc1.weight", "weight_decay"),
    ("recurrent", "nothing through time", "dz_h", "no_path"),
    ("recurrent", "one step late", "dWhh", "other_value"),
    ("recurrent", "last step only", "dWhh", "one_time"),
    ("recurrent", "no transpose", "dz_h", "no_transpose"),
    ("recurrent", "cut", "dz_h", "cut_in_time"),
    ("recurrent", "mean over time", "dWhh", "wrong_mean"),
    ("regression", "no square", "dZ1", ""),
    ("regression", "clipped", "dZ3", ""),
    ("classifier", "leaky", "fc1.weight", ""),
]


@pytest.mark.parametrize(("network", "slip", "begins", "name"), PLANTED)
def test_a_planted_slip_is_located_and_named(network, slip, begins, name):
    """A slip outside the table is located all the same, and honestly called unknown."""
    result = compared(network, slip)
    found = result.found[0]
    assert not result.agrees
    assert result.first.given == begins == found.given
    assert (found.causes[0].slip if found.causes else "") == name, [str(cause) for cause in found.causes]
