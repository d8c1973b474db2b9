"""Layers, masks, schedules and truncation beside PyTorch's own modules."""

import os
from dataclasses import replace

import numpy as np
import pytest

from engine import Choice, Debugger, Experiment, Network, Node, Training, Wire, load
from engine.insight.moment.predict import Predictor
from engine.library import drawing

if os.environ.get("CI"):
    import torch
else:
    torch = pytest.importorskip("torch")

F64 = {"dtype": torch.float64}


def close(a, b, tolerance=1e-13):
    a, b = np.asarray(a), np.asarray(b)
    assert np.linalg.norm(a - b) <= tolerance * max(1e-3, np.linalg.norm(b)), (a, b)


def tensor(value, grad=False):
    return torch.tensor(np.array(value), requires_grad=grad)


def start_of(debugger, grad=True):
    """Our starting parameters as tensors."""
    program = debugger.program
    return {name: tensor(program.initial[slot], grad) for name, slot in program.parameters.items()}


def table(rng, samples, inputs, outputs, length=0):
    shape = (samples, length) if length else (samples,)
    x, y = rng.normal(size=(*shape, inputs)), rng.normal(size=(*shape, outputs))
    return x, y, Choice("table", {"inputs": x.tolist(), "targets": y.tolist()})


def chain(*nodes):
    """Layers joined one after the other."""
    network = Network(nodes[:1])
    for node in nodes[1:]:
        network = network.add(node)
    for before, after in zip(nodes, nodes[1:], strict=False):
        kind = "direct" if after.type in ("batch_norm", "layer_norm", "dropout", "embedding", "one_hot") else "weighted"
        network = drawing.connect(network, Wire(before.id, after.id, kind))
    return network


def test_batch_norm_trains_and_predicts():
    """200 steps with running statistics, then evaluation with them."""
    rng = np.random.default_rng(1)
    x, y, data = table(rng, 16, 3, 2)
    network = chain(
        Node("x", "input", 3),
        Node("h", "dense", 5),
        Node("n", "batch_norm", 5, Choice("relu"), settings={"momentum": 0.2}),
        Node("y", "dense", 2),
    )
    experiment = Experiment(network, data, Choice("mse"), Choice("sgd", {"learning_rate": 0.05}))
    debugger = Debugger(experiment)
    own = start_of(debugger)
    norm = torch.nn.BatchNorm1d(5, momentum=0.2, **F64)
    parameters = [*(p for name, p in own.items() if not name.startswith("n.")), *norm.parameters()]
    optimizer = torch.optim.SGD(parameters, lr=0.05)

    def predict(rows):
        hidden = torch.relu(norm(rows @ own["x->h.weight"].T + own["h.bias"]))
        return hidden @ own["n->y.weight"].T + own["y.bias"]

    for _ in range(200):
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(predict(tensor(x)), tensor(y)).backward()
        optimizer.step()
    debugger.run(200)
    close(debugger.gradient("n.weight"), norm.weight.grad, 1e-11)
    close(debugger.value("n.weight"), norm.weight.detach(), 1e-12)
    close(debugger.value("n.running_mean"), norm.running_mean, 1e-12)
    close(debugger.value("n.running_var"), norm.running_var, 1e-12)
    norm.eval()
    fresh = rng.normal(size=(4, 3))
    close(Predictor(experiment, fresh)(debugger.learned()), predict(tensor(fresh)).detach(), 1e-12)


def test_layer_norm():
    rng = np.random.default_rng(2)
    x, y, data = table(rng, 6, 4, 2)
    network = chain(Node("x", "input", 4), Node("n", "layer_norm", 4, Choice("tanh")), Node("y", "dense", 2))
    debugger = Debugger(Experiment(network, data, Choice("mse")))
    own, norm = start_of(debugger), torch.nn.LayerNorm(4, **F64)
    loss = torch.nn.functional.mse_loss(torch.tanh(norm(tensor(x))) @ own["n->y.weight"].T + own["y.bias"], tensor(y))
    loss.backward()
    debugger.run(1)
    close(debugger.value("loss"), loss.detach())
    close(debugger.gradient("n.weight"), norm.weight.grad)
    close(debugger.gradient("n.bias"), norm.bias.grad)


