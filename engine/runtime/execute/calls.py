"""Sequences of NumPy calls: executed one by one, or as one generated function."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol

import numpy as np

from engine.library.rule import Array, Call, maximum, minimum


def assign(target: Array, source: Array) -> None:
    """target[...] = source; generated code writes it so, at half the cost of np.copyto."""
    target[...] = source


def store(rows: Array, source: Array, step: int, every: Array) -> None:
    """Copy into the row that belongs to a step, if each row serves `every` steps."""
    rows[step // int(every) % len(rows)][...] = source


def updates(old: Array, new: Array, work: Array, out: Array) -> None:
    """Sums of squares along the last axis: of old values, and of what the new ones differ by."""
    np.vecdot(old, old, out[0])
    np.subtract(new, old, work)
    np.vecdot(work, work, out[1])


def fingerprint(rows: Array, value: Array, values: Array, step: int) -> None:
    """A value and the sum of squares of others, into the row that belongs to a step."""
    rows[step % len(rows)] = value, values.dot(values)


def when_due(every: Array, step: int, calls: list[Call]) -> None:
    """Make calls in one of `every` steps only, a power of two."""
    if step % int(every) == 0:
        make(calls, step)


def make(calls: list[Call], step: int) -> None:
    """Make calls one by one; an argument STEP stands for the number of the step."""
    for function, arguments in calls:
        function(*(step if argument is STEP else argument for argument in arguments))


def given(load: Callable[[int], None], step: int) -> None:
    """Load what a step receives from outside, all of it finite."""
    load(step)


def number(target: Array, step: int) -> None:
    """The number of a training step for people and optimizers: 1, 2, ..."""
    target[...] = step + 1


def spoil(taint: Array, values: Array) -> None:
    """Make `taint` NaN if one of the values is not finite: 0 times anything finite is 0."""
    taint += (values * 0).sum()


class _Step:
    """Stands for the number of the training step among the arguments of a call."""


STEP = _Step()


class Tape(Protocol):
    """Calls in order, ready to be executed; made by a backend in its own way."""

    def prepare(self, until: float) -> bool:
        """Until that time of `perf_counter`, make what `run` would make else when it needs it; whether all of it is made."""
        ...

    def run(self, start: int, stop: int) -> None:
        """Execute the calls start ... stop-1."""
        ...

    def loop(self, first: int, end: int) -> None:
        """Execute all calls for each step first ... end-1."""
        ...


class NumpyTape:
    """Calls made one by one, or all of them in a generated loop."""

    def __init__(self, calls: list[Call]) -> None:
        self._calls = calls
        self._loop: Callable[[int, int], None] | None = None

    def prepare(self, until: float) -> bool:
        """There is nothing to make."""
        return True

    def run(self, start: int, stop: int) -> None:
        """Execute the calls start ... stop-1."""
        for function, arguments in self._calls[start:stop]:
            function(*arguments)

    def loop(self, first: int, end: int) -> None:
        """Execute all calls for each step first ... end-1; an argument STEP stands for its number."""
        if self._loop is None:
            self._loop = straight_line(self._calls)
        self._loop(first, end)


def _lines(calls: list[Call], name: Callable[[object], str]) -> Iterator[str]:
    for function, arguments in calls:
        if function is when_due:
            yield f"if step % int({name(arguments[0])}) == 0:"
            yield from (f"  {line}" for line in _lines(arguments[2], name))
            continue
        if function is store:
            rows, source, _, every = arguments
            yield f"{name(list(rows))}[step // int({name(every)}) % {len(rows)}][...] = {name(source)}"
            continue
        names = [name(argument) for argument in arguments]
        if function is number:
            yield f"{names[0]}[...] = step + 1"
        elif function in (assign, np.copyto):
            yield f"{names[0]}[...] = {names[1]}"
        else:
            if function in (maximum, minimum):
                names[-1] = f"out={names[-1]}"  # the wrapper exists for this keyword alone
            yield f"{name(function)}({', '.join(names)})"


def straight_line(calls: list[Call]) -> Callable[[int, int], None]:
    """A function of (first, stop) that makes all calls in order for each step between; operands are local names.

    The source consists of names made here, never of text from outside.
    """
    constants: dict[int, str] = {id(STEP): "step", id(maximum): "maximum", id(minimum): "minimum"}
    values: dict[str, Any] = {"maximum": np.maximum, "minimum": np.minimum}

    def name(value: object) -> str:
        if id(value) not in constants:
            constants[id(value)] = f"v{len(constants)}"
            values[constants[id(value)]] = value
        return constants[id(value)]

    lines = [f"    {line}" for line in _lines(calls, name)]
    head = ", ".join(f"{local}={local}" for local in values)
    namespace = dict(values)
    body = "\n".join(lines) or "    pass"
    exec(f"def steps(first, stop, {head}):\n  for step in range(first, stop):\n{body}", namespace)  # noqa: S102
    result: Callable[[int, int], None] = namespace["steps"]
    return result
