"""Why a run stands still, told from its slope, its noise and its neighbours."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine import Choice, Debugger, Experiment, Network, Node, Training, Wire
from engine.insight.diagnosis.checks.arrival import floor
from engine.insight.diagnosis.evidence import Observer
from engine.insight.diagnosis.facts import facts
from engine.insight.diagnosis.reading import explainable, noise_is_left
from engine.insight.diagnosis.state import FLOOR, NOISE, SLOW, signal_to_noise, state_of
from engine.insight.diagnosis.trial import Examination, examine
from engine.interchange.documents.examples import load

RNG = np.random.default_rng(3)
PLACES = RNG.uniform(-1.5, 1.5, (160, 2))
STRAIGHT = PLACES @ [[0.7], [-0.4]] + RNG.normal(0, 1, (160, 1))
BENT = PLACES[:, :1] ** 2 - PLACES[:, 1:] ** 2


def line(targets: np.ndarray, batch: int | None = None, rate: float = 0.1, hidden: int = 0) -> Experiment:
    """A linear layer, or so many tanh units before it, on the places."""
    nodes, wires = (Node("x", "input", 2), Node("y", "dense", 1)), (Wire("x", "y"),)
    if hidden:
        nodes = (nodes[0], Node("h", "dense", hidden, Choice("tanh")), nodes[1])
        wires = (Wire("x", "h"), Wire("h", "y"))
    data = Choice("table", {"inputs": PLACES.tolist(), "targets": targets.tolist()})
    optimizer = Choice("sgd", {"learning_rate": rate})
    return Experiment(Network(nodes, wires), data, Choice("mse"), optimizer, Training(batch_size=batch, shuffle=True))


def watched(experiment: Experiment, epochs: int = 20):
    known, debugger, observer = facts(experiment), Debugger(experiment), Observer(experiment)
    seen = [observer(debugger)]
    for _ in range(epochs):
        debugger.run(known.pace)
        seen.append(observer(debugger))
    return known, seen


def errors(experiment: Experiment) -> list[str]:
    return [
        finding.cause for finding in examine(Examination(experiment, 30)) if finding.severity == "error" and not finding.overcome
    ]


@pytest.mark.parametrize(("batch", "rate", "state"), [(None, 0.1, FLOOR), (8, 0.1, NOISE), (None, 1e-6, SLOW)])
def test_a_noisy_line_stands_at_its_floor_in_the_noise_of_its_batches_or_by_its_rate(batch, rate, state):
    known, seen = watched(line(STRAIGHT, batch, rate))
    assert state_of(known, seen) == state


def test_only_batches_make_noise():
    known, seen = watched(line(STRAIGHT), 2)
    assert signal_to_noise(known, seen) == np.inf
    known, seen = watched(line(STRAIGHT, 8), 12)
    assert signal_to_noise(known, seen) < 0.3


def test_neighbours_tell_noise_from_what_a_better_network_could_explain():
    noise, bent = watched(line(STRAIGHT))[1], watched(line(BENT))[1]
    assert noise_is_left(noise)
    assert not explainable(noise)
    assert abs(noise[-1].shared) < 3 / np.sqrt(len(PLACES))
    assert explainable(bent)


def test_noise_is_no_error_and_a_bend_that_a_line_cannot_follow_is():
    assert errors(line(STRAIGHT, 8)) == []
    assert errors(line(BENT, 8)) == ["linear"]


def test_too_few_units_are_named():
    rings = np.sin(4 * PLACES[:, :1]) + np.sin(4 * PLACES[:, 1:])
    assert "too small" in errors(line(rings, 8, 0.05, hidden=1))


def test_data_with_time_have_no_neighbours():
    known, seen = watched(replace(line(STRAIGHT), data=Choice("latch", {"samples": 16, "length": 6}), network=_loop()), 2)
    assert np.isnan(seen[-1].shared)
    assert not explainable(seen)
    assert not noise_is_left(seen)


def _loop() -> Network:
    return Network((Node("x", "input", 1), Node("y", "rnn", 1, Choice("tanh"))), (Wire("x", "y"),))


def test_what_bends_in_the_targets_is_known_before_the_first_step():
    assert facts(line(BENT)).targets.bend > 0.6
    assert facts(line(STRAIGHT)).targets.bend < 0.1
    assert facts(line(STRAIGHT[::-1].copy())).targets.bend < 0.2, "noise that does not depend on the inputs"


def test_linear_hidden_layers_are_named_though_the_steps_are_too_small():
    deep = line(BENT, 8, 1e-7, hidden=6)
    nodes = tuple(replace(node, activation=Choice("identity")) for node in deep.network.nodes)
    assert set(errors(replace(deep, network=replace(deep.network, nodes=nodes)))) == {"linear", "slow"}


def test_a_loss_without_targets_has_no_yardstick_that_could_be_missed():
    assert errors(load("circuit")) == []


def blocked(optimizer: Choice, **training) -> Experiment:
    """An output whose ReLU is 0 for every sample: no gradient at all."""
    before = line(BENT + 3, hidden=4)
    network = before.network.with_node(replace(before.network.node("y"), activation=Choice("relu")))
    return replace(before, network=network, optimizer=optimizer, parameters={"y.bias": [-20.0]}, training=Training(**training))


def test_what_holds_the_steps_back_is_named_though_no_gradient_shows_it():
    assert errors(blocked(Choice("sgd", {"learning_rate": 0.1}))) == ["output"]
    assert errors(blocked(Choice("sgd", {"learning_rate": 0.1}), clip={"norm": 1e-6})) == ["output", "clipping"]
    assert errors(blocked(Choice("sgd", {"learning_rate": 5.0}))) == ["output", "learning rate"]


def test_a_network_of_which_only_biases_are_trained_is_frozen():
    before = line(BENT, hidden=8)
    only = replace(before, training=replace(before.training, freeze=("x->h.weight", "h->y.weight")))
    found = [finding for finding in examine(Examination(only, 20)) if finding.cause == "frozen"]
    assert [str(finding) for finding in found] == ["All weights are frozen, so only biases can change."]


def test_a_single_unit_is_named_where_what_is_left_depends_on_the_inputs():
    found = [finding for finding in examine(Examination(line(BENT, 8, 0.05, hidden=1), 30)) if finding.cause == "too small"]
    assert "h has a single unit" in str(found[0])
    assert errors(line(STRAIGHT, 8, 0.05, hidden=1)) == []


ONE_SIDE = {"x->y.weight": [[1.0, -1.0]], "y.bias": [0.0]}


def ended_by_relu(data: Choice, parameters: dict | None = None) -> Experiment:
    network = Network((Node("x", "input", 2), Node("y", "dense", 1, Choice("relu"))), (Wire("x", "y"),))
    return Experiment(network, data, Choice("mse"), Choice("sgd", {"learning_rate": 0.1}), parameters=parameters or {})


def test_an_output_that_is_0_only_where_it_is_wrong_is_named():
    """relu(x₁ - x₂) is right for three samples of XOR and 0 for the fourth, whose gradient is all that there would be."""
    assert errors(ended_by_relu(Choice("xor"), ONE_SIDE))[0] == "output"


def test_an_output_that_is_0_where_it_is_right_is_not():
    signal = np.maximum(PLACES @ [[1.0], [-1.0]], 0)
    noisy = np.where(signal > 0, signal * RNG.uniform(0, 4, signal.shape), 0)  # all that is left is noise where it is not 0
    data = Choice("table", {"inputs": PLACES.tolist(), "targets": noisy.tolist()})
    assert errors(ended_by_relu(data, {"x->y.weight": [[2.0, -2.0]], "y.bias": [0.0]})) == []


def test_where_no_gradient_comes_to_the_last_hidden_layer_none_vanishes_on_its_way():
    nodes = (Node("x", "input", 2), *(Node(name, "dense", 4, Choice("relu")) for name in ("f", "g")), Node("y", "dense", 1))
    network = Network(nodes, (Wire("x", "f"), Wire("f", "g"), Wire("g", "y")))
    data = Choice("table", {"inputs": PLACES.tolist(), "targets": BENT.tolist()})
    shut = Experiment(network, data, Choice("mse"), Choice("sgd", {"learning_rate": 0.1}), parameters={"g.bias": [-50.0] * 4})
    assert errors(shut) == ["dead"]


def test_where_hardly_any_sample_has_a_gradient_none_are_said_to_cancel():
    almost = ended_by_relu(Choice("xor"), {**ONE_SIDE, "y.bias": [1e-3]})
    nothing_left, cancelled = floor(*watched(almost, 2)), floor(*watched(line(STRAIGHT)))
    assert "nothing left to gain" in str(nothing_left)
    assert "cancel" not in str(nothing_left)
    assert "cancel" in str(cancelled)


LOGITS = PLACES @ [[0.9], [-1.4]] + 0.2
SHARES = 1 / (1 + np.exp(-LOGITS))
ENTROPY = float(-(SHARES * np.log(SHARES) + (1 - SHARES) * np.log(1 - SHARES)).mean())


def probable(loss: str, targets: np.ndarray, units: int = 1, **changes) -> Experiment:
    network = Network((Node("x", "input", 2), Node("y", "dense", units)), (Wire("x", "y"),))
    if loss == "bce":
        network = network.with_node(replace(network.node("y"), activation=Choice("sigmoid")))
    data = Choice("table", {"inputs": PLACES.tolist(), "targets": targets.tolist()})
    return Experiment(network, data, Choice(loss), Choice("sgd", {"learning_rate": 0.3}), **changes)


@pytest.mark.parametrize(
    ("loss", "targets", "units"),
    [("bce", SHARES, 1), ("bce_with_logits", SHARES, 1), ("cross_entropy", np.hstack([SHARES, 1 - SHARES]), 2)],
)
def test_of_targets_that_are_probabilities_their_entropy_is_left(loss, targets, units):
    assert facts(probable(loss, targets, units)).least == pytest.approx(ENTROPY, rel=1e-12)


@pytest.mark.parametrize(("loss", "targets"), [("bce", SHARES > 0.5), ("bce_with_logits", SHARES > 0.5), ("mse", SHARES)])
def test_of_all_others_nothing(loss, targets):
    assert facts(probable(loss, targets.astype(float))).least == 0


def test_a_run_that_comes_down_to_the_entropy_of_its_targets_is_solved():
    found = {
        finding.cause: finding
        for finding in examine(Examination(probable("bce", SHARES, parameters={"x->y.weight": [[0.9, -1.4]], "y.bias": [0.1]}), 6))
    }
    assert [*found] == ["solved"]
    assert f"a loss of {ENTROPY:.3g}" in str(found["solved"])
