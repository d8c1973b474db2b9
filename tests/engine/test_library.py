"""Every row of every table: lowers, trains, gives the same numbers for the same seed."""

import math

import numpy as np
import pytest

from engine import Choice, Debugger, Experiment, Network, Node, Wire, gradient_check
from engine.interchange.documents import experiment_file
from engine.library import drawing
from engine.library.activations import ACTIVATIONS
from engine.library.dataset import CLASSES
from engine.library.datasets import DATASETS, GIVEN
from engine.library.drawing import with_grids
from engine.library.initializers import INITIALIZERS
from engine.library.layers import TASKS
from engine.library.optimizers import OPTIMIZERS
from engine.program.check import load_table
from engine.program.targets import by_position

BUILT_IN = [name for name in DATASETS if name not in GIVEN]


def network_for(data: Choice, seed: int = 0, **hidden) -> Experiment:
    """A small network that fits a data set, recurrent where the data are sequences."""
    table, problems = load_table(Experiment(data=data, seed=seed))
    assert not problems
    activation, loss = TASKS[DATASETS[data.name].task]
    h = Node("h", "dense", 4, **{"activation": Choice("tanh"), **hidden})
    positions = math.prod(table.grid) if table.targets.shape[-1] % math.prod(table.grid) == 0 else 1
    x = Node("x", "input", table.inputs.shape[-1] // positions, grid=table.grid if positions > 1 else ())
    nodes = (x, h, Node("y", "dense", table.targets.shape[-1] // positions, activation))
    loops = (Wire("h", "h", delay=1),) if table.sequence else ()
    network = with_grids(Network(nodes, (Wire("x", "h"), *loops, Wire("h", "y"))))
    return Experiment(network, data, loss, seed=seed)


@pytest.mark.parametrize("name", BUILT_IN)
def test_data_sets(name):
    experiment = network_for(Choice(name))
    debugger = Debugger(experiment)
    debugger.run(20)
    losses = debugger.series.view("loss")
    assert np.isfinite(losses).all()
    assert losses.min() < losses[0]  # not the last one: the latch task leaps when its gradient explodes
    again, other = load_table(experiment)[0], load_table(Experiment(data=Choice(name), seed=1))[0]
    table = load_table(experiment)[0]
    assert np.array_equal(table.inputs, again.inputs)
    assert np.array_equal(table.targets, again.targets)
    drawn = name in ("moons", "quadrants", "line", "circle", "blobs", "sine_sequence", "echo", "adding", "latch", "digits",
             "bars", "iris", "reverse", "copy", "sort", "induction")  # fmt: skip
    assert np.array_equal(table.inputs, other.inputs) != drawn
    if DATASETS[name].task == CLASSES and not table.sequence:
        positions = experiment.network.outputs()[0].positions
        assert (by_position(table.targets, positions).sum(axis=-1) == 1).all()


@pytest.mark.parametrize("name", ["adding", "latch"])
def test_one_loss_at_the_end_of_a_sequence(name):
    experiment = network_for(Choice(name, {"samples": 4, "length": 6}))
    assert all(check.verdict == "agrees" for check in gradient_check(experiment).parameters)
    assert len(Debugger(experiment).program.losses) == 1


def test_contract_names_are_there():
    wanted = [
        "xor",
        "and",
        "or",
        "nand",
        "linear",
        "line",
        "circle",
        "moons",
        "blobs",
        "spiral",
        "sine",
        "sine_sequence",
        "hello",
        "echo",
        "adding",
        "latch",
        "table",
    ]
    assert set(wanted) <= set(DATASETS)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activations_train(name):
    debugger = Debugger(network_for(Choice("moons"), activation=Choice(name)))
    debugger.run(100)
    losses = debugger.series.view("loss")
    assert losses[-1] < losses[0]


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_optimizers_train_and_survive_a_file(name):
    from dataclasses import replace

    settings = {setting.name: setting.default for setting in OPTIMIZERS[name].settings}
    experiment = replace(network_for(Choice("moons")), optimizer=Choice(name, settings))
    assert experiment_file.parse(experiment_file.dumps(experiment)) == experiment
    debugger = Debugger(experiment)
    debugger.run(200)
    losses = debugger.series.view("loss")
    assert losses[-1] < losses[0]


@pytest.mark.parametrize("name", INITIALIZERS)
def test_initializers_have_the_spread_they_promise(name):
    nodes = (Node("x", "input", 60), Node("y", "dense", 80, initializer=Choice(name)))
    data = Choice("table", {"inputs": np.zeros((1, 60)).tolist(), "targets": np.zeros((1, 80)).tolist()})
    debugger = Debugger(Experiment(Network(nodes, (Wire("x", "y"),)), data))
    weights = debugger.value("x->y.weight")
    spread = {
        "xavier_uniform": (2 / 140) ** 0.5,
        "xavier_normal": (2 / 140) ** 0.5,
        "he_uniform": (2 / 60) ** 0.5,
        "he_normal": (2 / 60) ** 0.5,
        "orthogonal": 80**-0.5,
        "torch_default": (1 / 180) ** 0.5,
        "uniform": (1 / 3) ** 0.5,
        "normal": 1.0,
        "zeros": 0.0,
    }
    assert weights.std() == pytest.approx(spread[name], rel=0.05)
    if name == "orthogonal":
        assert weights.T @ weights == pytest.approx(np.eye(60), abs=1e-12)
    if name != "torch_default":
        assert not debugger.value("y.bias").any()


def test_adding_a_layer_leaves_other_weights_alone():
    one = network_for(Choice("xor"))
    network = drawing.connect(drawing.connect(one.network.add(Node("z", "dense", 3)), Wire("x", "z")), Wire("z", "y"))
    grown = Debugger(one.with_network(network))
    assert np.array_equal(grown.value("x->h.weight"), Debugger(one).value("x->h.weight"))


def test_shuffled_batches_cover_each_epoch():
    from engine.program.program import Batches

    batches = Batches(12, 4, True, 3)
    for epoch in range(3):
        seen = np.concatenate([batches.indices(epoch * 3 + part) for part in range(3)])
        assert sorted(seen) == list(range(12))
    assert not np.array_equal(batches.indices(0), batches.indices(3))
    assert np.array_equal(batches.indices(5), Batches(12, 4, True, 3).indices(5))
