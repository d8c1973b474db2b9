"""Red zones between the values of an arena, looked at after every stretch of calls: `pytest --red-zones`.

A call that writes past the end of its value changes a red zone; one that reads there gets a number that no result survives.
"""

from contextlib import contextmanager
from unittest import mock

from engine.runtime.execute import layout
from engine.runtime.execute.executor import Executor

WIDTH = 8


class Overrun(AssertionError):
    """A red zone was written."""


def _looking(name):
    wrapped = getattr(Executor, name)

    def call(self, *arguments):
        result = wrapped(self, *arguments)
        found = self._arena.overrun()
        if found:
            raise Overrun(f"after {', '.join(self._program.slots[slot].name for slot in found)}")
        return result

    return call


@contextmanager
def redzones():
    """All arenas that are made here have red zones."""
    with (
        mock.patch.object(layout, "GUARD", WIDTH),
        mock.patch.multiple(Executor, **{name: _looking(name) for name in ("run", "steps", "close")}),
    ):
        yield
