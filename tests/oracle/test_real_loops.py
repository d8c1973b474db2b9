"""The recorder on loops of other kinds than the plain one: nothing changes, nothing raises, and the numbers are the step's."""

import copy
import io
import os
import sys
from pathlib import Path

import numpy as np
import pytest

from engine.insight.trace.seen import unseen
from engine.insight.trace.trace import Trace, findings
from engine.interchange.documents.trace_file import read_trace

if os.environ.get("CI"):
    import torch
else:
    torch = pytest.importorskip("torch")
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "resources" / "recorder"))
from bpx_record import Recorder  # noqa: E402

nn = torch.nn
torch.set_num_threads(1)
MSE = nn.MSELoss()
X = torch.randn(64, 4, generator=torch.Generator().manual_seed(1))
Y = torch.sin(X.sum(1, keepdim=True))


def net(function=nn.Tanh):
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(4, 16), function(), nn.Linear(16, 16), function(), nn.Linear(16, 1))


def sgd(model):
    return torch.optim.SGD(model.parameters(), lr=0.05)


def run(folder, model, steps=12, between=None, loss_of=None, after=None, x=X, y=Y, **options):
    """A loop; `between` comes between backward and step."""
    optimizer = sgd(model)
    with Recorder(model, optimizer, MSE, str(folder), **options) as recorder:
        for number in range(steps):
            optimizer.zero_grad()
            (loss_of or (lambda m: MSE(m(x), y)))(model).backward()
            if between:
                between(optimizer)
            optimizer.step()
            if after:
                after(number, model)
    return read_trace(recorder.folder or folder)


def test_micro_batches_are_one_step(tmp_path):
    """Two halves with half the loss each are the whole batch: loss, deltas and idle shares are the same."""
    whole = run(tmp_path / "a", net(nn.ReLU))
    model = net(nn.ReLU)
    optimizer = sgd(model)
    with Recorder(model, optimizer, MSE, str(tmp_path / "b")):
        for _ in range(12):
            optimizer.zero_grad()
            for part in (slice(0, 32), slice(32, 64)):
                (MSE(model(X[part]), Y[part]) / 2).backward()
            optimizer.step()
    parts = read_trace(tmp_path / "b")
    for name in ("loss", "delta/0", "delta/4", "idle/0", "mean/2", "grad/2.weight"):
        np.testing.assert_allclose(parts.column(name), whole.column(name), rtol=1e-4, err_msg=name)


def test_a_closure_is_measured_after_its_first_call(tmp_path):
    model = net()
    optimizer = torch.optim.LBFGS(model.parameters(), max_iter=4)
    losses = []

    def closure():
        optimizer.zero_grad()
        loss = MSE(model(X), Y)
        loss.backward()
        losses.append(loss.item())
        return loss

    with Recorder(model, optimizer, MSE, str(tmp_path)):
        for _ in range(3):
            losses.clear()
            optimizer.step(closure)
    trace = read_trace(tmp_path)
    assert trace.column("loss")[-1] == pytest.approx(losses[0], rel=1e-6)
    assert np.isfinite(trace.column("grad/0.weight")).all()
    assert trace.column("delta/0")[-1] > 0


def test_a_scaled_loss_is_scaled_back(tmp_path):
    plain, model, scaler = run(tmp_path / "a", net()), net(), torch.amp.GradScaler("cpu")
    optimizer = sgd(model)
    with Recorder(model, optimizer, MSE, str(tmp_path / "b")):
        for _ in range(12):
            optimizer.zero_grad()
            scaler.scale(MSE(model(X), Y)).backward()
            scaler.step(optimizer)
            scaler.update()
    scaled = read_trace(tmp_path / "b")
    assert set(scaled.column("scale")) == {65536.0}
    for name in ("loss", "baseline", "delta/0", "grad/0.weight", "clip"):
        np.testing.assert_allclose(scaled.column(name), plain.column(name), rtol=1e-3, err_msg=name)


def test_clipping_is_seen(tmp_path):
    model = net()
    trace = run(tmp_path, model, between=lambda _: nn.utils.clip_grad_norm_(model.parameters(), 1e-3))
    norms = np.sqrt(sum(trace.column(name) ** 2 for name in trace.columns if name.startswith("grad/")))
    np.testing.assert_allclose(norms, 1e-3, rtol=1e-3)
    assert (trace.column("clip") < 0.1).all()
    assert (run(tmp_path, net()).column("clip") == 1).all()


