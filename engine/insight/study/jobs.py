"""Many independent computations on all cores, or on a Dask cluster; results come as they are finished, and can be cancelled.

The workers are processes of joblib (loky). A job is a function of one frozen argument, both of which can be pickled.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from engine.model.problem import ExperimentError, Problem, text

LOKY, DASK = "loky", "dask"
BACKENDS = (LOKY, DASK)


class Jobs:
    """Starts at once; `poll` returns what has finished since the last call."""

    def __init__(self, function: Callable[[Any], Any], items: Iterable[Any], backend: str = LOKY, scheduler: str = "") -> None:
        self._submit, self._stop, self._width = _dask(scheduler) if backend == DASK else _loky()
        self._function, self._items = function, deque(enumerate(items))
        self._waiting: dict[int, Any] = {}
        self.total, self.done = len(self._items), 0
        self._feed()

    def _feed(self) -> None:
        """Submit no more than the workers can take: what was not submitted is cancelled by forgetting it."""
        while self._items and len(self._waiting) < self._width:
            number, item = self._items.popleft()
            self._waiting[number] = self._submit(self._function, item)

    def poll(self) -> list[tuple[int, Any]]:
        """Numbers and results of jobs that have just been finished; raises what a job raised."""
        ready = [number for number, future in self._waiting.items() if future.done()]
        results = [(number, self._waiting.pop(number).result()) for number in ready]
        self.done += len(results)
        self._feed()
        return results

    @property
    def finished(self) -> bool:
        """Whether nothing is left."""
        return not self._waiting and not self._items

    def cancel(self) -> None:
        """Cancel what is not finished, at once."""
        if self._waiting:
            self._stop()
        self._waiting = {}
        self._items.clear()

    def __iter__(self) -> Iterator[tuple[int, Any]]:
        """Wait for all results, in the order in which they come."""
        try:
            while not self.finished:
                yield from self.poll()
                time.sleep(0.002)
        finally:
            self.cancel()


Start = tuple[Callable[..., Any], Callable[[], None], int]


def _loky() -> Start:
    from joblib.externals.loky import cpu_count, get_reusable_executor

    executor = get_reusable_executor(timeout=60)

    def stop() -> None:
        """End the workers; `shutdown(kill_workers=True)` races with its own thread, which then dies with a KeyError."""
        for process in list(executor._processes.values()):
            process.terminate()
        executor.shutdown(wait=True)  # until its thread has seen that they are gone; the next batch starts with new ones

    return executor.submit, stop, int(cpu_count()) + 1


def _dask(scheduler: str) -> Start:
    try:
        from distributed import Client
    except ImportError:
        raise ExperimentError(
            [Problem("--backend dask", text("Dask is not installed."), text('Install it: pip install "backprop-explorer[dask]".'))]
        ) from None
    try:
        client = Client(scheduler, timeout="5s")
    except (OSError, ValueError) as error:
        raise ExperimentError(
            [
                Problem(
                    "--scheduler",
                    text("no Dask scheduler responded at {address}: {reason}."),
                    text("Start a scheduler with `dask scheduler`, and give its tcp:// address."),
                    {"address": scheduler, "reason": error},
                )
            ]
        ) from None
    width = 2 * max(1, sum(client.nthreads().values()))
    return (
        partial(client.submit, pure=False),
        client.close,
        width,
    )  # futures without a reference left are cancelled by the scheduler
