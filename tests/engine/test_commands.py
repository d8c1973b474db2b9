"""The command line, run as a process: what it prints, writes and returns."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from engine.headless import commands


def explorer(*arguments: str, cwd=None) -> subprocess.CompletedProcess:
    import os
    from pathlib import Path

    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    return subprocess.run(
        [sys.executable, str(root / "main.py"), *arguments], capture_output=True, text=True, cwd=cwd, env=environment
    )


def test_examples_are_listed():
    lines = explorer("examples").stdout.splitlines()
    assert lines[0].startswith("xor\t")
    assert all(len(line.split("\t")) == 2 for line in lines)


def test_show_prints_parameters_and_program():
    shown = explorer("show", "xor").stdout
    assert "x->h.weight\t(4, 2)" in shown
    assert "h.a′ = 1 − tanh²(h.z)" in shown


def test_run_records(tmp_path):
    done = explorer("run", "xor", "--steps", "30", "--record", "r.npz", "--save", "s.json", "--json", cwd=tmp_path)
    result = json.loads(done.stdout)
    assert result["steps"] == 30
    arrays = np.load(tmp_path / "r.npz", allow_pickle=False)
    assert arrays["loss"].shape == (30,)
    assert arrays["loss"][-1] == result["loss"]
    assert arrays["param/h.bias"].shape == (31, 4)
    saved = json.loads((tmp_path / "s.json").read_text())
    assert saved["network"]["parameters"]["h.bias"] == arrays["param/h.bias"][-1].tolist()


def test_run_thins_the_recording(tmp_path):
    explorer("run", "xor", "--steps", "30", "--every", "10", "--record", "r.npz", cwd=tmp_path)
    arrays = np.load(tmp_path / "r.npz")
    assert arrays["loss"].shape == (3,)
    assert arrays["param/h.bias"].shape == (4, 4)


def test_run_writes_figures(tmp_path):
    done = explorer("run", "hello", "--steps", "5", "--figures", "f", "--formats", "csv,svg", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    names = {path.name for path in (tmp_path / "f").iterdir()}
    assert {"loss.svg", "loss.csv", "depth-profile.svg", "through-time.csv", "prediction.svg"} <= names


def test_check_finds_the_mistake():
    assert explorer("check", "xor").returncode == 0
    wrong = explorer("check", "perceptron-as-printed", "--json")
    assert wrong.returncode == 1
    assert json.loads(wrong.stdout)["parameters"][0]["verdict"] == "wrong"


def test_bad_input_is_exit_2_with_the_place(tmp_path):
    missing = explorer("run", "nowhere.json")
    assert missing.returncode == 2
    assert "nowhere.json" in missing.stderr
    assert "Traceback" not in missing.stderr
    assert explorer("run", "xor", "--steps", "0").returncode == 2
    assert explorer("run", "xor", "--figures", "f", "--formats", "bmp", cwd=tmp_path).returncode == 2
    assert explorer("run", "xor", "--record", "no/such/folder.npz", cwd=tmp_path).returncode == 2


def test_a_diverging_run_says_so():
    done = explorer("run", "exploding", "--steps", "5", "--json")
    assert json.loads(done.stdout)["stop"]


def test_headless_commands_do_not_load_qt():
    code = (
        "import sys, main; main.main(['run', 'xor', '--steps', '2']); assert not any(m.startswith('PySide6') for m in sys.modules)"
    )
    import os
    from pathlib import Path

    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=root, env={**os.environ, "PYTHONPATH": str(root)}
    )
    assert done.returncode == 0, done.stderr


def test_interrupted_run_keeps_what_was_recorded(tmp_path):
    import os
    import signal
    from pathlib import Path

    root = Path(__file__).resolve().parents[2]

    def listen() -> None:
        """A shell's background jobs ignore the interrupt, and children inherit that."""
        signal.signal(signal.SIGINT, signal.default_int_handler)

    process = subprocess.Popen(
        [sys.executable, str(root / "main.py"), "run", "xor", "--steps", "100000000", "--every", "1000", "--record", "r.npz"],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(root)},
        preexec_fn=listen,
    )
    assert process.stderr is not None
    try:
        process.stderr.read(20)  # the progress bar appears once training has begun
        process.send_signal(signal.SIGINT)
        process.communicate()
    finally:
        process.kill()
    assert process.returncode == 130
    assert np.load(tmp_path / "r.npz")["loss"].size >= 0


def test_the_window_knows_every_command_by_name():
    from engine.headless.commands import COMMANDS
    from engine.headless.options import VERBS

    assert tuple(COMMANDS) == VERBS


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["run", "xor", "--steps", "abc"], "--steps: must be a whole number from 1 on"),
        (["run", "xor", "--steps", "-5"], "--steps: must be a whole number from 1 on"),
        (["diagnose", "xor", "--epochs", "1.5"], "--epochs: must be a whole number from 1 on"),
    ],
)
def test_a_number_that_is_none_is_refused_in_words(arguments, words, capsys):
    with pytest.raises(SystemExit):
        commands.run(arguments, None)
    assert words in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["run", "diagnose"])
def test_options_of_figures_are_judged_before_anything_runs(verb, tmp_path, capsys):
    (tmp_path / "file").write_text("x")
    size = ["--size", "axb", "--figures", str(tmp_path)]
    for more, words in ((size, "--size"), (["--figures", str(tmp_path / "file")], "is a file")):
        assert commands.run([verb, "xor", *more], None) == 2
        told = capsys.readouterr()
        assert words in told.err
        assert "%" not in told.err, "no bar of progress"


def test_a_recorded_run_cannot_be_trained_again(capsys):
    recorded = Path(__file__).resolve().parents[1] / "data" / "trace-v1"
    assert commands.run(["diagnose", str(recorded), "--try", "5"], None) == 2
    assert f"backprop-explorer replica {recorded}" in capsys.readouterr().err


def test_output_that_nobody_reads_is_no_fault():
    root = Path(__file__).resolve().parents[2]
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run([sys.executable, str(root / "main.py"), "examples"], stdout=write, stderr=subprocess.PIPE, text=True)
    os.close(write)
    assert (done.returncode, done.stderr) == (141, "")
