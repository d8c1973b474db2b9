"""Remedies change what they say and nothing else, and one that cannot be applied says why."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from tiers import sample

from engine import Choice, Debugger, Experiment, Network, Node, Training, Wire
from engine.insight.diagnosis.finding import ERROR, NOTE, Finding
from engine.insight.diagnosis.monitor import Monitor
from engine.insight.diagnosis.remedies import REMEDIES
from engine.insight.diagnosis.remedies.proposals import applicable, proposals
from engine.insight.diagnosis.trial import Examination, LossCurve, Outcome, examine, helpful, proposed, tried
from engine.insight.flow.depth import DepthProfile
from engine.interchange.documents.examples import EXAMPLES, load
from engine.model.network import Block

GIVEN = {
    "x->h.weight": [[0.5, -0.25], [1.0, 0.75]],
    "h.bias": [0.125, -0.5],
    "h->y.weight": [[2.0, -1.0]],
    "y.bias": [0.25],
}


def given(activation: str = "tanh", freeze: tuple[str, ...] = ()) -> Experiment:
    """A net on XOR whose every weight is given."""
    nodes = (Node("x", "input", 2), Node("h", "dense", 2, Choice(activation)), Node("y", "dense", 1, Choice("sigmoid")))
    network = Network(nodes, (Wire("x", "h"), Wire("h", "y")))
    return Experiment(network, Choice("xor"), Choice("bce"), training=Training(freeze=freeze), parameters=GIVEN)


@pytest.mark.parametrize("name", sample(list(EXAMPLES), 4, often=4))
def test_every_proposal_for_every_example_runs_or_says_why(name):
    for found in proposals(load(name), tuple(REMEDIES)):
        if found.experiment is None:
            assert found.problem.message
        else:
            Debugger(found.experiment).run(1)


@pytest.mark.parametrize("name", ["batch-norm", "layer-norm"])
def test_a_norm_put_in_between_leaves_given_weights_and_frozen_names_where_they_were(name):
    after = REMEDIES[name].edit(given(freeze=("h->y.weight", "h.bias")))
    learned = Debugger(after).learned()
    assert learned["x->h.weight"].tolist() == GIVEN["x->h.weight"]
    assert learned["h.bias"].tolist() == GIVEN["h.bias"]
    assert learned["h_norm->y.weight"].tolist() == GIVEN["h->y.weight"]
    assert after.training.freeze == ("h_norm->y.weight", "h.bias")


def test_a_norm_that_is_taken_out_again_gives_the_network_before():
    before = given()
    after = REMEDIES["without-norm"].edit(REMEDIES["batch-norm"].edit(before))
    assert after.same_numbers(before)


@pytest.mark.parametrize("name", ["layer-norm", "residual", "dropout"])
def test_what_is_put_behind_a_layer_of_a_block_belongs_to_the_block(name):
    nodes = (
        Node("x", "input", 2),
        Node("a", "dense", 4, Choice("tanh")),
        Node("b", "dense", 4, Choice("tanh")),
        Node("y", "dense", 1),
    )
    wires = tuple(Wire(before.id, after.id) for before, after in pairwise(nodes))
    network = Network(nodes, wires, (Block("B", ("a", "b")),))
    experiment = Experiment(network, Choice("moons"), Choice("bce_with_logits"))
    changed = REMEDIES[name].edit(experiment)
    assert set(changed.network.block("B").members) == {node.id for node in changed.network.nodes} - {"x", "y"}
    assert changed.network.block("B").members[0] == "a"


def test_a_warm_up_begins_with_small_steps_and_ends_with_the_full_rate():
    before = given()
    after = REMEDIES["warm-up"].edit(before)
    plain, warmed = Debugger(before), Debugger(after)
    plain.run(1)
    warmed.run(1)
    size = {run: np.abs(run.learned()["h->y.weight"] - GIVEN["h->y.weight"]).max() for run in (plain, warmed)}
    assert size[warmed] == pytest.approx(size[plain] / 100)
    assert REMEDIES["warm-up"].edit(after) is None


def test_a_norm_over_a_batch_of_one_sample_is_refused_in_words():
    alone = replace(given(), training=Training(batch_size=1))
    (found,) = proposals(alone, ("batch-norm",))
    assert found.experiment is None
    assert "one sample" in str(found.problem)
    assert not applicable(alone, ("batch-norm",))


def test_class_numbers_keep_their_loss_and_lose_the_second_softmax():
    """torch.nn.CrossEntropyLoss takes class numbers and what comes before the softmax."""
    table = {"inputs": [[0.0], [1.0], [2.0]], "targets": [[0], [2], [1]]}
    nodes = (Node("x", "input", 1), Node("y", "dense", 3, Choice("softmax")))
    twice = Experiment(Network(nodes, (Wire("x", "y"),)), Choice("table", table), Choice("cross_entropy", {"label_smoothing": 0.1}))
    after = REMEDIES["pair"].edit(twice)
    assert after.network.node("y").activation.name == "identity"
    assert after.loss == twice.loss
    Debugger(after).run(1)


def test_class_numbers_of_an_embedding_are_not_standardised():
    (found,) = proposals(load("embedding"), ("standardise",))
    assert found.experiment is None
    assert "integers" in str(found.problem)


def test_adam_keeps_decay_and_schedule():
    slow = Training(schedule=Choice("step", {"every": 10, "gamma": 0.5}))
    before = replace(given(), optimizer=Choice("sgd", {"learning_rate": 0.5, "weight_decay": 0.01}), training=slow)
    after = REMEDIES["adam"].edit(before)
    assert after.optimizer.settings["weight_decay"] == 0.01
    assert after.training == slow


@pytest.mark.parametrize(
    ("name", "mistake"),
    [
        ("zero-grad", {"zero_grad": False}),
        ("right-sign", {"wrong_sign": True}),
        ("right-derivative", {"derivative_of_output": True}),
        ("bias", {"no_bias": True}),
        ("random-start", {"equal_start": True}),
        ("unfreeze", {"freeze": ("h.bias",)}),
        ("shuffle", {"shuffle": False, "batch_size": 2}),
        ("no-clip", {"clip": {"norm": 1e-3}}),
        ("constant-rate", {"schedule": Choice("step", {"every": 1, "gamma": 0.5})}),
    ],
)
def test_what_was_switched_wrongly_is_switched_back(name, mistake):
    """Nothing but that switch changes; equal weights are drawn again, too."""
    right = replace(given(), parameters={})
    wrong = replace(right, training=Training(**mistake))
    after = REMEDIES[name].edit(wrong)
    assert next(iter(mistake)) in {"shuffle"} or after.training == replace(wrong.training, **_right(mistake))
    assert after.network.without_positions() == right.network.without_positions()


def test_an_optimizer_that_maximises_is_told_and_turned_round():
    """Unless the gradient is added as well: then it descends."""
    up = replace(given(), optimizer=Choice("sgd", {"learning_rate": 0.5, "maximize": True}))
    both = replace(up, training=Training(wrong_sign=True))
    found = [Monitor(each).findings(Debugger(each)) for each in (given(), up, both)]
    assert ["wrong sign" in {finding.cause for finding in each} for each in found] == [False, True, False]
    assert REMEDIES["right-sign"].edit(up).optimizer.settings == {"learning_rate": 0.5}


def _right(mistake):
    return {name: getattr(Training(), name) for name in mistake if name != "batch_size"}


def test_weights_that_were_read_from_a_file_stay_when_a_skip_wire_is_drawn():
    nodes = (
        Node("x", "input", 2), Node("a", "dense", 3, Choice("tanh")), Node("b", "dense", 3, Choice("tanh")),
        Node("y", "dense", 1, Choice("sigmoid")),
    )  # fmt: skip
    wires = (Wire("x", "a"), Wire("a", "b"), Wire("b", "y"))
    values = {"x->a.weight": [[1.0, 2.0]] * 3, "b->y.weight": [[0.5, 0.25, 0.125]]}
    before = Experiment(Network(nodes, wires), Choice("xor"), Choice("bce"), parameters=values)
    after = Debugger(REMEDIES["residual"].edit(before)).learned()
    assert after["x->a.weight"].tolist() == values["x->a.weight"]
    assert after["b_sum->y.weight"].tolist() == values["b->y.weight"]


def test_equal_weights_that_were_given_are_drawn_again_by_a_random_start():
    start = replace(given(), parameters={name: (0.5 * np.ones_like(np.array(value))).tolist() for name, value in GIVEN.items()})
    after = dict(applicable(start, ("random-start",)))["random-start"]
    assert not after.parameters
    assert len(np.unique(Debugger(after).parameters()["x->h.weight"])) == 4


def test_an_output_bias_that_was_given_goes_with_a_matching_initialisation():
    after = dict(applicable(replace(given(), parameters={"y.bias": [45.0]}), ("initialise",)))["initialise"]
    assert not after.parameters


def test_a_loss_over_probabilities_keeps_an_output_that_gives_them():
    assert applicable(given(), ("identity-output",)) == ()


def test_what_tames_a_run_that_explodes_differently_from_each_seed_helps():
    wild, tame = outcome("", 1e239, 1e240), outcome("lower-rate", 0.7, 0.05)
    assert helpful([wild, tame]) == (tame,)
    assert helpful([wild, outcome("clip", 1e100, 1e99)]) == ()


def test_a_gain_within_the_spread_of_the_seeds_is_no_help():
    before = outcome("", 0.50, 0.02)
    assert helpful([before, outcome("adam", 0.47, 0.04)]) == ()
    assert helpful([before, outcome("adam", 0.40, 0.04)]) != ()


def test_a_loss_without_a_bottom_is_compared_like_any_other():
    before = outcome("", -100.0, 0.0)
    assert helpful([before, outcome("adam", -99.0, 0.0)]) == ()
    assert helpful([before, outcome("adam", -120.0, 0.0)]) != ()


def test_remedies_of_any_two_of_three_errors_are_tried_together():
    found = [
        Finding(cause, ERROR, "", remedies=names) for cause, names in (("a", ("clip",)), ("b", ("adam", "bias")), ("c", ("wider",)))
    ]
    names = proposed([*found, Finding("d", NOTE, "", remedies=("shuffle",))])
    assert names == ("clip", "adam", "bias", "wider", "shuffle", "clip+adam", "clip+wider", "adam+wider", "clip+bias")
    assert proposed(found[:1]) == ("clip",)


def test_a_cause_tells_of_the_pair_that_helped_where_no_remedy_of_it_did():
    alone = [outcome("", 1.0, 0.01), outcome("clip", 1.0, 0.01), outcome("adam+wider", 0.1, 0.01), outcome("clip+adam", 0.4, 0.01)]
    assert tried(("clip",), alone) == (("clip+adam",), ("clip",))
    assert tried(("clip",), [*alone, outcome("clip", 0.3, 0.01)])[0] == ("clip",)
    assert tried(("bias",), alone) == ((), ())


def test_what_two_joined_remedies_share_is_done_once():
    found = [
        Finding(cause, ERROR, "", remedies=names) for cause, names in (("a", ("clip+adam",)), ("b", ("adam",)), ("c", ("bias",)))
    ]
    assert proposed(found) == ("clip+adam", "adam", "bias", "clip+adam+bias", "adam+bias")


@pytest.mark.parametrize(("momentum", "usual"), [(0.0, 0.1), (0.9, 0.01)])
def test_a_usual_rate_counts_momentum(momentum, usual):
    before = replace(given(), optimizer=Choice("sgd", {"learning_rate": 5.0, "momentum": momentum}))
    after = dict(applicable(before, ("lower-rate",)))["lower-rate"]
    assert after.optimizer.settings["learning_rate"] == pytest.approx(usual)


def test_no_dropout_leaves_the_layer_and_switches_nothing_off():
    nodes = (Node("x", "input", 2), Node("h", "dense", 4), Node("d", "dropout", 4, settings={"p": 0.9}), Node("y", "dense", 1))
    wires = (Wire("x", "h"), Wire("h", "d", "direct"), Wire("d", "y"))
    before = Experiment(Network(nodes, wires), Choice("circle"), Choice("mse"))
    after = dict(applicable(before, ("less-dropout", "no-dropout")))
    assert [e.network.node("d").settings["p"] for e in after.values()] == [0.2, 0.0]
    assert applicable(after["no-dropout"], ("less-dropout", "no-dropout")) == ()


def outcome(remedy: str, loss: float, spread: float) -> Outcome:
    profile = DepthProfile((), np.zeros(0), np.zeros(0))
    return Outcome(remedy, loss, (LossCurve(np.arange(1), np.array([loss])),), profile, profile, None, "done", 1, spread)


def test_adam_climbs_where_the_optimizer_before_it_climbed():
    before = replace(load("xor"), optimizer=Choice("sgd", {"learning_rate": 0.1, "maximize": True}))
    assert REMEDIES["adam"].edit(before).optimizer.settings["maximize"] is True


def test_larger_steps_are_no_cure_for_the_wrong_sign():
    climbing = replace(load("sine"), optimizer=Choice("sgd", {"learning_rate": 1e-6}), training=Training(wrong_sign=True))
    found = [finding.cause for finding in examine(Examination(climbing, 60)) if finding.severity == "error"]
    assert found[0] == "wrong sign"
    assert "slow" not in found
    right = replace(climbing, training=Training())
    assert "slow" in {finding.cause for finding in examine(Examination(right, 60))}


def test_a_single_unit_that_is_dead_is_called_dead():
    """Positive inputs, negative weights: its ReLU is 0 for every sample, however many others would stand beside it."""
    random = np.random.default_rng(0)
    rows = random.uniform(0.1, 1, (40, 2))
    network = Network((Node("x", "input", 2), Node("h", "dense", 1, Choice("relu")), Node("y", "dense", 1, Choice("sigmoid"))),
                      (Wire("x", "h"), Wire("h", "y")))  # fmt: skip
    data = Choice("table", {"inputs": rows.tolist(), "targets": (rows[:, :1] > rows[:, 1:]).astype(float).tolist()})
    start = {"x->h.weight": [[-0.03, -0.02]], "h.bias": [0.0], "h->y.weight": [[0.04]]}
    one = Experiment(network, data, Choice("bce"), Choice("sgd", {"learning_rate": 0.1}), parameters=start)
    first = next(finding for finding in examine(Examination(one, 60)) if finding.severity == "error")
    assert (first.cause, first.layers) == ("dead", ("h",))
