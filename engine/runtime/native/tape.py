"""A sequence of calls: one call into C for every stretch that it can execute."""

from __future__ import annotations

import ctypes
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from functools import cached_property
from typing import Any

import numpy as np

from engine.library.rule import Array, Call
from engine.runtime.execute.calls import given, make, when_due
from engine.runtime.execute.executor import Executor
from engine.runtime.native.library import library
from engine.runtime.native.patterns import LONGEST, STARTS, SUMMED, joined, named, summed
from engine.runtime.native.rows import LANES, ROW, Row, Untranslatable, row, when

AT_ONCE = 64  # calls that are translated between two looks at the clock


class NativeTape:
    """Executes calls of a list by their places; what C has no counterpart for is called directly.

    They are translated as far as they are needed, always in order: thousands of instructions take a tenth of a second, and
    after an edit a person steps through the first of them.
    """

    def __init__(self, calls: list[Call]) -> None:
        loaded = library()
        assert loaded is not None
        self._execute: Any = loaded.run
        self._calls = calls
        self._foreign: list[int] = []  # places of the calls without a counterpart in C
        self._row_at = [0]  # of every call that is translated, and of the next one
        most = sum(1 + len(arguments[2]) if function is when_due else 1 for function, arguments in calls)
        space = np.zeros(most * ROW.itemsize + 64, np.uint8)
        start = -space.ctypes.data % 64
        self._table = space[start : start + most * ROW.itemsize].view(ROW)
        self._arrays: list[list[Array]] = []  # the table points into them
        self._work = np.empty(0)
        self._address = ctypes.c_void_p(self._table.ctypes.data)
        self._doubt = ctypes.c_int64()

    @property
    def table(self) -> Array:
        """The rows of all calls."""
        self._translate(len(self._calls))
        return self._table[: self._row_at[-1]]

    @property
    def foreign(self) -> list[int]:
        """The places of all calls without a counterpart in C."""
        self._translate(len(self._calls))
        return self._foreign

    def prepare(self, until: float) -> bool:
        """Translate calls until that time of `perf_counter`; whether all are translated."""
        while (place := len(self._row_at) - 1) < len(self._calls) and time.perf_counter() < until:
            self._translate(min(place + AT_ONCE, len(self._calls)))
        return place == len(self._calls)

    def _translate(self, stop: int) -> None:
        """Translate the calls before that place, as far as it has not been done."""
        begun, first = len(self._row_at) - 1, self._row_at[-1]
        row_at: list[int] = []
        rows: list[Row] = []
        foreign: list[int] = []
        while (place := begun + len(row_at)) < stop:
            try:
                count, made = _rows(self._calls, place, self._named)
            except Untranslatable:
                foreign.append(place)
                count, made = 1, []
            rows += made
            row_at += [first + len(rows)] * count
        if rows:
            self._enter(first, rows)
        self._row_at += row_at
        self._foreign += foreign

    def _enter(self, first: int, rows: list[Row]) -> None:
        fresh = self._table[first : first + len(rows)]
        fresh[:] = np.array([values for values, _ in rows], ROW)
        self._arrays += [arrays for _, arrays in rows]
        room = 2 * LANES * int(fresh["k"].max(initial=1))
        if room > len(self._work):
            self._work, fresh = np.empty(room), self._table[: first + len(rows)]
        fresh["work"] = self._work.ctypes.data

    @cached_property
    def _uses(self) -> Counter[int]:
        return named(self._calls)

    def _named(self, piece: int) -> int:
        """How often the calls name a piece of memory."""
        return self._uses[piece]

    @property
    def doubtful(self) -> bool:
        """Whether the last calls may have made a value that is not finite: only then are all values looked at."""
        return bool(self._doubt.value)

    def run(self, start: int, stop: int) -> None:
        """Execute the calls start ... stop-1."""
        self._steps(start, stop, 0, 1)

    def loop(self, first: int, end: int) -> None:
        """Execute all calls for each step first ... end-1."""
        self._steps(0, len(self._calls), first, end)

    def _steps(self, start: int, stop: int, first: int, end: int) -> None:
        self._translate(stop)
        foreign = self._foreign[bisect_left(self._foreign, start) : bisect_left(self._foreign, stop)]
        self._doubt.value = 1
        if not foreign:
            self._execute(self._address, self._row_at[start], self._row_at[stop], first, end, self._doubt)
            return
        for step in range(first, end):
            at = start
            for place in foreign:
                self._stretch(at, place, step)
                make(self._calls[place : place + 1], step)
                self._doubt.value |= self._calls[place][0] is not given
                at = place + 1
            self._stretch(at, stop, step)

    def _stretch(self, start: int, stop: int, step: int) -> None:
        if self._row_at[start] < self._row_at[stop]:
            self._execute(self._address, self._row_at[start], self._row_at[stop], step, step + 1, self._doubt)


def _rows(calls: list[Call], place: int, uses: Callable[[int], int]) -> tuple[int, list[Row]]:
    function, arguments = calls[place]
    if function is when_due:
        every, _, inner = arguments
        found = [made for call in inner if (made := row(call)) is not None]
        return 1, [when(every, len(found)), *found]
    if function in STARTS and (whole := joined(calls[place : place + LONGEST])) is not None:
        return whole[0], [whole[1]]
    if function in SUMMED and (sums := summed(calls[place : place + LONGEST], uses)) is not None:
        return sums[0], [sums[1]]
    made = row(calls[place])
    return 1, [] if made is None else [made]


class NativeBackend(Executor):
    """Tapes are tables that compiled C walks over; its sums and functions have their own bits."""

    name = "native"
    tape = NativeTape
