"""What a diagnosis rests on: observations of the network while it learns.

An observation looks at the whole data, whatever the batches are: a unit that is 0 in one batch need not be dead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from engine.insight.flow.depth import depth_profile, signal_profile
from engine.insight.flow.landscape import remembered
from engine.insight.flow.neighbours import Neighbours
from engine.insight.flow.probe import Probe
from engine.insight.flow.reach import Reach
from engine.insight.flow.slope import Slope, SlopeProbe
from engine.insight.flow.through_time import ThroughTime, memory, recurrent_nodes
from engine.insight.moment.held_out import HeldOut
from engine.library.optimizers import setting
from engine.library.rule import Array
from engine.library.schedules import SCHEDULES
from engine.model.experiment import Experiment
from engine.model.setting import complete
from engine.program.program import BACKWARD, DELTA, Program
from engine.runtime.debugger import Debugger

TINY = 1e-300
LEAST = 0.3  # of the size that Xavier initialisation would give


@dataclass(frozen=True)
class Observation:
    """The state of learning before the update of a training step.

    `delta` is the root mean square of dL/dz per layer, `idle` the share of dead or saturated elements per layer, `spread` the
    standard deviation of its activations. `ratio` is the size of the last updates relative to the size of their weights, per
    matrix; `jump` the largest of the last epoch. `fading` is the gradient of the last loss with respect to the state of each
    time step, relative to the last; None without a recurrent node.

    Known of our own runs only: the `slope` of the loss, the length `move` of the usual step of the last epoch, `twins` (layer,
    units, how many of them differ in their weights) where units are equal, the norm `pull` of what decay and L1 add to the
    gradient and its cosine `against` the negative gradient (1: they cancel), and the `rate` of the schedule relative to the
    full one. `unbiased` are layers with the share of their delta that is left when it is added up over samples and time.
    `held_out` is the loss on samples that are never trained on, nan where there are none.
    `shared` is the part of what is left to explain that nearest neighbours among the samples have in common, see `Neighbours`.
    `attention` are layers with the entropy of their weights, 1 where all keys that are seen count alike, 0 where a single one does.
    `stopped` is the share of the squared error signal dL/da of the outputs that is exactly 0 behind their activations.
    `reach` are input layers with how much gradient each of their positions gets, relative to the one that gets most.
    `line` are the places of the layers that are compared by depth, of a recorded network in which not all can be; None for all.
    """

    step: int
    epoch: float
    loss: float
    layers: tuple[str, ...]
    activations: tuple[str, ...]
    delta: Array
    idle: Array
    spread: Array
    ratio: dict[str, float]
    jump: float
    node: str = ""
    fading: Array | None = None
    slope: Slope | None = None
    move: float = float("nan")
    twins: tuple[tuple[str, int, int], ...] = ()
    pull: float = 0.0
    against: float = 0.0
    rate: float = 1.0
    unbiased: tuple[tuple[str, float], ...] = ()
    held_out: float = float("nan")
    shared: float = float("nan")
    line: tuple[int, ...] | None = None
    attention: tuple[tuple[str, float], ...] = ()
    reach: tuple[tuple[str, Array], ...] = ()
    stopped: float = 0.0

    @property
    def compared(self) -> tuple[str, ...]:
        """The layers that are compared by depth."""
        return self.layers if self.line is None else tuple(self.layers[place] for place in self.line)

    @property
    def sizes(self) -> Array:
        """Their `delta`."""
        return self.delta if self.line is None else self.delta[list(self.line)]

    @property
    def per_layer(self) -> float:
        """The mean factor from one hidden layer to the one before it."""
        hidden = self.sizes[:-1]
        return float((hidden[0] / hidden[-1]) ** (1 / (len(hidden) - 1))) if len(hidden) > 1 and hidden[-1] > 0 else float("nan")

    @property
    def depth_ratio(self) -> float:
        """delta of the first hidden layer divided by that of the last; nan if there are fewer than two, or it is 0 there."""
        hidden = self.sizes[:-1]
        return float(hidden[0] / hidden[-1]) if len(hidden) > 1 and hidden[-1] > 0 else float("nan")


def steps_done(debugger: Debugger) -> int:
    """How many training steps are finished."""
    return debugger.place[0] + (debugger.place[1] == len(debugger.program))


class Observer:
    """Looks at the network of a debugger on the whole data; the debugger itself is not changed."""

    def __init__(self, experiment: Experiment) -> None:
        training = experiment.training
        self._experiment = experiment
        self._probe = Probe(replace(experiment, training=replace(training, freeze=())), BACKWARD)
        program = self._probe.program
        self._slope = SlopeProbe(self._probe, frozenset(training.freeze))
        self._neighbours = Neighbours(self._probe)
        self._recurrent = recurrent_nodes(program)
        self._reach = Reach.of(experiment)
        self._held_out = HeldOut.of(experiment, program.batches.size)
        self._through = ThroughTime(program) if self._recurrent and program.length > 1 else None

    def __call__(self, debugger: Debugger) -> Observation:
        """Observe the network as it is at the beginning of the current step, or after it if it is finished."""
        return self._look(debugger, steps_done(debugger), debugger.place[0] + 1, debugger.learned())

    def earlier(self, debugger: Debugger, step: int) -> Observation:
        """Observe it as it was at the beginning of the latest step, up to this one, whose state the run remembers."""
        kept, learned = remembered(debugger, step)
        return self._look(debugger, kept, kept, learned)

    def _look(self, debugger: Debugger, step: int, before: int, learned: dict[str, Array]) -> Observation:
        """Observe what was learned at a step, and how: by the steps before another."""
        program, probe = self._probe.program, self._probe.at(learned)
        profile, signal = depth_profile(probe), signal_profile(probe)
        sizes = np.array([sum(probe.arena.views[s].size for s in program.of_node(name, DELTA)) or 1 for name in profile.layers])
        loss = probe.read(program.loss)
        node = self._recurrent[0] if self._through is not None else ""
        return Observation(
            step,
            step / debugger.program.batches.per_epoch,
            float("nan") if loss is None else float(loss),
            profile.layers,
            signal.activations,
            profile.delta / np.sqrt(sizes),
            signal.idle,
            signal.std,
            *_updates(debugger, before),
            node,
            self._fading(node),
            self._slope(probe) if loss is not None and np.isfinite(loss) else None,
            _move(debugger, before),
            _twins(program, learned),
            *self._pull(probe),
            _schedule_factor(self._experiment, step),
            tuple((name, _share_left(probe, name)) for name in profile.layers),
            float("nan") if self._held_out is None else self._held_out(learned).loss,
            self._neighbours.shared(),
            attention=_attention(self._experiment, probe),
            reach=() if self._reach is None else self._reach(learned),
            stopped=_stopped(probe),
        )

    def _pull(self, probe: Debugger) -> tuple[float, float]:
        """The norm of what weight decay and L1 add to the gradient, and its cosine with the negative gradient."""
        decay, l1 = float(setting(self._experiment.optimizer, "weight_decay") or 0.0), self._experiment.training.l1
        if not decay and not l1:
            return 0.0, 0.0
        program, parts, gradients = probe.program, [], []
        for name, slot in program.parameters.items():
            if slot in program.gradient_of and name not in self._experiment.training.freeze:
                value = probe.arena.views[slot]
                parts.append((decay * value + (l1 * np.sign(value) if value.ndim > 1 else 0.0)).ravel())
                gradients.append(probe.arena.views[program.gradient_of[slot]].ravel())
        pull, g = np.concatenate(parts), np.concatenate(gradients)
        with np.errstate(all="ignore"):
            sizes = float(np.linalg.norm(pull)), float(np.linalg.norm(g))
            return sizes[0], -float(pull @ g) / max(sizes[0] * sizes[1], TINY)

    def _fading(self, node: str) -> Array | None:
        """The gradient of the last loss with respect to each state, relative to the last one."""
        if self._through is None:
            return None
        state = "c" if memory(self._probe.program, node, "c") else "a"
        matrix = self._through(self._probe.debugger, node, state, last=True)
        if matrix is None:
            return None
        with np.errstate(all="ignore"):
            relative: Array = matrix[-1] / max(float(matrix[-1, -1]), TINY)
        return relative


def _attention(experiment: Experiment, probe: Debugger) -> tuple[tuple[str, float], ...]:
    """The mean entropy of what the queries of each attention layer see, relative to that of equal weights."""
    found = []
    for node in experiment.network.nodes:
        names = [name for name in probe.program.names if name.startswith(f"{node.id}.head") and name.endswith(".weights")]
        if node.type == "attention" and names:
            found.append((node.id, float(np.mean([_spread_over_keys(probe.arena.views[probe.program.names[n]]) for n in names]))))
    return tuple(found)


def _spread_over_keys(weights: Array) -> float:
    """The mean over the columns that have two weights or more."""
    seen = (weights > 0).sum(axis=0)
    with np.errstate(all="ignore"):
        entropy = -(weights * np.log(np.where(weights > 0, weights, 1.0))).sum(axis=0)
        most = np.log(np.where(weights > 0, 1, 0).sum(axis=0).clip(min=2))
        return float(np.mean((entropy / most)[seen > 1])) if (seen > 1).any() else 0.0


def _stopped(probe: Debugger) -> float:
    """What an output's activation lets not pass at all, as ReLU where it is 0."""
    program, views, stopped, total = probe.program, probe.arena.views, 0.0, 0.0
    for slot in program.outputs:
        deltas = program.of_node(program.slots[slot].node, DELTA)
        if slot in program.gradient_of and len(deltas) == 1:
            signal = views[program.gradient_of[slot]]
            with np.errstate(all="ignore"):
                stopped, total = stopped + float((signal[views[deltas[0]] == 0] ** 2).sum()), total + float((signal**2).sum())
    return stopped / total if 0 < total < np.inf else 0.0


