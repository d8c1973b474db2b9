"""Random actions of a person raise no exception and break no invariant."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from monkey import Monkey
from tiers import long, parts

from engine import load

LONG = Path(__file__).with_name("long_monkey.py")


@pytest.mark.parametrize("seed", parts(10, by_day=1))
def test_monkey(app, turn, seed):
    """Ten times 1,000 actions; 400 of the first, which is played every time."""
    monkey = Monkey(app, seed)
    app.session.open(load("xor"))
    for number in range(1000 if seed else 400):
        monkey.act()
        if number % 5 == 0:
            app.session.clock.flush()
            turn()
        if number % 25 == 0:
            monkey.check()


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=long) for seed in range(1, 8))])
def test_long_monkey(seed, tmp_path):
    """Menus, dialogs, languages, files, what is deleted while it runs: in a process of its own, since it may end it.

    Seven of them take five minutes, however busy the machine is; the first, which is played every time, is over when it is.
    """
    actions, minutes = (150, 60) if seed == 0 else (600, 5 / 7)
    limits = ["--actions", str(actions), "--minutes", str(minutes)]
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", str(LONG), "--seed", str(seed), *limits],
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    assert done.stdout, done.stderr[-6000:]
    found = json.loads(done.stdout.splitlines()[-1])
    assert (found["faults"], done.returncode) == ([], 0), found["faults"][:1]
    assert 0 < found["actions"] <= actions
