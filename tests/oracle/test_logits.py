"""What a criterion that takes logits was given, told from a record: values of a sigmoid, and targets that are no probabilities."""

import os
import sys
from pathlib import Path

import pytest

from engine.insight.diagnosis.advice import advice
from engine.insight.diagnosis.finding import ERROR
from engine.insight.trace.trace import findings
from engine.interchange.documents.trace_file import read_trace

if os.environ.get("CI"):
    import torch
else:
    torch = pytest.importorskip("torch")
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "resources" / "recorder"))
from bpx_record import Recorder  # noqa: E402

nn, functional = torch.nn, torch.nn.functional
torch.set_num_threads(1)


def recorded(folder, after, targets, criterion=None, function=None, units=1, bias=0.0):
    """A small classifier, with a function after its last layer, a criterion or a loss function that is told to the recorder."""
    torch.manual_seed(0)
    x = torch.randn(64, 5)
    model = nn.Sequential(nn.Linear(5, 16), nn.ReLU(), nn.Linear(16, units))
    nn.init.constant_(model[2].bias, bias)
    optimizer = torch.optim.Adam(model.parameters(), 0.003)
    with Recorder(model, optimizer, criterion, str(folder)) as recorder:
        for _ in range(80):
            optimizer.zero_grad()
            outputs, y = after(model(x)), targets(x)
            loss = criterion(outputs, y) if criterion else recorder.loss(function(outputs, y), outputs, y)
            loss.backward()
            optimizer.step()
    return findings(read_trace(folder))


def rare(x):
    return (x[:, 0] + x[:, 1] > 1.4).float()


def column(x):
    return rare(x)[:, None]


def numbers(x):
    return (x[:, :1].argsort(0).argsort(0) // 8).float()


GIVEN = {
    "a criterion": {"after": torch.sigmoid, "targets": column, "criterion": nn.BCEWithLogitsLoss()},
    "in another shape": {"after": lambda z: torch.sigmoid(z).squeeze(1), "targets": rare, "criterion": nn.BCEWithLogitsLoss()},
    "a function": {"after": torch.sigmoid, "targets": column, "function": functional.binary_cross_entropy_with_logits},
    "classes": {"after": torch.sigmoid, "targets": lambda x: rare(x).long(), "criterion": nn.CrossEntropyLoss(), "units": 2},
}


@pytest.mark.parametrize("name", GIVEN)
def test_a_sigmoid_before_a_criterion_that_takes_logits_is_told_first(name, tmp_path):
    first = recorded(tmp_path, **GIVEN[name])[0]
    assert first.cause == "pair"
    assert "from a sigmoid" in str(first)
    assert advice(first)


@pytest.mark.parametrize(
    "given",
    [
        {"after": torch.sigmoid, "criterion": nn.BCELoss()},
        {"after": lambda z: z, "criterion": nn.BCEWithLogitsLoss(), "bias": 0.5},
        {"after": lambda z: 8 * torch.sigmoid(z) - 4, "criterion": nn.BCEWithLogitsLoss()},
    ],
    ids=["probabilities", "logits between 0 and 1", "logits with limits"],
)
def test_logits_are_not_told_by_their_size(given, tmp_path):
    found = recorded(tmp_path, targets=column, **given)
    assert not {"pair", "softmax twice", "target range"} & {finding.cause for finding in found}


def test_class_numbers_as_probabilities_are_told_and_a_loss_below_0_is_not_solved(tmp_path):
    """Where t > 1, the loss softplus(z) - t z falls without end."""
    found = recorded(tmp_path, lambda z: z, numbers, nn.BCEWithLogitsLoss())
    assert (found[0].cause, found[0].severity) == ("target range", ERROR)
    assert found[0].args == {"low": "0", "high": "7"}
    assert "cross-entropy" in advice(found[0])
    assert "solved" not in {finding.cause for finding in found}