def _share_left(probe: Debugger, name: str) -> float:
    """Norm of the sum of dL/dz over samples and time, relative to the sum of the sizes."""
    deltas = [probe.arena.views[slot] for slot in probe.program.of_node(name, DELTA)]
    with np.errstate(all="ignore"):
        whole = sum(delta.sum(axis=-1) for delta in deltas)
        sizes = sum(np.abs(delta).sum(axis=-1) for delta in deltas)
        return float(np.linalg.norm(whole)) / max(float(np.linalg.norm(sizes)), TINY)


def _move(debugger: Debugger, before: int) -> float:
    """The median length of a whole update over the epoch before a step; nan before the first."""
    series = debugger.series
    rows = series.rows(max(1, debugger.program.batches.per_epoch), before)
    names = [name for name in debugger.program.parameters if f"update/{name}" in series.columns]
    if not len(rows) or not names:
        return float("nan")
    with np.errstate(all="ignore"):
        return float(np.median(np.sqrt(sum(series.size(f"update/{name}", rows) ** 2 for name in names))))


def _twins(program: Program, values: Mapping[str, Array]) -> tuple[tuple[str, int, int], ...]:
    """Layers some of whose units have equal weights, in and out, each with its units and how many of them differ."""
    found = []
    for name in program.layers:
        parts = _of_units(values, name)
        if not parts or len({len(part) for part in parts}) != 1 or len(parts[0]) < 2:
            continue
        rows = np.concatenate(parts, axis=1)
        distinct = len(np.unique(rows, axis=0))
        if distinct < len(rows):
            found.append((name, len(rows), distinct))
    return tuple(found)


