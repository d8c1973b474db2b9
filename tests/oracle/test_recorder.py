"""The recorder beside a real PyTorch run: it reads and never changes, and what it writes is diagnosed rightly."""

import json
import os
import sys
from pathlib import Path

import numpy as np
import pytest

from engine import Debugger, ExperimentError
from engine.headless import commands
from engine.insight.trace.recurrent import experiment_of, why_not
from engine.insight.trace.trace import facts, findings, overcome
from engine.interchange.documents import trace_file
from engine.interchange.documents.trace_file import read_trace

if os.environ.get("CI"):
    import tensorboard  # noqa: F401
    import torch
else:
    torch = pytest.importorskip("torch")
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "resources" / "recorder"))
from bpx_record import Recorder  # noqa: E402

nn = torch.nn
torch.set_num_threads(1)


def mlp(function, depth=12, width=32, start=None, inputs=6):
    layers = []
    for place in range(depth):
        linear = nn.Linear(inputs if not place else width, 1 if place == depth - 1 else width)
        if start is not None:
            start(linear.weight)
            nn.init.zeros_(linear.bias)
        layers += [linear, function()] if place < depth - 1 else [linear]
    return nn.Sequential(*layers)


class Loop(nn.Module):
    def __init__(self, kind="LSTM", layers=1, **settings):
        super().__init__()
        self.rnn = getattr(nn, kind)(3, 8, num_layers=layers, batch_first=True, **settings)
        self.head = nn.Linear(8, 1)

    def forward(self, x):
        return self.head(self.rnn(x)[0][:, -1])


def regression(samples=64, inputs=6):
    torch.manual_seed(1)
    x = torch.randn(samples, inputs)
    return x, torch.sin(2 * x.sum(1, keepdim=True))


def memory(samples=16, length=30):
    torch.manual_seed(2)
    x = torch.randn(samples, length, 3)
    return x, x[:, 0, :1].clone()


def train(model, data, folder=None, steps=60, rate=0.05, criterion=None, optimizer=torch.optim.SGD, watch=None, **options):
    criterion = criterion or nn.MSELoss()
    chosen = optimizer(model.parameters(), lr=rate)
    recorder = Recorder(model, chosen, criterion, folder, **options) if folder else None
    for step in range(steps):
        chosen.zero_grad()
        loss = criterion(model(data[0]), data[1])
        loss.backward()
        if watch:
            watch(step, model)
        chosen.step()
    if recorder:
        recorder.close()
    return [p.detach().clone() for p in model.parameters()]


def seeded(make):
    torch.manual_seed(0)
    return make()


def test_recording_changes_no_bit(tmp_path):
    for make, data in ((lambda: mlp(nn.ReLU), regression()), (Loop, memory())):
        bare = train(seeded(make), data)
        model = seeded(make)
        seen = train(model, data, tmp_path, arrays=True)
        assert all(torch.equal(a, b) for a, b in zip(bare, seen, strict=True))
        assert not any(module._forward_hooks for module in model.modules())


def test_the_numbers_are_those_of_autograd(tmp_path):
    """Deltas by retain_grad, norms of gradients, updates and weights by hand, for one step."""
    data, model = regression(), seeded(lambda: mlp(nn.Tanh, 4))
    outputs = []
    for layer in model:
        if isinstance(layer, nn.Linear):
            layer.register_forward_hook(lambda m, i, o: (o.retain_grad(), outputs.append(o))[0])
    before = [p.detach().clone() for p in model.parameters()]
    after = train(model, data, tmp_path, steps=1)
    trace = read_trace(tmp_path)
    assert [layer.name for layer in trace.layers] == ["0", "2", "4", "6"]
    assert [layer.activation for layer in trace.layers] == ["tanh", "tanh", "tanh", ""]
    wanted = [float(o.grad.double().square().mean().sqrt()) for o in outputs]
    np.testing.assert_allclose(trace.of_layers("delta", 0), wanted, rtol=1e-6)
    for place, (name, p) in enumerate(model.named_parameters()):
        assert trace.column(f"grad/{name}")[0] == pytest.approx(float(p.grad.double().norm()), rel=1e-6)
        assert trace.column(f"param/{name}")[0] == pytest.approx(float(before[place].double().norm()), rel=1e-6)
        assert trace.column(f"update/{name}")[0] == pytest.approx(float((after[place] - before[place]).double().norm()), rel=1e-5)
    hidden = torch.tanh(outputs[0].detach())
    assert trace.column("spread/0")[0] == pytest.approx(float(hidden.std(unbiased=False)), rel=1e-5)
    assert trace.column("baseline")[0] == pytest.approx(float(data[1].var(unbiased=False)), rel=1e-5)


CAUSES = {
    "vanishing": (lambda: mlp(nn.Sigmoid), 0.05, "vanishing by depth"),
    "healthy": (lambda: mlp(nn.ReLU, start=nn.init.kaiming_normal_), 0.02, None),
    "exploding": (lambda: mlp(nn.Tanh, start=lambda w: nn.init.normal_(w, std=1.0)), 0.05, "initial scale"),
    "steps too large": (lambda: mlp(nn.ReLU, 3, start=nn.init.kaiming_normal_), 3.0, "learning rate"),
}


