"""Compare another program's arrays with a training step: find the first difference, name its slip, and go on behind it.

A slip is named because it was computed: planted in this program, it gives the other program's numbers. Then the comparison goes
on with the slip in place, so that what only follows from it is not reported again and a second slip is found by itself.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.insight.compare.course import Course, Plant
from engine.insight.compare.fitting import laid, layouts
from engine.insight.compare.given import Given
from engine.insight.compare.judging import Judge
from engine.insight.compare.naming import Match, matches
from engine.insight.compare.quantities import GRADIENT, Quantity, line, quantities
from engine.insight.compare.slips import SLIPS, WHOLE
from engine.insight.compare.slips.slip import Place, Slip
from engine.insight.compare.verdict import (
    AGREEING,
    AGREES,
    DIFFERS,
    FOLLOWS,
    NOT_FINITE,
    SHAPE,
    Cause,
    Comparison,
    Found,
    Row,
)
from engine.insight.moment.place import timeless, work_of
from engine.library.rule import Array
from engine.model.network import Network
from engine.model.problem import text
from engine.program.program import Program
from engine.runtime.debugger import Debugger

MOST_FOUND, MOST_CAUSES, MOST_LOOKED = 5, 3, 8


Progress = Callable[[int, int], bool]


class Cancelled(Exception):
    """The caller's progress function asked to stop."""