def test_a_faulty_hook_costs_one_line_and_no_step(tmp_path, monkeypatch):
    from bpx_record import layers

    def broken(value):
        raise RuntimeError("no moments today")

    monkeypatch.setattr(layers, "moments", broken)
    bare, model = net(), net()
    for _ in range(12):
        bare.zero_grad()
        MSE(bare(X), Y).backward()
        with torch.no_grad():
            for p in bare.parameters():
                p -= 0.05 * p.grad
    trace = run(tmp_path, model)
    assert all(torch.allclose(a, b) for a, b in zip(bare.parameters(), model.parameters(), strict=True))
    assert "no moments today" in trace.told.faults[0]
    assert "no moments today" in " ".join(map(str, unseen(trace)))
    assert np.isfinite(trace.column("grad/0.weight")).all()


def test_a_copy_has_no_hooks_and_needs_no_recorder(tmp_path):
    copies = []

    def keep(number, model):
        copies.append(copy.deepcopy(model))
        stream = io.BytesIO()
        torch.save(model, stream)
        stream.seek(0)
        assert b"bpx_record" not in stream.getvalue()
        copies.append(torch.load(stream, weights_only=False))

    trace = run(tmp_path, net(), 2, after=keep)
    assert trace.told.faults == ()
    for found in copies:
        MSE(found(X), Y).backward()  # its hooks do nothing


def test_a_run_is_never_overwritten_and_can_go_on(tmp_path):
    folder = tmp_path / "trace"
    model = net()
    run(folder, model, 5)
    assert run(folder, model, 3).source.endswith("trace-2")
    assert len(read_trace(folder).steps) == 5
    assert run(folder, model, 3, resume=True).steps.tolist() == list(range(8))
    assert run(folder, model, 2, replace=True).steps.tolist() == [0, 1]


def test_the_limit_of_a_run_that_goes_on_counts_the_arrays_that_are_there(tmp_path):
    model = net()
    run(tmp_path, model, 1, arrays=True)
    size = sum(path.stat().st_size for path in tmp_path.glob("*.npz"))
    assert run(tmp_path, model, 5, resume=True, arrays=True, limit_mb=size / 2**20).full == 1


def test_what_was_not_measured_is_not_nan(tmp_path):
    """A layer that is skipped and a parameter that is unfrozen on the way are no broken numbers; a NaN is."""

    class Skips(nn.Module):
        def __init__(self):
            super().__init__()
            self.one, self.two, self.out, self.calls = nn.Linear(4, 8), nn.Linear(8, 8), nn.Linear(8, 1), 0

        def forward(self, x):
            self.calls += 1
            h = torch.tanh(self.one(x))
            return self.out(h + torch.tanh(self.two(h)) if self.calls % 2 else h)

    torch.manual_seed(0)
    model = Skips()
    model.one.requires_grad_(False)
    trace = run(tmp_path / "a", model, after=lambda n, m: m.one.requires_grad_(n > 4))
    assert np.isnan(trace.column("delta/two")[1::2]).all()
    assert np.isfinite(trace.column("grad/one.weight")[-3:]).all()
    assert not any(trace.broken(name).any() for name in trace.columns)
    assert "not finite" not in {finding.cause for finding in findings(trace)}


def poisoned(layer):
    def poison(number, model):
        if number == 7:
            with torch.no_grad():
                model[layer].weight[0, 0] = float("inf")

    return poison


def test_the_first_bad_number_is_placed_where_it_began(tmp_path):
    found = findings(run(tmp_path / "a", net(), after=poisoned(2)))[0]
    assert (found.cause, found.layers, found.step) == ("not finite", ("2",), 8)
    assert "weights" in str(found)
    bad = X.clone()
    bad[3, 1] = float("nan")
    found = findings(run(tmp_path / "b", net(), x=bad))[0]
    assert "inputs" in str(found)


def test_dead_channels_and_a_branch_of_nothing(tmp_path):
    torch.manual_seed(0)
    model = nn.Sequential(nn.Conv2d(1, 8, 3), nn.BatchNorm2d(8), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(72, 1))
    with torch.no_grad():
        model[1].bias[:7] = -100
    trace = run(tmp_path / "a", model, x=torch.randn(16, 1, 8, 8), y=torch.randn(16, 1))
    assert trace.column("idle/0")[-1] == pytest.approx(7 / 8)
    assert trace.layers[0].activation == "relu"
    found = next(finding for finding in findings(trace) if finding.cause == "dead")
    assert found.layers == ("0",)

    class Branch(nn.Module):
        def __init__(self):
            super().__init__()
            self.one, self.side, self.out = nn.Linear(4, 16), nn.Linear(16, 16), nn.Linear(16, 1)

        def forward(self, x):
            h = torch.tanh(self.one(x))
            return self.out(h + 0 * self.side(h))

    cut = next(finding for finding in findings(run(tmp_path / "b", Branch())) if finding.cause == "cut off")
    assert cut.layers == ("side",)