@pytest.mark.parametrize("name", CAUSES)
def test_the_cause_is_found_in_a_deep_network(name, tmp_path):
    make, rate, cause = CAUSES[name]
    train(seeded(make), regression(), tmp_path, 150, rate)
    errors = [finding for finding in findings(read_trace(tmp_path)) if finding.severity == "error"]
    if cause is None:
        assert not errors
        return
    causes = {finding.cause for finding in errors}
    assert cause in causes or (name == "steps too large" and "not finite" in causes)
    if name == "vanishing":
        found = next(finding for finding in errors if finding.cause == cause)
        assert found.layers[0] == "0"
        assert "18" not in found.layers


LOOPS = {
    "lstm": (lambda: Loop("LSTM"), {}),
    "two lstms": (lambda: Loop("LSTM", 2), {}),
    "gru": (lambda: Loop("GRU"), {}),
    "rnn": (lambda: Loop("RNN"), {}),
    "rnn with relu, no bias": (lambda: Loop("RNN", nonlinearity="relu", bias=False), {}),
}


@pytest.mark.parametrize("name", LOOPS)
def test_a_recurrent_layer_is_replayed_with_proof(name, tmp_path):
    """Our gradients of its weights equal the recorded ones; in double precision to 1e-12."""
    make, data = LOOPS[name][0], tuple(part.double() for part in memory())
    train(seeded(make).double(), data, tmp_path, 25, arrays=True)
    trace = read_trace(tmp_path)
    assert list(trace.through) == [0, 10, 20]
    for through in trace.through.values():
        assert through[0].difference <= 1e-12
        assert len(through[0].norms) == 30


def test_the_gradient_through_time_is_the_whole_one(tmp_path):
    """A hook on nn.LSTM sees a gradient at the last step only; unrolled by hand with retain_grad every step has one: ours."""
    data, model = tuple(part.double() for part in memory()), seeded(Loop).double()
    cell = nn.LSTMCell(3, 8).double()
    for ours, theirs in zip(cell.parameters(), model.rnn.parameters(), strict=True):
        ours.data.copy_(theirs.data)
    h = c = torch.zeros(16, 8).double()
    states = []
    for t in range(30):
        h, c = cell(data[0][:, t], (h, c))
        h.retain_grad()
        states.append(h)
    nn.MSELoss()(model.head(h), data[1]).backward()
    wanted = [float(state.grad.norm()) for state in states]
    model.zero_grad()
    train(model, data, tmp_path, 1, arrays=True)
    through = read_trace(tmp_path).through[0][0]
    np.testing.assert_allclose(through.norms, wanted, rtol=1e-10)
    assert through.norms[0] < 1e-3 * through.norms[-1]


@pytest.mark.long
def test_an_untrained_lstm_is_told_to_forget(tmp_path, capsys):
    train(seeded(Loop), memory(length=60), tmp_path, 60, 0.01, arrays=True)
    found = findings(read_trace(tmp_path))
    assert found[0].cause == "vanishing through time"
    assert found[0].layers == ("rnn",)
    assert "open-gates" in found[0].remedies
    assert commands.run(["diagnose", str(tmp_path), "--json"], None) == 0
    told = json.loads(capsys.readouterr().out)["findings"]
    assert told[0]["cause"] == "vanishing through time"


@pytest.mark.long
def test_what_was_overcome_is_told_apart(tmp_path):
    """With Adam the same LSTM opens its gates by itself: at the end nothing vanishes any more, and the diagnosis says so."""
    train(seeded(Loop), memory(length=40), tmp_path, 300, 0.003, optimizer=torch.optim.Adam, arrays=True)
    trace = read_trace(tmp_path)
    last = trace.through_at(len(trace.steps) - 1)[0].norms
    assert last[0] > 1e-3 * last[-1]
    assert "vanishing through time" not in {finding.cause for finding in findings(trace)}
    assert "vanishing through time" in {finding.cause for finding in overcome(trace)}
    assert "vanishing through time" in {finding.cause for finding in findings(trace, 25)}


def test_a_replayed_layer_opens_as_an_experiment(tmp_path):
    train(seeded(Loop), memory(), tmp_path, 2, arrays=True)
    trace = read_trace(tmp_path)
    layer = trace.layers[0]
    call = trace_file.recorded(tmp_path, layer, 0)
    assert why_not(call) is None
    debugger = Debugger(experiment_of(call))
    debugger.run(1)
    assert debugger.gradient("h.a[30]") is not None


def test_states_that_cannot_be_replayed_are_told(tmp_path):
    class Carried(Loop):
        def forward(self, x):
            states = tuple(torch.ones(1, len(x), 8) for _ in range(2))
            return self.head(self.rnn(x, states)[0][:, -1])

    train(seeded(Carried), memory(), tmp_path, 1, arrays=True)
    trace = read_trace(tmp_path)
    assert trace.through == {}
    assert "different state for each sample" in str(why_not(trace_file.recorded(tmp_path, trace.layers[0], 0)))


