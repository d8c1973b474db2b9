"""A network with several outputs, each with its own loss and targets; what is minimised is their weighted sum."""

from dataclasses import replace

import numpy as np
import pytest

from engine import Choice, Debugger, Experiment, ExperimentError, Node, Training, gradient_check, load, lower
from engine.insight.flow.through_time import ThroughTime
from engine.insight.moment.held_out import HeldOut
from engine.insight.moment.predict import Predictor
from engine.interchange.documents.experiment_file import document_of, dumps, parse
from engine.program.check import check, load_table
from engine.program.fitting import fit_to_data
from tests.several_losses import CASES, INPUTS, X, network, table, two


@pytest.mark.parametrize("name", CASES)
def test_gradients_agree_with_the_complex_step(name):
    found = gradient_check(CASES[name])
    assert found.ok
    assert max(float(np.nanmax(parameter.error)) for parameter in found.parameters) <= 1e-12


@pytest.mark.parametrize("name", CASES)
def test_running_and_stepping_give_the_same_bits(name):
    ran, stepped = Debugger(CASES[name]), Debugger(CASES[name])
    ran.run(3)
    while stepped.t < ran.t:
        stepped.step_into()
    for slot in ran.program.slots:
        one, other = ran.read(slot.index), stepped.read(slot.index)
        assert (one is None) == (other is None), slot.name
        assert one is None or one.tobytes() == other.tobytes(), slot.name


def test_the_total_is_the_weighted_sum_and_every_part_is_recorded():
    debugger = Debugger(two(0.25))
    debugger.run(20)
    series = debugger.series
    parts = [series.view(f"loss/{node}") for node in ("y", "r")]
    assert np.array_equal(series.view("loss"), parts[0] + 0.25 * parts[1])
    assert float(debugger.value("y.loss")) == parts[0][-1]
    debugger.go(0)
    debugger.run(20)
    assert np.array_equal(series.view("loss/r"), parts[1])


def test_each_output_has_its_own_scope_in_the_loss_and_the_weight_its_place_in_the_chain_rule():
    program = lower(two())
    listing = program.listing()
    phase = program.phases["loss"]
    inner = [scope.name for scope in program.scopes if scope.kind == "node" and phase.start <= scope.start < phase.stop]
    assert inner == ["y", "r", "loss"]
    for line in ("r.weighted_loss = r.loss_weight · r.loss", "loss = y.weighted_loss + r.weighted_loss",
                 "∂L/∂r.loss = ∂L/∂r.weighted_loss · r.loss_weight"):  # fmt: skip
        assert line in listing


def test_a_weight_changes_while_running_and_the_past_keeps_the_old_one():
    debugger = Debugger(two(0.5))
    debugger.run(5)
    before = [debugger.series.view("loss")[3], float(debugger.value("r.loss_weight"))]
    debugger.change("r.loss_weight", 3.0)
    debugger.run(5)
    parts = [debugger.series.view(f"loss/{node}") for node in ("y", "r")]
    factors = np.array([0.5] * 5 + [3.0] * 5)
    assert np.array_equal(debugger.series.view("loss"), parts[0] + factors * parts[1])
    debugger.go(4 * len(debugger.program))
    assert [debugger.series.view("loss")[3], float(debugger.value("r.loss_weight"))] == before


def test_a_loss_of_weight_zero_only_watches():
    alone = Debugger(Experiment(network(), table(), Choice("mse"), seed=4))
    watched = Debugger(two(0.0))
    for debugger in (alone, watched):
        debugger.run(10)
    for name in ("x->h.weight", "h->y.weight"):
        assert np.array_equal(alone.value(name), watched.value(name))


def test_files_keep_the_losses_and_old_ones_are_as_they_were():
    for experiment in CASES.values():
        assert parse(dumps(experiment)) == experiment
    assert all("loss" not in node for node in document_of(load("xor"))["network"]["nodes"])


def problems(experiment):
    with pytest.raises(ExperimentError) as caught:
        check(experiment)
    return {problem.where: str(problem) for problem in caught.value.problems}


