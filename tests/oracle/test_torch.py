"""PyTorch as an outside witness. Where the variable CI is set PyTorch must be there; elsewhere its absence skips."""

import os

import numpy as np
import pytest
from tiers import long

from engine import Builder, Choice, Debugger, Experiment, Network, Node, Training, Wire, backward, load
from engine.library import activations, losses, ops
from engine.runtime.backends import backend_for
from engine.runtime.execute.arena import Arena

if os.environ.get("CI"):
    import torch
else:
    torch = pytest.importorskip("torch")

ACTIVATIONS = [row.op for row in activations.ACTIVATIONS.values() if row.op is not None]
OPS = list({op.name: op for op in [*ops.ARITHMETIC.values(), *ACTIVATIONS]}.values())


def ours(op, values, weights, **settings):
    """Output and gradients by all inputs of sum(weights * op(...))."""
    builder = Builder()
    slots = [builder.parameter(name, value) for name, value in zip(op.inputs, values, strict=True)]
    out = builder.apply(op, *slots, name="out", **settings)
    loss = builder.apply(ops.SUM, builder.apply(ops.MUL, out, builder.constant("weights", weights), name="weighted"), name="L")
    gradients = backward(builder, loss, slots)
    arena = Arena(program := builder.finish(loss=loss, gradient_of=gradients.of))
    with np.errstate(all="ignore"):
        backend_for(program, arena).run(0, len(program))
    return arena.views[out], [arena.views[gradients.of[slot]] for slot in slots if slot in gradients.of]


def theirs(op, values, weights, **settings):
    tensors = [torch.tensor(value, dtype=torch.float64, requires_grad=True) for value in values]
    names = dict(zip(op.inputs, tensors, strict=True))
    text = op.torch.format(**{name: name for name in names}, axis=0, **settings)
    out = eval(text, {"torch": torch, "F": torch.nn.functional, **names})  # noqa: S307
    (out * torch.tensor(weights, dtype=torch.float64)).sum().backward()
    return out.detach().numpy(), [tensor.grad.numpy() for tensor in tensors]


def close(a, b, tolerance=1e-13):
    assert np.abs(np.asarray(a) - np.asarray(b)).max() <= tolerance * max(1.0, np.abs(np.asarray(b)).max())


@pytest.mark.parametrize("op", OPS, ids=lambda op: op.name)
def test_ops(op):
    rng = np.random.default_rng(4)
    settings = op.example
    for shapes in op.samples * 10:
        values = [rng.uniform(0.5, 2, s) if op.positive else rng.normal(size=s) * 3 for s in shapes]
        weights = rng.normal(size=op.shape(*shapes, **settings))
        value, gradients = ours(op, values, weights, **settings)
        expected, wanted = theirs(op, values, weights, **settings)
        close(value, expected)
        for gradient, other in zip(gradients, wanted, strict=True):
            close(gradient, other)


@pytest.mark.parametrize("name", [name for name in losses.LOSSES if name != "output"])
@pytest.mark.parametrize("reduction", ["mean", "sum"])
def test_losses_with_their_reductions(name, reduction):
    """A whole network with identity output, so that the reduction's factor is ours; compared with the nn module."""
    rng = np.random.default_rng(5)
    x, units, samples = rng.normal(size=(7, 3)), 4, 7
    target = rng.uniform(0.05, 0.95, (samples, units))
    activation = "sigmoid" if name == "bce" else "identity"
    if name == "cross_entropy":
        target /= target.sum(axis=1, keepdims=True)
    network = Network((Node("x", "input", 3), Node("y", "dense", units, Choice(activation))), (Wire("x", "y"),))
    data = Choice("table", {"inputs": x.tolist(), "targets": target.tolist()})
    debugger = Debugger(Experiment(network, data, Choice(name, {"reduction": reduction})))
    debugger.run(1)
    weight = torch.tensor(debugger.program.initial[debugger.program.parameters["x->y.weight"]], requires_grad=True)
    z = torch.tensor(x) @ weight.T
    y = torch.sigmoid(z) if activation == "sigmoid" else z
    modules = {
        "mse": torch.nn.MSELoss,
        "mae": torch.nn.L1Loss,
        "huber": torch.nn.HuberLoss,
        "bce": torch.nn.BCELoss,
        "bce_with_logits": torch.nn.BCEWithLogitsLoss,
        "cross_entropy": torch.nn.CrossEntropyLoss,
    }
    t = torch.tensor(target)
    loss = (
        0.5 * torch.nn.MSELoss(reduction=reduction)(y, t)
        if name == "half_squared_error"
        else modules[name](reduction=reduction)(y, t)
    )
    loss.backward()
    close(debugger.value("loss"), loss.detach().numpy())
    close(debugger.gradient("x->y.weight"), weight.grad.numpy())


