"""What the examples over positions promise: digits never trained on, sequences reversed by a map that one can read."""

import numpy as np
import pytest
from tiers import sample

from engine import Debugger, load
from engine.insight.diagnosis.checks import diagnose
from engine.insight.diagnosis.evidence import Observer
from engine.insight.diagnosis.facts import facts
from engine.insight.diagnosis.remedies import REMEDIES
from engine.insight.moment.explain import explain
from engine.insight.moment.held_out import HeldOut


def test_a_small_network_reads_digits_that_it_was_never_trained_on():
    experiment = load("digits-cnn")
    debugger = Debugger(experiment)
    debugger.run(900)
    score = HeldOut.of(experiment)
    assert score is not None
    assert score(debugger.learned()).right >= 0.97


def test_one_head_reverses_and_its_map_is_the_other_diagonal():
    experiment = load("reverse-attention")
    debugger = Debugger(experiment)
    debugger.run(500)
    score = HeldOut.of(experiment)
    assert score is not None
    assert score(debugger.learned()).right == 1.0
    weights = debugger.value("a.head1.weights")
    positions = len(weights)
    by_query = weights.reshape(positions, positions, -1)  # (keys, queries, samples)
    assert np.allclose(by_query.sum(axis=0), 1)
    assert (by_query.argmax(axis=0) == np.arange(positions)[::-1, None]).all()
    assert by_query.max(axis=0).mean() > 0.9


def test_one_kernel_becomes_the_edge_filter_that_made_the_targets():
    debugger = Debugger(load("edges"))
    debugger.run(400)
    wanted = np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]]) / 4
    assert np.abs(debugger.value("c.weight").reshape(3, 3) - wanted).max() < 1e-3


@pytest.mark.parametrize(("name", "steps"), [("induction", 300), ("transformer-block", 1500), ("pre-norm", 1500)])
def test_two_layers_find_again_and_a_block_sorts(name, steps):
    experiment = load(name)
    debugger = Debugger(experiment)
    debugger.run(steps)
    score = HeldOut.of(experiment)
    assert score is not None
    assert score(debugger.learned()).right >= 0.99


STRETCH = 100


def observed(experiment, steps):
    """Observations before the first step and after each stretch of 100, each of them a second's work."""
    debugger, look = Debugger(experiment), Observer(experiment)
    seen = [look(debugger)]
    for _ in range(steps // STRETCH):
        debugger.run(STRETCH)
        seen.append(look(debugger))
    return seen


def test_without_the_square_root_it_is_far_slower_and_the_diagnosis_says_why():
    experiment = load("without-square-root")
    seen = observed(experiment, 100)
    slow, known = seen[-1].loss, facts(experiment)
    for count in (1, len(seen)):
        found = diagnose(known, seen[:count])[0]
        assert (found.cause, found.layers, found.remedies[0]) == ("saturated attention", ("a",), "scaled")
    cured = REMEDIES["scaled"].edit(experiment)
    assert cured is not None
    seen = observed(cured, 200)
    assert seen[-1].loss < min(0.01, slow / 5)
    assert "saturated attention" not in {finding.cause for finding in diagnose(facts(cured), seen)}


@pytest.mark.parametrize("name", sample(["reverse-attention", "induction"], 2))
def test_attention_that_has_learned_to_look_at_one_key_is_not_called_saturated(name):
    experiment = load(name)
    seen = observed(experiment, 200)
    known = facts(experiment)
    for count in range(1, len(seen) + 1):
        assert "saturated attention" not in {finding.cause for finding in diagnose(known, seen[:count])}


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("∂L/∂a.head1.weights", {"δ", "v"}),
        ("∂L/∂a.v", {"δ", "a"}),
        ("∂L/∂a.q", {"k", "δ"}),
        ("∂L/∂a.k", {"q", "δ"}),
        ("a.head1.scores", {"q", "k"}),
        ("a.head1.mix", {"v", "a"}),
    ],
)
def test_the_products_of_attention_are_named_as_what_they_are(line, names):
    debugger = Debugger(load("reverse-attention"))
    debugger.run(1)
    program = debugger.program
    slot = program.names[line]
    shown = explain(debugger, program.writer[slot], (2, 3))
    told = {name.partition("[")[0] for product in shown.products for name, _ in product}
    assert told - {"scale"} == names
    assert shown.total() == pytest.approx(float(debugger.arena.views[slot][2, 3]), rel=1e-12)
