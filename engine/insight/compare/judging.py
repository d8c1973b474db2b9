"""The verdict on every array: whether it agrees with the values of a step, by a stated tolerance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from engine.insight.compare.course import Course
from engine.insight.compare.fitting import Layout, convention, laid, layouts
from engine.insight.compare.given import Given
from engine.insight.compare.naming import OPEN as HOW_OPEN
from engine.insight.compare.naming import Match
from engine.insight.compare.quantities import PARTS, Quantity
from engine.insight.compare.verdict import AGREEING, AGREES, CLOSE, DIFFERS, NOT_FINITE, OPEN, SHAPE, UNKNOWN, Row
from engine.library.ops import DB, DW, DX
from engine.library.rule import Array
from engine.program.program import Program

NEAR = 1e-5  # a relative difference below which doubles may come from finite differences
EPS = {True: 1.2e-7, False: 2.3e-16}
ROUNDINGS = 32  # how many roundings of its largest term a sum may be off, and as many as it has terms
MEANINGFUL = 1000  # times that, an array says something; below it may be rounding alone


class Judge:
    """Judges the arrays of one comparison, against the true step or one with a slip in it."""

    def __init__(self, course: Course, found: Sequence[Given], matched: Sequence[Match], known: Mapping[str, Quantity]) -> None:
        self.course, self.known = course, known
        self.given = {given.name: given for given in found}
        self.matched = {match.given: match for match in matched}
        self.layouts = self._laid_out()

    def rows(self, course: Course) -> list[Row]:
        """A row for each array, in the order of the step."""
        rows = [self.row(name, self.layouts[name], course) for name in self.given]
        return sorted(rows, key=lambda row: row.quantity.order if row.quantity else 1 << 30)

    def _laid_out(self) -> dict[str, Layout | None]:
        """How each array lies; where shapes leave that open, as the others of its kind do, else as it agrees."""
        result: dict[str, Layout | None] = {}
        for parts in (True, False):
            group = [name for name, match in self.matched.items() if match.quantity
                     and (self.known[match.quantity].kind in PARTS) == parts]  # fmt: skip
            ways = {name: layouts(self.given[name].values.shape, self.known[self.matched[name].quantity].shape) for name in group}
            for rank in {len(way.axes) for several in ways.values() for way in several}:
                alike = {name: several for name, several in ways.items() if several and len(several[0].axes) == rank}
                shown = convention(list(alike.values())) or self._agreeing(alike)
                result |= {name: next((way for way in several if way == shown), several[0]) for name, several in alike.items()}
        return {name: result.get(name) for name in self.matched}

    def _agreeing(self, alike: Mapping[str, Sequence[Layout]]) -> Layout | None:
        """The layout in which most of these arrays agree; of equal ones, ours."""
        ways = list(dict.fromkeys(way for several in alike.values() for way in several))
        counts = [sum(self.row(name, way).verdict in AGREEING for name, several in alike.items() if way in several)
                  for way in ways]  # fmt: skip
        return ways[counts.index(max(counts))] if ways else None

    def row(self, name: str, layout: Layout | None, course: Course | None = None) -> Row:
        """The verdict on one array."""
        match, given = self.matched[name], self.given[name]
        if not match.quantity:
            return Row(name, None, match.how, OPEN if match.how == HOW_OPEN else UNKNOWN, choices=match.choices)
        quantity = self.known[match.quantity]
        course = course or self.course
        ours = course.of_quantity(quantity)
        row = Row(name, quantity, match.how, SHAPE, np.inf, given.tolerance, (), ours, given.values, None, given.single, (),
                  quantity.slots[0])  # fmt: skip
        if layout is None:
            return row
        theirs = laid(given.values, layout, quantity.shape)
        return self.judged(replace(row, theirs=theirs, layout=layout), course)

    def judged(self, row: Row, course: Course) -> Row:
        """The verdict on an array that was laid as ours is."""
        assert row.ours is not None
        assert row.theirs is not None
        assert row.layout is not None
        assert row.quantity is not None
        with np.errstate(all="ignore"):
            off = np.abs(row.theirs - row.ours)
        at = tuple(int(i) for i in np.unravel_index(int(np.argmax(np.nan_to_num(off, nan=np.inf))), off.shape)) if off.size else ()
        if not np.isfinite(row.theirs).all():
            first = np.unravel_index(int(np.argmax(~np.isfinite(row.theirs))), off.shape)
            slot = _first_wrong(row.quantity, ~np.isfinite(row.theirs), course.program)
            return replace(row, verdict=NOT_FINITE, difference=np.inf, at=tuple(int(i) for i in first), slot=slot)
        floor = self._terms(row.quantity, course) * EPS[row.single]
        largest = float(np.abs(row.ours).max(initial=0))
        telling = largest > MEANINGFUL * floor
        scale = (
            largest if telling else max(largest, floor / (EPS[row.single] * ROUNDINGS)) or float(np.abs(row.theirs).max(initial=0))
        )
        difference = float(off.max(initial=0)) / (scale or 1.0)
        given = self.given[row.given]
        resolution = given.resolution if isinstance(given.resolution, float) else laid(given.resolution, row.layout, off.shape)
        wrong = off > row.tolerance * largest + 1.01 * resolution + floor
        verdict = AGREES if not wrong.any() else CLOSE if difference <= NEAR else DIFFERS
        slot = _first_wrong(row.quantity, wrong, course.program)
        return replace(row, verdict=verdict, difference=difference, at=at, slot=slot, telling=telling)

    def _terms(self, quantity: Quantity, course: Course) -> float:
        """How much of the largest term of a sum its rounding may leave where the sum cancels, in units of the precision."""
        largest = 0.0
        for slot in quantity.slots:
            pc = course.program.writer.get(slot)
            if pc is not None and course.program.code[pc].rule in (DW, DX, DB):
                sizes = [float(np.abs(course[i]).max(initial=0)) for i in course.program.code[pc].ins]
                count = course[course.program.code[pc].ins[0]].size
                largest = max(largest, float(np.prod(sizes)) * (ROUNDINGS + count))
        return largest


def _first_wrong(quantity: Quantity, wrong: Array, program: Program) -> int:
    """The slot of a quantity that is computed first and has a wrong element; its last one if none has."""
    if not quantity.stacked:
        return quantity.slots[0]
    ordered = sorted(zip(quantity.slots, wrong, strict=True), key=lambda pair: program.writer.get(pair[0], -1))
    return next((slot for slot, elements in ordered if elements.any()), ordered[-1][0])
