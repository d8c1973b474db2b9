"""Training steps whose targets are all masked or ignored: their loss is 0, their gradient is 0, and it is said."""

from dataclasses import replace

import numpy as np
import pytest

from engine import Choice, Debugger, Experiment, Network, Node, Training, Wire
from engine.headless.commands import run
from engine.insight.diagnosis.checks import diagnose
from engine.insight.diagnosis.evidence import Observer
from engine.insight.diagnosis.facts import facts
from engine.insight.moment.gradcheck import gradient_check
from engine.interchange.documents import experiment_file
from engine.interchange.models.numpy_script import numpy_script
from engine.program.check import check
from engine.runtime import backends
from engine.runtime.breakpoints import DONE
from engine.runtime.execute.executor import NumpyBackend

SAYS = "have only ignored or masked targets"


def masked(mask, **training):
    """One weight, y = w x, with the targets 1, 2, 3, 4."""
    network = Network((Node("x", "input", 1), Node("y", "dense", 1)), (Wire("x", "y"),))
    data = {"inputs": [[1], [1], [2], [2]], "targets": [[1], [2], [3], [4]], "mask": mask}
    start = {"x->y.weight": [[0.5]], "y.bias": [0.0]}
    return Experiment(network, Choice("table", data), Choice("mse"), Choice("sgd", {"learning_rate": 0.1}),
                      Training(batch_size=2, **training), parameters=start)  # fmt: skip


def ignored():
    """Two classes; the samples of the second batch are all of the ignored class."""
    network = Network((Node("x", "input", 1), Node("y", "dense", 2)), (Wire("x", "y"),))
    data = {"inputs": [[1], [1], [2], [2]], "targets": [[0], [1], [-100], [-100]]}
    return Experiment(network, Choice("table", data), Choice("cross_entropy"), training=Training(batch_size=2))


def windowed():
    """Four time steps in windows of two; nothing counts in the second."""
    network = Network((Node("x", "input", 1), Node("h", "rnn", 2, Choice("tanh")), Node("y", "dense", 1)),
                      (Wire("x", "h"), Wire("h", "y")))  # fmt: skip
    data = {"inputs": np.ones((2, 4, 1)).tolist(), "targets": np.ones((2, 4, 1)).tolist(), "mask": [[1, 1, 0, 0]] * 2}
    return Experiment(network, Choice("table", data), Choice("mse"), training=Training(truncate={"k1": 2, "k2": 2}))


CASES = {"batch": masked([1, 1, 0, 0]), "ignored": ignored(), "window": windowed()}


@pytest.fixture(params=["native", "numpy"])
def backend(request, monkeypatch):
    if request.param == "numpy":
        monkeypatch.setattr(backends, "chosen", lambda: NumpyBackend)


@pytest.mark.usefixtures("backend")
@pytest.mark.parametrize("name", CASES)
def test_a_step_without_a_target_changes_nothing(name):
    debugger = Debugger(CASES[name])
    debugger.run(1)
    assert float(debugger.value("loss")) > 0
    before = debugger.learned()
    stop = debugger.run(1)
    assert stop.reason == DONE
    assert float(debugger.value("loss")) == 0
    for parameter, value in debugger.learned().items():
        assert np.array_equal(value, before[parameter])
        assert not debugger.value(f"∂L/∂{parameter}").any()


@pytest.mark.usefixtures("backend")
def test_the_mean_of_the_others_is_over_those_that_count():
    """By hand: with w = 0.5 the one target that counts, 2, is missed by 1.5, and dL/dw = 2 · (0.5 − 2) · 1."""
    debugger = Debugger(masked([0, 1, 0, 0]))
    debugger.run(1)
    assert float(debugger.value("loss")) == 1.5**2
    assert debugger.value("∂L/∂x->y.weight").item() == -3


@pytest.mark.parametrize("name", CASES)
def test_it_is_said(name, tmp_path, capsys):
    assert [SAYS in str(problem) for problem in check(CASES[name]).warnings] == [True]
    seen = [Observer(CASES[name])(Debugger(CASES[name]))]
    found = {finding.cause: finding.message for finding in diagnose(facts(CASES[name]), seen)}
    assert SAYS in found["nothing counts"]
    assert "pair" not in found
    experiment_file.write(CASES[name], tmp_path / "net.json")
    assert run(["run", str(tmp_path / "net.json"), "--steps", "2"], None) == 0
    assert SAYS in capsys.readouterr().err


@pytest.mark.parametrize(
    ("mask", "training", "said"),
    [
        ([1, 0, 0, 1], {}, False),
        ([1, 0, 0, 1], {"shuffle": True}, True),
        ([1, 0, 1, 1], {"shuffle": True}, False),
    ],
)
def test_it_is_said_only_where_it_can_happen(mask, training, said):
    assert any(SAYS in str(problem) for problem in check(masked(mask, **training)).warnings) == said


def test_samples_left_out_of_the_last_batch_are_of_no_account():
    experiment = masked([0, 1, 1, 0])
    assert not check(replace(experiment, training=Training(batch_size=3))).warnings


def test_the_check_and_the_numpy_script_agree():
    experiment = masked([0, 0, 1, 1])
    assert gradient_check(experiment).ok
    script: dict = {"__name__": "script"}
    exec(compile(numpy_script(experiment), "script.py", "exec"), script)  # noqa: S102
    debugger, ours = Debugger(experiment), []
    for _ in range(4):
        debugger.run(1)
        ours.append(float(debugger.value("loss")))
    assert ours[0] == 0
    assert list(script["train"](4)) == pytest.approx(ours, rel=1e-13)
