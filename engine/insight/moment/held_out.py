"""How a network does on samples that it was never trained on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from engine.insight.moment.classes import read
from engine.insight.moment.predict import Predictor
from engine.library.rule import Array
from engine.model.experiment import Experiment
from engine.model.network import Choice
from engine.model.problem import ExperimentError
from engine.program.check import Checked, check, raw_table
from engine.program.heads import heads, plain_loss
from engine.program.targets import Goal, by_position, targets_of

MOST = 1024  # samples; of more, the first are looked at


@dataclass(frozen=True)
class Score:
    """The loss on the held-out samples, and the share of their targets that are told right; nan where targets are no classes."""

    loss: float
    right: float


class HeldOut:
    """Predicts the held-out samples: whole sequences, nothing dropped, running statistics.

    A summed loss is given for `samples` samples, by default as many as are trained on at once, so that it can stand beside
    the training loss.
    """

    def __init__(self, checked: Checked, samples: int) -> None:
        self._judges = {goal.node.id: _Judge(goal, samples) for goal in checked.goals}
        self._predict = Predictor(checked, checked.table.inputs)

    @classmethod
    def of(cls, experiment: Experiment, samples: int | None = None) -> HeldOut | None:
        """None where no samples are held out, the loss has no targets, or they do not fit the network."""
        table = raw_table(experiment)[0]
        held = table.held_out
        if held is None or not all(head.row.targets for head in heads(experiment)):
            return None
        mask = {} if held.mask is None else {"mask": held.mask[:MOST]}
        columns = any(head.loss.settings.get("columns") for head in heads(experiment))  # which may be told by name
        named = ("input_names", "target_names") if columns else ()
        names = {name: list(value) for name in named if (value := getattr(table, name))}
        data = Choice("table", {"inputs": held.inputs[:MOST], "targets": held.targets[:MOST], **mask, **names})
        training = replace(experiment.training, batch_size=None, truncate=None)
        try:
            checked = check(replace(experiment, data=data, training=training))
        except ExperimentError:
            return None
        return cls(checked, samples or experiment.training.batch_size or table.samples)

    def __call__(self, values: Mapping[str, Array]) -> Score:
        """The score with these parameters and running statistics; right are the answers of the main output."""
        self._predict.take(values)
        pieces = [self._predict.ends(number) for number in range(self._predict.pieces)]
        scores = [judge(np.concatenate([piece[node] for piece in pieces])) for node, judge in self._judges.items()]
        return Score(sum(score.loss for score in scores), scores[0].right)


class _Judge:
    """The score of one output; its loss counts with its weight."""

    def __init__(self, goal: Goal, samples: int) -> None:
        self._head, self._counts = goal.head, goal.counts
        self._targets = np.ascontiguousarray(goal.rows[self._counts].T)
        terms = self._targets.shape[1] * (1 if goal.head.row.over_samples else self._targets.shape[0])
        self._classes = np.ascontiguousarray(_unsmoothed(goal)[self._counts].T)
        mean = goal.head.settings["reduction"] == "mean"
        self._scale = 1 / max(1, terms) if mean else samples / len(goal.table.inputs)

    def __call__(self, outputs: Array) -> Score:
        if outputs.ndim > self._counts.ndim:
            outputs = outputs[:, -1]  # a target for the last time step only
        told = by_position(outputs, self._counts.shape[-1])[self._counts]
        return Score(self._lost(np.ascontiguousarray(told.T)), self._right(read(self._head.loss.name, told).T))

    def _lost(self, told: Array) -> float:
        return self._head.weight * plain_loss(self._head, told, self._targets, self._scale)

    def _right(self, told: Array) -> float:
        """One output is above or below a half, one of several is the largest."""
        targets = self._classes
        if not targets.size or not np.isin(targets, (0, 1)).all() or (len(targets) > 1 and (targets.sum(axis=0) != 1).any()):
            return float("nan")
        if len(targets) == 1:
            return float(((told > 0.5) == (targets > 0.5)).mean())
        return float((told.argmax(axis=0) == targets.argmax(axis=0)).mean())


def _unsmoothed(goal: Goal) -> Array:
    """The rows of a goal as the data have them: what is right does not depend on label smoothing."""
    if not goal.head.settings.get("label_smoothing"):
        return goal.rows
    head = replace(goal.head, loss=Choice(goal.head.loss.name, {**goal.head.loss.settings, "label_smoothing": 0.0}))
    return by_position(targets_of(head, goal.table), goal.node.positions)
