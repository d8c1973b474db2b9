"""Networks that do not know the order of their positions, and what that costs them."""

from dataclasses import replace

import numpy as np
import pytest

from engine import Choice, Experiment, Network, Node, Training, Wire, load
from engine.insight.diagnosis.finding import ERROR
from engine.insight.diagnosis.remedies import REMEDIES
from engine.insight.diagnosis.trial import Examination, examine, helpful, plan, run
from engine.insight.flow.order import undecidable
from engine.library.drawing import fitted
from engine.model.network import DIRECT
from engine.program.check import check

LENGTH, SYMBOLS = 6, 4


def blind(pooled=False, *extra, **attends):
    """Attention over one-hot tokens that nothing tells where they stand; with `pooled`, one output for all."""
    nodes = [
        Node("x", "input", SYMBOLS, grid=(LENGTH,)),
        *extra,
        Node("e", "dense", 8),
        Node("a", "attention", 8, settings=attends),
    ]
    nodes += [Node("m", "global_average", 8)] if pooled else []
    nodes.append(Node("y", "dense", SYMBOLS))
    pairs = zip(nodes, nodes[1:], strict=False)
    return fitted(Network(tuple(nodes), tuple(Wire(a.id, b.id, "weighted" if b.type == "dense" else DIRECT) for a, b in pairs)))


def tokens(samples=60):
    return np.random.default_rng(3).integers(SYMBOLS, size=(samples, LENGTH))


def experiment(network, found, targets):
    inputs = np.eye(SYMBOLS)[found].swapaxes(1, 2).reshape(len(found), -1)
    data = Choice("table", {"inputs": inputs.tolist(), "targets": targets.tolist(), "grid": [LENGTH]})
    return Experiment(network, data, Choice("cross_entropy"), Choice("adam", {"learning_rate": 0.02}), Training(batch_size=20))


def share_by_hand(found, targets, pooled):
    """Compare every two places of every two samples with the same tokens."""
    groups = {}
    for row, wanted in zip(found, targets, strict=True):
        content = tuple(sorted(row))
        for place, target in enumerate(wanted):
            groups.setdefault((content, None if pooled else row[place]), []).append(target)
    return sum(len(group) - max(map(group.count, group)) for group in groups.values()) / targets.size


@pytest.mark.parametrize("pooled", [False, True])
def test_the_share_of_targets_that_only_the_order_decides(pooled):
    found = tokens()
    targets = found[:, :1] if pooled else found[:, ::-1]  # the first token; the tokens backwards
    share = undecidable(check(experiment(blind(pooled), found, targets)))
    assert share > 0.2
    assert share == pytest.approx(share_by_hand(found, targets, pooled))


def test_targets_that_do_not_depend_on_the_order_are_decidable():
    found = tokens()
    assert undecidable(check(experiment(blind(), found, found))) == 0  # each token itself
    assert undecidable(check(experiment(blind(True), found, found.max(axis=1, keepdims=True)))) == 0


@pytest.mark.parametrize(
    "knows",
    [
        blind(False, Node("p", "positions", SYMBOLS)),
        blind(False, Node("p", "positions", SYMBOLS, settings={"kind": "sinusoidal"})),
        blind(causal=True),
        blind(False, Node("c", "conv", SYMBOLS, settings={"kernel": 3, "padding": "same"})),
    ],
    ids=("learned", "sinusoidal", "causal", "convolution"),
)
def test_networks_that_know_the_order(knows):
    found = tokens()
    assert undecidable(check(experiment(knows, found, found[:, ::-1]))) == 0


def test_no_example_with_attention_is_blind():
    for name in ("reverse-attention", "induction", "transformer-block", "pre-norm"):
        assert undecidable(check(load(name))) == 0


def test_it_is_named_first_and_positions_mend_it():
    found = tokens()
    faulty = experiment(blind(), found, found[:, ::-1])
    first = examine(Examination(faulty, 40))[0]
    assert (first.cause, first.severity, first.layers) == ("no positions", ERROR, ("a",))
    assert first.remedies == ("positions",)
    outcomes = [run(trial) for trial in plan(faulty, first.remedies, 600)]
    assert "positions" in {outcome.remedy for outcome in helpful(outcomes)}


def test_positions_keep_given_weights_of_what_follows():
    given = {"x->e.weight": np.arange(8.0 * SYMBOLS).reshape(8, SYMBOLS).tolist()}
    found = tokens()
    faulty = replace(experiment(blind(), found, found[:, ::-1]), parameters=given)
    after = REMEDIES["positions"].edit(faulty)
    assert after.network.node("e_pos").type == "positions"
    assert after.parameters == given
    assert REMEDIES["positions"].edit(after) is None
