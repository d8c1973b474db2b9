"""Factors of direct wires and given first states: gradients, files, and every export give the same numbers."""

import json

import numpy as np
import pytest

from engine import Choice, Debugger, Experiment, ExperimentError, Network, Node, Training, Wire, gradient_check
from engine.interchange.documents import experiment_file
from engine.interchange.models.numpy_script import numpy_script
from engine.interchange.models.onnx_graph import onnx_bytes
from engine.interchange.models.pytorch_script import pytorch_script
from engine.library import drawing
from engine.model.network import DIRECT, EACH, NOTHING, ONE
from engine.runtime import backends
from engine.runtime.execute.executor import NumpyBackend

STEPS = 60


def residual(factor, learns, into="add"):
    """x -> h, h -> s beside factor · r -> s, -0.5 · s -> d: a residual block whose branch has a factor, and a constant one."""
    nodes = (
        Node("x", "input", 2),
        Node("h", "dense", 3, Choice("tanh")),
        Node("r", "dense", 3, Choice("relu")),
        Node("s", into, 3),
        Node("d", "dense", 6 if into == "concat" else 3, Choice("tanh")),
        Node("y", "dense", 1, Choice("identity")),
    )
    scaled = Wire("r", "s", DIRECT, factor=factor, learns=learns)
    main = Wire("h", "s", DIRECT if into != "dense" else "weighted")
    wires = (Wire("x", "h"), Wire("h", "r"), main, scaled, Wire("s", "d", DIRECT, factor=-0.5), Wire("d", "y"))
    return Experiment(Network(nodes, wires), Choice("xor"), seed=3)


def echo(learns, freeze=()):
    """A hand-drawn recurrent layer, read later by itself and, times a factor, by another layer; its first state is given."""
    nodes = (
        Node("x", "input", 1),
        Node("h", "dense", 3, Choice("tanh"), settings={"learned_state": True}),
        Node("k", "dense", 3, Choice("tanh")),
        Node("y", "dense", 1, Choice("identity")),
    )
    wires = (Wire("x", "h"), Wire("h", "h", delay=1), Wire("x", "k"), Wire("h", "k", DIRECT, 1, None, 0.7, learns),
             Wire("h", "y"), Wire("k", "y"))  # fmt: skip
    rows = np.sin(np.arange(24.0)).reshape(4, 6, 1)
    data = Choice("table", {"inputs": rows.tolist(), "targets": (rows**2).tolist()})
    return Experiment(
        Network(nodes, wires), data, parameters={"h.h0": [0.3, -0.8, 0.5]}, training=Training(freeze=tuple(freeze)), seed=1
    )


CASES = [
    *(residual(factor, learns, into) for into in ("add", "dense", "concat", "multiply") for factor, learns in
      ((0.3, NOTHING), (0.0, ONE), (0.1, EACH)) if into != "concat" or learns != EACH),
    *(echo(learns, freeze) for learns in (NOTHING, ONE, EACH) for freeze in ((), ("h.h0",))),
]  # fmt: skip


def fitted(experiment):
    """With the widths that follow from the sources."""
    return experiment.with_network(drawing.fitted(experiment.network))


@pytest.fixture(params=["native", "numpy"])
def backend(request, monkeypatch):
    if request.param == "numpy":
        monkeypatch.setattr(backends, "chosen", lambda: NumpyBackend)


def losses(experiment):
    debugger, found = Debugger(fitted(experiment)), []
    for _ in range(STEPS):
        debugger.run(1)
        found.append(float(debugger.value("loss")))
    return np.array(found)


@pytest.mark.usefixtures("backend")
@pytest.mark.parametrize("experiment", CASES)
def test_every_gradient_agrees_with_the_complex_step(experiment):
    checks = {check.name: check.verdict for check in gradient_check(fitted(experiment)).parameters}
    assert set(checks.values()) == {"agrees"}
    learned = {wire.factors for wire in experiment.network.wires if wire.learns != NOTHING}
    assert learned <= set(checks)


@pytest.mark.parametrize("experiment", CASES)
def test_a_file_gives_the_same_experiment(experiment):
    experiment = fitted(experiment)
    assert experiment_file.parse(experiment_file.dumps(experiment)) == experiment


@pytest.mark.parametrize("experiment", CASES)
@pytest.mark.parametrize("language", ["pytorch", "numpy"])
def test_exported_scripts_give_the_same_losses(experiment, language):
    experiment, space = fitted(experiment), {"__name__": "script"}
    if language == "pytorch":
        pytest.importorskip("torch")
        exec(compile(pytorch_script(experiment), "script", "exec"), space)  # noqa: S102
        theirs = list(space["train"](*space["start"](), STEPS))
    else:
        exec(compile(numpy_script(experiment), "script", "exec"), space)  # noqa: S102
        theirs = list(space["train"](STEPS))
    np.testing.assert_allclose(losses(experiment), theirs, rtol=1e-9)


@pytest.mark.parametrize("experiment", CASES)
def test_an_onnx_model_gives_the_same_outputs(experiment):
    reference = pytest.importorskip("onnx.reference")
    debugger = Debugger(fitted(experiment))
    debugger.run(3)
    start = debugger.learned()
    model = reference.ReferenceEvaluator(onnx_bytes(fitted(experiment), start, double=True))
    inputs = np.concatenate([debugger.arena.views[feed.slot] for feed in debugger.program.feeds if "target" not in
                             debugger.program.slots[feed.slot].name])  # fmt: skip
    rows = inputs.reshape(debugger.program.length, -1, inputs.shape[-1]).transpose(2, 0, 1)
    (found,) = model.run(None, {"inputs": rows if debugger.program.length > 1 else rows[:, 0]})
    debugger.step_over("phase")
    wanted = np.array([debugger.read(slot) for slot in debugger.program.outputs]).transpose(2, 0, 1)
    np.testing.assert_allclose(found.reshape(wanted.shape), wanted, rtol=1e-9)


def test_a_given_first_state_stays_and_a_learned_one_moves():
    given, learned = Debugger(echo(NOTHING, ("h.h0",))), Debugger(echo(NOTHING))
    for debugger in (given, learned):
        debugger.run(5)
    assert given.value("h.h0").tolist() == [0.3, -0.8, 0.5]
    assert np.abs(learned.value("h.h0") - [0.3, -0.8, 0.5]).min() > 0


def test_a_first_state_that_nobody_reads_is_no_parameter():
    experiment = echo(NOTHING)
    network = drawing.remove(experiment.network, wires=frozenset({"h~>h", "h~>k"}))
    assert "h.h0" in drawing.parameter_shapes(experiment.network)
    assert "h.h0" not in drawing.parameter_shapes(network)


@pytest.mark.parametrize(
    ("wire", "words"),
    [
        (Wire("x", "h", factor=0.5), "a weighted wire has weights instead of a factor"),
        (Wire("x", "h", "direct", factor=float("nan")), "must be a finite number"),
        (Wire("x", "h", "direct", learns="all"), "must be one of"),
    ],
)
def test_a_factor_that_means_nothing_is_refused(wire, words):
    network = Network((Node("x", "input", 2), Node("h", "dense", 2)), (wire,))
    with pytest.raises(ExperimentError, match=words):
        Debugger(Experiment(network, Choice("xor")))


def test_a_file_without_factors_says_nothing_of_them():
    plain = json.loads(experiment_file.dumps(fitted(residual(1.0, NOTHING))))
    assert all(not {"factor", "learns"} & set(wire) for wire in plain["network"]["wires"] if wire["from"] == "r")
