"""A sequence of calls: one call into C for every stretch that it can execute."""

from __future__ import annotations

import ctypes
from bisect import bisect_left
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided

from engine.library.rule import Array, Call, size
from engine.runtime.calls import make, spoil, when_due
from engine.runtime.executor import Executor
from engine.runtime.native.library import library
from engine.runtime.native.table import LANES, PATTERNS, ROW, Row, Untranslatable, joined, row, when
from engine.runtime.schedule import Group

LONGEST = max(len(pattern.calls) for pattern in PATTERNS)
Stretch = tuple[int, int]
CACHED = 1 << 14  # elements that are surely still in the cache at the end of a step


class NativeTape:
    """Executes calls of a list by their places; what C has no word for is called as it is."""

    def __init__(self, calls: list[Call]) -> None:
        loaded = library()
        assert loaded is not None
        self._execute: Any = loaded.run
        self._calls = calls
        self._foreign: list[int] = []
        self._row_at, rows = [0], []
        while (place := len(self._row_at) - 1) < len(calls):
            count, made = self._translated(place)
            rows += made
            self._row_at += [len(rows)] * count
        self._table = np.array([values for values, _ in rows], ROW)
        self._arrays = [arrays for _, arrays in rows]  # the table points into them
        self._work = np.empty(2 * LANES * int(self._table["k"].max(initial=1)))
        self._table["work"] = self._work.ctypes.data
        self._address = ctypes.c_void_p(self._table.ctypes.data)

    def _translated(self, place: int) -> tuple[int, list[Row]]:
        """How many calls from that place on are done by some rows, and the rows."""
        try:
            return _rows(self._calls, place)
        except Untranslatable:
            self._foreign.append(place)
            return 1, []

    def run(self, start: int, stop: int) -> None:
        """Execute the calls start ... stop-1."""
        self._steps(start, stop, 0, 1)

    def loop(self, first: int, end: int) -> None:
        """Execute all calls for each step first ... end-1."""
        self._steps(0, len(self._calls), first, end)

    def _steps(self, start: int, stop: int, first: int, end: int) -> None:
        foreign = self._foreign[bisect_left(self._foreign, start) : bisect_left(self._foreign, stop)]
        if not foreign:
            self._execute(self._address, self._row_at[start], self._row_at[stop], first, end)
            return
        for step in range(first, end):
            at = start
            for place in foreign:
                self._stretch(at, place, step)
                make(self._calls[place : place + 1], step)
                at = place + 1
            self._stretch(at, stop, step)

    def _stretch(self, start: int, stop: int, step: int) -> None:
        if self._row_at[start] < self._row_at[stop]:
            self._execute(self._address, self._row_at[start], self._row_at[stop], step, step + 1)


def _rows(calls: list[Call], place: int) -> tuple[int, list[Row]]:
    function, arguments = calls[place]
    if function is when_due:
        every, _, inner = arguments
        found = [made for call in inner if (made := row(call)) is not None]
        return 1, [when(every, len(found)), *found]
    whole = joined(calls[place : place + LONGEST])
    if whole is not None:
        return whole[0], [whole[1]]
    made = row(calls[place])
    return 1, [] if made is None else [made]


class NativeBackend(Executor):
    """Tapes are tables that compiled C walks over; its sums and functions have bits of their own."""

    name = "native"
    tape = NativeTape

    def _watched(self, groups: list[tuple[Group, list[Call]]]) -> list[Call]:
        """A large arena is looked at piece by piece, while what was computed last is still in the cache."""
        if self._taint is None or self._arena.buffer.size <= CACHED:
            return super()._watched(groups)
        found: list[Call] = []
        waiting: list[Stretch] = []
        for members, calls in groups:
            found += calls
            made = self._results(members) if calls else []
            waiting += made if len(made) == 1 else []
            if len(made) > 1 or sum(stop - start for start, stop in waiting) > CACHED // 4:
                found += [(spoil, (self._taint, rows)) for rows in self._rows([] if len(made) == 1 else made, waiting)]
                waiting = []
        return found + [(spoil, (self._taint, rows)) for rows in self._rows([], waiting)]

    def _results(self, members: Group) -> list[Stretch]:
        """Where a group's results lie in the arena, neighbours joined."""
        slots = [self._program.slots[self._program.code[pc].out] for pc in members]
        return _together([(at, at + size(slot.shape)) for slot in slots for at in [self._arena.offsets[slot.index]]])

    def _rows(self, spread: list[Stretch], waiting: list[Stretch]) -> list[Array]:
        """Stretches as arrays; equal ones at equal distances as the rows of one."""
        buffer, found = self._arena.buffer, [self._arena.buffer[start:stop] for start, stop in _together(waiting)]
        lengths = {stop - start for start, stop in spread}
        distances = {after[0] - before[0] for before, after in pairwise(spread)}
        if len(lengths) == len(distances) == 1:
            shape, stride = (len(spread), lengths.pop()), distances.pop()
            return [*found, as_strided(buffer[spread[0][0] :], shape, (stride * buffer.itemsize, buffer.itemsize))]
        return [*found, *(buffer[start:stop] for start, stop in spread)]


def _together(stretches: list[Stretch]) -> list[Stretch]:
    """Stretches in order, those that touch joined."""
    joint: list[Stretch] = []
    for start, stop in sorted(stretches):
        if joint and start <= joint[-1][1]:
            joint[-1] = (joint[-1][0], max(stop, joint[-1][1]))
        else:
            joint.append((start, stop))
    return joint
