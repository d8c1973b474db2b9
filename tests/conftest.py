"""Shared by all tests: one BLAS thread, no window on the screen, settings and unsaved work in a folder of this process alone."""

import os
import shutil
import tempfile
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="backprop-explorer-tests-"))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for kind in ("CONFIG", "DATA", "STATE"):
    os.environ[f"XDG_{kind}_HOME"] = str(FOLDER / kind.lower())

import engine  # noqa: E402, F401  (sets the number of BLAS threads before NumPy loads)


def pytest_addoption(parser):
    parser.addoption("--histories", type=int, default=1000, help="how many histories of a session to draw, for each backend")


def pytest_unconfigure():
    shutil.rmtree(FOLDER, ignore_errors=True)


def pytest_collection_modifyitems(items):
    """Windows last: the guards of theirs walk the heap, and what other tests import makes it ten times as large."""
    items.sort(key=lambda item: "qapp" in getattr(item, "fixturenames", ()))