def test_a_functional_loss_is_recognised_by_its_value(tmp_path):
    model = nn.Sequential(nn.Linear(4, 3))
    optimizer, labels = sgd(model), torch.tensor([0, 0, 0, 1] * 16)
    with Recorder(model, optimizer, folder=str(tmp_path)) as recorder:
        for _ in range(3):
            optimizer.zero_grad()
            outputs = model(X)
            recorder.loss(nn.functional.cross_entropy(outputs, labels), outputs, labels).backward()
            optimizer.step()
    trace = read_trace(tmp_path)
    assert trace.column("baseline")[0] == pytest.approx(-(0.75 * np.log(0.75) + 0.25 * np.log(0.25)), rel=1e-5)
    assert trace.column("zero")[0] == pytest.approx(np.log(3), rel=1e-5)


def test_two_networks_have_their_own_losses_and_folders(tmp_path):
    first, second, criterion = net(), nn.Sequential(nn.Linear(1, 8), nn.Tanh(), nn.Linear(8, 1)), nn.BCEWithLogitsLoss()
    of_first, of_second = sgd(first), sgd(second)
    recorders = [Recorder(model, optimizer, criterion, str(tmp_path / "trace"))
                 for model, optimizer in ((first, of_first), (second, of_second))]  # fmt: skip
    ones, zeros = torch.ones(64, 1), torch.zeros(64, 1)
    for _ in range(3):
        fake = first(X)
        of_second.zero_grad()
        critic = criterion(second(Y), ones) + criterion(second(fake.detach()), zeros)
        critic.backward()
        of_second.step()
        of_first.zero_grad()
        maker = criterion(second(fake), ones)
        maker.backward()
        of_first.step()
    for recorder, wanted in zip(recorders, (maker, critic), strict=True):
        recorder.close()
        assert read_trace(recorder.folder).column("loss")[-1] == pytest.approx(wanted.item(), rel=1e-5)


class Reader(nn.Module):
    def __init__(self, packed=False, cell=False, **settings):
        super().__init__()
        self.rnn = nn.LSTMCell(3, 8) if cell else nn.LSTM(3, 8, batch_first=True, **settings)
        self.head, self.packed, self.cell = nn.Linear(8 * (2 if settings.get("bidirectional") else 1), 1), packed, cell

    def forward(self, x):
        if self.cell:
            state = None
            for t in range(x.shape[1]):
                state = self.rnn(x[:, t], state)
            return self.head(state[0])
        if self.packed:
            lengths = torch.arange(len(x)) % 4 + 9
            x = nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
        return self.head(self.rnn(x)[1][0].transpose(0, 1).flatten(1))


@pytest.mark.parametrize(
    "made", [{"packed": True}, {"bidirectional": True}, {"packed": True, "bidirectional": True}, {"cell": True}]
)
def test_gradients_through_time_of_other_kinds(made, tmp_path):
    torch.manual_seed(0)
    x = torch.randn(8, 12, 3).double()
    trace = run(tmp_path, Reader(**made).double(), 1, x=x, y=x[:, 0, :1].clone(), arrays=True)
    through = trace.through[0]
    assert len(through) == (2 if made.get("bidirectional") else 1)
    for part in through:
        assert part.difference <= 1e-10
        assert len(part.norms) == 12
        assert part.norms[-1] > 0 or made.get("packed")


def test_what_cannot_be_replayed_is_said(tmp_path):
    class Stacked(nn.Module):
        def __init__(self):
            super().__init__()
            self.rnn, self.head = nn.LSTM(3, 8, num_layers=2, dropout=0.5, batch_first=True), nn.Linear(8, 1)

        def forward(self, x):
            return self.head(self.rnn(x)[0][:, -1])

    x = torch.randn(8, 5, 3)
    trace = run(tmp_path, Stacked(), 1, x=x, y=x[:, 0, :1].clone(), arrays=True)
    assert trace.through == {}
    assert "dropout between its layers" in " ".join(map(str, unseen(trace)))


def test_a_model_that_was_never_called_is_said():
    trace = Trace("run", (), np.arange(3), {"loss": np.ones(3)})
    assert "none was called" in " ".join(map(str, unseen(trace)))