def test_label_smoothing_and_class_numbers():
    rng = np.random.default_rng(6)
    x, classes = rng.normal(size=(5, 3)), rng.integers(0, 4, 5)
    network = Network((Node("x", "input", 3), Node("y", "dense", 4)), (Wire("x", "y"),))
    data = Choice("table", {"inputs": x.tolist(), "targets": classes[:, None].astype(float).tolist()})
    debugger = Debugger(Experiment(network, data, Choice("cross_entropy", {"label_smoothing": 0.1})))
    debugger.run(1)
    weight = torch.tensor(debugger.program.initial[debugger.program.parameters["x->y.weight"]], requires_grad=True)
    loss = torch.nn.CrossEntropyLoss(label_smoothing=0.1)(torch.tensor(x) @ weight.T, torch.tensor(classes))
    loss.backward()
    close(debugger.value("loss"), loss.detach().numpy())
    close(debugger.gradient("x->y.weight"), weight.grad.numpy())


# RMSprop takes small steps here: at the minimum it jumps to and fro, and rounding decides where to.
OPTIMIZERS = [
    (Choice("sgd", {"learning_rate": 0.05}), lambda p: torch.optim.SGD(p, lr=0.05, foreach=False)),
    (
        Choice("sgd", {"learning_rate": 0.02, "momentum": 0.9, "weight_decay": 0.01}),
        lambda p: torch.optim.SGD(p, lr=0.02, momentum=0.9, weight_decay=0.01, foreach=False),
    ),
    (
        Choice("sgd", {"learning_rate": 0.02, "momentum": 0.9, "dampening": 0.3}),
        lambda p: torch.optim.SGD(p, lr=0.02, momentum=0.9, dampening=0.3, foreach=False),
    ),
    (
        Choice("sgd", {"learning_rate": 0.02, "momentum": 0.9, "nesterov": True}),
        lambda p: torch.optim.SGD(p, lr=0.02, momentum=0.9, nesterov=True, foreach=False),
    ),
    (
        Choice("adagrad", {"learning_rate": 0.05, "lr_decay": 0.01}),
        lambda p: torch.optim.Adagrad(p, lr=0.05, lr_decay=0.01, foreach=False),
    ),
    (Choice("rmsprop", {"learning_rate": 0.00002}), lambda p: torch.optim.RMSprop(p, lr=0.00002, foreach=False)),
    (
        Choice("rmsprop", {"learning_rate": 0.00002, "centered": True, "momentum": 0.5}),
        lambda p: torch.optim.RMSprop(p, lr=0.00002, centered=True, momentum=0.5, foreach=False),
    ),
    (
        Choice("adam", {"learning_rate": 0.01, "weight_decay": 0.02}),
        lambda p: torch.optim.Adam(p, lr=0.01, weight_decay=0.02, foreach=False),
    ),
    (Choice("adamw", {"learning_rate": 0.01}), lambda p: torch.optim.AdamW(p, lr=0.01, foreach=False)),
    (
        Choice("adam", {"learning_rate": 0.01, "amsgrad": True, "weight_decay": 0.02, "beta2": 0.9}),
        lambda p: torch.optim.Adam(p, lr=0.01, weight_decay=0.02, amsgrad=True, betas=(0.9, 0.9), foreach=False),
    ),
    (
        Choice("adamw", {"learning_rate": 0.01, "amsgrad": True, "maximize": True}),
        lambda p: torch.optim.AdamW(p, lr=0.01, amsgrad=True, maximize=True, foreach=False),
    ),
    (
        Choice("sgd", {"learning_rate": 1e-4, "maximize": True, "momentum": 0.5, "weight_decay": 0.1, "dampening": 0.2}),
        lambda p: torch.optim.SGD(p, lr=1e-4, maximize=True, momentum=0.5, weight_decay=0.1, dampening=0.2, foreach=False),
    ),
    (
        Choice("adagrad", {"learning_rate": 0.01, "maximize": True}),
        lambda p: torch.optim.Adagrad(p, lr=0.01, maximize=True, foreach=False),
    ),
    (
        Choice("rmsprop", {"learning_rate": 1e-4, "maximize": True, "centered": True}),
        lambda p: torch.optim.RMSprop(p, lr=1e-4, maximize=True, centered=True, foreach=False),
    ),
    (
        Choice("adam", {"learning_rate": 0.01, "maximize": True}),
        lambda p: torch.optim.Adam(p, lr=0.01, maximize=True, foreach=False),
    ),
]


