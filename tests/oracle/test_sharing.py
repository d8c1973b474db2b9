"""Tied weights and stopped gradients: gradients, files and every export give the same numbers; edits keep what still fits."""

import json
import os
from dataclasses import replace

import numpy as np
import pytest

from engine import Choice, Debugger, Experiment, ExperimentError, Network, Node, Training, Wire, gradient_check
from engine.interchange.documents import experiment_file
from engine.interchange.models.numpy_script import numpy_script
from engine.interchange.models.onnx_graph import onnx_bytes
from engine.interchange.models.pytorch_script import pytorch_script
from engine.interchange.models.weights import tensors, with_weights, write_tensors
from engine.library import drawing
from engine.library.ties import ties
from engine.program.lower import initial_parameters
from engine.runtime import backends
from engine.runtime.execute.executor import NumpyBackend

if os.environ.get("CI"):
    import torch
else:
    torch = pytest.importorskip("torch")

STEPS = 40


def table(inputs, targets):
    return Choice("table", {"inputs": np.asarray(inputs).tolist(), "targets": np.asarray(targets).tolist()})


def autoencoder(**wire):
    """x -> h -> y with the matrix of the first wire, transposed, in the second."""
    rows = np.random.default_rng(1).normal(size=(6, 4))
    nodes = (Node("x", "input", 4), Node("h", "dense", 3, Choice("tanh")), Node("y", "dense", 4))
    tied = Wire("h", "y", tied="x->h.weight", transposed=True, **wire)
    return Experiment(Network(nodes, (Wire("x", "h"), tied)), table(rows, rows), seed=2)


def deep(bias=True):
    """One matrix in three layers, the last of which detaches what it takes beside it."""
    rows = np.random.default_rng(2).normal(size=(5, 3))
    nodes = (Node("x", "input", 3), *(Node(name, "dense", 3, Choice("tanh"), bias=bias) for name in "abc"), Node("y", "dense", 1))
    wires = (Wire("x", "a"), Wire("a", "b", tied="x->a.weight"), Wire("b", "c", tied="x->a.weight"),
             Wire("a", "c", "direct", factor=0.5, learns="one", detach=True), Wire("c", "y"))  # fmt: skip
    return Experiment(Network(nodes, wires), table(rows, rows[:, :1]), optimizer=Choice("adam"), seed=3)


def square():
    """A square matrix and its transpose, which has the same shape."""
    rows = np.random.default_rng(6).normal(size=(5, 3))
    nodes = (Node("x", "input", 3), Node("a", "dense", 3, Choice("tanh")), Node("y", "dense", 3))
    wires = (Wire("x", "a"), Wire("a", "y", tied="x->a.weight", transposed=True))
    return Experiment(Network(nodes, wires), table(rows, np.roll(rows, 1, 1)), seed=6)


def language_model():
    """Vectors of tokens that are also the weights of the output."""
    tokens = np.random.default_rng(3).integers(0, 5, (8, 6))
    data = table(tokens, np.roll(tokens, -1, 1))
    nodes = (Node("x", "input", 1, grid=(6,)), Node("e", "embedding", 4, settings={"classes": 5}), Node("p", "positions", 4),
             Node("h", "dense", 4, Choice("tanh")), Node("y", "dense", 5))  # fmt: skip
    wires = (Wire("x", "e", "direct"), Wire("e", "p", "direct"), Wire("p", "h"), Wire("h", "y", tied="e.weight"))
    network = drawing.with_grids(Network(nodes, wires))
    return Experiment(network, data, Choice("cross_entropy"), Choice("adam", {"learning_rate": 0.02}), seed=4)


def echo():
    """A recurrent layer whose input matrix reads the past, too, through a wire that stops the gradient."""
    rows = np.sin(np.arange(40.0)).reshape(4, 5, 2)
    nodes = (Node("x", "input", 2), Node("h", "dense", 2, Choice("tanh")), Node("y", "dense", 1))
    wires = (Wire("x", "h"), Wire("h", "h", delay=1, tied="x->h.weight", detach=True), Wire("h", "y"))
    return Experiment(Network(nodes, wires), table(rows, rows[..., :1]), seed=5)


