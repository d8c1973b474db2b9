"""Compare another program's arrays with a training step: find the first difference, name its slip, and go on behind it.

A slip is named because it was computed: planted in this program, it gives the other program's numbers. Then the comparison goes
on with the slip in place, so that what only follows from it is not reported again and a second slip is found by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.insight.compare.course import Course, Plant
from engine.insight.compare.fitting import Layout, convention, laid, layouts
from engine.insight.compare.given import Given
from engine.insight.compare.naming import OPEN as HOW_OPEN
from engine.insight.compare.naming import Match, matches
from engine.insight.compare.quantities import GRADIENT, PARTS, Quantity, line, quantities
from engine.insight.compare.slips import SLIPS, WHOLE
from engine.insight.compare.slips.slip import Place, Slip
from engine.insight.compare.verdict import (
    AGREES,
    CLOSE,
    DIFFERS,
    FOLLOWS,
    NOT_FINITE,
    OPEN,
    SHAPE,
    UNKNOWN,
    Cause,
    Comparison,
    Found,
    Row,
)
from engine.insight.moment.place import timeless, work_of
from engine.library.ops import DB, DW, DX
from engine.library.rule import Array
from engine.model.network import Network
from engine.model.problem import text
from engine.program.program import Program
from engine.runtime.debugger import Debugger

NEAR = 1e-5  # a relative difference below which doubles may come from finite differences
EPS = {True: 1.2e-7, False: 2.3e-16}
ROUNDINGS = 32  # how many roundings of the largest term a sum may be off
MOST_FOUND, MOST_CAUSES, MOST_LOOKED = 5, 3, 12


def compare(
    debugger: Debugger, network: Network, found: Sequence[Given], names: Mapping[str, str] | None = None,
    chosen: Mapping[str, str] | None = None, decays: Sequence[float] = (),
) -> Comparison:  # fmt: skip
    """Compare arrays with the training step in which a debugger stands, from the weights with which that step begins.

    `names` are PyTorch's for our parameters; `chosen` says for which quantity (by name) an array is to be taken.
    """
    course = Course.of(debugger)
    known = quantities(course.program)
    found = _distinct(found)
    matched = matches(found, known, course.program, network, names or {}, chosen or {})
    work = _Work(course, found, matched, {quantity.name: quantity for quantity in known}, tuple(decays))
    rows, faults = work.explained()
    missing = _missing(rows, known)
    return Comparison(rows, faults, missing, debugger.place[0] + 1, work.tried)


def _distinct(found: Sequence[Given]) -> list[Given]:
    return list({given.name: given for given in found}.values())


def _missing(rows: Sequence[Row], known: Sequence[Quantity]) -> tuple[str, ...]:
    """Gradients of parameters that were not given although others were."""
    given = {row.quantity.name for row in rows if row.quantity is not None and row.quantity.kind == GRADIENT}
    return tuple(q.name for q in known if q.kind == GRADIENT and q.name not in given) if given else ()


@dataclass(frozen=True)
class _Tried:
    """A plant that gives the other program's numbers at the first difference."""

    slip: Slip
    plant: Plant
    course: Course
    pc: int
    explains: tuple[str, ...]
    rank: tuple[int, ...]


