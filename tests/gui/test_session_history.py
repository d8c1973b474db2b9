"""Whatever is edited in a session, in any order, at any time: what it shows is what a run shows that never went back.

Any edit that the window offers is drawn at random (`person.py`), with undo, steps both ways, branches, breakpoints, saving, opening
here and in other processes, one of them with the other backend. `--histories 20000` (`make nightly`) draws so many.
"""

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from person import Person
from PySide6.QtCore import QCoreApplication, QEvent

from engine.runtime import backends
from engine.runtime.environment import environment
from gui.session.session import Session

REOPENING = Path(__file__).resolve().parents[1] / "reopening.py"
PARTS, FIRST = 20, 5  # the first tier draws so many for each backend


class Elsewhere:
    """A process that opens what was saved."""

    def __init__(self, backend: str) -> None:
        environment = {**os.environ, **({"BACKPROP_BACKEND": "numpy"} if backend == "numpy" else {})}
        self.process = subprocess.Popen(
            [sys.executable, str(REOPENING)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )

    def ask(self, path: Path, times: list[int]) -> dict[str, Any]:
        self.process.stdin.write(json.dumps({"path": str(path), "times": times}) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@pytest.fixture(scope="module")
def elsewhere():
    made = {name: Elsewhere(name) for name in ("native", "numpy") if name == "numpy" or backends.library() is not None}
    yield made
    for one in made.values():
        one.process.stdin.close()
        one.process.wait()
        one.process.stdout.close()


def histories(config, part: int) -> range:
    each = max(1, config.getoption("--histories") // 2 // PARTS)
    return range(part * each, part * each + (each if part else min(FIRST, each)))


@pytest.mark.parametrize("part", [0, *(pytest.param(part, marks=pytest.mark.long) for part in range(1, PARTS + 1))])
@pytest.mark.parametrize("backend", ["native", "numpy"])
def test_any_work_shows_what_a_straight_run_shows(backend, part, elsewhere, qapp, tmp_path, monkeypatch, request):
    if backend == "native" and backends.library() is None:
        pytest.skip("the kernels are not compiled here")
    if backend == "numpy":
        monkeypatch.setattr(backends, "library", lambda: None)
    environment.cache_clear()  # it names the backend
    request.addfinalizer(environment.cache_clear)
    for seed in histories(request.config, part):
        session = Session()
        person = Person(random.Random(f"{backend} {seed}"), session, tmp_path, elsewhere, backend)
        with np.errstate(all="ignore"):
            for _ in range(person.pick.randrange(6, 24)):
                person.act()
            person.done.append("reopen")
            person.do_reopen()
        session.pause()
        session.deleteLater()
        QCoreApplication.sendPostedEvents(session, QEvent.Type.DeferredDelete)  # hundreds would wait for the end of the test
