"""The sum over paths: every way from the loss to a weight or a neuron, each with its numbers as a product.

For one sample, the gradients that lead to one element form a graph without loops. Summing over it backward gives how much each of
its beginnings counts (the collapsed chain rule, ∂L/∂y · ∂y/∂w), forward how many ways there are and how strong the strongest can
be; with that the strongest are found one after the other, however many there are.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count as numbers
from math import prod

import numpy as np

from engine.insight.moment.arrivals import (
    WEIGHTED,
    Arrival,
    arrivals,
    gradients_read,
    numbers_arriving,
    of_sample,
    run_on,
    unit_vectors,
)
from engine.insight.moment.chain import Factor
from engine.insight.moment.place import by_sample, positions_of
from engine.insight.moment.symbols import Symbol, symbol
from engine.insight.moment.things import Thing, thing_at
from engine.library.ops import DW
from engine.library.rule import Array
from engine.program.program import PARAMETER
from engine.runtime.debugger import Debugger

MOST = 8  # paths that are told one by one
LARGEST = 4_000_000  # numbers in all matrices together; larger networks have too many paths to be told
Link = tuple[int, int, float, bool]  # slot, unit, the factor that leads there, whether that only passes through


@dataclass(frozen=True)
class Stop:
    """A neuron on a path, at a position where its layer has several."""

    node: str
    unit: int
    time: int
    position: int = -1


@dataclass(frozen=True)
class Path:
    """One way from the loss: its factors in that order, and the neurons that it passes."""

    factors: tuple[Factor, ...]
    stops: tuple[Stop, ...]

    @property
    def value(self) -> float:
        """The product of the factors."""
        return prod(factor.value for factor in self.factors)


@dataclass(frozen=True)
class End:
    """All paths that begin with the gradient at one output: ∂L/∂y times ∂y/∂w."""

    symbol: Symbol
    stop: Stop
    gradient: float
    slope: float
    count: float

    @property
    def value(self) -> float:
        """What these paths add."""
        return self.gradient * self.slope


@dataclass(frozen=True)
class PathSum:
    """The gradient `value` of one element, taken apart. All parts add up to it.

    `paths` (the strongest) and `ends` (all) make up `here`: what sample `sample` adds where the element is used at time step
    `time`. `times` has what that sample adds at each time step, `others` what the other samples of the batch add. `count` is the
    number of paths; `paths` and `ends` are empty where there are too many numbers or bad ones. The samples are `summed` in the
    gradient of a parameter.
    """

    symbol: Symbol
    index: tuple[int, ...]
    value: float
    sample: int
    time: int
    here: float
    count: float
    paths: tuple[Path, ...]
    ends: tuple[End, ...]
    times: tuple[tuple[int, float], ...]
    others: float
    summed: bool

    @property
    def rest(self) -> float:
        """What the paths that are not told add."""
        return self.here - sum(path.value for path in self.paths)


def sum_over_paths(debugger: Debugger, parameter: str, index: tuple[int, ...], sample: int, time: int) -> PathSum | None:
    """The gradient of an element of a parameter; None before it is computed."""
    program = debugger.program
    slot = program.gradient_of.get(program.parameters.get(parameter, -1), -1)
    if slot < 0 or not debugger.computed(slot) or len(program.slots[slot].shape) != len(index):
        return None
    value = float(debugger.arena.views[slot][index])
    uses = [(pc, share, _added(debugger, pc, index, sample) * share) for pc, share in _uses(debugger, slot, index)]
    times: dict[int, float] = {}
    for pc, _, added in uses:
        times[program.time_of(pc)] = times.get(program.time_of(pc), 0.0) + added
    shown = time if time in times else max(times, default=0)
    starts = [link for pc, share, _ in uses if program.time_of(pc) == shown for link in _starts(debugger, pc, share, index, sample)]
    return _taken_apart(_Graph(debugger, sample, starts), slot, index, value, shown, tuple(sorted(times.items())))


def sum_at(debugger: Debugger, slot: int, unit: int, sample: int, position: int = 0) -> PathSum | None:
    """The gradient in a slot, at one unit, sample and position; None if it is not computed yet, or no gradient by sample."""
    program = debugger.program
    if not debugger.computed(slot) or not by_sample(program, slot) or program.slots[slot].of < 0:
        return None
    count, column = positions_of(program, slot), position * program.batches.size + sample
    value, time = float(debugger.arena.views[slot][unit, column]), program.slots[slot].time
    graph = _Graph(debugger, sample, [(slot, unit * count + position, 1.0, True)])
    return _taken_apart(graph, slot, (unit, column), value, time, ((time, value),))


def _taken_apart(
    graph: _Graph, slot: int, index: tuple[int, ...], value: float, time: int, times: tuple[tuple[int, float], ...]
) -> PathSum:
    program, here = graph.program, dict(times).get(time, 0.0)
    told = graph.small and np.isfinite(value)
    return PathSum(
        symbol(program, slot), index, value, graph.sample, time, here,
        graph.count() if told else 0.0, tuple(graph.strongest(slot, index)) if told else (), graph.ends() if told else (),
        times, value - sum(added for _, added in times), program.slots[program.slots[slot].of].kind == PARAMETER,
    )  # fmt: skip


# where a parameter is used ------------------------------------------------------------------------


def _uses(debugger: Debugger, slot: int, index: tuple[int, ...]) -> list[tuple[int, float]]:
    """The instructions that sum over the samples for the gradient of a parameter, and how much of each counts."""
    program, pc = debugger.program, debugger.program.writer[slot]
    instr, found = program.code[pc], []
    places = gradients_read(program, instr)
    if any(by_sample(program, instr.ins[place]) for place in places):
        return [(pc, 1.0)]
    for place in places:
        out = np.empty(program.slots[slot].shape)
        run_on(debugger, instr, {place: np.ones(program.slots[instr.ins[place]].shape)}, 0, out)
        found += [(use, share * float(out[index])) for use, share in _uses(debugger, instr.ins[place], index)]
    return found


def _added(debugger: Debugger, pc: int, index: tuple[int, ...], sample: int) -> float:
    """What one sample adds in such an instruction."""
    instr = debugger.program.code[pc]
    given = {place: _columns(debugger, instr.ins[place], sample) for place in gradients_read(debugger.program, instr)}
    out = np.empty(debugger.program.slots[instr.out].shape)
    run_on(debugger, instr, given, sample, out)
    return float(out[index])


def _columns(debugger: Debugger, slot: int, sample: int) -> Array:
    """The value of one sample, (rows, positions)."""
    return of_sample(debugger, slot, sample).reshape(len(debugger.arena.views[slot]), -1)


def _starts(debugger: Debugger, pc: int, share: float, index: tuple[int, ...], sample: int) -> Iterator[Link]:
    """The gradients by sample from which such an instruction makes the element, with their factors."""
    instr = debugger.program.code[pc]
    out = np.empty(debugger.program.slots[instr.out].shape)
    for place in gradients_read(debugger.program, instr):
        slot = instr.ins[place]
        rows, count = debugger.program.slots[slot].shape[0], positions_of(debugger.program, slot)
        for row in set(index).intersection(range(rows)):  # an element is a matter of its own row and column alone
            for unit in range(row * count, (row + 1) * count):
                run_on(debugger, instr, {place: unit_vectors(rows, count, unit)}, sample, out)
                if out[index] or (instr.rule.key == DW.key and row == index[0]):
                    yield slot, unit, float(out[index]) * share, len(instr.ins) == 1


# the graph ----------------------------------------------------------------------------------------


class _Graph:
    """The gradients that lead to one element, for one sample; `starts` are the first, as seen from the element.

    A unit is a row of a gradient, or where there are several positions, row · positions + position.
    """

    def __init__(self, debugger: Debugger, sample: int, starts: list[Link]) -> None:
        self.debugger, self.program, self.sample = debugger, debugger.program, sample
        self._starts = starts
        self._from: dict[int, tuple[Arrival, ...]] = {}
        self.small = self._collect([slot for slot, *_ in starts])
        self._order = sorted(self._from, key=lambda slot: self.program.writer.get(slot, -1))

    def _collect(self, waiting: list[int]) -> bool:
        numbers_ = 0
        while waiting:
            slot = waiting.pop()
            if slot in self._from:
                continue
            numbers_ += numbers_arriving(self.program, slot)
            if numbers_ > LARGEST:
                return False
            self._from[slot] = arrivals(self.debugger, slot, self.sample)
            waiting += [arrival.source for arrival in self._from[slot]]
        return True

    def _gradient(self, slot: int) -> Array:
        return of_sample(self.debugger, slot, self.sample)

    def _at(self, slot: int, unit: int) -> tuple[int, ...]:
        """Row and column of a unit in a value of several positions; else its row."""
        count = positions_of(self.program, slot)
        row, position = divmod(unit, max(1, count))
        return (row, position * self.program.batches.size + self.sample) if count > 1 else (row,)

    def _counts(self) -> dict[int, Array]:
        """How many ways lead from the loss to each unit."""
        found: dict[int, Array] = {}
        for slot in self._order:
            ways = [a.ways * found[a.source] if a.ways.ndim == 1 else a.ways @ found[a.source] for a in self._from[slot]]
            found[slot] = np.sum(ways, axis=0) if ways else np.ones_like(self._gradient(slot))
        return found

    def count(self) -> float:
        """The number of paths."""
        counts = self._counts()
        return float(sum(counts[slot][unit] for slot, unit, *_ in self._starts))

    def ends(self) -> tuple[End, ...]:
        """Where the paths begin, the outputs at all times, with the derivative of each with respect to the element."""
        slopes = {slot: np.zeros_like(self._gradient(slot)) for slot in self._from}
        ways = {slot: np.zeros_like(self._gradient(slot)) for slot in self._from}
        for slot, unit, factor, _ in self._starts:
            slopes[slot][unit] += factor
            ways[slot][unit] += 1
        for slot in reversed(self._order):
            for arrival in self._from[slot]:
                flat = arrival.factors.ndim == 1
                slopes[arrival.source] += arrival.factors * slopes[slot] if flat else slopes[slot] @ arrival.factors
                ways[arrival.source] += arrival.ways * ways[slot] if flat else ways[slot] @ arrival.ways
        return tuple(
            End(symbol(self.program, self.program.slots[slot].of), self._stop(slot, unit), float(self._gradient(slot)[unit]),
                float(slopes[slot][unit]), float(ways[slot][unit]))
            for slot in self._order if not self._from[slot] for unit in np.flatnonzero(ways[slot]).tolist()
        )  # fmt: skip

    def _best(self) -> dict[int, Array]:
        """The largest absolute product of any path from the loss to each unit."""
        found: dict[int, Array] = {}
        for slot in self._order:
            best = np.zeros_like(self._gradient(slot)) if self._from[slot] else np.abs(self._gradient(slot))
            for arrival in self._from[slot]:
                products = np.abs(arrival.factors) * found[arrival.source]
                np.maximum(best, products if products.ndim == 1 else products.max(axis=1), out=best)
            found[slot] = best
        return found

    def strongest(self, target: int, index: tuple[int, ...]) -> Iterator[Path]:
        """Paths with the largest absolute products first: best first, and of equal ones the longest, so that none grows in vain."""
        best, number = self._best(), numbers()
        heap: list[tuple[float, int, int, float, tuple[Link, ...]]]
        heap = [(-abs(factor) * float(best[slot][unit]), -1, next(number), factor, ((slot, unit, factor, plain),))
                for slot, unit, factor, plain in self._starts]  # fmt: skip
        heapq.heapify(heap)
        told = 0
        while heap and told < MOST:
            _, depth, _, product, links = heapq.heappop(heap)
            slot, unit = links[-1][:2]
            if not self._from[slot]:
                told += 1
                yield self._path(target, index, links)
            for arrival in self._from[slot]:
                for other, factor in arrival.ways_into(unit):
                    grown = product * factor
                    link = (arrival.source, other, factor, arrival.plain)
                    strength = abs(grown) * float(best[arrival.source][other])
                    heapq.heappush(heap, (-strength, depth - 1, next(number), grown, (*links, link)))

    # telling -------------------------------------------------------------------------------------

    def _path(self, target: int, index: tuple[int, ...], links: tuple[Link, ...]) -> Path:
        """From the loss to the element, without what only passes through."""
        slots = self.program.slots
        first = (links[0][1],) if links[0][0] == target else index
        places = [(target, first), *((slot, (unit,)) for slot, unit, *_ in links)]
        slot, at = places[-1]
        whole = float(self._gradient(slot)[at[0]])
        factors = [Factor("∂L", self._name(slot, at), whole, True, thing_at(self.program, slot, self._at(slot, at[0])))]
        stops = [self._stop(slot, at[0])]
        above = self._name(slot, at)
        for link, below, here in zip(reversed(links), reversed(places[:-1]), reversed(places[1:]), strict=True):
            if not link[3]:
                name = self._name(*below)
                factors.append(Factor(above, name, link[2], False, self._thing(below, here)))
                above = name
            stop = self._stop(below[0], below[1][0])
            if slots[slots[below[0]].of].kind != PARAMETER and stop != stops[-1]:
                stops.append(stop)
        return Path(tuple(factors), tuple(stop for stop in stops if stop.unit >= 0))

    def _thing(self, below: tuple[int, tuple[int, ...]], here: tuple[int, tuple[int, ...]]) -> Thing:
        """What the factor between two gradients belongs to: a weight, the neuron that feeds it, or the neuron whose slope it is."""
        program = self.program
        instr = program.code[program.writer[below[0]]]
        if instr.rule.key == WEIGHTED:
            return thing_at(program, instr.ins[1], (self._at(here[0], here[1][0])[0], self._at(below[0], below[1][0])[0]))
        if instr.rule.key == DW.key:
            count = positions_of(program, here[0])
            return thing_at(program, instr.ins[1], self._at(instr.ins[1], below[1][1] * count + here[1][0] % count))
        return thing_at(program, below[0], self._at(below[0], below[1][0]) if by_sample(program, below[0]) else below[1])

    def _name(self, slot: int, at: tuple[int, ...]) -> str:
        """∂ and the value whose gradient a slot holds, at one place."""
        count = positions_of(self.program, slot)
        words = f"{at[0] // count} @{at[0] % count}" if count > 1 else ", ".join(map(str, at))
        return f"∂{symbol(self.program, self.program.slots[slot].of)}[{words}]"

    def _stop(self, slot: int, unit: int) -> Stop:
        whole, thing = self.program.slots[self.program.slots[slot].of], thing_at(self.program, slot, self._at(slot, unit))
        return Stop(thing.node or whole.node, thing.unit, whole.time, thing.position)
