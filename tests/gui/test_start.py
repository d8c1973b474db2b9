"""A start in a place that is not as it should be, and an end that nobody announced: the window opens, and nothing is lost."""

import os
import signal
import subprocess
import sys

import pytest
from PySide6.QtCore import QByteArray, QSettings
from started import Started
from tiers import long

from engine.interchange.documents import experiment_file
from gui.look.sealed import sealed, unsealed
from gui.shell.startup import Starting

posix = pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")


@pytest.fixture
def home(tmp_path, monkeypatch):
    """The folders of a person, and a process that knows no other."""
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def opened(limit: int | None = None) -> str:
    """What a window says once it stands; it is closed then."""
    with Started(limit) as window:
        window.tell("close")
        code, errors = window.ended()
    assert code == 0, errors
    assert "Traceback" not in errors
    return window.status


@posix
@pytest.mark.parametrize("name", ["SIGTERM", *(pytest.param(name, marks=long) for name in ("SIGINT", "SIGHUP"))])
def test_a_signal_right_after_an_edit_loses_nothing(home, name):
    with Started() as window:
        window.tell("edit")
        window.process.send_signal(getattr(signal, name))
        assert window.ended()[0] == 0
    (left,) = home.rglob("unsaved-*.json")
    assert experiment_file.read(left).network.node("h").units == 7


def test_garbage_is_collected_in_the_thread_of_the_window_only(home):
    """Where another thread deletes what is shown, Qt crashes."""
    with Started() as window:
        assert window.tell("garbage") == "MainThread"
        window.tell("close")
        assert window.ended()[0] == 0


@long
@posix
def test_two_windows_at_once_and_what_one_of_them_leaves(home):
    """What lives is nobody's leftover; what was killed is found by the next, and the other window does not notice."""
    with Started() as one, Started() as other:
        one.tell("edit", "keep")
        other.tell("run")
        assert other.tell("found") == "0", "the unsaved work of a window that lives"
        one.process.kill()
        one.ended()
        assert int(other.tell("more")) > 0
        assert other.tell("found") == "1"
        other.tell("close")
        assert other.ended()[0] == 0
    assert len(list(home.rglob("unsaved-*.json"))) == 1


@long
@posix
def test_a_window_that_was_stopped_goes_on(home):
    """As on a machine that sleeps: stopped in the midst of a run, it trains on where it was."""
    with Started() as window:
        window.tell("run", "more")
        for _ in range(3):
            window.process.send_signal(signal.SIGSTOP)
            assert os.WIFSTOPPED(os.waitpid(window.process.pid, os.WUNTRACED)[1])
            window.process.send_signal(signal.SIGCONT)
            assert int(window.tell("more")) > 0
        window.tell("close")
        code, errors = window.ended()
    assert code == 0
    assert "Traceback" not in errors


@posix
@pytest.mark.parametrize("end", ["SIGKILL", *(pytest.param(end, marks=long) for end in ("close", "SIGTERM"))])
def test_a_window_takes_its_workers_with_it(home, end):
    """They hold the pipe of its output as long as they live: it closes at the end, not a minute later."""
    with Started() as window:
        assert window.tell("sweep") == "sweeping"
        window.tell("close") if end == "close" else window.process.send_signal(getattr(signal, end))
        window.process.communicate(timeout=40)
        assert window.process.returncode == (-signal.SIGKILL if end == "SIGKILL" else 0)


def test_a_home_that_cannot_be_written_is_told_and_the_window_opens(home, monkeypatch):
    home.joinpath("file").write_text("no folder")
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(home / "file" / kind.lower()))
    assert "cannot be written" in opened()


@posix
@pytest.mark.parametrize("limit", [0, pytest.param(4096, marks=long)])
def test_a_full_disk_is_told_and_the_window_opens(home, limit):
    assert "is full" in opened(limit)


@long
def test_a_log_that_cannot_be_written_and_a_leftover_that_leads_nowhere_are_no_matter(home):
    opened()
    folder = next(home.rglob("backprop-explorer.log")).parent
    folder.joinpath("backprop-explorer.log").unlink()
    folder.joinpath("backprop-explorer.log").mkdir()
    folder.joinpath("unsaved-dead.json").symlink_to(home / "nowhere.json")
    assert opened().startswith("ready")


def test_damaged_settings_are_not_shown_to_qt(home):
    opened()
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
    assert opened().startswith("ready")


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
