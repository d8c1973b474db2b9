"""Session files: a run is taken up again bit for bit, and a file that does not belong together is refused."""

import json
import zipfile
from contextlib import nullcontext
from dataclasses import replace

import numpy as np
import pytest

from engine import Debugger, ExperimentError, load
from engine.interchange.documents import session_file
from engine.interchange.documents.session_file import SavedSession
from engine.runtime.breakpoints import Condition, Guard, Watchpoint
from engine.runtime.environment import environment, same_bits
from engine.runtime.past.series import MOST
from engine.runtime.watch import Expression
from resources import FOLDER


def same(one, other):
    """All that can be seen in two debuggers, to the last bit."""
    assert one.t == other.t
    for slot in one.program.slots:
        a, b = one.read(slot.index), other.read(slot.index)
        assert (a is None) == (b is None), slot.name
        assert a is None or a.tobytes() == b.tobytes(), slot.name


def lived_in(name):
    """A run with edits on the way, a branch, and breakpoints; it stands in the middle of a step."""
    debugger = Debugger(load(name))
    debugger.run(30)
    debugger.change("learning rate", 0.02)
    first = next(iter(debugger.program.parameters))
    debugger.run(15)
    debugger.go(debugger.t - 5 * len(debugger.program))
    debugger.change(first, debugger.value(first) * 1.5)
    debugger.run(10)
    debugger.go(debugger.t - 3)
    debugger.breakpoints.guard(2, Guard(Expression("loss < 0.01"), 3))
    debugger.breakpoints.toggle(5)
    debugger.breakpoints.tests = (Watchpoint(Expression("step > 1e9"), True),)
    debugger.breakpoints.conditions = (Condition("loss", True, 1e6),)
    return debugger


def saved(debugger, name):
    return SavedSession(load(name), debugger.past(), debugger.breakpoints, b"\x00layout", "Σ नोट")


NAMES = ("xor", "hopeless", "latch-lstm", "batch-norm", "echo-truncated")


@pytest.mark.parametrize("name", NAMES)
def test_a_run_goes_on_bit_for_bit(name, tmp_path):
    here, path = lived_in(name), tmp_path / "a.bpx"
    session_file.write(saved(here, name), path)
    there = session_file.restored(session_file.read(path))
    same(here, there)
    for t in (len(here.program) * 33 + 2, 0, len(here.program) * 70):
        here.go(t)
        there.go(t)
        same(here, there)
    assert here.branches[0].t == there.branches[0].t
    here.take(0)
    there.take(0)
    same(here, there)
    np.testing.assert_array_equal(here.series.view("loss"), there.series.view("loss"))
    assert there.journal.diverged is None


@pytest.mark.parametrize("name", NAMES)
def test_save_load_save_is_byte_identical(name, tmp_path):
    path = tmp_path / "a.bpx"
    session_file.write(saved(lived_in(name), name), path)
    first, again = path.read_bytes(), session_file.read(path)
    assert session_file.dumps(again) == first
    debugger = session_file.restored(again)
    assert session_file.dumps(replace(again, past=debugger.past(), breakpoints=debugger.breakpoints)) == first


def test_everything_is_there_again(tmp_path):
    path = tmp_path / "a.bpx"
    session_file.write(saved(lived_in("xor"), "xor"), path)
    again = session_file.read(path)
    stops = session_file.restored(again).breakpoints
    assert again.layout == b"\x00layout"
    assert again.notes == "Σ नोट"
    assert stops.at == {2: True, 5: True}
    assert stops.guards[2].hits == 3
    assert stops.tests[0].expression.text == "step > 1e9"
    assert stops.conditions[0].limit == 1e6
    assert same_bits(again.environment)
    assert not same_bits({**again.environment, "probe": "another machine"})
    assert again.environment == environment()


def test_a_long_run_is_saved_in_little_room(tmp_path):
    debugger = Debugger(load("xor"))
    debugger.run(20_000)
    content = session_file.dumps(SavedSession(load("xor"), debugger.past()))
    assert len(content) < 1 << 20
    (tmp_path / "a.bpx").write_bytes(content)
    again = session_file.restored(session_file.read(tmp_path / "a.bpx"))
    for step in (19_000, 777, 12_345):
        debugger.go(step * len(debugger.program))
        again.go(step * len(debugger.program))
        same(debugger, again)


def rewritten(path, **changes):
    """The same archive with another session.json."""
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    document = json.loads(entries["session.json"])
    document.update(changes)
    entries["session.json"] = json.dumps(document).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)


@pytest.fixture
def path(tmp_path):
    debugger = Debugger(load("xor"))
    debugger.run(3)
    session_file.write(SavedSession(load("xor"), debugger.past()), tmp_path / "a.bpx")
    return tmp_path / "a.bpx"


def test_a_newer_version_is_refused_kindly_and_left_untouched(path):
    rewritten(path, version=2)
    before = path.read_bytes()
    with pytest.raises(ExperimentError, match="version 2; this program reads versions up to 1.*Update Backprop Explorer"):
        session_file.read(path)
    assert path.read_bytes() == before


def test_the_run_of_another_network_is_refused(path, tmp_path):
    other = tmp_path / "b.bpx"
    session_file.write(SavedSession(load("sine"), Debugger(load("xor")).past()), other)
    with pytest.raises(ExperimentError, match="does not belong to this network"):
        session_file.restored(session_file.read(other))


def test_all_problems_are_told_with_their_place(path):
    rewritten(path, notes=5, not_finite="yes", extra=1)
    with pytest.raises(ExperimentError) as caught:
        session_file.read(path)
    places = {problem.where for problem in caught.value.problems}
    assert places >= {"notes", "not_finite"}
    assert len(places) == 3


def test_the_published_schema_is_the_one_in_use():
    text = FOLDER.joinpath("schema/session.schema.json").read_text()
    assert json.loads(text) == session_file.schema()


@pytest.mark.parametrize(
    ("where", "value"),
    [("step", 10**12), ("t", 2**53), ("furthest", 2**53), ("spacing", 2**50), ("branches.0.t", 2**53), ("branches.0.step", 10**15),
     ("changes.0.step", 10**15)],
)  # fmt: skip
def test_times_that_no_run_has_reached_are_refused_where_they_stand(where, value, tmp_path):
    path = tmp_path / "a.bpx"
    session_file.write(saved(lived_in("xor"), "xor"), path)
    with zipfile.ZipFile(path) as archive:
        past = json.loads(archive.read("session.json"))["past"]
    place, (*way, last) = past, where.split(".")
    for part in way:
        place = place[int(part)] if part.isdigit() else place[part]
    place[last] = value
    if where == "step":  # all that goes with it too
        past |= {"t": value * 20, "furthest": value * 20}
    rewritten(path, past=past)
    with pytest.raises(ExperimentError, match=f"past.{where}: must be between"):
        session_file.restored(session_file.read(path))


def test_more_rows_than_the_table_of_a_run_holds_are_refused(tmp_path):
    path = tmp_path / "a.bpx"
    one = saved(lived_in("xor"), "xor")
    for count, fits in ((MOST, True), (MOST + 1, False)):
        rows = np.resize(one.past.rows, (count, one.past.rows.shape[1]))
        session_file.write(replace(one, past=replace(one.past, rows=rows)), path)
        with nullcontext() if fits else pytest.raises(ExperimentError, match="does not belong to this network"):
            session_file.restored(session_file.read(path))