CASES = {
    "transposed": autoencoder(), "square": square(),
    "pruned": autoencoder(mask=((1, 0, 1),) * 4), "deep": deep(), "no bias": deep(False),
    "embedding": language_model(), "through time": echo(),
    "clipped": replace(deep(), training=Training(clip={"norm": 0.1}, l1=0.01)),
}  # fmt: skip


@pytest.fixture(params=["native", "numpy"])
def backend(request, monkeypatch):
    if request.param == "numpy":
        monkeypatch.setattr(backends, "chosen", lambda: NumpyBackend)


@pytest.fixture(autouse=True)
def usual_precision():
    yield
    torch.set_default_dtype(torch.float32)


def losses(experiment, at_once):
    """One step after another, or all in one run."""
    debugger, found = Debugger(experiment), []
    for _ in range(1 if at_once else STEPS):
        debugger.run(STEPS if at_once else 1)
        found.append(float(debugger.value("loss")))
    return np.array(found)


@pytest.mark.usefixtures("backend")
@pytest.mark.parametrize("name", CASES)
def test_every_gradient_agrees_with_the_complex_step(name):
    checks = {check.name: check.verdict for check in gradient_check(CASES[name]).parameters}
    assert set(checks.values()) == {"agrees"}
    assert set(checks) == set(drawing.parameter_shapes(CASES[name].network))


@pytest.mark.usefixtures("backend")
@pytest.mark.parametrize("name", CASES)
def test_a_run_gives_the_bits_of_its_steps(name):
    assert losses(CASES[name], True)[-1] == losses(CASES[name], False)[-1]


@pytest.mark.parametrize("name", CASES)
def test_a_file_gives_the_same_experiment(name):
    assert experiment_file.parse(experiment_file.dumps(CASES[name])) == CASES[name]


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("language", ["pytorch", "numpy"])
def test_exported_scripts_give_the_same_losses(name, language):
    space = {"__name__": "script"}
    script = {"pytorch": pytorch_script, "numpy": numpy_script}[language](CASES[name])
    exec(compile(script, "script", "exec"), space)  # noqa: S102
    theirs = list(space["train"](*(space["start"]() if language == "pytorch" else ()), STEPS))
    np.testing.assert_allclose(losses(CASES[name], False), theirs, rtol=1e-11)


@pytest.mark.parametrize("name", ["transposed", "deep", "embedding"])
def test_weights_go_out_once_and_come_in(name):
    experiment = CASES[name]
    debugger = Debugger(experiment)
    debugger.run(5)
    found = with_weights(experiment, tensors(write_tensors(experiment, debugger.learned())))
    for parameter, value in debugger.learned().items():
        assert np.array_equal(initial_parameters(found)[parameter], value), parameter


@pytest.mark.parametrize("name", ["transposed", "pruned", "deep", "embedding"])
def test_an_onnx_model_gives_the_same_outputs(name):
    reference = pytest.importorskip("onnx.reference")
    debugger = Debugger(CASES[name])
    debugger.run(3)
    model = reference.ReferenceEvaluator(onnx_bytes(CASES[name], debugger.learned(), double=True))
    (found,) = model.run(None, {"inputs": np.array(CASES[name].data.settings["inputs"], float)})
    debugger.step_over("phase")
    wanted = debugger.read(debugger.program.outputs[0])
    np.testing.assert_allclose(found, wanted.reshape(-1, len(found)).T, rtol=1e-9)


