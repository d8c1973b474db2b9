"""A sequence of calls: one call into C for every stretch that it can execute."""

from __future__ import annotations

import ctypes
from bisect import bisect_left
from collections import Counter
from typing import Any

import numpy as np

from engine.library.rule import Call
from engine.runtime.execute.calls import given, make, when_due
from engine.runtime.execute.executor import Executor
from engine.runtime.native.library import library
from engine.runtime.native.patterns import LONGEST, STARTS, SUMMED, joined, named, summed
from engine.runtime.native.rows import LANES, ROW, Row, Untranslatable, row, when


class NativeTape:
    """Executes calls of a list by their places; what C has no counterpart for is called directly."""

    def __init__(self, calls: list[Call]) -> None:
        loaded = library()
        assert loaded is not None
        self._execute: Any = loaded.run
        self._calls = calls
        self.foreign: list[int] = []  # places of the calls without a counterpart in C
        self._uses = named(calls)
        self._row_at, rows = [0], []
        while (place := len(self._row_at) - 1) < len(calls):
            count, made = self._translated(place)
            rows += made
            self._row_at += [len(rows)] * count
        space = np.zeros(len(rows) * ROW.itemsize + 64, np.uint8)
        start = -space.ctypes.data % 64
        self.table = space[start : start + len(rows) * ROW.itemsize].view(ROW)
        self.table[:] = np.array([values for values, _ in rows], ROW)
        self._arrays = [arrays for _, arrays in rows]  # the table points into them
        self._work = np.empty(2 * LANES * int(self.table["k"].max(initial=1)))
        self.table["work"] = self._work.ctypes.data
        self._address = ctypes.c_void_p(self.table.ctypes.data)
        self._doubt = ctypes.c_int64()

    def _translated(self, place: int) -> tuple[int, list[Row]]:
        """How many calls from that place on are done by some rows, and the rows."""
        try:
            return _rows(self._calls, place, self._uses)
        except Untranslatable:
            self.foreign.append(place)
            return 1, []

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
        foreign = self.foreign[bisect_left(self.foreign, start) : bisect_left(self.foreign, stop)]
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


def _rows(calls: list[Call], place: int, uses: Counter[int]) -> tuple[int, list[Row]]:
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