def test_dropout_multiplies_by_its_mask_and_not_at_all_when_predicting():
    rng = np.random.default_rng(3)
    x, y, data = table(rng, 200, 3, 2)
    network = chain(
        Node("x", "input", 3), Node("h", "dense", 40), Node("d", "dropout", 40, settings={"p": 0.3}), Node("y", "dense", 2)
    )
    experiment = Experiment(network, data, Choice("mse"))
    debugger, own = Debugger(experiment), None
    own = start_of(debugger)
    debugger.run(1)
    mask = debugger.value("d.mask").copy()
    assert set(np.unique(mask)) == {0.0, 1 / 0.7}
    assert abs((mask == 0).mean() - 0.3) < 4 * np.sqrt(0.21 / mask.size)
    hidden = (tensor(x) @ own["x->h.weight"].T + own["h.bias"]) * tensor(mask.T)
    loss = torch.nn.functional.mse_loss(hidden @ own["d->y.weight"].T + own["y.bias"], tensor(y))
    loss.backward()
    close(debugger.gradient("x->h.weight"), own["x->h.weight"].grad)
    debugger.run(1)
    assert (debugger.value("d.mask") != mask).any()
    debugger.go(len(debugger.program))
    assert (debugger.value("d.mask") == mask).all()
    plain = tensor(x) @ own["x->h.weight"].T + own["h.bias"]
    start = {name: value.detach().numpy() for name, value in own.items()}
    close(Predictor(experiment, x)(start), (plain @ own["d->y.weight"].T + own["y.bias"]).detach())


def test_embedding():
    numbers = np.array([0, 2, 2, 1, 4])
    y = np.random.default_rng(4).normal(size=(5, 3))
    network = chain(Node("x", "input", 1), Node("e", "embedding", 3, initializer=Choice("normal"), settings={"classes": 5}))
    data = Choice("table", {"inputs": numbers[:, None].tolist(), "targets": y.tolist()})
    debugger = Debugger(Experiment(network, data, Choice("mse")))
    weight = start_of(debugger)["e.weight"]
    loss = torch.nn.functional.mse_loss(torch.nn.functional.embedding(torch.tensor(numbers), weight), tensor(y))
    loss.backward()
    debugger.run(1)
    close(debugger.value("loss"), loss.detach())
    close(debugger.gradient("e.weight"), weight.grad)


@pytest.mark.parametrize("kind", ["add", "multiply", "concat"])
def test_joining_layers(kind):
    rng = np.random.default_rng(5)
    x, y, data = table(rng, 6, 3, 2)
    nodes = (
        Node("x", "input", 3),
        Node("a", "dense", 3, Choice("tanh")),
        Node("j", kind, 3, Choice("sigmoid")),
        Node("y", "dense", 2),
    )
    network = Network(nodes)
    for wire in (Wire("x", "a"), Wire("x", "j", "direct"), Wire("a", "j", "direct"), Wire("j", "y")):
        network = drawing.connect(network, wire)
    assert network.node("j").units == (6 if kind == "concat" else 3)
    debugger = Debugger(Experiment(network, data, Choice("mse")))
    own, rows = start_of(debugger), tensor(x)
    a = torch.tanh(rows @ own["x->a.weight"].T + own["a.bias"])
    joined = {"add": rows + a, "multiply": rows * a, "concat": torch.cat([rows, a], 1)}[kind]
    loss = torch.nn.functional.mse_loss(torch.sigmoid(joined) @ own["j->y.weight"].T + own["y.bias"], tensor(y))
    loss.backward()
    debugger.run(1)
    for name in own:
        close(debugger.gradient(name), own[name].grad)


@pytest.mark.parametrize("learned", [False, True])
@pytest.mark.parametrize(("kind", "activation"), [("rnn", "tanh"), ("rnn", "relu"), ("lstm", "identity"), ("gru", "identity")])
def test_cells_with_both_biases_and_a_learned_state(kind, activation, learned):
    rng = np.random.default_rng(6)
    length, hidden = 200, 5
    x, y, data = table(rng, 2, 3, hidden, length)
    node = Node("h", kind, hidden, Choice(activation), Choice("torch_default"), settings={"learned_state": learned})
    start = {"h.h0": rng.normal(size=hidden), "h.c0": rng.normal(size=hidden)} if learned else {}
    given = {name: value for name, value in start.items() if kind == "lstm" or name == "h.h0"}
    debugger = Debugger(Experiment(chain(Node("x", "input", 3), node), data, Choice("mse"), parameters=given))
    debugger.run(1)
    settings = {"nonlinearity": activation} if kind == "rnn" else {}
    module = {"rnn": torch.nn.RNN, "lstm": torch.nn.LSTM, "gru": torch.nn.GRU}[kind](3, hidden, batch_first=True, **settings, **F64)
    own = start_of(debugger)
    with torch.no_grad():
        for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"):
            getattr(module, f"{name}_l0").copy_(own[f"h.{name}"])
    state = None
    if learned:
        h0 = own["h.h0"].expand(1, 2, hidden)
        state = (h0, own["h.c0"].expand(1, 2, hidden)) if kind == "lstm" else h0
    loss = torch.nn.functional.mse_loss(module(tensor(x), state)[0], tensor(y))
    loss.backward()
    close(debugger.value("loss"), loss.detach())
    for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"):
        close(debugger.gradient(f"h.{name}"), getattr(module, f"{name}_l0").grad)
    for name in given:
        close(debugger.gradient(name), own[name].grad)