def compare(
    debugger: Debugger, network: Network, found: Sequence[Given], names: Mapping[str, str] | None = None,
    chosen: Mapping[str, str] | None = None, decays: Sequence[float] = (), progress: Progress = lambda done, total: True,
) -> Comparison:  # fmt: skip
    """Compare arrays with the training step in which a debugger stands, from the weights with which that step begins.

    `names` are PyTorch's for our parameters; `chosen` says for which quantity (by name) an array is to be taken. `progress(done,
    total)` is called while a slip is sought; Cancelled is raised when it returns False.
    """
    course = Course.of(debugger)
    known = quantities(course.program)
    found = _distinct(found)
    matched = matches(found, known, course.program, network, names or {}, chosen or {})
    with np.errstate(all="ignore"):
        work = _Work(course, found, matched, {quantity.name: quantity for quantity in known}, tuple(decays), progress)
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
        decays: tuple[float, ...], progress: Progress,
    ) -> None:  # fmt: skip
        self.course, self.decays, self.tried, self.unknown = course, decays, 0, False
        self._progress = progress
        self.judge = Judge(course, found, matched, known)
        self.families = families(course.program)

    # explanations --------------------------------------------------------------------------------

    def explained(self) -> tuple[tuple[Row, ...], tuple[Found, ...]]:
        """The rows, judged against the unspoilt step, and what was found one after another."""
        true = self.judge.rows(self.course)
        found: list[Found] = []
        begun: set[str] = set()
        course, rows = self.course, true
        while len(found) < MOST_FOUND and len(begun) < MOST_LOOKED:
            row = next((row for row in rows if row.verdict in (DIFFERS, NOT_FINITE, SHAPE) and row.given not in begun), None)
            if row is None:
                break
            fault, course = self._explain(row, rows, course)
            rows = self.judge.rows(course)
            begun.add(row.given)
            now = {row.given for row in rows if row.verdict in AGREEING}
            follows = tuple(r.given for r in true if r.verdict == DIFFERS and r.given in now and r.given not in begun
                            and not any(r.given in earlier.follows for earlier in found))  # fmt: skip
            leaf = row.quantity is not None and row.quantity.kind == GRADIENT
            if fault.causes or not (leaf and self.unknown):  # it may be the same unknown slip
                found.append(replace(fault, follows=follows))
            self.unknown = self.unknown or not fault.causes
        led = {name for fault in found for name in fault.follows}
        return tuple(replace(row, verdict=FOLLOWS) if row.given in led else row for row in true), tuple(found)

    def _explain(self, row: Row, rows: Sequence[Row], course: Course) -> tuple[Found, Course]:
        """The causes of a difference, and the course in which it is no surprise any more."""
        assert row.quantity is not None
        pc = course.program.writer.get(row.slot, -1)
        hits = [] if row.verdict == NOT_FINITE else (self._whole_sum if row.layout is None else self._hits)(row, rows, course)
        hits.sort(key=lambda hit: hit.rank)
        best = [hit for hit in hits if hit.rank[:3] == hits[0].rank[:3]]
        causes = tuple(_cause(course, hit) for hit in _one_of_each(best)[:MOST_CAUSES])
        ratio, cosine = _sizes(row)
        shown = line(course.program, pc) if pc >= 0 else ""
        fault = Found(row.quantity.name, row.given, pc, shown, causes, (), ratio, cosine)
        return fault, (hits[0].course if hits else self._adopted(row, rows, course))

    @staticmethod
    def _adopted(row: Row, rows: Sequence[Row], course: Course) -> Course:
        """With their numbers for this quantity, or for all that they start from: what follows is judged by what they had."""
        assert row.quantity is not None
        taken = [row] if row.quantity.order >= 0 else [other for other in rows if other.quantity and other.quantity.order < 0]
        values: dict[int, Array] = {}
        for other in taken:
            if other.quantity is not None and other.layout is not None and other.theirs is not None and other.verdict == DIFFERS:
                parts = other.theirs if other.quantity.stacked else other.theirs[None]
                values |= dict(zip(other.quantity.slots, parts, strict=True))
        written = {course.program.writer[slot]: value for slot, value in values.items() if slot in course.program.writer}
        given = {slot: value for slot, value in values.items() if slot not in course.program.writer}
        return course.planted(Plant({pc: lambda course, pc, usual: written[pc] for pc in written}, given))

    def _hits(self, row: Row, rows: Sequence[Row], course: Course) -> list[_Tried]:
        """Every known slip, planted wherever it could have caused this, that gives the other program's numbers."""
        suspects = self._suspects(row, rows)
        found = list(self._planted(suspects, row, rows, course))
        if not found and not self.unknown:  # a product with 0 lets what agrees depend on what is wrong
            others = [pcs for pcs in self._suspects(row, ()) if pcs not in suspects]
            found = list(self._planted(others, row, rows, course))
        if self._nothing_is_clear(rows):
            whole = [
                (number, slip, plant) for number, slip in enumerate(WHOLE, len(SLIPS)) for plant in slip.plants(Place(course, (0,)))
            ]
            found += [hit for number, slip, plant in whole if (hit := self._try(slip, number, plant, 0, row, rows, course))]
        return found

    def _planted(
        self, places: Sequence[tuple[int, ...]], row: Row, rows: Sequence[Row], course: Course
    ) -> Iterator[_Tried]:  # fmt: skip
        for number, slip in enumerate(SLIPS):
            for at, pcs in enumerate(places):
                if not self._progress(number * len(places) + at, len(SLIPS) * len(places)):
                    raise Cancelled
                place = Place(course, pcs, row.theirs if self._writes(row, pcs, course) else None, self.decays)
                for plant in slip.plants(place):
                    hit = self._try(slip, number, plant, pcs[0], row, rows, course)
                    if hit is not None:
                        yield hit

    @staticmethod
    def _nothing_is_clear(rows: Sequence[Row]) -> bool:
        """Whether no value of the step agrees, so that its weights may be others."""
        agreeing = (row.quantity for row in rows if row.verdict in AGREEING and row.telling)
        return not any(quantity is not None and quantity.order >= 0 for quantity in agreeing)

    @staticmethod
    def _writes(row: Row, pcs: tuple[int, ...], course: Course) -> bool:
        return row.quantity is not None and [course.program.code[pc].out for pc in pcs] == list(row.quantity.slots)

    def _suspects(self, row: Row, rows: Sequence[Row]) -> list[tuple[int, ...]]:
        """The work that leads to this quantity and to nothing that agrees; what is nearest to the quantity last."""
        ancestors, clear = self.course.ancestors, 0
        for other in rows:
            if other.quantity is not None and other.verdict == AGREES and other.telling:
                for slot in other.quantity.slots:
                    clear |= ancestors.get(slot, 0)
        left = self._leading_to(row) & ~clear
        return [pcs for pcs in self.families if any(left >> pc & 1 for pc in pcs)]

    def _leading_to(self, row: Row) -> int:
        """The instructions on which a quantity depends."""
        slots = row.quantity.slots if row.quantity is not None else ()
        return functools.reduce(operator.or_, (self.course.ancestors.get(slot, 0) for slot in slots), 0)

    def _try(self, slip: Slip, number: int, plant: Plant, pc: int, row: Row, rows: Sequence[Row], course: Course) -> _Tried | None:
        """The slip, if it gives these numbers and spoils nothing that agrees."""
        self.tried += 1
        if self.judge.row(row.given, row.layout, course.planted(plant, self._leading_to(row))).verdict not in AGREEING:
            return None
        planted = course.planted(plant)
        explains = []
        for other in rows:
            if other.quantity is None or other.layout is None:
                continue
            fits = self.judge.row(other.given, other.layout, planted).verdict in AGREEING
            if other.verdict in AGREEING and other.telling and not fits:
                return None
            if other.verdict == DIFFERS and fits:
                explains.append(other.given)
        if plant.guessed and sum(np.count_nonzero(self.judge.given[name].values) for name in explains) <= plant.guessed + 1:
            return None
        blank = row.theirs is not None and not np.any(row.theirs)
        general = not slip.blank if blank else slip.general
        return _Tried(slip, plant, planted, pc, tuple(explains), (-len(explains), plant.guessed, int(general), number, -pc))

    def _whole_sum(self, row: Row, rows: Sequence[Row], course: Course) -> list[_Tried]:
        """An array of another shape: whether it lacks a sum or a mean over one of its axes."""
        assert row.quantity is not None
        assert row.theirs is not None
        hits = []
        ways: tuple[tuple[Slip, Callable[..., Array]], ...] = ((NOT_SUMMED, np.sum), (NOT_AVERAGED, np.mean))
        for number, (slip, total) in enumerate(ways):
            for axis in range(row.theirs.ndim if row.theirs.size else 0):
                summed = total(row.theirs, axis=axis)
                for way in layouts(summed.shape, row.quantity.shape):
                    judged = self.judge.judged(
                        replace(row, theirs=laid(summed, way, row.quantity.shape), layout=way, tolerance=row.tolerance), course
                    )
                    self.tried += 1
                    if judged.verdict in AGREEING:
                        plant = Plant(words={"axis": axis + 1, "length": row.theirs.shape[axis]})
                        pc = course.program.writer.get(row.quantity.slots[-1], 0)
                        hits.append(_Tried(slip, plant, course, pc, (row.given,), (-1, 0, 0, number, axis)))
        return hits


def _never(place: Place) -> Iterator[Plant]:
    """Not planted: found by adding up."""
    yield from ()


NOT_SUMMED = Slip(
    "not_summed", text("This array has not been summed: its sum along axis {axis} (length {length}) is right."), _never
)
NOT_AVERAGED = Slip(
    "not_averaged", text("This array has not been averaged: its mean along axis {axis} (length {length}) is right."), _never
)


def families(program: Program) -> list[tuple[int, ...]]:
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
