"""2,500 damaged copies of every kind of file: opened or refused in words, quickly, in little memory, nothing unpickled."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from engine import Debugger, load
from engine.interchange import experiment_file, session_file

FUZZING = Path(__file__).resolve().parents[1] / "fuzzing.py"


def experiment(path):
    experiment_file.write(load("latch-lstm"), path)


def session(path):
    debugger = Debugger(load("xor"))
    debugger.run(30)
    debugger.change("learning rate", 0.01)
    debugger.run(3)
    debugger.go(debugger.t - 5)
    debugger.breakpoints.toggle(4)
    session_file.write(session_file.SavedSession(load("xor"), debugger.past(), debugger.breakpoints, b"layout", "notes"), path)


SAMPLES = {"json": experiment, "bpx": session}


@pytest.mark.parametrize("kind", SAMPLES)
def test_damaged_files(kind, tmp_path):
    path = tmp_path / f"sample.{kind}"
    SAMPLES[kind](path)
    done = subprocess.run([sys.executable, str(FUZZING), kind, str(path), "2500"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["other"] == []
    assert found["refused"] > 500
    assert found["opened"] > 10
    assert found["slowest"] <= 1.0
    assert found["grown_mib"] <= 600
    assert found["unpickled"] == 0
