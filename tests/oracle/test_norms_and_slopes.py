"""GroupNorm and PReLU against PyTorch's modules, at one position and at several, over random settings."""

import os

import numpy as np
import pytest

from engine import Choice, Debugger, Experiment, Network, Node, Wire, gradient_check
from engine.interchange.models.onnx_graph import onnx_bytes
from engine.interchange.models.weights import tensors, with_weights, write_tensors
from engine.library import drawing
from engine.program.lower import initial_parameters
from tests.tiers import parts

if os.environ.get("CI"):
    import torch
else:
    torch = pytest.importorskip("torch")

PARTS, CASES = 20, 10


def drawn(rng, kind: str) -> tuple[Experiment, np.ndarray, np.ndarray]:
    """x at some positions -> dense -> the layer, with random weights."""
    grid = tuple(map(int, rng.integers(1, 5, rng.integers(0, 3))))
    groups, size, inside, samples = map(int, rng.integers((1, 1, 1, 2), 5, 4))  # PyTorch refuses groups of one number
    settings = {"groups": groups} if kind == "group_norm" else {"each_unit": bool(rng.random() < 0.5)}
    network = Network((Node("x", "input", inside, grid=grid), Node("h", "dense", groups * size)))
    network = drawing.connect(network, Wire("x", "h"))
    network = drawing.connect(network.add(Node("n", kind, 1, settings=settings)), Wire("h", "n", "direct"))
    shape = (samples, inside * network.node("x").positions), (samples, groups * size * network.node("x").positions)
    inputs, targets = (rng.normal(size=s) for s in shape)
    data = Choice("table", {"inputs": inputs.tolist(), "targets": targets.tolist()})
    start = {name: rng.normal(size=value.shape) for name, value in initial_parameters(Experiment(network, data)).items()}
    return Experiment(network, data, optimizer=Choice("sgd", {"learning_rate": 0.0}), parameters=start), inputs, targets


@pytest.mark.parametrize("part", parts(PARTS))
@pytest.mark.parametrize("kind", ["group_norm", "prelu"])
def test_every_gradient(part, kind):
    rng = np.random.default_rng([part, len(kind)])
    for _ in range(CASES):
        experiment, inputs, targets = drawn(rng, kind)
        debugger = Debugger(experiment)
        debugger.run(1)
        node, grid = experiment.network.node("n"), experiment.network.node("x").grid
        values = {name: torch.tensor(value, requires_grad=True) for name, value in experiment.parameters.items()}
        x = torch.tensor(inputs.reshape(len(inputs), -1, *grid)).movedim(1, -1)
        h = torch.nn.functional.linear(x, values["x->h.weight"], values["h.bias"]).movedim(-1, 1)
        if kind == "prelu":
            out = torch.nn.functional.prelu(h, values["n.weight"])
        else:
            out = torch.nn.functional.group_norm(h, node.settings["groups"], values["n.weight"], values["n.bias"])
        loss = ((out.flatten(1) - torch.tensor(targets)) ** 2).mean()
        loss.backward()
        assert abs(float(debugger.value("loss")) - loss.item()) <= 1e-12 * max(1, abs(loss.item()))
        for name, tensor in values.items():
            theirs, scale = tensor.grad.numpy(), max(1.0, float(tensor.grad.abs().max()))
            # In a group of very few values the division by the deviation magnifies rounding.
            assert np.abs(debugger.gradient(name) - theirs).max() <= (1e-12 if kind == "prelu" else 1e-10) * scale, name


@pytest.mark.parametrize("kind", ["group_norm", "prelu"])
def test_weights_and_onnx_give_the_same_answers(kind):
    reference = pytest.importorskip("onnx.reference")
    for seed in range(6):
        experiment, inputs, _ = drawn(np.random.default_rng(seed), kind)
        assert gradient_check(experiment).ok
        assert with_weights(experiment, tensors(write_tensors(experiment))).parameters == {
            name: value.tolist() for name, value in experiment.parameters.items()
        }
        debugger = Debugger(experiment)
        debugger.step_over("phase")
        model = reference.ReferenceEvaluator(onnx_bytes(experiment, double=True))
        ours = debugger.read(debugger.program.outputs[0])
        (theirs,) = model.run(None, {"inputs": inputs})
        assert np.allclose(np.asarray(theirs).reshape(len(inputs), -1), ours.reshape(-1, len(inputs)).T, rtol=1e-9)
