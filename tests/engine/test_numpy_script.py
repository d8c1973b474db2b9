"""The exported NumPy script: straight lines that give our losses."""

import subprocess
import sys
import types
from dataclasses import replace

import numpy as np
import pytest

from engine import Choice, Debugger, Experiment, ExperimentError, Network, Node, Training, Wire, load
from engine.interchange.documents.examples import EXAMPLES
from engine.interchange.models.numpy_script import numpy_script
from tests import several_losses

REFUSED = {"echo-truncated", "twelve-blocks"}
# Deltas of 1e10, and steps by rounding noise over its own size (Adam): here the last digit soon decides.
RESTLESS = {"exploding", "sine", "spiral", "batch-norm", "without-square-root"}


def losses(script, steps):
    module = types.ModuleType("script")
    exec(compile(script, "script.py", "exec"), module.__dict__)  # noqa: S102
    with np.errstate(all="ignore"):
        return np.array(list(module.train(steps)))


def ours(experiment, steps):
    debugger = Debugger(experiment)
    debugger.run(steps)
    return debugger.series.view("loss")


@pytest.mark.parametrize("name", [name for name in EXAMPLES if name not in REFUSED])
def test_the_losses_of_an_example(name):
    experiment = load(name)
    steps, tolerance = (2, 1e-8) if name in RESTLESS else (30, 1e-12)
    assert np.abs(losses(numpy_script(experiment), steps) - ours(experiment, steps)).max() <= tolerance


def drawn(*nodes, wires):
    return Network(nodes, tuple(wires))


def table(inputs, outputs, samples=7):
    rng = np.random.default_rng(2)
    return Choice(
        "table", {"inputs": rng.normal(size=(samples, inputs)).tolist(), "targets": rng.uniform(size=(samples, outputs)).tolist()}
    )


X, H, Y = Node("x", "input", 3), Node("h", "dense", 4, Choice("gelu")), Node("y", "dense", 2)
CASES = {
    "shuffled batches and momentum": Experiment(
        drawn(X, H, Y, wires=[Wire("x", "h"), Wire("h", "y")]),
        table(3, 2),
        Choice("huber"),
        Choice("sgd", {"momentum": 0.9}),
        Training(batch_size=3, shuffle=True),
    ),
    "joins and a norm": Experiment(
        drawn(
            X,
            H,
            Node("c", "concat", 7),
            Node("n", "layer_norm", 7, Choice("elu")),
            Y,
            wires=[Wire("x", "h"), Wire("h", "c", "direct"), Wire("x", "c", "direct"), Wire("c", "n", "direct"), Wire("n", "y")],
        ),
        table(3, 2),
        Choice("mae"),
        Choice("rmsprop", {"centered": True}),
        Training(clip={"norm": 0.5}, l1=0.01),
    ),
    "a mask and a frozen bias": Experiment(
        drawn(X, H, Y, wires=[Wire("x", "h", mask=((1, 0, 1),) * 4), Wire("h", "y")]),
        table(3, 2),
        Choice("mse"),
        Choice("adamw"),
        Training(freeze=("h.bias",), clip={"value": 0.1}),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_losses_of_what_can_be_drawn(name):
    assert np.abs(losses(numpy_script(CASES[name]), 25) - ours(CASES[name], 25)).max() <= 1e-12


@pytest.mark.parametrize("name", [name for name, case in several_losses.CASES.items() if case.training.truncate is None])
def test_several_losses(name):
    experiment = several_losses.CASES[name]
    assert np.abs(losses(numpy_script(experiment), 8) - ours(experiment, 8)).max() <= 1e-12


def test_it_runs_by_itself_and_needs_numpy_only(tmp_path):
    path = tmp_path / "xor.py"
    path.write_text(numpy_script(load("xor")))
    done = subprocess.run([sys.executable, "-I", str(path)], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == f"step  1000   loss {ours(load('xor'), 1000)[-1]:.10g}"
    assert "# a[h] = tanh(z[h])\n        h_a = np.tanh(h_z)" in path.read_text()


def test_what_has_no_script_is_told():
    with pytest.raises(ExperimentError, match="truncation.*PyTorch script"):
        numpy_script(load("echo-truncated"))
    wide = replace(load("hello"), data=Choice("hello", {"text": "abcdefgh" * 40}))
    inputs = replace(wide.network.nodes[0], units=8)
    outputs = replace(wide.network.nodes[-1], units=8)
    with pytest.raises(ExperimentError, match="too many to read"):
        numpy_script(replace(wide, network=wide.network.with_node(inputs).with_node(outputs)))
