"""Which loss a gradient comes from, against PyTorch: one backward pass for each loss."""

from __future__ import annotations

import os
from dataclasses import replace

import numpy as np
import pytest
from several_losses import CASES, two

from engine import Debugger, load
from engine.insight.flow.by_loss import ByLoss
from engine.program.check import load_table

if os.environ.get("CI"):
    import torch
else:
    torch = pytest.importorskip("torch")

F = torch.nn.functional


def parts_in_torch(experiment, debugger, names):
    """Each loss times its weight, derived by itself: a row for each, flat."""
    table = load_table(experiment)[0]
    weights = {name: torch.tensor(value, requires_grad=True) for name, value in debugger.parameters().items()}
    x, targets = torch.tensor(table.inputs), torch.tensor(table.targets)
    h = torch.tanh(x @ weights["x->h.weight"].T + weights["h.bias"])
    y, r = (h @ weights[f"h->{end}.weight"].T + weights[f"{end}.bias"] for end in "yr")
    losses = F.mse_loss(y, targets), 0.5 * F.huber_loss(r, x)
    chosen = [weights[name] for name in names]
    rows = (torch.autograd.grad(loss, chosen, retain_graph=True, allow_unused=True) for loss in losses)
    return np.stack([
        np.concatenate([(torch.zeros_like(weight) if grad is None else grad).numpy(force=True).ravel()
                        for weight, grad in zip(chosen, row, strict=True)])
        for row in rows
    ])  # fmt: skip


@pytest.mark.parametrize("names", [("x->h.weight",), ("x->h.weight", "h.bias"), ("h->r.weight",)])
def test_the_parts_of_a_gradient_are_those_of_pytorch(names):
    experiment = two()
    debugger = Debugger(experiment)
    expected = parts_in_torch(experiment, debugger, names)
    debugger.run(1)
    found = ByLoss(debugger.program)(debugger, names)
    whole, norms = expected.sum(axis=0), np.linalg.norm(expected, axis=1)
    assert found.outputs == ("y", "r")
    np.testing.assert_allclose(found.norms, norms, rtol=1e-12)
    np.testing.assert_allclose(found.shares, expected @ whole / (whole @ whole), atol=1e-12)
    with np.errstate(invalid="ignore"):
        np.testing.assert_allclose(found.cosines, expected @ expected.T / np.outer(norms, norms), atol=1e-12)


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if len(case.network.outputs()) > 1])
def test_the_shares_add_up_and_the_run_goes_on_as_if_nobody_had_looked(name):
    debugger, alone = Debugger(CASES[name]), Debugger(CASES[name])
    by_loss = ByLoss(debugger.program)
    for run in (debugger, alone):
        run.run(2)
    for parameter in debugger.program.parameters:
        found = by_loss(debugger, (parameter,))
        whole = debugger.value(f"∂L/∂{parameter}")
        assert found.shares.sum() == pytest.approx(1)
        assert float(found.norms @ found.cosines @ found.norms if np.isfinite(found.cosines).all() else found.norms.max() ** 2) == (
            pytest.approx(float((whole**2).sum()))
        )
    for run in (debugger, alone):
        run.run(2)
    assert all((debugger.value(name) == alone.value(name)).all() for name in debugger.program.parameters)


def test_a_loss_that_reaches_nothing_learned_has_no_part():
    """Its layer is not trained, and no gradient passes its wire."""
    watched = two(freeze=("h->r.weight", "r.bias"))
    wires = tuple(replace(wire, detach=wire.target == "r") for wire in watched.network.wires)
    debugger = Debugger(replace(watched, network=replace(watched.network, wires=wires)))
    debugger.run(1)
    found = ByLoss(debugger.program)(debugger, ("x->h.weight",))
    np.testing.assert_allclose(found.norms, [np.linalg.norm(debugger.value("∂L/∂x->h.weight")), 0], rtol=1e-14)
    np.testing.assert_allclose(found.shares, [1, 0], rtol=1e-14)


def test_it_waits_for_the_backward_pass_and_for_several_losses():
    debugger = Debugger(two())
    by_loss = ByLoss(debugger.program)
    assert by_loss(debugger, ("h.bias",)) is None
    debugger.run(1)
    assert by_loss(debugger, ("h.bias",)) is not None
    assert by_loss(debugger, ()) is None
    single = Debugger(load("xor"))
    single.run(1)
    assert ByLoss(single.program)(single, ("h.bias",)) is None