def test_what_does_not_fit_is_told_with_its_place():
    both = network(Node("r", "dense", 3))
    assert "loss of its own" in problems(Experiment(both, table()))["network"]
    own = Choice("mse", INPUTS)
    every = network(Node("r", "dense", 3, loss=own), y=Node("y", "dense", 3, loss=own))
    assert "experiment's loss" in problems(Experiment(every, table()))["network"]
    narrow = network(Node("r", "dense", 2, loss=own))
    assert "target size is 3" in problems(Experiment(narrow, table()))["network.nodes.r.units"]
    unknown = network(Node("r", "dense", 2, loss=Choice("mse", {"columns": "2-9"})))
    assert "no column" in problems(Experiment(unknown, table()))["network.nodes.r.loss.columns"]
    for columns, words in (("9" * 5000, "no column"), ("1, 1", "named twice")):
        told = problems(Experiment(network(Node("r", "dense", 2, loss=Choice("mse", {"columns": columns}))), table()))
        assert words in told["network.nodes.r.loss.columns"]
    strange = network(Node("r", "dense", 3, loss=Choice("nothing")))
    assert "network.nodes.r.loss" in problems(Experiment(strange, table()))
    heavy = network(Node("r", "dense", 3, loss=Choice("mse", {"weight": -1.0, **INPUTS})))
    assert "network.nodes.r.loss.weight" in problems(Experiment(heavy, table()))
    bounded = network(Node("r", "dense", 3, loss=Choice("bce", INPUTS)))
    assert "between 0 and 1" in problems(Experiment(bounded, table()))["data.targets"]
    assert "no loss" in problems(Experiment(replace(both, nodes=(replace(X, loss=own), *both.nodes[1:])), table()))[
        "network.nodes.x.loss"
    ]  # fmt: skip


def test_columns_are_chosen_by_number_or_name():
    named = table(names=("age", "height", "weight"))
    for columns, wanted in (("2", [1]), ("height", [1]), ("1, 3", [0, 2]), ("weight, age", [2, 0]), ("2-3", [1, 2])):
        loss = Choice("mse", {"columns": columns})
        experiment = Experiment(network(y=Node("y", "dense", len(wanted))), named, loss)
        assert np.array_equal(check(experiment).targets, np.array(named.settings["targets"])[:, wanted])
        assert load_table(experiment)[0].target_names == tuple(np.array(named.settings["target_names"])[wanted])


def test_outputs_follow_what_they_are_compared_with():
    drawn = network(Node("r", "dense", 1, loss=Choice("mse", INPUTS)), y=Node("y", "dense", 1))
    fitted = fit_to_data(Experiment(drawn, table()), suggest=False)
    assert [fitted.network.node(name).units for name in ("y", "r")] == [3, 3]
    check(fitted)


def test_the_example_names_digits_and_draws_them_again():
    experiment = load("two-losses")
    debugger, score = Debugger(experiment), HeldOut.of(experiment)
    assert score is not None
    debugger.run(900)
    assert score(debugger.learned()).right >= 0.95
    held = load_table(experiment)[0].held_out
    predictor = Predictor(experiment, held.inputs)
    predictor.take(debugger.learned())
    drawn = predictor.ends(0)["r"]
    assert np.mean((drawn - held.inputs) ** 2) < 0.4 * np.mean((held.inputs - held.inputs.mean(axis=0)) ** 2)


def test_the_held_out_loss_is_that_of_all_outputs():
    experiment = load("two-losses")
    debugger, score = Debugger(experiment), HeldOut.of(experiment)
    held = load_table(experiment)[0].held_out
    data = Choice("table", {"inputs": held.inputs.tolist(), "targets": held.targets.tolist()})
    whole = Debugger(replace(experiment, data=data, training=Training()))
    whole.run(1)
    assert score(debugger.learned()).loss == pytest.approx(float(whole.value("loss")), rel=1e-12)


def test_gradients_through_time_are_those_of_all_losses_of_a_time_step():
    experiment = CASES["sequences"]
    debugger = Debugger(experiment)
    debugger.run(1)
    found = ThroughTime(debugger.program)(debugger, "h", last=True)
    last = debugger.program
    assert found is not None
    assert np.isfinite(found[-1]).all()
    summed = np.linalg.norm(debugger.read(last.gradient_of[last.states("h")[-1]]))
    assert found[-1, -1] == pytest.approx(summed, rel=1e-12)
