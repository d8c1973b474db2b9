"""The targets of a loss: which of them count, and what they are as numbers."""

from __future__ import annotations

import numpy as np

from engine.library.losses import LOSSES
from engine.library.rule import Array
from engine.library.samples import Table
from engine.model.experiment import Experiment
from engine.model.problem import Problem, text
from engine.model.setting import complete

NO_TARGETS = Problem(
    "data.targets",
    text("some training steps have no target that counts: their loss is 0, and nothing is learned from them."),
    text("Use larger batches or windows, or leave out fewer targets."),
    warning=True,
)


def class_numbers(experiment: Experiment, table: Table) -> bool:
    """Whether the targets of an experiment are class indices."""
    return indexed(table, experiment.loss.name, experiment.network.outputs()[0].units)


def indexed(table: Table, loss: str, units: int) -> bool:
    """Whether targets are class indices, as torch.nn.CrossEntropyLoss takes them, for a network of `units` outputs."""
    return loss == "cross_entropy" and table.targets.shape[-1] == 1 and units > 1


def counted(experiment: Experiment, table: Table) -> Array:
    """Which targets count: those neither masked by the table nor of the ignored class. Shape (samples[, time])."""
    found: Array = np.ones(table.targets.shape[:-1], bool) if table.mask is None else table.mask.astype(bool)  # a copy
    if class_numbers(experiment, table):
        ignored = complete(LOSSES["cross_entropy"].settings, experiment.loss.settings, "")[0]["ignore_index"]
        found &= table.targets[..., 0] != ignored
    return found


def mask_of(experiment: Experiment, table: Table) -> Array | None:
    """The mask of the loss, or None where every target counts."""
    found = counted(experiment, table)
    return None if found.all() else found.astype(float)


def targets_of(experiment: Experiment, table: Table) -> Array:
    """Targets of shape (samples, ..., output units): class indices one-hot, smoothed where the loss says so."""
    targets, units = table.targets, experiment.network.outputs()[0].units
    if not LOSSES[experiment.loss.name].targets:
        return np.zeros((*targets.shape[:-1], units))
    if class_numbers(experiment, table):
        numbers = np.where(counted(experiment, table), targets[..., 0], 0).astype(int)
        targets = np.eye(units)[numbers]
    smoothing = experiment.loss.settings.get("label_smoothing", 0.0)
    result: Array = targets * (1 - smoothing) + smoothing / targets.shape[-1] if smoothing else targets
    return result


def may_be_empty(experiment: Experiment, table: Table) -> bool:
    """Whether all targets of some training step may be masked or ignored: of some batch, in some window of the time steps.

    A mean over no targets is 0 here, with gradient 0, so that such a step changes nothing by itself. PyTorch divides 0 by 0,
    and its NaN would spoil every weight.
    """
    found = counted(experiment, table)
    if found.all():
        return False
    samples, cut = table.samples, experiment.training.truncate
    span = min(cut["k1"], table.length) if cut and found.ndim > 1 else found.size // samples
    windows = np.asarray(found.reshape(samples, -1, span).any(axis=2))
    size = experiment.training.batch_size or samples
    if experiment.training.shuffle:
        return bool(((~windows).sum(axis=0) >= size).any())
    batches = windows[: samples // size * size].reshape(-1, size, windows.shape[1])
    return not batches.any(axis=1).all()
