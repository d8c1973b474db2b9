"""Experiments do what their sentences say; medians and bands from independent measurements."""

from dataclasses import replace

import numpy as np
import pytest

from engine import Choice, Debugger, Experiment, Network, Node, Training, Wire, load
from engine.insight.flow.depth import depth_profile
from engine.insight.moment.held_out import HeldOut
from engine.interchange.documents.run_npz import RunArrays, run


def test_xor_is_solved_with_every_seed():
    for seed in range(100):
        debugger = Debugger(replace(load("xor"), seed=seed))
        while debugger.place[0] < 2000 and debugger.stop.reason != "loss reached":
            debugger.run_for(0.02, until_loss=0.05)
        assert debugger.stop.reason == "loss reached", seed


def test_hello_is_learned_within_60_epochs():
    losses = []
    for seed in range(20):
        debugger = Debugger(replace(load("hello"), seed=seed))
        debugger.run(60)
        losses.append(float(debugger.value("loss")))
    assert sum(loss < 0.05 for loss in losses) >= 19


@pytest.mark.parametrize("seed", range(3))
def test_hello_without_recurrence_stays_at_two_ln_two_by_four(seed):
    frozen = Training(freeze=("h~>h.weight",))
    debugger = Debugger(replace(load("hello"), seed=seed, training=frozen, parameters={"h~>h.weight": np.zeros((8, 8)).tolist()}))
    debugger.run(20_000)
    assert float(debugger.value("loss")) == pytest.approx(2 * np.log(2) / 4, abs=5e-5)
    assert not debugger.value("h~>h.weight").any()


@pytest.mark.parametrize(("name", "median", "within"), [("vanishing", 7.0e-13, 10), ("healthy", 0.41, 3), ("exploding", 2.6e3, 3)])
def test_gradient_by_depth(name, median, within):
    """delta_1 / delta_20 of 20 layers of 16 units on spirals."""
    ratios = []
    for seed in range(20):
        debugger = Debugger(replace(load(name), seed=seed))
        debugger.run(1)
        ratios.append(depth_profile(debugger).ratio)
    assert median / within < np.median(ratios) < median * within


@pytest.mark.parametrize(
    ("name", "low", "high"), [("vanishing", 7e-14, 7e-12), ("healthy", 0.41 / 3, 0.41 * 3), ("exploding", 8e2, 1.2e4)]
)
def test_gradient_by_depth_in_the_recording(name, low, high):
    debugger = Debugger(load(name))
    kept = RunArrays(debugger)
    run(debugger, 3, kept)
    arrays = kept.arrays()
    assert low < arrays["delta/h1"][0] / arrays["delta/h20"][0] < high
    assert arrays["loss"].shape == (3,)
    assert arrays["param/x->h1.weight"].shape == (4, 16, 2)
    assert arrays["grad/x->h1.weight"].shape == (3, 16, 2)


def test_the_recording_satisfies_gradient_descent():
    debugger = Debugger(load("xor"))
    kept = RunArrays(debugger)
    run(debugger, 20, kept)
    arrays = kept.arrays()
    for name in debugger.program.parameters:
        values = arrays[f"param/{name}"]
        assert np.array_equal(values[1:], values[:-1] - 0.5 * arrays[f"grad/{name}"])


def test_the_lstm_latches_and_the_rnn_learns_by_heart():
    """Right or wrong counts on sequences that were never trained on."""
    for name in ("latch-rnn", "latch-lstm"):
        debugger = Debugger(load(name))
        debugger.run(300)
        score = HeldOut.of(load(name))(debugger.learned())
        if name == "latch-rnn":
            assert float(debugger.value("loss")) < 0.25
            assert score.loss > np.log(2)
            assert 0.4 < score.right < 0.62
        else:
            assert score.right > 0.98


