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
    text("some training steps have only ignored or masked targets: their loss is 0, and nothing is learned from them."),
    text("Use larger batches or windows, or ignore fewer targets."),
    warning=True,
)


def class_numbers(experiment: Experiment, table: Table) -> bool:
    """Whether the targets of an experiment are class indices."""
    output = experiment.network.outputs()[0]
    return indexed(table, experiment.loss.name, output.units, output.positions)


def indexed(table: Table, loss: str, units: int, positions: int = 1) -> bool:
    """Whether targets are class indices, as torch.nn.CrossEntropyLoss takes them, for a network of `units` outputs."""
    return loss == "cross_entropy" and table.targets.shape[-1] == positions and units > 1


def by_position(values: Array, positions: int) -> Array:
    """(..., units · positions), feature by feature, read as (..., positions, units)."""
    return values.reshape(*values.shape[:-1], -1, positions).swapaxes(-1, -2)


def counted(experiment: Experiment, table: Table) -> Array:
    """Which targets count: those neither masked by the table nor of the ignored class. Shape (samples[, time], positions)."""
    shape = (*table.targets.shape[:-1], experiment.network.outputs()[0].positions)
    found: Array = np.ones(shape, bool)
    if table.mask is not None:
        found &= table.mask.reshape(*shape[:-1], -1).astype(bool)
    if class_numbers(experiment, table):
        ignored = complete(LOSSES["cross_entropy"].settings, experiment.loss.settings, "")[0]["ignore_index"]
        found &= table.targets != ignored
    return found


def mask_of(experiment: Experiment, table: Table) -> Array | None:
    """The mask of the loss, or None where every target counts."""
    found = counted(experiment, table)
    return None if found.all() else found.astype(float)


def targets_of(experiment: Experiment, table: Table) -> Array:
    """Targets of shape (samples[, time], units · positions): class indices one-hot, smoothed where the loss says so."""
    targets, output = table.targets, experiment.network.outputs()[0]
    if not LOSSES[experiment.loss.name].targets:
        return np.zeros((*targets.shape[:-1], output.units))
    if class_numbers(experiment, table):
        numbers = np.where(counted(experiment, table), targets, 0).astype(int)
        targets = np.eye(output.units)[numbers].swapaxes(-1, -2).reshape(*targets.shape[:-1], -1)
    smoothing = experiment.loss.settings.get("label_smoothing", 0.0)
    result: Array = targets * (1 - smoothing) + smoothing / output.units if smoothing else targets
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
    whole = found.size // samples
    span = whole // table.length * min(cut["k1"], table.length) if cut and table.targets.ndim == 3 else whole
    windows = np.asarray(found.reshape(samples, -1, span).any(axis=2))
    size = experiment.training.batch_size or samples
    if experiment.training.shuffle:
        return bool(((~windows).sum(axis=0) >= size).any())
    batches = windows[: samples // size * size].reshape(-1, size, windows.shape[1])
    return not batches.any(axis=1).all()
