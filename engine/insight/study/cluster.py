"""Workers of a Dask cluster. Pickles go to whoever answers at its address, and come back: it is trusted code."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from typing import Any

from engine.insight.study.jobs import Ended
from engine.model.problem import ExperimentError, Problem, text

PATIENCE = 6.0  # seconds for a scheduler to answer and a first worker to be there; then for what is asked
LEAST = 1.0  # where the one took nearly all of it, the next gets so much


class Cluster:
    """Sends jobs to a scheduler; ExperimentError if it does not answer, has no workers, or is lost on the way."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._client, left = _client(address)
        try:
            self._width = 2 * self._cores(left)
        except ExperimentError:
            self.stop()
            raise
        self._waiting: dict[int, Any] = {}
        self._heard = time.monotonic()

    def _cores(self, patience: float = PATIENCE) -> int:
        """The cores of all workers, once there are some."""
        until = time.monotonic() + patience
        with contextlib.suppress(OSError, asyncio.TimeoutError):
            self._client.wait_for_workers(1, timeout=patience)
            return max(1, sum(self._ask(max(LEAST, until - time.monotonic())).values()))
        raise _lost(self.address, text("the Dask scheduler at {address} has no workers."), text("Start one: dask worker {address}"))

    def _ask(self, patience: float) -> dict[str, int]:
        """Cores by worker. The client's own method would wait for ever for a scheduler that fell silent."""
        found: dict[str, int] = self._client.sync(self._client.scheduler.ncores, callback_timeout=patience)
        return found

    def free(self) -> bool:
        """No more is sent than the workers can take: what was not sent is cancelled by forgetting it."""
        return len(self._waiting) < self._width

    def begin(self, number: int, function: Callable[[Any], Any], item: Any) -> None:
        """Send a job; one that was ended is not begun again."""
        self._waiting[number] = self._client.submit(function, item, pure=False, retries=0)

    def wait(self, seconds: float) -> None:
        """For a moment; nothing is asked for a result that is there already."""
        if not any(future.done() for future in self._waiting.values()):
            time.sleep(min(seconds, 0.005))

    def take(self) -> list[tuple[int, Any]]:
        """What is done, and now and then whether the workers are still there."""
        ready = [number for number, future in self._waiting.items() if future.done()]
        results = [(number, self._result(self._waiting.pop(number))) for number in ready]
        if results:
            self._heard = time.monotonic()
        elif self._waiting and time.monotonic() - self._heard > PATIENCE:
            self._heard = time.monotonic()
            self._cores()
        return results

    def _result(self, future: Any) -> Any:
        from distributed import KilledWorker

        try:
            return future.result(timeout=PATIENCE)
        except (KilledWorker, MemoryError):
            return Ended(text("the Dask worker was terminated"))
        except (TimeoutError, asyncio.CancelledError, OSError) as error:
            if future.status == "error":  # the job's own
                raise
            raise _lost(
                self.address,
                text("the connection to the Dask scheduler at {address} was lost."),
                text("What has been measured so far is kept."),
            ) from error

    def stop(self) -> None:
        """Futures without a reference left are cancelled by the scheduler."""
        self._waiting = {}
        with contextlib.suppress(OSError, asyncio.TimeoutError):
            self._client.close(timeout=1)


def _client(address: str) -> tuple[Any, float]:
    """A client whose scheduler answers, and what is left of the patience."""
    try:
        from distributed import Client
    except ImportError:
        raise ExperimentError(
            [Problem("--backend dask", text("Dask is not installed."), text('Install it: pip install "backprop-explorer[dask]".'))]
        ) from None
    until = time.monotonic() + PATIENCE
    try:
        asyncio.run(asyncio.wait_for(_greet(address), PATIENCE))
        client = Client(address, timeout=max(LEAST, until - time.monotonic()))
        return client, max(LEAST, until - time.monotonic())
    except (TimeoutError, OSError, ValueError):
        raise _lost(
            address,
            text("no Dask scheduler responded at {address}."),
            text("Start a scheduler with `dask scheduler`, and give its tcp:// address."),
        ) from None


async def _greet(address: str) -> None:
    """Whether a scheduler is there at all: the client would wait without end for one that takes the call and says nothing."""
    from distributed.comm import connect

    comm = await connect(address, timeout=PATIENCE)
    comm.abort()


def _lost(address: str, message: str, hint: str) -> ExperimentError:
    return ExperimentError([Problem("--scheduler", message, hint, {"address": address})])
