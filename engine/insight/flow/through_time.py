"""How gradient flows through time: per loss and state, per lag, through the gates, and past a cut."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.insight.flow.replay import Replay
from engine.library.rule import Array
from engine.program.program import BACKWARD, BUFFER, INPUT, LOSS, PARAMETER, Program
from engine.runtime.debugger import Debugger

SHORT = 5.0  # time steps: a half-life below this is too short for most sequences
PARTS = ("f", "i", "o", "g", "u", "r", "n")  # gates and candidates of both cells
GATES = {"lstm": "f", "gru": "u"}  # the gate that keeps the memory, by its name in the program


def recurrent_nodes(program: Program) -> tuple[str, ...]:
    """Nodes whose value is read one time step later."""
    remembered = dict.fromkeys(slot.name.removesuffix(".a[0]") for slot in program.slots if slot.name.endswith(".a[0]"))
    return tuple(node for node in remembered if not program.of_node(node, INPUT))


def memory(program: Program, node: str, state: str = "a") -> tuple[int, ...]:
    """The slots of a state of a recurrent node at t = 1, 2, ...: `a` is what it passes on, `c` the cell of an LSTM."""
    if state == "a":
        return program.states(node)
    named = (program.names.get(f"{node}.{state}[{t}]") for t in range(1, program.length + 1))
    return tuple(slot for slot in named if slot is not None)


class ThroughTime:
    """Computes the norm of dL_t/dh_k for every loss time t and state time k, exactly.

    Running the backward pass with only loss t switched on gives the gradient of L_t with respect to everything. The losses are
    taken in order of time: what happens later was never run, so it is still 0.
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        self._replay = Replay(program)
        self._seeds: dict[int, dict[int, int | None]] = {}  # of each time step: gradients, and where the weight of that loss is
        for slot in program.losses:
            if slot in program.gradient_of:
                weight = program.names.get(f"{program.slots[slot].node}.loss_weight")
                self._seeds.setdefault(program.slots[slot].time, {})[program.gradient_of[slot]] = weight
        begun = max((program.writer[seed] for seeds in self._seeds.values() for seed in seeds), default=-1) + 1
        self._begin: dict[int, int] = {}
        for pc in range(begun, self._replay.stop):
            self._begin.setdefault(program.time_of(pc), pc)
        self._first = begun

    def __call__(self, debugger: Debugger, node: str, state: str = "a", last: bool = False) -> Array | None:
        """Matrix [t-1, k-1] for t, k = 1 ... T; nan above the diagonal, where t has no loss and where the gradient is cut.

        With `last` only the row of the last loss is filled. None before the losses are known.
        """
        program, replay = self.program, self._replay
        if program.length < 2 or not self._seeds or debugger.place[1] < program.phases[LOSS].stop:
            return None
        states = memory(program, node, state)
        length = program.length
        result: Array = np.full((length, length), np.nan)
        if len(states) < length:
            return result
        replay.load(debugger)
        replay.clear(self._first, replay.stop)
        self._switch(False)
        for t in sorted(self._seeds)[-1:] if last else sorted(self._seeds):
            self._switch(True, t)
            replay.run(self._begin.get(t, self._first), replay.stop)
            self._switch(False, t)
            for k in range(t):
                gradient = program.gradient_of.get(states[k])
                if gradient is not None:
                    with np.errstate(all="ignore"):
                        result[t - 1, k] = np.linalg.norm(replay.view(gradient))
        return result

    def _switch(self, on: bool, time: int | None = None) -> None:
        """Let gradient in from the losses of a time step, or of all, or keep it out."""
        for t, seeds in self._seeds.items():
            for seed, weight in seeds.items() if time in (None, t) else ():
                self._replay.view(seed)[...] = 0 if not on else 1 if weight is None else self._replay.view(weight)


