"""Jobs for the tests of jobs, and a program that is ended while it has some: `python some_jobs.py` prints a line when all work."""

import os
import signal
import sys
import threading
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


def endless(item: int) -> None:
    """Says that it has begun; holds the pipe that its output goes to as long as it lives."""
    os.write(1, b"began\n")
    threading.Event().wait()


OVER = threading.Event()


def waiting(item: int) -> None:
    """Until it is over, in this process."""
    OVER.wait()


def busy(item: int) -> None:
    """The same in Python code that never waits."""
    os.write(1, b"began\n")
    while True:
        pass


def killed(item: int) -> int:
    """The second one of them is."""
    if item == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return 10 * item


def killed_measure(member):
    """One network of a sweep is killed."""
    from engine.insight.study.sweep import measure

    if (member.length, member.scale, member.seed) == (6, 1.0, 1):
        os.kill(os.getpid(), signal.SIGKILL)
    return measure(member)


def killed_trial(trial):
    """That of the network as it is, is killed."""
    from engine.insight.diagnosis.trial import run

    if not trial.remedy:
        os.kill(os.getpid(), signal.SIGKILL)
    return run(trial)


def left(item: int) -> int:
    """The second one of them leaves."""
    if item == 1:
        os._exit(3)
    return 10 * item


def hungry(item: int) -> int:
    """The second one of them asks for too much."""
    if item == 1:
        raise MemoryError
    return 10 * item


def absent(item: int) -> int:
    """A file that is not there."""
    raise FileNotFoundError(2, "No such file", "nowhere.csv")


class Odd(Exception):
    """An error that cannot be sent: what makes it is not what it is given."""

    def __init__(self, one, other):
        super().__init__(f"odd {one} and {other}")


def odd(item: int) -> int:
    raise Odd(1, 2)


if __name__ == "__main__":
    import some_jobs

    from engine.insight.study.jobs import Jobs

    list(Jobs(getattr(some_jobs, sys.argv[1]), range(2)))
