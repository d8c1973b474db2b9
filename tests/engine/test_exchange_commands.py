"""In and out on the command line: scripts, reports, animations, sessions that go on, recorded runs."""

import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from engine import Debugger, load
from engine.headless import commands
from engine.interchange.documents import session_file
from engine.interchange.documents.trace_file import FORMAT
from engine.runtime.environment import environment

ROOT = Path(__file__).resolve().parents[2]


def explorer(*arguments, cwd):
    return subprocess.run([sys.executable, str(ROOT / "main.py"), *arguments], capture_output=True, text=True, cwd=cwd)


@pytest.mark.parametrize(("form", "words"), [("pytorch", "class Net(nn.Module)"), ("numpy", "h_a = np.tanh(h_z)")])
def test_export_writes_a_script(form, words, tmp_path):
    done = explorer("export", "xor", "out.py", "--to", form, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "wrote out.py\n"
    assert words in (tmp_path / "out.py").read_text()


def test_export_into_a_folder_that_is_not_there(tmp_path):
    done = explorer("export", "xor", "nowhere/out.py", cwd=tmp_path)
    assert done.returncode == 2
    assert "nowhere/out.py: the folder does not exist" in done.stderr


def test_a_session_goes_on_as_if_it_had_never_stopped(tmp_path):
    """Twice 40 steps through a file are 80 steps, bit for bit; a recording of the second half is that of the whole run."""
    assert commands.run(["run", "hopeless", "--steps", "40", "--save", str(tmp_path / "a.bpx")], None) == 0
    more = [
        "run",
        str(tmp_path / "a.bpx"),
        "--steps",
        "40",
        "--record",
        str(tmp_path / "half.npz"),
        "--save",
        str(tmp_path / "b.bpx"),
    ]
    assert commands.run(more, None) == 0
    assert commands.run(["run", "hopeless", "--steps", "80", "--record", str(tmp_path / "whole.npz")], None) == 0
    half, whole = np.load(tmp_path / "half.npz"), np.load(tmp_path / "whole.npz")
    assert set(half.files) == set(whole.files)
    for name in whole.files:
        assert half[name].tobytes() == whole[name][40:].tobytes(), name
    there, here = session_file.restored(session_file.read(tmp_path / "b.bpx")), Debugger(load("hopeless"))
    here.run(80)
    assert there.t == here.t
    assert all(there.parameters()[name].tobytes() == value.tobytes() for name, value in here.parameters().items())


def test_a_recording_may_begin_between_its_marks(tmp_path):
    assert commands.run(["run", "xor", "--steps", "7", "--save", str(tmp_path / "a.bpx")], None) == 0
    assert (
        commands.run(["run", str(tmp_path / "a.bpx"), "--steps", "10", "--every", "5", "--record", str(tmp_path / "r.npz")], None)
        == 0
    )
    assert np.load(tmp_path / "r.npz")["loss"].shape == (2,)


def test_report_is_one_page(tmp_path):
    done = explorer("report", "two-by-two", "page.html", "--steps", "5", "--lang", "hi", "--theme", "dark", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "page.html").read_text()
    assert "lang='hi'" in page
    assert re.search("[\u0900-\u097f]", page)
    assert page.count("<svg") > 8
    assert "<math" in page


@pytest.mark.long
def test_figures_in_the_size_and_language_that_were_asked_for(tmp_path):
    words = (
        "run xor --steps 5 --figures f --formats png,svg --size 400x300 --dpi 96 --lang hi --theme dark --gif steps.gif --frames 3"
    )
    done = explorer(*words.split(), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    from PIL import Image

    with Image.open(tmp_path / "f" / "loss.png") as loss, Image.open(tmp_path / "steps.gif") as steps:
        assert loss.size == (400, 300)
        assert steps.n_frames == 3
    names = {path.name for path in (tmp_path / "f").iterdir()}
    assert {"canvas.svg", "formula.svg", "timeline.svg", "loss.svg"} <= names
    assert "seed 0" in (tmp_path / "f" / "loss.svg").read_text()
    bad = explorer("run", "xor", "--figures", "f", "--size", "big", cwd=tmp_path)
    assert bad.returncode == 2
    assert "--size" in bad.stderr
    column = explorer("run", "xor", "--figures", "c", "--formats", "svg", "--preset", "column", cwd=tmp_path)
    assert column.returncode == 0
    assert 'width="88.9mm"' in (tmp_path / "c" / "loss.svg").read_text()


def test_the_recorder_is_handed_out(tmp_path):
    assert explorer("recorder", cwd=tmp_path).stdout == "wrote bpx_record.py\n"
    compile((tmp_path / "bpx_record.py").read_text(), "bpx_record.py", "exec")


def recorded(folder):
    names = [f"fc{place}" for place in range(10)]
    columns = ["step", "loss", "baseline", *(f"delta/{name}" for name in names)]
    layers = [{"name": name, "type": "Linear", "activation": "sigmoid", "parameters": {"weight": [4, 4]}} for name in names]
    (folder / "manifest.json").write_text(
        json.dumps(
            {"format": FORMAT, "version": 1, "columns": columns, "layers": layers, "every": 1, "steps_per_epoch": 0, "full": None}
        )
    )
    rows = np.column_stack([np.arange(50), np.full((50, 2), 0.7), np.tile(0.25 ** np.arange(10)[::-1], (50, 1))])
    (folder / "rows.f64").write_bytes(rows.astype("<f8").tobytes())


def test_a_recorded_run_is_diagnosed_and_drawn(tmp_path):
    folder = tmp_path / "trace"
    folder.mkdir()
    recorded(folder)
    done = explorer("diagnose", "trace", "--json", "--figures", "f", "--formats", "svg", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["findings"][0]["cause"] == "vanishing by depth"
    assert told["findings"][0]["layers"][0] == "fc0"
    assert {Path(path).name for path in told["files"]} >= {"trace-depth-profile.svg", "trace-flow-map.svg", "trace-loss.svg"}


def test_a_table_of_norms_is_diagnosed_like_a_recorded_run(tmp_path):
    lines = [f"{step},fc{layer},{0.2 ** (9 - layer)}" for step in range(50) for layer in range(10)]
    (tmp_path / "norms.csv").write_text("\n".join(["step,layer,norm", *lines]))
    done = explorer("diagnose", "norms.csv", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [(f["cause"], f["severity"]) for f in json.loads(done.stdout)["findings"]] == [("vanishing by depth", "warning")]


def test_a_newer_trace_is_refused_kindly(tmp_path):
    recorded(tmp_path)
    path = tmp_path / "manifest.json"
    path.write_text(path.read_text().replace('"version": 1', '"version": 9'))
    done = explorer("diagnose", str(tmp_path), cwd=tmp_path)
    assert done.returncode == 2
    assert "version 9; this program reads versions up to 2" in done.stderr


def test_an_interrupt_keeps_what_was_done(tmp_path):
    """Ctrl-C after the first blocks: exit status 130, and a session that goes on from there."""
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "main.py"), "run", "vanishing", "--steps", "10000000", "--save", "a.bpx", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # a shell's background jobs ignore it
    )
    seen = ""
    while not re.search(r"[1-9]\d*/10000000", seen) and process.poll() is None:
        seen += process.stderr.read(40)
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate()
    assert process.returncode == 130
    result = json.loads(out)
    assert result["stop"] == "interrupted"
    again = session_file.restored(session_file.read(tmp_path / "a.bpx"))
    assert again.t // len(again.program) == result["steps"] > 0


class TestWhatIsToBeKnownOfAPast:
    def saved(self, path, environment):
        debugger = Debugger(load("xor"))
        debugger.run(2000)
        session_file.write(session_file.SavedSession(load("xor"), debugger.past(), environment=environment), path)
        return debugger

    def test_a_session_made_under_the_other_backend_says_so(self, tmp_path, capsys):
        here = environment()
        other = "numpy" if here["backend"] == "native" else "native"
        self.saved(tmp_path / "a.bpx", {**here, "backend": other, "probe": "of the other"})
        assert commands.run(["run", str(tmp_path / "a.bpx"), "--steps", "1", "--json"], None) == 0
        said = capsys.readouterr()
        assert f"backend {other}, here {here['backend']}" in said.err
        assert "the last digits of its numbers may differ" in said.err
        assert json.loads(said.out)["made_elsewhere"] == f"backend {other}, here {here['backend']}"

    def test_a_session_made_here_says_nothing(self, tmp_path, capsys):
        self.saved(tmp_path / "a.bpx", environment())
        assert commands.run(["run", str(tmp_path / "a.bpx"), "--steps", "1", "--json"], None) == 0
        said = capsys.readouterr()
        assert "differ" not in said.err
        assert json.loads(said.out)["made_elsewhere"] == ""
        assert json.loads(said.out)["diverged_at"] is None

    def test_where_a_past_was_made_is_kept_by_whoever_saves_it_next(self, tmp_path, capsys):
        """Made elsewhere, saved here, opened here: told, until another past begins at the first step."""
        here = environment()
        other = "numpy" if here["backend"] == "native" else "native"
        self.saved(tmp_path / "a.bpx", {**here, "backend": other, "probe": "of the other"})
        again = ["run", str(tmp_path / "a.bpx"), "--steps", "1", "--save", str(tmp_path / "b.bpx")]
        assert commands.run(again, None) == 0
        capsys.readouterr()
        assert commands.run(["run", str(tmp_path / "b.bpx"), "--steps", "1", "--json"], None) == 0
        said = capsys.readouterr()
        assert f"backend {other}, here {here['backend']}" in said.err
        assert json.loads(said.out)["made_elsewhere"] == f"backend {other}, here {here['backend']}"
        left = session_file.restored(session_file.read(tmp_path / "b.bpx"))
        left.go(0)
        left.change("learning rate", 0.3)
        left.run(3)
        assert left.past().places == ()

    def test_a_file_keeps_that_its_past_went_another_way(self, tmp_path, capsys):
        spoiled = self.saved(tmp_path / "a.bpx", environment())
        step, kept = spoiled.history.nearest(900)
        kept *= 1 + 1e-12
        spoiled.go((step + 1) * len(spoiled.program))
        session_file.write(session_file.SavedSession(load("xor"), spoiled.past()), tmp_path / "a.bpx")
        assert commands.run(["run", str(tmp_path / "a.bpx"), "--steps", "300", "--json"], None) == 0
        said = capsys.readouterr()
        assert f"replaying step {step + 1} did not reproduce the recorded numbers" in said.err
        assert json.loads(said.out)["diverged_at"] == step + 1
        again = session_file.restored(session_file.read(tmp_path / "a.bpx"))
        assert again.diverged == step
        again.go((step - 5) * len(again.program))
        assert again.diverged is None
        again.change("learning rate", 0.3)
        again.run(50)
        assert again.past().diverged is None

    def test_a_replay_that_went_another_way_is_told(self, tmp_path, capsys, monkeypatch):
        spoiled = self.saved(tmp_path / "a.bpx", environment())
        step, kept = spoiled.history.nearest(900)
        kept *= 1 + 1e-12
        spoiled.go((step + 1) * len(spoiled.program))
        monkeypatch.setattr(session_file, "restored", lambda saved: spoiled)
        assert commands.run(["run", str(tmp_path / "a.bpx"), "--steps", "300", "--json"], None) == 0
        said = capsys.readouterr()
        assert f"replaying step {step + 1} did not reproduce the recorded numbers" in said.err
        assert json.loads(said.out)["diverged_at"] == step + 1