def test_truncated_below_the_lag_nothing_lasts():
    for window, learned in ((7, True), (6, False), (3, False), (1, False)):
        experiment = load("echo-truncated")
        experiment = replace(experiment, training=replace(experiment.training, truncate={"k1": window, "k2": window}))
        debugger = Debugger(experiment)
        debugger.run(1200)
        assert (HeldOut.of(experiment)(debugger.learned()).loss < 0.05) == learned


def test_deep_sigmoid_does_not_learn():
    debugger = Debugger(load("vanishing"))
    debugger.run(300)
    assert float(debugger.value("loss")) == pytest.approx(np.log(2), abs=1e-3)


def test_sine_is_fitted():
    debugger = Debugger(load("sine"))
    debugger.run(1500)
    assert float(debugger.value("loss")) < 1e-3


def test_two_spirals_are_told_apart():
    debugger = Debugger(load("spiral"))
    debugger.run(1500)
    answers, targets = debugger.value("y.a"), debugger.value("target")
    assert ((answers > 0.5) == (targets > 0.5)).all()


def test_the_forecast_needs_its_memory():
    losses = []
    for parameters, freeze in (({}, ()), ({"h~>h.weight": np.zeros((12, 12)).tolist()}, ("h~>h.weight",))):
        experiment = load("sine-forecast")
        experiment = replace(experiment, parameters=parameters, training=replace(experiment.training, freeze=freeze))
        debugger = Debugger(experiment)
        debugger.run(800)
        losses.append(HeldOut.of(experiment)(debugger.learned()).loss)
    assert losses[0] < 0.005
    assert losses[1] > 5 * losses[0]


@pytest.mark.parametrize(("name", "units"), [("sine", 7), ("latch-rnn", 5), ("latch-lstm", 9)])
def test_units_that_start_equal_never_part(name, units):
    """Bit by bit with our own kernels; the library behind NumPy rounds the last rows of an odd matrix another way."""
    experiment = load(name)
    nodes = tuple(replace(node, units=units) if node.id.startswith("h") else node for node in experiment.network.nodes)
    training = replace(experiment.training, equal_start=True)
    debugger = Debugger(replace(experiment, network=replace(experiment.network, nodes=nodes), training=training))
    start = debugger.parameters()
    debugger.run(200)
    assert any((value != start[key]).any() for key, value in debugger.parameters().items())
    for layer in [debugger.value(key) for key in debugger.program.names if key.startswith("h") and ".a" in key]:
        if debugger.backend.name == "native":
            assert (layer == layer[0]).all()
        assert np.ptp(layer, axis=0).max() < 1e-6


@pytest.mark.parametrize(("penalty", "l1"), [(0.3, 0.0), (0.0, 0.2), (0.3, 0.2)])
def test_textbook_nesterov_descends_the_whole_objective_from_the_point_ahead(penalty, l1):
    """Sutskever et al. 2013 by hand: the derivative of loss + λ/2 w² + l₁ |w|, by a complex step, at w + μv."""

    def objective(w):
        return (2 * w - 1) ** 2 + penalty / 2 * w**2 + l1 * np.sign(w.real) * w

    network = Network((Node("x", "input", 1), Node("y", "dense", 1)), (Wire("x", "y"),))
    experiment = Experiment(
        network, Choice("table", {"inputs": [[2]], "targets": [[1]]}), Choice("mse"),
        Choice("nag", {"learning_rate": 0.02, "momentum": 0.9, "weight_decay": penalty}),
        Training(l1=l1, freeze=("y.bias",)), parameters={"x->y.weight": [[-1.5]], "y.bias": [0.0]},
    )  # fmt: skip
    debugger, w, v = Debugger(experiment), -1.5, 0.0
    for _ in range(60):
        v = 0.9 * v - 0.02 * objective(w + 0.9 * v + 1e-200j).imag / 1e-200
        w += v
        debugger.run(1)
        assert debugger.learned()["x->y.weight"].item() == pytest.approx(w, rel=1e-12)