def _of_units(values: Mapping[str, Array], name: str) -> list[Array]:
    """The parameters of a layer with weights, in and out, each with a row for every unit; the gates of a cell side by side."""
    state = values.get(f"{name}.weight_hh")
    units = None if state is None else state.shape[1]
    rows = [] if state is None else [state.T]
    for key, value in values.items():
        if value.ndim == 2 and key.startswith((f"{name}->", f"{name}~>")):
            rows.append(value.T)
        elif key.endswith(f">{name}.weight") or key == f"{name}.bias":
            rows.append(value.reshape(len(value), -1))
        elif units is not None and key.startswith((f"{name}.weight_", f"{name}.bias_")):
            rows.append(np.hstack([gate.reshape(units, -1) for gate in np.split(value, len(value) // units)]))
    return rows if state is not None or any(key.endswith(f">{name}.weight") for key in values) else []


def _schedule_factor(experiment: Experiment, step: int) -> float:
    """The learning rate of the next training step relative to the full one."""
    choice = experiment.training.schedule
    row = SCHEDULES[choice.name]
    if row.rule is None:
        return 1.0
    settings, _ = complete(row.settings, choice.settings, "")
    full, out = np.array(float(setting(experiment.optimizer, "learning_rate"))), np.empty(())
    for function, arguments in row.rule.bind(out, full, np.array(step + 1.0), **settings):
        function(*arguments)
    return float(out / full) if full else 1.0


def _updates(debugger: Debugger, before: int) -> tuple[dict[str, float], float]:
    """Update relative to weight size over the epoch before a step: the median per matrix, and the largest of all.

    A matrix smaller than Xavier initialisation would make it is measured against a part of that size: what starts near 0 must
    grow.
    """
    series = debugger.series
    rows = series.rows(max(1, debugger.program.batches.per_epoch), before)
    found, largest = {}, 0.0
    for name, slot in debugger.program.parameters.items():
        shape = debugger.program.slots[slot].shape
        if len(shape) == 2 and len(rows) and f"update/{name}" in series.columns:
            least = LEAST * (2 * shape[0] * shape[1] / (shape[0] + shape[1])) ** 0.5
            with np.errstate(all="ignore"):
                sizes = series.size(f"update/{name}", rows) / np.maximum(series.size(f"param/{name}", rows), least)
            found[name], largest = float(np.median(sizes)), max(largest, float(np.nan_to_num(sizes, nan=np.inf).max()))
    return found, largest
