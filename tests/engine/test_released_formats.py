"""Files of every version that was ever released open for ever: one frozen sample of each lies in tests/data."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine import Debugger, load
from engine.insight.trace.trace import findings
from engine.interchange.documents import experiment_file, session_file, trace_file

DATA = Path(__file__).resolve().parents[1] / "data"


@pytest.mark.parametrize("path", sorted(DATA.glob("experiment-v*.json")), ids=lambda path: path.stem)
def test_experiments(path):
    experiment = experiment_file.read(path)
    expected = load("latch-lstm")
    clipped = replace(expected.training, clip={"norm": 1.0})
    assert experiment == replace(expected, training=clipped, description=experiment.description)
    if path.stem.endswith(f"v{experiment_file.VERSION}"):  # the newest is written as it was
        assert experiment_file.dumps(experiment) == path.read_text()


@pytest.mark.parametrize("path", sorted(DATA.glob("session-v*.bpx")), ids=lambda path: path.stem)
def test_sessions(path):
    """The run stands where it stood, and goes on as the same run does here."""
    saved = session_file.read(path)
    there, here = session_file.restored(saved), Debugger(load("xor"))
    here.run(20)
    here.change("learning rate", 0.25)
    here.run(3)
    here.go(here.t - 4)
    assert saved.notes == "kept"
    assert there.t == here.t
    assert there.breakpoints.at == {3: True}
    there.breakpoints.at.clear()
    there.run(10)
    here.run(10)
    np.testing.assert_allclose(there.series.view("loss"), here.series.view("loss"), rtol=1e-12)
    if path.stem.endswith(f"v{session_file.VERSION}"):
        assert session_file.dumps(saved) == path.read_bytes()


@pytest.mark.parametrize("path", sorted(DATA.glob("trace-v*")), ids=lambda path: path.stem)
def test_recorded_runs(path):
    trace = trace_file.read_trace(path)
    assert [layer.name for layer in trace.layers] == ["a", "b", "c"]
    assert len(trace.steps) == 50
    assert isinstance(findings(trace), tuple)


def test_there_is_a_sample_of_every_kind():
    assert {"experiment", "session", "trace"} <= {path.stem.partition("-")[0] for path in DATA.iterdir()}
