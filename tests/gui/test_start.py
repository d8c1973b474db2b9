"""A start in a place that is not as it should be, and an end that nobody announced: the window opens, and nothing is lost."""

import os
import signal
import subprocess
import sys

import pytest
from PySide6.QtCore import QByteArray, QSettings

from engine.interchange.documents import experiment_file
from gui.look.sealed import sealed, unsealed
from gui.shell.startup import Starting

START = """
import sys, argparse
from PySide6.QtCore import QSettings, QTimer
from gui.shell import app as shell
def ready():
    app = shell_app[0]
    if {edit}:
        app.bench.canvas.edits.change_units("h", 3)
    print("ready", app.bench.status.bar.currentMessage(), flush=True)
    if {leave}:
        app.session.undo.setClean()
        app.window.close()
shell_app = []
going_on = shell._continue
def after(app, options, starting):
    going_on(app, options, starting)
    shell_app.append(app)
    QTimer.singleShot(0, app.window, ready)
shell._continue = after
sys.exit(shell.start(argparse.Namespace(lang="en", theme="light", file="", example="xor")))
"""


def command(edit: bool, leave: bool) -> list[str]:
    return [sys.executable, "-c", START.format(edit=edit, leave=leave)]


@pytest.fixture
def home(tmp_path, monkeypatch):
    """The folders of a person, and a process that knows no other."""
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", ".")
    return tmp_path


def started() -> str:
    """What a window says once it stands; it is closed then."""
    done = subprocess.run(command(edit=False, leave=True), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_a_signal_right_after_an_edit_loses_nothing(home, name):
    with subprocess.Popen(command(edit=True, leave=False), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline().startswith("ready")
        process.send_signal(getattr(signal, name))
        assert process.wait() == 0
    (left,) = home.rglob("unsaved-*.json")
    assert experiment_file.read(left).network.node("h").units == 7


def test_a_home_that_cannot_be_written_is_told_and_the_window_opens(home, monkeypatch):
    home.joinpath("file").write_text("no folder")
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(home / "file" / kind.lower()))
    assert "cannot be written" in started()


def test_a_log_that_cannot_be_written_and_a_leftover_that_leads_nowhere_are_no_matter(home):
    started()
    folder = next(home.rglob("backprop-explorer.log")).parent
    folder.joinpath("backprop-explorer.log").unlink()
    folder.joinpath("backprop-explorer.log").mkdir()
    folder.joinpath("unsaved-dead.json").symlink_to(home / "nowhere.json")
    assert started().startswith("ready")


def test_damaged_settings_are_not_shown_to_qt(home):
    started()
    (path,) = home.rglob("BackpropExplorer.ini")
    settings = QSettings(str(path), QSettings.Format.IniFormat)
    keys = [key for key in settings.allKeys() if unsealed(settings.value(key)) is not None]
    assert "geometry" in keys
    for key in keys:
        content = bytearray(settings.value(key).data())
        content[len(content) // 2] ^= 255
        settings.setValue(key, QByteArray(bytes(content)))
        assert unsealed(settings.value(key)) is None
    settings.sync()
    assert started().startswith("ready")


def test_what_was_sealed_comes_back_and_nothing_else_does():
    kept = sealed(QByteArray(b"places"))
    assert unsealed(kept) == QByteArray(b"places")
    for other in (None, "words", 3, [], QByteArray(), QByteArray(b"places"), kept + QByteArray(b" ")):
        assert unsealed(other) is None


def test_a_start_that_failed_is_known_to_the_next(home):
    path = home / "starting.lock"
    code = "import os, sys; from gui.shell.startup import Path, Starting; mark = Starting(Path(sys.argv[1])); os._exit(9)"
    assert subprocess.run([sys.executable, "-c", code, str(path)]).returncode == 9
    after = Starting(path)
    assert after.failed_before
    after.done()
    assert not os.path.exists(path)
    again = Starting(path)
    assert not again.failed_before
    again.done()
