"""Questions that people have asked about networks that do not learn, and the right answers, found with other tools.

Each file of tests/data/cases is one network. The answers come from PyTorch in double precision, NumPy or algebra, and each cure was
run by itself to make sure that it is the cause.
"""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from tiers import nightly, sample

from engine.headless.commands import run as command
from engine.insight.diagnosis.finding import ERROR, NOTE, WARNING
from engine.insight.diagnosis.trial import Examination, examine
from engine.interchange.documents.examples import EXAMPLES, load

FOLDER = Path(__file__).parent.parent / "data" / "cases"
EPOCHS = 30
NOTHING = SimpleNamespace(**dict.fromkeys(("figures", "phases", "trace", "report", "animation"), lambda *_: []))
# The cause that must come first among the errors; two names where both are right.
CAUSES = {
    "04-double-softmax": ("pair",),
    "04b-double-softmax-onehot": ("pair",),
    "05-relu-logits-dead": ("output", "pair"),
    "07b-softmax-of-one-bce": ("output", "pair"),
    "07c-softmax-of-one-mse": ("output", "pair"),
    "07-softmax-of-one": ("output",),
    "08-all-ones": ("symmetric",),
    "08b-xor-all-half": ("symmetric",),
    "09c-no-zero-grad-linear": ("zero_grad",),
    "10-wrong-sign": ("wrong sign",),
    "15-large-targets-adam": ("target scale",),
    "22-batchnorm-blocks-sum": ("cancels",),
    "24-batchnorm-batch-of-2": ("few values",),
    "30-tiny-clip-sgd": ("clipping",),
    "38-frozen": ("frozen",),
    "39-dropout": ("dropout",),
    "45-output-saturated-mse": ("output",),
    "45b-output-saturated-bce": ("output",),
    "47-xor-linear-hidden": ("linear",),
    "53-no-bias-line": ("no bias",),
}
# What the first error after "not finite" must be.
BROKEN = {"13-playground-lr1": ("learning rate",), "15-large-targets-sgd": ("target scale", "learning rate")}
# Told as a warning or a note, and nothing is called an error.
TOLD = {
    "42-lstm-without-time": "pair",
    "43-sorted-classes": "sorted",
    "16-noise-floor": "floor",
}
HEALTHY = (
    "01-xor-no-bias", "18-soft-labels", "26-lstm-mean", "26-lstm-sum", "28-decay-adam", "28-decay-adamw", "30b-tiny-clip-adam",
    "30c-clip-global", "32-sum-minibatch-healthy", "32b-sum-minibatch-1", "32b-sum-minibatch-10", "32b-sum-minibatch-5",
    "34-wide-inputs-learned", "54-rare-class", "55-encoder-8-3-8",
)  # fmt: skip
ALL = sorted(path.stem for path in FOLDER.glob("*.json"))


def found(name: str):
    return examine(Examination(load(FOLDER / f"{name}.json"), EPOCHS))


def errors(findings):
    return [finding.cause for finding in findings if finding.severity == ERROR and not finding.overcome]


def test_every_case_has_its_answer():
    assert sorted({*CAUSES, *BROKEN, *TOLD, *HEALTHY}) == ALL


@pytest.mark.parametrize("name", CAUSES)
def test_the_cause_comes_first(name):
    assert errors(found(name))[0] in CAUSES[name]


@pytest.mark.parametrize("name", BROKEN)
def test_what_broke_the_run_comes_right_after_the_break(name):
    first, second, *_ = errors(found(name))
    assert first == "not finite"
    assert second in BROKEN[name]


@pytest.mark.parametrize("name", TOLD)
def test_what_is_worth_knowing_is_no_error(name):
    findings = found(name)
    assert not errors(findings)
    assert TOLD[name] in {finding.cause for finding in findings if finding.severity in (WARNING, NOTE)}


@pytest.mark.parametrize("name", HEALTHY)
def test_a_healthy_or_finished_run_has_no_error(name):
    assert not errors(found(name))


@pytest.mark.parametrize("name", [*sample(ALL, None, often=8), *(pytest.param(name, marks=nightly) for name in EXAMPLES)])
def test_the_remedies_of_every_case_and_example_are_tried_and_the_best_is_no_worse_than_as_it_is(name, capsys):
    what = str(FOLDER / f"{name}.json") if name in ALL else name
    assert command(["diagnose", what, "--epochs", "20", "--try", "60", "--json"], NOTHING) == 0
    rows = json.loads(capsys.readouterr().out)["remedies"]
    as_it_is = next(row for row in rows if row["remedy"] is None)
    assert _left(rows[0]) <= _left(as_it_is) + as_it_is["spread"]


def _left(row):
    return float("inf") if row["left"] is None else row["left"]