class _Work:
    """One comparison while it is made."""

    def __init__(
        self, course: Course, found: Sequence[Given], matched: Sequence[Match], known: dict[str, Quantity],
        decays: tuple[float, ...],
    ) -> None:  # fmt: skip
        self.course, self.known, self.decays, self.tried = course, known, decays, 0
        self.given = {given.name: given for given in found}
        self.matched = {match.given: match for match in matched}
        self.layouts = self._laid_out()
        self.families = _families(course.program)

    # rows ----------------------------------------------------------------------------------------

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
        counts = [sum(self._row(name, way).verdict in (AGREES, CLOSE) for name, several in alike.items() if way in several)
                  for way in ways]  # fmt: skip
        return ways[counts.index(max(counts))] if ways else None

    def _row(self, name: str, layout: Layout | None, course: Course | None = None) -> Row:
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
        return self._judged(replace(row, theirs=theirs, layout=layout), course)

    def _judged(self, row: Row, course: Course) -> Row:
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
        scale = max(float(np.abs(row.ours).max(initial=0)), self._terms(row.quantity, course) * EPS[row.single] * ROUNDINGS)
        scale = scale or float(off.max(initial=0)) or 1.0
        difference = float(off.max(initial=0)) / scale
        given = self.given[row.given]
        floor = self._terms(row.quantity, course) * EPS[row.single] * ROUNDINGS
        resolution = given.resolution if isinstance(given.resolution, float) else laid(given.resolution, row.layout, off.shape)
        allowed = row.tolerance * float(np.abs(row.ours).max(initial=0)) + 1.01 * resolution + floor
        wrong = off > allowed
        verdict = AGREES if not wrong.any() else CLOSE if difference <= NEAR else DIFFERS
        return replace(row, verdict=verdict, difference=difference, at=at, slot=_first_wrong(row.quantity, wrong, course.program))

    def _terms(self, quantity: Quantity, course: Course) -> float:
        """The size of what is added up, whose rounding stays where the sum cancels."""
        largest = 0.0
        for slot in quantity.slots:
            pc = course.program.writer.get(slot)
            if pc is not None and course.program.code[pc].rule in (DW, DX, DB):
                sizes = [float(np.abs(course[i]).max(initial=0)) for i in course.program.code[pc].ins]
                largest = max(largest, float(np.prod(sizes)))
        return largest

    def _rows(self, course: Course) -> list[Row]:
        rows = [self._row(name, self.layouts[name], course) for name in self.given]
        return sorted(rows, key=lambda row: row.quantity.order if row.quantity else 1 << 30)

    # explanations --------------------------------------------------------------------------------

    def explained(self) -> tuple[tuple[Row, ...], tuple[Found, ...]]:
        """The rows, judged against the unspoilt step, and what was found one after another."""
        true = self._rows(self.course)
        found: list[Found] = []
        begun: set[str] = set()
        course, rows = self.course, true
        while len(found) < MOST_FOUND and len(begun) < MOST_LOOKED:
            row = next((row for row in rows if row.verdict in (DIFFERS, NOT_FINITE, SHAPE) and row.given not in begun), None)
            if row is None:
                break
            fault, course = self._explain(row, rows, course)
            rows = self._rows(course)
            begun.add(row.given)
            now = {row.given for row in rows if row.verdict in (AGREES, CLOSE)}
            follows = tuple(r.given for r in true if r.verdict == DIFFERS and r.given in now and r.given not in begun
                            and not any(r.given in earlier.follows for earlier in found))  # fmt: skip
            leaf = row.quantity is not None and row.quantity.kind == GRADIENT
            if fault.causes or not (leaf and any(not earlier.causes for earlier in found)):  # it may be the same unknown slip
                found.append(replace(fault, follows=follows))
        led = {name for fault in found for name in fault.follows}
        return tuple(replace(row, verdict=FOLLOWS) if row.given in led else row for row in true), tuple(found)

    def _explain(self, row: Row, rows: Sequence[Row], course: Course) -> tuple[Found, Course]:
        """The causes of a difference, and the course in which it is no surprise any more."""
        assert row.quantity is not None
        pc = course.program.writer.get(row.slot, -1)
        hits = [] if row.verdict == NOT_FINITE else self._whole_sum(row, course) if row.layout is None else \
            list(self._hits(row, rows, course))  # fmt: skip
        hits.sort(key=lambda hit: hit.rank)
        best = [hit for hit in hits if hit.rank[:3] == hits[0].rank[:3]]
        causes = tuple(_cause(course, hit) for hit in _one_of_each(best)[:MOST_CAUSES])
        ratio, cosine = _sizes(row)
        shown = line(course.program, pc) if pc >= 0 else ""
        fault = Found(row.quantity.name, row.given, pc, shown, causes, (), ratio, cosine)
        return fault, (hits[0].course if hits else self._adopted(row, course))

    def _adopted(self, row: Row, course: Course) -> Course:
        """With their numbers for this quantity: what follows is judged by what they had."""
        if row.quantity is None or row.layout is None or row.theirs is None or row.verdict == NOT_FINITE:
            return course
        slots = row.quantity.slots
        values = row.theirs if row.quantity.stacked else row.theirs[None]
        written = {course.program.writer[slot]: value for slot, value in zip(slots, values, strict=True)
                   if slot in course.program.writer}  # fmt: skip
        given = {slot: value for slot, value in zip(slots, values, strict=True) if slot not in course.program.writer}
        instead = {pc: lambda course, pc, usual: written[pc] for pc in written}
        return course.planted(Plant(instead, given))

    def _hits(self, row: Row, rows: Sequence[Row], course: Course) -> Iterator[_Tried]:
        """Every known slip, planted wherever it could have caused this, that gives the other program's numbers."""
        suspects = self._suspects(row, rows, course)
        for number, slip in enumerate(SLIPS):
            for pcs in suspects:
                place = Place(course, pcs, row.theirs if self._writes(row, pcs, course) else None, self.decays)
                for plant in slip.plants(place):
                    hit = self._try(slip, number, plant, pcs[0], row, rows, course)
                    if hit is not None:
                        yield hit
        if self._nothing_is_clear(rows):
            place = Place(course, (0,))
            for number, slip in enumerate(WHOLE, len(SLIPS)):
                for plant in slip.plants(place):
                    hit = self._try(slip, number, plant, 0, row, rows, course)
                    if hit is not None:
                        yield hit

    @staticmethod
    def _nothing_is_clear(rows: Sequence[Row]) -> bool:
        return not any(row.verdict in (AGREES, CLOSE) and row.quantity is not None and row.quantity.order >= 0 for row in rows)

    @staticmethod
    def _writes(row: Row, pcs: tuple[int, ...], course: Course) -> bool:
        return row.quantity is not None and [course.program.code[pc].out for pc in pcs] == list(row.quantity.slots)

    def _suspects(self, row: Row, rows: Sequence[Row], course: Course) -> list[tuple[int, ...]]:
        """The work that leads to this quantity and to nothing that agrees; what is nearest to the quantity last."""
        assert row.quantity is not None
        ancestors, clear, led = self.course.ancestors, 0, 0
        for other in rows:
            if other.quantity is not None and other.verdict in (AGREES, CLOSE) and np.any(other.ours):
                for slot in other.quantity.slots:
                    clear |= ancestors.get(slot, 0)
        for slot in row.quantity.slots:
            led |= ancestors.get(slot, 0)
        left = led & ~clear
        return [kept for pcs in self.families if (kept := tuple(pc for pc in pcs if left >> pc & 1))]

    def _try(self, slip: Slip, number: int, plant: Plant, pc: int, row: Row, rows: Sequence[Row], course: Course) -> _Tried | None:
        """The slip, if it gives these numbers and spoils nothing that agrees."""
        self.tried += 1
        planted = course.planted(plant)
        if self._row(row.given, row.layout, planted).verdict not in (AGREES, CLOSE):
            return None
        explains = []
        for other in rows:
            if other.quantity is None or other.layout is None:
                continue
            fits = self._row(other.given, other.layout, planted).verdict in (AGREES, CLOSE)
            if other.verdict in (AGREES, CLOSE) and not fits:
                return None
            if other.verdict == DIFFERS and fits:
                explains.append(other.given)
        if plant.guessed and sum(np.count_nonzero(self.given[name].values) for name in explains) <= plant.guessed + 1:
            return None
        return _Tried(slip, plant, planted, pc, tuple(explains), (-len(explains), plant.guessed, int(slip.general), number, -pc))

    def _whole_sum(self, row: Row, course: Course) -> list[_Tried]:
        """An array of another shape: whether it lacks a sum or a mean over one of its axes."""
        assert row.quantity is not None
        assert row.theirs is not None
        hits = []
        ways: tuple[tuple[Slip, Callable[..., Array]], ...] = ((NOT_SUMMED, np.sum), (NOT_AVERAGED, np.mean))
        for number, (slip, total) in enumerate(ways):
            for axis in range(row.theirs.ndim):
                summed = total(row.theirs, axis=axis)
                for way in layouts(summed.shape, row.quantity.shape):
                    judged = self._judged(
                        replace(row, theirs=laid(summed, way, row.quantity.shape), layout=way, tolerance=row.tolerance), course
                    )
                    self.tried += 1
                    if judged.verdict in (AGREES, CLOSE):
                        plant = Plant(words={"axis": axis + 1, "length": row.theirs.shape[axis]})
                        pc = course.program.writer.get(row.quantity.slots[-1], 0)
                        hits.append(_Tried(slip, plant, course, pc, (row.given,), (-1, 0, 0, number, axis)))
        return hits


