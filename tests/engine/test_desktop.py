"""The program on a Linux desktop: what `desktop install` writes, judged by freedesktop's own tools."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from engine.headless.desktop import NAME, SIZES, quoted

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems have no desktop entries")
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def home(tmp_path):
    return tmp_path / "data of mine"


def desktop(what, home):
    told = {**os.environ, "XDG_DATA_HOME": str(home)}
    return subprocess.run([sys.executable, ROOT / "main.py", "desktop", what], env=told, check=True, capture_output=True, text=True)


def test_installed_as_freedesktop_wants_it_and_removed_whole(home):
    said = desktop("install", home).stdout
    entry = home / "applications" / f"{NAME}.desktop"
    assert f"wrote {entry}" in said
    if os.environ.get("CI"):
        subprocess.run(["desktop-file-validate", entry], check=True)
    (started,) = (line for line in entry.read_text("utf-8").splitlines() if line.startswith("Exec="))
    *program, file = shlex.split(started.removeprefix("Exec="))
    assert file == "%f"
    answer = subprocess.run([*program, "--version"], check=True, capture_output=True, text=True).stdout
    assert answer.startswith("Backprop Explorer")
    for size in SIZES:
        with Image.open(home / f"icons/hicolor/{size}x{size}/apps/backprop-explorer.png") as icon:
            assert icon.size == (size, size)
    kept = desktop("remove", home).stdout.splitlines()
    assert len(kept) == len(said.splitlines())
    assert not [path for path in home.rglob("*backprop*") if path.is_file()]


def test_files_are_known_by_name(home, tmp_path):
    """The shared database of file types is made by its own program, and read line by line as its specification says."""
    desktop("install", home)
    if os.environ.get("CI"):
        subprocess.run(["update-mime-database", home / "mime"], check=True)
    elif not (home / "mime" / "globs2").exists():
        pytest.skip("update-mime-database is not installed")
    globs = (home / "mime" / "globs2").read_text("utf-8").splitlines()
    assert "50:application/x-backprop-explorer-session:*.bpx" in globs
    assert "60:application/x-backprop-explorer-experiment+json:*.backprop.json" in globs


@pytest.mark.parametrize(
    ("argument", "in_the_file"),
    [
        ("/opt/a b/python", '"/opt/a b/python"'),
        ("100%", '"100%%"'),
        ('say "hi"', r'"say \\"hi\\""'),
        ("$HOME", r'"\\$HOME"'),
        ("back\\slash", r'"back\\\\slash"'),
    ],
)
def test_paths_are_quoted_as_the_specification_says(argument, in_the_file):
    """Twice: once for the command, once because the value of a key is a string (Desktop Entry specification, "The Exec key")."""
    assert quoted(argument) == in_the_file
