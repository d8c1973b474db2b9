"""A run that is read while it is being recorded: only what is new, and always what a fresh look would see."""

import json

import numpy as np
import pytest

from engine import ExperimentError
from engine.interchange.documents import strict_json, trace_rows
from engine.interchange.documents.trace_file import FORMAT, Reader, read_trace

COLUMNS = ["step", "loss", *(f"delta/fc{place}" for place in range(70))]  # more than a word of the mask


class Recording:
    """A folder as the recorder writes it, row by row."""

    def __init__(self, folder, masked, seed=0):
        self.folder, self.masked, self.step, self.random = folder, masked, 0, np.random.default_rng(seed)
        folder.mkdir(exist_ok=True)
        layers = [{"name": name[6:], "type": "Linear", "activation": "relu", "parameters": {}} for name in COLUMNS[2:]]
        manifest = {"format": FORMAT, "version": 2 if masked else 1, "columns": COLUMNS, "layers": layers, "every": 1,
                    "steps_per_epoch": 0, "optimizer": "SGD", "torch": "2", "full": None, "mask": masked}  # fmt: skip
        (folder / "manifest.json").write_text(json.dumps(manifest))
        (folder / "rows.f64").write_bytes(b"")

    def rows(self, count):
        content = b""
        for _ in range(count):
            values = self.random.normal(size=len(COLUMNS))
            values[0], values[5] = self.step, [np.inf, np.nan, 1][self.step % 3]
            measured = self.random.random(len(COLUMNS)) < 0.8
            measured[0] = True
            content += values.astype("<f8").tobytes()
            if self.masked:
                bits = np.packbits(measured, bitorder="little").tobytes()
                content += bits.ljust(-(-len(COLUMNS) // 64) * 8, b"\0")
            self.step += 1
        return content

    def write(self, content):
        with (self.folder / "rows.f64").open("ab") as file:
            file.write(content)


def same(one, other):
    assert one.steps.tolist() == other.steps.tolist()
    assert one.columns.keys() == other.columns.keys()
    for name, values in one.columns.items():
        assert np.array_equal(values, other.columns[name], equal_nan=True), name
        assert np.array_equal(one.bad[name], other.bad[name]), name


@pytest.fixture
def lengths(monkeypatch):
    """How many bytes of rows were read each time."""
    found = []

    def counted(*arguments):
        content = strict_json.read_bytes(*arguments)
        found.append(len(content))
        return content

    monkeypatch.setattr(trace_rows, "read_bytes", counted)
    return found


@pytest.mark.parametrize("masked", [True, False])
def test_what_is_read_on_is_what_a_fresh_look_sees(tmp_path, masked, lengths):
    run = Recording(tmp_path / "run", masked)
    run.write(run.rows(5))
    reader = Reader(run.folder)
    first = reader.read()
    row = lengths[0] // 5
    before = {name: values.copy() for name, values in first.columns.items()}
    for count in (1, 7, 200, 1):
        run.write(run.rows(count))
        lengths.clear()
        later = reader.more()
        assert lengths == [(count + 1) * row], "the new rows, and the last one from before"
        same(later, read_trace(run.folder))
    assert all(np.array_equal(values, before[name], equal_nan=True) for name, values in first.columns.items())
    assert reader.more() is None, "nothing new"


def test_a_row_that_is_not_whole_yet_waits(tmp_path):
    run = Recording(tmp_path / "run", True)
    content = run.rows(4)
    run.write(content[:-100])
    reader = Reader(run.folder)
    assert len(reader.read().steps) == 3
    run.write(content[-100:])
    same(reader.more(), read_trace(run.folder))
    assert len(reader.read().steps) == 4


@pytest.mark.parametrize("rows", [2, 30])
def test_a_run_that_is_begun_anew_is_read_anew(tmp_path, rows):
    run = Recording(tmp_path / "run", True)
    run.write(run.rows(20))
    reader = Reader(run.folder)
    reader.read()
    other = Recording(tmp_path / "run", True, seed=1)
    other.write(other.rows(rows))
    same(reader.more(), read_trace(run.folder))


def test_steps_that_go_back_are_refused_wherever_they_come(tmp_path):
    run = Recording(tmp_path / "run", True)
    run.write(run.rows(20))
    reader = Reader(run.folder)
    reader.read()
    run.step = 7
    run.write(run.rows(1))
    with pytest.raises(ExperimentError, match="not in increasing order"):
        reader.more()
    with pytest.raises(ExperimentError, match="not in increasing order"):
        reader.more()
