"""The recorder in the real Trainers, with tiny random models: the same losses to the last bit, a whole record, the true cause."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TRIALS = {
    "transformers": ["Trainer of transformers", "Trainer, a head", "Accelerate, wrapped", "GPT-2, a block left"],
    "lightning": ["Lightning by callback", "Lightning, 2 micro-batches", "Lightning, a detach"],
}


@pytest.mark.long
@pytest.mark.parametrize("package", TRIALS)
def test_real_packages(package):
    """In a process of its own: these packages change much in the one they are imported into."""
    if not os.environ.get("CI") and importlib.util.find_spec(package) is None:
        pytest.skip(f"{package} is not installed")
    script = ROOT / "benchmarks" / "real_runs" / "run.py"
    done = subprocess.run([sys.executable, str(script), "--all", *TRIALS[package]], capture_output=True, text=True, check=False)
    rows = [line for line in done.stdout.splitlines() if line.startswith(("ok", "WRONG"))]
    assert len(rows) == len(TRIALS[package]), done.stderr
    assert all(line.startswith("ok") for line in rows), done.stdout
