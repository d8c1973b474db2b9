"""Samples that are never trained on: drawn by the same rule, scored like predictions; and what is learned by heart."""

from dataclasses import replace

import numpy as np
import pytest

from engine import Choice, Debugger, Experiment, Network, Node, Wire, load
from engine.insight.diagnosis.finding import ERROR
from engine.insight.diagnosis.monitor import Monitor
from engine.insight.diagnosis.remedies import REMEDIES
from engine.insight.diagnosis.remedies.proposals import proposals
from engine.insight.diagnosis.trial import plan, run
from engine.insight.moment.held_out import HeldOut
from engine.insight.moment.predict import Predictor
from engine.insight.study.validation import Validation
from engine.library.datasets import DATASETS, HELD_OUT
from engine.program.check import load_table

ENDLESS = [name for name, row in DATASETS.items() if row.endless]


@pytest.mark.parametrize("name", ENDLESS)
def test_held_out_sequences_are_drawn_by_the_same_rule_and_change_no_sample_that_is_trained_on(name):
    table = load_table(Experiment(data=Choice(name), seed=7))[0]
    settings = {setting.name: setting.default for setting in DATASETS[name].settings}
    alone = DATASETS[name].make(seed=7, **settings)
    assert np.array_equal(table.inputs, alone.inputs)
    assert np.array_equal(table.targets, alone.targets)
    assert table.held_out.inputs.shape == (HELD_OUT, *table.inputs.shape[1:])
    assert not {row.tobytes() for row in table.inputs} & {row.tobytes() for row in table.held_out.inputs}


def test_a_score_is_that_of_the_predictions():
    experiment = load("latch-lstm")
    debugger, held = Debugger(experiment), load_table(experiment)[0].held_out
    debugger.run(40)
    told = Predictor(experiment, held.inputs)(debugger.learned())[:, -1]
    score = HeldOut.of(experiment)(debugger.learned())
    assert score.right == ((told > 0.5) == (held.targets > 0.5)).mean()
    assert score.loss == pytest.approx(-np.log(np.where(held.targets > 0.5, told, 1 - told)).mean(), rel=1e-12)


def test_a_summed_loss_is_given_for_as_many_samples_as_are_trained_on():
    mean = load("latch-rnn")
    summed = replace(mean, loss=Choice("bce", {"reduction": "sum"}))
    values = Debugger(mean).learned()
    assert HeldOut.of(summed)(values).loss == pytest.approx(128 * HeldOut.of(mean)(values).loss, rel=1e-12)


def test_the_past_has_the_scores_that_the_present_had():
    experiment = load("latch-rnn")
    debugger = Debugger(experiment)
    debugger.run(30)
    before = dict(Validation(experiment).scores(debugger))
    debugger.run(300)
    debugger.go(30 * len(debugger.program))
    again = dict(Validation(experiment).scores(debugger))
    assert len(before.keys() & again.keys()) > 3
    assert all(again[step] == before[step] for step in before.keys() & again.keys())


def test_where_nothing_is_held_out_there_is_no_score():
    assert HeldOut.of(load("xor")) is None
    assert HeldOut.of(load("circuit")) is None


def seen(experiment, steps):
    """What is found after so many steps, observed ten times on the way."""
    debugger, monitor = Debugger(experiment), Monitor(experiment)
    monitor.look(debugger)
    for _ in range(10):
        debugger.run(steps // 10)
        monitor.look(debugger)
    return {finding.cause: finding for finding in monitor.findings(debugger)}


def test_an_rnn_that_cannot_look_back_learns_by_heart():
    found = seen(load("latch-rnn"), 300)
    assert found["by heart"].severity == ERROR
    assert found["by heart"].layers == ("h",)
    assert found["by heart"].remedies[:2] == ("lstm", "gru")
    assert "solved" not in found


@pytest.mark.parametrize("name", ["sine-forecast", "spectral-radius"])
def test_what_is_learned_is_not_said_to_be_known_by_heart(name):
    assert "by heart" not in seen(load(name), 300)


def few() -> Experiment:
    """Eight noisy sequences: many ways to tell them apart, and only one that is meant."""
    nodes = (Node("x", "input", 1), Node("h", "gru", 16), Node("y", "dense", 1, Choice("sigmoid")))
    data = Choice("latch", {"samples": 8, "length": 6, "noise": 1.5})
    return Experiment(
        Network(nodes, (Wire("x", "h"), Wire("h", "y"))), data, Choice("bce"), Choice("adam", {"learning_rate": 0.02})
    )


def test_more_samples_help_where_there_were_too_few():
    found = seen(few(), 100)["by heart"]
    assert found.severity == ERROR
    assert found.remedies[0] == "more-samples"
    before, after = map(run, plan(few(), ("more-samples",), 100))
    assert before.loss > 0.5
    assert after.loss < 0.01


def test_remedies_change_what_they_say():
    after = {name: REMEDIES[name].edit(few()) for name in ("more-samples", "decay", "narrower", "dropout")}
    assert after["more-samples"].data.settings == {"samples": 64, "length": 6, "noise": 1.5}
    assert after["more-samples"].training.batch_size == 8
    assert after["decay"].optimizer.settings == {"learning_rate": 0.02, "weight_decay": 0.01}
    assert after["narrower"].network.node("h").units == 8
    assert after["dropout"] is None
    (dropped,) = proposals(load("spiral"), ("dropout",))
    assert [node.type for node in dropped.experiment.network.nodes].count("dropout") == 2
    Debugger(dropped.experiment).run(2)


def test_trials_are_judged_by_held_out_samples_only_where_all_have_some():
    assert all(trial.held_out for trial in plan(load("latch-rnn"), ("lstm", "more-samples"), 10))
    assert not any(trial.held_out for trial in plan(load("latch-rnn"), ("lstm", "standardise"), 10))
    assert not any(trial.held_out for trial in plan(load("xor"), ("adam",), 10))
