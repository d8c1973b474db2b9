"""How a network does on samples that it was never trained on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from engine.insight.moment.classes import read
from engine.insight.moment.predict import Predictor
from engine.library.losses import LOSSES
from engine.library.rule import Array
from engine.model.experiment import Experiment
from engine.model.network import Choice
from engine.model.problem import ExperimentError
from engine.model.setting import complete
from engine.program.check import Checked, check, load_table
from engine.program.targets import by_position

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
        self._row, loss = LOSSES[checked.experiment.loss.name], checked.experiment.loss
        settings, _ = complete(self._row.settings, loss.settings, "")
        self._settings = {name: settings[name] for name in ("delta",) if name in settings}
        self._counts, rows = checked.counts, checked.rows
        self._targets = np.ascontiguousarray(rows[self._counts].T)
        terms = self._targets.shape[1] * (1 if self._row.over_samples else self._targets.shape[0])
        self._scale = 1 / max(1, terms) if settings["reduction"] == "mean" else samples / len(checked.table.inputs)
        self._predict = Predictor(checked.experiment, checked.table.inputs)
        self._loss = loss.name

    @classmethod
    def of(cls, experiment: Experiment, samples: int | None = None) -> HeldOut | None:
        """None where no samples are held out, the loss has no targets, or they do not fit the network."""
        table = load_table(experiment)[0]
        held = table.held_out
        if held is None or not LOSSES[experiment.loss.name].targets:
            return None
        mask = {} if held.mask is None else {"mask": held.mask[:MOST]}
        data = Choice("table", {"inputs": held.inputs[:MOST], "targets": held.targets[:MOST], **mask})
        training = replace(experiment.training, batch_size=None, truncate=None)
        try:
            checked = check(replace(experiment, data=data, training=training))
        except ExperimentError:
            return None
        return cls(checked, samples or experiment.training.batch_size or table.samples)

    def __call__(self, values: Mapping[str, Array]) -> Score:
        """The score with these parameters and running statistics."""
        outputs = self._predict(values)
        if outputs.ndim > self._counts.ndim:
            outputs = outputs[:, -1]  # a target for the last time step only
        told = by_position(outputs, self._counts.shape[-1])[self._counts]
        return Score(self._lost(np.ascontiguousarray(told.T)), self._right(read(self._loss, told).T))

    def _lost(self, told: Array) -> float:
        out, operands = np.empty(()), {"p": told, "t": self._targets}
        with np.errstate(all="ignore"):
            for function, arguments in self._row.op.forward.bind(
                out, *(operands[need] for need in self._row.op.forward.needs), scale=self._scale, **self._settings
            ):
                function(*arguments)
        return float(out)

    def _right(self, told: Array) -> float:
        """One output is above or below a half, one of several is the largest."""
        targets = self._targets
        if not targets.size or not np.isin(targets, (0, 1)).all() or (len(targets) > 1 and (targets.sum(axis=0) != 1).any()):
            return float("nan")
        if len(targets) == 1:
            return float(((told > 0.5) == (targets > 0.5)).mean())
        return float((told.argmax(axis=0) == targets.argmax(axis=0)).mean())
