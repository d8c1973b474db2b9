"""Worker processes: none outlives its program, what is lost is told, and a cluster that does not work is, too."""

import multiprocessing
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import some_jobs

from engine import ExperimentError
from engine.headless import commands, diagnose, sweep
from engine.insight.study import cluster
from engine.insight.study.jobs import DASK, Ended, Jobs

PROGRAM = Path(some_jobs.__file__)
posix = pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")


def outcome(function) -> dict:
    return dict(Jobs(function, range(4)))


@posix
@pytest.mark.parametrize("function", ["endless", "busy"])
@pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM"])
def test_no_worker_outlives_its_program(tmp_path, function, name):
    """The pipe of the output closes when the last process that holds it is gone; nothing is left in the folder for such things."""
    shared = set(os.listdir("/dev/shm")) if os.path.isdir("/dev/shm") else set()
    with subprocess.Popen(
        [sys.executable, str(PROGRAM), function], stdout=subprocess.PIPE, env={**os.environ, "TMPDIR": str(tmp_path)}
    ) as program:
        assert program.stdout.readline() == b"began\n"
        program.send_signal(getattr(signal, name))
        program.communicate(timeout=40)
        assert program.returncode == -getattr(signal, name)
    assert list(tmp_path.iterdir()) == []
    assert not shared or set(os.listdir("/dev/shm")) <= shared


@posix
def test_a_worker_that_is_killed_costs_its_own_job_only():
    found = outcome(some_jobs.killed)
    assert {number: found[number] for number in (0, 2, 3)} == {0: 0, 2: 20, 3: 30}
    assert isinstance(found[1], Ended)
    assert str(found[1]) == "the process was terminated by SIGKILL"


def test_so_does_one_that_leaves_or_finds_no_memory():
    found = outcome(some_jobs.left)
    assert str(found.pop(1)) == "the process exited with status 3"
    assert found == {0: 0, 2: 20, 3: 30}
    found = outcome(some_jobs.hungry)
    assert str(found.pop(1)) == "there was not enough memory"
    assert found == {0: 0, 2: 20, 3: 30}


def test_what_a_job_raises_comes_back():
    with pytest.raises(FileNotFoundError, match="nowhere.csv"):
        outcome(some_jobs.absent)
    with pytest.raises(RuntimeError, match="odd 1 and 2"):
        outcome(some_jobs.odd)


@posix
def test_a_sweep_goes_on_without_the_network_that_was_ended(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(sweep, "measure", some_jobs.killed_measure)
    grid = ["--lengths", "2,6", "--scales", "0.5,1", "--activations", "tanh", "--seeds", "2"]
    assert commands.run(["sweep", *grid, "--csv", str(tmp_path / "a.csv")], None) == 0
    told = capsys.readouterr().out
    assert "networks measured: 7 of 8" in told
    assert "terminated: tanh, length 6, scale 1.0, seed 1: the process was terminated by SIGKILL" in told
    assert len((tmp_path / "a.csv").read_text().splitlines()) == 9


@posix
def test_so_does_a_trial_of_remedies(monkeypatch, capsys):
    monkeypatch.setattr(diagnose, "run_trial", some_jobs.killed_trial)
    assert commands.run(["diagnose", "vanishing", "--epochs", "4", "--try", "5"], None) == 0
    told = capsys.readouterr().out
    assert "terminated: unchanged: the process was terminated by SIGKILL" in told
    assert "remedies, each trained from the start" in told


def test_calling_off_leaves_no_process():
    jobs = Jobs(some_jobs.endless, range(4))
    assert jobs.poll() == []
    assert multiprocessing.active_children()
    jobs.cancel()
    assert jobs.finished
    assert not multiprocessing.active_children()


class TestCluster:
    @pytest.fixture
    def distributed(self, monkeypatch):
        monkeypatch.setattr(cluster, "PATIENCE", 1.0)
        return pytest.importorskip("distributed")

    def test_one_that_takes_the_call_and_says_nothing(self, distributed):
        with socket.create_server(("127.0.0.1", 0)) as mute, pytest.raises(ExperimentError, match="no Dask scheduler responded"):
            Jobs(some_jobs.left, range(4), DASK, f"tcp://127.0.0.1:{mute.getsockname()[1]}")

    def test_one_without_workers(self, distributed):
        with (
            distributed.LocalCluster(n_workers=0, processes=False, dashboard_address=None) as empty,
            pytest.raises(ExperimentError, match="has no workers"),
        ):
            Jobs(some_jobs.left, range(4), DASK, empty.scheduler_address)

    def test_all_waits_of_the_start_share_one_budget(self, distributed, monkeypatch):
        """A scheduler that answers at the last moment has no second budget for its workers, only what is the least."""
        waited = [0.0]

        def wait(seconds):
            waited[0] += seconds

        class Client:
            def __init__(self, address, timeout):
                wait(timeout)

            def wait_for_workers(self, count, timeout):
                wait(timeout)
                raise TimeoutError

            def close(self, timeout): ...

        async def greet(address):
            wait(0.9 * cluster.PATIENCE)

        monkeypatch.setattr(distributed, "Client", Client)
        monkeypatch.setattr(cluster, "_greet", greet)
        monkeypatch.setattr(cluster, "time", SimpleNamespace(monotonic=lambda: waited[0]))
        monkeypatch.setattr(cluster, "PATIENCE", 6.0)
        with pytest.raises(ExperimentError, match="has no workers"):
            Jobs(some_jobs.left, range(4), DASK, "tcp://anywhere")
        assert waited[0] <= cluster.PATIENCE + 2 * cluster.LEAST

    def test_one_that_is_gone_on_the_way(self, distributed):
        with distributed.LocalCluster(n_workers=1, processes=False, dashboard_address=None) as going:
            jobs = Jobs(some_jobs.waiting, range(4), DASK, going.scheduler_address)
            jobs.poll()
            going.scale(0)
            with pytest.raises(ExperimentError, match="has no workers|was lost"):
                list(jobs)
            some_jobs.OVER.set()
