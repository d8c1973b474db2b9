"""A small experiment around each layer type, and everything that must hold for it."""

from __future__ import annotations

import types

import numpy as np

from engine import Choice, Debugger, Experiment, ExperimentError, Network, Node, Wire, gradient_check
from engine.interchange.documents import experiment_file
from engine.interchange.models.numpy_script import numpy_script
from engine.interchange.models.pytorch_script import pytorch_script
from engine.library import drawing
from engine.library.layers.layer import LayerType
from engine.program.lower import initial_parameters

SAMPLES, TIMES, CLASSES, STEPS = 8, 4, 5, 20
GRID = (4, 3)  # of layers that need positions


def around(row: LayerType) -> Experiment:
    """x → the layer → y, on random data of a kind that the layer takes."""
    wide = 1 if row.takes.class_numbers else 5
    network = Network((Node("x", "input", wide, grid=GRID if row.takes.positions else ()),))
    before = "x"
    if row.build is not None:
        settings = {"classes": CLASSES} if any(setting.name == "classes" for setting in row.settings) else {}
        units = CLASSES if row.takes.class_numbers else 5
        activation = "tanh" if "tanh" in row.activations else row.activation
        layer = Node("layer", row.name, units, Choice(activation), Choice(row.start), settings=settings)
        network = drawing.connect(network.add(layer), Wire("x", "layer", row.takes.kind))
        before = "layer"
    if network.node(before).grid:
        network = drawing.connect(network.add(Node("flat", "flatten", 1)), Wire(before, "flat", "direct"))
        before = "flat"
    network = drawing.connect(network.add(Node("y", "dense", 1)), Wire(before, "y"))
    features = wide * network.node("x").positions
    return Experiment(network, _data(row, features), optimizer=Choice("sgd", {"learning_rate": 0.05 if features <= 5 else 0.01}))


def _data(row: LayerType, wide: int) -> Choice:
    rng = np.random.default_rng(3)
    shape = (SAMPLES, TIMES) if row.states else (SAMPLES,)
    inputs = rng.integers(0, CLASSES, (*shape, wide)) if row.takes.class_numbers else rng.normal(size=(*shape, wide))
    targets = rng.uniform(size=(*shape, 1))
    return Choice("table", {"inputs": inputs.tolist(), "targets": targets.tolist()})


def own_parameters(experiment: Experiment) -> dict[str, np.ndarray]:
    """The starting values of what belongs to the layer in the middle."""
    owners = {name: node.id for node, name, _ in drawing.parameters(experiment.network)}
    middle = "layer" if experiment.network.has("layer") else "y"
    return {name: value for name, value in initial_parameters(experiment).items() if owners[name] == middle}


def lowers_and_trains(row: LayerType) -> None:
    experiment = around(row)
    debugger = Debugger(experiment)
    before = {name: np.array(value) for name, value in debugger.parameters().items()}
    debugger.run(STEPS)
    losses = debugger.series.view("loss")
    assert np.isfinite(losses).all()
    assert losses[-5:].mean() < losses[:5].mean()
    assert all((debugger.value(name) != value).any() for name, value in before.items())
    debugger.go(0)
    assert all((debugger.value(name) == value).all() for name, value in before.items())


def gradients_are_right(row: LayerType) -> None:
    assert gradient_check(around(row)).ok


def weights_start_apart(row: LayerType) -> None:
    """Units whose weights start equal learn the same for ever."""
    for name, value in own_parameters(around(row)).items():
        if value.ndim > 1:
            assert len(np.unique(value)) == value.size, name


def survives_its_file(row: LayerType) -> None:
    experiment = around(row)
    assert experiment_file.parse(experiment_file.dumps(experiment)) == experiment


def _losses(script: str, steps: int, start: str = "") -> np.ndarray:
    """What a script that was written prints, without printing."""
    module = types.ModuleType("script")
    exec(compile(script, "script.py", "exec"), module.__dict__)  # noqa: S102
    arguments = module.start() if start else ()
    return np.array(list(module.train(*arguments, steps)))


def refusal(row: LayerType, kind: str) -> tuple[str, ...]:
    """Empty if the written script runs and gives our losses; else the words with which it was refused."""
    experiment = around(row)
    try:
        script = {"pytorch": pytorch_script, "numpy": numpy_script}[kind](experiment)
    except ExperimentError as error:
        return tuple(map(str, error.problems))
    debugger = Debugger(experiment)
    debugger.run(STEPS)
    found = _losses(script, STEPS, "start" if kind == "pytorch" else "")
    assert np.allclose(found, debugger.series.view("loss"), rtol=1e-11, atol=1e-12)
    return ()
