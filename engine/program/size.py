"""How much memory a training step needs and how long its program is, before room is made for a single number of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import psutil

from engine.library.drawing import parameter_shapes
from engine.library.rule import Array, size
from engine.model.language import said
from engine.model.problem import NoRoom, Problem, text
from engine.program.check import Checked
from engine.program.context import Lowering
from engine.program.program import BUFFER, MOMENT, PARAMETER, PARAMETER_GRADIENT, UPDATED, Program
from engine.program.targets import Goal

NUMBER, INSTRUCTION = 8, 6144  # bytes: of a number, and of an instruction with its views, calls and rows of the table
ARENAS, STATES, BASE = 3, 4, 64 << 20  # the arena and two copies; what a run keeps of its past at least; what is always there
LONGEST = 1_000_000  # instructions: more would take minutes to prepare
UNNOTICED = 64 << 20  # bytes and instructions that need no plan: a rough bound of them is enough
FEW_INSTRUCTIONS = 20_000
PER_LAYER = 32  # instructions of a layer in a time step, at the most
GIB, MIB = 1 << 30, 1 << 20

Build = Callable[[Lowering], Program]


@dataclass(frozen=True)
class Size:
    """What a training step takes. `fixed` numbers do not depend on the batch, `batch` ones grow with it and with time.

    `carried` are those of the fixed ones that pass from step to step, `data` those of the data as the step reads them.
    """

    instructions: int
    fixed: int
    batch: int
    carried: int
    data: int

    @property
    def numbers(self) -> int:
        """The numbers of one training step."""
        return self.fixed + self.batch

    @property
    def bytes(self) -> int:
        """Memory that a run needs, about."""
        return BASE + self.lasting + NUMBER * ARENAS * self.batch

    @property
    def lasting(self) -> int:
        """What of it stays however small the batch is."""
        return NUMBER * (ARENAS * self.fixed + STATES * self.carried + self.data) + INSTRUCTION * self.instructions

    def __str__(self) -> str:
        return said("instructions: {count}, memory: about {memory}", count=f"{self.instructions:,}", memory=amount(self.bytes))


def amount(count: float) -> str:
    """Bytes as people say them."""
    return f"{count / GIB:.1f} GiB" if count >= GIB else f"{count / MIB:.0f} MiB"


def free_memory() -> int:
    """Bytes that this process may still take: of what the machine has free, and of its own limit."""
    free = int(psutil.virtual_memory().available)
    limits = [limit - used for limit, used in _own_limits() if 0 < limit < 1 << 60]
    return max(0, min([free, *limits]))


def _own_limits() -> list[tuple[int, int]]:
    """(limit, used) where the system limits this process."""
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return []
    return [(resource.getrlimit(resource.RLIMIT_AS)[0], int(psutil.Process().memory_info().vms))]


# planning ----------------------------------------------------------------------------------------


def planned(checked: Checked, build: Build) -> Size:
    """The size of the step that `build` makes. Long sequences are built a few time steps long, and what each adds is multiplied."""
    low = Lowering(checked, dry=True)
    fresh, context = low.fresh, low.context
    if low.length <= 4:
        return _measured(build(low), low)
    first, before = min(fresh, 2), min(context, 1)
    base = _row(checked, build, first, before)
    more = (fresh - first) * (_row(checked, build, first + 1, before) - base)
    if context:
        more = more + (context - before) * (_row(checked, build, first, before + 1) - base)
    instructions, fixed, batch, carried = (int(number) for number in base + more)
    return Size(instructions, fixed, batch, carried, _data(checked, low))


def _row(checked: Checked, build: Build, fresh: int, context: int) -> Array:
    """The numbers of a size for another window."""
    low = Lowering(_shortened(checked, fresh, context), dry=True)
    found = _measured(build(low), low)
    return np.array([found.instructions, found.fixed, found.batch, found.carried])


def _shortened(checked: Checked, fresh: int, context: int) -> Checked:
    """The same experiment with `fresh` new time steps after `context` others in a training step."""
    cut = checked.experiment.training.truncate
    windows = 1 if cut is None or min(cut["k1"], checked.table.length) == checked.table.length else 4
    length = fresh * windows
    training = replace(checked.experiment.training, truncate=cut if windows == 1 else {"k1": fresh, "k2": fresh + context})
    table = replace(checked.table, inputs=_times(checked.table.inputs, length))
    goals = tuple(_lasting(goal, length) for goal in checked.goals)
    return replace(checked, experiment=replace(checked.experiment, training=training), table=table, goals=goals)


def _lasting(goal: Goal, length: int) -> Goal:
    """A goal over another number of time steps."""
    targets = goal.targets if goal.targets.ndim == 2 else _times(goal.targets, length)
    mask = goal.mask if goal.mask is None or goal.mask.ndim == 1 else goal.mask[:, :1].repeat(length, 1)
    return replace(goal, targets=targets, mask=mask)


def _times(rows: Array, length: int) -> Array:
    return np.broadcast_to(0.0, (rows.shape[0], length, rows.shape[2]))


def _measured(program: Program, low: Lowering) -> Size:
    parameters = set(program.parameters.values())
    fixed = batch = 0
    for slot in program.slots:
        if slot.index in parameters or slot.of in parameters or slot.kind in (PARAMETER_GRADIENT, UPDATED, MOMENT, BUFFER):
            fixed += size(slot.shape)
        else:
            batch += size(slot.shape)
    carried = sum(size(program.slots[old].shape) for old, _ in program.carried)
    masks = sum(size(slot.shape) for slot in program.slots if slot.name.endswith(".mask") and slot.kind != PARAMETER)
    return Size(len(program), fixed, batch + masks, carried, _data(low.checked, low))


def _data(checked: Checked, low: Lowering) -> int:
    """Numbers of the data: each time step of the window has its own."""
    rows = checked.table.inputs.size + sum(goal.targets.size for goal in checked.goals)
    return rows * (1 + low.length // low.fresh)


# refusing ----------------------------------------------------------------------------------------


def expect_room(checked: Checked, build: Build) -> None:
    """ExperimentError, with what would fit, if the step is too long or this machine has no room for it."""
    free = free_memory()
    if _small(checked, free):
        return
    most = len(checked.experiment.network.nodes) * Lowering(checked, dry=True).length
    if most > LONGEST:
        raise NoRoom([_too_long(checked, most)])
    needed = planned(checked, build)
    if needed.instructions > LONGEST:
        raise NoRoom([_too_long(checked, needed.instructions)])
    if needed.bytes > free:
        raise NoRoom([_too_large(checked, needed, free)])


def _small(checked: Checked, free: int) -> bool:
    """Whether a rough bound is enough: far fewer numbers than there is room for."""
    network, low = checked.experiment.network, Lowering(checked, dry=True)
    places = len(network.nodes) * low.length * PER_LAYER
    weights = sum(size(shape) for shape in parameter_shapes(network).values())
    widest = max((node.units for node in network.nodes), default=1)
    numbers = 16 * weights + places * widest * low.batches.size
    return places <= FEW_INSTRUCTIONS and NUMBER * numbers < min(UNNOTICED, free // 8)


def _too_long(checked: Checked, instructions: int) -> Problem:
    sequence = checked.table.length > 1
    hint = text("Use fewer layers, or fewer time steps (truncation).") if sequence else text("Use fewer layers.")
    return Problem(
        "network",
        text("a training step would have about {count} instructions; the limit is {most}."),
        hint,
        {"count": f"{instructions:,}", "most": f"{LONGEST:,}"},
    )


def _too_large(checked: Checked, needed: Size, free: int) -> Problem:
    hint, args = _fitting(checked, needed, free)
    return Problem(
        "network",
        text("a training step needs about {needed} of memory; this machine has {free} free."),
        hint,
        {"needed": amount(needed.bytes), "free": amount(free), **args},
    )


def _fitting(checked: Checked, needed: Size, free: int) -> tuple[str, dict[str, Any]]:
    """What would fit: a smaller batch where that alone helps, else fewer units."""
    rest = free - BASE - needed.lasting
    rows = Lowering(checked, dry=True).batches.size
    batch = int(rows * rest / max(1, needed.bytes - BASE - needed.lasting))
    if batch >= 1:
        words = text("What would fit: a batch size of {batch}, fewer units, or a shorter sequence.")
        if checked.table.length == 1:
            words = text("What would fit: a batch size of {batch}, or fewer units.")
        return words, {"batch": _rounded_down(batch)}
    weights, values, room = max(1, needed.lasting), needed.bytes - BASE - needed.lasting, max(0, free - BASE)
    share = ((values**2 + 4 * weights * room) ** 0.5 - values) / (2 * weights)  # weights grow with the square of the units
    percent = max(1, int(100 * share))
    return text("What would fit: about {percent}% of the units in each layer, or fewer layers."), {"percent": percent}


def _rounded_down(count: int) -> int:
    """Two digits of a number are enough for something that is about right."""
    tens: int = 10 ** max(0, len(str(count)) - 2)
    return count // tens * tens


def out_of_memory() -> NoRoom:
    """What is told where memory has run out after all."""
    message = text("this machine has run out of memory: only {free} is free.")
    hint = text("Use fewer units, a smaller batch or a shorter sequence, or close other programs.")
    return NoRoom([Problem("network", message, hint, {"free": amount(free_memory())})])


@contextmanager
def memory_told() -> Iterator[None]:
    """Memory that runs out inside is told as a problem."""
    try:
        yield
    except MemoryError as error:
        raise out_of_memory() from error