def test_an_ignored_class_leaves_numerator_and_denominator():
    rng = np.random.default_rng(7)
    x, classes = rng.normal(size=(6, 3)), np.array([0, -100, 2, 1, -100, 2])
    data = Choice("table", {"inputs": x.tolist(), "targets": classes[:, None].tolist()})
    debugger = Debugger(Experiment(chain(Node("x", "input", 3), Node("y", "dense", 3)), data, Choice("cross_entropy")))
    own = start_of(debugger)
    loss = torch.nn.functional.cross_entropy(tensor(x) @ own["x->y.weight"].T + own["y.bias"], torch.tensor(classes))
    loss.backward()
    debugger.run(1)
    close(debugger.value("loss"), loss.detach())
    close(debugger.gradient("x->y.weight"), own["x->y.weight"].grad)


@pytest.mark.parametrize("name", ["mse", "half_squared_error", "mae", "huber", "bce_with_logits", "cross_entropy"])
def test_masked_sequences(name):
    """The mean over the targets that count, as boolean indexing gives it."""
    rng = np.random.default_rng(8)
    x, mask = rng.normal(size=(4, 5, 2)), rng.integers(0, 2, (4, 5))
    y = rng.uniform(0, 1, (4, 5, 3))
    y /= y.sum(axis=2, keepdims=True)
    data = Choice("table", {"inputs": x.tolist(), "targets": y.tolist(), "mask": mask.tolist()})
    network = Network((Node("x", "input", 2), Node("y", "dense", 3)), (Wire("x", "y"), Wire("y", "y", delay=1)))
    debugger = Debugger(Experiment(network, data, Choice(name)))
    own, state, rows = start_of(debugger), torch.zeros(4, 3, **F64), []
    for t in range(5):
        state = tensor(x[:, t]) @ own["x->y.weight"].T + state @ own["y~>y.weight"].T + own["y.bias"]
        rows.append(state)
    p, t = torch.stack(rows, 1)[mask.astype(bool)], tensor(y)[mask.astype(bool)]
    functions = {
        "mse": torch.nn.MSELoss(),
        "half_squared_error": lambda a, b: 0.5 * torch.nn.MSELoss()(a, b),
        "mae": torch.nn.L1Loss(),
        "huber": torch.nn.HuberLoss(),
        "bce_with_logits": torch.nn.BCEWithLogitsLoss(),
        "cross_entropy": torch.nn.CrossEntropyLoss(),
    }
    loss = functions[name](p, t)
    loss.backward()
    debugger.run(1)
    close(debugger.value("loss"), loss.detach())
    close(debugger.gradient("y~>y.weight"), own["y~>y.weight"].grad)


def linear():
    rng = np.random.default_rng(9)
    x, y, data = table(rng, 12, 3, 2)
    return (
        x,
        y,
        Experiment(
            chain(Node("x", "input", 3), Node("y", "dense", 2)), data, Choice("mse"), Choice("sgd", {"learning_rate": 0.05})
        ),
    )


SCHEDULES = [
    (Choice("step", {"every": 30, "gamma": 0.5}), lambda o: torch.optim.lr_scheduler.StepLR(o, 30, 0.5)),
    (Choice("cosine", {"period": 200, "lowest": 0.001}), lambda o: torch.optim.lr_scheduler.CosineAnnealingLR(o, 200, 0.001)),
    (Choice("warm_up", {"steps": 50, "start": 0.1}), lambda o: torch.optim.lr_scheduler.LinearLR(o, 0.1, 1.0, 50)),
]


