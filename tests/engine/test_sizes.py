"""Sizes: what a training step takes is known before room is made for it, and what does not fit is refused in words."""

from dataclasses import replace

import numpy as np
import pytest

from engine import Choice, Debugger, Experiment, ExperimentError, Network, Node, Training, Wire, load
from engine.headless.commands import run
from engine.insight.moment import predict
from engine.interchange.documents import experiment_file
from engine.interchange.documents.examples import EXAMPLES
from engine.library.rule import size
from engine.model.problem import NoRoom
from engine.program import size as sizes
from engine.program.check import check
from engine.program.lower import lower, size_of


def chain(layers, units, **rest):
    hidden = [Node(f"h{number}", "dense", units, Choice("tanh")) for number in range(layers)]
    nodes = (Node("x", "input", 2), *hidden, Node("y", "dense", 1, Choice("sigmoid")))
    wires = tuple(Wire(a.id, b.id) for a, b in zip(nodes, nodes[1:], strict=False))
    return Experiment(Network(nodes, wires), **{"data": Choice("xor"), "loss": Choice("bce"), **rest})


def _echo(length, **training):
    """The network of an example over sequences of another length, whatever its data ask for."""
    known = load("echo-truncated")
    data = replace(known.data, settings={**known.data.settings, "length": length})
    return replace(known, data=data, training=replace(known.training, **training))


@pytest.mark.parametrize(
    "experiment",
    [
        *(pytest.param(load(name), id=name) for name in EXAMPLES),
        pytest.param(_echo(60, truncate=None), id="long"),
        pytest.param(_echo(60, truncate={"k1": 6, "k2": 15}), id="truncated"),
        pytest.param(_echo(60, truncate={"k1": 1, "k2": 30}), id="truncated far"),
        pytest.param(_echo(60, truncate={"k1": 20, "k2": 20}), id="truncated without context"),
        pytest.param(chain(9, 7, optimizer=Choice("adam"), data=Choice("moons"), training=Training(batch_size=16)), id="adam"),
    ],
)
def test_the_plan_is_what_is_built(experiment):
    planned, program = size_of(experiment), lower(experiment)
    assert planned.instructions == len(program)
    assert planned.numbers == pytest.approx(sum(size(slot.shape) for slot in program.slots), rel=0.02)
    assert planned.carried == sum(size(program.slots[old].shape) for old, _ in program.carried)


def test_a_plan_makes_no_room_for_numbers(monkeypatch):
    """60 layers of 4096 units have 8 GB of weights, and a million steps of time as many instructions."""
    planned = size_of(chain(60, 4096))
    assert planned.numbers > 2 * 60 * 4096**2
    assert 60 << 30 < planned.bytes < 400 << 30


@pytest.mark.parametrize("command", ["check", "show", "run"])
def test_what_does_not_fit_is_refused_in_words(command, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(sizes, "free_memory", lambda: 4 << 30)
    experiment_file.write(chain(60, 4096), tmp_path / "wide.json")
    assert run([command, str(tmp_path / "wide.json")], None) == 2
    told = capsys.readouterr().err
    assert "GiB of memory; this machine has 4.0 GiB free" in told
    assert "% of the units in each layer" in told


def test_the_batch_that_would_fit_does_fit(monkeypatch):
    monkeypatch.setattr(sizes, "free_memory", lambda: 200 << 20)
    large = chain(2, 300, data=Choice("moons", {"samples": 20_000}))
    with pytest.raises(NoRoom, match="a batch size of") as refused:
        lower(large)
    batch = refused.value.problems[0].args["batch"]
    assert 200 < batch < 20_000
    lower(replace(large, training=Training(batch_size=batch)))
    with pytest.raises(NoRoom):
        lower(replace(large, training=Training(batch_size=2 * batch)))


@pytest.mark.parametrize("samples", [4, 3000])
def test_the_units_that_would_fit_do_fit(samples, monkeypatch):
    monkeypatch.setattr(sizes, "free_memory", lambda: 100 << 20)
    data = Choice("moons", {"samples": samples})
    with pytest.raises(NoRoom, match="% of the units") as refused:
        lower(chain(2, 2000, data=data))
    percent = refused.value.problems[0].args["percent"]
    assert 0 < percent < 50
    lower(chain(2, 20 * percent, data=data))


def test_too_many_instructions_are_refused_before_any_is_made(monkeypatch):
    monkeypatch.setattr(sizes, "LONGEST", 3000)
    with pytest.raises(NoRoom, match="about .* instructions; the limit is 3,000"):
        lower(_echo(600, truncate=None))


def test_where_the_process_is_limited_the_limit_counts(monkeypatch):
    monkeypatch.setattr(sizes, "_own_limits", lambda: [(300 << 20, 200 << 20)])
    assert sizes.free_memory() == 100 << 20


def test_memory_that_runs_out_all_the_same_is_told_and_nothing_is_lost(monkeypatch):
    debugger = Debugger(load("xor"))
    debugger.run(3)
    before, loss = debugger.t, float(debugger.value("loss"))

    def steps(first, count):
        raise MemoryError

    with monkeypatch.context() as broken:
        broken.setattr(debugger.backend, "steps", steps)
        with pytest.raises(ExperimentError, match="run out of memory"):
            debugger.run(5)
    assert (debugger.t, float(debugger.value("loss"))) == (before, loss)
    debugger.run(5)
    straight = Debugger(load("xor"))
    straight.run(8)
    assert float(debugger.value("loss")) == float(straight.value("loss"))


def test_a_command_that_runs_out_of_memory_says_so(monkeypatch, capsys):
    def arena(program):
        raise MemoryError

    monkeypatch.setattr("engine.runtime.debugger.Arena", arena)
    assert run(["run", "xor"], None) == 2
    assert "run out of memory" in capsys.readouterr().err


def test_a_checked_experiment_is_refused_too(monkeypatch):
    monkeypatch.setattr(sizes, "free_memory", lambda: 1 << 20)
    checked = check(chain(2, 500))
    with pytest.raises(NoRoom):
        lower(checked)


@pytest.mark.parametrize("name", ["spiral", "batch-norm", "latch-lstm", "sine-forecast"])
def test_what_is_predicted_piece_by_piece_is_what_is_predicted_at_once(name, monkeypatch):
    experiment = load(name)
    inputs, debugger = check(experiment).table.inputs, Debugger(experiment)
    debugger.run(3)
    whole = predict.Predictor(experiment, inputs)
    monkeypatch.setattr(predict, "PRODUCTS", 1)
    monkeypatch.setattr(predict, "FEWEST", 7)
    parts = predict.Predictor(experiment, inputs)
    assert (whole.pieces, parts.pieces) == (1, -(-len(inputs) // 7))
    learned = debugger.learned()
    assert np.allclose(whole(learned), parts(learned), rtol=1e-12, atol=1e-14)
    there = parts.states(learned)
    assert all(np.allclose(value, there[node], rtol=1e-12, atol=1e-14) for node, value in whole.states(learned).items())
