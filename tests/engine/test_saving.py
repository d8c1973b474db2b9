"""Saving: no file is ever torn, whatever the disk or the process does; the old one is whole until the new one is there."""

import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tiers import parts

from engine.interchange.documents import safe_save
from engine.interchange.documents.safe_save import UNFINISHED, save_bytes

ROOT = Path(__file__).resolve().parents[2]
KILLS = """
import os, random, signal, sys, time
from engine.interchange.documents.safe_save import save_bytes
folder, kills = sys.argv[1], int(sys.argv[2])
path, contents, chance = os.path.join(folder, "work.json"), [b"a" * 200_000, b"b" * 300_000], random.Random(sys.argv[3])
started = time.perf_counter()
for content in contents * 3:
    save_bytes(path, content, backup=True)
one = (time.perf_counter() - started) / 6  # seconds of a save here and now
seen = {}
for _ in range(kills):
    order = contents[:: chance.choice([1, -1])]
    child = os.fork()
    if not child:
        signal.setitimer(signal.ITIMER_REAL, chance.uniform(1e-4, 4 * one))  # the alarm ends it there and then
        while True:
            for content in order:
                save_bytes(path, content, backup=True)
    assert os.waitpid(child, 0)[1] == signal.SIGALRM
    for name in ("work.json", "work.json.bak"):
        if os.path.exists(os.path.join(folder, name)):
            found = open(os.path.join(folder, name), "rb").read()
            assert found in contents, f"{name} is torn: {len(found)} bytes"
            seen[found[:1]] = seen.get(found[:1], 0) + 1
print(seen)
"""


@pytest.mark.parametrize("part", parts(10, by_day=5))
def test_a_thousand_kills_tear_no_file(tmp_path, part):
    done = subprocess.run([sys.executable, "-c", KILLS, str(tmp_path), "100", str(part)], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert "b'a'" in done.stdout
    assert "b'b'" in done.stdout


def test_what_dead_processes_left_is_swept_away_when_it_is_old(tmp_path):
    old, fresh = (tmp_path / f".work.json.{name}{UNFINISHED}" for name in ("old", "fresh"))
    for path in (old, fresh):
        path.write_bytes(b"half")
    os.utime(old, (time.time() - 2 * safe_save.STALE,) * 2)
    save_bytes(tmp_path / "work.json", b"new")
    assert not old.exists()
    assert fresh.exists()


def test_the_content_before_is_kept_and_links_are_followed(tmp_path):
    path, link = tmp_path / "work.json", tmp_path / "link.json"
    path.write_bytes(b"one")
    path.chmod(0o640)
    link.symlink_to(path)
    save_bytes(link, b"two", backup=True)
    assert link.is_symlink()
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "work.json.bak").read_bytes() == b"one"
    save_bytes(link, b"three", backup=True)
    assert (tmp_path / "work.json.bak").read_bytes() == b"two"


def failing(code):
    def fail(*_, **__):
        raise OSError(code, os.strerror(code))

    return fail


FAULTS = {
    "the folder may not be written to": (safe_save.tempfile, "mkstemp", errno.EACCES),
    "the file system is read-only": (safe_save.tempfile, "mkstemp", errno.EROFS),
    "no more file handles": (safe_save.os, "fdopen", errno.EMFILE),
    "the disk is full": (safe_save.os, "fsync", errno.ENOSPC),
    "the disk fails": (safe_save.os, "fsync", errno.EIO),
    "the quota is used up": (safe_save.os, "fsync", errno.EDQUOT),
    "rights cannot be set": (safe_save.Path, "chmod", errno.EPERM),
    "the file is in use": (safe_save.os, "replace", errno.EBUSY),
    "the new name cannot be given": (safe_save.os, "replace", errno.EACCES),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_the_disk_leaves_the_old_file(fault, tmp_path, monkeypatch):
    path = tmp_path / "work.json"
    path.write_bytes(b"old")
    module, name, code = FAULTS[fault]
    monkeypatch.setattr(module, name, failing(code))
    with pytest.raises(OSError, match=os.strerror(code)):
        save_bytes(path, b"new and longer", backup=True)
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert {left.name for left in tmp_path.iterdir()} <= {"work.json", "work.json.bak"}


def test_a_file_system_without_links_keeps_a_copy(tmp_path, monkeypatch):
    path = tmp_path / "work.json"
    path.write_bytes(b"old")
    monkeypatch.setattr(safe_save.os, "link", failing(errno.EPERM))
    save_bytes(path, b"new", backup=True)
    assert path.read_bytes() == b"new"
    assert (tmp_path / "work.json.bak").read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 2


def test_a_part_of_the_file_is_not_taken_for_the_whole(tmp_path, monkeypatch):
    path = tmp_path / "work.json"
    path.write_bytes(b"old")
    monkeypatch.setattr(safe_save.os, "fstat", lambda _: os.stat(path))
    with pytest.raises(OSError, match="only a part"):
        save_bytes(path, b"new and longer")
    assert path.read_bytes() == b"old"


def test_a_limit_of_the_system_on_file_sizes(tmp_path):
    """A real one: the kernel refuses to write past it."""
    path = tmp_path / "work.json"
    path.write_bytes(b"old")
    script = (
        "import resource, signal, sys; from engine.interchange.documents.safe_save import save_bytes; "
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)); save_bytes(sys.argv[1], b'x' * 100_000)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, cwd=ROOT)
    assert "File too large" in done.stderr
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["a folder", "x" * 300, "gone/work.json"])
def test_a_place_that_cannot_take_a_file(name, tmp_path):
    (tmp_path / "a folder").mkdir()
    with pytest.raises(OSError, match="folder|directory|long"):
        save_bytes(tmp_path / name, b"new")
    assert [left.name for left in tmp_path.iterdir()] == ["a folder"]