def test_the_last_state_may_be_used_instead_of_the_output(tmp_path):
    class Final(Loop):
        def forward(self, x):
            return self.head(self.rnn(x)[1][0][-1])

    data = tuple(part.double() for part in memory())
    train(seeded(lambda: Final("LSTM")).double(), data, tmp_path, 1, arrays=True)
    assert read_trace(tmp_path).through[0][0].difference <= 1e-12


def test_every_tenth_step_a_limit_and_following_live(tmp_path):
    train(seeded(lambda: mlp(nn.ReLU)), regression(), tmp_path, 35, every=10)
    assert read_trace(tmp_path).steps.tolist() == [0, 10, 20, 30]
    with open(tmp_path / "rows.f64", "ab") as rows:  # a row that is being written
        rows.write(b"\0" * 12)
    assert len(read_trace(tmp_path).steps) == 4
    train(seeded(Loop), memory(), tmp_path, 200, limit_mb=0.02, replace=True)
    trace = read_trace(tmp_path)
    assert trace.full is not None
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) < 30_000
    train(seeded(Loop), memory(), tmp_path, 30, arrays=True, limit_mb=0.1, replace=True)
    assert len(read_trace(tmp_path).steps) == 30
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) < 120_000


def test_the_first_value_that_is_not_finite(tmp_path):
    def poison(step, model):
        if step == 7:
            model[4].weight.grad[0, 0] = float("nan")

    train(seeded(lambda: mlp(nn.ReLU, 5)), regression(), tmp_path, 20, watch=poison)
    found = findings(read_trace(tmp_path))[0]
    assert (found.cause, found.step) == ("not finite", 7)


def test_a_plain_function_as_loss_and_an_embedding(tmp_path):
    class Tagger(nn.Module):
        def __init__(self):
            super().__init__()
            self.embed, self.out = nn.Embedding(9, 5), nn.Linear(5, 3)

        def forward(self, x):
            return self.out(torch.tanh(self.embed(x)))

    model = seeded(Tagger)
    optimizer = torch.optim.AdamW(model.parameters())
    with Recorder(model, optimizer, folder=str(tmp_path)) as recorder:
        for _ in range(3):
            optimizer.zero_grad()
            loss = recorder.loss(nn.functional.cross_entropy(model(torch.arange(9)), torch.arange(9) % 3))
            loss.backward()
            optimizer.step()
    trace = read_trace(tmp_path)
    assert [layer.name for layer in trace.layers] == ["out"]
    assert trace.column("loss")[2] == pytest.approx(loss.item(), rel=1e-6)
    assert facts(trace).baseline == pytest.approx(trace.column("loss")[0])


CRITERIA = [
    (nn.CrossEntropyLoss(), torch.tensor([0, 0, 0, 1]), -(0.75 * np.log(0.75) + 0.25 * np.log(0.25)), 2),
    (nn.BCEWithLogitsLoss(), torch.tensor([[1.0], [0.0], [0.0], [0.0]]), -(0.25 * np.log(0.25) + 0.75 * np.log(0.75)), 1),
    (nn.L1Loss(), torch.tensor([[0.0], [0.0], [1.0]]), 1 / 3, 1),
]


@pytest.mark.parametrize(("criterion", "targets", "wanted", "width"), CRITERIA)
def test_the_loss_of_the_best_constant_answer(criterion, targets, wanted, width, tmp_path):
    train(seeded(lambda: nn.Linear(3, width)), (torch.randn(len(targets), 3), targets), tmp_path, 1, criterion=criterion)
    assert facts(read_trace(tmp_path)).baseline == pytest.approx(wanted, rel=1e-5)


def test_gradient_norms_of_tensorboard(tmp_path):
    pytest.importorskip("tensorboard")
    from torch.utils.tensorboard import SummaryWriter

    model, data = seeded(lambda: mlp(nn.Sigmoid, 6)), regression()
    writer = SummaryWriter(str(tmp_path))

    def write(step, model):
        writer.add_scalar("train/loss", 1.0 / (step + 1), step)
        for name, p in model.named_parameters():
            if name.endswith("weight"):
                writer.add_scalar(f"grad_norm/{name}", p.grad.norm(), step)

    train(model, data, steps=20, watch=write)
    writer.close()
    trace = read_trace(tmp_path)
    assert [layer.name for layer in trace.layers] == ["0", "2", "4", "6", "8", "10"]
    assert len(trace.steps) == 20
    assert trace.column("loss")[3] == pytest.approx(0.25)
    norms = [float(p.grad.norm()) for name, p in model.named_parameters() if name.endswith("weight")]
    np.testing.assert_allclose(trace.of_layers("delta", 19), norms, rtol=1e-6)


def test_a_folder_without_a_run_says_what_it_should_hold(tmp_path):
    with pytest.raises(ExperimentError, match="this folder contains no recorded run.*manifest.json"):
        read_trace(tmp_path)
