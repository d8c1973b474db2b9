"""One new row in one file is all that a new activation takes; and what a saved run says about where it was made."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from engine.runtime.environment import environment, probe, same_bits

ROOT = Path(__file__).parent.parent.parent

CUBE = """

CUBE = elementwise(
    "cube",
    text("cube"),
    lambda out, x: [(np.multiply, (x, x, out)), (np.multiply, (out, x, out))],
    "{x}³",
    _slope(
        "cube_derivative", text("cube derivative"),
        lambda out, x: [(np.multiply, (x, x, out)), (np.multiply, (out, scalar(3, out), out))], "3 · {x}²", 2,
    ),
    "{x} ** 3",
    flops=2,
)
ACTIVATIONS["cube"] = Activation("cube", text("Cube"), text("z · z · z."), CUBE)
"""

USE = """
import json
from dataclasses import replace
from engine import Choice, Debugger, gradient_check, load
from engine.insight.moment.explain import explain
from engine.interchange.documents import experiment_file
from engine.interchange.documents.schema import schema
from engine.library.layers import LAYER_TYPES
xor = load("xor")
cube = xor.with_network(xor.network.with_node(replace(xor.network.node("h"), activation=Choice("cube"))))
debugger = Debugger(cube)
debugger.run(3)
listing = debugger.program.listing()
pc = debugger.program.writer[debugger.program.names["h.a"]]
print(json.dumps({
    "offered": "cube" in LAYER_TYPES["dense"].activations,
    "schema": "cube" in json.dumps(schema()),
    "listing": "h.a = h.z³" in listing and "h.a′ = 3 · h.z²" in listing,
    "formula": explain(debugger, pc).template,
    "same": experiment_file.parse(experiment_file.dumps(cube)) == cube,
    "gradient": gradient_check(cube).ok,
}))
"""


def test_a_toy_activation_in_one_file(tmp_path):
    shutil.copytree(ROOT / "engine", tmp_path / "engine", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "resources").symlink_to(ROOT / "resources")
    for name in ("conftest.py", "engine/test_ops.py"):
        (tmp_path / "tests" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "tests" / name, tmp_path / "tests" / name)
    file = tmp_path / "engine" / "library" / "activations.py"
    file.write_text(file.read_text(encoding="utf-8") + CUBE, encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    used = subprocess.run([sys.executable, "-c", USE], cwd=tmp_path, env=env, capture_output=True, text=True, check=True)
    assert json.loads(used.stdout) == {
        "offered": True,
        "schema": True,
        "listing": True,
        "formula": "{x}³",
        "same": True,
        "gradient": True,
    }
    tests = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/engine/test_ops.py", "-k", "cube"],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert tests.returncode == 0, tests.stdout
    assert "3 passed" in tests.stdout  # its gradient, in few cases and in many, and its shapes


def elsewhere(**changes: str) -> dict[str, str]:
    """The probe and a training run in another process with other settings."""
    script = (
        "import hashlib, json; from engine import Debugger, load; from engine.runtime.environment import probe; "
        "d = Debugger(load('sine')); d.run(200); "
        "bits = hashlib.sha256(b''.join(v.tobytes() for v in d.parameters().values())).hexdigest(); "
        "print(json.dumps({'probe': probe(), 'run': bits}))"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT), **changes}
    done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True)
    result: dict[str, str] = json.loads(done.stdout)
    return result


def test_the_probe_is_the_same_in_every_process():
    assert elsewhere()["probe"] == probe()
    assert same_bits(environment())
    assert not same_bits({**environment(), "probe": "other"})


def test_a_machine_with_other_bits_is_told_by_the_probe():
    """Another BLAS core stands for another machine: where a run differs, the probe must differ too."""
    here = elsewhere(BACKPROP_BACKEND="numpy")
    for core in ("Prescott", "Haswell", "Nehalem"):
        there = elsewhere(OPENBLAS_CORETYPE=core, BACKPROP_BACKEND="numpy")
        assert there["run"] == here["run"] or there["probe"] != here["probe"], core