@dataclass(frozen=True)
class LagProfile:
    """Median over the loss times of the gradient at lag 0, 1, ..., relative to lag 0.

    `factor` is the geometric mean from one lag to the next, `half_life` the lag at which half is left:
    ln(1/2) / ln(factor); infinite where the gradient does not shrink.
    """

    relative: Array
    factor: float
    half_life: float


def lag_profile(matrix: Array) -> LagProfile:
    """The lag profile of a matrix of `ThroughTime`."""
    length = len(matrix)
    with np.errstate(all="ignore"):
        relative = matrix / np.diagonal(matrix)[:, None]
    rows = [relative[np.arange(lag, length), np.arange(length - lag)] for lag in range(length)]
    medians = np.array([np.nanmedian(row) if np.isfinite(row).any() else np.nan for row in rows])
    known = np.flatnonzero(np.isfinite(medians) & (medians > 0))
    if len(known) < 2:
        return LagProfile(medians, float("nan"), float("nan"))
    last = int(known[-1])
    factor = float(medians[last] ** (1 / last))
    return LagProfile(medians, factor, float(np.log(0.5) / np.log(factor)) if factor < 1 else float("inf"))


@dataclass(frozen=True)
class GateProfile:
    """The retaining gate of an LSTM or GRU: its mean at t = 1 ... T, what is left of a memory of time k at the end
    (mean over units and samples of the product of the gates after k), and the gradients of cell and output. `sizes` has the mean
    size of every gate and of the candidate."""

    gate: str
    mean: Array
    kept: Array
    cell: Array
    output: Array
    sizes: dict[str, Array]


def gate_profile(debugger: Debugger, node: str) -> GateProfile | None:
    """The profile of a node with a retaining gate; None for other nodes, or before it is computed."""
    program = debugger.program
    for name in GATES.values():
        slots = [program.names.get(f"{node}.{name}[{t}]") for t in range(1, program.length + 1)]
        values = [None if slot is None else debugger.read(slot) for slot in slots]
        present = [value for value in values if value is not None]
        if len(present) == program.length:
            after = np.cumprod([np.ones_like(present[0]), *present[:0:-1]], axis=0)[::-1]
            return GateProfile(
                name,
                np.array([value.mean() for value in present]),
                after.mean(axis=(1, 2)),
                _gradients(debugger, memory(program, node, "c")),
                _gradients(debugger, memory(program, node)),
                _sizes(debugger, node),
            )
    return None


def _sizes(debugger: Debugger, node: str) -> dict[str, Array]:
    """The mean absolute value of what a cell computes at each time step, by its name in the program."""
    found = {}
    for name in PARTS:
        slots = [debugger.program.names.get(f"{node}.{name}[{t}]") for t in range(1, debugger.program.length + 1)]
        values = [None if slot is None else debugger.read(slot) for slot in slots]
        if all(value is not None for value in values):
            found[name] = np.array([float(np.abs(value).mean()) for value in values if value is not None])
    return found


def _gradients(debugger: Debugger, slots: tuple[int, ...]) -> Array:
    """Norm of the gradient of each slot; nan where there is none yet."""
    found = [debugger.program.gradient_of.get(slot) for slot in slots]
    values = [None if slot is None else debugger.read(slot) for slot in found]
    with np.errstate(all="ignore"):
        return np.array([np.nan if value is None else np.linalg.norm(value) for value in values])


def recurrent_matrix(program: Program, node: str) -> str:
    """The parameter that maps a node's state to its next one, if it is a separate square matrix; else ""."""
    name = next((name for name in (f"{node}~>{node}.weight", f"{node}.weight_hh") if name in program.parameters), "")
    shape = program.slots[program.parameters[name]].shape if name else (0, 1)
    return name if shape[0] == shape[1] else ""


def spectral_radius(matrix: Array) -> float:
    """The largest absolute eigenvalue; nan where an element is not finite."""
    return float(np.abs(np.linalg.eigvals(matrix)).max()) if np.isfinite(matrix).all() else float("nan")