def test_tied_embedding_and_output_against_torch():
    """The model as one would write it in PyTorch, output.weight = embedding.weight, over 200 random settings' gradients."""
    rng = np.random.default_rng(7)
    for _ in range(20):
        classes, units, tokens, samples = map(int, rng.integers(2, 7, 4))
        inputs, targets = rng.integers(0, classes, (2, samples, tokens))
        nodes = (Node("x", "input", 1, grid=(tokens,)), Node("e", "embedding", units, settings={"classes": classes}),
                 Node("h", "dense", units, Choice("tanh")), Node("y", "dense", classes))  # fmt: skip
        wires = (Wire("x", "e", "direct"), Wire("e", "h"), Wire("h", "y", tied="e.weight"))
        experiment = Experiment(Network(nodes, wires), table(inputs, targets), Choice("cross_entropy"))
        debugger = Debugger(experiment)
        debugger.run(1)
        embedding, output = torch.nn.Embedding(classes, units).double(), torch.nn.Linear(units, classes).double()
        hidden = torch.nn.Linear(units, units).double()
        output.weight = embedding.weight
        with torch.no_grad():
            embedding.weight.copy_(torch.tensor(debugger.program.initial[debugger.program.parameters["e.weight"]]))
            hidden.weight.copy_(torch.tensor(debugger.program.initial[debugger.program.parameters["e->h.weight"]]))
            hidden.bias.zero_()
            output.bias.zero_()
        answers = output(torch.tanh(hidden(embedding(torch.tensor(inputs)))))
        torch.nn.functional.cross_entropy(answers.flatten(0, 1), torch.tensor(targets).flatten()).backward()
        for name, tensor in (("e.weight", embedding.weight), ("e->h.weight", hidden.weight), ("y.bias", output.bias)):
            assert np.abs(debugger.gradient(name) - tensor.grad.numpy()).max() <= 1e-12, name


def test_a_stopped_gradient_is_that_of_detach_and_not_the_whole_one():
    experiment = deep()
    open_ = replace(experiment.network, wires=tuple(replace(wire, detach=False) for wire in experiment.network.wires))
    stopped, whole = Debugger(experiment), Debugger(experiment.with_network(open_))
    for debugger in (stopped, whole):
        debugger.run(1)
    assert stopped.value("loss") == whole.value("loss")
    assert np.array_equal(stopped.gradient("c->y.weight"), whole.gradient("c->y.weight"))
    assert (stopped.gradient("x->a.weight") != whole.gradient("x->a.weight")).all()


@pytest.mark.parametrize(
    ("wire", "words"),
    [
        (Wire("h", "y", tied="nobody"), "there is no matrix 'nobody' to tie this wire to"),
        (Wire("h", "y", tied="h->y.weight"), "there is no matrix 'h->y.weight'"),
        (Wire("h", "y", tied="x->h.weight"), "this wire needs a 4 × 3 matrix; that of x->h.weight is 3 × 4"),
        (Wire("h", "y", "direct", tied="x->h.weight"), "a direct wire needs layers of equal size"),
        (Wire("h", "y", transposed=True), "only a tied wire uses a transposed matrix"),
    ],
)
def test_a_tie_that_means_nothing_is_refused(wire, words):
    experiment = autoencoder()
    with pytest.raises(ExperimentError, match=words):
        Debugger(experiment.with_network(replace(experiment.network, wires=(experiment.network.wires[0], wire))))


def test_where_no_gradient_is_left_it_is_said():
    experiment = autoencoder()
    stopped = replace(experiment.network.wires[1], detach=True)
    tied = experiment.with_network(replace(experiment.network, wires=(experiment.network.wires[0], stopped)))
    Debugger(tied).run(1)  # the shared matrix still learns, from its second use
    with pytest.raises(ExperimentError, match="no gradient reaches any parameter"):
        Debugger(replace(tied, training=Training(freeze=("x->h.weight", "y.bias"))))


def test_a_wire_whose_source_of_weights_goes_gets_its_own():
    network = deep().network
    without = drawing.remove(network, wires=frozenset({"x->a"}))
    assert [wire.tied for wire in without.wires] == [""] * 4
    assert {"a->b.weight", "b->c.weight"} <= set(drawing.parameter_shapes(without))


def test_ties_follow_a_wire_that_changes():
    network = deep().network
    old = network.wires[0]
    later = drawing.rewire(network, old, replace(old, delay=1))
    assert [wire.tied for wire in later.wires] == ["", "x~>a.weight", "x~>a.weight", "", ""]
    assert [wire.id for wire in later.wires][0] == "x~>a"
    with pytest.raises(ExperimentError, match="already connected"):
        drawing.rewire(network, old, replace(network.wires[1]))


def test_what_a_wire_could_be_tied_to():
    assert ties(language_model().network, Wire("h", "y")) == [("e.weight", False)]
    assert ties(autoencoder().network, Wire("h", "y")) == [("x->h.weight", True)]


def test_a_file_without_ties_says_nothing_of_them():
    wires = json.loads(experiment_file.dumps(deep()))["network"]["wires"]
    assert wires[0] == {"from": "x", "to": "a"}
