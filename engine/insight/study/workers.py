"""Worker processes of this machine. None outlives the program that started it, however that ends, and each knows its job alone:
where one is killed, one job is lost."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import signal
import threading
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from typing import Any

from engine.insight.study.jobs import Ended
from engine.model.problem import text

FRESH = multiprocessing.get_context("spawn")  # a fork would copy the window's threads and locks
PATIENCE = 5.0  # seconds for a process that is gone to say how


class Workers:
    """At most one process for each core; each is started when it is first needed, and lives until `stop`."""

    def __init__(self) -> None:
        self._width = _cores()
        self._idle: list[_Worker] = []
        self._busy: dict[int, _Worker] = {}
        self._started = False

    def free(self) -> bool:
        """To start a process takes a moment, so no two are started in one turn: whoever asks has a window to keep alive."""
        return bool(self._idle) or (len(self._busy) < self._width and not self._started)

    def begin(self, number: int, function: Callable[[Any], Any], item: Any) -> None:
        """Give a job to an idle worker, or to a new one."""
        self._started = self._started or not self._idle
        worker = self._idle.pop() if self._idle else _Worker()
        self._busy[number] = worker
        worker.give(function, item)

    def wait(self, seconds: float) -> None:
        """Until a worker has an answer or is gone."""
        wait([worker.line for worker in self._busy.values()], 0 if len(self._busy) < self._width and self._started else seconds)

    def take(self) -> list[tuple[int, Any]]:
        """What is done; a worker that is gone answers with an Ended."""
        self._started = False
        results = []
        ready = wait([worker.line for worker in self._busy.values()], 0)
        for number in [number for number, worker in self._busy.items() if worker.line in ready]:
            worker = self._busy.pop(number)
            answer = worker.answer()
            if not isinstance(answer, Ended):
                self._idle.append(worker)
            results.append((number, answer))
        for _, answer in results:
            if isinstance(answer, _Raised):
                raise answer.error
        return results

    def stop(self) -> None:
        """They hold nothing that would have to be put away."""
        workers = [*self._idle, *self._busy.values()]
        self._idle, self._busy = [], {}
        for worker in workers:
            worker.process.kill()
        for worker in workers:
            worker.leave()


class _Worker:
    """A process, and the line to it."""

    def __init__(self) -> None:
        self.line, there = FRESH.Pipe()
        self.process = FRESH.Process(target=serve, args=(there,), daemon=True)
        try:
            self.process.start()
        finally:
            there.close()  # this end is the worker's alone, so that its death is seen

    def give(self, function: Callable[[Any], Any], item: Any) -> None:
        with contextlib.suppress(OSError):  # it is gone; `answer` will tell
            self.line.send((function, item))

    def answer(self) -> Any:
        """What was computed, what was raised, or how the process ended."""
        try:
            return self.line.recv()
        except (EOFError, OSError):
            self.leave()
            return _ended(self.process.exitcode)

    def leave(self) -> None:
        self.line.close()
        self.process.join(PATIENCE)


class _Raised:
    """What a job raised, as it comes back."""

    def __init__(self, error: Exception) -> None:
        self.error = error


def _ended(code: int | None) -> Ended:
    if code is not None and code < 0:
        return Ended(text("the process was terminated by {signal}"), {"signal": signal.Signals(-code).name})
    return Ended(text("the process exited with status {code}"), {"code": code})


def serve(line: Connection) -> None:
    """What a worker does: job after job, until there is nobody left to work for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes of a terminal; who started this one decides
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with contextlib.suppress(EOFError, OSError):
        while True:
            line.send(_answer(*line.recv()))


def _answer(function: Callable[[Any], Any], item: Any) -> Any:
    try:
        return function(item)
    except MemoryError:
        return Ended(text("there was not enough memory"))
    except Exception as error:
        return _Raised(_portable(error))


def _portable(error: Exception) -> Exception:
    """The error, or its words where it cannot be sent."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301  (bytes of its own)
    except Exception:
        return RuntimeError("".join(traceback.format_exception(error)))
    return error


def _end_with_parent() -> None:
    """Even in the middle of a job, and whatever the parent died of: its death closes a pipe."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
