"""Shared by all tests: one BLAS thread, no window on the screen, settings and unsaved work in a folder of this process alone."""

import gc
import os
import shutil
import tempfile
from pathlib import Path

import pytest

FOLDER = Path(tempfile.mkdtemp(prefix="backprop-explorer-tests-"))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for kind in ("CONFIG", "DATA", "STATE"):
    os.environ[f"XDG_{kind}_HOME"] = str(FOLDER / kind.lower())
os.fsync = lambda file: None  # no test cuts the power, and a disk is slow

import engine  # noqa: E402, F401  (sets the number of BLAS threads before NumPy loads)


def pytest_addoption(parser):
    parser.addoption(
        "--histories", type=int, default=2000, help="how many histories of a session, and of a run, are drawn in both tiers"
    )
    parser.addoption("--red-zones", action="store_true", help="red zones between the values of every step (redzones.py)")
    parser.addoption("--sanitized", action="store_true", help="kernels with sanitizers; tools/sanitize.py prepares them")


def pytest_configure(config):
    if hasattr(config, "workerinput"):
        config.pluginmanager.register(Turns(config.workerinput))
    if config.getoption("--sanitized"):
        from engine.runtime.native import library

        checks = ("-g", "-fno-omit-frame-pointer", "-fsanitize=address,undefined", "-fno-sanitize-recover=all")
        library.OPTIONS = (*library.OPTIONS, *checks)
        library.build()
    if config.getoption("--red-zones"):
        from redzones import redzones

        zones = redzones()
        zones.__enter__()
        config.add_cleanup(lambda: zones.__exit__(None, None, None))


@pytest.hookimpl(optionalhook=True)  # some run without xdist
def pytest_xdist_auto_num_workers():
    """One more than there are cores: a test that waits for another process leaves its core to one that works."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_finish():
    """What was imported and collected stays: looking through it for garbage would take a tenth of the time of all tests.

    What a test makes is looked through less often, too: at its end is soon enough.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)


def pytest_unconfigure():
    shutil.rmtree(FOLDER, ignore_errors=True)


class Turns:
    """Workers begin a folder at different modules: of a fresh clone's asserts each then finds most rewritten by another worker."""

    def __init__(self, worker: dict) -> None:
        self.share = int(worker["workerid"].removeprefix("gw")) / worker["workercount"]

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self, collector):
        report = yield
        modules = [one for one in report.result or () if isinstance(one, pytest.Module)]
        first = int(self.share * len(modules))
        if first:
            report.result = [*(one for one in report.result if one not in modules), *modules[first:], *modules[:first]]
        return report


def pytest_collection_modifyitems(items):
    """Windows last: the guards of theirs walk the heap, and what other tests import makes it ten times as large.

    Before that what takes long, so that in the end no process waits for another; and in one order for all workers.
    """
    items.sort(
        key=lambda item: (
            "qapp" in getattr(item, "fixturenames", ()), item.get_closest_marker("long") is None, str(item.path),
        )
    )  # fmt: skip
