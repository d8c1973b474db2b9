"""Where step into, over, out and back lead: pure arithmetic on the clock.

Time t counts executed instructions since the start; step, pc = divmod(t, len(program)).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from engine.model.problem import refuse, text
from engine.program.program import Program

OP, NODE, TIME, PHASE, STEP, EPOCH = "op", "node", "time", "phase", "step", "epoch"
GRANULARITIES = (OP, NODE, TIME, PHASE, STEP, EPOCH)


def place(program: Program, t: int) -> tuple[int, int]:
    """(training step, instructions executed in it); between two steps the end of the finished one."""
    step, pc = divmod(t, len(program))
    return (step - 1, len(program)) if pc == 0 and step else (step, pc)


def _known(granularity: str) -> None:
    if not isinstance(granularity, str) or granularity not in GRANULARITIES:
        names = ", ".join(GRANULARITIES)
        raise refuse("granularity", text("must be one of: {wanted}; it is {value!r}."), wanted=names, value=granularity)


def boundaries(program: Program, granularity: str) -> tuple[int, ...]:
    """Instruction numbers at which a unit of that granularity begins; always includes 0."""
    _known(granularity)
    if granularity == OP:
        return tuple(range(len(program)))
    if granularity in (STEP, EPOCH):
        return (0,)
    kinds = {NODE: ("node", "time", "phase"), TIME: ("time", "phase"), PHASE: ("phase",)}[granularity]
    edges = {0}
    for scope in program.scopes:
        if scope.kind in kinds:
            edges.update((scope.start, scope.stop % len(program)))
    return tuple(sorted(edges))


def unit(program: Program, granularity: str) -> int:
    """Instructions in the period after which the boundaries repeat."""
    return len(program) * (program.batches.per_epoch if granularity == EPOCH else 1)


def after(program: Program, t: int, granularity: str) -> int:
    """The next boundary after t."""
    edges, period = boundaries(program, granularity), unit(program, granularity)
    base, at = divmod(t, period)
    place = bisect_right(edges, at)
    return base * period + (edges[place] if place < len(edges) else period)


def before(program: Program, t: int, granularity: str) -> int:
    """The last boundary before t; 0 at the start."""
    edges, period = boundaries(program, granularity), unit(program, granularity)
    base, at = divmod(t, period)
    place = bisect_left(edges, at)
    if place:
        return base * period + edges[place - 1]
    return max(0, (base - 1) * period + edges[-1])


def wider(program: Program, granularity: str) -> str:
    """The granularity around another: what step out finishes."""
    _known(granularity)
    ladder = [g for g in GRANULARITIES if g != TIME or program.length > 1]
    place = ladder.index(granularity) if granularity in ladder else ladder.index(NODE)
    return ladder[min(place + 1, len(ladder) - 1)]


def next_hit(program: Program, t: int, places: Iterable[int]) -> int | None:
    """The first time after t at which one of the instructions in `places` comes next."""
    length = len(program)
    return min((t + 1 + (place - t - 1) % length for place in places), default=None)


def last_hit(program: Program, t: int, places: Iterable[int]) -> int | None:
    """The last time before t at which one of the instructions in `places` came next."""
    length = len(program)
    times = (t - 1 - (t - 1 - place) % length for place in places)
    return max((time for time in times if time >= 0), default=None)