def linear_problem():
    rng = np.random.default_rng(7)
    x, y = rng.normal(size=(12, 3)), rng.normal(size=(12, 2))
    network = Network((Node("x", "input", 3), Node("y", "dense", 2)), (Wire("x", "y"),))
    return x, y, network, Choice("table", {"inputs": x.tolist(), "targets": y.tolist()})


def torch_linear(debugger):
    initial = debugger.program.initial
    return [
        torch.tensor(initial[debugger.program.parameters[name]].copy(), requires_grad=True) for name in ("x->y.weight", "y.bias")
    ]


@pytest.mark.parametrize("steps", [200, pytest.param(2000, marks=long)])
@pytest.mark.parametrize(("choice", "make"), OPTIMIZERS, ids=lambda value: getattr(value, "name", ""))
def test_optimizers_over_many_steps(choice, make, steps):
    x, y, network, data = linear_problem()
    debugger = Debugger(Experiment(network, data, Choice("mse"), choice))
    weight, bias = torch_linear(debugger)
    optimizer = make([weight, bias])
    for step in range(1, steps + 1):
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(torch.tensor(x) @ weight.T + bias, torch.tensor(y)).backward()
        optimizer.step()
        if step in (1, 2, 3, 10, 100, steps):  # at the end alone, the first steps would be forgotten
            debugger.go(step * len(debugger.program))
            close(debugger.value("x->y.weight"), weight.detach().numpy(), 1e-12)
            close(debugger.value("y.bias"), bias.detach().numpy(), 1e-12)


@pytest.mark.parametrize("clip", [{"norm": 0.3}, {"value": 0.1}], ids=["norm", "value"])
def test_clipping(clip):
    x, y, network, data = linear_problem()
    debugger = Debugger(Experiment(network, data, Choice("mse"), Choice("sgd", {"learning_rate": 0.1}), Training(clip=clip)))
    weight, bias = torch_linear(debugger)
    optimizer = torch.optim.SGD([weight, bias], lr=0.1)
    for _ in range(100):
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(torch.tensor(x) @ weight.T + bias, torch.tensor(y)).backward()
        if "norm" in clip:
            torch.nn.utils.clip_grad_norm_([weight, bias], clip["norm"])
        else:
            torch.nn.utils.clip_grad_value_([weight, bias], clip["value"])
        optimizer.step()
    debugger.run(100)
    close(debugger.value("x->y.weight"), weight.detach().numpy(), 1e-13)


def assert_same_recurrence(debugger, cell, names, x, y):
    """Give the module our starting weights; loss and gradients must then agree."""
    with torch.no_grad():
        for theirs_, ours_ in names.items():
            getattr(cell, theirs_).copy_(torch.tensor(debugger.program.initial[debugger.program.parameters[ours_]]))
    loss = torch.nn.functional.mse_loss(cell(torch.tensor(x))[0], torch.tensor(y))
    loss.backward()
    close(debugger.value("loss"), loss.detach().numpy())
    for theirs_, ours_ in names.items():
        gradient, expected = debugger.gradient(ours_), getattr(cell, theirs_).grad.numpy()
        assert np.linalg.norm(gradient - expected) <= 1e-13 * np.linalg.norm(expected)


def test_elman_network_over_200_time_steps():
    """A drawn self-loop is torch.nn.RNN; its second bias is left at 0."""
    rng = np.random.default_rng(8)
    length, hidden = 200, 6
    x, y = rng.normal(size=(2, length, 3)), rng.normal(size=(2, length, 6))
    network = Network(
        (Node("x", "input", 3), Node("h", "dense", hidden, Choice("tanh"))), (Wire("x", "h"), Wire("h", "h", delay=1))
    )
    debugger = Debugger(Experiment(network, Choice("table", {"inputs": x.tolist(), "targets": y.tolist()}), Choice("mse")))
    debugger.run(1)
    names = {"weight_ih_l0": "x->h.weight", "weight_hh_l0": "h~>h.weight", "bias_ih_l0": "h.bias"}
    cell = torch.nn.RNN(3, hidden, batch_first=True, dtype=torch.float64)
    torch.nn.init.zeros_(cell.bias_hh_l0)
    assert_same_recurrence(debugger, cell, names, x, y)