def _first_wrong(quantity: Quantity, wrong: Array, program: Program) -> int:
    """The slot of a quantity that is computed first and has a wrong element; its last one if none has."""
    if not quantity.stacked:
        return quantity.slots[0]
    ordered = sorted(zip(quantity.slots, wrong, strict=True), key=lambda pair: program.writer.get(pair[0], -1))
    return next((slot for slot, elements in ordered if elements.any()), ordered[-1][0])


def _never(place: Place) -> Iterator[Plant]:
    """Not planted: found by adding up."""
    yield from ()


NOT_SUMMED = Slip("not_summed", text("This array is not added up: its sum along axis {axis} (length {length}) is right."), _never)
NOT_AVERAGED = Slip(
    "not_averaged", text("This array is not averaged: its mean along axis {axis} (length {length}) is right."), _never
)


def _families(program: Program) -> list[tuple[int, ...]]:
    """The instructions that do the same work at all time steps, together."""
    table: dict[tuple[str, ...], list[int]] = {}
    for pc, instr in enumerate(program.code):
        operands = (timeless(program.slots[slot].name) for slot in instr.ins)
        table.setdefault((*work_of(program, pc), *operands), []).append(pc)
    return [tuple(pcs) for pcs in table.values()]


def _one_of_each(hits: Sequence[_Tried]) -> list[_Tried]:
    """The first hit of each slip."""
    return list({hit.slip.name: hit for hit in reversed(hits)}.values())[::-1]


def _cause(course: Course, hit: _Tried) -> Cause:
    wrong = line(course.program, hit.pc, hit.plant.formula) if hit.plant.formula else ""
    return Cause(hit.slip.name, hit.slip.sentence, dict(hit.plant.words), hit.pc, line(course.program, hit.pc), wrong, hit.explains)


def _sizes(row: Row) -> tuple[float, float]:
    """How much larger theirs is, and the cosine of the angle between both."""
    if row.layout is None or row.theirs is None or row.ours is None or not np.isfinite(row.theirs).all():
        return float("nan"), float("nan")
    theirs, ours = row.theirs.ravel(), row.ours.ravel()
    there, here = float(np.linalg.norm(theirs)), float(np.linalg.norm(ours))
    with np.errstate(all="ignore"):
        return there / here if here else float("inf"), float(theirs @ ours / (there * here)) if there and here else float("nan")
