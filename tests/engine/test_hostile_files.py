"""Files that mean harm, and files that are none: one clear error, in little time and memory, and nothing else."""

import io
import json
import os
import zipfile
from dataclasses import replace

import numpy as np
import pytest

from engine import Choice, Debugger, ExperimentError, load
from engine.insight.trace.recurrent import Recorded, why_not
from engine.insight.trace.trace import Recurrent
from engine.interchange.documents import experiment_file, session_file
from engine.interchange.documents.archive import Archive
from engine.interchange.documents.safe_save import save_bytes
from engine.interchange.documents.session_file import SavedSession
from engine.interchange.documents.strict_json import read_bytes
from engine.interchange.documents.trace_file import read_trace
from engine.interchange.models.model_import import parts
from engine.runtime.watch import Expression, ExpressionError


def squeezed(name: str, content: bytes, method: int) -> bytes:
    """An archive whose directory says of an entry that it is as small as its compressed form."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.writestr(name, content)
    packed = buffer.getvalue()
    return packed.replace(len(content).to_bytes(4, "little"), (100).to_bytes(4, "little"))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_archive_packed_in_a_way_that_knows_no_bounds_is_refused_before_it_is_unpacked(tmp_path, method):
    path = tmp_path / "bomb.bpx"
    path.write_bytes(squeezed("session.json", bytes(1 << 24), method))
    with pytest.raises(ExperimentError, match="cannot be read here"):
        Archive(path)


def test_what_an_archive_says_of_its_sizes_is_not_believed(tmp_path):
    path = tmp_path / "bomb.bpx"
    path.write_bytes(squeezed("session.json", bytes(1 << 24), zipfile.ZIP_DEFLATED))
    with pytest.raises(ExperimentError, match="damaged"):
        Archive(path).text("session.json")


@pytest.fixture(params=["pipe", "device"])
def no_file(request, tmp_path):
    """Something that can be read for ever, or never."""
    place = tmp_path / "nothing.json"
    if request.param == "pipe":
        os.mkfifo(place)
    else:
        place.symlink_to("/dev/zero")
    return place


def test_what_is_no_file_is_not_read(no_file, tmp_path):
    for reader in (read_bytes, experiment_file.read, session_file.read, Archive):
        with pytest.raises(ExperimentError, match="a device or a pipe"):
            reader(no_file)
    folder = tmp_path / "trace"
    folder.mkdir()
    (folder / "manifest.json").symlink_to(no_file)
    with pytest.raises(ExperimentError, match="no recorded run"):
        read_trace(folder)


def test_what_is_no_file_is_not_replaced(no_file):
    with pytest.raises(ExperimentError, match="a device or a pipe"):
        save_bytes(no_file, b"content")
    assert not no_file.is_file()


@pytest.mark.parametrize("place", ["seed", "training.batch_size", "network.nodes[1].units"])
def test_a_number_with_a_fraction_is_no_integer(place):
    document = experiment_file.document_of(load("xor"))
    for value in (2.0, 4.5, True):
        if place == "seed":
            document["seed"] = value
        elif place == "training.batch_size":
            document["training"]["batch_size"] = value
        else:
            document["network"]["nodes"][1]["units"] = value
        with pytest.raises(ExperimentError, match="must be of type") as caught:
            experiment_file.parse(json.dumps(document))
        assert place in {problem.where for problem in caught.value.problems}


@pytest.mark.parametrize("key", ["t", "step", "furthest", "spacing", "stride"])
def test_so_it_is_in_a_session(tmp_path, key):
    debugger = Debugger(load("xor"))
    debugger.run(3)
    path = tmp_path / "a.bpx"
    session_file.write(SavedSession(load("xor"), debugger.past(), debugger.breakpoints), path)
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    name = next(name for name, content in entries.items() if name.endswith(".json") and f'"{key}"'.encode() in content)
    document = json.loads(entries[name])
    holder = document if key in document else next(value for value in document.values() if isinstance(value, dict) and key in value)
    holder[key] = float(holder[key])
    entries[name] = json.dumps(document).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for entry, content in entries.items():
            archive.writestr(entry, content)
    with pytest.raises(ExperimentError):
        session_file.restored(session_file.read(path))


@pytest.mark.parametrize("text", ["9" * 310, "1e999", f"loss < {'9' * 320}"])
def test_a_number_beyond_all_numbers_is_told(text):
    with pytest.raises(ExpressionError, match="too large"):
        Expression(text)


def test_a_name_too_long_for_a_file_is_told(tmp_path):
    experiment = replace(load("xor"), data=Choice("csv", {"path": "a" * 999, "inputs": ["a"], "targets": ["b"]}))
    content = experiment_file.document_of(experiment)
    with pytest.raises(ExperimentError, match="there is no file"):
        experiment_file.parse(json.dumps(content), "file", tmp_path)


@pytest.mark.parametrize("name", ["output_gradient", "final0_gradient", "state0", "lengths"])
def test_a_recorded_call_with_arrays_of_no_shape_or_value_is_not_replayed(name):
    """One sequence of two steps, with one unit in each direction."""
    arrays = {f"weight_{kind}_l0{ending}": np.ones((1, 1)) for kind in ("ih", "hh") for ending in ("", "_reverse")}
    arrays |= {"input": np.ones((1, 2, 1)), "output_gradient": np.ones((1, 2, 2)), "lengths": np.array([2.0])}
    made = Recurrent(1, True, "tanh", True, 0.0)
    assert why_not(Recorded("rnn", "RNN", made, arrays)) is None
    assert "do not match" in str(why_not(Recorded("rnn", "RNN", made, {**arrays, name: np.array(np.nan)})))
    assert "do not match" in str(why_not(Recorded("rnn", "RNN", made, {**arrays, "lengths": np.array([np.nan])})))


@pytest.mark.parametrize("name", ["²", "9" * 5000])
def test_a_module_may_be_called_by_any_digits(name):
    assert [part.name for part in parts({f"{name}.weight": np.ones((2, 3)), f"{name}.bias": np.ones(2)})] == [name]