@pytest.mark.parametrize(("kind", "module"), [("lstm", torch.nn.LSTM), ("gru", torch.nn.GRU)])
def test_cells_over_200_time_steps(kind, module):
    rng = np.random.default_rng(9)
    length, hidden = 200, 5
    x, y = rng.normal(size=(2, length, 3)), rng.normal(size=(2, length, hidden))
    nodes = (Node("x", "input", 3), Node("h", kind, hidden, initializer=Choice("torch_default")))
    data = Choice("table", {"inputs": x.tolist(), "targets": y.tolist()})
    debugger = Debugger(Experiment(Network(nodes, (Wire("x", "h"),)), data, Choice("mse")))
    debugger.run(1)
    cell = module(3, hidden, batch_first=True, dtype=torch.float64)
    names = {f"{name}_l0": f"h.{name}" for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")}
    assert_same_recurrence(debugger, cell, names, x, y)


def test_xor_for_1000_steps():
    debugger = Debugger(load("xor"))
    values = {
        name: torch.tensor(debugger.program.initial[slot].copy(), requires_grad=True)
        for name, slot in debugger.program.parameters.items()
    }
    x = torch.tensor([[0.0, 0], [0, 1], [1, 0], [1, 1]], dtype=torch.float64)
    t = torch.tensor([[0.0], [1], [1], [0]], dtype=torch.float64)
    optimizer = torch.optim.SGD(values.values(), lr=0.5)
    recorded = []
    for _ in range(1000):
        h = torch.tanh(x @ values["x->h.weight"].T + values["h.bias"])
        loss = torch.nn.functional.binary_cross_entropy(torch.sigmoid(h @ values["h->y.weight"].T + values["y.bias"]), t)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        recorded.append(loss.item())
    debugger.run(1000)
    assert debugger.series.view("loss") == pytest.approx(recorded, rel=1e-10)


@pytest.mark.parametrize(
    ("seed", "first", "last", "end"),
    [
        (0, 7.1321, 2.1028, (0.6205477715, 0.8988317847)),
        (1, 7.6719, 2.1456, (1.1648741961, -0.0467992648)),
        (42, 1.4285, 0.4912, (1.0406433344, 0.9775522947)),
    ],
)
def test_the_line_from_the_starts_of_torch_seeds(seed, first, last, end):
    """The published losses of nn.Linear(1, 1) on 1 -> 2, 2 -> 4 after torch.manual_seed."""
    from dataclasses import replace

    torch.manual_seed(seed)
    layer = torch.nn.Linear(1, 1)
    start = {"x->y.weight": layer.weight.tolist(), "y.bias": layer.bias.tolist()}
    debugger = Debugger(replace(load("linear"), parameters=start))
    debugger.run(10)
    losses_ = debugger.series.view("loss")
    assert (losses_[0], losses_[9]) == pytest.approx((first, last), abs=6e-5)
    assert (float(debugger.value("x->y.weight")[0, 0]), float(debugger.value("y.bias")[0])) == pytest.approx(end, abs=2e-7)


@pytest.mark.parametrize(
    ("seed", "answer", "loss"), [(0, 0.3908770382, 0.4957351089), (1, 0.5892366171, 0.8897379637), (42, 0.6692637205, 1.1064339876)]
)
def test_the_bce_net_from_the_starts_of_torch_seeds(seed, answer, loss):
    from dataclasses import replace

    torch.manual_seed(seed)
    hidden, output = torch.nn.Linear(2, 3), torch.nn.Linear(3, 1)
    start = {
        "x->h.weight": hidden.weight.tolist(),
        "h.bias": hidden.bias.tolist(),
        "h->y.weight": output.weight.tolist(),
        "y.bias": output.bias.tolist(),
    }
    debugger = Debugger(replace(load("bce-net"), parameters=start))
    debugger.run(1)
    assert float(debugger.value("y.a")[0, 0]) == pytest.approx(answer, abs=2e-7)
    assert float(debugger.value("loss")) == pytest.approx(loss, abs=2e-7)
    assert float(debugger.gradient("y.z")[0, 0]) == pytest.approx(answer, abs=2e-7)
