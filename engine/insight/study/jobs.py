"""Many independent computations on all cores, or on a Dask cluster; results come as they are finished, and can be cancelled.

A job is a function of one frozen argument, both of which can be pickled.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from engine.model.language import said
from engine.model.problem import text

PROCESSES, DASK = "processes", "dask"
BACKENDS = (PROCESSES, DASK)
BEAT = 0.05  # seconds after which what runs is looked at again, at the latest


@dataclass(frozen=True)
class Ended:
    """Stands where a result would: this job was ended before it was done. `message` is a template marked with `text()`."""

    message: str = text("the process was terminated")
    args: dict[str, Any] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return said(self.message).format(**self.args)


class Crew(Protocol):
    """Those who do the work."""

    def free(self) -> bool:
        """Whether one more job can be begun now."""

    def begin(self, number: int, function: Callable[[Any], Any], item: Any) -> None:
        """Begin a job."""

    def wait(self, seconds: float) -> None:
        """Until something is done or ended, at most so long."""

    def take(self) -> list[tuple[int, Any]]:
        """Numbers and results of what is done, each once, an Ended for what was ended; raises what a job raised."""

    def stop(self) -> None:
        """End everything, at once."""


class Jobs:
    """Starts at once; `poll` returns what has finished since the last call."""

    def __init__(self, function: Callable[[Any], Any], items: Iterable[Any], backend: str = PROCESSES, scheduler: str = "") -> None:
        self._crew = _crew(backend, scheduler)
        self._function, self._items = function, deque(enumerate(items))
        self._under_way: set[int] = set()
        self.total, self.done = len(self._items), 0

    def poll(self) -> list[tuple[int, Any]]:
        """Numbers and results of jobs that have just been finished; raises what a job raised."""
        results = self._crew.take()
        self._under_way.difference_update(number for number, _ in results)
        self.done += len(results)
        while self._items and self._crew.free():
            number, item = self._items.popleft()
            self._crew.begin(number, self._function, item)
            self._under_way.add(number)
        return results

    @property
    def finished(self) -> bool:
        """Whether nothing is left."""
        return not self._under_way and not self._items

    def cancel(self) -> None:
        """Cancel what is not finished, at once; the workers go."""
        self._crew.stop()
        self._under_way.clear()
        self._items.clear()

    def __iter__(self) -> Iterator[tuple[int, Any]]:
        """Wait for all results, in the order in which they come."""
        try:
            while not self.finished:
                yield from self.poll()
                self._crew.wait(BEAT)
        finally:
            self.cancel()


def _crew(backend: str, scheduler: str) -> Crew:
    if backend == DASK:
        from engine.insight.study.cluster import Cluster

        return Cluster(scheduler)
    from engine.insight.study.workers import Workers

    return Workers()