@pytest.mark.parametrize(("schedule", "make"), SCHEDULES, ids=lambda value: getattr(value, "name", ""))
def test_schedules(schedule, make):
    x, y, experiment = linear()
    debugger = Debugger(replace(experiment, training=Training(schedule=schedule)))
    own = start_of(debugger)
    optimizer = torch.optim.SGD(own.values(), lr=0.05)
    scheduler = make(optimizer)
    for _ in range(200):
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(tensor(x) @ own["x->y.weight"].T + own["y.bias"], tensor(y)).backward()
        optimizer.step()
        scheduler.step()
    debugger.run(200)
    close(debugger.value("x->y.weight"), own["x->y.weight"].detach(), 1e-12)


def test_l1_is_the_gradient_of_the_sum_of_sizes():
    x, y, experiment = linear()
    debugger = Debugger(replace(experiment, training=Training(l1=0.01)))
    own = start_of(debugger)
    optimizer = torch.optim.SGD(own.values(), lr=0.05)
    for _ in range(100):
        optimizer.zero_grad()
        loss = torch.nn.functional.mse_loss(tensor(x) @ own["x->y.weight"].T + own["y.bias"], tensor(y))
        (loss + 0.01 * own["x->y.weight"].abs().sum()).backward()
        optimizer.step()
    debugger.run(100)
    close(debugger.value("x->y.weight"), own["x->y.weight"].detach(), 1e-12)


def test_textbook_nesterov_takes_the_gradient_at_the_point_ahead():
    x, y, experiment = linear()
    debugger = Debugger(replace(experiment, optimizer=Choice("nag", {"learning_rate": 0.05, "momentum": 0.8})))
    own = start_of(debugger, grad=False)
    velocity = {name: torch.zeros_like(value) for name, value in own.items()}
    for _ in range(100):
        ahead = {name: (own[name] + 0.8 * velocity[name]).requires_grad_() for name in own}
        torch.nn.functional.mse_loss(tensor(x) @ ahead["x->y.weight"].T + ahead["y.bias"], tensor(y)).backward()
        for name in own:
            velocity[name] = 0.8 * velocity[name] - 0.05 * ahead[name].grad
            own[name] = own[name] + velocity[name]
    debugger.run(100)
    close(debugger.value("x->y.weight"), own["x->y.weight"], 1e-12)


@pytest.mark.parametrize(("k1", "k2"), [(3, 3), (2, 5), (1, 4), (12, 12)])
def test_truncation_is_detach(k1, k2):
    """12 steps over a sequence: state carried, gradients over k2 steps, the first k2 - k1 of them seen before."""
    rng = np.random.default_rng(10)
    x, y, data = table(rng, 3, 2, 4, 12)
    network = Network((Node("x", "input", 2), Node("h", "dense", 4, Choice("tanh"))), (Wire("x", "h"), Wire("h", "h", delay=1)))
    debugger = Debugger(
        Experiment(network, data, Choice("mse"), Choice("sgd", {"learning_rate": 0.1}), Training(truncate={"k1": k1, "k2": k2}))
    )
    own = start_of(debugger)
    optimizer = torch.optim.SGD(own.values(), lr=0.1)
    held = {0: torch.zeros(3, 4, **F64)}
    for end in range(k1, 13, k1):
        start = max(0, end - k2)
        state, rows = held[start], []
        for t in range(start, end):
            state = torch.tanh(tensor(x[:, t]) @ own["x->h.weight"].T + state @ own["h~>h.weight"].T + own["h.bias"])
            rows.append(state)
            held[t + 1] = state.detach()
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(torch.stack(rows[-k1:], 1), tensor(y[:, end - k1 : end])).backward()
        optimizer.step()
        debugger.run(1)
        close(debugger.gradient("h~>h.weight"), own["h~>h.weight"].grad, 1e-12)
    close(debugger.value("h~>h.weight"), own["h~>h.weight"].detach(), 1e-12)


def test_the_output_as_the_loss():
    experiment = Experiment(
        chain(Node("x", "input", 2), Node("y", "dense", 1, Choice("tanh"))),
        load("xor").data,
        Choice("output", {"reduction": "sum"}),
    )
    debugger = Debugger(experiment)
    own = start_of(debugger)
    x = torch.tensor([[0.0, 0], [0, 1], [1, 0], [1, 1]], **F64)
    torch.tanh(x @ own["x->y.weight"].T + own["y.bias"]).sum().backward()
    debugger.run(1)
    close(debugger.gradient("x->y.weight"), own["x->y.weight"].grad)