@dataclass(frozen=True)
class Contributions:
    """What each time step adds to the gradient of a shared parameter; `parts` are in order of time and add up to `total`."""

    parameter: str
    times: tuple[int, ...]
    parts: tuple[Array, ...]
    total: Array

    def along(self, whole: Array) -> Array:
        """The share of each time step along a whole gradient; with `total` as the whole they add up to 1."""
        size = float(np.vdot(whole, whole)) or 1.0
        return np.array([float(np.vdot(part, whole)) / size for part in self.parts])


def shared_parameters(program: Program) -> tuple[str, ...]:
    """Parameters that several time steps use."""
    return tuple(name for name, slot in program.parameters.items() if len(program.parts_of.get(slot, ())) > 1)


def contributions(debugger: Debugger, parameter: str) -> Contributions | None:
    """The split of a parameter's gradient over the time steps; None before it is computed."""
    return _split(debugger.program, parameter, debugger.read)


def _split(program: Program, parameter: str, read: Callable[[int], Array | None]) -> Contributions | None:
    """The split of a gradient whose parts are read from the arena of a debugger or of a replay."""
    slot = program.parameters[parameter]
    total = read(program.gradient_of[slot]) if slot in program.gradient_of else None
    if total is None:
        return None
    by_time: dict[int, Array] = {}
    for part in program.parts_of.get(slot, ()):
        time = program.time_of(program.writer[part])
        value = read(part)
        if value is not None:
            by_time[time] = by_time[time] + value if time in by_time else value.copy()
    times = tuple(sorted(by_time))
    return Contributions(parameter, times, tuple(by_time[time] for time in times), total.copy())


@dataclass(frozen=True)
class Loss:
    """What a cut takes from the gradient of one parameter: `lost` = full - truncated, element by element.

    `share` is its norm divided by that of the full gradient; `cosine` is how far the direction turns; `kept` is what each time
    step still adds.
    """

    parameter: str
    full: Array
    truncated: Array
    kept: Contributions | None = None

    @property
    def lost(self) -> Array:
        """Full minus truncated."""
        result: Array = self.full - self.truncated
        return result

    @property
    def share(self) -> float:
        """The norm of what is lost divided by that of the full gradient; nan if that is 0."""
        whole = float(np.linalg.norm(self.full))
        return float(np.linalg.norm(self.lost)) / whole if whole else float("nan")

    @property
    def cosine(self) -> float:
        """Cosine between the truncated and the full gradient; nan if one of them is 0."""
        sizes = float(np.linalg.norm(self.full) * np.linalg.norm(self.truncated))
        return float(np.vdot(self.full, self.truncated)) / sizes if sizes else float("nan")


class Cut:
    """The gradients that are left when no gradient may pass from time `after` + 1 back to `after`.

    It is what `state.detach()` after that time step does in PyTorch.
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        self._replay = Replay(program)

    def __call__(self, debugger: Debugger, after: int) -> tuple[Loss, ...] | None:
        """What each parameter with a gradient loses; None before the backward pass is done."""
        program, replay = self.program, self._replay
        if debugger.place[1] < replay.stop:
            return None
        replay.load(debugger)
        start = program.phases[BACKWARD].start
        for pc in range(start, replay.stop):
            replay.run(pc, pc + 1)
            if self._crosses(pc, after):
                replay.view(program.code[pc].out)[...] = 0
        found = []
        for name, slot in program.parameters.items():
            if slot in program.gradient_of:
                gradient = program.gradient_of[slot]
                kept = _split(program, name, replay.view)
                found.append(Loss(name, debugger.arena.views[gradient].copy(), replay.view(gradient).copy(), kept))
        return tuple(found)

    def _crosses(self, pc: int, after: int) -> bool:
        """Whether an instruction of a later time step gives a gradient to a value of `after` or before."""
        slot = self.program.slots[self.program.code[pc].out]
        of = self.program.slots[slot.of] if slot.of >= 0 else None
        if of is None or of.kind in (PARAMETER, BUFFER) or not slot.time:
            return False
        return slot.time <= after < self.program.time_of(pc)
