"""What is known about an experiment before its first step, and a wrong answer's yardstick: the loss of constant predictions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.insight.flow.neighbours import bend
from engine.insight.flow.order import undecidable
from engine.insight.flow.probe import MOST
from engine.library.rule import Array
from engine.model.experiment import Experiment
from engine.model.problem import Problem
from engine.program.check import Checked, check
from engine.program.heads import plain_loss
from engine.program.targets import Goal

LEAST_STEPS = 10
ROUNDING = 1e-9  # of a loss
LOOKED = 256  # samples whose neighbours are sought


@dataclass(frozen=True)
class Targets:
    """The targets: lowest and highest, their mean and standard deviation (the largest over the columns), how many of them count
    in the loss, and which share of their variance lies between the batches of an epoch: 1 where every batch holds one class. `bend`
    is the share of it that depends on the inputs and that nothing linear can explain."""

    low: float = 0.0
    high: float = 1.0
    mean: float = 0.0
    spread: float = 1.0
    counted: int = 1
    between_batches: float = 0.0
    bend: float = 0.0


@dataclass(frozen=True)
class Facts:
    """What is known before the first step.

    `baseline` is the loss of the best constant prediction: the entropy of the classes or the spread of
    the targets; `nothing` that of a network whose last layer outputs 0; nan where the loss has no targets. `least` is that of a
    perfect prediction: the entropy of targets that are probabilities, else 0. `largest`, `spread`
    and `constant` describe the inputs: largest absolute value, standard deviation, columns that never change. `window` is how
    many time steps gradients reach back where that is less than the `length` of the sequences, else 0. All losses are those of
    the whole data, or of as many samples as a `Probe` takes. `undecidable` is the share of the targets that a network cannot tell
    because it does not know the order of its positions. `experiment` is empty
    for a recorded run; there `baseline` may be no more than the first loss: then it is not `measured`.
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
    experiment: Experiment = Experiment()
    targets: Targets = Targets()
    measured: bool = True
    undecidable: float = 0.0
    least: float = 0.0

    @property
    def batches(self) -> float:
        """How many batches the samples that an observation looks at would make."""
        size = self.experiment.training.batch_size
        return 1.0 if size is None else min(float(self.epoch), MOST / size)

    @property
    def pace(self) -> int:
        """Training steps from one observation to the next: an epoch, but no fewer than it takes for something to change."""
        return max(self.epoch, LEAST_STEPS)


def facts(experiment: Experiment) -> Facts:
    """The facts of a legal experiment; ExperimentError otherwise."""
    checked = check(experiment)
    inputs = checked.table.inputs.reshape(-1, checked.table.inputs.shape[-1])
    spread = inputs.std(axis=0)
    batch = experiment.training.batch_size or checked.table.samples
    return Facts(
        *reference_losses(checked, min(checked.table.samples, MOST)),
        float(np.abs(inputs).max()), float(spread.max()), tuple(map(int, np.flatnonzero(spread == 0))),
        len(np.unique(checked.targets.reshape(-1, checked.targets.shape[-1]), axis=0)), max(1, checked.table.samples // batch),
        checked.warnings, _window(checked), checked.table.length, experiment, _targets(checked, batch),
        undecidable=undecidable(checked), least=_least(checked, min(checked.table.samples, MOST)),
    )  # fmt: skip


def _targets(checked: Checked, batch: int) -> Targets:
    counted, targets = _counted(checked), checked.table.targets
    rows = targets.reshape(len(targets), -1)
    total = float(((rows - rows.mean(axis=0)) ** 2).sum())
    parts = [rows[i : i + batch] for i in range(0, len(rows), batch)]
    between = sum(len(part) * float(((part.mean(axis=0) - rows.mean(axis=0)) ** 2).sum()) for part in parts)
    flat = targets.reshape(-1, targets.shape[-1])
    return Targets(
        float(flat.min()), float(flat.max()), float(np.abs(flat.mean(axis=0)).max()), float(flat.std(axis=0).max()),
        int(counted.shape[0]), between / total if total > 0 and len(parts) > 1 else 0.0, _bend(checked),
    )  # fmt: skip


def _bend(checked: Checked) -> float:
    inputs, targets = checked.table.inputs, checked.targets
    if checked.table.length > 1 or inputs.ndim != 2 or targets.ndim != 2 or checked.mask is not None:
        return 0.0
    some = np.unique(np.linspace(0, len(inputs) - 1, min(len(inputs), LOOKED)).astype(int))
    return bend(inputs[some], targets[some])


def _counted(checked: Checked) -> Array:
    """The targets that count in the loss, one row for each."""
    rows: Array = checked.goal.rows[checked.goal.counts]
    return rows


def _window(checked: Checked) -> int:
    cut = checked.experiment.training.truncate
    return cut["k2"] if cut is not None and cut["k2"] < checked.table.length else 0


def reference_losses(checked: Checked, samples: int | None = None) -> tuple[float, float]:
    """The loss of the best constant prediction, and that of a network whose last pre-activations are all 0, over so many
    samples, by default those of a batch: a summed loss grows with their number. nan where nothing counts."""
    samples = samples or checked.experiment.training.batch_size or checked.table.samples
    found = [(goal.head.weight, _reference(goal, samples)) for goal in checked.goals]
    if len(found) == 1 and found[0][0] == 1:
        return found[0][1]
    best, silent = (sum(weight * losses[place] for weight, losses in found if weight) for place in (0, 1))
    return float(best), float(silent)


def _least(checked: Checked, samples: int) -> float:
    """The loss where every prediction is its target; 0 where nothing of that size is left."""
    total = 0.0
    for goal in checked.goals:
        targets = np.ascontiguousarray(goal.rows[goal.counts].T)
        if not goal.head.row.targets or not targets.shape[1]:
            return 0.0
        with np.errstate(all="ignore"):
            logits = {"bce_with_logits": np.log(targets) - np.log1p(-targets), "cross_entropy": np.log(targets)}
        total += goal.head.weight * _loss_of(goal, targets, logits.get(goal.head.row.name, targets), samples)
    return total if total > ROUNDING else 0.0


def _reference(goal: Goal, samples: int) -> tuple[float, float]:
    """Both losses of one output."""
    row = goal.head.row
    targets = np.ascontiguousarray(goal.rows[goal.counts].T)
    if not row.targets or not targets.shape[1]:
        return float("nan"), float("nan")
    share = targets.mean(axis=1, keepdims=True)
    best = np.median(targets, axis=1, keepdims=True) if row.name == "mae" else share  # the first median of all loads a module
    with np.errstate(all="ignore"):
        best = {"bce_with_logits": np.log(share) - np.log1p(-share), "cross_entropy": np.log(share)}.get(row.name, best)
    silent = {"bce": 0.5}.get(row.name, 0.0)
    return _loss_of(goal, targets, best, samples), _loss_of(goal, targets, np.full_like(share, silent), samples)


def _loss_of(goal: Goal, targets: Array, answer: Array, samples: int) -> float:
    """The loss of so many samples with these predictions, or the same for all."""
    count = targets.shape[1] * (1 if goal.head.row.over_samples else targets.shape[0])
    constant = np.ascontiguousarray(np.broadcast_to(np.clip(answer, -700, 700), targets.shape))
    found = plain_loss(goal.head, constant, targets, 1 / count)
    return found * (1.0 if goal.head.settings["reduction"] == "mean" else count / goal.table.samples * samples)
