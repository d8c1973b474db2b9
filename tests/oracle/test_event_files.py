"""Event files as PyTorch's SummaryWriter writes them, with the names that Lightning, Keras and people give."""

import os

import numpy as np
import pytest

from engine import ExperimentError
from engine.insight.trace.seen import unseen
from engine.insight.trace.trace import findings
from engine.interchange.documents.event_files import NoGradients
from engine.interchange.documents.trace_file import read_trace

torch = pytest.importorskip("torch")
pytest.importorskip("tensorboard")
from torch.utils.tensorboard import SummaryWriter  # noqa: E402

STEPS = 12


def train(folder, write, seed=0):
    """Twelve steps of a small network, of which `write(writer, step, parameters, loss)` tells; the norms by layer at each step."""
    torch.manual_seed(seed)
    model = torch.nn.Sequential(
        torch.nn.Linear(3, 5), torch.nn.Tanh(), torch.nn.Linear(5, 5), torch.nn.Tanh(), torch.nn.Linear(5, 1)
    )
    x, y = torch.randn(20, 3), torch.randn(20, 1)
    optimizer, norms = torch.optim.SGD(model.parameters(), 0.1), []
    writer = SummaryWriter(str(folder))
    for step in range(STEPS):
        optimizer.zero_grad()
        loss = torch.nn.functional.mse_loss(model(x), y)
        loss.backward()
        write(writer, step, list(model.named_parameters()), loss.item())
        norms.append([float(torch.cat([p.grad.flatten() for p in model[i].parameters()]).norm()) for i in (0, 2, 4)])
        optimizer.step()
    writer.close()
    return np.array(norms)


def by_layer(trace):
    assert [layer.name for layer in trace.layers] == ["0", "2", "4"]
    return np.stack([trace.column(f"delta/{layer.name}") for layer in trace.layers], axis=1)


def lightning(writer, step, parameters, loss):
    writer.add_scalar("train_loss_step", loss, step)
    writer.add_scalar("lr-SGD", 0.1, step)
    if step % 4 == 3:
        writer.add_scalar("train_loss_epoch", loss, step)
        writer.add_scalar("val_loss", 2 * loss, step)
    for name, p in parameters:
        writer.add_scalar(f"grad_2.0_norm/{name}", p.grad.norm(), step)
    writer.add_scalar("grad_2.0_norm_total", 7.0, step)


def histograms(writer, step, parameters, loss):
    writer.add_scalar("Loss/train", loss, step)
    for name, p in parameters:
        writer.add_histogram(name, p, step)
        writer.add_histogram(f"{name}.grad", p.grad, step)


def together(writer, step, parameters, loss):
    writer.add_scalar("loss", loss, step)
    writer.add_scalars("grad_norm", {name: p.grad.norm() for name, p in parameters}, step)


@pytest.mark.parametrize("write", [lightning, histograms, together])
def test_weight_and_bias_are_one_layer(tmp_path, write):
    norms = train(tmp_path, write)
    np.testing.assert_allclose(by_layer(read_trace(tmp_path)), norms, rtol=1e-5)


def test_what_lightning_logs(tmp_path):
    train(tmp_path, lightning)
    trace = read_trace(tmp_path)
    assert (trace.column("norm") == 7).all(), "the total is no layer"
    assert np.isfinite(trace.column("loss")).all(), "of the losses the one of each step"
    assert np.flatnonzero(np.isfinite(trace.column("held_out"))).tolist() == [3, 7, 11]
    np.testing.assert_allclose(trace.column("rate"), 0.1, rtol=1e-6)


def test_nothing_is_said_of_updates_that_were_not_written(tmp_path):
    train(tmp_path, histograms)
    trace = read_trace(tmp_path)
    assert not {"slow", "not trained", "learning rate"} & {finding.cause for finding in findings(trace)}
    assert "how much the updates change the weights" in map(str, unseen(trace))


def test_the_newest_of_several_runs(tmp_path):
    for number in range(3):
        train(tmp_path / "lightning_logs" / f"version_{number}", lightning, seed=number)
    old = tmp_path / "lightning_logs" / "version_1"
    for entry in old.parent.glob("version_*/*"):
        os.utime(entry, (1, 1) if entry.parent != old else (2, 2))
    assert read_trace(tmp_path).source == str(old)


def test_train_and_validation_of_keras_are_one_run(tmp_path):
    for name, factor in (("train", 1), ("validation", 3)):
        train(
            tmp_path / "run" / name,
            lambda writer, step, _, loss, factor=factor: writer.add_scalar("epoch_loss", factor * loss, step),
        )
    trace = read_trace(tmp_path)
    assert trace.source == str(tmp_path / "run")
    np.testing.assert_allclose(trace.column("held_out"), 3 * trace.column("loss"), rtol=1e-6)
    told = list(map(str, unseen(trace)))
    assert "the gradients of the layers" in told
    assert not [words for words in told if "recorder" in words]
    findings(trace)


def test_means_and_deviations_give_root_mean_squares(tmp_path):
    def write(writer, step, parameters, loss):
        for name, p in parameters:
            if p.ndim > 1:
                writer.add_scalar(f"grads/{name}/mean", p.grad.mean(), step)
                writer.add_scalar(f"grads/{name}/std", p.grad.std(correction=0), step)
                squares.append(float((p.grad**2).mean() ** 0.5))

    squares = []
    train(tmp_path, write)
    np.testing.assert_allclose(by_layer(read_trace(tmp_path)).flatten(), squares, rtol=1e-4)


def test_tags_of_ones_own_are_named_by_a_pattern(tmp_path):
    def write(writer, step, parameters, loss):
        for name, p in parameters:
            writer.add_scalar(f"stats/{name}/g", p.grad.norm(), step)

    norms = train(tmp_path, write)
    with pytest.raises(NoGradients, match=r"found: stats/0.weight/g.*pattern") as caught:
        read_trace(tmp_path)
    assert "stats/4.bias/g" in caught.value.tags
    np.testing.assert_allclose(by_layer(read_trace(tmp_path, "stats/*/g")), norms, rtol=1e-5)
    with pytest.raises(ExperimentError):
        read_trace(tmp_path, "other/*")


def test_layers_whose_parameters_were_never_written_together_are_no_gradients(tmp_path):
    writer = SummaryWriter(str(tmp_path))
    for step in range(4):
        writer.add_scalar(f"grad_norm/fc.{('weight', 'bias')[step % 2]}", 1.0, step)
    writer.close()
    with pytest.raises(NoGradients):
        read_trace(tmp_path)


def test_norms_whose_squares_no_double_holds_are_infinite(tmp_path):
    writer = SummaryWriter(str(tmp_path))
    for step in range(3):
        writer.add_tensor("grad_norm/fc", torch.tensor(10.0 ** (100 * step), dtype=torch.float64), step)
    writer.close()
    np.testing.assert_array_equal(read_trace(tmp_path).column("delta/fc")[1:], [1e100, np.inf])
