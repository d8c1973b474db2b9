"""What a diagnosis rests on: facts about an experiment, and observations of the network while it learns.

An observation looks at the whole data, whatever the batches are: a unit that is 0 in one batch need not be dead.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.insight.flow.depth import depth_profile, signal_profile
from engine.insight.flow.probe import Probe
from engine.insight.flow.through_time import ThroughTime, memory, recurrent_nodes
from engine.library.losses import LOSSES
from engine.library.rule import Array
from engine.model.experiment import Experiment
from engine.model.problem import Problem
from engine.model.setting import complete
from engine.program.check import Checked, check
from engine.program.program import BACKWARD, DELTA
from engine.runtime.debugger import Debugger

LEAST_STEPS = 10
TINY = 1e-300
LEAST = 0.3  # of the size that Xavier initialisation would give


@dataclass(frozen=True)
class Facts:
    """What is known before the first step.

    `baseline` is the loss of the best constant prediction: the entropy of the classes or the spread of
    the targets; `nothing` that of a network whose last layer outputs 0; nan where the loss has no targets. `largest`, `spread`
    and `constant` describe the inputs: largest absolute value, standard deviation, columns that never change. `window` is how
    many time steps gradients reach back where that is less than the `length` of the sequences, else 0.
    """

    baseline: float
    nothing: float
    largest: float
    spread: float
    constant: tuple[int, ...]
    classes_seen: int
    epoch: int
    warnings: tuple[Problem, ...] = ()
    window: int = 0
    length: int = 1

    @property
    def pace(self) -> int:
        """Training steps from one observation to the next: an epoch, but no fewer than it takes for something to change."""
        return max(self.epoch, LEAST_STEPS)


@dataclass(frozen=True)
class Observation:
    """The state of learning before the update of a training step.

    `delta` is the root mean square of dL/dz per layer, `idle` the share of dead or saturated elements per layer, `spread` the
    standard deviation of its activations. `ratio` is the size of the last updates relative to the size of their weights, per
    matrix; `jump` the largest of the last epoch. `fading` is the gradient of the last loss with respect to the state of each
    time step, relative to the last; None without a recurrent node.
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

    @property
    def per_layer(self) -> float:
        """The mean factor from one hidden layer to the one before it."""
        hidden = self.delta[:-1]
        return float((hidden[0] / hidden[-1]) ** (1 / (len(hidden) - 1))) if len(hidden) > 1 and hidden[-1] > 0 else float("nan")

    @property
    def depth_ratio(self) -> float:
        """delta of the first hidden layer divided by that of the last; nan if there are fewer than two."""
        hidden = self.delta[:-1]
        return float(hidden[0]) / max(float(hidden[-1]), TINY) if len(hidden) > 1 else float("nan")


def facts(experiment: Experiment) -> Facts:
    """The facts of a legal experiment; ExperimentError otherwise."""
    checked = check(experiment)
    inputs = checked.table.inputs.reshape(-1, checked.table.inputs.shape[-1])
    spread = inputs.std(axis=0)
    batch = experiment.training.batch_size or checked.table.samples
    return Facts(
        *reference_losses(checked), float(np.abs(inputs).max()), float(spread.max()), tuple(map(int, np.flatnonzero(spread == 0))),
        len(np.unique(checked.targets.reshape(-1, checked.targets.shape[-1]), axis=0)), max(1, checked.table.samples // batch),
        checked.warnings, _window(checked), checked.table.length,
    )  # fmt: skip


def _window(checked: Checked) -> int:
    cut = checked.experiment.training.truncate
    return cut["k2"] if cut is not None and cut["k2"] < checked.table.length else 0


def reference_losses(checked: Checked) -> tuple[float, float]:
    """The loss of the best constant prediction, and that of a network whose last pre-activations are all 0."""
    row = LOSSES[checked.experiment.loss.name]
    if not row.targets:
        return float("nan"), float("nan")
    counted = checked.targets if checked.mask is None else checked.targets[checked.mask.astype(bool)]
    targets = np.ascontiguousarray(counted.reshape(-1, counted.shape[-1]).T)
    share = targets.mean(axis=1, keepdims=True)
    with np.errstate(all="ignore"):
        best = {"mae": np.median(targets, axis=1, keepdims=True), "bce_with_logits": np.log(share) - np.log1p(-share),
                "cross_entropy": np.log(share)}.get(row.name, share)  # fmt: skip
    silent = {"bce": 0.5}.get(row.name, 0.0)
    return _constant_loss(checked, targets, best), _constant_loss(checked, targets, np.full_like(share, silent))


def _constant_loss(checked: Checked, targets: Array, answer: Array) -> float:
    """The loss of a training step in which every prediction is the same."""
    row, batch = LOSSES[checked.experiment.loss.name], checked.experiment.training.batch_size or checked.table.samples
    settings, _ = complete(row.settings, checked.experiment.loss.settings, "")
    count = targets.shape[1] * (1 if row.over_samples else targets.shape[0])
    rest = {name: settings[name] for name in ("delta",) if name in settings}
    out, constant = np.empty(()), np.ascontiguousarray(np.broadcast_to(np.clip(answer, -700, 700), targets.shape))
    operands = {"p": constant, "t": targets}
    with np.errstate(all="ignore"):
        for function, arguments in row.op.forward.bind(
            out, *(operands[need] for need in row.op.forward.needs), scale=1 / count, **rest
        ):
            function(*arguments)
    return float(out) * (1.0 if settings["reduction"] == "mean" else count / checked.table.samples * batch)


def steps_done(debugger: Debugger) -> int:
    """How many training steps are finished."""
    return debugger.place[0] + (debugger.place[1] == len(debugger.program))


class Observer:
    """Looks at the network of a debugger on the whole data; the debugger itself is not changed."""

    def __init__(self, experiment: Experiment) -> None:
        self._probe = Probe(experiment, BACKWARD)
        program = self._probe.program
        self._recurrent = recurrent_nodes(program)
        self._through = ThroughTime(program) if self._recurrent and program.length > 1 else None

    def __call__(self, debugger: Debugger) -> Observation:
        """Observe the network as it is at the beginning of the current step, or after it if it is finished."""
        program, probe, step = self._probe.program, self._probe.at(debugger.learned()), steps_done(debugger)
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
            *_updates(debugger),
            node,
            self._fading(node),
        )

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


def _updates(debugger: Debugger) -> tuple[dict[str, float], float]:
    """Update relative to weight size over the last epoch: the median per matrix, and the largest of all.

    A matrix smaller than Xavier initialisation would make it is measured against a part of that size: what starts near 0 must
    grow.
    """
    series = debugger.series
    rows = series.rows(max(1, debugger.program.batches.per_epoch), debugger.place[0] + 1)
    found, largest = {}, 0.0
    for name, slot in debugger.program.parameters.items():
        shape = debugger.program.slots[slot].shape
        if len(shape) == 2 and len(rows) and f"update/{name}" in series.columns:
            least = LEAST * (2 * shape[0] * shape[1] / (shape[0] + shape[1])) ** 0.5
            with np.errstate(all="ignore"):
                sizes = series.size(f"update/{name}", rows) / np.maximum(series.size(f"param/{name}", rows), least)
            found[name], largest = float(np.median(sizes)), max(largest, float(np.nan_to_num(sizes, nan=np.inf).max()))
    return found, largest
