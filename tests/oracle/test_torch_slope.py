"""The slope of the loss against PyTorch: Hessian-vector products by double backward, gradients of single samples by autograd."""

from __future__ import annotations

import os

import pytest

from engine import Debugger
from engine.insight.flow.probe import Probe
from engine.insight.flow.slope import SlopeProbe
from engine.interchange.documents.examples import load
from engine.program.check import load_table
from engine.program.program import BACKWARD

if os.environ.get("CI"):
    import torch
else:
    torch = pytest.importorskip("torch")

ACTIVATIONS = {"tanh": torch.tanh, "sigmoid": torch.sigmoid, "relu": torch.relu, "identity": lambda z: z}
LOSSES = {"bce": torch.nn.functional.binary_cross_entropy, "mse": torch.nn.functional.mse_loss}


def losses_of(experiment, weights):
    """The loss over all samples, and that of each sample, of a plain chain of dense layers in PyTorch."""
    table = load_table(experiment)[0]
    nodes = {node.id: node for node in experiment.network.nodes}
    x, t = torch.tensor(table.inputs), torch.tensor(table.targets)

    def loss(rows):
        a = x[rows]
        for wire in experiment.network.wires:
            a = a @ weights[wire.weight].T + weights.get(f"{wire.target}.bias", torch.zeros((), dtype=a.dtype))
            a = ACTIVATIONS[nodes[wire.target].activation.name](a)
        return LOSSES[experiment.loss.name](a, t[rows])

    return loss(slice(None)), [loss(slice(i, i + 1)) / len(x) for i in range(len(x))]


@pytest.mark.parametrize(("name", "steps"), [("xor", 0), ("xor", 60), ("spiral", 40), ("sine", 25), ("vanishing", 5)])
def test_the_slope_is_that_of_pytorch(name, steps):
    experiment, debugger = load(name), Debugger(load(name))
    debugger.run(steps)
    probe = Probe(experiment, BACKWARD)
    found = SlopeProbe(probe)(probe.at(debugger.learned()))
    weights = {key: torch.tensor(value, requires_grad=True) for key, value in debugger.parameters().items()}
    whole, parts = losses_of(experiment, weights)
    gradient = torch.autograd.grad(whole, list(weights.values()), create_graph=True)
    flat = torch.cat([g.reshape(-1) for g in gradient])
    direction = (flat / flat.norm()).detach()
    bent = torch.autograd.grad(flat @ direction, list(weights.values()), retain_graph=True)
    curvature = torch.cat([b.reshape(-1) for b in bent]) @ direction
    pieces = sum(sum((g**2).sum() for g in torch.autograd.grad(part, list(weights.values()))) for part in parts).sqrt()
    assert found.gradient == pytest.approx(float(flat.detach().norm()), rel=1e-9)
    assert found.curvature == pytest.approx(float(curvature.detach()), rel=1e-7, abs=1e-10)
    assert found.pieces == pytest.approx(float(pieces.detach()), rel=0.5), "estimated from eight random signs"
